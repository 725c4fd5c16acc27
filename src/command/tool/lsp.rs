//! `novator lsp`: a language server for editing programs, on standard input and output.

use std::process::ExitCode;

use clap::{ArgMatches, Command};
use jiff::civil::Date;
use novator::lsp::{Served, serve};

use super::refused;
use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::prepare::{clock, options, trying};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "lsp",
        (
            "подсказывать в текстовом редакторе, пока набирают (Language Server Protocol)",
            "help in a text editor while one types (Language Server Protocol)",
        ),
    )
}

pub(super) fn run(call: &Call, _: &ArgMatches) -> ExitCode {
    let choice = trying();
    let clock = match clock(call, &choice) {
        Ok(clock) => Box::new(clock),
        Err(code) => return code,
    };
    let root = std::path::absolute(&call.root).unwrap_or_else(|_| call.root.clone());
    // The clock has the last word on the day.
    let options = options(&choice, Date::MIN);
    match serve(Served { root, options, clock, language: call.language }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => refused(call, &words),
    }
}
