//! Linking of tasks: who does them, and what proves that they were done.

use super::Linker;
use crate::content::document::Document;
use crate::content::entry::Entry;
use crate::content::task::Task as TaskMatter;
use crate::diag::Diagnostics;
use crate::site::party::Party;
use crate::site::task::{Proof, Task};
use crate::yaml::address::is_web_address;

impl Linker<'_> {
    pub(super) fn task(
        &self,
        entry: &Entry<Document>,
        task: &TaskMatter,
        diagnostics: &mut Diagnostics,
    ) -> Task {
        let executor = match task.executor.value() {
            Some(name) => self.party(entry, name, diagnostics),
            None => Party::NotTold,
        };
        let proof = task.proof.as_ref().and_then(|it| match is_web_address(&it.value) {
            true => Some(Proof::Address(it.value.clone())),
            false => self.document_of(entry, Some(it), diagnostics).map(Proof::Document),
        });
        Task { executor, proof }
    }
}
