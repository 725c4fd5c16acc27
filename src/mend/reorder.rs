//! Entries of a mapping in another order, each with the comments above it.

use std::ops::Range;

use crate::diag::fix::Edit;
use crate::yaml::{Key, Node, Value};

/// The edits that put entries into the order of their ranks; none where they stand so already,
/// or where what stands between them could not come along.
pub(super) fn reordered(
    text: &str,
    whole: &Range<usize>,
    entries: &[(Key, Node)],
    rank: impl Fn(&str) -> usize,
) -> Vec<Edit> {
    let ranks: Vec<usize> = entries.iter().map(|(key, _)| rank(&key.name)).collect();
    if ranks.is_sorted() {
        return vec![];
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|it| ranks[*it]);
    let pieces = match text.get(whole.clone()).is_some_and(|it| it.starts_with('{')) {
        true => inline(text, entries),
        false => lines(text, whole, entries),
    };
    let Some(pieces) = pieces else { return vec![] };
    let moved = order.iter().zip(&pieces).filter(|(from, at)| pieces[**from] != **at);
    moved.map(|(from, at)| Edit::new(at.clone(), ended(text, &pieces, (*from, at)))).collect()
}

/// A piece as it stands in another place: only a whole line ends with a line end.
fn ended(text: &str, pieces: &[Range<usize>], (from, at): (usize, &Range<usize>)) -> String {
    let piece = &text[pieces[from].clone()];
    match text[at.clone()].ends_with('\n') && !piece.ends_with('\n') {
        true => format!("{piece}\n"),
        false => piece.to_owned(),
    }
}

/// Entries in braces on one line.
fn inline(text: &str, entries: &[(Key, Node)]) -> Option<Vec<Range<usize>>> {
    let pieces = entries.iter().map(|(key, value)| match value.value {
        Value::Nothing => None,
        _ => Some(key.at.start..value.at.end),
    });
    let pieces: Option<Vec<Range<usize>>> = pieces.collect();
    pieces.filter(|all| all.iter().all(|it| !text[it.clone()].contains(['\n', '#'])))
}

/// Entries on lines of their own, from the comments right above a key to those above the next.
fn lines(
    text: &str,
    whole: &Range<usize>,
    entries: &[(Key, Node)],
) -> Option<Vec<Range<usize>>> {
    let mut starts = vec![];
    for (key, _) in entries {
        let line = text[..key.at.start].rfind('\n').map_or(0, |it| it + 1);
        let line = line.max(if line == 0 { bom(text) } else { 0 });
        if !text[line..key.at.start].chars().all(|it| it == ' ') {
            return None;
        }
        starts.push(with_comments(text, line, whole.start.min(line)));
    }
    let last = entries.last().map(|(key, value)| value.at.end.max(key.at.end))?;
    // The outermost mapping goes to the end of the card; one inside ends with its last line.
    let is_outermost = whole.end > last || whole.end == text.len();
    let end = if is_outermost { whole.end } else { end_of_line(text, last) };
    let ends = starts.iter().skip(1).copied().chain([end]);
    let pieces: Vec<Range<usize>> =
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    pieces.iter().all(|it| it.start < it.end).then_some(pieces)
}

fn bom(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{FEFF}').len()
}

/// The start of the comment lines that stand right above a line.
fn with_comments(text: &str, mut line: usize, least: usize) -> usize {
    while line > least {
        let above = text[..line - 1].rfind('\n').map_or(0, |it| it + 1);
        if above < least || !text[above..line].trim_start_matches(' ').starts_with('#') {
            break;
        }
        line = above;
    }
    line
}

fn end_of_line(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\n') {
        return at;
    }
    text[at..].find('\n').map_or(text.len(), |it| at + it + 1)
}
