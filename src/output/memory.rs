//! What a build remembers for the next one, in a file of its own beside the sources; losing it
//! changes nothing but time.

use std::io::{self, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::disk::{self, Standing, digest_of};
use super::known::{Digest, Known};
use super::{manifest, sealed};

/// The last build of a site into a folder; `S` is what is remembered of its sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory<S> {
    /// Digest of all that the build was a function of, but for the sources.
    key: Digest,
    /// The sources.
    sources: S,
    /// Digest of the manifest that it left.
    manifest: Digest,
    known: Known,
}

impl<S: Serialize + DeserializeOwned> Memory<S> {
    /// What is kept at a place; none where that is nothing of use.
    pub fn recall(place: &Path) -> Option<Memory<S>> {
        postcard::from_bytes(&sealed::recall(place)?.0).ok()
    }

    /// Keeps what is known of a folder after a build.
    pub fn keep(place: &Path, (key, sources): (Digest, S), (folder, known): (&Path, Known)) {
        let Some(manifest) = digest_of(&folder.join(manifest::NAME)) else { return };
        let memory = Memory { key, sources, manifest, known };
        let write = |out: &mut dyn Write| postcard::to_io(&memory, out).map(drop);
        let _ = sealed::keep(place, |out| write(out).map_err(io::Error::other));
    }

    /// The sources of the last build, if it was a function of the same else and left this very
    /// manifest.
    pub fn sources(&self, key: Digest, folder: &Path) -> Option<&S> {
        let same =
            self.key == key && digest_of(&folder.join(manifest::NAME)) == Some(self.manifest);
        same.then_some(&self.sources)
    }

    /// Whether all files that the build left stand as they were.
    pub fn stands(&self, folder: &Path) -> bool {
        let look = |path: &str| match disk::look(&folder.join(path)) {
            Ok(Standing::File(metadata)) => Some(metadata),
            _ => None,
        };
        self.known.stands(look, |path| digest_of(&folder.join(path)))
    }

    /// The number of files that the build left.
    pub fn files(&self) -> usize {
        self.known.len()
    }

    /// What is known of the folder, whatever is built into it now.
    pub fn known(&self) -> &Known {
        &self.known
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::output::{SourceFolders, Tree, publish};

    const KEY: Digest = [7; 32];

    /// Publishes two files, keeps the memory, lets somebody at work, and asks whether all stands.
    #[track_caller]
    fn check(change: impl FnOnce(&Path), key: Digest, expected: Option<usize>) {
        let top = tempfile::tempdir().expect("there is room for a test");
        let (out, place) = (top.path().join("out"), top.path().join(".novator/last"));
        let tree: Tree = [("a", "a"), ("b/c", "c")]
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
            .into();
        let root = top.path().join("site");
        let sources = SourceFolders { folders: vec![root.join("content")], root };
        let mut known = Known::default();
        let later = || std::time::SystemTime::now() + std::time::Duration::from_secs(1);
        publish(&tree, &out, &sources, (&mut known, &later)).expect("the folder is new");
        Memory::keep(&place, (KEY, "sources".to_owned()), (&out, known));
        change(top.path());
        let memory = Memory::<String>::recall(&place);
        let same =
            |it: &Memory<String>| it.sources(key, &out).is_some_and(|it| it == "sources");
        let found = memory.filter(|it| same(it) && it.stands(&out));
        assert_eq!(found.map(|it| it.files()), expected);
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
        check(|top| fs::remove_dir_all(top.join(".novator")).expect("it is there"), KEY, None);
    }

    #[test]
    fn a_damaged_memory_is_none() {
        let damaged = |change: fn(&mut Vec<u8>)| {
            check(
                |top| {
                    let place = top.join(".novator/last");
                    let mut bytes = fs::read(&place).expect("it is there");
                    change(&mut bytes);
                    fs::write(place, bytes).expect("it is ours");
                },
                KEY,
                None,
            );
        };
        damaged(|it| it.clear());
        damaged(|it| it.truncate(9));
        damaged(|it| it.truncate(it.len() / 2));
        damaged(|it| it.reverse());
        damaged(|it| *it = (0..=255).cycle().take(4096).collect());
        damaged(|it| *it = b"{\"key\":1}".to_vec());
        // What would still be understood, but tells of another file.
        damaged(|it| {
            let text = String::from_utf8_lossy(it).replace("b/c", "b/d");
            *it = text.into_bytes();
        });
        for at in (0..400).step_by(7) {
            check(
                |top| {
                    let place = top.join(".novator/last");
                    let mut bytes = fs::read(&place).expect("it is there");
                    let at = at % bytes.len();
                    bytes[at] ^= 1;
                    fs::write(place, bytes).expect("it is ours");
                },
                KEY,
                None,
            );
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_stands_in_the_way_of_a_memory_is_left_alone_or_gives_way() {
        let link = |to: &Path, at: &Path| {
            std::os::unix::fs::symlink(to, at).expect("nothing stands there");
        };
        let keep = |prepare: &dyn Fn(&Path)| {
            let top = tempfile::tempdir().expect("there is room for a test");
            write(top.path().join(manifest::NAME), "{}");
            write(top.path().join("own"), "of somebody else");
            prepare(top.path());
            let place = top.path().join(".novator/last");
            Memory::keep(&place, (KEY, ()), (top.path(), Known::default()));
            let own = fs::read_to_string(top.path().join("own")).expect("it is there");
            assert_eq!(own, "of somebody else");
            Memory::<()>::recall(&place).is_some()
        };
        let folder = |top: &Path| {
            fs::create_dir(top.join(".novator")).expect("nothing stands there");
        };
        assert!(keep(&|_| ()));
        assert!(keep(&|top| {
            folder(top);
            link(&top.join("own"), &top.join(".novator/last.tmp"));
        }));
        assert!(keep(&|top| {
            folder(top);
            link(&top.join("own"), &top.join(".novator/last"));
        }));
        assert!(!keep(&|top| link(&top.join("nowhere"), &top.join(".novator"))));
        assert!(!keep(&|top| write(top.join(".novator"), "a file")));
        assert!(!keep(&|top| {
            fs::create_dir_all(top.join(".novator/last/a")).expect("nothing stands there");
        }));
    }
}
