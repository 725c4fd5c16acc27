//! How a question is written: conditions with «и», «или», «не» and brackets.
//!
//! A value needs quotes only where it holds «и», «или», a bracket or a sign: up to the next of
//! these, all words belong to it.

use std::ops::Range;

use super::Fault;
use super::tokens::{Operation, Token, TokenKind, tokens};
use crate::diag::{Words, code};
use crate::text::order::fold;

/// A condition as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// All of them.
    All(Vec<Tree>),
    /// At least one of them.
    Any(Vec<Tree>),
    /// Not this.
    Not(Box<Tree>),
    /// A field, and what is asked of it; a field alone asks whether it is there.
    Test(Written, Option<(Operation, Range<usize>, Written)>),
}

/// A name or a value with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub text: String,
    pub at: Range<usize>,
}

/// How deep brackets and «не» may stand in one another.
const DEEPEST: usize = 32;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
    Not,
}

/// Reads a question; none where nothing is written.
pub(super) fn parse(text: &str) -> Result<Option<Tree>, Fault> {
    let list = tokens(text)?;
    if list.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { list: &list, at: 0, length: text.trim_end().len(), depth: 0 };
    let tree = parser.any()?;
    match parser.peek() {
        None => Ok(Some(tree)),
        Some(Token { at, kind: TokenKind::Close }) => Err(fault(
            at.clone(),
            ("скобка закрыта, но не открыта", "the bracket closes, but nothing opens it"),
            ("уберите её или поставьте парную «(»", "drop it, or put a `(` before"),
        )),
        Some(Token { at, .. }) => Err(no_connective(at.clone())),
    }
}

struct Parser<'t> {
    list: &'t [Token],
    at: usize,
    /// Bytes of the question: its end is to blame for what is missing.
    length: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.list.get(self.at)
    }

    fn next(&mut self) -> Option<&'t Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn takes(&mut self, wanted: Connective) -> bool {
        let found = self.peek().and_then(connective) == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn any(&mut self) -> Result<Tree, Fault> {
        let mut list = vec![self.all()?];
        while self.takes(Connective::Or) {
            list.push(self.all()?);
        }
        Ok(joined(list, Tree::Any))
    }

    fn all(&mut self) -> Result<Tree, Fault> {
        let mut list = vec![self.one()?];
        while self.takes(Connective::And) {
            list.push(self.one()?);
        }
        Ok(joined(list, Tree::All))
    }

    fn one(&mut self) -> Result<Tree, Fault> {
        let Some(token) = self.peek() else {
            return Err(self.ended("условие", "a condition"));
        };
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(fault(
                token.at.clone(),
                ("слишком много вложенных скобок", "brackets stand too deep in one another"),
                ("разделите вопрос на несколько", "ask several questions"),
            ));
        }
        let tree = match &token.kind {
            TokenKind::Open => self.bracket(token.at.clone()),
            _ if self.takes(Connective::Not) => self.one().map(|it| Tree::Not(Box::new(it))),
            TokenKind::Word(_) if connective(token).is_none() => self.test(),
            _ => Err(fault(
                token.at.clone(),
                ("здесь ожидается поле", "a field is expected here"),
                (
                    "пишите: поле, знак, значение – год>2023; все поля: novator query ВИД --keys",
                    "write a field, a sign, a value: year>2023; all fields: novator query KIND --keys",
                ),
            )),
        };
        self.depth -= 1;
        tree
    }

    fn bracket(&mut self, opening: Range<usize>) -> Result<Tree, Fault> {
        self.at += 1;
        let tree = self.any()?;
        match self.next() {
            Some(Token { kind: TokenKind::Close, .. }) => Ok(tree),
            None => Err(fault(
                opening,
                ("скобка не закрыта", "the bracket is not closed"),
                ("поставьте «)» там, где условие кончается", "put a `)` where it ends"),
            )),
            Some(token) => Err(no_connective(token.at.clone())),
        }
    }

    fn test(&mut self) -> Result<Tree, Fault> {
        let name = self.name();
        if self.peek().and_then(connective) == Some(Connective::Not) {
            let sign = self.list.get(self.at + 1).filter(|it| is_contains(it));
            if let Some(sign) = sign {
                self.at += 2;
                let value = self.value(&sign.at)?;
                return Ok(Tree::Test(name, Some((Operation::Lacks, sign.at.clone(), value))));
            }
            return Err(no_connective(self.list[self.at].at.clone()));
        }
        let operation = match self.peek() {
            Some(Token { kind: TokenKind::Sign(it), .. }) => *it,
            Some(token) if is_contains(token) => Operation::Contains,
            _ => return Ok(Tree::Test(name, None)),
        };
        let sign = self.list[self.at].at.clone();
        self.at += 1;
        let value = self.value(&sign)?;
        Ok(Tree::Test(name, Some((operation, sign, value))))
    }

    /// The words of a field: «федеральный проект» is «федеральный_проект» too.
    fn name(&mut self) -> Written {
        let (mut text, mut at) = (String::new(), 0..0);
        while let Some(token) = self.peek() {
            let TokenKind::Word(word) = &token.kind else { break };
            if connective(token).is_some() || is_contains(token) {
                break;
            }
            extend(&mut text, &mut at, (word, &token.at), "_");
            self.at += 1;
        }
        Written { text, at }
    }

    fn value(&mut self, sign: &Range<usize>) -> Result<Written, Fault> {
        if let Some(Token { at, kind: TokenKind::Quoted(text) }) = self.peek() {
            self.at += 1;
            return Ok(Written { text: text.clone(), at: at.clone() });
        }
        let (mut text, mut at) = (String::new(), 0..0);
        let mut last = sign.clone();
        while let Some(token) = self.peek() {
            match &token.kind {
                TokenKind::Word(word) => {
                    let joins = connective(token);
                    if matches!(joins, Some(Connective::And | Connective::Or)) {
                        break;
                    }
                    extend(&mut text, &mut at, (word, &token.at), " ");
                }
                TokenKind::Quoted(word) => {
                    extend(&mut text, &mut at, (word, &token.at), " ");
                }
                TokenKind::Sign(_) if text.is_empty() => break,
                // The word before the sign was the next field.
                TokenKind::Sign(_) => return Err(no_connective(last)),
                TokenKind::Open | TokenKind::Close => break,
            }
            last = token.at.clone();
            self.at += 1;
        }
        match text.is_empty() {
            true => Err(fault(
                sign.clone(),
                ("после знака нет значения", "no value stands behind the sign"),
                (
                    "допишите значение: год>2023; значение с «и» или «или» возьмите в кавычки",
                    "write a value: year>2023; put one that holds «и» or «или» into quotes",
                ),
            )),
            false => Ok(Written { text, at }),
        }
    }

    /// Says what is missing at the end: the last sign of the question is to blame.
    fn ended(&self, ru: &str, en: &str) -> Fault {
        let last = self.list.last().map_or(0..self.length, |it| it.at.clone());
        let message = (format!("дальше ожидается {ru}"), format!("{en} is expected here"));
        let hint = Words::new(
            "допишите условие или уберите последнее слово",
            "write the condition, or drop the last word",
        );
        Fault::new(code::QUERY_SYNTAX, last, message, hint)
    }
}

fn joined(mut list: Vec<Tree>, many: fn(Vec<Tree>) -> Tree) -> Tree {
    match list.len() {
        1 => list.remove(0),
        _ => many(list),
    }
}

fn extend(
    text: &mut String,
    at: &mut Range<usize>,
    (word, place): (&str, &Range<usize>),
    between: &str,
) {
    match text.is_empty() {
        true => *at = place.clone(),
        false => {
            text.push_str(between);
            at.end = place.end;
        }
    }
    text.push_str(word);
}

fn connective(token: &Token) -> Option<Connective> {
    let TokenKind::Word(word) = &token.kind else { return None };
    match word.to_lowercase().as_str() {
        "и" | "and" | "&&" | "&" => Some(Connective::And),
        "или" | "or" | "||" | "|" => Some(Connective::Or),
        "не" | "not" | "!" => Some(Connective::Not),
        _ => None,
    }
}

fn is_contains(token: &Token) -> bool {
    let TokenKind::Word(word) = &token.kind else { return false };
    matches!(fold(word).as_str(), "содержит" | "contains")
}

fn no_connective(at: Range<usize>) -> Fault {
    fault(
        at,
        ("между условиями нет «и» или «или»", "no `and` or `or` stands between conditions"),
        (
            "поставьте перед этим словом «и» или «или»; значение с таким знаком возьмите в кавычки",
            "put `and` or `or` before this word; put a value with such a sign into quotes",
        ),
    )
}

fn fault(at: Range<usize>, message: (&str, &str), hint: (&str, &str)) -> Fault {
    let message = (message.0.to_owned(), message.1.to_owned());
    Fault::new(code::QUERY_SYNTAX, at, message, Words::new(hint.0, hint.1))
}
