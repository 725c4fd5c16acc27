//! The lists of tasks, counted once for all pages: all of them, by state, by executor.

use std::collections::BTreeMap;

use super::route::Route;
use crate::site::Site;
use crate::site::party::Party;
use crate::site::task::TaskId;
use crate::stats::tasks::{Executor, TaskState, by_executor, by_state, counted};
use crate::text::slug::slug;

/// What a list of tasks selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskList {
    /// All that are counted.
    All,
    /// Those in a state on the day of the build.
    State(TaskState),
    /// Those of an executor, by its index.
    Executor(usize),
}

/// Every list of tasks that has members.
#[derive(Debug, Default)]
pub struct TaskLists {
    /// Tasks, in the order of documents.
    pub lists: BTreeMap<TaskList, Vec<TaskId>>,
    /// Executors, the site's own first.
    pub executors: Vec<Executor>,
    slugs: Vec<String>,
    executor_of: BTreeMap<TaskId, usize>,
}

impl TaskLists {
    /// Counts every list of tasks of a site.
    pub fn of(site: &Site) -> TaskLists {
        let mut found = TaskLists::default();
        let all = counted(site);
        if all.is_empty() {
            return found;
        }
        found.lists.insert(TaskList::All, all);
        for (state, tasks) in by_state(site) {
            found.lists.insert(TaskList::State(state), tasks);
        }
        for (index, (executor, tasks)) in by_executor(site).into_iter().enumerate() {
            found.slugs.push(free_slug(site, &executor, &found.slugs));
            found.executors.push(executor);
            found.executor_of.extend(tasks.iter().map(|it| (*it, index)));
            found.lists.insert(TaskList::Executor(index), tasks);
        }
        found
    }

    /// The members of a list.
    pub fn members(&self, list: TaskList) -> &[TaskId] {
        self.lists.get(&list).map(Vec::as_slice).unwrap_or_default()
    }

    /// The executor of a counted task, by index.
    pub fn executor_of(&self, id: TaskId) -> Option<usize> {
        self.executor_of.get(&id).copied()
    }

    /// The address of the first page of a list.
    pub fn route(&self, list: TaskList) -> Route {
        match list {
            TaskList::All => Route::new("tasks/all"),
            TaskList::State(state) => Route::new(&format!("tasks/state/{}", state.key())),
            TaskList::Executor(index) => {
                let slug = self.slugs.get(index).map_or("x", String::as_str);
                Route::new(&format!("tasks/executor/{slug}"))
            }
        }
    }
}

/// A part of an address that no other executor has.
fn free_slug(site: &Site, executor: &Executor, taken: &[String]) -> String {
    let name = match &executor.party {
        Party::Organisation(id) => site.organisation(*id).entry.id.to_string(),
        Party::Named(name) => slug(name),
        Party::NotTold => "not-told".to_owned(),
    };
    let place = executor.practice_of.as_ref().map(|it| slug(it) + "-");
    let name = place.unwrap_or_default() + &name;
    let free = |it: &String| !taken.contains(it);
    let numbered = (2..).map(|it| format!("{name}-{it}"));
    [name.clone()].into_iter().chain(numbered).find(free).unwrap_or(name)
}
