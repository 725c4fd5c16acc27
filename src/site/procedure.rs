//! Procedures of recognition, with their references resolved.

use std::sync::Arc;

use super::party::Party;
use super::{DocumentId, Site};
use crate::content::entry::Entry;
use crate::content::procedure::Procedure as Matter;
use crate::text::order::SortKey;

/// Index of a procedure in [`Site::procedures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcedureId(pub usize);

/// A procedure.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// The document that approves or describes it.
    pub document: Option<DocumentId>,
    /// Documents that call for applications.
    pub announcements: Vec<DocumentId>,
    /// Who runs it.
    pub operator: Option<Party>,
    /// Place in lists: the site's own first, then by municipality and name.
    pub sort_key: (Option<SortKey>, SortKey),
}

impl Site {
    /// A procedure by its index.
    pub fn procedure(&self, id: ProcedureId) -> &Procedure {
        &self.procedures[id.0]
    }

    /// All procedures in their order.
    pub fn procedure_ids(&self) -> impl Iterator<Item = ProcedureId> + use<> {
        (0..self.procedures.len()).map(ProcedureId)
    }

    /// Procedures that a document approves, describes or calls for applications to.
    pub fn procedures_of(&self, document: DocumentId) -> impl Iterator<Item = ProcedureId> {
        self.procedure_ids().filter(move |it| {
            let it = self.procedure(*it);
            it.document == Some(document) || it.announcements.contains(&document)
        })
    }
}
