//! Cursors in whole and in half typed cards; `‸` is where one stands.

use super::*;
use crate::content::link::EntryKind;

#[track_caller]
fn check(marked: &str, expected: &str) {
    let byte = marked.find('‸').expect("there is a cursor");
    let text = marked.replace('‸', "");
    let found = cursor(Form::Entry(EntryKind::Project), &text, byte);
    let shown = found.map_or("-".to_owned(), |it| {
        let word = &text[it.at];
        match it.spot {
            Spot::Key { path, taken } => {
                format!("key `{word}` in /{} beside {}", path.join("/"), taken.join(","))
            }
            Spot::Value { path, within: Within::Block } => {
                format!("value `{word}` of /{}", path.join("/"))
            }
            Spot::Value { path, .. } => format!("bracketed `{word}` of /{}", path.join("/")),
            Spot::Link => format!("link `{word}`"),
            Spot::CodeName => format!("code `{word}`"),
            Spot::CodeKey { code, taken } => {
                format!("key `{word}` of code {code} beside {}", taken.join(","))
            }
            Spot::CodeValue { code, key } => format!("value `{word}` of code {code}.{key}"),
        }
    });
    assert_eq!(shown, expected, "{marked}");
}

#[test]
fn keys_and_values_of_cards() {
    check("---\n‸\n---\n", "key `` in / beside ");
    check("---\nтема: А\nста‸\nгод: 1\n---\n", "key `ста` in / beside тема,год");
    check("---\nста‸тус: x\n---\n", "key `статус` in / beside ");
    check("---\nстатус: р‸ц\n---\n", "value `рц` of /статус");
    check("---\nстатус:‸\n---\n", "value `` of /статус");
    check("---\nстатус: ‸\n", "value `` of /статус");
    check("---\nстатусы:\n  - р‸\n---\n", "value `р` of /статусы");
    check("---\nстатусы:\n- ‸\n---\n", "value `` of /статусы");
}

#[test]
fn mappings_in_lists() {
    check(
        "---\nучастники:\n  - организация: x\n    ро‸\n---\n",
        "key `ро` in /участники beside организация",
    );
    check(
        "---\nучастники:\n  - роль: x\n  - организация: с‸\n---\n",
        "value `с` of /участники/организация",
    );
    check("---\nучастники:\n- организация: x\n  роль: ‸\n---\n", "value `` of /участники/роль");
    check(
        "---\nучастники:\n  - {организация: a, ‸, роль: b}\n---\n",
        "key `` in /участники beside организация,роль",
    );
    check(
        "---\nучастники:\n  - {организация: «a», роль: к‸о}\n---\n",
        "bracketed `ко` of /участники/роль",
    );
    check("---\nу: [{а: '{', б: ‸\n---\n", "bracketed `` of /у/б");
    check("---\nстатусы: [а, б‸]\n---\n", "bracketed `б` of /статусы");
    check("---\nтема: Тема [1‸\n---\n", "value `Тема [1` of /тема");
}

#[test]
fn links_and_short_codes() {
    check("---\n---\nСм. [А](проект:х‸у) и", "link `проект:ху`");
    check("---\n---\nСм. [А](‸", "link ``");
    check("---\n---\n[а]: ‸проект:x", "link `проект:x`");
    check("---\n---\nСм. (‸", "-");
    check("---\n---\n{{ чи‸сло год=1 }}", "code `число`");
    check("---\n---\n{{‸", "code ``");
    check("---\n---\n{{ число год=1 по‸ }}", "key `по` of code число beside год");
    check("---\n---\n{{ число тип=\"а б‸\" }}", "value `\"а б\"` of code число.тип");
    check("---\n---\n{{ число год=‸ }}", "value `` of code число.год");
    check("---\n---\n{{ число год=1 }} ‸", "-");
}

/// Whatever is typed, and wherever the cursor stands.
#[test]
fn nothing_half_typed_is_too_much() {
    let text = "---\nтема: «А» [б\n - {в: 'г, \"д: }]\n-\n- - е:\nж\t: |\n---\n[а](б:{{ в г=\"д }}\n[е]: ж {{ з и=к\n";
    for (cut, _) in text.char_indices() {
        for form in [Form::Entry(EntryKind::Project), Form::Settings] {
            for (at, _) in text[..cut].char_indices() {
                if let Some(found) = cursor(form, &text[..cut], at) {
                    assert!(text[..cut].get(found.at.clone()).is_some(), "{cut} {at}");
                }
            }
        }
    }
}
