//! How a short code is written: a name, then keys with values, on one line.

use std::ops::Range;

use crate::diag::Words;
use crate::yaml::{Key, Node, Value};

/// A code as written, its values not yet typed.
pub(super) struct Written {
    pub name: Key,
    pub keys: Vec<(Key, Node)>,
    /// The byte behind the closing braces.
    pub end: usize,
}

/// What is wrong with the writing of a code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Bytes to blame.
    pub at: Range<usize>,
    kind: FaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FaultKind {
    /// No `}}` on the line.
    Unclosed,
    /// A quote that nothing closes.
    UnclosedQuote,
    /// No name behind the braces.
    NoName,
    /// A word without `=`.
    NoValue,
    /// A sign `=` without a key.
    NoKey,
}

impl Fault {
    /// What happened, and what to do.
    pub(super) fn words(&self) -> (Words, Words) {
        let (ru, en, ru_hint, en_hint) = match self.kind {
            FaultKind::Unclosed => (
                "вставка {{ не закрыта на этой же строке",
                "the short code {{ is not closed on its line",
                "закройте её: {{ число показатель=организации год=2023 }}; сами скобки пишите \\{{",
                "close it: {{ number measure=organisations year=2023 }}; write the braces themselves as \\{{",
            ),
            FaultKind::UnclosedQuote => (
                "кавычка вокруг значения не закрыта",
                "the quote around the value is not closed",
                "поставьте такую же кавычку после значения",
                "put the same quote behind the value",
            ),
            FaultKind::NoName => (
                "у вставки нет имени",
                "the short code has no name",
                "начните с имени: {{ число … }}; сами скобки пишите \\{{",
                "begin with the name: {{ number … }}; write the braces themselves as \\{{",
            ),
            FaultKind::NoValue => (
                "во вставке слово без значения",
                "the short code holds a word without a value",
                "пишите ключ=значение; значение с пробелами берите в кавычки: ключ=\"два слова\"",
                "write key=value; put a value with spaces into quotes: key=\"two words\"",
            ),
            FaultKind::NoKey => (
                "во вставке значение без ключа",
                "the short code holds a value without a key",
                "пишите ключ=значение",
                "write key=value",
            ),
        };
        (Words::new(ru, en), Words::new(ru_hint, en_hint))
    }
}

/// Reads the code at the beginning of `line`, bytes of `source` up to the end of a line.
pub(super) fn parse(source: &str, line: Range<usize>) -> Result<Written, Fault> {
    let opening = line.start..line.start + 2;
    let mut cursor = Cursor { source, at: opening.end, end: line.end };
    let (mut name, mut keys) = (None, vec![]);
    loop {
        cursor.skip_spaces();
        if cursor.rest().starts_with("}}") {
            let end = cursor.at + 2;
            let name = name.ok_or(Fault { at: line.start..end, kind: FaultKind::NoName })?;
            return Ok(Written { name, keys, end });
        }
        if cursor.rest().is_empty() {
            return Err(Fault { at: opening, kind: FaultKind::Unclosed });
        }
        let word = cursor.word(|it| it == '=');
        let equals = cursor.equals();
        let at = word.at.clone();
        match (&name, &equals) {
            (_, Some(at)) if word.name.is_empty() => {
                return Err(Fault { at: at.clone(), kind: FaultKind::NoKey });
            }
            (None, Some(_)) => return Err(Fault { at, kind: FaultKind::NoName }),
            (None, None) => name = Some(word),
            (Some(_), None) => return Err(Fault { at, kind: FaultKind::NoValue }),
            (Some(_), Some(_)) => {
                let value = cursor.value()?;
                if value.at.is_empty() {
                    return Err(Fault { at, kind: FaultKind::NoValue });
                }
                keys.push((word, value));
            }
        }
    }
}

/// A place on the line.
struct Cursor<'a> {
    source: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..self.end]
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// All up to a space, the closing braces, or where `ends`.
    fn word(&mut self, ends: impl Fn(char) -> bool) -> Key {
        let (start, rest) = (self.at, self.rest());
        let stops = |(at, it): &(usize, char)| {
            it.is_whitespace() || ends(*it) || rest[*at..].starts_with("}}")
        };
        let length = rest.char_indices().find(stops).map_or(rest.len(), |(at, _)| at);
        self.at += length;
        Key { name: rest[..length].to_owned(), at: start..self.at }
    }

    /// The sign between a key and its value.
    fn equals(&mut self) -> Option<Range<usize>> {
        let sign = self.at..self.at + 1;
        self.rest().starts_with('=').then(|| {
            self.at = sign.end;
            sign
        })
    }

    fn value(&mut self) -> Result<Node, Fault> {
        let quotes = [('"', '"'), ('\'', '\''), ('«', '»')];
        let found = quotes.into_iter().find(|(open, _)| self.rest().starts_with(*open));
        let Some((open, close)) = found else {
            let word = self.word(|_| false);
            return Ok(Node { at: word.at, value: Value::Text(word.name) });
        };
        let (start, rest) = (self.at, self.rest());
        let mut depth = 0;
        let closes = |(_, it): &(usize, char)| {
            match *it {
                it if it == close && depth > 0 => depth -= 1,
                it if it == open => depth += 1,
                _ => {}
            }
            *it == close && depth == 0
        };
        let inner = open.len_utf8();
        // The first character opens; where both quotes are the same sign, the next one closes.
        let mut signs = rest.char_indices();
        let end = match open == close {
            true => signs.skip(1).find(|(_, it)| *it == close),
            false => signs.find(closes),
        };
        let Some((end, _)) = end else {
            let at = start..start + inner;
            return Err(Fault { at, kind: FaultKind::UnclosedQuote });
        };
        self.at = start + end + close.len_utf8();
        let value = Value::Text(rest[inner..end].to_owned());
        Ok(Node { at: start..self.at, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let shown = match parse(source, 0..source.len()) {
            Ok(it) => {
                let keys = it.keys.iter().map(|(key, value)| {
                    let Value::Text(text) = &value.value else { return key.name.clone() };
                    format!("{}={text} `{}`", key.name, &source[value.at.clone()])
                });
                let keys: Vec<String> = keys.collect();
                format!("{}: {} | {}", it.name.name, keys.join(", "), &source[it.end..])
            }
            Err(it) => format!("{:?} `{}`", it.kind, &source[it.at]),
        };
        assert_eq!(shown, expected, "{source}");
    }

    #[test]
    fn names_keys_and_values() {
        check("{{число}} а", "число:  |  а");
        check("{{ число год=2023 }}", "число: год=2023 `2023` | ");
        check("{{ а б=\"в г\" д='\"' }}.", "а: б=в г `\"в г\"`, д=\" `'\"'` | .");
        check("{{ а б=«в «г» д» }}", "а: б=в «г» д `«в «г» д»` | ");
        check("{{ а где=\"год>2023 }} и\" }}", "а: где=год>2023 }} и `\"год>2023 }} и\"` | ");
    }

    #[test]
    fn faults() {
        check("{{ а б=1", "Unclosed `{{`");
        check("{{ }}", "NoName `{{ }}`");
        check("{{ б=1 }}", "NoName `б`");
        check("{{ а б }}", "NoValue `б`");
        check("{{ а б= }}", "NoValue `б`");
        check("{{ а б = 1 }}", "NoValue `б`");
        check("{{ а =1 }}", "NoKey `=`");
        check("{{ а б=\"1 }}", "UnclosedQuote `\"`");
        check("{{ а б=«1 }}", "UnclosedQuote `«`");
    }
}
