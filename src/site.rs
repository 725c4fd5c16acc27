//! Entries → one site: references resolved, reverse links, histories in order. Knows no HTML
//! and no addresses; once linked it never changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::data::Data;
use crate::content::entry::Entry;
use crate::content::organisation::Organisation as OrganisationMatter;
use crate::content::page::TextPage;
use crate::content::pdf::Tagging;
use crate::content::project::Project as ProjectMatter;
use crate::content::settings::Settings;
use crate::content::word::{Funding, Level, Role, State};
use crate::content::{Content, Vocabularies, document};
use crate::diag::{Diagnostics, Place, Words};
use crate::yaml::table::Spanned;
use community::{Community, CommunityId};
use event::{Event, EventId};
use monitoring::Monitoring;
use named::Named;
use news::Post;
use procedure::Procedure;
use product::{Product, ProductId};
use programme::{Contribution, Programme};
use report::Report;
use shelf::Shelf;
use task::Task;

mod check;
mod check_body;
mod check_data;
mod check_history;
mod check_identity;
mod check_period;
mod check_product;
mod check_roster;
pub mod community;
pub mod event;
mod link;
pub mod monitoring;
mod named;
mod names;
pub mod news;
pub mod party;
pub mod procedure;
pub mod product;
pub mod programme;
mod relink;
pub mod report;
mod resolve;
mod reverse;
mod shelf;
pub mod task;
mod texts;
pub mod validity;

pub use check::{check_cards, check_texts, recheck_cards, recheck_texts};

/// Index of a project in [`Site::projects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub usize);

/// Index of an organisation in [`Site::organisations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(pub usize);

/// Index of a document in [`Site::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub usize);

/// Index of a status in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusId(pub usize);

/// Index of an organisation type in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// Index of a direction in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectionId(pub usize);

/// The whole registry, linked.
#[derive(Clone, Debug)]
pub struct Site {
    /// Settings.
    pub settings: Settings,
    /// The day for which the site is built: it decides what is published, open, past.
    pub date: Date,
    /// The day that pages show as today: that of the build. Only where builds of several days
    /// are compared is it another one.
    pub today: Date,
    /// Published projects, sorted for reading.
    pub projects: Vec<Arc<Project>>,
    /// Published organisations, sorted for reading.
    pub organisations: Vec<Arc<Organisation>>,
    /// Published documents, the newest first.
    pub documents: Vec<Arc<Document>>,
    /// Published procedures, the site's own first.
    pub procedures: Vec<Procedure>,
    /// Published pages, in the order of the menu.
    pub pages: Vec<Arc<Entry<TextPage>>>,
    /// Published programmes, sorted for reading.
    pub programmes: Vec<Programme>,
    /// Published products, sorted for reading.
    pub products: Vec<Product>,
    /// Published communities that are no projects, sorted for reading.
    pub communities: Vec<Community>,
    /// Published yearly reports, the newest first.
    pub reports: Vec<Report>,
    /// Counters, polls, banners, frozen figures.
    pub data: Data,
    /// Published events, in the order of time.
    pub events: Vec<Event>,
    /// Published news, the latest first.
    pub news: Vec<Post>,
    /// The monitoring of each year, the earliest first.
    pub monitoring: Vec<Monitoring>,
    /// Vocabularies.
    pub vocabularies: Vocabularies,
    /// Files to hand out, by path under `files/`.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// The PDFs among them.
    pub pdfs: BTreeMap<String, Tagging>,
    /// How entries are found by their file names.
    named: Arc<Named>,
}

/// A project with its references resolved.
#[derive(Clone, Debug)]
pub struct Project {
    /// As written.
    pub entry: Arc<Entry<ProjectMatter>>,
    /// The status with which it began; none where the sources do not tell.
    pub first_status: Option<StatusId>,
    /// Who answers for it.
    pub level: Level,
    /// Whether a coordinator leads partners here.
    pub is_community: bool,
    /// Everybody in it; a lead first, then as written.
    pub participants: Vec<Participation>,
    /// Decisions by year.
    pub history: Vec<Decision>,
    /// Directions.
    pub directions: Vec<DirectionId>,
    /// Federal projects, as indexes of the vocabulary.
    pub federal_projects: Vec<usize>,
    /// Its part in a programme.
    pub contribution: Option<Contribution>,
    /// What came of it, in the order of products.
    pub products: Vec<ProductId>,
    /// Events that show its results, in the order of time.
    pub events: Vec<EventId>,
}

/// An organisation in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// Who.
    pub organisation: OrganisationId,
    /// As what.
    pub role: Role,
    /// Whether only a branch takes part.
    pub branch: bool,
    /// First year, if later than the project's.
    pub from: Option<i16>,
    /// Last year, if it left.
    pub to: Option<i16>,
}

impl Participation {
    /// Whether the organisation takes part in a year.
    pub fn covers(&self, year: i16) -> bool {
        self.from.is_none_or(|it| it <= year) && self.to.is_none_or(|it| year <= it)
    }
}

/// One decision, in the order of time.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The year from which the state holds.
    pub year: i16,
    /// What was decided.
    pub state: State,
    /// The status from then on, where the decision changed it.
    pub status: Option<StatusId>,
    /// The deciding document.
    pub order: Option<DocumentId>,
    /// Its item.
    pub item: Option<String>,
    /// What it says of money.
    pub funding: Option<Funding>,
    /// A remark of the author.
    pub note: Option<String>,
    /// Which of the author's lines it was, counted from 0.
    pub line: usize,
}

/// An organisation with what others say of it.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// As written.
    pub entry: Arc<Entry<OrganisationMatter>>,
    /// Its type; none where the vocabulary lacks it.
    pub organisation_type: Option<TypeId>,
    /// Name without legal form and city: «ДС № 449 «Олимпиец»».
    pub short_name: String,
    /// What the name means when spelling is set aside.
    pub identity: String,
    /// Its projects with its role, in the order of projects.
    pub projects: Vec<(ProjectId, Role)>,
    /// Products that it made, in their order.
    pub products: Vec<ProductId>,
    /// Products of others that it has taken over, in their order.
    pub adopted: Vec<ProductId>,
    /// Communities that are no projects and that it is in, in their order.
    pub communities: Vec<CommunityId>,
    /// Events that it has a part in, in the order of time.
    pub events: Vec<EventId>,
    /// The organisation it became part of.
    pub successor: Option<OrganisationId>,
    /// Documents behind its other names, in their order.
    pub other_name_documents: Vec<Option<DocumentId>>,
}

/// A document with its relations in both directions.
#[derive(Clone, Debug)]
pub struct Document {
    /// As written.
    pub entry: Arc<Entry<document::Document>>,
    /// Issued by virtue of.
    pub based_on: Vec<DocumentId>,
    /// Changes.
    pub amends: Vec<DocumentId>,
    /// Ends.
    pub repeals: Vec<DocumentId>,
    /// Puts in force.
    pub approves: Vec<DocumentId>,
    /// Is attached to.
    pub attached_to: Vec<DocumentId>,
    /// Is the basis of.
    pub basis_of: Vec<DocumentId>,
    /// Is changed by.
    pub amended_by: Vec<DocumentId>,
    /// Is ended by.
    pub repealed_by: Vec<DocumentId>,
    /// Is put in force by.
    pub approved_by: Vec<DocumentId>,
    /// Has attached.
    pub attachments: Vec<DocumentId>,
    /// Projects that cite it, by the number of the item.
    pub cited: Vec<(Option<String>, ProjectId)>,
    /// Its tasks, in their order.
    pub tasks: Vec<Task>,
    /// Statuses of its items, in their order.
    pub item_statuses: Vec<Option<StatusId>>,
    /// Documents behind the other wordings of its title, in their order.
    pub variant_documents: Vec<Option<DocumentId>>,
}

/// Whether entries that visitors may not see yet take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// Only what is published on the day.
    Hidden,
    /// Everything, for a preview.
    Shown,
}

impl Site {
    /// A project by its index.
    pub fn project(&self, id: ProjectId) -> &Project {
        &self.projects[id.0]
    }

    /// An organisation by its index.
    pub fn organisation(&self, id: OrganisationId) -> &Organisation {
        &self.organisations[id.0]
    }

    /// A document by its index.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.0]
    }

    /// All projects in their order.
    pub fn project_ids(&self) -> impl Iterator<Item = ProjectId> + use<> {
        (0..self.projects.len()).map(ProjectId)
    }

    /// All organisations in their order.
    pub fn organisation_ids(&self) -> impl Iterator<Item = OrganisationId> + use<> {
        (0..self.organisations.len()).map(OrganisationId)
    }

    /// All documents in their order.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..self.documents.len()).map(DocumentId)
    }

    /// Documents of the site's own municipality and those above it, without the practice of
    /// others.
    pub fn own_document_ids(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.document_ids().filter(|it| self.document(*it).entry.matter.practice_of.is_none())
    }
}

/// Links the content as it stands on a day, and looks at all of it.
///
/// Without usable settings there is no site, and only remarks come out.
pub fn link(content: &Content, date: Date, drafts: Drafts) -> (Option<Site>, Diagnostics) {
    let (site, mut diagnostics) = link_cards(content, date, drafts);
    if let Some(site) = &site {
        diagnostics.extend(check_cards(site));
        diagnostics.extend(check_texts(site, content));
    }
    (site, diagnostics)
}

/// The same without a look at what is linked: [`check_cards`] and [`check_texts`] have that.
pub fn link_cards(
    content: &Content,
    date: Date,
    drafts: Drafts,
) -> (Option<Site>, Diagnostics) {
    let mut diagnostics = Diagnostics::none();
    let linker = link::Linker::new(content, date, drafts);
    let mut parts = linker.run(&mut diagnostics);
    let shelf = Shelf::new(content, date, drafts);
    let shelved = shelf.link(content, &mut parts, &mut diagnostics);
    let documents = parts.documents.iter().map(|it| Arc::clone(&it.entry.id));
    let reports = report::link(content, (date, drafts), documents, &mut diagnostics);
    let Some(settings) = content.settings.clone() else { return (None, diagnostics) };
    check_data::states(&content.vocabularies.states, &mut diagnostics);
    let named = Arc::new(Named::of(&parts));
    let site = Site {
        named,
        settings,
        date,
        today: date,
        projects: shared(parts.projects),
        organisations: shared(parts.organisations),
        documents: shared(parts.documents),
        procedures: parts.procedures,
        pages: parts.pages,
        programmes: shelved.programmes,
        products: shelved.products,
        communities: shelved.communities,
        reports,
        data: content.data.clone(),
        events: shelved.events,
        news: shelved.news,
        monitoring: shelved.monitoring,
        vocabularies: content.vocabularies.clone(),
        files: content.files.clone(),
        pdfs: content.pdfs.clone(),
    };
    check::soften_drafts(&site, &mut diagnostics);
    (Some(site), diagnostics)
}

/// Entries of which a site with another text keeps all others.
fn shared<T>(entries: Vec<T>) -> Vec<Arc<T>> {
    // Through a slice: a vector would keep the room of the entries themselves.
    entries.into_iter().map(Arc::new).collect::<Box<[_]>>().into_vec()
}

/// The words «первый раз здесь» for a second place.
fn first_place(place: Place) -> (Place, Words) {
    (place, Words::new("первый раз здесь", "first seen here"))
}

/// A place of one value of an entry.
fn value_place<T, V>(entry: &Entry<T>, value: &Spanned<V>) -> Place {
    entry.place(&value.at)
}
