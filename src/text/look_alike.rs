//! Latin letters that pass for Cyrillic ones inside Russian words.

use unicode_normalization::char::is_combining_mark;

/// A word that mixes the two alphabets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed {
    /// First byte of the word; of a compound, of the part between hyphens.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The word in Cyrillic letters alone.
    pub fixed: String,
}

/// Latin letters, and by shape their Cyrillic doubles.
const SHAPES: [(&str, &str); 2] =
    [("ABCEHKMOPTXY", "АВСЕНКМОРТХУ"), ("abcehikmoptxy", "авсеникмортху")];

/// Latin letters, and by sound the Cyrillic ones.
const SOUNDS: (&str, &str) = ("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхиз");

/// Abbreviations that can be typed in Latin capitals from end to end.
const ABBREVIATIONS: &[&str] = &[
    "АНО",
    "АНОО",
    "АСОУ",
    "ВСОКО",
    "МАОУ",
    "МАУ",
    "МКОУ",
    "МКУ",
    "МОУ",
    "МСКОУ",
    "МСОКО",
    "НКО",
    "НОКО",
    "НОУ",
    "ОАО",
    "ООО",
    "РАО",
    "РМО",
    "РСОКО",
    "СКОУ",
    "ТНР",
];

/// What marks a token as an address or as code.
const CODE_MARKS: &[&str] = &["://", "www.", "@", "_", "`", "\\", "=", "{", "}", "<", ">"];

/// The words that should be Cyrillic but hold Latin look-alikes: both alphabets in one word, or
/// a known abbreviation in Latin capitals. Parts of a compound are judged one by one; `allowed`
/// words, as they are spelled there, and addresses and code pass.
pub fn mixed_words(text: &str, allowed: &[String]) -> Vec<Mixed> {
    let mut found = Vec::new();
    if !has_doubles(text) {
        return found;
    }
    let is_allowed = |word: &str| allowed.iter().any(|it| it == word);
    for (token_start, token) in split(text, |letter| !letter.is_whitespace()) {
        if is_code(token) {
            continue;
        }
        let words = split(token, |it| is_letter(it) || it.is_ascii_digit() || it == '-');
        for (word_start, word) in words.filter(|(_, word)| !is_allowed(word)) {
            for (at, part) in split(word, is_letter).filter(|(_, part)| !is_allowed(part)) {
                let start = token_start + word_start + at;
                let end = start + part.len();
                found.extend(fixed(part).map(|fixed| Mixed { start, end, fixed }));
            }
        }
    }
    found
}

/// Whether any letter is Latin and has a Cyrillic double; most texts have none.
pub fn has_doubles(text: &str) -> bool {
    let is_double = |it: u8| it.is_ascii_alphabetic() && same_shape(char::from(it)).is_some();
    // The first question is asked of many bytes at a time.
    text.bytes().fold(false, |found, it| found | it.is_ascii_alphabetic())
        && text.bytes().any(is_double)
}

/// The text with every Latin look-alike turned into its Cyrillic double, words of other
/// languages too: a form for comparing, not for reading.
pub fn to_cyrillic(text: &str) -> String {
    text.chars().map(|letter| same_shape(letter).unwrap_or(letter)).collect()
}

/// The maximal runs of characters that satisfy `belongs`, each with its first byte.
pub(super) fn split(
    text: &str,
    belongs: impl Fn(char) -> bool + Copy,
) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(move |it| !belongs(it)).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let run = piece.trim_end_matches(|it| !belongs(it));
        (!run.is_empty()).then_some((start, run))
    })
}

fn is_letter(it: char) -> bool {
    it.is_alphabetic() || is_combining_mark(it)
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

fn is_code(token: &str) -> bool {
    let is_file = token
        .trim_end_matches(|it: char| !it.is_alphanumeric())
        .rsplit_once('.')
        .is_some_and(|(name, ending)| {
            name.ends_with(char::is_alphanumeric)
                && ending.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
                && ending.starts_with(|it: char| it.is_ascii_lowercase())
        });
    is_file || CODE_MARKS.iter().any(|mark| token.contains(mark))
}

/// The Cyrillic spelling of a word that needs one.
fn fixed(part: &str) -> Option<String> {
    if !part.contains(|it| same_shape(it).is_some()) {
        return None;
    }
    if part.contains(is_cyrillic) {
        return Some(cyrillic_spelling(part));
    }
    let cyrillic = to_cyrillic(part);
    ABBREVIATIONS.contains(&cyrillic.as_str()).then_some(cyrillic)
}

/// Takes Latin letters by shape where all in a row have doubles, else by sound: there somebody
/// meant them to be Latin.
fn cyrillic_spelling(part: &str) -> String {
    let rows: Vec<_> = split(part, |it| it.is_ascii_alphabetic()).collect();
    let mut spelling = part.to_string();
    for (start, row) in rows.into_iter().rev() {
        let has_doubles = row.chars().all(|it| same_shape(it).is_some());
        let double = if has_doubles { same_shape } else { same_sound };
        let letters: String = row.chars().map(|it| double(it).unwrap_or(it)).collect();
        spelling.replace_range(start..start + row.len(), &letters);
    }
    spelling
}

fn same_shape(letter: char) -> Option<char> {
    SHAPES.iter().find_map(|(latin, cyrillic)| paired(letter, latin, cyrillic))
}

fn same_sound(letter: char) -> Option<char> {
    let sound = paired(letter.to_ascii_lowercase(), SOUNDS.0, SOUNDS.1)?;
    if letter.is_ascii_uppercase() { sound.to_uppercase().next() } else { Some(sound) }
}

/// The letter of `to` at the place that `letter` has in the ASCII text `from`.
fn paired(letter: char, from: &str, to: &str) -> Option<char> {
    from.find(letter).and_then(|at| to.chars().nth(at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let allowed = ["Йога-KIDS", "PROнас"].map(String::from);
        let found = mixed_words(text, &allowed);
        let found: Vec<_> =
            found.iter().map(|it| (&text[it.start..it.end], it.fixed.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_mixed_words() {
        check(
            "MБOУ «COШ № 5», MAДОУ «ДC № 7»",
            &[("MБOУ", "МБОУ"), ("COШ", "СОШ"), ("MAДОУ", "МАДОУ"), ("ДC", "ДС")],
        );
        check("cтатуc", &[("cтатуc", "статус")]);
        check("учебно-методичecкий", &[("методичecкий", "методический")]);
        check("PROдвижение", &[("PROдвижение", "ПРОдвижение")]);
        check("PROнас-клуб, PROнаc", &[("PROнаc", "ПРОнас")]);
    }

    #[test]
    fn finds_abbreviations_in_latin_capitals() {
        check("MAOY «Лицей № 142»", &[("MAOY", "МАОУ")]);
        check("MAOY-MOY", &[("MAOY", "МАОУ"), ("MOY", "МОУ")]);
        check("PTA, COM, HOT, maoy", &[]);
    }

    #[test]
    fn lets_the_rest_pass() {
        check("", &[]);
        check("Обычный текст о школе № 5А", &[]);
        check("«Йога-KIDS» и PROнас", &[]);
        check("IT-куб, STEM-центр, Web", &[]);
        check("https://пример.рф/cтраница www.cайт.рф почта@cайт.рф", &[]);
        check("`cтатуc` приказ_MБОУ (cкан.pdf), cтатуc=нет", &[]);
    }

    #[test]
    fn unifies_for_comparison() {
        assert_eq!(to_cyrillic("MAOY и IT"), "МАОУ и IТ");
    }

    proptest! {
        #[test]
        fn a_fixed_text_needs_no_fix(text in "[МБОУмбоуMBOYmboyR -]{0,24}") {
            let mut fixed = text.clone();
            for it in mixed_words(&text, &[]).iter().rev() {
                fixed.replace_range(it.start..it.end, &it.fixed);
            }
            prop_assert_eq!(mixed_words(&fixed, &[]), vec![]);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            for it in mixed_words(&text, &[]) {
                prop_assert!(text.get(it.start..it.end).is_some());
            }
        }
    }
}
