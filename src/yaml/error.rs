//! What a YAML parser stumbled over, in words that an editor understands.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use crate::diag::{Diagnostic, Place, Words, code};

/// A remark on the mistake that the parser met at byte `at`.
pub(super) fn diagnostic(
    file: &Arc<str>,
    text: &str,
    at: usize,
    kind: &ErrorKind,
) -> Diagnostic {
    let line = line_around(text, at);
    if let Some(found) = tab(text, &line) {
        return remark(
            file,
            found,
            Words::new(
                "отступ сделан табуляцией, а YAML понимает только пробелы",
                "indented with a tab, but YAML understands spaces only",
            ),
            Words::new("замените её двумя пробелами", "replace it by two spaces"),
        );
    }
    if let Some(value) = bare_colon(text, &line) {
        let quoted = text[value.clone()].replace('\'', "''");
        return remark(
            file,
            value,
            Words::new(
                "двоеточие с пробелом внутри значения без кавычек",
                "a colon and a space inside a value without quotes",
            ),
            Words::new(
                format!("возьмите значение в кавычки: '{quoted}'"),
                format!("put the value into quotes: '{quoted}'"),
            ),
        );
    }
    let range = match unclosed(text, at, kind) {
        Some(range) => range,
        None => rest_of_line(text, at, &line),
    };
    remark(file, range, cause(kind), remedy(kind))
}

/// A remark on text that is no entry, for it has no key.
pub(super) fn no_key(file: &Arc<str>, text: &str, at: &Range<usize>) -> Diagnostic {
    let kind = &ErrorKind::SimpleKeyExpected;
    let line = line_around(text, at.start);
    remark(file, rest_of_line(text, at.start, &line), cause(kind), remedy(kind))
}

fn remark(file: &Arc<str>, at: Range<usize>, message: Words, hint: Words) -> Diagnostic {
    Diagnostic::new(code::YAML_SYNTAX, Place::new(file, at), message).hint(hint)
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
    start..end
}

fn tab(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let indent = text[line.clone()].find(|it: char| it != ' ' && it != '\t')?;
    let found = text[line.start..line.start + indent].find('\t')?;
    Some(line.start + found..line.start + found + 1)
}

/// The value of `key: value` on this line, if it holds another `: ` outside quotes.
fn bare_colon(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let content = text[line.clone()].trim_end();
    let colon = content.find(": ")?;
    let value = content[colon + 2..].trim_start();
    let start = line.start + content.len() - value.len();
    let first = value.chars().next()?;
    let bare = !matches!(first, '"' | '\'' | '[' | '{' | '|' | '>') && value.contains(": ");
    bare.then(|| start..line.start + content.len())
}

/// Where a bracket or quote was opened that is never closed.
fn unclosed(text: &str, at: usize, kind: &ErrorKind) -> Option<Range<usize>> {
    use ErrorKind as E;
    let opening = match kind {
        E::UnexpectedEofFlowSequence | E::ExpectedFlowSequenceSeparator => '[',
        E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator => '{',
        E::UnclosedFlowCollection { open } => *open,
        _ => return None,
    };
    let before = text.get(..at)?;
    let start = before.rfind(opening)?;
    let end = text[start..].find('\n').map_or(text.len(), |it| start + it);
    Some(start..end)
}

fn rest_of_line(text: &str, at: usize, line: &Range<usize>) -> Range<usize> {
    let start = at.clamp(line.start, line.end);
    let rest = text.get(start..line.end).unwrap_or_default().trim_end();
    if !rest.is_empty() {
        return start..start + rest.len();
    }
    let content = text[line.clone()].trim_end();
    let indent = content.len() - content.trim_start().len();
    line.start + indent..line.start + content.len()
}

fn cause(kind: &ErrorKind) -> Words {
    use ErrorKind as E;
    let (ru, en) = match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => {
            ("кавычка открыта, но не закрыта", "a quote is opened but never closed")
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("лишний текст после закрывающей кавычки", "text after the closing quote")
        }
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => (
            "неизвестная последовательность с обратной косой чертой",
            "an unknown sequence with a backslash",
        ),
        E::UnexpectedEofFlowSequence
        | E::ExpectedFlowSequenceSeparator
        | E::UnclosedFlowCollection { open: '[' } => {
            ("список в квадратных скобках не закрыт", "a list in square brackets is not closed")
        }
        E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::UnclosedFlowCollection { .. } => {
            ("запись в фигурных скобках не закрыта", "a mapping in braces is not closed")
        }
        E::MismatchedFlowCollectionEnd { .. } | E::MisplacedFlowCollectionEnd => {
            ("закрывающая скобка не на месте", "a closing bracket is out of place")
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::ExpectedBlockMappingKey => {
            ("здесь ожидается «ключ: значение»", "`key: value` is expected here")
        }
        E::InvalidIndentation | E::BlockSequenceEntryNotAllowed => {
            ("неверный отступ строки", "the line is indented wrongly")
        }
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation => {
            ("здесь нельзя ставить табуляцию", "a tab is not allowed here")
        }
        E::UnexpectedCharacter { .. } => (
            "значение начинается со служебного знака",
            "the value begins with a sign that YAML reserves",
        ),
        E::RecursionLimitExceeded => ("слишком глубокая вложенность", "nested too deeply"),
        _ => ("строку нельзя прочитать как YAML", "the line cannot be read as YAML"),
    };
    Words::new(ru, en)
}

fn remedy(kind: &ErrorKind) -> Words {
    use ErrorKind as E;
    let (ru, en) = match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
            "закройте кавычку той же парой; апостроф внутри '…' удваивается",
            "close the quote with its pair; an apostrophe inside '…' is doubled",
        ),
        E::InvalidIndentation | E::BlockSequenceEntryNotAllowed => (
            "выровняйте строку с соседними того же уровня",
            "align the line with its neighbours of the same level",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::ExpectedBlockMappingKey => (
            "поставьте двоеточие с пробелом после ключа или отступ, если это продолжение текста",
            "put a colon and a space after the key, or indent a continued text",
        ),
        E::MismatchedFlowCollectionEnd { .. } | E::MisplacedFlowCollectionEnd => (
            "проверьте пары скобок: [ … ] для списка, { … } для записи",
            "check the pairs: [ … ] for a list, { … } for a mapping",
        ),
        E::UnexpectedEofFlowSequence
        | E::ExpectedFlowSequenceSeparator
        | E::UnclosedFlowCollection { open: '[' } => (
            "поставьте закрывающую скобку ] и запятые между значениями",
            "add the closing bracket ] and commas between the values",
        ),
        E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::UnclosedFlowCollection { .. } => (
            "поставьте закрывающую скобку } и запятые между ключами",
            "add the closing brace } and commas between the keys",
        ),
        _ => (
            "возьмите значение в одинарные кавычки: '…'",
            "put the value into single quotes: '…'",
        ),
    };
    Words::new(ru, en)
}
