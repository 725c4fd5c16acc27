//! `{{ рисунок … }}`: what a report states and what the registry counts, as one chart.

use std::collections::BTreeMap;

use super::Teller;
use super::chart::ChartPiece;
use super::number::unknown_year;
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row, Unit};
use crate::content::quantity::Quantity;
use crate::content::short_code::figure::{About, Figure};
use crate::content::short_code::{Block, ShortCode};
use crate::content::word::Measure;
use crate::diag::{Diagnostic, Place};
use crate::page::Page;
use crate::page::chart::csv;
use crate::page::chart::words::{Leaders, inside};
use crate::page::list::Lists;
use crate::site::Site;
use crate::stats::stated::{self, Basis};

/// The chart as a page shows it.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Figure) -> ChartPiece {
    ChartPiece::new(teller.context, Some(&chart(teller.basis, asked)))
}

/// The files with the numbers of every figure of every text. A report that froze its numbers
/// shows others than the registry of the day, and has files of its own.
pub(in crate::page) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let frozen = site.data.frozen.iter().map(|it| Basis { site, frozen: Some(it) });
    let bases: Vec<Basis<'_>> = std::iter::once(Basis::live(site)).chain(frozen).collect();
    let mut charts = BTreeMap::new();
    for text in site.texts() {
        for placed in text.body.codes.iter().flatten() {
            let ShortCode::Block(Block::Figure(asked)) = &placed.code else { continue };
            for basis in &bases {
                let chart = chart(*basis, asked);
                charts.insert(chart.name.clone(), chart);
            }
        }
    }
    charts.values().filter_map(csv).collect()
}

fn chart(basis: Basis<'_>, asked: &Figure) -> Chart {
    let year = asked.year.value;
    let vocabularies = &basis.site.vocabularies;
    let (mut rows, head, subject, unit) = match asked.about {
        About::Types => (
            vocabularies
                .organisation_types
                .iter()
                .filter_map(|it| {
                    let of_type = Quantity::of_type(Measure::Organisations, &it.key);
                    row(basis, year, &it.title, &of_type)
                })
                .collect::<Vec<_>>(),
            "Тип организации",
            "Организации, которые ведут проекты, по типам",
            Unit::new("организация", "организации", "организаций"),
        ),
        About::Formats => (
            vocabularies
                .statuses
                .iter()
                .filter_map(|it| {
                    row(basis, year, &it.matter.plural, &Quantity::of_status(&it.key))
                })
                .collect(),
            "Вид статуса",
            "Проекты по видам статуса",
            Unit::new("проект", "проекта", "проектов"),
        ),
    };
    if asked.about == About::Formats {
        rows.extend(untold(basis, year, &rows));
    }
    let is_stated = rows.iter().any(|it| it.stated.is_some());
    let stated = rows.iter().map(|it| (it.stated.unwrap_or_default(), inside(&it.title)));
    let counted = rows.iter().map(|it| (it.counted, inside(&it.title)));
    let headline = headline(Leaders::of(stated), Leaders::of(counted));
    let row = |it: &Compared| {
        let stated = it.stated.map_or_else(Cell::default, |it| Cell::count(it, None));
        let counted = Cell::count(it.counted, None);
        let cells = if is_stated { vec![stated, counted] } else { vec![counted] };
        Row { label: Label::new(it.title.clone()), cells }
    };
    let (stated, counted) = (Label::new("По отчету"), Label::new("По реестру"));
    let grid = Grid {
        head: head.to_owned(),
        series: if is_stated { vec![stated, counted] } else { vec![counted] },
        rows: rows.iter().map(row).collect(),
        unit,
        ..Grid::default()
    };
    let chart = Chart::new(
        &headline.unwrap_or_else(|| subject.to_owned()),
        format!("{subject}, {year}\u{a0}год"),
        Picture::Grid(Form::Bars, grid),
    );
    Chart { name: name(basis, asked), ..chart }
}

/// Which is the largest by the report and by the registry; they need not agree.
fn headline(stated: Option<Leaders>, counted: Option<Leaders>) -> Option<String> {
    Some(match (stated, counted) {
        (Some(stated), Some(counted)) if stated.titles == counted.titles => format!(
            "Больше всего — {}: {} по отчету, {} по реестру",
            stated.names(),
            stated.each(),
            counted.each()
        ),
        (Some(stated), Some(counted)) => format!(
            "Больше всего по отчету — {}: {}; по реестру — {}: {}",
            stated.names(),
            stated.each(),
            counted.names(),
            counted.each()
        ),
        (None, Some(one)) | (Some(one), None) => {
            format!("Больше всего — {}: {}", one.names(), one.each())
        }
        (None, None) => return None,
    })
}

/// No other chart has this name, whatever its numbers come from.
fn name(basis: Basis<'_>, asked: &Figure) -> String {
    let about = match asked.about {
        About::Types => "types",
        About::Formats => "formats",
    };
    let of = basis.frozen.map_or(String::new(), |it| format!("-frozen-{}", it.year));
    format!("figure-{about}-{}{of}", asked.year.value)
}

/// A row of the chart.
struct Compared {
    title: String,
    stated: Option<usize>,
    counted: usize,
}

/// One quantity; none where neither side knows any.
fn row(basis: Basis<'_>, year: i16, title: &str, quantity: &Quantity) -> Option<Compared> {
    let counted = basis.count(year, quantity).map_or(0, |it| it.value);
    let stated = stated::stated(basis.site, year, quantity);
    let title = title.to_owned();
    (counted > 0 || stated.is_some()).then_some(Compared { title, stated, counted })
}

/// Projects of which the sources do not tell the status.
fn untold(basis: Basis<'_>, year: i16, rows: &[Compared]) -> Option<Compared> {
    let all = basis.count(year, &Quantity::of(Measure::Projects))?.value;
    let known: usize = rows.iter().map(|it| it.counted).sum();
    let counted = all.checked_sub(known).filter(|it| *it > 0)?;
    Some(Compared { title: "Статус не указан".to_owned(), stated: None, counted })
}

/// Says that nothing is known of the year.
pub(super) fn check(
    (_, lists): (&Site, &Lists),
    asked: &Figure,
    place: Place,
) -> Option<Diagnostic> {
    let year = asked.year.value;
    (!lists.years.contains(&year)).then(|| unknown_year(lists, year, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_names_the_largest_by_both() {
        let parts = |a, b| Leaders::of([(a, "школы"), (b, "сады")]);
        for (stated, counted, expected) in [
            (parts(45, 25), parts(47, 25), "Больше всего — школы: 45 по отчету, 47 по реестру"),
            (
                parts(5, 5),
                parts(6, 6),
                "Больше всего — школы и сады: по 5 по отчету, по 6 по реестру",
            ),
            (
                parts(5, 4),
                parts(4, 5),
                "Больше всего по отчету — школы: 5; по реестру — сады: 5",
            ),
            (None, parts(1, 0), "Больше всего — школы: 1"),
        ] {
            let found = headline(stated, counted).expect("somebody leads");
            assert_eq!(found.replace('\u{a0}', " "), expected);
        }
        assert_eq!(headline(None, None), None);
    }
}
