//! The calendar of events: all months at a glance, and a page for each month that has any.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::event_calendar::{self, days};
use super::event_card::{EventRow, event_row, event_rows};
use super::event_list::EventList;
use super::frame::{Label, Place};
use super::list::Lists;
use super::route::{self, Route};
use super::{Context, Object, Page, Subject};
use crate::site::Site;
use crate::site::event::{Event, EventId};
use crate::text::date::{day_and_month, month as month_name};
use crate::text::when::When;

/// A year and a month of it.
type Month = (i16, i8);

/// No event fills more months than this: a longer one is a mistake of a date.
const LONGEST: usize = 24;

/// The overview and every month that has an event.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let months = months(site);
    if months.is_empty() {
        return vec![];
    }
    let overview = Page::new(route(), "event-calendar", Overview);
    let each =
        months.into_keys().map(|it| Page::new(route::month(it), "event-month", OneMonth(it)));
    [overview].into_iter().chain(each).collect()
}

/// The address of the overview.
pub(super) fn route() -> Route {
    Route::new("events/calendar/index")
}

/// Months with the events whose time touches them.
fn months(site: &Site) -> BTreeMap<Month, Vec<EventId>> {
    let mut months: BTreeMap<Month, Vec<EventId>> = BTreeMap::new();
    for id in site.event_ids() {
        for month in of_event(site.event(id)) {
            months.entry(month).or_default().push(id);
        }
    }
    months
}

/// The months of an event; none where only its year is known.
fn of_event(event: &Event) -> Vec<Month> {
    let matter = &event.entry.matter;
    let Some(first) = matter.from.value.month() else { return vec![] };
    let last = matter.until().month().unwrap_or(first);
    let next = |it: &Month| Some(if it.1 == 12 { (it.0 + 1, 1) } else { (it.0, it.1 + 1) });
    let all = std::iter::successors(Some(first), next).take(LONGEST);
    all.take_while(|it| *it <= last.max(first)).collect()
}

struct Overview;

/// What `event-calendar.html` reads.
#[derive(Serialize)]
struct OverviewView {
    /// Years with their months, the newest first.
    years: Vec<YearView>,
    /// The calendar file of all events.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct YearView {
    year: i16,
    /// The list of its events.
    href: Option<String>,
    /// All twelve.
    months: Vec<MonthLink>,
    /// Events of the year whose month is not known.
    undated: Vec<EventRow>,
}

#[derive(Serialize)]
struct MonthLink {
    title: &'static str,
    /// Its page; none without events.
    href: Option<String>,
    count: usize,
}

impl Subject for Overview {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let months = months(site);
        let mut years: Vec<i16> = months.keys().map(|it| it.0).collect();
        years.extend(site.events.iter().map(|it| it.entry.matter.from.value.year()));
        years.sort_unstable();
        years.dedup();
        let year = |year: i16| {
            let month = |month: i8| MonthLink {
                title: month_name(month),
                href: context.href_if(&route::month((year, month))),
                count: months.get(&(year, month)).map_or(0, Vec::len),
            };
            let is_undated =
                |it: &EventId| site.event(*it).entry.matter.from.value == When::Year(year);
            let undated: Vec<EventId> = site.event_ids().filter(is_undated).collect();
            YearView {
                year,
                href: context.href_if(&EventList::Year(year).route(site)),
                months: (1..=12).map(month).collect(),
                undated: event_rows(context, &undated),
            }
        };
        Box::new(OverviewView {
            years: years.into_iter().rev().map(year).collect(),
            calendar: context.href_if(&event_calendar::route_of_all()),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let all = EventList::All.route(context.site);
        Place {
            title: Label::key("event_calendar"),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.clone(), Label::key("events")),
            ],
            section: Some(all),
            ..Place::default()
        }
    }
}

struct OneMonth(Month);

/// What `event-month.html` reads.
#[derive(Serialize)]
struct MonthView {
    /// Whole weeks from Monday, with the days of the months around.
    weeks: Vec<Vec<DayView>>,
    /// Whether any day of the month has an event.
    has_days: bool,
    /// Events whose day is not known.
    undated: Vec<EventRow>,
}

#[derive(Serialize)]
struct DayView {
    /// Its number; none for a day of another month.
    number: Option<i8>,
    /// In words: `5 апреля`.
    long: String,
    iso: String,
    /// Key of the day of the week: `mon`.
    weekday: &'static str,
    /// Whether the site was built for it.
    is_today: bool,
    events: Vec<EventRow>,
}

impl Subject for OneMonth {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let own = months(site).remove(&self.0).unwrap_or_default();
        let (dated, undated): (Vec<EventId>, Vec<EventId>) =
            own.into_iter().partition(|it| days(site.event(*it)).is_some());
        let weeks = weeks(self.0);
        let day = |it: &Date| self.day(context, *it, &dated);
        Box::new(MonthView {
            weeks: weeks.chunks(7).map(|week| week.iter().map(day).collect()).collect(),
            has_days: !dated.is_empty(),
            undated: event_rows(context, &undated),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let months: Vec<Month> = months(site).into_keys().collect();
        let at = months.binary_search(&self.0).ok();
        let beside =
            |at: Option<usize>| months.get(at?).map(|it| (route::month(*it), label(*it)));
        let all = EventList::All.route(site);
        Place {
            title: label(self.0),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.clone(), Label::key("events")),
                (route(), Label::key("event_calendar")),
            ],
            previous: beside(at.and_then(|it| it.checked_sub(1))),
            next: beside(at.map(|it| it + 1)),
            section: Some(all),
            ..Place::default()
        }
    }
}

impl OneMonth {
    fn day(&self, context: &Context<'_>, day: Date, events: &[EventId]) -> DayView {
        let site = context.site;
        let is_own = (day.year(), day.month()) == self.0;
        let on = |it: &&EventId| {
            days(site.event(**it)).is_some_and(|(first, last)| first <= day && day <= last)
        };
        let own = events.iter().filter(on).filter(|_| is_own);
        DayView {
            number: is_own.then(|| day.day()),
            long: day_and_month(day.month(), day.day()),
            iso: day.to_string(),
            weekday: weekday_key(day.weekday()),
            is_today: is_own && day == site.today,
            events: own.map(|it| event_row(context, *it)).collect(),
        }
    }
}

/// All days of the weeks that a month touches, from a Monday to a Sunday.
fn weeks((year, month): Month) -> Vec<Date> {
    let whole = When::Month(year, month);
    let (first, last) = (whole.first_day(), whole.last_day());
    let before = i64::from(first.weekday().to_monday_zero_offset());
    let start = first.checked_sub(before.days()).unwrap_or(first);
    let days = std::iter::successors(Some(start), |it| it.tomorrow().ok());
    let in_weeks = |it: &Date| *it <= last || it.weekday() != Weekday::Monday;
    days.take_while(in_weeks).collect()
}

fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

/// `Октябрь 2023 года`.
fn label((year, month): Month) -> Label {
    Label::text(&super::card::capitalised(&When::Month(year, month).long()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_whole() {
        for (month, first, last) in [
            ((2023, 10), "2023-09-25", "2023-11-05"),
            // Begins on a Monday, ends on a Sunday.
            ((2021, 2), "2021-02-01", "2021-02-28"),
            ((2024, 2), "2024-01-29", "2024-03-03"),
            ((2023, 12), "2023-11-27", "2023-12-31"),
        ] {
            let days = weeks(month);
            let bounds = (days[0].to_string(), days[days.len() - 1].to_string());
            assert_eq!(bounds, (first.to_owned(), last.to_owned()));
            assert_eq!(days.len() % 7, 0);
        }
    }
}
