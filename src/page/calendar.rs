//! The terms of tasks as a calendar file that any calendar program reads.

use icalendar::{Calendar as File, Component, Event, Property};
use jiff::civil::Date;

use super::card::document_name;
use super::route::{self, Route};
use super::{Context, Export};
use crate::site::Site;
use crate::site::task::TaskId;
use crate::stats::tasks::dated;

/// Names this program in the files it writes.
const PRODUCT: &str = "-//novator//novator//RU";

/// As much of a task as the name of an event shows, in characters.
const NAME_LENGTH: usize = 80;

/// The address of the calendar.
pub(super) fn route() -> Route {
    Route::export("tasks/tasks.ics")
}

/// One calendar of all dated terms.
pub(super) struct Calendar;

impl Export for Calendar {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let site = context.site;
        let mut file = File::empty();
        let name = format!("{}: сроки поручений", site.settings.title);
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", PRODUCT),
            ("CALSCALE", "GREGORIAN"),
            ("X-WR-CALNAME", &name),
        ] {
            file.append_property(Property::new(key, plain(value)));
        }
        for task in dated(site) {
            file.push(event(site, task));
        }
        file.to_string().into_bytes()
    }
}

/// A term as an event of a whole day. Nothing of it depends on when it was written: the stamp
/// is the date of the document.
fn event(site: &Site, id: TaskId) -> Event {
    let (task, document) = (site.task(id), site.document(id.document));
    let entry = &document.entry;
    let number = &task.number.value;
    let place = entry.matter.practice_of.as_ref().map(|it| format!("{}: ", it.value));
    let name = format!("{}п. {number}. {}", place.unwrap_or_default(), &task.text.value);
    let mut event = Event::with_uid(&format!("{}-{number}@novator", entry.id));
    let mut add = |key: &str, value: &str| {
        event.append_property(Property::new(key, plain(value)));
    };
    add("DTSTAMP", &format!("{}T000000Z", compact(entry.matter.date.value)));
    add("SUMMARY", &shortened(&name));
    add("DESCRIPTION", &description(site, id));
    add("TRANSP", "TRANSPARENT");
    if let Some(base) = &site.settings.base_url {
        let page = route::document(site, id.document);
        add("URL", &format!("{base}/{}#{}", page.path(), task.anchor()));
    }
    if let Some(day) = task.last_day() {
        let mut start = Property::new("DTSTART", compact(day));
        start.add_parameter("VALUE", "DATE");
        event.append_property(start);
    }
    event
}

/// Everything that the document tells of a task, a line each.
fn description(site: &Site, id: TaskId) -> String {
    let (task, document) = (site.task(id), site.document(id.document));
    let executor = document.tasks[id.index].executor.name(site);
    let matter = &document.entry.matter;
    let mut lines = vec![task.text.value.clone()];
    lines.extend(executor.map(|it| format!("Исполнитель: {it}")));
    lines.extend(task.due_words.as_ref().map(|it| format!("В документе: {}", it.value)));
    lines.push(format!("{}, {}", document_name(document), matter.issuer.value));
    lines.join("\n")
}

/// `20230301`.
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
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
