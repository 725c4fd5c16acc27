//! News.

use super::{Kind, Mentioned, Of};
use crate::query::field::{Datum, Field, Row, count, document, documents, texts, year};
use crate::site::Site;
use crate::site::news::Post;

pub(super) static KIND: Kind = Kind {
    of: Of::News,
    names: ["новости", "новость", "news", "post"],
    fields: FIELDS,
    columns: &["date", "title"],
    rows,
    file: |site, row| {
        let entry = &of(site, row).entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::when("дата", "date", |site, row| {
        of(site, row).when().map(Datum::When).into_iter().collect()
    }),
    Field::text("название", "title", |site, row| {
        texts([&of(site, row).entry.matter.title.value])
    }),
    Field::number("год", "year", |site, row| year(of(site, row).when().map(|it| it.year()))),
    Field::text("рубрика", "category", |site, row| {
        texts(of(site, row).entry.matter.categories.iter().map(|it| &it.value))
    }),
    Field::text("автор", "author", |site, row| {
        texts(of(site, row).entry.matter.author.iter().map(|it| &it.value))
    }),
    Field::entry(["документ", "document"], documents, |site, row| {
        document(site, of(site, row).documents.iter().copied())
    }),
    Field::number("мероприятий", "events", |site, row| {
        count(of(site, row).events.len())
    }),
    Field::text("описание", "summary", |site, row| {
        texts(of(site, row).entry.matter.summary.iter().map(|it| &it.value))
    }),
    Field::text("опыт", "practice_of", |site, row| {
        texts(of(site, row).entry.matter.practice_of.iter().map(|it| &it.value))
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

fn of(site: &Site, row: Row) -> &Post {
    &site.news[row.index]
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    mentioned
        .entries(site.news.len(), |it| (false, of(site, it).entry.matter.practice_of.is_some()))
}
