//! What a YAML parser stumbled over, in words that an editor understands.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::ErrorKind;

use crate::diag::{Diagnostic, Place, Words, code};

mod before;
mod repair;

/// A remark on the mistake that the parser met at byte `at` of the YAML in `range`.
pub(super) fn diagnostic(
    file: &Arc<str>,
    text: &str,
    (range, at): (&Range<usize>, usize),
    kind: &ErrorKind,
) -> Diagnostic {
    // The parser may notice only behind the last line that something is not closed.
    let last = range.start + text[range.clone()].trim_end().len();
    let mut at = at.clamp(range.start, last);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let slip = Slip { text, range, at, line: line_around(text, at) };
    let (cause, place) = slip.judge(kind);
    Diagnostic::new(code::YAML_SYNTAX, Place::new(file, place.clone()), cause.message())
        .fix(repair::of(cause, &slip, &place))
        .hint(cause.remedy(&text[place]))
}

/// A remark on text that is no entry, for it has no key.
pub(super) fn no_key(file: &Arc<str>, text: &str, at: &Range<usize>) -> Diagnostic {
    let line = line_around(text, at.start);
    let end = line.start + text[line.clone()].trim_end().len();
    let place = Place::new(file, at.start..end.max(at.start));
    Diagnostic::new(code::YAML_SYNTAX, place, Cause::NoKey.message())
        .hint(Cause::NoKey.remedy(""))
}

/// What an author did, whatever the parser calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Tab,
    BareColon,
    OpenQuote,
    AfterQuote,
    Escape,
    OpenBracket,
    OpenBrace,
    StrayBracket,
    StrayComma,
    StrayColon,
    NoKey,
    Indent,
    ListBesideKey,
    Sign,
    BlockHeader,
    Depth,
    Other,
}

/// Where the parser stopped, and what stands around.
struct Slip<'a> {
    text: &'a str,
    range: &'a Range<usize>,
    at: usize,
    line: Range<usize>,
}

impl Slip<'_> {
    fn judge(&self, kind: &ErrorKind) -> (Cause, Range<usize>) {
        if let Some(found) = self.tab() {
            return (Cause::Tab, found);
        }
        if let Some(value) = self.bare_colon() {
            return (Cause::BareColon, value);
        }
        let cause = self.cause(kind);
        if let (Cause::OpenBrace | Cause::OpenBracket, Some(value)) =
            (cause, self.inner_colon())
        {
            return (Cause::BareColon, value);
        }
        if let Some(found) = before::slip(cause, self) {
            return found;
        }
        let place = match cause {
            Cause::OpenQuote => self.open_quote(),
            Cause::OpenBracket => self.opened('['),
            Cause::OpenBrace => self.opened('{'),
            Cause::Indent => Some(self.content()),
            Cause::StrayComma => Some(self.at..self.at + 1),
            _ => None,
        };
        (cause, place.unwrap_or_else(|| self.rest()))
    }

    fn cause(&self, kind: &ErrorKind) -> Cause {
        use ErrorKind as E;
        let next = self.text[self.at..self.line.end].chars().next();
        let indented = self.text[self.line.clone()].starts_with(' ');
        match kind {
            _ if next == Some(',')
                && self.text[..self.at].trim_end().ends_with([',', '[', '{']) =>
            {
                Cause::StrayComma
            }
            E::UnclosedQuotedScalar
            | E::DocumentIndicatorInQuotedScalar
            | E::InvalidQuotedScalarIndent => Cause::OpenQuote,
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
                Cause::AfterQuote
            }
            E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => Cause::Escape,
            E::UnexpectedEofFlowSequence
            | E::ExpectedFlowSequenceSeparator
            | E::UnclosedFlowCollection { open: '[' } => Cause::OpenBracket,
            E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::ExpectedFlowMappingSeparator
            | E::UnclosedFlowCollection { .. } => Cause::OpenBrace,
            E::MismatchedFlowCollectionEnd { .. } | E::MisplacedFlowCollectionEnd => {
                Cause::StrayBracket
            }
            E::SimpleKeyExpected | E::InvalidSimpleKey | E::ExpectedBlockMappingKey => {
                Cause::NoKey
            }
            E::MappingValueNotAllowed if !indented => Cause::StrayColon,
            E::InvalidIndentation
            | E::MappingValueNotAllowed
            | E::ExpectedBlockSequenceEntry
            | E::ExpectedDocumentStart => Cause::Indent,
            E::UnexpectedCharacter { .. }
            | E::MissingAnchorOrAliasName
            | E::UnexpectedEofBlockMapping
            | E::DirectiveDisallowed
            | E::MappingKeyNotAllowed => Cause::Sign,
            E::BlockSequenceEntryNotAllowed => Cause::ListBesideKey,
            E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation => Cause::Tab,
            E::InvalidBlockScalarHeader => Cause::BlockHeader,
            E::RecursionLimitExceeded => Cause::Depth,
            _ => Cause::Other,
        }
    }

    fn tab(&self) -> Option<Range<usize>> {
        let line = &self.text[self.line.clone()];
        let indent = line.find(|it: char| it != ' ' && it != '\t')?;
        let found = line[..indent].find('\t')?;
        Some(self.line.start + found..self.line.start + found + 1)
    }

    /// The value of `key: value` on this line, if it holds another `: ` outside quotes.
    fn bare_colon(&self) -> Option<Range<usize>> {
        let content = self.text[self.line.clone()].trim_end();
        let colon = content.find(": ")?;
        if content[..colon].contains(['{', '[']) {
            return None;
        }
        let value = content[colon + 2..].trim_start();
        let start = self.line.start + content.len() - value.len();
        let first = value.chars().next()?;
        let value = without_comment(value);
        let bare = !matches!(first, '"' | '\'' | '[' | '{' | '|' | '>') && value.contains(": ");
        bare.then(|| start..start + value.len())
    }

    /// The same inside brackets, where the parser stopped at the second colon.
    fn inner_colon(&self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..self.line.end];
        let before = &self.text[self.line.start..self.at];
        let start =
            self.line.start + before.rfind(": ").filter(|_| rest.starts_with(": "))? + 2;
        let end = rest.find([',', '}', ']']).unwrap_or(rest.trim_end().len());
        Some(start..self.at + end)
    }

    /// The rest of the line behind a bracket that was opened last.
    fn opened(&self, bracket: char) -> Option<Range<usize>> {
        let start = match self.text[self.at..].starts_with(bracket) {
            true => self.at,
            false => self.range.start + self.text[self.range.start..self.at].rfind(bracket)?,
        };
        Some(self.to_end_of_line(start))
    }

    /// The rest of the line behind a quote that begins a value and is never closed.
    fn open_quote(&self) -> Option<Range<usize>> {
        let before = &self.text[self.range.start..self.at];
        let mut open: Option<(usize, char)> = None;
        let mut last = '\n';
        let mut letters = before.char_indices().peekable();
        while let Some((at, it)) = letters.next() {
            match open {
                Some((_, '"')) if it == '\\' => {
                    letters.next();
                }
                Some((_, '\''))
                    if it == '\'' && letters.peek().is_some_and(|it| it.1 == '\'') =>
                {
                    letters.next();
                }
                Some((_, quote)) if it == quote => open = None,
                None if matches!(it, '"' | '\'') && " \n[{,".contains(last) => {
                    open = Some((at, it));
                }
                _ => {}
            }
            last = it;
        }
        open.map(|(at, _)| self.to_end_of_line(self.range.start + at))
    }

    fn to_end_of_line(&self, start: usize) -> Range<usize> {
        let line = self.text[start..].lines().next().unwrap_or_default();
        start..start + line.trim_end().len()
    }

    /// The line without the spaces around it.
    fn content(&self) -> Range<usize> {
        let line = self.text[self.line.clone()].trim_end();
        let indent = line.len() - line.trim_start().len();
        self.line.start + indent..self.line.start + line.len()
    }

    fn rest(&self) -> Range<usize> {
        let rest = self.text[self.at..self.line.end].trim_end();
        match rest.is_empty() {
            true => self.content(),
            false => self.at..self.at + rest.len(),
        }
    }
}

/// A value as it stands on its line, without the comment behind it.
fn without_comment(value: &str) -> &str {
    value.find(" #").map_or(value, |it| &value[..it]).trim_end()
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
    start..end
}

impl Cause {
    fn message(self) -> Words {
        let (ru, en) = match self {
            Cause::Tab => (
                "отступ сделан табуляцией, а YAML понимает только пробелы",
                "indented with a tab, but YAML understands spaces only",
            ),
            Cause::BareColon => (
                "двоеточие с пробелом внутри значения без кавычек",
                "a colon and a space inside a value without quotes",
            ),
            Cause::OpenQuote => {
                ("кавычка открыта, но не закрыта", "a quote is opened but never closed")
            }
            Cause::AfterQuote => {
                ("лишний текст после закрывающей кавычки", "text after the closing quote")
            }
            Cause::Escape => (
                "неизвестная последовательность с обратной косой чертой",
                "an unknown sequence with a backslash",
            ),
            Cause::OpenBracket => (
                "список в квадратных скобках не закрыт",
                "a list in square brackets is not closed",
            ),
            Cause::OpenBrace => {
                ("запись в фигурных скобках не закрыта", "a mapping in braces is not closed")
            }
            Cause::StrayBracket => {
                ("закрывающая скобка не на месте", "a closing bracket is out of place")
            }
            Cause::StrayComma => ("лишняя запятая", "a comma too many"),
            Cause::StrayColon => ("двоеточие не на месте", "a colon is out of place"),
            Cause::NoKey => {
                ("здесь ожидается «ключ: значение»", "`key: value` is expected here")
            }
            Cause::Indent => ("неверный отступ строки", "the line is indented wrongly"),
            Cause::ListBesideKey => (
                "список начинается с новой строки, а не рядом с ключом",
                "a list begins on a new line, not beside its key",
            ),
            Cause::Sign => (
                "значение начинается со служебного знака",
                "the value begins with a sign that YAML reserves",
            ),
            Cause::BlockHeader => (
                "после знака | или > текст начинается с новой строки",
                "after | or > text begins on a new line",
            ),
            Cause::Depth => ("слишком глубокая вложенность", "nested too deeply"),
            Cause::Other => {
                ("строку нельзя прочитать как YAML", "the line cannot be read as YAML")
            }
        };
        Words::new(ru, en)
    }

    /// What to do about it, given the bytes that are to blame.
    fn remedy(self, wrong: &str) -> Words {
        let (ru, en) = match self {
            Cause::BareColon => {
                let quoted = wrong.replace('\'', "''");
                return Words::new(
                    format!("возьмите значение в кавычки: '{quoted}'"),
                    format!("put the value into quotes: '{quoted}'"),
                );
            }
            Cause::Tab => ("замените её двумя пробелами", "replace it by two spaces"),
            Cause::OpenQuote | Cause::AfterQuote => (
                "закройте кавычку той же парой; апостроф внутри '…' удваивается",
                "close the quote with its pair; an apostrophe inside '…' is doubled",
            ),
            Cause::OpenBracket => (
                "поставьте закрывающую скобку ] и запятые между значениями",
                "add the closing bracket ] and commas between the values",
            ),
            Cause::OpenBrace => (
                "поставьте закрывающую скобку } и запятые между ключами",
                "add the closing brace } and commas between the keys",
            ),
            Cause::StrayBracket | Cause::StrayColon => (
                "проверьте пары скобок: [ … ] для списка, { … } для записи",
                "check the pairs: [ … ] for a list, { … } for a mapping",
            ),
            Cause::StrayComma => ("удалите её", "delete it"),
            Cause::NoKey => (
                "поставьте двоеточие с пробелом после ключа или отступ, если это продолжение текста",
                "put a colon and a space after the key, or indent a continued text",
            ),
            Cause::Indent => (
                "выровняйте строку с соседними того же уровня",
                "align the line with its neighbours of the same level",
            ),
            Cause::ListBesideKey => (
                "перенесите «- …» на следующую строку или напишите [ … ]",
                "move `- …` to the next line, or write [ … ]",
            ),
            Cause::BlockHeader => (
                "перенесите текст на следующую строку и сделайте отступ",
                "move the text to the next line and indent it",
            ),
            Cause::Escape | Cause::Sign | Cause::Depth | Cause::Other => (
                "возьмите значение в одинарные кавычки: '…'",
                "put the value into single quotes: '…'",
            ),
        };
        Words::new(ru, en)
    }
}

/// Says that there is more YAML than the limit allows, both in bytes.
pub(super) fn too_much(
    file: &Arc<str>,
    (size, most): (usize, usize),
    is_file: bool,
) -> Diagnostic {
    let (size, most) = (size / 1024, most / 1024);
    let message = Words::new(
        format!("слишком много YAML: {size} Кбайт при пределе {most}"),
        format!("too much YAML: {size} KiB where {most} are allowed"),
    );
    let hint = match is_file {
        true => Words::new(
            "уберите из файла лишнее: столько записей сайту не нужно",
            "take out what is not needed: no site needs so many entries",
        ),
        false => Words::new(
            "перенесите длинный текст в тело файла, под вторую строку «---»",
            "move long text into the body, below the second line `---`",
        ),
    };
    Diagnostic::new(code::YAML_LIMIT, Place::new(file, 0..0), message).hint(hint)
}
