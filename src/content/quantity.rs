//! What the registry can count: a measure and what narrows it. Reports state such quantities
//! in `content/data/reports/`, texts ask for them by short codes.

use super::vocabulary::{EVENT_SERIES, ORGANISATION_TYPES, STATUSES};
use super::word::Measure;
use crate::yaml::table::{Spanned, Table};

/// A quantity of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// What is counted.
    pub measure: Spanned<Measure>,
    /// Only organisations of this type.
    pub organisation_type: Option<Spanned<String>>,
    /// Only projects of this status.
    pub status: Option<Spanned<String>>,
    /// Only events of this series.
    pub series: Option<Spanned<String>>,
    /// Only organisations with this number of projects.
    pub projects: Option<i64>,
    /// …or with more.
    pub or_more: bool,
}

impl Quantity {
    /// A measure of everything.
    pub fn of(measure: Measure) -> Quantity {
        Quantity {
            measure: Spanned { value: measure, at: 0..0 },
            organisation_type: None,
            status: None,
            series: None,
            projects: None,
            or_more: false,
        }
    }

    /// A measure of organisations of one type.
    pub fn of_type(measure: Measure, name: &str) -> Quantity {
        let name = Spanned { value: name.to_owned(), at: 0..0 };
        Quantity { organisation_type: Some(name), ..Quantity::of(measure) }
    }

    /// Projects of one status.
    pub fn of_status(name: &str) -> Quantity {
        let name = Spanned { value: name.to_owned(), at: 0..0 };
        Quantity { status: Some(name), ..Quantity::of(Measure::Projects) }
    }

    /// Whether it is a share in per cent.
    pub fn is_share(&self) -> bool {
        matches!(
            self.measure.value,
            Measure::Involvement
                | Measure::InPersonEvents
                | Measure::PracticalSeminars
                | Measure::SeriesShare
        )
    }
}

/// Reads a quantity; none where no measure is named, which only what narrows it demands unless
/// `is_required`.
pub(super) fn quantity(table: &mut Table<'_, '_>, is_required: bool) -> Option<Quantity> {
    let organisation_type = table.key("тип", "type").id_of(ORGANISATION_TYPES);
    let status = table.key("статус", "status").id_of(STATUSES);
    let series = table.key("серия", "series").id_of(EVENT_SERIES);
    let projects = table.key("проектов", "projects").integer(1..=1000).map(|it| it.value);
    let or_more = table.key("и_более", "or_more").yes();
    let terms = [&organisation_type, &status, &series];
    let narrows = terms.iter().any(|it| it.is_some()) || projects.is_some() || or_more;
    let field = table.key("показатель", "measure");
    let measure = if is_required || narrows { field.required().word() } else { field.word() };
    Some(Quantity { measure: measure?, organisation_type, status, series, projects, or_more })
}
