//! A drawing: shapes in a box, some of them bound to marks that lead somewhere.

use serde::{Serialize, Serializer};

use super::metrics::{ASCENT, DESCENT, LINE, width, wrap};

/// Width of a drawing for narrow columns and telephones.
pub const NARROW: f64 = 300.0;
/// Width of a drawing for everything else.
pub const WIDE: f64 = 680.0;

/// A length in units of a drawing; written with at most one decimal place.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Length(pub f64);

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tenths = (self.0 * 10.0).round();
        if tenths % 10.0 == 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "drawings are small")]
            serializer.serialize_i64((tenths / 10.0) as i64)
        } else {
            serializer.serialize_f64(tenths / 10.0)
        }
    }
}

/// What a shape is for; the theme gives each a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Filled with the pattern of a series.
    Part,
    /// The line everything grows from.
    Axis,
    /// A light line to measure by.
    Grid,
    /// A line that joins two things.
    Tie,
    /// A line that carries a series.
    Thread,
    /// A band that carries a number from one thing to another.
    Band,
    /// A plate under words.
    Plate,
    /// An open mark: a place without anything.
    Hollow,
    /// The main thing.
    Heart,
    /// Makes the place for a finger larger; not to be seen.
    Touch,
    /// Today.
    Now,
    /// Words.
    Words,
    /// Words of less weight: axes, units.
    Soft,
}

/// From where a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// To the right.
    Start,
    /// To both sides.
    Middle,
    /// To the left.
    End,
}

/// Something to draw.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Left.
        x: Length,
        /// Top.
        y: Length,
        /// Width.
        width: Length,
        /// Height.
        height: Length,
        /// Look.
        look: Look,
        /// The pattern of a series, from 1; 0 for none.
        pattern: usize,
    },
    /// A circle.
    Circle {
        /// Centre.
        x: Length,
        /// Centre.
        y: Length,
        /// Radius.
        r: Length,
        /// Look.
        look: Look,
        /// The pattern of a series, from 1; 0 for none.
        pattern: usize,
    },
    /// Lines and curves in the language of SVG paths.
    Path {
        /// The path.
        d: String,
        /// Look.
        look: Look,
        /// The pattern of a series, from 1; 0 for none.
        pattern: usize,
    },
    /// A line of words.
    Text {
        /// Where it begins, has its middle or ends.
        x: Length,
        /// The line that the letters stand on.
        y: Length,
        /// Which of these.
        anchor: Anchor,
        /// The words.
        text: String,
        /// Whether in bold type.
        bold: bool,
        /// Look.
        look: Look,
    },
}

/// Shapes that stand for one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// What it stands for, with its number, in words.
    pub says: String,
    /// The page it leads to, from the root of the site.
    pub link: Option<String>,
    /// What is drawn.
    pub shapes: Vec<Shape>,
}

/// A finished drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width of its box.
    pub width: f64,
    /// Height of its box.
    pub height: f64,
    /// Axes, keys and ties, which say nothing that the marks do not.
    pub behind: Vec<Shape>,
    /// Marks in the order of the table.
    pub marks: Vec<Mark>,
}

/// The box that a shape fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box {
    /// Left, top, right, bottom.
    pub sides: [f64; 4],
}

impl Drawing {
    /// An empty drawing of a width.
    pub(super) fn new(width: f64) -> Drawing {
        Drawing { width, height: 0.0, behind: vec![], marks: vec![] }
    }

    /// Whether it is the drawing for narrow columns.
    pub fn is_narrow(&self) -> bool {
        self.width < WIDE
    }

    /// Every shape.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.behind.iter().chain(self.marks.iter().flat_map(|it| &it.shapes))
    }

    /// The patterns it uses, each once, in order.
    pub fn patterns(&self) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .shapes()
            .filter_map(|it| match it {
                Shape::Rect { pattern, .. }
                | Shape::Circle { pattern, .. }
                | Shape::Path { pattern, .. } => Some(*pattern),
                Shape::Text { .. } => None,
            })
            .filter(|it| *it > 0)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Box {
    /// Whether two boxes share room.
    pub fn meets(self, other: Box) -> bool {
        let ([l, t, r, d], [l2, t2, r2, d2]) = (self.sides, other.sides);
        // Half a unit is nothing: letters do not reach the edges of their boxes.
        l + 0.5 < r2 && l2 + 0.5 < r && t + 0.5 < d2 && t2 + 0.5 < d
    }
}

impl Shape {
    /// Words moved by a distance; other shapes stay.
    pub(super) fn moved(self, right: f64, down: f64) -> Shape {
        match self {
            Shape::Text { x, y, anchor, text, bold, look } => {
                let (x, y) = (Length(x.0 + right), Length(y.0 + down));
                Shape::Text { x, y, anchor, text, bold, look }
            }
            other => other,
        }
    }

    /// Words with less weight; other shapes stay.
    pub(super) fn softened(self) -> Shape {
        match self {
            Shape::Text { x, y, anchor, text, bold, .. } => {
                Shape::Text { x, y, anchor, text, bold, look: Look::Soft }
            }
            other => other,
        }
    }

    /// The box of words or of a rectangle or circle; none for paths.
    pub fn bounds(&self) -> Option<Box> {
        let sides = match self {
            Shape::Rect { x, y, width, height, .. } => {
                [x.0, y.0, x.0 + width.0, y.0 + height.0]
            }
            Shape::Circle { x, y, r, .. } => [x.0 - r.0, y.0 - r.0, x.0 + r.0, y.0 + r.0],
            Shape::Text { x, y, anchor, text, bold, .. } => {
                let wide = width(text, *bold);
                let left = match anchor {
                    Anchor::Start => x.0,
                    Anchor::Middle => x.0 - wide / 2.0,
                    Anchor::End => x.0 - wide,
                };
                [left, y.0 - ASCENT, left + wide, y.0 + DESCENT]
            }
            Shape::Path { .. } => return None,
        };
        Some(Box { sides })
    }
}

/// A rectangle.
pub(super) fn rect((x, y): (f64, f64), (width, height): (f64, f64), look: Look) -> Shape {
    filled((x, y), (width, height), look, 0)
}

/// A rectangle with the pattern of a series.
pub(super) fn part((x, y): (f64, f64), (width, height): (f64, f64), series: usize) -> Shape {
    filled((x, y), (width, height), Look::Part, pattern_of(series))
}

fn filled(
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    look: Look,
    pattern: usize,
) -> Shape {
    let (width, height) = (Length(width), Length(height));
    Shape::Rect { x: Length(x), y: Length(y), width, height, look, pattern }
}

/// How many patterns themes have.
const PATTERNS: usize = 7;

/// The pattern of a series by its index.
pub(super) fn pattern_of(series: usize) -> usize {
    series % PATTERNS + 1
}

/// A circle with the pattern of a series.
pub(super) fn dot((x, y): (f64, f64), r: f64, series: usize) -> Shape {
    let pattern = pattern_of(series);
    Shape::Circle { x: Length(x), y: Length(y), r: Length(r), look: Look::Part, pattern }
}

/// A circle of a look.
pub(super) fn ring((x, y): (f64, f64), r: f64, look: Look) -> Shape {
    Shape::Circle { x: Length(x), y: Length(y), r: Length(r), look, pattern: 0 }
}

/// A straight line.
pub(super) fn line(from: (f64, f64), to: (f64, f64), look: Look) -> Shape {
    path(&format!("M{} {}L{} {}", tenth(from.0), tenth(from.1), tenth(to.0), tenth(to.1)), look)
}

/// A path of a look.
pub(super) fn path(d: &str, look: Look) -> Shape {
    Shape::Path { d: d.to_owned(), look, pattern: 0 }
}

/// A path that a series takes, told from others by its strokes.
pub(super) fn thread(d: &str, series: usize) -> Shape {
    Shape::Path { d: d.to_owned(), look: Look::Thread, pattern: pattern_of(series) }
}

/// A number of a path, with at most one decimal place.
pub(super) fn tenth(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    // No minus before a zero.
    (rounded + 0.0).to_string()
}

/// A line of words.
pub(super) fn words((x, y): (f64, f64), anchor: Anchor, text: &str) -> Shape {
    lettered((x, y), anchor, text, (false, Look::Words))
}

/// A line of words in bold type.
pub(super) fn strong((x, y): (f64, f64), anchor: Anchor, text: &str) -> Shape {
    lettered((x, y), anchor, text, (true, Look::Words))
}

/// A line of words of less weight.
pub(super) fn soft((x, y): (f64, f64), anchor: Anchor, text: &str) -> Shape {
    lettered((x, y), anchor, text, (false, Look::Soft))
}

fn lettered(
    (x, y): (f64, f64),
    anchor: Anchor,
    text: &str,
    (bold, look): (bool, Look),
) -> Shape {
    Shape::Text { x: Length(x), y: Length(y), anchor, text: text.to_owned(), bold, look }
}

/// Words in as many lines as they need; `top` is the upper edge. Also gives their height.
pub(super) fn paragraph(
    (x, top): (f64, f64),
    anchor: Anchor,
    text: &str,
    room: f64,
) -> (Vec<Shape>, f64) {
    let lines = wrap(text, room);
    let height = LINE * count(lines.len());
    let mut y = top + ASCENT;
    let mut shapes = vec![];
    for it in &lines {
        shapes.push(words((x, y), anchor, it));
        y += LINE;
    }
    (shapes, height)
}

/// A small number as a length.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
