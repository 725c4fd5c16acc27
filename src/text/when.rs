//! Dates as exact as a source tells them: a day, a month, or a year alone.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::date;

/// A date of which the day, or the month too, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum When {
    /// A whole date.
    Day(Date),
    /// A month: its year, then 1 to 12.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

impl When {
    /// Reads `ДД.ММ.ГГГГ`, `ММ.ГГГГ` or `ГГГГ`, or the same as `ГГГГ-ММ-ДД` and `ГГГГ-ММ`.
    pub fn parse(text: &str) -> Option<When> {
        if let Some(day) = date::parse(text) {
            return Some(When::Day(day));
        }
        // A month or a year is a date whose missing parts are the first.
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 if text.contains('.') => format!("01.{text}"),
            7 => format!("{text}-01"),
            _ => return None,
        };
        let first = date::parse(&whole)?;
        Some(match text.len() {
            4 => When::Year(first.year()),
            _ => When::Month(first.year(), first.month()),
        })
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            When::Day(day) => day.year(),
            When::Month(year, _) | When::Year(year) => year,
        }
    }

    /// The year and the month, where it is known.
    pub fn month(self) -> Option<(i16, i8)> {
        match self {
            When::Day(day) => Some((day.year(), day.month())),
            When::Month(year, month) => Some((year, month)),
            When::Year(_) => None,
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            When::Day(day) => Some(day),
            When::Month(..) | When::Year(_) => None,
        }
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> Date {
        match self {
            When::Day(day) => day,
            When::Month(year, month) => first_of(year, month),
            When::Year(year) => first_of(year, 1),
        }
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Date {
        match self {
            When::Day(day) => day,
            When::Month(year, month) => first_of(year, month).last_of_month(),
            When::Year(year) => first_of(year, 12).last_of_month(),
        }
    }

    /// In words: `5 апреля 2024 года`, `октябрь 2023 года`, `2023 год`.
    pub fn long(self) -> String {
        match self {
            When::Day(day) => date::long(day),
            When::Month(year, month) => format!("{} {year}\u{a0}года", date::month(month)),
            When::Year(year) => format!("{year}\u{a0}год"),
        }
    }

    /// For machines: `2024-04-05`, `2023-10`, `2023`.
    pub fn iso(self) -> String {
        match self {
            When::Day(day) => day.to_string(),
            When::Month(year, month) => format!("{year:04}-{month:02}"),
            When::Year(year) => format!("{year:04}"),
        }
    }
}

/// A time from one date to another in words, what they share said once.
pub fn span(from: When, to: When) -> String {
    match (from, to) {
        _ if from == to => from.long(),
        (When::Day(first), When::Day(last)) if from.month() == to.month() => {
            format!("{}–{}", first.day(), date::long(last))
        }
        (When::Day(first), When::Day(last)) if first.year() == last.year() => {
            let first = date::day_and_month(first.month(), first.day());
            format!("{first} – {}", date::long(last))
        }
        (When::Month(first, month), When::Month(last, _)) if first == last => {
            format!("{} – {}", date::month(month), to.long())
        }
        (When::Year(first), When::Year(last)) => format!("{first}–{last}\u{a0}годы"),
        _ => format!("{} – {}", from.long(), to.long()),
    }
}

/// The first day of a month that was read as a part of a date.
fn first_of(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, days: Option<(&str, &str)>, long: &str) {
        let found = When::parse(text);
        let bounds = found.map(|it| (it.first_day().to_string(), it.last_day().to_string()));
        let bounds = bounds.as_ref().map(|it| (it.0.as_str(), it.1.as_str()));
        assert_eq!(bounds, days, "{text}");
        assert_eq!(found.map(When::long).unwrap_or_default(), long, "{text}");
        if let Some(found) = found {
            assert_eq!(When::parse(&found.iso()), Some(found), "{text}");
        }
    }

    #[test]
    fn reads_what_is_known() {
        let day = Some(("2024-02-29", "2024-02-29"));
        check("29.02.2024", day, "29\u{a0}февраля 2024\u{a0}года");
        check("2024-02-29", day, "29\u{a0}февраля 2024\u{a0}года");
        let month = Some(("2023-10-01", "2023-10-31"));
        check("10.2023", month, "октябрь 2023\u{a0}года");
        check("2023-10", month, "октябрь 2023\u{a0}года");
        check("2023", Some(("2023-01-01", "2023-12-31")), "2023\u{a0}год");
        for text in ["", "23", "13.2023", "00.2023", "30.02.2024", "1899", "10-2023", "2023."] {
            check(text, None, "");
        }
    }

    #[test]
    fn spans_say_what_they_share_once() {
        for (from, to, expected) in [
            ("12.10.2023", "12.10.2023", "12\u{a0}октября 2023\u{a0}года"),
            ("12.10.2023", "14.10.2023", "12–14\u{a0}октября 2023\u{a0}года"),
            ("30.10.2023", "02.11.2023", "30\u{a0}октября – 2\u{a0}ноября 2023\u{a0}года"),
            (
                "30.12.2023",
                "02.01.2024",
                "30\u{a0}декабря 2023\u{a0}года – 2\u{a0}января 2024\u{a0}года",
            ),
            ("10.2023", "12.2023", "октябрь – декабрь 2023\u{a0}года"),
            ("2023", "2024", "2023–2024\u{a0}годы"),
        ] {
            let read = |it| When::parse(it).expect("the table holds dates");
            assert_eq!(span(read(from), read(to)), expected);
        }
    }
}
