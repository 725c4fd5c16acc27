//! What is changed by what: every relation between documents, by the document that it is about.

use serde::Serialize;

use super::card::{DocumentRow, document_row};
use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::site::{Document, DocumentId, Site};

/// One page, if any document leans on another.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let related = |it: &Document| !changes(it).is_empty() || !leaning(it).is_empty();
    match site.documents.iter().any(|it| related(it)) {
        true => vec![Page::new(route(), "chain", Chain)],
        false => vec![],
    }
}

/// The address of the page.
pub(super) fn route() -> Route {
    Route::new("documents/chain")
}

struct Chain;

/// What `chain.html` reads.
#[derive(Serialize)]
struct ChainView {
    /// Documents that others change or end, the newest first.
    changed: Vec<GroupView>,
    /// Documents that others lean on, are approved by or attached to.
    leant_on: Vec<GroupView>,
    /// How many relations the page shows.
    count: usize,
}

/// A document and the relations in which it is the older one.
#[derive(Serialize)]
struct GroupView {
    document: DocumentRow,
    relations: Vec<RelationView>,
}

#[derive(Serialize)]
struct RelationView {
    /// Key of the relation, as the older document sees it: `amended_by`.
    key: &'static str,
    /// The other documents, the oldest first.
    documents: Vec<DocumentRow>,
}

type Relation<'a> = (&'static str, &'a [DocumentId]);

/// Who changes or ends a document.
fn changes(document: &Document) -> Vec<Relation<'_>> {
    present([("amended_by", &document.amended_by), ("repealed_by", &document.repealed_by)])
}

/// Who leans on a document otherwise.
fn leaning(document: &Document) -> Vec<Relation<'_>> {
    present([
        ("approved_by", &document.approved_by),
        ("attachments", &document.attachments),
        ("basis_of", &document.basis_of),
    ])
}

fn present<'a, const N: usize>(
    all: [(&'static str, &'a Vec<DocumentId>); N],
) -> Vec<Relation<'a>> {
    let filled = all.into_iter().filter(|(_, ids)| !ids.is_empty());
    filled.map(|(key, ids)| (key, ids.as_slice())).collect()
}

fn groups<'a>(
    context: &Context<'a>,
    of: fn(&'a Document) -> Vec<Relation<'a>>,
) -> Vec<GroupView> {
    let site = context.site;
    let relation = |(key, ids): Relation<'_>| {
        // Documents stand from the newest to the oldest.
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        let documents = ids.iter().rev().map(|it| document_row(context, *it)).collect();
        RelationView { key, documents }
    };
    let group = |id: DocumentId| {
        let relations: Vec<_> = of(site.document(id)).into_iter().map(relation).collect();
        let document = document_row(context, id);
        (!relations.is_empty()).then_some(GroupView { document, relations })
    };
    site.document_ids().filter_map(group).collect()
}

impl Subject for Chain {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let (changed, leant_on) = (groups(context, changes), groups(context, leaning));
        let shown = changed.iter().chain(&leant_on).flat_map(|it| &it.relations);
        let count = shown.map(|it| it.documents.len()).sum();
        Box::new(ChainView { changed, leant_on, count })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("chain"),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (Route::new("documents/index"), Label::key("documents")),
            ],
            section: Some(Route::new("documents/index")),
            ..Place::default()
        }
    }
}
