//! Calendar files that any calendar program reads.

use icalendar::{Calendar as File, Component, Event, Property};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::route::Route;
use crate::site::Site;

/// Names this program in the files it writes.
const PRODUCT: &str = "-//novator//novator//RU";

/// As much of a text as the name of an entry shows, in characters.
const NAME_LENGTH: usize = 80;

/// An entry of a calendar. Nothing of it depends on when it was written.
pub(super) struct CalendarEntry {
    /// Unique among all entries of all files, and always the same for one thing.
    pub id: String,
    /// The day of what it was made from.
    pub stamp: Date,
    /// Its name; a long one is cut between words.
    pub name: String,
    /// All that is known, a line each.
    pub description: String,
    /// The page that tells more, and the place on it.
    pub page: (Route, String),
    /// When it is.
    pub when: When,
    /// Where it is.
    pub place: Option<String>,
}

/// When an entry of a calendar is.
pub(super) enum When {
    /// Whole days, from the first to the last.
    Days(Date, Date),
    /// Hours of the site's time zone; the end may be unknown.
    Hours(DateTime, Option<DateTime>),
}

/// A whole file: its name and its entries.
pub(super) fn file(site: &Site, name: &str, entries: Vec<CalendarEntry>) -> Vec<u8> {
    let mut file = File::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", name),
    ] {
        file.append_property(Property::new(key, plain(value)));
    }
    for it in entries {
        file.push(event(site, &it));
    }
    file.to_string().into_bytes()
}

fn event(site: &Site, entry: &CalendarEntry) -> Event {
    let mut event = Event::with_uid(&format!("{}@novator", entry.id));
    let mut add = |key: &str, value: &str| {
        event.append_property(Property::new(key, plain(value)));
    };
    add("DTSTAMP", &format!("{}T000000Z", compact(entry.stamp)));
    add("SUMMARY", &shortened(&entry.name));
    if !entry.description.is_empty() {
        add("DESCRIPTION", &entry.description);
    }
    if let Some(place) = &entry.place {
        add("LOCATION", place);
    }
    if let Some(base) = &site.settings.base_url {
        let (route, anchor) = &entry.page;
        add("URL", &format!("{base}/{}{anchor}", route.path()));
    }
    match &entry.when {
        When::Days(first, last) => {
            add("TRANSP", "TRANSPARENT");
            event.append_property(day("DTSTART", *first));
            // A calendar names the day after the last one.
            if first != last
                && let Ok(after) = last.checked_add(1.day())
            {
                event.append_property(day("DTEND", after));
            }
        }
        When::Hours(from, to) => {
            for (key, time) in [("DTSTART", Some(*from)), ("DTEND", *to)] {
                if let Some(time) = time.and_then(|it| moment(&site.settings.time_zone, it)) {
                    event.append_property(Property::new(key, time));
                }
            }
        }
    }
    event
}

fn day(key: &str, day: Date) -> Property {
    let mut property = Property::new(key, compact(day));
    property.add_parameter("VALUE", "DATE");
    property
}

/// `20230301`.
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A time of the zone as all zones know it: `20230301T073000Z`.
fn moment(zone: &TimeZone, time: DateTime) -> Option<String> {
    let there = time.to_zoned(zone.clone()).ok()?;
    let time = there.with_time_zone(TimeZone::UTC).datetime();
    let day = compact(time.date());
    Some(format!("{day}T{:02}{:02}{:02}Z", time.hour(), time.minute(), time.second()))
}

/// The beginning of a text, cut between words.
pub(super) fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(NAME_LENGTH) else { return text.to_owned() };
    let whole = text[..cut].rfind(' ').map_or(&text[..cut], |it| &text[..it]);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}

/// The text without characters that would break the lines of the file; a new line may stand.
fn plain(text: &str) -> String {
    text.chars().map(|it| if it.is_control() && it != '\n' { ' ' } else { it }).collect()
}
