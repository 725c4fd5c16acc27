//! `novator check`: all remarks, and with `--fix` the certain repairs.
#![expect(clippy::print_stdout, reason = "a diff is the answer")]

use std::process::ExitCode;

use clap::{ArgMatches, Command};
use jiff::tz::TimeZone;
use novator::build::{Memo, build, may_publish, time_zone};
use novator::diag::{Diagnostics, Words};
use novator::mend::{self, Wanted};
use novator::output::authored::{Change, change};
use novator::preview::workshop::Clock as _;
use novator::source::{self, Sources};

use crate::command::arguments::{Call, Choice, choice};
use crate::command::grammar::{Say, choices, publishing};
use crate::command::prepare::{Prepared, clock, options, prepare, strictness};
use crate::command::progress::Progress;
use crate::command::voice::{MISTAKES, WRONG_USAGE, closing, report, say_error};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "check",
        (
            "проверить все файлы; с --fix исправить то, в чём сомнений нет",
            "check all files; with --fix, mend what leaves no doubt",
        ),
    )
    .args(choices(say))
    .args(publishing(say))
    .args([
        say.flag(
            "fix",
            ("исправить очевидное, не трогая остального", "mend what is certain, nothing else"),
        ),
        say.flag(
            "fix-encoding",
            (
                "перевести в UTF-8 файлы в Windows-1251, KOI8-R и других кодировках",
                "turn files in Windows-1251, KOI8-R and the like into UTF-8",
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
    let choice = choice(matches);
    let encodings = matches.get_flag("fix-encoding");
    let dry = matches.get_flag("dry-run");
    let wanted = Wanted { slips: matches.get_flag("fix") || (dry && !encodings), encodings };
    match wanted.slips || wanted.encodings {
        true => mend(call, &choice, (wanted, dry)),
        false => check(call, &choice),
    }
}

fn check(call: &Call, choice: &Choice) -> ExitCode {
    let mut progress = Progress::new(call.language, call.talk);
    let Prepared { sources, built, mut diagnostics, .. } =
        match prepare(call, choice, &mut progress) {
            Ok(prepared) => prepared,
            Err(code) => return code,
        };
    if let Some(built) = &built {
        progress.stage(&Words::new("Пробный вывод страниц", "Trying out the pages"));
        diagnostics.extend(built.try_out());
    }
    progress.finish();
    answer(call, choice, (&sources, &diagnostics))
}

/// Says all remarks, or that there are none.
fn answer(
    call: &Call,
    choice: &Choice,
    (sources, diagnostics): (&Sources, &Diagnostics),
) -> ExitCode {
    report(call, sources, diagnostics);
    if !may_publish(diagnostics, strictness(choice)) {
        return ExitCode::from(MISTAKES);
    }
    if diagnostics.is_empty() {
        closing(call, &Words::new("Ошибок нет", "No mistakes"));
    }
    ExitCode::SUCCESS
}

fn mend(call: &Call, choice: &Choice, (wanted, dry): (Wanted, bool)) -> ExitCode {
    let (sources, of_reading) = source::read(&call.root);
    let clock = match clock(call, choice) {
        Ok(clock) => clock,
        Err(code) => return code,
    };
    let mut memo = Memo::default();
    let mended = mend::mend(&sources, wanted, |sources| {
        // The zone may be one of the things that are being mended.
        let date = clock.today(&time_zone(sources).unwrap_or(TimeZone::UTC)).date;
        let mut diagnostics = build(sources, &options(choice, date), &mut memo).1;
        diagnostics.extend(of_reading.clone());
        diagnostics.sorted()
    });
    if dry {
        print!("{}", mend::diff(&sources, &mended.files));
        return match mended.files.is_empty() {
            true => answer(call, choice, (&mended.sources, &mended.diagnostics)),
            false => ExitCode::from(MISTAKES),
        };
    }
    let count = mended.files.len();
    let changes = mended.files.into_iter();
    let changes: Vec<Change> =
        changes.map(|(path, bytes)| Change::Write(path.to_string(), bytes)).collect();
    if let Err(refusal) = change(&call.root, &changes) {
        say_error(call, &refusal.words());
        return ExitCode::from(WRONG_USAGE);
    }
    closing(call, &mend::told(mended.count, count));
    answer(call, choice, (&mended.sources, &mended.diagnostics))
}
