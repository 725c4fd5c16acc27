//! Communities of a year: members, sizes, who came and who left.

use std::collections::BTreeMap;

use super::is_active;
use super::organisations::of_project;
use crate::site::{OrganisationId, ProjectId, Site};

/// Communities that work in a year.
pub fn active(site: &Site, year: i16) -> Vec<ProjectId> {
    let community = |it: &ProjectId| {
        let project = site.project(*it);
        project.is_community && is_active(project, year)
    };
    site.project_ids().filter(community).collect()
}

/// Different participants of one community in a year, coordinator included, as written.
pub fn members(site: &Site, community: ProjectId, year: i16) -> Vec<OrganisationId> {
    let mut members = vec![];
    for it in of_project(site.project(community), year) {
        if !members.contains(&it) {
            members.push(it);
        }
    }
    members
}

/// ST-10: different organisations in communities, each with the communities it is in; the sum
/// of the lengths is the number of memberships.
pub fn memberships(site: &Site, year: i16) -> BTreeMap<OrganisationId, Vec<ProjectId>> {
    let mut found: BTreeMap<OrganisationId, Vec<ProjectId>> = BTreeMap::new();
    for community in active(site, year) {
        for member in members(site, community, year) {
            found.entry(member).or_default().push(community);
        }
    }
    found
}

/// ST-11: communities with their number of participants, the largest first.
pub fn sizes(site: &Site, year: i16) -> Vec<(ProjectId, usize)> {
    let mut sizes: Vec<_> =
        active(site, year).into_iter().map(|it| (it, members(site, it, year).len())).collect();
    sizes.sort_by_key(|(id, size)| (std::cmp::Reverse(*size), *id));
    sizes
}

/// ST-12: who joined a community in a year and who left it after the year before.
///
/// Known only when the community was active in both years and some participant has a year of
/// its own: a roster without years says nothing of change.
pub fn joined_and_left(
    site: &Site,
    community: ProjectId,
    year: i16,
) -> Option<(Vec<OrganisationId>, Vec<OrganisationId>)> {
    let project = site.project(community);
    let dated = project.participants.iter().any(|it| it.from.is_some() || it.to.is_some());
    if !dated || !is_active(project, year) || !is_active(project, year - 1) {
        return None;
    }
    let (now, before) = (members(site, community, year), members(site, community, year - 1));
    let joined = now.iter().filter(|it| !before.contains(it)).copied().collect();
    let left = before.iter().filter(|it| !now.contains(it)).copied().collect();
    Some((joined, left))
}
