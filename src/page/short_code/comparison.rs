//! `{{ сравнение … }}`: what a report states beside what the registry counts.

use serde::Serialize;

use super::number::no_report;
use super::{Teller, statistics};
use crate::content::short_code::comparison::Comparison;
use crate::diag::{Diagnostic, Place};
use crate::page::list::Lists;
use crate::site::Site;

/// What `parts/report.html` reads.
#[derive(Serialize)]
pub struct ComparisonView {
    /// The year.
    pub year: i16,
    /// The figures; none where nobody has entered any.
    pub report: Option<statistics::ReportView>,
}

/// The table as a page shows it.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Comparison) -> ComparisonView {
    let year = asked.year.value;
    ComparisonView {
        year,
        report: statistics::report(teller.context, (teller.basis, year), |_| true),
    }
}

impl ComparisonView {
    /// The table in words.
    pub(super) fn text(&self) -> String {
        let rows = self.report.iter().flat_map(|it| &it.figures).map(|it| {
            let counted = it.computed.as_ref().map(|it| it.value.to_string());
            let counted = counted.unwrap_or_else(|| "не считается".to_owned());
            format!("{}: по отчету {}, по реестру {counted}", it.label, it.stated)
        });
        rows.collect::<Vec<_>>().join("; ")
    }
}

/// Says that there is no report to compare with.
pub(super) fn check(
    (site, _): (&Site, &Lists),
    asked: &Comparison,
    place: Place,
) -> Option<Diagnostic> {
    let year = asked.year.value;
    let known = site.vocabularies.reports.iter().any(|it| it.year == year);
    if known { None } else { no_report(site, year, place) }
}
