//! A community: its coordinator apart, its partners by type, who came and who left.

use rayon::prelude::*;
use serde::Serialize;

use super::chart::ChartView;
use super::chart::communities::{roster, roster_file};
use super::frame::{LinkView, Place};
use super::list::Lists;
use super::project::{MemberView, ProjectView, member, place, project_view};
use super::{Context, Object, Page, Subject, route};
use crate::content::body::Body;
use crate::content::word::Role;
use crate::site::{OrganisationId, ProjectId, Site};
use crate::stats::{communities, status_in};
use crate::text::typography::prose;

/// Every community.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let is_community = |it: &ProjectId| site.project(*it).is_community;
    let communities: Vec<_> = site.project_ids().filter(is_community).collect();
    let pages = |id: &ProjectId| {
        let page = Page::new(route::project(site, *id), "community", Community { id: *id });
        [Some(page), roster_file(site, *id)]
    };
    communities.par_iter().flat_map_iter(pages).flatten().collect()
}

struct Community {
    id: ProjectId,
}

/// What `community.html` reads.
#[derive(Serialize)]
struct CommunityView {
    #[serde(flatten)]
    common: ProjectView,
    /// The coordinator and the partners by type.
    star: Option<ChartView>,
    /// Who leads it.
    coordinators: Vec<MemberView>,
    /// Everybody else by type of organisation, in the order of the vocabulary.
    partners: Vec<PartnersOfType>,
    /// Number of partners.
    partner_count: usize,
    /// What the status asks of a partner.
    duty: Option<String>,
    /// Changes of the roster by year, where years are entered.
    changes: Vec<Change>,
}

#[derive(Serialize)]
struct PartnersOfType {
    /// Label of the type; none for organisations outside the vocabulary.
    title: Option<String>,
    members: Vec<MemberView>,
}

#[derive(Serialize)]
struct Change {
    year: i16,
    joined: Vec<LinkView>,
    left: Vec<LinkView>,
}

impl Subject for Community {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let project = site.project(self.id);
        let last = project.history.last().map_or(i16::MAX, |it| it.year);
        let status =
            status_in(project, last).map(|it| &site.vocabularies.statuses[it.0].matter);
        let of = |role: Role| project.participants.iter().filter(move |it| it.role == role);
        let mut partners = vec![];
        let types = (0..site.vocabularies.organisation_types.len()).map(Some).chain([None]);
        for kind in types {
            let same = |it: &&crate::site::Participation| {
                let own = site.organisation(it.organisation).organisation_type;
                it.role != Role::Coordinator && own.map(|it| it.0) == kind
            };
            let members: Vec<_> = project.participants.iter().filter(same).collect();
            if members.is_empty() {
                continue;
            }
            let mut members = members;
            members.sort_by_key(|it| it.organisation);
            let title = kind.map(|it| site.vocabularies.organisation_types[it].title.clone());
            let members = members.into_iter().map(|it| member(context, it)).collect();
            partners.push(PartnersOfType { title, members });
        }
        Box::new(CommunityView {
            common: project_view(context, self.id),
            star: roster(context.registry(), self.id).map(|it| context.chart(&it)),
            coordinators: of(Role::Coordinator).map(|it| member(context, it)).collect(),
            partner_count: partners.iter().map(|it| it.members.len()).sum(),
            partners,
            duty: status.and_then(|it| it.duty.as_deref()).map(prose),
            changes: changes(context, self.id),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        place(context, self.id)
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.project(self.id).entry.body)
    }
}

fn changes(context: &Context<'_>, id: ProjectId) -> Vec<Change> {
    let links = |ids: Vec<OrganisationId>| -> Vec<LinkView> {
        ids.into_iter().map(|it| super::card::organisation_link(context, it)).collect()
    };
    let of = |year: &i16| {
        let (joined, left) = communities::joined_and_left(context.site, id, *year)?;
        let changed = !joined.is_empty() || !left.is_empty();
        changed.then(|| Change { year: *year, joined: links(joined), left: links(left) })
    };
    context.plan.lists.years.iter().rev().filter_map(of).collect()
}
