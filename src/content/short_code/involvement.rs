//! `{{ вовлеченность год=2023 }}`: a table of how many organisations of each type take part.

use crate::yaml::table::{Spanned, Table};

/// Which table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Involvement {
    /// The year that is counted.
    pub year: Spanned<i16>,
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Involvement> {
    Some(Involvement { year: table.key("год", "year").required().year()? })
}
