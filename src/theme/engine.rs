//! What a template engine has to do, and what all engines do alike.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::fault::Fault;
use super::strings::Strings;
use crate::view::View;

/// One template with the path that messages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    /// Path of the file.
    pub(super) path: Arc<str>,
    /// The template itself.
    pub(super) text: String,
}

/// Templates by path inside `templates/`, such as `parts/card.html`.
pub(super) type Templates = BTreeMap<String, Template>;

/// A template language: it is given all templates and strings once and renders many views.
pub(super) trait Engine: Send + Sync {
    /// Reads all templates, or tells what is wrong in every one that cannot be read.
    fn load(templates: &Templates, strings: &Arc<Strings>) -> Result<Self, Vec<Fault>>
    where
        Self: Sized;

    /// Renders the template of this path with the values of the view as its names; UTF-8.
    fn render(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Fault>;
}

/// Bytes between the braces of one tag; the engines read such an expression by recursion.
const TAG_LIMIT: usize = 4096;

/// How many `elif` a template may have, for the same reason.
const ELIF_LIMIT: usize = 100;

/// Bytes of a template at which an engine could exhaust the stack.
pub(super) fn excess(text: &str) -> Option<Range<usize>> {
    let opens = |it: &[u8]| it == b"{{" || it == b"{%";
    let starts = text.as_bytes().windows(2).enumerate().filter(|(_, it)| opens(it));
    let long = starts.map(|(start, _)| start).find(|start| {
        let tag = &text[*start..];
        let close = if tag.starts_with("{{") { "}}" } else { "%}" };
        tag.find(close).unwrap_or(tag.len()) > TAG_LIMIT
    });
    let elif = || text.match_indices("elif").nth(ELIF_LIMIT).map(|it| it.0..it.0 + it.1.len());
    long.map(|start| start..start + 2).or_else(elif)
}

/// Makes text harmless inside HTML and inside its quoted attributes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_special = |it: u8| matches!(it, b'&' | b'<' | b'>' | b'"' | b'\'');
    // Most texts hold none of them, and that is asked of many bytes at a time.
    if !text.bytes().fold(false, |found, it| found | is_special(it)) {
        return Cow::Borrowed(text);
    }
    // Bytes below 128 are whole characters.
    let special = |it: &str| it.bytes().position(is_special);
    let mut at = special(text).unwrap_or_default();
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut rest = text;
    loop {
        escaped.push_str(&rest[..at]);
        escaped.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
        match special(rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    escaped.push_str(rest);
    Cow::Owned(escaped)
}

/// Digits by threes with no-break spaces, from five digits on.
pub(super) fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut grouped = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: i128, expected: &str) {
        assert_eq!(grouped(number).replace('\u{a0}', "_"), expected);
    }

    #[test]
    fn digits_are_grouped_from_five_on() {
        check(0, "0");
        check(1234, "1234");
        check(12_345, "12_345");
        check(1_234_567, "1_234_567");
        check(-4321, "-4321");
        check(-100_000, "-100_000");
        check(i128::MIN, "-170_141_183_460_469_231_731_687_303_715_884_105_728");
    }

    #[track_caller]
    fn check_excess(text: &str, expected: Option<&str>) {
        assert_eq!(excess(text).map(|it| &text[it]), expected);
    }

    #[test]
    fn endless_expressions_are_found() {
        check_excess(&"{% if a %}{% elif b %}ж{{ c }}{% endif %}".repeat(100), None);
        check_excess(&"{% elif b %}".repeat(101), Some("elif"));
        check_excess(&format!("{{{{ 1{} }}}}", " + 1".repeat(1000)), None);
        check_excess(&format!("ж {{{{ 1{}", " + 1".repeat(1024)), Some("{{"));
        check_excess(&format!("{{% if {} 1 %}}", "not ".repeat(1024)), Some("{%"));
    }

    #[test]
    fn five_letters_are_escaped() {
        assert_eq!(escape("a/b «в»"), "a/b «в»");
        assert_eq!(escape("<a b='\"&\"'>"), "&lt;a b=&#39;&quot;&amp;&quot;&#39;&gt;");
    }
}
