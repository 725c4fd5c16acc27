//! Horizontal bars: the form for words of any length.

use super::metrics::{LINE, width};
use super::scene::{
    Anchor, Drawing, Look, Mark, Shape, line, paragraph, part, rect, strong, words,
};
use super::{Cell, Grid, Row, key};

/// Thickness of a bar that stands alone.
const THICK: f64 = 20.0;
/// Thickness of one bar of several.
const THIN: f64 = 16.0;
/// Room between rows.
const GAP: f64 = 12.0;
/// The least height of what may be touched.
const TARGET: f64 = 26.0;
/// From the end of a bar to its number.
const TO_NUMBER: f64 = 8.0;

/// The shortest bar that can be seen.
const LEAST: f64 = 2.0;

/// Where the words and the bars of a drawing stand.
struct Frame {
    /// Width of the words; none where they stand above their bars.
    words: Option<f64>,
    /// Where bars begin.
    start: f64,
    /// How long a bar may be.
    longest: f64,
}

impl Frame {
    fn of<'a>(
        drawing: &Drawing,
        rows: &[Row],
        numbers: impl Iterator<Item = &'a str>,
    ) -> Frame {
        let number = numbers.map(|it| width(it, true)).fold(0.0, f64::max);
        let longest_words =
            rows.iter().map(|it| width(&it.label.text, false)).fold(0.0, f64::max);
        let beside = !drawing.is_narrow() || longest_words < 90.0;
        let start =
            if beside { longest_words.min(drawing.width * 0.42).ceil() + 10.0 } else { 1.0 };
        let longest = (drawing.width - start - TO_NUMBER - number - 1.0).max(20.0);
        Frame { words: beside.then_some(start - 10.0), start, longest }
    }

    /// The words of a row from `top`, with where its bars begin and how high it is at least.
    fn label(
        &self,
        drawing: &Drawing,
        row: &Row,
        top: f64,
        bars: f64,
    ) -> (Vec<Shape>, f64, f64) {
        match self.words {
            Some(room) => {
                let (lines, height) =
                    paragraph((0.0, top), Anchor::Start, &row.label.text, room + 0.5);
                let tall = height.max(bars);
                let lift = (tall - height) / 2.0;
                (
                    lines.into_iter().map(|it| it.moved(0.0, lift)).collect(),
                    top + (tall - bars) / 2.0,
                    tall,
                )
            }
            None => {
                let (lines, height) =
                    paragraph((0.0, top), Anchor::Start, &row.label.text, drawing.width);
                (lines, top + height + 3.0, height + 3.0 + bars)
            }
        }
    }
}

/// A bar for each number, those of a row one under another.
pub(super) fn side_by_side(drawing: &mut Drawing, grid: &Grid) {
    let several = grid.series.len() > 1;
    let mut top = key::draw(drawing, &grid.series);
    let digits: Vec<String> =
        grid.rows.iter().flat_map(|it| &it.cells).map(Cell::digits).collect();
    let frame = Frame::of(drawing, &grid.rows, digits.iter().map(String::as_str));
    let largest = Grid::largest(grid.rows.iter().flat_map(|it| &it.cells));
    #[expect(clippy::cast_precision_loss, reason = "a drawing is no finer than that")]
    let whole = grid.whole.map_or(0.0, |it| it.0 as f64 / 100.0);
    let scale = Scale::over(largest.max(whole), frame.longest);
    let step = if several { TARGET } else { TARGET.max(THICK) };
    let thick = if several { THIN } else { THICK };
    let first = top;
    for row in &grid.rows {
        let bars = step * super::scene::count(row.cells.len());
        let (lines, mut y, tall) = frame.label(drawing, row, top, bars);
        let mut lines = Some(lines);
        for (series, cell) in row.cells.iter().enumerate() {
            let long = scale.length(cell.size());
            let bar = (frame.start, y + (step - thick) / 2.0);
            let mut shapes = touch(drawing, row, (series, frame.start), (top, y, step, tall));
            shapes.extend(lines.take().unwrap_or_default());
            shapes.push(part(bar, (long, thick), series));
            let number = (frame.start + long + TO_NUMBER, y + step / 2.0 + 5.5);
            shapes.push(strong(number, Anchor::Start, &cell.digits()));
            let says = said(grid, row, series, several);
            drawing.marks.push(Mark { says, link: link(row, cell), shapes });
            y += step;
        }
        top += tall + GAP;
    }
    drawing.height = top - GAP + 2.0;
    axis(drawing, &frame, first);
}

/// The place for a finger: a whole row where it has one bar, else one bar with its number.
fn touch(
    drawing: &Drawing,
    row: &Row,
    (series, start): (usize, f64),
    (top, y, step, tall): (f64, f64, f64, f64),
) -> Vec<Shape> {
    let alone = row.cells.len() == 1;
    let (x, from, high) = match alone {
        true => (0.0, top, tall),
        false if series == 0 => (0.0, top.min(y), y + step - top.min(y)),
        false => (start, y, step),
    };
    vec![rect((x, from), (drawing.width - x, high), Look::Touch)]
}

/// A bar for each row, made of its numbers; the sum stands at its end.
pub(super) fn stacked(drawing: &mut Drawing, grid: &Grid) {
    let mut top = key::draw(drawing, &grid.series);
    let totals: Vec<String> = grid.rows.iter().map(Grid::total_digits).collect();
    let frame = Frame::of(drawing, &grid.rows, totals.iter().map(String::as_str));
    let sum = |it: &Row| it.cells.iter().map(Cell::size).sum::<f64>();
    let largest = grid.rows.iter().map(sum).fold(0.0, f64::max);
    let scale = Scale::of_parts(largest, frame.longest, grid.series.len());
    let first = top;
    let bars = TARGET + 4.0;
    for (row, total) in grid.rows.iter().zip(&totals) {
        let (lines, y, tall) = frame.label(drawing, row, top, bars);
        match &row.label.link {
            Some(_) => {
                let shapes = lines;
                let says = format!("{}: {total}", row.label);
                let link = row.label.link.clone();
                drawing.marks.push(Mark { says, link, shapes });
            }
            None => drawing.behind.extend(lines),
        }
        let mut x = frame.start;
        for (series, cell) in row.cells.iter().enumerate() {
            let long = scale.length(cell.size());
            if long <= 0.0 {
                continue;
            }
            let mut shapes = vec![part((x, y), (long, bars), series)];
            shapes.extend(plated((x + long / 2.0, y + bars / 2.0), &cell.digits(), long - 4.0));
            let says = said(grid, row, series, true);
            drawing.marks.push(Mark { says, link: cell.link.clone(), shapes });
            x += long;
        }
        let number = (x + TO_NUMBER, y + bars / 2.0 + 5.5);
        drawing.behind.push(strong(number, Anchor::Start, total));
        top += tall + GAP;
    }
    drawing.height = top - GAP + 2.0;
    axis(drawing, &frame, first);
}

/// Digits on a plate in the middle of a part, if the part has room for them.
pub(super) fn plated((x, y): (f64, f64), digits: &str, room: f64) -> Vec<Shape> {
    let wide = width(digits, false);
    if wide + 6.0 > room {
        return vec![];
    }
    let plate = rect((x - wide / 2.0 - 3.0, y - LINE / 2.0), (wide + 6.0, LINE), Look::Plate);
    vec![plate, words((x, y + 5.5), Anchor::Middle, digits)]
}

/// A number of a row in words.
pub(super) fn said(grid: &Grid, row: &Row, series: usize, with_series: bool) -> String {
    let number = row.cells.get(series).map(|it| grid.unit.said(it)).unwrap_or_default();
    match grid.series.get(series).filter(|_| with_series) {
        Some(series) => format!("{}, {}: {number}", row.label, lowered_first(&series.text)),
        None => format!("{}: {number}", row.label),
    }
}

/// A word of a key inside a sentence.
pub(super) fn lowered_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let second_is_small = letters.clone().next().is_none_or(char::is_lowercase);
    match first {
        Some(it) if second_is_small => it.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// The list of the number, or what the row itself leads to.
fn link(row: &Row, cell: &Cell) -> Option<String> {
    cell.link.clone().or_else(|| row.label.link.clone())
}

/// Lengths in proportion to numbers.
pub(super) struct Scale {
    unit: f64,
}

impl Scale {
    /// The largest number gets the longest bar.
    pub(super) fn over(largest: f64, longest: f64) -> Scale {
        Scale { unit: if largest > 0.0 { longest / largest } else { 0.0 } }
    }

    /// The same for bars of so many parts, of which each is long enough to be seen.
    pub(super) fn of_parts(largest: f64, longest: f64, parts: usize) -> Scale {
        Scale::over(largest, longest - LEAST * super::scene::count(parts))
    }

    /// The length for a number; what is there at all can be seen.
    pub(super) fn length(&self, number: f64) -> f64 {
        if number > 0.0 { (number * self.unit).max(LEAST) } else { 0.0 }
    }
}

fn axis(drawing: &mut Drawing, frame: &Frame, top: f64) {
    if frame.words.is_some() {
        let bottom = drawing.height;
        let x = frame.start - 1.5;
        drawing.behind.push(line((x, top), (x, bottom), Look::Axis));
    }
}
