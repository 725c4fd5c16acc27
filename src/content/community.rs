//! A community that is no project, as its author writes it.

use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{EntryKind, ORGANISATIONS, PRODUCTS};
use super::programme::{self, Part, Period, period};
use super::project::{WebLink, web_link};
use crate::yaml::table::{Spanned, Table, Word};

/// Front matter of a file in `content/communities/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Community {
    /// Its name.
    pub title: Spanned<String>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// What brings it together.
    pub kind: Spanned<CommunityKind>,
    /// Who leads it, an id of the register or a name: exactly one, though all that are written
    /// are kept.
    pub coordinators: Vec<Spanned<String>>,
    /// Everybody else, in the same way.
    pub members: Vec<Spanned<String>>,
    /// What it is for.
    pub goal: Option<Spanned<String>>,
    /// Since when and until when.
    pub period: Option<Period>,
    /// Ids of products that it works on.
    pub products: Vec<Spanned<String>>,
    /// Addresses in the web.
    pub links: Vec<WebLink>,
    /// Its part in a target programme.
    pub part: Option<Part>,
    /// Whether it only shows how an entry is filled in: shown with a mark, counted nowhere.
    pub example: bool,
}

/// What brings a community together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CommunityKind {
    /// Organisations of different sorts around a common task.
    Network,
    /// People of one profession.
    Professional,
}

impl CommunityKind {
    /// All kinds, in the order in which pages show them.
    pub const ALL: [CommunityKind; 2] = [CommunityKind::Network, CommunityKind::Professional];

    /// The key in strings.
    pub fn key(self) -> &'static str {
        match self {
            CommunityKind::Network => "network",
            CommunityKind::Professional => "professional",
        }
    }
}

impl Word for CommunityKind {
    const WORDS: &'static [(CommunityKind, &'static [&'static str])] = &[
        (CommunityKind::Network, &["сеть", "социально-образовательная сеть", "network"]),
        (
            CommunityKind::Professional,
            &["профессиональное", "сообщество профессионалов", "professional"],
        ),
    ];
}

impl Matter for Community {
    const KIND: EntryKind = EntryKind::Community;

    fn read(table: &mut Table<'_, '_>) -> Option<Community> {
        let title = table.key("название", "title").required().text_or_file_name();
        let summary = table.key("описание", "summary").text();
        let kind = table.key("вид", "kind").required().word();
        let coordinators =
            table.key("координатор", "coordinator").required().ids_or_names_of(ORGANISATIONS);
        let members = table.key("участники", "members").ids_or_names_of(ORGANISATIONS);
        let goal = table.key("цель", "goal").text();
        let period = period(table);
        let products = table.key("продукты", "products").ids_of(PRODUCTS);
        let links = table.key("ссылки", "links").tables(web_link);
        let part = programme::part(table);
        let example = table.key("пример", "example").yes();
        Some(Community {
            title,
            summary,
            kind: kind?,
            coordinators,
            members,
            goal,
            period,
            products,
            links,
            part,
            example,
        })
    }
}
