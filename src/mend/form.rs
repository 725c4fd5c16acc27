//! The one form of a card: Russian names, the first spelling of each word, keys in the order of
//! the kind. Comments, values and the text below stay as they are.

use std::ops::Range;
use std::sync::Arc;

use super::kept::says;
use super::reorder::reordered;
use crate::content::entry;
use crate::content::schema::Form;
use crate::diag::Words;
use crate::diag::fix::{Edit, Fix, applied};
use crate::source::{SourceFile, Sources};
use crate::text::{date, order};
use crate::yaml::schema::{KeyShape, Shape};
use crate::yaml::{self, Node, Value};

/// Each round puts the mappings of one level in order.
const MOST_ROUNDS: usize = 8;

/// The cards and vocabularies that would change, with their bytes in the one form. Files that
/// cannot be read as YAML are left alone: `check` speaks of them.
pub fn formed(sources: &Sources) -> Vec<(Arc<str>, Vec<u8>)> {
    let files = sources.content.values();
    files.filter_map(|it| Some((Arc::clone(&it.path), of_file(it)?))).collect()
}

/// The bytes of a file in the one form; none where it has that already, or cannot be read.
pub fn of_file(file: &SourceFile) -> Option<Vec<u8>> {
    let form = Form::of(&file.path)?;
    let keys = form.keys();
    let before = str::from_utf8(file.bytes()).ok()?;
    let read = |text: &str| -> Option<(Node, Range<usize>)> {
        let range = match form {
            Form::Entry(_) => entry::parts(text)?.matter,
            _ => text.len() - text.trim_start_matches('\u{FEFF}').len()..text.len(),
        };
        let (node, remarks) = yaml::parse(&file.path, text, range.clone());
        Some((node.filter(|_| remarks.is_empty())?, range))
    };
    let (node, _) = read(before)?;
    let meant = meaning(&node, &keys);
    let mut edits = vec![];
    spell(before, &node, &keys, &mut edits);
    let mut text = with(before, edits)?;
    for _ in 0..MOST_ROUNDS {
        let (node, range) = read(&text)?;
        let mut edits = vec![];
        arrange(&text, (&node, range), &keys, &mut edits);
        if edits.is_empty() {
            break;
        }
        text = with(&text, edits)?;
    }
    let (node, _) = read(&text)?;
    let is_same = meaning(&node, &keys) == meant;
    (is_same && text != before).then(|| text.into_bytes())
}

fn with(text: &str, edits: Vec<Edit>) -> Option<String> {
    let fix = Fix::new(Words::new("", ""), edits);
    String::from_utf8(applied(text.as_bytes(), [&fix]).0).ok()
}

/// The key of a form that a name stands for, with its place among them.
fn known<'k>(keys: &'k [KeyShape], name: &str) -> Option<(usize, &'k KeyShape)> {
    keys.iter().enumerate().find(|(_, it)| it.russian == name || it.english == name)
}

/// Keys get their Russian names, words their first spelling, dates their usual form.
fn spell(text: &str, node: &Node, keys: &[KeyShape], edits: &mut Vec<Edit>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|it| spell(text, it, keys, edits)),
        Value::Table(entries) => {
            for (key, value) in entries {
                let Some((_, shape)) = known(keys, &key.name) else { continue };
                let both = |it: &crate::yaml::Key| it.name == shape.russian;
                if key.name != shape.russian && !entries.iter().any(|(it, _)| both(it)) {
                    edits.push(Edit::new(key.at.clone(), shape.russian));
                }
                spell_value(text, value, &shape.shape, edits);
            }
        }
        _ => {}
    }
}

fn spell_value(text: &str, node: &Node, shape: &Shape, edits: &mut Vec<Edit>) {
    match (&node.value, shape) {
        (Value::List(items), _) if !matches!(shape, Shape::Table(_)) => {
            items.iter().for_each(|it| spell_value(text, it, shape, edits));
        }
        (_, Shape::Table(keys)) => spell(text, node, keys, edits),
        (Value::Text(written), _) => {
            let first = first_spelling(written, shape);
            if let Some(first) =
                first.filter(|it| Some(it.as_str()) != text.get(node.at.clone()))
            {
                edits.push(Edit::new(node.at.clone(), first));
            }
        }
        _ => {}
    }
}

/// How a word of a closed list, an answer or a date is written.
fn first_spelling(written: &str, shape: &Shape) -> Option<String> {
    let folded = order::fold(written.trim());
    let among = |words: &[&str]| words.iter().any(|it| order::fold(it) == folded);
    match shape {
        Shape::Word(words) => words
            .iter()
            .find(|it| among(it))
            .and_then(|it| it.first())
            .map(|it| (*it).to_owned()),
        Shape::Yes if among(&["да", "yes", "true"]) => Some("да".to_owned()),
        Shape::Yes if among(&["нет", "no", "false"]) => Some("нет".to_owned()),
        Shape::Date => date::parse(written.trim()).map(date::short),
        _ => None,
    }
}

/// Puts the keys of every mapping into the order of its kind, the innermost first.
fn arrange(
    text: &str,
    (node, whole): (&Node, Range<usize>),
    keys: &[KeyShape],
    edits: &mut Vec<Edit>,
) {
    match &node.value {
        Value::List(items) => {
            items.iter().for_each(|it| arrange(text, (it, it.at.clone()), keys, edits));
        }
        Value::Table(entries) => {
            let before = edits.len();
            for (key, value) in entries {
                if let Some((_, KeyShape { shape: Shape::Table(keys), .. })) =
                    known(keys, &key.name)
                {
                    arrange(text, (value, value.at.clone()), keys, edits);
                }
            }
            if edits.len() == before {
                let rank = |name: &str| known(keys, name).map_or(usize::MAX, |it| it.0);
                edits.extend(reordered(text, &whole, entries, rank));
            }
        }
        _ => {}
    }
}

/// What a node says, whatever its spelling and the order of its keys.
fn meaning(node: &Node, keys: &[KeyShape]) -> String {
    value_meaning(node, &Shape::Table(keys.to_vec()))
}

fn value_meaning(node: &Node, shape: &Shape) -> String {
    match (&node.value, shape) {
        (Value::List(items), _) => {
            let items: Vec<_> = items.iter().map(|it| value_meaning(it, shape)).collect();
            format!("[{}]", items.join(","))
        }
        (Value::Table(entries), Shape::Table(keys)) => {
            let mut said: Vec<String> = entries
                .iter()
                .map(|(key, value)| match known(keys, &key.name) {
                    Some((_, it)) => {
                        format!("{}:{}", it.russian, value_meaning(value, &it.shape))
                    }
                    None => format!("{}:{}", key.name, says(value)),
                })
                .collect();
            said.sort_unstable();
            format!("{{{}}}", said.join(","))
        }
        (Value::Text(written), _) => {
            format!("{:?}", first_spelling(written, shape).unwrap_or_else(|| written.clone()))
        }
        _ => says(node),
    }
}
