//! Events as calendar files: one of all, and one of each.
//!
//! An event whose source tells no day is in none of them: a calendar would have to make one up.

use jiff::civil::Date;

use super::calendar::{self, CalendarEntry, When};
use super::route::{self, Route};
use super::{Context, Export, Page};
use crate::site::Site;
use crate::site::event::{Event, EventId};
use crate::site::party::Party;

/// The file of every event with a day, and the file of all of them.
pub(super) fn plan(site: &Site) -> Vec<Page> {
    let dated = dated(site);
    let mut files: Vec<Page> =
        dated.iter().map(|it| Page::export(route(site, *it), EventFile { id: *it })).collect();
    if !dated.is_empty() {
        files.push(Page::export(route_of_all(), AllEvents));
    }
    files
}

/// The address of the calendar of all events.
pub(super) fn route_of_all() -> Route {
    Route::export("events/events.ics")
}

/// The address of the calendar of one event.
pub(super) fn route(site: &Site, id: EventId) -> Route {
    Route::export(&format!("events/{}.ics", site.event(id).entry.id))
}

struct AllEvents;

impl Export for AllEvents {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let site = context.site;
        let name = format!("{}: мероприятия", site.settings.title);
        let entries = dated(site).into_iter().filter_map(|it| entry(site, it));
        calendar::file(site, &name, entries.collect())
    }
}

struct EventFile {
    id: EventId,
}

impl Export for EventFile {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let site = context.site;
        let name = &site.event(self.id).entry.matter.title.value;
        calendar::file(site, name, entry(site, self.id).into_iter().collect())
    }
}

/// Events whose days are known; examples are nobody's appointment.
fn dated(site: &Site) -> Vec<EventId> {
    let shown = |it: &EventId| {
        let event = site.event(*it);
        !event.is_example() && days(event).is_some()
    };
    site.event_ids().filter(shown).collect()
}

/// The first and the last day of an event.
pub(super) fn days(event: &Event) -> Option<(Date, Date)> {
    let matter = &event.entry.matter;
    matter.from.value.day().zip(matter.until().day())
}

fn entry(site: &Site, id: EventId) -> Option<CalendarEntry> {
    let event = site.event(id);
    let matter = &event.entry.matter;
    let (first, last) = days(event)?;
    let place = matter.practice_of.as_ref().map(|it| format!("{}: ", it.value));
    let end = matter.end_time.as_ref().map(|it| last.to_datetime(it.value));
    let when = match &matter.time {
        Some(time) if first == last || end.is_some() => {
            When::Hours(first.to_datetime(time.value), end)
        }
        _ => When::Days(first, last),
    };
    Some(CalendarEntry {
        id: format!("event-{}", event.entry.id),
        stamp: first,
        name: format!("{}{}", place.unwrap_or_default(), matter.title.value),
        description: description(site, event),
        page: (route::event(site, id), String::new()),
        when,
        place: matter.place.as_ref().map(|it| it.value.clone()),
    })
}

/// What is known of an event, a line each.
fn description(site: &Site, event: &Event) -> String {
    let matter = &event.entry.matter;
    let mut lines: Vec<String> = matter.summary.iter().map(|it| it.value.clone()).collect();
    lines.extend(matter.topic.as_ref().map(|it| format!("Тема: {}", it.value)));
    for (words, parties) in [("Организаторы", &event.organisers), ("На базе", &event.hosts)]
    {
        let names: Vec<&str> = parties.iter().filter_map(|it: &Party| it.name(site)).collect();
        if !names.is_empty() {
            lines.push(format!("{words}: {}", names.join(", ")));
        }
    }
    lines.join("\n")
}
