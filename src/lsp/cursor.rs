//! What stands under the cursor of a text that may be half typed: the keys down to it are told
//! by its lines and brackets, since nothing half typed need be YAML.

use std::ops::Range;

use crate::content::entry;
use crate::content::schema::Form;
use crate::yaml::write::Within;
use line::Line;

mod line;

/// What stands under a cursor, and the bytes of its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// What it is.
    pub spot: Spot,
    /// Bytes of the word, on one line; the cursor is inside.
    pub at: Range<usize>,
}

/// What may stand under a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A key of a mapping.
    Key {
        /// The keys that lead down to the mapping.
        path: Vec<String>,
        /// What the mapping has beside.
        taken: Vec<String>,
    },
    /// A value, or the first key of a mapping in a list.
    Value {
        /// The keys that lead down to it, its own last.
        path: Vec<String>,
        /// How it would have to be quoted.
        within: Within,
    },
    /// The address of a link.
    Link,
    /// The name of a short code.
    CodeName,
    /// A key of a short code.
    CodeKey {
        /// Name of the code.
        code: String,
        /// The keys that it has.
        taken: Vec<String>,
    },
    /// A value in a short code.
    CodeValue {
        /// Name of the code.
        code: String,
        /// The key.
        key: String,
    },
}

/// What stands at a byte of a file of some form; none where nothing is known of it.
pub(super) fn cursor(form: Form, text: &str, byte: usize) -> Option<Cursor> {
    let byte = text.floor_char_boundary(byte);
    if !matches!(form, Form::Entry(_)) {
        return Some(in_card(text, 0..text.len(), byte));
    }
    match entry::parts(text) {
        Some(parts) if (parts.matter.start..parts.matter.end).contains(&byte) => {
            Some(in_card(text, parts.matter, byte))
        }
        Some(parts) if byte >= parts.body.start => in_text(text, parts.body.start, byte),
        Some(_) => None,
        None => {
            let from = text.starts_with("---").then(|| text.find('\n')).flatten()? + 1;
            (byte >= from).then(|| in_card(text, from..text.len(), byte))
        }
    }
}

fn in_card(text: &str, card: Range<usize>, byte: usize) -> Cursor {
    let line = Line::around(text, &card, byte);
    let (mut path, siblings) = line::above(text, &card, &line);
    let start = line.content.start.min(byte);
    let mut from = start;
    if let Some((key, value)) = line.key(text) {
        if byte < value {
            let taken = line::beside(text, &card, &line, siblings);
            return Cursor { spot: Spot::Key { path, taken }, at: line.key_at(text) };
        }
        path.push(key.to_owned());
        from = value;
    }
    let is_value = from != start || line.hyphen.is_some();
    let mut open = brackets(text, from, byte);
    let Some(last) = open.pop() else {
        let at = word(text, from..byte, line.content.end, &[]);
        let spot = match is_value {
            true => Spot::Value { path, within: Within::Block },
            false => Spot::Key { path, taken: line::beside(text, &card, &line, siblings) },
        };
        return Cursor { spot, at };
    };
    path.extend(open.into_iter().filter_map(|it| it.key));
    let begun = last.begun.min(byte);
    match (last.sign, last.key) {
        ('{', None) => {
            let at = word(text, begun..byte, line.content.end, &[',', ':', '}', ']']);
            let mut taken = last.taken;
            let rest = text.get(at.end..line.content.end).unwrap_or_default();
            taken.extend(later_keys(rest));
            Cursor { spot: Spot::Key { path, taken }, at }
        }
        (_, key) => {
            path.extend(key);
            let at = word(text, begun..byte, line.content.end, &[',', '}', ']']);
            Cursor { spot: Spot::Value { path, within: Within::Brackets }, at }
        }
    }
}

/// Keys behind a cursor in braces, up to where they close.
fn later_keys(rest: &str) -> impl Iterator<Item = String> {
    let inner = rest.split('}').next().unwrap_or_default();
    inner.split(',').skip(1).filter_map(|it| Some(it.split_once(':')?.0.trim().to_owned()))
}

/// A bracket that is open where the cursor stands.
struct Open {
    sign: char,
    /// Where the word that is typed may begin.
    begun: usize,
    /// The key whose value is being typed.
    key: Option<String>,
    /// Keys before it.
    taken: Vec<String>,
}

/// Brackets opened in `text[from..to]`, the innermost last; those in quotes mean nothing.
fn brackets(text: &str, from: usize, to: usize) -> Vec<Open> {
    let mut open: Vec<Open> = vec![];
    let mut quote = None;
    let mut before = ' ';
    for (at, sign) in text.get(from..to).unwrap_or_default().char_indices() {
        let next = from + at + sign.len_utf8();
        let begins = matches!(before, ' ' | ',' | '[' | '{');
        match (quote, sign) {
            (Some(it), _) if it == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if begins => quote = Some(sign),
            (None, '[' | '{')
                if open.is_empty() && !text[from..from + at].trim().is_empty() =>
            {
                return open;
            }
            (None, '[' | '{') => {
                open.push(Open { sign, begun: next, key: None, taken: vec![] });
            }
            (None, ']' | '}') => drop(open.pop()),
            (None, ',') => {
                if let Some(last) = open.last_mut() {
                    (last.begun, last.key) = (next, None);
                }
            }
            (None, ':') => {
                let ends = text[next..].starts_with([' ', ',', '}', '\n', '\r']) || next == to;
                if let Some(last) = open.last_mut().filter(|it| ends && it.sign == '{')
                    && last.key.is_none()
                {
                    let key = text[last.begun..from + at].trim().to_owned();
                    last.taken.push(key.clone());
                    (last.begun, last.key) = (next, Some(key));
                }
            }
            _ => {}
        }
        before = sign;
    }
    open
}

/// What is typed behind the spaces of `typed`, and goes on until one of the `ends` or the end
/// of the line or a comment.
fn word(text: &str, typed: Range<usize>, line_end: usize, ends: &[char]) -> Range<usize> {
    let before = &text[typed.clone()];
    let start = typed.start + (before.len() - before.trim_start().len());
    let rest = &text[typed.end..line_end.max(typed.end)];
    let comment = rest.find(" #").unwrap_or(rest.len());
    let length = rest.find(ends).unwrap_or(rest.len()).min(comment);
    let end = typed.end + rest[..length].trim_end().len();
    start..end.max(start)
}

fn in_text(text: &str, from: usize, byte: usize) -> Option<Cursor> {
    let start = text[from..byte].rfind('\n').map_or(from, |it| from + it + 1);
    let rest = text[byte..].find(['\n', '\r']).map_or(text.len(), |it| byte + it);
    let before = &text[start..byte];
    if let Some(at) = before.rfind("{{").filter(|it| !before[*it..].contains("}}")) {
        return Some(in_code(text, start + at + 2..byte, rest));
    }
    let opened = before.rfind("](").map(|it| it + 2);
    let defined = || {
        let is_definition = before.trim_start().starts_with('[');
        before.find("]:").filter(|_| is_definition).map(|it| it + 2)
    };
    let at = start + opened.filter(|it| !before[*it..].contains(')')).or_else(defined)?;
    let at = word(text, at..byte, rest, &[')', '>', ' ']);
    let is_address = !text[at.start..byte.max(at.start)].contains(char::is_whitespace);
    is_address.then_some(Cursor { spot: Spot::Link, at })
}

/// Inside a short code: `inner` is what is typed behind its braces.
fn in_code(text: &str, inner: Range<usize>, line_end: usize) -> Cursor {
    let ends = [' ', '}'];
    let typed = &text[inner.clone()];
    let skipped = typed.len() - typed.trim_start().len();
    let name = typed.trim_start().split(char::is_whitespace).next().unwrap_or_default();
    let behind = inner.start + skipped + name.len();
    if behind == inner.end {
        let at = word(text, inner, line_end, &ends);
        return Cursor { spot: Spot::CodeName, at };
    }
    let (mut quote, mut begun) = (None, behind);
    let mut taken = vec![];
    for (at, sign) in text[behind..inner.end].char_indices() {
        match (quote, sign) {
            (Some(it), _) if it == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(sign),
            (None, '«') => quote = Some('»'),
            (None, it) if it.is_whitespace() => begun = behind + at + sign.len_utf8(),
            (None, '=') => taken.push(text[begun..behind + at].to_owned()),
            _ => {}
        }
    }
    let code = name.to_owned();
    match text[begun..inner.end].split_once('=') {
        Some((key, _)) => {
            let start = begun + key.len() + 1;
            let ends = quote.map_or(ends.to_vec(), |it| vec![it]);
            let at = word(text, start..inner.end, line_end, &ends);
            let closed = quote.filter(|it| text[at.end..].starts_with(*it));
            let end = at.end + closed.map_or(0, char::len_utf8);
            Cursor { spot: Spot::CodeValue { code, key: key.to_owned() }, at: at.start..end }
        }
        None => {
            let at = word(text, begun..inner.end, line_end, &[' ', '}', '=']);
            Cursor { spot: Spot::CodeKey { code, taken }, at }
        }
    }
}

#[cfg(test)]
mod tests;
