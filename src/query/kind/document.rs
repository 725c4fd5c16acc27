//! Documents.

use super::{Kind, Mentioned, Of};
use crate::content::word::{DocumentKind, Validity};
use crate::query::field::{
    Choice, Datum, Field, Row, count, document, documents, texts, word, words, year,
};
use crate::site::{Document, DocumentId, Site};
use crate::text::when::When;
use crate::yaml::table::Word;

pub(super) static KIND: Kind = Kind {
    of: Of::Documents,
    names: ["документы", "документ", "documents", "document"],
    fields: FIELDS,
    columns: &["kind", "date", "number", "title"],
    rows,
    file: |site, row| {
        let entry = &of(site, row).entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::term(["вид", "kind"], words::<DocumentKind>, |site, row| {
        word([of(site, row).entry.matter.kind.value])
    }),
    Field::when("дата", "date", |site, row| {
        vec![Datum::When(When::Day(of(site, row).entry.matter.date.value))]
    }),
    Field::number("год", "year", |site, row| {
        year(Some(of(site, row).entry.matter.date.value.year()))
    }),
    Field::text("номер", "number", |site, row| {
        texts(of(site, row).entry.matter.number.iter().map(|it| &it.value))
    }),
    Field::text("название", "title", |site, row| {
        texts(of(site, row).entry.matter.title.value().iter().map(|it| &it.value))
    }),
    Field::text("орган", "issuer", |site, row| {
        texts([&of(site, row).entry.matter.issuer.value])
    }),
    Field::term(["статус", "validity"], validities, |site, row| {
        let standing = site.standing(DocumentId(row.index)).map(|it| it.validity);
        standing
            .map(|it| Datum::Term(it.key().to_owned(), shown(it).to_owned()))
            .into_iter()
            .collect()
    }),
    Field::number("за_год", "results_year", |site, row| {
        year(of(site, row).entry.matter.results_year.as_ref().map(|it| it.value))
    }),
    Field::entry(["изменяет", "amends"], documents, |site, row| {
        document(site, of(site, row).amends.iter().copied())
    }),
    Field::entry(["основание", "based_on"], documents, |site, row| {
        document(site, of(site, row).based_on.iter().copied())
    }),
    Field::number("поручений", "tasks", |site, row| count(of(site, row).tasks.len())),
    Field::number("проектов", "projects", |site, row| {
        let mut projects: Vec<_> = of(site, row).cited.iter().map(|it| it.1).collect();
        projects.sort_unstable();
        projects.dedup();
        count(projects.len())
    }),
    Field::number("файлов", "files", |site, row| {
        count(of(site, row).entry.matter.files.len())
    }),
    Field::text("опыт", "practice_of", |site, row| {
        texts(of(site, row).entry.matter.practice_of.iter().map(|it| &it.value))
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

fn of(site: &Site, row: Row) -> &Document {
    &site.documents[row.index]
}

const VALIDITIES: [Validity; 4] =
    [Validity::NotYet, Validity::InForce, Validity::Amended, Validity::Repealed];

fn shown(validity: Validity) -> &'static str {
    match validity {
        Validity::NotYet => "не вступил в силу",
        other => other.spelling(),
    }
}

/// Whether documents hold; that one does not yet, nobody writes into cards.
fn validities(_: &Site) -> Vec<Choice> {
    let choice = |it: Validity| {
        let words = Validity::WORDS.iter().find(|(word, _)| *word == it);
        let words = words.map_or(&["не вступил в силу", "not yet"][..], |(_, words)| words);
        let spellings = words.iter().map(|it| (*it).to_owned()).collect();
        Choice { key: it.key().to_owned(), spellings }
    };
    VALIDITIES.map(choice).into()
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    mentioned.entries(site.documents.len(), |it| {
        (false, of(site, it).entry.matter.practice_of.is_some())
    })
}
