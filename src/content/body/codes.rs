//! Short codes are read before Markdown is: a mark of the same length stands in for each, so
//! that bytes stay where they are and no sign inside a code means anything to Markdown.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::holds;
use crate::content::short_code::{self, Placed, ShortCode};
use crate::diag::{Words, code};
use crate::yaml::reading::Reading;

/// These two stand around the number of a code in the text that Markdown reads.
const FIRST: char = '\u{FDD2}';
const LAST: char = '\u{FDD3}';

/// Bytes of the two marks: a shorter code has no room for its number, and no such name exists.
const MARKS: usize = FIRST.len_utf8() + LAST.len_utf8();

/// The short codes of one text.
#[derive(Default)]
pub(super) struct Codes {
    found: Vec<Found>,
}

struct Found {
    at: Range<usize>,
    /// What it asks for; none where it is broken.
    code: Option<ShortCode>,
    is_written: bool,
}

/// A piece of a text that Markdown has read.
pub(super) enum Segment<'t> {
    Text(&'t str),
    /// The number of a code.
    Code(usize),
}

/// The text in `range` with marks in place of its codes.
pub(super) fn take_out<'a>(
    reading: &mut Reading<'a>,
    range: Range<usize>,
    options: Options,
) -> (Cow<'a, str>, Codes) {
    let text = &reading.source[range.clone()];
    let mut codes = Codes::default();
    let forged = holds(text, [FIRST, LAST]);
    if !forged && !text.contains("{{") {
        return (Cow::Borrowed(text), codes);
    }
    // The replacement is as long as what it replaces.
    let mut masked = text.replace([FIRST, LAST], "\u{FFFD}");
    let literal = literal(text, options);
    let mut from = 0;
    while let Some(found) = text[from..].find("{{") {
        let start = from + found;
        from = start + 1;
        let is_literal = literal.iter().any(|it| it.contains(&start));
        if is_literal || is_escaped(&text[..start]) {
            continue;
        }
        let (end, placed) = short_code::read(reading, range.start + start);
        let at = start..end - range.start;
        from = at.end;
        let Some(room) = at.len().checked_sub(MARKS).filter(|it| *it > 0) else { continue };
        let number = codes.found.len();
        masked.replace_range(at.clone(), &format!("{FIRST}{number:0room$}{LAST}"));
        codes.add(range.start + at.start..end, placed);
    }
    (Cow::Owned(masked), codes)
}

/// Bytes in which braces are what they are: code and raw HTML, comments among it.
fn literal(text: &str, options: Options) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let literal = |event: &Event<'_>| {
        matches!(
            event,
            Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::CodeBlock(_))
        )
    };
    events.filter(|(event, _)| literal(event)).map(|(_, at)| at).collect()
}

/// Whether the sign behind this text has a backslash of its own.
fn is_escaped(before: &str) -> bool {
    let slashes = before.len() - before.trim_end_matches('\\').len();
    slashes % 2 == 1
}

/// The text without marks of codes, for places where none may stand.
pub(super) fn without_codes(text: &str) -> Cow<'_, str> {
    if !text.contains(FIRST) {
        return Cow::Borrowed(text);
    }
    let words = segments(text).into_iter().filter_map(|it| match it {
        Segment::Text(text) => Some(text),
        Segment::Code(_) => None,
    });
    Cow::Owned(words.collect())
}

/// A text cut at the marks of codes.
pub(super) fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut segments = vec![];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(FIRST) {
        segments.push(Segment::Text(before));
        let (number, after) = after.split_once(LAST).unwrap_or((after, ""));
        segments.extend(number.parse().ok().map(Segment::Code));
        rest = after;
    }
    segments.push(Segment::Text(rest));
    segments
}

impl Codes {
    fn add(&mut self, at: Range<usize>, placed: Option<Placed>) {
        let is_written = placed.is_none();
        self.found.push(Found { at, code: placed.map(|it| it.code), is_written });
    }

    /// The number of the code for a paragraph that is all of these bytes.
    pub(super) fn paragraph(&self, source: &str, at: &Range<usize>) -> Option<usize> {
        let text = source.get(at.clone())?;
        let start = at.start + (text.len() - text.trim_start().len());
        let end = at.start + text.trim_end().len();
        self.found.iter().position(|it| {
            it.at == (start..end) && !matches!(it.code, Some(ShortCode::Inline(_)))
        })
    }

    /// Notes that a code is written in a sentence; whether it may stand there.
    pub(super) fn write_inline(&mut self, number: usize) -> bool {
        let inline = |it: &&mut Found| matches!(it.code, Some(ShortCode::Inline(_)));
        let found = self.found.get_mut(number).filter(inline);
        found.map(|it| it.is_written = true).is_some()
    }

    /// Notes that a code is written as a paragraph; whether there is anything to show.
    pub(super) fn write_block(&mut self, number: usize) -> bool {
        let found = self.found.get_mut(number).filter(|it| it.code.is_some());
        found.map(|it| it.is_written = true).is_some()
    }

    /// All codes by their numbers, broken ones as nothing; says which stand where none may.
    pub(super) fn finish(self, reading: &mut Reading<'_>) -> Vec<Option<Placed>> {
        let mut all = vec![];
        for Found { at, code, is_written } in self.found {
            if let (Some(code), false) = (&code, is_written) {
                reading.advise(code::SHORT_CODE_PLACE, at.clone(), misplaced(code));
            }
            all.push(code.map(|code| Placed { code, at }));
        }
        all
    }
}

fn misplaced(code: &ShortCode) -> (Words, Words) {
    match code {
        ShortCode::Inline(_) => (
            Words::new("вставка не может стоять здесь", "a short code cannot stand here"),
            Words::new(
                "уберите её из заголовка, ссылки или описания изображения в обычный текст",
                "move it from the heading, link or description of an image into plain text",
            ),
        ),
        ShortCode::Block(_) => (
            Words::new(
                "эта вставка занимает отдельный абзац",
                "this short code is a paragraph of its own",
            ),
            Words::new(
                "поставьте её на отдельную строку, с пустыми строками до и после",
                "put it on a line of its own between empty lines",
            ),
        ),
    }
}
