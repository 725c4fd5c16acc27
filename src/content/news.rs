//! A post of the news, as its author writes it.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::document::{Attachment, attachment};
use super::entry::Matter;
use super::event::when_hint;
use super::link::{DOCUMENTS, EVENTS, EntryKind};
use super::project::{Told, told};
use crate::text::when::When;
use crate::yaml::table::{Spanned, Table};

/// Front matter of a file in `content/news/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Post {
    /// Its heading.
    pub title: Spanned<String>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// The municipality whose practice it shows, where that is not the site's own.
    pub practice_of: Option<Spanned<String>>,
    /// When it was published.
    pub date: Told<Spanned<When>>,
    /// At what time; a source may tell it without the day.
    pub time: Option<Spanned<Time>>,
    /// Its categories.
    pub categories: Vec<Spanned<String>>,
    /// Who published it, as it signs.
    pub author: Option<Spanned<String>>,
    /// Ids of the documents it tells of.
    pub documents: Vec<Spanned<String>>,
    /// Ids of the events it tells of.
    pub events: Vec<Spanned<String>>,
    /// Files to download.
    pub files: Vec<Attachment>,
    /// Where it was published first.
    pub origin: Option<Spanned<String>>,
}

impl Matter for Post {
    const KIND: EntryKind = EntryKind::News;

    fn read(table: &mut Table<'_, '_>) -> Option<Post> {
        let title = table.key("название", "title").required().text_or_file_name();
        let date = told(table.key("дата", "date").required(), |it| {
            it.day_or(When::parse, when_hint())
        });
        Some(Post {
            summary: table.key("описание", "summary").text(),
            practice_of: table.key("опыт", "practice_of").text(),
            time: table.key("время", "time").clock(),
            categories: table.key("рубрики", "categories").texts(),
            author: table.key("автор", "author").text(),
            documents: table.key("документы", "documents").ids_of(DOCUMENTS),
            events: table.key("мероприятия", "events").ids_of(EVENTS),
            files: table.key("файлы", "files").tables(attachment),
            origin: table.key("первоисточник", "origin").address(),
            title,
            date: date?,
        })
    }
}
