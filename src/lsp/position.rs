//! Places as the protocol tells them: lines from 0, and columns in units of UTF-16.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place between two characters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
pub(super) struct Position {
    /// From 0.
    pub line: usize,
    /// From 0, in units of UTF-16.
    pub character: usize,
}

/// From one place to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    /// Where it begins.
    pub start: Position,
    /// One past its end.
    pub end: Position,
}

/// The place of a byte; a byte inside a character stands for its beginning, one inside the end of a
/// line for that of the end.
pub(super) fn position(text: &str, byte: usize) -> Position {
    let byte = text.floor_char_boundary(byte);
    let before = |(_, it): &(usize, Range<usize>)| it.start <= byte;
    let (line, at) = lines(text).enumerate().take_while(before).last().unwrap_or_default();
    let character = text[at.start..byte.min(at.end)].encode_utf16().count();
    Position { line, character }
}

/// Bytes of the lines without their ends, which may be those of any system.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = text[start..].find(['\n', '\r']).map(|it| start + it);
        next = end.map(|it| it + if text[it..].starts_with("\r\n") { 2 } else { 1 });
        Some(start..end.unwrap_or(text.len()))
    })
}

/// Some bytes.
pub(super) fn span(text: &str, at: &Range<usize>) -> Span {
    Span { start: position(text, at.start), end: position(text, at.end.max(at.start)) }
}

/// The byte of a place; one behind the end of a line stands for that end.
pub(super) fn byte(text: &str, position: Position) -> usize {
    let Some(line) = lines(text).nth(position.line) else { return text.len() };
    let mut units = 0;
    for (at, letter) in text[line.clone()].char_indices() {
        if units >= position.character {
            return line.start + at;
        }
        units += letter.len_utf16();
    }
    line.end
}

/// The bytes of a span.
pub(super) fn bytes(text: &str, span: Span) -> Range<usize> {
    let start = byte(text, span.start);
    start..byte(text, span.end).max(start)
}

/// As much of a file as is text.
pub(super) fn text_of(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, at: usize, line: usize, character: usize) {
        let wanted = Position { line, character };
        assert_eq!(position(text, at), wanted);
        assert_eq!(byte(text, wanted), at);
    }

    #[test]
    fn columns_count_units_of_utf_16() {
        check("год: 2024\nтема", 0, 0, 0);
        check("год: 2024\nтема", 6, 0, 3);
        check("год: 2024\nтема", 17, 1, 2);
        check("𝔸б", 4, 0, 2);
        check("а\r\nб", 2, 0, 1);
        check("а\r\nб", 4, 1, 0);
        check("\r𝔸", 5, 1, 2);
    }

    #[test]
    fn places_outside_a_text_are_drawn_in() {
        assert_eq!(byte("а\nб", Position { line: 0, character: 9 }), 2);
        assert_eq!(byte("а\nб", Position { line: 9, character: 9 }), 5);
        assert_eq!(position("а", 9), Position { line: 0, character: 1 });
        assert_eq!(text_of(b"a\xff"), "a");
    }

    proptest! {
        #[test]
        fn a_place_comes_back(text in "[aя𝔸\r\n]{0,12}", at in 0usize..40) {
            let place = position(&text, at);
            prop_assert_eq!(position(&text, byte(&text, place)), place);
        }
    }
}
