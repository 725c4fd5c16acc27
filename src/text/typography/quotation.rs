//! Straight quotes turned into « » and, inside others, into „ “.

use super::line::Line;

/// Quotes nested deeper than anybody reads are left as they are.
const DEEPEST: usize = 16;

/// The quotes open at this point of a block, by their closing marks, the outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotation {
    open: Vec<char>,
}

impl Quotation {
    /// The run with its straight quotes set.
    pub(super) fn set(&mut self, line: &Line<'_>) -> Line<'static> {
        line.rewritten(|line, place, written| {
            let mark = line.at(place).unwrap_or_default();
            let before = written.chars().next_back();
            written.push(match mark {
                '"' => self.set_straight(before, line.at(place + 1)),
                _ => self.count(mark),
            });
            mark.len_utf8()
        })
    }

    /// Follows the quotes that the author has set; returns the mark as it is.
    fn count(&mut self, mark: char) -> char {
        match mark {
            '«' => self.push('»'),
            '„' => self.push('“'),
            '»' | '“' => {
                if let Some(level) = self.open.iter().rposition(|it| *it == mark) {
                    self.open.truncate(level);
                }
            }
            _ => {}
        }
        mark
    }

    /// What a straight quote between these two characters becomes; itself, when in doubt.
    fn set_straight(&mut self, before: Option<char>, after: Option<char>) -> char {
        let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let opens = match before {
            Some('-') => is_word(after),
            Some(it) => it.is_whitespace() || "([{«„/—–".contains(it),
            None => true,
        };
        if opens {
            self.open_straight(after)
        } else if is_word(before) && is_word(after) {
            '"'
        } else {
            self.open.pop().unwrap_or('"')
        }
    }

    fn open_straight(&mut self, after: Option<char>) -> char {
        if after.is_some_and(char::is_whitespace) || self.open.len() >= DEEPEST {
            '"'
        } else if self.open.is_empty() {
            self.count('«')
        } else {
            self.count('„')
        }
    }

    fn push(&mut self, closing: char) {
        if self.open.len() < DEEPEST {
            self.open.push(closing);
        }
    }
}
