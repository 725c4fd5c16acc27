//! Marks that a page shows as they are written: straight quotes, № without its space.

use super::Reading;
use crate::diag::fix::{Edit, Fix};
use crate::diag::{Words, code};
use crate::text::typography;
use crate::yaml::table::Spanned;

impl Reading<'_> {
    /// Looks for straight quotes where « » belong.
    pub(super) fn check_straight_quotes(&mut self, text: &Spanned<String>) {
        let Some(first) = text.value.find('"') else { return };
        let at = self.locate(text, "\"", first);
        let set = typography::quoted(&text.value);
        let words = (
            Words::new("прямые кавычки в тексте", "straight quotes in the text"),
            Words::new(format!("напишите: {set}"), format!("write: {set}")),
        );
        let fix = self.quotes_fix(text, &set);
        self.mend(code::STRAIGHT_QUOTES, at, words, fix);
    }

    /// The repair, where every straight quote finds its pair and stands in the file as it is.
    fn quotes_fix(&self, text: &Spanned<String>, set: &str) -> Option<Fix> {
        let written = self.source.get(text.at.clone())?;
        let is_paired = !set.contains('"') && crate::text::quotes::unbalanced(set).is_empty();
        if !is_paired || written.starts_with('"') {
            return None;
        }
        let marks = text.value.chars().zip(set.chars()).filter(|(old, _)| *old == '"');
        let places = written.match_indices('"').map(|(at, _)| text.at.start + at);
        let edits = places.zip(marks).map(|(at, (_, new))| Edit::new(at..at + 1, new));
        let title = Words::new(
            "заменить прямые кавычки на «ёлочки»",
            "replace the straight quotes by « »",
        );
        Some(Fix::new(title, edits.collect()))
    }

    /// Looks for № that touches its number or stands apart from it by more than one space.
    pub(super) fn check_number_signs(&mut self, text: &Spanned<String>) {
        let spaces = |it: &str| it.len() - it.trim_start_matches(is_space).len();
        let mut from = 0;
        while let Some(found) = text.value[from..].find('№') {
            let sign = from + found;
            from = sign + '№'.len_utf8();
            let rest = &text.value[from..];
            let gap = &rest[..spaces(rest)];
            let is_number = rest[gap.len()..].starts_with(|it: char| it.is_ascii_digit());
            if !is_number || gap.chars().count() == 1 {
                continue;
            }
            let wrong = &text.value[sign..from + gap.len()];
            let at = self.locate(text, wrong, sign);
            let words = (
                Words::new(
                    "между знаком № и числом нужен один пробел",
                    "one space belongs between № and the number",
                ),
                Words::new("напишите «№ 5»", "write `№ 5`"),
            );
            let fix = self.replacing(&at, wrong, "№ ");
            self.mend(code::NUMBER_SIGN, at, words, fix);
        }
    }
}

fn is_space(it: char) -> bool {
    matches!(it, ' ' | '\u{a0}')
}
