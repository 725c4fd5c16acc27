//! The words that may be typed, with their help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};
use jiff::civil::Date;
use novator::diag::Language;
use novator::remarks::Format;
use novator::text::date;

use super::tool;

/// One text in the language of the call.
pub(super) struct Say(Language);

impl Say {
    /// The texts of a call in this language.
    pub(super) fn new(language: Language) -> Say {
        Say(language)
    }

    /// The language.
    pub(super) fn language(&self) -> Language {
        self.0
    }

    /// One of two wordings.
    pub(super) fn pick(&self, ru: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Russian => ru,
            Language::English => en,
        }
    }

    fn template(&self, with_commands: bool) -> String {
        let usage = self.pick("Вызов:", "Usage:");
        let options = self.pick("Параметры:", "Options:");
        let commands = match with_commands {
            true => format!("{}\n{{subcommands}}\n\n", self.pick("Команды:", "Commands:")),
            false => String::new(),
        };
        format!("{{about}}\n\n{usage} {{usage}}\n\n{commands}{options}\n{{options}}\n")
    }

    /// A command with what every command understands.
    pub(super) fn command(
        &self,
        name: &'static str,
        about: (&'static str, &'static str),
    ) -> Command {
        let options = self.pick("ПАРАМЕТРЫ", "OPTIONS");
        Command::new(name)
            .override_usage(format!("novator {name} [{options}]"))
            .about(self.pick(about.0, about.1))
            .help_template(self.template(false))
            .disable_help_flag(true)
            .args(common(self))
    }

    /// An option with a value.
    pub(super) fn option(
        &self,
        name: &'static str,
        value: (&'static str, &'static str),
    ) -> Arg {
        Arg::new(name).long(name).value_name(self.pick(value.0, value.1))
    }

    /// An option without a value.
    pub(super) fn flag(&self, name: &'static str, help: (&'static str, &'static str)) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(self.pick(help.0, help.1))
    }

    /// `--dry-run`.
    pub(super) fn dry_run(&self) -> Arg {
        self.flag("dry-run", ("показать, но не записывать", "show, but write nothing"))
    }

    fn help_flag(&self) -> Arg {
        Arg::new("help")
            .long("help")
            .short('h')
            .action(ArgAction::Help)
            .help(self.pick("показать эту справку", "print this help"))
    }
}

/// All commands with their options.
pub(super) fn command(language: Language) -> Command {
    let say = Say(language);
    let sub = |name, about| say.command(name, about);
    Command::new("novator")
        .about(say.pick(
            "novator – сайт раздела «Инновационная деятельность» из файлов Markdown",
            "novator – the site of an innovation-activity section from Markdown files",
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .override_usage(say.pick("novator КОМАНДА [ПАРАМЕТРЫ]", "novator COMMAND [OPTIONS]"))
        .help_template(say.template(true))
        .arg(say.help_flag())
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(say.pick("показать версию", "print the version")),
        )
        .arg(lang(&say))
        .subcommand(
            sub("build", ("собрать сайт в папку", "build the site into a folder"))
                .args(choices(&say))
                .args(publishing(&say))
                .arg(
                    say.option("out", ("ПАПКА", "DIR"))
                        .value_parser(clap::value_parser!(PathBuf))
                        .help(say.pick(
                            "куда записать сайт [public]",
                            "where to write the site [public]",
                        )),
                )
                .arg(
                    say.option("jobs", ("N", "N"))
                        .value_parser(jobs(language))
                        .help(say.pick("число потоков", "number of threads")),
                )
                .arg(say.flag(
                    "watch",
                    (
                        "следить за файлами и собирать заново после каждой правки",
                        "watch the files and build anew after every change",
                    ),
                ))
                .arg(say.flag(
                    "verify",
                    (
                        "собрать ещё раз с нуля и сравнить каждый файл",
                        "build once more from nothing and compare every file",
                    ),
                )),
        )
        .subcommand(
            sub(
                "serve",
                (
                    "показать сайт в браузере; страницы обновляются при каждой правке",
                    "show the site in a browser; pages follow every change",
                ),
            )
            .args(choices(&say))
            .args(showing(&say)),
        )
        .subcommand(
            sub(
                "view",
                (
                    "показать данные, которые получает шаблон страницы",
                    "print what a page's template gets",
                ),
            )
            .override_usage(
                say.pick("novator view [ПАРАМЕТРЫ] <АДРЕС>", "novator view [OPTIONS] <ROUTE>"),
            )
            .args(choices(&say))
            .args(publishing(&say))
            .arg(
                Arg::new("route").required(true).value_name(say.pick("АДРЕС", "ROUTE")).help(
                    say.pick(
                        "адрес страницы, например projects/index.html",
                        "address of the page, such as projects/index.html",
                    ),
                ),
            ),
        )
        .subcommands(tool::grammar(&say))
}

fn jobs(language: Language) -> impl Fn(&str) -> Result<usize, String> + Clone {
    move |text| match text.parse::<usize>() {
        Ok(number @ 1..=256) => Ok(number),
        _ => Err(Say(language)
            .pick("ожидается число от 1 до 256", "a number from 1 to 256")
            .to_owned()),
    }
}

fn port(language: Language) -> impl Fn(&str) -> Result<u16, String> + Clone {
    move |text| {
        let wanted =
            Say(language).pick("ожидается число от 0 до 65535", "a number from 0 to 65535");
        text.parse().map_err(|_| wanted.to_owned())
    }
}

/// How a day is read.
pub(super) fn day(language: Language) -> impl Fn(&str) -> Result<Date, String> + Clone {
    move |text| {
        let wanted =
            Say(language).pick("ожидается дата ГГГГ-ММ-ДД", "a date YYYY-MM-DD is expected");
        date::parse(text).ok_or_else(|| wanted.to_owned())
    }
}

/// What every command understands.
fn common(say: &Say) -> Vec<Arg> {
    vec![
        say.option("root", ("ПАПКА", "DIR")).value_parser(clap::value_parser!(PathBuf)).help(
            say.pick("папка, в которой лежит content [.]", "the folder that holds content [.]"),
        ),
        say.option("format", ("ВИД", "FORMAT"))
            .value_parser(PossibleValuesParser::new(Format::ALL.map(|it| it.1)))
            .hide_possible_values(true)
            .help(say.pick(
                "вид замечаний: human, json, sarif, gitlab, github [human]",
                "format of remarks: human, json, sarif, gitlab, github [human]",
            )),
        lang(say),
        say.option("color", ("КОГДА", "WHEN"))
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .hide_possible_values(true)
            .help(say.pick(
                "цвет: auto, always, never [auto]",
                "colour: auto, always, never [auto]",
            )),
        say.flag("quiet", ("только замечания", "remarks only")).short('q'),
        say.flag("verbose", ("время каждой ступени", "the time of each stage")).short('v'),
        say.help_flag(),
    ]
}

fn lang(say: &Say) -> Arg {
    say.option("lang", ("ЯЗЫК", "LANG"))
        .value_parser(PossibleValuesParser::new(["ru", "en"]))
        .hide_possible_values(true)
        .help(
            say.pick(
                "язык программы: ru или en [ru]",
                "language of the program: ru or en [ru]",
            ),
        )
}

/// Which site is meant.
pub(super) fn choices(say: &Say) -> Vec<Arg> {
    vec![
        say.option("date", ("ГГГГ-ММ-ДД", "YYYY-MM-DD")).value_parser(day(say.0)).help(
            say.pick(
                "день, на который собирается сайт [сегодня]",
                "the day of the build [today]",
            ),
        ),
        say.option("theme", ("ИМЯ", "NAME")).help(say.pick(
            "оформление вместо указанного в site.yaml",
            "theme instead of the one in site.yaml",
        )),
        say.flag("drafts", ("показать неопубликованное", "show what is not published")),
    ]
}

/// What matters for a site that is to be published.
pub(super) fn publishing(say: &Say) -> Vec<Arg> {
    vec![
        say.option("base-url", ("АДРЕС", "URL"))
            .help(say.pick("адрес сайта в сети", "public address of the site")),
        say.flag("strict", ("предупреждения считать ошибками", "count warnings as mistakes")),
        say.flag(
            "all",
            (
                "показать все замечания файла и мелочи формы",
                "show every remark of a file, notes on its form too",
            ),
        ),
    ]
}

/// Where a preview is shown.
fn showing(say: &Say) -> Vec<Arg> {
    vec![
        say.option("port", ("N", "N")).value_parser(port(say.0)).help(say.pick(
            "порт; если занят – следующий свободный [8080]",
            "port; the next free one if it is taken [8080]",
        )),
        say.option("host", ("АДРЕС", "ADDR")).help(say.pick(
            "сетевой адрес; 0.0.0.0 откроет просмотр другим компьютерам [127.0.0.1]",
            "network address; 0.0.0.0 lets other machines in [127.0.0.1]",
        )),
        say.flag(
            "poll",
            (
                "проверять файлы раз в секунду: для сетевых дисков",
                "check the files every second: for network disks",
            ),
        ),
    ]
}
