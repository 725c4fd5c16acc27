//! `admin/config.yml`: forms for Sveltia CMS and Decap CMS, which read the same file.

use serde_json::{Map, Value, json};

use super::field::{Field, Input, fields, heading};
use crate::content::link::EntryKind;
use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};

/// The whole file.
pub(super) fn config(names: &Names) -> Value {
    let collections: Vec<Value> = EntryKind::ALL.map(|it| collection(it, names)).into();
    json!({
        "backend": { "name": "gitlab", "repo": "organisation/site", "branch": "main" },
        "media_folder": "content/files",
        "public_folder": "/files",
        "slug": { "encoding": "ascii", "clean_accents": true },
        "output": {
            "omit_empty_optional_fields": true,
            "yaml": { "quote": "none", "indent_size": 2, "indent_sequences": true },
        },
        "collections": collections,
    })
}

fn collection(kind: EntryKind, names: &Names) -> Value {
    let form = Form::Entry(kind);
    let keys = form.keys();
    let (label, description) = help::about(form);
    let mut shown: Vec<Value> = fields(form, &keys, names).iter().map(widget).collect();
    shown.push(json!({
        "name": "body",
        "label": "Текст",
        "widget": "markdown",
        // The other mode would set the author's Markdown anew.
        "modes": ["raw"],
        "required": false,
    }));
    json!({
        "name": kind.folder(),
        "label": label,
        "description": description,
        "folder": format!("content/{}", kind.folder()),
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": true,
        "identifier_field": heading(&keys),
        "summary": format!("{{{{{}}}}}", heading(&keys)),
        "fields": shown,
    })
}

fn widget(field: &Field<'_>) -> Value {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("name", field.key.russian.into());
    set("label", field.label.as_str().into());
    set("hint", field.hint.into());
    set("required", field.key.required.into());
    let many = field.key.many;
    match &field.entry {
        Input::Form(inner) => {
            set("widget", if many { "list" } else { "object" }.into());
            set("collapsed", true.into());
            set("fields", inner.iter().map(widget).collect::<Vec<_>>().into());
        }
        Input::Choice(options) if !options.is_empty() => {
            set("widget", "select".into());
            set("options", options.clone().into());
            set("multiple", many.into());
        }
        Input::Entry(kind) => {
            let heading = heading(&Form::Entry(*kind).keys());
            set("widget", "relation".into());
            set("collection", kind.folder().into());
            set("value_field", "{{slug}}".into());
            set("search_fields", json!([heading, "{{slug}}"]));
            set("display_fields", json!([format!("{{{{{heading}}}}}")]));
            set("multiple", many.into());
        }
        Input::Integer(low, high) => {
            set("widget", "number".into());
            set("value_type", "int".into());
            set("min", (*low).into());
            set("max", (*high).into());
        }
        Input::Date => {
            set("widget", "datetime".into());
            set("format", "DD.MM.YYYY".into());
            set("date_format", "DD.MM.YYYY".into());
            set("time_format", false.into());
        }
        Input::Numbers => drop(set("widget", "keyvalue".into())),
        Input::Line | Input::Lines | Input::Choice(_) if many => {
            set("widget", "list".into());
            let one = json!({ "name": "item", "label": field.label, "widget": "string" });
            set("field", one);
        }
        Input::Lines => drop(set("widget", "text".into())),
        Input::Line | Input::Choice(_) => drop(set("widget", "string".into())),
    }
    shown.into()
}
