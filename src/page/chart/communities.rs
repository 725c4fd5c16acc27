//! Charts of communities: how large they are, who is in several, who works with whom.

use super::super::card::project_name;
use super::super::{Page, route};
use super::csv_of;
use super::named::Registry;
use super::words::{COMMUNITIES, OF_PARTNERS, ORGANISATIONS, OTHER_ORGANISATIONS, names};
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row, Star};
use crate::content::word::Role;
use crate::site::{OrganisationId, ProjectId, Site};
use crate::stats::communities;
use crate::text::typography::bind;

/// A network or a matrix of more organisations nobody can read; lists tell it better.
const MOST_NODES: usize = 300;
/// The same for the columns of a matrix.
const MOST_COLUMNS: usize = 24;
/// So many communities are drawn, the largest first.
const MOST_BARS: usize = 40;

/// ST-11: communities by size, the largest first.
pub(super) fn sizes(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let sizes = communities::sizes(site, year);
    let row = |(id, size): &(ProjectId, usize)| Row {
        label: community(registry, *id),
        cells: vec![Cell::count(*size, None)],
    };
    let (most, least) = (sizes.first()?.1, sizes.last()?.1);
    let headline = match (sizes.len(), most == least) {
        (1, _) => format!("В сообществе {}", ORGANISATIONS.counted(most)),
        (_, true) => {
            format!("Все сообщества одного размера: {}", ORGANISATIONS.counted(most))
        }
        (_, false) => format!(
            "В самом большом сообществе {}, в самом малом — {least}",
            ORGANISATIONS.counted(most)
        ),
    };
    Some(Chart::new(
        &headline,
        format!(
            "Сколько разных организаций в каждом сетевом сообществе вместе с координатором. {}",
            registry.place_and_year(year)
        ),
        Picture::Grid(
            Form::Bars,
            Grid {
                head: "Сообщество".to_owned(),
                series: vec![Label::new("Организации")],
                rows: sizes.iter().take(MOST_BARS).map(row).collect(),
                unit: ORGANISATIONS,
                ..Grid::default()
            },
        ),
    ))
}

/// Who is in several communities.
pub(super) fn membership(registry: Registry<'_>, year: i16) -> Option<Chart> {
    if communities::active(registry.site, year).len() > MOST_COLUMNS {
        return None;
    }
    let all = communities::memberships(registry.site, year);
    let several: Vec<(OrganisationId, Vec<ProjectId>)> =
        all.iter().filter(|it| it.1.len() > 1).map(|(id, of)| (*id, of.clone())).collect();
    if several.is_empty() || several.len() > MOST_NODES {
        return None;
    }
    let headline = format!(
        "{} из {} — сразу в нескольких сообществах",
        ORGANISATIONS.counted(several.len()),
        all.len()
    );
    let subject = format!(
        "Организации, которые участвуют в двух и более сетевых сообществах. {}",
        registry.place_and_year(year)
    );
    let grid = meetings(registry, year, &several);
    Some(Chart::new(&headline, subject, Picture::Grid(Form::Matrix, grid)))
}

/// All organisations and communities of a year; who joins them.
pub(super) fn network(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let all: Vec<(OrganisationId, Vec<ProjectId>)> =
        communities::memberships(registry.site, year).into_iter().collect();
    if all.len() > MOST_NODES {
        return None;
    }
    let connections = communities::connections(registry.site, year);
    let first = connections.first()?;
    let equal = connections
        .iter()
        .take_while(|it| (it.communities, it.partners) == (first.communities, first.partners));
    let equal: Vec<String> =
        equal.map(|it| bind(&registry.site.organisation(it.organisation).short_name)).collect();
    let headline = match (first.communities, equal.len()) {
        (1, _) => "Каждая организация участвует только в одном сообществе".to_owned(),
        (_, 1) => format!(
            "Больше всех связывает {}: {} и {}",
            names(&equal),
            COMMUNITIES.counted(first.communities),
            OTHER_ORGANISATIONS.counted(first.partners)
        ),
        _ => format!(
            "Больше всех связывают {}: каждая организация состоит в\u{a0}{} сообществах",
            names(&equal),
            first.communities
        ),
    };
    let subject = format!(
        "Сетевые сообщества и организации, которые в них участвуют: слева те, кто связывает \
         несколько сообществ, справа участники одного. {}",
        registry.place_and_year(year)
    );
    let grid = meetings(registry, year, &all);
    Some(Chart::new(&headline, subject, Picture::Grid(Form::Network, grid)))
}

/// Organisations in rows, those in most communities first; communities in columns.
fn meetings(
    registry: Registry<'_>,
    year: i16,
    of: &[(OrganisationId, Vec<ProjectId>)],
) -> Grid {
    let site = registry.site;
    let columns: Vec<ProjectId> =
        communities::sizes(site, year).into_iter().map(|it| it.0).collect();
    let mut of: Vec<_> = of.iter().collect();
    of.sort_by_key(|it| (std::cmp::Reverse(it.1.len()), it.0));
    let row = |(id, own): &&(OrganisationId, Vec<ProjectId>)| Row {
        label: organisation(registry, *id),
        cells: columns
            .iter()
            .map(|it| Cell::count(usize::from(own.contains(it)), None))
            .collect(),
    };
    Grid {
        head: "Организация".to_owned(),
        series: columns.iter().map(|it| community(registry, *it)).collect(),
        rows: of.iter().map(row).collect(),
        unit: ORGANISATIONS,
        whole: None,
    }
}

fn organisation(registry: Registry<'_>, id: OrganisationId) -> Label {
    let path = route::organisation(registry.site, id).path().to_owned();
    Label::linked(bind(&registry.site.organisation(id).short_name), Some(path))
}

fn community(registry: Registry<'_>, id: ProjectId) -> Label {
    let path = route::project(registry.site, id).path().to_owned();
    Label::linked(bind(project_name(registry.site, id)), Some(path))
}

/// Who coordinates a community, and everybody else in it once; none where one of them lacks.
fn circle(site: &Site, id: ProjectId) -> Option<(OrganisationId, Vec<OrganisationId>)> {
    let all = &site.project(id).participants;
    let centre = all.iter().find(|it| it.role == Role::Coordinator)?.organisation;
    let mut others: Vec<_> =
        all.iter().map(|it| it.organisation).filter(|it| *it != centre).collect();
    others.sort_unstable();
    others.dedup();
    (!others.is_empty()).then_some((centre, others))
}

/// The file with the numbers of a community's [`roster`], if it has one.
pub(in crate::page) fn roster_file(site: &Site, id: ProjectId) -> Option<Page> {
    circle(site, id)?;
    Some(csv_of(&roster_name(site, id), move |registry| roster(registry, id)))
}

fn roster_name(site: &Site, id: ProjectId) -> String {
    format!("roster-{}", site.project(id).entry.id)
}

/// The coordinator of a community and its partners by type.
pub(in crate::page) fn roster(registry: Registry<'_>, id: ProjectId) -> Option<Chart> {
    let site = registry.site;
    let (centre, others) = circle(site, id)?;
    let types = &site.vocabularies.organisation_types;
    let kinds = (0..types.len()).map(Some).chain([None]);
    let title = |kind: Option<usize>| {
        kind.map_or("Тип не указан".to_owned(), |it| types[it].title.clone())
    };
    let kind_of = |it| site.organisation(it).organisation_type.map(|it| it.0);
    let group = |kind: Option<usize>| {
        let others = others.iter().filter(|it| kind_of(**it) == kind);
        let others = others.map(|it| organisation(registry, *it));
        (Label::new(title(kind)), others.collect::<Vec<_>>())
    };
    let groups: Vec<_> = kinds.map(group).filter(|it| !it.1.is_empty()).collect();
    let coordinator = organisation(registry, centre);
    let headline = format!(
        "{} координирует работу {}",
        coordinator.text,
        OF_PARTNERS.counted(others.len())
    );
    let star = Star {
        centre: coordinator,
        kind: title(kind_of(centre)),
        role: "координатор".to_owned(),
        others: "партнер".to_owned(),
        head: "Тип организации".to_owned(),
        groups,
    };
    let chart = Chart::new(
        &headline,
        format!("Кто входит в сообщество «{}»", project_name(site, id)),
        Picture::Star(star),
    );
    Some(Chart { name: roster_name(site, id), ..chart })
}
