//! Projects of a year: how many, of which status, what became of them.

use std::collections::BTreeMap;

use super::{is_active, state_in, status_in};
use crate::content::word::State;
use crate::site::{ProjectId, Site, StatusId};

/// ST-1: projects that work in a year.
pub fn active(site: &Site, year: i16) -> Vec<ProjectId> {
    site.project_ids().filter(|it| is_active(site.project(*it), year)).collect()
}

/// ST-2: the projects of ST-1 by status; a status that the sources do not tell is a group of
/// its own and comes last.
pub fn by_status(site: &Site, year: i16) -> Vec<(Option<StatusId>, Vec<ProjectId>)> {
    let mut groups: BTreeMap<(bool, Option<StatusId>), Vec<ProjectId>> = BTreeMap::new();
    for id in active(site, year) {
        let status = status_in(site.project(id), year);
        groups.entry((status.is_none(), status)).or_default().push(id);
    }
    groups.into_iter().map(|((_, status), ids)| (status, ids)).collect()
}

/// ST-3, ST-4 and their like: projects of which an order of the year decided this, and for the
/// mode of functioning also those that stay in it.
pub fn in_state(site: &Site, year: i16, state: State) -> Vec<ProjectId> {
    let decided = |id: &ProjectId| {
        let project = site.project(*id);
        let stays = state == State::Functioning && state_in(project, year) == Some(state);
        stays || project.history.iter().any(|it| it.year == year && it.state == state)
    };
    site.project_ids().filter(decided).collect()
}

/// Active projects of whose state in the year nothing was decided in the registry: they are
/// known only by what came a year later.
pub fn undecided(site: &Site, year: i16) -> Vec<ProjectId> {
    let unknown = |id: &ProjectId| state_in(site.project(*id), year).is_none();
    active(site, year).into_iter().filter(unknown).collect()
}
