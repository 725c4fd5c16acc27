//! Ways to narrow a list: groups of other lists with their numbers.

use serde::Serialize;

use super::frame::{Figure, Label};

/// Every list of one sort of entries.
#[derive(Serialize)]
pub(super) struct Facets {
    /// The list that nothing narrows.
    pub everything: Figure,
    groups: Vec<FacetGroup>,
}

/// Lists of one sort: all kinds, all years…
#[derive(Serialize)]
struct FacetGroup {
    /// Key in the strings of the entries.
    key: &'static str,
    lists: Vec<Facet>,
}

/// One list.
#[derive(Serialize)]
pub(super) struct Facet {
    pub label: Label,
    /// The year alone, where the list is of a year.
    pub year: Option<i16>,
    pub figure: Figure,
    /// How many examples the list has beside.
    pub examples: usize,
}

impl Facets {
    /// Gathers lists by the key of their group; those of a group stand together.
    pub(super) fn new(
        everything: Figure,
        lists: impl Iterator<Item = (&'static str, Facet)>,
    ) -> Facets {
        let mut groups: Vec<FacetGroup> = vec![];
        for (key, facet) in lists {
            match groups.last_mut() {
                Some(group) if group.key == key => group.lists.push(facet),
                _ => groups.push(FacetGroup { key, lists: vec![facet] }),
            }
        }
        Facets { everything, groups }
    }
}
