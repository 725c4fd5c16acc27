//! Certain repairs carried out: sources → sources. Nothing is written here.

use std::collections::BTreeMap;
use std::sync::Arc;

use similar::TextDiff;

use crate::diag::fix::{Fix, applied};
use crate::diag::{Diagnostics, Words};
use crate::source::Sources;
use crate::text::encoding;

pub mod form;
pub mod kept;
mod reorder;

/// A repair may lay bare the next one; a file that needs more rounds than this is left as it is.
const MOST_ROUNDS: usize = 12;

/// Sources after their repair.
#[derive(Clone, Debug)]
pub struct Mended {
    /// All files, the mended ones among them.
    pub sources: Sources,
    /// The bytes of each mended file, by its path.
    pub files: BTreeMap<Arc<str>, Vec<u8>>,
    /// How many repairs were carried out.
    pub count: usize,
    /// What `check` says of the mended sources.
    pub diagnostics: Diagnostics,
}

/// What is to be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What remarks carry a certain repair for.
    pub slips: bool,
    /// Files in another encoding: they are turned into UTF-8 before anything else.
    pub encodings: bool,
}

/// Carries out the certain repairs of all remarks that `check` makes, and of those that it makes
/// then, until none is left.
pub fn mend(
    sources: &Sources,
    wanted: Wanted,
    mut check: impl FnMut(&Sources) -> Diagnostics,
) -> Mended {
    let (mut sources, mut files, mut count) = (sources.clone(), BTreeMap::new(), 0);
    if wanted.encodings {
        for (path, bytes) in recoded(&sources) {
            sources.insert(&path, bytes.clone());
            files.insert(path, bytes);
            count += 1;
        }
    }
    let mut diagnostics = check(&sources);
    let rounds = if wanted.slips { MOST_ROUNDS } else { 0 };
    for _ in 0..rounds {
        let round = round(&sources, &diagnostics);
        if round.is_empty() {
            break;
        }
        for (path, (bytes, mended)) in round {
            sources.insert(&path, bytes.clone());
            files.insert(path, bytes);
            count += mended;
        }
        diagnostics = check(&sources);
    }
    Mended { sources, files, count, diagnostics }
}

/// One round: the new bytes of each file that changes, and how many repairs made them.
fn round(sources: &Sources, diagnostics: &Diagnostics) -> BTreeMap<Arc<str>, (Vec<u8>, usize)> {
    let mut fixes: BTreeMap<&Arc<str>, Vec<&Fix>> = BTreeMap::new();
    for it in diagnostics {
        if let (Some(place), Some(fix)) = (&it.place, &it.fix) {
            fixes.entry(&place.file).or_default().push(fix);
        }
    }
    let mended = fixes.into_iter().filter_map(|(path, fixes)| {
        let old = sources.content.get(path)?.bytes();
        let (new, count) = applied(old, fixes);
        (new[..] != old[..]).then(|| (Arc::clone(path), (new, count)))
    });
    mended.collect()
}

/// Entries and vocabularies that are not UTF-8 but read well in another encoding.
fn recoded(sources: &Sources) -> Vec<(Arc<str>, Vec<u8>)> {
    let files = sources.content.values();
    let texts = files.filter(|it| it.path.ends_with(".md") || it.path.ends_with(".yaml"));
    let texts = texts.filter(|it| !it.path.starts_with("content/files/"));
    texts
        .filter_map(|it| {
            Some((Arc::clone(&it.path), encoding::decode(it.bytes())?.into_bytes()))
        })
        .collect()
}

/// What would change, as a unified diff that `patch` and `git apply` understand.
pub fn diff(before: &Sources, files: &BTreeMap<Arc<str>, Vec<u8>>) -> String {
    let mut out = String::new();
    for (path, new) in files {
        let old = before.bytes(path);
        let from = old.map_or_else(|| "/dev/null".to_owned(), |_| format!("a/{path}"));
        let old = String::from_utf8_lossy(old.unwrap_or_default()).into_owned();
        let new = String::from_utf8_lossy(new);
        let diff = TextDiff::from_lines(&*old, &*new);
        let mut unified = diff.unified_diff();
        unified.header(&from, &format!("b/{path}"));
        out += &unified.to_string();
    }
    out
}

/// What was done, in a sentence.
pub fn told(count: usize, files: usize) -> Words {
    Words::new(
        format!("Исправлений: {count}, файлов: {files}"),
        format!("Repairs: {count}, files: {files}"),
    )
}
