//! Making files and putting them in place, one after another: no two of them need be in memory.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

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

/// What is to be done about a file, with its place in the order of publication.
type Numbered<'a> = (usize, &'a str, &'a Task);

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
        tasks.sort_by_cached_key(|(path, _)| {
            let model = self.files.model(path);
            (stage(model), model, *path)
        });
        let tasks: Vec<Numbered<'_>> =
            tasks.into_iter().enumerate().map(|(number, it)| (number, it.0, it.1)).collect();
        let failed = AtomicBool::new(false);
        let mut outcomes: Vec<(&str, Outcome)> = Vec::with_capacity(tasks.len());
        let stage = |it: &Numbered<'_>| stage(self.files.model(it.1));
        let is_one =
            |a: &Numbered<'_>, b: &Numbered<'_>| self.files.model(a.1) == self.files.model(b.1);
        for batch in tasks.chunk_by(|a, b| stage(a) == stage(b)) {
            let groups: Vec<&[Numbered<'_>]> = batch.chunk_by(|a, b| is_one(a, b)).collect();
            let made: Result<Vec<Vec<_>>, Refusal> =
                groups.par_iter().map(|it| self.make_group(it, &failed)).collect();
            outcomes.extend(made?.into_iter().flatten());
        }
        Ok(outcomes)
    }

    /// Makes a file with its versions.
    fn make_group<'p>(
        &self,
        group: &[Numbered<'p>],
        failed: &AtomicBool,
    ) -> Result<Vec<(&'p str, Outcome)>, Refusal> {
        let standing: Option<Vec<_>> =
            group.iter().map(|it| self.standing(it.1, it.2)).collect();
        if let Some(standing) = standing {
            return Ok(standing);
        }
        let paths: Vec<&str> = group.iter().map(|it| it.1).collect();
        // A site has thousands of groups, most of them of one file.
        let mut outcomes = Vec::with_capacity(group.len());
        for ((number, path, task), bytes) in group.iter().zip(self.files.together(&paths)) {
            let outcome = match bytes {
                None => {
                    failed.store(true, Ordering::Relaxed);
                    Outcome::Unmade
                }
                // Where one file cannot be made, the others are tried out only.
                Some(_) if failed.load(Ordering::Relaxed) => Outcome::Unmade,
                Some(bytes) => self.write((path, task), &bytes, *number)?,
            };
            outcomes.push((*path, outcome));
        }
        self.files.pass(&paths);
        Ok(outcomes)
    }

    /// A file that need not be made: it is what the last publication left, and stands as it was.
    fn standing<'p>(&self, path: &'p str, task: &Task) -> Option<(&'p str, Outcome)> {
        let Task::Compare(metadata) = task else { return None };
        let known = || self.known.standing(path, metadata, || self.disk.digest(path));
        let record = self.files.stands(path).then(known)??;
        Some((path, Outcome::Unchanged(record)))
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
        let stage = |path: &str| stage(self.files.model(path));
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
