//! Hyphens that stand for a dash, between words or between numbers.

use super::line::{Line, OPENING};

/// Words before a number that is a name and no quantity: of a document, a room, a telephone.
const NAMED_BY_NUMBER: &[&str] = &[
    "дело",
    "доб",
    "индекс",
    "каб",
    "код",
    "моб",
    "номер",
    "письмо",
    "постановление",
    "приказ",
    "распоряжение",
    "решение",
    "т",
    "тел",
    "телефон",
    "телефоны",
    "ф",
    "факс",
];

/// The run with its hyphens set.
pub(super) fn set(line: &Line) -> Line {
    line.rewritten(|line, place, written| {
        let hyphens = line.after(place).iter().take_while(|it| **it == '-').count();
        if hyphens == 0 {
            written.extend(line.at(place));
            1
        } else if joins_words(line, place, hyphens) {
            hyphens + write_dash(line, place + hyphens, written)
        } else if hyphens == 1 && joins_numbers(line, place) {
            written.push('–');
            1
        } else {
            written.extend(&line.after(place)[..hyphens]);
            hyphens
        }
    })
}

fn is_space(it: char) -> bool {
    matches!(it, ' ' | '\u{a0}')
}

fn is_dash(it: char) -> bool {
    matches!(it, '-' | '–' | '—')
}

/// Whether one or two hyphens stand between words, with spaces around. The end of the run
/// counts as a space: there a line was broken or other type begins.
fn joins_words(line: &Line, place: usize, hyphens: usize) -> bool {
    let after = line.after(place + hyphens);
    if hyphens > 2
        || !line.before(place).is_some_and(is_space)
        || !after.first().is_none_or(|it| it.is_whitespace())
    {
        return false;
    }
    let left = (0..place).rev().map_while(|it| line.at(it)).find(|it| !is_space(*it));
    let right = after.iter().copied().find(|it| !is_space(*it));
    let is_bad = |it: char| is_dash(it) || it == '\n';
    let is_sum = hyphens == 1
        && left.is_some_and(char::is_numeric)
        && right.is_none_or(char::is_numeric);
    !is_sum && left.is_some_and(|it| !is_bad(it)) && !right.is_some_and(is_dash)
}

/// Writes a dash in place of hyphens that end before `place`, with one space on either side;
/// returns how many spaces after them are dealt with.
fn write_dash(line: &Line, place: usize, written: &mut Vec<char>) -> usize {
    while line.is_in_run(written.len()) && written.last().copied().is_some_and(is_space) {
        written.pop();
    }
    if !written.last().copied().is_some_and(is_space) {
        written.push('\u{a0}');
    }
    written.push('—');
    let spaces = line.after(place).iter().take_while(|it| is_space(**it)).count();
    written.extend((spaces > 0).then_some(' '));
    spaces
}

/// Whether a hyphen joins two bare numbers into a range: years, or small numbers of which
/// nothing says that they are a telephone, a document or a score.
fn joins_numbers(line: &Line, place: usize) -> bool {
    let left = digits_before(line, place);
    let right = line.after(place + 1).iter().take_while(|it| it.is_ascii_digit()).count();
    if !(1..=4).contains(&left) || !(1..=4).contains(&right) {
        return false;
    }
    let [start, end] = [place - left, place + 1 + right];
    let (Some(first), Some(last)) = (number(line, start, left), number(line, place + 1, right))
    else {
        return false;
    };
    let are_years = (1900..2200).contains(&first) && (1900..2200).contains(&last);
    let are_small =
        right <= 3 && right - left.min(right) <= 1 && !is_near_number(line, start, end);
    first < last
        && (are_years || are_small)
        && begins_word(line, start)
        && ends_word(line, end)
        && !is_named_by_number(line, start)
}

fn digits_before(line: &Line, place: usize) -> usize {
    let before = (0..place).rev().map_while(|it| line.at(it));
    before.take(5).take_while(char::is_ascii_digit).count()
}

/// The value of some digits; none, if they begin with a zero.
fn number(line: &Line, place: usize, length: usize) -> Option<u32> {
    let digits: String = line.after(place).iter().take(length).collect();
    digits.parse().ok().filter(|_| !digits.starts_with('0'))
}

fn begins_word(line: &Line, place: usize) -> bool {
    line.before(place).is_none_or(|it| it.is_whitespace() || OPENING.contains(it))
}

fn ends_word(line: &Line, place: usize) -> bool {
    let mut rest = line.after(place).iter().copied();
    let after = rest.find(|it| !")]}»“\".,;:!?…".contains(*it));
    after.is_none_or(char::is_whitespace)
}

/// The word before the number, without the punctuation at its end.
fn word_before_number(line: &Line, start: usize) -> String {
    let opening =
        (0..start).rev().map_while(|it| line.at(it)).take_while(|it| OPENING.contains(*it));
    let start = start - opening.count();
    let spaces =
        (0..start).rev().map_while(|it| line.at(it)).take_while(|it| it.is_whitespace());
    let word: String = line.word_before(start - spaces.count()).iter().collect();
    word.trim_end_matches(['.', ',', ':', ';']).to_string()
}

/// Whether more digits stand before or after, as between the parts of a telephone number.
fn is_near_number(line: &Line, start: usize, end: usize) -> bool {
    let after = line.after(end).iter().copied().find(|it| !it.is_whitespace());
    after.is_some_and(char::is_numeric)
        || word_before_number(line, start).trim_end_matches(')').ends_with(char::is_numeric)
}

/// Whether the word before says that the number is a name: «тел.», «№», «ГОСТ».
fn is_named_by_number(line: &Line, start: usize) -> bool {
    let word = word_before_number(line, start);
    let is_capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    is_capitals
        || word.ends_with(['№', '§'])
        || NAMED_BY_NUMBER.contains(&word.to_lowercase().as_str())
}
