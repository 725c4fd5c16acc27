//! `{{ вовлеченность … }}`: organisations of each type beside all of the city.

use serde::Serialize;

use super::number::unknown_year;
use crate::content::short_code::involvement::Involvement;
use crate::diag::{Diagnostic, Place};
use crate::page::Context;
use crate::page::list::Lists;
use crate::page::statistics::{TotalRow, TypeRow, total_row, types};
use crate::site::Site;
use crate::stats::organisations;

/// What `parts/involvement.html` reads.
#[derive(Serialize)]
pub struct InvolvementView {
    /// The year.
    year: i16,
    /// Types in the order of the vocabulary.
    types: Vec<TypeRow>,
    /// All types of the table together; none where the totals of the city are not known.
    total: Option<TotalRow>,
}

/// The table as a page shows it.
pub(super) fn view(context: &Context<'_>, asked: &Involvement) -> InvolvementView {
    let year = asked.year.value;
    let rows = organisations::involvement(context.site, year);
    InvolvementView { year, types: types(context, year, &rows), total: total_row(&rows) }
}

/// The table in words.
pub(super) fn text(context: &Context<'_>, asked: &Involvement) -> String {
    let rows = view(context, asked).types;
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
    rows.iter().map(line).collect::<Vec<_>>().join("; ")
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
