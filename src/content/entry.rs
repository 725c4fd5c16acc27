//! One file of the registry: id, publication, front matter, text.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::body::{self, Body};
use super::form;
use super::link::EntryKind;
use crate::diag::{Diagnostics, Place, Words, code};
use crate::source::SourceFile;
use crate::text::slug;
use crate::yaml;
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, Table, Unread};

/// An entry as its author wrote it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry<T> {
    /// The file's name without `.md`; unique in its folder.
    pub id: Arc<str>,
    /// Path of the file.
    pub file: Arc<str>,
    /// Bytes of its first line, `---`.
    pub opening: Range<usize>,
    /// Digest of all that stands above its text: equal digests, equal cards.
    pub card: blake3::Hash,
    /// Keys of the front matter that could not be read.
    #[serde(skip)]
    pub unread: Unread,
    /// When visitors may see it.
    pub publication: Publication,
    /// The front matter of its kind.
    pub matter: T,
    /// The text below it.
    pub body: Body,
}

impl<T> Entry<T> {
    /// Some bytes of this entry's file.
    pub fn place(&self, at: &Range<usize>) -> Place {
        Place::new(&self.file, at.clone())
    }

    /// The first line of the front matter: to speak of the entry as a whole.
    pub fn start(&self) -> Place {
        Place::new(&self.file, self.opening.clone())
    }
}

/// When visitors may see an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// `черновик: да`.
    pub draft: bool,
    /// First day on which it is shown.
    pub from: Option<Date>,
    /// First day on which it is no longer shown.
    pub until: Option<Date>,
}

impl Publication {
    /// Whether visitors see the entry on a day.
    pub fn is_published(&self, on: Date) -> bool {
        !self.draft
            && self.from.is_none_or(|it| it <= on)
            && self.until.is_none_or(|it| on < it)
    }
}

/// A kind of front matter.
pub trait Matter: Sized {
    /// Which kind it is.
    const KIND: EntryKind;

    /// Asks for the keys of the kind; none where a required one is unusable.
    fn read(table: &mut Table<'_, '_>) -> Option<Self>;
}

/// What came of reading one file: the entry, or at least the id that others may name.
pub struct Parsed<T> {
    /// The entry, unless it was too broken to use.
    pub entry: Option<Entry<T>>,
    /// What was said of the file.
    pub diagnostics: Diagnostics,
}

/// Reads one `.md` file.
pub fn parse<T: Matter>(source: &SourceFile, latin_words: &[String]) -> Parsed<T> {
    let file = &source.path;
    let bytes = source.pass();
    let text = match yaml::decode(file, &bytes) {
        Ok(text) => text,
        Err(diagnostics) => return Parsed { entry: None, diagnostics },
    };
    let diagnostics = form::remarks(file, text);
    let mut reading = Reading::new((file, text), latin_words, diagnostics);
    let id = id(&mut reading);
    let Some(parts) = split(&mut reading) else {
        return Parsed { entry: None, diagnostics: reading.diagnostics };
    };
    let (node, remarks) = yaml::parse(file, text, parts.matter.clone());
    reading.diagnostics.extend(remarks);
    let mut table = Table::new(&mut reading, whole(node, &parts));
    let publication = publication(&mut table);
    let matter = T::read(&mut table);
    let unread = table.finish();
    let card = blake3::hash(&text.as_bytes()[..parts.body.start]);
    let body = body::parse(&mut reading, parts.body);
    let mut diagnostics = reading.diagnostics;
    if publication.draft {
        diagnostics.soften();
    }
    let (file, opening) = (Arc::clone(file), parts.opening);
    let entry = id.zip(matter).map(|(id, matter)| Entry {
        id,
        file,
        opening,
        card,
        unread,
        publication,
        matter,
        body,
    });
    Parsed { entry, diagnostics }
}

/// The front matter as one mapping that begins with its first line: what it lacks is said there.
pub(super) fn whole(node: Option<yaml::Node>, parts: &Parts) -> yaml::Node {
    let at = parts.opening.start..parts.matter.end;
    match node {
        None => yaml::Node { at, value: yaml::Value::Nothing },
        Some(yaml::Node { value: yaml::Value::Table(entries), .. }) => {
            yaml::Node { at, value: yaml::Value::Table(entries) }
        }
        Some(other) => other,
    }
}

/// Asks for the keys that every kind of entry has.
pub(super) fn publication(table: &mut Table<'_, '_>) -> Publication {
    let draft = table.key("черновик", "draft").yes();
    let from = table.key("опубликовать", "publish").date();
    let until = table.key("снять", "expire").date();
    if let (Some(from), Some(Spanned { value, at })) = (&from, &until)
        && *value <= from.value
    {
        let message = Words::new(
            "дата снятия не позже даты публикации",
            "the date of expiry is not later than that of publication",
        );
        table.reading().remark(code::REVERSED_PERIOD, at.clone(), message);
    }
    Publication { draft, from: from.map(|it| it.value), until: until.map(|it| it.value) }
}

/// The file's name as an id.
fn id(reading: &mut Reading<'_>) -> Option<Arc<str>> {
    let name = reading.file.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    if slug::is_id(stem) {
        return Some(stem.into());
    }
    let message = Words::new(
        format!("имя файла «{name}» не годится в адрес страницы"),
        format!("the file name `{name}` cannot be an address"),
    );
    let better = slug::slug(stem);
    let hint = Words::new(
        format!("только латинские строчные буквы, цифры и дефис, например {better}.md"),
        format!("only lower-case Latin letters, digits and hyphens, for example {better}.md"),
    );
    reading.advise(code::FILE_NAME, 0..0, (message, hint));
    None
}

/// The parts of a file, as bytes.
pub struct Parts {
    /// The first line.
    pub opening: Range<usize>,
    /// The YAML between the two lines of hyphens.
    pub matter: Range<usize>,
    /// The text below.
    pub body: Range<usize>,
}

/// The parts of a text that is a file of an entry; none where it has no card.
pub fn parts(text: &str) -> Option<Parts> {
    cut(text).ok()
}

/// A line of hyphens that is missing, and the bytes of the first line.
enum Missing {
    Opening(Range<usize>),
    Closing(Range<usize>),
}

/// Cuts a file where its lines of hyphens stand.
fn cut(text: &str) -> Result<Parts, Missing> {
    let start = text.strip_prefix('\u{FEFF}').map_or(0, |_| '\u{FEFF}'.len_utf8());
    let first = text[start..].lines().next().unwrap_or_default();
    let opening = start..start + first.trim_end().len();
    if first.trim_end() != "---" {
        return Err(Missing::Opening(opening));
    }
    let from = text[start..].find('\n').map_or(text.len(), |it| start + it + 1);
    let mut offset = from;
    for line in text[from..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let (matter, body) = (from..offset, offset + line.len()..text.len());
            return Ok(Parts { opening, matter, body });
        }
        offset += line.len();
    }
    Err(Missing::Closing(opening))
}

/// Cuts a file, or says what it lacks.
pub(super) fn split(reading: &mut Reading<'_>) -> Option<Parts> {
    let opening = match cut(reading.source) {
        Ok(parts) => return Some(parts),
        Err(Missing::Opening(opening)) => {
            let at = if opening.is_empty() { 0..0 } else { opening };
            let words = (
                Words::new(
                    "файл не начинается с карточки: нет первой строки «---»",
                    "the file does not begin with front matter: no first line `---`",
                ),
                Words::new(
                    "первая строка файла – три дефиса, затем ключи, затем снова три дефиса",
                    "the first line is three hyphens, then keys, then three hyphens again",
                ),
            );
            reading.advise(code::NO_FRONT_MATTER, at, words);
            return None;
        }
        Err(Missing::Closing(opening)) => opening,
    };
    let words = (
        Words::new(
            "карточка не закрыта: нет второй строки «---»",
            "the front matter is not closed: no second line `---`",
        ),
        Words::new(
            "поставьте строку из трёх дефисов после последнего ключа",
            "put a line of three hyphens after the last key",
        ),
    );
    reading.advise(code::UNCLOSED_FRONT_MATTER, opening, words);
    None
}
