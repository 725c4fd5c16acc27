//! Publishing: the only writer of the disk, which touches nothing but files it once wrote itself,
//! and those of the author that a command was asked to change (`authored`).
//!
//! Files are written in an order that lets a reader of a half-published site meet old links
//! rather than dead ones: first assets, then pages, then what lists pages (`index.html`, `.xml`,
//! `.json`); within each of the three, deeper folders come before shallower ones, so the start
//! page comes last. Removals follow. While this goes on, the manifest lists the old and the
//! new files together, so a run that was cut short is made good by the next one.
#![expect(clippy::disallowed_methods, reason = "only this module writes the disk")]

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::diag::Words;
use disk::Disk;
use manifest::Manifest;
use plan::Plan;
use shape::Shape;

pub mod authored;
mod disk;
mod guard;
mod manifest;
mod plan;
mod shape;
mod words;

#[cfg(test)]
mod tests;

/// Files of a site by their path under the output folder, with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Where the sources of a site lie, so that no build is written over them.
#[derive(Clone, Debug)]
pub struct SourceFolders {
    /// The site's folder: output may lie inside it, but may not be it or contain it.
    pub root: PathBuf,
    /// Content, themes and the like: output may not be them, lie inside them or contain them.
    /// Those that do not exist do no harm.
    pub folders: Vec<PathBuf>,
}

/// What publishing did, in files of the tree; the manifest is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or got other bytes.
    pub written: usize,
    /// Files that stood there with the same bytes already and were not touched.
    pub unchanged: usize,
    /// Files of earlier builds that were deleted.
    pub removed: usize,
}

/// Why a tree was not published, or not wholly.
///
/// Everything but [`Refusal::Fault`] is found out before the first byte is written.
#[derive(Debug)]
pub enum Refusal {
    /// The output folder overlaps with sources.
    Dangerous {
        /// The output folder as asked for.
        folder: PathBuf,
        /// How it lies to the sources.
        relation: Relation,
        /// The folder of sources.
        sources: PathBuf,
    },
    /// Something other than a folder stands where the output folder should be.
    NotFolder(PathBuf),
    /// The output folder has files in it, but no manifest of an earlier build.
    NotOurs(PathBuf),
    /// Paths of the tree that lead out of the folder or take a name that is ours.
    Names(Vec<String>),
    /// Pairs of paths of the tree that cannot stand side by side on every disk.
    Clashes(Vec<(String, String)>),
    /// Files that no build wrote stand where the tree has other bytes.
    Foreign(Vec<PathBuf>),
    /// Symbolic links stand where the tree has files or folders.
    Symlinks(Vec<PathBuf>),
    /// Files of ours that must change are protected against writing.
    ReadOnly(Vec<PathBuf>),
    /// The manifest cannot be trusted.
    Manifest {
        /// Where it lies.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The disk failed; what was written stays, and the next run goes on from there.
    Fault {
        /// What was being done.
        action: Action,
        /// The file or folder it was done to.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// How an output folder lies to a folder of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are one folder.
    Same,
    /// The output folder lies inside.
    Inside,
    /// The output folder contains it.
    Above,
}

/// Why a manifest cannot be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is torn, edited beyond recognition or not a file.
    Unreadable,
    /// A newer version of the program wrote it.
    Newer,
}

/// What was being done when the disk failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Reading a file or a folder, or finding out what it is.
    Read,
    /// Making a folder.
    MakeFolder,
    /// Writing a file or renaming it into place.
    Write,
    /// Deleting a file or a folder.
    Delete,
}

impl Refusal {
    /// What happened and what to do about it, without a full stop.
    pub fn words(&self) -> Words {
        words::of(self)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words().en)
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Refusal::Fault { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// Puts the difference between `tree` and what stands in `folder` onto the disk.
///
/// The folder is made if it is absent. Afterwards it holds the tree, the manifest and whatever
/// in it was not ours; nothing is written when nothing differs.
///
/// # Errors
/// See [`Refusal`]: only a fault of the disk can leave the tree published in part.
pub fn publish(
    tree: &Tree,
    folder: &Path,
    sources: &SourceFolders,
) -> Result<Published, Refusal> {
    let shape = Shape::of(tree)?;
    let disk = guard::open(folder, sources)?;
    let found = manifest::read(&disk)?;
    if found.is_none() {
        guard::refuse_others_work(&disk)?;
    }
    let (before, bytes_before) = found.unwrap_or_default();
    let plan = plan::compare(tree, &shape, plan::Ground { disk: &disk, owned: &before })?;
    let after = Manifest {
        complete: true,
        folders: plan.folders_after(&shape, &before),
        files: tree.keys().cloned().collect(),
    };

    disk.forget_manifest_draft()?;
    if !plan.is_idle() {
        disk.make_folder("")?;
        let both = after.with(&before).encode();
        if both != bytes_before {
            disk.write_manifest(&both)?;
        }
    }
    if !before.complete {
        disk.sweep(before.folders_of_files())?;
    }
    let removed = carry_out(&plan, tree, &disk)?;
    let bytes_after = after.encode();
    if !plan.is_idle() || bytes_after != bytes_before {
        disk.write_manifest(&bytes_after)?;
    }
    let written = plan.write.len();
    Ok(Published { written, unchanged: tree.len() - written, removed })
}

/// Does what was planned and counts the files deleted.
fn carry_out(plan: &Plan<'_>, tree: &Tree, disk: &Disk) -> Result<usize, Refusal> {
    let cleared = disk.delete(&plan.clear)?;
    for folder in &plan.hollow {
        disk.remove_hollow(folder)?;
    }
    plan.make.par_iter().try_for_each(|folder| disk.make_folder(folder))?;

    let mut files = plan.write.clone();
    files.sort_by_cached_key(|path| (stage(path), *path));
    for batch in files.chunk_by(|a, b| stage(a) == stage(b)) {
        // Neighbours share a folder, and a thread gets a run of neighbours.
        batch.par_iter().enumerate().try_for_each(|(number, path)| {
            let bytes = &tree[*path];
            match plan.make.contains(shape::parent(path)) {
                true => disk.create(path, bytes),
                false => disk.replace(path, bytes, number),
            }
        })?;
    }
    Ok(cleared + disk.delete(&plan.delete)?)
}

/// What a file is to the others; the variants stand in the order of writing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Asset,
    Page,
    Listing,
}

/// When a file is written: by its role, then the deepest first.
fn stage(path: &str) -> (Role, std::cmp::Reverse<usize>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let role = match name.rsplit_once('.') {
        _ if name == "index.html" => Role::Listing,
        Some((_, "xml" | "json")) => Role::Listing,
        Some((_, "html")) => Role::Page,
        _ => Role::Asset,
    };
    (role, std::cmp::Reverse(shape::ancestors(path).count()))
}
