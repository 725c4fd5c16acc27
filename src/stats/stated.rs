//! What a report states beside what the registry counts: neither replaces the other.

use super::{communities, events, organisations, projects};
use crate::content::data::frozen::{Frozen, FrozenFigure, FrozenMember};
use crate::content::quantity::Quantity;
use crate::content::vocabulary::{StatedFigure, StatedFigures};
use crate::content::word::Measure;
use crate::site::{OrganisationId, ProjectId, Site, StatusId, TypeId};

/// A stated figure with the same quantity counted from the registry.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The figure of the report.
    pub stated: &'a StatedFigure,
    /// What the registry counts; none where the figure names no measure.
    pub computed: Option<Computed>,
}

impl Comparison<'_> {
    /// Whether both numbers are known and differ.
    pub fn differs(&self) -> bool {
        let stated = usize::try_from(self.stated.value).ok();
        self.computed.as_ref().is_some_and(|it| Some(it.value) != stated)
    }
}

/// A number with the list it was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The number.
    pub value: usize,
    /// The list; none for a frozen number that the registry of the day no longer gives.
    pub from: Option<CountedFrom>,
}

/// What figures are taken from: the registry of the day, or what a report froze of it.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The site.
    pub site: &'a Site,
    /// Frozen figures, which come first.
    pub frozen: Option<&'a Frozen>,
}

impl<'a> Basis<'a> {
    /// The registry as it is.
    pub fn live(site: &'a Site) -> Basis<'a> {
        Basis { site, frozen: None }
    }

    /// A figure of a year; none where the registry cannot count it.
    pub fn count(&self, year: i16, quantity: &Quantity) -> Option<Computed> {
        let now = computed(self.site, year, quantity);
        match self.kept(year, quantity) {
            None => now,
            Some(kept) => Some(Computed {
                value: kept.value,
                from: now.filter(|it| it.value == kept.value).and_then(|it| it.from),
            }),
        }
    }

    /// The organisations behind a figure, by id and short name; none where it counts others.
    pub fn members(&self, year: i16, quantity: &Quantity) -> Option<Vec<(String, String)>> {
        if let Some(kept) = self.kept(year, quantity)
            && kept.members.len() == kept.value
        {
            let member = |it: &FrozenMember| (it.id.clone(), it.name.clone());
            return Some(kept.members.iter().map(member).collect());
        }
        let member = |it: OrganisationId| {
            let organisation = self.site.organisation(it);
            (organisation.entry.id.to_string(), organisation.short_name.clone())
        };
        Some(members(self.site, year, quantity)?.into_iter().map(member).collect())
    }

    fn kept(&self, year: i16, quantity: &Quantity) -> Option<&'a FrozenFigure> {
        let frozen = self.frozen.filter(|it| it.year == year)?;
        frozen.figures.iter().find(|it| is_same(self.site, &it.quantity, quantity))
    }
}

/// Which list a number was counted from: enough to find the page that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountedFrom {
    /// Active projects of a year, perhaps of one status.
    Projects(i16, Option<StatusId>),
    /// Organisations of a year, perhaps of one type.
    Organisations(i16, Option<TypeId>),
    /// Organisations of a year by number of projects: at least, at most.
    OrganisationsByProjects(i16, usize, usize),
    /// Organisations in communities of a year.
    CommunityMembers(i16),
    /// Events of innovation platforms in a year.
    Events(i16),
    /// Events of a series, as an index of the vocabulary.
    Series(usize),
}

/// Every figure of a report beside the registry's.
pub fn compare<'a>(basis: Basis<'_>, report: &'a StatedFigures) -> Vec<Comparison<'a>> {
    let counted = |it: &Quantity| basis.count(report.year, it);
    let of = |stated: &'a StatedFigure| Comparison {
        stated,
        computed: stated.quantity.as_ref().and_then(counted),
    };
    report.figures.iter().map(of).collect()
}

/// Whether two quantities count the same, whatever spellings name their terms.
pub fn is_same(site: &Site, a: &Quantity, b: &Quantity) -> bool {
    let narrowed = |it: &Quantity| {
        (it.measure.value, terms(site, it), series(site, it), it.projects, it.or_more)
    };
    narrowed(a) == narrowed(b)
}

/// What the report of a year states of a quantity.
pub fn figure<'a>(site: &'a Site, year: i16, quantity: &Quantity) -> Option<&'a StatedFigure> {
    let report = site.vocabularies.reports.iter().find(|it| it.year == year)?;
    let same = |it: &Quantity| is_same(site, it, quantity);
    report.figures.iter().find(|it| it.quantity.as_ref().is_some_and(same))
}

/// The number that the report of a year states of a quantity.
pub fn stated(site: &Site, year: i16, quantity: &Quantity) -> Option<usize> {
    usize::try_from(figure(site, year, quantity)?.value).ok()
}

/// The type and the status that narrow a quantity.
fn terms(site: &Site, quantity: &Quantity) -> (Option<TypeId>, Option<StatusId>) {
    let vocabularies = &site.vocabularies;
    let kind = quantity.organisation_type.as_ref();
    let kind = kind.and_then(|it| vocabularies.organisation_types.named(&it.value));
    let status = quantity.status.as_ref();
    let status = status.and_then(|it| vocabularies.statuses.named(&it.value));
    (kind.map(TypeId), status.map(StatusId))
}

/// A quantity counted in the registry; none where it cannot be.
pub fn computed(site: &Site, year: i16, quantity: &Quantity) -> Option<Computed> {
    let (kind, status) = terms(site, quantity);
    let (share_or_projects, from) = match quantity.measure.value {
        Measure::Organisations => (None, CountedFrom::Organisations(year, kind)),
        Measure::Involvement => {
            let rows = organisations::involvement(site, year);
            let share = match kind {
                Some(kind) => rows.iter().find(|it| it.organisation_type == kind)?.percent?,
                None => {
                    let (involved, total) = organisations::total_involvement(&rows);
                    super::percent(involved, total)?
                }
            };
            (Some(share), CountedFrom::Organisations(year, kind))
        }
        Measure::Projects => {
            let projects = of_status(site, year, status).len();
            (Some(projects), CountedFrom::Projects(year, status))
        }
        Measure::OrganisationsByProjects => {
            let (least, most) = limits(quantity)?;
            (None, CountedFrom::OrganisationsByProjects(year, least, most))
        }
        Measure::CommunityMembers => (None, CountedFrom::CommunityMembers(year)),
        Measure::Events
        | Measure::InPersonEvents
        | Measure::Attendances
        | Measure::PracticalSeminars
        | Measure::SeriesEvents
        | Measure::SeriesShare => return of_events(site, year, quantity),
    };
    let value = match share_or_projects {
        Some(value) => value,
        None => members(site, year, quantity)?.len(),
    };
    Some(Computed { value, from: Some(from) })
}

/// The organisations that a quantity counts; none where it counts something else.
pub fn members(site: &Site, year: i16, quantity: &Quantity) -> Option<Vec<OrganisationId>> {
    match quantity.measure.value {
        Measure::Organisations => Some(of_type(site, year, terms(site, quantity).0)),
        Measure::OrganisationsByProjects => {
            Some(organisations::with_projects(site, year, limits(quantity)?))
        }
        Measure::CommunityMembers => {
            Some(communities::memberships(site, year).into_keys().collect())
        }
        _ => None,
    }
}

/// At least and at most how many projects.
fn limits(quantity: &Quantity) -> Option<(usize, usize)> {
    let least = usize::try_from(quantity.projects?).ok()?;
    Some((least, if quantity.or_more { usize::MAX } else { least }))
}

/// Figures of events; none where the entries cannot answer.
fn of_events(site: &Site, year: i16, quantity: &Quantity) -> Option<Computed> {
    let series = series(site, quantity);
    let told = |ids: &[_]| events::tally(site, ids).events;
    let value = match quantity.measure.value {
        Measure::InPersonEvents => events::in_person(site, year)?,
        Measure::Attendances => events::attendances(site, year)?,
        Measure::PracticalSeminars => events::practical(site, year)?,
        Measure::SeriesEvents => told(&events::of_series(site, series?, year)),
        Measure::SeriesShare => events::series_share(site, series?, year)?,
        _ => told(&events::by_platforms(site, year)),
    };
    let from = series.map_or(CountedFrom::Events(year), CountedFrom::Series);
    Some(Computed { value, from: Some(from) })
}

/// The series that narrows a quantity.
fn series(site: &Site, quantity: &Quantity) -> Option<usize> {
    site.vocabularies.event_series.named(&quantity.series.as_ref()?.value)
}

fn of_type(site: &Site, year: i16, kind: Option<TypeId>) -> Vec<OrganisationId> {
    let of = |it: &OrganisationId| {
        kind.is_none() || site.organisation(*it).organisation_type == kind
    };
    organisations::active(site, year).into_iter().filter(of).collect()
}

fn of_status(site: &Site, year: i16, status: Option<StatusId>) -> Vec<ProjectId> {
    let of = |it: &ProjectId| {
        status.is_none() || super::status_in(site.project(*it), year) == status
    };
    projects::active(site, year).into_iter().filter(of).collect()
}
