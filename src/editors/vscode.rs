//! `.vscode/`: schemas for data files, snippets of cards, a task that checks them.

use serde_json::{Map, Value, json};

use super::card;
use super::json_schema::schema;
use crate::content::link::EntryKind;
use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};

/// Each file with its path and its JSON.
pub(super) fn files(names: &Names) -> Vec<(String, Value)> {
    let mut files = vec![
        (".vscode/settings.json".to_owned(), settings()),
        (".vscode/extensions.json".to_owned(), extensions()),
        (".vscode/tasks.json".to_owned(), tasks()),
        (".vscode/novator.code-snippets".to_owned(), snippets()),
    ];
    files.extend(Form::all().map(|it| (schema_path(it), schema(it, names))));
    files
}

fn schema_path(form: Form) -> String {
    format!(".vscode/schemas/{}.json", form.names()[1])
}

fn settings() -> Value {
    let of_data = Form::all().filter(|it| !matches!(it, Form::Entry(_)));
    let schemas: Map<String, Value> =
        of_data.map(|it| (format!("./{}", schema_path(it)), it.files().into())).collect();
    json!({
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": true,
        "editor.insertSpaces": true,
        "editor.tabSize": 2,
        "editor.wordWrap": "on",
        "editor.unicodeHighlight.allowedLocales": { "ru": true },
        "yaml.schemas": schemas,
        "glspc.server.command": "novator",
        "glspc.server.commandArguments": ["lsp"],
        "glspc.server.languageId": ["markdown", "yaml"],
    })
}

fn extensions() -> Value {
    let recommended =
        ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter", "zsol.vscode-glspc"];
    json!({ "recommendations": recommended })
}

fn tasks() -> Value {
    let matcher = |word: &str, severity: &str| {
        json!({
            "owner": "novator",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "severity": severity,
            "pattern": [
                { "regexp": format!("^{word}\\[([a-z0-9-]+)\\]: (.*)$"), "code": 1, "message": 2 },
                { "regexp": "╭▸ (.+):(\\d+):(\\d+)$", "file": 1, "line": 2, "column": 3 },
            ],
        })
    };
    json!({
        "version": "2.0.0",
        "tasks": [
            {
                "label": "novator: проверить",
                "type": "shell",
                "command": "novator check --color never",
                "group": { "kind": "build", "isDefault": true },
                "problemMatcher": [
                    matcher("ошибка", "error"),
                    matcher("предупреждение", "warning"),
                ],
            },
            { "label": "novator: просмотр", "type": "shell", "command": "novator serve", "isBackground": true, "problemMatcher": [] },
        ],
    })
}

fn snippets() -> Value {
    let snippets: Map<String, Value> = EntryKind::ALL
        .into_iter()
        .map(|kind| {
            let [ru, _] = kind.prefixes();
            let (_, about) = help::about(Form::Entry(kind));
            let body: Vec<String> = card::snippet(kind).lines().map(str::to_owned).collect();
            let snippet = json!({
                "scope": "markdown",
                "prefix": ru,
                "description": about,
                "body": body,
            });
            (format!("novator: {ru}"), snippet)
        })
        .collect();
    snippets.into()
}
