//! `{{ решения документ=spravka-2023 }}`: what a document decides.

use crate::content::link::DOCUMENTS;
use crate::yaml::table::{Spanned, Table};

/// Whose decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decisions {
    /// Id of the document.
    pub document: Spanned<String>,
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Decisions> {
    Some(Decisions {
        document: table.key("документ", "document").required().id_of(DOCUMENTS)?
    })
}
