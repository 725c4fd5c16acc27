//! Where a figure leads: the page of the list that it was counted from.

use super::event_list::EventList;
use super::list::{OrganisationList, ProjectList, StatusChoice};
use super::route::Route;
use crate::site::Site;
use crate::stats::stated::CountedFrom;

/// The address of the list that a figure was counted from.
pub(super) fn counted_from(site: &Site, from: CountedFrom) -> Route {
    match from {
        CountedFrom::Projects(year, status) => {
            let list = ProjectList::of_year(year);
            let status = status.map(StatusChoice::Known);
            ProjectList { status, ..list }.route(site)
        }
        CountedFrom::Organisations(year, kind) => {
            let list = OrganisationList::of_year(year);
            OrganisationList { organisation_type: kind, ..list }.route(site)
        }
        CountedFrom::OrganisationsByProjects(year, least, most) => {
            OrganisationList::of_year(year).with_projects(least, most).route(site)
        }
        CountedFrom::CommunityMembers(year) => {
            OrganisationList::of_year(year).in_communities().route(site)
        }
        CountedFrom::Events(year) => EventList::OfPlatforms(year).route(site),
        CountedFrom::Series(series) => EventList::Series(series).route(site),
    }
}
