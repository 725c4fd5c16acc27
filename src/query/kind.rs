//! The kinds of entries that can be asked for.

use std::collections::BTreeSet;

use super::field::{Field, Row};
use crate::site::Site;
use crate::text::order::fold;

mod community;
mod document;
mod event;
mod news;
mod organisation;
mod product;
mod project;
mod task;

/// A kind of entries that can be asked for.
#[derive(Debug)]
pub struct Kind {
    /// Which one.
    pub of: Of,
    /// Its names: many and one in Russian, many and one in English.
    pub names: [&'static str; 4],
    /// Its fields, in the order in which they are told.
    pub fields: &'static [Field],
    /// English names of the fields that a table shows unless asked otherwise.
    pub(super) columns: &'static [&'static str],
    /// The rows of each entry that can be asked for: an entry is in the answer if the condition
    /// holds for one of its rows.
    pub(super) rows: fn(&Site, &Mentioned) -> Vec<Vec<Row>>,
    /// Name and path of the file that a row comes from.
    pub file: for<'s> fn(&'s Site, Row) -> (&'s str, &'s str),
}

/// What the rows of a kind are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Projects, communities of them too.
    Projects,
    /// Organisations.
    Organisations,
    /// Documents.
    Documents,
    /// Communities that are no projects.
    Communities,
    /// Products.
    Products,
    /// Events.
    Events,
    /// Tasks of documents.
    Tasks,
    /// News.
    News,
}

/// Every kind.
pub const KINDS: &[&Kind] = &[
    &project::KIND,
    &organisation::KIND,
    &document::KIND,
    &community::KIND,
    &product::KIND,
    &event::KIND,
    &task::KIND,
    &news::KIND,
];

/// English names of the fields that a question mentions.
#[derive(Debug, Default)]
pub struct Mentioned(pub(super) BTreeSet<&'static str>);

impl Mentioned {
    /// Whether a field is mentioned.
    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// A row for each of so many entries that takes part; of each is told whether it is an example,
    /// and whether it is what another municipality did.
    fn entries(&self, count: usize, apart: impl Fn(Row) -> (bool, bool)) -> Vec<Vec<Row>> {
        let lets = |it: &Row| {
            let (is_example, is_of_others) = apart(*it);
            self.lets(is_example, is_of_others)
        };
        (0..count).map(Row::of).filter(lets).map(|it| vec![it]).collect()
    }

    /// Whether an entry takes part: an example only where `пример` is mentioned, what another
    /// municipality did only where `опыт` is.
    fn lets(&self, is_example: bool, is_of_others: bool) -> bool {
        (!is_example || self.has("example")) && (!is_of_others || self.has("practice_of"))
    }
}

impl Kind {
    /// The kind of a name, in either number and language.
    pub fn named(name: &str) -> Option<&'static Kind> {
        let folded = fold(name);
        KINDS.iter().copied().find(|it| it.names.iter().any(|it| fold(it) == folded))
    }

    /// The field of a name; letter case, ё and the sign between words do not matter.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        let folded = fold(name);
        self.fields.iter().find(|it| it.names.iter().any(|it| fold(it) == folded))
    }

    /// The fields that a table shows.
    pub fn columns(&self) -> Vec<&'static Field> {
        self.columns.iter().filter_map(|it| self.field(it)).collect()
    }
}
