//! Remarks and their repairs, as the protocol tells them.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Server;
use super::position::{Span, bytes, span, text_of};
use super::workspace::Workspace;
use crate::diag::fix::{Edit, applied};
use crate::diag::{Diagnostic, Severity, Words};

/// A remark on a text.
pub(super) fn shown(server: &Server<'_>, remark: &Diagnostic, text: &str) -> Value {
    let say = |words: &Words| words.in_language(server.language).to_owned();
    let hint = remark.hint.as_ref().map_or(String::new(), |it| format!("\n{}", say(it)));
    let place = Workspace::place_of(remark);
    let related: Vec<Value> = remark
        .related
        .iter()
        .map(|(place, words)| {
            let text = text_of(server.workspace.linked_bytes(&place.file));
            let location = json!({
                "uri": server.uri(&place.file),
                "range": span(text, &(place.start..place.end)),
            });
            json!({ "location": location, "message": say(words) })
        })
        .collect();
    json!({
        "range": span(text, &(place.start..place.end)),
        "severity": match remark.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Note => 3,
        },
        "code": remark.code.name,
        "source": "novator",
        "message": format!("{}{hint}", say(&remark.message)),
        "relatedInformation": related,
    })
}

/// The repairs of what is said of some bytes of a file, and the one that makes all of its repairs.
pub(super) fn actions(server: &Server<'_>, file: &Arc<str>, wanted: Span) -> Value {
    let text = text_of(server.workspace.linked_bytes(file));
    let wanted = bytes(text, wanted);
    let remarks = server.workspace.remarks.get(file).map(Vec::as_slice).unwrap_or_default();
    let touches = |it: &&Diagnostic| {
        let place = Workspace::place_of(it);
        place.start <= wanted.end && wanted.start <= place.end
    };
    let mut actions: Vec<Value> = remarks
        .iter()
        .filter(touches)
        .filter_map(|remark| {
            let fix = remark.fix.as_ref()?;
            Some(json!({
                "title": fix.title.in_language(server.language),
                "kind": "quickfix",
                "isPreferred": true,
                "diagnostics": [shown(server, remark, text)],
                "edit": edit(server, file, text, &fix.edits),
            }))
        })
        .collect();
    let (mended, count) =
        applied(text.as_bytes(), remarks.iter().filter_map(|it| it.fix.as_ref()));
    if count > 0 {
        let title = Words::new("исправить всё, что можно", "repair all that can be");
        let whole = Edit::new(0..text.len(), text_of(&mended));
        actions.push(json!({
            "title": title.in_language(server.language),
            "kind": "source.fixAll",
            "edit": edit(server, file, text, &[whole]),
        }));
    }
    actions.into()
}

/// Changes of one file, in the state in which it is open.
fn edit(server: &Server<'_>, file: &Arc<str>, text: &str, edits: &[Edit]) -> Value {
    let version = server.workspace.documents.get(file).map(|it| it.version);
    let edits: Vec<Value> = edits
        .iter()
        .map(|it| json!({ "range": span(text, &(it.start..it.end)), "newText": it.text }))
        .collect();
    json!({ "documentChanges": [{
        "textDocument": { "uri": server.uri(file), "version": version },
        "edits": edits,
    }] })
}
