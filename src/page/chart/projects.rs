//! Charts of projects: by year and state, by status.

use super::super::list::{ProjectList, StatusChoice};
use super::named::Registry;
use super::words::{OF_PROJECTS, PROJECTS, agreed, inside};
use crate::chart::{Chart, Form, Grid, Label, Picture, Row};
use crate::content::word::State;
use crate::page::state_title;
use crate::stats::{projects, state_in};

/// ST-1 by state, for every year: the columns add up to the active projects.
pub(super) fn by_year(registry: Registry<'_>) -> Option<Chart> {
    let (site, years) = (registry.site, &registry.lists.years);
    let active: Vec<(i16, Vec<_>)> =
        years.iter().map(|it| (*it, projects::active(site, *it))).collect();
    let state = |year: i16, id: &crate::site::ProjectId| state_in(site.project(*id), year);
    let states: Vec<Option<State>> = State::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .filter(|it| active.iter().any(|(y, ids)| ids.iter().any(|id| state(*y, id) == *it)))
        .collect();
    let title = |it: &Option<State>| match it {
        Some(it) => Label::new(super::super::card::capitalised(&state_title(site, *it))),
        None => Label::new("Решения за этот год в реестре нет"),
    };
    let row = |(year, ids): &(i16, Vec<crate::site::ProjectId>)| {
        let cell = |it: &Option<State>| {
            let number = ids.iter().filter(|id| state(*year, id) == *it).count();
            let list = ProjectList { state: *it, ..ProjectList::of_year(*year) };
            registry.projects(number, list)
        };
        let link = ProjectList::of_year(*year).route(site).path().to_owned();
        Row {
            label: Label::linked(year.to_string(), Some(link)),
            cells: states.iter().map(cell).collect(),
        }
    };
    let number = |it: Option<&(i16, Vec<_>)>| it.map(|it| it.1.len());
    let (now, before) = (number(active.last())?, number(active.iter().rev().nth(1)));
    let last = *years.last()?;
    let headline = match before {
        Some(before) if before < now => {
            format!("Действующих проектов стало больше: {now} против {before}")
        }
        Some(before) if before > now => {
            format!("Действующих проектов стало меньше: {now} против {before}")
        }
        Some(_) => format!("Действующих проектов столько же, сколько годом раньше: {now}"),
        None => {
            let verb = agreed(now, ["действовал", "действовали", "действовало"]);
            format!("В {last}\u{a0}году {verb} {}", PROJECTS.counted(now))
        }
    };
    let span = match years.first() {
        Some(first) if *first < last => format!("{first}–{last}\u{a0}годы"),
        _ => format!("{last}\u{a0}год"),
    };
    Some(Chart {
        name: String::new(),
        headline,
        subject: format!(
            "Действующие проекты по последнему решению о них. {}, {span}",
            site.settings.city
        ),
        picture: Picture::Grid(
            Form::Columns,
            Grid {
                head: "Год".to_owned(),
                series: states.iter().map(title).collect(),
                rows: active.iter().map(row).collect(),
                unit: PROJECTS,
            },
        ),
        notes: vec![],
    })
}

/// ST-2: the projects of a year by status.
pub(super) fn statuses(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let groups = projects::by_status(registry.site, year);
    let whole: usize = groups.iter().map(|it| it.1.len()).sum();
    let title = |it: Option<crate::site::StatusId>| match it {
        Some(it) => registry.site.vocabularies.statuses[it.0].matter.plural.clone(),
        None => "Статус в приказе не указан".to_owned(),
    };
    let row = |(status, ids): &(Option<crate::site::StatusId>, Vec<_>)| {
        let choice = status.map_or(StatusChoice::NotTold, StatusChoice::Known);
        let list = ProjectList::of_year(year).with_status(choice);
        Row {
            label: Label::new(title(*status)),
            cells: vec![registry.projects(ids.len(), list)],
        }
    };
    let untold = groups.iter().find(|it| it.0.is_none()).map_or(0, |it| it.1.len());
    let (most, largest) = groups.iter().rev().max_by_key(|it| it.1.len())?;
    let headline = match untold {
        0 => format!(
            "Самая большая группа — {}: {} из {whole}",
            inside(&title(*most)),
            largest.len()
        ),
        _ => format!("У {} из {whole} статус в приказе не указан", OF_PROJECTS.counted(untold)),
    };
    Some(Chart {
        name: String::new(),
        headline,
        subject: format!("Действующие проекты по статусу. {}", registry.place_and_year(year)),
        picture: Picture::Grid(
            Form::Strip,
            Grid {
                head: "Статус".to_owned(),
                series: vec![Label::new("Проекты")],
                rows: groups.iter().map(row).collect(),
                unit: PROJECTS,
            },
        ),
        notes: vec![],
    })
}
