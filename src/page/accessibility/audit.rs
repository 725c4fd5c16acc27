//! What the browser tests said of the bundled theme when they last ran, as they wrote it down.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::date;

/// Written by `tests/browser/run.sh --record` after a run without a fault.
const RECORD: &str = include_str!("audit.json");

/// A run of the browser tests that found nothing wrong.
#[derive(Debug, Deserialize)]
pub(super) struct Audit {
    /// Sign of the theme that was visited.
    theme: String,
    /// Version of the program that had built the pages.
    version: String,
    /// Its day, as `2026-11-26`.
    date: String,
    /// How many pages were visited.
    pages: usize,
    checks: Vec<Check>,
}

#[derive(Debug, Deserialize)]
struct Check {
    name: String,
    /// How many things were looked at; all held.
    cases: usize,
}

/// A run as `accessibility.html` shows it.
#[derive(Serialize)]
pub(super) struct AuditView {
    /// Whether it is about the theme that prints this page, byte for byte.
    is_of_this_theme: bool,
    version: String,
    date: String,
    date_iso: String,
    pages: usize,
    checks: Vec<CheckView>,
}

/// A check of the run.
#[derive(Clone, Serialize)]
pub(super) struct CheckView {
    /// Key of its strings.
    key: String,
    cases: usize,
}

impl Audit {
    /// The last run; none if its record cannot be read.
    pub(super) fn last() -> Option<Audit> {
        serde_json::from_str(RECORD).ok()
    }

    /// Those of the checks that took part in the run, in the order of `names`.
    pub(super) fn checks(&self, names: &[&str]) -> Vec<CheckView> {
        let of = |name: &&str| self.checks.iter().find(|it| it.name == **name).map(view);
        names.iter().filter_map(of).collect()
    }

    /// The whole run, beside a theme that signs as `sign`.
    pub(super) fn view(&self, sign: &str) -> AuditView {
        AuditView {
            is_of_this_theme: self.theme == sign,
            version: self.version.clone(),
            date: self.date.parse::<Date>().map_or_else(|_| self.date.clone(), date::short),
            date_iso: self.date.clone(),
            pages: self.pages,
            checks: self.checks.iter().map(view).collect(),
        }
    }
}

fn view(check: &Check) -> CheckView {
    CheckView { key: check.name.clone(), cases: check.cases }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::POINTS;
    use super::Audit;

    /// The checks that there are: every module that the runner imports.
    const INDEX: &str = include_str!("../../../tests/browser/checks/index.mjs");

    #[test]
    fn the_record_names_the_checks_that_there_are() {
        let audit = Audit::last().expect("the record can be read");
        let recorded: BTreeSet<&str> = audit.checks.iter().map(|it| it.name.as_str()).collect();
        let words = INDEX.lines().filter_map(|it| it.strip_prefix("export { default as "));
        let known: BTreeSet<&str> = words.filter_map(|it| it.split(' ').next()).collect();
        assert_eq!(recorded, known, "run tests/browser/run.sh --record");
        assert!(audit.checks.iter().all(|it| it.cases > 0), "{audit:?}");
        let asked = POINTS.iter().flat_map(|it| it.checks);
        let lost: Vec<_> = asked.filter(|it| !known.contains(**it)).collect();
        assert!(lost.is_empty(), "no such checks: {lost:?}");
    }
}
