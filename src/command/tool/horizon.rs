//! `novator horizon`: what will change by itself, and when.
#![expect(clippy::print_stdout, reason = "the list is the answer")]

use std::process::ExitCode;

use clap::{ArgMatches, Command};
use jiff::ToSpan as _;
use jiff::civil::Date;
use novator::build::horizon::Turn;
use novator::diag::{Diagnostic, Severity, Words};
use novator::page::route::Route;
use novator::remarks::Format;
use novator::text::date::short;
use serde_json::json;

use super::refused;
use crate::command::arguments::{Call, Talk, choice};
use crate::command::grammar::{Say, choices, day};
use crate::command::prepare::staged;

/// So many pages of a day are named, unless all are asked for.
const NAMED: usize = 5;

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "horizon",
        (
            "когда и что на сайте изменится само: в эти дни его нужно собрать заново",
            "what will change by itself, and when: the days on which to build anew",
        ),
    )
    .args(choices(say))
    .arg(say.option("until", ("ДЕНЬ", "DAY")).value_parser(day(say.language())).help(
        say.pick("до какого дня смотреть вперёд [год]", "how far to look ahead [a year]"),
    ))
    .arg(say.flag("all", ("назвать все страницы", "name every page")))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let stage = match staged(call, &choice(matches)) {
        Ok((_, stage)) => stage,
        Err(code) => return code,
    };
    let from = stage.date();
    let year_on = || from.checked_add(1.year()).unwrap_or(Date::MAX);
    let until = matches.get_one::<Date>("until").copied().unwrap_or_else(year_on);
    if until <= from {
        return refused(
            call,
            &Words::new(
                format!("--until {} не позже дня сборки {}", short(until), short(from)),
                format!("--until {until} is not later than the day of the build, {from}"),
            ),
        );
    }
    let turns = stage.turns(until);
    match call.format {
        Format::Human => {
            for turn in &turns {
                print!("{}", told(call, turn));
            }
            if call.talk != Talk::Quiet {
                println!("{}", summary(&turns, (from, until)).in_language(call.language));
            }
        }
        _ => println!("{:#}", as_json(call, &turns, (from, until))),
    }
    ExitCode::SUCCESS
}

fn summary(turns: &[Turn], (from, until): (Date, Date)) -> Words {
    let (ru_from, ru_until) = (short(from), short(until));
    match turns.is_empty() {
        true => Words::new(
            format!("С {ru_from} по {ru_until} сам по себе сайт не изменится"),
            format!("From {from} to {until} nothing changes by itself"),
        ),
        false => Words::new(
            format!(
                "Дней с {ru_from} по {ru_until}, когда сайт нужно собрать заново: {}. \
                 Каждый день меняется только то, что показывает сам день: дата внизу страниц, \
                 «сегодня» в календарях, дни до срока",
                turns.len()
            ),
            format!(
                "Days from {from} to {until} on which to build anew: {}. What merely shows the \
                 day changes daily: the date at the foot, today in calendars, days left",
                turns.len()
            ),
        ),
    }
}

fn told(call: &Call, turn: &Turn) -> String {
    let say = |words: &Words| words.in_language(call.language).to_owned();
    let day = Words::new(short(turn.date), turn.date.to_string());
    let mut out = format!("{}\n", say(&day));
    for cause in &turn.causes {
        let file = cause.file.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
        out += &format!("  {}{file}\n", say(&cause.words));
    }
    for (words, routes) in [
        (Words::new("меняются", "change"), &turn.changed),
        (Words::new("появляются", "appear"), &turn.added),
        (Words::new("исчезают", "go"), &turn.removed),
    ] {
        if !routes.is_empty() {
            out += &format!("  {}: {}\n", say(&words), say(&named(call, routes)));
        }
    }
    for remark in &turn.remarks {
        out += &format!("  {}\n", say(&spoken(remark)));
    }
    out.push('\n');
    out
}

/// The first pages by name, and how many more there are.
fn named(call: &Call, routes: &[Route]) -> Words {
    let most = if call.all { usize::MAX } else { NAMED };
    let paths: Vec<&str> = routes.iter().take(most).map(Route::path).collect();
    let list = paths.join(", ");
    match routes.len().saturating_sub(most) {
        0 => Words::new(list.clone(), list),
        more => Words::new(format!("{list} и ещё {more}"), format!("{list} and {more} more")),
    }
}

/// A remark that only that day brings.
fn spoken(remark: &Diagnostic) -> Words {
    let (ru, en) = match remark.severity {
        Severity::Error => ("будет ошибка", "a mistake will come up"),
        Severity::Warning => ("будет предупреждение", "a warning will come up"),
        Severity::Note => ("будет замечание", "a note will come up"),
    };
    let file = remark.place.as_ref().map(|it| format!(" ({})", it.file)).unwrap_or_default();
    let code = remark.code.name;
    Words::new(
        format!("{ru}[{code}]: {}{file}", remark.message.ru),
        format!("{en}[{code}]: {}{file}", remark.message.en),
    )
}

fn as_json(call: &Call, turns: &[Turn], (from, until): (Date, Date)) -> serde_json::Value {
    let paths = |list: &[Route]| list.iter().map(Route::path).map(str::to_owned).collect();
    let day = |it: &Turn| {
        let causes: Vec<_> = it
            .causes
            .iter()
            .map(|it| {
                let text = it.words.in_language(call.language);
                json!({"text": text, "file": it.file.as_deref()})
            })
            .collect();
        let remarks: Vec<_> = it
            .remarks
            .iter()
            .map(|it| {
                let message = it.message.in_language(call.language);
                let file = it.place.as_ref().map(|it| it.file.to_string());
                json!({"code": it.code.name, "message": message, "file": file})
            })
            .collect();
        let (changed, added, removed): (Vec<_>, Vec<_>, Vec<_>) =
            (paths(&it.changed), paths(&it.added), paths(&it.removed));
        json!({
            "date": it.date.to_string(),
            "causes": causes,
            "changed": changed,
            "added": added,
            "removed": removed,
            "remarks": remarks,
        })
    };
    let days: Vec<_> = turns.iter().map(day).collect();
    json!({"version": 1, "from": from.to_string(), "until": until.to_string(), "days": days})
}
