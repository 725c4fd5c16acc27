//! The words typed, understood; wrong ones are explained in the language asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;
use novator::diag::Language;
use novator::remarks::Format;

use super::grammar::{Say, command};
use super::refusal::refused;
use super::tool::{self, Tool};

/// A call, understood.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// Language of the answers.
    pub language: Language,
    /// How remarks are printed.
    pub format: Format,
    /// Whether colours are used.
    pub color: Color,
    /// Whether nothing is left out of what people read.
    pub all: bool,
    /// How much is said beside remarks.
    pub talk: Talk,
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// What is to be done.
    pub action: Action,
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
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Write the site.
    Build(Build),
    /// Show the site in a browser while it is being written.
    Serve(Serve),
    /// Print what the template of a page gets.
    View {
        /// Address of the page.
        route: String,
        /// Which site.
        choice: Choice,
    },
    /// A command that stands by itself.
    Tool(Tool),
}

/// Where and how a site is written.
#[derive(Clone, Debug)]
pub(crate) struct Build {
    /// Folder to write into.
    pub out: PathBuf,
    /// Threads; the machine's cores where absent.
    pub jobs: Option<usize>,
    /// Whether to write it again after every change.
    pub watch: bool,
    /// Whether to build it once more from nothing and compare.
    pub verify: bool,
    /// Which site.
    pub choice: Choice,
}

/// Where and how a site is shown.
#[derive(Clone, Debug)]
pub(crate) struct Serve {
    /// Name or number of the network interface.
    pub host: String,
    /// The first port to try.
    pub port: u16,
    /// Whether files are looked at in turns instead of being watched.
    pub poll: bool,
    /// Which site.
    pub choice: Choice,
}

/// Which site is meant.
#[derive(Clone, Debug)]
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
        .map_err(|it| refused(&it, (&command(language), words), &Say::new(language)))?;
    let (action, sub) = match matches.subcommand() {
        Some(("build", sub)) => (Action::Build(build(sub)), sub),
        Some(("serve", sub)) => (Action::Serve(serve(sub)), sub),
        Some(("view", sub)) => {
            let route = sub.get_one::<String>("route").cloned().unwrap_or_default();
            (Action::View { route, choice: choice(sub) }, sub)
        }
        Some((name, sub)) if let Some(tool) = tool::typed(name, sub, &Say::new(language)) => {
            (Action::Tool(tool), sub)
        }
        _ => {
            let text = command(language).render_help().to_string();
            return Err(Refused { text, asked: false });
        }
    };
    Ok(Call {
        language,
        format: Format::ALL
            .into_iter()
            .find(|(_, name)| text(sub, "format") == Some(name))
            .map_or(Format::Human, |(format, _)| format),
        color: match text(sub, "color") {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ => Color::Auto,
        },
        all: sub.try_get_one("all").is_ok_and(|it| it == Some(&true)),
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
        watch: matches.get_flag("watch"),
        verify: matches.get_flag("verify"),
        choice: choice(matches),
    }
}

fn serve(matches: &ArgMatches) -> Serve {
    Serve {
        host: text(matches, "host").unwrap_or("127.0.0.1").to_owned(),
        port: matches.get_one::<u16>("port").copied().unwrap_or(8080),
        poll: matches.get_flag("poll"),
        choice: choice(matches),
    }
}

/// Which site the words typed mean.
pub(super) fn choice(matches: &ArgMatches) -> Choice {
    Choice {
        date: matches.get_one::<Date>("date").copied(),
        drafts: matches.get_flag("drafts"),
        // A preview knows neither of these two.
        strict: matches.try_get_one("strict").is_ok_and(|it| it == Some(&true)),
        theme: text(matches, "theme").map(str::to_owned),
        base_url: matches.try_get_one("base-url").ok().flatten().cloned(),
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
