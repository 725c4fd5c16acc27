//! Tasks of all documents: how they stand, by whom and by when they are to be done.

use serde::Serialize;

use super::card::organisation_link;
use super::chart::ChartView;
use super::frame::{Figure, Label, LinkView, Pager, Place, page_count};
use super::list::{Lists, PAGE_SIZE};
use super::route::Route;
use super::task::{TaskView, task_view};
use super::task_calendar::{self, TaskCalendar};
use super::task_list::{TaskList, TaskLists};
use super::{Context, Object, Page, Subject};
use crate::content::chart_name::ChartName;
use crate::site::Site;
use crate::stats::tasks::{Executor, TaskState, dated};
use crate::text::typography::bind;

/// How many tasks of one executor the overview shows.
const MOST_OF_EXECUTOR: usize = 10;

/// The overview, every list, and the calendar of terms; nothing where nobody has a task.
pub(super) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let tasks = &lists.tasks;
    if tasks.lists.is_empty() {
        return vec![];
    }
    let mut pages = vec![Page::new(Route::new("tasks/index"), "tasks", Overview)];
    for (list, members) in &tasks.lists {
        let of = page_count(members.len(), PAGE_SIZE);
        let route = tasks.route(*list);
        pages.extend((1..=of).map(|number| {
            let subject = OneList { list: *list, number, of };
            Page::new(route.numbered(number), "task-list", subject)
        }));
    }
    if !dated(site).is_empty() {
        pages.push(Page::export(task_calendar::route(), TaskCalendar));
    }
    pages
}

struct Overview;

/// What `tasks.html` reads.
#[derive(Serialize)]
struct OverviewView {
    /// All counted tasks.
    total: Figure,
    /// ST-18: states that have tasks, the most urgent first.
    states: Vec<StateRow>,
    /// Tasks with a date for a term, the earliest first.
    dated: Vec<TaskView>,
    /// These terms on a line of months.
    charts: Vec<ChartView>,
    /// The calendar of these terms.
    calendar: Option<String>,
    /// Executors by municipality, the site's own first.
    places: Vec<PlaceView>,
}

#[derive(Serialize)]
struct StateRow {
    /// Key of the state.
    state: &'static str,
    figure: Figure,
}

#[derive(Serialize)]
struct PlaceView {
    /// The municipality whose practice the documents show; none for the site's own.
    practice_of: Option<String>,
    executors: Vec<ExecutorView>,
}

#[derive(Serialize)]
struct ExecutorView {
    /// None where the sources do not tell.
    name: Option<String>,
    /// The page of the organisation, where the registry has it.
    organisation: Option<LinkView>,
    /// All their tasks.
    figure: Figure,
    /// How many of them are in each state that has any.
    states: Vec<super::task::StateCount>,
    /// The first of them.
    tasks: Vec<TaskView>,
}

impl Subject for Overview {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let lists = &context.plan.lists.tasks;
        Box::new(OverviewView {
            total: figure(context, TaskList::All),
            states: states(context),
            dated: dated(context.site).into_iter().map(|it| task_view(context, it)).collect(),
            charts: context.named_charts(&[ChartName::Deadlines], 0),
            calendar: context.href_if(&task_calendar::route()),
            places: places(context, lists),
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("tasks"),
            above: vec![(Route::new("index"), Label::key("home"))],
            section: Some(Route::new("tasks/index")),
            ..Place::default()
        }
    }
}

/// The number of tasks of a list, with its page.
fn figure(context: &Context<'_>, list: TaskList) -> Figure {
    let lists = &context.plan.lists.tasks;
    Figure { value: lists.members(list).len(), href: context.href_if(&lists.route(list)) }
}

fn states(context: &Context<'_>) -> Vec<StateRow> {
    let row = |state: TaskState| StateRow {
        state: state.key(),
        figure: figure(context, TaskList::State(state)),
    };
    TaskState::ALL.into_iter().map(row).filter(|it| it.figure.value > 0).collect()
}

fn places(context: &Context<'_>, lists: &TaskLists) -> Vec<PlaceView> {
    let mut places: Vec<PlaceView> = vec![];
    for (index, executor) in lists.executors.iter().enumerate() {
        let practice_of = executor.practice_of.as_deref().map(bind);
        let view = executor_view(context, (index, executor));
        match places.last_mut() {
            Some(place) if place.practice_of == practice_of => place.executors.push(view),
            _ => places.push(PlaceView { practice_of, executors: vec![view] }),
        }
    }
    places
}

fn executor_view(context: &Context<'_>, (index, executor): (usize, &Executor)) -> ExecutorView {
    let list = TaskList::Executor(index);
    let members = context.plan.lists.tasks.members(list);
    let shown = members.iter().take(MOST_OF_EXECUTOR);
    ExecutorView {
        name: executor_name(context, executor),
        organisation: organisation(context, executor),
        figure: figure(context, list),
        states: super::task::state_counts(context.site, members),
        tasks: shown.map(|it| task_view(context, *it)).collect(),
    }
}

fn executor_name(context: &Context<'_>, executor: &Executor) -> Option<String> {
    executor.party.name(context.site).map(bind)
}

fn organisation(context: &Context<'_>, executor: &Executor) -> Option<LinkView> {
    executor.party.organisation().map(|it| organisation_link(context, it))
}

struct OneList {
    list: TaskList,
    number: usize,
    of: usize,
}

/// What `task-list.html` reads.
#[derive(Serialize)]
struct OneListView {
    /// Number of tasks in the whole list.
    count: usize,
    /// Key of the state it is limited to.
    state: Option<&'static str>,
    /// The executor it is limited to.
    executor: Option<String>,
    /// The page of that executor, where the registry has it.
    organisation: Option<LinkView>,
    /// The municipality of that executor, if it is not the site's own.
    practice_of: Option<String>,
    /// The tasks of this page.
    tasks: Vec<TaskView>,
    /// The pages of the list.
    pager: Pager,
    /// Ways to other lists.
    states: Vec<StateRow>,
    executors: Vec<ExecutorFacet>,
    everything: Figure,
}

#[derive(Serialize)]
struct ExecutorFacet {
    /// None where the sources do not tell.
    name: Option<String>,
    practice_of: Option<String>,
    figure: Figure,
    /// Whether this page is about them.
    current: bool,
}

impl OneList {
    fn executor<'a>(&self, context: &Context<'a>) -> Option<&'a Executor> {
        match self.list {
            TaskList::Executor(index) => context.plan.lists.tasks.executors.get(index),
            _ => None,
        }
    }
}

impl Subject for OneList {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let lists = &context.plan.lists.tasks;
        let members = lists.members(self.list);
        let shown = members.iter().skip((self.number - 1) * PAGE_SIZE).take(PAGE_SIZE);
        let executor = self.executor(context);
        let facet = |(index, executor): (usize, &Executor)| ExecutorFacet {
            name: executor_name(context, executor),
            practice_of: executor.practice_of.as_deref().map(bind),
            figure: figure(context, TaskList::Executor(index)),
            current: self.list == TaskList::Executor(index),
        };
        Box::new(OneListView {
            count: members.len(),
            state: match self.list {
                TaskList::State(state) => Some(state.key()),
                _ => None,
            },
            executor: executor.and_then(|it| executor_name(context, it)),
            organisation: executor.and_then(|it| organisation(context, it)),
            practice_of: executor.and_then(|it| it.practice_of.as_deref()).map(bind),
            tasks: shown.map(|it| task_view(context, *it)).collect(),
            pager: Pager::new(context, &lists.route(self.list), (self.number, self.of)),
            states: states(context),
            executors: lists.executors.iter().enumerate().map(facet).collect(),
            everything: figure(context, TaskList::All),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let title = match self.list {
            TaskList::All => Label::key("all_tasks"),
            TaskList::State(state) => {
                Label { detail: Some(state.key().to_owned()), ..Label::key("tasks_in_state") }
            }
            TaskList::Executor(_) => {
                let executor = self.executor(context);
                let name = executor.and_then(|it| executor_name(context, it));
                // Other towns have heads of schools too.
                let place = executor.and_then(|it| it.practice_of.as_deref()).map(bind);
                let detail = match (name, place) {
                    (Some(name), Some(place)) => Some(format!("{name}, {place}")),
                    (name, _) => name,
                };
                match detail {
                    Some(_) => Label { detail, ..Label::key("tasks_of") },
                    None => Label::key("tasks_of_nobody"),
                }
            }
        };
        let n = (self.number > 1).then_some(self.number);
        Place {
            title: Label { n, ..title },
            above: vec![
                (Route::new("index"), Label::key("home")),
                (Route::new("tasks/index"), Label::key("tasks")),
            ],
            section: Some(Route::new("tasks/index")),
            ..Place::default()
        }
    }
}

/// The list of an organisation's tasks, if it has any.
pub(super) fn of_organisation(
    context: &Context<'_>,
    id: crate::site::OrganisationId,
) -> Option<Figure> {
    let lists = &context.plan.lists.tasks;
    let own = |it: &Executor| it.party.organisation() == Some(id);
    let index = lists.executors.iter().position(own)?;
    Some(figure(context, TaskList::Executor(index)))
}
