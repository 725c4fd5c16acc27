//! Names of organisations in a text: where each begins and ends, though quotes are lost.

use std::ops::Range;

use super::marker;
use crate::text::inflection::{same_word, words};
use crate::text::organisation::{begins_name, form_of};

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes.
    pub at: Range<usize>,
    /// Where a quotation begins in it that may be its proper name or something else: «МАУ ДПО
    /// ЦРО «Хочу руководить!»».
    pub doubtful: Option<usize>,
}

/// All names, in the order of the text.
pub(super) fn names(text: &str) -> Vec<Found> {
    let mut found = vec![];
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        let name = name_at(text, start);
        from = name.at.end.max(start + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        found.push(name);
    }
    found
}

/// Where the next name begins.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let starts = text[from..].char_indices().filter(|(at, it)| {
        let before = text[..from + at].chars().next_back();
        it.is_alphabetic() && before.is_none_or(|it| !it.is_alphanumeric() && it != '-')
    });
    starts.map(|(at, _)| from + at).find(|at| {
        // A kind inside quotes belongs to the name around it, which has a form of its own.
        begins_name(&text[*at..])
    })
}

fn name_at(text: &str, start: usize) -> Found {
    let form = form_of(&text[start..]).map_or(0, |(_, length)| length);
    let mut scan = Scan { text, depth: 0, has_closed: false, doubtful: None };
    let mut at = start + form;
    while let Some(letter) = text[at..].chars().next() {
        if scan.ends_at((start + form, at), letter) {
            break;
        }
        at += letter.len_utf8();
    }
    let end = start + text[start..at].trim_end_matches(['.', ' ', ';', ',']).len();
    Found { at: start..end, doubtful: scan.doubtful.filter(|it| *it < end) }
}

struct Scan<'a> {
    text: &'a str,
    depth: usize,
    /// Whether quotes were opened and all closed again.
    has_closed: bool,
    doubtful: Option<usize>,
}

impl Scan<'_> {
    /// Whether the name whose core begins at `core` ends before the letter at `at`.
    fn ends_at(&mut self, (core, at): (usize, usize), letter: char) -> bool {
        let rest = &self.text[at + letter.len_utf8()..];
        let before = self.text[core..at].trim();
        match letter {
            '«' => {
                if self.depth == 0 && self.has_closed {
                    self.doubtful = self.doubtful.or(Some(at));
                }
                if self.depth == 0 && !before.is_empty() && !self.has_closed {
                    let is_numbered = before.contains('№');
                    let is_kind = before.chars().any(char::is_lowercase);
                    if !is_numbered && !is_kind {
                        self.doubtful = Some(at);
                    }
                }
                self.depth += 1;
                false
            }
            '»' if self.depth == 0 => true,
            '»' => {
                self.depth -= 1;
                let next = rest.trim_start();
                if next.is_empty() || next.starts_with([',', ';', '(', '–', '—', ':']) {
                    self.depth = 0;
                }
                self.has_closed |= self.depth == 0;
                false
            }
            ';' => true,
            ',' => self.depth == 0 || parts_names(rest),
            ':' => self.depth == 0,
            '(' => {
                (self.depth == 0 && before.ends_with(['»']) || self.text[..at].ends_with(' '))
                    && (self.depth == 0 || is_role(rest))
            }
            ')' => self.depth == 0 && !self.text[core..at].contains('('),
            '–' | '—' | '-' => self.depth == 0 && rest.starts_with(' ') && self.spaced(at),
            '.' => self.depth == 0 && ends_sentence(before, rest),
            _ if letter.is_alphanumeric() && self.depth == 0 && self.starts_word(at) => {
                let here = &self.text[at..];
                begins_name(here) && at > core + 1 && self.has_closed
                    || marker::begins_marker(here)
                    || (self.has_closed && !continues(here))
                    || (is_whole(before)
                        && here.starts_with(char::is_lowercase)
                        && !continues(here))
                    || is_conjunction(here)
            }
            _ => false,
        }
    }

    fn spaced(&self, at: usize) -> bool {
        self.text[..at].ends_with(' ')
    }

    fn starts_word(&self, at: usize) -> bool {
        !self.text[..at].ends_with(|it: char| it.is_alphanumeric() || it == '-')
    }
}

/// Whether what stands behind a comma is no more part of a name with a lost quote.
fn parts_names(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(';') || begins_name(rest) || marker::begins_marker(rest) || is_role(rest)
}

/// Words that tell a role or a branch.
pub(super) fn is_role(text: &str) -> bool {
    words(text).iter().take(2).any(|it| {
        ["координатор", "партнер", "филиал", "соисполнитель", "участник"]
            .iter()
            .any(|role| same_word(&it.folded, role))
    })
}

/// What may still follow a quoted name: a city, a number, in whose honour.
fn continues(rest: &str) -> bool {
    let first = words(rest).into_iter().next();
    first.is_some_and(|it| {
        ["г", "город", "города", "городского", "муниципального", "им", "имени", "района", "с"]
            .contains(&it.folded.as_str())
            || it.start == 0 && rest.starts_with('№')
            || rest[it.start..].starts_with(char::is_uppercase) && !begins_name(rest)
    })
}

/// Whether a core without quotes can end here: with an abbreviation or a number.
fn is_whole(before: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    let is_number = last.ends_with(|it: char| it.is_ascii_digit());
    is_number || (last.chars().count() > 1 && last.chars().all(char::is_uppercase))
}

fn is_conjunction(rest: &str) -> bool {
    rest.strip_prefix("и ").is_some_and(|it| begins_name(it.trim_start()))
}

/// «… ЦРО. Далее», but not «г. Челябинска».
fn ends_sentence(before: &str, rest: &str) -> bool {
    let last = before.rsplit([' ', '«']).next().unwrap_or_default();
    let is_short = last.chars().count() <= 3 && last.chars().all(char::is_lowercase);
    rest.trim().is_empty() || (rest.starts_with(' ') && !is_short)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = names(text).into_iter().map(|it| &text[it.at]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_names() {
        check(
            "МАОУ «МЛ № 148 г. Челябинска» (сетевой координатор), МАОУ «ОЦ № 1», МАУ ДПО ЦРО \
             (сетевые партнеры)",
            &["МАОУ «МЛ № 148 г. Челябинска»", "МАОУ «ОЦ № 1»", "МАУ ДПО ЦРО"],
        );
        check(
            "МАДОУ «Детский сад № 449 «Олимпиец» г. Челябинска», ",
            &["МАДОУ «Детский сад № 449 «Олимпиец» г. Челябинска»"],
        );
        check(
            "МАУДО «Центр «Креатив», МБОУ «С(К)ОШ № 11 г. Челябинска», опорная площадка",
            &["МАУДО «Центр «Креатив»", "МБОУ «С(К)ОШ № 11 г. Челябинска»"],
        );
        check(
            "МБОУ «СОШ № 5 г. Челябинска, МБОУ СОШ № 6 и МБДОУ детский сад № 7 «Ромашка»",
            &["МБОУ «СОШ № 5 г. Челябинска", "МБОУ СОШ № 6", "МБДОУ детский сад № 7 «Ромашка»"],
        );
        check(
            "координатор – муниципальное бюджетное общеобразовательное учреждение «Средняя \
             общеобразовательная школа № 5», партнеры: СОШ № 6, детский сад № 7",
            &[
                "муниципальное бюджетное общеобразовательное учреждение «Средняя \
                 общеобразовательная школа № 5»",
                "СОШ № 6",
                "детский сад № 7",
            ],
        );
        check("МБУ ДПО ЦРО (МАУ ДПО ЦРО) увеличилось число", &["МБУ ДПО ЦРО", "МАУ ДПО ЦРО"]);
        check("МАУ ДОЛ «Солнечная поляна»", &["МАУ ДОЛ «Солнечная поляна»"]);
        check("Руководителям организаций", &[]);
    }

    #[test]
    fn a_quotation_behind_an_abbreviation_is_doubtful() {
        let text = "МАУ ДПО ЦРО «Хочу руководить!»";
        assert_eq!(names(text)[0].doubtful, text.find('«'));
        assert_eq!(names("МАУ ДОЛ «Солнечная поляна»")[0].doubtful, None);
        assert_eq!(names("МБДОУ ДС № 5 «Ромашка»")[0].doubtful, None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[МБОУДС №5«»(),. а-г–;:-]{0,40}") {
            for it in names(&text) {
                prop_assert!(text.get(it.at).is_some());
            }
        }
    }
}
