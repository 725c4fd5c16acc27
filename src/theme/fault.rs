//! What goes wrong in templates, and how it is told to the author.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::engine::Templates;
use super::strings::Strings;
use crate::diag::{Diagnostic, Place, Words, code};
use crate::text::nearest::nearest;
use crate::yaml::table::suggestion;

/// Marks messages of engines that carry a trouble of ours through them.
const MARK: &str = "novator:";

/// Something wrong in a template, as an engine tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Path inside `templates/`, when the engine tells it.
    pub(super) template: Option<String>,
    /// Bytes of the template, when the engine tells them.
    pub(super) spot: Spot,
    /// What is wrong.
    pub(super) trouble: Trouble,
}

/// How exactly the engine knows where something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// These bytes.
    Bytes(Range<usize>),
    /// This line, counted from one.
    Line(usize),
    /// Somewhere.
    Unknown,
}

/// The kinds of trouble that have words of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Trouble {
    /// `t` was asked for a key that no theme of the chain has.
    MissingString { key: String },
    /// `t` was asked for a plural without a whole `n` of zero or more.
    CountMissing { key: String },
    /// The string has a placeholder that no argument fills.
    Unfilled { key: String, name: String },
    /// A function or filter was given a value it cannot take.
    Unfit { function: String, name: String },
    /// The filter `number` was given something else than a whole number.
    NotWhole,
    /// A name or attribute that does not exist; `known` are those beside it, if told.
    Undefined { name: String, known: Vec<String> },
    /// The same, told by the bytes of the expression.
    UndefinedAt { start: usize, end: usize },
    /// A template that is extended or included and does not exist.
    MissingTemplate { name: String },
    /// Templates that extend or include each other in a circle.
    Circle { path: Vec<String> },
    /// The engine cannot read the template and says why, in English.
    Syntax { detail: String },
    /// The engine cannot render the template and says why, in English.
    Other { detail: String },
}

impl Trouble {
    /// Text that an engine carries as the message of its own error.
    pub(super) fn to_message(&self) -> String {
        format!("{MARK}{}", serde_json::to_string(self).unwrap_or_default())
    }

    /// The trouble that such a message carries.
    pub(super) fn from_message(message: &str) -> Option<Trouble> {
        serde_json::from_str(message.strip_prefix(MARK)?).ok()
    }
}

/// What is known around a fault while it is put into words.
pub(super) struct Scene<'a> {
    /// The effective templates of the theme.
    pub(super) templates: &'a Templates,
    /// The effective strings of the theme.
    pub(super) strings: &'a Strings,
    /// The view that was being rendered.
    pub(super) view: Option<&'a Value>,
}

impl Scene<'_> {
    /// Puts a fault into words.
    pub(super) fn tell(&self, mut fault: Fault) -> Diagnostic {
        if let Trouble::Undefined { name, known } = &mut fault.trouble
            && known.is_empty()
        {
            *known = self.view.map(|view| beside(view, name)).unwrap_or_default();
        }
        let words = self.words(&fault.trouble);
        let code = match fault.trouble {
            Trouble::MissingString { .. } | Trouble::CountMissing { .. } => {
                code::MISSING_STRING
            }
            _ => code::TEMPLATE,
        };
        let Some((name, template)) =
            fault.template.as_ref().and_then(|name| self.templates.get_key_value(name))
        else {
            return self.hinted(Diagnostic::about_site(code, words), &fault.trouble);
        };
        let range = range(&template.text, &fault.spot);
        let line = 1 + template.text[..range.start].matches('\n').count();
        let message = Words::new(
            format!("шаблон «{name}», строка {line}: {}", words.ru),
            format!("template `{name}`, line {line}: {}", words.en),
        );
        let place = Place::new(&template.path, range);
        self.hinted(Diagnostic::new(code, place, message), &fault.trouble)
    }

    fn words(&self, trouble: &Trouble) -> Words {
        match trouble {
            Trouble::MissingString { key } => Words::new(
                format!("в теме нет строки «{key}»"),
                format!("the theme has no string `{key}`"),
            ),
            Trouble::CountMissing { key } => Words::new(
                format!("строке «{key}» нужен n: целое число не меньше нуля"),
                format!("the string `{key}` needs n: a whole number not below zero"),
            ),
            Trouble::Unfilled { key, name } => Words::new(
                format!("строке «{key}» нужен аргумент «{name}»"),
                format!("the string `{key}` needs the argument `{name}`"),
            ),
            Trouble::Unfit { function, name } => Words::new(
                format!("«{function}» принимает в «{name}» только текст или целое число"),
                format!("`{function}` takes only text or a whole number as `{name}`"),
            ),
            Trouble::NotWhole => Words::new(
                "фильтр «number» принимает только целое число",
                "the filter `number` takes only a whole number",
            ),
            Trouble::Undefined { name, known } => undefined(name, known),
            Trouble::UndefinedAt { .. } => undefined("", &[]),
            Trouble::MissingTemplate { name } => self.missing_template(name),
            Trouble::Circle { path } => Words::new(
                format!("шаблоны ссылаются друг на друга по кругу: {}", path.join(" → ")),
                format!("templates refer to each other in a circle: {}", path.join(" → ")),
            ),
            Trouble::Syntax { detail } => Words::new(
                format!("синтаксис не читается: {detail}"),
                format!("the syntax cannot be read: {detail}"),
            ),
            Trouble::Other { detail } => Words::new(
                format!("вычислить не удалось: {detail}"),
                format!("it cannot be evaluated: {detail}"),
            ),
        }
    }

    fn missing_template(&self, name: &str) -> Words {
        let known: Vec<&str> = self.templates.keys().map(String::as_str).collect();
        let known = known.join(", ");
        Words::new(
            format!("в теме нет шаблона «{name}»; есть: {known}"),
            format!("the theme has no template `{name}`; there are: {known}"),
        )
    }

    fn hinted(&self, mut diagnostic: Diagnostic, trouble: &Trouble) -> Diagnostic {
        let near = match trouble {
            Trouble::MissingString { key } => nearest(key, self.strings.keys(), 3),
            Trouble::MissingTemplate { name } => {
                nearest(name, self.templates.keys().map(String::as_str), 3)
            }
            Trouble::Undefined { name, known } => {
                let last = name.rsplit('.').next().unwrap_or(name);
                nearest(last, known.iter().map(String::as_str), 3)
            }
            _ => vec![],
        };
        diagnostic.hint = (!near.is_empty()).then(|| suggestion(&near, &[]));
        diagnostic
    }
}

fn undefined(name: &str, known: &[String]) -> Words {
    if known.is_empty() {
        return Words::new(
            format!("«{name}» не определено"),
            format!("`{name}` is not defined"),
        );
    }
    let known = known.join(", ");
    Words::new(
        format!("«{name}» не определено; есть: {known}"),
        format!("`{name}` is not defined; there are: {known}"),
    )
}

/// The names that stand in the view where the last part of a dotted name was looked for.
fn beside(view: &Value, name: &str) -> Vec<String> {
    let mut parts: Vec<&str> = name.split('.').collect();
    parts.pop();
    let parent = parts.iter().try_fold(view, |value, part| value.get(part));
    match parent.and_then(Value::as_object) {
        Some(object) => {
            let mut names: Vec<String> = object.keys().cloned().collect();
            names.sort_unstable();
            names
        }
        None => vec![],
    }
}

/// Bytes of the spot inside the text, never outside it or inside a letter.
fn range(text: &str, spot: &Spot) -> Range<usize> {
    let (mut start, mut end) = match spot {
        Spot::Bytes(range) => (range.start.min(text.len()), range.end.min(text.len())),
        Spot::Line(line) => line_range(text, *line),
        Spot::Unknown => (0, 0),
    };
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end.max(start)
}

fn line_range(text: &str, line: usize) -> (usize, usize) {
    let mut start = 0;
    for (index, piece) in text.split_inclusive('\n').enumerate() {
        if index + 1 == line {
            return (start, start + piece.trim_end().len());
        }
        start += piece.len();
    }
    (text.len(), text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spot: &Spot, expected: &str) {
        let text = "а б\n в\r\nг";
        assert_eq!(&text[range(text, spot)], expected);
    }

    #[test]
    fn spots_stay_inside_the_text() {
        check(&Spot::Unknown, "");
        check(&Spot::Line(1), "а б");
        check(&Spot::Line(2), " в");
        check(&Spot::Line(3), "г");
        check(&Spot::Line(9), "");
        check(&Spot::Bytes(3..4), "б");
        check(&Spot::Bytes(90..99), "");
    }

    #[test]
    fn troubles_pass_through_messages() {
        let trouble = Trouble::Unfilled { key: "a".to_owned(), name: "«б»".to_owned() };
        assert_eq!(Trouble::from_message(&trouble.to_message()), Some(trouble));
        assert_eq!(Trouble::from_message("novator:?"), None);
        assert_eq!(Trouble::from_message("filter is unknown"), None);
    }
}
