//! All communities, and who is in several of them.

use serde::Serialize;

use super::card::{
    OrganisationRow, ProjectCard, organisation_figure, organisation_link, organisation_row,
    project_card, project_link,
};
use super::chart::ChartView;
use super::frame::{Figure, Label, LinkView, Place};
use super::free_community::{CommunityCard, CommunityGroup, examples, groups};
use super::list::{Lists, OrganisationList};
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::content::chart_name::ChartName;
use crate::site::{OrganisationId, ProjectId, Site};
use crate::stats::communities;

/// A wider matrix than this nobody can read; beyond it rows name their communities.
const MOST_COLUMNS: usize = 24;
/// So many organisations are named where there is no matrix.
const MOST_ROWS: usize = 30;

/// The charts of all communities together.
const CHARTS: &[ChartName] = &[ChartName::Sizes, ChartName::Membership, ChartName::Network];

/// One page, if there are communities at all.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let any = site.projects.iter().any(|it| it.is_community) || !site.communities.is_empty();
    let page = || Page::new(Route::new("communities/index"), "communities", Communities);
    any.then(page).into_iter().collect()
}

struct Communities;

/// What `communities.html` reads.
#[derive(Serialize)]
struct CommunitiesView {
    /// The year of the figures.
    year: Option<i16>,
    /// Communities of the year, the largest first.
    active: Vec<ProjectCard>,
    /// Communities that no longer work.
    former: Vec<ProjectCard>,
    /// Different organisations in the communities of the year.
    members: Figure,
    /// Memberships: an organisation counts once for each of its communities.
    memberships: usize,
    /// Organisations in two communities or more.
    several: usize,
    /// Sizes, who is in several, and the whole network.
    charts: Vec<ChartView>,
    /// The organisations that join most communities, with how many others they work.
    connections: Vec<ConnectionView>,
    /// Columns of the matrix: the communities of the year, the largest first; none where there
    /// are too many for a matrix.
    columns: Vec<LinkView>,
    /// Rows of the matrix: organisations in two communities or more, those in most first; only
    /// the first of them where there is no matrix.
    rows: Vec<MatrixRow>,
    /// Communities that are no projects, by kind.
    free: Vec<CommunityGroup>,
    /// Examples of them.
    examples: Vec<CommunityCard>,
}

#[derive(Serialize)]
struct ConnectionView {
    organisation: LinkView,
    communities: usize,
    partners: usize,
}

#[derive(Serialize)]
struct MatrixRow {
    organisation: OrganisationRow,
    /// For each column, whether the organisation is in it and as what.
    cells: Vec<Option<&'static str>>,
    /// Its communities, where there is no matrix.
    communities: Vec<LinkView>,
    /// How many communities it is in.
    count: usize,
}

impl Subject for Communities {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let year = context.plan.lists.years.last().copied();
        let Some(now) = year else {
            return Box::new(empty(context));
        };
        let columns: Vec<ProjectId> =
            communities::sizes(site, now).into_iter().map(|(id, _)| id).collect();
        let all = communities::memberships(site, now);
        let is_matrix = columns.len() <= MOST_COLUMNS;
        let row = |(id, own): (OrganisationId, &Vec<ProjectId>)| {
            let role = |column: &ProjectId| {
                let part =
                    site.project(*column).participants.iter().find(|it| it.organisation == id);
                own.contains(column).then_some(part).flatten().map(|it| it.role.key())
            };
            MatrixRow {
                organisation: organisation_row(context, id, Some(now)),
                cells: columns.iter().filter(|_| is_matrix).map(role).collect(),
                communities: own
                    .iter()
                    .filter(|_| !is_matrix)
                    .map(|it| project_link(context, *it))
                    .collect(),
                count: own.len(),
            }
        };
        let mut several: Vec<_> =
            all.iter().filter(|(_, own)| own.len() > 1).map(|(id, own)| (*id, own)).collect();
        several.sort_by_key(|(_, own)| std::cmp::Reverse(own.len()));
        let shown = if is_matrix { several.len() } else { MOST_ROWS };
        let former = site
            .project_ids()
            .filter(|it| site.project(*it).is_community && !columns.contains(it));
        Box::new(CommunitiesView {
            year,
            active: columns.iter().map(|it| project_card(context, *it, year)).collect(),
            former: former.map(|it| project_card(context, it, None)).collect(),
            members: organisation_figure(
                context,
                OrganisationList::of_year(now).in_communities(),
            ),
            memberships: all.values().map(Vec::len).sum(),
            several: several.len(),
            charts: context.named_charts(CHARTS, now),
            connections: connections(context, now),
            columns: columns
                .iter()
                .filter(|_| is_matrix)
                .map(|it| project_link(context, *it))
                .collect(),
            rows: several.into_iter().take(shown).map(row).collect(),
            free: groups(context),
            examples: examples(context),
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("communities"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

/// The organisations that join most communities.
fn connections(context: &Context<'_>, year: i16) -> Vec<ConnectionView> {
    let all = communities::connections(context.site, year);
    let several = all.into_iter().filter(|it| it.communities > 1);
    let view = |it: communities::Connection| ConnectionView {
        organisation: organisation_link(context, it.organisation),
        communities: it.communities,
        partners: it.partners,
    };
    several.take(MOST_ROWS).map(view).collect()
}

/// A registry whose communities have no history yet.
fn empty(context: &Context<'_>) -> CommunitiesView {
    let all = context.site.project_ids().filter(|it| context.site.project(*it).is_community);
    CommunitiesView {
        year: None,
        active: vec![],
        former: all.map(|it| project_card(context, it, None)).collect(),
        members: Figure { value: 0, href: None },
        memberships: 0,
        several: 0,
        charts: vec![],
        connections: vec![],
        columns: vec![],
        rows: vec![],
        free: groups(context),
        examples: examples(context),
    }
}
