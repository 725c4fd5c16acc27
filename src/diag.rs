//! What a run says to the author: always a value, never a print.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

pub mod code;
pub mod fix;

pub use code::Code;
pub use fix::Fix;

/// One sentence in each language of the program, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// Russian: the language of the editors.
    pub ru: String,
    /// English, for `--lang en`.
    pub en: String,
}

impl Words {
    /// Pairs the two wordings of one sentence.
    pub fn new(ru: impl Into<String>, en: impl Into<String>) -> Words {
        Words { ru: ru.into(), en: en.into() }
    }

    /// The wording in the language asked for.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Russian => &self.ru,
            Language::English => &self.en,
        }
    }
}

/// A language in which the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// `--lang ru`.
    #[default]
    Russian,
    /// `--lang en`.
    English,
}

/// How much a remark weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site must not be published like this.
    Error,
    /// Worth a look; counts as an error only with `--strict`.
    Warning,
    /// The form of a file: the site is the same with it or without; never counts.
    Note,
}

/// Bytes of a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path from the site's root, with `/`.
    pub file: Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Place {
    /// The bytes `range` of `file`.
    pub fn new(file: &Arc<str>, range: Range<usize>) -> Place {
        Place { file: Arc::clone(file), start: range.start, end: range.end }
    }
}

/// Line and column of a byte of a file: both count from 1; columns are characters, a byte order
/// mark none of them.
pub fn line_and_column(file: &[u8], byte: usize) -> (usize, usize) {
    let before = file.get(..byte).unwrap_or_default();
    let line = before.iter().filter(|it| **it == b'\n').count() + 1;
    let start = before.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
    let before = String::from_utf8_lossy(&before[start..]);
    (line, before.trim_start_matches('\u{FEFF}').chars().count() + 1)
}

/// One remark about the sources, and the bytes it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name and usual weight.
    pub code: Code,
    /// Weight here: a mistake in a draft is only a warning.
    pub severity: Severity,
    /// The bytes to blame; absent when no file is (the site lacks something).
    pub place: Option<Place>,
    /// What is wrong, in one clause without a full stop.
    pub message: Words,
    /// What the author can do about it.
    pub hint: Option<Words>,
    /// Other places that belong to the story, each with its own remark.
    pub related: Vec<(Place, Words)>,
    /// The repair, where it is certain; its bytes are those of the file of `place`.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A remark about some bytes.
    pub fn new(code: Code, place: Place, message: Words) -> Diagnostic {
        Diagnostic { place: Some(place), ..Diagnostic::about_site(code, message) }
    }

    /// A remark that no single file is to blame for.
    pub fn about_site(code: Code, message: Words) -> Diagnostic {
        let severity = code.severity;
        let (place, hint, related, fix) = (None, None, vec![], None);
        Diagnostic { code, severity, place, message, hint, related, fix }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Words) -> Diagnostic {
        self.hint = Some(hint);
        self
    }

    /// Adds the repair, if there is one that is certain.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Diagnostic {
        self.fix = fix.into();
        self
    }

    /// Adds another place that belongs to the story.
    #[must_use]
    pub fn related(mut self, place: Place, words: Words) -> Diagnostic {
        self.related.push((place, words));
        self
    }

    /// Whether it is about one file and names another beside it, of which one is this.
    pub fn is_of_several(&self, file: &str) -> bool {
        let mut own = self.place.iter().map(|it| &*it.file);
        let mut others = self.related.iter().map(|(it, _)| &*it.file);
        let is_own = own.any(|it| it == file);
        match is_own {
            true => others.any(|it| it != file),
            false => others.any(|it| it == file),
        }
    }
}

/// All remarks of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No remarks yet.
    pub fn none() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds one remark.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all remarks of another stage.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(other);
    }

    /// The files that the remarks are about, or name beside.
    pub fn files(&self) -> BTreeSet<&str> {
        let places = self
            .list
            .iter()
            .flat_map(|it| it.place.iter().chain(it.related.iter().map(|(place, _)| place)));
        places.map(|it| &*it.file).collect()
    }

    /// Puts what is now to be said about a file in the place of what was.
    pub fn replace(&mut self, file: &str, fresh: Diagnostics) {
        self.retain(|it| it.place.as_ref().is_none_or(|it| *it.file != *file));
        self.extend(fresh);
    }

    /// Drops all remarks but these.
    pub fn retain(&mut self, is_kept: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(is_kept);
    }

    /// Orders by file, place and code, and drops what was said twice.
    #[must_use]
    pub fn sorted(mut self) -> Diagnostics {
        self.list.sort_by(|a, b| {
            (&a.place, a.code.name, &a.message).cmp(&(&b.place, b.code.name, &b.message))
        });
        self.list.dedup();
        self
    }

    /// Makes mistakes of unpublished entries weigh no more than warnings.
    pub fn soften(&mut self) {
        self.soften_in(|_| true);
    }

    /// Makes mistakes in some files weigh no more than warnings.
    pub fn soften_in(&mut self, is_softened: impl Fn(&str) -> bool) {
        let softened = |it: &&mut Diagnostic| {
            it.place.as_ref().is_some_and(|place| is_softened(&place.file))
        };
        for diagnostic in self.list.iter_mut().filter(softened) {
            diagnostic.severity = diagnostic.severity.max(Severity::Warning);
        }
    }

    /// The remarks, in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many remarks of this weight there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|it| it.severity == severity).count()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
