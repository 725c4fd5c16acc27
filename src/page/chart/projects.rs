//! Charts of projects: by year and state, by status.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::super::card::capitalised;
use super::super::list::{ProjectList, StatusChoice};
use super::named::Registry;
use super::words::{Leaders, OF_PROJECTS, PROJECTS, agreed, inside};
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row};
use crate::content::word::State;
use crate::page::state_title;
use crate::site::{DirectionId, ProjectId, StatusId};
use crate::stats::state_in;

/// ST-1 by state, for every year: the columns add up to the active projects.
pub(super) fn by_year(registry: Registry<'_>) -> Option<Chart> {
    let (site, years) = (registry.site, &registry.lists.years);
    let active: Vec<(i16, BTreeMap<Option<State>, usize>)> = years
        .par_iter()
        .map(|year| {
            let mut numbers = BTreeMap::new();
            for id in &*registry.active(*year) {
                *numbers.entry(state_in(site.project(*id), *year)).or_default() += 1;
            }
            (*year, numbers)
        })
        .collect();
    let states: Vec<Option<State>> = State::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .filter(|it| active.iter().any(|(_, numbers)| numbers.contains_key(it)))
        .collect();
    let title = |it: &Option<State>| Label::new(state_words(registry, *it));
    let row = |(year, numbers): &(i16, BTreeMap<Option<State>, usize>)| {
        let cell = |it: &Option<State>| {
            let number = numbers.get(it).copied().unwrap_or_default();
            let list = ProjectList { state: *it, ..ProjectList::of_year(*year) };
            registry.projects(number, list)
        };
        let link = ProjectList::of_year(*year).route(site).path().to_owned();
        Row {
            label: Label::linked(year.to_string(), Some(link)),
            cells: states.iter().map(cell).collect(),
        }
    };
    let sum = |it: &BTreeMap<_, usize>| it.values().sum::<usize>();
    let (last, now) = active.last().map(|it| (it.0, sum(&it.1)))?;
    let before = active.iter().rev().nth(1).map(|it| sum(&it.1));
    let headline = more_or_less(last, now, before);
    let span = match years.first() {
        Some(first) if *first < last => format!("{first}–{last}\u{a0}годы"),
        _ => format!("{last}\u{a0}год"),
    };
    Some(Chart::new(
        &headline,
        format!(
            "Действующие проекты по последнему решению о них. {}, {span}",
            site.settings.city
        ),
        Picture::Grid(
            Form::Columns,
            Grid {
                head: "Год".to_owned(),
                series: states.iter().map(title).collect(),
                rows: active.iter().map(row).collect(),
                unit: PROJECTS,
                ..Grid::default()
            },
        ),
    ))
}

/// Whether there are more active projects than in the year before.
fn more_or_less(year: i16, now: usize, before: Option<usize>) -> String {
    match before {
        Some(before) if before < now => {
            format!("Действующих проектов стало больше: {now} против {before}")
        }
        Some(before) if before > now => {
            format!("Действующих проектов стало меньше: {now} против {before}")
        }
        Some(_) => format!("Действующих проектов столько же, сколько годом раньше: {now}"),
        None => {
            let verb = agreed(now, ["действовал", "действовали", "действовало"]);
            format!("В {year}\u{a0}году {verb} {}", PROJECTS.counted(now))
        }
    }
}

/// ST-2: the projects of a year by status.
pub(super) fn statuses(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let groups = registry.by_status(year);
    let whole: usize = groups.iter().map(|it| it.1.len()).sum();
    let title = |it: Option<StatusId>| status_words(registry, it);
    let row = |(status, ids): &(Option<StatusId>, Cow<'_, [ProjectId]>)| {
        let choice = status.map_or(StatusChoice::NotTold, StatusChoice::Known);
        let list = ProjectList::of_year(year).with_status(choice);
        Row {
            label: Label::new(title(*status)),
            cells: vec![registry.projects(ids.len(), list)],
        }
    };
    let untold = groups.iter().find(|it| it.0.is_none()).map_or(0, |it| it.1.len());
    let leaders = Leaders::of(groups.iter().map(|it| (it.1.len(), inside(&title(it.0)))))?;
    let headline = match untold {
        0 => leaders.groups("", whole),
        _ => format!("У {} из {whole} статус в приказе не указан", OF_PROJECTS.counted(untold)),
    };
    Some(Chart::new(
        &headline,
        format!("Действующие проекты по статусу. {}", registry.place_and_year(year)),
        Picture::Grid(
            Form::Strip,
            Grid {
                head: "Статус".to_owned(),
                series: vec![Label::new("Проекты")],
                rows: groups.iter().map(row).collect(),
                unit: PROJECTS,
                ..Grid::default()
            },
        ),
    ))
}

/// A status as a key has it.
fn status_words(registry: Registry<'_>, status: Option<StatusId>) -> String {
    match status {
        Some(it) => registry.site.vocabularies.statuses[it.0].matter.plural.clone(),
        None => "Статус в приказе не указан".to_owned(),
    }
}

/// A state as a key has it.
pub(super) fn state_words(registry: Registry<'_>, state: Option<State>) -> String {
    match state {
        Some(it) => capitalised(&state_title(registry.site, it)),
        None => "Решения за этот год в реестре нет".to_owned(),
    }
}

/// Directions of the projects of a year, by status.
pub(super) fn directions(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let active = registry.active(year);
    let mut groups = registry.by_status(year);
    let has = |id: &ProjectId, direction: usize| {
        site.project(*id).directions.iter().any(|it| it.0 == direction)
    };
    let terms = site.vocabularies.directions.iter().enumerate();
    let used: Vec<(usize, usize, &str)> = terms
        .map(|(index, term)| {
            let number = active.iter().filter(|it| has(it, index)).count();
            (number, index, term.title.as_str())
        })
        .filter(|it| it.0 > 0)
        .collect();
    // A key without anything in the drawing would be looked for in vain.
    groups.retain(|it| used.iter().any(|(_, index, _)| it.1.iter().any(|id| has(id, *index))));
    let leaders = Leaders::of(used.iter().map(|it| (it.0, format!("«{}»", it.2))))?;
    let which = if leaders.titles.len() == 1 {
        "направления"
    } else {
        "направлений"
    };
    let status = |it: &(Option<StatusId>, _)| Label::new(status_words(registry, it.0));
    let row = |(_, index, title): &(usize, usize, &str)| {
        let link = ProjectList::of_direction(DirectionId(*index)).route(site);
        let cell = |group: &(Option<StatusId>, Cow<'_, [ProjectId]>)| {
            Cell::count(group.1.iter().filter(|it| has(it, *index)).count(), None)
        };
        Row {
            label: Label::linked(*title, Some(link.path().to_owned())),
            cells: groups.iter().map(cell).collect(),
        }
    };
    let grid = Grid {
        head: "Направление".to_owned(),
        series: groups.iter().map(status).collect(),
        rows: used.iter().map(row).collect(),
        unit: PROJECTS,
        whole: None,
    };
    Some(Chart::new(
        &format!("Больше всего проектов {which} {}: {}", leaders.names(), leaders.each()),
        format!(
            "Действующие проекты по направлениям и статусам; проект может быть в нескольких \
             направлениях. {}",
            registry.place_and_year(year)
        ),
        Picture::Grid(Form::Stacked, grid),
    ))
}
