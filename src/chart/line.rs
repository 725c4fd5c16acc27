//! Lines along rows that have an order of their own: what a number does over the years.

use super::bars::said;
use super::metrics::{LINE, width};
use super::scene::{
    Anchor, Box, Drawing, Look, Mark, Shape, count, dot, line, soft, strong, tenth, thread,
};
use super::{Grid, UNKNOWN, key};

/// Height of the room for lines.
const TALL: f64 = 200.0;

/// Draws a line for each series with a dot for each number; where nothing is known, the line
/// is broken. Numbers stand at their dots wherever there is room.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    let top = key::draw(drawing, &grid.series) + LINE + 6.0;
    let largest = Grid::largest(grid.rows.iter().flat_map(|it| &it.cells));
    let unit = if largest > 0.0 { TALL / largest } else { 0.0 };
    let floor = top + TALL;
    let edge = 26.0;
    let steps = count(grid.rows.len().saturating_sub(1).max(1));
    let at = |row: usize| edge + (drawing.width - 2.0 * edge) * count(row) / steps;
    let places: Vec<f64> = (0..grid.rows.len()).map(at).collect();
    let dots = grid.rows.iter().zip(&places).flat_map(|(row, x)| {
        let known = row.cells.iter().filter(|it| it.value.is_some());
        known.map(move |it| dot((*x, floor - it.size() * unit), 6.5, 0))
    });
    let mut taken: Vec<Box> = dots.filter_map(|it| it.bounds()).collect();
    drawing.behind.push(line((0.0, floor + 0.5), (drawing.width, floor + 0.5), Look::Axis));
    for (series, _) in grid.series.iter().enumerate() {
        let points: Vec<Option<(f64, f64)>> = grid
            .rows
            .iter()
            .zip(&places)
            .map(|(row, x)| {
                let cell = row.cells.get(series)?;
                cell.value.map(|_| (*x, floor - cell.size() * unit))
            })
            .collect();
        for run in points.split(Option::is_none) {
            let steps: Vec<String> = run
                .iter()
                .flatten()
                .map(|(x, y)| format!("{} {}", tenth(*x), tenth(*y)))
                .collect();
            if steps.len() > 1 {
                drawing.behind.push(thread(&format!("M{}", steps.join("L")), series));
            }
        }
        for (row, (x, y)) in points.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?)))
        {
            let cell = &grid.rows[row].cells[series];
            let mut shapes = vec![dot((x, y), 6.5, series)];
            shapes.extend(number((x, y), &cell.digits(), drawing.width, &mut taken));
            let says = said(grid, &grid.rows[row], series, grid.series.len() > 1);
            let link = cell.link.clone().or_else(|| grid.rows[row].label.link.clone());
            drawing.marks.push(Mark { says, link, shapes });
        }
    }
    if taken.is_empty() {
        let middle = (drawing.width / 2.0, floor - TALL / 2.0);
        drawing.behind.push(soft(middle, Anchor::Middle, UNKNOWN));
    }
    names(drawing, grid, &places, floor);
    drawing.height = floor + LINE + 10.0;
}

/// The number above its dot, if no other number and no dot stands there and it does not leave the edge.
fn number((x, y): (f64, f64), digits: &str, edge: f64, taken: &mut Vec<Box>) -> Option<Shape> {
    let shape = strong((x, y - 11.0), Anchor::Middle, digits);
    let bounds = shape.bounds()?;
    let [left, _, right, _] = bounds.sides;
    let is_free = left >= 0.0 && right <= edge && !taken.iter().any(|it| it.meets(bounds));
    is_free.then(|| taken.push(bounds))?;
    Some(shape)
}

/// The names of rows below the floor, as many as have room, the last one always.
fn names(drawing: &mut Drawing, grid: &Grid, places: &[f64], floor: f64) {
    let mut free = drawing.width;
    for (row, x) in grid.rows.iter().zip(places).rev() {
        let text = &row.label.text;
        let wide = width(text, false);
        let left = (x - wide / 2.0).clamp(0.0, (drawing.width - wide).max(0.0));
        if left + wide <= free && wide <= drawing.width {
            let at = (left, floor + LINE + 2.0);
            drawing.behind.push(soft(at, Anchor::Start, text));
            free = left - 10.0;
        }
    }
}
