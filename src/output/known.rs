//! What is known of files in an output folder, so that they need not be read to be compared.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

/// Bytes by their digest.
pub type Digest = [u8; 32];

/// How far behind the clock the times of files may be.
const COARSEST_STEP: Duration = Duration::from_millis(20);

/// The files of a folder as the last publication left them; losing it changes nothing but time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known(BTreeMap<String, Record>);

/// One file: what it holds, and the signs by which a change would show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    digest: Digest,
    stamp: Stamp,
    /// Whether any later change shows: the clock has moved on since the file was written.
    settled: bool,
}

/// The signs of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    size: u64,
    /// Nanoseconds since 1970; none where the disk does not tell.
    modified: Option<u64>,
    /// Number of the file, where files have one.
    number: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let number = 0;
        let modified = metadata.modified().ok().and_then(nanoseconds);
        Stamp { size: metadata.len(), modified, number }
    }
}

impl Known {
    /// Whether a file that shows these signs surely holds what the digest says.
    pub(super) fn holds(&self, path: &str, record: Record) -> bool {
        let Record { digest, stamp, .. } = record;
        self.0.get(path) == Some(&Record { digest, stamp, settled: true })
    }

    /// What is known of a file, if it still shows the same signs; where they could hide a change,
    /// its bytes are looked at.
    pub(super) fn standing(
        &self,
        path: &str,
        metadata: &Metadata,
        digest: impl FnOnce() -> Option<Digest>,
    ) -> Option<Record> {
        let record = *self.0.get(path)?;
        let same = Stamp::of(metadata) == record.stamp
            && (record.settled || digest() == Some(record.digest));
        same.then_some(record)
    }

    /// Number of files.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether every file still is as it was left, as [`Known::standing`] has it.
    pub(super) fn stands(
        &self,
        look: impl Fn(&str) -> Option<Metadata> + Sync,
        digest: impl Fn(&str) -> Option<Digest> + Sync,
    ) -> bool {
        let stands = |(path, _): (&String, &Record)| {
            let metadata = look(path)?;
            self.standing(path, &metadata, || digest(path))
        };
        self.0.par_iter().all(|it| stands(it).is_some())
    }

    /// Replaces everything by what a publication found or wrote by `now`.
    pub(super) fn learn(&mut self, records: Vec<(String, Record)>, now: SystemTime) {
        let limit = now.checked_sub(COARSEST_STEP).and_then(nanoseconds);
        let settle = |(path, record): (String, Record)| {
            let settled = record.stamp.modified.is_some_and(|it| Some(it) < limit);
            (path, Record { settled, ..record })
        };
        self.0 = records.into_iter().map(settle).collect();
    }
}

impl Record {
    pub(super) fn new(digest: Digest, metadata: &Metadata) -> Record {
        Record { digest, stamp: Stamp::of(metadata), settled: false }
    }
}

fn nanoseconds(moment: SystemTime) -> Option<u64> {
    u64::try_from(moment.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}
