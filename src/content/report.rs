//! A yearly report, as its author writes it: prose with short codes for the figures.

use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind};
use crate::yaml::table::{Spanned, Table};

/// Front matter of a file in `content/reports/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Heading of the report.
    pub title: Spanned<String>,
    /// The year that it is about.
    pub year: Spanned<i16>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// The official report of the year, whose facts it carries.
    pub document: Option<Spanned<String>>,
}

impl Matter for Report {
    const KIND: EntryKind = EntryKind::Report;

    fn read(table: &mut Table<'_, '_>) -> Option<Report> {
        let title = table.key("название", "title").required().text_or_file_name();
        let year = table.key("год", "year").required().year();
        let summary = table.key("описание", "summary").text();
        let document = table.key("документ", "document").id_of(DOCUMENTS);
        Some(Report { title, year: year?, summary, document })
    }
}
