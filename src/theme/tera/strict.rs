//! Makes Tera complain about undefined names everywhere, and puts constant strings into templates.
//!
//! Tera lets an undefined name pass in conditions, comparisons and `~`. So every name of such
//! an expression goes through a [filter](Place::filter), which does complain: `if a.b` becomes
//! `if (a.b | …)`. What is not understood here stays as it was written.
//!
//! `t(key="…")` of a string that nothing fills in becomes that string: most of what a page calls.

use std::ops::Range;

use crate::theme::strings::Strings;

/// Bytes of a name in the author's template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Place {
    /// The name of the filter that fails on a value undefined at this place.
    pub(super) fn filter(self) -> String {
        format!("{FILTER}_{}_{}", self.start, self.end)
    }
}

/// How names of filters begin: short, for the engine hashes the name each time.
const FILTER: &str = "ok";

/// Words of the language that are not names of the view.
const RESERVED: [&str; 17] = [
    "and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "True", "False",
    "none", "None", "null", "loop", "self",
];

/// A template with filters and strings put in, and the way back to the bytes of the author.
pub(super) struct Strict {
    /// The template for the engine.
    pub(super) text: String,
    /// The names that are checked.
    pub(super) checked: Vec<Place>,
    changes: Vec<Change>,
}

/// A part of the new text that the author did not write.
#[derive(Clone, Copy)]
struct Change {
    /// Where it begins in the new text.
    start: usize,
    /// Its length there.
    added: usize,
    /// The length of what it stands for in the author's text.
    removed: usize,
}

/// Bytes of the author's text, and what comes in their place.
type Edit = (Range<usize>, String);

impl Strict {
    /// The template as the author wrote it.
    pub(super) fn untouched(text: &str) -> Strict {
        Strict { text: text.to_owned(), checked: vec![], changes: vec![] }
    }

    /// The template with every name checked that Tera itself would not check.
    pub(super) fn of(source: &str, strings: &Strings) -> Strict {
        let mut strict = Strict::untouched("");
        strict.text.reserve(source.len() * 2);
        let mut edits = edits(source, strings, &mut strict.checked);
        edits.sort_by_key(|it| it.0.start);
        let mut done = 0;
        for (place, addition) in edits {
            strict.text.push_str(&source[done..place.start]);
            let (start, added, removed) = (strict.text.len(), addition.len(), place.len());
            strict.changes.push(Change { start, added, removed });
            strict.text.push_str(&addition);
            done = place.end;
        }
        strict.text.push_str(&source[done..]);
        strict
    }

    /// The author's bytes for bytes of the new text.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        self.back(range.start)..self.back(range.end)
    }

    fn back(&self, position: usize) -> usize {
        let (mut added, mut removed) = (0, 0);
        for change in self.changes.iter().take_while(|it| it.start < position) {
            let inside = (position - change.start).min(change.added);
            added += inside;
            removed +=
                if inside < change.added { inside.min(change.removed) } else { change.removed };
        }
        position - added + removed
    }
}

fn edits(source: &str, strings: &Strings, checked: &mut Vec<Place>) -> Vec<Edit> {
    let mut edits = vec![];
    let mut position = 0;
    while let Some(offset) = source[position..].find('{') {
        position += offset;
        let rest = &source[position..];
        position += if rest.starts_with("{#") {
            rest.find("#}").map_or(rest.len(), |it| it + 2)
        } else if let Some(length) = raw(rest) {
            length
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let close = if rest.starts_with("{{") { "}}" } else { "%}" };
            let (tokens, length) = tokens(rest, close);
            edits.extend(constants(&tokens, position, strings));
            let checks = Checks { tokens: expression(&tokens, close), offset: position };
            // A name alone is checked on output by Tera, which lists the names there are.
            if close == "%}" || !checks.is_single_name() {
                for place in checks.all() {
                    edits.push((place.start..place.start, "(".to_owned()));
                    edits.push((place.end..place.end, format!(" | {})", place.filter())));
                    checked.push(place);
                }
            }
            length
        } else {
            1
        };
    }
    edits
}

/// Calls of `t` with nothing but a key, and the strings that come in their places.
fn constants(tokens: &[Token<'_>], offset: usize, strings: &Strings) -> Vec<Edit> {
    let call = |it: &[Token<'_>]| {
        let [name, open, word, equals, key, close] = it else { return None };
        if [name.text, open.text, word.text, equals.text, close.text]
            != ["t", "(", "key", "=", ")"]
        {
            return None;
        }
        let key =
            key.text.get(1..key.text.len() - 1).filter(|_| key.text.ends_with(['"', '\'']))?;
        let text = literal(strings.constant(key)?)?;
        Some((offset + name.start..offset + close.end(), text))
    };
    tokens.windows(6).filter_map(call).collect()
}

/// The text as a string of the language, which knows no way to write a quote in its own quotes.
fn literal(text: &str) -> Option<String> {
    if text.contains(['\\', '{', '}', '%', '\n']) {
        return None;
    }
    let quote = ['"', '\''].into_iter().find(|it| !text.contains(*it))?;
    Some(format!("{quote}{text}{quote}"))
}

/// Length of a `{% raw %}` section at the beginning of the text.
fn raw(text: &str) -> Option<usize> {
    tag(text, "raw")?;
    let ends = text.match_indices("{%").skip(1);
    let mut ends = ends.filter_map(|(at, _)| Some(at + tag(&text[at..], "endraw")?));
    Some(ends.next().unwrap_or(text.len()))
}

/// Length of a tag that is nothing but this word.
fn tag(text: &str, word: &str) -> Option<usize> {
    let inside = text.strip_prefix("{%")?;
    let inside = inside.strip_prefix('-').unwrap_or(inside).trim_start();
    let inside = inside.strip_prefix(word)?.trim_start();
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    Some(text.len() - inside.strip_prefix("%}")?.len())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(|it: char| it == '_' || it.is_ascii_alphabetic())
    }

    fn is_operand(&self) -> bool {
        let reserved = self.is_word() && RESERVED.contains(&self.text);
        !reserved
            && self.text.ends_with(|it: char| {
                matches!(it, ')' | ']' | '}' | '"' | '\'' | '`' | '_') || it.is_alphanumeric()
            })
    }
}

/// The tokens between the braces, and the length of the section with its closing braces.
fn tokens<'t>(section: &'t str, close: &str) -> (Vec<Token<'t>>, usize) {
    let mut tokens = vec![];
    let mut at = if section[2..].starts_with('-') { 3 } else { 2 };
    while at < section.len() {
        let rest = &section[at..];
        let trimmed = usize::from(rest.starts_with('-') && rest[1..].starts_with(close));
        if rest[trimmed..].starts_with(close) {
            return (tokens, at + trimmed + close.len());
        }
        let length = token_length(rest);
        if !rest.starts_with(char::is_whitespace) {
            tokens.push(Token { text: &rest[..length], start: at });
        }
        at += length;
    }
    (vec![], section.len())
}

fn token_length(rest: &str) -> usize {
    let first = rest.chars().next().unwrap_or(' ');
    let run = |is: fn(char) -> bool| rest.find(|it| !is(it)).unwrap_or(rest.len());
    match first {
        '"' | '\'' | '`' => quoted_length(rest, first),
        '_' | 'a'..='z' | 'A'..='Z' => run(|it| it == '_' || it.is_ascii_alphanumeric()),
        '0'..='9' => run(|it| it.is_ascii_digit()),
        _ if ["==", "!=", ">=", "<=", "?.", "?["].iter().any(|it| rest.starts_with(it)) => 2,
        _ => first.len_utf8(),
    }
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, letter) in rest.char_indices().skip(1) {
        if !escaped && letter == quote {
            return index + 1;
        }
        escaped = !escaped && letter == '\\';
    }
    rest.len()
}

/// The part of a section that is an expression Tera does not check itself.
fn expression<'s, 't>(section: &'s [Token<'t>], close: &str) -> &'s [Token<'t>] {
    if close == "}}" {
        return section;
    }
    let text = |index: usize| section.get(index).map_or("", |it| it.text);
    let start = match text(0) {
        "if" | "elif" => Some(1),
        "for" => section.iter().position(|it| it.text == "in").map(|it| it + 1),
        "set" | "set_global" if text(2) == "=" => Some(3),
        _ => None,
    };
    start.and_then(|it| section.get(it..)).unwrap_or_default()
}

struct Checks<'s, 't> {
    tokens: &'s [Token<'t>],
    offset: usize,
}

impl Checks<'_, '_> {
    /// The names to check.
    fn all(&self) -> Vec<Place> {
        let mut places = vec![];
        let mut binding = false;
        for (index, token) in self.tokens.iter().enumerate() {
            if token.text == "<"
                && !index.checked_sub(1).is_some_and(|it| self.tokens[it].is_operand())
            {
                // A component call: its attributes look like names but are none.
                return vec![];
            }
            binding = match token.text {
                "for" => true,
                "in" => false,
                _ => binding,
            };
            if binding || !self.is_name(index) {
                continue;
            }
            if let Some(end) = self.chain_end(index)
                && !self.may_be_undefined(end)
            {
                let start = self.offset + token.start;
                places.push(Place { start, end: self.offset + self.tokens[end - 1].end() });
            }
        }
        places
    }

    fn is_single_name(&self) -> bool {
        let end = self.tokens.len();
        end > 0 && self.is_name(0) && self.chain_end(0) == Some(end)
    }

    fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |it| it.text)
    }

    fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |it| self.text(it))
    }

    fn is_name(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let after_is = self.before(index, 1) == "is"
            || (self.before(index, 1) == "not" && self.before(index, 2) == "is");
        token.is_word()
            && !RESERVED.contains(&token.text)
            && !after_is
            && !matches!(self.before(index, 1), "." | "?." | "|")
            && !matches!(self.text(index + 1), "(" | "=")
    }

    /// The token after `a.b[c].d`; nothing when the chain is not understood or has `?`.
    fn chain_end(&self, index: usize) -> Option<usize> {
        let mut end = index + 1;
        loop {
            match self.text(end) {
                "." => end += 2,
                "[" => end = self.matching(end)? + 1,
                "?." | "?[" => return None,
                _ => return (end <= self.tokens.len()).then_some(end),
            }
        }
    }

    fn matching(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            match token.text {
                "[" | "?[" => depth += 1,
                "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(index);
            }
        }
        None
    }

    fn may_be_undefined(&self, end: usize) -> bool {
        let test = if self.text(end + 1) == "not" { end + 2 } else { end + 1 };
        let tested =
            self.text(end) == "is" && matches!(self.text(test), "defined" | "undefined");
        let defaulted = self.text(end) == "|" && self.text(end + 1) == "default";
        tested || defaulted
    }
}

#[cfg(test)]
mod tests;
