//! Tasks of documents, as ST-18 counts them: a task that has parts is not asked for beside them.

use super::{Kind, Mentioned, Of};
use crate::content::task::Task;
use crate::query::field::{
    Choice, Datum, Field, Row, document, documents, doers, parties, texts, year,
};
use crate::site::task::TaskId;
use crate::site::{DocumentId, Site};
use crate::stats::tasks::{TaskState, counted, state_on};
use crate::text::when::When;

pub(super) static KIND: Kind = Kind {
    of: Of::Tasks,
    names: ["поручения", "поручение", "tasks", "task"],
    fields: FIELDS,
    columns: &["document", "item", "title", "executor", "due", "state"],
    rows,
    file: |site, row| {
        let entry = &site.documents[row.index].entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::text("текст", "title", |site, row| texts([&of(site, row).text.value])),
    Field::text("номер", "item", |site, row| texts([&of(site, row).number.value])),
    Field::entry(["документ", "document"], documents, |site, row| {
        document(site, [DocumentId(row.index)])
    }),
    Field::entry(
        ["исполнитель", "executor"],
        |site| {
            let all = site.documents.iter().flat_map(|it| &it.tasks);
            doers(site, all.map(|it| &it.executor))
        },
        |site, row| {
            let task = site.documents[row.index].tasks.get(row.part);
            parties(site, task.map(|it| &it.executor))
        },
    ),
    Field::when("срок", "due", |site, row| {
        of(site, row).last_day().map(|it| Datum::When(When::Day(it))).into_iter().collect()
    }),
    Field::number("год", "year", |site, row| {
        year(of(site, row).last_day().map(|it| it.year()))
    }),
    Field::term(["состояние", "state"], states, |site, row| {
        let state = state_on(of(site, row), site.date);
        let found = STATES.iter().find(|it| it.0 == state);
        found
            .map(|it| Datum::Term(it.1[0].to_owned(), it.1[0].to_owned()))
            .into_iter()
            .collect()
    }),
    Field::when("исполнено", "done", |site, row| {
        let done = of(site, row).done.iter();
        done.map(|it| Datum::When(When::Day(it.value))).collect()
    }),
    Field::text("опыт", "practice_of", |site, row| {
        let matter = &site.documents[row.index].entry.matter;
        texts(matter.practice_of.iter().map(|it| &it.value))
    }),
];

const STATES: [(TaskState, [&str; 2]); 5] = [
    (TaskState::Overdue, ["просрочено", "overdue"]),
    (TaskState::InProgress, ["в работе", "in progress"]),
    (TaskState::Done, ["исполнено", "done"]),
    (TaskState::Permanent, ["постоянно", "permanent"]),
    (TaskState::NoTerm, ["без срока", "no term"]),
];

fn states(_: &Site) -> Vec<Choice> {
    let choice = |(_, words): (TaskState, [&str; 2])| Choice {
        key: words[0].to_owned(),
        spellings: words.map(str::to_owned).into(),
    };
    STATES.map(choice).into()
}

fn of(site: &Site, row: Row) -> &Task {
    site.task(TaskId { document: DocumentId(row.index), index: row.part })
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    let lets = |it: &TaskId| {
        let matter = &site.document(it.document).entry.matter;
        mentioned.lets(false, matter.practice_of.is_some())
    };
    let row = |it: TaskId| vec![Row { index: it.document.0, part: it.index, year: None }];
    counted(site).into_iter().filter(lets).map(row).collect()
}
