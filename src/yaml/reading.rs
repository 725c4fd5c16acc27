//! What the readers of one file share, and what they say in one voice.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::Key;
use super::schema::Reference;
use super::table::record::Recorder;
use super::table::{Asked, Spanned, suggestion};
use crate::diag::{Code, Diagnostic, Diagnostics, Fix, Place, Words, code};
use crate::text::{look_alike, nearest, quotes};

mod form;

/// What the readers of one file share: where it is, and what has been said of it.
pub struct Reading<'a> {
    /// Path of the file.
    pub file: &'a Arc<str>,
    /// Its whole text.
    pub source: &'a str,
    /// Words that may mix Latin and Cyrillic letters.
    pub latin_words: &'a [String],
    /// What has been said.
    pub diagnostics: Diagnostics,
    /// Writes down what is asked for, where that is all one wants.
    pub(super) recorder: Option<Recorder>,
    /// Notes what names something else, for those who follow names.
    pub(super) references: Option<Vec<Reference>>,
}

impl<'a> Reading<'a> {
    /// The beginning of a reading: a file, its text, and what has been said of it so far.
    pub fn new(
        (file, source): (&'a Arc<str>, &'a str),
        latin_words: &'a [String],
        diagnostics: Diagnostics,
    ) -> Reading<'a> {
        let (recorder, references) = (None, None);
        Reading { file, source, latin_words, diagnostics, recorder, references }
    }

    /// The beginning of a reading that is only about what the file names.
    pub fn of_references(file: &'a Arc<str>, source: &'a str) -> Reading<'a> {
        let references = Some(vec![]);
        Reading { references, ..Reading::new((file, source), &[], Diagnostics::none()) }
    }

    /// What was named so far, in its order.
    pub fn into_references(self) -> Vec<Reference> {
        self.references.unwrap_or_default()
    }
}

impl Reading<'_> {
    /// Adds a remark on some bytes of the file.
    pub fn remark(&mut self, code: Code, at: Range<usize>, message: Words) {
        let place = Place::new(self.file, at);
        self.diagnostics.push(Diagnostic::new(code, place, message));
    }

    /// Adds a remark with advice.
    pub fn advise(&mut self, code: Code, at: Range<usize>, words: (Words, Words)) {
        let place = Place::new(self.file, at);
        self.diagnostics.push(Diagnostic::new(code, place, words.0).hint(words.1));
    }

    /// Adds a remark with advice and, where it is certain, the repair.
    pub fn mend(
        &mut self,
        code: Code,
        at: Range<usize>,
        (message, hint): (Words, Words),
        fix: Option<Fix>,
    ) {
        let place = Place::new(self.file, at);
        self.diagnostics.push(Diagnostic::new(code, place, message).hint(hint).fix(fix));
    }

    /// Looks for Latin look-alikes, quotes and signs out of order in a text that people read.
    pub(super) fn proofread(&mut self, text: &Spanned<String>) {
        self.check_letters(text);
        self.check_quotes(text);
        self.check_straight_quotes(text);
        self.check_number_signs(text);
    }

    /// Looks for Latin look-alikes in Russian words.
    pub fn check_letters(&mut self, text: &Spanned<String>) {
        for word in look_alike::mixed_words(&text.value, self.latin_words) {
            let wrong = &text.value[word.start..word.end];
            let message = Words::new(
                format!("в слове «{wrong}» смешаны латинские и русские буквы"),
                format!("`{wrong}` mixes Latin letters with Cyrillic ones"),
            );
            let hint = Words::new(
                format!(
                    "напишите «{}»; если так и надо, добавьте слово в «слова_латиницей» файла site.yaml",
                    word.fixed
                ),
                format!(
                    "write `{}`, or add the word to `latin_words` in site.yaml",
                    word.fixed
                ),
            );
            let at = self.locate(text, wrong, word.start);
            // Letters that were changed by their sound may have been meant to be Latin.
            let is_certain = look_alike::to_cyrillic(wrong) == word.fixed;
            let fix = is_certain.then(|| self.replacing(&at, wrong, &word.fixed)).flatten();
            self.mend(code::LATIN_LETTERS, at, (message, hint), fix);
        }
    }

    fn check_quotes(&mut self, text: &Spanned<String>) {
        for lonely in quotes::unbalanced(&text.value) {
            let mark = &text.value[lonely.start..lonely.end];
            let message = match lonely.kind {
                quotes::Kind::Unclosed => {
                    Words::new("кавычка « не закрыта", "the quote « is not closed")
                }
                quotes::Kind::Unopened => {
                    Words::new("кавычка » не открыта", "the quote » was not opened")
                }
            };
            let hint = Words::new(
                "у каждой « должна быть своя »: «Детский сад «Олимпиец»»",
                "each « has its own »: «Детский сад «Олимпиец»»",
            );
            let at = self.locate(text, mark, lonely.start);
            self.advise(code::UNBALANCED_QUOTES, at, (message, hint));
        }
    }

    /// Bytes of a part of a value, found among its like: quotes and escapes shift the rest.
    fn locate(&self, text: &Spanned<String>, part: &str, offset: usize) -> Range<usize> {
        let written = self.source.get(text.at.clone()).unwrap_or_default();
        let before = text.value[..offset].matches(part).count();
        let found = written.match_indices(part).nth(before).map(|(at, _)| at);
        found.map_or(text.at.clone(), |it| text.at.start + it..text.at.start + it + part.len())
    }

    /// Says that a word is not of a list, given all spellings and those to show.
    pub fn unknown_value(&mut self, text: &Spanned<String>, (all, shown): (&[&str], &[&str])) {
        let near = nearest::nearest(&text.value, all.iter().copied(), 3);
        let message = Words::new(
            format!("недопустимое значение «{}»", text.value),
            format!("`{}` is not allowed here", text.value),
        );
        let hint = suggestion(&near, shown);
        let meant = nearest::certain(&text.value, all.iter().copied());
        // Quotes around a value would go with it: whatever needs them keeps them.
        let stands = self.source.get(text.at.clone()) == Some(&text.value);
        let meant = meant.filter(|it| stands || !it.contains(' '));
        let fix = meant.map(|it| Fix::replace(text.at.clone(), &text.value, it));
        self.mend(code::UNKNOWN_VALUE, text.at.clone(), (message, hint), fix);
    }

    /// The repair that puts one text in the place of another, if that stands there as it is.
    pub(super) fn replacing(&self, at: &Range<usize>, old: &str, new: &str) -> Option<Fix> {
        let stands = self.source.get(at.clone()) == Some(old);
        stands.then(|| Fix::replace(at.clone(), old, new))
    }

    /// Says of a key that is the rest of a number with a comma, `4,5` in braces, what it is; false
    /// of any other.
    pub(super) fn cut_number(&mut self, key: &Key) -> bool {
        let digits = |it: &str| it.bytes().rev().take_while(u8::is_ascii_digit).count();
        let before = self.source.get(..key.at.start).and_then(|it| it.strip_suffix(','));
        let whole = before.map_or("", |it| &it[it.len() - digits(it)..]);
        if whole.is_empty() || digits(&key.name) != key.name.len() {
            return false;
        }
        let at = key.at.start - 1 - whole.len()..key.at.end;
        let number = format!("{whole},{}", key.name);
        let message = Words::new(
            format!("запятая в фигурных скобках разрывает число «{number}»"),
            format!("a comma in braces tears the number `{number}`"),
        );
        let hint = Words::new(
            format!("возьмите число в кавычки: '{number}'"),
            format!("put the number into quotes: '{number}'"),
        );
        let fix = self.replacing(&at, &number, &format!("'{number}'"));
        self.mend(code::BAD_NUMBER, at, (message, hint), fix);
        true
    }

    /// Says that a key stands a second time, in the same language or in the other.
    pub fn twice(&mut self, first: &Key, second: &Key) {
        let (code, message) = match first.name == second.name {
            true => (
                code::DUPLICATE_KEY,
                Words::new(
                    format!("ключ «{}» встречается дважды", second.name),
                    format!("the key `{}` stands twice", second.name),
                ),
            ),
            false => (
                code::KEY_IN_BOTH_LANGUAGES,
                Words::new(
                    format!("«{}» и «{}» – один и тот же ключ", first.name, second.name),
                    format!("`{}` and `{}` are the same key", first.name, second.name),
                ),
            ),
        };
        let place = Place::new(self.file, second.at.clone());
        let before = Place::new(self.file, first.at.clone());
        self.diagnostics.push(
            Diagnostic::new(code, place, message)
                .hint(Words::new("оставьте одну из строк", "keep one of the lines"))
                .related(before, Words::new("первый раз здесь", "first seen here")),
        );
    }

    /// Says that a required key of the mapping at `whole` is absent or has no value.
    pub(super) fn missing(&mut self, asked: &Asked, whole: &Range<usize>) {
        let (ru, en) = (asked.russian, asked.english);
        if let Some(at) = &asked.at {
            let words = (
                Words::new(
                    format!("у ключа «{ru}» нет значения"),
                    format!("`{en}` has no value"),
                ),
                Words::new("напишите его после двоеточия", "write it behind the colon"),
            );
            return self.advise(code::MISSING_KEY, at.clone(), words);
        }
        let in_text = self.source.get(whole.clone()).is_some_and(|it| it.starts_with("{{"));
        let hint = match in_text {
            true => Words::new(format!("добавьте «{ru}=…»"), format!("add `{en}=…`")),
            false => Words::new(
                format!("добавьте строку «{ru}: …»"),
                format!("add a line `{en}: …`"),
            ),
        };
        let words = (
            Words::new(
                format!("нет обязательного ключа «{ru}»"),
                format!("the required key `{en}` is missing"),
            ),
            hint,
        );
        let first = self.first_line(whole);
        self.advise(code::MISSING_KEY, first, words);
    }

    /// Says that a period ends before it begins.
    pub fn check_period(&mut self, from: Option<&Spanned<i16>>, to: Option<&Spanned<i16>>) {
        let Some((from, to)) = from.zip(to).filter(|(from, to)| to.value < from.value) else {
            return;
        };
        let message = Words::new(
            format!("период кончается в {} году, а начинается в {}", to.value, from.value),
            format!("the period ends in {}, but begins in {}", to.value, from.value),
        );
        let words = (message, Words::new("исправьте один из годов", "mend one of the years"));
        self.advise(code::REVERSED_PERIOD, to.at.clone(), words);
    }

    /// Says that a last day stands before a first one.
    pub fn check_days(
        &mut self,
        from: Option<&Spanned<Date>>,
        to: Option<&Spanned<Date>>,
        message: Words,
    ) {
        if let Some((_, to)) = from.zip(to).filter(|(from, to)| to.value < from.value) {
            self.remark(code::REVERSED_PERIOD, to.at.clone(), message);
        }
    }

    /// The first line of some bytes: enough to show where, without underlining a whole page.
    pub fn first_line(&self, at: &Range<usize>) -> Range<usize> {
        let text = self.source.get(at.clone()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default().trim_end();
        at.start..at.start + line.len()
    }
}
