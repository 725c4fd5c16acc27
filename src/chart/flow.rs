//! A flow: bands from what was to what became of it, as wide as the numbers.

use super::bars::{self, said};
use super::metrics::LINE;
use super::scene::{
    Anchor, Drawing, Look, Mark, Shape, count, paragraph, part, pattern_of, rect, strong, tenth,
};
use super::{Cell, Grid, Row};

/// Thickness of the blocks on both sides.
const BLOCK: f64 = 14.0;
/// Height of everything together on one side, without gaps.
const TALL: f64 = 240.0;
/// Between two blocks.
const GAP: f64 = 14.0;
/// Width of the words on either side.
const WORDS: f64 = 205.0;

/// A block of one side: where its band may begin, and how high it is.
struct Block {
    top: f64,
    high: f64,
}

/// Draws the flow; in a narrow column, bars made of the same numbers.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    if drawing.is_narrow() {
        return bars::stacked(drawing, grid);
    }
    let whole: f64 = grid.rows.iter().flat_map(|it| &it.cells).map(Cell::size).sum();
    let scale = if whole > 0.0 { TALL / whole } else { 0.0 };
    let sum = |it: &Row| it.cells.iter().map(Cell::size).sum::<f64>();
    let column = |series: usize| -> f64 {
        grid.rows.iter().filter_map(|it| it.cells.get(series)).map(Cell::size).sum()
    };
    let left: Vec<Words> = grid
        .rows
        .iter()
        .map(|row| Words::new(&row.label.text, &Grid::total_digits(row), Anchor::End))
        .collect();
    let sums: Vec<Cell> = (0..grid.series.len()).map(|it| sum_of(grid, it)).collect();
    let right: Vec<Words> = grid
        .series
        .iter()
        .zip(&sums)
        .map(|(it, sum)| Words::new(&it.text, &sum.digits(), Anchor::Start))
        .collect();
    let highs: Vec<f64> = grid.rows.iter().map(|it| sum(it) * scale).collect();
    let origins = place_in(&(0..left.len()).collect::<Vec<_>>(), &left, &highs);
    let highs: Vec<f64> = (0..grid.series.len()).map(|it| column(it) * scale).collect();
    let order = order(grid);
    let ends = place_in(&order, &right, &highs);
    let (from, to) = (WORDS + 12.0 + BLOCK, drawing.width - WORDS - 12.0 - BLOCK);
    bands(drawing, grid, (&origins, &ends, &order), (from, to), scale);
    blocks(drawing, grid, (left, &origins), (right, &ends), (from, to));
    drawing.height =
        drawing.shapes().filter_map(Shape::bounds).map(|it| it.sides[3]).fold(0.0, f64::max)
            + 2.0;
}

/// The words and the blocks of one side.
type Side<'a> = (Vec<Words>, &'a [Block]);

/// Blocks with their words, first on the left, then on the right.
fn blocks(
    drawing: &mut Drawing,
    grid: &Grid,
    (left, origins): Side<'_>,
    (right, ends): Side<'_>,
    (from, to): (f64, f64),
) {
    for ((row, words), block) in grid.rows.iter().zip(left).zip(origins) {
        let mut shapes =
            vec![rect((from - BLOCK, block.top), (BLOCK, block.high), Look::Heart)];
        shapes.extend(words.at(WORDS, block));
        let says = format!("{}: {}", row.label, Grid::total_digits(row));
        drawing.marks.push(Mark { says, link: row.label.link.clone(), shapes });
    }
    for (series, (words, block)) in right.into_iter().zip(ends).enumerate() {
        let label = &grid.series[series];
        let mut shapes = vec![part((to, block.top), (BLOCK, block.high), series)];
        shapes.extend(words.at(to + BLOCK + 12.0, block));
        let says = format!("{label}: {}", grid.unit.said(&sum_of(grid, series)));
        drawing.marks.push(Mark { says, link: label.link.clone(), shapes });
    }
}

/// The sum of a series.
fn sum_of(grid: &Grid, series: usize) -> Cell {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(series));
    let row = Row { cells: cells.cloned().collect(), ..Row::default() };
    Cell { value: Grid::total(&row), ..Cell::default() }
}

/// A band for each number: from its place in the block on the left to that on the right.
fn bands(
    drawing: &mut Drawing,
    grid: &Grid,
    (origins, ends, order): (&[Block], &[Block], &[usize]),
    (from, to): (f64, f64),
    scale: f64,
) {
    let mut filled = vec![0.0; ends.len()];
    for (row, origin) in grid.rows.iter().zip(origins) {
        let mut used = 0.0;
        let cells = order.iter().filter_map(|it| row.cells.get(*it).map(|cell| (*it, cell)));
        for (series, cell) in cells {
            let high = cell.size() * scale;
            if high <= 0.0 {
                continue;
            }
            let start = origin.top + used;
            let end = ends[series].top + filled[series];
            used += high;
            filled[series] += high;
            let d = band((from, start), (to, end), high);
            let shapes = vec![Shape::Path { d, look: Look::Band, pattern: pattern_of(series) }];
            let says = said(grid, row, series, true);
            drawing.marks.push(Mark { says, link: None, shapes });
        }
    }
}

/// A band between two upright edges of one height.
fn band((x, y): (f64, f64), (x2, y2): (f64, f64), high: f64) -> String {
    let middle = tenth((x + x2) / 2.0);
    let (left, right) = (tenth(x), tenth(x2));
    let (top, top2, low, low2) = (tenth(y), tenth(y2), tenth(y + high), tenth(y2 + high));
    format!(
        "M{left} {top}C{middle} {top} {middle} {top2} {right} {top2}V{low2}C{middle} {low2} \
         {middle} {low} {left} {low}Z"
    )
}

/// Words beside a block: its number, then its name.
struct Words {
    lines: Vec<Shape>,
    height: f64,
    number: String,
    anchor: Anchor,
}

impl Words {
    fn new(text: &str, number: &str, anchor: Anchor) -> Words {
        let (lines, height) = paragraph((0.0, 0.0), anchor, text, WORDS);
        Words { lines, height: height + LINE, number: number.to_owned(), anchor }
    }

    /// The words in the middle of the height of a block.
    fn at(self, x: f64, block: &Block) -> Vec<Shape> {
        let top = block.top + (block.high - self.height).max(0.0) / 2.0;
        let mut shapes = vec![strong((x, top + 14.0), self.anchor, &self.number)];
        shapes.extend(self.lines.into_iter().map(|it| it.moved(x, top + LINE)));
        shapes
    }
}

/// Blocks under one another in an order, each with room for its words.
fn place_in(order: &[usize], words: &[Words], highs: &[f64]) -> Vec<Block> {
    let mut blocks: Vec<Block> = highs.iter().map(|it| Block { top: 0.0, high: *it }).collect();
    let mut top = 0.0;
    for at in order {
        blocks[*at].top = top;
        top += highs[*at].max(words[*at].height) + GAP;
    }
    blocks
}

/// The order of series in which few bands cross: each by the mean place of its rows.
fn order(grid: &Grid) -> Vec<usize> {
    let mean = |series: &usize| {
        let cells = grid
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, it)| it.cells.get(*series).map(|it| (count(at), it.size())));
        let (sum, whole) =
            cells.fold((0.0, 0.0), |(sum, whole), (at, size)| (sum + at * size, whole + size));
        if whole > 0.0 { sum / whole } else { f64::MAX }
    };
    let mut order: Vec<usize> = (0..grid.series.len()).collect();
    order.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.cmp(b)));
    order
}
