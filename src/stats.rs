//! Numbers with exact definitions. Every figure is a list first: the number is its length, and
//! the page that shows the number can show the list it was counted from.

use crate::content::word::State;
use crate::site::{Project, Site, StatusId};

pub mod bank;
pub mod communities;
pub mod evaluation;
pub mod events;
pub mod freeze;
pub mod monitoring;
pub mod organisations;
pub mod procedures;
pub mod projects;
pub mod stated;
pub mod tasks;
pub mod themes;

/// The state of a project in a year: that of its last event not later than the year.
pub fn state_in(project: &Project, year: i16) -> Option<State> {
    project.history.iter().rev().find(|it| it.year <= year).map(|it| it.state)
}

/// The status of a project in a year: the one it began with, or the last that an order gave.
pub fn status_in(project: &Project, year: i16) -> Option<StatusId> {
    let changed = project.history.iter().rev().filter(|it| it.year <= year);
    changed.filter_map(|it| it.status).next().or(project.first_status)
}

/// Whether a project works in a year.
///
/// It does if an order of that year gives or continues its status, or if it is in the mode of
/// functioning; and in the year before its first known event, if that event is not the giving
/// of a status: what is continued or completed must have been there before.
pub fn is_active(project: &Project, year: i16) -> bool {
    let decided = project
        .history
        .iter()
        .any(|it| it.year == year && matches!(it.state, State::Assigned | State::Continued));
    if decided || state_in(project, year) == Some(State::Functioning) {
        return true;
    }
    project.history.first().is_some_and(|it| it.year == year + 1 && it.state != State::Assigned)
}

/// The years of which the registry knows something, in order.
pub fn years(site: &Site) -> Vec<i16> {
    let events = || site.projects.iter().flat_map(|it| &it.history).map(|it| it.year);
    let (Some(first), Some(last)) = (events().min(), events().max()) else { return vec![] };
    let active = |year: &i16| site.projects.iter().any(|it| is_active(it, *year));
    (first - 1..=last).filter(active).collect()
}

/// A share in whole per cent, half up: 37.5 is 38.
pub fn percent(part: usize, whole: usize) -> Option<usize> {
    (whole > 0).then(|| (part * 200 + whole) / (whole * 2))
}

/// The place of a value among all, the greatest first, and the last place of its equals.
pub fn places<T: Ord>(value: &T, all: &[T]) -> (usize, usize) {
    let better = all.iter().filter(|it| *it > value).count();
    let same = all.iter().filter(|it| *it == value).count();
    (better + 1, better + same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_half_up() {
        for (part, whole, expected) in [
            (21, 219, Some(10)),
            (35, 130, Some(27)),
            (4, 21, Some(19)),
            (1, 1, Some(100)),
            (2, 7, Some(29)),
            (63, 378, Some(17)),
            (79, 378, Some(21)),
            (3, 8, Some(38)),
            (1, 0, None),
        ] {
            assert_eq!(percent(part, whole), expected, "{part}/{whole}");
        }
    }
}
