//! Charts of organisations: types, involvement, how many projects they have.

use std::cmp::Ordering;

use super::super::list::{OrganisationList, ProjectList};
use super::named::Registry;
use super::words::{Leaders, OF_ORGANISATIONS, ORGANISATIONS, agreed, inside};
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row};
use crate::stats::{organisations, percent};

/// ST-6: the types of organisations, the largest group first.
pub(super) fn types(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let terms = &registry.site.vocabularies.organisation_types;
    let active = registry.active_organisations(year);
    let groups = organisations::grouped(registry.site, active.iter().copied());
    let whole: usize = groups.iter().map(|it| it.1.len()).sum();
    let mut rows: Vec<(usize, Row)> = groups
        .iter()
        .map(|(kind, ids)| {
            let list = OrganisationList::of_year(year);
            let list = OrganisationList { organisation_type: *kind, ..list };
            let title = kind
                .map_or("Тип не указан".to_owned(), |it| terms[it.0].title.clone());
            let cells = vec![registry.organisations(ids.len(), list)];
            (ids.len(), Row { label: Label::new(title), cells })
        })
        .collect();
    rows.sort_by_key(|it| std::cmp::Reverse(it.0));
    let leaders = Leaders::of(rows.iter().map(|it| (it.0, inside(&it.1.label.text))))?;
    let (title, most) = (leaders.names(), leaders.number);
    let headline = match (rows.len(), 2 * most > whole) {
        (1, _) => format!("Все участники — {title}: {most}"),
        (_, true) => format!("Больше половины участников — {title}: {most} из {whole}"),
        (_, false) => leaders.groups(" участников", whole),
    };
    Some(Chart::new(
        &headline,
        format!(
            "Организации, у которых есть действующие проекты, по типам. {}",
            registry.place_and_year(year)
        ),
        Picture::Grid(
            Form::Bars,
            Grid {
                head: "Тип организации".to_owned(),
                series: vec![Label::new("Организации с проектами")],
                rows: rows.into_iter().map(|it| it.1).collect(),
                unit: ORGANISATIONS,
                ..Grid::default()
            },
        ),
    ))
}

/// ST-7 and ST-8: all organisations of a type beside those with projects.
pub(super) fn involvement(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let terms = &registry.site.vocabularies.organisation_types;
    let shares = organisations::involvement(registry.site, year);
    let (involved, total) = organisations::total_involvement(&shares);
    let share = percent(involved, total)?;
    let row = |it: &organisations::Involvement| {
        let list = OrganisationList::of_year(year).with_type(it.organisation_type);
        let number = it.involved.len();
        let with = Cell {
            note: it.percent.map(|it| format!("{it}\u{a0}%")),
            ..registry.organisations(number, list)
        };
        Row {
            label: Label::new(terms[it.organisation_type.0].title.clone()),
            cells: vec![Cell::count(it.total, None), with],
        }
    };
    let verb = agreed(involved, ["Вовлечена", "Вовлечены", "Вовлечено"]);
    let chart = Chart::new(
        &format!("{verb} {} из {total} — {share}\u{a0}%", ORGANISATIONS.counted(involved)),
        format!(
            "Все организации города и те из них, у которых есть действующие проекты, по типам. {}",
            registry.place_and_year(year)
        ),
        Picture::Grid(
            Form::Bars,
            Grid {
                head: "Тип организации".to_owned(),
                series: vec![Label::new("Всего в городе"), Label::new("С проектами")],
                rows: shares.iter().map(row).collect(),
                unit: ORGANISATIONS,
                ..Grid::default()
            },
        ),
    );
    Some(Chart {
        notes: vec!["Доли округлены до целых процентов.".to_owned()], ..chart
    })
}

/// ST-9: how many organisations have one project, two, three.
pub(super) fn counts(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let counts = organisations::with_counts(registry.site, year);
    let most = counts.values().copied().max()?;
    let row = |number: usize| {
        let exactly = counts.values().filter(|it| **it == number).count();
        let list = OrganisationList::of_year(year).with_projects(number, number);
        Row {
            label: Label::new(number.to_string()),
            cells: vec![registry.organisations(exactly, list)],
        }
    };
    let (all, several) = (counts.len(), counts.values().filter(|it| **it > 1).count());
    let headline = match several {
        0 => "Ни у одной организации нет больше одного проекта".to_owned(),
        _ => {
            format!("Больше одного проекта — у {} из {all}", OF_ORGANISATIONS.counted(several))
        }
    };
    Some(Chart::new(
        &headline,
        format!(
            "Сколько организаций участвует в одном, двух и более действующих проектах, в любой \
             роли. {}",
            registry.place_and_year(year)
        ),
        Picture::Grid(
            Form::Columns,
            Grid {
                head: "Число проектов".to_owned(),
                series: vec![Label::new("Организации")],
                rows: (1..=most).map(row).collect(),
                unit: ORGANISATIONS,
                ..Grid::default()
            },
        ),
    ))
}

/// ST-5 and ST-1 over the years.
pub(super) fn trend(registry: Registry<'_>) -> Option<Chart> {
    let (site, years) = (registry.site, &registry.lists.years);
    let count = |year: i16| registry.active_organisations(year).len();
    let (first, last) = (*years.first()?, *years.last()?);
    if first == last {
        return None;
    }
    let row = |year: &i16| {
        let projects = ProjectList::of_year(*year);
        let organisations = OrganisationList::of_year(*year);
        Row {
            label: Label::new(year.to_string()),
            cells: vec![
                registry.organisations(count(*year), organisations),
                registry.projects(registry.active(*year).len(), projects),
            ],
        }
    };
    let (before, now) = (count(first), count(last));
    let verb = match before.cmp(&now) {
        Ordering::Less => "стало больше",
        Ordering::Equal => "осталось столько же",
        Ordering::Greater => "стало меньше",
    };
    Some(Chart::new(
        &format!(
            "Организаций с проектами {verb}: {before} в {first}\u{a0}году, {now} в {last}"
        ),
        format!(
            "Организации, у которых есть действующие проекты, и сами эти проекты. {}, \
             {first}–{last}\u{a0}годы",
            site.settings.city
        ),
        Picture::Grid(
            Form::Line,
            Grid {
                head: "Год".to_owned(),
                series: vec![Label::new("Организации"), Label::new("Проекты")],
                rows: years.iter().map(row).collect(),
                ..Grid::default()
            },
        ),
    ))
}
