//! Slips that a parser notices only on a later line.

use std::ops::Range;

use super::{Cause, Slip};

/// The slip above the line where the parser stopped, for causes that say little by themselves.
pub(super) fn slip(cause: Cause, slip: &Slip<'_>) -> Option<(Cause, Range<usize>)> {
    match cause {
        Cause::Other => unclosed(slip).or_else(|| tab(slip)),
        Cause::StrayBracket => misplaced(slip),
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
    for (at, it) in brackets(before) {
        match it {
            '[' | '{' => open.push((at, it)),
            _ => drop(open.pop()),
        }
    }
    let (at, bracket) = open.pop()?;
    let cause = if bracket == '[' { Cause::OpenBracket } else { Cause::OpenBrace };
    Some((cause, slip.to_end_of_line(slip.range.start + at)))
}

/// The bracket that closes another than the one where the parser stopped.
fn misplaced(slip: &Slip<'_>) -> Option<(Cause, Range<usize>)> {
    let mut open: Vec<char> = vec![];
    for (at, it) in brackets(&slip.text[slip.at..slip.range.end]) {
        let pair = match it {
            ']' => '[',
            '}' => '{',
            _ => {
                open.push(it);
                continue;
            }
        };
        if open.pop()? != pair {
            return Some((Cause::StrayBracket, slip.at + at..slip.at + at + 1));
        }
    }
    None
}

/// Brackets outside quotes, in their order.
fn brackets(text: &str) -> Vec<(usize, char)> {
    let mut found = vec![];
    let (mut quote, mut last) = (None, '\n');
    for (at, it) in text.char_indices() {
        let begins = " \n[{,".contains(last);
        match quote {
            Some(mark) if mark == it => quote = None,
            Some(_) => {}
            None if matches!(it, '"' | '\'') && begins => quote = Some(it),
            None if matches!(it, '[' | '{') && begins => found.push((at, it)),
            None if matches!(it, ']' | '}') => found.push((at, it)),
            None => {}
        }
        last = it;
    }
    found
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
