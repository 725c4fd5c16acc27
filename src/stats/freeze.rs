//! The figures of a report, taken from the registry of a day to be kept.

use crate::content::data::frozen::{FrozenFigure, FrozenMember};
use crate::content::quantity::Quantity;
use crate::content::short_code::number::{Asked, Number};
use crate::content::short_code::{Inline, ShortCode};
use crate::content::vocabulary::StatedFigures;
use crate::content::word::Measure;
use crate::site::Site;
use crate::site::report::Report;

use super::stated::{self, Basis};

/// Every figure of the report's own year that its text, its tables or its comparison show, each
/// once, with its organisations where it counts them by the number of their projects.
pub fn figures(site: &Site, report: &Report) -> Vec<FrozenFigure> {
    let (basis, year) = (Basis::live(site), report.year());
    let mut found: Vec<FrozenFigure> = vec![];
    for quantity in quantities(site, report) {
        let known = found.iter().any(|it| stated::is_same(site, &it.quantity, &quantity));
        let Some(computed) = basis.count(year, &quantity).filter(|_| !known) else { continue };
        let named = quantity.measure.value == Measure::OrganisationsByProjects;
        let members = basis.members(year, &quantity).filter(|_| named).unwrap_or_default();
        let members = members.into_iter().map(|(id, name)| FrozenMember { id, name }).collect();
        found.push(FrozenFigure { quantity, value: computed.value, members });
    }
    found
}

fn quantities(site: &Site, report: &Report) -> Vec<Quantity> {
    let vocabularies = &site.vocabularies;
    let stated = vocabularies.reports.iter().find(|it| it.year == report.year());
    let mut all =
        vec![Quantity::of(Measure::Organisations), Quantity::of(Measure::Involvement)];
    for kind in vocabularies.organisation_types.iter() {
        for measure in [Measure::Organisations, Measure::Involvement] {
            all.push(Quantity::of_type(measure, &kind.key));
        }
    }
    all.push(Quantity::of(Measure::Projects));
    for status in vocabularies.statuses.iter() {
        all.push(Quantity::of_status(&status.key));
    }
    let codes = report.entry.body.codes.iter().flatten();
    all.extend(codes.filter_map(|it| asked(&it.code, stated)).cloned());
    let figures = stated.into_iter().flat_map(|it| &it.figures);
    all.extend(figures.filter_map(|it| it.quantity.clone()));
    all
}

/// The quantity that a code of the report asks for, itself or by the key of a stated figure.
fn asked<'a>(code: &'a ShortCode, stated: Option<&'a StatedFigures>) -> Option<&'a Quantity> {
    let ShortCode::Inline(Inline::Number(Number { of: Asked::Key(key), .. })) = code else {
        return code.quantity();
    };
    stated?.figures.iter().find(|it| it.key == key.value)?.quantity.as_ref()
}
