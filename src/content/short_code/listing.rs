//! `{{ список вид=проекты где="статус=РЦ и год=2024" порядок=тема не_больше=10 }}`: entries that a
//! question finds. What the question means only the whole registry can tell; here it is text.

use crate::yaml::table::{Spanned, Table};

/// Which entries, and how they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The kind of entries; projects where nothing is written.
    pub kind: Option<Spanned<String>>,
    /// The condition.
    pub condition: Option<Spanned<String>>,
    /// The field to sort by.
    pub order: Option<Spanned<String>>,
    /// Names of the fields shown beside each entry.
    pub shown: Option<Spanned<String>>,
    /// How many entries are shown at most.
    pub limit: Option<Spanned<i64>>,
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Listing> {
    Some(Listing {
        kind: table.key("вид", "kind").verbatim(),
        condition: table.key("где", "where").verbatim(),
        order: table.key("порядок", "order").verbatim(),
        shown: table.key("показать", "show").verbatim(),
        limit: table.key("не_больше", "limit").integer(1..=500),
    })
}
