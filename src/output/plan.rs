//! What must happen for a folder to hold a tree; found out without touching anything.

use std::collections::BTreeSet;
use std::fs::Metadata;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::disk::{self, Disk, Standing};
use super::manifest::Manifest;
use super::shape::{self, Kind, Shape};
use super::{Files, Refusal};

/// The folder to plan for.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The folder.
    pub(super) disk: &'a Disk,
    /// What is ours in it.
    pub(super) owned: &'a Manifest,
}

/// Paths of ours to delete.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Doomed {
    /// Files, if they are still files.
    pub(super) files: BTreeSet<String>,
    /// Folders, if they are empty once the files are gone.
    pub(super) folders: BTreeSet<String>,
}

/// What must happen, in the order of the fields.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// What stands in the way of new files.
    pub(super) clear: Doomed,
    /// Folders without files of others that stand where files should be.
    pub(super) hollow: Vec<&'a str>,
    /// Folders to make; empty for the output folder.
    pub(super) make: BTreeSet<&'a str>,
    /// All files of the site, sorted, each with what is to be done about it.
    pub(super) files: Vec<(&'a str, Task)>,
    /// What is not part of the tree any more.
    pub(super) delete: Doomed,
}

/// What is to be done about one file of the site.
#[derive(Debug)]
pub(super) enum Task {
    /// Nothing stands there, or will once the way is cleared.
    New,
    /// A file of ours stands there, which may hold the same bytes.
    Compare(Box<Metadata>),
}

impl Doomed {
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }
}

impl Plan<'_> {
    /// Whether all that is certain beforehand is that nothing must happen.
    pub(super) fn seems_idle(&self) -> bool {
        self.clear.is_empty()
            && self.make.is_empty()
            && self.delete.is_empty()
            && self.files.iter().all(|it| matches!(it.1, Task::Compare(_)))
    }

    /// Whether something of ours must go before the new files can stand.
    pub(super) fn clears(&self) -> bool {
        !self.clear.is_empty() || !self.hollow.is_empty()
    }

    /// The folders that are ours once the plan is carried out.
    pub(super) fn folders_after(
        &self,
        shape: &Shape<'_>,
        before: &Manifest,
    ) -> BTreeSet<String> {
        let ours =
            |folder: &&str| self.make.contains(folder) || before.folders.contains(*folder);
        shape.folders.iter().copied().filter(ours).map(str::to_owned).collect()
    }
}

/// Compares the files of a site with what stands in the folder, as far as that is possible
/// without making them.
pub(super) fn compare<'a>(
    (made, paths): (&dyn Files, &BTreeSet<&'a str>),
    shape: &Shape<'a>,
    ground: Ground<'_>,
) -> Result<Plan<'a>, Refusal> {
    let (mut clear, delete) = outdated(paths, shape, ground.owned);
    let view = View::of(&clear, ground)?;
    let folders: Vec<&str> = shape.folders.iter().copied().collect();
    let folders: Vec<(&str, Verdict)> = folders
        .into_par_iter()
        .map(|path| Ok((path, view.folder(path)?)))
        .collect::<Result<_, Refusal>>()?;
    let files: Vec<(&str, Verdict)> = paths
        .par_iter()
        .map(|path| Ok((*path, view.file(path, made)?)))
        .collect::<Result<_, Refusal>>()?;
    refuse_obstacles(folders.iter().chain(&files), ground.disk)?;
    // On a disk blind to letter case, an old path may by now lead to the new file.
    let spelled = view.spelled;
    clear.files.retain(|path| spelled.contains(path));
    clear.folders.retain(|path| spelled.contains(path));

    let mut plan = Plan { clear, delete, ..Plan::default() };
    if matches!(ground.disk.look("")?, Standing::Nothing) {
        plan.make.insert("");
    }
    let missing = |verdict: &Verdict| matches!(verdict, Verdict::Missing);
    plan.make.extend(folders.iter().filter(|it| missing(&it.1)).map(|it| it.0));
    for (path, verdict) in files {
        if matches!(verdict, Verdict::Hollow) {
            plan.hollow.push(path);
        }
        let task = match verdict {
            Verdict::Present(metadata) => Task::Compare(metadata),
            _ => Task::New,
        };
        plan.files.push((path, task));
    }
    Ok(plan)
}

/// What is ours and not of the tree: first what stands in its way, then the rest.
fn outdated(paths: &BTreeSet<&str>, shape: &Shape<'_>, owned: &Manifest) -> (Doomed, Doomed) {
    let files = owned.files.iter().filter(|path| !paths.contains(path.as_str())).cloned();
    let folders = owned.folders.iter().filter(|path| !shape.folders.contains(path.as_str()));
    let (clear_files, files) = files.partition(|path| shape.contradicts(path, Kind::File));
    let (clear_folders, folders) =
        folders.cloned().partition(|path| shape.contradicts(path, Kind::Folder));
    let clear = Doomed { files: clear_files, folders: clear_folders };
    (clear, Doomed { files, folders })
}

/// What is to be done about one path.
enum Verdict {
    /// Nothing: the folder stands there.
    Fine,
    /// A file stands there that is ours, or holds what it should.
    Present(Box<Metadata>),
    /// Nothing stands there, or will once the way is cleared.
    Missing,
    /// A folder without files of others stands where the file should be.
    Hollow,
    /// These paths hold what is not ours.
    Foreign(Vec<String>),
    /// A symbolic link stands there.
    Symlink,
    /// A file of ours has other bytes and is protected.
    ReadOnly,
}

/// The folder as it will look once the way is cleared.
struct View<'a> {
    ground: Ground<'a>,
    clear: &'a Doomed,
    /// Folded forms of what will be cleared.
    folded: BTreeSet<String>,
    /// Exact spelling of all that stands beside what will be cleared.
    spelled: BTreeSet<String>,
}

impl<'a> View<'a> {
    fn of(clear: &'a Doomed, ground: Ground<'a>) -> Result<View<'a>, Refusal> {
        let paths = || clear.files.iter().chain(&clear.folders);
        let folded = paths().map(|path| shape::fold(path)).collect();
        let around: BTreeSet<String> =
            paths().flat_map(|path| shape::ancestors(path)).map(shape::fold).collect();
        let mut spelled = BTreeSet::new();
        let mut folders = if clear.is_empty() { vec![] } else { vec![String::new()] };
        while let Some(folder) = folders.pop() {
            for (name, kind) in ground.disk.list(&folder)? {
                let path = shape::join(&folder, &name);
                if kind.is_dir() && around.contains(&shape::fold(&path)) {
                    folders.push(path.clone());
                }
                spelled.insert(path);
            }
        }
        Ok(View { ground, clear, folded, spelled })
    }

    /// Whether a disk blind to letter case may show, under this path, what will be cleared
    /// under another spelling.
    fn is_respelled(&self, path: &str) -> bool {
        !self.folded.is_empty()
            && self.folded.contains(&shape::fold(path))
            && !self.spelled.contains(path)
    }

    fn look(&self, path: &str) -> Result<Standing, Refusal> {
        if self.is_respelled(path) {
            return Ok(Standing::Nothing);
        }
        self.ground.disk.look(path)
    }

    /// What is to be done about a folder of the tree.
    fn folder(&self, path: &str) -> Result<Verdict, Refusal> {
        Ok(match self.look(path)? {
            Standing::Nothing => Verdict::Missing,
            Standing::Folder => Verdict::Fine,
            Standing::Symlink => Verdict::Symlink,
            Standing::File(_) if self.clear.files.contains(path) => Verdict::Missing,
            Standing::File(_) | Standing::Other => Verdict::Foreign(vec![path.to_owned()]),
        })
    }

    /// What is to be done about a file of the tree.
    fn file(&self, path: &str, made: &dyn Files) -> Result<Verdict, Refusal> {
        let metadata = match self.look(path)? {
            Standing::File(metadata) => Box::new(metadata),
            Standing::Nothing => return Ok(Verdict::Missing),
            Standing::Symlink => return Ok(Verdict::Symlink),
            Standing::Other => return Ok(Verdict::Foreign(vec![path.to_owned()])),
            Standing::Folder => {
                let mut foreign = vec![];
                self.collect_foreign(path, &mut foreign)?;
                let hollow = foreign.is_empty();
                return Ok(if hollow { Verdict::Hollow } else { Verdict::Foreign(foreign) });
            }
        };
        let ours = self.ground.owned.files.contains(path);
        let protected = metadata.permissions().readonly();
        if ours && !protected {
            return Ok(Verdict::Present(metadata));
        }
        // These may only stay as they are.
        let equal = match made.bytes(path) {
            Some(bytes) => {
                metadata.len() == bytes.len() as u64 && self.ground.disk.holds(path, &bytes)?
            }
            None => true,
        };
        Ok(match equal {
            true => Verdict::Present(metadata),
            false if ours => Verdict::ReadOnly,
            false => Verdict::Foreign(vec![path.to_owned()]),
        })
    }

    /// Finds what clearing the way will leave in a folder.
    fn collect_foreign(&self, folder: &str, found: &mut Vec<String>) -> Result<(), Refusal> {
        for (name, kind) in self.ground.disk.list(folder)? {
            let path = shape::join(folder, &name);
            if kind.is_dir() {
                self.collect_foreign(&path, found)?;
                continue;
            }
            let ours = disk::is_draft(&name)
                || self.clear.files.contains(&path)
                || self.is_respelled(&path);
            if !kind.is_file() || !ours {
                found.push(path);
            }
        }
        Ok(())
    }
}

/// Refuses if anything stands in the way that is not ours to remove.
fn refuse_obstacles<'a>(
    verdicts: impl Iterator<Item = &'a (&'a str, Verdict)>,
    disk: &Disk,
) -> Result<(), Refusal> {
    let (mut symlinks, mut foreign, mut read_only) = (vec![], vec![], vec![]);
    for (path, verdict) in verdicts {
        match verdict {
            Verdict::Symlink => symlinks.push(disk.shown(path)),
            Verdict::Foreign(paths) => foreign.extend(paths.iter().map(|it| disk.shown(it))),
            Verdict::ReadOnly => read_only.push(disk.shown(path)),
            Verdict::Fine | Verdict::Missing | Verdict::Present(_) | Verdict::Hollow => {}
        }
    }
    match () {
        () if !symlinks.is_empty() => Err(Refusal::Symlinks(symlinks)),
        () if !foreign.is_empty() => Err(Refusal::Foreign(foreign)),
        () if !read_only.is_empty() => Err(Refusal::ReadOnly(read_only)),
        () => Ok(()),
    }
}
