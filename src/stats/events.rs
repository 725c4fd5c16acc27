//! Events by year: how many there were, how people met, who came.
//!
//! An entry may stand for several events, or for a number that its source does not tell. What
//! the entries cannot answer has no figure: it is never a zero.

use super::percent;
use crate::content::event::EventFormat;
use crate::content::project::Told;
use crate::site::Site;
use crate::site::event::{Event, EventId};

/// How many events some entries stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events whose number is told.
    pub events: usize,
    /// Entries whose source names several events, but not how many.
    pub untold: usize,
}

/// Entries of events that begin in a year; examples and the practice of others are left out.
pub fn of_year(site: &Site, year: i16) -> Vec<EventId> {
    let counted = |it: &EventId| {
        let event = site.event(*it);
        event.counts() && event.entry.matter.from.value.year() == year
    };
    site.event_ids().filter(counted).collect()
}

/// The entries behind ST-13: events of a year that innovation platforms held.
pub fn by_platforms(site: &Site, year: i16) -> Vec<EventId> {
    let mut all = of_year(site, year);
    all.retain(|it| site.event(*it).entry.matter.by_platforms);
    all
}

/// ST-13: how many events some entries stand for.
pub fn tally(site: &Site, entries: &[EventId]) -> Tally {
    let mut tally = Tally::default();
    for entry in entries {
        match number(site.event(*entry)) {
            Some(number) => tally.events += number,
            None => tally.untold += 1,
        }
    }
    tally
}

/// ST-14: the share of those in person among the events of platforms, in whole per cent; none
/// where a format or a number is not told.
pub fn in_person(site: &Site, year: i16) -> Option<usize> {
    let all = by_platforms(site, year);
    let mut met = 0;
    for event in all.iter().map(|it| site.event(*it)) {
        match format(event)? {
            EventFormat::InPerson => met += number(event)?,
            EventFormat::Remote | EventFormat::Mixed => {}
        }
    }
    percent(met, whole(site, &all)?)
}

/// ST-15: attendances of the events of platforms, not different people; none where none of
/// them has a number.
pub fn attendances(site: &Site, year: i16) -> Option<usize> {
    let all = by_platforms(site, year);
    let of = |it: &EventId| site.event(*it).entry.matter.attendees.as_ref().map(|it| it.value);
    let told: Vec<i64> = all.iter().filter_map(of).collect();
    (!told.is_empty()).then(|| told.iter().sum::<i64>()).and_then(|it| usize::try_from(it).ok())
}

/// ST-16: the share of practical sorts among the seminars of platforms that were held in person,
/// in whole per cent; none where there is no such seminar, or a format or a number is not told.
pub fn practical(site: &Site, year: i16) -> Option<usize> {
    let (mut seminars, mut practical) = (0, 0);
    for id in by_platforms(site, year) {
        let event = site.event(id);
        let kind = event.entry.matter.kind.value;
        if kind.is_seminar() && format(event)? == EventFormat::InPerson {
            seminars += number(event)?;
            practical += if kind.is_practical() { number(event)? } else { 0 };
        }
    }
    percent(practical, seminars)
}

/// Entries of a series that innovation platforms held in a year.
pub fn of_series(site: &Site, series: usize, year: i16) -> Vec<EventId> {
    let mut all = by_platforms(site, year);
    all.retain(|it| site.event(*it).series == Some(series));
    all
}

/// ST-17: the share of platforms in a series in a year, in whole per cent; none where the
/// vocabulary does not tell how many events the series had.
pub fn series_share(site: &Site, series: usize, year: i16) -> Option<usize> {
    let totals = &site.vocabularies.event_series.get(series)?.matter.totals;
    let total = totals.iter().find(|it| it.year.value == year)?.total;
    let held = whole(site, &of_series(site, series, year))?;
    percent(held, usize::try_from(total).ok()?)
}

/// Years in which something counted began, in order.
pub fn years(site: &Site) -> Vec<i16> {
    let counted = site.events.iter().filter(|it| it.counts());
    let mut years: Vec<i16> = counted.map(|it| it.entry.matter.from.value.year()).collect();
    years.dedup();
    years
}

/// How many events an entry stands for, where its source tells.
pub fn number(event: &Event) -> Option<usize> {
    event.entry.matter.number.value().and_then(|it| usize::try_from(*it).ok())
}

/// How people met, where the source tells.
pub fn format(event: &Event) -> Option<EventFormat> {
    let told = event.entry.matter.format.as_ref().and_then(Told::value);
    told.map(|it| it.value)
}

/// The number of events where it is told of every entry.
fn whole(site: &Site, entries: &[EventId]) -> Option<usize> {
    let tally = tally(site, entries);
    (tally.untold == 0).then_some(tally.events)
}
