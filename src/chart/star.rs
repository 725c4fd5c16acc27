//! One in the middle of many: a coordinator and its partners, by kind.

use super::metrics::LINE;
use super::scene::{
    Anchor, Drawing, Look, Mark, Shape, count, dot, line, paragraph, rect, strong,
};
use super::{Label, Table, TableCell, TableRow, key};

/// More than so many are drawn as branches instead of rays.
const MOST_RAYS: usize = 60;
/// The least height of a node.
const TARGET: f64 = 27.0;
/// From the middle to the nodes at the sides.
const REACH: f64 = 112.0;
/// Width of the words in the middle.
const HEART: f64 = 150.0;

/// One in the middle of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Star {
    /// The one.
    pub centre: Label,
    /// Its own kind.
    pub kind: String,
    /// What it is: «координатор».
    pub role: String,
    /// What the others are: «партнер».
    pub others: String,
    /// What groups are of: «Тип организации».
    pub head: String,
    /// The others, by kind.
    pub groups: Vec<(Label, Vec<Label>)>,
}

impl Star {
    /// The one, then the others, in their order.
    pub(super) fn table(&self) -> Table {
        let cell = |text: &str| TableCell { text: text.to_owned(), ..TableCell::default() };
        let head = vec!["Организация".to_owned(), "Роль".to_owned(), self.head.clone()];
        let centre = TableRow {
            label: self.centre.clone(),
            cells: vec![cell(&self.role), cell(&self.kind)],
        };
        let others = self.groups.iter().flat_map(|(kind, others)| {
            others.iter().map(|it| TableRow {
                label: it.clone(),
                cells: vec![cell(&self.others), cell(&kind.text)],
            })
        });
        Table { head, rows: std::iter::once(centre).chain(others).collect() }
    }

    /// How many others there are.
    pub(super) fn size(&self) -> usize {
        self.groups.iter().map(|it| it.1.len()).sum()
    }
}

/// Draws rays; in narrow columns, and for more than sixty, branches.
pub(super) fn draw(drawing: &mut Drawing, star: &Star) {
    if drawing.is_narrow() || star.size() > MOST_RAYS {
        branches(drawing, star);
    } else {
        rays(drawing, star);
    }
}

/// The mark of the one in the middle.
fn heart(star: &Star, shapes: Vec<Shape>) -> Mark {
    let says = format!("{}: {}", star.centre, star.role);
    Mark { says, link: star.centre.link.clone(), shapes }
}

/// A node with its words on one side, not yet at its height.
struct Node<'a> {
    kind: usize,
    kind_name: &'a str,
    label: &'a Label,
    height: f64,
}

fn rays(drawing: &mut Drawing, star: &Star) {
    let names: Vec<Label> = star.groups.iter().map(|it| it.0.clone()).collect();
    let start = key::draw(drawing, &names) + 4.0;
    let middle = drawing.width / 2.0;
    let room = middle - REACH - 14.0;
    let node = |(kind, group): (usize, &'_ (Label, Vec<Label>))| {
        let height = |it: &Label| {
            (paragraph((0.0, 0.0), Anchor::Start, &it.text, room).1 + 8.0).max(TARGET)
        };
        let nodes = group.1.iter().map(|label| (kind, height(label)));
        nodes.collect::<Vec<_>>()
    };
    let heights: Vec<(usize, f64)> = star.groups.iter().enumerate().flat_map(node).collect();
    let labels =
        star.groups.iter().flat_map(|(kind, all)| all.iter().map(move |it| (kind, it)));
    let nodes: Vec<Node<'_>> = labels
        .zip(heights)
        .map(|((name, label), (kind, height))| Node {
            kind,
            kind_name: &name.text,
            label,
            height,
        })
        .collect();
    let (left, right) = nodes.split_at(nodes.len() / 2);
    let side = |nodes: &[Node<'_>]| nodes.iter().map(|it| it.height).sum::<f64>();
    let (lines, words) =
        paragraph((middle, 0.0), Anchor::Middle, &star.centre.text, HEART - 16.0);
    let plate = words + LINE + 18.0;
    let tall = side(left).max(side(right)).max(plate + 60.0);
    let centre = start + tall / 2.0;
    let top = centre - plate / 2.0;
    let mut shapes = vec![rect((middle - HEART / 2.0, top), (HEART, plate), Look::Hollow)];
    shapes.push(strong((middle, top + 8.0 + 14.0), Anchor::Middle, &star.role));
    shapes.extend(lines.into_iter().map(|it| it.moved(0.0, top + 8.0 + LINE)));
    drawing.marks.push(heart(star, shapes));
    for (nodes, direction) in [(left, -1.0), (right, 1.0)] {
        let gap = (tall - side(nodes)) / count(nodes.len().max(1));
        let mut y = start;
        for node in nodes {
            let at = y + (node.height + gap) / 2.0;
            y += node.height + gap;
            ray(drawing, node, ((middle, centre), (direction, at, tall)), room);
        }
    }
    drawing.height = start + tall + 2.0;
}

/// One ray: the line, the node on an oval, the words beyond it.
fn ray(
    drawing: &mut Drawing,
    node: &Node<'_>,
    ((middle, centre), (direction, at, tall)): ((f64, f64), (f64, f64, f64)),
    room: f64,
) {
    let off = (at - centre) / (tall / 2.0);
    let x = middle + direction * REACH * (1.0 - 0.85 * off * off).max(0.0).sqrt();
    drawing.behind.push(line((middle, centre), (x, at), Look::Tie));
    let (anchor, edge) =
        if direction < 0.0 { (Anchor::End, 0.0) } else { (Anchor::Start, drawing.width) };
    let (lines, height) = paragraph((0.0, 0.0), anchor, &node.label.text, room);
    let words = x + direction * 13.0;
    let (from, to) = if direction < 0.0 { (edge, x + 9.0) } else { (x - 9.0, edge) };
    let mut shapes =
        vec![rect((from, at - node.height / 2.0), (to - from, node.height), Look::Touch)];
    shapes.push(dot((x, at), 8.0, node.kind));
    shapes.extend(lines.into_iter().map(|it| it.moved(words, at - height / 2.0)));
    let says = format!("{}: {}", node.label, node.kind_name);
    drawing.marks.push(Mark { says, link: node.label.link.clone(), shapes });
}

fn branches(drawing: &mut Drawing, star: &Star) {
    let (lines, height) =
        paragraph((12.0, 8.0 + LINE), Anchor::Start, &star.centre.text, drawing.width - 24.0);
    let plate = height + LINE + 18.0;
    let mut shapes = vec![rect((1.0, 1.0), (drawing.width - 2.0, plate - 2.0), Look::Hollow)];
    shapes.push(strong((12.0, 8.0 + 14.0), Anchor::Start, &star.role));
    shapes.extend(lines);
    drawing.marks.push(heart(star, shapes));
    let columns = if drawing.is_narrow() { 1 } else { 2 };
    let wide = drawing.width / count(columns);
    let whole: f64 =
        star.groups.iter().map(|(kind, others)| group_height(&kind.text, others, wide)).sum();
    let (mut column, mut y, mut lowest): (_, f64, f64) = (0, plate + 8.0, plate);
    for (index, (kind, others)) in star.groups.iter().enumerate() {
        if others.is_empty() {
            continue;
        }
        for (place, label) in others.iter().enumerate() {
            let full = column + 1 < columns && y - plate > whole / count(columns);
            if full {
                trunk(drawing, wide * count(column), (plate, y));
                lowest = lowest.max(y);
                (column, y) = (column + 1, plate + 8.0);
            }
            let x = wide * count(column);
            if place == 0 || full {
                let text = format!("{} ({})", kind.text, others.len());
                let (lines, height) =
                    paragraph((x + 24.0, y + 6.0), Anchor::Start, &text, wide - 30.0);
                drawing.behind.extend(lines);
                y += height + 10.0;
            }
            y += branch(drawing, (index, kind, label), (x, y), wide);
        }
        lowest = lowest.max(y);
    }
    trunk(drawing, wide * count(column), (plate, y));
    drawing.height = lowest.max(y) + 2.0;
}

fn group_height(kind: &str, others: &[Label], wide: f64) -> f64 {
    let high = |it: &Label| {
        (paragraph((0.0, 0.0), Anchor::Start, &it.text, wide - 48.0).1 + 8.0).max(TARGET)
    };
    let head = paragraph((0.0, 0.0), Anchor::Start, kind, wide - 30.0).1 + 10.0;
    head + others.iter().map(high).sum::<f64>()
}

/// The line from which branches go.
fn trunk(drawing: &mut Drawing, x: f64, (from, to): (f64, f64)) {
    drawing.behind.push(line((x + 10.0, from), (x + 10.0, to - TARGET / 2.0), Look::Tie));
}

/// One of the others on a branch; gives its height.
fn branch(
    drawing: &mut Drawing,
    (kind, kind_label, label): (usize, &Label, &Label),
    (x, y): (f64, f64),
    wide: f64,
) -> f64 {
    let (lines, height) =
        paragraph((x + 44.0, y + 4.0), Anchor::Start, &label.text, wide - 48.0);
    let high = (height + 8.0).max(TARGET);
    let at = y + high / 2.0;
    drawing.behind.push(line((x + 10.0, at), (x + 24.0, at), Look::Tie));
    let mut shapes = vec![rect((x + 18.0, y), (wide - 18.0, high), Look::Touch)];
    shapes.push(dot((x + 31.0, at), 7.0, kind));
    shapes.extend(lines);
    let says = format!("{label}: {kind_label}");
    drawing.marks.push(Mark { says, link: label.link.clone(), shapes });
    high
}
