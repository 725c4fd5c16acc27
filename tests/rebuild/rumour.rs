//! What is heard of edits: late, twice, in another order, of other files, or not at all.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::edits::Editor;

/// Hints that are yet to be told.
#[derive(Default)]
pub(crate) struct Rumour {
    late: Vec<PathBuf>,
}

impl Rumour {
    /// What is told after an edit, none of which names no files; or that nobody looks yet, so
    /// that the next edit comes on top, which is never so after the last one.
    pub(crate) fn after(
        &mut self,
        editor: &mut Editor,
        last: bool,
    ) -> Option<Option<BTreeSet<PathBuf>>> {
        let touched = editor.touched();
        match editor.below(6) {
            0 if !last => {
                self.late.extend(touched);
                None
            }
            // Lost: time alone makes somebody look.
            0 | 1 => Some(None),
            // Some of it now, the rest after a later edit.
            2 => {
                let (now, late): (Vec<_>, Vec<_>) =
                    touched.into_iter().partition(|_| editor.below(2) == 0);
                self.late.extend(late);
                Some(Some(now.into_iter().collect()))
            }
            // Only of earlier edits.
            3 => {
                let before = std::mem::replace(&mut self.late, touched);
                Some(Some(before.into_iter().collect()))
            }
            // Of a file that nobody touched as well.
            4 => Some(Some(touched.into_iter().chain([editor.any_file()]).collect())),
            _ => Some(Some(touched.into_iter().collect())),
        }
    }
}
