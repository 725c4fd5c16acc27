//! Charts on pages: links as seen from the page, the table beside the drawing, and the file
//! with the same numbers.

pub(super) mod bank;
pub(super) mod communities;
mod events;
mod flow;
pub(super) mod named;
mod organisations;
mod projects;
mod report;
mod tasks;
pub(super) mod words;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::route::Route;
use super::{Context, Export, Page};
use crate::chart::{self, Chart, Drawing, NARROW, Shape, TableCell, WIDE};
use crate::content::chart_name::ChartName;

/// A chart as `parts/chart.html` reads it.
#[derive(Serialize)]
pub struct ChartView {
    /// Its name on the page.
    id: String,
    /// The message.
    headline: String,
    /// What, where, when.
    subject: String,
    /// What the drawing shows, in a sentence or two.
    description: String,
    /// Sentences that the numbers need.
    notes: Vec<String>,
    /// The drawing for wide and for narrow columns; none where there is nothing to draw.
    drawings: Vec<DrawingView>,
    /// The same numbers.
    table: TableView,
    /// The file with the table; none where no page handed it out.
    csv: Option<String>,
}

#[derive(Serialize)]
struct DrawingView {
    /// `wide` or `narrow`.
    size: &'static str,
    width: chart::Length,
    height: chart::Length,
    /// Patterns that its parts use.
    patterns: Vec<usize>,
    /// Whether some of its marks lead somewhere.
    has_links: bool,
    behind: Vec<Shape>,
    marks: Vec<MarkView>,
}

#[derive(Serialize)]
struct MarkView {
    says: String,
    href: Option<String>,
    shapes: Vec<Shape>,
}

#[derive(Serialize)]
struct TableView {
    head: Vec<String>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    label: CellView,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    text: String,
    href: Option<String>,
    is_number: bool,
}

impl Context<'_> {
    /// A chart for the view of this page. Its links are kept where there is such a page.
    pub fn chart(&self, chart: &Chart) -> ChartView {
        let drawings = match chart.is_empty() {
            true => vec![],
            false => vec![
                self.drawing("wide", chart.drawing(WIDE)),
                self.drawing("narrow", chart.drawing(NARROW)),
            ],
        };
        let table = chart.table();
        let row = |it: &chart::TableRow| RowView {
            label: CellView {
                text: it.label.text.clone(),
                href: self.lead(it.label.link.as_deref()),
                is_number: false,
            },
            cells: it.cells.iter().map(|it| self.cell(it)).collect(),
        };
        ChartView {
            id: self.press.charts.name(&chart.name),
            headline: chart.headline.clone(),
            subject: chart.subject.clone(),
            description: chart.description(),
            notes: chart.notes.clone(),
            drawings,
            table: TableView { rows: table.rows.iter().map(row).collect(), head: table.head },
            csv: self.href_if(&csv_route(&chart.name)),
        }
    }

    /// What charts are counted from.
    pub(super) fn registry(&self) -> named::Registry<'_> {
        named::Registry { site: self.site, lists: &self.plan.lists }
    }

    /// The charts of these names that have something to show in a year.
    pub fn named_charts(&self, names: &[ChartName], year: i16) -> Vec<ChartView> {
        let registry = self.registry();
        let charts = names.iter().filter_map(|it| named::named(registry, *it, year));
        charts.map(|it| self.chart(&it)).collect()
    }

    fn drawing(&self, size: &'static str, drawing: Drawing) -> DrawingView {
        let patterns = drawing.patterns();
        let marks = drawing.marks.into_iter().map(|it| MarkView {
            href: self.lead(it.link.as_deref()),
            says: it.says,
            shapes: it.shapes,
        });
        let marks: Vec<_> = marks.collect();
        DrawingView {
            size,
            width: chart::Length(drawing.width),
            height: chart::Length(drawing.height),
            patterns,
            has_links: marks.iter().any(|it| it.href.is_some()),
            behind: drawing.behind,
            marks,
        }
    }

    fn cell(&self, it: &TableCell) -> CellView {
        CellView {
            text: it.text.clone(),
            href: self.lead(it.link.as_deref()),
            is_number: it.is_number,
        }
    }

    /// The address of a path of the site, if there is such a page.
    fn lead(&self, link: Option<&str>) -> Option<String> {
        let (path, part) = link.map(|it| it.split_once('#').unwrap_or((it, "")))?;
        let page = self.href_if(&Route::export(path))?;
        Some(if part.is_empty() { page } else { format!("{page}#{part}") })
    }
}

/// The names of the charts of one page.
#[derive(Default)]
pub(super) struct Charts(Mutex<BTreeSet<String>>);

impl Charts {
    /// A name that no other chart of the page has, for a text may place the same one twice.
    fn name(&self, wanted: &str) -> String {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let others = (2_usize..).map(|it| format!("{wanted}-{it}"));
        let free =
            std::iter::once(wanted.to_owned()).chain(others).find(|it| !taken.contains(it));
        let name = free.unwrap_or_default();
        taken.insert(name.clone());
        name
    }

    /// Whether the page shows none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// The file with the numbers of a chart.
fn csv_route(name: &str) -> Route {
    Route::export(&format!("infographics/data/{name}.csv"))
}

/// The page that hands out the numbers of a chart; none for an empty one.
pub(super) fn csv(chart: &Chart) -> Option<Page> {
    let bytes = (!chart.is_empty()).then(|| chart.table().csv())?;
    Some(Page::export(csv_route(&chart.name), Numbers { bytes }))
}

/// The file with the numbers of a chart of this name, counted when it is asked for.
fn csv_of(
    name: &str,
    chart: impl Fn(named::Registry<'_>) -> Option<Chart> + Send + Sync + 'static,
) -> Page {
    Page::export(csv_route(name), NumbersOf(chart))
}

struct NumbersOf<F>(F);

impl<F: Fn(named::Registry<'_>) -> Option<Chart> + Send + Sync> Export for NumbersOf<F> {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        (self.0)(context.registry()).map_or_else(Vec::new, |it| it.table().csv())
    }
}

struct Numbers {
    bytes: Vec<u8>,
}

impl Export for Numbers {
    fn bytes(&self, _: &Context<'_>) -> Vec<u8> {
        self.bytes.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_charts_of_a_page_have_one_name() {
        let charts = Charts::default();
        assert!(charts.is_empty());
        let wanted =
            ["types-2024", "types-2024-2", "types-2024", "years", "types-2024", "years"];
        let names = wanted.map(|it| charts.name(it));
        let told =
            ["types-2024", "types-2024-2", "types-2024-3", "years", "types-2024-4", "years-2"];
        assert_eq!(names, told);
        assert!(!charts.is_empty());
    }
}
