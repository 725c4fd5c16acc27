//! Headings: each gets an id that links may name and no other heading of the text has.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Heading;
use crate::text::slug::slug;

/// The headings of one text.
#[derive(Default)]
pub(super) struct Headings {
    /// Those that are written, and the one being written.
    pub list: Vec<Heading>,
    used: BTreeSet<String>,
    /// Where in the HTML the id of the heading being written belongs.
    id_at: Option<usize>,
}

impl Headings {
    /// Opens a heading; its id waits for its words unless the author gave one.
    pub(super) fn begin(&mut self, level: u8, id: String, html: &mut String) {
        let _ = write!(html, "<h{level} id=\"");
        self.id_at = Some(html.len());
        html.push_str("\">");
        self.list.push(Heading { level, id, text: String::new() });
    }

    /// Whether a heading is being written.
    pub(super) fn is_open(&self) -> bool {
        self.id_at.is_some()
    }

    /// Words of the heading being written, if one is.
    pub(super) fn take(&mut self, words: &str) {
        if let (Some(_), Some(heading)) = (self.id_at, self.list.last_mut()) {
            heading.text.push_str(words);
        }
    }

    /// Closes the heading and fills in its id.
    pub(super) fn end(&mut self, html: &mut String) {
        let (Some(at), Some(heading)) = (self.id_at.take(), self.list.last_mut()) else {
            return;
        };
        let given = if heading.id.is_empty() { &heading.text } else { &heading.id };
        let wanted = slug(given);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut free = std::iter::once(wanted.clone()).chain(numbered);
        heading.id = free.find(|it| !self.used.contains(it)).unwrap_or_default();
        self.used.insert(heading.id.clone());
        html.insert_str(at, &heading.id);
        let _ = writeln!(html, "</h{}>", heading.level);
    }
}
