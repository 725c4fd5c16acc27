//! Publishing: the only writer of the disk, which touches nothing but files it once wrote itself,
//! and those of the author that a command was asked to change (`authored`).
//!
//! Files are written in an order that lets a reader of a half-published site meet old links
//! rather than dead ones: first assets, then pages, then what lists pages (`index.html`, `.xml`).
//! Pages of entries lie in shallow folders and come before the further lists, which lie deeper;
//! data (`.json`) come right behind the pages of their depth. Elsewhere deeper folders come before
//! shallower ones, so the start page comes last.
//! Versions of a page come with it. Removals follow. While this goes on, the manifest lists the
//! old and the new files together, so a run that was cut short is made good by the next one.
#![expect(clippy::disallowed_methods, reason = "only this module writes the disk")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diag::Words;
use manifest::Manifest;
use shape::Shape;
use work::{Outcome, Work};

pub use known::{Digest, Known};
pub use memory::Memory;

pub mod authored;
mod disk;
mod guard;
mod known;
mod manifest;
mod memory;
mod plan;
pub mod sealed;
mod shape;
mod words;
mod work;

#[cfg(test)]
mod tests;

/// Files of a site by their path under the output folder, with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The files of a site, made when they are asked for.
pub trait Files: Sync {
    /// Their paths under the output folder, with `/`.
    fn paths(&self) -> BTreeSet<&str>;

    /// The bytes of one of them, the same however often they are asked for; none where it
    /// cannot be made, of which its maker keeps the reason.
    fn bytes(&self, path: &str) -> Option<Cow<'_, [u8]>>;

    /// Told of a file and its versions once they are written: their bytes will not be asked for
    /// again.
    fn pass(&self, _paths: &[&str]) {}

    /// Whether one of them surely is what the last publication into the same folder left: then
    /// its bytes need not be made, and perhaps cannot.
    fn stands(&self, _path: &str) -> bool {
        false
    }

    /// The file of which this one is another version; itself where there is none.
    fn model<'p>(&self, path: &'p str) -> &'p str {
        path
    }

    /// The bytes of a file and its versions, which may be made at one go.
    fn together(&self, paths: &[&str]) -> Vec<Option<Cow<'_, [u8]>>> {
        paths.iter().map(|it| self.bytes(it)).collect()
    }
}

impl Files for Tree {
    fn paths(&self) -> BTreeSet<&str> {
        self.keys().map(String::as_str).collect()
    }

    fn bytes(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.get(path).map(|it| it.as_slice().into())
    }
}

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
    /// Some file of the site could not be made; what stands in the folder is as it was.
    Unmade,
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

/// Puts the difference between a site and what stands in `folder` onto the disk.
///
/// The folder is made if it is absent. Afterwards it holds the files, the manifest and whatever
/// in it was not ours; nothing is written when nothing differs. Files are made one by one and
/// forgotten, and no old file gives way before all have been made. `known` is what the last
/// publication into this folder learned, or nothing; `now` tells the present moment.
///
/// # Errors
/// See [`Refusal`]: only a fault of the disk can leave the site published in part.
pub fn publish(
    files: &dyn Files,
    folder: &Path,
    sources: &SourceFolders,
    (known, now): (&mut Known, &dyn Fn() -> SystemTime),
) -> Result<Published, Refusal> {
    let paths = files.paths();
    let shape = Shape::of(&paths)?;
    let disk = guard::open(folder, sources)?;
    let found = manifest::read(&disk)?;
    if found.is_none() {
        guard::refuse_others_work(&disk)?;
    }
    let (before, bytes_before) = found.unwrap_or_default();
    let ground = plan::Ground { disk: &disk, owned: &before };
    let plan = plan::compare((files, &paths), &shape, ground)?;
    let after = Manifest {
        complete: true,
        folders: plan.folders_after(&shape, &before),
        files: paths.iter().map(|it| (*it).to_owned()).collect(),
    };
    if plan.clears() && !paths.par_iter().all(|it| files.bytes(it).is_some()) {
        return Err(Refusal::Unmade);
    }

    disk.forget_manifest_draft()?;
    let begin = work::once(|| {
        disk.make_folder("")?;
        let both = after.with(&before).encode();
        if both != bytes_before {
            disk.write_manifest(&both)?;
        }
        if !before.complete {
            disk.sweep(before.folders_of_files())?;
        }
        Ok(())
    });
    if !before.complete || !plan.seems_idle() {
        begin()?;
    }
    let cleared = disk.delete(&plan.clear)?;
    for folder in &plan.hollow {
        disk.remove_hollow(folder)?;
    }
    plan.make.par_iter().try_for_each(|folder| disk.make_folder(folder))?;

    let work = Work { files, disk: &disk, known: &*known, plan: &plan, begin: &begin };
    let outcomes = work.make()?;
    if outcomes.iter().any(|it| matches!(it.1, Outcome::Unmade)) {
        work.undo(&outcomes)?;
        disk.restore_manifest(&bytes_before)?;
        return Err(Refusal::Unmade);
    }
    work.place(&outcomes)?;
    let removed = cleared + disk.delete(&plan.delete)?;
    let unchanged = outcomes.iter().filter(|it| matches!(it.1, Outcome::Unchanged(_))).count();
    let written = outcomes.len() - unchanged;
    let bytes_after = after.encode();
    if written + removed > 0 || !plan.seems_idle() || bytes_after != bytes_before {
        disk.write_manifest(&bytes_after)?;
    }
    let record = |(path, it): (&str, Outcome)| Some((path.to_owned(), it.record()?));
    let records: Vec<_> = outcomes.into_iter().filter_map(record).collect();
    known.learn(records, now());
    Ok(Published { written, unchanged, removed })
}

/// Paths of files of a site that a folder does not hold byte for byte, sorted.
pub fn differing(files: &dyn Files, folder: &Path) -> Vec<String> {
    let paths: Vec<&str> = files.paths().into_iter().collect();
    let differs = |path: &&&str| {
        let found = std::fs::read(folder.join(path)).ok();
        found.as_deref() != files.bytes(path).as_deref()
    };
    paths.par_iter().filter(differs).map(|it| (*it).to_owned()).collect()
}

/// What a file is to the others; the variants stand in the order of writing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Asset,
    Page,
    Listing,
}

/// When a file is written: by its role, then pages from the shallowest on, others from the deepest.
fn stage(path: &str) -> (Role, usize) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let depth = shape::ancestors(path).count();
    match name.rsplit_once('.') {
        _ if name == "index.html" => (Role::Listing, usize::MAX - depth),
        Some((_, "xml")) => (Role::Listing, usize::MAX - depth),
        Some((_, "html")) => (Role::Page, depth),
        // Large data are made while little else is in memory.
        Some((_, "json")) => (Role::Page, depth + 1),
        _ => (Role::Asset, usize::MAX - depth),
    }
}
