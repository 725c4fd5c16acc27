//! National projects, which federal projects belong to.

use super::link::DOCUMENTS;
use super::vocabulary::{Term, term, value, years};
use crate::yaml::table::{Spanned, Table};

/// A national project of `national-projects.yaml`.
#[derive(Clone, Debug)]
pub struct NationalProject {
    /// What it is about.
    pub summary: Option<String>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
}

/// Reads a term of `national-projects.yaml`.
pub fn national_project(table: Table<'_, '_>) -> Option<Term<NationalProject>> {
    term(table, |table| {
        let summary = value(table.key("описание", "summary").text());
        let (from, to) = years(table);
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        Some(NationalProject { summary, from, to, source })
    })
}
