//! Every id that an entry may name, each kind looked up in one way.

use super::link::Parts;
use super::resolve::Ids;
use super::shelf::Shelf;
use super::{DocumentId, ProgrammeId, value_place};
use crate::content::Content;
use crate::content::entry::Entry;
use crate::diag::Diagnostics;
use crate::yaml::table::Spanned;

/// The ids of all kinds that others name, in the order of their indexes.
pub(super) struct Names<'a> {
    documents: Ids<'a>,
    programmes: Ids<'a>,
}

impl<'a> Names<'a> {
    pub(super) fn new(content: &'a Content, parts: &'a Parts, shelf: &'a Shelf) -> Names<'a> {
        Names {
            documents: Ids::new(
                parts.documents.iter().map(|it| &*it.entry.id),
                &content.documents,
            ),
            programmes: Ids::new(
                shelf.programmes.iter().map(|it| &*it.id),
                &content.programmes,
            ),
        }
    }

    /// A document, if one is named.
    pub(super) fn document<T>(
        &self,
        entry: &Entry<T>,
        id: Option<&Spanned<String>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<DocumentId> {
        let id = id?;
        self.documents.find(id, value_place(entry, id), diagnostics).map(DocumentId)
    }

    /// A programme.
    pub(super) fn programme<T>(
        &self,
        entry: &Entry<T>,
        id: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<ProgrammeId> {
        self.programmes.find(id, value_place(entry, id), diagnostics).map(ProgrammeId)
    }
}
