//! Spaces at which a line must not end.

use super::line::{Line, OPENING};

/// Short words that lean on the next one.
const LEAN_FORWARD: &[&str] = &[
    "а", "в", "во", "до", "за", "и", "из", "к", "ко", "на", "не", "ни", "но", "о", "об", "от",
    "по", "с", "со", "то", "у", "я",
];

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
pub(super) fn insert(line: &Line) -> Line {
    line.rewritten(|line, place, written| {
        let digit = line.at(place).filter(char::is_ascii_digit);
        if digit.is_some() && line.before(place).is_some_and(is_sign) {
            written.push('\u{a0}');
        }
        written.extend(line.at(place));
        1
    })
}

/// Makes the spaces of the run no-break where a line must not end; tells whether there are any.
pub(super) fn bind(line: &mut Line) -> bool {
    let bound: Vec<usize> = line.spaces().filter(|it| is_bound(line, *it)).collect();
    line.harden(&bound);
    !bound.is_empty()
}

/// Whether a line must not end at a space.
fn is_bound(line: &Line, place: usize) -> bool {
    let is_alone = line.before(place).is_some_and(|it| !it.is_whitespace())
        && !line.at(place + 1).is_some_and(char::is_whitespace);
    is_alone
        && !is_between_words(line, place)
        && (leans_forward(line, place) || Gap::new(line, place).is_bound())
}

/// № or §.
pub(super) fn is_sign(it: char) -> bool {
    matches!(it, '№' | '§')
}

/// Whether a space stands between two ordinary words, as most do: three small letters before it
/// and one behind it fit no rule but those of particles and of abbreviated thousands.
fn is_between_words(line: &Line, place: usize) -> bool {
    let is_small = |it: Option<char>| matches!(it, Some('а'..='я' | 'ё'));
    place >= 3
        && (place - 3..=place + 1).filter(|it| *it != place).all(|it| is_small(line.at(it)))
        && !begins_particle(line, place + 1)
        && !POWERS.iter().any(|it| is_word(line.word_before(place), it))
}

/// Whether a word of two letters may be one that leans on the word before.
fn begins_particle(line: &Line, place: usize) -> bool {
    let is_short = !matches!(line.at(place + 2), Some('а'..='я' | 'ё'));
    is_short && matches!(line.at(place), Some('б' | 'ж' | 'л'))
}

/// Whether the word before a space is one that leans on the next.
fn leans_forward(line: &Line, place: usize) -> bool {
    let word = line.word_before(place);
    // Letter by letter: all of these words are Cyrillic.
    let small = |it: &char| match it {
        'А'..='Я' => char::from_u32(*it as u32 + 32).unwrap_or(*it),
        _ => *it,
    };
    word.len() <= 2 && LEAN_FORWARD.iter().any(|it| it.chars().eq(word.iter().map(small)))
}

fn is_word(word: &[char], text: &str) -> bool {
    word.iter().copied().eq(text.chars())
}

/// A space, and the words on its sides.
struct Gap<'a> {
    line: &'a Line,
    place: usize,
    before: String,
    after: String,
}

impl Gap<'_> {
    fn new(line: &Line, place: usize) -> Gap<'_> {
        let before = line.word_before(place).iter().collect();
        let after = line.word_after(place + 1).iter().collect();
        Gap { line, place, before, after }
    }

    /// What stands behind the space, beyond the next word too.
    fn rest(&self) -> &[char] {
        self.line.after(self.place + 1)
    }

    /// Whether the space holds its words together.
    fn is_bound(&self) -> bool {
        LEAN_BACK.contains(&letters(&self.after))
            || matches!(self.after.as_str(), "—" | "–")
            || self.before.ends_with(is_sign)
            || self.is_in_pair()
            || self.is_counted()
            || self.is_named()
            || self.is_in_person()
    }

    /// Between the words of one abbreviation.
    fn is_in_pair(&self) -> bool {
        match *self.rest() {
            [second, dot, ..] => is_dot(dot) && PAIRS.contains(&(self.before.as_str(), second)),
            _ => false,
        }
    }

    /// Between a number and its unit. Before a name, «г.» is a city, unless behind a year.
    fn is_counted(&self) -> bool {
        let is_city = matches!(*self.rest(), ['г', '.', space, name, ..]
            if space.is_whitespace() && name.is_uppercase());
        let is_unit =
            self.after.starts_with(['%', '‰', '°']) || UNITS.contains(&letters(&self.after));
        let is_number = is_number(&self.before) || POWERS.contains(&self.before.as_str());
        is_unit && is_number && (!is_city || is_year(&self.before))
    }

    /// Between an abbreviation and the name or number that it announces.
    fn is_named(&self) -> bool {
        let name = self.after.trim_start_matches(|mark| OPENING.contains(mark));
        let is_numbered = name.starts_with(|it: char| it.is_ascii_digit());
        match self.before.to_lowercase().as_str() {
            "г." => name.starts_with(char::is_uppercase) && !self.is_behind_year(),
            it if BEFORE_NAME.contains(&it) => {
                is_numbered || name.starts_with(char::is_uppercase)
            }
            it => is_numbered && BEFORE_NUMBER.contains(&it),
        }
    }

    fn is_behind_year(&self) -> bool {
        let space = self.place.saturating_sub(self.before.chars().count() + 1);
        is_year(&self.line.word_before(space).iter().collect::<String>())
    }

    /// Between initials and what follows them, or a surname and two initials.
    fn is_in_person(&self) -> bool {
        match *self.rest() {
            [first, second, ..] if first.is_uppercase() => {
                let is_name = second.is_alphabetic() || is_dot(second);
                is_name && is_initials(&self.before)
                    || is_surname(&self.before) && begins_with_initials(self.rest())
            }
            _ => false,
        }
    }
}

/// A full stop of an abbreviation, even where an ellipsis has swallowed it.
fn is_dot(it: char) -> bool {
    matches!(it, '.' | '…')
}

/// The letters that a word begins with; none, if more of it follows than punctuation.
fn letters(word: &str) -> &str {
    let end = word.find(|it: char| !it.is_alphabetic()).unwrap_or(word.len());
    let (letters, rest) = word.split_at(end);
    if rest.starts_with(|it: char| it.is_numeric() || it == '-') { "" } else { letters }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_digit())
        && word.ends_with(|it: char| it.is_ascii_digit())
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
    let letters: Vec<_> = word.split_terminator('.').collect();
    let is_initial =
        |letter: &str| letter.chars().all(char::is_uppercase) && letter.chars().count() == 1;
    word.ends_with('.') && letters.into_iter().all(is_initial)
}

fn is_surname(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && letters.all(|it| it.is_alphabetic() || it == '-')
}

/// `С. В.`, `С.В.`
fn begins_with_initials(rest: &[char]) -> bool {
    match *rest {
        [first, '.', second, dot, ..] if second.is_alphabetic() => {
            first.is_uppercase() && second.is_uppercase() && is_dot(dot)
        }
        [first, '.', space, second, dot, ..] if space.is_whitespace() => {
            first.is_uppercase() && second.is_uppercase() && is_dot(dot)
        }
        _ => false,
    }
}
