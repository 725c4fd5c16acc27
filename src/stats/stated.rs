//! What a report states beside what the registry counts: neither replaces the other.

use super::{communities, organisations, projects};
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
    /// The list.
    pub from: CountedFrom,
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
}

/// Every figure of a report beside the registry's.
pub fn compare<'a>(site: &Site, report: &'a StatedFigures) -> Vec<Comparison<'a>> {
    let of = |stated| Comparison { stated, computed: computed(site, report.year, stated) };
    report.figures.iter().map(of).collect()
}

fn computed(site: &Site, year: i16, figure: &StatedFigure) -> Option<Computed> {
    let vocabularies = &site.vocabularies;
    let kind = figure.organisation_type.as_ref().and_then(|name| {
        vocabularies
            .organisation_types
            .iter()
            .position(|it| it.spellings().any(|it| it == name.value))
    });
    let status = figure.status.as_ref().and_then(|name| {
        vocabularies.statuses.iter().position(|it| it.spellings().any(|it| it == name.value))
    });
    let (kind, status) = (kind.map(TypeId), status.map(StatusId));
    let (value, from) = match figure.measure.as_ref()?.value {
        Measure::Organisations => {
            (of_type(site, year, kind).len(), CountedFrom::Organisations(year, kind))
        }
        Measure::Involvement => {
            let rows = organisations::involvement(site, year);
            let share = match kind {
                Some(kind) => rows.iter().find(|it| it.organisation_type == kind)?.percent?,
                None => {
                    let (involved, total) = organisations::total_involvement(&rows);
                    super::percent(involved, total)?
                }
            };
            (share, CountedFrom::Organisations(year, kind))
        }
        Measure::Projects => {
            (of_status(site, year, status).len(), CountedFrom::Projects(year, status))
        }
        Measure::OrganisationsByProjects => {
            let least = usize::try_from(figure.projects?).ok()?;
            let most = if figure.or_more { usize::MAX } else { least };
            let found = organisations::with_projects(site, year, (least, most));
            (found.len(), CountedFrom::OrganisationsByProjects(year, least, most))
        }
        Measure::CommunityMembers => {
            (communities::memberships(site, year).len(), CountedFrom::CommunityMembers(year))
        }
    };
    Some(Computed { value, from })
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
