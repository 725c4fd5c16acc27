//! `{{ перечень показатель="организации с проектами" проектов=2 год=2023 }}`: the organisations
//! behind a figure, those that the report names beside those that the registry counts.

use crate::content::quantity::{Quantity, quantity};
use crate::yaml::table::{Spanned, Table};

/// Which organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The year that is counted.
    pub year: Spanned<i16>,
    /// What is counted.
    pub quantity: Quantity,
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Roster> {
    let year = table.key("год", "year").required().year();
    let quantity = quantity(table, true);
    Some(Roster { year: year?, quantity: quantity? })
}
