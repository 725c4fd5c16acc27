//! The chart of what became of the projects of a year in the next one.

use std::collections::BTreeMap;

use super::super::list::ProjectList;
use super::named::Registry;
use super::projects::state_words;
use super::words::{OF_PROJECTS, PROJECTS, agreed, inside};
use crate::chart::{Chart, Form, Grid, Label, Picture, Row};
use crate::content::word::State;
use crate::stats::{is_active, state_in};

/// Where a project comes from: its state in the year before, if it worked then at all.
type Origin = Option<Option<State>>;

/// How many projects came from where and became what.
struct Moves {
    year: i16,
    /// By origin and by the state that the year decided; none where it decided nothing.
    numbers: BTreeMap<(Origin, Option<State>), usize>,
}

impl Moves {
    fn of(registry: Registry<'_>, year: i16) -> Moves {
        let mut numbers = BTreeMap::new();
        for project in &registry.site.projects {
            let decided = project.history.iter().any(|it| it.year == year);
            let was = is_active(project, year - 1);
            if !was && !decided {
                continue;
            }
            let state = state_in(project, year);
            let to = state.filter(|it| decided || *it == State::Functioning);
            let from = was.then(|| state_in(project, year - 1));
            *numbers.entry((from, to)).or_default() += 1;
        }
        Moves { year, numbers }
    }

    /// Origins: those of the year before first, the new ones last.
    fn origins(&self) -> Vec<Origin> {
        let mut all: Vec<Origin> = self.numbers.keys().map(|it| it.0).collect();
        all.dedup();
        all.sort_by_key(|it| (it.is_none(), *it));
        all
    }

    /// What projects became, in the order of their lives.
    fn ends(&self) -> Vec<Option<State>> {
        let states = State::ALL.into_iter().map(Some).chain([None]);
        states.filter(|it| self.numbers.keys().any(|key| key.1 == *it)).collect()
    }

    fn sum(&self, counts: impl Fn(Origin, Option<State>) -> bool) -> usize {
        self.numbers.iter().filter(|(key, _)| counts(key.0, key.1)).map(|it| it.1).sum()
    }

    fn headline(&self) -> String {
        let goes_on = |it: Option<State>| {
            matches!(it, Some(State::Continued | State::Functioning | State::Assigned))
        };
        let on = self.sum(|from, to| from.is_some() && goes_on(to));
        let done = self.sum(|from, to| from.is_some() && to == Some(State::Completed));
        format!(
            "Из {} {}\u{a0}года {} дальше {on}, {} {done}; новых — {}",
            OF_PROJECTS.counted(self.sum(|from, _| from.is_some())),
            self.year - 1,
            agreed(on, ["работает", "работают", "работает"]),
            agreed(done, ["реализован", "реализованы", "реализовано"]),
            self.sum(|from, _| from.is_none()),
        )
    }
}

/// What a year decided on the projects of the year before, and which came new.
pub(super) fn flow(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let moves = Moves::of(registry, year);
    let before = year - 1;
    if moves.sum(|from, _| from.is_some()) == 0 {
        return None;
    }
    let (origins, ends) = (moves.origins(), moves.ends());
    let list = |state: Option<State>| ProjectList { state, ..ProjectList::of_year(year) };
    let end = |state: &Option<State>| {
        let number = moves.sum(|_, to| to == *state);
        let link = state.and_then(|it| registry.projects(number, list(Some(it))).link);
        Label::linked(state_words(registry, *state), link)
    };
    let is_one = origins.iter().filter(|it| it.is_some()).count() == 1;
    let origin = |it: Origin| match it {
        None => format!("Не было в {before}\u{a0}году"),
        Some(_) if is_one => format!("Действовали в {before}\u{a0}году"),
        Some(state) => format!("{before}: {}", inside(&state_words(registry, state))),
    };
    let row = |from: &Origin| {
        let cell = |to: &Option<State>| {
            let number = moves.numbers.get(&(*from, *to)).copied().unwrap_or_default();
            registry.projects(number, list(*to))
        };
        Row { label: Label::new(origin(*from)), cells: ends.iter().map(cell).collect() }
    };
    let grid = Grid {
        head: "Откуда".to_owned(),
        series: ends.iter().map(end).collect(),
        rows: origins.iter().map(row).collect(),
        unit: PROJECTS,
        whole: None,
    };
    let subject = format!(
        "Что решено в {year}\u{a0}году о проектах {before}\u{a0}года и какие проекты новые. {}",
        registry.place_and_year(year)
    );
    Some(Chart::new(&moves.headline(), subject, Picture::Grid(Form::Flow, grid)))
}
