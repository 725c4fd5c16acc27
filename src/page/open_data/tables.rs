//! Tables of the registry: a head, then a row for each entry, in the order of the site.

use super::super::card::project_name;
use super::super::route::{self, Route};
use super::super::{Context, state_title};
use crate::site::{DocumentId, Project, ProjectId, StatusId};
use crate::stats::{is_active, status_in, years};
use crate::text::date;
use crate::yaml::table::Word;

/// The head, then the rows, each made when it is asked for.
pub(super) type Rows<'a> = Box<dyn Iterator<Item = Vec<String>> + 'a>;

/// Projects with their last decision and the years in which they were active (ST-1).
pub(super) fn projects<'a>(context: &'a Context<'_>) -> Rows<'a> {
    let site = context.site;
    let head = [
        "Ключ",
        "Тема",
        "Краткое название",
        "Статус",
        "Уровень",
        "Состояние",
        "Год решения",
        "Документ",
        "Ведет",
        "Организаций",
        "Действовал в годы",
        "Страница",
    ];
    let years = years(site);
    let row = move |id: ProjectId| {
        let project = site.project(id);
        let last = project.history.last();
        let active = years.iter().filter(|it| is_active(project, **it));
        let active: Vec<String> = active.map(i16::to_string).collect();
        vec![
            project.entry.id.to_string(),
            project.entry.matter.title.value.clone(),
            project_name(site, id).to_owned(),
            status(context, status_in(project, i16::MAX)),
            project.level.spelling().to_owned(),
            last.map(|it| state_title(site, it.state)).unwrap_or_default(),
            last.map(|it| it.year.to_string()).unwrap_or_default(),
            document(context, last.and_then(|it| it.order)),
            leader(context, project),
            project.participants.len().to_string(),
            active.join(", "),
            address(context, &route::project(site, id)),
        ]
    };
    table(&head, site.project_ids().map(row))
}

/// Who takes part in what, and as what.
pub(super) fn participants<'a>(context: &'a Context<'_>) -> Rows<'a> {
    let site = context.site;
    let head =
        ["Проект", "Организация", "Название организации", "Роль", "Филиал", "С года", "По год"];
    let year = |it: Option<i16>| it.map(|it| it.to_string()).unwrap_or_default();
    let rows = site.projects.iter().flat_map(move |project| {
        project.participants.iter().map(move |it| {
            let organisation = site.organisation(it.organisation);
            vec![
                project.entry.id.to_string(),
                organisation.entry.id.to_string(),
                organisation.entry.matter.name.value.clone(),
                it.role.spelling().to_owned(),
                if it.branch { "да" } else { "" }.to_owned(),
                year(it.from),
                year(it.to),
            ]
        })
    });
    table(&head, rows)
}

/// Decisions on projects, year by year.
pub(super) fn decisions<'a>(context: &'a Context<'_>) -> Rows<'a> {
    let site = context.site;
    let head = ["Проект", "Год", "Состояние", "Новый статус", "Документ", "Пункт"];
    let rows = site.projects.iter().flat_map(move |project| {
        project.history.iter().map(move |it| {
            vec![
                project.entry.id.to_string(),
                it.year.to_string(),
                state_title(site, it.state),
                status(context, it.status),
                document(context, it.order),
                it.item.clone().unwrap_or_default(),
            ]
        })
    });
    table(&head, rows)
}

/// Organisations with the numbers of what they take part in.
pub(super) fn organisations<'a>(context: &'a Context<'_>) -> Rows<'a> {
    let site = context.site;
    let head =
        ["Ключ", "Название", "Краткое название", "Тип", "Проектов", "Продуктов", "Страница"];
    let row = move |id| {
        let organisation = site.organisation(id);
        let types = &site.vocabularies.organisation_types;
        let kind = organisation.organisation_type.map(|it| types[it.0].title.clone());
        vec![
            organisation.entry.id.to_string(),
            organisation.entry.matter.name.value.clone(),
            organisation.short_name.clone(),
            kind.unwrap_or_default(),
            organisation.projects.len().to_string(),
            organisation.products.len().to_string(),
            address(context, &route::organisation(site, id)),
        ]
    };
    table(&head, site.organisation_ids().map(row))
}

/// The site's own documents.
pub(super) fn documents<'a>(context: &'a Context<'_>) -> Rows<'a> {
    let site = context.site;
    let head = ["Ключ", "Вид", "Номер", "Дата", "Кем издан", "Название", "Страница"];
    let row = move |id| {
        let entry = &site.document(id).entry;
        let matter = &entry.matter;
        let number = matter.number.as_ref().map(|it| it.value.clone());
        let title = matter.title.value().map(|it| it.value.clone());
        vec![
            entry.id.to_string(),
            matter.kind.value.spelling().to_owned(),
            number.unwrap_or_default(),
            date::short(matter.date.value),
            matter.issuer.value.clone(),
            title.unwrap_or_default(),
            address(context, &route::document(site, id)),
        ]
    };
    table(&head, site.own_document_ids().map(row))
}

fn table<'a>(head: &[&str], rows: impl Iterator<Item = Vec<String>> + 'a) -> Rows<'a> {
    let head = head.iter().map(|it| (*it).to_owned()).collect();
    Box::new(std::iter::once(head).chain(rows))
}

fn status(context: &Context<'_>, id: Option<StatusId>) -> String {
    id.map(|it| context.site.vocabularies.statuses[it.0].title.clone()).unwrap_or_default()
}

fn document(context: &Context<'_>, id: Option<DocumentId>) -> String {
    id.map(|it| context.site.document(it).entry.id.to_string()).unwrap_or_default()
}

fn leader(context: &Context<'_>, project: &Project) -> String {
    let leader = project.participants.iter().find(|it| it.role.leads());
    leader
        .map(|it| context.site.organisation(it.organisation).short_name.clone())
        .unwrap_or_default()
}

/// The public address of a page, or its path where the site does not know its own.
pub(super) fn address(context: &Context<'_>, route: &Route) -> String {
    context.public(route).unwrap_or_else(|| route.path().to_owned())
}
