//! Rules V-01…V-05: what may happen to a project, year by year.

use super::{Decision, Project, Site};
use crate::content::entry::Entry;
use crate::content::project::{HistoryEvent, Project as Matter};
use crate::content::word::State;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Words, code};
use crate::yaml::table::Word;

/// How one state may follow another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Allowed,
    /// Allowed with a note that says why.
    WithNote,
    Forbidden,
}

/// The table of transitions.
fn step(from: State, to: State) -> Step {
    match (from, to) {
        (from, _) if from.is_final() => Step::Forbidden,
        (_, State::Assigned) => Step::Forbidden,
        (State::Functioning, State::Continued) => Step::WithNote,
        _ => Step::Allowed,
    }
}

/// Looks at the history of one project, with the [`report_year`].
pub(super) fn project(
    (site, report_year): (&Site, Option<i16>),
    project: &Project,
    diagnostics: &mut Diagnostics,
) {
    let events = written(project);
    for (event, line) in &events {
        order_year(site, project, (event, line), diagnostics);
    }
    // Where an event could not be read, nobody can tell what follows what.
    if project.entry.unread.contains("history") {
        return;
    }
    for pair in events.windows(2) {
        follows(site, project, [pair[0], pair[1]], diagnostics);
    }
    if let Some(first) = events.first() {
        beginning(project, first.1, diagnostics);
    }
    if let (Some((event, line)), Some(year)) = (events.last(), report_year) {
        decision(project, (event, line), year, diagnostics);
    }
}

/// The year for which a decision on every running project should be entered.
pub(super) fn report_year(site: &Site) -> Option<i16> {
    let last = site.projects.iter().flat_map(|it| &it.history).map(|it| it.year).max();
    site.settings.report_year.as_ref().map(|it| it.value).or(last)
}

/// Linked events beside the lines that they were written as, in the order of time.
fn written(project: &Project) -> Vec<(&Decision, &HistoryEvent)> {
    let lines = &project.entry.matter.history;
    project.history.iter().map(|it| (it, &lines[it.line])).collect()
}

fn remark(entry: &Entry<Matter>, code: Code, line: &HistoryEvent, words: Words) -> Diagnostic {
    Diagnostic::new(code, entry.place(&line.at), words)
}

fn line_place(project: &Project, line: &HistoryEvent) -> Place {
    project.entry.place(&line.at)
}

/// V-01: the order is of the year of the event, or says that it holds from that year.
fn order_year(
    site: &Site,
    project: &Project,
    (event, line): (&Decision, &HistoryEvent),
    diagnostics: &mut Diagnostics,
) {
    let Some(order) = event.order.map(|it| &site.document(it).entry) else { return };
    let signed = order.matter.date.value.year();
    let effective = order.matter.effective_year.as_ref().map(|it| it.value);
    if signed == event.year || effective == Some(event.year) {
        return;
    }
    let message = Words::new(
        format!("событие {} года, а приказ «{}» – {signed} года", event.year, order.id),
        format!("the event is of {}, but the order `{}` is of {signed}", event.year, order.id),
    );
    let hint = Words::new(
        format!(
            "исправьте год, приказ, или укажите в документе «год_действия: {}»",
            event.year
        ),
        format!("mend the year or the order, or write `effective_year: {}` there", event.year),
    );
    let place = project.entry.place(&line.year.at);
    let order_at = order.place(&order.matter.date.at);
    let words = Words::new("дата приказа", "the date of the order");
    diagnostics.push(
        Diagnostic::new(code::ORDER_YEAR, place, message).hint(hint).related(order_at, words),
    );
}

/// V-02…V-04 between two neighbours.
fn follows(
    site: &Site,
    project: &Project,
    [(before, first), (after, second)]: [(&Decision, &HistoryEvent); 2],
    diagnostics: &mut Diagnostics,
) {
    let entry = &project.entry;
    let words = || Words::new("предыдущее событие", "the event before");
    if before.year == after.year {
        let amends = before
            .order
            .zip(after.order)
            .is_some_and(|(old, new)| site.document(new).amends.contains(&old));
        if amends {
            return;
        }
        if before.state == after.state || step(before.state, after.state) == Step::Forbidden {
            let message = Words::new(
                format!("два состояния в одном году: {}", after.year),
                format!("two states in one year: {}", after.year),
            );
            let hint = Words::new(
                "оставьте одно; если второй приказ изменяет первый, укажите это в нём: «изменяет»",
                "keep one; if the second order amends the first, say so there: `amends`",
            );
            let place = line_place(project, first);
            let remark = remark(entry, code::TWO_STATES_IN_YEAR, second, message);
            diagnostics.push(remark.hint(hint).related(place, words()));
            return;
        }
    }
    if after.year - before.year > 1 && before.state != State::Functioning {
        let missing = (before.year + 1..after.year).map(|it| it.to_string());
        let missing = missing.collect::<Vec<_>>().join(", ");
        let message = Words::new(
            format!("в истории пропущены годы: {missing}"),
            format!("the history skips years: {missing}"),
        );
        let hint =
            Words::new("добавьте решения за эти годы", "add the decisions of these years");
        let place = line_place(project, first);
        let remark = remark(entry, code::HISTORY_GAP, second, message);
        diagnostics.push(remark.hint(hint).related(place, words()));
    }
    transition(project, [(before, first), (after, second)], diagnostics);
}

/// V-03 between two neighbours.
fn transition(
    project: &Project,
    [(before, first), (after, second)]: [(&Decision, &HistoryEvent); 2],
    diagnostics: &mut Diagnostics,
) {
    let (from, to) = (before.state.spelling(), after.state.spelling());
    let place = || line_place(project, first);
    let words = || Words::new("предыдущее событие", "the event before");
    match step(before.state, after.state) {
        Step::Allowed => {}
        Step::WithNote if after.note.is_some() => {}
        Step::WithNote => {
            let message = Words::new(
                format!("после состояния «{from}» состояние «{to}» требует пояснения"),
                format!("`{to}` after `{from}` needs an explanation"),
            );
            let hint =
                Words::new("добавьте в событие «примечание: …»", "add `note: …` to the event");
            let remark = remark(&project.entry, code::HISTORY_UNEXPLAINED, second, message);
            diagnostics.push(remark.hint(hint).related(place(), words()));
        }
        Step::Forbidden => {
            let message = Words::new(
                format!("после состояния «{from}» не может быть состояния «{to}»"),
                format!("`{to}` cannot follow `{from}`"),
            );
            let hint = match before.state.is_final() {
                true => Words::new(
                    "завершённый проект не продолжается: для нового заведите отдельный файл",
                    "an ended project does not go on: a new one has a file of its own",
                ),
                false => Words::new(
                    "статус присваивается один раз, дальше – «продолжен»",
                    "a status is given once; afterwards write `continued`",
                ),
            };
            let remark = remark(&project.entry, code::HISTORY_TRANSITION, second, message);
            diagnostics.push(remark.hint(hint).related(place(), words()));
        }
    }
}

/// V-03 from nothing: a history begins with the giving of a status, or says since when it is told.
fn beginning(project: &Project, line: &HistoryEvent, diagnostics: &mut Diagnostics) {
    let matter = &project.entry.matter;
    let silenced = matter.history_from.as_ref().is_some_and(|it| it.value <= line.year.value);
    if line.state.value == State::Assigned || silenced {
        return;
    }
    let message = Words::new(
        format!("история начинается с состояния «{}»", line.state.value.spelling()),
        format!("the history begins with `{}`", line.state.value.spelling()),
    );
    let year = line.year.value;
    let hint = Words::new(
        format!("добавьте прежние решения или «история_с: {year}», если они не известны"),
        format!("add the earlier decisions, or `history_from: {year}` if they are not known"),
    );
    diagnostics.push(remark(&project.entry, code::HISTORY_BEGINNING, line, message).hint(hint));
}

/// V-05: a running project has a decision for the report year.
fn decision(
    project: &Project,
    (event, line): (&Decision, &HistoryEvent),
    report_year: i16,
    diagnostics: &mut Diagnostics,
) {
    let running = matches!(event.state, State::Assigned | State::Continued);
    if !running || event.year >= report_year {
        return;
    }
    let message = Words::new(
        format!("нет решения за {report_year} год: последнее – {} года", event.year),
        format!("no decision for {report_year}: the last is of {}", event.year),
    );
    let hint = Words::new(
        "добавьте событие по приказу этого года",
        "add the event that the order of this year decides",
    );
    diagnostics.push(remark(&project.entry, code::NO_DECISION, line, message).hint(hint));
}
