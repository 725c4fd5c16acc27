//! Organisations. With a year, those in active projects of it, and what they do in it.

use super::{Kind, Mentioned, Of};
use crate::content::word::Role;
use crate::query::field::{
    Datum, Field, Row, count, directions, project, projects, statuses, term, terms, texts,
    word, words, year,
};
use crate::site::{Organisation, OrganisationId, Participation, ProjectId, Site};
use crate::stats::{is_active, status_in, years};

pub(super) static KIND: Kind = Kind {
    of: Of::Organisations,
    names: ["организации", "организация", "organisations", "organisation"],
    fields: FIELDS,
    columns: &["title", "type", "projects"],
    rows,
    file: |site, row| {
        let entry = &of(site, row).entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::text("название", "title", |site, row| {
        vec![Datum::Text(of(site, row).short_name.clone())]
    }),
    Field::text("полное_название", "full_name", |site, row| {
        let matter = &of(site, row).entry.matter;
        texts(matter.full_name.iter().chain([&matter.name]).map(|it| &it.value))
    }),
    Field::term(
        ["тип", "type"],
        |site| terms(&site.vocabularies.organisation_types),
        |site, row| {
            let kind = of(site, row).organisation_type.map(|it| it.0);
            term(&site.vocabularies.organisation_types, kind)
        },
    ),
    Field::text("вид", "kind", |site, row| {
        texts(of(site, row).entry.matter.kind.iter().map(|it| &it.value))
    }),
    Field::number("номер", "number", |site, row| {
        let number = of(site, row).entry.matter.number.iter();
        number.map(|it| Datum::Number(it.value)).collect()
    }),
    Field::text("район", "district", |site, row| {
        texts(of(site, row).entry.matter.district.iter().map(|it| &it.value))
    }),
    Field::number("год", "year", |_, row| year(row.year)),
    Field::number("проектов", "projects", |site, row| count(own(site, row).len())),
    Field::entry(["проект", "project"], projects, |site, row| {
        project(site, own(site, row))
    }),
    Field::term(["статус", "status"], statuses, |site, row| {
        let statuses = own(site, row).into_iter().filter_map(|it| {
            let project = site.project(it);
            let last = || project.history.last().map_or(i16::MAX, |it| it.year);
            status_in(project, row.year.unwrap_or_else(last))
        });
        term(&site.vocabularies.statuses, statuses.map(|it| it.0))
    }),
    Field::term(
        ["направление", "direction"],
        |site| terms(&site.vocabularies.directions),
        |site, row| {
            let own = own(site, row);
            let list = own.iter().flat_map(|it| &site.project(*it).directions);
            let list: Vec<_> = list.copied().collect();
            directions(site, &list)
        },
    ),
    Field::term(["роль", "role"], words::<Role>, |site, row| {
        let own = own(site, row);
        let roles = of(site, row).projects.iter().filter(|it| own.contains(&it.0));
        word(roles.map(|it| it.1).filter(|it| *it != Role::Lead))
    }),
    Field::number("продуктов", "products", |site, row| {
        let products = of(site, row).products.iter();
        count(products.filter(|it| !site.product(**it).is_example()).count())
    }),
    Field::number("мероприятий", "events", |site, row| {
        let events = of(site, row).events.iter();
        count(events.filter(|it| site.event(**it).counts()).count())
    }),
    Field::text("адрес", "address", |site, row| {
        texts(of(site, row).entry.matter.address.iter().map(|it| &it.value))
    }),
    Field::text("сайт", "site", |site, row| {
        texts(of(site, row).entry.matter.site.iter().map(|it| &it.value))
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

fn of(site: &Site, row: Row) -> &Organisation {
    &site.organisations[row.index]
}

/// Its projects, each once; with a year, those active in which it takes part then.
fn own(site: &Site, row: Row) -> Vec<ProjectId> {
    let id = OrganisationId(row.index);
    let is_of_year = |project: ProjectId| {
        let project = site.project(project);
        row.year.is_none_or(|year| {
            let takes_part = |it: &Participation| it.organisation == id && it.covers(year);
            is_active(project, year) && project.participants.iter().any(takes_part)
        })
    };
    let mut list: Vec<_> = of(site, row).projects.iter().map(|it| it.0).collect();
    list.dedup();
    list.retain(|it| is_of_year(*it));
    list
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    let by_year = mentioned.has("year");
    let years = if by_year { years(site) } else { vec![] };
    let of_organisation = |index: usize| {
        let row = Row::of(index);
        match by_year {
            false => vec![row],
            true => {
                let in_years = years.iter().map(|it| row.in_year(*it));
                in_years.filter(|it| !own(site, *it).is_empty()).collect()
            }
        }
    };
    (0..site.organisations.len()).map(of_organisation).collect()
}
