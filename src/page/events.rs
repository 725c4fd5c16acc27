//! Events, coming and past: all, and by series, kind, format and year.

use serde::Serialize;

use super::event_calendar;
use super::event_card::{EventRow, event_rows, phase_key};
use super::event_list::{EventList, Members};
use super::event_series::{SeriesView, series_view};
use super::facet::{Facet, Facets};
use super::frame::{Figure, Label, Pager, Place, page_count};
use super::list::{Lists, PAGE_SIZE};
use super::route::Route;
use super::statistics::{ReportView, report};
use super::{Context, Object, Page, Subject};
use crate::content::quantity::Quantity;
use crate::site::Site;
use crate::site::event::EventId;
use crate::stats::events;
use crate::stats::stated::Basis;

/// Every list with all its pages.
pub(super) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let mut pages = vec![];
    for (list, members) in &lists.events {
        let of = page_count(members.events.len(), PAGE_SIZE);
        for number in 1..=of {
            let route = list.route(site).numbered(number);
            pages.push(Page::new(route, "events", Listing { list: *list, number, of }));
        }
    }
    pages
}

struct Listing {
    list: EventList,
    number: usize,
    of: usize,
}

/// What `events.html` reads.
#[derive(Serialize)]
struct ListingView {
    /// Whether this is the list of everything.
    is_everything: bool,
    /// Number of entries in the whole list, examples and the practice of others apart.
    count: usize,
    /// The entries of this page by phase, the coming ones first.
    groups: Vec<PhaseGroup>,
    /// The practice of other municipalities, on the first page of the list.
    practice: Vec<EventRow>,
    /// Examples, on the first page of the list.
    examples: Vec<EventRow>,
    /// The series, where the list is of one.
    series: Option<SeriesView>,
    /// The figures of the year, where the list is of one.
    figures: Option<FiguresView>,
    /// The year of the report.
    year: Option<i16>,
    /// What a report states of the year or the series beside what is counted.
    report: Option<ReportView>,
    /// Other pages of the list.
    pager: Pager,
    /// Ways to narrow or leave the list.
    facets: Facets,
    /// The calendar by months.
    months: Option<String>,
    /// The calendar file of all events.
    calendar: Option<String>,
}

/// Events that stand to the day of the build in the same way.
#[derive(Serialize)]
struct PhaseGroup {
    /// `ahead`, `current` or `past`.
    phase: &'static str,
    events: Vec<EventRow>,
}

/// The figures of a year; what the entries cannot answer is null.
#[derive(Serialize)]
struct FiguresView {
    year: i16,
    /// ST-13.
    events: Figure,
    /// Entries of several events whose source does not tell how many; they are not in the figure.
    untold: usize,
    /// ST-14, in per cent.
    in_person: Option<usize>,
    /// ST-15.
    attendances: Option<usize>,
    /// ST-16, in per cent.
    practical: Option<usize>,
}

impl Subject for Listing {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let none = Members::default();
        let members = context.plan.lists.events.get(&self.list).unwrap_or(&none);
        let shown = members.events.iter().skip((self.number - 1) * PAGE_SIZE).take(PAGE_SIZE);
        let shown: Vec<EventId> = shown.copied().collect();
        let first = |ids: &[EventId]| match self.number {
            1 => event_rows(context, ids),
            _ => vec![],
        };
        let route = self.list.route(context.site);
        let report = if self.number == 1 { self.report(context) } else { None };
        let (year, report) = report.unzip();
        Box::new(ListingView {
            is_everything: self.list == EventList::All,
            count: members.events.len(),
            groups: groups(context, &shown),
            practice: first(&members.practice),
            examples: first(&members.examples),
            series: match self.list {
                EventList::Series(series) => Some(series_view(context, series)),
                _ => None,
            },
            figures: self
                .list
                .year()
                .filter(|_| self.number == 1)
                .map(|it| figures(context, it)),
            year,
            report,
            pager: Pager::new(context, &route, (self.number, self.of)),
            facets: facets(context),
            months: context.href_if(&super::event_months::route()),
            calendar: context.href_if(&event_calendar::route_of_all()),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let all = EventList::All;
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        if self.list != all {
            above.push((all.route(site), all.label(site)));
        }
        let number = (self.number > 1).then_some(self.number);
        Place {
            title: Label { n: number, ..self.list.label(site) },
            above,
            section: Some(all.route(site)),
            ..Place::default()
        }
    }
}

impl Listing {
    /// What the report of the year states, or the latest report that knows the series.
    fn report(&self, context: &Context<'_>) -> Option<(i16, ReportView)> {
        let series = &context.site.vocabularies.event_series;
        let of = |year: i16| {
            let is_kept = |it: &Quantity| match self.list {
                EventList::Series(own) => {
                    let named = it.series.as_ref().and_then(|it| series.named(&it.value));
                    named == Some(own)
                }
                _ => it.measure.value.is_of_events(),
            };
            let report = report(context, (Basis::live(context.site), year), |it| {
                it.quantity.as_ref().is_some_and(is_kept)
            });
            report.map(|it| (year, it))
        };
        match self.list {
            EventList::Year(year) | EventList::OfPlatforms(year) => of(year),
            EventList::Series(_) => {
                let reports = context.site.vocabularies.reports.iter();
                reports.rev().find_map(|it| of(it.year))
            }
            _ => None,
        }
    }
}

fn groups(context: &Context<'_>, ids: &[EventId]) -> Vec<PhaseGroup> {
    let phase = |id: &EventId| phase_key(context.site.event(*id).phase(context.site.date));
    let chunks = ids.chunk_by(|a, b| phase(a) == phase(b));
    let group = |ids: &[EventId]| PhaseGroup {
        phase: ids.first().map_or("past", phase),
        events: event_rows(context, ids),
    };
    chunks.map(group).collect()
}

fn figures(context: &Context<'_>, year: i16) -> FiguresView {
    let site = context.site;
    let tally = events::tally(site, &events::by_platforms(site, year));
    let href = context.href_if(&EventList::OfPlatforms(year).route(site));
    FiguresView {
        year,
        events: Figure { value: tally.events, href },
        untold: tally.untold,
        in_person: events::in_person(site, year),
        attendances: events::attendances(site, year),
        practical: events::practical(site, year),
    }
}

fn facets(context: &Context<'_>) -> Facets {
    let figure = |list: EventList, members: &Members| Figure {
        value: members.events.len(),
        href: context.href_if(&list.route(context.site)),
    };
    let events = &context.plan.lists.events;
    let narrower = events
        .iter()
        .filter(|(list, _)| !matches!(list, EventList::All | EventList::OfPlatforms(_)));
    let lists = narrower.map(|(list, members)| {
        let label = list.label(context.site);
        let figure = figure(*list, members);
        let examples = members.examples.len();
        (list.group(), Facet { label, year: list.year(), figure, examples })
    });
    let none = Members::default();
    let all = events.get(&EventList::All).unwrap_or(&none);
    Facets::new(figure(EventList::All, all), lists)
}
