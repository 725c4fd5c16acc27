//! Dates, numbers and names of people, however an office writes them.

use std::ops::Range;

use jiff::civil::Date;

use crate::text::order::fold;

/// Beginnings of the months, folded.
const MONTHS: [&str; 12] =
    ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/// A date with its bytes.
pub(super) type Dated = (Range<usize>, Date);

/// The dates of a text: «05.04.2024», «23.05. 2023», «05 АПР 2024», «5 апреля 2024 года».
pub(super) fn dates(text: &str) -> Vec<Dated> {
    let runs = runs(text);
    let mut found = vec![];
    let mut at = 0;
    while at + 2 < runs.len() {
        match date_at(text, &runs[at..at + 3]) {
            Some(date) => {
                found.push((runs[at].start..runs[at + 2].end, date));
                at += 3;
            }
            None => at += 1,
        }
    }
    found
}

/// Runs of letters and of digits.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = vec![];
    let mut last = None;
    for (at, it) in text.char_indices() {
        let kind = (it.is_ascii_digit(), it.is_alphabetic());
        let end = at + it.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at && last == Some(kind) && kind != (false, false) => {
                run.end = end;
            }
            _ if kind != (false, false) => runs.push(at..end),
            _ => {}
        }
        last = Some(kind);
    }
    runs
}

fn date_at(text: &str, runs: &[Range<usize>]) -> Option<Date> {
    let [day, month, year] = [0, 1, 2].map(|it| &text[runs[it].clone()]);
    let between = [0, 1].map(|it| text[runs[it].end..runs[it + 1].start].trim());
    let number: i8 = day.parse().ok().filter(|_| day.len() < 3)?;
    let month = match month.parse::<i8>() {
        Ok(number) if between == [".", "."] && month.len() < 3 => number,
        Ok(_) => return None,
        Err(_) => {
            let folded = fold(month);
            let place = MONTHS.iter().position(|it| folded.starts_with(it))?;
            i8::try_from(place + 1).ok()?
        }
    };
    let year: i16 = year.parse().ok().filter(|it| (1990..2100).contains(it))?;
    Date::new(year, month, number).ok()
}

/// What stands behind each №, with the bytes of both.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let marks = text.char_indices().filter(|(at, it)| match it {
        '№' => true,
        // Typewriters have no №.
        'N' => {
            let before = text[..*at].chars().next_back();
            let after = text[at + 1..].trim_start().chars().next();
            before.is_none_or(char::is_whitespace)
                && after.is_some_and(|it| it.is_ascii_digit())
        }
        _ => false,
    });
    let number = |(at, mark): (usize, char)| {
        let rest = &text[at + mark.len_utf8()..];
        let start = text.len() - rest.trim_start().len();
        let is_part = |it: char| it.is_alphanumeric() || "-–/.".contains(it);
        let length = text[start..].find(|it| !is_part(it)).unwrap_or(text.len() - start);
        let number = text[start..start + length].trim_end_matches(['.', '–', '-']);
        let digits = number.contains(|it: char| it.is_ascii_digit());
        digits.then(|| (at..start + number.len(), number.to_owned()))
    };
    marks.filter_map(number).collect()
}

/// A name with initials, «С. В. Иванов» or «Иванов С.В.», spaced in one way, and its bytes.
pub(super) fn person(text: &str) -> Option<(Range<usize>, String)> {
    let initials = text.char_indices().find_map(|(at, it)| {
        let before = text[..at].chars().next_back();
        let starts = before.is_none_or(|it| !it.is_alphabetic());
        (starts && it.is_uppercase()).then(|| initials(text, at)).flatten()
    })?;
    let after = &text[initials.end..];
    let behind = surname_length(after.trim_start());
    let letters: Vec<String> = text[initials.clone()]
        .chars()
        .filter(|it| it.is_uppercase())
        .map(|it| format!("{it}."))
        .collect();
    let letters = letters.join(" ");
    if behind > 0 {
        let start = text.len() - after.trim_start().len();
        let surname = &text[start..start + behind];
        return Some((initials.start..start + behind, format!("{letters} {surname}")));
    }
    let before = text[..initials.start].trim_end();
    let start = before.rfind(' ').map_or(0, |it| it + 1);
    let is_surname =
        surname_length(&before[start..]) == before.len() - start && start < before.len();
    is_surname.then(|| (start..initials.end, format!("{letters} {}", &before[start..])))
}

/// «С. В.», «С.В.»: both letters must be there.
fn initials(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    for _ in 0..2 {
        let rest = text[end..].trim_start();
        let letter = rest.chars().next().filter(|it| it.is_uppercase())?;
        rest[letter.len_utf8()..].strip_prefix('.')?;
        end = text.len() - rest.len() + letter.len_utf8() + 1;
    }
    Some(at..end)
}

/// Bytes of the surname that a text begins with.
fn surname_length(text: &str) -> usize {
    let length = text.find(|it: char| !it.is_alphabetic() && it != '-').unwrap_or(text.len());
    let mut letters = text[..length].chars();
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    if is_name { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_dates(text: &str, expected: &[&str]) {
        let found: Vec<String> = dates(text).into_iter().map(|it| it.1.to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_dates() {
        check_dates("05 АПР 2024", &["2024-04-05"]);
        check_dates("от «5» мая 2024 г. и 23.05. 2023", &["2024-05-05", "2023-05-23"]);
        check_dates("31.02.2024, тел. 700 19 92, 2023 года", &[]);
    }

    #[test]
    fn reads_numbers() {
        for (text, expected) in [
            ("№ 994-з", vec!["994-з"]),
            ("приказ №375 от 23.05.2023, N 01-05/295.", vec!["375", "01-05/295"]),
            ("№ п/п", vec![]),
        ] {
            let found: Vec<String> = numbers(text).into_iter().map(|it| it.1).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn reads_people() {
        for (text, expected) in [
            ("Председатель  С. В. Портъев", Some("С. В. Портъев")),
            ("директор департамента Е.А.Иванова", Some("Е. А. Иванова")),
            ("Исп. Манекина-Светлова Л.Ю., 700", Some("Л. Ю. Манекина-Светлова")),
            ("МБОУ «СОШ № 5 г. Челябинска»", None),
            ("", None),
        ] {
            assert_eq!(person(text).map(|it| it.1).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[А-Яа-я0-9 .№N«»-]{0,24}") {
            dates(&text);
            numbers(&text);
            person(&text);
        }
    }
}
