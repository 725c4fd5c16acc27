//! What a build remembers for the next one, in a file of its own beside the sources; losing it
//! changes nothing but time.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{self, Standing};
use super::known::{Digest, Known, hexadecimal};
use super::manifest;

/// The last build of a site into a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Digest of all that the build was a function of.
    #[serde(with = "hexadecimal")]
    key: Digest,
    /// Digest of the manifest that it left.
    #[serde(with = "hexadecimal")]
    manifest: Digest,
    known: Known,
}

impl Memory {
    /// What is kept at a place; none where that is nothing of use.
    pub fn recall(place: &Path) -> Option<Memory> {
        serde_json::from_slice(&fs::read(place).ok()?).ok()
    }

    /// Keeps what is known of a folder after a build. Where that cannot be written, the next
    /// build takes its time.
    pub fn keep(place: &Path, key: Digest, (folder, known): (&Path, &Known)) {
        let Some(manifest) = digest_of(&folder.join(manifest::NAME)) else { return };
        let memory = Memory { key, manifest, known: known.clone() };
        let Ok(bytes) = serde_json::to_vec(&memory) else { return };
        let draft = place.with_extension("tmp");
        let made = place.parent().is_none_or(|it| fs::create_dir_all(it).is_ok());
        if made && fs::write(&draft, bytes).is_ok() && fs::rename(&draft, place).is_err() {
            let _ = fs::remove_file(&draft);
        }
    }

    /// The number of files in a folder that this very build left there, if all of them stand
    /// as they were left.
    pub fn stands(&self, key: Digest, folder: &Path) -> Option<usize> {
        let look = |path: &str| match disk::look(&folder.join(path)) {
            Ok(Standing::File(metadata)) => Some(metadata),
            _ => None,
        };
        let same = self.key == key
            && digest_of(&folder.join(manifest::NAME)) == Some(self.manifest)
            && self.known.stands(look, |path| digest_of(&folder.join(path)));
        same.then(|| self.known.len())
    }

    /// What is known of the folder, whatever is built into it now.
    pub fn into_known(self) -> Known {
        self.known
    }
}

fn digest_of(file: &Path) -> Option<Digest> {
    Some(*blake3::hash(&fs::read(file).ok()?).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{SourceFolders, Tree, publish};

    const KEY: Digest = [7; 32];

    /// Publishes two files, keeps the memory, lets somebody at work, and asks whether all stands.
    #[track_caller]
    fn check(change: impl FnOnce(&Path), key: Digest, expected: Option<usize>) {
        let top = tempfile::tempdir().expect("there is room for a test");
        let (out, place) = (top.path().join("out"), top.path().join(".novator/last.json"));
        let tree: Tree = [("a", "a"), ("b/c", "c")]
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
            .into();
        let root = top.path().join("site");
        let sources = SourceFolders { folders: vec![root.join("content")], root };
        let mut known = Known::default();
        let later = || std::time::SystemTime::now() + std::time::Duration::from_secs(1);
        publish(&tree, &out, &sources, (&mut known, &later)).expect("the folder is new");
        Memory::keep(&place, KEY, (&out, &known));
        change(top.path());
        let found = Memory::recall(&place).and_then(|it| it.stands(key, &out));
        assert_eq!(found, expected);
    }

    fn write(path: std::path::PathBuf, text: &str) {
        fs::write(path, text).expect("a test writes where there is room");
    }

    #[test]
    fn a_build_is_recalled_only_while_all_stands_as_it_was_left() {
        check(|_| (), KEY, Some(2));
        check(|_| (), [8; 32], None);
        check(|top| write(top.join("out/a"), "b"), KEY, None);
        check(|top| write(top.join("out/b/c"), "cc"), KEY, None);
        check(|top| fs::remove_file(top.join("out/b/c")).expect("it is there"), KEY, None);
        check(|top| write(top.join("out").join(manifest::NAME), "{}"), KEY, None);
        check(|top| write(top.join("out/own"), "of somebody else"), KEY, Some(2));
        check(|top| write(top.join(".novator/last.json"), "{\"key\":"), KEY, None);
        check(|top| fs::remove_dir_all(top.join(".novator")).expect("it is there"), KEY, None);
    }
}
