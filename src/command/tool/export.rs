//! `novator export`: files for other programs, made from the description of the cards.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use novator::content::schema::names::Names;
use novator::diag::Words;
use novator::editors;
use novator::output::authored::{Change, change};

use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::prepare::content;
use crate::command::voice::{WRONG_USAGE, closing, say_error};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "export",
        (
            "записать настройки редакторов или страницу справочника",
            "write settings for editors or a page of the handbook",
        ),
    )
    .override_usage(
        say.pick("novator export [ПАРАМЕТРЫ] <ЧТО>", "novator export [OPTIONS] <WHAT>"),
    )
    .arg(
        Arg::new("what")
            .required(true)
            .value_name(say.pick("ЧТО", "WHAT"))
            .value_parser(PossibleValuesParser::new(["editors", "handbook"]))
            .hide_possible_values(true)
            .help(say.pick(
                "editors – VS Code, Front Matter, Sveltia и Decap, Pages CMS, git, сборка; handbook – справочник по ключам",
                "editors: VS Code, Front Matter, Sveltia and Decap, Pages CMS, git, CI; handbook: every key",
            )),
    )
    .arg(
        say.option("dir", ("ПАПКА", "DIR")).value_parser(clap::value_parser!(PathBuf)).help(
            say.pick("куда записать [папка сайта]", "where to write [the folder of the site]"),
        ),
    )
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let names = Names::of(&content(call));
    let files = match matches.get_one::<String>("what").map(String::as_str) {
        Some("handbook") => editors::handbook::pages(&names),
        _ => editors::files(&names),
    };
    let all = files.len();
    let changes: Vec<Change> =
        files.into_iter().map(|(path, text)| Change::Write(path, text.into_bytes())).collect();
    let folder = matches.get_one::<PathBuf>("dir").unwrap_or(&call.root);
    match change(folder, &changes) {
        Ok(written) => {
            closing(
                call,
                &Words::new(
                    format!("Записано файлов: {written}, без изменений: {}", all - written),
                    format!("Files written: {written}, unchanged: {}", all - written),
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
