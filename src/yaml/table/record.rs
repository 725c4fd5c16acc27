//! Questions written down as they are asked: what `schema` makes descriptions of.

use super::{Field, Table};
use crate::yaml::schema::{KeyShape, Shape, nothing};

/// The questions asked so far: those of the outermost mapping first, of the one being read last.
pub(in crate::yaml) struct Recorder {
    open: Vec<Vec<KeyShape>>,
}

impl Recorder {
    pub(in crate::yaml) fn new() -> Recorder {
        Recorder { open: vec![vec![]] }
    }

    /// The keys of the outermost mapping.
    pub(in crate::yaml) fn keys(self) -> Vec<KeyShape> {
        self.open.into_iter().next().unwrap_or_default()
    }

    /// A key is being asked for.
    pub(super) fn asked(&mut self, russian: &'static str, english: &'static str) {
        let (required, many, answers) = (false, false, &[][..]);
        let key =
            KeyShape { russian, english, required, many, answers, shape: Shape::default() };
        if let Some(keys) = self.open.last_mut() {
            keys.push(key);
        }
    }

    /// The key that was asked for last.
    fn last(&mut self) -> Option<&mut KeyShape> {
        self.open.last_mut()?.last_mut()
    }
}

impl<'a> Field<'_, '_, 'a> {
    /// Whether nobody reads a card here.
    pub(super) fn is_recorded(&self) -> bool {
        self.table.reading.recorder.is_some()
    }

    /// Tells a recorder more of this key.
    pub(super) fn record(&mut self, tell: impl FnOnce(&mut KeyShape)) {
        let recorder = self.table.reading.recorder.as_mut();
        if let Some(key) = recorder.and_then(Recorder::last) {
            tell(key);
        }
    }

    /// Tells a recorder what a value of this key holds; the first to tell knows best.
    pub(super) fn holds(mut self, shape: impl FnOnce() -> Shape) -> Self {
        self.record(|key| {
            if key.shape == Shape::default() {
                key.shape = shape();
            }
        });
        self
    }

    /// Runs the reader of a mapping over nothing, to learn its keys.
    pub(super) fn record_table<T>(mut self, read: impl FnOnce(Table<'_, 'a>) -> T) {
        let reading = &mut *self.table.reading;
        let Some(recorder) = &mut reading.recorder else { return };
        recorder.open.push(vec![]);
        read(Table::new(reading, nothing()));
        let keys = reading.recorder.as_mut().and_then(|it| it.open.pop()).unwrap_or_default();
        self.record(|key| key.shape = Shape::Table(keys));
    }
}
