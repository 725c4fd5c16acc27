//! Yearly reports with their references resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::link::visible;
use super::resolve::Ids;
use super::{DocumentId, Drafts, value_place};
use crate::content::Content;
use crate::content::entry::Entry;
use crate::content::report::Report as Matter;
use crate::diag::{Diagnostic, Diagnostics, Words, code};

/// A report of a year.
#[derive(Clone, Debug)]
pub struct Report {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// The official report of the year.
    pub document: Option<DocumentId>,
}

impl Report {
    /// The year that it is about.
    pub fn year(&self) -> i16 {
        self.entry.matter.year.value
    }
}

/// Links the published reports, the newest first; two of one year are a mistake.
pub(super) fn link(
    content: &Content,
    (date, drafts): (Date, Drafts),
    documents: impl Iterator<Item = impl AsRef<str>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Report> {
    let ids: Vec<_> = documents.collect();
    let ids = Ids::new(ids.iter().map(AsRef::as_ref), &content.documents);
    let mut reports = vec![];
    let mut years = BTreeMap::new();
    for entry in visible(&content.reports, date, drafts) {
        let year = &entry.matter.year;
        let place = value_place(entry, year);
        if let Some(first) = years.get(&year.value) {
            let message = Words::new(
                format!("отчет за {} год уже есть", year.value),
                format!("there is a report of {} already", year.value),
            );
            let (place_of_first, words) = super::first_place(Clone::clone(first));
            let remark = Diagnostic::new(code::DUPLICATE_ID, place, message);
            diagnostics.push(remark.related(place_of_first, words));
            continue;
        }
        years.insert(year.value, place);
        let document = entry.matter.document.as_ref();
        let document = document
            .and_then(|it| ids.find(it, || value_place(entry, it), diagnostics))
            .map(DocumentId);
        reports.push(Report { entry: Arc::clone(entry), document });
    }
    reports.sort_by_key(|it| std::cmp::Reverse(it.year()));
    reports
}
