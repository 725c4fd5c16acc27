//! The files of `content/data/`: which there are, and how each is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::criteria::{self, CriteriaSet, ProductKind};
use super::event_series::{EventSeries, event_series};
use super::monitoring::{Indicator, Monitoring, indicator, monitoring};
use super::reactions::{Reactions, reactions};
use super::vocabulary::{
    self, Direction, NationalProject, OrganisationType, StateWords, StatedFigures, Status,
    Term, Terms, Totals,
};
use super::{data_file, yaml_file};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::source::SourceFile;
use crate::text::slug;
use crate::yaml;
use crate::yaml::table::Table;

/// The terms that cards refer to, in the order of their files.
#[derive(Clone, Debug, Default)]
pub struct Vocabularies {
    /// `statuses.yaml`.
    pub statuses: Terms<Status>,
    /// `states.yaml`.
    pub states: Terms<StateWords>,
    /// `organisation-types.yaml`.
    pub organisation_types: Terms<OrganisationType>,
    /// `directions.yaml`.
    pub directions: Terms<Direction>,
    /// `federal-projects.yaml`.
    pub federal_projects: Terms<Direction>,
    /// `product-kinds.yaml`.
    pub product_kinds: Terms<ProductKind>,
    /// `criteria.yaml`.
    pub criteria: Terms<CriteriaSet>,
    /// `event-series.yaml`.
    pub event_series: Terms<EventSeries>,
    /// `national-projects.yaml`.
    pub national_projects: Terms<NationalProject>,
    /// `indicators.yaml`.
    pub indicators: Terms<Indicator>,
    /// `monitoring/`, by year.
    pub monitoring: Vec<Monitoring>,
    /// `reactions/`, by post.
    pub reactions: Vec<Reactions>,
    /// `totals/`, by year.
    pub totals: Vec<Totals>,
    /// `reports/`, by year.
    pub reports: Vec<StatedFigures>,
}

/// Whether a file of `content/data/` has a reader.
pub(super) fn is_known(name: &str) -> bool {
    vocabulary::ALL.contains(&name)
        || YEARLY.iter().any(|it| year_of(name, it).is_some())
        || post_of(name).is_some()
}

/// Folders whose files are named by their years.
const YEARLY: [&str; 3] = ["totals/", "reports/", "monitoring/"];

/// The post of which a file tells what readers gave it.
fn post_of(name: &str) -> Option<&str> {
    let post = name.strip_prefix("reactions/")?.strip_suffix(".yaml")?;
    slug::is_id(post).then_some(post)
}

fn year_of(name: &str, folder: &str) -> Option<i16> {
    let year = name.strip_prefix(folder)?.strip_suffix(".yaml")?;
    year.parse().ok().filter(|it| (1900..2200).contains(it))
}

/// Reads every vocabulary; `files` are those of `content/data/` by their names there.
pub(super) fn read(
    files: &BTreeMap<&str, &SourceFile>,
    words: &[String],
    diagnostics: &mut Diagnostics,
) -> Vocabularies {
    let both = &mut (words, diagnostics);
    let mut found = Vocabularies {
        statuses: terms(files, vocabulary::STATUSES, both, vocabulary::status),
        states: terms(files, vocabulary::STATES, both, vocabulary::state),
        organisation_types: terms(
            files,
            vocabulary::ORGANISATION_TYPES,
            both,
            vocabulary::organisation_type,
        ),
        directions: terms(files, vocabulary::DIRECTIONS, both, vocabulary::direction),
        federal_projects: terms(
            files,
            vocabulary::FEDERAL_PROJECTS,
            both,
            vocabulary::direction,
        ),
        product_kinds: terms(files, vocabulary::PRODUCT_KINDS, both, criteria::product_kind),
        criteria: terms(files, vocabulary::CRITERIA, both, criteria::criteria_set),
        national_projects: terms(
            files,
            vocabulary::NATIONAL_PROJECTS,
            both,
            vocabulary::national_project,
        ),
        indicators: terms(files, vocabulary::INDICATORS, both, indicator),
        event_series: terms(files, vocabulary::EVENT_SERIES, both, event_series),
        ..Vocabularies::default()
    };
    let (words, diagnostics) = both;
    for (name, file) in files {
        if let Some(post) = post_of(name) {
            let (reactions, remarks) = yaml_file(file, words, |it| reactions(it, post));
            diagnostics.extend(remarks);
            found.reactions.extend(reactions.flatten());
        }
        if let Some(year) = year_of(name, "monitoring/") {
            let (values, remarks) = yaml_file(file, words, |it| monitoring(it, year));
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
            found.reports.extend(figures.flatten());
        }
    }
    found
}

/// Reads a list of terms; two with one key are a mistake.
fn terms<T>(
    files: &BTreeMap<&str, &SourceFile>,
    name: &'static str,
    (words, diagnostics): &mut (&[String], &mut Diagnostics),
    read: fn(Table<'_, '_>) -> Option<Term<T>>,
) -> Terms<T> {
    let Some(file) = files.get(name) else { return Terms::absent(name) };
    let (terms, remarks) = data_file(file, words, |reading, node| {
        let items = match node.value {
            yaml::Value::List(items) => items,
            yaml::Value::Nothing => vec![],
            yaml::Value::Broken => return None,
            _ => {
                let words = Words::new(
                    "здесь ожидается список: каждая запись начинается с «- »",
                    "a list is expected here: each entry begins with `- `",
                );
                let first = reading.first_line(&node.at);
                reading.remark(code::WRONG_TYPE, first, words);
                return None;
            }
        };
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
