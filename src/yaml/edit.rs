//! Changes to a card that touch nothing else: a value set, a key added or taken out, a line put
//! into a list. Comments, the order of keys and every other byte stay as the editor wrote them.

use std::ops::Range;
use std::sync::Arc;

use super::write::{Within, scalar};
use super::{Node, Value, parse};
use crate::diag::fix::{Edit, Fix, applied};
use crate::diag::{Severity, Words};

/// A card open for changes.
#[derive(Clone, Debug)]
pub struct Sheet<'t> {
    text: &'t str,
    /// Bytes of the YAML in the text, up to the line that closes it.
    yaml: Range<usize>,
    entries: Vec<(super::Key, Node)>,
    line_break: &'static str,
    edits: Vec<Edit>,
}

impl<'t> Sheet<'t> {
    /// Opens the YAML in `text[yaml]`; none where it cannot be read without mistakes: nobody
    /// should write into a card that is not understood.
    pub fn open(text: &'t str, yaml: Range<usize>) -> Option<Sheet<'t>> {
        let file: Arc<str> = "".into();
        let (node, diagnostics) = parse(&file, text, yaml.clone());
        if diagnostics.count(Severity::Error) > 0 {
            return None;
        }
        let entries = match node.map(|it| it.value) {
            None | Some(Value::Nothing) => vec![],
            Some(Value::Table(entries)) => entries,
            Some(_) => return None,
        };
        let line_break = if text[yaml.clone()].contains("\r\n") { "\r\n" } else { "\n" };
        Some(Sheet { text, yaml, entries, line_break, edits: vec![] })
    }

    /// The value of a key by any of its names; none where the key is absent or says nothing.
    pub fn value(&self, names: &[&str]) -> Option<&Node> {
        self.entry(names).map(|it| &it.1).filter(|it| it.value != Value::Nothing)
    }

    fn entry(&self, names: &[&str]) -> Option<&(super::Key, Node)> {
        self.entries.iter().find(|(key, _)| names.contains(&key.name.as_str()))
    }

    /// Gives a key a text; the first name is written where the key is not there yet.
    pub fn set(&mut self, names: &[&str], text: &str) {
        self.set_yaml(names, &scalar(text, Within::Block));
    }

    /// Gives a key a value that is YAML on one line already.
    pub fn set_yaml(&mut self, names: &[&str], written: &str) {
        let edit = match self.entry(names) {
            Some((key, node)) if node.value == Value::Nothing => {
                let colon = self.text[key.at.end..].find(':').map_or(0, |it| it + 1);
                let at = key.at.end + colon;
                Edit::new(at..at, format!(" {written}"))
            }
            Some((_, node)) => Edit::new(node.at.clone(), written),
            None => {
                let name = names.first().copied().unwrap_or_default();
                self.new_line(&format!("{name}: {written}"))
            }
        };
        self.edits.push(edit);
    }

    /// Takes a key out with its line; where a comment stands on the line, only the value goes.
    pub fn remove(&mut self, names: &[&str]) {
        let Some((key, node)) = self.entry(names) else { return };
        let end = match node.value {
            Value::Nothing => {
                self.text[key.at.end..].find(':').map_or(key.at.end, |it| key.at.end + it + 1)
            }
            _ => self.content_end(&node.at),
        };
        let start = self.text[..key.at.start].rfind('\n').map_or(0, |it| it + 1);
        let line = self.line_end(end);
        let has_comment = !self.text[end..line].trim().is_empty();
        let edit = match has_comment {
            true => Edit::new(node.at.clone(), ""),
            false => Edit::new(start..self.yaml.end.min(self.next_line(line)), ""),
        };
        self.edits.push(edit);
    }

    /// Puts items, written as YAML on one line each, at the end of a list; the list begins
    /// where there is none.
    pub fn append(&mut self, names: &[&str], items: &[String]) {
        if items.is_empty() {
            return;
        }
        let block = |indent: &str| -> String {
            let lines = items.iter().map(|it| format!("{}{indent}- {it}", self.line_break));
            lines.collect()
        };
        let edit = match self.entry(names) {
            None => {
                let name = names.first().copied().unwrap_or_default();
                self.new_line(&format!("{name}:{}", block("  ")))
            }
            Some((key, node)) => match &node.value {
                Value::List(list) if self.text[node.at.clone()].starts_with('[') => {
                    let joined = items.join(", ");
                    match list.last() {
                        Some(last) => {
                            Edit::new(last.at.end..last.at.end, format!(", {joined}"))
                        }
                        None => Edit::new(node.at.clone(), format!("[{joined}]")),
                    }
                }
                Value::List(list) => {
                    let indent = list.first().map_or(String::from("  "), |it| self.indent(it));
                    let end = self.line_end(self.content_end(&node.at));
                    Edit::new(end..end, block(&indent))
                }
                Value::Nothing => {
                    let end = self.line_end(key.at.end);
                    Edit::new(end..end, block("  "))
                }
                // One value that stood for a list of one.
                _ => {
                    let old = &self.text[node.at.clone()];
                    let colon = self.text[..node.at.start].rfind(':').map_or(0, |it| it + 1);
                    let lines = format!("{}  - {old}{}", self.line_break, block("  "));
                    Edit::new(colon..node.at.end, lines)
                }
            },
        };
        self.edits.push(edit);
    }

    /// Gives a key these texts as its list: of a list that is there, only what differs changes.
    pub fn set_items(&mut self, names: &[&str], texts: &[String]) {
        let flow = || {
            let items: Vec<String> =
                texts.iter().map(|it| scalar(it, Within::Brackets)).collect();
            format!("[{}]", items.join(", "))
        };
        let Some(node) = self.value(names).cloned() else {
            return self.set_yaml(names, &flow());
        };
        let Value::List(list) = &node.value else { return self.set_yaml(names, &flow()) };
        let is_flow = self.text[node.at.clone()].starts_with('[');
        let within = if is_flow { Within::Brackets } else { Within::Block };
        if list.len() == texts.len() {
            let differs = list.iter().zip(texts).filter(|(item, text)| match &item.value {
                Value::Text(old) => old != *text,
                _ => true,
            });
            let edits: Vec<Edit> = differs
                .map(|(item, text)| Edit::new(item.at.clone(), scalar(text, within)))
                .collect();
            return self.edits.extend(edits);
        }
        if is_flow {
            return self.edits.push(Edit::new(node.at, flow()));
        }
        let indent = list.first().map_or(String::from("  "), |it| self.indent(it));
        let between = format!("{}{indent}- ", self.line_break);
        let items: Vec<String> = texts.iter().map(|it| scalar(it, within)).collect();
        let (first, end) =
            (list.first().map_or(node.at.start, |it| it.at.start), self.content_end(&node.at));
        self.edits.push(Edit::new(first..end, items.join(&between)));
    }

    /// The whole text with the changes made.
    pub fn finish(self) -> String {
        let fix = Fix::new(Words::new("", ""), self.joined());
        let (bytes, _) = applied(self.text.as_bytes(), [&fix]);
        String::from_utf8(bytes).unwrap_or_else(|_| self.text.to_owned())
    }

    /// The changes; those at one place, as lines at the end of the card are, in one.
    fn joined(&self) -> Vec<Edit> {
        let mut joined: Vec<Edit> = vec![];
        let mut edits = self.edits.clone();
        edits.sort_by_key(|it| (it.start, it.end));
        for edit in edits {
            match joined.last_mut() {
                Some(last) if last.start == edit.start && last.end == edit.end => {
                    last.text.push_str(&edit.text);
                }
                _ => joined.push(edit),
            }
        }
        joined
    }

    /// A line before the one that closes the card.
    fn new_line(&self, line: &str) -> Edit {
        let end = self.yaml.end;
        let before = &self.text[self.yaml.start..end];
        let break_before =
            if before.is_empty() || before.ends_with('\n') { "" } else { self.line_break };
        Edit::new(end..end, format!("{break_before}{line}{}", self.line_break))
    }

    /// What stands before the hyphen of an item.
    fn indent(&self, item: &Node) -> String {
        let before = &self.text[..item.at.start];
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        let hyphen = before[start..].find('-').unwrap_or(0);
        self.text[start..start + hyphen].to_owned()
    }

    /// The end of a value without the blank lines that the parser counts to it.
    fn content_end(&self, at: &Range<usize>) -> usize {
        at.start + self.text[at.clone()].trim_end().len()
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..self.yaml.end];
        let length = rest.find('\n').unwrap_or(rest.len());
        at + rest[..length].trim_end_matches('\r').len()
    }

    fn next_line(&self, line_end: usize) -> usize {
        self.text[line_end..].find('\n').map_or(self.text.len(), |it| line_end + it + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CARD: &str = "# карточка\nтема: 'Один: два' # кавычки\nпусто:\nлюди: [А, Б]\n\
                        варианты: В\nистория:\n    # решения\n    - {год: 2024, приказ: a} # первый\n\n\
                        конец: да\n";

    #[track_caller]
    fn check(change: impl Fn(&mut Sheet<'_>), expected: &[(&str, &str)]) {
        let text = format!("---\n{CARD}---\nтекст\n");
        let mut sheet = Sheet::open(&text, 4..4 + CARD.len()).expect("the card can be read");
        change(&mut sheet);
        let wanted = expected.iter().fold(text.clone(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        });
        assert_eq!(sheet.finish(), wanted);
    }

    #[test]
    fn touches_nothing_else() {
        check(|_| {}, &[]);
        check(|it| it.set(&["тема", "title"], "Три"), &[("'Один: два'", "Три")]);
        check(|it| it.set(&["пусто"], "а: б"), &[("пусто:", "пусто: 'а: б'")]);
        check(
            |it| it.set(&["новое", "new"], "да"),
            &[("конец: да\n", "конец: да\nновое: да\n")],
        );
        check(|it| it.remove(&["конец"]), &[("конец: да\n", "")]);
        check(|it| it.remove(&["тема"]), &[("'Один: два'", "")]);
        check(|it| it.append(&["люди"], &["В".to_owned()]), &[("А, Б]", "А, Б, В]")]);
        check(
            |it| it.append(&["варианты"], &["Г".to_owned()]),
            &[("варианты: В", "варианты:\n  - В\n  - Г")],
        );
        check(|it| it.append(&["пусто"], &["Г".to_owned()]), &[("пусто:", "пусто:\n  - Г")]);
        check(
            |it| it.append(&["история"], &["{год: 2025}".to_owned()]),
            &[("# первый\n", "# первый\n    - {год: 2025}\n")],
        );
        check(
            |it| {
                it.append(&["нет"], &["а".to_owned(), "б".to_owned()]);
                it.set(&["и"], "в");
            },
            &[("конец: да\n", "конец: да\nнет:\n  - а\n  - б\nи: в\n")],
        );
    }

    #[test]
    fn a_card_that_cannot_be_read_is_left() {
        assert!(Sheet::open("тема: [а\n", 0..14).is_none());
        assert!(Sheet::open("- а\n", 0..5).is_none());
        assert!(Sheet::open("", 0..0).is_some());
    }

    proptest! {
        #[test]
        fn what_is_set_is_read(text in "[а-в :,#'\"-]{1,12}", key in 0..4_usize) {
            let key = ["тема", "пусто", "варианты", "новое"][key];
            let mut sheet = Sheet::open(CARD, 0..CARD.len()).expect("the card can be read");
            sheet.set(&[key], &text);
            let changed = sheet.finish();
            let again = Sheet::open(&changed, 0..changed.len()).expect("it can be read again");
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = again.value(&[key]).map(|it| it.value.clone());
            prop_assert_eq!(value, Some(Value::Text(line)));
        }
    }
}
