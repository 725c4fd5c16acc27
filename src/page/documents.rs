//! Documents by year and by kind.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::card::{DocumentRow, document_row};
use super::frame::{Figure, Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Page, Subject, json};
use crate::content::word::DocumentKind;
use crate::site::{DocumentId, Site};

/// All documents, and those of each kind that has any.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    if site.documents.is_empty() {
        return vec![];
    }
    let of_kind = |kind: &DocumentKind| {
        site.documents.iter().any(|it| it.entry.matter.kind.value == *kind)
    };
    let kinds = DocumentKind::ALL.into_iter().filter(of_kind).map(Some);
    [None]
        .into_iter()
        .chain(kinds)
        .map(|kind| Page::new(route(kind), "documents", Documents { kind }))
        .collect()
}

fn route(kind: Option<DocumentKind>) -> Route {
    match kind {
        Some(kind) => Route::new(&format!("documents/kind/{}", kind.key())),
        None => Route::new("documents/index"),
    }
}

struct Documents {
    kind: Option<DocumentKind>,
}

/// What `documents.html` reads.
#[derive(Serialize)]
struct DocumentsView {
    /// Key of the kind it is limited to.
    kind: Option<&'static str>,
    /// Number of documents shown.
    count: usize,
    /// Documents by year, the newest first.
    years: Vec<YearView>,
    /// Ways to other kinds.
    kinds: Vec<KindFacet>,
    /// All documents.
    everything: Figure,
}

#[derive(Serialize)]
struct YearView {
    year: i16,
    documents: Vec<DocumentRow>,
}

#[derive(Serialize)]
struct KindFacet {
    kind: &'static str,
    figure: Figure,
}

impl Subject for Documents {
    fn view(&self, context: &Context<'_>) -> Value {
        let site = context.site;
        let of_kind = |it: &DocumentId| {
            self.kind.is_none_or(|kind| site.document(*it).entry.matter.kind.value == kind)
        };
        let shown: Vec<_> = site.document_ids().filter(of_kind).collect();
        let mut years: BTreeMap<i16, Vec<DocumentRow>> = BTreeMap::new();
        for id in &shown {
            let year = site.document(*id).entry.matter.date.value.year();
            years.entry(year).or_default().push(document_row(context, *id));
        }
        let kinds = DocumentKind::ALL.into_iter().filter_map(|kind| {
            let same = |it: &&crate::site::Document| it.entry.matter.kind.value == kind;
            let value = site.documents.iter().filter(same).count();
            let href = context.href_if(&route(Some(kind)))?;
            Some(KindFacet { kind: kind.key(), figure: Figure { value, href: Some(href) } })
        });
        json(&DocumentsView {
            kind: self.kind.map(DocumentKind::key),
            count: shown.len(),
            years: years
                .into_iter()
                .rev()
                .map(|(year, documents)| YearView { year, documents })
                .collect(),
            kinds: kinds.collect(),
            everything: Figure {
                value: site.documents.len(),
                href: context.href_if(&route(None)),
            },
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        let title = match self.kind {
            Some(kind) => {
                above.push((route(None), Label::key("documents")));
                Label { detail: Some(kind.key().to_owned()), ..Label::key("documents_of_kind") }
            }
            None => Label::key("documents"),
        };
        let section = Some(Route::new("documents/index"));
        Place { title, above, section, ..Place::default() }
    }
}
