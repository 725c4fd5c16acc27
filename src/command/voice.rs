//! What is printed, and where: remarks, closing lines, complaints; and exit codes.

use std::io::IsTerminal as _;

use novator::diag::{Diagnostics, Words};
use novator::remarks::{Format, Printer};
use novator::source::Sources;

use super::arguments::{Call, Color, Talk};

/// Mistakes in the sources.
pub(crate) const MISTAKES: u8 = 1;
/// The call itself is wrong.
pub(crate) const WRONG_USAGE: u8 = 2;
/// Our own fault.
pub(crate) const OUR_FAULT: u8 = 70;

/// Remarks go to standard output where they are the answer, in JSON, else to standard error.
pub(crate) fn report(call: &Call, sources: &Sources, diagnostics: &Diagnostics) {
    let color = match call.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal(),
    };
    let printer = Printer { sources, language: call.language, color, all: call.all };
    let text = printer.formatted(diagnostics, call.format);
    match call.format {
        Format::Human => eprint!("{text}"),
        _ => print!("{text}"),
    }
}

/// One line at the end, for people who did not ask for silence.
pub(crate) fn closing(call: &Call, words: &Words) {
    if call.talk != Talk::Quiet && call.format == Format::Human {
        println!("{}", words.in_language(call.language));
    }
}

/// Says why a call could not be followed.
pub(crate) fn say_error(call: &Call, words: &Words) {
    say(call, &Words::new("ошибка", "error"), words);
}

/// Says what the caller should know.
pub(crate) fn say_warning(call: &Call, words: &Words) {
    say(call, &Words::new("предупреждение", "warning"), words);
}

fn say(call: &Call, label: &Words, words: &Words) {
    eprintln!("{}: {}", label.in_language(call.language), words.in_language(call.language));
}
