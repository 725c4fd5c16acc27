//! A task that a document gives to somebody, as its author writes it.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::Item;
use super::link::ORGANISATIONS;
use super::project::{Person, Told, person, told};
use crate::diag::{Diagnostic, Place, Words, code};
use crate::text::{date, nearest, order, slug};
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, Table, suggestion};

/// One task of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// Bytes of the whole entry.
    pub at: Range<usize>,
    /// Its number in the document, as text: «2.1».
    pub number: Spanned<String>,
    /// What is to be done.
    pub text: Spanned<String>,
    /// Who does it: the id of an organisation, or words; «не указан» where the source does
    /// not tell.
    pub executor: Told,
    /// The person who answers for it.
    pub responsible: Option<Person>,
    /// By when; none where the source does not tell.
    pub due: Option<Spanned<Due>>,
    /// How the source words the term: «срок исполнения: до 01.03.2023».
    pub due_words: Option<Spanned<String>>,
    /// The day on which it was done, where a source tells.
    pub done: Option<Spanned<Date>>,
    /// What proves that: an address in the web or the id of a document.
    pub proof: Option<Spanned<String>>,
    /// Number of the task or item that it is a part of.
    pub parent: Option<Spanned<String>>,
    /// Numbers of the tasks that must be done before it.
    pub depends_on: Vec<Spanned<String>>,
}

/// By when a task is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Due {
    /// On this day at the latest.
    By(Date),
    /// All the time.
    Always,
}

impl Task {
    /// The id of its place on the document's page: `task-2-1` for «2.1».
    pub fn anchor(&self) -> String {
        format!("task-{}", slug::slug(&self.number.value))
    }

    /// The last day, where there is one.
    pub fn last_day(&self) -> Option<Date> {
        match self.due.as_ref()?.value {
            Due::By(day) => Some(day),
            Due::Always => None,
        }
    }
}

/// Reads one task.
pub fn task(mut table: Table<'_, '_>) -> Option<Task> {
    let at = table.at();
    let number = table.key("номер", "number").required().verbatim();
    let text = table.key("текст", "text").required().text();
    let executor = told(table.key("исполнитель", "executor").required(), |it| {
        it.id_or_name_of(ORGANISATIONS)
    });
    let responsible = table.key("ответственный", "responsible").table(person).flatten();
    let due = table.key("срок", "term").day_or(due, due_hint()).and_then(|it| {
        let value = it.value?;
        Some(Spanned { value, at: it.at })
    });
    let due_words = table.key("срок_текст", "term_text").verbatim();
    let done = table.key("исполнено", "done").date();
    let proof = table.key("подтверждение", "proof").verbatim();
    let parent = table.key("входит_в", "parent").verbatim();
    let depends_on = table.key("зависит_от", "depends_on").verbatims();
    table.finish();
    Some(Task {
        at,
        number: number?,
        text: text?,
        executor: executor?,
        responsible,
        due,
        due_words,
        done,
        proof,
        parent,
        depends_on,
    })
}

/// A date, «постоянно», or «не указан»: the author looked, and the source does not tell.
fn due(text: &str) -> Option<Option<Due>> {
    match &*order::fold(text) {
        "постоянно" | "permanent" => Some(Some(Due::Always)),
        "не указан" | "not told" => Some(None),
        _ => date::parse(text).map(|day| Some(Due::By(day))),
    }
}

fn due_hint() -> Words {
    Words::new(
        "срок – дата ДД.ММ.ГГГГ или «постоянно»; если источник его не называет, уберите ключ",
        "a term is a date or `permanent`; leave the key out where the source does not tell it",
    )
}

/// Looks at the tasks of one document: their numbers, and rules V-17 and V-18.
pub(super) fn check(
    reading: &mut Reading<'_>,
    (tasks, items): (&[Task], &[Item]),
    signed: Option<&Spanned<Date>>,
) {
    let mut numbers: BTreeMap<String, &Task> = BTreeMap::new();
    for task in tasks {
        if let Some(first) = numbers.get(&task.anchor()) {
            twice(reading, task, first);
            continue;
        }
        numbers.insert(task.anchor(), task);
    }
    let known: Vec<&str> = tasks.iter().map(|it| it.number.value.as_str()).collect();
    for task in tasks {
        if let Some(parent) = &task.parent {
            let of_items = items.iter().map(|it| it.number.value.as_str());
            let all: Vec<&str> = known.iter().copied().chain(of_items).collect();
            number_known(reading, (parent, &task.number), &all);
        }
        for number in &task.depends_on {
            number_known(reading, (number, &task.number), &known);
        }
        if let Some(signed) = signed {
            terms(reading, task, signed);
        }
        for number in &task.depends_on {
            let found = tasks.iter().find(|it| it.number.value == number.value);
            if let Some(before) = found {
                order_of_terms(reading, (task, number), before);
            }
        }
    }
    circle(reading, tasks, |it| it.depends_on.iter().collect());
    circle(reading, tasks, |it| it.parent.iter().collect());
}

fn twice(reading: &mut Reading<'_>, task: &Task, first: &Task) {
    let number = &task.number.value;
    let message = Words::new(
        format!("поручение с номером «{number}» уже есть в этом документе"),
        format!("this document already has a task numbered `{number}`"),
    );
    let hint = Words::new("дайте поручениям разные номера", "give the tasks different numbers");
    let place = Place::new(reading.file, task.number.at.clone());
    let before = Place::new(reading.file, first.number.at.clone());
    reading.diagnostics.push(
        Diagnostic::new(code::DUPLICATE_ID, place, message)
            .hint(hint)
            .related(before, Words::new("первый раз здесь", "first seen here")),
    );
}

/// A task may name others of its document, never itself.
fn number_known(
    reading: &mut Reading<'_>,
    (named, own): (&Spanned<String>, &Spanned<String>),
    known: &[&str],
) {
    if named.value == own.value {
        let message = Words::new(
            format!("поручение «{}» ссылается само на себя", own.value),
            format!("the task `{}` names itself", own.value),
        );
        reading.remark(code::UNKNOWN_REFERENCE, named.at.clone(), message);
        return;
    }
    if known.contains(&named.value.as_str()) {
        return;
    }
    let near = nearest::nearest(&named.value, known.iter().copied(), 3);
    let message = Words::new(
        format!("в этом документе нет поручения «{}»", named.value),
        format!("this document has no task `{}`", named.value),
    );
    let hint = suggestion(&near, known);
    reading.advise(code::UNKNOWN_REFERENCE, named.at.clone(), (message, hint));
}

/// V-17: neither the term nor the doing is earlier than the document.
fn terms(reading: &mut Reading<'_>, task: &Task, signed: &Spanned<Date>) {
    let due = task.due.as_ref().zip(task.last_day());
    let due = due.map(|(it, day)| (day, it.at.clone(), "срок", "the term"));
    let done =
        task.done.as_ref().map(|it| (it.value, it.at.clone(), "исполнение", "the doing"));
    for (day, at, ru, en) in due.into_iter().chain(done) {
        if day >= signed.value {
            continue;
        }
        let (day, of) = (date::short(day), date::short(signed.value));
        let message = Words::new(
            format!("{ru} {day} раньше самого документа от {of}"),
            format!("{en}, {day}, is earlier than the document of {of}"),
        );
        let hint = Words::new("проверьте обе даты", "check both dates");
        let place = Place::new(reading.file, at);
        let signed = Place::new(reading.file, signed.at.clone());
        reading.diagnostics.push(
            Diagnostic::new(code::TASK_TERM, place, message)
                .hint(hint)
                .related(signed, Words::new("дата документа", "the date of the document")),
        );
    }
}

/// V-18: what must be done before ends no later.
fn order_of_terms(
    reading: &mut Reading<'_>,
    (task, named): (&Task, &Spanned<String>),
    before: &Task,
) {
    let (Some(own), Some(other)) = (task.last_day(), before.last_day()) else { return };
    if other <= own {
        return;
    }
    let (number, other) = (&before.number.value, date::short(other));
    let message = Words::new(
        format!(
            "срок поручения – {}, а то, от чего оно зависит, – до {other}",
            date::short(own)
        ),
        format!("the term is {}, but what it depends on ends on {other}", date::short(own)),
    );
    let hint = Words::new(
        format!(
            "сверьте сроки с документом; если они такие, зависимость от «{number}» неверна"
        ),
        format!(
            "compare with the document; if the terms are so, the dependency on `{number}` is not"
        ),
    );
    let place = Place::new(reading.file, named.at.clone());
    let due = before.due.as_ref().map_or(before.at.clone(), |it| it.at.clone());
    let due = Place::new(reading.file, due);
    reading.diagnostics.push(
        Diagnostic::new(code::TASK_DEPENDENCY, place, message)
            .hint(hint)
            .related(due, Words::new("срок того поручения", "the term of that task")),
    );
}

/// Tasks that wait for each other never begin, and no part holds its whole.
fn circle(
    reading: &mut Reading<'_>,
    tasks: &[Task],
    named: fn(&Task) -> Vec<&Spanned<String>>,
) {
    let find = |number: &str| tasks.iter().position(|it| it.number.value == number);
    for (start, task) in tasks.iter().enumerate() {
        let (mut seen, mut open) = (vec![false; tasks.len()], vec![start]);
        while let Some(at) = open.pop() {
            let needed = named(&tasks[at]).into_iter().filter_map(|it| find(&it.value));
            for next in needed.filter(|it| *it != at) {
                if !std::mem::replace(&mut seen[next], true) {
                    open.push(next);
                }
            }
        }
        // The first of a circle speaks for it.
        let earlier = (0..start).any(|it| seen[it]);
        if seen[start] && !earlier {
            let number = &task.number.value;
            let message = Words::new(
                format!("поручение «{number}» через другие ссылается само на себя"),
                format!("the task `{number}` leads back to itself through others"),
            );
            reading.remark(code::TASK_DEPENDENCY, task.number.at.clone(), message);
        }
    }
}
