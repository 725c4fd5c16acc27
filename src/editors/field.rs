//! What forms of different programs have in common: how a key is called, what it asks, and what
//! may be chosen.

use crate::content::link::EntryKind;
use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};
use crate::yaml::schema::{KeyShape, Register, Shape};

/// A key as a form shows it.
pub(super) struct Field<'a> {
    /// The key.
    pub key: &'a KeyShape,
    /// «Краткое название».
    pub label: String,
    /// What it holds.
    pub hint: &'static str,
    /// How the value is entered.
    pub entry: Input<'a>,
}

/// How a value is entered.
pub(super) enum Input<'a> {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A whole number within limits.
    Integer(i64, i64),
    /// A date.
    Date,
    /// One of a few words.
    Choice(Vec<String>),
    /// An entry of another kind, by its id.
    Entry(EntryKind),
    /// Numbers by names.
    Numbers,
    /// A form inside.
    Form(Vec<Field<'a>>),
}

/// The fields of a form, in its order.
pub(super) fn fields<'a>(form: Form, keys: &'a [KeyShape], names: &Names) -> Vec<Field<'a>> {
    nested((form, names), keys, "")
}

fn nested<'a>(site: (Form, &Names), keys: &'a [KeyShape], prefix: &str) -> Vec<Field<'a>> {
    let field = |key: &'a KeyShape| {
        let path = format!("{prefix}{}", key.russian);
        let help = help::of(site.0, &path);
        let entry = match &key.shape {
            Shape::Table(keys) => Input::Form(nested(site, keys, &format!("{path}."))),
            _ => input(key, help.and_then(|it| it.example.as_deref()), site.1),
        };
        let hint = help.map_or("", |it| it.meaning.as_str());
        Field { key, label: help::title(key), hint, entry }
    };
    keys.iter().map(field).collect()
}

/// Longer examples want more than a line.
const LINE: usize = 60;

fn input<'a>(key: &KeyShape, example: Option<&str>, names: &Names) -> Input<'a> {
    let answers = key.answers.first().map(|it| (*it).to_owned());
    match &key.shape {
        Shape::Word(words) => {
            Input::Choice(words.iter().map(|it| it[0].to_owned()).chain(answers).collect())
        }
        Shape::Yes => Input::Choice(["да", "нет"].map(str::to_owned).into()),
        Shape::Integer(limits) if key.answers.is_empty() => {
            Input::Integer(*limits.start(), *limits.end())
        }
        Shape::Date => Input::Date,
        Shape::Numbers => Input::Numbers,
        Shape::Reference(register) => match kind_of(register) {
            Some(kind) => Input::Entry(kind),
            None => {
                let terms = names.in_register(register).iter().map(|it| it.id.clone());
                Input::Choice(terms.chain(answers).collect())
            }
        },
        Shape::Text if example.is_some_and(|it| it.chars().count() > LINE) => Input::Lines,
        _ => Input::Line,
    }
}

/// The kind whose entries a register holds; none for a vocabulary.
fn kind_of(register: Register) -> Option<EntryKind> {
    EntryKind::ALL.into_iter().find(|it| it.folder() == register)
}

/// The key that names an entry of a form: its first required one that holds text.
pub(super) fn heading(keys: &[KeyShape]) -> &'static str {
    let text = |it: &&KeyShape| it.required && it.shape == Shape::Text;
    let titled = keys.iter().find(|it| matches!(it.english, "title" | "name"));
    titled.or_else(|| keys.iter().find(text)).map_or("", |it| it.russian)
}
