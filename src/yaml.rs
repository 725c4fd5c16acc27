//! YAML → a tree in which every value knows its bytes, under hard limits.
//!
//! A mistake in one top-level entry does not hide the others: after a failure each entry is
//! read by itself, so that all mistakes of a file come out in one run.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, options};

use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::encoding;

mod error;
pub mod reading;
pub mod table;

use reading::Reading;

/// More bytes of YAML than an author can mean in one entry.
pub(super) const MOST_BYTES: usize = 64 * 1024;
/// Deeper nesting than any key of any kind has.
pub(super) const MOST_DEPTH: usize = 16;

/// A value and the bytes of the file that hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes of the value, counted from the start of the file; quotes included.
    pub at: Range<usize>,
    /// What stands there.
    pub value: Value,
}

/// What YAML can say here: every scalar stays text, and only the reader of a key gives it a
/// type, so that `no`, `1.10` and `2024-04-05` mean what the author wrote.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing after the colon, `~` or `null`.
    Nothing,
    /// A scalar, with escapes undone.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Table(Vec<(Key, Node)>),
    /// Something that could not be read; a remark has been made.
    Broken,
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key, with escapes undone.
    pub name: String,
    /// Its bytes.
    pub at: Range<usize>,
}

/// The text of a file; encodings other than UTF-8 are named and refused.
pub fn decode<'b>(file: &Arc<str>, bytes: &'b [u8]) -> Result<&'b str, Diagnostics> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let start = error.valid_up_to();
    let end = start + error.error_len().unwrap_or(bytes.len() - start);
    let guess = encoding::guess(bytes);
    let message = Words::new(
        format!("файл не в кодировке UTF-8; похоже на {guess}"),
        format!("the file is not UTF-8; it looks like {guess}"),
    );
    let hint = Words::new(
        "откройте файл в редакторе и сохраните в кодировке UTF-8",
        "open the file in an editor and save it as UTF-8",
    );
    let place = Place::new(file, start..end);
    let mut diagnostics = Diagnostics::none();
    diagnostics.push(Diagnostic::new(code::NOT_UTF8, place, message).hint(hint));
    Err(diagnostics)
}

/// Reads a file that is YAML from its first to its last byte; an empty one reads as nothing.
pub fn read<T>(
    (file, bytes): (&Arc<str>, &[u8]),
    latin_words: &[String],
    read: impl FnOnce(&mut Reading<'_>, Node) -> Option<T>,
) -> (Option<T>, Diagnostics) {
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(diagnostics) => return (None, diagnostics),
    };
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (node, diagnostics) = parse(file, text, start..text.len());
    let mut reading = Reading { file, source: text, latin_words, diagnostics };
    let empty = Node { at: start..start, value: Value::Nothing };
    let value = read(&mut reading, node.unwrap_or(empty));
    (value, reading.diagnostics)
}

/// Reads the YAML in `text[range]`; bytes are counted from the start of `text`.
pub(super) fn parse(
    file: &Arc<str>,
    text: &str,
    range: Range<usize>,
) -> (Option<Node>, Diagnostics) {
    let mut diagnostics = Diagnostics::none();
    if range.len() > MOST_BYTES {
        let place = Place::new(file, range.start..range.start);
        let message = Words::new(
            format!("слишком много YAML: {} Кбайт при пределе 64", range.len() / 1024),
            format!("too much YAML: {} KiB where 64 are allowed", range.len() / 1024),
        );
        diagnostics.push(Diagnostic::new(code::YAML_LIMIT, place, message).hint(Words::new(
            "перенесите длинный текст в тело файла, под вторую строку «---»",
            "move long text into the body, below the second line `---`",
        )));
        return (None, diagnostics);
    }
    let reader = Reader { file, text };
    match reader.read(range.clone()) {
        Ok((node, remarks)) => {
            diagnostics.extend(remarks);
            (node, diagnostics)
        }
        Err(whole) => {
            let (node, remarks) = reader.recover(range);
            match remarks.is_empty() {
                true => diagnostics.push(*whole),
                false => diagnostics.extend(remarks),
            }
            (node, diagnostics)
        }
    }
}

struct Reader<'a> {
    file: &'a Arc<str>,
    text: &'a str,
}

impl Reader<'_> {
    fn read(
        &self,
        range: Range<usize>,
    ) -> Result<(Option<Node>, Diagnostics), Box<Diagnostic>> {
        let options = options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            disallow_directives: true,
            flow_nesting_limit: 255,
            block_nesting_limit: 255,
        };
        let slice = &self.text[range.clone()];
        let mut tree = Tree::new(self.file, range.start);
        for event in Parser::new_from_str_with_options(slice, options) {
            match event {
                Ok((event, span)) => tree.take(event, span),
                Err(error) => return Err(Box::new(self.syntax(&error, &range))),
            }
        }
        Ok((tree.root, tree.diagnostics))
    }

    fn syntax(&self, error: &ScanError, range: &Range<usize>) -> Diagnostic {
        let byte = error.marker().byte_offset().unwrap_or_default();
        let at = (range.start + byte).min(range.end);
        error::diagnostic(self.file, self.text, at, error.kind())
    }

    /// Reads every top-level entry by itself; those that fail stay behind as [`Value::Broken`].
    fn recover(&self, range: Range<usize>) -> (Option<Node>, Diagnostics) {
        let mut diagnostics = Diagnostics::none();
        let (mut table, mut list) = (vec![], vec![]);
        for block in self.blocks(range.clone()) {
            match self.read(block.clone()) {
                Ok((Some(Node { value: Value::Table(entries), .. }), remarks)) => {
                    table.extend(entries);
                    diagnostics.extend(remarks);
                }
                Ok((Some(Node { value: Value::List(items), .. }), remarks)) => {
                    list.extend(items);
                    diagnostics.extend(remarks);
                }
                Ok(_) => {}
                Err(remark) => {
                    diagnostics.push(*remark);
                    table.extend(self.broken(block));
                }
            }
        }
        let value = match list.is_empty() {
            true => Value::Table(table),
            false => Value::List(list),
        };
        (Some(Node { at: range, value }), diagnostics)
    }

    fn broken(&self, block: Range<usize>) -> Option<(Key, Node)> {
        let line = self.text[block.clone()].lines().next()?;
        let (name, _) = line.split_once(':')?;
        let name = name.trim();
        let at = block.start..block.start + name.len();
        let key = Key { name: name.to_owned(), at };
        Some((key, Node { at: block, value: Value::Broken }))
    }

    /// Cuts before every line that begins with something other than space, `#` or `}`.
    fn blocks(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut starts = vec![];
        let mut offset = range.start;
        for line in self.text[range.clone()].split_inclusive('\n') {
            let first = line.chars().next().unwrap_or(' ');
            if !first.is_whitespace() && !matches!(first, '#' | '}' | ']') {
                starts.push(offset);
            }
            offset += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([range.end]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }
}

/// A collection whose end has not come yet.
enum Open {
    List { at: usize, items: Vec<Node> },
    Table { at: usize, entries: Vec<(Key, Node)>, key: Option<Key> },
}

/// Events gathered into a tree.
struct Tree<'a> {
    file: &'a Arc<str>,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    diagnostics: Diagnostics,
    told_depth: bool,
}

impl<'a> Tree<'a> {
    fn new(file: &'a Arc<str>, base: usize) -> Tree<'a> {
        let diagnostics = Diagnostics::none();
        Tree { file, base, open: vec![], root: None, diagnostics, told_depth: false }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = span.start.byte_offset().unwrap_or_default();
        let end = span.end.byte_offset().unwrap_or(start).max(start);
        self.base + start..self.base + end
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
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
            Event::SequenceEnd | Event::MappingEnd => self.close(at.end),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(1, false, &at);
                self.put(Node { at, value: Value::Broken });
            }
            _ => {}
        }
    }

    fn open(&mut self, open: Open, at: &Range<usize>) {
        self.open.push(open);
        if self.open.len() > MOST_DEPTH && !self.told_depth {
            self.told_depth = true;
            let message = Words::new(
                format!("вложенность глубже {MOST_DEPTH} уровней"),
                format!("nested deeper than {MOST_DEPTH} levels"),
            );
            let place = Place::new(self.file, at.start..at.start + 1);
            self.diagnostics.push(Diagnostic::new(code::YAML_LIMIT, place, message));
        }
    }

    fn close(&mut self, end: usize) {
        let node = match self.open.pop() {
            Some(Open::List { at, items }) => {
                let end = items.last().map_or(end, |it| end.max(it.at.end));
                Node { at: at..end, value: Value::List(items) }
            }
            Some(Open::Table { at, entries, .. }) => {
                let start = entries.first().map_or(at, |(key, _)| at.min(key.at.start));
                Node { at: start..end, value: Value::Table(entries) }
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
        let place = Place::new(self.file, at.clone());
        self.diagnostics.push(Diagnostic::new(code::YAML_FEATURE, place, message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the tree on one line, or the codes and bytes of what is wrong.
    #[track_caller]
    fn check(yaml: &str, expected: &str) {
        let file: Arc<str> = "x.md".into();
        let (node, diagnostics) = parse(&file, yaml, 0..yaml.len());
        let mut shown = node.map(|it| show(&it)).unwrap_or_default();
        for it in &diagnostics {
            let place = it.place.as_ref().expect("YAML remarks have a place");
            shown += &format!(" | {} `{}`", it.code.name, &yaml[place.start..place.end]);
        }
        assert_eq!(shown, expected);
    }

    fn show(node: &Node) -> String {
        match &node.value {
            Value::Nothing => "-".into(),
            Value::Text(text) => text.clone(),
            Value::Broken => "?".into(),
            Value::List(items) => {
                format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(","))
            }
            Value::Table(entries) => {
                let shown: Vec<_> = entries
                    .iter()
                    .map(|(key, it)| format!("{}:{}", key.name, show(it)))
                    .collect();
                format!("{{{}}}", shown.join(","))
            }
        }
    }

    #[test]
    fn every_scalar_stays_text() {
        check("a: no\nb: 1.10\nв: 2024-04-05\nг:\n", "{a:no,b:1.10,в:2024-04-05,г:-}");
        check("a: [1, {b: 2}]\n", "{a:[1,{b:2}]}");
    }

    #[test]
    fn mistakes_do_not_hide_each_other() {
        check(
            "тема: Проект: новый\nгод: 2024\nсписок: [1, 2\nдалее: x\n",
            "{тема:?,год:2024,список:?,далее:x} | yaml-syntax `Проект: новый` | yaml-syntax `[1, 2`",
        );
    }

    #[test]
    fn anchors_aliases_and_tags_are_refused() {
        check(
            "a: &x 1\nb: *x\nc: !!int 2\n",
            "{a:1,b:?,c:2} | yaml-feature `1` | yaml-feature `*x` | yaml-feature `2`",
        );
    }

    #[test]
    fn depth_is_limited() {
        let yaml = format!("a: {}{}", "[".repeat(40), "]".repeat(40));
        let file: Arc<str> = "x.md".into();
        let (_, diagnostics) = parse(&file, &yaml, 0..yaml.len());
        assert_eq!(
            diagnostics.iter().map(|it| it.code.name).collect::<Vec<_>>(),
            ["yaml-limit"]
        );
    }
}
