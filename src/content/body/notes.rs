//! Footnotes: numbered by first mention, gathered at the end of the text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::diag::{Words, code};
use crate::yaml::reading::Reading;

/// The notes of one text.
#[derive(Default)]
pub(super) struct Notes {
    numbers: BTreeMap<String, usize>,
    written: BTreeMap<String, Note>,
    /// Notes being written, each with the text that it interrupts.
    open: Vec<(String, Range<usize>, String)>,
}

/// A note as it was written.
struct Note {
    html: String,
    /// Bytes of its mark `[^name]`.
    at: Range<usize>,
}

impl Notes {
    /// The mark in the text that leads to a note.
    pub(super) fn reference(&mut self, name: &str) -> String {
        let next = self.numbers.len() + 1;
        let first = !self.numbers.contains_key(name);
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        let id = if first { format!(" id=\"note-{number}-back\"") } else { String::new() };
        format!(
            "<sup class=\"note\"><a href=\"#note-{number}\"{id} aria-label=\"Сноска {number}\">{number}</a></sup>"
        )
    }

    /// Sets the text aside while a note is written, whose mark stands at `at`.
    pub(super) fn begin(&mut self, name: &str, at: Range<usize>, html: &mut String) {
        self.open.push((name.to_owned(), at, std::mem::take(html)));
    }

    /// Keeps the note that was written, and gives the text back.
    pub(super) fn end(&mut self, html: &mut String, reading: &mut Reading<'_>) {
        let Some((name, at, outer)) = self.open.pop() else { return };
        let html = std::mem::replace(html, outer);
        if self.written.contains_key(&name) {
            let words = (
                Words::new(
                    format!("сноска «{name}» уже есть в этом тексте"),
                    format!("this text already has the note `{name}`"),
                ),
                Words::new("дайте ей другое имя", "give it another name"),
            );
            return reading.advise(code::BROKEN_LINK, at, words);
        }
        self.written.insert(name, Note { html, at });
    }

    /// Writes the list of notes, in the order of their numbers; says which ones nobody would see.
    pub(super) fn finish(&self, html: &mut String, reading: &mut Reading<'_>) {
        for (name, note) in &self.written {
            if !self.numbers.contains_key(name) {
                let words = (
                    Words::new(
                        format!(
                            "на сноску «{name}» в тексте нет ссылки, и на странице её не будет"
                        ),
                        format!(
                            "nothing in the text leads to the note `{name}`: the page will lack it"
                        ),
                    ),
                    Words::new(
                        format!("поставьте [^{name}] там, где она нужна, или удалите её"),
                        format!("write [^{name}] where it belongs, or delete it"),
                    ),
                );
                reading.advise(code::BROKEN_LINK, note.at.clone(), words);
            }
        }
        let mut numbered: Vec<_> = self.numbers.iter().map(|(name, it)| (*it, name)).collect();
        numbered.sort_unstable();
        if numbered.is_empty() {
            return;
        }
        html.push_str("<section class=\"notes\" aria-label=\"Сноски\"><ol>\n");
        for (number, name) in numbered {
            let text = self.written.get(name).map_or("", |it| it.html.trim_end());
            let back = format!(
                " <a href=\"#note-{number}-back\" aria-label=\"К тексту, сноска {number}\">↩</a>"
            );
            let text = match text.strip_suffix("</p>") {
                Some(inner) => format!("{inner}{back}</p>"),
                None => format!("{text}{back}"),
            };
            let _ = writeln!(html, "<li id=\"note-{number}\">{text}</li>");
        }
        html.push_str("</ol></section>\n");
    }
}
