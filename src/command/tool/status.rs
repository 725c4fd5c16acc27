//! `novator status`: one line more in the history of a project, if the rules allow it.
#![expect(clippy::print_stdout, reason = "the new line is the answer")]

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use novator::build::{Memo, build};
use novator::content::entry;
use novator::content::link::EntryKind;
use novator::content::word::State;
use novator::diag::{Diagnostic, Diagnostics, Severity, Words};
use novator::output::authored::Change;
use novator::source::{self, Sources};
use novator::text::nearest::nearest;
use novator::yaml::edit::Sheet;
use novator::yaml::table::Word as _;
use novator::yaml::write::flow_table;

use super::{refused, word, write};
use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::prepare::on_a_day;
use crate::command::voice::{MISTAKES, report, say_error};

pub(super) fn grammar(say: &Say) -> Command {
    let option = |name, value, help: (&'static str, &'static str)| {
        say.option(name, value).help(say.pick(help.0, help.1))
    };
    say.command(
        "status",
        (
            "дописать решение в историю проекта, если правила это допускают",
            "add a decision to the history of a project, if the rules allow it",
        ),
    )
    .override_usage(say.pick(
        "novator status <ПРОЕКТ> <СОСТОЯНИЕ> --order ПРИКАЗ --year ГОД [ПАРАМЕТРЫ]",
        "novator status <PROJECT> <STATE> --order ORDER --year YEAR [OPTIONS]",
    ))
    .args([
        Arg::new("project").required(true).value_name(say.pick("ПРОЕКТ", "PROJECT")).help(
            say.pick("имя файла проекта без .md", "name of the project's file without .md"),
        ),
        Arg::new("state").required(true).value_name(say.pick("СОСТОЯНИЕ", "STATE")).help(
            say.pick("присвоен, продолжен, реализован…", "assigned, continued, completed…"),
        ),
        option(
            "order",
            ("ПРИКАЗ", "ORDER"),
            ("имя файла документа с решением", "file of the document that decides"),
        )
        .required(true),
        option(
            "year",
            ("ГОД", "YEAR"),
            ("год, с которого действует решение", "the year from which it holds"),
        )
        .required(true),
        option("item", ("ПУНКТ", "ITEM"), ("пункт документа", "item of the document")),
        option(
            "status",
            ("СТАТУС", "STATUS"),
            ("новый статус, если он меняется", "the new status, if it changes"),
        ),
        option("note", ("ТЕКСТ", "TEXT"), ("примечание", "a remark")),
        say.dry_run(),
    ])
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let wanted = word(matches, "state");
    let Some(state) = State::of(wanted) else { return refused(call, &unknown_state(wanted)) };
    let (sources, _) = source::read(&call.root);
    let project = word(matches, "project");
    let path = format!("content/{}/{project}.md", EntryKind::Project.folder());
    let text = sources.bytes(&path).and_then(|it| std::str::from_utf8(it).ok());
    let card = text.and_then(|text| Some((text, entry::parts(text)?)));
    let sheet = card.and_then(|(text, parts)| Sheet::open(text, parts.matter));
    let Some(mut sheet) = sheet else {
        return refused(
            call,
            &Words::new(
                format!("карточки {path} нет, или её нельзя прочесть"),
                format!("there is no card {path}, or it cannot be read"),
            ),
        );
    };
    let english = sheet.value(&["history"]).is_some();
    let line = line(matches, state, english);
    let names =
        if english { ["history", "история"] } else { ["история", "history"] };
    sheet.append(&names, std::slice::from_ref(&line));
    let bytes = sheet.finish().into_bytes();
    let mut changed = sources.clone();
    changed.insert(&path, bytes.clone());
    match new_remarks(call, (&sources, &changed), &path) {
        Ok(remarks) if remarks.count(Severity::Error) == 0 => report(call, &changed, &remarks),
        Ok(remarks) => {
            report(call, &changed, &remarks);
            say_error(
                call,
                &Words::new(
                    "с этой строкой правила нарушены, карточка не изменена",
                    "the line would break the rules; the card is as it was",
                ),
            );
            return ExitCode::from(MISTAKES);
        }
        Err(code) => return code,
    }
    println!("{path}: {line}");
    let done = Words::new("Строка дописана", "The line has been added");
    write(call, matches, &[Change::Write(path, bytes)], &done)
}

/// The line as YAML.
fn line(matches: &ArgMatches, state: State, english: bool) -> String {
    let state = if english { state.key() } else { state.spelling() };
    let keys = [
        ("год", "year", Some(word(matches, "year"))),
        ("состояние", "state", Some(state)),
        ("статус", "status", matches.get_one::<String>("status").map(String::as_str)),
        ("приказ", "order", Some(word(matches, "order"))),
        ("пункт", "item", matches.get_one::<String>("item").map(String::as_str)),
        ("примечание", "note", matches.get_one::<String>("note").map(String::as_str)),
    ];
    let told = keys
        .into_iter()
        .filter_map(|(ru, en, value)| Some((if english { en } else { ru }, value?.to_owned())));
    flow_table(told)
}

/// Remarks on a file that are there after the change and were not before.
fn new_remarks(
    call: &Call,
    (before, after): (&Sources, &Sources),
    path: &str,
) -> Result<Diagnostics, ExitCode> {
    let options = on_a_day(call, before)?;
    let remarks = |sources: &Sources| build(sources, &options, &mut Memo::default()).1;
    let old = remarks(before);
    let mut fresh = Diagnostics::none();
    fresh.extend(remarks(after).into_iter().filter(|new| {
        let told = |it: &Diagnostic| it.code == new.code && it.message == new.message;
        let here = new.place.as_ref().is_some_and(|place| *place.file == *path);
        here && !old.iter().any(told)
    }));
    Ok(fresh.sorted())
}

fn unknown_state(wanted: &str) -> Words {
    let all: Vec<&str> = State::ALL.iter().map(|it| it.spelling()).collect();
    let near = nearest(wanted, all.iter().copied(), 1);
    let shown = if near.is_empty() { all } else { near };
    Words::new(
        format!("нет состояния «{wanted}»; можно: {}", shown.join(", ")),
        format!("there is no state `{wanted}`; allowed: {}", shown.join(", ")),
    )
}
