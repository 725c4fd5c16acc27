//! `{{ число … }}`: a figure of the registry with its list, or one that a report states.

use super::Teller;
use crate::content::body::pieces::Shown;
use crate::content::short_code::number::{Asked, Number, Source};
use crate::content::vocabulary::{StatedFigure, StatedFigures};
use crate::content::word::Measure;
use crate::diag::{Diagnostic, Place, Words, code};
use crate::page::counted::counted_from;
use crate::page::list::Lists;
use crate::site::Site;
use crate::stats::stated::{self, Basis, Computed};
use crate::text::nearest;
use crate::text::plural::{self, Form};
use crate::yaml::table::suggestion;

/// The words that stand for the code.
pub(super) fn shown(teller: &Teller<'_, '_>, number: &Number) -> Shown {
    let context = teller.context;
    let site = context.site;
    match number.source {
        Source::Registry => match computed(teller.basis, number) {
            Some((computed, measure)) => Shown {
                text: words(computed.value, measure, number.is_bare),
                href: computed.from.and_then(|it| context.href_if(&counted_from(site, it))),
            },
            None => Shown::default(),
        },
        Source::Report => match figure(site, number) {
            Some(figure) => Shown { text: stated_words(figure, number.is_bare), href: None },
            None => Shown::default(),
        },
    }
}

/// The number with its noun in the form that it asks for.
pub(in crate::page) fn words(value: usize, measure: Measure, is_bare: bool) -> String {
    let value = value as u64;
    let digits = plural::number(value);
    let [one, few, many] = match measure {
        Measure::Involvement
        | Measure::InPersonEvents
        | Measure::PracticalSeminars
        | Measure::SeriesShare => return format!("{digits}\u{a0}%"),
        _ if is_bare => return digits,
        Measure::Events | Measure::SeriesEvents => {
            ["мероприятие", "мероприятия", "мероприятий"]
        }
        Measure::Attendances => ["посещение", "посещения", "посещений"],
        Measure::Projects => ["проект", "проекта", "проектов"],
        Measure::Organisations
        | Measure::OrganisationsByProjects
        | Measure::CommunityMembers => ["организация", "организации", "организаций"],
    };
    let noun = match plural::form(value) {
        Form::One => one,
        Form::Few => few,
        Form::Many => many,
    };
    format!("{digits}\u{a0}{noun}")
}

/// The number with the unit that the report's file gives it.
fn stated_words(figure: &StatedFigure, is_bare: bool) -> String {
    let digits = plural::number(figure.value.unsigned_abs());
    match &figure.unit {
        Some(unit) if !is_bare || unit == "%" => format!("{digits}\u{a0}{unit}"),
        _ => digits,
    }
}

/// What the registry counts, and what it is.
fn computed(basis: Basis<'_>, number: &Number) -> Option<(Computed, Measure)> {
    let quantity = match &number.of {
        Asked::Quantity(quantity) => quantity,
        Asked::Key(_) => figure(basis.site, number)?.quantity.as_ref()?,
    };
    let computed = basis.count(number.year.value, quantity)?;
    Some((computed, quantity.measure.value))
}

fn report(site: &Site, year: i16) -> Option<&StatedFigures> {
    site.vocabularies.reports.iter().find(|it| it.year == year)
}

/// The figure of the report that the code asks for.
fn figure<'a>(site: &'a Site, number: &Number) -> Option<&'a StatedFigure> {
    let figures = &report(site, number.year.value)?.figures;
    figures.iter().find(|it| match &number.of {
        Asked::Key(key) => it.key == key.value,
        Asked::Quantity(asked) => {
            it.quantity.as_ref().is_some_and(|it| stated::is_same(site, it, asked))
        }
    })
}

/// Says that nobody knows the figure.
pub(super) fn check(
    (site, lists): (&Site, &Lists),
    number: &Number,
    place: Place,
) -> Option<Diagnostic> {
    let year = number.year.value;
    let by_key = matches!(number.of, Asked::Key(_));
    if by_key || number.source == Source::Report {
        let Some(report) = report(site, year) else {
            return no_report(site, year, place);
        };
        if figure(site, number).is_none() {
            return report.is_whole.then(|| not_stated(report, number, place));
        }
    }
    if number.source == Source::Report {
        return None;
    }
    if !lists.years.contains(&year) {
        return Some(unknown_year(lists, year, place));
    }
    computed(Basis::live(site), number).is_none().then(|| uncountable(place))
}

/// Says that a quantity lacks something to be counted by.
pub(super) fn uncountable(place: Place) -> Diagnostic {
    let message = Words::new(
        "этого числа реестр сосчитать не может",
        "the registry cannot count this figure",
    );
    let hint = Words::new(
        "для «организации с проектами» нужен ключ «проектов», для доли — итоги года в data/totals",
        "`organisations by projects` needs `projects`, a share needs totals of the year in data/totals",
    );
    Diagnostic::new(code::NO_FIGURE, place, message).hint(hint)
}

/// Says that the registry knows nothing of a year.
pub(super) fn unknown_year(lists: &Lists, year: i16, place: Place) -> Diagnostic {
    let years: Vec<String> = lists.years.iter().map(i16::to_string).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let message = Words::new(
        format!("о {year} годе реестр ничего не знает"),
        format!("the registry knows nothing of {year}"),
    );
    Diagnostic::new(code::NO_FIGURE, place, message).hint(suggestion(&[], &years))
}

/// Says that no figures of a report have been entered for a year.
pub(super) fn no_report(site: &Site, year: i16, place: Place) -> Option<Diagnostic> {
    if site.vocabularies.broken_reports.contains(&year) {
        return None;
    }
    let years = site.vocabularies.reports.iter().map(|it| it.year.to_string());
    let years = years.collect::<Vec<_>>().join(", ");
    let message = Words::new(
        format!("показателей отчета за {year} год нет"),
        format!("there are no figures of a report of {year}"),
    );
    let hint = match years.is_empty() {
        true => Words::new(
            format!("внесите их в файл content/data/reports/{year}.yaml"),
            format!("enter them into content/data/reports/{year}.yaml"),
        ),
        false => Words::new(format!("есть отчеты за годы: {years}"), format!("known: {years}")),
    };
    Some(Diagnostic::new(code::NO_FIGURE, place, message).hint(hint))
}

fn not_stated(report: &StatedFigures, number: &Number, place: Place) -> Diagnostic {
    let year = report.year;
    let keys: Vec<&str> = report.figures.iter().map(|it| it.key.as_str()).collect();
    let (message, near) = match &number.of {
        Asked::Key(key) => (
            Words::new(
                format!("в отчете за {year} год нет показателя «{}»", key.value),
                format!("the report of {year} has no figure `{}`", key.value),
            ),
            nearest::nearest(&key.value, keys.iter().copied(), 3),
        ),
        Asked::Quantity(_) => (
            Words::new(
                format!("отчет за {year} год такого числа не называет"),
                format!("the report of {year} does not state such a figure"),
            ),
            vec![],
        ),
    };
    Diagnostic::new(code::NO_FIGURE, place, message).hint(suggestion(&near, &keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_their_numbers() {
        for (value, measure, expected) in [
            (63, Measure::Organisations, "63 организации"),
            (1, Measure::CommunityMembers, "1 организация"),
            (11, Measure::Organisations, "11 организаций"),
            (31, Measure::OrganisationsByProjects, "31 организация"),
            (52, Measure::Projects, "52 проекта"),
            (57, Measure::Projects, "57 проектов"),
            (21, Measure::Involvement, "21 %"),
        ] {
            assert_eq!(words(value, measure, false), expected.replace(' ', "\u{a0}"));
        }
        assert_eq!(words(63, Measure::Organisations, true), "63");
    }
}
