//! What both office formats are made into: paragraphs with their marks, and rows of tables.

use super::{Line, Paper};

/// Paragraphs and rows as they are met.
#[derive(Default)]
pub(super) struct Pages {
    lines: Vec<Line>,
    number: usize,
}

impl Pages {
    /// A paragraph; lines broken inside it stay lines.
    pub(super) fn paragraph(&mut self, mark: &str, text: &str) {
        self.number += 1;
        let text = format!("{mark}{text}");
        self.lines.extend(text.split('\n').map(|it| Line::new(self.number, it)));
    }

    /// A row; `above` fills the cells that are one with those over them.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.number += 1;
        self.lines.push(Line::row(self.number, cells));
    }

    pub(super) fn paper(self) -> Paper {
        Paper { lines: self.lines }
    }
}

/// A mark of a list by what its format calls the numbers.
pub(super) fn number(format: &str, value: usize) -> String {
    const LETTERS: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    let letter = |of: &str| of.chars().nth(value.saturating_sub(1)).map(String::from);
    match format {
        "russianLower" | "а" => letter(LETTERS).unwrap_or_else(|| value.to_string()),
        "lowerLetter" | "a" => letter(LATIN).unwrap_or_else(|| value.to_string()),
        _ => value.to_string(),
    }
}

/// A mark as it stands before its text. «2.» inside another list gets a bracket: without its
/// indent it would look like an item of the order.
pub(super) fn inner_mark(mark: &str, level: usize) -> String {
    let number = mark.strip_suffix('.').filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
    match number {
        Some(number) if level > 0 => format!("{number}) "),
        _ => format!("{mark} "),
    }
}
