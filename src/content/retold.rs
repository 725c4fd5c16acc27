//! An entry that was edited: most edits are of a text, and most others of one card.

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

/// A file that was read again.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Its entry.
    pub entry: Retold,
    /// What is to be said of the file.
    pub remarks: Diagnostics,
    /// Whether its card is another one, and not only the text below it.
    pub is_card: bool,
    /// Whether links of others may lead to other places of it.
    pub leads_elsewhere: bool,
}

/// An edited entry.
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

/// Reads a file again and puts its entry in the place of the old one; none where more than the
/// text has changed, unless it is the card of a project.
///
/// `memo` is that of the content. The texts of pages belong to the plan of the site and those of
/// reports to its figures, so they are never only texts; the same is true of a text that asks for
/// files of its own, unless its card makes the site be planned anew.
pub fn retell(content: &mut Content, file: &SourceFile, memo: &Memo) -> Option<Edited> {
    let words = memo.words.as_slice();
    let edited = match kind_of(&file.path)? {
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
    };
    edited.filter(|it| !it.is_card || matches!(it.entry, Retold::Project(_)))
}

fn again<T: Matter>(
    entries: &mut Entries<T>,
    file: &SourceFile,
    words: &[String],
    retold: fn(Arc<Entry<T>>) -> Retold,
) -> Option<Edited> {
    let Parsed { entry, diagnostics: remarks } = entry::parse::<T>(file, words);
    let entry = Arc::new(entry?);
    let place = entries.list.binary_search_by(|it| it.id.cmp(&entry.id)).ok()?;
    let old = &mut entries.list[place];
    let is_card = old.card != entry.card;
    let plans = !is_card && (asks_for_files(&old.body) || asks_for_files(&entry.body));
    if old.file != entry.file || plans {
        return None;
    }
    let leads_elsewhere = old.body.headings != entry.body.headings;
    *old = Arc::clone(&entry);
    Some(Edited { entry: retold(entry), remarks, is_card, leads_elsewhere })
}

/// Whether short codes of a text have files of their own, which belong to the plan of the site.
fn asks_for_files(body: &Body) -> bool {
    let codes = body.codes.iter().flatten();
    codes.into_iter().any(|it| matches!(it.code, ShortCode::Block(Block::Figure(_))))
}
