//! The numbers of a chart as a table, for the page and for other programs.

use super::bars::lowered_first;
use super::{Cell, Chart, Form, Grid, Label, Picture, digits};

/// A table: a head, and rows that begin with what they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Words above the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// What it is about.
    pub label: Label,
    /// A cell for each further column.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCell {
    /// What stands in it.
    pub text: String,
    /// The page it leads to, from the root of the site.
    pub link: Option<String>,
    /// Whether it is a number.
    pub is_number: bool,
}

/// Words in front of what a spreadsheet would take for a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

impl Table {
    /// The table as a file for spreadsheets, see [`csv()`].
    pub fn csv(&self) -> Vec<u8> {
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells.iter().map(TableCell::for_programs);
            std::iter::once(row.label.text.clone()).chain(cells).collect()
        });
        csv(std::iter::once(self.head.clone()).chain(rows))
    }
}

/// Rows as a file for spreadsheets: `;` between cells, lines that end as spreadsheets want them,
/// and the mark by which they know the encoding.
pub fn csv(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = "\u{feff}".to_owned();
    rows.for_each(|cells| line(&mut out, cells.into_iter()));
    out.into_bytes()
}

impl TableCell {
    /// The text; a number without the spaces that help only eyes.
    fn for_programs(&self) -> String {
        let digits = self.text.replace('\u{a0}', "");
        let is_bare = digits.bytes().all(|it| it.is_ascii_digit() || it == b',');
        if self.is_number && is_bare { digits } else { self.text.clone() }
    }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(';');
        }
        // No-break spaces make numbers and words unfit for search and sums.
        let cell = cell.replace(['\u{a0}', '\u{202f}'], " ");
        let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
        if cell.contains(['"', ';', '\n', '\r']) {
            out.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(guard);
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// The table of a chart.
pub(super) fn of(chart: &Chart) -> Table {
    match &chart.picture {
        Picture::Grid(Form::Matrix | Form::Network, grid) => meetings(grid),
        Picture::Grid(form, grid) => numbers(grid, *form),
        Picture::Timeline(timeline) => timeline.table(),
        Picture::Star(star) => star.table(),
    }
}

fn numbers(grid: &Grid, form: Form) -> Table {
    let with_total = grid.series.len() > 1
        && matches!(form, Form::Stacked | Form::Columns | Form::Calendar | Form::Flow);
    let series = grid.series.iter().map(|it| it.text.clone());
    let mut head: Vec<String> = std::iter::once(grid.head.clone()).chain(series).collect();
    if with_total {
        head.push("Всего".to_owned());
    }
    let notes = notes(grid);
    head.extend(notes.iter().map(|(_, words)| words.clone()));
    let row = |it: &super::Row| {
        let mut cells: Vec<TableCell> = it.cells.iter().map(cell).collect();
        if with_total {
            let text = Grid::total_digits(it);
            cells.push(TableCell { text, link: it.label.link.clone(), is_number: true });
        }
        for (series, _) in &notes {
            let note = it.cells.get(*series).and_then(|it| it.note.clone());
            let text = note.unwrap_or_else(|| "—".to_owned());
            cells.push(TableCell { text, link: None, is_number: true });
        }
        TableRow { label: it.label.clone(), cells }
    };
    Table { head, rows: grid.rows.iter().map(row).collect() }
}

/// The series that say something beside their numbers, with the head of that column.
fn notes(grid: &Grid) -> Vec<(usize, String)> {
    let has = |series: usize| {
        let cells = grid.rows.iter().filter_map(|it| it.cells.get(series));
        cells.filter_map(|it| it.note.as_ref()).next().is_some()
    };
    let named = |series: usize| match grid.series.len() {
        1 => (series, "Доля".to_owned()),
        _ => (series, format!("Доля: {}", lowered_first(&grid.series[series].text))),
    };
    (0..grid.series.len()).filter(|it| has(*it)).map(named).collect()
}

fn cell(it: &Cell) -> TableCell {
    let text = it.value.map_or_else(|| super::UNKNOWN.to_owned(), digits);
    TableCell { text, link: it.link.clone(), is_number: true }
}

/// A table of who is where: words instead of numbers, and how often.
fn meetings(grid: &Grid) -> Table {
    let series = grid.series.iter().map(|it| it.text.clone());
    let head = std::iter::once(grid.head.clone()).chain(series).chain(["Всего".to_owned()]);
    let row = |it: &super::Row| {
        let meets = |cell: &Cell| cell.size() > 0.0;
        let mut cells: Vec<TableCell> = it
            .cells
            .iter()
            .map(|cell| TableCell {
                text: if meets(cell) { "да" } else { "—" }.to_owned(),
                ..TableCell::default()
            })
            .collect();
        let number = it.cells.iter().filter(|it| meets(it)).count();
        cells.push(TableCell { text: number.to_string(), link: None, is_number: true });
        TableRow { label: it.label.clone(), cells }
    };
    Table { head: head.collect(), rows: grid.rows.iter().map(row).collect() }
}
