//! Russian counted words: which of three forms a number takes, and how the number is printed.

/// The form a noun takes after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// 1, 21, 101: «организация».
    One,
    /// 2–4, 22–24: «организации».
    Few,
    /// 0, 5–20, 111: «организаций».
    Many,
}

/// The form of a noun counted by `n`.
pub fn form(n: u64) -> Form {
    match (n % 10, n % 100) {
        (_, 11..=14) => Form::Many,
        (1, _) => Form::One,
        (2..=4, _) => Form::Few,
        _ => Form::Many,
    }
}

/// A number with its noun, given in the forms of one, a few and many.
pub fn counted(n: usize, forms: [&str; 3]) -> String {
    let word = match form(n as u64) {
        Form::One => forms[0],
        Form::Few => forms[1],
        Form::Many => forms[2],
    };
    format!("{n} {word}")
}

/// The same in English, for nouns that take an s.
pub fn counted_in_english(n: usize, word: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {word}{ending}")
}

/// Decimal digits, in groups of three parted by no-break spaces from five digits on.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_forms(expected: Form, numbers: &[u64]) {
        for &n in numbers {
            assert_eq!(form(n), expected, "{n}");
        }
    }

    #[test]
    fn chooses_the_form() {
        check_forms(Form::One, &[1, 21, 31, 101, 121, 1001, 1_000_021]);
        check_forms(Form::Few, &[2, 3, 4, 22, 34, 102, 1_003]);
        check_forms(Form::Many, &[0, 5, 10, 11, 12, 14, 19, 20, 25, 100, 111, 112, 1_014]);
        check_forms(Form::Many, &[u64::MAX]);
    }

    #[test]
    fn groups_long_numbers_only() {
        let table = [
            (0, "0"),
            (999, "999"),
            (2024, "2024"),
            (12_345, "12 345"),
            (123_456, "123 456"),
            (1_234_567, "1 234 567"),
        ];
        for (n, expected) in table {
            assert_eq!(number(n), expected.replace(' ', "\u{a0}"));
        }
    }

    proptest! {
        #[test]
        fn grouping_keeps_the_number(n: u64) {
            prop_assert_eq!(number(n).replace('\u{a0}', "").parse(), Ok(n));
        }
    }
}
