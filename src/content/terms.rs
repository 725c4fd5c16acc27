//! The files of `content/data/` that hold terms, totals and figures of reports.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::vocabulary::{self, Term, Terms};
use super::{
    Folders, Vocabularies, criteria, data_file, event_series, list_items, monitoring,
    national_project, reactions, tables, yaml_file, year_of,
};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::slug;
use crate::yaml::table::Table;

/// Folders whose files are named by their years.
const YEARLY: [&str; 3] = ["totals/", "reports/", "monitoring/"];

/// Whether the name of a file under `content/data/` is one of these.
pub(super) fn is_known(name: &str) -> bool {
    vocabulary::ALL.contains(&name)
        || YEARLY.iter().any(|it| year_of(name, it).is_some())
        || post_of(name).is_some()
}

/// The post of which a file tells what readers gave it.
fn post_of(name: &str) -> Option<&str> {
    let post = name.strip_prefix("reactions/")?.strip_suffix(".yaml")?;
    slug::is_id(post).then_some(post)
}

/// Reads them all.
pub(super) fn vocabularies(
    folders: &Folders<'_>,
    words: &[String],
    diagnostics: &mut Diagnostics,
) -> Vocabularies {
    let both = &mut (words, diagnostics);
    let mut found = Vocabularies {
        statuses: terms(folders, vocabulary::STATUSES, both, vocabulary::status),
        states: terms(folders, vocabulary::STATES, both, vocabulary::state),
        organisation_types: terms(
            folders,
            vocabulary::ORGANISATION_TYPES,
            both,
            vocabulary::organisation_type,
        ),
        directions: terms(folders, vocabulary::DIRECTIONS, both, vocabulary::direction),
        federal_projects: terms(
            folders,
            vocabulary::FEDERAL_PROJECTS,
            both,
            vocabulary::direction,
        ),
        product_kinds: terms(folders, vocabulary::PRODUCT_KINDS, both, criteria::product_kind),
        criteria: terms(folders, vocabulary::CRITERIA, both, criteria::criteria_set),
        tables: terms(folders, vocabulary::TABLES, both, tables::table_map),
        national_projects: terms(
            folders,
            vocabulary::NATIONAL_PROJECTS,
            both,
            national_project::national_project,
        ),
        indicators: terms(folders, vocabulary::INDICATORS, both, monitoring::indicator),
        event_series: terms(
            folders,
            vocabulary::EVENT_SERIES,
            both,
            event_series::event_series,
        ),
        ..Vocabularies::default()
    };
    let (words, diagnostics) = both;
    for (name, file) in &folders.data {
        if let Some(post) = post_of(name) {
            let (given, remarks) = yaml_file(file, words, |it| reactions::reactions(it, post));
            diagnostics.extend(remarks);
            found.reactions.extend(given.flatten());
        }
        if let Some(year) = year_of(name, "monitoring/") {
            let (values, remarks) =
                yaml_file(file, words, |it| monitoring::monitoring(it, year));
            diagnostics.extend(remarks);
            found.monitoring.extend(values.flatten());
        }
        if let Some(year) = year_of(name, "totals/") {
            let (totals, remarks) =
                yaml_file(file, words, |table| vocabulary::totals(table, year));
            diagnostics.extend(remarks);
            found.totals.extend(totals.flatten());
        }
        if let Some(year) = year_of(name, "reports/") {
            let (figures, remarks) =
                yaml_file(file, words, |table| vocabulary::stated_figures(table, year));
            diagnostics.extend(remarks);
            match figures.flatten() {
                Some(figures) => found.reports.push(figures),
                None => drop(found.broken_reports.insert(year)),
            }
        }
    }
    found
}

/// Reads a list of terms; two with one key are a mistake.
fn terms<T>(
    folders: &Folders<'_>,
    name: &'static str,
    (words, diagnostics): &mut (&[String], &mut Diagnostics),
    read: fn(Table<'_, '_>) -> Option<Term<T>>,
) -> Terms<T> {
    let Some(file) = folders.data.get(name) else { return Terms::absent(name) };
    let (terms, remarks) = data_file(file, words, |reading, node| {
        let items = list_items(reading, node)?;
        let read = items.into_iter().map(|it| read(Table::new(reading, it)));
        Some(read.collect::<Vec<_>>())
    });
    diagnostics.extend(remarks);
    let is_whole = terms.as_ref().is_some_and(|it| it.iter().all(Option::is_some));
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut list = vec![];
    for term in terms.unwrap_or_default().into_iter().flatten() {
        if let Some(first) = seen.get(&term.key) {
            let message = Words::new(
                format!("ключ «{}» уже есть в этом словаре", term.key),
                format!("the key `{}` is already in this vocabulary", term.key),
            );
            let words = Words::new("первый раз здесь", "first seen here");
            diagnostics.push(
                Diagnostic::new(code::DUPLICATE_ID, term.place(), message)
                    .related(first.clone(), words),
            );
            continue;
        }
        seen.insert(term.key.clone(), term.place());
        list.push(term);
    }
    Terms::new(name, Some(Arc::clone(&file.path)), (list, is_whole))
}
