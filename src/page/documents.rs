//! Documents by year and by kind; the practice of other municipalities apart.

use std::collections::BTreeMap;

use serde::Serialize;

use super::card::{DocumentRow, document_row};
use super::frame::{Figure, Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Object, Page, Subject, chain};
use crate::content::word::DocumentKind;
use crate::site::{DocumentId, Site};
use crate::text::order::sort_key;

/// All own documents, those of each kind that has any, and the practice of others.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let kinds = DocumentKind::ALL.into_iter().map(Choice::Kind);
    let choices = [Choice::Own].into_iter().chain(kinds).chain([Choice::Practice]);
    let wanted = |it: &Choice| match it {
        Choice::Own => !site.documents.is_empty(),
        other => !members(site, *other).is_empty(),
    };
    let page = |choice| Page::new(route(choice), "documents", Documents { choice });
    choices.filter(wanted).map(page).collect()
}

/// What a list of documents selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// Documents of the site's own municipality and those above it.
    Own,
    /// Those of them that are of a kind.
    Kind(DocumentKind),
    /// Documents that show the practice of other municipalities.
    Practice,
}

/// The page of documents that show the practice of other municipalities.
pub(super) fn practice_route() -> Route {
    route(Choice::Practice)
}

fn route(choice: Choice) -> Route {
    match choice {
        Choice::Own => Route::new("documents/index"),
        Choice::Kind(kind) => Route::new(&format!("documents/kind/{}", kind.key())),
        Choice::Practice => Route::new("documents/practice"),
    }
}

fn members(site: &Site, choice: Choice) -> Vec<DocumentId> {
    let of_kind = |it: &DocumentId, kind| site.document(*it).entry.matter.kind.value == kind;
    match choice {
        Choice::Own => site.own_document_ids().collect(),
        Choice::Kind(kind) => site.own_document_ids().filter(|it| of_kind(it, kind)).collect(),
        Choice::Practice => {
            let practice =
                |it: &DocumentId| site.document(*it).entry.matter.practice_of.is_some();
            site.document_ids().filter(practice).collect()
        }
    }
}

struct Documents {
    choice: Choice,
}

/// What `documents.html` reads.
#[derive(Serialize)]
struct DocumentsView {
    /// Key of the kind it is limited to.
    kind: Option<&'static str>,
    /// Number of documents shown.
    count: usize,
    /// Own documents by year, the newest first.
    years: Vec<YearView>,
    /// Documents of others by municipality, where the page is about them.
    places: Vec<PlaceView>,
    /// Ways to other kinds.
    kinds: Vec<KindFacet>,
    /// All own documents.
    everything: Figure,
    /// Documents that show the practice of other municipalities.
    practice: Figure,
    /// The page with the relations of all documents.
    chain: Option<String>,
    /// The page with the tasks of all documents.
    tasks: Option<String>,
}

#[derive(Serialize)]
struct YearView {
    year: i16,
    documents: Vec<DocumentRow>,
}

#[derive(Serialize)]
struct PlaceView {
    /// The municipality.
    practice_of: String,
    documents: Vec<DocumentRow>,
}

#[derive(Serialize)]
struct KindFacet {
    kind: &'static str,
    figure: Figure,
}

impl Subject for Documents {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let shown = members(site, self.choice);
        let figure = |choice| Figure {
            value: members(site, choice).len(),
            href: context.href_if(&route(choice)),
        };
        let facet = |kind: DocumentKind| {
            let figure = figure(Choice::Kind(kind));
            figure.href.is_some().then_some(KindFacet { kind: kind.key(), figure })
        };
        let (years, places) = match self.choice {
            Choice::Practice => (vec![], places(context, &shown)),
            _ => (years(context, &shown), vec![]),
        };
        Box::new(DocumentsView {
            kind: match self.choice {
                Choice::Kind(kind) => Some(kind.key()),
                Choice::Own | Choice::Practice => None,
            },
            count: shown.len(),
            years,
            places,
            kinds: DocumentKind::ALL.into_iter().filter_map(facet).collect(),
            everything: figure(Choice::Own),
            practice: figure(Choice::Practice),
            chain: context.href_if(&chain::route()),
            tasks: context.href_if(&Route::new("tasks/index")),
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        let below = (route(Choice::Own), Label::key("documents"));
        let title = match self.choice {
            Choice::Own => Label::key("documents"),
            Choice::Kind(kind) => {
                above.push(below);
                Label { detail: Some(kind.key().to_owned()), ..Label::key("documents_of_kind") }
            }
            Choice::Practice => {
                above.push(below);
                Label::key("practice")
            }
        };
        let section = Some(Route::new("documents/index"));
        Place { title, above, section, ..Place::default() }
    }
}

fn years(context: &Context<'_>, shown: &[DocumentId]) -> Vec<YearView> {
    let mut years: BTreeMap<i16, Vec<DocumentRow>> = BTreeMap::new();
    for id in shown {
        let year = context.site.document(*id).entry.matter.date.value.year();
        years.entry(year).or_default().push(document_row(context, *id));
    }
    let view = |(year, documents)| YearView { year, documents };
    years.into_iter().rev().map(view).collect()
}

fn places(context: &Context<'_>, shown: &[DocumentId]) -> Vec<PlaceView> {
    let mut places = BTreeMap::new();
    for id in shown {
        let Some(place) = &context.site.document(*id).entry.matter.practice_of else {
            continue;
        };
        let group: &mut Vec<DocumentRow> = places.entry(sort_key(&place.value)).or_default();
        group.push(document_row(context, *id));
    }
    let view = |documents: Vec<DocumentRow>| PlaceView {
        practice_of: documents
            .first()
            .and_then(|it| it.practice_of.clone())
            .unwrap_or_default(),
        documents,
    };
    places.into_values().map(view).collect()
}
