//! The order of names in lists, and the folded text by which names are compared and searched.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The place of a text in a Russian list. Keys are equal only for texts that are equal in NFC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    /// The letters, in bytes that compare as their order does.
    letters: Box<[u8]>,
    /// The text in NFC; it makes the order total.
    text: Box<str>,
}

impl SortKey {
    /// Bytes that are equal for texts that [`fold`] to the same.
    pub fn folded(&self) -> &[u8] {
        &self.letters
    }
}

/// The key that puts `text` in its place: letter case, quotes and punctuation do not count, «ё»
/// stands with «е», № 5 before № 14, Cyrillic before Latin.
pub fn sort_key(text: &str) -> SortKey {
    SortKey { letters: letters(&fold(text)), text: text.nfc().collect::<String>().into() }
}

/// The text as search and comparison see it: NFC, lower case, «е» for «ё», accents dropped,
/// every run of spaces, quotes and other punctuation (№ too) one space, none at the ends.
pub fn fold(text: &str) -> String {
    simplified(text).replace('ё', "е")
}

impl Ord for SortKey {
    fn cmp(&self, other: &SortKey) -> Ordering {
        // «Все» and «всё» stand together, and are parted before texts that differ in less.
        let spelling = || simplified(&self.text).cmp(&simplified(&other.text));
        let letters = self.letters.cmp(&other.letters);
        letters.then_with(spelling).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for SortKey {
    fn partial_cmp(&self, other: &SortKey) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All of folding but the change of «ё».
fn simplified(text: &str) -> String {
    if text.chars().all(|it| plain(it).is_some()) {
        return words(text.chars().filter_map(plain), text.len());
    }
    let lower = text.nfc().flat_map(char::to_lowercase);
    words(lower.filter(|letter| !is_inside_word(*letter)).nfc(), text.len())
}

/// The letters with one space for whatever stands between words.
fn words(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    for letter in letters {
        if is_alphanumeric(letter) {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The small form of a character that Russian names are made of: nothing to compose with its
/// neighbours, nothing to drop. None for all others, which take the long way.
fn plain(letter: char) -> Option<char> {
    match letter {
        'а'..='я' | 'ё' | '«' | '»' | '№' | '–' | '—' | '\u{a0}' => Some(letter),
        'А'..='Я' => char::from_u32(letter as u32 + 32),
        'Ё' => Some('ё'),
        '\'' => None,
        _ => letter.is_ascii().then(|| letter.to_ascii_lowercase()),
    }
}

/// The same as of the standard library, which looks Cyrillic letters up in a table.
pub(super) fn is_alphanumeric(letter: char) -> bool {
    match letter {
        'а'..='я' | 'А'..='Я' | 'Ё' | 'ё' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// Marks that stand within a word without parting it: accents, apostrophes, soft hyphens.
fn is_inside_word(mark: char) -> bool {
    is_combining_mark(mark)
        || matches!(mark, '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

/// A folded text in bytes: a space before numbers, these by their value, before Cyrillic letters,
/// Latin ones, all others.
fn letters(folded: &str) -> Box<[u8]> {
    let mut bytes = Vec::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let (piece, after) = rest.split_at(if digits > 0 { digits } else { first.len_utf8() });
        let [_, high, middle, low] = u32::from(first).to_be_bytes();
        match first {
            ' ' => bytes.push(0),
            // The longer of two numbers without leading zeros is the greater one.
            '0'..='9' => {
                let number = piece.trim_start_matches('0');
                let length = u32::try_from(number.len()).unwrap_or(u32::MAX);
                bytes.push(1);
                bytes.extend(length.to_be_bytes());
                bytes.extend(number.bytes());
            }
            'Ѐ'..='ԯ' => bytes.extend([middle, low]),
            'a'..='z' | 'ß'..='ɏ' => bytes.extend([LATIN + middle, low]),
            _ => bytes.extend([OTHER, high, middle, low]),
        }
        rest = after;
    }
    bytes.into()
}

/// Stands before Latin letters, behind the first bytes of Cyrillic ones (4 and 5); three values.
const LATIN: u8 = 6;

/// Stands before what is no letter of either.
const OTHER: u8 = 9;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_order(sorted: &[&str]) {
        for pair in sorted.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{} < {}", pair[0], pair[1]);
        }
    }

    #[track_caller]
    fn check_fold(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text}");
    }

    #[test]
    fn orders_names() {
        check_order(&["МБОУ «СОШ № 5»", "МБОУ «СОШ № 14»", "МБОУ «СОШ № 116»"]);
        check_order(&["елка", "ёлка", "Ёлочка", "ель"]);
        check_order(&["все", "всё", "Всегда"]);
        check_order(&["«Август»", "Апрель", "«Май»"]);
        check_order(&["Центр", "Центр «Креатив»", "Централь"]);
        check_order(&["", "1 школа", "02 школа", "яблоко", "IT-куб", "漢"]);
        check_order(&["№ 99999999999999999998", "№ 99999999999999999999"]);
        check_order(&["№ 05", "№ 5", "№ 5 А"]);
    }

    #[test]
    fn folds() {
        check_fold("", "");
        check_fold("  «Ёлка»  ", "елка");
        check_fold("МБОУ «СОШ № 5 г. Челябинска»", "мбоу сош 5 г челябинска");
        check_fold("СОШ №5", "сош 5");
        check_fold("научно-методический", "научно методический");
        check_fold("за\u{301}мок и\u{306}од", "замок йод");
        check_fold("д’Артаньян", "дартаньян");
        check_fold("— … —", "");
    }

    #[test]
    fn plain_letters_are_folded_as_all_others() {
        for letter in ('\0'..='\u{24ff}').filter(|it| plain(*it).is_some()) {
            let long: String = letter.to_string().nfc().flat_map(char::to_lowercase).collect();
            assert_eq!(plain(letter).map(String::from), Some(long), "{letter:?}");
            assert!(!is_inside_word(letter), "{letter:?}");
        }
        for letter in '\0'..='\u{24ff}' {
            assert_eq!(is_alphanumeric(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folded_equals_sort_together(a in "[ЕеЁё «»-]{0,4}", b in "[ЕеЁё «»-]{0,4}") {
            let (left, right) = (sort_key(&a), sort_key(&b));
            prop_assert_eq!(left.folded() == right.folded(), fold(&a) == fold(&b));
            prop_assert_eq!(left == right, a == b);
        }
    }
}
