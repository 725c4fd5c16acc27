//! Russian typography for prose: quotes, dashes, ellipses, and spaces that must not break.

mod dashes;
mod line;
mod quotation;
mod spaces;

use std::borrow::Cow;

use line::Line;
use quotation::Quotation;

/// What stands before a passage that must not be changed, so that no rule sees through it.
const OPAQUE: char = '\u{fffc}';

/// The first bytes of all signs beyond ASCII that a rule asks a run for: « » § and „ “ №.
const SIGNS: [u8; 2] = [0xC2, 0xE2];

/// How many printed characters the rules may look back on.
const CONTEXT: usize = 40;

/// What a typographer remembers between the runs of one block of text: the open quotes and the
/// last words printed.
///
/// Its changes are confined to spaces, hyphens, dots and straight quotes. Line breaks stay: a
/// soft break of Markdown is best fed as a space. Quotes that the author has set as « » or „ “
/// are never changed, only counted.
#[derive(Clone, Debug, Default)]
pub struct Typographer {
    context: String,
    quotation: Quotation,
}

impl Typographer {
    /// At the beginning of a block.
    pub fn new() -> Typographer {
        Typographer::default()
    }

    /// The next run of prose, as it should be printed.
    pub fn feed<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        // Most runs hold nothing that a rule is about: each is asked for its own marks first.
        let mut line = Line::new(&self.context, text);
        let mut changed = false;
        if text.contains("...") {
            (line, changed) = (line.with_ellipses(), true);
        }
        let has_signs = memchr::memchr3(b'"', SIGNS[0], SIGNS[1], text.as_bytes()).is_some();
        if has_signs && text.contains(['"', '«', '»', '„', '“']) {
            (line, changed) = (self.quotation.set(&line), true);
        }
        if text.contains('-') {
            (line, changed) = (dashes::set(&line), true);
        }
        if has_signs && text.contains(['№', '§']) || self.context.ends_with(spaces::is_sign)
        {
            (line, changed) = (spaces::insert(&line), true);
        }
        if let Some(bound) = spaces::bind(&line) {
            (line, changed) = (bound, true);
        }
        let set = if changed { line.text().to_owned().into() } else { text.into() };
        self.context = line.tail(CONTEXT).to_owned();
        set
    }

    /// Tells that code or the text of an address follows, which is printed as it is and ends
    /// with `last`.
    pub fn skip(&mut self, last: char) {
        self.context.extend([OPAQUE, last]);
    }
}

/// One whole block of prose, as it should be printed. Doing it again changes nothing.
pub fn prose(text: &str) -> String {
    Typographer::new().feed(text).into_owned()
}

/// The text with its straight quotes set, mark for mark, and nothing else changed; in doubt a
/// quote stays straight.
pub fn quoted(text: &str) -> String {
    Quotation::default().set(&Line::new("", text)).text().to_owned()
}

/// The text with spaces made no-break where a line must not end, and nothing else changed: for
/// titles and names whose wording must stay.
pub fn bind(text: &str) -> String {
    let bound = spaces::bind(&Line::new("", text));
    bound.as_ref().map_or(text, Line::text).to_owned()
}

#[cfg(test)]
mod tests;
