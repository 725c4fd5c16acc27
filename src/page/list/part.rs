//! Lists of a part of the registry: what each core counts by itself.

use rustc_hash::FxHashMap;

use super::{OrganisationList, ProjectList, StatusChoice};
use crate::content::word::State;
use crate::site::{OrganisationId, Project, ProjectId, Site};
use crate::stats::themes::Theme;
use crate::stats::{is_active, state_in, status_in};

/// The lists of some projects.
#[derive(Default)]
pub(super) struct Part {
    /// Projects, in their order.
    pub(super) projects: FxHashMap<ProjectList, Vec<ProjectId>>,
    /// Organisations as often as they are met.
    pub(super) organisations: FxHashMap<OrganisationList, Vec<OrganisationId>>,
}

impl Part {
    pub(super) fn of(site: &Site, years: &[i16], ids: &[ProjectId]) -> Part {
        let mut part = Part::default();
        for id in ids {
            part.add_project((site, years), *id);
        }
        part
    }

    fn add_project(&mut self, (site, years): (&Site, &[i16]), id: ProjectId) {
        let project = site.project(id);
        let last = project.history.last().map_or(i16::MAX, |it| it.year);
        let status = StatusChoice::of(status_in(project, last));
        let mut keys = vec![ProjectList::default(), ProjectList::of_status(status)];
        if let Some(state) = state_in(project, last) {
            keys.push(ProjectList::of_state(state));
            keys.push(ProjectList::of_status(status).with_state(state));
        }
        keys.extend(project.directions.iter().map(|it| ProjectList::of_direction(*it)));
        let federal = project.federal_projects.iter();
        keys.extend(federal.map(|it| ProjectList::of_theme(Theme::FederalProject(*it))));
        for year in years {
            let of_year = ProjectList::of_year(*year);
            let status = StatusChoice::of(status_in(project, *year));
            if is_active(project, *year) {
                keys.push(of_year);
                keys.push(of_year.with_status(status));
                if project.is_community {
                    keys.push(of_year.only_communities());
                }
            }
            for state in states_of_year(project, *year) {
                keys.push(of_year.with_state(state));
                keys.push(of_year.with_status(status).with_state(state));
            }
        }
        self.add_participants((site, years), id, status);
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            self.projects.entry(key).or_default().push(id);
        }
    }

    /// Lists the organisations of a project by its status and directions.
    fn add_participants(
        &mut self,
        (site, years): (&Site, &[i16]),
        id: ProjectId,
        status: StatusChoice,
    ) {
        let project = site.project(id);
        let mut add = |list: OrganisationList, organisation: OrganisationId| {
            self.organisations.entry(list).or_default().push(organisation);
        };
        for part in &project.participants {
            add(OrganisationList::default().with_status(status), part.organisation);
            for direction in &project.directions {
                add(OrganisationList::of_direction(*direction), part.organisation);
            }
            for year in years.iter().filter(|it| part.covers(**it)) {
                if is_active(project, *year) {
                    let status = StatusChoice::of(status_in(project, *year));
                    let list = OrganisationList::of_year(*year).with_status(status);
                    add(list, part.organisation);
                }
            }
        }
    }
}

/// What was decided on a project for a year; the mode of functioning lasts without decisions.
fn states_of_year(project: &Project, year: i16) -> Vec<State> {
    let mut states: Vec<State> =
        project.history.iter().filter(|it| it.year == year).map(|it| it.state).collect();
    if state_in(project, year) == Some(State::Functioning) {
        states.push(State::Functioning);
    }
    states.sort_unstable();
    states.dedup();
    states
}
