//! `.pages.yml`: forms for Pages CMS.

use serde_json::{Map, Value, json};

use super::field::{Field, Input, fields, heading};
use crate::content::link::EntryKind;
use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};

/// The whole file.
pub(super) fn config(names: &Names) -> Value {
    let content: Vec<Value> = EntryKind::ALL.map(|it| collection(it, names)).into();
    json!({
        "media": { "input": "content/files", "output": "../files" },
        // Keys that a form does not know stay in the card.
        "settings": { "content": { "merge": true } },
        "content": content,
    })
}

fn collection(kind: EntryKind, names: &Names) -> Value {
    let form = Form::Entry(kind);
    let keys = form.keys();
    let mut shown: Vec<Value> = fields(form, &keys, names).iter().map(field).collect();
    shown.push(json!({ "name": "body", "label": "Текст", "type": "code", "options": { "language": "markdown" } }));
    json!({
        "name": kind.folder(),
        "label": help::about(form).0,
        "type": "collection",
        "path": format!("content/{}", kind.folder()),
        "format": "yaml-frontmatter",
        "filename": "{primary}.md",
        "view": { "primary": heading(&keys), "fields": [heading(&keys)] },
        "fields": shown,
    })
}

fn field(field_: &Field<'_>) -> Value {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("name", field_.key.russian.into());
    set("label", field_.label.as_str().into());
    set("description", field_.hint.into());
    set("required", field_.key.required.into());
    let many = field_.key.many;
    match &field_.entry {
        Input::Form(inner) => {
            set("type", "object".into());
            set("fields", inner.iter().map(field).collect::<Vec<_>>().into());
        }
        Input::Choice(options) if !options.is_empty() => {
            set("type", "select".into());
            set("options", json!({ "values": options, "multiple": many }));
        }
        Input::Entry(kind) => {
            let heading = heading(&Form::Entry(*kind).keys());
            set("type", "reference".into());
            let options = json!({
                "collection": kind.folder(),
                "multiple": many,
                "search": heading,
                "value": "{name}",
                "label": format!("{{fields.{heading}}}"),
            });
            set("options", options);
        }
        Input::Integer(low, high) => {
            set("type", "number".into());
            set("options", json!({ "min": low, "max": high }));
        }
        Input::Date => {
            set("type", "date".into());
            set("options", json!({ "format": "dd.MM.yyyy" }));
        }
        Input::Lines => drop(set("type", "text".into())),
        Input::Line | Input::Choice(_) | Input::Numbers => drop(set("type", "string".into())),
    }
    if many && matches!(field_.entry, Input::Form(_) | Input::Line | Input::Lines) {
        set("list", true.into());
    }
    shown.into()
}
