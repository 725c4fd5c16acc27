//! Spaces at which a line must not end.

use super::line::{Line, first_length, is_opening};

/// Particles that lean on the word before.
const LEAN_BACK: &[&str] = &["бы", "же", "ли"];

/// What a number counts, where the pair is read as one.
const UNITS: &[&str] = &[
    "год",
    "года",
    "годам",
    "годами",
    "годах",
    "году",
    "годов",
    "годом",
    "годы",
    "г",
    "гг",
    "лет",
    "ч",
    "мин",
    "кг",
    "т",
    "мм",
    "см",
    "м",
    "км",
    "га",
    "л",
    "кВ",
    "кВт",
    "млн",
    "млрд",
    "тыс",
    "руб",
    "рублей",
    "чел",
    "шт",
    "экз",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Abbreviated thousands, which are counted with like the digits before them.
const POWERS: &[&str] = &["тыс.", "млн", "млн.", "млрд", "млрд."];

/// Abbreviations before a name or a number.
const BEFORE_NAME: &[&str] =
    &["г.", "гор.", "ул.", "пр.", "просп.", "пер.", "пл.", "пос.", "им.", "ш.", "р.", "обл."];

/// Abbreviations before a number only.
const BEFORE_NUMBER: &[&str] = &[
    "п.",
    "пп.",
    "подп.",
    "ст.",
    "ч.",
    "абз.",
    "гл.",
    "разд.",
    "д.",
    "корп.",
    "кв.",
    "каб.",
    "стр.",
    "с.",
    "рис.",
    "табл.",
    "т.",
    "вып.",
    "тел.",
];

/// Abbreviations of two words; the second is dotted too.
const PAIRS: &[(&str, char)] = &[
    ("т.", 'е'),
    ("т.", 'п'),
    ("т.", 'д'),
    ("т.", 'к'),
    ("т.", 'ч'),
    ("т.", 'н'),
    ("т.", 'о'),
    ("н.", 'э'),
];

/// The run with a no-break space between № or § and the number that touches it.
pub(super) fn insert(line: &Line<'_>) -> Line<'static> {
    line.rewritten(|line, place, written| {
        let digit = line.at(place).filter(char::is_ascii_digit);
        if digit.is_some() && line.before(place).is_some_and(is_sign) {
            written.push('\u{a0}');
        }
        let kept = first_length(line.after(place));
        written.push_str(&line.after(place)[..kept]);
        kept
    })
}

/// The run with no-break spaces where a line must not end; nothing where there are none.
pub(super) fn bind(line: &Line<'_>) -> Option<Line<'static>> {
    let bound: Vec<usize> = line.spaces().filter(|it| is_bound(line, *it)).collect();
    (!bound.is_empty()).then(|| line.hardened(&bound))
}

/// Whether a line must not end at a space, which has no other beside it.
fn is_bound(line: &Line<'_>, place: usize) -> bool {
    let gap = Gap { line, place };
    gap.is_bound()
        && line.before(place).is_some_and(|it| !it.is_whitespace())
        && !gap.after().starts_with(char::is_whitespace)
}

/// № or §.
pub(super) fn is_sign(it: char) -> bool {
    matches!(it, '№' | '§')
}

/// Whether two bytes are a small letter.
fn is_small(letter: [u8; 2]) -> bool {
    matches!(letter, [0xD0, 0xB0..=0xBF] | [0xD1, 0x80..=0x8F | 0x91])
}

/// The letters н and д.
const N: [u8; 2] = [0xD0, 0xBD];
const D: [u8; 2] = [0xD0, 0xB4];

/// Whether a text may begin with one of [`LEAN_BACK`]: its first letter is б, ж or л, and its
/// third none.
fn begins_particle(text: &[u8]) -> bool {
    matches!(text, [0xD0, 0xB1 | 0xB6 | 0xBB, ..])
        && !text.get(4..).and_then(|it| it.first_chunk()).is_some_and(|it| is_small(*it))
}

/// Whether three small letters end a text, the last of them not one that ends a power without a
/// full stop. So most words end, and none of those that lean forward, announce a number or are
/// counted.
fn ends_ordinary_word(text: &[u8]) -> bool {
    let [.., a, b, c, d, e, f] = text else { return false };
    let last = [*e, *f];
    [[*a, *b], [*c, *d], last].into_iter().all(is_small) && !matches!(last, N | D)
}

/// Whether a word leans on the next one, as short conjunctions and prepositions do.
fn leans_forward(word: &str) -> bool {
    let mut letters = word.chars().map(small);
    match (letters.next(), letters.next(), letters.next()) {
        (Some(it), None, _) => matches!(it, 'а' | 'в' | 'и' | 'к' | 'о' | 'с' | 'у' | 'я'),
        (Some(first), Some(second), None) => match second {
            'о' => matches!(first, 'в' | 'д' | 'к' | 'н' | 'п' | 'с' | 'т'),
            'а' => matches!(first, 'з' | 'н'),
            'е' | 'и' => first == 'н',
            'б' | 'т' => first == 'о',
            'з' => first == 'и',
            _ => false,
        },
        _ => false,
    }
}

/// The small letter of a Russian capital; ё takes no part in any rule.
fn small(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        _ => letter,
    }
}

/// Whether a word is one of these, which are of small letters, whatever the case of this one.
/// Letter by letter: all of them are Cyrillic.
fn is_one_of_small(word: &str, words: &[&str]) -> bool {
    words.iter().any(|it| it.len() == word.len() && it.chars().eq(word.chars().map(small)))
}

/// A space of a line. Rules first ask for single letters, and only then for whole words.
struct Gap<'a> {
    line: &'a Line<'a>,
    place: usize,
}

impl Gap<'_> {
    /// All that stands before the space.
    fn before(&self) -> &str {
        self.line.until(self.place)
    }

    /// All that stands behind it.
    fn after(&self) -> &str {
        self.line.after(self.place + 1)
    }

    fn word_before(&self) -> &str {
        self.line.word_before(self.place)
    }

    fn word_after(&self) -> &str {
        self.line.word_after(self.place + 1)
    }

    /// Whether the space holds its words together.
    fn is_bound(&self) -> bool {
        self.leans_back()
            || self.is_before_dash()
            || self.is_in_person()
            || !ends_ordinary_word(self.before().as_bytes()) && self.is_behind_sign_or_word()
    }

    /// Whether what stands before holds what follows.
    fn is_behind_sign_or_word(&self) -> bool {
        let word = self.word_before();
        leans_forward(word)
            || word.ends_with(is_sign)
            || self.is_in_pair(word)
            || self.is_counted(word)
            || self.is_named(word)
    }

    /// Whether the word behind is one that leans on that before.
    fn leans_back(&self) -> bool {
        begins_particle(self.after().as_bytes())
            && LEAN_BACK.contains(&letters(self.word_after()))
    }

    fn is_before_dash(&self) -> bool {
        self.after().starts_with(['—', '–']) && matches!(self.word_after(), "—" | "–")
    }

    /// Between the words of one abbreviation, of which the first is `before`.
    fn is_in_pair(&self, before: &str) -> bool {
        let mut next = self.after().chars();
        let (second, dot) = (next.next(), next.next());
        let is_pair = |it: &(&str, char)| it.0 == before && Some(it.1) == second;
        dot.is_some_and(is_dot) && PAIRS.iter().any(is_pair)
    }

    /// Between a number and its unit. Before a name, «г.» is a city, unless behind a year.
    fn is_counted(&self, before: &str) -> bool {
        let is_unit = || {
            let after = self.word_after();
            after.starts_with(['%', '‰', '°']) || UNITS.contains(&letters(after))
        };
        let is_city = || {
            let mut rest = self.after().strip_prefix("г.").unwrap_or_default().chars();
            rest.next().is_some_and(char::is_whitespace)
                && rest.next().is_some_and(char::is_uppercase)
        };
        (is_number(before) || POWERS.contains(&before))
            && is_unit()
            && (!is_city() || is_year(before))
    }

    /// Between an abbreviation and the name or number that it announces.
    fn is_named(&self, before: &str) -> bool {
        // All of them are dotted.
        if !before.ends_with('.') {
            return false;
        }
        let first = self.word_after().trim_start_matches(is_opening).chars().next();
        let is_numbered = first.is_some_and(|it| it.is_ascii_digit());
        let is_name = first.is_some_and(char::is_uppercase);
        if is_one_of_small(before, &["г."]) {
            is_name && !self.is_behind_year(before)
        } else if is_one_of_small(before, BEFORE_NAME) {
            is_numbered || is_name
        } else {
            is_numbered && is_one_of_small(before, BEFORE_NUMBER)
        }
    }

    fn is_behind_year(&self, word: &str) -> bool {
        let before = self.line.until(self.place - word.len());
        let space = before.char_indices().next_back().map_or(0, |it| it.0);
        is_year(self.line.word_before(space))
    }

    /// Between initials and what follows them, or a surname and two initials.
    fn is_in_person(&self) -> bool {
        let mut next = self.after().chars();
        let (Some(first), Some(second)) = (next.next(), next.next()) else { return false };
        let is_name = || second.is_alphabetic() || is_dot(second);
        let is_behind_initials =
            || self.before().ends_with('.') && is_name() && is_initials(self.word_before());
        let is_behind_surname = || {
            second == '.'
                && begins_with_initials(self.after())
                && is_surname(self.word_before())
        };
        (is_behind_initials() || is_behind_surname()) && first.is_uppercase()
    }
}

/// A full stop of an abbreviation, even where an ellipsis has swallowed it.
fn is_dot(it: char) -> bool {
    matches!(it, '.' | '…')
}

/// The letters that a word begins with; none, if more of it follows than punctuation.
fn letters(word: &str) -> &str {
    let rest = word.trim_start_matches(char::is_alphabetic);
    let letters = &word[..word.len() - rest.len()];
    if rest.starts_with(|it: char| it.is_numeric() || it == '-') { "" } else { letters }
}

fn is_number(word: &str) -> bool {
    let is_digit = |it: char| it.is_ascii_digit();
    word.ends_with(is_digit)
        && word.starts_with(is_digit)
        && word.chars().all(|it| it.is_ascii_digit() || ",.…–-".contains(it))
}

/// A year, or a range of years.
fn is_year(word: &str) -> bool {
    word.split(['–', '-']).all(|it| {
        it.len() == 4 && it.parse().is_ok_and(|year: u32| (1900..2200).contains(&year))
    })
}

/// `С.`, `О.В.`
fn is_initials(word: &str) -> bool {
    let mut letters = word.chars();
    let is_initial = |it: char, dot| it.is_uppercase() && dot == Some('.');
    let mut count = 0;
    while let Some(letter) = letters.next() {
        if !is_initial(letter, letters.next()) {
            return false;
        }
        count += 1;
    }
    count > 0
}

fn is_surname(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && letters.all(|it| it.is_alphabetic() || it == '-')
}

/// `С. В.`, `С.В.`
fn begins_with_initials(rest: &str) -> bool {
    let mut rest = rest.chars();
    if !rest.next().is_some_and(char::is_uppercase) || rest.next() != Some('.') {
        return false;
    }
    let second = match rest.next() {
        Some(space) if space.is_whitespace() => rest.next(),
        second => second,
    };
    second.is_some_and(char::is_uppercase) && rest.next().is_some_and(is_dot)
}
