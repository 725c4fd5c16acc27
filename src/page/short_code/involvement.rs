//! `{{ вовлеченность … }}`: organisations of each type beside all of the city.

use serde::Serialize;

use super::Teller;
use super::number::unknown_year;
use crate::content::quantity::Quantity;
use crate::content::short_code::involvement::Involvement;
use crate::content::word::Measure;
use crate::diag::{Diagnostic, Place};
use crate::page::list::Lists;
use crate::page::statistics::{TotalRow, TypeRow, total_row, types};
use crate::site::Site;
use crate::stats::organisations;
use crate::stats::stated::{self, Computed};

/// What `parts/involvement.html` reads.
#[derive(Serialize)]
pub struct InvolvementView {
    /// The year.
    pub year: i16,
    /// Types in the order of the vocabulary.
    pub types: Vec<TypeRow>,
    /// Whether the report of the year states any of the numbers.
    pub is_stated: bool,
    /// All types of the table together; none where the totals of the city are not known.
    pub total: Option<TotalRow>,
}

/// The table as a page shows it, with what the report of the year states.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Involvement) -> InvolvementView {
    let year = asked.year.value;
    let site = teller.context.site;
    let rows = organisations::involvement(site, year);
    let mut table = types(teller.context, year, &rows);
    for row in &mut table {
        let count = |measure| teller.basis.count(year, &Quantity::of_type(measure, &row.title));
        let (involved, share) = (count(Measure::Organisations), count(Measure::Involvement));
        if let Some(Computed { value, from }) = involved {
            row.involved.value = value;
            row.involved.href = row.involved.href.take().filter(|_| from.is_some());
        }
        row.percent = row.percent.and(share.map(|it| it.value));
        row.stated =
            stated::stated(site, year, &Quantity::of_type(Measure::Organisations, &row.title));
        row.stated_percent =
            stated::stated(site, year, &Quantity::of_type(Measure::Involvement, &row.title));
    }
    let is_stated = table.iter().any(|it| it.stated.is_some());
    let total = total_row(&table);
    InvolvementView { year, types: table, total, is_stated }
}

impl InvolvementView {
    /// The table in words.
    pub(super) fn text(&self) -> String {
        let line = |it: &TypeRow| {
            let counted = match it.total {
                Some(total) => format!("{}: {} из {total}", it.title, it.involved.value),
                None => format!("{}: {}", it.title, it.involved.value),
            };
            match it.percent {
                Some(percent) => format!("{counted} ({percent}\u{a0}%)"),
                None => counted,
            }
        };
        self.types.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

/// Says that nothing is known of the year.
pub(super) fn check(
    (_, lists): (&Site, &Lists),
    asked: &Involvement,
    place: Place,
) -> Option<Diagnostic> {
    let year = asked.year.value;
    (!lists.years.contains(&year)).then(|| unknown_year(lists, year, place))
}
