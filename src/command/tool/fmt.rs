//! `novator fmt`: one order and one spelling for all cards.
#![expect(clippy::print_stdout, reason = "names and a diff are the answer")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{ArgMatches, Command};
use novator::diag::Words;
use novator::mend::{diff, form, kept};
use novator::output::authored::{Change, change};
use novator::source::{self, Sources};

use super::committed::committed;
use super::refused;

use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::voice::{MISTAKES, closing};

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
        say.flag(
            "as-committed",
            (
                "вернуть изменённым карточкам их прежнюю форму из git: останутся только сами правки",
                "give changed cards back the form they have in git, so that only the edits remain",
            ),
        ),
    ])
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let (sources, _) = source::read(&call.root);
    let formed = match matches.get_flag("as-committed") {
        true => match as_committed(call, &sources) {
            Ok(formed) => formed,
            Err(words) => return refused(call, &words),
        },
        false => form::formed(&sources).into_iter().collect(),
    };
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
        Err(refusal) => refused(call, &refusal.words()),
    }
}

/// Cards that another program wrote anew, in the form that git has of them.
fn as_committed(call: &Call, sources: &Sources) -> Result<BTreeMap<Arc<str>, Vec<u8>>, Words> {
    let before = committed(&call.root)?;
    let formed = before.iter().filter_map(|(path, before)| {
        let (path, file) = sources.content.get_key_value(path.as_str())?;
        let after = str::from_utf8(file.bytes()).ok()?;
        let kept = kept::kept(before, after).filter(|it| it != after)?;
        Some((Arc::clone(path), kept.into_bytes()))
    });
    Ok(formed.collect())
}
