//! Dates as editors write them and as pages show them.

use jiff::civil::Date;

/// The months, as they stand behind a day.
const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Reads `ДД.ММ.ГГГГ` or `ГГГГ-ММ-ДД`, years 1900–2199; anything else, and a day that the
/// calendar lacks, is `None`.
pub fn parse(text: &str) -> Option<Date> {
    let (year, month, day) = match *text.as_bytes() {
        [d1, d2, b'.', m1, m2, b'.', y1, y2, y3, y4] => ([y1, y2, y3, y4], [m1, m2], [d1, d2]),
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => ([y1, y2, y3, y4], [m1, m2], [d1, d2]),
        _ => return None,
    };
    checked(number(&year)?, number(&month)?, number(&day)?)
}

/// Reads a date that is written in another way but can mean one day only: `5.4.2024`,
/// `2024/04/05`, `05-04-2024`, `05.04.2024 г.`, `5 апреля 2024 года`. With slashes the month may
/// stand first, so `04/05/2024` is none.
pub fn parse_loosely(text: &str) -> Option<Date> {
    let text = text.trim().to_lowercase();
    let is_year = |it: &&str| text.ends_with(*it);
    let ending = ["года", "год", "г."].into_iter().find(is_year).unwrap_or_default();
    let text = text.strip_suffix(ending).unwrap_or(&text).trim_end();
    let parts = |mark: char| -> Option<[&str; 3]> {
        let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        parts.try_into().ok()
    };
    let separated = ['.', '-', '/'].into_iter().find_map(|it| Some((it, parts(it)?)));
    if let Some((mark, [first, second, third])) = separated {
        let (year, month, day) = match (first.len(), third.len()) {
            (4, _) => (first, second, third),
            (_, 4) => (third, second, first),
            _ => return None,
        };
        let [year, month, day] = [year, month, day].map(digits);
        let (year, month, day) = (year?, month?, day?);
        let is_doubtful = mark == '/' && first.len() != 4 && day <= 12 && day != month;
        return if is_doubtful { None } else { checked(year, month, day) };
    }
    let [day, month, year] = text.split_whitespace().collect::<Vec<_>>().try_into().ok()?;
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    checked(digits(year).filter(|_| year.len() == 4)?, month, digits(day)?)
}

/// The value of one to four ASCII digits.
fn digits(text: &str) -> Option<i16> {
    (1..=4).contains(&text.len()).then(|| number(text.as_bytes()))?
}

fn checked(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = Some(year).filter(|year| (1900..2200).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `ДД.ММ`, a day of every year, as its month and day; 29.02 is one.
pub fn parse_day(text: &str) -> Option<(i8, i8)> {
    let [d1, d2, b'.', m1, m2] = *text.as_bytes() else { return None };
    let month = i8::try_from(number(&[m1, m2])?).ok()?;
    let day = i8::try_from(number(&[d1, d2])?).ok()?;
    // A leap year has every day.
    Date::new(2000, month, day).ok().map(|it| (it.month(), it.day()))
}

/// Digits only: `05.04.2024`.
pub fn short(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// In words: `5 апреля 2024 года`, its numbers bound to their words by no-break spaces.
pub fn long(date: Date) -> String {
    format!("{} {}\u{a0}года", day_and_month(date.month(), date.day()), date.year())
}

/// A day of every year in words: `5 апреля`, bound by a no-break space.
pub fn day_and_month(month: i8, day: i8) -> String {
    let month = MONTHS[usize::from(month.clamp(1, 12).unsigned_abs()) - 1];
    format!("{day}\u{a0}{month}")
}

/// A month by its name: `октябрь`.
pub fn month(month: i8) -> &'static str {
    match month {
        1 => "январь",
        2 => "февраль",
        3 => "март",
        4 => "апрель",
        5 => "май",
        6 => "июнь",
        7 => "июль",
        8 => "август",
        9 => "сентябрь",
        10 => "октябрь",
        11 => "ноябрь",
        _ => "декабрь",
    }
}

/// The value of at most four ASCII digits.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + i16::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_two_spellings() {
        check("05.04.2024", Some("2024-04-05"));
        check("2024-04-05", Some("2024-04-05"));
        check("29.02.2024", Some("2024-02-29"));
        check("31.12.2199", Some("2199-12-31"));
        check("01.01.1900", Some("1900-01-01"));
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "",
            "5.4.2024",
            "05.04.24",
            "05/04/2024",
            "2024.04.05",
            "05-04-2024",
            "29.02.2023",
            "31.04.2024",
            "00.01.2024",
            "01.13.2024",
            "31.12.1899",
            "01.01.2200",
            " 05.04.2024",
            "05.04.2024 г.",
            "+5.04.2024",
            "٠٥.04.24",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn reads_other_spellings_that_mean_one_day() {
        for (text, expected) in [
            ("5.4.2024", Some("2024-04-05")),
            ("2024.04.05", Some("2024-04-05")),
            ("2024/4/5", Some("2024-04-05")),
            ("05-04-2024", Some("2024-04-05")),
            ("25/04/2024", Some("2024-04-25")),
            ("05.04.2024 г.", Some("2024-04-05")),
            ("05. 04. 2024", Some("2024-04-05")),
            ("5 апреля 2024 года", Some("2024-04-05")),
            ("5 Апреля 2024", Some("2024-04-05")),
            ("04/05/2024", None),
            ("05.04.24", None),
            ("31.04.2024", None),
            ("2026-13-45", None),
            ("5 апр 2024", None),
            ("апреля 5 2024", None),
            ("+5.04.2024", None),
            ("", None),
        ] {
            assert_eq!(
                parse_loosely(text).map(|it| it.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn reads_days_of_every_year() {
        for (text, expected) in [
            ("01.09", Some((9, 1))),
            ("29.02", Some((2, 29))),
            ("30.02", None),
            ("1.9", None),
            ("01.13", None),
            ("01.09.2024", None),
            ("", None),
        ] {
            assert_eq!(parse_day(text), expected, "{text}");
        }
    }

    #[test]
    fn writes_short_and_long() {
        let table = [
            ("05.04.2024", "5\u{a0}апреля 2024\u{a0}года"),
            ("31.12.1999", "31\u{a0}декабря 1999\u{a0}года"),
            ("01.05.2025", "1\u{a0}мая 2025\u{a0}года"),
        ];
        for (text, expected) in table {
            let date = parse(text).expect("the table holds dates");
            assert_eq!(short(date), text);
            assert_eq!(long(date), expected);
        }
    }

    proptest! {
        #[test]
        fn short_is_read_back(year in 1900_i16..2200, day in 1_i16..366) {
            let date = Date::new(year, 1, 1)
                .and_then(|first| first.with().day_of_year(day).build())
                .expect("every year has 365 days");
            prop_assert_eq!(parse(&short(date)), Some(date));
            prop_assert_eq!(parse(&date.to_string()), Some(date));
        }

        #[test]
        fn no_text_panics(text in ".{0,12}") {
            parse(&text);
            parse_loosely(&text);
        }
    }
}
