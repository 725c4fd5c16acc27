//! The lists by which events are browsed.

use std::collections::BTreeMap;

use super::card::capitalised;
use super::frame::Label;
use super::route::Route;
use crate::content::event::{EventFormat, EventKind};
use crate::site::Site;
use crate::site::event::{Event, EventId, Phase};
use crate::stats::events::format;
use crate::yaml::table::Word;

/// What a list of events selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventList {
    /// Everything.
    All,
    /// A series of the vocabulary.
    Series(usize),
    /// What is done there.
    Kind(EventKind),
    /// How people meet; none where the sources do not tell.
    Format(Option<EventFormat>),
    /// Begun in a year.
    Year(i16),
    /// Begun in a year and held by innovation platforms.
    OfPlatforms(i16),
}

/// The events of a list: the coming ones, the nearest first, then the past, the latest first.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// Events that count.
    pub events: Vec<EventId>,
    /// The practice of other municipalities.
    pub practice: Vec<EventId>,
    /// Examples of entries.
    pub examples: Vec<EventId>,
}

/// Every list that has events; that of all events is there as soon as there is one.
pub fn lists(site: &Site) -> BTreeMap<EventList, Members> {
    let mut lists: BTreeMap<EventList, Members> = BTreeMap::new();
    for id in in_reading_order(site) {
        let event = site.event(id);
        for list in of_event(event) {
            let members = lists.entry(list).or_default();
            match () {
                () if event.is_example() => members.examples.push(id),
                () if !event.counts() => members.practice.push(id),
                () => members.events.push(id),
            }
        }
    }
    lists
}

fn in_reading_order(site: &Site) -> Vec<EventId> {
    let is_past = |it: &EventId| site.event(*it).phase(site.date) == Phase::Past;
    let (past, mut all): (Vec<_>, Vec<_>) = site.event_ids().partition(is_past);
    all.extend(past.into_iter().rev());
    all
}

/// The lists that an event is in.
fn of_event(event: &Event) -> Vec<EventList> {
    let matter = &event.entry.matter;
    let year = matter.from.value.year();
    let mut lists = vec![
        EventList::All,
        EventList::Kind(matter.kind.value),
        EventList::Format(format(event)),
        EventList::Year(year),
    ];
    lists.extend(event.series.map(EventList::Series));
    if matter.by_platforms && event.counts() {
        lists.push(EventList::OfPlatforms(year));
    }
    lists
}

impl EventList {
    /// The address of its first page.
    pub fn route(self, site: &Site) -> Route {
        let part = match self {
            EventList::All => "index".to_owned(),
            EventList::Series(series) => {
                format!("series/{}", site.vocabularies.event_series[series].key)
            }
            EventList::Kind(kind) => format!("kind/{}", kind.key()),
            EventList::Format(format) => {
                format!("format/{}", format.map_or("not-told", EventFormat::key))
            }
            EventList::Year(year) => format!("year/{year}"),
            EventList::OfPlatforms(year) => format!("year/{year}/by-platforms"),
        };
        Route::new(&format!("events/{part}"))
    }

    /// What it is called.
    pub fn label(self, site: &Site) -> Label {
        match self {
            EventList::All => Label::key("events"),
            EventList::Series(series) => {
                Label::text(&site.vocabularies.event_series[series].title)
            }
            EventList::Kind(kind) => Label::text(&capitalised(kind.spelling())),
            EventList::Format(Some(format)) => Label::text(&capitalised(format.spelling())),
            EventList::Format(None) => Label::key("event_format_not_told"),
            EventList::Year(year) => Label { year: Some(year), ..Label::key("events") },
            EventList::OfPlatforms(year) => {
                Label { year: Some(year), ..Label::key("events_of_platforms") }
            }
        }
    }

    /// The key of the group of lists that it belongs to, in strings under `event.facet.`.
    pub fn group(self) -> &'static str {
        match self {
            EventList::All => "all",
            EventList::Series(_) => "series",
            EventList::Kind(_) => "kind",
            EventList::Format(_) => "format",
            EventList::Year(_) => "year",
            EventList::OfPlatforms(_) => "of_platforms",
        }
    }

    /// The year that it is limited to.
    pub fn year(self) -> Option<i16> {
        match self {
            EventList::Year(year) | EventList::OfPlatforms(year) => Some(year),
            _ => None,
        }
    }
}
