//! Files → typed entries. One file at a time: what one entry says of another is still a name
//! with its bytes, and only `site` looks at two entries at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::source::{SourceFile, Sources};
use crate::text::nearest;
use crate::yaml;

pub mod body;
pub mod chart_name;
pub mod community;
pub mod criteria;
mod data;
pub mod document;
pub mod entry;
pub mod event;
pub mod event_series;
mod form;
pub mod kind;
pub mod link;
pub mod monitoring;
pub mod news;
pub mod organisation;
pub mod page;
pub mod pdf;
pub mod procedure;
pub mod product;
pub mod programme;
pub mod project;
pub mod quantity;
pub mod reactions;
pub mod schema;
pub mod settings;
pub mod short_code;
pub mod task;
pub mod vocabulary;
pub mod word;

use crate::yaml::reading::Reading;
use crate::yaml::table::Table;
use community::Community;
use document::Document;
use entry::{Entry, Matter, Parsed};
use event::Event;
use link::EntryKind;
use news::Post;
use organisation::Organisation;
use page::TextPage;
use procedure::Procedure;
use product::Product;
use programme::Programme;
use project::Project;
use settings::Settings;

pub use data::Vocabularies;

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
    /// `events/`.
    pub events: Entries<Event>,
    /// `news/`.
    pub news: Entries<Post>,
    /// `data/`.
    pub vocabularies: Vocabularies,
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

/// Parsed entries kept from build to build, by path and digest.
///
/// Losing it changes nothing but time.
#[derive(Default)]
pub struct Memo {
    words: Vec<String>,
    projects: Kept<Project>,
    organisations: Kept<Organisation>,
    documents: Kept<Document>,
    procedures: Kept<Procedure>,
    pages: Kept<TextPage>,
    programmes: Kept<Programme>,
    products: Kept<Product>,
    communities: Kept<Community>,
    pdfs: pdf::Kept,
    events: Kept<Event>,
    news: Kept<Post>,
}

type Kept<T> = BTreeMap<Arc<str>, (blake3::Hash, Arc<Outcome<T>>)>;

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
    content.vocabularies = data::read(&folders.data, &words, &mut diagnostics);
    content.pdfs = pdf::examine(&folders.files, &mut memo.pdfs);
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
        let kind = EntryKind::ALL.into_iter().find(|it| {
            let rest = inner.strip_prefix(it.folder()).and_then(|it| it.strip_prefix('/'));
            rest.is_some_and(|name| name.ends_with(".md") && !name.contains('/'))
        });
        if let Some(kind) = kind {
            folders.entries.entry(kind).or_default().push(file);
        } else if let Some(name) = inner.strip_prefix("data/")
            && data::is_known(name)
        {
            folders.data.insert(name, file);
        } else if let Some(name) = inner.strip_prefix("files/") {
            folders.files.insert(name.to_owned(), Arc::clone(&file.bytes));
        } else if inner != "site.yaml" {
            diagnostics.push(stray(path));
        }
    }
    folders
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
        let before = std::mem::take(kept);
        let words = self.words;
        let outcome = |file: &SourceFile| match before.get(&file.path) {
            Some((hash, outcome)) if *hash == file.hash => Arc::clone(outcome),
            _ => {
                let Parsed { entry, diagnostics } = entry::parse::<T>(file, words);
                Arc::new(Outcome { entry: entry.map(Arc::new), diagnostics })
            }
        };
        let files = self.folders.entries.get(&T::KIND).map(Vec::as_slice).unwrap_or_default();
        let outcomes: Vec<_> = files.par_iter().map(|it| (*it, outcome(it))).collect();
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
            kept.insert(Arc::clone(&file.path), (file.hash, outcome));
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
    let (value, mut diagnostics) = yaml::read((&file.path, &file.bytes), words, read);
    if let Ok(text) = str::from_utf8(&file.bytes) {
        diagnostics.extend(form::remarks(&file.path, text));
    }
    (value, diagnostics)
}
