//! A target programme, as its author writes it, and how other entries point at its tasks.

use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind, PROGRAMMES};
use crate::diag::{Diagnostic, Place, Words, code};
use crate::yaml::table::{Spanned, Table};

/// Front matter of a file in `content/programmes/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Programme {
    /// Its title without outer quotes.
    pub title: Spanned<String>,
    /// A shorter name for lists and menus.
    pub short_title: Option<Spanned<String>>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// The municipality whose practice it shows, where that is not the site's own.
    pub practice_of: Option<Spanned<String>>,
    /// What it is for.
    pub goal: Spanned<String>,
    /// What it sets out to do.
    pub objectives: Vec<Point>,
    /// By which ways.
    pub directions: Vec<Point>,
    /// When; none where the source does not tell.
    pub period: Option<Period>,
    /// Id of the document that put it in force.
    pub document: Option<Spanned<String>>,
}

/// A numbered point of a programme: a task or a direction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Point {
    /// Its number as written.
    pub number: Spanned<String>,
    /// What it says.
    pub text: Spanned<String>,
    /// A remark of the editor, such as the spelling of the source.
    pub note: Option<Spanned<String>>,
    /// Numbers of the tasks that a direction carries out.
    pub objectives: Vec<Spanned<String>>,
}

/// Years of something that lasts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Period {
    /// First year.
    pub from: Option<Spanned<i16>>,
    /// Last year.
    pub to: Option<Spanned<i16>>,
}

/// What an entry says of its part in a programme.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// Id of the programme.
    pub programme: Spanned<String>,
    /// Numbers of its tasks; none where the entry serves the programme as a whole.
    pub objectives: Vec<Spanned<String>>,
}

impl Matter for Programme {
    const KIND: EntryKind = EntryKind::Programme;

    fn read(table: &mut Table<'_, '_>) -> Option<Programme> {
        let title = table.key("название", "title").required().text_or_file_name();
        let short_title = table.key("краткое_название", "short_title").text();
        let summary = table.key("описание", "summary").text();
        let practice_of = table.key("опыт", "practice_of").text();
        let goal = table.key("цель", "goal").required().text_or_file_name();
        let objectives = table.key("задачи", "tasks").required().tables(objective);
        let directions = table.key("направления", "directions").tables(direction);
        let period = period(table);
        let document = table.key("документ", "document").id_of(DOCUMENTS);
        unique(table, &objectives);
        unique(table, &directions);
        Some(Programme {
            title,
            short_title,
            summary,
            practice_of,
            goal,
            objectives,
            directions,
            period,
            document,
        })
    }
}

/// Reads the years of something that lasts.
pub fn period(table: &mut Table<'_, '_>) -> Option<Period> {
    let read = |mut table: Table<'_, '_>| {
        let from = table.key("с", "from").year();
        let to = table.key("по", "to").year();
        table.reading().check_period(from.as_ref(), to.as_ref());
        table.finish();
        Period { from, to }
    };
    table.key("период", "period").table(read)
}

/// Reads the two keys by which an entry points at a programme.
pub fn part(table: &mut Table<'_, '_>) -> Option<Part> {
    let programme = table.key("программа", "programme").id_of(PROGRAMMES);
    let objectives = table.key("задача_программы", "programme_task").verbatims();
    if programme.is_none()
        && let Some(first) = objectives.first()
    {
        let words = (
            Words::new(
                "задача названа, а программа – нет",
                "a task is named, but no programme",
            ),
            Words::new("добавьте «программа: id»", "add `programme: id`"),
        );
        table.reading().advise(code::MISSING_KEY, first.at.clone(), words);
    }
    Some(Part { programme: programme?, objectives })
}

fn objective(mut table: Table<'_, '_>) -> Option<Point> {
    let point = point(&mut table);
    table.finish();
    point
}

fn direction(mut table: Table<'_, '_>) -> Option<Point> {
    let point = point(&mut table);
    let objectives = table.key("задачи", "tasks").verbatims();
    table.finish();
    Some(Point { objectives, ..point? })
}

fn point(table: &mut Table<'_, '_>) -> Option<Point> {
    let number = table.key("номер", "number").required().verbatim();
    let text = table.key("текст", "text").required().text();
    let note = table.key("примечание", "note").text();
    Some(Point { number: number?, text: text?, note, objectives: vec![] })
}

/// One number, one point.
fn unique(table: &mut Table<'_, '_>, points: &[Point]) {
    let reading = table.reading();
    for (index, second) in points.iter().enumerate() {
        let same = |it: &&Point| it.number.value == second.number.value;
        let Some(first) = points[..index].iter().find(same) else { continue };
        let message = Words::new(
            format!("номер {} встречается дважды", second.number.value),
            format!("the number {} stands twice", second.number.value),
        );
        let place = |it: &Point| Place::new(reading.file, it.number.at.clone());
        let remark = Diagnostic::new(code::DUPLICATE_ID, place(second), message)
            .related(place(first), Words::new("первый раз здесь", "first seen here"));
        reading.diagnostics.push(remark);
    }
}
