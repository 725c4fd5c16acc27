//! Columns for rows that have an order of their own: years, numbers of projects, months.

use super::bars::{self, Scale, plated, said};
use super::metrics::{ASCENT, LINE, width};
use super::scene::{Anchor, Drawing, Look, Mark, count, line, part, rect, strong, words};
use super::{Cell, Grid, Row, key};

/// How high the highest column is.
const TALL: f64 = 190.0;
/// The widest column.
const WIDEST: f64 = 84.0;
/// The narrowest place for a column: a finger must hit it.
const NARROWEST: f64 = 30.0;
/// Between the words of neighbours.
const GAP: f64 = 10.0;

/// Draws columns; words that have no room below them turn the chart into bars.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    let totals: Vec<String> = grid.rows.iter().map(Grid::total_digits).collect();
    let label =
        |(row, total): (&Row, &String)| width(&row.label.text, false).max(width(total, true));
    let widest = grid.rows.iter().zip(&totals).map(label).fold(0.0, f64::max);
    let place = (drawing.width / count(grid.rows.len())).min(WIDEST * 2.2);
    if place < (widest + GAP).max(NARROWEST) {
        match grid.series.len() {
            1 => bars::side_by_side(drawing, grid),
            _ => bars::stacked(drawing, grid),
        }
        return;
    }
    let top = key::draw(drawing, &grid.series) + LINE + 6.0;
    let sum = |it: &Row| it.cells.iter().map(Cell::size).sum::<f64>();
    let largest = grid.rows.iter().map(sum).fold(0.0, f64::max);
    let scale = Scale::of_parts(largest, TALL, grid.series.len());
    let (floor, thick) = (top + TALL, (place * 0.62).min(WIDEST));
    for (index, (row, total)) in grid.rows.iter().zip(&totals).enumerate() {
        let middle = place * (count(index) + 0.5);
        column(drawing, grid, row, (middle, floor), (thick, &scale));
        let high = row.cells.iter().map(|it| scale.length(it.size())).sum::<f64>();
        let several = grid.series.len() > 1;
        let over = strong((middle, floor - high - 7.0), Anchor::Middle, total);
        let under = words((middle, floor + ASCENT + 6.0), Anchor::Middle, &row.label.text);
        if several && row.label.link.is_some() {
            let says = format!("{}: {}", row.label, total);
            let place = ((middle - place / 2.0, floor + 1.0), (place, LINE + 8.0));
            let shapes = vec![rect(place.0, place.1, Look::Touch), under];
            drawing.marks.push(Mark { says, link: row.label.link.clone(), shapes });
            drawing.behind.push(over);
        } else if let (false, Some(mark)) = (several, drawing.marks.last_mut()) {
            mark.shapes.extend([over, under]);
        } else {
            drawing.behind.extend([over, under]);
        }
    }
    let end = place * count(grid.rows.len());
    drawing.behind.push(line((0.0, floor + 1.5), (end, floor + 1.5), Look::Axis));
    drawing.height = floor + LINE + 10.0;
}

/// One column, made of the numbers of its row from the floor up.
fn column(
    drawing: &mut Drawing,
    grid: &Grid,
    row: &Row,
    (middle, floor): (f64, f64),
    (thick, scale): (f64, &Scale),
) {
    let several = row.cells.len() > 1;
    let mut bottom = floor;
    for (series, cell) in row.cells.iter().enumerate() {
        let high = scale.length(cell.size());
        if high <= 0.0 && several {
            continue;
        }
        let mut shapes = vec![];
        if !several {
            let reach = ((middle - thick / 2.0, floor - TALL), (thick, TALL + LINE + 8.0));
            shapes.push(rect(reach.0, reach.1, Look::Touch));
        }
        shapes.push(part((middle - thick / 2.0, bottom - high), (thick, high), series));
        if several && high > LINE + 4.0 {
            // A plate as wide as the column would cut it in two.
            shapes.extend(plated((middle, bottom - high / 2.0), &cell.digits(), thick * 0.8));
        }
        let link = cell.link.clone().or_else(|| row.label.link.clone().filter(|_| !several));
        drawing.marks.push(Mark { says: said(grid, row, series, several), link, shapes });
        bottom -= high;
    }
}
