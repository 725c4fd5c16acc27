//! A matrix: who is where. A dot where a row and a series meet, and a line through the dots of a
//! row, so that rows with several can be seen at once.

use super::metrics::LINE;
use super::scene::{Anchor, Drawing, Look, Mark, count, dot, line, paragraph, rect, ring};
use super::{Cell, Grid, Row};

/// From one column to the next, where there is room.
const PITCH: f64 = 26.0;
/// The narrowest that dots can stand.
const LEAST_PITCH: f64 = 14.0;
/// The least height of a row.
const TARGET: f64 = 27.0;

/// Draws the matrix: columns on the left, their names in steps above them, names of rows on the
/// right. Columns that have no room go into a further block below.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    let room = drawing.width * if drawing.is_narrow() { 0.5 } else { 0.55 };
    let pitch = (room / count(grid.series.len())).clamp(LEAST_PITCH, PITCH);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few columns"
    )]
    let fits = ((room / pitch).floor() as usize).max(1);
    let mut top = 0.0;
    let all: Vec<usize> = (0..grid.series.len()).collect();
    let blocks: Vec<&[usize]> = all.chunks(fits).collect();
    for block in &blocks {
        let rows: Vec<&Row> = match blocks.len() {
            1 => grid.rows.iter().collect(),
            _ => grid.rows.iter().filter(|it| block.iter().any(|at| meets(it, *at))).collect(),
        };
        top = columns(drawing, grid, (block, rows.len()), (pitch, top));
        let beside = pitch * count(block.len()) + 10.0;
        for row in rows {
            top = one_row(drawing, grid, (row, block), (pitch, beside, top));
        }
        top += 20.0;
    }
    drawing.height = (top - 20.0).max(0.0) + 2.0;
}

/// Whether a row and a series meet.
pub(super) fn meets(row: &Row, series: usize) -> bool {
    row.cells.get(series).is_some_and(|it| it.size() > 0.0)
}

/// The names of columns in steps, each with a line down to its dots; gives where rows begin.
fn columns(
    drawing: &mut Drawing,
    grid: &Grid,
    (block, _): (&[usize], usize),
    (pitch, top): (f64, f64),
) -> f64 {
    let mut y = top;
    let mut stems = vec![];
    for (place, series) in block.iter().enumerate() {
        let x = pitch * (count(place) + 0.5);
        let label = &grid.series[*series];
        let (lines, height) =
            paragraph((x + 9.0, y + 3.0), Anchor::Start, &label.text, drawing.width - x - 9.0);
        let high = height.max(LINE) + 6.0;
        let mut shapes = vec![rect((x + 5.0, y), (drawing.width - x - 5.0, high), Look::Touch)];
        shapes.extend(lines);
        let number = grid.rows.iter().filter(|it| meets(it, *series)).count();
        let says = format!("{label}: {}", grid.unit.counted(number));
        drawing.marks.push(Mark { says, link: label.link.clone(), shapes });
        stems.push((x, y + 6.0));
        y += high;
    }
    let floor = y + 6.0;
    for (x, y) in stems {
        drawing.behind.push(line((x, y), (x, floor), Look::Tie));
    }
    floor
}

/// A row: dots, the line through them, its name; gives where the next begins.
fn one_row(
    drawing: &mut Drawing,
    grid: &Grid,
    (row, block): (&Row, &[usize]),
    (pitch, beside, top): (f64, f64, f64),
) -> f64 {
    let (lines, height) =
        paragraph((beside, top + 4.0), Anchor::Start, &row.label.text, drawing.width - beside);
    let high = (height + 8.0).max(TARGET);
    let y = top + high / 2.0;
    let mut shapes = vec![rect((0.0, top), (drawing.width, high), Look::Touch)];
    let at = |place: usize| pitch * (count(place) + 0.5);
    let here: Vec<usize> = (0..block.len()).filter(|it| meets(row, block[*it])).collect();
    if let (Some(first), Some(last)) = (here.first(), here.last())
        && first < last
    {
        shapes.push(line((at(*first), y), (at(*last), y), Look::Thread));
    }
    for place in 0..block.len() {
        if here.contains(&place) {
            shapes.push(dot((at(place), y), (pitch / 2.0 - 2.0).min(7.5), 0));
        } else {
            shapes.push(ring((at(place), y), 2.0, Look::Hollow));
        }
    }
    shapes.extend(lines);
    drawing.marks.push(Mark { says: met(grid, row), link: row.label.link.clone(), shapes });
    top + high
}

/// The name of a row and of all that it meets.
pub(super) fn met(grid: &Grid, row: &Row) -> String {
    let is_there = |it: &(usize, &Cell)| it.1.size() > 0.0;
    let names = row.cells.iter().enumerate().filter(is_there);
    let names: Vec<&str> = names.map(|it| grid.series[it.0].text.as_str()).collect();
    format!(
        "{}: {}",
        row.label,
        if names.is_empty() { "—".to_owned() } else { names.join("; ") }
    )
}
