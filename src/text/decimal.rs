//! Decimal numbers as people write them: exact, with at most two places.

use std::fmt;

/// Hundredths of one. Never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub i64);

impl Decimal {
    /// Reads `3`, `1,5` or `1.25`; anything else, and more than nine digits before the comma,
    /// is `None`.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
        let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        let has_comma = text.len() > whole.len();
        if whole.is_empty()
            || whole.len() > 9
            || part.len() > 2
            || (has_comma && part.is_empty())
        {
            return None;
        }
        if !digits(whole) || !digits(part) {
            return None;
        }
        let hundredths: i64 = format!("{part:0<2}").parse().ok()?;
        Some(Decimal(whole.parse::<i64>().ok()? * 100 + hundredths))
    }

    /// The quotient of hundredths by a positive number, half up to a hundredth.
    pub fn of_ratio(hundredths: i64, by: i64) -> Decimal {
        Decimal((2 * hundredths + by).div_euclid(2 * by))
    }
}

/// As Russian texts write it: `2`, `1,5`, `0,25`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole},{}", part / 10),
            _ => write!(f, "{whole},{part:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, expected) in [
            ("3", Some("3")),
            ("1,5", Some("1,5")),
            ("1.50", Some("1,5")),
            ("0,05", Some("0,05")),
            ("0", Some("0")),
            ("", None),
            (",5", None),
            ("5,", None),
            ("1,234", None),
            ("-1", None),
            ("1e3", None),
            ("9999999999", None),
        ] {
            let shown = Decimal::parse(text).map(|it| it.to_string());
            assert_eq!(shown.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn quotients_round_half_up() {
        for (hundredths, by, expected) in
            [(500, 3, "1,67"), (400, 3, "1,33"), (1, 2, "0,01"), (1, 3, "0"), (700, 1, "7")]
        {
            assert_eq!(Decimal::of_ratio(hundredths, by).to_string(), expected);
        }
    }
}
