//! What a reader asks for, as a value: the lines that read a card are run over nothing, and
//! every question they ask is written down. So a card is declared once.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::reading::Reading;
use super::table::record::Recorder;
use super::table::{Spanned, Table};
use super::{Node, Value};
use crate::diag::Diagnostics;

/// Where the ids or terms that a key may name come from: a folder of entries such as
/// `projects`, or a vocabulary such as `statuses.yaml`. What stands there only callers know.
pub type Register = &'static str;

/// One key that a reader asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyShape {
    /// The name that editors write.
    pub russian: &'static str,
    /// Its English form.
    pub english: &'static str,
    /// Whether its absence is a mistake.
    pub required: bool,
    /// Whether several values may stand in a list; one alone needs none.
    pub many: bool,
    /// Words that may stand instead of a value, such as «не указан».
    pub answers: &'static [&'static str],
    /// What a value holds.
    pub shape: Shape,
}

/// What the value of a key holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Text for people.
    #[default]
    Text,
    /// Text kept letter by letter.
    Verbatim,
    /// A word of a closed list: each with its spellings, the one to write first.
    Word(Vec<&'static [&'static str]>),
    /// «да» or «нет».
    Yes,
    /// A whole number within limits.
    Integer(RangeInclusive<i64>),
    /// A number with at most two places after the comma.
    Decimal,
    /// A date.
    Date,
    /// A date, or a day told in another way.
    Day,
    /// An address in the web.
    Address,
    /// A path under `content/files/`.
    File,
    /// An id or term of a register.
    Reference(Register),
    /// An id of a register, or words for somebody whom it does not hold.
    ReferenceOrText(Register),
    /// Whole numbers by free names.
    Numbers,
    /// A mapping with keys of its own.
    Table(Vec<KeyShape>),
}

/// A value that names something in a register, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it is to be found.
    pub register: Register,
    /// The id or term as written.
    pub name: Spanned<String>,
}

/// The keys that a reader asks for, in its order, nested ones inside.
pub fn describe(read: impl FnOnce(Table<'_, '_>)) -> Vec<KeyShape> {
    let file: Arc<str> = "".into();
    let mut reading = Reading::new((&file, ""), &[], Diagnostics::none());
    reading.recorder = Some(Recorder::new());
    read(Table::new(&mut reading, nothing()));
    reading.recorder.take().map(Recorder::keys).unwrap_or_default()
}

/// What a recorder reads: no keys at all.
pub(super) fn nothing() -> Node {
    Node { at: 0..0, value: Value::Nothing }
}
