//! What went wrong with the words typed, told in the language asked for.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use novator::text::nearest::nearest;

use super::arguments::Refused;
use super::grammar::Say;

/// Explains a refusal, with the words that were likely meant.
pub(super) fn refused(
    error: &clap::Error,
    (program, words): (&Command, &[OsString]),
    say: &Say,
) -> Refused {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if asked {
        return Refused { text: error.render().to_string(), asked };
    }
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let (what, subject) = match error.kind() {
        ErrorKind::InvalidSubcommand => (
            say.pick("неизвестная команда", "unknown command"),
            context(error, ContextKind::InvalidSubcommand),
        ),
        ErrorKind::UnknownArgument => {
            (say.pick("неизвестный параметр", "unknown option"), argument)
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            (say.pick("нужно значение", "a value is needed"), argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (say.pick("недопустимое значение", "invalid value"), format!("{argument}: {value}"))
        }
        ErrorKind::MissingRequiredArgument => (say.pick("не указано", "missing"), argument),
        ErrorKind::ArgumentConflict => (say.pick("указано дважды", "given twice"), argument),
        _ => (say.pick("вызов не понят", "the call is not understood"), argument),
    };
    let near = likely(error, program, words).join(", ");
    let near = match near.is_empty() {
        true => near,
        false => format!("\n{} {near}", say.pick("возможно:", "perhaps:")),
    };
    let reason =
        std::error::Error::source(error).map(|it| format!(" ({it})")).unwrap_or_default();
    let help = say.pick("справка: novator --help", "help: novator --help");
    let label = say.pick("ошибка", "error");
    let text = format!("{label}: {what}: {subject}{reason}{near}\n{help}\n");
    Refused { text, asked: false }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    }
}

/// The commands, options or values that the wrong word may stand for.
fn likely(error: &clap::Error, program: &Command, words: &[OsString]) -> Vec<String> {
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let wrong = context(error, ContextKind::InvalidSubcommand);
            let names = program.get_subcommands().map(Command::get_name);
            nearest(&wrong, names, 3).into_iter().map(str::to_owned).collect()
        }
        ErrorKind::UnknownArgument => {
            let wrong = context(error, ContextKind::InvalidArg);
            let named = |word: &OsString| program.find_subcommand(word.to_str()?);
            let command = words.iter().skip(1).find_map(named).unwrap_or(program);
            let names = command.get_arguments().filter_map(clap::Arg::get_long);
            let near = nearest(wrong.trim_start_matches('-'), names, 3);
            near.into_iter().map(|it| format!("--{it}")).collect()
        }
        _ => {
            let values = context(error, ContextKind::ValidValue);
            if values.is_empty() { vec![] } else { vec![values] }
        }
    }
}
