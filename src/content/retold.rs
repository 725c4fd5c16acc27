//! An entry of which nothing but the text has changed: what most edits are.

use std::sync::Arc;

use super::body::Body;
use super::community::Community;
use super::document::Document;
use super::entry::{self, Entry, Matter, Parsed};
use super::event::Event;
use super::link::EntryKind;
use super::news::Post;
use super::organisation::Organisation;
use super::procedure::Procedure;
use super::product::Product;
use super::programme::Programme;
use super::project::Project;
use super::short_code::{Block, ShortCode};
use super::{Content, Entries, Memo, kind_of};
use crate::diag::Diagnostics;
use crate::source::SourceFile;

/// An entry with another text below the same card.
#[derive(Clone, Debug)]
pub enum Retold {
    /// Of `projects/`.
    Project(Arc<Entry<Project>>),
    /// Of `organisations/`.
    Organisation(Arc<Entry<Organisation>>),
    /// Of `documents/`.
    Document(Arc<Entry<Document>>),
    /// Of `procedures/`.
    Procedure(Arc<Entry<Procedure>>),
    /// Of `programmes/`.
    Programme(Arc<Entry<Programme>>),
    /// Of `products/`.
    Product(Arc<Entry<Product>>),
    /// Of `communities/`.
    Community(Arc<Entry<Community>>),
    /// Of `events/`.
    Event(Arc<Entry<Event>>),
    /// Of `news/`.
    Post(Arc<Entry<Post>>),
}

/// Reads a file again and puts its entry in the place of the old one, with what is to be said of
/// the file; none where more than the text has changed.
///
/// `memo` is that of the content. The texts of pages belong to the plan of the site and those of
/// reports to its figures, so they are never only texts.
pub fn retell(
    content: &mut Content,
    file: &SourceFile,
    memo: &Memo,
) -> Option<(Retold, Diagnostics)> {
    let words = memo.words.as_slice();
    match kind_of(&file.path)? {
        EntryKind::Project => again(&mut content.projects, file, words, Retold::Project),
        EntryKind::Organisation => {
            again(&mut content.organisations, file, words, Retold::Organisation)
        }
        EntryKind::Document => again(&mut content.documents, file, words, Retold::Document),
        EntryKind::Procedure => again(&mut content.procedures, file, words, Retold::Procedure),
        EntryKind::Programme => again(&mut content.programmes, file, words, Retold::Programme),
        EntryKind::Product => again(&mut content.products, file, words, Retold::Product),
        EntryKind::Community => again(&mut content.communities, file, words, Retold::Community),
        EntryKind::Event => again(&mut content.events, file, words, Retold::Event),
        EntryKind::News => again(&mut content.news, file, words, Retold::Post),
        EntryKind::Page | EntryKind::Report => None,
    }
}

fn again<T: Matter>(
    entries: &mut Entries<T>,
    file: &SourceFile,
    words: &[String],
    retold: fn(Arc<Entry<T>>) -> Retold,
) -> Option<(Retold, Diagnostics)> {
    let Parsed { entry, diagnostics } = entry::parse::<T>(file, words);
    let entry = Arc::new(entry?);
    let place = entries.list.binary_search_by(|it| it.id.cmp(&entry.id)).ok()?;
    let old = &mut entries.list[place];
    let plans = asks_for_files(&old.body) || asks_for_files(&entry.body);
    if old.card != entry.card || old.file != entry.file || plans {
        return None;
    }
    *old = Arc::clone(&entry);
    Some((retold(entry), diagnostics))
}

/// Whether short codes of a text have files of their own, which belong to the plan of the site.
fn asks_for_files(body: &Body) -> bool {
    let codes = body.codes.iter().flatten();
    codes.into_iter().any(|it| matches!(it.code, ShortCode::Block(Block::Figure(_))))
}
