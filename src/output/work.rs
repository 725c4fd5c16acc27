//! Making files and putting them in place, one after another: no two of them need be in memory.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::disk::Disk;
use super::known::{Known, Record};
use super::plan::{Plan, Task};
use super::{Files, Refusal, shape, stage};

/// What became of one file.
pub(super) enum Outcome {
    /// It stood there with the same bytes.
    Unchanged(Record),
    /// It was written where nobody reads yet.
    Created(Record),
    /// Its bytes wait in a draft to take their place.
    Drafted(Record, String),
    /// Its bytes could not be made.
    Unmade,
}

impl Outcome {
    /// What is known of the file by now.
    pub(super) fn record(&self) -> Option<Record> {
        match self {
            Outcome::Unchanged(it) | Outcome::Created(it) | Outcome::Drafted(it, _) => {
                Some(*it)
            }
            Outcome::Unmade => None,
        }
    }
}

/// One publication at work.
pub(super) struct Work<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) disk: &'a Disk,
    pub(super) known: &'a Known,
    pub(super) plan: &'a Plan<'a>,
    /// Prepares the folder for the first change; called before each, it works once.
    pub(super) begin: &'a (dyn Fn() -> Result<(), Refusal> + Sync),
}

impl Work<'_> {
    /// Makes every file, in the order of publication, and writes those that differ: into new
    /// folders at once, beside the old ones as drafts.
    pub(super) fn make(&self) -> Result<Vec<(&str, Outcome)>, Refusal> {
        let mut tasks: Vec<(&str, &Task)> =
            self.plan.files.iter().map(|it| (it.0, &it.1)).collect();
        tasks.sort_by_cached_key(|(path, _)| (stage(path), *path));
        let failed = AtomicBool::new(false);
        let make = |number: usize, path: &str, task: &Task| match self.files.bytes(path) {
            None => {
                failed.store(true, Ordering::Relaxed);
                Ok(Outcome::Unmade)
            }
            // Where one file cannot be made, the others are tried out only.
            Some(_) if failed.load(Ordering::Relaxed) => Ok(Outcome::Unmade),
            Some(bytes) => self.write((path, task), &bytes, number),
        };
        let mut outcomes: Vec<(&str, Outcome)> = Vec::with_capacity(tasks.len());
        for batch in tasks.chunk_by(|a, b| stage(a.0) == stage(b.0)) {
            let before = outcomes.len();
            let numbered = batch.par_iter().enumerate();
            let made: Result<Vec<_>, Refusal> = numbered
                .map(|(number, (path, task))| Ok((*path, make(before + number, path, task)?)))
                .collect();
            outcomes.extend(made?);
        }
        Ok(outcomes)
    }

    fn write(
        &self,
        (path, task): (&str, &Task),
        bytes: &[u8],
        number: usize,
    ) -> Result<Outcome, Refusal> {
        let digest = *blake3::hash(bytes).as_bytes();
        if let Task::Compare(metadata) = task {
            let record = Record::new(digest, metadata);
            let equal = self.known.holds(path, record)
                || metadata.len() == bytes.len() as u64 && self.disk.holds(path, bytes)?;
            if equal {
                return Ok(Outcome::Unchanged(record));
            }
        }
        (self.begin)()?;
        if matches!(task, Task::New) && self.plan.make.contains(shape::parent(path)) {
            let metadata = self.disk.create(path, bytes)?;
            return Ok(Outcome::Created(Record::new(digest, &metadata)));
        }
        let (draft, metadata) = self.disk.draft(path, bytes, number)?;
        Ok(Outcome::Drafted(Record::new(digest, &metadata), draft))
    }

    /// Puts the drafts in their places, in the order of publication.
    pub(super) fn place(&self, outcomes: &[(&str, Outcome)]) -> Result<(), Refusal> {
        for batch in outcomes.chunk_by(|a, b| stage(a.0) == stage(b.0)) {
            batch.par_iter().try_for_each(|(path, outcome)| match outcome {
                Outcome::Drafted(_, draft) => self.disk.place(draft, path),
                _ => Ok(()),
            })?;
        }
        Ok(())
    }

    /// Takes back what was written, for the site cannot be made whole.
    pub(super) fn undo(&self, outcomes: &[(&str, Outcome)]) -> Result<(), Refusal> {
        outcomes.par_iter().try_for_each(|(path, outcome)| match outcome {
            Outcome::Drafted(_, draft) => self.disk.remove_file(draft).map(drop),
            Outcome::Created(_) => self.disk.remove_file(path).map(drop),
            Outcome::Unchanged(_) | Outcome::Unmade => Ok(()),
        })?;
        // Backwards, what lies in a folder comes before the folder.
        let made = self.plan.make.iter().rev().filter(|it| !it.is_empty());
        made.into_iter().try_for_each(|it| self.disk.remove_folder(it))
    }
}

/// Does something before the first of many changes, and only then.
pub(super) fn once(
    first: impl Fn() -> Result<(), Refusal> + Sync,
) -> impl Fn() -> Result<(), Refusal> + Sync {
    let done = Mutex::new(false);
    move || {
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        if !*done {
            first()?;
            *done = true;
        }
        Ok(())
    }
}
