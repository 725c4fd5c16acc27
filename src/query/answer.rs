//! The answer to a question: rows in their order, and as a table.

use std::cmp::Ordering;

use super::Query;
use super::field::{Datum, Field, Row};
use super::kind::{Kind, Mentioned};
use crate::site::Site;
use crate::text::order::{SortKey, sort_key};

/// What a question found.
#[derive(Debug)]
pub struct Answer {
    /// What the rows are.
    pub kind: &'static Kind,
    /// One row for each entry found, that of the latest year for which the condition holds.
    pub rows: Vec<Row>,
    /// How many there are, those left out by the limit too.
    pub found: usize,
}

impl Query {
    /// Puts the question to a site.
    pub fn answer(&self, site: &Site) -> Answer {
        let mut mentioned = Mentioned::default();
        self.condition.mention(&mut mentioned);
        let groups = (self.kind.rows)(site, &mentioned);
        let last = |rows: Vec<Row>| {
            rows.into_iter().rev().find(|row| self.condition.holds(site, *row))
        };
        let mut rows: Vec<Row> = groups.into_iter().filter_map(last).collect();
        if let Some((field, falls)) = self.order {
            let key = |row: &Row| (field.values)(site, *row).first().map(Key::of);
            // What the registry does not tell stands at the end either way.
            rows.sort_by_cached_key(|row| {
                let key = key(row);
                (key.is_none(), key.map(|key| Directed { key, falls }))
            });
        }
        let found = rows.len();
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        Answer { kind: self.kind, rows, found }
    }
}

impl Answer {
    /// The words of one cell.
    pub fn cell(site: &Site, field: &Field, row: Row) -> String {
        let data = (field.values)(site, row);
        data.iter().map(Datum::shown).collect::<Vec<_>>().join("; ")
    }
}

/// What rows are sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Day(jiff::civil::Date, jiff::civil::Date),
    Text(SortKey),
}

impl Key {
    fn of(datum: &Datum) -> Key {
        match datum {
            Datum::Number(it) => Key::Number(*it),
            Datum::Yes(it) => Key::Number(i64::from(!*it)),
            Datum::When(it) => Key::Day(it.first_day(), it.last_day()),
            Datum::Text(it) | Datum::Term(_, it) => Key::Text(sort_key(it)),
        }
    }
}

/// A key in the direction asked for.
#[derive(PartialEq, Eq)]
struct Directed {
    key: Key,
    falls: bool,
}

impl Ord for Directed {
    fn cmp(&self, other: &Directed) -> Ordering {
        let order = self.key.cmp(&other.key);
        if self.falls { order.reverse() } else { order }
    }
}

impl PartialOrd for Directed {
    fn partial_cmp(&self, other: &Directed) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
