//! A task as pages show it: in its document, and in lists.

use serde::Serialize;

use super::Context;
use super::card::{DocumentRow, document_row};
use super::frame::LinkView;
use super::project::{DateView, PersonView, date_view, document_link, item_anchor, person};
use super::route;
use super::task_list::TaskList;
use crate::content::task::{Due, Task};
use crate::site::task::{Proof, TaskId};
use crate::site::{Document, Site};
use crate::stats::tasks::{TaskState, state_on};
use crate::text::typography::{bind, prose};

/// A task.
#[derive(Serialize)]
pub(super) struct TaskView {
    /// Its number in the document.
    number: String,
    /// The id of its place on the document's page.
    anchor: String,
    /// Its place on the document's page, as seen from this page.
    href: String,
    text: String,
    /// Who does it, with the list of all that they do; none where the source does not tell.
    executor: Option<LinkView>,
    responsible: Option<PersonView>,
    /// The last day.
    due: Option<DateView>,
    /// Whether it is to be done all the time.
    always: bool,
    /// How the source words the term.
    due_words: Option<String>,
    /// Key of its state on the day of the build.
    state: &'static str,
    /// Days until the last day, or since it; none without one or where it is done.
    days: Option<u32>,
    done: Option<DateView>,
    proof: Option<LinkView>,
    /// What it is a part of, by number.
    parent: Option<LinkView>,
    /// Its parts, by number.
    parts: Vec<LinkView>,
    /// What must be done before, by number.
    depends_on: Vec<LinkView>,
    /// What waits for it, by number.
    needed_for: Vec<LinkView>,
    /// The document that gives it.
    document: DocumentRow,
}

/// How many tasks are in a state.
#[derive(Serialize)]
pub(super) struct StateCount {
    /// Key of the state.
    pub state: &'static str,
    /// Number of tasks.
    pub count: usize,
}

/// A task with its state on the day of the build.
pub(super) fn task_view(context: &Context<'_>, id: TaskId) -> TaskView {
    let site = context.site;
    let (task, document) = (site.task(id), site.document(id.document));
    let page = context.href(&route::document(site, id.document));
    let state = state_on(task, site.date);
    let tasks = &document.entry.matter.tasks;
    let named = |number: &str| number_link(document, &page, number);
    let waits = |it: &&Task| it.depends_on.iter().any(|it| it.value == task.number.value);
    TaskView {
        number: task.number.value.clone(),
        anchor: task.anchor(),
        href: format!("{page}#{}", task.anchor()),
        text: prose(&task.text.value),
        executor: executor_link(context, id),
        responsible: task.responsible.as_ref().map(person),
        due: task.last_day().map(date_view),
        always: task.due.as_ref().is_some_and(|it| it.value == Due::Always),
        due_words: task.due_words.as_ref().map(|it| bind(&it.value)),
        state: state.key(),
        days: days(context, task, state),
        done: task.done.as_ref().map(|it| date_view(it.value)),
        proof: document.tasks[id.index].proof.as_ref().map(|it| proof_link(context, it)),
        parent: task.parent.as_ref().map(|it| named(&it.value)),
        parts: document
            .parts_of(&task.number.value)
            .map(|it| named(&tasks[it].number.value))
            .collect(),
        depends_on: task.depends_on.iter().map(|it| named(&it.value)).collect(),
        needed_for: tasks.iter().filter(waits).map(|it| named(&it.number.value)).collect(),
        document: document_row(context, id.document),
    }
}

/// Of these tasks, how many are in each state that has any.
pub(super) fn state_counts(site: &Site, tasks: &[TaskId]) -> Vec<StateCount> {
    let of = |state: TaskState| {
        let same = |it: &&TaskId| state_on(site.task(**it), site.date) == state;
        StateCount { state: state.key(), count: tasks.iter().filter(same).count() }
    };
    TaskState::ALL.into_iter().map(of).filter(|it| it.count > 0).collect()
}

/// Whole days between the day of the build and the last day.
fn days(context: &Context<'_>, task: &Task, state: TaskState) -> Option<u32> {
    let counted = matches!(state, TaskState::Overdue | TaskState::InProgress);
    let last = task.last_day().filter(|_| counted)?;
    let span = context.site.today.until(last).ok()?;
    Some(span.get_days().unsigned_abs())
}

/// Who does a task: all their tasks are a list.
fn executor_link(context: &Context<'_>, id: TaskId) -> Option<LinkView> {
    let lists = &context.plan.lists.tasks;
    let list = lists.executor_of(id).map(TaskList::Executor);
    let title = context.site.document(id.document).tasks[id.index].executor.name(context.site);
    let href = list.and_then(|it| context.href_if(&lists.route(it)));
    Some(LinkView { href: href.unwrap_or_default(), title: bind(title?) })
}

fn proof_link(context: &Context<'_>, proof: &Proof) -> LinkView {
    match proof {
        Proof::Address(url) => LinkView { href: url.clone(), title: url.clone() },
        Proof::Document(id) => document_link(context, *id),
    }
}

/// A number of the document as a link to the task or item that bears it.
fn number_link(document: &Document, page: &str, number: &str) -> LinkView {
    let task = document.entry.matter.tasks.iter().find(|it| it.number.value == number);
    let anchor = task.map_or_else(|| item_anchor(number), Task::anchor);
    LinkView { href: format!("{page}#{anchor}"), title: number.to_owned() }
}
