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

use serde::Serialize;
use serde_json::Value;

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
            id: chart.name.clone(),
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

/// Whether a view shows charts: among its values, in a list of them, in a text, or in groups.
pub(super) fn shown_in(view: &Value) -> bool {
    let Value::Object(fields) = view else { return false };
    let is_chart = |it: &Value| it.get("drawings").is_some();
    let has = |it: &Value| {
        let in_text = it.get("chart").is_some_and(is_chart);
        let in_group = it.get("charts").and_then(Value::as_array);
        is_chart(it) || in_text || in_group.is_some_and(|it| it.iter().any(is_chart))
    };
    fields.values().any(|it| has(it) || it.as_array().is_some_and(|it| it.iter().any(has)))
}

/// Gives each chart of a view a name of its own, for a text may place the same one twice.
pub(super) fn tell_apart(view: &mut Value) {
    name_charts(view, &mut BTreeSet::new());
}

fn name_charts(value: &mut Value, taken: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| name_charts(it, taken)),
        Value::Object(fields) if fields.contains_key("drawings") => {
            let Some(Value::String(id)) = fields.get_mut("id") else { return };
            let others = (2_usize..).map(|it| format!("{id}-{it}"));
            let free = std::iter::once(id.clone()).chain(others).find(|it| !taken.contains(it));
            *id = free.unwrap_or_default();
            taken.insert(id.clone());
        }
        Value::Object(fields) => fields.values_mut().for_each(|it| name_charts(it, taken)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
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
    use serde_json::json;

    use super::*;

    #[test]
    fn no_two_charts_of_a_page_have_one_name() {
        let chart = |id: &str| json!({"id": id, "drawings": []});
        let piece = |id: &str| json!({"kind": "chart", "chart": chart(id)});
        let body = |ids: &[&str]| -> Vec<Value> { ids.iter().map(|it| piece(it)).collect() };
        let mut view = json!({
            "body": body(&["types-2024", "types-2024-2", "types-2024", "years", "types-2024"]),
            "charts": [chart("years")],
            "id": "years",
        });
        tell_apart(&mut view);
        let names = &["types-2024", "types-2024-2", "types-2024-3", "years", "types-2024-4"];
        let told = json!({"body": body(names), "charts": [chart("years-2")], "id": "years"});
        assert_eq!(view, told);
    }
}
