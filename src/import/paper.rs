//! A paper as lines of text, whatever file it came in.

use crate::diag::Words;
use crate::text::encoding;

mod docx;
mod odt;
mod office;
mod xml;

/// More lines than an order has.
const MOST_LINES: usize = 50_000;

/// The text of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Lines of a text file; paragraphs and rows of tables of an office file.
    pub lines: Vec<Line>,
}

/// A line, a paragraph, or a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its text in composed letters: one kind of space, quotes « », no marks of emphasis.
    pub text: String,
    /// Cells, where it is a row of a table.
    pub cells: Vec<String>,
}

/// Reads a paper by the ending of its name.
///
/// # Errors
///
/// What is wrong with the file, and what to do about it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Paper, Words> {
    let ending = name.rsplit_once('.').map(|(_, it)| it.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" | "md" => Ok(Paper::from_text(&decoded(bytes)?)),
        "docx" => docx::read(bytes),
        "odt" => odt::read(bytes),
        _ => Err(Words::new(
            format!("«{name}»: читаются файлы .txt, .md, .docx и .odt"),
            format!("`{name}`: files .txt, .md, .docx and .odt can be read"),
        )),
    }
}

/// The text of a file: UTF-8, or what reads best as Russian, as office files of old do in
/// Windows-1251; where nothing does, the likely encoding is named.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, Words> {
    if let (Ok(text), None) = (std::str::from_utf8(bytes), encoding::guess_wide(bytes)) {
        return Ok(text.to_owned());
    }
    encoding::decode(bytes).ok_or_else(|| {
        let guess = encoding::guess(bytes);
        Words::new(
            format!("файл не в кодировке UTF-8, похоже на {guess}; сохраните его в UTF-8"),
            format!("the file is not UTF-8, it looks like {guess}; save it as UTF-8"),
        )
    })
}

impl Paper {
    /// The lines of a text; tables are lines of `|` or of tabs.
    pub fn from_text(text: &str) -> Paper {
        let raw: Vec<&str> = text.lines().take(MOST_LINES).collect();
        let widths: Vec<usize> = raw.iter().map(|it| it.split('\t').count()).collect();
        let is_row = |at: usize| {
            let beside = [at.checked_sub(1), Some(at + 1)];
            let same = |it: &usize| widths.get(*it) == Some(&widths[at]);
            widths[at] > 2 && beside.iter().flatten().any(same)
        };
        let lines = raw.iter().enumerate().map(|(at, text)| {
            let piped = text.trim();
            let cells: Vec<&str> = if let Some(inner) = piped.strip_prefix('|') {
                inner.strip_suffix('|').unwrap_or(inner).split('|').collect()
            } else if is_row(at) {
                text.split('\t').collect()
            } else {
                vec![]
            };
            match cells.iter().all(|it| it.chars().all(|it| "-: ".contains(it))) {
                true => Line::new(at + 1, if cells.is_empty() { text } else { "" }),
                false => Line::row(at + 1, &cells),
            }
        });
        Paper { lines: lines.collect() }
    }
}

impl Line {
    /// A line of text.
    pub fn new(number: usize, text: &str) -> Line {
        Line { number, text: cleaned(text), cells: vec![] }
    }

    /// A row of a table.
    pub fn row(number: usize, cells: &[impl AsRef<str>]) -> Line {
        let cells: Vec<String> = cells.iter().map(|it| cleaned(it.as_ref())).collect();
        Line { number, text: cells.join(" "), cells }
    }
}

/// One kind of space and of quotes; no marks of emphasis, no invisible signs.
fn cleaned(text: &str) -> String {
    let visible: String = text
        .replace("**", "")
        .chars()
        .filter(|it| !matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect();
    let heading = visible.trim_start().trim_start_matches('#');
    let mut text = String::with_capacity(heading.len());
    let words = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    for (at, it) in words.char_indices() {
        let before = words[..at].chars().next_back();
        let opens = before.is_none_or(|it| it.is_whitespace() || "([«/–—-".contains(it));
        text.push(match it {
            '"' | '“' | '”' | '„' | '‟' if opens => '«',
            '"' | '“' | '”' | '„' | '‟' => '»',
            other => other,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_understood() {
        let text = "Приказываю: продолжить реализацию проектов";
        let byte = |it: char| match it {
            'а'..='я' => (it as u32 - 'а' as u32 + 0xe0) as u8,
            'А'..='Я' => (it as u32 - 'А' as u32 + 0xc0) as u8,
            other => other as u8,
        };
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        assert_eq!(
            read("a.TXT", &bytes).map(|it| it.lines[0].text.clone()),
            Ok(text.to_owned())
        );
    }

    #[test]
    fn lines_and_tables_of_a_text() {
        let paper = Paper::from_text(
            "**П Р И К А З**\n\nМБОУ\u{a0}\"СОШ № 5\"\n| № | Тема |\n|---|---|\n| 1 | «А» |\n\
             1.\tдошкольные\t219\n2.\tобщие\t130\nПодпись\tИванов",
        );
        let told: Vec<(usize, &str, usize)> = paper
            .lines
            .iter()
            .map(|it| (it.number, it.text.as_str(), it.cells.len()))
            .collect();
        assert_eq!(
            told,
            [
                (1, "П Р И К А З", 0),
                (2, "", 0),
                (3, "МБОУ «СОШ № 5»", 0),
                (4, "№ Тема", 2),
                (5, "", 0),
                (6, "1 «А»", 2),
                (7, "1. дошкольные 219", 3),
                (8, "2. общие 130", 3),
                (9, "Подпись Иванов", 0),
            ]
        );
    }
}
