//! Numbers → a drawing and a table of data. The room knows nothing of sites, themes or colours:
//! it gets words and numbers, and gives shapes in a box, each with a role that a theme turns
//! into a look. The same numbers give the same bytes.
//!
//! To place a chart on a page: make a [`Chart`] (or take named ones by `context.named_charts`),
//! put `context.chart(&it)` into a field of the view, and let the template show it by
//! `parts/chart.html`, which draws any chart with its headline, its table and its file. The style
//! sheet comes by itself. A file for a chart that has no name: `page::chart::csv` in some `plan`.

use std::fmt;

use crate::text::decimal::Decimal;
use crate::text::plural;
use crate::text::typography::bind;

mod bars;
mod calendar;
mod columns;
mod flow;
mod key;
mod line;
mod matrix;
pub mod metrics;
mod network;
mod scene;
mod star;
mod strip;
mod table;
#[cfg(test)]
mod tests;
mod timeline;
mod words;

pub use scene::{Anchor, Drawing, Length, Look, Mark, NARROW, Shape, WIDE};
pub use star::Star;
pub use table::{Table, TableCell, TableRow, csv};
pub use timeline::{Span, Timeline};

/// Instead of a number that nobody has told.
const UNKNOWN: &str = "нет данных";

/// A chart: its message, what it is about, its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its name in addresses, one on a page: `types-2024`.
    pub name: String,
    /// The message, with the numbers that carry it, without a full stop.
    pub headline: String,
    /// What is counted, where and when.
    pub subject: String,
    /// What is drawn.
    pub picture: Picture,
    /// Sentences that the numbers need: a source, a definition.
    pub notes: Vec<String>,
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Numbers in rows and series.
    Grid(Form, Grid),
    /// What begins and ends on days.
    Timeline(Timeline),
    /// One in the middle of many.
    Star(Star),
}

/// How numbers in rows and series are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A bar for each row; of several series, side by side.
    Bars,
    /// A bar for each row, made of its series.
    Stacked,
    /// One bar made of all rows of the first series: parts of a whole.
    Strip,
    /// Columns for rows in their own order, made of their series: years, numbers of a kind.
    Columns,
    /// A line for each series along rows in their own order.
    Line,
    /// A box for each row with a dot for each thing counted: months.
    Calendar,
    /// Bands from rows to series.
    Flow,
    /// A dot where a row and a series meet.
    Matrix,
    /// Rows and series as two kinds of nodes, joined where they meet.
    Network,
}

/// Numbers in rows and series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// What rows are: «Тип организации».
    pub head: String,
    /// What each column of numbers is.
    pub series: Vec<Label>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What is counted.
    pub unit: Unit,
    /// What the longest bar would stand for, where numbers have an end of their own: a scale of
    /// scores.
    pub whole: Option<Decimal>,
}

/// A row of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub label: Label,
    /// A number for each series.
    pub cells: Vec<Cell>,
}

/// Words, and the page they lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Words.
    pub text: String,
    /// The page, by its path from the root of the site.
    pub link: Option<String>,
}

/// A number, and the list it was counted from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The number; none where nothing is known, which is not zero.
    pub value: Option<Decimal>,
    /// The list, by its path from the root of the site.
    pub link: Option<String>,
    /// What is said beside the number: «11 %».
    pub note: Option<String>,
}

/// What is counted, in the three forms that follow a number; empty for bare numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// After 1: «организация».
    pub one: &'static str,
    /// After 2: «организации».
    pub few: &'static str,
    /// After 5: «организаций».
    pub many: &'static str,
}

impl Label {
    /// Words alone.
    pub fn new(text: impl Into<String>) -> Label {
        Label { text: text.into(), link: None }
    }

    /// Words that lead to a page.
    pub fn linked(text: impl Into<String>, link: Option<String>) -> Label {
        Label { text: text.into(), link }
    }
}

impl Cell {
    /// A number of things, and the list of them.
    pub fn count(number: usize, link: Option<String>) -> Cell {
        let hundredths = i64::try_from(number).unwrap_or(i64::MAX).saturating_mul(100);
        Cell { value: Some(Decimal(hundredths)), link, note: None }
    }

    /// The number for drawing; nothing is drawn where nothing is known.
    fn size(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a drawing is no finer than that")]
        self.value.map_or(0.0, |it| it.0 as f64 / 100.0)
    }

    /// The number in digits, with what is said beside it.
    fn digits(&self) -> String {
        let digits = self.value.map_or_else(|| UNKNOWN.to_owned(), digits);
        match &self.note {
            Some(note) => format!("{digits} ({note})"),
            None => digits,
        }
    }
}

impl Unit {
    /// A unit in its three forms.
    pub const fn new(one: &'static str, few: &'static str, many: &'static str) -> Unit {
        Unit { one, few, many }
    }

    /// A number with the noun it counts: «21 организация».
    pub fn counted(self, number: usize) -> String {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let noun = match plural::form(number) {
            plural::Form::One => self.one,
            plural::Form::Few => self.few,
            plural::Form::Many => self.many,
        };
        let gap = if noun.is_empty() { "" } else { "\u{a0}" };
        format!("{}{gap}{noun}", plural::number(number))
    }

    /// A cell in words; a number with a part behind the comma takes the second form.
    fn said(self, cell: &Cell) -> String {
        let Some(value) = cell.value else { return cell.digits() };
        let number = match usize::try_from(value.0 / 100) {
            Ok(whole) if value.0 % 100 == 0 => self.counted(whole),
            _ if self.one.is_empty() => digits(value),
            _ => format!("{}\u{a0}{}", digits(value), self.few),
        };
        cell.note.as_ref().map_or_else(|| number.clone(), |it| format!("{number} ({it})"))
    }
}

/// A number as texts write it.
fn digits(value: Decimal) -> String {
    match u64::try_from(value.0) {
        Ok(hundredths) if hundredths % 100 == 0 => plural::number(hundredths / 100),
        _ => value.to_string(),
    }
}

impl Grid {
    /// The sum of a row, where all its numbers are known.
    fn total(row: &Row) -> Option<Decimal> {
        let add = |sum: i64, cell: &Cell| Some(sum.saturating_add(cell.value?.0));
        row.cells.iter().try_fold(0, add).map(Decimal)
    }

    /// The sum of a row in digits.
    fn total_digits(row: &Row) -> String {
        Grid::total(row).map_or_else(|| UNKNOWN.to_owned(), digits)
    }

    /// The largest of some numbers.
    fn largest<'a>(cells: impl Iterator<Item = &'a Cell>) -> f64 {
        cells.map(Cell::size).fold(0.0, f64::max)
    }
}

impl Chart {
    /// A chart without a name yet: whoever places it gives it one. Lines of its message do not
    /// end where they must not.
    pub fn new(headline: &str, subject: String, picture: Picture) -> Chart {
        let headline = bind(headline);
        Chart { name: String::new(), headline, subject, picture, notes: vec![] }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        match &self.picture {
            Picture::Grid(_, grid) => grid.rows.is_empty() || grid.series.is_empty(),
            Picture::Timeline(timeline) => timeline.spans.is_empty(),
            Picture::Star(star) => star.size() == 0,
        }
    }

    /// The chart drawn for a width.
    pub fn drawing(&self, width: f64) -> Drawing {
        let mut drawing = Drawing::new(width);
        if self.is_empty() {
            return drawing;
        }
        match &self.picture {
            Picture::Grid(Form::Bars, grid) => bars::side_by_side(&mut drawing, grid),
            Picture::Grid(Form::Stacked, grid) => bars::stacked(&mut drawing, grid),
            Picture::Grid(Form::Strip, grid) => strip::draw(&mut drawing, grid),
            Picture::Grid(Form::Columns, grid) => columns::draw(&mut drawing, grid),
            Picture::Grid(Form::Line, grid) => line::draw(&mut drawing, grid),
            Picture::Grid(Form::Calendar, grid) => calendar::draw(&mut drawing, grid),
            Picture::Grid(Form::Flow, grid) => flow::draw(&mut drawing, grid),
            Picture::Grid(Form::Matrix, grid) => matrix::draw(&mut drawing, grid),
            Picture::Grid(Form::Network, grid) => network::draw(&mut drawing, grid),
            Picture::Timeline(timeline) => timeline::draw(&mut drawing, timeline),
            Picture::Star(star) => star::draw(&mut drawing, star),
        }
        drawing
    }

    /// All its numbers as a table.
    pub fn table(&self) -> Table {
        table::of(self)
    }

    /// What it shows in a sentence or two: kind, number of values, the largest and the least.
    pub fn description(&self) -> String {
        words::describe(self)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
