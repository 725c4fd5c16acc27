//! One edited card in a linked site: what it names is looked up anew, and what it names hears of
//! it; nothing else is touched.

use std::sync::Arc;

use super::link::Linker;
use super::reverse::Hears;
use super::{Project, ProjectId, Site};
use crate::content::Content;
use crate::content::entry::Entry;
use crate::content::project::Project as Matter;
use crate::diag::Diagnostics;

impl Site {
    /// Puts a project in the place of the one that its file held before, and tells what is now to
    /// be said of how it fits in; none where linking could change more than the project, and the
    /// organisations and documents that it names.
    ///
    /// Other entries name a project by its id alone, which is its file's name. So what else
    /// linking asks of a card is whether it is shown, where it stands, and its part in a
    /// programme.
    pub fn relink(
        &mut self,
        content: &Content,
        entry: &Arc<Entry<Matter>>,
    ) -> Option<(ProjectId, Diagnostics)> {
        let id = self.project_named(&entry.id)?;
        let old = Arc::clone(&self.projects[id.0]);
        let is_shown_alike = old.entry.publication == entry.publication;
        let has_part = old.entry.matter.part.is_some() || entry.matter.part.is_some();
        if !is_shown_alike || has_part || !self.stays(id, entry) {
            return None;
        }
        let mut said = Diagnostics::none();
        let linked = Linker::beside(self, content).project(entry, &mut said);
        if entry.publication.draft {
            said.soften();
        }
        let (products, events) = (old.products.clone(), old.events.clone());
        let new = Project { products, events, ..linked };
        hear(&mut self.organisations, (id, &old, &new), |it| {
            it.participants.iter().map(|it| it.organisation.0).collect()
        });
        hear(&mut self.documents, (id, &old, &new), |it| {
            it.history.iter().filter_map(|it| it.order).map(|it| it.0).collect()
        });
        self.projects[id.0] = Arc::new(new);
        Some((id, said))
    }

    /// Whether a project keeps its place in the order of all.
    fn stays(&self, id: ProjectId, entry: &Entry<Matter>) -> bool {
        let key = |it: &Entry<Matter>| (it.matter.sort_key.clone(), Arc::clone(&it.id));
        let own = key(entry);
        let before = id.0.checked_sub(1).map(|it| &self.projects[it].entry);
        let after = self.projects.get(id.0 + 1).map(|it| &it.entry);
        before.is_none_or(|it| key(it) < own) && after.is_none_or(|it| own < key(it))
    }
}

/// Lets all those hear of a project whom it names now or named before.
fn hear<T: Hears + Clone>(
    all: &mut [Arc<T>],
    (id, old, new): (ProjectId, &Project, &Project),
    named: impl Fn(&Project) -> Vec<usize>,
) {
    let mut named = [named(old), named(new)].concat();
    named.sort_unstable();
    named.dedup();
    for index in named {
        Arc::make_mut(&mut all[index]).hear(index, (id, new));
    }
}
