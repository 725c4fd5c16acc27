//! Entries that serve a programme, as its pages show them.

use serde::Serialize;

use super::Context;
use super::card::project_link;
use super::event_card::event_link;
use super::frame::LinkView;
use super::free_community::community_link;
use super::product_card::product_link;
use crate::site::programme::{Evidence, EvidenceSource};

/// The kinds of entries that may serve a programme, in the order in which pages show them.
const KEYS: [&str; 4] = ["projects", "products", "communities", "events"];

/// How many entries of one kind serve a programme.
#[derive(Serialize)]
pub(super) struct EvidenceCount {
    /// Key of the kind in strings.
    key: &'static str,
    count: usize,
}

/// Entries of one kind that serve a task.
#[derive(Serialize)]
pub(super) struct EvidenceGroup {
    /// Key of the kind in strings.
    key: &'static str,
    entries: Vec<LinkView>,
}

/// Numbers by kind, those of nothing too: a programme shows what is missing.
pub(super) fn totals(evidence: &[Evidence]) -> Vec<EvidenceCount> {
    let count = |key: &'static str| EvidenceCount {
        key,
        count: evidence.iter().filter(|it| !it.is_example && kind(it.source) == key).count(),
    };
    KEYS.into_iter().map(count).collect()
}

/// Entries by kind; kinds without any are left out.
pub(super) fn groups(context: &Context<'_>, evidence: &[&Evidence]) -> Vec<EvidenceGroup> {
    let group = |key: &'static str| {
        let own = evidence.iter().filter(|it| kind(it.source) == key);
        EvidenceGroup { key, entries: own.map(|it| link(context, it.source)).collect() }
    };
    KEYS.into_iter().map(group).filter(|it| !it.entries.is_empty()).collect()
}

fn kind(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::Project(_) => "projects",
        EvidenceSource::Product(_) => "products",
        EvidenceSource::Community(_) => "communities",
        EvidenceSource::Event(_) => "events",
    }
}

fn link(context: &Context<'_>, source: EvidenceSource) -> LinkView {
    match source {
        EvidenceSource::Project(id) => project_link(context, id),
        EvidenceSource::Product(id) => product_link(context, id),
        EvidenceSource::Community(id) => community_link(context, id),
        EvidenceSource::Event(id) => event_link(context, id),
    }
}
