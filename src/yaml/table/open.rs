//! Values whose shape is looser than one key, one scalar: several words, yes or no, numbers by free
//! names, decimals, hours, and answers such as «не указан».

use jiff::civil::Time;

use super::{Field, Spanned, Word, scalar};
use crate::diag::{Words, code};
use crate::text::decimal::Decimal;
use crate::text::order;
use crate::yaml::reading::Reading;
use crate::yaml::schema::Shape;
use crate::yaml::{Key, Node, Value};

impl Field<'_, '_, '_> {
    /// Whether the value is one of some words; letter case does not matter.
    pub fn says(&mut self, words: &'static [&'static str]) -> bool {
        self.record(|key| key.answers = words);
        let Some(Node { value: Value::Text(text), .. }) = &self.node else { return false };
        words.iter().any(|it| order::fold(it) == order::fold(text))
    }

    /// «да» or «нет»; absent means no.
    pub fn yes(self) -> bool {
        let field = self.holds(|| Shape::Yes);
        matches!(field.word::<Answer>(), Some(Spanned { value: Answer::Yes, .. }))
    }

    /// Whether anything stands there at all.
    pub fn is_written(&self) -> bool {
        self.node.as_ref().is_some_and(|it| !super::is_blank(it))
    }

    /// Several words of a closed list.
    pub fn words<T: Word>(self) -> Vec<Spanned<T>> {
        self.holds(spellings::<T>).all(word)
    }

    /// Whole numbers by names that are not fixed: `{новизна: 2, результат: 1}`; one that cannot
    /// be read keeps its name.
    pub fn numbers(self) -> Vec<(Spanned<String>, Option<Spanned<i64>>)> {
        let numbers = self.holds(|| Shape::Numbers).one(|reading, node| {
            let Value::Table(entries) = node.value else {
                let message = Words::new(
                    "здесь ожидаются числа по названиям: «{ключ: число}»",
                    "numbers by name are expected here: `{key: number}`",
                );
                reading.remark(code::WRONG_TYPE, node.at, message);
                return None;
            };
            let number = |(key, node): (Key, Node)| {
                (Spanned { value: key.name, at: key.at }, whole(reading, node))
            };
            Some(entries.into_iter().map(number).collect())
        });
        numbers.unwrap_or_default()
    }

    /// A number with at most two places after the comma.
    pub fn decimal(self) -> Option<Spanned<Decimal>> {
        self.holds(|| Shape::Decimal).one(|reading, node| {
            let text = scalar(reading, node)?;
            if let Some(value) = Decimal::parse(&text.value) {
                return Some(Spanned { value, at: text.at });
            }
            let message = Words::new(
                "ожидается число, не больше двух знаков после запятой",
                "a number is expected, with two places after the comma at most",
            );
            reading.remark(code::BAD_NUMBER, text.at, message);
            None
        })
    }

    /// A time of the day, `ЧЧ:ММ`.
    pub fn clock(self) -> Option<Spanned<Time>> {
        self.holds(|| Shape::Verbatim).one(|reading, node| {
            let text = scalar(reading, node)?;
            if let Some(value) = clock(&text.value) {
                return Some(Spanned { value, at: text.at });
            }
            let message = Words::new(
                format!("такого времени нет: «{}»", text.value),
                format!("there is no such time: `{}`", text.value),
            );
            let hint =
                Words::new("пишите ЧЧ:ММ, например 10:30", "write HH:MM, for example 10:30");
            reading.advise(code::BAD_DATE, text.at, (message, hint));
            None
        })
    }
}

/// Reads `10:30`.
fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let number = |it: &str| match it.as_bytes() {
        [b'0'..=b'9', b'0'..=b'9'] => it.parse::<i8>().ok(),
        _ => None,
    };
    Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}

/// The words of a closed list.
pub(super) fn spellings<T: Word>() -> Shape {
    Shape::Word(T::WORDS.iter().map(|(_, words)| *words).collect())
}

/// Reads a word of a closed list.
pub(super) fn word<T: Word>(reading: &mut Reading<'_>, node: Node) -> Option<Spanned<T>> {
    let text = scalar(reading, node)?;
    if let Some(value) = T::of(&text.value) {
        return Some(Spanned { value, at: text.at });
    }
    let all: Vec<&str> = T::WORDS.iter().flat_map(|(_, words)| *words).copied().collect();
    let first: Vec<&str> = T::WORDS.iter().map(|(_, words)| words[0]).collect();
    reading.unknown_value(&text, (&all, &first));
    None
}

fn whole(reading: &mut Reading<'_>, node: Node) -> Option<Spanned<i64>> {
    let text = scalar(reading, node)?;
    if let Ok(value) = text.value.parse::<i32>() {
        return Some(Spanned { value: i64::from(value), at: text.at });
    }
    let message = Words::new("ожидается целое число", "a whole number is expected");
    reading.remark(code::BAD_NUMBER, text.at, message);
    None
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
}

impl Word for Answer {
    const WORDS: &'static [(Answer, &'static [&'static str])] =
        &[(Answer::Yes, &["да", "yes", "true"]), (Answer::No, &["нет", "no", "false"])];
}
