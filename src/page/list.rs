//! The lists that a site is browsed by. Every figure of the site is the length of one of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::event_list::{self, EventList};
use super::news_list::{self, NewsList};
use super::product_list::{self, Members, ProductList};
use super::route::Route;
use super::task_list::TaskLists;
use crate::content::word::State;
use crate::site::{DirectionId, OrganisationId, ProjectId, Site, StatusId, TypeId};
use crate::stats::themes::{self, Theme};
use crate::stats::{communities, organisations, projects, years};
use part::Part;

mod mended;
mod part;

/// Projects that are listed at a time; each core lists some.
const PART: usize = 512;

/// How many entries one page of a list shows.
pub const PAGE_SIZE: usize = 30;

/// A status, or the lack of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusChoice {
    /// A status of the vocabulary.
    Known(StatusId),
    /// The sources do not tell.
    NotTold,
}

impl StatusChoice {
    /// What is known of a status.
    pub(super) fn of(status: Option<StatusId>) -> StatusChoice {
        status.map_or(StatusChoice::NotTold, StatusChoice::Known)
    }

    /// The key in addresses.
    fn key(self, site: &Site) -> &str {
        match self {
            StatusChoice::Known(id) => &site.vocabularies.statuses[id.0].key,
            StatusChoice::NotTold => "not-told",
        }
    }
}

/// What a list of projects selects; what is absent does not matter to it.
///
/// With a year, the list holds the projects active in it, or those of which an order of the
/// year decided the state. Without one, it goes by the last status and state known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectList {
    /// Year.
    pub year: Option<i16>,
    /// Status.
    pub status: Option<StatusChoice>,
    /// State.
    pub state: Option<State>,
    /// Direction or federal project.
    pub theme: Option<Theme>,
    /// Communities only.
    pub communities: Option<OnlyCommunities>,
}

/// Marks a list of communities, whatever their status is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnlyCommunities;

impl ProjectList {
    /// Projects of a status.
    pub fn of_status(status: StatusChoice) -> ProjectList {
        ProjectList { status: Some(status), ..ProjectList::default() }
    }

    /// Projects in a state.
    pub fn of_state(state: State) -> ProjectList {
        ProjectList { state: Some(state), ..ProjectList::default() }
    }

    /// Projects of a direction.
    pub fn of_direction(direction: DirectionId) -> ProjectList {
        ProjectList::of_theme(Theme::Direction(direction))
    }

    /// Projects of a direction or a federal project.
    pub fn of_theme(theme: Theme) -> ProjectList {
        ProjectList { theme: Some(theme), ..ProjectList::default() }
    }

    /// Projects of a year.
    pub fn of_year(year: i16) -> ProjectList {
        ProjectList { year: Some(year), ..ProjectList::default() }
    }

    /// This list, narrowed to a status.
    #[must_use]
    pub fn with_status(self, status: StatusChoice) -> ProjectList {
        ProjectList { status: Some(status), ..self }
    }

    /// This list, narrowed to a state.
    #[must_use]
    pub fn with_state(self, state: State) -> ProjectList {
        ProjectList { state: Some(state), ..self }
    }

    /// This list, narrowed to communities.
    #[must_use]
    pub fn only_communities(self) -> ProjectList {
        ProjectList { communities: Some(OnlyCommunities), ..self }
    }

    /// The address of its first page.
    pub fn route(self, site: &Site) -> Route {
        if let Some(theme) = self.theme {
            let folder = match theme {
                Theme::Direction(_) => "directions",
                Theme::FederalProject(_) => "federal-projects",
            };
            return Route::new(&format!("{folder}/{}", themes::term(site, theme).key));
        }
        let mut name = "projects".to_owned();
        let mut is_start = true;
        let mut add = |folder: &str, part: &str| {
            name += if folder.is_empty() { "/" } else { folder };
            name += part;
            is_start = false;
        };
        if let Some(year) = self.year {
            add("/year/", &year.to_string());
        }
        if let Some(status) = self.status {
            add("/status/", status.key(site));
        }
        if let Some(state) = self.state {
            add(if self.status.is_some() { "" } else { "/state/" }, state.key());
        }
        if self.communities.is_some() {
            add("", "communities");
        }
        match is_start {
            true => Route::new("projects/index"),
            false => Route::new(&name),
        }
    }
}

/// What a list of organisations selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationList {
    /// Those with active projects in a year.
    pub year: Option<i16>,
    /// Of a type.
    pub organisation_type: Option<TypeId>,
    /// With a project of a status, active in the year or, without one, known at all.
    pub status: Option<StatusChoice>,
    /// With a project of a direction.
    pub direction: Option<DirectionId>,
    /// With at least and at most so many active projects in the year.
    pub projects: Option<(usize, usize)>,
    /// In communities of the year.
    pub in_communities: Option<InCommunities>,
}

/// Marks a list of the members of communities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InCommunities;

impl OrganisationList {
    /// Organisations of a type.
    pub fn of_type(kind: TypeId) -> OrganisationList {
        OrganisationList { organisation_type: Some(kind), ..OrganisationList::default() }
    }

    /// Organisations with projects of a direction.
    pub fn of_direction(direction: DirectionId) -> OrganisationList {
        OrganisationList { direction: Some(direction), ..OrganisationList::default() }
    }

    /// Organisations of a year.
    pub fn of_year(year: i16) -> OrganisationList {
        OrganisationList { year: Some(year), ..OrganisationList::default() }
    }

    /// This list, narrowed to a type.
    #[must_use]
    pub fn with_type(self, kind: TypeId) -> OrganisationList {
        OrganisationList { organisation_type: Some(kind), ..self }
    }

    /// This list, narrowed to a status of projects.
    #[must_use]
    pub fn with_status(self, status: StatusChoice) -> OrganisationList {
        OrganisationList { status: Some(status), ..self }
    }

    /// This list, narrowed to a number of projects.
    #[must_use]
    pub fn with_projects(self, least: usize, most: usize) -> OrganisationList {
        OrganisationList { projects: Some((least, most)), ..self }
    }

    /// This list, narrowed to members of communities.
    #[must_use]
    pub fn in_communities(self) -> OrganisationList {
        OrganisationList { in_communities: Some(InCommunities), ..self }
    }

    /// The address of its first page.
    pub fn route(self, site: &Site) -> Route {
        let mut name = "organisations".to_owned();
        if let Some(year) = self.year {
            name += &format!("/year/{year}");
        }
        if let Some(kind) = self.organisation_type {
            name += &format!("/type/{}", site.vocabularies.organisation_types[kind.0].key);
        }
        if let Some(status) = self.status {
            name += &format!("/status/{}", status.key(site));
        }
        if let Some(direction) = self.direction {
            name += &format!("/direction/{}", site.vocabularies.directions[direction.0].key);
        }
        match self.projects {
            Some((least, usize::MAX)) => name += &format!("/projects/{least}-or-more"),
            Some((least, _)) => name += &format!("/projects/{least}"),
            None => {}
        }
        if self.in_communities.is_some() {
            name += "/in-communities";
        }
        match self == OrganisationList::default() {
            true => Route::new("organisations/index"),
            false => Route::new(&name),
        }
    }
}

/// Every list that has members, counted once for all pages.
#[derive(Debug, Default)]
pub struct Lists {
    /// Years of which something is known.
    pub years: Vec<i16>,
    /// Projects, in their order.
    pub projects: BTreeMap<ProjectList, Vec<ProjectId>>,
    /// Organisations, in their order.
    pub organisations: BTreeMap<OrganisationList, Vec<OrganisationId>>,
    /// Tasks of documents.
    pub tasks: TaskLists,
    /// Products, in their order.
    pub products: BTreeMap<ProductList, Members>,
    undecided: BTreeMap<i16, usize>,
    /// News, the latest first.
    pub news: BTreeMap<NewsList, news_list::Members>,
    /// Events, the coming ones first.
    pub events: BTreeMap<EventList, event_list::Members>,
}

impl Lists {
    /// Counts every list of a site.
    pub fn of(site: &Site) -> Lists {
        let years = years(site);
        let undecided = years.par_iter().map(|it| (*it, projects::undecided(site, *it).len()));
        let undecided = undecided.collect();
        let projects = always_there(site).map(|it| (it, vec![])).collect();
        let mut lists = Lists { years, undecided, projects, ..Lists::of_others(site) };
        let ids: Vec<ProjectId> = site.project_ids().collect();
        // Lists of parts of the registry, one behind the other, are in the order of the whole.
        let parts: Vec<Part> =
            ids.par_chunks(PART).map(|it| Part::of(site, &lists.years, it)).collect();
        for part in parts {
            for (list, members) in part.projects.into_iter().collect::<BTreeMap<_, _>>() {
                lists.projects.entry(list).or_default().extend(members);
            }
            for (list, members) in part.organisations.into_iter().collect::<BTreeMap<_, _>>() {
                lists.organisations.entry(list).or_default().extend(members);
            }
        }
        lists.organisations.par_iter_mut().for_each(|(_, members)| {
            members.sort_unstable();
            members.dedup();
        });
        lists
            .organisations
            .insert(OrganisationList::default(), site.organisation_ids().collect());
        for id in site.organisation_ids() {
            if let Some(kind) = site.organisation(id).organisation_type {
                lists
                    .organisations
                    .entry(OrganisationList::of_type(kind))
                    .or_default()
                    .push(id);
            }
        }
        let of_years = lists.years.par_iter().map(|it| organisations_of(site, *it));
        let of_years: Vec<_> = of_years.collect();
        lists.organisations.extend(of_years.into_iter().flatten());
        lists
    }

    /// The lists of what is neither a project nor an organisation.
    fn of_others(site: &Site) -> Lists {
        let (products, tasks) = (product_list::lists(site), TaskLists::of(site));
        let (events, news) = (event_list::lists(site), news_list::lists(site));
        Lists { products, tasks, events, news, ..Lists::default() }
    }

    /// Of the projects of a year, how many are known only by what came later.
    pub fn undecided(&self, year: i16) -> usize {
        self.undecided.get(&year).copied().unwrap_or_default()
    }

    /// How many projects a list has.
    pub fn count(&self, list: ProjectList) -> usize {
        self.projects.get(&list).map_or(0, Vec::len)
    }

    /// How many organisations a list has.
    pub fn count_organisations(&self, list: OrganisationList) -> usize {
        self.organisations.get(&list).map_or(0, Vec::len)
    }
}

/// The lists of projects that are there even where they are empty.
fn always_there(site: &Site) -> impl Iterator<Item = ProjectList> + use<> {
    let (directions, federal) =
        (site.vocabularies.directions.len(), site.vocabularies.federal_projects.len());
    let directions = (0..directions).map(|it| ProjectList::of_direction(DirectionId(it)));
    let federal = (0..federal).map(|it| ProjectList::of_theme(Theme::FederalProject(it)));
    std::iter::once(ProjectList::default()).chain(directions).chain(federal)
}

/// The lists of organisations that have projects in a year, but for those by status.
fn organisations_of(site: &Site, year: i16) -> Vec<(OrganisationList, Vec<OrganisationId>)> {
    let of_year = OrganisationList::of_year(year);
    let counts = organisations::with_counts(site, year);
    let mut lists = vec![(of_year, counts.keys().copied().collect())];
    for (kind, ids) in organisations::grouped(site, counts.keys().copied()) {
        lists.extend(kind.map(|it| (of_year.with_type(it), ids)));
    }
    let mut equal: BTreeMap<usize, Vec<OrganisationId>> = BTreeMap::new();
    for (id, number) in &counts {
        equal.entry(*number).or_default().push(*id);
    }
    lists.extend(equal.into_iter().map(|(it, ids)| (of_year.with_projects(it, it), ids)));
    for least in [2, 3] {
        let more = organisations::among(&counts, (least, usize::MAX));
        lists.push((of_year.with_projects(least, usize::MAX), more));
    }
    let members: Vec<_> = communities::memberships(site, year).into_keys().collect();
    lists.push((of_year.in_communities(), members));
    // The list of a year is there even where it is empty.
    lists.retain(|(list, ids)| *list == of_year || !ids.is_empty());
    lists
}
