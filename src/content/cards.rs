//! Cards that are kept on the disk from run to run: what was read of files that gave no cause
//! for remarks, without the HTML of their texts.
//!
//! A file of which more would have to be kept (its text has short codes) is read again.

use std::io::{self, Write};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::entry::Entry;
use super::{Kept, Memo, Outcome};
use crate::diag::Diagnostics;

impl Memo {
    /// Writes the cards.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        postcard::to_io(self, out).map(drop).map_err(io::Error::other)
    }

    /// The cards of these bytes; none where they are not what [`Memo::write`] writes.
    pub fn read(bytes: &[u8]) -> Option<Memo> {
        postcard::from_bytes(bytes).ok()
    }

    /// The digest of each file that is known, by path.
    pub fn files(&self) -> FxHashMap<Arc<str>, blake3::Hash> {
        fn of<T>(kept: &Kept<T>) -> impl Iterator<Item = (Arc<str>, blake3::Hash)> {
            kept.iter().map(|(path, hash, _)| (Arc::clone(path), *hash))
        }
        let registry = of(&self.projects).chain(of(&self.organisations));
        let papers = of(&self.documents).chain(of(&self.procedures)).chain(of(&self.reports));
        let shelf = of(&self.programmes).chain(of(&self.products)).chain(of(&self.communities));
        let words = of(&self.pages).chain(of(&self.events)).chain(of(&self.news));
        registry.chain(papers).chain(shelf).chain(words).collect()
    }
}

pub(super) fn serialize<T: Serialize, S: Serializer>(
    kept: &Kept<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let card = |(_, hash, outcome): &'_ (_, blake3::Hash, Arc<Outcome<T>>)| {
        let entry = outcome.entry.as_ref().filter(|_| outcome.diagnostics.is_empty())?;
        let whole = entry.unread.is_empty() && entry.body.codes.is_empty();
        whole.then(|| (*hash, Arc::clone(entry)))
    };
    let cards: Vec<(blake3::Hash, Arc<Entry<T>>)> = kept.iter().filter_map(card).collect();
    cards.serialize(serializer)
}

pub(super) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Kept<T>, D::Error> {
    let cards = Vec::<(blake3::Hash, Arc<Entry<T>>)>::deserialize(deserializer)?;
    let kept = cards.into_iter().map(|(hash, entry)| {
        let path = Arc::clone(&entry.file);
        let outcome = Outcome { entry: Some(entry), diagnostics: Diagnostics::none() };
        (path, hash, Arc::new(outcome))
    });
    Ok(kept.collect())
}
