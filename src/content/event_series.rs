//! Series of events, as `event-series.yaml` describes them.

use super::link::{DOCUMENTS, ORGANISATIONS};
use super::vocabulary::{Term, term, value};
use crate::yaml::table::{Spanned, Table};

/// A row of events that have a name in common.
#[derive(Clone, Debug)]
pub struct EventSeries {
    /// What it is about.
    pub summary: Option<String>,
    /// Who arranges it: an id of the register or a name.
    pub organiser: Option<Spanned<String>>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
    /// How many events it had, whoever held them.
    pub totals: Vec<SeriesTotal>,
}

/// All events of a series in a year.
#[derive(Clone, Debug)]
pub struct SeriesTotal {
    /// The year.
    pub year: Spanned<i16>,
    /// How many there were.
    pub total: i64,
    /// Id of the document that states the number.
    pub document: Spanned<String>,
}

/// Reads a term of `event-series.yaml`.
pub fn event_series(table: Table<'_, '_>) -> Option<Term<EventSeries>> {
    term(table, |table| {
        let summary = value(table.key("описание", "summary").text());
        let organiser = table.key("организатор", "organiser").id_or_name_of(ORGANISATIONS);
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        let totals = table.key("итоги", "totals").tables(|mut row| {
            let year = row.key("год", "year").required().year();
            let total = row.key("всего", "total").required().integer(1..=100_000);
            let document = row.key("документ", "document").required().id_of(DOCUMENTS);
            row.finish();
            Some(SeriesTotal { year: year?, total: total?.value, document: document? })
        });
        Some(EventSeries { summary, organiser, source, totals })
    })
}
