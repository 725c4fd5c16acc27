//! Whether applications are taken on the day of the build.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::content::procedure::{Application, WindowDay};

/// How the time for applications stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Applications are taken.
    Open {
        /// The last day on which they are; none where the sources name only the first.
        last: Option<Date>,
    },
    /// They will be taken.
    Ahead {
        /// From this day.
        first: Date,
        /// Until this one.
        last: Option<Date>,
    },
    /// They are taken no more.
    Over {
        /// The last day on which they were.
        last: Date,
    },
}

/// The time for applications on a day; none where the sources do not tell it. A yearly time
/// is open or ahead, never over; one whose end stands before its beginning passes New Year.
pub fn window_on(application: &Application, day: Date) -> Option<Window> {
    let bound =
        |it: &Option<crate::yaml::table::Spanned<WindowDay>>| it.as_ref().map(|it| it.value);
    match (bound(&application.from), bound(&application.to)) {
        (
            Some(WindowDay::Yearly { month, day: of_month }),
            Some(WindowDay::Yearly { month: to_month, day: to_day }),
        ) => yearly(((month, of_month), (to_month, to_day)), day),
        (Some(WindowDay::Once(first)), None) => Some(once((Some(first), None), day)),
        (None, Some(WindowDay::Once(last))) => Some(once((None, Some(last)), day)),
        (Some(WindowDay::Once(first)), Some(WindowDay::Once(last))) => {
            Some(once((Some(first), Some(last)), day))
        }
        _ => None,
    }
}

fn once((first, last): (Option<Date>, Option<Date>), day: Date) -> Window {
    match (first, last) {
        (Some(first), last) if day < first => Window::Ahead { first, last },
        (_, Some(last)) if last < day => Window::Over { last },
        (_, last) => Window::Open { last },
    }
}

type DayOfYear = (i8, i8);

fn yearly((from, to): (DayOfYear, DayOfYear), day: Date) -> Option<Window> {
    // The time that began last year may still run; next year's may be the next to come.
    for year in day.year() - 1..=day.year() + 1 {
        let first = in_year(from, year)?;
        let ends = if to < from { year + 1 } else { year };
        let last = in_year(to, ends)?;
        if day < first {
            return Some(Window::Ahead { first, last: Some(last) });
        }
        if day <= last {
            return Some(Window::Open { last: Some(last) });
        }
    }
    None
}

/// The day in a year; a 29th of February that the year lacks is the 28th.
fn in_year((month, day): DayOfYear, year: i16) -> Option<Date> {
    let exact = Date::new(year, month, day);
    exact.or_else(|_| Date::new(year, month, 1)?.checked_add(27.days())).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::yaml::table::Spanned;

    fn bound(text: &str) -> Option<Spanned<WindowDay>> {
        let value = match crate::text::date::parse(text) {
            Some(day) => WindowDay::Once(day),
            None => {
                let (month, day) = crate::text::date::parse_day(text)?;
                WindowDay::Yearly { month, day }
            }
        };
        Some(Spanned { value, at: 0..0 })
    }

    #[track_caller]
    fn check((from, to): (&str, &str), day: Date, expected: &str) {
        let application = Application { from: bound(from), to: bound(to), documents: vec![] };
        let shown = match window_on(&application, day) {
            None => "not told".to_owned(),
            Some(Window::Open { last: None }) => "open".to_owned(),
            Some(Window::Open { last: Some(last) }) => format!("open until {last}"),
            Some(Window::Ahead { first, .. }) => format!("from {first}"),
            Some(Window::Over { last }) => format!("over since {last}"),
        };
        assert_eq!(shown, expected, "{from}–{to} on {day}");
    }

    #[test]
    fn every_year() {
        let autumn = ("01.09", "30.09");
        check(autumn, date(2024, 8, 31), "from 2024-09-01");
        check(autumn, date(2024, 9, 1), "open until 2024-09-30");
        check(autumn, date(2024, 9, 30), "open until 2024-09-30");
        check(autumn, date(2024, 10, 1), "from 2025-09-01");
        let winter = ("01.12", "01.02");
        check(winter, date(2024, 12, 31), "open until 2025-02-01");
        check(winter, date(2025, 2, 1), "open until 2025-02-01");
        check(winter, date(2025, 2, 2), "from 2025-12-01");
        check(("01.02", "29.02"), date(2023, 2, 10), "open until 2023-02-28");
        check(("01.02", "29.02"), date(2024, 2, 10), "open until 2024-02-29");
    }

    #[test]
    fn once_and_untold() {
        let window = ("28.12.2023", "31.01.2024");
        check(window, date(2023, 12, 27), "from 2023-12-28");
        check(window, date(2024, 1, 31), "open until 2024-01-31");
        check(window, date(2024, 2, 1), "over since 2024-01-31");
        check(("", "31.01.2024"), date(2020, 1, 1), "open until 2024-01-31");
        check(("28.12.2023", ""), date(2026, 1, 1), "open");
        check(("01.09", ""), date(2026, 1, 1), "not told");
        check(("", ""), date(2026, 1, 1), "not told");
    }
}
