//! A calendar: a box for each month with a dot for each thing in it.

use super::bars::lowered_first;
use super::metrics::{ASCENT, LINE, width, wrap};
use super::scene::{Anchor, Drawing, Look, Mark, count, dot, paragraph, rect, soft, strong};
use super::{Cell, Grid, Row, key};

/// Height of the room for dots.
const DOTS: f64 = 54.0;
/// Between boxes.
const GAP: f64 = 8.0;
/// From the edge of a box to what is in it.
const EDGE: f64 = 10.0;
/// From one dot to the next.
const PITCH: f64 = 14.0;
/// Lines of dots in a box.
const LINES: usize = 3;

/// Draws the boxes, four or two in a line; all are as high as the longest name asks.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    let top = key::draw(drawing, &grid.series);
    let beside = if drawing.is_narrow() { 2 } else { 4 };
    let wide = (drawing.width - GAP * count(beside - 1)) / count(beside);
    let lines = |it: &Row| wrap(&it.label.text, name_room(it, wide)).len();
    let most = grid.rows.iter().map(lines).max().unwrap_or(1).max(1);
    let head = LINE * count(most);
    let step = EDGE + head + DOTS + GAP;
    for (index, row) in grid.rows.iter().enumerate() {
        let x = (wide + GAP) * count(index % beside);
        let y = top + step * count(index / beside);
        month(drawing, grid, row, ((x, y), (wide, head)));
    }
    drawing.height = top + step * count(grid.rows.len().div_ceil(beside)) - GAP + 1.0;
}

/// The room for the name of a row: beside its number, if that is short.
fn name_room(row: &Row, wide: f64) -> f64 {
    let room = wide - 2.0 * EDGE;
    let number = width(&Grid::total_digits(row), true) + 8.0;
    if number < room / 2.0 { room - number } else { room }
}

fn month(
    drawing: &mut Drawing,
    grid: &Grid,
    row: &Row,
    ((x, y), (wide, head)): ((f64, f64), (f64, f64)),
) {
    let total = Grid::total_digits(row);
    let size = (wide - 2.0, EDGE + head + DOTS - 2.0);
    let mut shapes = vec![rect((x + 1.0, y + 1.0), size, Look::Hollow)];
    let room = name_room(row, wide);
    let (name, _) = paragraph((x + EDGE, y + EDGE - 2.0), Anchor::Start, &row.label.text, room);
    shapes.extend(name);
    let is_beside = room < wide - 2.0 * EDGE;
    let base = y + EDGE + ASCENT - 2.0 + if is_beside { 0.0 } else { head };
    let is_none = row.cells.iter().all(|it| it.size() <= 0.0);
    let number = match is_none {
        true => soft((x + wide - EDGE, base), Anchor::End, "—"),
        false => strong((x + wide - EDGE, base), Anchor::End, &total),
    };
    shapes.push(number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small box")]
    let fits = ((wide - 2.0 * EDGE) / PITCH).floor().max(1.0) as usize;
    let dots = if is_beside { fits * LINES } else { 0 };
    let all = row.cells.iter().enumerate().flat_map(|(series, it)| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        std::iter::repeat_n(series, it.size().min(1e3) as usize)
    });
    let all: Vec<usize> = all.take(dots + 1).collect();
    let place = |it: usize| {
        let across = x + EDGE + PITCH * (count(it % fits) + 0.5) - 1.0;
        (across, y + EDGE + head + 8.0 + PITCH * count(it / fits))
    };
    // What has no dot is still in the number, and said to be left out.
    let drawn = if all.len() > dots { dots.saturating_sub(1) } else { all.len() };
    for (at, series) in all.iter().take(drawn).enumerate() {
        shapes.push(dot(place(at), 5.5, *series));
    }
    if drawn < all.len() && dots > 0 {
        let (across, down) = place(drawn);
        shapes.push(soft((across, down + 4.0), Anchor::Middle, "…"));
    }
    let said: Vec<String> = grid
        .series
        .iter()
        .zip(&row.cells)
        .map(|(series, cell)| said(grid, &series.text, cell))
        .collect();
    let says = format!("{}: {}", row.label, said.join(", "));
    drawing.marks.push(Mark { says, link: row.label.link.clone(), shapes });
}

fn said(grid: &Grid, series: &str, cell: &Cell) -> String {
    let number = grid.unit.said(cell);
    match grid.series.len() {
        1 => number,
        _ => format!("{} — {number}", lowered_first(series)),
    }
}
