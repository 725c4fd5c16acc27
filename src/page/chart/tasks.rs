//! The chart of tasks: their terms on a line of months.

use super::super::calendar::shortened;
use super::super::route;
use super::named::Registry;
use super::words::OF_TASKS;
use crate::chart::{Chart, Label, Picture, Span, Timeline};
use crate::site::task::TaskId;
use crate::stats::tasks::{TaskState, dated, state_on};
use crate::text::date;
use crate::text::typography::prose;

/// So many tasks are drawn; the lists have all.
const MOST: usize = 40;

/// Terms of tasks, the earliest first.
pub(super) fn deadlines(registry: Registry<'_>) -> Option<Chart> {
    let site = registry.site;
    let all = dated(site);
    let state = |id: &TaskId| state_on(site.task(*id), site.date);
    let in_state = |it: TaskState| all.iter().filter(|id| state(id) == it).count();
    let (late, open) = (in_state(TaskState::Overdue), in_state(TaskState::InProgress));
    let next = all.iter().find(|id| state(id) == TaskState::InProgress);
    let headline = match (late, next.and_then(|it| site.task(*it).last_day())) {
        (0, None) => format!("Все поручения со сроком исполнены: {}", all.len()),
        (0, Some(day)) => format!("Ближайший срок — {}", date::long(day)),
        (_, Some(day)) => format!(
            "Срок прошел у {} из {}; следующий — {}",
            OF_TASKS.counted(late),
            all.len(),
            date::long(day)
        ),
        (_, None) => format!("Срок прошел у {} из {}", OF_TASKS.counted(late), all.len()),
    };
    // What is still to come matters most; of what has passed, the latest.
    let skipped = all.len().saturating_sub(MOST.max(open));
    let shown = all.iter().skip(skipped).take(MOST);
    let span = |id: &TaskId| {
        let task = site.task(*id);
        let document = site.document(id.document);
        let path = route::document(site, id.document).path().to_owned();
        let (words, series) = match state(id) {
            TaskState::Overdue => ("срок прошел", 1),
            TaskState::Done => ("исполнено", 2),
            _ => ("в работе", 0),
        };
        let text = format!("{}. {}", task.number.value, shortened(&prose(&task.text.value)));
        Some(Span {
            label: Label::linked(text, Some(format!("{path}#{}", task.anchor()))),
            from: document.entry.matter.date.value,
            to: task.last_day()?,
            state: words.to_owned(),
            series,
        })
    };
    let spans: Vec<Span> = shown.filter_map(span).collect();
    let timeline = Timeline { head: "Поручение".to_owned(), spans, today: site.today };
    let subject = format!(
        "Поручения документов со сроком: от даты документа до последнего дня. Состояние на {}",
        date::long(site.today)
    );
    let chart = Chart::new(&headline, subject, Picture::Timeline(timeline));
    let some = format!("Показаны {MOST} поручений из {}.", all.len());
    let notes = (all.len() > MOST).then_some(some).into_iter().collect();
    Some(Chart { notes, ..chart })
}
