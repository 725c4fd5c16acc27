//! A question as words, signs and brackets, each with its bytes.

use std::ops::Range;

use super::Fault;
use crate::diag::{Words, code};

/// A piece of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub at: Range<usize>,
    pub kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Signs without a space between them.
    Word(String),
    /// What stands in quotes, without them.
    Quoted(String),
    /// `=` and its like.
    Sign(Operation),
    /// `(`.
    Open,
    /// `)`.
    Close,
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Equal,
    Different,
    Less,
    More,
    AtMost,
    AtLeast,
    Contains,
    Lacks,
}

impl Operation {
    /// Whether it asks for an order.
    pub(super) fn is_order(self) -> bool {
        matches!(
            self,
            Operation::Less | Operation::More | Operation::AtMost | Operation::AtLeast
        )
    }
}

/// Signs, the longer ones first.
const SIGNS: [(&str, Operation); 13] = [
    ("!=", Operation::Different),
    ("<>", Operation::Different),
    ("≠", Operation::Different),
    ("<=", Operation::AtMost),
    ("=<", Operation::AtMost),
    ("≤", Operation::AtMost),
    (">=", Operation::AtLeast),
    ("=>", Operation::AtLeast),
    ("≥", Operation::AtLeast),
    ("==", Operation::Equal),
    ("=", Operation::Equal),
    ("<", Operation::Less),
    (">", Operation::More),
];

const QUOTES: [(char, char); 5] =
    [('"', '"'), ('\'', '\''), ('«', '»'), ('„', '“'), ('“', '”')];

/// Cuts a question into its pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let (mut list, mut at) = (vec![], 0);
    while let Some(sign) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, kind) = if sign.is_whitespace() {
            at += sign.len_utf8();
            continue;
        } else if let Some((sign, operation)) = SIGNS.iter().find(|it| rest.starts_with(it.0)) {
            (sign.len(), TokenKind::Sign(*operation))
        } else if let Some((open, close)) = QUOTES.iter().find(|it| it.0 == sign) {
            quoted(rest, (*open, *close)).ok_or_else(|| unclosed(at..at + open.len_utf8()))?
        } else if sign == '(' || sign == ')' {
            (1, if sign == '(' { TokenKind::Open } else { TokenKind::Close })
        } else {
            let length = word(rest);
            (length, TokenKind::Word(rest[..length].to_owned()))
        };
        list.push(Token { at: at..at + length, kind });
        at += length;
    }
    Ok(list)
}

/// How many bytes a word has; a sign that begins nothing else is a word of its own.
fn word(rest: &str) -> usize {
    let ends = |(at, it): &(usize, char)| {
        let begins = SIGNS.iter().any(|(sign, _)| rest[*at..].starts_with(sign));
        *at > 0 && (it.is_whitespace() || matches!(it, '(' | ')') || begins)
    };
    rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at)
}

/// What stands in quotes, the same quotes inside counted: «МАОУ «Лицей»».
fn quoted(rest: &str, (open, close): (char, char)) -> Option<(usize, TokenKind)> {
    let mut depth = 0;
    for (at, it) in rest.char_indices() {
        match it {
            it if it == close && at > 0 => depth -= 1,
            it if it == open => depth += 1,
            _ => {}
        }
        if depth == 0 {
            let inner = rest[open.len_utf8()..at].to_owned();
            return Some((at + close.len_utf8(), TokenKind::Quoted(inner)));
        }
    }
    None
}

fn unclosed(at: Range<usize>) -> Fault {
    let message = ("кавычка не закрыта".to_owned(), "the quote is not closed".to_owned());
    let hint = Words::new(
        "поставьте такую же кавычку после значения",
        "put the same quote behind the value",
    );
    Fault::new(code::QUERY_SYNTAX, at, message, hint)
}
