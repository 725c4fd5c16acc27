//! The words typed, understood; wrong ones are explained in the language asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use novator::diag::Language;
use novator::text::date;

use super::refusal::refused;

/// A call, understood.
#[derive(Debug)]
pub(crate) struct Call {
    /// Language of the answers.
    pub language: Language,
    /// How remarks are printed.
    pub format: Format,
    /// Whether colours are used.
    pub color: Color,
    /// How much is said beside remarks.
    pub talk: Talk,
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// What is to be done.
    pub action: Action,
}

/// How remarks are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people, with excerpts.
    Human,
    /// For programs: one JSON object.
    Json,
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    /// Where a terminal shows them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said beside remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Talk {
    /// Remarks only.
    Quiet,
    /// And one closing line.
    Usual,
    /// And the time each stage took.
    Verbose,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Action {
    /// Write the site.
    Build(Build),
    /// Say all remarks and write nothing.
    Check(Choice),
    /// Print what the template of a page gets.
    View {
        /// Address of the page.
        route: String,
        /// Which site.
        choice: Choice,
    },
}

/// Where and how a site is written.
#[derive(Debug)]
pub(crate) struct Build {
    /// Folder to write into.
    pub out: PathBuf,
    /// Threads; the machine's cores where absent.
    pub jobs: Option<usize>,
    /// Which site.
    pub choice: Choice,
}

/// Which site is meant.
#[derive(Debug)]
pub(crate) struct Choice {
    /// The day; today where absent.
    pub date: Option<Date>,
    /// Whether unpublished entries take part.
    pub drafts: bool,
    /// Whether warnings count as mistakes.
    pub strict: bool,
    /// A theme instead of the site's own.
    pub theme: Option<String>,
    /// A public address instead of the site's own.
    pub base_url: Option<String>,
}

/// A call that ends before it begins: help, or words that make no sense.
#[derive(Debug)]
pub(crate) struct Refused {
    /// What to print.
    pub text: String,
    /// Whether it was asked for, as help is.
    pub asked: bool,
}

/// Understands the words typed.
pub(crate) fn parse(words: &[OsString]) -> Result<Call, Refused> {
    let language = language(words);
    let matches = command(language)
        .try_get_matches_from(words)
        .map_err(|it| refused(&it, (&command(language), words), &Say(language)))?;
    let (action, sub) = match matches.subcommand() {
        Some(("build", sub)) => (Action::Build(build(sub)), sub),
        Some(("check", sub)) => (Action::Check(choice(sub)), sub),
        Some(("view", sub)) => {
            let route = sub.get_one::<String>("route").cloned().unwrap_or_default();
            (Action::View { route, choice: choice(sub) }, sub)
        }
        _ => {
            let text = command(language).render_help().to_string();
            return Err(Refused { text, asked: false });
        }
    };
    Ok(Call {
        language,
        format: match text(sub, "format") {
            Some("json") => Format::Json,
            _ => Format::Human,
        },
        color: match text(sub, "color") {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ => Color::Auto,
        },
        talk: match (sub.get_flag("quiet"), sub.get_flag("verbose")) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Usual,
        },
        root: sub.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from(".")),
        action,
    })
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

fn build(matches: &ArgMatches) -> Build {
    let root =
        matches.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from("."));
    Build {
        out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join("public")),
        jobs: matches.get_one::<usize>("jobs").copied(),
        choice: choice(matches),
    }
}

fn choice(matches: &ArgMatches) -> Choice {
    Choice {
        date: matches.get_one::<Date>("date").copied(),
        drafts: matches.get_flag("drafts"),
        strict: matches.get_flag("strict"),
        theme: text(matches, "theme").map(str::to_owned),
        base_url: text(matches, "base-url").map(str::to_owned),
    }
}

/// The language has to be known before the rest is read, for complaints are made in it.
fn language(words: &[OsString]) -> Language {
    let mut words = words.iter().map(|it| it.to_string_lossy());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang=") {
            Some(value) => value.to_owned(),
            None if word == "--lang" => words.next().unwrap_or_default().into_owned(),
            None => continue,
        };
        return if value == "en" { Language::English } else { Language::Russian };
    }
    Language::Russian
}

/// One text in the language of the call.
pub(super) struct Say(Language);

impl Say {
    /// The words in that language.
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

    fn option(&self, name: &'static str, value: (&'static str, &'static str)) -> Arg {
        Arg::new(name).long(name).value_name(self.pick(value.0, value.1))
    }

    fn flag(&self, name: &'static str, help: (&'static str, &'static str)) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(self.pick(help.0, help.1))
    }

    fn help_flag(&self) -> Arg {
        Arg::new("help")
            .long("help")
            .short('h')
            .action(ArgAction::Help)
            .help(self.pick("показать эту справку", "print this help"))
    }
}

fn command(language: Language) -> Command {
    let say = Say(language);
    let options = say.pick("ПАРАМЕТРЫ", "OPTIONS");
    let sub = |name: &'static str, about: (&'static str, &'static str)| {
        Command::new(name)
            .override_usage(format!("novator {name} [{options}]"))
            .about(say.pick(about.0, about.1))
            .help_template(say.template(false))
            .disable_help_flag(true)
            .args(common(&say))
    };
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
                ),
        )
        .subcommand(
            sub(
                "check",
                ("проверить все файлы, ничего не записывая", "check all files, write nothing"),
            )
            .args(choices(&say)),
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
            .arg(
                Arg::new("route").required(true).value_name(say.pick("АДРЕС", "ROUTE")).help(
                    say.pick(
                        "адрес страницы, например projects/index.html",
                        "address of the page, such as projects/index.html",
                    ),
                ),
            ),
        )
}

fn jobs(language: Language) -> impl Fn(&str) -> Result<usize, String> + Clone {
    move |text| match text.parse::<usize>() {
        Ok(number @ 1..=256) => Ok(number),
        _ => Err(Say(language)
            .pick("ожидается число от 1 до 256", "a number from 1 to 256")
            .to_owned()),
    }
}

fn day(language: Language) -> impl Fn(&str) -> Result<Date, String> + Clone {
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
            .value_parser(PossibleValuesParser::new(["human", "json"]))
            .hide_possible_values(true)
            .help(say.pick(
                "вид замечаний: human или json [human]",
                "format of remarks: human or json [human]",
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
fn choices(say: &Say) -> Vec<Arg> {
    vec![
        say.option("date", ("ГГГГ-ММ-ДД", "YYYY-MM-DD")).value_parser(day(say.0)).help(
            say.pick(
                "день, на который собирается сайт [сегодня]",
                "the day of the build [today]",
            ),
        ),
        say.option("base-url", ("АДРЕС", "URL"))
            .help(say.pick("адрес сайта в сети", "public address of the site")),
        say.option("theme", ("ИМЯ", "NAME")).help(say.pick(
            "оформление вместо указанного в site.yaml",
            "theme instead of the one in site.yaml",
        )),
        say.flag("strict", ("предупреждения считать ошибками", "count warnings as mistakes")),
        say.flag("drafts", ("показать неопубликованное", "show what is not published")),
    ]
}
