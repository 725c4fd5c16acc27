//! The yearly monitoring: which projects reached what they had planned.

use std::cmp::{Ordering, Reverse};

use super::places;
use crate::site::monitoring::{Monitored, Monitoring, Value};

/// ST-19: how many of the planned indicators were reached.
///
/// An indicator with a plan is reached when its fact is not less. One without a plan does not
/// count; one with a plan and without a fact counts as not reached.
#[derive(Clone, Copy, Debug)]
pub struct Reached {
    /// Indicators that were reached.
    pub reached: usize,
    /// Indicators that have a plan; never 0.
    pub planned: usize,
}

/// By the share of what was reached, exactly.
impl Ord for Reached {
    fn cmp(&self, other: &Reached) -> Ordering {
        (self.reached * other.planned).cmp(&(other.reached * self.planned))
    }
}

/// Equal shares are equal, whatever they are shares of.
impl PartialEq for Reached {
    fn eq(&self, other: &Reached) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Reached {}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Reached) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether an indicator was reached; none without a plan.
pub fn is_reached(value: &Value) -> Option<bool> {
    let plan = value.plan?;
    Some(value.fact.is_some_and(|it| plan <= it))
}

/// What a project reached; none where nothing was planned.
pub fn reached(project: &Monitored) -> Option<Reached> {
    let planned: Vec<bool> = project.values.iter().filter_map(is_reached).collect();
    let reached = planned.iter().filter(|it| **it).count();
    (!planned.is_empty()).then_some(Reached { reached, planned: planned.len() })
}

/// What all projects of a year reached together; none where nothing was planned.
pub fn total(year: &Monitoring) -> Option<Reached> {
    let all: Vec<Reached> = year.projects.iter().filter_map(reached).collect();
    let reached = all.iter().map(|it| it.reached).sum();
    let planned = all.iter().map(|it| it.planned).sum();
    (planned > 0).then_some(Reached { reached, planned })
}

/// A project in the order of shares.
#[derive(Clone, Copy, Debug)]
pub struct Ranked<'a> {
    /// Which one.
    pub project: &'a Monitored,
    /// What it reached.
    pub reached: Reached,
    /// Its place, and the last place of those with the same share.
    pub places: (usize, usize),
}

/// The projects of a year, the highest share first; equal shares share their places, and stand
/// as written. Projects without a plan have no place.
pub fn ranking(year: &Monitoring) -> Vec<Ranked<'_>> {
    let with_plan = year.projects.iter().filter_map(|it| Some((it, reached(it)?)));
    let mut rows: Vec<(&Monitored, Reached)> = with_plan.collect();
    rows.sort_by_key(|it| Reverse(it.1));
    let all: Vec<Reached> = rows.iter().map(|it| it.1).collect();
    let ranked = |(project, reached): (_, Reached)| {
        let places = places(&reached, &all);
        Ranked { project, reached, places }
    };
    rows.into_iter().map(ranked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_share_their_places() {
        let all: Vec<Reached> = [(3, 3), (1, 2), (2, 4), (0, 5)]
            .map(|(reached, planned)| Reached { reached, planned })
            .to_vec();
        let found: Vec<_> = all.iter().map(|it| places(it, &all)).collect();
        assert_eq!(found, [(1, 1), (2, 3), (2, 3), (4, 4)]);
    }
}
