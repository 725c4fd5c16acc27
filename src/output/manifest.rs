//! The list of what is ours in an output folder, kept in that folder.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Standing};
use super::{Action, Flaw, Refusal, shape};

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = ".novator-manifest.json";

const TOOL: &str = "novator";
const VERSION: u32 = 1;

/// What is ours in an output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whether the run that wrote it went to its end.
    pub(super) complete: bool,
    /// Folders that a build made.
    pub(super) folders: BTreeSet<String>,
    /// Files that a build wrote or found to be just what it would write.
    pub(super) files: BTreeSet<String>,
}

/// The form of the manifest in the file.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    tool: Cow<'a, str>,
    version: u32,
    complete: bool,
    folders: Cow<'a, BTreeSet<String>>,
    files: Cow<'a, BTreeSet<String>>,
}

/// What every version of the form begins with.
#[derive(Deserialize)]
struct Heading {
    tool: String,
    version: u32,
}

impl Default for Manifest {
    fn default() -> Manifest {
        Manifest { complete: true, folders: BTreeSet::new(), files: BTreeSet::new() }
    }
}

impl Manifest {
    /// What is ours while a build leads from `before` to this.
    pub(super) fn with(&self, before: &Manifest) -> Manifest {
        Manifest {
            complete: false,
            folders: &self.folders | &before.folders,
            files: &self.files | &before.files,
        }
    }

    /// The folders that files of ours lie in, with the output folder.
    pub(super) fn folders_of_files(&self) -> BTreeSet<&str> {
        let parents = self.files.iter().map(|path| shape::parent(path));
        parents.chain([""]).collect()
    }

    /// The bytes of the file.
    pub(super) fn encode(&self) -> Vec<u8> {
        let Manifest { complete, folders, files } = self;
        let record = Record {
            tool: TOOL.into(),
            version: VERSION,
            complete: *complete,
            folders: Cow::Borrowed(folders),
            files: Cow::Borrowed(files),
        };
        let mut bytes = serde_json::to_vec_pretty(&record)
            .expect("strings, numbers and lists of strings have a JSON form");
        bytes.push(b'\n');
        bytes
    }

    /// Reads the bytes of the file. Paths that no build could have written are left out, so
    /// nothing outside the folder can ever be taken for ours.
    fn decode(bytes: &[u8]) -> Result<Manifest, Flaw> {
        let heading: Heading = serde_json::from_slice(bytes).map_err(|_| Flaw::Unreadable)?;
        if heading.tool != TOOL {
            return Err(Flaw::Unreadable);
        }
        if heading.version > VERSION {
            return Err(Flaw::Newer);
        }
        let record: Record = serde_json::from_slice(bytes).map_err(|_| Flaw::Unreadable)?;
        let plain = |paths: Cow<'_, BTreeSet<String>>| {
            paths.into_owned().into_iter().filter(|path| shape::is_plain(path)).collect()
        };
        let (folders, files) = (plain(record.folders), plain(record.files));
        Ok(Manifest { complete: record.complete, folders, files })
    }
}

/// The manifest of the folder and the bytes of its file, if there is one.
pub(super) fn read(disk: &Disk) -> Result<Option<(Manifest, Vec<u8>)>, Refusal> {
    let flawed = |flaw| Refusal::Manifest { path: disk.shown(NAME), flaw };
    match disk.look(NAME)? {
        Standing::Nothing => Ok(None),
        Standing::File(_) => {
            let bytes = fs::read(disk.at(NAME))
                .map_err(|error| disk.fault(Action::Read, NAME, error))?;
            let manifest = Manifest::decode(&bytes).map_err(flawed)?;
            Ok(Some((manifest, bytes)))
        }
        _ => Err(flawed(Flaw::Unreadable)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Flaw, Manifest};

    #[track_caller]
    fn check(text: &str, expected: Result<(&[&str], &[&str]), Flaw>) {
        let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
        let expected = expected.map(|(folders, files)| Manifest {
            complete: true,
            folders: set(folders),
            files: set(files),
        });
        assert_eq!(Manifest::decode(text.as_bytes()), expected, "{text}");
    }

    #[test]
    fn decoding() {
        let of = |tool: &str, version: u32, files: &str| {
            format!(
                r#"{{"tool": "{tool}", "version": {version}, "complete": true,
                "folders": ["a", "/", ".."], "files": {files}}}"#
            )
        };
        check(&of("novator", 1, r#"["b", "a/c"]"#), Ok((&["a"], &["a/c", "b"])));
        check(&of("novator", 1, r#"["../x", "/x", "a/../x", "b"]"#), Ok((&["a"], &["b"])));
        check(&of("novator", 1, r#"[".novator-manifest.json"]"#), Ok((&["a"], &[])));
        check(&of("novator", 1, "[1]"), Err(Flaw::Unreadable));
        check(&of("other", 1, "[]"), Err(Flaw::Unreadable));
        check(&of("novator", 2, "{}"), Err(Flaw::Newer));
        check("", Err(Flaw::Unreadable));
        check(r#"{"tool": "novator", "version": 1, "files": ["a"#, Err(Flaw::Unreadable));
    }

    #[test]
    fn encoding_is_sorted_and_read_back() {
        let files = ["b", "a/c"].map(str::to_owned).into();
        let manifest = Manifest { complete: false, folders: ["a".to_owned()].into(), files };
        let bytes = manifest.encode();
        let expected = "{\n  \"tool\": \"novator\",\n  \"version\": 1,\n  \"complete\": false,\n  \
                        \"folders\": [\n    \"a\"\n  ],\n  \
                        \"files\": [\n    \"a/c\",\n    \"b\"\n  ]\n}\n";
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
        assert_eq!(Manifest::decode(&bytes), Ok(manifest));
    }
}
