//! A site as an editing program sees it: the files of the disk, and over them what is typed and
//! not yet saved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::Served;
use crate::build::{self, Memo};
use crate::content::schema::Form;
use crate::content::schema::names::Names;
use crate::content::schema::references::{self, Naming};
use crate::diag::{Diagnostic, Place};
use crate::source::walk::Seen;
use crate::source::{self, Sources};

/// The file that stands for the site where a remark is about none.
const SETTINGS: &str = "content/site.yaml";

/// A document that an editing program has open.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Its address, as the program writes it.
    pub uri: String,
    /// The number of its state.
    pub version: i64,
    /// What is typed; none while that is the file itself, which is no text.
    pub text: Option<String>,
}

/// The site of an editing program.
pub(super) struct Workspace {
    served: Served,
    seen: Seen,
    memo: Memo,
    zone: TimeZone,
    /// Open documents by their path from the root.
    pub documents: BTreeMap<Arc<str>, Document>,
    sources: Sources,
    /// What keys and links may name.
    pub names: Names,
    /// What was said of each file.
    pub remarks: BTreeMap<Arc<str>, Vec<Diagnostic>>,
}

impl Workspace {
    /// A site of which nothing is read yet.
    pub(super) fn new(served: Served) -> Workspace {
        Workspace {
            served,
            seen: Seen::default(),
            memo: Memo::default(),
            zone: TimeZone::UTC,
            documents: BTreeMap::new(),
            sources: Sources::from_text(""),
            names: Names::default(),
            remarks: BTreeMap::new(),
        }
    }

    /// Takes over a document as it was opened.
    pub(super) fn open(&mut self, path: Arc<str>, (uri, version, text): (&str, i64, &str)) {
        // Of a file in another encoding a program shows what it makes of it.
        let is_text =
            self.sources.bytes(&path).is_none_or(|it| std::str::from_utf8(it).is_ok());
        let text = is_text.then(|| text.to_owned());
        self.documents.insert(path, Document { uri: uri.to_owned(), version, text });
    }

    /// Links the site as it is by now; gives the files of which something else is said.
    pub(super) fn refresh(&mut self) -> BTreeSet<Arc<str>> {
        let Served { root, options, clock, .. } = &mut self.served;
        let (mut sources, unread) = source::reread(root, &mut self.seen, clock.now());
        for (path, document) in &self.documents {
            if let Some(text) = &document.text {
                sources.insert(path, text.as_bytes().to_vec());
            }
        }
        if let Some(zone) = build::time_zone(&sources) {
            self.zone = zone;
        }
        options.date = clock.today(&self.zone).date;
        let (_, remarks) = build::build(&sources, options, &mut self.memo);
        self.names = self.memo.content().map(Names::of).unwrap_or_default();
        self.sources = sources;
        let mut by_file: BTreeMap<Arc<str>, Vec<Diagnostic>> = BTreeMap::new();
        for remark in unread.into_iter().chain(remarks) {
            let file = remark.place.as_ref().map_or(SETTINGS.into(), |it| Arc::clone(&it.file));
            by_file.entry(file).or_default().push(remark);
        }
        let before = std::mem::replace(&mut self.remarks, by_file);
        let files = before.keys().chain(self.remarks.keys());
        let differs = |it: &&Arc<str>| before.get(*it) != self.remarks.get(*it);
        files.filter(differs).map(Arc::clone).collect()
    }

    /// The bytes of a file as they are now: what is typed, or what stands on the disk.
    pub(super) fn bytes(&self, path: &str) -> &[u8] {
        let typed = self.documents.get(path).and_then(|it| it.text.as_deref());
        typed.map(str::as_bytes).or_else(|| self.sources.bytes(path)).unwrap_or_default()
    }

    /// The bytes of a file of which the remarks are.
    pub(super) fn linked_bytes(&self, path: &str) -> &[u8] {
        self.sources.bytes(path).unwrap_or_default()
    }

    /// Paths under `content/files/`.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.sources.content.keys().filter_map(|it| it.strip_prefix("content/files/"))
    }

    /// What is named at a byte of a file.
    pub(super) fn naming(&self, path: &str, byte: usize) -> Option<Naming> {
        Form::of(path)?;
        let mut alone = Sources::from_text("");
        alone.insert(path, self.bytes(path).to_vec());
        let namings = alone.content.values().flat_map(references::of_file);
        namings.filter(|it| (it.place.start..=it.place.end).contains(&byte)).last()
    }

    /// Where a remark is shown.
    pub(super) fn place_of(remark: &Diagnostic) -> Place {
        remark.place.clone().unwrap_or_else(|| Place::new(&SETTINGS.into(), 0..0))
    }

    /// The folder of the site.
    pub(super) fn root(&self) -> &std::path::Path {
        &self.served.root
    }
}
