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
    if !is_alone || is_between_words(line, place) {
        return false;
    }
    let gap = Gap::new(line, place);
    gap.leans_forward() || gap.is_bound()
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
        // Without a full stop, only these two letters end a power.
        && (!matches!(line.before(place), Some('н' | 'д'))
            || !is_one_of(line.word_before(place), POWERS))
}

/// Whether a word of two letters may be one that leans on the word before.
fn begins_particle(line: &Line, place: usize) -> bool {
    let is_short = !matches!(line.at(place + 2), Some('а'..='я' | 'ё'));
    is_short && matches!(line.at(place), Some('б' | 'ж' | 'л'))
}

fn is_one_of(word: &[char], words: &[&str]) -> bool {
    words.iter().any(|it| it.chars().eq(word.iter().copied()))
}

/// The same for words of small letters, whatever the case of this one. Letter by letter: all of
/// them are Cyrillic.
fn is_one_of_small(word: &[char], words: &[&str]) -> bool {
    let small = |it: &char| match it {
        'А'..='Я' => char::from_u32(*it as u32 + 32).unwrap_or(*it),
        _ => *it,
    };
    words.iter().any(|it| it.chars().eq(word.iter().map(small)))
}

/// A space, and the words on its sides.
struct Gap<'a> {
    line: &'a Line,
    place: usize,
    before: &'a [char],
    after: &'a [char],
}

impl Gap<'_> {
    fn new(line: &Line, place: usize) -> Gap<'_> {
        Gap { line, place, before: line.word_before(place), after: line.word_after(place + 1) }
    }

    /// What stands behind the space, beyond the next word too.
    fn rest(&self) -> &[char] {
        self.line.after(self.place + 1)
    }

    /// Whether the word before is one that leans on the next.
    fn leans_forward(&self) -> bool {
        self.before.len() <= 2 && is_one_of_small(self.before, LEAN_FORWARD)
    }

    /// Whether the space holds its words together.
    fn is_bound(&self) -> bool {
        self.leans_back()
            || matches!(self.after, ['—' | '–'])
            || self.before.last().copied().is_some_and(is_sign)
            || self.is_in_pair()
            || self.is_counted()
            || self.is_named()
            || self.is_in_person()
    }

    /// Whether the word behind is one that leans on that before.
    fn leans_back(&self) -> bool {
        matches!(self.after, ['б' | 'ж' | 'л', ..]) && is_one_of(letters(self.after), LEAN_BACK)
    }

    /// Between the words of one abbreviation.
    fn is_in_pair(&self) -> bool {
        let is_first = |it: &str| it.chars().eq(self.before.iter().copied());
        match *self.rest() {
            [second, dot, ..] if is_dot(dot) => {
                PAIRS.iter().any(|it| it.1 == second && is_first(it.0))
            }
            _ => false,
        }
    }

    /// Between a number and its unit. Before a name, «г.» is a city, unless behind a year.
    fn is_counted(&self) -> bool {
        let is_number = || is_number(self.before) || is_one_of(self.before, POWERS);
        let is_unit = || {
            matches!(self.after, ['%' | '‰' | '°', ..]) || is_one_of(letters(self.after), UNITS)
        };
        let is_city = || {
            matches!(*self.rest(), ['г', '.', space, name, ..]
                if space.is_whitespace() && name.is_uppercase())
        };
        is_number() && is_unit() && (!is_city() || is_year(self.before))
    }

    /// Between an abbreviation and the name or number that it announces.
    fn is_named(&self) -> bool {
        // All of them are dotted.
        let [.., '.'] = self.before else { return false };
        let opening = self.after.iter().take_while(|it| OPENING.contains(**it)).count();
        let first = self.after.get(opening);
        let is_numbered = first.is_some_and(char::is_ascii_digit);
        let is_name = first.is_some_and(|it| it.is_uppercase());
        if is_one_of_small(self.before, &["г."]) {
            is_name && !self.is_behind_year()
        } else if is_one_of_small(self.before, BEFORE_NAME) {
            is_numbered || is_name
        } else {
            is_numbered && is_one_of_small(self.before, BEFORE_NUMBER)
        }
    }

    fn is_behind_year(&self) -> bool {
        let space = self.place.saturating_sub(self.before.len() + 1);
        is_year(self.line.word_before(space))
    }

    /// Between initials and what follows them, or a surname and two initials.
    fn is_in_person(&self) -> bool {
        match *self.rest() {
            [first, second, ..] if first.is_uppercase() => {
                let is_name = second.is_alphabetic() || is_dot(second);
                is_name && is_initials(self.before)
                    || is_surname(self.before) && begins_with_initials(self.rest())
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
fn letters(word: &[char]) -> &[char] {
    let end = word.iter().position(|it| !it.is_alphabetic()).unwrap_or(word.len());
    let (letters, rest) = word.split_at(end);
    if rest.first().is_some_and(|it| it.is_numeric() || *it == '-') { &[] } else { letters }
}

fn is_number(word: &[char]) -> bool {
    let is_digit = |it: Option<&char>| it.is_some_and(char::is_ascii_digit);
    is_digit(word.last())
        && is_digit(word.first())
        && word.iter().all(|it| it.is_ascii_digit() || ",.…–-".contains(*it))
}

/// A year, or a range of years.
fn is_year(word: &[char]) -> bool {
    word.split(|it| matches!(it, '–' | '-')).all(|it| {
        let digits: String = it.iter().collect();
        it.len() == 4 && digits.parse().is_ok_and(|year: u32| (1900..2200).contains(&year))
    })
}

/// `С.`, `О.В.`
fn is_initials(word: &[char]) -> bool {
    let (initials, rest) = word.as_chunks();
    let is_initial = |it: &[char; 2]| it[1] == '.' && it[0].is_uppercase();
    !initials.is_empty() && rest.is_empty() && initials.iter().all(is_initial)
}

fn is_surname(word: &[char]) -> bool {
    let [first, second, rest @ ..] = word else { return false };
    first.is_uppercase()
        && second.is_lowercase()
        && rest.iter().all(|it| it.is_alphabetic() || *it == '-')
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
