//! What a build remembers for the next one, in a file of its own beside the sources; losing it
//! changes nothing but time, and so does any damage to it: a seal shows whether it is whole.

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
        // Reading a pipe would never end.
        let Ok(Standing::File(_)) = disk::look(place) else { return None };
        let bytes = fs::read(place).ok()?;
        let (memory, seal) = bytes.split_at_checked(bytes.len().checked_sub(SEAL)?)?;
        let whole = seal_of(memory).as_bytes() == seal;
        whole.then(|| serde_json::from_slice(memory).ok())?
    }

    /// Keeps what is known of a folder after a build. Where that cannot be written, the next
    /// build takes its time.
    pub fn keep(place: &Path, key: Digest, (folder, known): (&Path, &Known)) {
        let Some(manifest) = digest_of(&folder.join(manifest::NAME)) else { return };
        let memory = Memory { key, manifest, known: known.clone() };
        let Ok(mut bytes) = serde_json::to_vec(&memory) else { return };
        let seal = seal_of(&bytes);
        bytes.extend_from_slice(seal.as_bytes());
        let draft = place.with_extension("tmp");
        let made = place.parent().is_none_or(|it| fs::create_dir_all(it).is_ok());
        // A draft that a killed run left behind, or a link that leads elsewhere, gives way.
        let _ = fs::remove_file(&draft);
        if made && disk::write_new(&draft, &bytes).is_ok() && fs::rename(&draft, place).is_err()
        {
            disk::discard(&draft);
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

/// Length of a seal.
const SEAL: usize = 66;

/// The last line of the file: the digest of all before it.
fn seal_of(memory: &[u8]) -> String {
    format!("\n{}\n", blake3::hash(memory).to_hex())
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
        check(|top| fs::remove_dir_all(top.join(".novator")).expect("it is there"), KEY, None);
    }

    #[test]
    fn a_damaged_memory_is_none() {
        let damaged = |change: fn(&mut Vec<u8>)| {
            check(
                |top| {
                    let place = top.join(".novator/last.json");
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
        damaged(|it| *it = b"{\"key\":1,\"manifest\":[],\"known\":null}".to_vec());
        // What would still be understood, but tells of fewer files than there are.
        damaged(|it| {
            let text = String::from_utf8_lossy(it).replace("\"b/c\"", "\"a\"");
            *it = text.into_bytes();
        });
        for at in (0..400).step_by(7) {
            check(
                |top| {
                    let place = top.join(".novator/last.json");
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
            let place = top.path().join(".novator/last.json");
            Memory::keep(&place, KEY, (top.path(), &Known::default()));
            let own = fs::read_to_string(top.path().join("own")).expect("it is there");
            assert_eq!(own, "of somebody else");
            Memory::recall(&place).is_some()
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
            link(&top.join("own"), &top.join(".novator/last.json"));
        }));
        assert!(!keep(&|top| link(&top.join("nowhere"), &top.join(".novator"))));
        assert!(!keep(&|top| write(top.join(".novator"), "a file")));
        assert!(!keep(&|top| {
            fs::create_dir_all(top.join(".novator/last.json/a")).expect("nothing stands there");
        }));
    }
}
