//! Linking of procedures: documents and operators.

use std::sync::Arc;

use super::Linker;
use crate::content::entry::Entry;
use crate::content::procedure::Procedure as Matter;
use crate::diag::Diagnostics;
use crate::site::procedure::Procedure;
use crate::text::order::sort_key;

impl Linker<'_> {
    pub(super) fn procedure(
        &self,
        entry: &Arc<Entry<Matter>>,
        diagnostics: &mut Diagnostics,
    ) -> Procedure {
        let matter = &entry.matter;
        let document = self.document_of(entry, matter.document.as_ref(), diagnostics);
        let mut announcements = vec![];
        for id in &matter.announcements {
            announcements.extend(self.document_of(entry, Some(id), diagnostics));
        }
        let operator = matter.operator.as_ref().map(|it| self.party(entry, it, diagnostics));
        let place = matter.practice_of.as_ref().map(|it| sort_key(&it.value));
        let sort_key = (place, sort_key(&matter.title.value));
        Procedure { entry: Arc::clone(entry), document, announcements, operator, sort_key }
    }
}
