//! The terms of tasks as a calendar file.

use super::calendar::{self, CalendarEntry, When};
use super::card::document_name;
use super::route::{self, Route};
use super::{Context, Export};
use crate::site::Site;
use crate::site::task::TaskId;
use crate::stats::tasks::dated;

/// The address of the calendar.
pub(super) fn route() -> Route {
    Route::export("tasks/tasks.ics")
}

/// One calendar of all dated terms.
pub(super) struct TaskCalendar;

impl Export for TaskCalendar {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let site = context.site;
        let name = format!("{}: сроки поручений", site.settings.title);
        let entries = dated(site).into_iter().filter_map(|it| entry(site, it));
        calendar::file(site, &name, entries.collect())
    }
}

/// A term as a whole day; its stamp is the date of the document.
fn entry(site: &Site, id: TaskId) -> Option<CalendarEntry> {
    let (task, document) = (site.task(id), site.document(id.document));
    let entry = &document.entry;
    let number = &task.number.value;
    let place = entry.matter.practice_of.as_ref().map(|it| format!("{}: ", it.value));
    let day = task.last_day()?;
    Some(CalendarEntry {
        id: format!("{}-{number}", entry.id),
        stamp: entry.matter.date.value,
        name: format!("{}п. {number}. {}", place.unwrap_or_default(), &task.text.value),
        description: description(site, id),
        page: (route::document(site, id.document), format!("#{}", task.anchor())),
        when: When::Days(day, day),
        place: None,
    })
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
