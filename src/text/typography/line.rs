//! One run of text behind what its block has printed already.

use std::borrow::Cow;

/// A run, and before it what is printed and only looked at. Places are bytes.
pub(super) struct Line<'t> {
    text: Cow<'t, str>,
    /// Where the run begins.
    from: usize,
}

impl<'t> Line<'t> {
    /// The run `text` behind `context`.
    pub(super) fn new(context: &str, text: &'t str) -> Line<'t> {
        let whole = match context {
            "" => Cow::Borrowed(text),
            _ => Cow::Owned([context, text].concat()),
        };
        Line { text: whole, from: context.len() }
    }

    /// The run alone.
    pub(super) fn text(&self) -> &str {
        &self.text[self.from..]
    }

    /// Places of the ordinary spaces of the run.
    pub(super) fn spaces(&self) -> impl Iterator<Item = usize> {
        memchr::memchr_iter(b' ', self.text().as_bytes()).map(|it| self.from + it)
    }

    /// The run with no-break spaces in place of the ordinary ones at these places.
    pub(super) fn hardened(&self, places: &[usize]) -> Line<'static> {
        let mut text = String::with_capacity(self.text.len() + places.len());
        let mut copied = 0;
        for place in places {
            text.push_str(&self.text[copied..*place]);
            text.push('\u{a0}');
            copied = place + ' '.len_utf8();
        }
        text.push_str(&self.text[copied..]);
        Line { text: text.into(), from: self.from }
    }

    /// At most the last `length` characters, context included.
    pub(super) fn tail(&self, length: usize) -> &str {
        let start = self.text.char_indices().rev().take(length).last();
        &self.text[start.map_or(self.text.len(), |it| it.0)..]
    }

    /// Whether so many bytes, context included, reach into the run.
    pub(super) fn is_in_run(&self, length: usize) -> bool {
        length > self.from
    }

    /// The character at a place.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.after(place).chars().next()
    }

    /// The character before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        self.until(place).chars().next_back()
    }

    /// What stands before a place, context included.
    pub(super) fn until(&self, place: usize) -> &str {
        self.text.get(..place).unwrap_or_default()
    }

    /// What stands from a place on.
    pub(super) fn after(&self, place: usize) -> &str {
        self.text.get(place..).unwrap_or_default()
    }

    /// What stands between the last space before a place and the place, without the brackets
    /// and quotes that open it; at most `LONGEST` characters of it.
    pub(super) fn word_before(&self, place: usize) -> &str {
        let before = self.until(place);
        let mut start = before.len();
        for (at, letter) in before.char_indices().rev().take(LONGEST) {
            if letter.is_whitespace() {
                break;
            }
            start = at;
        }
        before[start..].trim_start_matches(is_opening)
    }

    /// What stands from a place to the next space; at most `LONGEST` characters of it.
    pub(super) fn word_after(&self, place: usize) -> &str {
        let rest = self.after(place);
        let mut letters = rest.char_indices().enumerate();
        let end = letters.find(|(count, it)| *count == LONGEST || it.1.is_whitespace());
        &rest[..end.map_or(rest.len(), |(_, it)| it.0)]
    }

    /// The run rewritten from left to right. `step` is given this line, the place it has come
    /// to and what is written so far (context first); it writes on and returns how many
    /// bytes it has dealt with.
    pub(super) fn rewritten(
        &self,
        mut step: impl FnMut(&Line<'_>, usize, &mut String) -> usize,
    ) -> Line<'static> {
        let mut written = String::with_capacity(self.text.len() + 16);
        written.push_str(&self.text[..self.from]);
        let mut place = self.from;
        while place < self.text.len() {
            place += step(self, place, &mut written).max(1);
        }
        Line { text: written.into(), from: self.from }
    }

    /// The run with each row of exactly three dots as one mark.
    pub(super) fn with_ellipses(&self) -> Line<'static> {
        self.rewritten(|line, place, written| {
            let rest = line.after(place);
            let dots = rest.bytes().take_while(|it| *it == b'.').count();
            if dots == 3 && line.before(place) != Some('.') {
                written.push('…');
                return dots;
            }
            let kept = if dots > 0 { dots } else { first_length(rest) };
            written.push_str(&rest[..kept]);
            kept
        })
    }
}

/// How many bytes the first character takes.
pub(super) fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Whether a mark may stand right before a word.
pub(super) fn is_opening(mark: char) -> bool {
    matches!(mark, '(' | '[' | '{' | '«' | '„' | '"')
}

/// The longest word that a rule needs to see whole.
const LONGEST: usize = 32;
