//! `frontmatter.json`: forms for the Front Matter extension of VS Code.

use serde_json::{Map, Value, json};

use super::field::{Field, Input, fields};
use crate::content::link::EntryKind;
use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};

/// The whole file.
pub(super) fn config(names: &Names) -> Value {
    let folders = EntryKind::ALL.map(|kind| {
        let (title, _) = help::about(Form::Entry(kind));
        json!({
            "title": title,
            "path": format!("[[workspace]]/content/{}", kind.folder()),
            "contentTypes": [kind.folder()],
        })
    });
    let mut groups = vec![];
    let types = EntryKind::ALL.map(|kind| {
        let form = Form::Entry(kind);
        let keys = form.keys();
        let mut writer = Writer { kind, groups: &mut groups };
        let shown = writer.all(&fields(form, &keys, names));
        json!({ "name": kind.folder(), "pageBundle": false, "fields": shown })
    });
    json!({
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.framework.id": "other",
        "frontMatter.content.publicFolder": "content/files",
        "frontMatter.content.pageFolders": folders,
        "frontMatter.content.draftField": {
            "name": "черновик",
            "type": "choice",
            "choices": ["да", "нет"],
        },
        "frontMatter.taxonomy.dateFormat": "dd.MM.yyyy",
        "frontMatter.taxonomy.contentTypes": types,
        "frontMatter.taxonomy.fieldGroups": groups,
    })
}

struct Writer<'a> {
    kind: EntryKind,
    /// Forms inside lists stand apart, under a name.
    groups: &'a mut Vec<Value>,
}

impl Writer<'_> {
    fn all(&mut self, fields: &[Field<'_>]) -> Vec<Value> {
        fields.iter().map(|it| self.field(it)).collect()
    }

    fn field(&mut self, field: &Field<'_>) -> Value {
        let mut shown = Map::new();
        let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
        set("title", field.label.as_str().into());
        set("name", field.key.russian.into());
        set("description", field.hint.into());
        set("required", field.key.required.into());
        let many = field.key.many;
        match &field.entry {
            Input::Form(inner) if many => {
                let id = format!("{}-{}", self.kind.folder(), field.key.english);
                let group = json!({ "id": id, "fields": self.all(inner) });
                self.groups.push(group);
                set("type", "block".into());
                set("fieldGroup", id.into());
            }
            Input::Form(inner) => {
                set("type", "fields".into());
                set("fields", self.all(inner).into());
            }
            Input::Choice(options) if !options.is_empty() => {
                set("type", "choice".into());
                set("choices", options.clone().into());
                set("multiple", many.into());
            }
            Input::Entry(kind) => {
                set("type", "contentRelationship".into());
                set("contentTypeName", kind.folder().into());
                set("contentTypeValue", "slug".into());
                set("multiple", many.into());
            }
            Input::Integer(low, high) => {
                set("type", "number".into());
                set("numberOptions", json!({ "min": low, "max": high }));
            }
            Input::Date => drop(set("type", "datetime".into())),
            Input::Line | Input::Lines | Input::Choice(_) | Input::Numbers if many => {
                drop(set("type", "list".into()));
            }
            Input::Line | Input::Choice(_) | Input::Numbers => {
                set("type", "string".into());
                set("single", true.into());
            }
            Input::Lines => drop(set("type", "string".into())),
        }
        shown.into()
    }
}
