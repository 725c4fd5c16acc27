//! Terms hold in their years: what is entered under one belongs to them.

use super::{Project, Site, value_place};
use crate::content::entry::Entry;
use crate::content::vocabulary::{Direction, Terms};
use crate::content::word::State;
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::yaml::table::Spanned;

/// First and last year; an open end where something goes on.
type Years = (i16, Option<i16>);

/// Looks at the directions and federal projects of one project.
pub(super) fn project(site: &Site, project: &Project, diagnostics: &mut Diagnostics) {
    let all = &site.vocabularies;
    let (entry, matter) = (&project.entry, &project.entry.matter);
    if let Some(years) = years_of(project) {
        outside((entry, &matter.directions), (&all.directions, years), diagnostics);
        let federal = (entry.as_ref(), matter.federal_projects.as_slice());
        outside(federal, (&all.federal_projects, years), diagnostics);
    }
}

/// Looks at the same of every event.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let all = &site.vocabularies;
    for event in &site.events {
        let (entry, matter) = (&event.entry, &event.entry.matter);
        let years = (matter.from.value.year(), Some(matter.until().year()));
        outside((entry, &matter.directions), (&all.directions, years), diagnostics);
        let federal = (entry.as_ref(), matter.federal_projects.as_slice());
        outside(federal, (&all.federal_projects, years), diagnostics);
    }
}

/// The years in which a project is known to work: what is continued or completed was there the
/// year before, and what has no end goes on.
fn years_of(project: &Project) -> Option<Years> {
    let (first, last) = (project.history.first()?, project.history.last()?);
    let before = i16::from(first.state != State::Assigned);
    let end = last.state.is_final().then_some(last.year);
    Some((first.year - before, end))
}

/// Remarks on terms none of whose years an entry shares.
fn outside<T>(
    (entry, names): (&Entry<T>, &[Spanned<String>]),
    (terms, years): (&Terms<Direction>, Years),
    diagnostics: &mut Diagnostics,
) {
    for name in names {
        let Some(term) = terms.named(&name.value).map(|it| &terms[it]) else { continue };
        let (from, to) = (term.matter.from, term.matter.to);
        let is_over = to.is_some_and(|it| it < years.0);
        let is_ahead = from.zip(years.1).is_some_and(|(from, last)| last < from);
        if !is_over && !is_ahead {
            continue;
        }
        let span = [from.map(|it| format!("с {it}")), to.map(|it| format!("по {it}"))];
        let span_en = [from.map(|it| format!("from {it}")), to.map(|it| format!("to {it}"))];
        let join =
            |it: [Option<String>; 2]| it.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let message = Words::new(
            format!(
                "«{}» действует {} год, а запись – о другом времени",
                term.title,
                join(span)
            ),
            format!("`{}` holds {}, the entry is of another time", term.title, join(span_en)),
        );
        let hint = Words::new(
            "назовите то, что действовало тогда, или исправьте годы в словаре",
            "name what held then, or mend the years in the vocabulary",
        );
        let place = value_place(entry, name);
        let first = (term.place(), Words::new("его годы", "its years"));
        let remark = Diagnostic::new(code::TERM_PERIOD, place, message).hint(hint);
        diagnostics.push(remark.related(first.0, first.1));
    }
}
