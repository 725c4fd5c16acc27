//! `novator export`: files for other programs, made from the description of the cards.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use novator::content::schema::names::Names;
use novator::diag::Words;
use novator::editors;
use novator::output::authored::{Change, change};

use super::table;
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
        say.pick("novator export [ПАРАМЕТРЫ] <ЧТО> [ВИД ФАЙЛ]", "novator export [OPTIONS] <WHAT> [KIND FILE]"),
    )
    .arg(
        Arg::new("what")
            .required(true)
            .value_name(say.pick("ЧТО", "WHAT"))
            .value_parser(PossibleValuesParser::new(["editors", "handbook", "table"]))
            .hide_possible_values(true)
            .help(say.pick(
                "editors – VS Code, Front Matter, Sveltia и Decap, Pages CMS, git, сборка; handbook – справочник по ключам; table – карточки таблицей: table ВИД ФАЙЛ",
                "editors: VS Code, Front Matter, Sveltia and Decap, Pages CMS, git, CI; handbook: every key; table: cards as a table: table KIND FILE",
            )),
    )
    .arg(
        Arg::new("kind")
            .value_name(say.pick("ВИД", "KIND"))
            .help(say.pick("вид карточек таблицы", "kind of the cards of a table")),
    )
    .arg(
        Arg::new("file")
            .value_name(say.pick("ФАЙЛ", "FILE"))
            .value_parser(clap::value_parser!(PathBuf))
            .help(say.pick("файл таблицы: .xlsx или .csv", "file of the table: .xlsx or .csv")),
    )
    .arg(
        say.option("dir", ("ПАПКА", "DIR")).value_parser(clap::value_parser!(PathBuf)).help(
            say.pick("куда записать [папка сайта]", "where to write [the folder of the site]"),
        ),
    )
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    if matches.get_one::<String>("what").is_some_and(|it| it == "table") {
        return table::export(call, matches);
    }
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
