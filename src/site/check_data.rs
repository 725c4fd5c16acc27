//! Vocabularies, totals and reports: they name documents and terms too.

use std::ops::Range;
use std::sync::Arc;

use super::resolve::{self, Ids};
use crate::content::Vocabularies;
use crate::content::quantity::Quantity;
use crate::content::vocabulary::{StateWords, Terms};
use crate::content::word::State;
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::yaml::table::Word as _;

/// Looks up every name in `content/data/`.
pub(super) fn check(
    all: &Vocabularies,
    (documents, organisations): (&Ids<'_>, &Ids<'_>),
    diagnostics: &mut Diagnostics,
) {
    let of_statuses = all.statuses.iter().map(|it| (&it.file, &it.matter.source));
    let of_directions = all
        .directions
        .iter()
        .chain(all.federal_projects.iter())
        .map(|it| (&it.file, &it.matter.source));
    let of_nationals = all.national_projects.iter().map(|it| (&it.file, &it.matter.source));
    let of_indicators = all.indicators.iter().map(|it| (&it.file, &it.matter.source));
    let of_series = all.event_series.iter().map(|it| (&it.file, &it.matter.source));
    for (file, source) in of_statuses
        .chain(of_directions)
        .chain(of_series)
        .chain(of_nationals)
        .chain(of_indicators)
    {
        if let Some(id) = source {
            documents.find(id, || place(file, &id.at), diagnostics);
        }
    }
    // Without the vocabulary a federal project only tells the name of its national project.
    for term in all.federal_projects.iter().filter(|_| all.national_projects.file.is_some()) {
        if let Some(name) = &term.matter.national_project {
            resolve::term(
                &all.national_projects,
                name,
                || place(&term.file, &name.at),
                diagnostics,
            );
        }
    }
    for series in all.event_series.iter() {
        for total in &series.matter.totals {
            let document = &total.document;
            documents.find(document, || place(&series.file, &document.at), diagnostics);
        }
    }
    for totals in &all.totals {
        let document = &totals.document;
        documents.find(document, || place(&totals.file, &document.at), diagnostics);
        for (name, _) in &totals.totals {
            let at = || place(&totals.file, &name.at);
            resolve::term(&all.organisation_types, name, at, diagnostics);
        }
    }
    for report in &all.reports {
        let document = &report.document;
        documents.find(document, || place(&report.file, &document.at), diagnostics);
        for id in report.figures.iter().flat_map(|it| &it.organisations) {
            organisations.find(id, || place(&report.file, &id.at), diagnostics);
        }
        for quantity in report.figures.iter().filter_map(|it| it.quantity.as_ref()) {
            check_quantity(all, quantity, &report.file, diagnostics);
        }
    }
}

/// Looks up the terms that narrow a quantity.
pub(super) fn check_quantity(
    all: &Vocabularies,
    quantity: &Quantity,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(name) = &quantity.organisation_type {
        let at = || place(file, &name.at);
        resolve::term(&all.organisation_types, name, at, diagnostics);
    }
    if let Some(name) = &quantity.status {
        resolve::term(&all.statuses, name, || place(file, &name.at), diagnostics);
    }
    if let Some(name) = &quantity.series {
        resolve::term(&all.event_series, name, || place(file, &name.at), diagnostics);
    }
}

/// Every state needs words, for any project may come into it.
pub(super) fn states(words: &Terms<StateWords>, diagnostics: &mut Diagnostics) {
    let Some(file) = &words.file else {
        let message = Words::new(
            format!("нет файла content/data/{}", words.name),
            format!("the file content/data/{} is missing", words.name),
        );
        return diagnostics.push(Diagnostic::about_site(code::MISSING_FILE, message));
    };
    for state in State::ALL {
        if !words.is_whole || words.iter().any(|it| it.matter.state == state) {
            continue;
        }
        let (key, title) = (state.key(), state.spelling());
        let message = Words::new(
            format!("нет состояния «{key}» ({title})"),
            format!("the state `{key}` is missing"),
        );
        let hint = Words::new(
            format!("добавьте запись с «ключ: {key}»"),
            format!("add an entry with `key: {key}`"),
        );
        let place = Place::new(file, 0..0);
        diagnostics.push(Diagnostic::new(code::MISSING_KEY, place, message).hint(hint));
    }
}

fn place(file: &Arc<str>, at: &Range<usize>) -> Place {
    Place::new(file, at.clone())
}
