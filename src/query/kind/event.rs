//! Events.

use super::{Kind, Mentioned, Of};
use crate::content::event::{EventFormat, EventKind, EventScope};
use crate::query::field::{
    Choice, Datum, Field, Row, count, directions, doers, parties, programme, programmes,
    project, projects, term, terms, texts, word, words,
};
use crate::site::Site;
use crate::site::event::{Event, Phase};
use crate::stats::events::{format, number};

pub(super) static KIND: Kind = Kind {
    of: Of::Events,
    names: ["мероприятия", "мероприятие", "events", "event"],
    fields: FIELDS,
    columns: &["date", "title", "kind", "format"],
    rows,
    file: |site, row| {
        let entry = &of(site, row).entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::when("дата", "date", |site, row| {
        vec![Datum::When(of(site, row).entry.matter.from.value)]
    }),
    Field::text("название", "title", |site, row| {
        texts([&of(site, row).entry.matter.title.value])
    }),
    Field::term(["вид", "kind"], words::<EventKind>, |site, row| {
        word([of(site, row).entry.matter.kind.value])
    }),
    Field::term(["формат", "format"], words::<EventFormat>, |site, row| {
        word(format(of(site, row)))
    }),
    Field::number("год", "year", |site, row| {
        let matter = &of(site, row).entry.matter;
        (matter.from.value.year()..=matter.until().year())
            .map(|it| Datum::Number(i64::from(it)))
            .collect()
    }),
    Field::when("окончание", "end", |site, row| {
        vec![Datum::When(of(site, row).entry.matter.until())]
    }),
    Field::term(["состояние", "phase"], phases, |site, row| {
        let phase = of(site, row).phase(site.date);
        let found = PHASES.iter().find(|it| it.0 == phase);
        found
            .map(|it| Datum::Term(it.1[0].to_owned(), it.1[0].to_owned()))
            .into_iter()
            .collect()
    }),
    Field::term(["уровень", "scope"], words::<EventScope>, |site, row| {
        word(of(site, row).entry.matter.scope.iter().map(|it| it.value))
    }),
    Field::term(
        ["серия", "series"],
        |site| terms(&site.vocabularies.event_series),
        |site, row| term(&site.vocabularies.event_series, of(site, row).series),
    ),
    Field::entry(
        ["организатор", "organiser"],
        |site| doers(site, site.events.iter().flat_map(|it| &it.organisers)),
        |site, row| parties(site, &of(site, row).organisers),
    ),
    Field::entry(
        ["организация", "organisation"],
        |site| doers(site, site.events.iter().flat_map(Event::parties)),
        |site, row| parties(site, of(site, row).parties()),
    ),
    Field::entry(["проект", "project"], projects, |site, row| {
        project(site, of(site, row).projects.iter().copied())
    }),
    Field::term(
        ["направление", "direction"],
        |site| terms(&site.vocabularies.directions),
        |site, row| directions(site, &of(site, row).directions),
    ),
    Field::number("количество", "number", |site, row| {
        number(of(site, row)).map(count).unwrap_or_default()
    }),
    Field::number("посещений", "attendees", |site, row| {
        let attendees = of(site, row).entry.matter.attendees.iter();
        attendees.map(|it| Datum::Number(it.value)).collect()
    }),
    Field::yes("от_площадок", "by_mip", |site, row| {
        vec![Datum::Yes(of(site, row).entry.matter.by_platforms)]
    }),
    Field::text("место", "place", |site, row| {
        texts(of(site, row).entry.matter.place.iter().map(|it| &it.value))
    }),
    Field::text("тема", "topic", |site, row| {
        texts(of(site, row).entry.matter.topic.iter().map(|it| &it.value))
    }),
    Field::entry(["программа", "programme"], programmes, |site, row| {
        programme(site, of(site, row).contribution.as_ref())
    }),
    Field::text("опыт", "practice_of", |site, row| {
        texts(of(site, row).entry.matter.practice_of.iter().map(|it| &it.value))
    }),
    Field::yes("пример", "example", |site, row| {
        vec![Datum::Yes(of(site, row).is_example())]
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

const PHASES: [(Phase, [&str; 2]); 3] = [
    (Phase::Ahead, ["предстоит", "ahead"]),
    (Phase::Current, ["идёт", "current"]),
    (Phase::Past, ["прошло", "past"]),
];

fn phases(_: &Site) -> Vec<Choice> {
    let choice = |(_, words): (Phase, [&str; 2])| Choice {
        key: words[0].to_owned(),
        spellings: words.map(str::to_owned).into(),
    };
    PHASES.map(choice).into()
}

fn of(site: &Site, row: Row) -> &Event {
    &site.events[row.index]
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    mentioned.entries(site.events.len(), |it| {
        (of(site, it).is_example(), of(site, it).entry.matter.practice_of.is_some())
    })
}
