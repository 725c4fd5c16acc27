//! A network of two kinds of nodes: series in the middle, on the left the rows that join several
//! of them, on the right those that belong to one alone.

use super::matrix::{self, meets, met};
use super::scene::{
    Anchor, Drawing, Look, Mark, Shape, count, dot, paragraph, path, rect, tenth,
};
use super::{Grid, Row};

/// The least height of a node.
const TARGET: f64 = 27.0;
/// Left and right edge of the boxes in the middle.
const MIDDLE: (f64, f64) = (272.0, 432.0);
/// Where the nodes on the left and on the right stand.
const SIDES: (f64, f64) = (156.0, 484.0);
/// The room for names on the left.
const ROOM: f64 = SIDES.0 - 13.0;
/// From one box to the next, where nothing else needs more.
const GAP: f64 = 16.0;
/// How often the order is improved.
const SWEEPS: usize = 8;

/// Draws the network; in a narrow column, the matrix of the same meetings.
pub(super) fn draw(drawing: &mut Drawing, grid: &Grid) {
    if drawing.is_narrow() {
        return matrix::draw(drawing, grid);
    }
    let at =
        |row: &Row| (0..grid.series.len()).filter(|it| meets(row, *it)).collect::<Vec<_>>();
    let meetings: Vec<Vec<usize>> = grid.rows.iter().map(at).collect();
    let several = |it: &usize| meetings[*it].len() > 1;
    let (mut bridges, alone): (Vec<usize>, Vec<usize>) =
        (0..grid.rows.len()).filter(|it| !meetings[*it].is_empty()).partition(several);
    let order = order(grid.series.len(), &meetings, &mut bridges);
    let mut nodes = Nodes::new(grid);
    let highs: Vec<f64> = bridges.iter().map(|it| bridge_height(&grid.rows[*it])).collect();
    let series = (order.as_slice(), meetings.as_slice(), alone.as_slice());
    let mut bottom = nodes.place_series(drawing, grid, series, GAP);
    let lacking = highs.iter().sum::<f64>() - bottom;
    if lacking > 0.0 && order.len() > 1 {
        // A long left side, beside which the boxes spread.
        let gap = GAP + lacking / count(order.len() - 1);
        bottom = nodes.place_series(drawing, grid, series, gap);
    }
    let low = nodes.place_bridges(grid, (&bridges, &highs, &meetings), bottom);
    ties(drawing, &nodes, &meetings);
    nodes.marks(drawing, grid);
    drawing.height = bottom.max(low) + 2.0;
}

/// Where every node stands, and what is drawn there.
struct Nodes {
    /// Middle heights of series.
    series: Vec<f64>,
    /// Shapes of series.
    boxes: Vec<Vec<Shape>>,
    /// Place of each row's dot; none for rows that meet nothing.
    rows: Vec<Option<(f64, f64)>>,
    /// Shapes of rows.
    names: Vec<Vec<Shape>>,
}

impl Nodes {
    fn new(grid: &Grid) -> Nodes {
        Nodes {
            series: vec![0.0; grid.series.len()],
            boxes: vec![vec![]; grid.series.len()],
            rows: vec![None; grid.rows.len()],
            names: vec![vec![]; grid.rows.len()],
        }
    }

    /// Places series from the top, each beside the rows that are its own alone; gives the end.
    fn place_series(
        &mut self,
        drawing: &Drawing,
        grid: &Grid,
        (order, meetings, alone): (&[usize], &[Vec<usize>], &[usize]),
        gap: f64,
    ) -> f64 {
        let mut top = 0.0;
        for series in order {
            let start = top;
            for row in alone.iter().filter(|it| meetings[**it].first() == Some(series)) {
                let x = SIDES.1 + 13.0;
                let label = &grid.rows[*row].label.text;
                let (lines, height) =
                    paragraph((x, top + 4.0), Anchor::Start, label, drawing.width - x);
                let high = (height + 8.0).max(TARGET);
                self.rows[*row] = Some((SIDES.1, top + high / 2.0));
                let place = ((SIDES.1 - 8.0, top), (drawing.width - SIDES.1 + 8.0, high));
                self.names[*row] = vec![rect(place.0, place.1, Look::Touch)];
                self.names[*row].extend(lines);
                top += high;
            }
            let room = MIDDLE.1 - MIDDLE.0 - 16.0;
            let label = &grid.series[*series].text;
            let (_, height) = paragraph((0.0, 0.0), Anchor::Middle, label, room);
            let tall = (height + 14.0).max(TARGET);
            let space = (top - start).max(tall);
            let middle = start + space / 2.0;
            let x = (MIDDLE.0 + MIDDLE.1) / 2.0;
            let (lines, _) = paragraph((x, middle - height / 2.0), Anchor::Middle, label, room);
            let size = (MIDDLE.1 - MIDDLE.0, tall);
            self.boxes[*series] =
                vec![rect((MIDDLE.0, middle - tall / 2.0), size, Look::Hollow)];
            self.boxes[*series].extend(lines);
            self.series[*series] = middle;
            top = start + space + gap;
        }
        (top - gap).max(0.0)
    }

    /// Places the rows that join several series as near to them as there is room.
    fn place_bridges(
        &mut self,
        grid: &Grid,
        (bridges, highs, meetings): (&[usize], &[f64], &[Vec<usize>]),
        bottom: f64,
    ) -> f64 {
        let whole: f64 = highs.iter().sum();
        let wanted = |row: &usize| {
            let places = meetings[*row].iter().map(|it| self.series[*it]);
            places.sum::<f64>() / count(meetings[*row].len())
        };
        let wanted: Vec<f64> = bridges.iter().map(wanted).collect();
        let (mut top, mut left) = (0.0f64, whole);
        let end = bottom.max(whole);
        for ((row, high), wanted) in bridges.iter().zip(highs).zip(&wanted) {
            // Not above its neighbour, and not so low that the rest has no room.
            top = (wanted - high / 2.0).max(top).min(end - left);
            left -= high;
            let label = &grid.rows[*row].label.text;
            let height = paragraph((0.0, 0.0), Anchor::End, label, ROOM).1;
            let at = (ROOM, top + (high - height) / 2.0);
            let (lines, _) = paragraph(at, Anchor::End, label, ROOM);
            self.rows[*row] = Some((SIDES.0, top + high / 2.0));
            self.names[*row] = vec![rect((0.0, top), (SIDES.0 + 8.0, *high), Look::Touch)];
            self.names[*row].extend(lines);
            top += high;
        }
        top.max(bottom)
    }

    /// Series in their order, then rows in theirs: as the table has them.
    fn marks(self, drawing: &mut Drawing, grid: &Grid) {
        for (series, shapes) in self.boxes.into_iter().enumerate() {
            let label = &grid.series[series];
            let number = grid.rows.iter().filter(|it| meets(it, series)).count();
            let says = format!("{label}: {}", grid.unit.counted(number));
            drawing.marks.push(Mark { says, link: label.link.clone(), shapes });
        }
        for (row, (place, mut shapes)) in self.rows.into_iter().zip(self.names).enumerate() {
            let Some(place) = place else { continue };
            let row = &grid.rows[row];
            shapes.push(dot(place, 7.0, usize::from(place.0 > MIDDLE.0)));
            drawing.marks.push(Mark {
                says: met(grid, row),
                link: row.label.link.clone(),
                shapes,
            });
        }
    }
}

/// How high a row on the left stands.
fn bridge_height(row: &Row) -> f64 {
    let height = paragraph((0.0, 0.0), Anchor::End, &row.label.text, ROOM).1;
    (height + 8.0).max(TARGET)
}

/// The order of series in which those that share rows stand near each other, and the order of
/// bridges beside them: each takes the mean place of its neighbours, in turn.
fn order(series: usize, meetings: &[Vec<usize>], bridges: &mut [usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..series).collect();
    for _ in 0..SWEEPS {
        let place = places(&order, series);
        let mean = |row: &usize| mean(meetings[*row].iter().map(|it| place[*it]));
        bridges.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.cmp(b)));
        let own = |series: usize| {
            let rows = bridges.iter().enumerate();
            let rows = rows.filter(move |it| meetings[*it.1].contains(&series));
            self::mean(rows.map(|it| it.0))
        };
        let means: Vec<f64> = (0..series).map(own).collect();
        order.sort_by(|a, b| means[*a].total_cmp(&means[*b]).then(a.cmp(b)));
    }
    let place = places(&order, series);
    let mean = |row: &usize| mean(meetings[*row].iter().map(|it| place[*it]));
    bridges.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.cmp(b)));
    order
}

/// The place of each in an order.
fn places(order: &[usize], len: usize) -> Vec<usize> {
    let mut places = vec![0; len];
    for (place, it) in order.iter().enumerate() {
        places[*it] = place;
    }
    places
}

/// The mean; what has no neighbours goes to the end.
fn mean(places: impl Iterator<Item = usize>) -> f64 {
    let (sum, number) =
        places.fold((0.0, 0.0), |(sum, number), it| (sum + count(it), number + 1.0));
    if number > 0.0 { sum / number } else { f64::MAX }
}

/// Curves from every row to what it meets.
fn ties(drawing: &mut Drawing, nodes: &Nodes, meetings: &[Vec<usize>]) {
    for (row, place) in nodes.rows.iter().enumerate() {
        let Some((x, y)) = *place else { continue };
        for series in &meetings[row] {
            let edge = if x < MIDDLE.0 { MIDDLE.0 } else { MIDDLE.1 };
            let middle = tenth((x + edge) / 2.0);
            let (to, y, x) = (tenth(nodes.series[*series]), tenth(y), tenth(x));
            let d = format!("M{x} {y}C{middle} {y} {middle} {to} {} {to}", tenth(edge));
            drawing.behind.push(path(&d, Look::Tie));
        }
    }
}
