//! Lines of a card: how far each stands in, its hyphen, its key; and which lines it stands under.

use std::ops::Range;

/// One line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Column of the last hyphen before the content.
    pub hyphen: Option<usize>,
    /// Column of the content: bytes from the start of the line, which are spaces and hyphens.
    pub column: usize,
    /// Bytes behind spaces and hyphens, up to the end of the line.
    pub content: Range<usize>,
}

impl Line {
    /// The line that begins at a byte.
    fn at(text: &str, start: usize) -> Line {
        let end = text[start..].find('\n').map_or(text.len(), |it| start + it);
        let line = text[start..end].trim_end();
        let (mut column, mut hyphen) = (0, None);
        loop {
            let rest = &line[column..];
            if rest.starts_with(' ') {
                column += 1;
            } else if rest == "-" || rest.starts_with("- ") {
                hyphen = Some(column);
                column += 1;
            } else {
                break;
            }
        }
        // Behind a hyphen without anything the content would stand one further.
        if hyphen.is_some_and(|it| it + 1 == column) {
            column += 1;
        }
        let begins = (start + column).min(end);
        let ends = (start + line.len()).max(begins);
        Line { hyphen, column, content: begins..ends }
    }

    /// The line of `card` around a byte. Where nothing is typed yet, the cursor tells how far
    /// the line stands in.
    pub(super) fn around(text: &str, card: &Range<usize>, byte: usize) -> Line {
        let start = text[card.start..byte.max(card.start)]
            .rfind('\n')
            .map_or(card.start, |it| card.start + it + 1);
        let mut line = Line::at(text, start);
        if line.content.is_empty() && line.hyphen.is_none() {
            line.column = byte.saturating_sub(start);
            line.content = byte..byte;
        }
        line
    }

    /// The key, and the byte where its value may begin.
    pub(super) fn key<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        let content = text.get(self.content.clone())?;
        if content.starts_with(['#', '[', '{', '"', '\'', '|', '>']) {
            return None;
        }
        let end = content.find(": ").or_else(|| content.strip_suffix(':').map(str::len))?;
        Some((content[..end].trim(), self.content.start + end + 1))
    }

    /// The bytes of the key.
    pub(super) fn key_at(&self, text: &str) -> Range<usize> {
        let length = self.key(text).map_or(self.content.len(), |it| it.0.len());
        self.content.start..self.content.start + length
    }

    fn is_blank(&self, text: &str) -> bool {
        let content = text.get(self.content.clone()).unwrap_or_default();
        self.hyphen.is_none() && (content.is_empty() || content.starts_with('#'))
    }
}

/// What a line stands under: the keys that lead down to it, and those of its own mapping above.
pub(super) fn above(
    text: &str,
    card: &Range<usize>,
    line: &Line,
) -> (Vec<String>, Vec<String>) {
    let (mut path, mut siblings) = (vec![], vec![]);
    let (mut limit, mut inclusive) = match line.hyphen {
        Some(hyphen) => (hyphen, true),
        None => (line.column, false),
    };
    for upper in lines(text, card).rev().filter(|it| it.content.end < line.content.start) {
        if upper.is_blank(text) {
            continue;
        }
        let key = upper.key(text).map(|it| it.0.to_owned());
        if !inclusive && upper.column == limit {
            if path.is_empty() {
                siblings.extend(key);
            }
            if let Some(hyphen) = upper.hyphen {
                (limit, inclusive) = (hyphen, true);
            }
        } else if upper.column < limit || (inclusive && upper.column == limit) {
            let Some(key) = key else { continue };
            path.push(key);
            (limit, inclusive) = match upper.hyphen {
                Some(hyphen) => (hyphen, true),
                None => (upper.column, false),
            };
        }
    }
    path.reverse();
    (path, siblings)
}

/// All other keys of the mapping of a line: those above it, and those below.
pub(super) fn beside(
    text: &str,
    card: &Range<usize>,
    line: &Line,
    above: Vec<String>,
) -> Vec<String> {
    let mut all = above;
    let lower = lines(text, card).filter(|it| it.content.start > line.content.end);
    for lower in lower.filter(|it| !it.is_blank(text)) {
        if lower.column < line.column || (lower.column == line.column && lower.hyphen.is_some())
        {
            break;
        }
        if lower.column == line.column {
            all.extend(lower.key(text).map(|it| it.0.to_owned()));
        }
    }
    all
}

fn lines<'t>(text: &'t str, card: &Range<usize>) -> impl DoubleEndedIterator<Item = Line> + 't {
    let mut starts = vec![card.start];
    let inner = text[card.clone()].match_indices('\n').map(|(at, _)| card.start + at + 1);
    starts.extend(inner.filter(|it| *it < card.end));
    starts.into_iter().map(|it| Line::at(text, it))
}
