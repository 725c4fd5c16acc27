//! The charts that are called by name, on pages and in authors' texts.

use std::borrow::Cow;

use rayon::prelude::*;

use super::super::Page;
use super::super::list::{Lists, OrganisationList, ProjectList, StatusChoice};
use super::{bank, communities, csv, events, flow, organisations, projects, report, tasks};
use crate::chart::{Cell, Chart};
use crate::content::chart_name::ChartName;
use crate::site::{OrganisationId, ProjectId, Site, StatusId};
use crate::stats;

/// What charts are counted from.
#[derive(Clone, Copy)]
pub(in crate::page) struct Registry<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its lists.
    pub lists: &'a Lists,
}

/// A chart by its name; none where there is nothing to show. Charts of all years need no year.
pub(in crate::page) fn named(
    registry: Registry<'_>,
    name: ChartName,
    year: i16,
) -> Option<Chart> {
    let chart = match name {
        ChartName::Years => projects::by_year(registry),
        ChartName::Types => organisations::types(registry, year),
        ChartName::Involvement => organisations::involvement(registry, year),
        ChartName::Statuses => projects::statuses(registry, year),
        ChartName::Counts => organisations::counts(registry, year),
        ChartName::Trend => organisations::trend(registry),
        ChartName::Flow => flow::flow(registry, year),
        ChartName::Directions => projects::directions(registry, year),
        ChartName::Report => report::stated(registry, year),
        ChartName::Sizes => communities::sizes(registry, year),
        ChartName::Membership => communities::membership(registry, year),
        ChartName::Network => communities::network(registry, year),
        ChartName::Months => events::months(registry, year),
        ChartName::Formats => events::formats(registry, year),
        ChartName::Series => events::series(registry, year),
        ChartName::Deadlines => tasks::deadlines(registry),
        ChartName::Kinds => bank::kinds(registry),
        ChartName::Audiences => bank::audiences(registry),
        ChartName::Readiness => bank::readiness(registry),
        ChartName::Adoptions => bank::adoptions(registry),
    }?;
    let key = name.key();
    let name = if name.has_year() { format!("{key}-{year}") } else { key.to_owned() };
    (!chart.is_empty()).then_some(Chart { name, ..chart })
}

/// The files with the numbers of every chart.
pub(in crate::page) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let registry = Registry { site, lists };
    let of_year = |year: &i16| {
        let names = ChartName::all().filter(|it| it.has_year());
        names.map(|it| (it, *year)).collect::<Vec<_>>()
    };
    let whole = ChartName::all().filter(|it| !it.has_year()).map(|it| (it, i16::MAX));
    let all: Vec<_> = whole.chain(lists.years.iter().flat_map(of_year)).collect();
    let file = |(name, year): &(ChartName, i16)| csv(&named(registry, *name, *year)?);
    all.par_iter().filter_map(file).collect()
}

impl<'a> Registry<'a> {
    /// «Челябинск, 2024 год».
    pub(super) fn place_and_year(self, year: i16) -> String {
        format!("{}, {year}\u{a0}год", self.site.settings.city)
    }

    /// ST-1: projects that work in a year.
    pub(super) fn active(self, year: i16) -> Cow<'a, [ProjectId]> {
        match self.lists.projects.get(&ProjectList::of_year(year)) {
            Some(ids) => Cow::Borrowed(ids),
            None => Cow::Owned(stats::projects::active(self.site, year)),
        }
    }

    /// ST-2: the same by status, those of which it is not told last.
    pub(super) fn by_status(self, year: i16) -> Vec<(Option<StatusId>, Cow<'a, [ProjectId]>)> {
        let of_year = ProjectList::of_year(year);
        if !self.lists.projects.contains_key(&of_year) {
            let groups = stats::projects::by_status(self.site, year);
            return groups.into_iter().map(|(status, ids)| (status, Cow::Owned(ids))).collect();
        }
        let known = (0..self.site.vocabularies.statuses.len()).map(|it| Some(StatusId(it)));
        let group = |status: Option<StatusId>| {
            let list = of_year.with_status(StatusChoice::of(status));
            let ids = self.lists.projects.get(&list)?;
            Some((status, Cow::Borrowed(ids.as_slice())))
        };
        known.chain([None]).filter_map(group).collect()
    }

    /// ST-5: organisations of these projects.
    pub(super) fn active_organisations(self, year: i16) -> Cow<'a, [OrganisationId]> {
        match self.lists.organisations.get(&OrganisationList::of_year(year)) {
            Some(ids) => Cow::Borrowed(ids),
            None => Cow::Owned(stats::organisations::active(self.site, year)),
        }
    }

    /// A number of projects; it leads to a list if that is what it was counted from.
    pub(super) fn projects(self, number: usize, list: ProjectList) -> Cell {
        let is_same = number > 0 && self.lists.count(list) == number;
        let path = is_same.then(|| list.route(self.site).path().to_owned());
        Cell::count(number, path)
    }

    /// A number of organisations; it leads to a list if that is what it was counted from.
    pub(super) fn organisations(self, number: usize, list: OrganisationList) -> Cell {
        let is_same = number > 0 && self.lists.count_organisations(list) == number;
        let path = is_same.then(|| list.route(self.site).path().to_owned());
        Cell::count(number, path)
    }
}
