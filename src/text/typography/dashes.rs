//! Hyphens that stand for a dash, between words or between numbers.

use super::line::{Line, first_length, is_opening};

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
pub(super) fn set(line: &Line<'_>) -> Line<'static> {
    line.rewritten(|line, place, written| {
        let rest = line.after(place);
        let hyphens = rest.bytes().take_while(|it| *it == b'-').count();
        if hyphens == 0 {
            let kept = first_length(rest);
            written.push_str(&rest[..kept]);
            kept
        } else if joins_words(line, place, hyphens) {
            hyphens + write_dash(line, place + hyphens, written)
        } else if hyphens == 1 && joins_numbers(line, place) {
            written.push('–');
            1
        } else {
            written.push_str(&rest[..hyphens]);
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
fn joins_words(line: &Line<'_>, place: usize, hyphens: usize) -> bool {
    let after = line.after(place + hyphens);
    if hyphens > 2
        || !line.before(place).is_some_and(is_space)
        || !after.chars().next().is_none_or(char::is_whitespace)
    {
        return false;
    }
    let left = line.until(place).chars().rev().find(|it| !is_space(*it));
    let right = after.chars().find(|it| !is_space(*it));
    let is_bad = |it: char| is_dash(it) || it == '\n';
    let is_sum = hyphens == 1
        && left.is_some_and(char::is_numeric)
        && right.is_none_or(char::is_numeric);
    !is_sum && left.is_some_and(|it| !is_bad(it)) && !right.is_some_and(is_dash)
}

/// Writes a dash in place of hyphens that end before `place`, with one space on either side;
/// returns how many bytes of spaces after them are dealt with.
fn write_dash(line: &Line<'_>, place: usize, written: &mut String) -> usize {
    while line.is_in_run(written.len()) && written.ends_with(is_space) {
        written.pop();
    }
    if !written.ends_with(is_space) {
        written.push('\u{a0}');
    }
    written.push('—');
    let rest = line.after(place);
    let spaces = rest.len() - rest.trim_start_matches(is_space).len();
    written.extend((spaces > 0).then_some(' '));
    spaces
}

/// Whether a hyphen joins two bare numbers into a range: years, or small numbers of which
/// nothing says that they are a telephone, a document or a score.
fn joins_numbers(line: &Line<'_>, place: usize) -> bool {
    let left = digits_before(line, place);
    let right = line.after(place + 1).bytes().take_while(u8::is_ascii_digit).count();
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

fn digits_before(line: &Line<'_>, place: usize) -> usize {
    line.until(place).bytes().rev().take(5).take_while(u8::is_ascii_digit).count()
}

/// The value of some digits; none, if they begin with a zero.
fn number(line: &Line<'_>, place: usize, length: usize) -> Option<u32> {
    let digits = line.after(place).get(..length)?;
    digits.parse().ok().filter(|_| !digits.starts_with('0'))
}

fn begins_word(line: &Line<'_>, place: usize) -> bool {
    line.before(place).is_none_or(|it| it.is_whitespace() || is_opening(it))
}

fn ends_word(line: &Line<'_>, place: usize) -> bool {
    let mut rest = line.after(place).chars();
    let after = rest.find(|it| !")]}»“\".,;:!?…".contains(*it));
    after.is_none_or(char::is_whitespace)
}

/// The word before the number, without the punctuation at its end.
fn word_before_number<'l>(line: &'l Line<'_>, start: usize) -> &'l str {
    let before = line.until(start).trim_end_matches(is_opening).trim_end();
    line.word_before(before.len()).trim_end_matches(['.', ',', ':', ';'])
}

/// Whether more digits stand before or after, as between the parts of a telephone number.
fn is_near_number(line: &Line<'_>, start: usize, end: usize) -> bool {
    let after = line.after(end).trim_start().chars().next();
    after.is_some_and(char::is_numeric)
        || word_before_number(line, start).trim_end_matches(')').ends_with(char::is_numeric)
}

/// Whether the word before says that the number is a name: «тел.», «№», «ГОСТ».
fn is_named_by_number(line: &Line<'_>, start: usize) -> bool {
    let word = word_before_number(line, start);
    let is_capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    is_capitals
        || word.ends_with(['№', '§'])
        || NAMED_BY_NUMBER.contains(&word.to_lowercase().as_str())
}
