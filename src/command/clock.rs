//! The clock of the machine, or a day that was asked for.

use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use novator::preview::workshop::{Clock, Today};

/// What the program takes for now.
pub(crate) struct SystemClock {
    /// The day of the command line.
    day: Option<Date>,
    /// The moment that the environment fixes for reproducible builds.
    moment: Option<Timestamp>,
}

impl SystemClock {
    /// The clock, or the day if there is one; none where the environment makes no sense.
    #[expect(clippy::disallowed_methods, reason = "the environment is read here")]
    pub(crate) fn new(day: Option<Date>) -> Option<SystemClock> {
        let moment = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(_) if day.is_some() => None,
            Ok(text) => Some(Timestamp::from_second(text.trim().parse().ok()?).ok()?),
            Err(_) => None,
        };
        Some(SystemClock { day, moment })
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the clock is read here")]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    #[expect(clippy::disallowed_methods, reason = "the clock is read here")]
    fn today(&self, zone: &TimeZone) -> Today {
        if let Some(date) = self.day {
            return Today { date, left: None };
        }
        if let Some(moment) = self.moment {
            return Today { date: moment.to_zoned(zone.clone()).date(), left: None };
        }
        today(&Timestamp::now().to_zoned(zone.clone()))
    }
}

/// The day of a moment, and how long it lasts from then on.
fn today(now: &Zoned) -> Today {
    let midnight = now.tomorrow().and_then(|it| it.start_of_day());
    let left = midnight.ok().map(|it| now.duration_until(&it));
    Today { date: now.date(), left: left.and_then(|it| Duration::try_from(it).ok()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lasts_until_midnight_where_the_site_is() {
        for (moment, date, left) in [
            ("2024-04-05T23:59:00+05:00[Asia/Yekaterinburg]", "2024-04-05", 60),
            ("2024-04-06T00:00:00+05:00[Asia/Yekaterinburg]", "2024-04-06", 24 * 3600),
            // The night in which clocks are put forward is an hour shorter.
            ("2024-03-31T00:00:00+01:00[Europe/Berlin]", "2024-03-31", 23 * 3600),
        ] {
            let found = today(&moment.parse().unwrap());
            let left = Some(Duration::from_secs(left));
            assert_eq!(found, Today { date: date.parse().unwrap(), left }, "{moment}");
        }
    }
}
