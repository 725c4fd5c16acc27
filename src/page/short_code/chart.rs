//! `{{ график … }}`: a chart of the registry in a text.

use serde::Serialize;

use super::number::unknown_year;
use crate::chart::{Chart, TableRow};
use crate::content::short_code::chart::ChartCode;
use crate::diag::{Diagnostic, Place, Words, code};
use crate::page::Context;
use crate::page::chart::ChartView;
use crate::page::chart::named::{Registry, named};
use crate::page::list::Lists;
use crate::site::Site;
use crate::yaml::table::Word;

/// What `parts/prose.html` reads.
#[derive(Serialize)]
pub struct ChartPiece {
    /// None where there is nothing to show, of which a remark was made.
    pub chart: Option<ChartView>,
    /// The chart in words.
    #[serde(skip)]
    pub text: String,
    /// Its numbers in rows for places that draw nothing; what the columns hold comes first.
    #[serde(skip)]
    pub rows: Vec<Vec<String>>,
}

impl ChartPiece {
    /// A chart on a page.
    pub(super) fn new(context: &Context<'_>, chart: Option<&Chart>) -> ChartPiece {
        let text = chart.map(|it| format!("{}. {}", it.headline, it.description()));
        ChartPiece {
            chart: chart.map(|it| context.chart(it)),
            text: text.unwrap_or_default(),
            rows: chart.map(rows).unwrap_or_default(),
        }
    }
}

fn rows(chart: &Chart) -> Vec<Vec<String>> {
    let table = chart.table();
    let cells = |it: &TableRow| {
        let numbers = it.cells.iter().map(|it| it.text.clone());
        std::iter::once(it.label.text.clone()).chain(numbers).collect()
    };
    std::iter::once(table.head.clone()).chain(table.rows.iter().map(cells)).collect()
}

/// The chart as a page shows it.
pub(super) fn view(context: &Context<'_>, asked: &ChartCode) -> ChartPiece {
    ChartPiece::new(context, found(context.site, &context.plan.lists, asked).as_ref())
}

fn found(site: &Site, lists: &Lists, asked: &ChartCode) -> Option<Chart> {
    let newest = lists.years.last().copied();
    let year = asked.year.as_ref().map(|it| it.value).or(newest)?;
    named(Registry { site, lists }, asked.name.value, year)
}

/// Says that the registry has nothing for the chart to show.
pub(super) fn check(
    (site, lists): (&Site, &Lists),
    asked: &ChartCode,
    place: Place,
) -> Option<Diagnostic> {
    if let Some(year) = asked.year.as_ref().filter(|it| !lists.years.contains(&it.value)) {
        return Some(unknown_year(lists, year.value, place));
    }
    let name = asked.name.value;
    let hint = match asked.year {
        Some(_) if !name.has_year() => Words::new(
            "уберите ключ «год»: этот график показывает все годы сразу",
            "remove the key `year`: this chart shows all years at once",
        ),
        _ if found(site, lists, asked).is_none() => Words::new(
            "внесите данные в карточки или уберите вставку",
            "enter the data into cards, or remove the short code",
        ),
        _ => return None,
    };
    let message = Words::new(
        format!("графику «{}» нечего показать", name.spelling()),
        format!("the chart `{}` has nothing to show", name.key()),
    );
    Some(Diagnostic::new(code::NO_FIGURE, place, message).hint(hint))
}
