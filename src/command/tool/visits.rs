//! `novator visits`: views of pages from the logs of a server.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};
use novator::content::data::counters::Counters;
use novator::content::settings::Settings;
use novator::content::{self, Content, Memo};
use novator::diag::{Diagnostics, Severity, Words};
use novator::output::authored::{Change, change};
use novator::source::{self, Sources};
use novator::text::plural;
use novator::visits::{self, Log, Refused};

use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::voice::{MISTAKES, WRONG_USAGE, closing, report, say_error, say_warning};

/// The file that is written, from the root of the site.
const FILE: &str = "content/data/counters.yaml";

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "visits",
        (
            "посчитать просмотры страниц по журналам nginx и Apache в content/data/counters.yaml",
            "count page views from logs of nginx and Apache into content/data/counters.yaml",
        ),
    )
    .override_usage(
        say.pick("novator visits [ПАРАМЕТРЫ] <ЖУРНАЛ>…", "novator visits [OPTIONS] <LOG>…"),
    )
    .arg(
        Arg::new("log")
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..)
            .value_name(say.pick("ЖУРНАЛ", "LOG"))
            .value_parser(clap::value_parser!(PathBuf))
            .help(say.pick(
                "журналы доступа (combined), можно сжатые .gz; адреса посетителей не сохраняются",
                "access logs (combined), .gz too; no address of a visitor is kept",
            )),
    )
    .arg(say.flag(
        "dry-run",
        ("только показать, что получится", "show what would come of it, write nothing"),
    ))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let (sources, mut diagnostics) = source::read(&call.root);
    let (content, remarks) = content::parse(&sources, &mut Memo::default());
    diagnostics.extend(remarks);
    let Some((mut counters, settings)) = before(&content, &sources, &diagnostics) else {
        report(call, &sources, &diagnostics);
        return ExitCode::from(MISTAKES);
    };
    let base = base(settings);
    let mut is_whole = true;
    for path in matches.get_many::<PathBuf>("log").into_iter().flatten() {
        let name = path.display().to_string();
        let counted = source::open(path)
            .map_err(Refused::Unreadable)
            .and_then(|log| visits::count(log, &counters, &base));
        match counted {
            Ok(log) => {
                told(call, &name, &log);
                if let Some(last) = log.last() {
                    let day = last.to_zoned(settings.time_zone.clone()).date();
                    counters.date = counters.date.max(day);
                }
                log.add_to(&mut counters);
            }
            Err(refused) => {
                is_whole = false;
                say_error(call, &refusal(&name, &refused));
            }
        }
    }
    if !matches.get_flag("dry-run") && !counters.logs.is_empty() {
        let file = Change::Write(FILE.to_owned(), counters.to_yaml().into_bytes());
        if let Err(refusal) = change(&call.root, &[file]) {
            say_error(call, &refusal.words());
            return ExitCode::from(WRONG_USAGE);
        }
    }
    if is_whole { ExitCode::SUCCESS } else { ExitCode::from(WRONG_USAGE) }
}

/// What was counted before, and the settings; none where one of them cannot be read. Examples
/// are no count.
fn before<'a>(
    content: &'a Content,
    sources: &Sources,
    diagnostics: &Diagnostics,
) -> Option<(Counters, &'a Settings)> {
    let settings = content.settings.as_ref()?;
    let is_broken = diagnostics.iter().any(|it| {
        it.severity == Severity::Error && it.place.as_ref().is_some_and(|it| &*it.file == FILE)
    });
    let is_there = sources.content.contains_key(FILE);
    match &content.data.counters {
        Some(counters) if !is_broken && !counters.is_example => {
            Some((counters.clone(), settings))
        }
        Some(_) if !is_broken => Some((Counters::default(), settings)),
        None if !is_there => Some((Counters::default(), settings)),
        _ => None,
    }
}

/// The path of the site on its server, without a slash at its end.
fn base(settings: &Settings) -> String {
    let address = settings.base_url.as_deref().unwrap_or_default();
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    host.find('/').map_or(String::new(), |at| host[at..].trim_end_matches('/').to_owned())
}

fn told(call: &Call, name: &str, log: &Log) {
    let views = plural::number(log.views.values().sum());
    let (robots, known) = (plural::number(log.robots), plural::number(log.known_lines));
    closing(
        call,
        &Words::new(
            format!(
                "{name}: просмотров {views}, запросов роботов {robots}, посчитано раньше строк {known}"
            ),
            format!(
                "{name}: {views} views, {robots} requests of robots, {known} lines counted before"
            ),
        ),
    );
    if log.damaged > 0 {
        let numbers = log.damaged_lines.iter().map(u64::to_string);
        let mut numbers = numbers.collect::<Vec<_>>().join(", ");
        if log.damaged > log.damaged_lines.len() as u64 {
            numbers += ", …";
        }
        let all = plural::number(log.damaged);
        say_warning(
            call,
            &Words::new(
                format!("{name}: повреждённых строк {all}, они пропущены: {numbers}"),
                format!("{name}: {all} damaged lines were left out: {numbers}"),
            ),
        );
    }
}

fn refusal(name: &str, refused: &Refused) -> Words {
    match refused {
        Refused::Unreadable(error) => Words::new(
            format!("{name}: журнал не читается: {error}"),
            format!("{name}: the log cannot be read: {error}"),
        ),
        Refused::Overlaps(from, to) => Words::new(
            format!(
                "{name}: время с {from} по {to} уже посчитано по другому журналу; этот журнал не учтён"
            ),
            format!(
                "{name}: the time from {from} to {to} has been counted from another log; this one is left out"
            ),
        ),
    }
}
