//! The yearly monitoring with its references resolved.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::Names;
use super::resolve;
use super::{DocumentId, ProjectId, Site};
use crate::content::monitoring::{MonitoredProject, Monitoring as Matter};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::decimal::Decimal;
use crate::text::slug;

/// The monitoring of a year.
#[derive(Clone, Debug)]
pub struct Monitoring {
    /// The year.
    pub year: i16,
    /// The document that the values come from.
    pub document: Option<DocumentId>,
    /// The projects, as written.
    pub projects: Vec<Monitored>,
    /// Whether it only shows how the file is filled in.
    pub is_example: bool,
}

/// A project with the values of its indicators.
#[derive(Clone, Debug)]
pub struct Monitored {
    /// Which one; in an example, words.
    pub project: Subject,
    /// Its values, as written.
    pub values: Vec<Value>,
}

/// What is monitored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A project of the registry.
    Project(ProjectId),
    /// A project that only an example tells of.
    Named(String),
}

/// The value of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// Index of the indicator in the vocabulary.
    pub indicator: usize,
    /// What was planned.
    pub plan: Option<Decimal>,
    /// What came out.
    pub fact: Option<Decimal>,
}

impl Site {
    /// What every year tells of a project, the latest year first; examples are left out.
    pub fn monitored(&self, project: ProjectId) -> impl Iterator<Item = (i16, &Monitored)> {
        let real = self.monitoring.iter().rev().filter(|it| !it.is_example);
        let all = real.flat_map(|it| it.projects.iter().map(|of| (it.year, of)));
        all.filter(move |(_, of)| of.project == Subject::Project(project))
    }
}

/// Links every year, the earliest first.
pub(super) fn link(names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<Monitoring> {
    let mut years = vec![];
    for matter in &names.vocabularies.monitoring {
        let document = matter.document.as_ref().and_then(|id| {
            names.documents.find(id, || Place::new(&matter.file, id.at.clone()), diagnostics)
        });
        let mut seen = BTreeSet::new();
        let mut projects = vec![];
        for project in &matter.projects {
            if !seen.insert(project.project.value.as_str()) {
                let words = Words::new("проект назван дважды", "the project is named twice");
                diagnostics.push(twice(&matter.file, &project.project.at, words));
                continue;
            }
            projects.extend(monitored(matter, project, (names, diagnostics)));
        }
        years.push(Monitoring {
            year: matter.year,
            document: document.map(DocumentId),
            projects,
            is_example: matter.example,
        });
    }
    years
}

fn monitored(
    matter: &Matter,
    project: &MonitoredProject,
    (names, diagnostics): (&Names<'_>, &mut Diagnostics),
) -> Option<Monitored> {
    let name = &project.project;
    let place = || Place::new(&matter.file, name.at.clone());
    let is_words = matter.example && !slug::is_id(&name.value);
    let subject = match is_words {
        true => Some(Subject::Named(name.value.clone())),
        false => {
            let found = names.projects.find(name, place, diagnostics);
            found.map(|it| Subject::Project(ProjectId(it)))
        }
    };
    let mut values: Vec<Value> = vec![];
    for it in &project.values {
        let place = || Place::new(&matter.file, it.indicator.at.clone());
        let terms = &names.vocabularies.indicators;
        let Some(indicator) = resolve::term(terms, &it.indicator, place, diagnostics) else {
            continue;
        };
        if values.iter().any(|it| it.indicator == indicator) {
            let words = Words::new("показатель назван дважды", "the indicator is named twice");
            diagnostics.push(twice(&matter.file, &it.indicator.at, words));
            continue;
        }
        values.push(Value { indicator, plan: it.plan, fact: it.fact });
    }
    Some(Monitored { project: subject?, values })
}

fn twice(file: &Arc<str>, at: &std::ops::Range<usize>, words: Words) -> Diagnostic {
    let hint = Words::new("оставьте одну из записей", "keep one of the entries");
    Diagnostic::new(code::DUPLICATE_ID, Place::new(file, at.clone()), words).hint(hint)
}
