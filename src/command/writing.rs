//! Publishing as `build` does it: the site is written only where nothing that was said forbids it.

use std::path::PathBuf;

use novator::build::{Rendering, Strictness, may_publish};
use novator::diag::Diagnostics;
use novator::output::{Files, Known, Published, Refusal, SourceFolders, publish};
use novator::preview::workshop::Clock as _;

use super::clock::SystemClock;

/// Where a site is written, and what is known of that folder.
pub(crate) struct Writing {
    pub(crate) out: PathBuf,
    pub(crate) sources: SourceFolders,
    pub(crate) strictness: Strictness,
    pub(crate) clock: SystemClock,
    pub(crate) known: Known,
}

impl Writing {
    /// Writes what differs, and adds what templates gave cause to say; none where mistakes are
    /// in the way.
    pub(crate) fn write(
        &mut self,
        rendering: Option<Rendering<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Result<Published, Refusal>> {
        let rendering = rendering.filter(|_| may_publish(diagnostics, self.strictness))?;
        let published = self.publish(&rendering);
        diagnostics.extend(rendering.into_faults());
        match published {
            Err(Refusal::Unmade) => None,
            published => Some(published),
        }
    }

    /// Writes what differs.
    pub(crate) fn publish(&mut self, files: &dyn Files) -> Result<Published, Refusal> {
        let now = || self.clock.now();
        publish(files, &self.out, &self.sources, (&mut self.known, &now))
    }
}
