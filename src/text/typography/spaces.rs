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

/// Abbreviations of two words, by their first letters.
const PAIRS: &[(&str, &str)] = &[
    ("т.", "е."),
    ("т.", "п."),
    ("т.", "д."),
    ("т.", "к."),
    ("т.", "ч."),
    ("т.", "н."),
    ("т.", "о."),
    ("н.", "э."),
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

/// The run with its spaces made no-break where a line must not end.
pub(super) fn bind(line: &Line) -> Line {
    line.rewritten(|line, place, written| {
        let space = line.at(place).unwrap_or_default();
        let is_alone = space == ' '
            && line.before(place).is_some_and(|it| !it.is_whitespace())
            && !line.at(place + 1).is_some_and(char::is_whitespace);
        written.push(if is_alone && is_bound(line, place) { '\u{a0}' } else { space });
        1
    })
}

fn is_sign(it: char) -> bool {
    matches!(it, '№' | '§')
}

/// Whether the space at this place holds two words together.
fn is_bound(line: &Line, place: usize) -> bool {
    let before: String = line.word_before(place).iter().collect();
    let after: String = line.word_after(place + 1).iter().collect();
    LEAN_FORWARD.contains(&before.to_lowercase().as_str())
        || LEAN_BACK.contains(&letters(&after))
        || matches!(after.as_str(), "—" | "–")
        || before.ends_with(is_sign)
        || PAIRS.iter().any(|(first, second)| before == *first && after.starts_with(second))
        || is_counted(&before, &after)
        || is_named(line, place, [&before, &after])
        || is_person([&before, &after], line.after(place + 1))
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
        && word.chars().all(|it| it.is_ascii_digit() || ",.–-".contains(it))
}

/// A number and its unit.
fn is_counted(before: &str, after: &str) -> bool {
    let is_unit = after.starts_with(['%', '‰', '°']) || UNITS.contains(&letters(after));
    is_unit && (is_number(before) || POWERS.contains(&before))
}

/// An abbreviation and the name or number that it announces; «г.» after a number is a year.
fn is_named(line: &Line, place: usize, [before, after]: [&str; 2]) -> bool {
    let before = before.to_lowercase();
    let starts = |it: fn(char) -> bool| {
        after.trim_start_matches(|mark| OPENING.contains(mark)).starts_with(it)
    };
    let is_year = || {
        let start = place - before.chars().count();
        let earlier: String = line.word_before(start.saturating_sub(1)).iter().collect();
        is_number(&earlier)
    };
    let abbreviation = before.as_str();
    if BEFORE_NAME.contains(&abbreviation) {
        starts(|it| it.is_uppercase() || it.is_ascii_digit())
            && !(abbreviation == "г." && is_year())
    } else {
        BEFORE_NUMBER.contains(&abbreviation) && starts(|it| it.is_ascii_digit())
    }
}

/// Initials and what follows them, or a surname and two initials.
fn is_person([before, after]: [&str; 2], rest: &[char]) -> bool {
    let mut name = after.chars();
    if !name.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let is_name = name.next().is_some_and(|it| it.is_alphabetic() || it == '.');
    is_name && is_initials(before) || is_surname(before) && begins_with_initials(rest)
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
        [first, '.', second, '.', ..] => first.is_uppercase() && second.is_uppercase(),
        [first, '.', space, second, '.', ..] => {
            space.is_whitespace() && first.is_uppercase() && second.is_uppercase()
        }
        _ => false,
    }
}
