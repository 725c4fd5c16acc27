//! YAML → a tree in which every value knows its bytes, under hard limits.
//!
//! A mistake in one top-level entry does not hide the others: after a failure each entry is
//! read by itself, so that all mistakes of a file come out in one run.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{Options, Parser, ScanError, options};

use crate::diag::fix::{self, Edit, Fix};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::encoding;

pub mod address;
pub mod edit;
mod error;
pub mod reading;
pub mod schema;
pub mod table;
mod tree;
pub mod write;

use reading::Reading;
use tree::Tree;

/// More bytes of YAML than an author can mean in one card.
const MOST_CARD: usize = 64 * 1024;

/// The same for a file that is all YAML: counters of every page, tables of a large city.
const MOST_FILE: usize = 4 * 1024 * 1024;

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
    let wide = encoding::guess_wide(bytes);
    let place = match (simdutf8::compat::from_utf8(bytes), wide) {
        (Ok(text), None) => return Ok(text),
        (_, Some(_)) => 0..0,
        (Err(error), None) => {
            let start = error.valid_up_to();
            start..start + error.error_len().unwrap_or(bytes.len() - start)
        }
    };
    let guess = wide.unwrap_or_else(|| encoding::guess(bytes));
    let message = Words::new(
        format!("файл не в кодировке UTF-8; похоже на {guess}"),
        format!("the file is not UTF-8; it looks like {guess}"),
    );
    let hint = Words::new(
        "сохраните его в редакторе как UTF-8 или дайте команду novator check --fix-encoding",
        "save it in an editor as UTF-8, or run novator check --fix-encoding",
    );
    let place = Place::new(file, place);
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
    let mut reading = Reading::new((file, text), latin_words, diagnostics);
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
    let is_file = range.end == text.len();
    let most = if is_file { MOST_FILE } else { MOST_CARD };
    if range.len() > most {
        diagnostics.push(error::too_much(file, (range.len(), most), is_file));
        return (Some(Node { at: range, value: Value::Broken }), diagnostics);
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

/// What the parser is told of the format.
fn strict() -> Options {
    options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: 255,
        block_nesting_limit: 255,
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
        let slice = &self.text[range.clone()];
        let mut tree = Tree::new(self.file, self.text, range.start);
        for event in Parser::new_from_str_with_options(slice, strict()) {
            match event {
                Ok((event, span)) => tree.take(event, span),
                Err(error) => return Err(Box::new(self.syntax(&error, &range))),
            }
        }
        Ok(tree.finish())
    }

    fn syntax(&self, error: &ScanError, range: &Range<usize>) -> Diagnostic {
        let byte = error.marker().byte_offset().unwrap_or_default();
        let at = (range, range.start + byte);
        let mut remark = error::diagnostic(self.file, self.text, at, error.kind());
        remark.fix = remark.fix.filter(|it| self.is_certain(it, range));
        remark
    }

    /// Whether the YAML can be read once it is repaired, at least beyond the repair.
    fn is_certain(&self, fix: &Fix, range: &Range<usize>) -> bool {
        let within = |it: &Edit| it.start >= range.start && it.end <= range.end;
        let Some(last) = fix.edits.last().filter(|_| fix.edits.iter().all(within)) else {
            return false;
        };
        let (bytes, _) = fix::applied(&self.text.as_bytes()[..range.end], [fix]);
        let Ok(mended) = str::from_utf8(&bytes[range.start..]) else { return false };
        let rest = range.end - last.end;
        let read_to = Parser::new_from_str_with_options(mended, strict())
            .find_map(Result::err)
            .map_or(mended.len(), |it| it.marker().byte_offset().unwrap_or_default());
        read_to > mended.len().saturating_sub(rest)
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
                Ok((Some(node), remarks)) => {
                    diagnostics.extend(remarks);
                    diagnostics.push(error::no_key(self.file, self.text, &node.at));
                }
                Ok((None, remarks)) => diagnostics.extend(remarks),
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

    /// Cuts before every line that begins an entry: with something other than space, `#` or a
    /// closing bracket, and not with the hyphen of a list that belongs to a key above.
    fn blocks(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let (mut starts, mut under_key) = (vec![], false);
        let mut offset = range.start;
        for line in self.text[range.clone()].split_inclusive('\n') {
            let first = line.chars().next().unwrap_or(' ');
            let item = line.starts_with("- ") || line.trim_end() == "-";
            let continues = first.is_whitespace() || matches!(first, '#' | '}' | ']');
            let begins = !continues && !item;
            if begins || (item && !under_key) {
                starts.push(offset);
                under_key = !item;
            }
            offset += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([range.end]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
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
            "{a:1,b:?,c:2} | yaml-feature `&x` | yaml-feature `*x` | yaml-feature `!!int`",
        );
        check(
            "а: &б\n  в: 1\nг: !d &е [1]\nж: !!str\n",
            "{а:{в:1},г:[1],ж:-} | yaml-feature `&б` | yaml-feature `!d &е` | yaml-feature `!!str`",
        );
    }

    #[test]
    fn a_list_under_its_key_survives_a_mistake_elsewhere() {
        check(
            "список:\n- а\n- б\nтема: Да: нет\n",
            "{список:[а,б],тема:?} | yaml-syntax `Да: нет`",
        );
        check(
            "просто текст\nтема: Да: нет\n",
            "{тема:?} | yaml-syntax `просто текст` | yaml-syntax `Да: нет`",
        );
    }

    #[test]
    fn a_second_document_is_named() {
        check("а: 1\n---\nа: 2\n", "{а:1} | yaml-syntax `---`");
        check("---\nа: 1\n", "{а:1}");
    }

    /// Shows the first remark on a YAML that cannot be read: its bytes and its cause.
    #[track_caller]
    fn check_cause(yaml: &str, at: &str, cause: &str) {
        let file: Arc<str> = "x.md".into();
        let text = format!("---\n{yaml}---\n");
        let (_, diagnostics) = parse(&file, &text, 4..4 + yaml.len());
        let found = diagnostics.iter().next().expect("it cannot be read");
        let place = found.place.as_ref().expect("YAML remarks have a place");
        assert_eq!(&text[place.start..place.end], at, "{yaml}");
        assert!(found.message.ru.contains(cause), "{yaml}: {}", found.message.ru);
    }

    #[test]
    fn causes_are_told_where_they_are() {
        for quote in ['\'', '"'] {
            let at = format!("{quote}б");
            check_cause(&format!("а: {quote}б\n"), &at, "кавычка открыта");
            check_cause(&format!("а: {quote}б\nв: {quote}г{quote}\n"), &at, "кавычка открыта");
        }
        check_cause("а: [б]\n\nв: ['г, д]\n", "'г, д]", "кавычка открыта");
        check_cause("а: [б, в\nг: д\n", "[б, в", "квадратных скобках не закрыт");
        check_cause("а: {б: в\nг: д\n", "{б: в", "фигурных скобках не закрыта");
        check_cause(
            "а:\n  - {б: в, г: д\nе: ж\n",
            "{б: в, г: д",
            "фигурных скобках не закрыта",
        );
        check_cause("а: {б: в: г, д: е}\n", "в: г", "двоеточие с пробелом");
        check_cause("а: [б]]\n", "]", "скобка не на месте");
        check_cause("а: [б,,в]\n", ",", "лишняя запятая");
        check_cause("а: 1\n б: 2\n", "б: 2", "отступ");
        check_cause("  а: 1\nб: 2\n", "б: 2", "отступ");
        check_cause("а:\n  - б: 1\n   в: 2\n", "в: 2", "отступ");
        check_cause("а:\n  - б: 1\n     в: 2\n", "в: 2", "отступ");
        check_cause("а: - б\n", "- б", "с новой строки");
        check_cause("а:1\nб: 2\n", "а:1", "ключ: значение");
        check_cause("а: [б]: в\n", ": в", "двоеточие");
        for sign in ["@б", "`б`", "%б", ", б", "*", "&", "? б"] {
            check_cause(&format!("а: {sign}\n"), sign, "служебного знака");
        }
        check_cause("а: |б\n  в\n", "|б", "с новой строки");
        check_cause("а: 'б' в\n", "в", "после закрывающей кавычки");
        check_cause("а: \"C:\\дом\"\n", "\"C:\\дом\"", "обратной косой чертой");
        check_cause("а: б: в\n", "б: в", "двоеточие с пробелом");
        check_cause("а:\n\tб: в\n", "\t", "табуляцией");
        check_cause("а:\n  - б: 1\n\tв: 2\n    г: 3\n", "\t", "табуляцией");
        check_cause("а:\n  - {б: в\n  - {г: д}\n", "{б: в", "фигурных скобках не закрыта");
        check_cause("- а:1\n  б: 2\n", "а:1", "ключ: значение");
    }

    #[test]
    fn collections_end_with_what_is_in_them() {
        let text = "а:\n- б: 1\n  в:\n\n# г\nд: {е: 1}\n";
        let file: Arc<str> = "x.md".into();
        let (node, _) = parse(&file, text, 0..text.len());
        let node = node.expect("it is YAML");
        let Value::Table(entries) = &node.value else { panic!("{node:?}") };
        let inner: Vec<&str> = entries.iter().map(|(_, it)| &text[it.at.clone()]).collect();
        assert_eq!(inner, ["б: 1\n  в", "{е: 1}"]);
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
