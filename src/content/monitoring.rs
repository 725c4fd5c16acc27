//! The yearly monitoring of projects: indicators with what was planned and what came out.

use std::sync::Arc;

use super::link::{DOCUMENTS, PROJECTS};
use super::vocabulary::{INDICATORS, Term, term, value, years};
use crate::text::decimal::Decimal;
use crate::yaml::table::{Spanned, Table};

/// An indicator of `indicators.yaml`.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The unit of its values, in the form that follows a number.
    pub unit: String,
    /// How it is counted.
    pub summary: Option<String>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
}

/// `monitoring/<year>.yaml`.
#[derive(Clone, Debug)]
pub struct Monitoring {
    /// The year, from the file's name.
    pub year: i16,
    /// Path of the file.
    pub file: Arc<str>,
    /// Id of the document that the values come from.
    pub document: Option<Spanned<String>>,
    /// The values, project by project.
    pub projects: Vec<MonitoredProject>,
    /// Whether it only shows how the file is filled in: shown with a mark, counted nowhere.
    pub example: bool,
}

/// The values of one project.
#[derive(Clone, Debug)]
pub struct MonitoredProject {
    /// Its id; in an example, words.
    pub project: Spanned<String>,
    /// Its values.
    pub values: Vec<IndicatorValue>,
}

/// The value of an indicator.
#[derive(Clone, Debug)]
pub struct IndicatorValue {
    /// A key or title of the vocabulary of indicators.
    pub indicator: Spanned<String>,
    /// What was planned.
    pub plan: Option<Decimal>,
    /// What came out.
    pub fact: Option<Decimal>,
}

/// Reads a term of `indicators.yaml`.
pub fn indicator(table: Table<'_, '_>) -> Option<Term<Indicator>> {
    term(table, |table| {
        let unit = value(table.key("единица", "unit").required().text());
        let summary = value(table.key("описание", "summary").text());
        let (from, to) = years(table);
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        Some(Indicator { unit: unit?, summary, from, to, source })
    })
}

/// Reads `monitoring/<year>.yaml`.
pub fn monitoring(mut table: Table<'_, '_>, year: i16) -> Option<Monitoring> {
    let file = Arc::clone(table.reading().file);
    let document = table.key("документ", "document").id_of(DOCUMENTS);
    let example = table.key("пример", "example").yes();
    let projects = table.key("проекты", "projects").required().tables(project);
    table.finish();
    Some(Monitoring { year, file, document, projects, example })
}

fn project(mut table: Table<'_, '_>) -> Option<MonitoredProject> {
    let project = table.key("проект", "project").required().id_or_name_of(PROJECTS);
    let values = table.key("показатели", "indicators").required().tables(indicator_value);
    table.finish();
    Some(MonitoredProject { project: project?, values })
}

fn indicator_value(mut table: Table<'_, '_>) -> Option<IndicatorValue> {
    let indicator = table.key("показатель", "indicator").required().id_of(INDICATORS);
    let plan = table.key("план", "plan").decimal().map(|it| it.value);
    let fact = table.key("факт", "fact").decimal().map(|it| it.value);
    table.finish();
    Some(IndicatorValue { indicator: indicator?, plan, fact })
}
