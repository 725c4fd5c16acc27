//! Vocabularies, totals and reports: they name documents and terms too.

use std::ops::Range;
use std::sync::Arc;

use super::resolve::{self, Ids};
use crate::content::Vocabularies;
use crate::diag::{Diagnostics, Place};

/// Looks up every name in `content/data/`.
pub(super) fn check(all: &Vocabularies, documents: &Ids<'_>, diagnostics: &mut Diagnostics) {
    let of_statuses = all.statuses.iter().map(|it| (&it.file, &it.matter.source));
    let of_directions = all
        .directions
        .iter()
        .chain(&all.federal_projects)
        .map(|it| (&it.file, &it.matter.source));
    for (file, source) in of_statuses.chain(of_directions) {
        if let Some(id) = source {
            documents.find(id, place(file, &id.at), diagnostics);
        }
    }
    for totals in &all.totals {
        let document = &totals.document;
        documents.find(document, place(&totals.file, &document.at), diagnostics);
        for (name, _) in &totals.totals {
            let at = place(&totals.file, &name.at);
            resolve::term(&all.organisation_types, name, at, diagnostics);
        }
    }
    for report in &all.reports {
        let document = &report.document;
        documents.find(document, place(&report.file, &document.at), diagnostics);
        for figure in &report.figures {
            if let Some(name) = &figure.organisation_type {
                let at = place(&report.file, &name.at);
                resolve::term(&all.organisation_types, name, at, diagnostics);
            }
            if let Some(name) = &figure.status {
                let at = place(&report.file, &name.at);
                resolve::term(&all.statuses, name, at, diagnostics);
            }
        }
    }
}

fn place(file: &Arc<str>, at: &Range<usize>) -> Place {
    Place::new(file, at.clone())
}
