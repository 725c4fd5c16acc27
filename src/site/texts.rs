//! Every text of the site, of whatever kind of entry.

use std::sync::Arc;

use super::Site;
use crate::content::body::Body;
use crate::content::entry::{Entry, Matter};
use crate::content::link::EntryKind;
use crate::content::retold::Retold;

/// The text of a published entry.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// What kind of entry it belongs to.
    pub kind: EntryKind,
    /// The entry's id.
    pub id: &'a Arc<str>,
    /// Path of its file.
    pub file: &'a Arc<str>,
    /// The text itself.
    pub body: &'a Body,
}

impl Site {
    /// The texts of all published entries, kind by kind.
    pub fn texts(&self) -> Vec<Text<'_>> {
        EntryKind::ALL.into_iter().flat_map(|it| self.texts_of(it)).collect()
    }

    /// Puts another text in the place of an entry's old one. An entry that visitors may not see
    /// has no place.
    pub fn retell(&mut self, retold: Retold) {
        match retold {
            Retold::Project(it) => {
                if let Some(id) = self.project_named(&it.id) {
                    Arc::make_mut(&mut self.projects[id.0]).entry = it;
                }
            }
            Retold::Organisation(it) => {
                if let Some(id) = self.organisation_named(&it.id) {
                    Arc::make_mut(&mut self.organisations[id.0]).entry = it;
                }
            }
            Retold::Document(it) => {
                if let Some(id) = self.document_named(&it.id) {
                    Arc::make_mut(&mut self.documents[id.0]).entry = it;
                }
            }
            Retold::Procedure(it) => {
                put(self.procedures.iter_mut().map(|it| &mut it.entry), it);
            }
            Retold::Programme(it) => {
                put(self.programmes.iter_mut().map(|it| &mut it.entry), it);
            }
            Retold::Product(it) => put(self.products.iter_mut().map(|it| &mut it.entry), it),
            Retold::Community(it) => {
                put(self.communities.iter_mut().map(|it| &mut it.entry), it);
            }
            Retold::Event(it) => put(self.events.iter_mut().map(|it| &mut it.entry), it),
            Retold::Post(it) => put(self.news.iter_mut().map(|it| &mut it.entry), it),
        }
    }

    /// The texts of the published entries of one kind.
    pub(super) fn texts_of(&self, kind: EntryKind) -> Vec<Text<'_>> {
        match kind {
            EntryKind::Project => texts(self.projects.iter().map(|it| &*it.entry)),
            EntryKind::Organisation => texts(self.organisations.iter().map(|it| &*it.entry)),
            EntryKind::Document => texts(self.documents.iter().map(|it| &*it.entry)),
            EntryKind::Procedure => texts(self.procedures.iter().map(|it| &*it.entry)),
            EntryKind::Page => texts(self.pages.iter().map(|it| &**it)),
            EntryKind::Programme => texts(self.programmes.iter().map(|it| &*it.entry)),
            EntryKind::Product => texts(self.products.iter().map(|it| &*it.entry)),
            EntryKind::Community => texts(self.communities.iter().map(|it| &*it.entry)),
            EntryKind::Report => texts(self.reports.iter().map(|it| &*it.entry)),
            EntryKind::Event => texts(self.events.iter().map(|it| &*it.entry)),
            EntryKind::News => texts(self.news.iter().map(|it| &*it.entry)),
        }
    }
}

fn put<'a, T: 'a>(
    mut entries: impl Iterator<Item = &'a mut Arc<Entry<T>>>,
    entry: Arc<Entry<T>>,
) {
    if let Some(old) = entries.find(|it| it.id == entry.id) {
        *old = entry;
    }
}

fn texts<'a, T: Matter + 'a>(entries: impl Iterator<Item = &'a Entry<T>>) -> Vec<Text<'a>> {
    let text =
        |it: &'a Entry<T>| Text { kind: T::KIND, id: &it.id, file: &it.file, body: &it.body };
    entries.map(text).collect()
}
