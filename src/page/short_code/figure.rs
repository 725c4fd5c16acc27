//! `{{ рисунок … }}`: what a report states and what the registry counts, as one chart.

use super::Teller;
use super::chart::ChartPiece;
use super::number::unknown_year;
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row, Unit};
use crate::content::quantity::Quantity;
use crate::content::short_code::figure::{About, Figure};
use crate::content::word::Measure;
use crate::diag::{Diagnostic, Place};
use crate::page::list::Lists;
use crate::site::Site;
use crate::stats::stated;

/// The chart as a page shows it.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Figure) -> ChartPiece {
    ChartPiece::new(teller.context, Some(&chart(teller, asked)))
}

fn chart(teller: &Teller<'_, '_>, asked: &Figure) -> Chart {
    let year = asked.year.value;
    let vocabularies = &teller.context.site.vocabularies;
    let (mut rows, head, subject, unit) = match asked.about {
        About::Types => (
            vocabularies
                .organisation_types
                .iter()
                .filter_map(|it| {
                    let of_type = Quantity::of_type(Measure::Organisations, &it.key);
                    row(teller, year, &it.title, &of_type)
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
                    row(teller, year, &it.matter.plural, &Quantity::of_status(&it.key))
                })
                .collect(),
            "Вид статуса",
            "Проекты по видам статуса",
            Unit::new("проект", "проекта", "проектов"),
        ),
    };
    if asked.about == About::Formats {
        rows.extend(untold(teller, year, &rows));
    }
    let is_stated = rows.iter().any(|it| it.stated.is_some());
    let largest = rows.iter().max_by_key(|it| (it.stated, it.counted));
    let headline = largest.map(|it| match it.stated {
        Some(stated) => {
            format!("{}: {stated} по отчету, {} по реестру — больше всех", it.title, it.counted)
        }
        None => format!("{}: {} — больше всех", it.title, it.counted),
    });
    let row = |it: &Compared| {
        let stated = it.stated.map_or_else(Cell::default, |it| Cell::count(it, None));
        let counted = Cell::count(it.counted, None);
        let cells = if is_stated { vec![stated, counted] } else { vec![counted] };
        Row { label: Label::new(it.title.clone()), cells }
    };
    let (stated, counted) = (Label::new("По отчету"), Label::new("По реестру"));
    Chart {
        name: format!(
            "{}-{year}",
            if asked.about == About::Types { "types" } else { "formats" }
        ),
        headline: headline.unwrap_or_else(|| subject.to_owned()),
        subject: format!("{subject}, {year} год"),
        picture: Picture::Grid(
            Form::Bars,
            Grid {
                head: head.to_owned(),
                series: if is_stated { vec![stated, counted] } else { vec![counted] },
                rows: rows.iter().map(row).collect(),
                unit,
                ..Grid::default()
            },
        ),
        notes: vec![],
    }
}

/// A row of the chart.
struct Compared {
    title: String,
    stated: Option<usize>,
    counted: usize,
}

/// One quantity; none where neither side knows any.
fn row(
    teller: &Teller<'_, '_>,
    year: i16,
    title: &str,
    quantity: &Quantity,
) -> Option<Compared> {
    let counted = teller.basis.count(year, quantity).map_or(0, |it| it.value);
    let stated = stated::stated(teller.context.site, year, quantity);
    let title = title.to_owned();
    (counted > 0 || stated.is_some()).then_some(Compared { title, stated, counted })
}

/// Projects of which the sources do not tell the status.
fn untold(teller: &Teller<'_, '_>, year: i16, rows: &[Compared]) -> Option<Compared> {
    let all = teller.basis.count(year, &Quantity::of(Measure::Projects))?.value;
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
