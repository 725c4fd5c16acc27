//! The start of the section: what there is, how much of it, where to read on.

use std::sync::Arc;

use serde::Serialize;

use super::card::{
    Counted, DocumentRow, ProjectCard, by_state, document_row, organisation_figure,
    project_card, project_figure,
};
use super::chart::ChartView;
use super::event_card::{EventRow, event_rows};
use super::event_list::EventList;
use super::event_months;
use super::frame::{Figure, Label, Place};
use super::list::{Lists, OrganisationList, ProjectList};
use super::news_card::{PostRow, post_row};
use super::news_list::NewsList;
use super::route::{self, Route};
use super::short_code::Prose;
use super::widgets::{Widgets, widgets};
use super::{Context, Object, Page, Subject};
use crate::content::chart_name::ChartName;
use crate::content::entry::Entry;
use crate::content::page::TextPage;
use crate::site::Site;
use crate::site::event::{EventId, Phase};
use crate::stats::communities;
use crate::text::typography::prose;

/// How many posts, and how many events, the start page shows.
const NEWEST: usize = 3;

/// How many of the newest documents the start page shows.
const NEWEST_DOCUMENTS: usize = 5;

/// One start page, with the author's text if there is one.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let text = site.pages.iter().find(|it| &*it.id == "index").map(Arc::clone);
    vec![Page::new(Route::new("index"), "home", Home { text })]
}

struct Home {
    text: Option<Arc<Entry<TextPage>>>,
}

/// What `home.html` reads.
#[derive(Serialize)]
struct HomeView {
    /// The author's text.
    body: Option<Prose>,
    /// The newest year with its figures; none in an empty registry.
    current: Option<CurrentYear>,
    /// What became of the projects, and their statuses.
    charts: Vec<ChartView>,
    /// All charts of the registry.
    infographics: Option<String>,
    /// Every year with its main figures, the newest first.
    years: Vec<YearRow>,
    /// The latest news.
    news: Vec<PostRow>,
    /// Events to come and those that go on; where there are none, the last ones.
    events: Vec<EventRow>,
    /// The calendar of months.
    calendar: Option<String>,
    /// The newest documents.
    documents: Vec<DocumentRow>,
    /// How many documents there are.
    document_count: usize,
    /// All projects of the registry.
    projects: Figure,
    /// All organisations of the registry.
    organisations: Figure,
    /// Polls, banners, the box for messages.
    widgets: Widgets,
}

#[derive(Serialize)]
struct CurrentYear {
    year: i16,
    href: Option<String>,
    projects: Figure,
    organisations: Figure,
    by_state: Vec<Counted>,
    /// Communities with their sizes, the largest first.
    communities: Vec<ProjectCard>,
}

#[derive(Serialize)]
struct YearRow {
    year: i16,
    href: Option<String>,
    projects: Figure,
    organisations: Figure,
}

impl Subject for Home {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let lists = &context.plan.lists;
        let row = |year: &i16| YearRow {
            year: *year,
            href: context.href_if(&route::year(*year)),
            projects: project_figure(context, ProjectList::of_year(*year)),
            organisations: organisation_figure(context, OrganisationList::of_year(*year)),
        };
        let newest = context.site.own_document_ids().take(NEWEST_DOCUMENTS);
        Box::new(HomeView {
            body: self.text.as_ref().map(|it| context.prose(&it.body)),
            current: lists.years.last().map(|it| current(context, *it)),
            charts: lists.years.last().map_or(vec![], |it| {
                context.named_charts(&[ChartName::Flow, ChartName::Statuses], *it)
            }),
            infographics: context.href_if(&Route::new("infographics/index")),
            years: lists.years.iter().rev().map(row).collect(),
            news: news(context),
            events: events(context),
            calendar: context.href_if(&event_months::route()),
            documents: newest.map(|it| document_row(context, it)).collect(),
            document_count: context.site.own_document_ids().count(),
            projects: project_figure(context, ProjectList::default()),
            organisations: organisation_figure(context, OrganisationList::default()),
            widgets: widgets(context),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let title = self.text.as_ref().map(|it| it.matter.title.value.as_str());
        let summary = self.text.as_ref().and_then(|it| it.matter.summary.as_ref());
        Place {
            title: Label::text(title.unwrap_or(&context.site.settings.title)),
            summary: summary.map(|it| prose(&it.value)),
            ..Place::default()
        }
    }
}

fn news(context: &Context<'_>) -> Vec<PostRow> {
    let all = context.plan.lists.news.get(&NewsList::All);
    let posts = all.into_iter().flat_map(|it| &it.posts).take(NEWEST);
    posts.map(|it| post_row(context, *it)).collect()
}

fn events(context: &Context<'_>) -> Vec<EventRow> {
    let all = context.plan.lists.events.get(&EventList::All);
    // Those to come stand first, then those that are over, the latest first.
    let all: Vec<EventId> = all.into_iter().flat_map(|it| &it.events).copied().collect();
    let is_over =
        |it: &EventId| context.site.event(*it).phase(context.site.date) == Phase::Past;
    let ahead = all.iter().take_while(|it| !is_over(it)).count();
    let shown = if ahead == 0 { all.len() } else { ahead };
    event_rows(context, &all[..shown.min(NEWEST)])
}

fn current(context: &Context<'_>, year: i16) -> CurrentYear {
    let sizes = communities::sizes(context.site, year);
    CurrentYear {
        year,
        href: context.href_if(&route::year(year)),
        projects: project_figure(context, ProjectList::of_year(year)),
        organisations: organisation_figure(context, OrganisationList::of_year(year)),
        by_state: by_state(context, ProjectList::of_year(year)),
        communities: sizes
            .into_iter()
            .map(|(id, _)| project_card(context, id, Some(year)))
            .collect(),
    }
}
