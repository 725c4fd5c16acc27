//! The files of a site as they would be after an import.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::entry::front_matter;
use crate::diag::Words;
use crate::source::Sources;
use crate::yaml::edit::Sheet;

/// Sources, and over them the files that change.
pub(super) struct Files<'a> {
    sources: &'a Sources,
    /// New bytes by path.
    pub changed: BTreeMap<Arc<str>, Vec<u8>>,
}

impl<'a> Files<'a> {
    pub(super) fn new(sources: &'a Sources) -> Files<'a> {
        Files { sources, changed: BTreeMap::new() }
    }

    /// Changes a card; what it says already stays byte for byte. A card that cannot be read is
    /// left, and it is said so.
    pub(super) fn edit(
        &mut self,
        file: &Arc<str>,
        change: impl FnOnce(&mut Sheet<'_>),
    ) -> Result<(), Words> {
        let planned = self.changed.get(file).map(Vec::as_slice);
        let bytes = planned.or_else(|| self.sources.bytes(file)).unwrap_or_default();
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let sheet = front_matter(text).and_then(|it| Sheet::open(text, it));
        let mut sheet = sheet.ok_or_else(|| {
            Words::new(
                format!("карточку {file} прочитать нельзя: исправьте её и повторите"),
                format!("the card {file} cannot be read: mend it and try again"),
            )
        })?;
        change(&mut sheet);
        let changed = sheet.finish();
        if changed != text {
            self.changed.insert(Arc::clone(file), changed.into_bytes());
        }
        Ok(())
    }

    /// A new card.
    pub(super) fn write(&mut self, folder: &str, id: &str, text: String) {
        let path: Arc<str> = format!("content/{folder}/{id}.md").into();
        self.changed.insert(path, text.into_bytes());
    }

    /// An id that no file has yet, planned ones included.
    pub(super) fn free_id(&self, folder: &str, wanted: &str) -> String {
        let is_taken = |id: &str| {
            let path = format!("content/{folder}/{id}.md");
            self.sources.bytes(&path).is_some() || self.changed.contains_key(path.as_str())
        };
        let mut id = wanted.to_owned();
        let mut count = 2;
        while is_taken(&id) {
            id = format!("{wanted}-{count}");
            count += 1;
        }
        id
    }
}
