//! YAML of a theme as a tree of maps and text, each piece with its bytes.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{
    Event, Options, Parser, ScalarStyle, ScanError, Span, StrInput,
};

use super::ThemeFile;
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};

/// Nesting that no theme needs; it bounds the recursion of the reader.
const DEPTH: usize = 16;

/// One key of a map with its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key as written, without quotes.
    pub(super) key: String,
    /// Bytes of the key.
    pub(super) key_range: Range<usize>,
    /// What stands under the key.
    pub(super) value: Node,
}

impl Entry {
    /// Bytes to point at when the value is wrong: an absent value has none of its own.
    pub(super) fn blame(&self) -> Range<usize> {
        if self.value.range.is_empty() || matches!(self.value.content, Content::Map(_)) {
            self.key_range.clone()
        } else {
            self.value.range.clone()
        }
    }
}

/// A value with its bytes.
#[derive(Debug)]
pub(super) struct Node {
    /// Bytes of the value, quotes included.
    pub(super) range: Range<usize>,
    /// The value itself.
    pub(super) content: Content,
}

/// The shapes of values that a theme tells apart.
#[derive(Debug)]
pub(super) enum Content {
    /// Text: quoted, or plain and not readable as anything else.
    Text(String),
    /// A plain number, truth value or nothing.
    Bare(String),
    /// A map in the order of the file, each key once.
    Map(Vec<Entry>),
    /// A list, which no key of a theme takes.
    List,
}

impl Node {
    /// The letters of a scalar, whatever its kind.
    pub(super) fn letters(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) | Content::Bare(text) => Some(text),
            Content::Map(_) | Content::List => None,
        }
    }
}

/// Reads the map that makes up the file; an empty file is an empty map.
pub(super) fn read(file: &ThemeFile) -> (Vec<Entry>, Diagnostics) {
    let mut reader = Reader { file: &file.path, diagnostics: Diagnostics::none() };
    let text = match str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            reader.remark(start..start + 1, "файл не в UTF-8", "the file is not UTF-8");
            return (vec![], reader.diagnostics);
        }
    };
    let mut options = Options::default();
    options.block_nesting_limit = DEPTH;
    options.flow_nesting_limit = DEPTH;
    let mut events = Parser::new_from_str_with_options(text, options);
    let entries = match reader.document(&mut events) {
        Ok(entries) => entries,
        Err(error) => {
            let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
            let length = text[start..].chars().next().map_or(0, char::len_utf8);
            reader.remark(
                start..start + length,
                &format!("YAML не читается: {}", error.info()),
                &format!("YAML cannot be read: {}", error.info()),
            );
            vec![]
        }
    };
    (entries, reader.diagnostics)
}

type Events<'t> = Parser<'t, StrInput<'t>>;

struct Reader<'f> {
    file: &'f Arc<str>,
    diagnostics: Diagnostics,
}

impl Reader<'_> {
    fn remark(&mut self, range: Range<usize>, ru: &str, en: &str) {
        let place = Place::new(self.file, range);
        self.diagnostics.push(Diagnostic::new(code::THEME, place, Words::new(ru, en)));
    }

    fn document(&mut self, events: &mut Events<'_>) -> Result<Vec<Entry>, ScanError> {
        let mut top: Option<Vec<Entry>> = None;
        while let Some(next) = events.next_event() {
            let (event, span) = next?;
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(..) if top.is_none() => {}
                Event::DocumentStart(..) => {
                    let second = (
                        "в файле два документа YAML, нужен один",
                        "the file holds two YAML documents, one is needed",
                    );
                    self.remark(bytes(&span), second.0, second.1);
                    break;
                }
                event => {
                    let node = self.node(events, event, &span)?;
                    top = Some(self.map(node));
                }
            }
        }
        Ok(top.unwrap_or_default())
    }

    fn map(&mut self, node: Node) -> Vec<Entry> {
        match node.content {
            Content::Map(entries) => entries,
            Content::Bare(text) if text.is_empty() => vec![],
            _ => {
                self.remark(
                    node.range,
                    "здесь нужны строки вида «ключ: значение»",
                    "lines of the form `key: value` are needed here",
                );
                vec![]
            }
        }
    }

    fn node(
        &mut self,
        events: &mut Events<'_>,
        event: Event<'_>,
        span: &Span,
    ) -> Result<Node, ScanError> {
        self.refuse_features(&event, span);
        let range = bytes(span);
        let content = match event {
            // The parser writes `~` for a value that is not there at all.
            Event::Scalar(text, ScalarStyle::Plain, ..) if text == "~" => {
                Content::Bare(String::new())
            }
            Event::Scalar(text, ScalarStyle::Plain, ..) if !is_text(&text) => {
                Content::Bare(text.into_owned())
            }
            Event::Scalar(text, ..) => Content::Text(text.into_owned()),
            Event::MappingStart(..) => Content::Map(self.entries(events)?),
            Event::SequenceStart(..) => {
                self.skip_list(events)?;
                Content::List
            }
            _ => Content::Bare(String::new()),
        };
        Ok(Node { range, content })
    }

    fn entries(&mut self, events: &mut Events<'_>) -> Result<Vec<Entry>, ScanError> {
        let mut entries: Vec<Entry> = vec![];
        while let Some(next) = events.next_event() {
            let (event, span) = next?;
            if event == Event::MappingEnd {
                break;
            }
            let key = self.node(events, event, &span)?;
            let Some(next) = events.next_event() else { break };
            let (event, span) = next?;
            let value = self.node(events, event, &span)?;
            let Some(name) = key.letters() else {
                self.remark(key.range, "ключом может быть только текст", "a key must be text");
                continue;
            };
            let name = name.to_owned();
            match entries.iter().find(|it| it.key == name) {
                None => entries.push(Entry { key: name, key_range: key.range, value }),
                Some(first) => {
                    let place = Place::new(self.file, key.range);
                    let first = Place::new(self.file, first.key_range.clone());
                    self.diagnostics.push(twice(&name, place, first));
                }
            }
        }
        Ok(entries)
    }

    fn skip_list(&mut self, events: &mut Events<'_>) -> Result<(), ScanError> {
        while let Some(next) = events.next_event() {
            let (event, span) = next?;
            if event == Event::SequenceEnd {
                break;
            }
            self.node(events, event, &span)?;
        }
        Ok(())
    }

    fn refuse_features(&mut self, event: &Event<'_>, span: &Span) {
        if event.is_alias() || event.anchor_id().is_some() || event.tag().is_some() {
            self.remark(
                bytes(span),
                "якоря, ссылки и метки YAML здесь не действуют",
                "YAML anchors, aliases and tags do not work here",
            );
        }
    }
}

/// The remark on a key that stands twice, be it in two languages.
pub(super) fn twice(key: &str, place: Place, first: Place) -> Diagnostic {
    let message = Words::new(
        format!("ключ «{key}» указан дважды"),
        format!("the key `{key}` stands twice"),
    );
    let before = Words::new("первый раз здесь", "first here");
    Diagnostic::new(code::THEME, place, message).related(first, before)
}

fn bytes(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

fn is_text(plain: &str) -> bool {
    let word = plain.to_ascii_lowercase();
    let nothing = matches!(word.as_str(), "" | "null" | "true" | "false");
    let number = plain.starts_with(|it: char| it.is_ascii_digit() || "+-.".contains(it))
        && plain.parse::<f64>().is_ok();
    !nothing && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &[u8]) -> ThemeFile {
        ThemeFile { path: "theme.yaml".into(), bytes: text.into() }
    }

    fn show(entries: &[Entry]) -> String {
        let shown: Vec<String> = entries
            .iter()
            .map(|it| match &it.value.content {
                Content::Text(text) => format!("{}={text}", it.key),
                Content::Bare(text) => format!("{}~{text}", it.key),
                Content::Map(map) => format!("{}({})", it.key, show(map)),
                Content::List => format!("{}[]", it.key),
            })
            .collect();
        shown.join(" ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str, remarks: &[(&str, &str)]) {
        let (entries, diagnostics) = read(&file(text.as_bytes()));
        assert_eq!(show(&entries), expected);
        let found: Vec<(&str, &str)> = diagnostics
            .iter()
            .map(|it| {
                let place = it.place.as_ref().expect("the reader always names bytes");
                (&text[place.start..place.end], it.message.ru.as_str())
            })
            .collect();
        assert_eq!(found, remarks);
    }

    #[test]
    fn shapes_are_told_apart() {
        check("", "", &[]);
        check("# пусто\n", "", &[]);
        check("a: б\nc: {d: 'e', f: 1}\n", "a=б c(d=e f~1)", &[]);
        check("a: '1'\nb: -2.5\nc:\nd: TRUE\ne: 1 мая\n", "a=1 b~-2.5 c~ d~TRUE e=1 мая", &[]);
        check("a: [b, {c: d}]\n", "a[]", &[]);
    }

    #[test]
    fn mistakes_point_at_their_bytes() {
        check("a: б\nв: г\na: д\n", "a=б в=г", &[("a", "ключ «a» указан дважды")]);
        let features = "якоря, ссылки и метки YAML здесь не действуют";
        check("a: &x б\nв: *x\n", "a=б в~", &[("б", features), ("*x", features)]);
        check("- a\n", "", &[("", "здесь нужны строки вида «ключ: значение»")]);
        check("[a]: б\n", "", &[("[", "ключом может быть только текст")]);
        check("a: б\n---\nв: г\n", "a=б", &[("---", "в файле два документа YAML, нужен один")]);
    }

    #[test]
    fn unreadable_files_are_one_remark() {
        for text in [&b"a: 'b"[..], b"\xD0", b"a: \xFF", b"a: b: c", "[".repeat(99).as_bytes()]
        {
            let (entries, diagnostics) = read(&file(text));
            assert_eq!((entries.len(), diagnostics.iter().count()), (0, 1), "{text:?}");
        }
    }
}
