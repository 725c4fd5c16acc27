//! Communities of a year: members, sizes, who came and who left.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    let mut found: Vec<Vec<ProjectId>> = vec![vec![]; site.organisations.len()];
    for community in active(site, year) {
        for member in members(site, community, year) {
            found[member.0].push(community);
        }
    }
    site.organisation_ids().zip(found).filter(|(_, of)| !of.is_empty()).collect()
}

/// ST-11: communities with their number of participants, the largest first.
pub fn sizes(site: &Site, year: i16) -> Vec<(ProjectId, usize)> {
    let mut sizes: Vec<_> =
        active(site, year).into_iter().map(|it| (it, members(site, it, year).len())).collect();
    sizes.sort_by_key(|(id, size)| (Reverse(*size), *id));
    sizes
}

/// How an organisation stands in the network of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Which one.
    pub organisation: OrganisationId,
    /// In how many communities it is.
    pub communities: usize,
    /// With how many different other organisations it shares a community.
    pub partners: usize,
}

/// The organisations in communities of a year with their connections: those in most communities
/// first, among these those with most partners.
pub fn connections(site: &Site, year: i16) -> Vec<Connection> {
    let all = memberships(site, year);
    let rosters: BTreeMap<ProjectId, Vec<OrganisationId>> =
        active(site, year).into_iter().map(|it| (it, members(site, it, year))).collect();
    let connection = |(organisation, own): (&OrganisationId, &Vec<ProjectId>)| {
        let others = own.iter().filter_map(|it| rosters.get(it)).flatten();
        let partners: BTreeSet<_> = others.filter(|it| *it != organisation).collect();
        Connection {
            organisation: *organisation,
            communities: own.len(),
            partners: partners.len(),
        }
    };
    let mut found: Vec<_> = all.iter().map(connection).collect();
    found.sort_by_key(|it| (Reverse(it.communities), Reverse(it.partners), it.organisation));
    found
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
