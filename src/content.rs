//! Files → typed entries. One file at a time: what one entry says of another is still a name
//! with its bytes, and only `site` looks at two entries at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::source::{SourceFile, Sources};
use crate::text::nearest;
use crate::yaml;

pub mod body;
mod cards;
pub mod chart_name;
pub mod community;
pub mod criteria;
pub mod data;
pub mod document;
pub mod entry;
pub mod event;
pub mod event_series;
mod form;
pub mod kind;
pub mod link;
pub mod monitoring;
pub mod national_project;
pub mod news;
pub mod organisation;
pub mod page;
pub mod pdf;
pub mod preset;
pub mod procedure;
pub mod product;
pub mod programme;
pub mod project;
pub mod quantity;
pub mod reactions;
pub mod report;
pub mod retold;
pub mod schema;
pub mod settings;
pub mod short_code;
pub mod tables;
pub mod task;
mod terms;
pub mod vocabulary;
pub mod word;

use crate::yaml::reading::Reading;
use crate::yaml::table::Table;
use community::Community;
use criteria::{CriteriaSet, ProductKind};
use document::Document;
use entry::{Entry, Matter, Parsed};
use event::Event;
use event_series::EventSeries;
use link::EntryKind;
use monitoring::{Indicator, Monitoring};
use national_project::NationalProject;
use news::Post;
use organisation::Organisation;
use page::TextPage;
use procedure::Procedure;
use product::Product;
use programme::Programme;
use project::Project;
use reactions::Reactions;
use report::Report;
use settings::Settings;
use tables::TableMap;
use vocabulary::{
    Direction, OrganisationType, StateWords, StatedFigures, Status, Terms, Totals,
};

/// All that the files say, each still by itself. Lists are in the order of ids.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// `site.yaml`.
    pub settings: Option<Settings>,
    /// `projects/`.
    pub projects: Entries<Project>,
    /// `organisations/`.
    pub organisations: Entries<Organisation>,
    /// `documents/`.
    pub documents: Entries<Document>,
    /// `procedures/`.
    pub procedures: Entries<Procedure>,
    /// `pages/`.
    pub pages: Entries<TextPage>,
    /// `programmes/`.
    pub programmes: Entries<Programme>,
    /// `products/`.
    pub products: Entries<Product>,
    /// `communities/`.
    pub communities: Entries<Community>,
    /// `reports/`.
    pub reports: Entries<Report>,
    /// `events/`.
    pub events: Entries<Event>,
    /// `news/`.
    pub news: Entries<Post>,
    /// `data/`: terms, totals, figures of reports.
    pub vocabularies: Vocabularies,
    /// The rest of `data/`.
    pub data: data::Data,
    /// `files/`: bytes by the path under it.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// The PDFs among them.
    pub pdfs: BTreeMap<String, pdf::Tagging>,
}

/// The entries of one kind.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    /// Those that could be read, by id.
    pub list: Vec<Arc<Entry<T>>>,
    /// Ids of those that could not: a reference to one is no second mistake.
    pub broken: BTreeSet<String>,
}

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries { list: vec![], broken: BTreeSet::new() }
    }
}

/// The terms that cards refer to, in the order of their files.
#[derive(Clone, Debug, Default)]
pub struct Vocabularies {
    /// `statuses.yaml`.
    pub statuses: Terms<Status>,
    /// `states.yaml`.
    pub states: Terms<StateWords>,
    /// `organisation-types.yaml`.
    pub organisation_types: Terms<OrganisationType>,
    /// `directions.yaml`.
    pub directions: Terms<Direction>,
    /// `federal-projects.yaml`.
    pub federal_projects: Terms<Direction>,
    /// `product-kinds.yaml`.
    pub product_kinds: Terms<ProductKind>,
    /// `tables.yaml`.
    pub tables: Terms<TableMap>,
    /// `criteria.yaml`.
    pub criteria: Terms<CriteriaSet>,
    /// `event-series.yaml`.
    pub event_series: Terms<EventSeries>,
    /// `national-projects.yaml`.
    pub national_projects: Terms<NationalProject>,
    /// `indicators.yaml`.
    pub indicators: Terms<Indicator>,
    /// `monitoring/`, by year.
    pub monitoring: Vec<Monitoring>,
    /// `reactions/`, by post.
    pub reactions: Vec<Reactions>,
    /// `totals/`, by year.
    pub totals: Vec<Totals>,
    /// `reports/`, by year.
    pub reports: Vec<StatedFigures>,
    /// Years of which the figures of a report are there, but could not be read.
    pub broken_reports: BTreeSet<i16>,
}

/// Parsed entries kept from build to build, by path and digest.
///
/// Losing it changes nothing but time.
#[derive(Default, Serialize, Deserialize)]
pub struct Memo {
    words: Vec<String>,
    #[serde(with = "cards")]
    projects: Kept<Project>,
    #[serde(with = "cards")]
    organisations: Kept<Organisation>,
    #[serde(with = "cards")]
    documents: Kept<Document>,
    #[serde(with = "cards")]
    procedures: Kept<Procedure>,
    #[serde(with = "cards")]
    pages: Kept<TextPage>,
    #[serde(with = "cards")]
    programmes: Kept<Programme>,
    #[serde(with = "cards")]
    products: Kept<Product>,
    #[serde(with = "cards")]
    communities: Kept<Community>,
    #[serde(skip)]
    pdfs: pdf::Kept,
    #[serde(with = "cards")]
    reports: Kept<Report>,
    #[serde(with = "cards")]
    events: Kept<Event>,
    #[serde(with = "cards")]
    news: Kept<Post>,
}

/// In the order of paths.
type Kept<T> = Vec<(Arc<str>, blake3::Hash, Arc<Outcome<T>>)>;

/// What came of one file, shared between builds.
struct Outcome<T> {
    entry: Option<Arc<Entry<T>>>,
    diagnostics: Diagnostics,
}

/// Reads every file of `content/`.
pub fn parse(sources: &Sources, memo: &mut Memo) -> (Content, Diagnostics) {
    let mut diagnostics = Diagnostics::none();
    let folders = sort_out(sources, &mut diagnostics);
    let mut content = Content::default();
    let words = match sources.content.get("content/site.yaml") {
        Some(file) => {
            let words = yaml_file(file, &[], settings::latin_words).0.unwrap_or_default();
            let (settings, remarks) = yaml_file(file, &words, settings::read);
            diagnostics.extend(remarks);
            content.settings = settings.flatten();
            words
        }
        // Of a folder that is not there at all `source` has spoken.
        None if sources.content.is_empty() => vec![],
        None => {
            diagnostics.push(missing("site.yaml"));
            vec![]
        }
    };
    if memo.words != words {
        *memo = Memo { words: words.clone(), ..Memo::default() };
    }
    let mut reader = Reader { folders: &folders, words: &words, diagnostics: &mut diagnostics };
    content.projects = reader.kind(&mut memo.projects);
    content.organisations = reader.kind(&mut memo.organisations);
    content.documents = reader.kind(&mut memo.documents);
    content.procedures = reader.kind(&mut memo.procedures);
    content.pages = reader.kind(&mut memo.pages);
    content.programmes = reader.kind(&mut memo.programmes);
    content.products = reader.kind(&mut memo.products);
    content.communities = reader.kind(&mut memo.communities);
    content.events = reader.kind(&mut memo.events);
    content.news = reader.kind(&mut memo.news);
    content.pdfs = pdf::examine(&folders.files, &mut memo.pdfs);
    content.reports = reader.kind(&mut memo.reports);
    content.vocabularies = terms::vocabularies(&folders, &words, &mut diagnostics);
    content.data = data::read(&folders, &words, &mut diagnostics);
    content.files = folders.files;
    (content, diagnostics)
}

/// The files of `content/` by what they are for.
#[derive(Default)]
struct Folders<'a> {
    entries: BTreeMap<EntryKind, Vec<&'a SourceFile>>,
    data: BTreeMap<&'a str, &'a SourceFile>,
    files: BTreeMap<String, Arc<[u8]>>,
}

fn sort_out<'a>(sources: &'a Sources, diagnostics: &mut Diagnostics) -> Folders<'a> {
    let mut folders = Folders::default();
    for (path, file) in &sources.content {
        let inner = path.strip_prefix("content/").unwrap_or(path);
        if let Some(kind) = kind_of(path) {
            folders.entries.entry(kind).or_default().push(file);
        } else if let Some(name) = inner.strip_prefix("data/")
            && (terms::is_known(name) || data::is_data(name))
        {
            folders.data.insert(name, file);
        } else if let Some(name) = inner.strip_prefix("files/") {
            folders.files.insert(name.to_owned(), file.pass());
        } else if inner != "site.yaml" {
            diagnostics.push(stray(path));
        }
    }
    folders
}

/// The kind of entry that a file holds, by its path.
pub fn kind_of(path: &str) -> Option<EntryKind> {
    let (folder, name) = path.strip_prefix("content/")?.split_once('/')?;
    let is_entry = name.ends_with(".md") && !name.contains('/');
    EntryKind::ALL.into_iter().find(|it| is_entry && it.folder() == folder)
}

/// The year that names a file of a folder of `content/data/`.
fn year_of(name: &str, folder: &str) -> Option<i16> {
    let year = name.strip_prefix(folder)?.strip_suffix(".yaml")?;
    year.parse().ok().filter(|it| (1900..2200).contains(it))
}

/// A file that no reader takes, with the folder or name that was likely meant.
fn stray(path: &Arc<str>) -> Diagnostic {
    let message = Words::new(
        "этот файл ни к чему не относится и на сайт не попадёт",
        "this file belongs to nothing and will not be on the site",
    );
    let folders = EntryKind::ALL.map(|it| format!("content/{}/", it.folder()));
    let mut known: Vec<String> = folders.to_vec();
    known.push("content/files/".to_owned());
    known.push("content/site.yaml".to_owned());
    let data = [data::COUNTERS, data::POLLS, data::BANNERS];
    known.extend(data.map(|it| format!("content/data/{it}")));
    known.extend(vocabulary::ALL.iter().map(|it| format!("content/data/{it}")));
    let cut = path.rfind('/').map_or(0, |it| it + 1);
    let wanted = if path.ends_with(".md") { &path[..cut] } else { path };
    let near = nearest::nearest(wanted, known.iter().map(String::as_str), 1);
    let folders = EntryKind::ALL.map(|it| format!("{}/", it.folder())).join(", ");
    let all = format!("content/{folders}, data/, files/, site.yaml");
    let yearly = ["content/data/reports/", "content/data/totals/"];
    let hint = match near.first() {
        _ if yearly.contains(&&path[..cut]) => Words::new(
            format!("имя такого файла – год: {}2023.yaml", &path[..cut]),
            format!("such a file is named by its year: {}2023.yaml", &path[..cut]),
        ),
        Some(near) => {
            Words::new(format!("похоже, место ему – {near}"), format!("did you mean {near}?"))
        }
        None => Words::new(format!("известные места: {all}"), format!("known places: {all}")),
    };
    Diagnostic::new(code::STRAY_FILE, Place::new(path, 0..0), message).hint(hint)
}

fn missing(name: &str) -> Diagnostic {
    let message = Words::new(
        format!("нет файла content/{name}"),
        format!("the file content/{name} is missing"),
    );
    Diagnostic::about_site(code::MISSING_FILE, message)
}

/// What the readers of all kinds share.
struct Reader<'a, 'd> {
    folders: &'a Folders<'a>,
    words: &'a [String],
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    /// Reads the files of one kind, but for those that have not changed.
    fn kind<T: Matter + Send + Sync>(&mut self, kept: &mut Kept<T>) -> Entries<T> {
        let mut before = std::mem::take(kept).into_iter().peekable();
        // Both are in the order of paths.
        let mut recalled = |file: &SourceFile| {
            while before.next_if(|(path, ..)| **path < *file.path).is_some() {}
            let same = before.next_if(|(path, ..)| *path == file.path)?;
            (same.1 == file.hash).then_some(same.2)
        };
        let words = self.words;
        let parsed = |file: &SourceFile| {
            let Parsed { entry, diagnostics } = entry::parse::<T>(file, words);
            Arc::new(Outcome { entry: entry.map(Arc::new), diagnostics })
        };
        let files = self.folders.entries.get(&T::KIND).map(Vec::as_slice).unwrap_or_default();
        let known: Vec<_> = files.iter().map(|it| (*it, recalled(it))).collect();
        let outcomes = known.into_par_iter();
        let outcomes = outcomes.map(|(it, known)| (it, known.unwrap_or_else(|| parsed(it))));
        let outcomes: Vec<_> = outcomes.collect();
        let mut entries = Entries::default();
        for (file, outcome) in outcomes {
            self.diagnostics.extend(outcome.diagnostics.iter().cloned());
            match &outcome.entry {
                Some(entry) => entries.list.push(Arc::clone(entry)),
                None => {
                    let name = file.path.rsplit('/').next().unwrap_or_default();
                    entries.broken.insert(name.trim_end_matches(".md").to_owned());
                }
            }
            kept.push((Arc::clone(&file.path), file.hash, outcome));
        }
        entries.list.sort_by(|a, b| a.id.cmp(&b.id));
        entries
    }
}

/// Reads one YAML file as a mapping.
fn yaml_file<T>(
    file: &SourceFile,
    words: &[String],
    read: impl FnOnce(Table<'_, '_>) -> T,
) -> (Option<T>, Diagnostics) {
    data_file(file, words, |reading, node| Some(read(Table::new(reading, node))))
}

/// Reads one file that is YAML throughout, its form looked at too.
fn data_file<T>(
    file: &SourceFile,
    words: &[String],
    read: impl FnOnce(&mut Reading<'_>, yaml::Node) -> Option<T>,
) -> (Option<T>, Diagnostics) {
    let (value, mut diagnostics) = yaml::read((&file.path, file.bytes()), words, read);
    if let Ok(text) = str::from_utf8(file.bytes()) {
        diagnostics.extend(form::remarks(&file.path, text));
    }
    (value, diagnostics)
}

/// The entries of a file that is a list; none where it is something else.
fn list_items(reading: &mut Reading<'_>, node: yaml::Node) -> Option<Vec<yaml::Node>> {
    match node.value {
        yaml::Value::List(items) => Some(items),
        yaml::Value::Nothing => Some(vec![]),
        yaml::Value::Broken => None,
        _ => {
            let words = Words::new(
                "здесь ожидается список: каждая запись начинается с «- »",
                "a list is expected here: each entry begins with `- `",
            );
            let first = reading.first_line(&node.at);
            reading.remark(code::WRONG_TYPE, first, words);
            None
        }
    }
}
