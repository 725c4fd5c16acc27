//! The parser's events, gathered into a tree in which every value knows its bytes.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, ScalarStyle, Span};

use super::{Key, Node, Value};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};

/// Deeper nesting than any key of any kind has.
const MOST_DEPTH: usize = 16;

/// A collection whose end has not come yet.
enum Open {
    List { at: usize, items: Vec<Node> },
    Table { at: usize, entries: Vec<(Key, Node)>, key: Option<Key> },
}

/// Events gathered into a tree.
pub(super) struct Tree<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    diagnostics: Diagnostics,
    told_depth: bool,
}

impl<'a> Tree<'a> {
    /// Nothing yet of the YAML that begins at byte `base` of a file.
    pub(super) fn new(file: &'a Arc<str>, text: &'a str, base: usize) -> Tree<'a> {
        let diagnostics = Diagnostics::none();
        Tree { file, text, base, open: vec![], root: None, diagnostics, told_depth: false }
    }

    /// The whole tree, and what is wrong with it.
    pub(super) fn finish(self) -> (Option<Node>, Diagnostics) {
        (self.root, self.diagnostics)
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = span.start.byte_offset().unwrap_or_default();
        let end = span.end.byte_offset().unwrap_or(start).max(start);
        self.base + start..self.base + end
    }

    /// Takes the next event.
    pub(super) fn take(&mut self, event: Event<'_>, span: Span) {
        let at = self.bytes(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), &at);
                let plain = style == ScalarStyle::Plain;
                let value = match (&*text, plain) {
                    ("" | "~" | "null", true) => Value::Nothing,
                    _ => Value::Text(text.into_owned()),
                };
                self.put(Node { at, value });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), &at);
                self.open(Open::List { at: at.start, items: vec![] }, &at);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), &at);
                let entries = vec![];
                self.open(Open::Table { at: at.start, entries, key: None }, &at);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(&at),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(1, false, &at);
                self.put(Node { at, value: Value::Broken });
            }
            Event::DocumentStart(..) if self.root.is_some() => self.second_document(&at),
            _ => {}
        }
    }

    fn second_document(&mut self, at: &Range<usize>) {
        let message = Words::new(
            "после «---» начинается второй документ YAML: он не читается",
            "`---` begins a second YAML document, which is not read",
        );
        let hint = Words::new("удалите эту строку", "delete this line");
        let place = Place::new(self.file, at.clone());
        self.diagnostics.push(Diagnostic::new(code::YAML_SYNTAX, place, message).hint(hint));
    }

    fn open(&mut self, open: Open, at: &Range<usize>) {
        self.open.push(open);
        if self.open.len() > MOST_DEPTH && !self.told_depth {
            self.told_depth = true;
            let message = Words::new(
                format!("вложенность глубже {MOST_DEPTH} уровней"),
                format!("nested deeper than {MOST_DEPTH} levels"),
            );
            let place = Place::new(self.file, self.visible(at));
            self.diagnostics.push(Diagnostic::new(code::YAML_LIMIT, place, message));
        }
    }

    /// Closes a collection. Without a bracket of its own it ends with the last thing in it, not
    /// where the parser noticed, which is the next line.
    fn close(&mut self, bracket: &Range<usize>) {
        let end_of = |last: Option<usize>, start| match bracket.is_empty() {
            true => last.unwrap_or(start),
            false => bracket.end,
        };
        let node = match self.open.pop() {
            Some(Open::List { at, items }) => {
                let end = end_of(items.last().map(|it| it.at.end), at);
                Node { at: at..end.max(at), value: Value::List(items) }
            }
            Some(Open::Table { at, entries, .. }) => {
                let start = entries.first().map_or(at, |(key, _)| at.min(key.at.start));
                let last = entries.last().map(|(key, it)| match it.value {
                    Value::Nothing => key.at.end,
                    _ => it.at.end,
                });
                let end = end_of(last, start);
                Node { at: start..end.max(start), value: Value::Table(entries) }
            }
            None => return,
        };
        self.put(node);
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Table { entries, key, .. }) => match key.take() {
                Some(name) => entries.push((name, node)),
                None => {
                    let name = match node.value {
                        Value::Text(text) => text,
                        _ => String::new(),
                    };
                    *key = Some(Key { name, at: node.at });
                }
            },
        }
    }

    /// Anchors, aliases and tags make YAML mean something else than what is read.
    fn refuse(&mut self, anchor: usize, tag: bool, at: &Range<usize>) {
        if anchor == 0 && !tag {
            return;
        }
        let message = Words::new(
            "якоря (&), ссылки на них (*) и теги (!) в карточках не используются",
            "anchors (&), aliases (*) and tags (!) are not part of the format",
        );
        let hint = Words::new(
            "напишите значение целиком; текст, который начинается с такого знака, возьмите в кавычки",
            "write the value out; quote text that begins with such a sign",
        );
        let place = Place::new(self.file, self.marks_before(at));
        self.diagnostics.push(Diagnostic::new(code::YAML_FEATURE, place, message).hint(hint));
    }

    /// The anchor and the tag that stand before a value; the value itself where none do.
    fn marks_before(&self, at: &Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (at.start, None);
        loop {
            let before = self.text[self.base..start].trim_end();
            let word = before.rfind(char::is_whitespace).map_or(0, |it| it + 1);
            if !before[word..].starts_with(['&', '!']) {
                break;
            }
            start = self.base + word;
            end = end.or(Some(self.base + before.len()));
        }
        end.map_or(at.clone(), |end| start..end)
    }

    /// Some bytes, or the rest of their line where they are none.
    fn visible(&self, at: &Range<usize>) -> Range<usize> {
        if !at.is_empty() {
            return at.clone();
        }
        let line = self.text[at.start..].lines().next().unwrap_or_default();
        at.start..at.start + line.trim_end().len()
    }
}
