//! Markdown → HTML with places for links and short codes.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Options, Parser, TextMergeWithOffset};
use serde::{Deserialize, Serialize};

use super::link::Link;
use super::short_code::Placed;
use crate::diag::{Words, code};
use crate::yaml::reading::Reading;

mod accessibility;
mod codes;
mod heading;
mod image;
pub mod markup;
mod notes;
pub mod pieces;
mod stored;
mod writer;

use accessibility::Listener;
use stored::Html;
use writer::Writer;

/// More text than a page could hold, in bytes.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// These two stand around the number of a link or a short code in stored HTML; no text may hold
/// them.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// The first byte of these, and of those of [`codes`].
const MARK: u8 = 0xEF;

/// The text of an entry, rendered but for the addresses of its links and what its short codes
/// say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    html: Html,
    /// Links in the order of the text.
    pub links: Vec<Link>,
    /// Short codes in the order of the text; nothing in place of a broken one.
    #[serde(skip)]
    pub codes: Vec<Option<Placed>>,
    /// Headings in the order of the text.
    pub headings: Vec<Heading>,
}

/// A heading with the id that links may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6: the first level belongs to the page's title.
    pub level: u8,
    /// Stable: made from the words, or given as `{#id}`.
    pub id: String,
    /// The words without marks.
    pub text: String,
}

impl Body {
    /// Whether the author wrote nothing.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// Whether the text itself is not here: it can be linked and checked, but not shown.
    pub fn is_left_out(&self) -> bool {
        self.html.is_left_out()
    }

    /// Lets go of the text itself, which nobody will ask to be shown again.
    pub fn leave_out(&self) {
        self.html.leave_out();
    }
}

/// Renders the Markdown in `range` of the file being read.
pub fn parse(reading: &mut Reading<'_>, range: Range<usize>) -> Body {
    let text = &reading.source[range.clone()];
    if text.len() > MOST_BYTES {
        let message = Words::new("текст длиннее 2 Мбайт", "the text is longer than 2 MiB");
        reading.remark(code::MARKDOWN_LIMIT, 0..0, message);
        return Body::default();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let (text, codes) = codes::take_out(reading, range.clone(), options);
    let events = TextMergeWithOffset::new(Parser::new_ext(&text, options).into_offset_iter());
    let mut listener = Listener::default();
    let mut writer = Writer::new(reading, codes, text.len());
    for (event, at) in events {
        let at = at.start + range.start..at.end + range.start;
        listener.take(&event, &at);
        writer.take(event, at);
    }
    let body = writer.finish();
    listener.finish(reading);
    body
}

/// Whether a text holds one of two marks; hardly any text holds even the byte that all of these
/// begin with.
fn holds(text: &str, marks: [char; 2]) -> bool {
    memchr::memchr(MARK, text.as_bytes()).is_some() && text.contains(marks)
}

/// Text in which nothing can be taken for the place of a link.
fn without_marks(text: &str) -> Cow<'_, str> {
    match holds(text, [OPEN, CLOSE]) {
        true => Cow::Owned(text.replace([OPEN, CLOSE], "\u{FFFD}")),
        false => Cow::Borrowed(text),
    }
}

/// Escapes text for HTML content and attributes.
pub fn escape_into(out: &mut String, text: &str) {
    let is_special = |it: u8| matches!(it, b'&' | b'<' | b'>' | b'"');
    // Most texts hold none of them, and that is asked of many bytes at a time.
    if !text.bytes().fold(false, |found, it| found | is_special(it)) {
        return out.push_str(text);
    }
    let mut rest = text;
    // Bytes below 128 are whole characters.
    while let Some(at) = rest.bytes().position(is_special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests;
