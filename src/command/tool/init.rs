//! `novator init`: the beginning of a site, which builds without a remark.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use include_dir::{Dir, include_dir};
use novator::diag::Words;
use novator::output::authored::{Change, change};
use novator::source;
use novator::yaml::write::{Within, scalar};

use super::ask::Asker;
use super::refused;
use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::voice::closing;

/// What every site begins with, beside its settings.
static START: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/command/tool/start");

/// Settings that must not be missing: key, option, what stands there if nobody tells, and what
/// is asked.
const SETTINGS: [(&str, &str, &str, (&str, &str)); 4] = [
    (
        "название",
        "title",
        "Инновационная деятельность",
        ("название раздела", "name of the section"),
    ),
    ("ведомство", "owner", "Управление образования", ("чей это сайт", "whose site it is")),
    ("город", "city", "Город", ("город, как в словах «город Челябинск»", "the city")),
    (
        "часовой_пояс",
        "time-zone",
        "Europe/Moscow",
        (
            "часовой пояс, например Asia/Yekaterinburg",
            "the time zone, such as Asia/Yekaterinburg",
        ),
    ),
];

pub(super) fn grammar(say: &Say) -> Command {
    let options = SETTINGS.map(|(_, name, usual, help)| {
        say.option(name, ("ТЕКСТ", "TEXT"))
            .help(format!("{} [{usual}]", say.pick(help.0, help.1)))
    });
    say.command("init", ("начать новый сайт в папке", "begin a new site in a folder"))
        .override_usage(
            say.pick("novator init [ПАРАМЕТРЫ] <ПАПКА>", "novator init [OPTIONS] <DIR>"),
        )
        .arg(
            Arg::new("dir")
                .required(true)
                .value_name(say.pick("ПАПКА", "DIR"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(say.pick(
                    "папка сайта; её может ещё не быть",
                    "folder of the site; it need not exist",
                )),
        )
        .args(options)
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else { return ExitCode::FAILURE };
    if !source::read(folder).0.content.is_empty() {
        return refused(
            call,
            &Words::new("в этой папке уже есть сайт", "there is a site in this folder already"),
        );
    }
    let asker = Asker::new(call);
    let mut settings = String::new();
    for (key, name, usual, help) in SETTINGS {
        let told = matches.get_one::<String>(name).cloned();
        let value = told.or_else(|| asker.line(&Words::new(help.0, help.1), usual));
        let value = scalar(value.as_deref().unwrap_or(usual), Within::Block);
        settings += &format!("{key}: {value}\n");
    }
    let mut changes = vec![
        Change::Write("content/site.yaml".to_owned(), settings.into_bytes()),
        Change::Write(".gitignore".to_owned(), b"/public/\n/.novator/\n".to_vec()),
    ];
    let mut folders = vec![&START];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        changes.extend(folder.files().map(|it| {
            let path = it.path().to_string_lossy().replace('\\', "/");
            Change::Write(path, it.contents().to_vec())
        }));
    }
    match change(folder, &changes) {
        Ok(_) => {
            let shown = folder.display();
            closing(
                call,
                &Words::new(
                    format!("Сайт начат. Дальше: novator serve --root {shown}"),
                    format!("The site has begun. Next: novator serve --root {shown}"),
                ),
            );
            ExitCode::SUCCESS
        }
        Err(refusal) => refused(call, &refusal.words()),
    }
}
