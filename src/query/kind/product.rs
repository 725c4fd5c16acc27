//! Products of the bank.

use super::{Kind, Mentioned, Of};
use crate::content::product::{Audience, EducationLevel, Readiness};
use crate::query::field::{
    Datum, Field, Row, count, directions, organisation, organisations, programme, programmes,
    project, projects, term, terms, texts, word, words, year,
};
use crate::site::Site;
use crate::site::product::Product;
use crate::stats::bank::adopters;

pub(super) static KIND: Kind = Kind {
    of: Of::Products,
    names: ["продукты", "продукт", "products", "product"],
    fields: FIELDS,
    columns: &["title", "kind", "year", "organisation"],
    rows,
    file: |site, row| {
        let entry = &of(site, row).entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::text("название", "title", |site, row| {
        texts([&of(site, row).entry.matter.title.value])
    }),
    Field::term(
        ["вид", "kind"],
        |site| terms(&site.vocabularies.product_kinds),
        |site, row| term(&site.vocabularies.product_kinds, of(site, row).kind),
    ),
    Field::number("год", "year", |site, row| year(of(site, row).year())),
    Field::entry(["организация", "organisation"], organisations, |site, row| {
        let authors = of(site, row).authors.iter();
        organisation(site, authors.filter_map(|it| it.organisation))
    }),
    Field::entry(["проект", "project"], projects, |site, row| {
        project(site, of(site, row).project)
    }),
    Field::term(
        ["направление", "direction"],
        |site| terms(&site.vocabularies.directions),
        |site, row| directions(site, &of(site, row).directions),
    ),
    Field::term(["готовность", "readiness"], words::<Readiness>, |site, row| {
        word(of(site, row).entry.matter.readiness.iter().map(|it| it.value))
    }),
    Field::term(["аудитория", "audience"], words::<Audience>, |site, row| {
        word(of(site, row).entry.matter.audience.iter().map(|it| it.value))
    }),
    Field::term(["уровень", "level"], words::<EducationLevel>, |site, row| {
        word(of(site, row).entry.matter.levels.iter().map(|it| it.value))
    }),
    Field::number("внедрений", "adoptions", |site, row| {
        count(adopters(of(site, row)).len())
    }),
    Field::text("аннотация", "annotation", |site, row| {
        texts([&of(site, row).entry.matter.annotation.value])
    }),
    Field::entry(["программа", "programme"], programmes, |site, row| {
        programme(site, of(site, row).contribution.as_ref())
    }),
    Field::yes("пример", "example", |site, row| {
        vec![Datum::Yes(of(site, row).is_example())]
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

fn of(site: &Site, row: Row) -> &Product {
    &site.products[row.index]
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    mentioned.entries(site.products.len(), |it| (of(site, it).is_example(), false))
}
