//! `novator fmt`: one order and one spelling for all cards.
#![expect(clippy::print_stdout, reason = "names and a diff are the answer")]

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use novator::diag::Words;
use novator::mend::{diff, form};
use novator::output::authored::{Change, change};
use novator::source;

use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::voice::{MISTAKES, WRONG_USAGE, closing, say_error};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "fmt",
        (
            "поставить ключи карточек в один порядок и написать их по-русски",
            "put the keys of cards into one order and into Russian",
        ),
    )
    .args([
        say.flag(
            "check",
            (
                "ничего не записывать, назвать файлы, которые стоят иначе",
                "write nothing, name the files that differ",
            ),
        ),
        say.flag(
            "dry-run",
            (
                "ничего не записывать, а показать, что изменится",
                "write nothing, show what would change",
            ),
        ),
    ])
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let (sources, _) = source::read(&call.root);
    let formed: BTreeMap<_, _> = form::formed(&sources).into_iter().collect();
    if matches.get_flag("dry-run") || matches.get_flag("check") {
        match matches.get_flag("dry-run") {
            true => print!("{}", diff(&sources, &formed)),
            false => formed.keys().for_each(|it| println!("{it}")),
        }
        let code = if formed.is_empty() { 0 } else { MISTAKES };
        return ExitCode::from(code);
    }
    let changes = formed.into_iter();
    let changes: Vec<Change> =
        changes.map(|(path, bytes)| Change::Write(path.to_string(), bytes)).collect();
    match change(&call.root, &changes) {
        Ok(count) => {
            closing(
                call,
                &Words::new(
                    format!("Изменено файлов: {count}"),
                    format!("Files changed: {count}"),
                ),
            );
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            say_error(call, &refusal.words());
            ExitCode::from(WRONG_USAGE)
        }
    }
}
