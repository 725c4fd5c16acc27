//! The same templates in both languages: what they share gives the same output.

use serde_json::{Value, json};

use super::*;
use crate::view::Object;

const STRINGS: &str = "projects:\n  title: Проекты & люди\n  by: Ведёт {name}\n\
    count:\n  projects:\n    one: '{n} проект'\n    few: '{n} проекта'\n\
    \u{20}   many: '{n} проектов'\n\
    see_html: '<b>{name}</b>'\n";

const PARTS: [(&str, &str); 3] = [
    ("base.html", "<{% block head %}base{% endblock %}|{% block body %}{% endblock %}>\n"),
    ("parts/card.html", "[{{ item.name }}]"),
    ("parts/broken.html", "x\n{{ item.nmae }}"),
];

fn view() -> Value {
    json!({
        "title": "Ай & «Би»", "path": "a/b", "quote": "\"'<>", "body_html": "<p>да</p>",
        "count": 5, "big": 1_234_567, "none": null, "yes": true, "empty": [],
        "names": ["А", "<Б>"], "item": {"name": "В", "kind": null},
        "items": [{"name": "1", "tags": ["x", "y"]}, {"name": "2", "tags": []}],
    })
}

fn whole_view() -> View<'static> {
    View::from(Box::new(view()) as Object<'_>)
}

fn files(settings: &str, template: &str) -> Themes {
    let mut files =
        vec![("a/theme.yaml".to_owned(), settings), ("a/strings/ru.yaml".to_owned(), STRINGS)];
    files.push(("a/templates/page.html".to_owned(), template));
    for (name, text) in PARTS {
        files.push((format!("a/templates/{name}"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|it| (it.0.as_str(), it.1)).collect();
    themes(&files)
}

fn rendered(settings: &str, template: &str) -> Result<String, String> {
    let themes = files(settings, template);
    let (theme, diagnostics) = load(&themes, "a", None);
    match theme {
        Some(theme) => match theme.render("page", &whole_view()) {
            Ok(bytes) => Ok(String::from_utf8(bytes).expect("engines write UTF-8")),
            Err(error) => Err(shown(&error, &themes)),
        },
        None => Err(diagnostics.iter().map(|it| shown(it, &themes)).collect()),
    }
}

#[track_caller]
fn check(template: &str, expected: &str) {
    assert_eq!(rendered(MINIJINJA, template).as_deref(), Ok(expected), "MiniJinja");
    assert_eq!(rendered(TERA, template).as_deref(), Ok(expected), "Tera");
}

/// What both say; `*` stands for words that differ.
#[track_caller]
fn check_error(template: &str, expected: &str) {
    for settings in [MINIJINJA, TERA] {
        let told = rendered(settings, template).expect_err(settings);
        match expected.strip_suffix('*') {
            Some(beginning) => assert!(told.starts_with(beginning), "{told}"),
            None => assert_eq!(told, expected, "{settings}"),
        }
    }
}

#[test]
fn output_is_escaped() {
    check("{{ title }}", "Ай &amp; «Би»");
    check("{{ path }}", "a/b");
    check("{{ quote }}", "&quot;&#39;&lt;&gt;");
    check("{{ quote | escape }}", "&quot;&#39;&lt;&gt;");
    check("{{ body_html }}", "&lt;p&gt;да&lt;/p&gt;");
    check("{{ body_html | safe }}", "<p>да</p>");
    check("{{ yes }} {{ none }} {{ count }} {{ 1.5 }}", "true  5 1.5");
    check("{{ title ~ count }}\n", "Ай &amp; «Би»5\n");
    check("{% raw %}{{ x }}{% endraw %}{# x #}", "{{ x }}");
    check(
        "{% set x = title %}{{ x }}{% set y %}<{{ path }}>{% endset %}{{ y }}",
        "Ай &amp; «Би»<a/b>",
    );
}

#[test]
fn filters_agree() {
    check("{{ big | number }} {{ count | number }}", "1\u{a0}234\u{a0}567 5");
    check("{{ names | length }} {{ title | length }} {{ empty | length }}", "2 9 0");
    check("{{ names | join(sep=', ') }}", "А, &lt;Б&gt;");
    check("{{ names | join }}", "А&lt;Б&gt;");
    check("{{ [body_html | safe, title] | join(sep=' & ') }}", "<p>да</p> &amp; Ай &amp; «Би»");
    check("{{ none | default(value='—') }} {{ item.kind | default(value='—') }}", "— —");
    check("{{ nothing | default(value='—') }} {{ item.no | default(value='—') }}", "— —");
    check(
        "{{ title | default(value='—') }} {{ empty | default(value='—') | length }}",
        "Ай &amp; «Би» 0",
    );
    check(
        "{{ title | upper }} {{ title | lower }} {{ ' a ' | trim }}",
        "АЙ &amp; «БИ» ай &amp; «би» a",
    );
    check(
        "{{ names | first }} {{ names | last }} {{ names | reverse | first }}",
        "А &lt;Б&gt; &lt;Б&gt;",
    );
}

#[test]
fn conditions_and_loops_agree() {
    check("{% if yes and not none %}1{% elif count %}2{% else %}3{% endif %}", "1");
    check("{% if empty or none or count > 5 %}1{% elif count == 5 %}2{% endif %}", "2");
    check("{% if 'А' in names and 'В' not in names %}1{% endif %}", "1");
    check(
        "{{ 'да' if title is defined else 'нет' }} {{ 'да' if other is defined else 'нет' }}",
        "да нет",
    );
    check(
        "{{ none is none }} {{ title is string }} {{ count is odd }} {{ item.no is undefined }}",
        "true true true true",
    );
    check(
        "{% for it in items %}{% if not loop.first %}, {% endif %}\
         {{ loop.index }}/{{ loop.length }} {{ it.name }}\
         {% for tag in it.tags %}-{{ tag }}{% else %}!{% endfor %}{% endfor %}",
        "1/2 1-x-y, 2/2 2!",
    );
    check("{{ 5 + 2 }} {{ 7 - 9 }} {{ 2 * 3 }} {{ 7 / 2 }} {{ 6 / 2 }}", "7 -2 6 3.5 3.0");
    check("{{ count >= 5 and count <= 5 and not count < 5 and count != 4 }}", "true");
    check("{{ count is number }} {{ count is even }} {{ 'и' in title }}", "true false true");
    check(
        "{% for it in items %}{% set x = it.name ~ loop.index0 %}{{ x }}\
         {% if loop.last %}.{% endif %}{% endfor %}",
        "1021.",
    );
    check("{% for it in empty %}x{% else %}пусто{% endfor %}", "пусто");
    check("a \n {%- if yes -%} \n b{% endif %}", "ab");
}

#[test]
fn inheritance_and_includes_agree() {
    check(
        "{% extends 'base.html' %}\n{% block body %}{{ title }}{% endblock %}\n",
        "<base|Ай &amp; «Би»>\n",
    );
    check(
        "{% extends 'base.html' %}{% block head %}{{ super() }}+{% endblock %}",
        "<base+|>\n",
    );
    check("{% include 'parts/card.html' %}", "[В]");
    check("{% for item in items %}{% include 'parts/card.html' %}{% endfor %}", "[1][2]");
    check("{% set item = items[1] %}{% include 'parts/card.html' %}", "[2]");
}

#[test]
fn strings_agree() {
    check("{{ t(key='projects.title') }}", "Проекты &amp; люди");
    check("{{ t(key='projects.' ~ 'title') }}", "Проекты &amp; люди");
    for (n, expected) in [
        (1, "1 проект"),
        (2, "2 проекта"),
        (5, "5 проектов"),
        (11, "11 проектов"),
        (21, "21 проект"),
    ] {
        check(&format!("{{{{ t(key='count.projects', n={n}) }}}}"), expected);
    }
    check("{{ t(key='count.projects', n=items | length) }}", "2 проекта");
    check("{{ t(key='projects.by', name=title) }}", "Ведёт Ай &amp; «Би»");
    check("{{ t(key='see_html', name=names[1]) }}", "<b>&lt;Б&gt;</b>");
    check("{{ t(key='see_html', name=body_html | safe) }}", "<b><p>да</p></b>");
    check("{{ t(key='see_html', name=count) }}", "<b>5</b>");
}

#[test]
fn undefined_names_are_errors() {
    let top =
        "есть: big, body_html, count, empty, item, items, names, none, path, quote, title, yes";
    let error = |name: &str| {
        format!(
            "[template] a/templates/page.html «{name}» шаблон «page.html», строка 2: «{name}» \
             не определено; {top}"
        )
    };
    for template in [
        "{{ titel }}",
        "{% if titel %}{% endif %}",
        "{{ titel | upper }}",
        "{{ titel | safe }}",
        "{{ titel == 1 }}",
        "{{ 'x' ~ titel }}",
        "{{ 'x' if not titel else 'y' }}",
        "{{ titel[0] }}",
        "{% for x in titel %}{% endfor %}",
        "{{ titel | number }}",
        "{{ titel | join(sep='') }}",
        "{{ titel | length }}",
        "{{ t(key=titel) }}",
        "{{ t(key='projects.by', name=titel) }}",
        "{% set x = titel ~ 1 %}",
        "{{ titel.name }}",
        "{{ titel in names }}",
    ] {
        check_error(&format!("ы\n{template}"), &error("titel"));
    }
}

#[test]
fn undefined_attributes_are_errors() {
    check_error("{{ names[7] }}", "[template] a/templates/page.html «names[7*");
    check_error("{{ names[titel] }}", "[template] a/templates/page.html «*");
    let item = "[template] a/templates/page.html «item.nmae» шаблон «page.html», строка 1: \
        «item.nmae» не определено; есть: kind, name";
    for template in ["{{ item.nmae }}", "{% if item.nmae %}{% endif %}", "{{ item.nmae.x }}"] {
        check_error(template, item);
    }
    check_error(
        "{% for item in items %}{% include 'parts/broken.html' %}{% endfor %}",
        "[template] a/templates/parts/broken.html «item.nmae» шаблон «parts/broken.html», \
         строка 2: *",
    );
    let looped = "[template] a/templates/page.html «it.no» шаблон «page.html», строка 1: \
        «it.no» не определено";
    check_error("{% for it in items %}{{ it.no == 1 }}{% endfor %}", looped);
    check_error(
        "{% extends 'base.html' %}{% block body %}{{ it.no }}{% endblock %}",
        "[template] a/templates/page.html «it*",
    );
}

#[test]
fn missing_strings_are_errors() {
    check_error(
        "{{ t(key='projects.titel') }}",
        "[missing-string] a/templates/page.html «t(key='projects.titel')» шаблон «page.html», \
         строка 1: в теме нет строки «projects.titel»",
    );
    check_error(
        "{{ t(key='count.projects') }}",
        "[missing-string] a/templates/page.html «t(key='count.projects')» шаблон «page.html», \
         строка 1: строке «count.projects» нужен n: целое число не меньше нуля",
    );
    check_error(
        "{{ t(key='projects.by') }}",
        "[template] a/templates/page.html «t(key='projects.by')» шаблон «page.html», строка 1: \
         строке «projects.by» нужен аргумент «name»",
    );
    check_error(
        "{{ t(key='projects.by', name=names) }}",
        "[template] a/templates/page.html «t(*",
    );
    check_error("{{ t(name='x') }}", "[template] a/templates/page.html «t(name='x')» *");
    check_error("{{ t('projects.title') }}", "[template] a/templates/page.html *");
    check_error("{{ title | number }}", "[template] a/templates/page.html «number» *");
    for settings in [MINIJINJA, TERA] {
        let theme = load(&files(settings, "{{ t(key='projects.titel') }}"), "a", None).0;
        let error = theme.expect("the template is readable").render("page", &whole_view());
        let hint = error.expect_err("the string is missing").hint.map(|it| it.ru);
        assert_eq!(
            hint.as_deref(),
            Some("похоже, имелось в виду: «projects.title», «projects.by»")
        );
    }
}

#[test]
fn other_mistakes_are_errors_too() {
    check_error("{{ 1 / 0 }}", "[template] a/templates/page.html *");
    check_error("{{ title | uper }}", "[template] a/templates/page.html «uper» *");
    check_error("{% include 'parts/crad.html' %}", "[template] a/templates/page.html *");
    check_error("{% extends 'page.html' %}", "[template] a/templates/page.html *");
    check_error("{% include 'page.html' %}", "[template] a/templates/page.html *");
    for settings in [MINIJINJA, TERA] {
        let (theme, _) = load(&files(settings, ""), "a", None);
        let theme = theme.expect("all templates are readable");
        let error =
            theme.render("pages", &whole_view()).expect_err("there is no such template");
        let list = "base.html, page.html, parts/broken.html, parts/card.html";
        assert_eq!(error.message.ru, format!("в теме нет шаблона «pages.html»; есть: {list}"));
    }
}

#[test]
fn checking_names_costs_tera_no_depth() {
    let readable = |expression: &str, depth: usize| {
        let (open, close) = ("(".repeat(depth), ")".repeat(depth));
        rendered(TERA, &format!("{{{{ {open}{expression}{close} }}}}")).as_deref() == Ok("true")
    };
    let limit = (1..99).find(|depth| !readable("5 == 5", *depth)).expect("Tera has a limit");
    for depth in limit - 3..=limit {
        assert_eq!(readable("count == 5", depth), depth < limit, "{depth}");
    }
}
