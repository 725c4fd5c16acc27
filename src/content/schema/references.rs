//! Where the files of a site name each other: in keys that hold ids or terms, and in links of
//! texts. What renaming and jumping are made from.

use std::ops::Range;
use std::sync::Arc;

use super::Form;
use crate::content::body;
use crate::content::entry::{split, whole};
use crate::content::link::{EntryKind, Target, target};
use crate::diag::Place;
use crate::source::{SourceFile, Sources};
use crate::yaml::reading::Reading;
use crate::yaml::schema::Register;
use crate::yaml::table::Table;
use crate::yaml::{self, Node, Value};

/// One naming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Where the name is to be found.
    pub register: Register,
    /// The id or term.
    pub name: String,
    /// Its bytes, without quotes around them where that can be told.
    pub place: Place,
}

/// Everything that the files of a site name.
pub fn all(sources: &Sources) -> Vec<Naming> {
    sources.content.values().flat_map(of_file).collect()
}

/// Everything that one file names, in its order.
pub fn of_file(file: &SourceFile) -> Vec<Naming> {
    let (Some(form), Ok(text)) = (Form::of(&file.path), std::str::from_utf8(file.bytes()))
    else {
        return vec![];
    };
    let mut reading = Reading::of_references(&file.path, text);
    let mut links = vec![];
    match form {
        Form::Entry(_) => {
            let Some(parts) = split(&mut reading) else { return vec![] };
            let (node, _) = yaml::parse(&file.path, text, parts.matter.clone());
            form.ask(Table::new(&mut reading, whole(node, &parts)));
            links = of_text(&mut reading, parts.body);
        }
        _ => {
            let (node, _) = yaml::parse(&file.path, text, 0..text.len());
            let items = match node {
                Some(Node { value: Value::List(items), .. }) => items,
                Some(other) => vec![other],
                None => vec![],
            };
            for item in items {
                form.ask(Table::new(&mut reading, item));
            }
        }
    }
    let in_keys = reading.into_references().into_iter().map(|it| {
        let at = bare(text, &it.name.at, &it.name.value);
        naming(file, it.register, &it.name.value, at)
    });
    in_keys
        .chain(links.into_iter().map(|(kind, id, at)| naming(file, kind.folder(), &id, at)))
        .collect()
}

fn naming(file: &SourceFile, register: Register, name: &str, at: Range<usize>) -> Naming {
    let place = Place::new(&Arc::clone(&file.path), at);
    Naming { register, name: name.to_owned(), place }
}

/// A value without its quotes.
fn bare(text: &str, at: &Range<usize>, value: &str) -> Range<usize> {
    let found = text.get(at.clone()).and_then(|it| it.find(value));
    found.map_or(at.clone(), |it| at.start + it..at.start + it + value.len())
}

/// Entries that the links of a text lead to, with the bytes of their ids.
fn of_text(
    reading: &mut Reading<'_>,
    range: Range<usize>,
) -> Vec<(EntryKind, String, Range<usize>)> {
    let (source, file) = (reading.source, reading.file);
    let links = body::parse(reading, range.clone()).links;
    let mut found: Vec<_> = links
        .into_iter()
        .filter_map(|link| {
            let Target::Entry { kind, id, .. } = link.target else { return None };
            // Of a link by reference the address stands elsewhere, and is found there.
            let at = id_in(source, &link.at, kind, &id)?;
            Some((kind, id, at))
        })
        .collect();
    let mut start = range.start;
    for line in source[range].split_inclusive('\n') {
        let whole = start..start + line.len();
        start = whole.end;
        let Some((_, address)) =
            line.trim_start().strip_prefix('[').and_then(|it| it.split_once("]:"))
        else {
            continue;
        };
        let address = address.split_whitespace().next().unwrap_or_default();
        if let Ok(Target::Entry { kind, id, .. }) = target(address, file)
            && let Some(at) = id_in(source, &whole, kind, &id)
        {
            found.push((kind, id, at));
        }
    }
    found.sort_by_key(|it| it.2.start);
    found.dedup();
    found
}

/// The last place of an id behind its prefix, or before `.md`.
fn id_in(source: &str, at: &Range<usize>, kind: EntryKind, id: &str) -> Option<Range<usize>> {
    let text = source.get(at.clone())?;
    let ends = |end: usize| {
        !text[end..].starts_with(|it: char| it.is_ascii_alphanumeric() || it == '-')
    };
    let prefixed = kind.prefixes().map(|it| format!("{it}:"));
    let behind = prefixed.iter().filter_map(|prefix| {
        let start = text.rfind(&format!("{prefix}{id}"))? + prefix.len();
        ends(start + id.len()).then_some(start)
    });
    let before = text.rfind(&format!("{id}.md")).filter(|it| {
        let before = &text[..*it];
        before.ends_with(['/', '(', '<', ' '])
    });
    let start = behind.max().or(before)? + at.start;
    Some(start..start + id.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_keys_and_links() {
        let sources = Sources::from_text(
            "//- content/projects/a.md\n---\nтема: Один\nучастники:\n  - {организация: 'ml-1', роль: координатор}\n\
             история: [{год: 2024, состояние: присвоен, приказ: p-1}]\n---\n\
             [А](document:p-1#x) и [Б](../organisations/ml-1.md), [В][в], [Г](b.md).\n\n[в]: проект:b\n\
             //- content/data/statuses.yaml\n- {ключ: rc, название: РЦ, источник: p-1}\n",
        );
        let found: Vec<String> = all(&sources)
            .iter()
            .map(|it| {
                let bytes = sources.bytes(&it.place.file).expect("it is there");
                let text =
                    std::str::from_utf8(&bytes[it.place.start..it.place.end]).expect("text");
                assert_eq!(text, it.name);
                format!("{} {}", it.register, it.name)
            })
            .collect();
        assert_eq!(
            found,
            [
                "documents p-1",
                "organisations ml-1",
                "documents p-1",
                "documents p-1",
                "organisations ml-1",
                "projects b",
                "projects b",
            ]
        );
    }
}
