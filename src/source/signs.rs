//! What is remembered of sources from run to run: signs by which a change shows, and digests by
//! which files are known that need not be read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::walk::{self, Stamp};
use super::{SourceFile, Sources};

/// All sources with the signs by which a change of each would show.
#[derive(Debug)]
pub struct Signs(Vec<(PathBuf, Signed)>);

/// One file with its sign; none where a change could still come without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Signed {
    path: Arc<str>,
    stamp: Option<Stamp>,
}

impl Signed {
    /// Whether a file that was this one surely is so still.
    fn stands(&self, now: &Signed) -> bool {
        self.stamp.is_some() && self == now
    }
}

/// The sources of a build: equal signs, equal files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered(Vec<(Signed, blake3::Hash)>);

/// Sources of which only those were read that are not known by their digests; of all others the
/// bytes are left out.
#[derive(Debug)]
pub struct Recalled {
    /// As they are known.
    pub known: Sources,
    /// As they are.
    pub present: Sources,
    /// Files that are not, or were not at the last build, as they are known.
    pub differing: Vec<Arc<str>>,
}

impl Signs {
    /// The signs of all sources; none where something cannot be looked at.
    ///
    /// Files that are read later than this hold what these signs stand for, or show others the
    /// next time.
    pub fn of(root: &Path, now: SystemTime) -> Option<Signs> {
        let mut all = vec![];
        for name in ["content", "themes"] {
            let (paths, remarks) = walk::list(root, name);
            if !remarks.is_empty() {
                return None;
            }
            let signed = paths.into_par_iter().map(|place| {
                let stamp = Stamp::of(&std::fs::metadata(&place).ok()?);
                let path = walk::relative(root, &place);
                let stamp = stamp.is_reliable(now).then_some(stamp);
                Some((place, Signed { path, stamp }))
            });
            let signed: Option<Vec<_>> = signed.collect();
            all.extend(signed?);
        }
        Some(Signs(all))
    }

    /// The same with the digests of the files; none where files are missing.
    pub fn remember(&self, sources: &Sources) -> Option<Remembered> {
        let remembered = self.0.iter().map(|(_, signed)| {
            let hash = sources.file(&signed.path)?.hash;
            Some((signed.clone(), hash))
        });
        remembered.collect::<Option<_>>().map(Remembered)
    }
}

impl Remembered {
    /// Whether no file shows a change.
    pub fn stands(&self, signs: &Signs) -> bool {
        self.0.len() == signs.0.len()
            && self.0.iter().zip(&signs.0).all(|((then, _), (_, now))| then.stands(now))
    }

    /// The sources with as few of them read as can be; none where files came, went or cannot be
    /// read, or where one has changed of which nothing is known.
    ///
    /// `known` tells the digest by which a file is known, which may be older than the last build.
    pub fn recall(
        &self,
        signs: &Signs,
        known: impl Fn(&str) -> Option<blake3::Hash> + Sync,
    ) -> Option<Recalled> {
        if self.0.len() != signs.0.len() {
            return None;
        }
        let pairs = self.0.par_iter().zip(&signs.0);
        let found = pairs.map(|((then, hash), (place, now))| {
            let path = (then.path == now.path).then_some(&then.path)?;
            let Some(known) = known(path) else {
                let file = walk::read(place, path)?;
                return (file.hash == *hash).then_some((file, None));
            };
            let file = SourceFile::known(Arc::clone(path), known);
            let differs = known != *hash || !then.stands(now);
            let new = if differs { Some(walk::read(place, path)?) } else { None };
            Some((file, new.filter(|it| known != *hash || it.hash != known)))
        });
        let found: Vec<_> = found.collect::<Option<_>>()?;
        let mut known = Sources::bundled();
        let mut changed = vec![];
        for (file, new) in found {
            changed.extend(new);
            known.put(file);
        }
        let mut present = known.clone();
        let differing = changed.iter().map(|it| Arc::clone(&it.path)).collect();
        changed.into_iter().for_each(|it| present.put(it));
        Some(Recalled { known, present, differing })
    }
}
