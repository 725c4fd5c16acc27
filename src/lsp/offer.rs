//! What may be written where the cursor stands, and what is told of what is written there.

use std::ops::Range;

use serde_json::{Value, json};

use super::cursor::{Cursor, Spot, cursor};
use super::position::span;
use super::workspace::Workspace;
use crate::content::link::{EntryKind, ListName};
use crate::content::schema::names::Named;
use crate::content::schema::{Form, help};
use crate::content::short_code;
use crate::yaml::schema::{KeyShape, Register, Shape};
use crate::yaml::write::scalar;

/// Kinds of completion that the protocol numbers.
const FIELD: u8 = 5;
const VALUE: u8 = 12;
const FUNCTION: u8 = 3;
const FILE: u8 = 17;
const REFERENCE: u8 = 18;

/// One thing to choose.
struct Choice {
    label: String,
    kind: u8,
    /// Beside the label.
    detail: String,
    /// Markdown below it.
    about: String,
    /// What is written.
    text: String,
    /// By what else it is found.
    found_by: String,
}

impl Choice {
    fn new(label: &str, kind: u8) -> Choice {
        Choice {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            about: String::new(),
            text: label.to_owned(),
            found_by: String::new(),
        }
    }
}

/// Everything that may be written at a byte of a file, as items of the protocol.
pub(super) fn completion(workspace: &Workspace, path: &str, text: &str, byte: usize) -> Value {
    let found = Form::of(path).and_then(|form| Some((form, cursor(form, text, byte)?)));
    let Some((form, cursor)) = found else { return json!([]) };
    let Cursor { spot, at } = cursor;
    let typed = text.get(at.start..byte.max(at.start)).unwrap_or_default();
    let (choices, at) = match &spot {
        Spot::Key { path, taken } => (keys(form, (path, taken), (text, &at, typed)), at),
        Spot::Value { path, within } => match find(form, path) {
            Some((key, _)) if matches!(key.shape, Shape::Table(_)) => {
                (keys(form, (path, &[]), (text, &at, typed)), at)
            }
            Some((key, _)) => (values(workspace, &key, |it| scalar(it, *within)), at),
            None => (vec![], at),
        },
        Spot::Link => address(workspace, typed, at),
        Spot::CodeName => (codes(), at),
        Spot::CodeKey { code, taken } => (code_keys(code, taken), at),
        Spot::CodeValue { code, key } => {
            let found = code_named(code)
                .and_then(|it| it.keys.into_iter().find(|it| is_called(it, key)));
            (found.map_or(vec![], |it| values(workspace, &it, quoted)), at)
        }
    };
    let range = span(text, &at);
    let items = choices.into_iter().enumerate().map(|(index, it)| {
        json!({
            "label": it.label,
            "kind": it.kind,
            "detail": it.detail,
            "documentation": { "kind": "markdown", "value": it.about },
            "sortText": format!("{index:05}"),
            "filterText": format!("{} {}", it.text, it.found_by).trim_end(),
            "textEdit": { "range": range, "newText": it.text },
        })
    });
    Value::Array(items.collect())
}

/// What is told of the word at a byte: Markdown, and the bytes of the word.
pub(super) fn explanation(
    workspace: &Workspace,
    (path, text): (&str, &str),
    byte: usize,
) -> Option<(String, Range<usize>)> {
    if let Some(naming) = workspace.naming(path, byte)
        && let Some(named) = workspace.names.find(naming.register, &naming.name)
    {
        let about = format!("**{}**\n\n`{}`", named.title, named.place.file);
        return Some((about, naming.place.start..naming.place.end));
    }
    let form = Form::of(path)?;
    let Cursor { spot, at } = cursor(form, text, byte)?;
    let about = match spot {
        Spot::Key { mut path, .. } => {
            path.push(text.get(at.clone())?.to_owned());
            let (key, path) = find(form, &path)?;
            told(form, &key, &path)
        }
        Spot::Value { path, .. } => {
            let (key, path) = find(form, &path)?;
            told(form, &key, &path)
        }
        Spot::CodeName => code_told(&code_named(text.get(at.clone())?)?),
        Spot::CodeKey { code, .. } | Spot::CodeValue { code, .. } => {
            code_told(&code_named(&code)?)
        }
        Spot::Link => return None,
    };
    Some((about, at))
}

fn is_called(key: &KeyShape, name: &str) -> bool {
    key.russian == name || key.english == name
}

/// The key that some names lead to, and its Russian path.
fn find(form: Form, path: &[String]) -> Option<(KeyShape, String)> {
    let (mut keys, mut russian) = (form.keys(), vec![]);
    let (last, outer) = path.split_last()?;
    for name in outer {
        let key = keys.into_iter().find(|it| is_called(it, name))?;
        russian.push(key.russian);
        let Shape::Table(inner) = key.shape else { return None };
        keys = inner;
    }
    let key = keys.into_iter().find(|it| is_called(it, last))?;
    russian.push(key.russian);
    Some((key, russian.join(".")))
}

/// The keys of a mapping that it does not have yet. Who types Latin letters wants English ones.
fn keys(
    form: Form,
    (path, taken): (&[String], &[String]),
    (text, at, typed): (&str, &Range<usize>, &str),
) -> Vec<Choice> {
    let (keys, prefix) = match path {
        [] => (form.keys(), String::new()),
        _ => match find(form, path) {
            Some((KeyShape { shape: Shape::Table(keys), .. }, path)) => {
                (keys, format!("{path}."))
            }
            _ => return vec![],
        },
    };
    let is_free = |it: &KeyShape| !taken.iter().any(|name| is_called(it, name));
    let has_colon = text.get(at.end..).is_some_and(|it| it.starts_with(':'));
    let is_latin = typed.starts_with(|it: char| it.is_ascii_alphabetic());
    let mut free: Vec<KeyShape> = keys.into_iter().filter(is_free).collect();
    free.sort_by_key(|it| !it.required);
    let choice = |key: KeyShape| {
        let names = [key.russian, key.english];
        let [name, other] = if is_latin { [names[1], names[0]] } else { names };
        let colon = if has_colon { "" } else { ": " };
        Choice {
            detail: other.to_owned(),
            about: told(form, &key, &format!("{prefix}{}", key.russian)),
            text: format!("{name}{colon}"),
            ..Choice::new(name, FIELD)
        }
    };
    free.into_iter().map(choice).collect()
}

/// What the handbook says of a key, in Markdown.
fn told(form: Form, key: &KeyShape, path: &str) -> String {
    let mut told = format!("**{}** (`{}`)", key.russian, key.english);
    if key.required {
        told += ", обязательно";
    }
    let Some(help) = help::of(form, path) else { return told };
    told = format!("{told}\n\n{}", help.meaning);
    if let Some(example) = &help.example {
        told += &format!("\n\n```yaml\n{}: {}\n```", key.russian, example.trim_end());
    }
    told
}

/// What a key may hold.
fn values(
    workspace: &Workspace,
    key: &KeyShape,
    write: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let word = |it: &str| Choice { text: write(it), ..Choice::new(it, VALUE) };
    let mut choices: Vec<Choice> = match &key.shape {
        Shape::Word(words) => words
            .iter()
            .filter_map(|it| it.split_first())
            .map(|(first, rest)| Choice { found_by: rest.join(" "), ..word(first) })
            .collect(),
        Shape::Yes => ["да", "нет"].map(word).into(),
        Shape::Reference(register) | Shape::ReferenceOrText(register) => {
            registered(workspace, register, &write)
        }
        Shape::File => workspace.files().map(|it| Choice { kind: FILE, ..word(it) }).collect(),
        _ => vec![],
    };
    choices.extend(key.answers.iter().map(|it| word(it)));
    choices
}

/// What a register holds; it is found by names as well as by ids.
fn registered(
    workspace: &Workspace,
    register: Register,
    write: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let choice = |it: &Named| {
        let title = if it.title == it.id { "" } else { &it.title };
        Choice {
            detail: title.to_owned(),
            text: write(&it.id),
            found_by: format!("{title} {}", it.spellings.join(" ")).trim_start().to_owned(),
            ..Choice::new(&it.id, REFERENCE)
        }
    };
    workspace.names.in_register(register).iter().map(choice).collect()
}

/// The way to entries and lists, then their names behind the colon.
fn address(
    workspace: &Workspace,
    typed: &str,
    at: Range<usize>,
) -> (Vec<Choice>, Range<usize>) {
    let Some((prefix, _)) = typed.split_once(':') else {
        let kinds = EntryKind::ALL.map(|it| (it.prefixes()[0], it.noun()[0]));
        let choice = |(prefix, noun): (&str, &str)| Choice {
            detail: noun.to_owned(),
            ..Choice::new(&format!("{prefix}:"), REFERENCE)
        };
        let lists = [choice(("список", "готовый перечень"))];
        return (kinds.into_iter().map(choice).chain(lists).collect(), at);
    };
    let at = at.start + prefix.len() + 1..at.end;
    let bare = |it: &str| it.to_owned();
    let kind = EntryKind::ALL.into_iter().find(|it| it.prefixes().contains(&prefix));
    let choices = match kind {
        Some(kind) => registered(workspace, kind.folder(), bare),
        None if matches!(prefix, "список" | "list") => {
            ListName::ALL.iter().map(|(_, it)| Choice::new(it, REFERENCE)).collect()
        }
        None => vec![],
    };
    (choices, at)
}

fn code_named(name: &str) -> Option<short_code::Described> {
    short_code::all().find(|it| it.names.contains(&name))
}

fn codes() -> Vec<Choice> {
    let choice = |it: short_code::Described| Choice {
        detail: it.names[1].to_owned(),
        about: code_told(&it),
        ..Choice::new(it.names[0], FUNCTION)
    };
    short_code::all().map(choice).collect()
}

fn code_told(code: &short_code::Described) -> String {
    let keys: Vec<&str> = code.keys.iter().map(|it| it.russian).collect();
    format!("{}\n\nКлючи: {}.\n\n`{}`", code.about, keys.join(", "), code.example)
}

fn code_keys(code: &str, taken: &[String]) -> Vec<Choice> {
    let keys = code_named(code).map(|it| it.keys).unwrap_or_default();
    let is_free = |it: &KeyShape| !taken.iter().any(|name| is_called(it, name));
    let choice = |it: KeyShape| Choice {
        detail: it.english.to_owned(),
        text: format!("{}=", it.russian),
        ..Choice::new(it.russian, FIELD)
    };
    keys.into_iter().filter(is_free).map(choice).collect()
}

/// A value of a short code: in quotes where it has spaces.
fn quoted(value: &str) -> String {
    match value.contains(char::is_whitespace) {
        true => format!("\"{value}\""),
        false => value.to_owned(),
    }
}
