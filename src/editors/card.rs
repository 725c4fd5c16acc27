//! Cards filled in with the examples of their keys: to begin with, and to show.

use crate::content::link::EntryKind;
use crate::content::schema::{Form, help};
use crate::yaml::schema::KeyShape;

/// A card with the keys that must not be missing, each with its example as the text to replace.
pub fn snippet(kind: EntryKind) -> String {
    let mut stop = 0;
    let card = card(
        kind,
        |key| key.required,
        |value| {
            stop += 1;
            let escaped = value.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
            format!("${{{stop}:{escaped}}}")
        },
    );
    format!("{card}\n$0\n")
}

/// A card with every key and its example.
pub fn whole(kind: EntryKind) -> String {
    card(kind, |_| true, |value| value.to_owned())
}

fn card(
    kind: EntryKind,
    wanted: impl Fn(&KeyShape) -> bool,
    mut shown: impl FnMut(&str) -> String,
) -> String {
    let form = Form::Entry(kind);
    let mut card = "---\n".to_owned();
    for key in form.keys().iter().filter(|it| wanted(it)) {
        let example = help::of(form, key.russian).and_then(|it| it.example.as_deref());
        card += &line(key.russian, &shown(example.unwrap_or_default()));
    }
    card + "---\n"
}

/// `ключ: значение`, or the value below its key where it takes lines of its own.
pub fn line(key: &str, value: &str) -> String {
    let below =
        value.contains('\n') || value.trim_start_matches("${1234567890:").starts_with("- ");
    match below {
        false => format!("{key}: {value}\n"),
        true => {
            let value = value.replace('\n', "\n  ");
            format!("{key}:\n  {value}\n")
        }
    }
}
