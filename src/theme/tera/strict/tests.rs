//! What a strict template looks like, and how its bytes find their way back.

use proptest::prelude::*;

use super::*;
use crate::theme::ThemeFile;

fn strict(source: &str) -> Strict {
    let text = "a: Список\nb: {c: 'Всё «это» \"да\"', d: '{n} раз', e_html: x}\n".as_bytes();
    let file = ThemeFile { path: "strings/ru.yaml".into(), bytes: text.into() };
    Strict::of(source, &Strings::read(&file).0)
}

/// The text with `⟨name⟩` for every check put in.
fn shown(source: &str) -> String {
    let mut text = strict(source).text;
    while let Some(start) = text.find(&format!(" | {FILTER}")) {
        let end = start + text[start..].find(')').expect("the filter is closed") + 1;
        text.replace_range(start..end, "⟩");
    }
    text.replace("(p", "⟨p")
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(shown(source), expected);
    let strict = strict(source);
    assert_eq!(strict.original(0..strict.text.len()), 0..source.len());
}

#[test]
fn names_are_checked_where_tera_does_not() {
    check("{% if p.a and not p %}", "{% if ⟨p.a⟩ and not ⟨p⟩ %}");
    check("{%- elif p == 'p' or 3 < p.b -%}", "{%- elif ⟨p⟩ == 'p' or 3 < ⟨p.b⟩ -%}");
    check("{{ p ~ \"p\\\"p\" ~ p[p.i].x }}", "{{ ⟨p⟩ ~ \"p\\\"p\" ~ ⟨p[⟨p.i⟩].x⟩ }}");
    check("{{ 'a' if p else p }}", "{{ 'a' if ⟨p⟩ else ⟨p⟩ }}");
    check("{% for q in p.list %}{% if p %}", "{% for q in ⟨p.list⟩ %}{% if ⟨p⟩ %}");
    check("{% for q in p.a | sort %}", "{% for q in ⟨p.a⟩ | sort %}");
    check("{% set q = p.a | upper %}", "{% set q = ⟨p.a⟩ | upper %}");
    check("{{ t(key='p', n=p.n) }}", "{{ t(key='p', n=⟨p.n⟩) }}");
    check("{{ p | safe }}", "{{ ⟨p⟩ | safe }}");
    check("{{ [q.p for q in p.a if p] }}", "{{ [(q.p⟩ for q in ⟨p.a⟩ if ⟨p⟩] }}");
}

#[test]
fn strings_that_nothing_fills_in_are_put_in() {
    check(
        "{{ t(key='a') }}{{ p ~ t(key=\"b.c\") }}",
        "{{ \"Список\" }}{{ ⟨p⟩ ~ 'Всё «это» \"да\"' }}",
    );
    check("{{ <p q={t(key='a')} /> }}", "{{ <p q={\"Список\"} /> }}");
    let strict = strict("{{ t(key='a') }}{{ p ~ 1 }}");
    let at = strict.text.find('p').expect("it stays");
    assert_eq!(strict.original(at..at + 1), 19..20);
}

#[test]
fn the_rest_stays_as_written() {
    for source in [
        "{{ p }} {{- p.a -}} {p} }} %}",
        "{% if p is defined %}{% if p.a is not undefined %}",
        "{{ p.a | default(value='p') }}{{ p?.a ~ '' }}{{ loop.first == true }}",
        "{% raw %}{% if p %}{{ p ~ p }}{% endraw %}",
        "{#{% if p %}#}{% set p %}{% block p %}{% include 'p' %}{% filter p %}",
        "{{ <p p=\"q\" p /> }}{% <p p> %}{% component q(a: string) %}",
        "{{ p ~ 'p }} {% if p",
        "{% if p[ %}",
        "{{ t(key='b.d', n=1) }}{{ t(key='b.d') }}{{ t(key='none') }}{{ t(key='b.e_html') }}",
    ] {
        check(source, source);
    }
}

proptest! {
    #[test]
    fn any_text_finds_its_way_back(pieces in proptest::collection::vec(
        proptest::sample::select(vec![
            "{{", "}}", "{%", "%}", "{#", "#}", "-", " if ", " for ", " in ", " set ", "p",
            ".", "[", "]", "?.", "(", ")", "|", "'", "\"", "\\", "=", "<", "is", " raw ", "ж",
            " endraw ", "{", "}", "not ", "default", "\n",
        ]),
        0..40,
    )) {
        let source = pieces.concat();
        let strict = strict(&source);
        prop_assert_eq!(strict.original(0..strict.text.len()), 0..source.len());
        let mut kept = strict.text.clone();
        for Change { start, added, .. } in strict.changes.iter().rev() {
            kept.replace_range(*start..start + added, "");
        }
        prop_assert_eq!(kept, source);
    }
}
