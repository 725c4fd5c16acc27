//! Where a link in the text leads, as far as one file can tell.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::diag::{Code, Words, code};
use crate::text::nearest;
use crate::yaml::address::is_web_address;
use crate::yaml::table::suggestion;

pub use super::kind::{
    COMMUNITIES, DOCUMENTS, EVENTS, EntryKind, ORGANISATIONS, PRODUCTS, PROGRAMMES, PROJECTS,
};

/// A vocabulary whose terms have pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Vocabulary {
    /// `statuses.yaml`.
    Status,
    /// `states.yaml`.
    State,
    /// `organisation-types.yaml`.
    OrganisationType,
    /// `directions.yaml`.
    Direction,
    /// `federal-projects.yaml`.
    FederalProject,
}

impl Vocabulary {
    const ALL: [Vocabulary; 5] = [
        Vocabulary::Status,
        Vocabulary::State,
        Vocabulary::OrganisationType,
        Vocabulary::Direction,
        Vocabulary::FederalProject,
    ];

    fn prefixes(self) -> [&'static str; 2] {
        match self {
            Vocabulary::Status => ["статус", "status"],
            Vocabulary::State => ["состояние", "state"],
            Vocabulary::OrganisationType => ["тип", "type"],
            Vocabulary::Direction => ["направление", "direction"],
            Vocabulary::FederalProject => ["федеральный-проект", "federal-project"],
        }
    }
}

/// A generated list that has an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ListName {
    /// All projects.
    Projects,
    /// The register of organisations.
    Organisations,
    /// All communities.
    Communities,
    /// All documents.
    Documents,
    /// Tasks of all documents.
    Tasks,
    /// Procedures of recognition.
    Procedures,
    /// Figures by year.
    Statistics,
    /// All charts.
    Infographics,
    /// Target programmes.
    Programmes,
    /// The bank of products.
    Products,
    /// Yearly reports.
    Reports,
    /// Events, coming and past.
    Events,
    /// News.
    News,
    /// Directions and federal projects.
    Directions,
    /// The yearly monitoring.
    Monitoring,
    /// The calendar of events by months.
    Calendar,
}

impl ListName {
    /// All lists with the names that links use.
    pub const ALL: [(ListName, &'static str); 16] = [
        (ListName::Projects, "projects"),
        (ListName::Organisations, "organisations"),
        (ListName::Communities, "communities"),
        (ListName::Documents, "documents"),
        (ListName::Tasks, "tasks"),
        (ListName::Procedures, "procedures"),
        (ListName::Statistics, "statistics"),
        (ListName::Infographics, "infographics"),
        (ListName::Programmes, "programmes"),
        (ListName::Products, "products"),
        (ListName::Reports, "reports"),
        (ListName::Events, "events"),
        (ListName::News, "news"),
        (ListName::Directions, "directions"),
        (ListName::Monitoring, "monitoring"),
        (ListName::Calendar, "calendar"),
    ];
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Another entry, and perhaps a heading in it.
    Entry {
        /// Its kind.
        kind: EntryKind,
        /// Its id.
        id: String,
        /// A heading's id.
        fragment: Option<String>,
    },
    /// The page of a term.
    Term {
        /// Its vocabulary.
        vocabulary: Vocabulary,
        /// Its key.
        key: String,
    },
    /// A generated list.
    List(ListName),
    /// A file under `content/files/`, by its path from there.
    File(String),
    /// A heading of the same text.
    Fragment(String),
    /// An address in the web.
    External(String),
}

/// Why a link cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// A scheme outside the closed list.
    Scheme(String),
    /// An address of another site that leaves its scheme to the page.
    NoScheme,
    /// A list that does not exist.
    List(String),
    /// A path that names no entry and no file.
    Path(String),
    /// Nothing between the brackets.
    Empty,
}

impl Unreadable {
    /// The code, the message and the advice of a remark.
    pub fn words(&self) -> (Code, (Words, Words)) {
        match self {
            Unreadable::Scheme(scheme) => (
                code::BAD_ADDRESS,
                (
                    Words::new(
                        format!("ссылки вида «{scheme}:» не допускаются"),
                        format!("links of the scheme `{scheme}:` are not allowed"),
                    ),
                    Words::new(
                        format!("можно: {}", schemes()),
                        format!("allowed: {}", schemes()),
                    ),
                ),
            ),
            Unreadable::NoScheme => (
                code::BAD_ADDRESS,
                (
                    Words::new(
                        "у адреса другого сайта нет начала",
                        "the address of another site lacks its beginning",
                    ),
                    Words::new("напишите https:// перед ним", "write https:// before it"),
                ),
            ),
            Unreadable::List(name) => {
                let names: Vec<&str> = ListName::ALL.iter().map(|(_, it)| *it).collect();
                let near = nearest::nearest(name, names.iter().copied(), 3);
                let message = Words::new(
                    format!("нет списка «{name}»"),
                    format!("there is no list `{name}`"),
                );
                (code::BROKEN_LINK, (message, suggestion(&near, &names)))
            }
            Unreadable::Path(path) => (
                code::BROKEN_LINK,
                (
                    Words::new(
                        format!("ссылка «{path}» никуда не ведёт"),
                        format!("the link `{path}` leads nowhere"),
                    ),
                    Words::new(
                        "пишите project:id, document:id или путь к файлу в папке content",
                        "write project:id, document:id or a path to a file in content",
                    ),
                ),
            ),
            Unreadable::Empty => (
                code::BROKEN_LINK,
                (
                    Words::new("у ссылки нет адреса", "the link has no address"),
                    Words::new(
                        "напишите адрес в круглых скобках",
                        "write the address in the round brackets",
                    ),
                ),
            ),
        }
    }
}

/// Every scheme and prefix that a link may begin with, by its English name.
fn schemes() -> String {
    let kinds = EntryKind::ALL.iter().map(|it| it.prefixes()[1]);
    let vocabularies = Vocabulary::ALL.iter().map(|it| it.prefixes()[1]);
    let all = ["https", "http", "mailto", "tel"].into_iter().chain(kinds).chain(vocabularies);
    all.chain(["list"]).collect::<Vec<_>>().join(", ")
}

/// A link of a text with the bytes where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Bytes of the whole link in the source.
    pub at: Range<usize>,
}

/// Reads the destination of a link in `file`, a path such as `content/pages/index.md`.
pub fn target(destination: &str, file: &str) -> Result<Target, Unreadable> {
    let destination = destination.trim();
    if destination.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(fragment) = destination.strip_prefix('#') {
        return Ok(Target::Fragment(fragment.to_owned()));
    }
    if let Some((prefix, rest)) = destination.split_once(':')
        && prefix.chars().all(|it| it.is_alphanumeric() || "+-.".contains(it))
    {
        return prefixed(prefix, rest, destination);
    }
    match destination.starts_with("//") {
        true => Err(Unreadable::NoScheme),
        false => path(destination, file),
    }
}

fn prefixed(prefix: &str, rest: &str, whole: &str) -> Result<Target, Unreadable> {
    let (name, fragment) = split_fragment(rest);
    for kind in EntryKind::ALL {
        if kind.prefixes().contains(&prefix) {
            return Ok(Target::Entry { kind, id: name.to_owned(), fragment });
        }
    }
    for vocabulary in Vocabulary::ALL {
        if vocabulary.prefixes().contains(&prefix) {
            return Ok(Target::Term { vocabulary, key: name.to_owned() });
        }
    }
    if matches!(prefix, "list" | "список") {
        let found = ListName::ALL.iter().find(|(_, it)| *it == name);
        return found.map(|(it, _)| Target::List(*it)).ok_or(Unreadable::List(name.to_owned()));
    }
    match is_web_address(whole) {
        true => Ok(Target::External(whole.to_owned())),
        false => Err(Unreadable::Scheme(prefix.to_owned())),
    }
}

fn split_fragment(text: &str) -> (&str, Option<String>) {
    match text.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment.to_owned())),
        None => (text, None),
    }
}

/// A path relative to the file that holds the link.
fn path(destination: &str, file: &str) -> Result<Target, Unreadable> {
    let unknown = || Unreadable::Path(destination.to_owned());
    let (relative, fragment) = split_fragment(destination);
    // Content management systems write the public address of a file.
    if let Some(inner) = relative.strip_prefix("/files/").filter(|it| !it.is_empty()) {
        return Ok(Target::File(inner.to_owned()));
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(unknown)?;
            }
            name => parts.push(name),
        }
    }
    match parts.as_slice() {
        ["content", "files", inner @ ..] if !inner.is_empty() => {
            Ok(Target::File(inner.join("/")))
        }
        ["content", folder, name] => {
            let kind = EntryKind::ALL.into_iter().find(|it| it.folder() == *folder);
            let id = name.strip_suffix(".md");
            let (kind, id) = kind.zip(id).ok_or_else(unknown)?;
            Ok(Target::Entry { kind, id: id.to_owned(), fragment })
        }
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests;
