//! Parts of a whole: one bar, and under it a line for each part with its number and share.

use super::bars::{Scale, said};
use super::metrics::{ASCENT, width};
use super::scene::{Anchor, Drawing, Look, Mark, paragraph, part, rect, strong};
use super::{Cell, Grid};

/// Thickness of the bar.
const THICK: f64 = 36.0;
/// Side of a sample of a pattern.
const SAMPLE: f64 = 15.0;
/// The least height of what may be touched.
const TARGET: f64 = 28.0;

/// Draws the bar and its lines; a part without anything has a line only, a
/// whole without anything an empty frame.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    let cells: Vec<&Cell> = grid.rows.iter().filter_map(|it| it.cells.first()).collect();
    let whole: f64 = cells.iter().map(|it| it.size()).sum();
    let scale = Scale::of_parts(whole, drawing.width, cells.len());
    let numbers: Vec<String> = cells.iter().map(|it| it.digits()).collect();
    let widest = numbers.iter().map(|it| width(it, true)).fold(0.0, f64::max);
    if whole <= 0.0 {
        let size = (drawing.width - 2.0, THICK - 2.0);
        drawing.behind.push(rect((1.0, 1.0), size, Look::Hollow));
    }
    let (mut x, mut y) = (0.0, THICK + 12.0);
    for (index, (row, number)) in grid.rows.iter().zip(&numbers).enumerate() {
        let Some(cell) = row.cells.first() else { continue };
        let long = scale.length(cell.size());
        let words = SAMPLE + 8.0 + widest + 10.0;
        let (lines, height) =
            paragraph((words, y + 4.0), Anchor::Start, &row.label.text, drawing.width - words);
        let high = (height + 8.0).max(TARGET);
        let mut shapes = vec![rect((0.0, y), (drawing.width, high), Look::Touch)];
        if long > 0.0 {
            shapes.push(part((x, 0.0), (long, THICK), index));
        }
        shapes.push(part((1.0, y + 6.0), (SAMPLE, SAMPLE), index));
        let at = (SAMPLE + 8.0 + widest, y + 4.0 + ASCENT);
        shapes.push(strong(at, Anchor::End, number));
        shapes.extend(lines);
        let link = cell.link.clone().or_else(|| row.label.link.clone());
        drawing.marks.push(Mark { says: said(grid, row, 0, false), link, shapes });
        x += long;
        y += high;
    }
    drawing.height = y;
}
