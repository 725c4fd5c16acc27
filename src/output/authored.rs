//! Files of the author, changed because a command was asked to: each at one stroke, none through
//! a symbolic link, the others untouched.

use std::path::Path;

use super::disk::{Disk, Standing};
use super::{Refusal, shape};

/// What becomes of one file, by its path from the root of the site, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It holds these bytes, whatever it held before.
    Write(String, Vec<u8>),
    /// It is gone.
    Delete(String),
}

impl Change {
    /// The path.
    pub fn path(&self) -> &str {
        match self {
            Change::Write(path, _) | Change::Delete(path) => path,
        }
    }
}

/// Does the changes in their order and tells how many files differ from before.
///
/// # Errors
///
/// [`Refusal::Names`] and [`Refusal::Symlinks`] before the first byte is written;
/// [`Refusal::Fault`] where the disk fails: what was written stays.
pub fn change(root: &Path, changes: &[Change]) -> Result<usize, Refusal> {
    let odd: Vec<String> = changes
        .iter()
        .map(Change::path)
        .filter(|it| !shape::is_plain(it))
        .map(str::to_owned)
        .collect();
    if !odd.is_empty() {
        return Err(Refusal::Names(odd));
    }
    let disk = Disk { given: root.to_owned(), real: root.to_owned() };
    let mut links = vec![];
    for path in changes.iter().map(Change::path) {
        for part in shape::ancestors(path).chain([path]) {
            if matches!(disk.look(part)?, Standing::Symlink) {
                links.push(disk.shown(part));
            }
        }
    }
    if !links.is_empty() {
        links.dedup();
        return Err(Refusal::Symlinks(links));
    }
    let mut done = 0;
    for change in changes {
        done += usize::from(apply(&disk, change)?);
    }
    Ok(done)
}

fn apply(disk: &Disk, change: &Change) -> Result<bool, Refusal> {
    match change {
        Change::Write(path, bytes) => {
            if let Standing::File(metadata) = disk.look(path)?
                && metadata.len() == bytes.len() as u64
                && disk.holds(path, bytes)?
            {
                return Ok(false);
            }
            disk.make_folder(shape::parent(path))?;
            disk.replace(path, bytes, 0)?;
            Ok(true)
        }
        Change::Delete(path) => disk.remove_file(path),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn shown(outcome: Result<usize, Refusal>) -> String {
        outcome.map_or_else(|it| it.words().en, |it| it.to_string())
    }

    #[test]
    fn files_are_written_once_and_deleted_once() {
        let root = tempfile::tempdir().unwrap();
        let write = || Change::Write("a/b.md".into(), b"x".to_vec());
        assert_eq!(shown(change(root.path(), &[write()])), "1");
        assert_eq!(shown(change(root.path(), &[write()])), "0");
        assert_eq!(fs::read(root.path().join("a/b.md")).unwrap(), b"x");
        let changes =
            [Change::Write("a/c.md".into(), b"y".to_vec()), Change::Delete("a/b.md".into())];
        assert_eq!(shown(change(root.path(), &changes)), "2");
        let left: Vec<_> = fs::read_dir(root.path().join("a"))
            .unwrap()
            .map(|it| it.unwrap().file_name())
            .collect();
        assert_eq!(left, ["c.md"]);
    }

    #[test]
    fn nothing_is_written_out_of_the_site() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str| change(root.path(), &[Change::Write(path.into(), vec![])]);
        for path in ["../a", "/a", "a/../../b"] {
            assert!(shown(write(path)).contains(path), "{path}");
        }
        #[cfg(unix)]
        {
            let outside = tempfile::tempdir().unwrap();
            std::os::unix::fs::symlink(outside.path(), root.path().join("l")).unwrap();
            assert!(shown(write("l/a.md")).contains("symbolic links"));
            assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        }
    }
}
