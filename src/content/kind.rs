//! The kinds of entries, and the registers that they make.

use serde::{Deserialize, Serialize};

use crate::yaml::schema::Register;

/// A kind of entry: a folder in `content/`, a prefix in links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntryKind {
    /// `content/projects/`.
    Project,
    /// `content/organisations/`.
    Organisation,
    /// `content/documents/`.
    Document,
    /// `content/procedures/`.
    Procedure,
    /// `content/pages/`.
    Page,
    /// `content/programmes/`.
    Programme,
    /// `content/products/`.
    Product,
    /// `content/communities/`.
    Community,
    /// `content/reports/`.
    Report,
    /// `content/events/`.
    Event,
    /// `content/news/`.
    News,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [EntryKind; 11] = [
        EntryKind::Project,
        EntryKind::Organisation,
        EntryKind::Document,
        EntryKind::Procedure,
        EntryKind::Page,
        EntryKind::Programme,
        EntryKind::Product,
        EntryKind::Community,
        EntryKind::Report,
        EntryKind::Event,
        EntryKind::News,
    ];

    /// The folder in `content/`, the prefixes of links, and the noun of messages; in pairs the
    /// Russian word is first.
    const fn names(self) -> (&'static str, [&'static str; 2], [&'static str; 2]) {
        match self {
            EntryKind::Project => {
                ("projects", ["проект", "project"], ["запись о проекте", "project"])
            }
            EntryKind::Organisation => (
                "organisations",
                ["организация", "organisation"],
                ["организация", "organisation"],
            ),
            EntryKind::Document => {
                ("documents", ["документ", "document"], ["запись о документе", "document"])
            }
            EntryKind::Procedure => {
                ("procedures", ["порядок", "procedure"], ["запись о порядке", "procedure"])
            }
            EntryKind::Page => ("pages", ["страница", "page"], ["страница", "page"]),
            EntryKind::Programme => {
                ("programmes", ["программа", "programme"], ["программа", "programme"])
            }
            EntryKind::Product => {
                ("products", ["продукт", "product"], ["запись о продукте", "product"])
            }
            EntryKind::Report => {
                ("reports", ["отчет", "report"], ["запись об отчете", "report"])
            }
            EntryKind::Community => (
                "communities",
                ["сообщество", "community"],
                ["запись о сообществе", "community"],
            ),
            EntryKind::Event => {
                ("events", ["мероприятие", "event"], ["запись о мероприятии", "event"])
            }
            EntryKind::News => ("news", ["новость", "news"], ["новость", "post"]),
        }
    }

    /// The folder in `content/`.
    pub const fn folder(self) -> &'static str {
        self.names().0
    }

    /// The prefixes of links, Russian first.
    pub fn prefixes(self) -> [&'static str; 2] {
        self.names().1
    }

    /// What messages call such an entry, in Russian a feminine noun, then in English.
    pub fn noun(self) -> [&'static str; 2] {
        self.names().2
    }
}

/// The register of projects, for keys that name one.
pub const PROJECTS: Register = EntryKind::Project.folder();
/// The register of organisations.
pub const ORGANISATIONS: Register = EntryKind::Organisation.folder();
/// The register of documents.
pub const DOCUMENTS: Register = EntryKind::Document.folder();
/// The register of programmes.
pub const PROGRAMMES: Register = EntryKind::Programme.folder();
/// The register of communities that are no projects.
pub const COMMUNITIES: Register = EntryKind::Community.folder();
/// The register of events.
pub const EVENTS: Register = EntryKind::Event.folder();
/// The register of products.
pub const PRODUCTS: Register = EntryKind::Product.folder();
