//! Lines → blocks: items, entries of lists, rows and paragraphs, each whole again where a page
//! break or the width of the paper has cut it.

use super::super::paper::{Line, Paper};
use crate::text::order::fold;
use crate::text::organisation::begins_name;

/// A piece of the paper that says one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub shape: Shape,
    /// Without its bullet or number.
    pub text: String,
    /// Cells of a row.
    pub cells: Vec<String>,
    /// First and last line.
    pub lines: (usize, usize),
}

/// How a block begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// «3.», «2.1.»: the number as written.
    Numbered(String),
    /// «1)»: a number that no item of an order has.
    Bracketed(String),
    /// A dash, a dot, a letter with a bracket.
    Bullet,
    /// A row of a table.
    Row,
    /// None of these.
    Plain,
}

/// The blocks of a paper's lines, in their order.
pub(super) fn blocks(paper: &Paper) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![];
    let mut gap = false;
    for line in &paper.lines {
        if line.text.is_empty() || is_page_number(&line.text) {
            gap = true;
            continue;
        }
        let next = begun(line);
        match blocks.last_mut() {
            Some(last) if next.shape == Shape::Plain && goes_on(last, &next.text, gap) => {
                last.text = format!("{} {}", last.text, next.text);
                last.lines.1 = line.number;
            }
            _ => blocks.push(next),
        }
        gap = false;
    }
    blocks
}

fn begun(line: &Line) -> Block {
    let lines = (line.number, line.number);
    if !line.cells.is_empty() {
        let (text, cells) = (line.text.clone(), line.cells.clone());
        return Block { shape: Shape::Row, text, cells, lines };
    }
    let (shape, text) = marked(&line.text);
    Block { shape, text: text.to_owned(), cells: vec![], lines }
}

/// The mark at the beginning of a line and what stands behind it.
fn marked(text: &str) -> (Shape, &str) {
    const BULLETS: [char; 10] = ['-', '–', '—', '•', '●', '▪', '■', '◦', '*', '·'];
    if let Some(rest) = text.strip_prefix(BULLETS) {
        let rest = rest.trim_start();
        return (if rest.is_empty() { Shape::Plain } else { Shape::Bullet }, rest);
    }
    if let Some((letter, rest)) = text.split_once(')')
        && letter.chars().count() == 1
        && letter.chars().all(char::is_lowercase)
    {
        return (Shape::Bullet, rest.trim_start());
    }
    numbered(text).unwrap_or((Shape::Plain, text))
}

/// «2.1. Текст», «1)текст»; dates and lone figures are no numbers of items.
fn numbered(text: &str) -> Option<(Shape, &str)> {
    let mark: &str = &text[..text.find(|it: char| !it.is_ascii_digit() && it != '.')?];
    let (number, rest) = (mark.trim_end_matches('.'), &text[mark.len()..]);
    let is_part = |it: &str| (1..=3).contains(&it.len());
    if number.is_empty() || !number.split('.').all(is_part) {
        return None;
    }
    let bracket = rest.strip_prefix(')');
    let ends = mark.ends_with('.') || number.contains('.') || bracket.is_some();
    let shape = if bracket.is_some() { Shape::Bracketed } else { Shape::Numbered };
    let rest = bracket.unwrap_or(rest).trim_start();
    (ends && rest.starts_with(|it: char| it.is_alphabetic() || it == '«'))
        .then(|| (shape(number.to_owned()), rest))
}

/// Whether a line without a mark belongs to the block before it.
fn goes_on(last: &Block, text: &str, gap: bool) -> bool {
    if last.shape == Shape::Row {
        return false;
    }
    let is_open = !last.text.ends_with(['.', ';', ':', '!', '?']);
    let is_lower = text.starts_with(char::is_lowercase);
    if begins_foot(text) {
        return false;
    }
    match last.shape {
        // Heads and signatures are short lines that belong to themselves.
        Shape::Plain if gap => is_open && is_lower,
        Shape::Plain => is_open && !begins_name(text),
        _ if is_open => !begins_name(text) || last.text.ends_with([',', '(']),
        _ => is_lower && !gap && !begins_name(text),
    }
}

/// Words that only signatures and attachments begin with.
fn begins_foot(text: &str) -> bool {
    const POSTS: [&str; 9] = [
        "председатель",
        "начальник",
        "директор",
        "заведующ",
        "министр",
        "глава",
        "приложение",
        "разослать",
        "исполнител",
    ];
    let folded = fold(text);
    text.starts_with(char::is_uppercase) && POSTS.iter().any(|it| folded.starts_with(it))
}

/// «12», «- 2 -» alone on a line.
fn is_page_number(text: &str) -> bool {
    let inner = text.trim_matches(['-', '–', '—', ' ']);
    (1..=3).contains(&inner.len()) && inner.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_and_joins() {
        let paper = Paper::from_text(
            "1. Продолжить реализацию\nпроектов:\n\n- МБОУ «СОШ № 106\n\n12\n\nг. Челябинска», тема: «А»;\n  \
             - МБОУ «СОШ № 8», тема: «Б».\n2.Считать\n1)первое;\nа) второе\n05.04.2024\n\nПредседатель",
        );
        let told: Vec<(Shape, String, (usize, usize))> =
            blocks(&paper).into_iter().map(|it| (it.shape, it.text, it.lines)).collect();
        let of = |shape, text: &str, lines| (shape, text.to_owned(), lines);
        let numbered = |it: &str| Shape::Numbered(it.to_owned());
        assert_eq!(
            told,
            [
                of(numbered("1"), "Продолжить реализацию проектов:", (1, 2)),
                of(Shape::Bullet, "МБОУ «СОШ № 106 г. Челябинска», тема: «А»;", (4, 8)),
                of(Shape::Bullet, "МБОУ «СОШ № 8», тема: «Б».", (9, 9)),
                of(numbered("2"), "Считать", (10, 10)),
                of(Shape::Bracketed("1".to_owned()), "первое;", (11, 11)),
                of(Shape::Bullet, "второе 05.04.2024", (12, 13)),
                of(Shape::Plain, "Председатель", (15, 15)),
            ]
        );
    }
}
