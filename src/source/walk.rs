//! The walk over folders of sources: whole the first time, then only what shows a change.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::{SourceFile, is_junk};
use crate::diag::{Diagnostic, Place, Words, code};

/// The coarsest step in which disks tell the time of a change: that of FAT.
const COARSEST_STEP: Duration = Duration::from_secs(2);

/// The files of the last walk, with the signs by which a change would show.
///
/// Losing it changes nothing but time.
#[derive(Default)]
pub struct Seen {
    files: BTreeMap<PathBuf, (Stamp, SourceFile)>,
    /// Whether texts need not stay in memory.
    in_passing: bool,
}

/// What lies in one folder.
pub(super) struct Found {
    pub files: Vec<SourceFile>,
    pub remarks: Vec<Diagnostic>,
}

/// One file as a walk meets it; the stamp is absent where it cannot be relied on.
type Met = (PathBuf, Option<Stamp>, SourceFile);

impl Seen {
    /// For a single walk, of which texts need not stay in memory.
    pub(super) fn in_passing() -> Seen {
        Seen { files: BTreeMap::new(), in_passing: true }
    }

    /// What lies in these folders under `root`, in the order of names.
    pub(super) fn walk<const N: usize>(
        &mut self,
        root: &Path,
        folders: [&str; N],
        now: SystemTime,
    ) -> [Found; N] {
        let before = Seen { files: std::mem::take(&mut self.files), ..*self };
        folders.map(|name| {
            let (paths, mut remarks) = list(root, name);
            let met: Vec<_> =
                paths.into_par_iter().map(|path| meet(root, path, (&before, now))).collect();
            let mut files = vec![];
            for outcome in met {
                match outcome {
                    Ok(Some((path, stamp, file))) => {
                        files.push(file.clone());
                        self.files.extend(stamp.map(|it| (path, (it, file))));
                    }
                    Ok(None) => {}
                    Err(remark) => remarks.push(*remark),
                }
            }
            Found { files, remarks }
        })
    }
}

/// The file of a path as it is now; none where there is no plain file.
pub(super) fn glance(root: &Path, path: &Path) -> Option<SourceFile> {
    // A link may lead out of the folder, of which the walk has to speak.
    let is_plain = std::fs::symlink_metadata(path).is_ok_and(|it| it.is_file());
    let bytes = is_plain.then(|| read_file(path))?.ok()?.1;
    Some(SourceFile::new(relative(root, path), bytes))
}

/// The file of a path in the words of the site; none where it cannot be read.
pub(super) fn read(place: &Path, path: &Arc<str>) -> Option<SourceFile> {
    let (_, bytes) = read_file(place).ok()?;
    Some(SourceFile::new(Arc::clone(path), bytes))
}

/// The signs of a change: a file that shows the same ones is not read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    size: u64,
    /// When the bytes were last written, as far as the disk tells or was made to tell.
    modified: Option<SystemTime>,
    /// When anything about the file last changed, its name included.
    touched: Option<SystemTime>,
    /// Disk and number of the file.
    identity: [u64; 2],
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt as _;
        let seconds = u64::try_from(metadata.ctime()).ok();
        let fraction = u32::try_from(metadata.ctime_nsec()).ok();
        let since = seconds.zip(fraction).map(|(seconds, rest)| Duration::new(seconds, rest));
        Stamp {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            touched: since.and_then(|it| SystemTime::UNIX_EPOCH.checked_add(it)),
            identity: [metadata.dev(), metadata.ino()],
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        let modified = metadata.modified().ok();
        Stamp { size: metadata.len(), modified, touched: modified, identity: [0; 2] }
    }

    /// Whether any later change would show: the disk's clock has moved on since the last one.
    pub(super) fn is_reliable(&self, now: SystemTime) -> bool {
        let has_passed = |moment: Option<SystemTime>| {
            moment
                .and_then(|it| now.duration_since(it).ok())
                .is_some_and(|age| age > COARSEST_STEP)
        };
        has_passed(self.modified) && has_passed(self.touched)
    }
}

fn meet(
    root: &Path,
    path: PathBuf,
    (before, now): (&Seen, SystemTime),
) -> Result<Option<Met>, Box<Diagnostic>> {
    if let Some((stamp, file)) = before.files.get(&path)
        && std::fs::metadata(&path).is_ok_and(|it| Stamp::of(&it) == *stamp)
    {
        return Ok(Some((path, Some(*stamp), file.clone())));
    }
    let name = relative(root, &path);
    match read_file(&path) {
        Ok((stamp, bytes)) => {
            let reliable = stamp.is_reliable(now).then_some(stamp);
            let file = match before.in_passing && name.ends_with(".md") {
                true => SourceFile::passing(name, bytes, path.clone()),
                false => SourceFile::new(name, bytes),
            };
            Ok(Some((path, reliable, file)))
        }
        // Deleted since the folder was listed.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Box::new(unreadable(&name, system_words(&error)))),
    }
}

/// The stamp is taken before the bytes: what changes in between will show the next time.
fn read_file(path: &Path) -> io::Result<(Stamp, Vec<u8>)> {
    let mut file = File::open(path)?;
    let stamp = Stamp::of(&file.metadata()?);
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.size).unwrap_or_default());
    file.read_to_end(&mut bytes)?;
    Ok((stamp, bytes))
}

/// Paths of the files in a folder, and remarks on what is none.
pub(super) fn list(root: &Path, name: &str) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let mut remarks = vec![];
    let folder = root.join(name);
    if !folder.is_dir() {
        return (vec![], remarks);
    }
    let inside = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let mut paths = vec![];
    let mut escaped = vec![];
    let walk = WalkDir::new(&folder).follow_links(true).sort_by_file_name();
    let wanted = |item: &DirEntry| {
        let junk = item.depth() > 0 && is_junk(item.file_name());
        let escapes = !junk && escapes(item, &inside);
        if escapes {
            escaped.push(relative(root, item.path()));
        }
        !junk && !escapes
    };
    for item in walk.into_iter().filter_entry(wanted) {
        match item {
            Ok(item) if item.file_type().is_dir() => {}
            Ok(item) if item.file_type().is_file() => paths.push(item.into_path()),
            Ok(item) => remarks.push(no_file(&relative(root, item.path()))),
            Err(error) if is_gone(&error) || is_broken_junk(&error) => {}
            Err(error) => {
                let path = error.path().unwrap_or(&folder);
                remarks.push(unreadable(&relative(root, path), system_words(&error)));
            }
        }
    }
    remarks.extend(escaped.iter().map(leads_out));
    (paths, remarks)
}

/// Whether a symbolic link leads out of the folder it was found in.
fn escapes(item: &DirEntry, inside: &Path) -> bool {
    item.depth() > 0
        && item.path_is_symlink()
        && item.path().canonicalize().is_ok_and(|real| !real.starts_with(inside))
}

/// Whether something was deleted while it was being looked at; a broken link is still there.
fn is_gone(error: &walkdir::Error) -> bool {
    let not_found = error.io_error().is_some_and(|it| it.kind() == io::ErrorKind::NotFound);
    not_found && error.path().is_some_and(|it| std::fs::symlink_metadata(it).is_err())
}

/// Whether it is a dropping that cannot be followed: the lock of Emacs is a link to nowhere.
fn is_broken_junk(error: &walkdir::Error) -> bool {
    error.depth() > 0 && error.path().and_then(Path::file_name).is_some_and(is_junk)
}

pub(super) fn relative(root: &Path, path: &Path) -> Arc<str> {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let text = inner.to_string_lossy().replace('\\', "/");
    text.nfc().collect::<String>().into()
}

fn system_words(error: &dyn std::fmt::Display) -> Words {
    Words::new(
        format!("файл не читается: {error}"),
        format!("the file cannot be read: {error}"),
    )
}

fn unreadable(path: &Arc<str>, message: Words) -> Diagnostic {
    Diagnostic::new(code::UNREADABLE_FILE, Place::new(path, 0..0), message)
}

fn no_file(path: &Arc<str>) -> Diagnostic {
    unreadable(
        path,
        Words::new("это не файл и не папка", "this is neither a file nor a folder"),
    )
}

fn leads_out(path: &Arc<str>) -> Diagnostic {
    let words = Words::new(
        "ссылка файловой системы ведёт за пределы папки сайта",
        "a symbolic link leads out of the folder of the site",
    );
    unreadable(path, words)
}
