//! A procedure by which platforms are recognised, as its author writes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind, ORGANISATIONS};
use super::word::{Level, Period};
use crate::diag::{Words, code};
use crate::text::date;
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, Table};

/// Front matter of a file in `content/procedures/`. What the sources do not tell is left out,
/// and the page says so.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Procedure {
    /// Its name.
    pub title: Spanned<String>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// Who recognises by it.
    pub level: Spanned<Level>,
    /// The municipality whose practice it shows, where that is not the site's own.
    pub practice_of: Option<Spanned<String>>,
    /// Id of the document that approves or describes it.
    pub document: Option<Spanned<String>>,
    /// Ids of the documents that call for applications.
    pub announcements: Vec<Spanned<String>>,
    /// Who runs it: the id of an organisation, or words.
    pub operator: Option<Spanned<String>>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// When and with what one applies.
    pub application: Option<Application>,
    /// By what applications are judged.
    pub criteria: Vec<Spanned<String>>,
    /// What may come of an application.
    pub outcomes: Vec<Spanned<String>>,
    /// How those recognised are looked after.
    pub monitoring: Option<Monitoring>,
    /// Why a status may end.
    pub termination: Vec<Spanned<String>>,
}

/// One step of a procedure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Its number in the document, where it has one.
    pub number: Option<Spanned<String>>,
    /// Its name.
    pub title: Spanned<String>,
    /// Who does it.
    pub who: Option<Spanned<String>>,
    /// What is done.
    pub what: Option<Spanned<String>>,
    /// By when, in the words of the document.
    pub term: Option<Spanned<String>>,
    /// A form to fill in: a path under `content/files/`.
    pub form: Option<Spanned<String>>,
}

/// When and with what one applies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Application {
    /// First day.
    pub from: Option<Spanned<WindowDay>>,
    /// Last day.
    pub to: Option<Spanned<WindowDay>>,
    /// What an application holds.
    pub documents: Vec<Spanned<String>>,
}

/// A bound of the time for applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WindowDay {
    /// The same day every year; the 29th of February is the last day of February.
    Yearly {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// One day of one year.
    Once(Date),
}

/// How those recognised are looked after.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Monitoring {
    /// How often.
    pub period: Option<Spanned<Period>>,
    /// The form of a report: a path under `content/files/`.
    pub form: Option<Spanned<String>>,
}

impl Procedure {
    /// Paths of the forms that it hands out.
    pub fn forms(&self) -> impl Iterator<Item = &Spanned<String>> {
        let of_steps = self.steps.iter().filter_map(|it| it.form.as_ref());
        of_steps.chain(self.monitoring.iter().filter_map(|it| it.form.as_ref()))
    }
}

impl Matter for Procedure {
    const KIND: EntryKind = EntryKind::Procedure;

    fn read(table: &mut Table<'_, '_>) -> Option<Procedure> {
        let title = table.key("название", "title").required().text_or_file_name();
        let summary = table.key("описание", "summary").text();
        let level = table.key("уровень", "level").required().word();
        let practice_of = table.key("опыт", "practice_of").text();
        let document = table.key("документ", "document").id_of(DOCUMENTS);
        let announcements = table.key("объявления", "announcements").ids_of(DOCUMENTS);
        let operator = table.key("оператор", "operator").id_or_name_of(ORGANISATIONS);
        let steps = table.key("шаги", "steps").tables(step);
        let application = table.key("прием_заявок", "application").table(application);
        let criteria = table.key("критерии", "criteria").texts();
        let outcomes = table.key("исходы", "outcomes").texts();
        let monitoring = table.key("мониторинг", "monitoring").table(monitoring);
        let termination = table.key("основания_прекращения", "grounds_for_termination").texts();
        Some(Procedure {
            title,
            summary,
            level: level?,
            practice_of,
            document,
            announcements,
            operator,
            steps,
            application,
            criteria,
            outcomes,
            monitoring,
            termination,
        })
    }
}

fn step(mut table: Table<'_, '_>) -> Option<Step> {
    let number = table.key("номер", "number").verbatim();
    let title = table.key("название", "title").required().text();
    let who = table.key("кто", "who").text();
    let what = table.key("что", "what").text();
    let term = table.key("срок", "term").text();
    let form = table.key("форма", "form").file();
    table.finish();
    Some(Step { number, title: title?, who, what, term, form })
}

fn application(mut table: Table<'_, '_>) -> Application {
    let hint = || {
        Words::new(
            "пишите ДД.ММ, если приём каждый год, или ДД.ММ.ГГГГ: 01.09 либо 01.09.2024",
            "write DD.MM for every year, or DD.MM.YYYY: 01.09 or 01.09.2024",
        )
    };
    let from = table.key("с", "from").day_or(window_day, hint());
    let to = table.key("по", "to").day_or(window_day, hint());
    let documents = table.key("документы", "documents").texts();
    if let (Some(from), Some(to)) = (&from, &to) {
        bounds(table.reading(), from, to);
    }
    table.finish();
    Application { from, to, documents }
}

fn window_day(text: &str) -> Option<WindowDay> {
    let yearly = || date::parse_day(text).map(|(month, day)| WindowDay::Yearly { month, day });
    date::parse(text).map(WindowDay::Once).or_else(yearly)
}

/// Both bounds have a year or neither does; within a year the time may pass New Year.
fn bounds(reading: &mut Reading<'_>, from: &Spanned<WindowDay>, to: &Spanned<WindowDay>) {
    let words = match (from.value, to.value) {
        (WindowDay::Yearly { .. }, WindowDay::Yearly { .. }) => return,
        (WindowDay::Once(from), WindowDay::Once(to)) if from <= to => return,
        (WindowDay::Once(_), WindowDay::Once(_)) => Words::new(
            "приём заявок кончается раньше, чем начинается",
            "the time for applications ends before it begins",
        ),
        _ => Words::new(
            "у одной границы приёма заявок есть год, у другой нет",
            "one bound of the time for applications has a year, the other has not",
        ),
    };
    reading.remark(code::REVERSED_PERIOD, to.at.clone(), words);
}

fn monitoring(mut table: Table<'_, '_>) -> Monitoring {
    let period = table.key("период", "period").word();
    let form = table.key("форма", "form").file();
    table.finish();
    Monitoring { period, form }
}
