//! `novator report`: a yearly report as text or as a file, and the freezing of its figures.
#![expect(clippy::print_stdout, reason = "the text is the answer")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use novator::build::{Built, may_publish};
use novator::content::data::frozen::Frozen;
use novator::diag::Words;
use novator::output::authored::{Change, change};
use novator::paper::Paper;
use novator::stats::freeze;

use crate::command::arguments::{Call, Talk, choice};
use crate::command::grammar::{Say, choices};
use crate::command::prepare::{Prepared, prepare, strictness};
use crate::command::progress::Progress;
use crate::command::voice::{
    MISTAKES, OUR_FAULT, WRONG_USAGE, closing, report as say_remarks, say_error,
};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "report",
        (
            "годовой отчет: показать текст, записать DOCX или зафиксировать числа",
            "a yearly report: print its text, write a DOCX file, or freeze its figures",
        ),
    )
    .override_usage(
        say.pick("novator report [ПАРАМЕТРЫ] <ГОД>", "novator report [OPTIONS] <YEAR>"),
    )
    .args(choices(say))
    .arg(
        Arg::new("year")
            .required(true)
            .value_name(say.pick("ГОД", "YEAR"))
            .value_parser(clap::value_parser!(i16).range(1900..2200))
            .help(say.pick("год отчета", "the year of the report")),
    )
    .arg(
        say.option("docx", ("ФАЙЛ", "FILE"))
            .value_parser(clap::value_parser!(PathBuf))
            .help(say.pick("записать отчет файлом DOCX", "write the report as a DOCX file")),
    )
    .arg(say.flag(
        "freeze",
        (
            "записать числа реестра в content/data/frozen: дальше отчет их не меняет",
            "write the figures of the registry into content/data/frozen: the report keeps them",
        ),
    ))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let choice = choice(matches);
    let mut progress = Progress::new(call.language, Talk::Quiet);
    let Prepared { sources, built, diagnostics, .. } =
        match prepare(call, &choice, &mut progress) {
            Ok(prepared) => prepared,
            Err(code) => return code,
        };
    let Some(built) = built.filter(|_| may_publish(&diagnostics, strictness(&choice))) else {
        say_remarks(call, &sources, &diagnostics);
        return ExitCode::from(MISTAKES);
    };
    let year = matches.get_one::<i16>("year").copied().unwrap_or_default();
    let Some(paper) = built.paper(year) else {
        let known = built.site.reports.iter().map(|it| it.year().to_string());
        let known = known.collect::<Vec<_>>().join(", ");
        let words = Words::new(
            format!("отчета за {year} год нет; есть: {known}"),
            format!("there is no report of {year}; known: {known}"),
        );
        say_error(call, &words);
        return ExitCode::from(WRONG_USAGE);
    };
    if matches.get_flag("freeze") {
        return freeze(call, &built, year);
    }
    match matches.get_one::<PathBuf>("docx") {
        Some(path) => docx(call, &paper, path),
        None => {
            print!("{}", paper.text());
            ExitCode::SUCCESS
        }
    }
}

fn docx(call: &Call, paper: &Paper, path: &Path) -> ExitCode {
    let Some(bytes) = paper.docx() else { return ExitCode::from(OUR_FAULT) };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    write(call, folder, Change::Write(name, bytes))
}

fn freeze(call: &Call, built: &Built, year: i16) -> ExitCode {
    let found = built.site.reports.iter().find(|it| it.year() == year);
    let figures = found.map(|it| freeze::figures(&built.site, it)).unwrap_or_default();
    let text = Frozen::to_yaml(year, built.site.date, &figures);
    let name = format!("content/data/frozen/{year}.yaml");
    write(call, &call.root, Change::Write(name, text.into_bytes()))
}

fn write(call: &Call, folder: &Path, file: Change) -> ExitCode {
    let name = folder.join(file.path()).display().to_string();
    match change(folder, &[file]) {
        Ok(0) => closing(
            call,
            &Words::new(format!("{name}: без изменений"), format!("{name}: unchanged")),
        ),
        Ok(_) => {
            closing(call, &Words::new(format!("Записан файл {name}"), format!("Wrote {name}")))
        }
        Err(refusal) => {
            say_error(call, &refusal.words());
            return ExitCode::from(WRONG_USAGE);
        }
    }
    ExitCode::SUCCESS
}
