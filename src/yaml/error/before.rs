//! Slips that a parser notices only on a later line.

use std::ops::Range;

use super::{Cause, Slip};

/// The slip above the line where the parser stopped, for causes that say little by themselves.
pub(super) fn slip(cause: Cause, slip: &Slip<'_>) -> Option<(Cause, Range<usize>)> {
    match cause {
        Cause::Other => unclosed(slip).or_else(|| tab(slip)),
        Cause::Indent => tab(slip).or_else(|| glued(slip)),
        _ => None,
    }
}

/// The first tab in an indent of the same entry.
fn tab(slip: &Slip<'_>) -> Option<(Cause, Range<usize>)> {
    let mut start = slip.range.start;
    for line in slip.text[slip.range.clone()].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(found) = line[..indent].find('\t') {
            return Some((Cause::Tab, start + found..start + found + 1));
        }
        start += line.len();
    }
    None
}

/// A bracket of a line above that is open still: to the end of its line.
fn unclosed(slip: &Slip<'_>) -> Option<(Cause, Range<usize>)> {
    let before = &slip.text[slip.range.start..slip.line.start];
    let mut open: Vec<(usize, char)> = vec![];
    let (mut quote, mut last) = (None, '\n');
    for (at, it) in before.char_indices() {
        match quote {
            Some(mark) if mark == it => quote = None,
            Some(_) => {}
            None if matches!(it, '"' | '\'') && " \n[{,".contains(last) => quote = Some(it),
            None if matches!(it, '[' | '{') && " \n[{,".contains(last) => open.push((at, it)),
            None if matches!(it, ']' | '}') => drop(open.pop()),
            None => {}
        }
        last = it;
    }
    let (at, bracket) = open.pop()?;
    let cause = if bracket == '[' { Cause::OpenBracket } else { Cause::OpenBrace };
    Some((cause, slip.to_end_of_line(slip.range.start + at)))
}

/// A key on the line above that touches its value: `тема:Музей`.
fn glued(slip: &Slip<'_>) -> Option<(Cause, Range<usize>)> {
    let above = slip.text[slip.range.start..slip.line.start].trim_end();
    let start = slip.range.start + above.rfind('\n').map_or(0, |it| it + 1);
    let line = slip.text[start..slip.range.start + above.len()].trim_start_matches([' ', '-']);
    let (key, value) = line.split_once(':')?;
    let is_key = key.chars().all(|it| it.is_alphanumeric() || it == '_') && !key.is_empty();
    let is_glued = is_key && value.starts_with(|it: char| !it.is_whitespace());
    let end = slip.range.start + above.len();
    is_glued.then_some((Cause::NoKey, end - line.len()..end))
}
