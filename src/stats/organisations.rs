//! Organisations of a year: how many, of which types, with how many projects.

use std::collections::BTreeMap;

use super::{is_active, percent};
use crate::site::{OrganisationId, Project, Site, TypeId};

/// The organisations in a project in a year; a branch counts as its organisation.
pub fn of_project(project: &Project, year: i16) -> impl Iterator<Item = OrganisationId> + '_ {
    project.participants.iter().filter(move |it| it.covers(year)).map(|it| it.organisation)
}

/// Organisations of the year's active projects, each with the number of these projects.
pub fn with_counts(site: &Site, year: i16) -> BTreeMap<OrganisationId, usize> {
    let mut counts = vec![0; site.organisations.len()];
    for project in site.projects.iter().filter(|it| is_active(it, year)) {
        let mut members: Vec<_> = of_project(project, year).collect();
        members.sort_unstable();
        members.dedup();
        members.iter().for_each(|it| counts[it.0] += 1);
    }
    let counted = site.organisation_ids().zip(counts);
    counted.filter(|(_, count)| *count > 0).collect()
}

/// ST-5: different organisations in the active projects of a year, in any role.
pub fn active(site: &Site, year: i16) -> Vec<OrganisationId> {
    with_counts(site, year).into_keys().collect()
}

/// ST-6: the organisations of ST-5 by type, in the order of the vocabulary; organisations of
/// no known type come last.
pub fn by_type(site: &Site, year: i16) -> Vec<(Option<TypeId>, Vec<OrganisationId>)> {
    grouped(site, active(site, year))
}

/// Organisations by type, as ST-6 does it.
pub fn grouped(
    site: &Site,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Vec<(Option<TypeId>, Vec<OrganisationId>)> {
    let mut groups: BTreeMap<(bool, Option<TypeId>), Vec<OrganisationId>> = BTreeMap::new();
    for id in ids {
        let kind = site.organisation(id).organisation_type;
        groups.entry((kind.is_none(), kind)).or_default().push(id);
    }
    groups.into_iter().map(|((_, kind), ids)| (kind, ids)).collect()
}

/// Involvement of one type of organisations in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Involvement {
    /// The type.
    pub organisation_type: TypeId,
    /// All organisations of the type in the city, as a document states.
    pub total: usize,
    /// Those of them that ST-6 counts.
    pub involved: Vec<OrganisationId>,
    /// ST-7: involved / total × 100, half up to a whole number.
    pub percent: Option<usize>,
}

/// ST-7: involvement by type, for the types of the table; none without totals for the year.
pub fn involvement(site: &Site, year: i16) -> Vec<Involvement> {
    let vocabularies = &site.vocabularies;
    let Some(totals) = vocabularies.totals.iter().find(|it| it.year == year) else {
        return vec![];
    };
    let groups = by_type(site, year);
    let mut rows = vec![];
    for (index, kind) in vocabularies.organisation_types.iter().enumerate() {
        let named = |name: &str| kind.spellings().any(|it| it == name);
        let total = totals.totals.iter().find(|(name, _)| named(&name.value));
        let Some((_, total)) = total.filter(|_| kind.matter.in_table) else { continue };
        let total = usize::try_from(*total).unwrap_or_default();
        let group = groups.iter().find(|(it, _)| *it == Some(TypeId(index)));
        let involved = group.map(|(_, ids)| ids.clone()).unwrap_or_default();
        let percent = percent(involved.len(), total);
        rows.push(Involvement { organisation_type: TypeId(index), total, involved, percent });
    }
    rows
}

/// ST-8: involved and total over all types of the table.
pub fn total_involvement(rows: &[Involvement]) -> (usize, usize) {
    (rows.iter().map(|it| it.involved.len()).sum(), rows.iter().map(|it| it.total).sum())
}

/// ST-9: organisations with at least `least` and at most `most` active projects, in any role.
pub fn with_projects(
    site: &Site,
    year: i16,
    (least, most): (usize, usize),
) -> Vec<OrganisationId> {
    among(&with_counts(site, year), (least, most))
}

/// ST-9 by numbers of projects that have been [counted](with_counts) already.
pub fn among(
    counts: &BTreeMap<OrganisationId, usize>,
    (least, most): (usize, usize),
) -> Vec<OrganisationId> {
    counts.iter().filter(|(_, it)| (least..=most).contains(*it)).map(|(id, _)| *id).collect()
}
