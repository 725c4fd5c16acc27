//! Single steps on the disk, none of which goes through a symbolic link.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Action, Digest, Refusal, manifest, plan, shape};

/// An output folder that was found fit to write to.
pub(super) struct Disk {
    /// The folder as asked for: what messages show.
    pub(super) given: PathBuf,
    /// The same folder without symbolic links: what is written to.
    pub(super) real: PathBuf,
}

/// What stands at a path.
pub(super) enum Standing {
    /// Nothing does.
    Nothing,
    /// A regular file.
    File(Metadata),
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Symlink,
    /// A pipe, a device and the like.
    Other,
}

const DRAFT: &str = ".novator-tmp-";
const MANIFEST_DRAFT: &str = ".novator-tmp-manifest";

impl Disk {
    /// The place of a path on the disk.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.real.join(path)
    }

    /// The place of a path as messages show it.
    pub(super) fn shown(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.given.clone() } else { self.given.join(path) }
    }

    /// A fault of the disk at a path.
    pub(super) fn fault(&self, action: Action, path: &str, error: io::Error) -> Refusal {
        Refusal::Fault { action, path: self.shown(path), error }
    }

    /// What stands at a path.
    pub(super) fn look(&self, path: &str) -> Result<Standing, Refusal> {
        look(&self.at(path)).map_err(|error| self.fault(Action::Read, path, error))
    }

    /// The entries of a folder, sorted by name; none if there is no such folder. Names that are
    /// not Unicode come with replacement characters: no path of ours has any.
    pub(super) fn list(&self, folder: &str) -> Result<Vec<(String, fs::FileType)>, Refusal> {
        let entries = || -> io::Result<Vec<_>> {
            let entries = fs::read_dir(self.at(folder))?.map(|entry| {
                let entry = entry?;
                Ok((entry.file_name().to_string_lossy().into_owned(), entry.file_type()?))
            });
            entries.collect()
        };
        match entries() {
            Ok(mut entries) => {
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Ok(entries)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(vec![]),
            Err(error) => Err(self.fault(Action::Read, folder, error)),
        }
    }

    /// Whether a file that is as long as `bytes` holds just them.
    pub(super) fn holds(&self, path: &str, bytes: &[u8]) -> Result<bool, Refusal> {
        holds(&self.at(path), bytes).map_err(|error| self.fault(Action::Read, path, error))
    }

    /// Digest of a file's bytes; none where it cannot be read.
    pub(super) fn digest(&self, path: &str) -> Option<Digest> {
        digest_of(&self.at(path))
    }

    /// Makes a folder and those it lies in, unless they exist.
    pub(super) fn make_folder(&self, folder: &str) -> Result<(), Refusal> {
        fs::create_dir_all(self.at(folder))
            .map_err(|error| self.fault(Action::MakeFolder, folder, error))
    }

    /// Writes a file into a folder that was made in this run, where nobody reads yet.
    pub(super) fn create(&self, path: &str, bytes: &[u8]) -> Result<Metadata, Refusal> {
        write_new(&self.at(path), bytes).map_err(|error| self.fault(Action::Write, path, error))
    }

    /// Writes a file beside its place; tells the path of the draft. `number` differs for all
    /// drafts of a run.
    pub(super) fn draft(
        &self,
        path: &str,
        bytes: &[u8],
        number: usize,
    ) -> Result<(String, Metadata), Refusal> {
        let draft = shape::join(shape::parent(path), &format!("{DRAFT}{number}"));
        let metadata = write_new(&self.at(&draft), bytes)
            .map_err(|error| self.fault(Action::Write, path, error))?;
        Ok((draft, metadata))
    }

    /// Puts a draft in its place at one stroke, so that a reader meets the old bytes or the new
    /// ones.
    pub(super) fn place(&self, draft: &str, path: &str) -> Result<(), Refusal> {
        let from = self.at(draft);
        fs::rename(&from, self.at(path))
            .inspect_err(|_| discard(&from))
            .map_err(|error| self.fault(Action::Write, path, error))
    }

    /// Puts a file in its place at one stroke. `number` differs for all files written at the
    /// same time.
    pub(super) fn replace(
        &self,
        path: &str,
        bytes: &[u8],
        number: usize,
    ) -> Result<(), Refusal> {
        let (draft, _) = self.draft(path, bytes, number)?;
        self.place(&draft, path)
    }

    /// Puts the manifest in its place at one stroke.
    pub(super) fn write_manifest(&self, bytes: &[u8]) -> Result<(), Refusal> {
        write_new(&self.at(MANIFEST_DRAFT), bytes)
            .map_err(|error| self.fault(Action::Write, manifest::NAME, error))?;
        self.place(MANIFEST_DRAFT, manifest::NAME)
    }

    /// Puts back the manifest of the run before, or none where there was none.
    pub(super) fn restore_manifest(&self, bytes: &[u8]) -> Result<(), Refusal> {
        match bytes.is_empty() {
            true => self.remove_file(manifest::NAME).map(drop),
            false => self.write_manifest(bytes),
        }
    }

    /// Removes what a run left behind that was cut short while it wrote the manifest.
    pub(super) fn forget_manifest_draft(&self) -> Result<(), Refusal> {
        match self.look(MANIFEST_DRAFT)? {
            Standing::Nothing => Ok(()),
            _ => self.remove_file(MANIFEST_DRAFT).map(drop),
        }
    }

    /// Removes drafts that a run left behind in these folders.
    pub(super) fn sweep<'a>(
        &self,
        folders: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Refusal> {
        for folder in folders {
            let stands = folder.is_empty() || matches!(self.look(folder)?, Standing::Folder);
            if !stands || !self.is_reachable(folder)? {
                continue;
            }
            for (name, kind) in self.list(folder)? {
                if kind.is_file() && is_draft(&name) {
                    self.remove_file(&shape::join(folder, &name))?;
                }
            }
        }
        Ok(())
    }

    /// Deletes files, then folders if they are empty, and counts the files. What turns out to
    /// be something else or to lie behind a symbolic link is not ours and stays.
    pub(super) fn delete(&self, doomed: &plan::Doomed) -> Result<usize, Refusal> {
        let remove = |path: &String| {
            let ours =
                self.is_reachable(path)? && matches!(self.look(path)?, Standing::File(_));
            Ok(usize::from(ours && self.remove_file(path)?))
        };
        let count = doomed.files.par_iter().map(remove).try_reduce(|| 0, |a, b| Ok(a + b))?;
        // Backwards, what lies in a folder comes before the folder.
        for path in doomed.folders.iter().rev() {
            if self.is_reachable(path)? && matches!(self.look(path)?, Standing::Folder) {
                self.remove_folder(path)?;
            }
        }
        Ok(count)
    }

    /// Removes a folder that holds nothing but drafts and other such folders.
    pub(super) fn remove_hollow(&self, folder: &str) -> Result<(), Refusal> {
        for (name, kind) in self.list(folder)? {
            let path = shape::join(folder, &name);
            if kind.is_dir() {
                self.remove_hollow(&path)?;
            } else if kind.is_file() && is_draft(&name) {
                self.remove_file(&path)?;
            }
        }
        self.remove_folder(folder)
    }

    /// Whether every folder a path lies in is a folder, not a link to one.
    fn is_reachable(&self, path: &str) -> Result<bool, Refusal> {
        for folder in shape::ancestors(path) {
            if !matches!(self.look(folder)?, Standing::Folder) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Removes a file and tells whether there was one.
    pub(super) fn remove_file(&self, path: &str) -> Result<bool, Refusal> {
        match fs::remove_file(self.at(path)) {
            Ok(()) => Ok(true),
            Err(error) if is_absence(&error) => Ok(false),
            Err(error) => Err(self.fault(Action::Delete, path, error)),
        }
    }

    /// Removes a folder if it is there and empty.
    pub(super) fn remove_folder(&self, path: &str) -> Result<(), Refusal> {
        match fs::remove_dir(self.at(path)) {
            Err(error) if is_absence(&error) => Ok(()),
            // Some systems call a folder that is not empty one that exists.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists
                ) =>
            {
                Ok(())
            }
            Err(error) => Err(self.fault(Action::Delete, path, error)),
            Ok(()) => Ok(()),
        }
    }
}

/// Whether a name is one that drafts have.
pub(super) fn is_draft(name: &str) -> bool {
    name.starts_with(DRAFT)
}

/// What stands at a place.
pub(super) fn look(place: &Path) -> io::Result<Standing> {
    let metadata = match fs::symlink_metadata(place) {
        Ok(metadata) => metadata,
        Err(error) if is_absence(&error) => return Ok(Standing::Nothing),
        Err(error) => return Err(error),
    };
    let kind = metadata.file_type();
    Ok(match () {
        () if kind.is_symlink() => Standing::Symlink,
        () if kind.is_dir() => Standing::Folder,
        () if kind.is_file() => Standing::File(metadata),
        () => Standing::Other,
    })
}

/// A path that leads through a file leads to nothing.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Compares piece by piece, so that a large file need not fit into memory twice.
fn holds(place: &Path, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(place)?;
    let mut buffer = vec![0; bytes.len().clamp(1, 64 * 1024)];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if count == 0 {
            return Ok(bytes.is_empty());
        }
        match bytes.strip_prefix(&buffer[..count]) {
            Some(rest) => bytes = rest,
            None => return Ok(false),
        }
    }
}

/// Writes a file where nothing stands; leaves no torn one behind.
pub(super) fn write_new(place: &Path, bytes: &[u8]) -> io::Result<Metadata> {
    let mut file = File::create_new(place)?;
    file.write_all(bytes).and_then(|()| file.metadata()).inspect_err(|_| discard(place))
}

/// Takes back a file of a step that failed; that failure is the one worth telling.
pub(super) fn discard(place: &Path) {
    let _ = fs::remove_file(place);
}

/// Digest of a file's bytes; none where it cannot be read.
pub(super) fn digest_of(place: &Path) -> Option<Digest> {
    Some(*blake3::hash(&fs::read(place).ok()?).as_bytes())
}
