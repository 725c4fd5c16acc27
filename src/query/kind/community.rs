//! Communities that are no projects.

use super::{Kind, Mentioned, Of};
use crate::content::community::CommunityKind;
use crate::query::field::{
    Datum, Field, Row, count, doers, parties, programme, programmes, texts, word, words,
};
use crate::site::Site;
use crate::site::community::Community;

pub(super) static KIND: Kind = Kind {
    of: Of::Communities,
    names: ["сообщества", "сообщество", "communities", "community"],
    fields: FIELDS,
    columns: &["title", "kind", "coordinator", "members"],
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
    Field::term(["вид", "kind"], words::<CommunityKind>, |site, row| {
        word([of(site, row).entry.matter.kind.value])
    }),
    Field::entry(
        ["координатор", "coordinator"],
        |site| doers(site, site.communities.iter().flat_map(|it| &it.coordinator)),
        |site, row| parties(site, &of(site, row).coordinator),
    ),
    Field::entry(
        ["организация", "organisation"],
        |site| {
            let all = |it: &'_ Community| {
                it.coordinator.iter().chain(&it.members).cloned().collect::<Vec<_>>()
            };
            let all: Vec<_> = site.communities.iter().flat_map(all).collect();
            doers(site, &all)
        },
        |site, row| {
            let it = of(site, row);
            parties(site, it.coordinator.iter().chain(&it.members))
        },
    ),
    Field::number("участников", "members", |site, row| {
        let it = of(site, row);
        count(it.members.len() + usize::from(it.coordinator.is_some()))
    }),
    Field::number("продуктов", "products", |site, row| {
        let products = of(site, row).products.iter();
        count(products.filter(|it| !site.product(**it).is_example()).count())
    }),
    Field::number("мероприятий", "events", |site, row| {
        let events = of(site, row).events.iter();
        count(events.filter(|it| site.event(**it).counts()).count())
    }),
    Field::entry(["программа", "programme"], programmes, |site, row| {
        programme(site, of(site, row).contribution.as_ref())
    }),
    Field::text("описание", "summary", |site, row| {
        texts(of(site, row).entry.matter.summary.iter().map(|it| &it.value))
    }),
    Field::yes("пример", "example", |site, row| {
        vec![Datum::Yes(of(site, row).is_example())]
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

fn of(site: &Site, row: Row) -> &Community {
    &site.communities[row.index]
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    mentioned.entries(site.communities.len(), |it| (of(site, it).is_example(), false))
}
