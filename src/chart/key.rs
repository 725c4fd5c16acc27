//! The key above a drawing: what each pattern stands for.

use super::Label;
use super::metrics::{ASCENT, LINE, width};
use super::scene::{Anchor, Drawing, paragraph, part};

/// Side of a sample of a pattern.
const SAMPLE: f64 = 15.0;
/// From a sample to its words.
const GAP: f64 = 7.0;
/// Between two entries.
const BETWEEN: f64 = 18.0;

/// Draws the key at the top of a drawing and gives where the rest begins. A single series
/// needs none: the headline tells it.
pub(super) fn draw(drawing: &mut Drawing, series: &[Label]) -> f64 {
    if series.len() < 2 {
        return 0.0;
    }
    let (mut x, mut y) = (0.0, 0.0);
    let mut lowest: f64 = 0.0;
    for (index, it) in series.iter().enumerate() {
        let room = drawing.width - SAMPLE - GAP - 2.0;
        let wide = width(&it.text, false).min(room);
        if x > 0.0 && x + SAMPLE + GAP + wide > drawing.width {
            (x, y) = (0.0, lowest);
        }
        let sample = part((x + 1.0, y + ASCENT - SAMPLE + 2.0), (SAMPLE, SAMPLE), index);
        drawing.behind.push(sample);
        let (lines, height) =
            paragraph((x + SAMPLE + GAP, y), Anchor::Start, &it.text, wide + 0.5);
        drawing.behind.extend(lines);
        lowest = lowest.max(y + height.max(LINE) + 4.0);
        x += SAMPLE + GAP + wide + BETWEEN;
    }
    lowest + 8.0
}
