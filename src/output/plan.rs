//! What must happen for a folder to hold a tree; found out without touching anything.

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::disk::{self, Disk, Standing};
use super::manifest::Manifest;
use super::shape::{self, Kind, Shape};
use super::{Refusal, Tree};

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
    /// Files to write, sorted.
    pub(super) write: Vec<&'a str>,
    /// What is not part of the tree any more.
    pub(super) delete: Doomed,
}

impl Doomed {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }
}

impl Plan<'_> {
    /// Whether nothing must happen.
    pub(super) fn is_idle(&self) -> bool {
        self.clear.is_empty()
            && self.make.is_empty()
            && self.write.is_empty()
            && self.delete.is_empty()
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

/// Compares a tree with what stands in the folder.
pub(super) fn compare<'a>(
    tree: &'a Tree,
    shape: &Shape<'a>,
    ground: Ground<'_>,
) -> Result<Plan<'a>, Refusal> {
    let (mut clear, delete) = outdated(tree, shape, ground.owned);
    let view = View::of(&clear, ground)?;
    let folders: Vec<&str> = shape.folders.iter().copied().collect();
    let folders: Vec<(&str, Verdict)> = folders
        .into_par_iter()
        .map(|path| Ok((path, view.folder(path)?)))
        .collect::<Result<_, Refusal>>()?;
    let files: Vec<(&str, Verdict)> = tree
        .par_iter()
        .map(|(path, bytes)| Ok((path.as_str(), view.file(path, bytes)?)))
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
        match verdict {
            Verdict::Fine => continue,
            Verdict::Hollow => plan.hollow.push(path),
            _ => {}
        }
        plan.write.push(path);
    }
    Ok(plan)
}

/// What is ours and not of the tree: first what stands in its way, then the rest.
fn outdated(tree: &Tree, shape: &Shape<'_>, owned: &Manifest) -> (Doomed, Doomed) {
    let files = owned.files.iter().filter(|path| !tree.contains_key(*path)).cloned();
    let folders = owned.folders.iter().filter(|path| !shape.folders.contains(path.as_str()));
    let (clear_files, files) = files.partition(|path| shape.contradicts(path, Kind::File));
    let (clear_folders, folders) =
        folders.cloned().partition(|path| shape.contradicts(path, Kind::Folder));
    let clear = Doomed { files: clear_files, folders: clear_folders };
    (clear, Doomed { files, folders })
}

/// What is to be done about one path.
enum Verdict {
    /// Nothing: it stands there as it should.
    Fine,
    /// Nothing stands there, or will once the way is cleared.
    Missing,
    /// A file of ours has other bytes.
    Outdated,
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
    fn file(&self, path: &str, bytes: &[u8]) -> Result<Verdict, Refusal> {
        let metadata = match self.look(path)? {
            Standing::File(metadata) => metadata,
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
        let equal =
            metadata.len() == bytes.len() as u64 && self.ground.disk.holds(path, bytes)?;
        Ok(match self.ground.owned.files.contains(path) {
            _ if equal => Verdict::Fine,
            false => Verdict::Foreign(vec![path.to_owned()]),
            true if metadata.permissions().readonly() => Verdict::ReadOnly,
            true => Verdict::Outdated,
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
            Verdict::Fine | Verdict::Missing | Verdict::Outdated | Verdict::Hollow => {}
        }
    }
    match () {
        () if !symlinks.is_empty() => Err(Refusal::Symlinks(symlinks)),
        () if !foreign.is_empty() => Err(Refusal::Foreign(foreign)),
        () if !read_only.is_empty() => Err(Refusal::ReadOnly(read_only)),
        () => Ok(()),
    }
}
