//! Reading keys: each question names a key in both languages and says what it holds, so one
//! line of a kind is its schema, its documentation for suggestions, and its reader.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::address::is_web_address;
use super::reading::Reading;
use super::schema::Shape as Holds;
use super::{Key, Node, Value};
use crate::diag::{Fix, Words, code};
use crate::text::{date, nearest, order};

mod meant;
mod names;
mod open;
pub(super) mod record;

use meant::free;
pub use meant::suggestion;

/// A value and the bytes of its file that hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Bytes from the start of the file.
    pub at: Range<usize>,
}

/// A closed list of words, each with all its spellings; the first is the one to write.
pub trait Word: Copy + 'static {
    /// Every value with its spellings: Russian first, then English.
    const WORDS: &'static [(Self, &'static [&'static str])];

    /// The spelling to write and show.
    fn spelling(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::WORDS.iter().find(|(it, _)| *it == self).map_or("", |(_, words)| words[0])
    }

    /// The value that a spelling stands for; letter case and ё do not matter.
    fn of(text: &str) -> Option<Self> {
        let folded = order::fold(text);
        let same = |words: &&[&str]| words.iter().any(|it| order::fold(it) == folded);
        Self::WORDS.iter().find(|(_, words)| same(words)).map(|(it, _)| *it)
    }
}

/// The keys of one mapping, being asked for.
pub struct Table<'r, 'a> {
    reading: &'r mut Reading<'a>,
    at: Range<usize>,
    entries: Vec<Option<(Key, Node)>>,
    asked: Vec<Asked>,
    unread: Unread,
    shape: Shape,
}

/// What stands where keys are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Keys, or nothing.
    Keys,
    /// Something of which a remark has been made.
    Broken,
    /// A text or a list.
    Other,
}

/// A key that was asked for.
pub(super) struct Asked {
    pub russian: &'static str,
    pub english: &'static str,
    /// Bytes of the key, where it is written.
    pub at: Option<Range<usize>>,
    /// Required, and nothing was written.
    is_missing: bool,
}

/// English names of keys of which something was written that could not be read: what they lack
/// is no second mistake.
pub type Unread = BTreeSet<&'static str>;

impl<'r, 'a> Table<'r, 'a> {
    /// Begins with a node; one that is no mapping is a remark and reads as an empty one.
    pub fn new(reading: &'r mut Reading<'a>, node: Node) -> Table<'r, 'a> {
        let at = node.at;
        let (entries, shape) = match node.value {
            Value::Table(entries) => (entries, Shape::Keys),
            Value::Nothing => (vec![], Shape::Keys),
            Value::Broken => (vec![], Shape::Broken),
            Value::Text(_) | Value::List(_) => (vec![], Shape::Other),
        };
        let entries = entries.into_iter().map(Some).collect();
        Table { reading, at, entries, asked: vec![], unread: Unread::new(), shape }
    }

    /// The bytes of the whole mapping.
    pub fn at(&self) -> Range<usize> {
        self.at.clone()
    }

    /// What is shared by all readers of this file.
    pub fn reading(&mut self) -> &mut Reading<'a> {
        self.reading
    }

    /// Asks for a key by its Russian and English names.
    pub fn key(&mut self, russian: &'static str, english: &'static str) -> Field<'_, 'r, 'a> {
        let mut found: Option<(Key, Node)> = None;
        for slot in &mut self.entries {
            let named = |it: &Key| it.name == russian || it.name == english;
            if !slot.as_ref().is_some_and(|(key, _)| named(key)) {
                continue;
            }
            let Some((key, node)) = slot.take() else { continue };
            match &found {
                None => found = Some((key, node)),
                Some((first, _)) => self.reading.twice(first, &key),
            }
        }
        if let Some(recorder) = &mut self.reading.recorder {
            recorder.asked(russian, english);
        }
        let at = found.as_ref().map(|(key, _)| key.at.clone());
        self.asked.push(Asked { russian, english, at, is_missing: false });
        Field { table: self, node: found.map(|(_, node)| node) }
    }

    /// Says what was never asked for and what was required but is not there; gives the keys
    /// that could not be read.
    ///
    /// A misspelt key is one mistake, not two: where an unknown key is close to one that is
    /// not there, only the unknown key is spoken of.
    pub fn finish(mut self) -> Unread {
        let known: Vec<&str> =
            self.asked.iter().flat_map(|it| [it.russian, it.english]).collect();
        if self.shape == Shape::Other {
            let message = Words::new(
                "здесь ожидаются ключи со значениями («ключ: значение»)",
                "keys with values (`key: value`) are expected here",
            );
            let first = self.reading.first_line(&self.at);
            self.reading.advise(code::WRONG_TYPE, first, (message, suggestion(&[], &known)));
        }
        if self.shape != Shape::Keys {
            return self.asked.iter().map(|it| it.english).collect();
        }
        let mut taken = BTreeSet::new();
        for (key, _) in std::mem::take(&mut self.entries).into_iter().flatten() {
            if self.reading.cut_number(&key) {
                continue;
            }
            let near = nearest::nearest(&key.name, known.iter().copied(), 3);
            let meant = near.first().and_then(|near| {
                self.asked.iter().find(|it| it.russian == *near || it.english == *near)
            });
            self.unread.extend(meant.filter(|it| it.at.is_none()).map(|it| it.english));
            let message = Words::new(
                format!("неизвестный ключ «{}»", key.name),
                format!("unknown key `{}`", key.name),
            );
            let hint = suggestion(&near, &known);
            let fix = free(&key, &known, &self.asked)
                .filter(|it| taken.insert(*it))
                .and_then(|it| self.reading.replacing(&key.at, &key.name, it));
            self.reading.mend(code::UNKNOWN_KEY, key.at, (message, hint), fix);
        }
        for asked in self.asked {
            if asked.is_missing && self.unread.insert(asked.english) {
                self.reading.missing(&asked, &self.at);
            }
        }
        self.unread
    }
}

/// One key, with or without a value, waiting to be told its type.
pub struct Field<'t, 'r, 'a> {
    table: &'t mut Table<'r, 'a>,
    node: Option<Node>,
}

impl<'t, 'r, 'a> Field<'t, 'r, 'a> {
    /// Makes the absence of a value a mistake.
    #[must_use]
    pub fn required(mut self) -> Field<'t, 'r, 'a> {
        self.record(|key| key.required = true);
        if let Some(asked) = self.table.asked.last_mut() {
            asked.is_missing = self.node.as_ref().is_none_or(is_blank);
        }
        self
    }

    /// One line or more of text, read as people will: proofread for letters and quotes.
    pub fn text(self) -> Option<Spanned<String>> {
        self.one(proofread_scalar)
    }

    /// Text without which an entry has no name: where there is none to read, the name of the
    /// file stands in, so that the rest of the entry is still looked at.
    pub fn text_or_file_name(self) -> Spanned<String> {
        let name = self.table.reading.file.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default().to_owned();
        let first = self.table.reading.first_line(&self.table.at);
        let at = self.node.as_ref().map_or(first, |it| it.at.clone());
        self.text().unwrap_or(Spanned { value: stem, at })
    }

    /// Text kept letter by letter: spellings met, quotations, ids, addresses.
    pub fn verbatim(self) -> Option<Spanned<String>> {
        self.holds(|| Holds::Verbatim).one(scalar)
    }

    /// Several texts, proofread; one alone may stand without a list.
    pub fn texts(self) -> Vec<Spanned<String>> {
        self.all(proofread_scalar)
    }

    /// Several texts kept letter by letter.
    pub fn verbatims(self) -> Vec<Spanned<String>> {
        self.holds(|| Holds::Verbatim).all(scalar)
    }

    /// A word of a closed list.
    pub fn word<T: Word>(self) -> Option<Spanned<T>> {
        self.holds(open::spellings::<T>).one(open::word)
    }

    /// A whole number within limits.
    pub fn integer(self, limits: std::ops::RangeInclusive<i64>) -> Option<Spanned<i64>> {
        self.holds(|| Holds::Integer(limits.clone())).one(|reading, node| {
            let text = scalar(reading, node)?;
            let digits: String = text.value.chars().filter(|it| !it.is_whitespace()).collect();
            match digits.parse::<i64>() {
                Ok(value) if limits.contains(&value) => Some(Spanned { value, at: text.at }),
                _ => {
                    let (low, high) = (limits.start(), limits.end());
                    let words = Words::new(
                        format!("ожидается целое число от {low} до {high}"),
                        format!("a whole number from {low} to {high} is expected"),
                    );
                    reading.remark(code::BAD_NUMBER, text.at, words);
                    None
                }
            }
        })
    }

    /// A year of our time.
    pub fn year(self) -> Option<Spanned<i16>> {
        let found = self.integer(1900..=2199)?;
        Some(Spanned { value: i16::try_from(found.value).ok()?, at: found.at })
    }

    /// A date, `ДД.ММ.ГГГГ` or `ГГГГ-ММ-ДД`.
    pub fn date(self) -> Option<Spanned<Date>> {
        let hint = Words::new(
            "пишите ДД.ММ.ГГГГ, например 05.04.2024",
            "write DD.MM.YYYY or YYYY-MM-DD, for example 05.04.2024",
        );
        self.holds(|| Holds::Date).day_or(date::parse, hint)
    }

    /// A date, or a day written in another way that `read` knows; `hint` says what may stand.
    pub fn day_or<T>(
        self,
        read: impl Fn(&str) -> Option<T>,
        hint: Words,
    ) -> Option<Spanned<T>> {
        self.holds(|| Holds::Day).one(|reading, node| {
            let text = scalar(reading, node)?;
            if let Some(value) = read(&text.value) {
                return Some(Spanned { value, at: text.at });
            }
            let message = Words::new(
                format!("такой даты нет: «{}»", text.value),
                format!("there is no such date: `{}`", text.value),
            );
            let meant = date::parse_loosely(&text.value).map(date::short);
            let meant = meant.filter(|it| read(it).is_some());
            let fix = meant.map(|it| Fix::replace(text.at.clone(), &text.value, it));
            reading.mend(code::BAD_DATE, text.at, (message, hint), fix);
            None
        })
    }

    /// An address in the web: `http`, `https`, `mailto` or `tel`.
    pub fn address(self) -> Option<Spanned<String>> {
        self.holds(|| Holds::Address).one(|reading, node| {
            let text = scalar(reading, node)?;
            if is_web_address(&text.value) {
                return Some(text);
            }
            let words = (
                Words::new("это не адрес в сети", "this is no address in the web"),
                Words::new(
                    "адрес начинается с https:// или http:// и не содержит пробелов",
                    "an address begins with https:// or http:// and holds no spaces",
                ),
            );
            reading.advise(code::BAD_ADDRESS, text.at, words);
            None
        })
    }

    /// A mapping of its own.
    pub fn table<T>(self, read: impl FnOnce(Table<'_, 'a>) -> T) -> Option<T> {
        if self.is_recorded() {
            self.record_table(read);
            return None;
        }
        self.one(|reading, node| Some(read(Table::new(reading, node))))
    }

    /// A list of mappings; those that cannot be read are left out.
    pub fn tables<T>(mut self, mut read: impl FnMut(Table<'_, 'a>) -> Option<T>) -> Vec<T> {
        if self.is_recorded() {
            self.record(|key| key.many = true);
            self.record_table(read);
            return vec![];
        }
        self.all(|reading, node| read(Table::new(reading, node)))
    }

    /// Reads what is there; a value of which nothing comes is remembered.
    fn one<T>(self, read: impl FnOnce(&mut Reading<'a>, Node) -> Option<T>) -> Option<T> {
        let node = self.node.filter(|it| !is_blank(it))?;
        let value = match node.value {
            Value::Broken => None,
            _ => read(self.table.reading, node),
        };
        if value.is_none() {
            let asked = self.table.asked.last();
            self.table.unread.extend(asked.map(|it| it.english));
        }
        value
    }

    /// Reads a list, or one value that stands for a list of one.
    fn all<T>(mut self, mut read: impl FnMut(&mut Reading<'a>, Node) -> Option<T>) -> Vec<T> {
        self.record(|key| key.many = true);
        let mut values = vec![];
        self.one(|reading, node| {
            let items = match node.value {
                Value::List(items) => items,
                _ => vec![node],
            };
            let all = items.len();
            values.extend(items.into_iter().filter_map(|it| read(reading, it)));
            (values.len() == all).then_some(())
        });
        values.shrink_to_fit();
        values
    }
}

/// Nothing, or a text of spaces: an author who writes that has written nothing.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Nothing => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn proofread_scalar(reading: &mut Reading<'_>, node: Node) -> Option<Spanned<String>> {
    let text = scalar(reading, node)?;
    reading.proofread(&text);
    Some(text)
}

fn scalar(reading: &mut Reading<'_>, node: Node) -> Option<Spanned<String>> {
    match node.value {
        Value::Text(text) => Some(Spanned { value: text.trim().to_owned(), at: node.at }),
        Value::Nothing | Value::Broken => None,
        Value::List(_) | Value::Table(_) => {
            let message = Words::new(
                "здесь ожидается одно значение, а не список или запись",
                "one value is expected here, not a list or a mapping",
            );
            let hint = Words::new(
                "текст со скобками или двоеточием возьмите в кавычки: '…'",
                "put text with brackets or a colon into quotes: '…'",
            );
            let at = reading.first_line(&node.at);
            reading.advise(code::WRONG_TYPE, at, (message, hint));
            None
        }
    }
}
