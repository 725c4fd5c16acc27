//! ST-18: tasks of documents by their state on the day of the build, by executor and by term.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::task::{Due, Task};
use crate::site::party::Party;
use crate::site::task::TaskId;
use crate::site::{OrganisationId, Site};
use crate::text::order::{SortKey, fold, sort_key};

/// How a task stands on a day. Nothing but a date in the registry makes a task done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskState {
    /// Its term is over, and the registry has no day on which it was done.
    Overdue,
    /// Its term is not over yet: the last day still counts.
    InProgress,
    /// The registry has the day on which it was done, and that day has come.
    Done,
    /// It is to be done all the time.
    Permanent,
    /// The document names no term.
    NoTerm,
}

impl TaskState {
    /// All states, the most urgent first.
    pub const ALL: [TaskState; 5] = [
        TaskState::Overdue,
        TaskState::InProgress,
        TaskState::Done,
        TaskState::Permanent,
        TaskState::NoTerm,
    ];

    /// The key in strings and addresses.
    pub fn key(self) -> &'static str {
        match self {
            TaskState::Overdue => "overdue",
            TaskState::InProgress => "in-progress",
            TaskState::Done => "done",
            TaskState::Permanent => "permanent",
            TaskState::NoTerm => "no-term",
        }
    }
}

/// The state of a task on a day.
pub fn state_on(task: &Task, day: Date) -> TaskState {
    if task.done.as_ref().is_some_and(|it| it.value <= day) {
        return TaskState::Done;
    }
    match task.due.as_ref().map(|it| it.value) {
        None => TaskState::NoTerm,
        Some(Due::Always) => TaskState::Permanent,
        Some(Due::By(last)) if last < day => TaskState::Overdue,
        Some(Due::By(_)) => TaskState::InProgress,
    }
}

/// The tasks that are counted: a task that has parts is done through them and not counted
/// beside them.
pub fn counted(site: &Site) -> Vec<TaskId> {
    let whole = |it: &TaskId| {
        let document = site.document(it.document);
        document.parts_of(&site.task(*it).number.value).next().is_none()
    };
    site.task_ids().filter(whole).collect()
}

/// ST-18: the counted tasks by their state on the day of the build; states without any are
/// left out.
pub fn by_state(site: &Site) -> Vec<(TaskState, Vec<TaskId>)> {
    let mut groups: BTreeMap<TaskState, Vec<TaskId>> = BTreeMap::new();
    for id in counted(site) {
        groups.entry(state_on(site.task(id), site.date)).or_default().push(id);
    }
    groups.into_iter().collect()
}

/// Tasks with a date for a term, the earliest first.
pub fn dated(site: &Site) -> Vec<TaskId> {
    let mut dated: Vec<_> = counted(site)
        .into_iter()
        .filter_map(|it| Some((site.task(it).last_day()?, it)))
        .collect();
    dated.sort();
    dated.into_iter().map(|(_, id)| id).collect()
}

/// Who has tasks. The same words mean somebody else in another municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executor {
    /// Who.
    pub party: Party,
    /// The municipality whose practice the documents show; none for the site's own.
    pub practice_of: Option<String>,
}

/// The counted tasks by executor: the site's own executors first, then those of other
/// municipalities, by name.
pub fn by_executor(site: &Site) -> Vec<(Executor, Vec<TaskId>)> {
    let mut groups: BTreeMap<Identity, (Executor, Vec<TaskId>)> = BTreeMap::new();
    for id in counted(site) {
        let document = site.document(id.document);
        let practice = document.entry.matter.practice_of.as_ref().map(|it| it.value.clone());
        let party = document.tasks[id.index].executor.clone();
        let executor = Executor { party, practice_of: practice };
        let identity = Identity::of(site, &executor);
        groups.entry(identity).or_insert_with(|| (executor, vec![])).1.push(id);
    }
    groups.into_values().collect()
}

/// What makes two executors one, in the order of lists. Names are folded: spellings that
/// differ in letter case are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    place: Option<SortKey>,
    is_untold: bool,
    name: Option<SortKey>,
    organisation: Option<OrganisationId>,
}

impl Identity {
    fn of(site: &Site, executor: &Executor) -> Identity {
        let key = |text: &str| sort_key(&fold(text));
        let name = executor.party.name(site);
        Identity {
            place: executor.practice_of.as_deref().map(key),
            is_untold: name.is_none(),
            name: name.map(key),
            organisation: executor.party.organisation(),
        }
    }
}
