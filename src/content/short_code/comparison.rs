//! `{{ сравнение год=2023 }}`: every figure that the report of a year states, beside the registry.

use crate::yaml::table::{Spanned, Table};

/// Which report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Its year.
    pub year: Spanned<i16>,
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Comparison> {
    Some(Comparison { year: table.key("год", "year").required().year()? })
}
