//! What begins and ends on days, along a line of months.

use jiff::civil::Date;

use super::metrics::{LINE, width};
use super::scene::{Anchor, Drawing, Look, Mark, Shape, line, paragraph, part, rect, soft};
use super::{Label, Table, TableCell, TableRow};
use crate::text::date;

/// Thickness of a bar.
const THICK: f64 = 16.0;
/// Between two rows.
const GAP: f64 = 14.0;
/// Steps between the words of the axis, in months.
const STEPS: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// What begins and ends on days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// What rows are: «Поручение».
    pub head: String,
    /// The rows.
    pub spans: Vec<Span>,
    /// The day of the build; drawn if it falls among the others.
    pub today: Date,
}

/// A row of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub label: Label,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How it stands, in words: «просрочено».
    pub state: String,
    /// The pattern of that state, by index.
    pub series: usize,
}

impl Timeline {
    /// Every row with its days.
    pub(super) fn table(&self) -> Table {
        let head = [self.head.as_str(), "Начало", "Срок", "Состояние"];
        let cell = |text: String| TableCell { text, ..TableCell::default() };
        let row = |it: &Span| TableRow {
            label: it.label.clone(),
            cells: vec![
                cell(date::short(it.from)),
                cell(date::short(it.to)),
                cell(it.state.clone()),
            ],
        };
        Table {
            head: head.map(str::to_owned).to_vec(),
            rows: self.spans.iter().map(row).collect(),
        }
    }
}

/// Where days stand.
struct Axis {
    start: f64,
    long: f64,
    first: Date,
    days: f64,
}

impl Axis {
    fn at(&self, day: Date) -> f64 {
        self.start + self.long * days(self.first, day) / self.days
    }
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |it| it.get_days()))
}

/// Draws a bar for each row, its words and days on the left, in narrow columns above.
pub(super) fn draw(drawing: &mut Drawing, timeline: &Timeline) {
    let first = timeline.spans.iter().map(|it| it.from.min(it.to)).min();
    let last = timeline.spans.iter().map(|it| it.to.max(it.from)).max();
    let (Some(first), Some(last)) = (first, last) else { return };
    let words = if drawing.is_narrow() { drawing.width } else { drawing.width * 0.46 };
    let start = if drawing.is_narrow() { 2.0 } else { words + 14.0 };
    let long = drawing.width - start - 2.0;
    let axis = Axis { start, long, first, days: days(first, last).max(1.0) };
    let mut top = ticks(drawing, &axis, last);
    let floor = top - 8.0;
    let mut bars = vec![];
    for span in &timeline.spans {
        let (lines, height) = paragraph((0.0, top), Anchor::Start, &span.label.text, words);
        let days = format!("{} — {}", date::short(span.to), span.state);
        let (days, more) = paragraph((0.0, top + height), Anchor::Start, &days, words);
        let (bar, tall) = match drawing.is_narrow() {
            true => (top + height + more + 5.0, height + more + 5.0 + THICK),
            false => (top + (height + more - THICK) / 2.0, height + more),
        };
        bars.push(bar);
        let (from, to) = (axis.at(span.from.min(span.to)), axis.at(span.to.max(span.from)));
        let long = (to - from).max(4.0);
        let from = from.min(drawing.width - 2.0 - long);
        let mut shapes = vec![rect((0.0, top), (drawing.width, tall), Look::Touch)];
        shapes.extend(lines);
        shapes.extend(days.into_iter().map(Shape::softened));
        shapes.push(part((from, bar), (long, THICK), span.series));
        let says = format!("{}: до {}, {}", span.label, date::short(span.to), span.state);
        drawing.marks.push(Mark { says, link: span.label.link.clone(), shapes });
        top += tall.max(LINE) + GAP;
    }
    drawing.height = top - GAP + 2.0;
    let bottom = drawing.height;
    drawing.behind.push(line((start, floor), (drawing.width - 2.0, floor), Look::Axis));
    if (first..=last).contains(&timeline.today) {
        let x = axis.at(timeline.today);
        // Where words stand in its way, today is marked at the bars alone.
        let reaches: Vec<(f64, f64)> = match drawing.is_narrow() {
            true => bars.iter().map(|it| (it - 3.0, it + THICK + 3.0)).collect(),
            false => vec![(floor, bottom)],
        };
        let now = reaches.into_iter().map(|(from, to)| line((x, from), (x, to), Look::Now));
        drawing.behind.extend(now);
    }
}

/// The words of the axis: as many months or years as have room; gives where rows begin.
fn ticks(drawing: &mut Drawing, axis: &Axis, last: Date) -> f64 {
    let room = width("00.0000", false) + 12.0;
    let a_month = axis.long / axis.days * 30.4;
    let fits = STEPS.iter().find(|it| f64::from(**it) * a_month >= room);
    let step = *fits.unwrap_or(&STEPS[STEPS.len() - 1]);
    let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let mut next = (month(axis.first) + step).div_euclid(step) * step;
    let mut right = axis.start;
    let mut write = |drawing: &mut Drawing, x: f64, text: &str| {
        let wide = width(text, false);
        let left = (x - wide / 2.0).clamp(axis.start, (drawing.width - wide).max(axis.start));
        if left >= right {
            drawing.behind.push(soft((left, 14.0), Anchor::Start, text));
            right = left + wide + 8.0;
        }
    };
    let words =
        |month: i32| format!("{:02}.{}", month.rem_euclid(12) + 1, month.div_euclid(12));
    write(drawing, axis.start, &words(month(axis.first)));
    while next <= month(last) {
        let (year, number) = (next.div_euclid(12), next.rem_euclid(12) + 1);
        let day = i16::try_from(year).ok().zip(i8::try_from(number).ok());
        let day = day.and_then(|(year, month)| Date::new(year, month, 1).ok());
        if let Some(day) = day.filter(|it| *it <= last) {
            let x = axis.at(day);
            drawing.behind.push(line((x, 22.0), (x, 27.0), Look::Axis));
            write(drawing, x, &words(next));
        }
        next += step;
    }
    36.0
}
