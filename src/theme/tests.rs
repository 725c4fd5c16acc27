//! Whole themes: chains, overlay, and what is wrong with them.

use super::*;

mod contrast;
mod templates;

pub(super) const MINIJINJA: &str = "название: Первая\nдоговор: 1\nдвижок: minijinja\n";
pub(super) const TERA: &str = "название: Вторая\nдоговор: 1\nдвижок: tera\n";

/// Themes from `theme/path` and the text of the file.
pub(super) fn themes(files: &[(&str, &str)]) -> Themes {
    let mut themes = Themes::new();
    for (path, text) in files {
        let (theme, inside) = path.split_once('/').expect("a path begins with its theme");
        let file =
            ThemeFile { path: format!("themes/{path}").into(), bytes: text.as_bytes().into() };
        themes.entry(theme.to_owned()).or_default().insert(inside.to_owned(), file);
    }
    themes
}

/// `[code] file «bytes» message` of a remark about one of these files.
pub(super) fn shown(diagnostic: &Diagnostic, themes: &Themes) -> String {
    let place = diagnostic.place.as_ref().map(|place| {
        let files = themes.values().flat_map(BTreeMap::values);
        let file = files.into_iter().find(|it| it.path == place.file);
        let bytes = &file.expect("a place is in a file of the theme").bytes;
        let text = String::from_utf8_lossy(&bytes[place.start..place.end]);
        format!(" {} «{text}»", place.file.trim_start_matches("themes/"))
    });
    format!("[{}]{} {}", diagnostic.code.name, place.unwrap_or_default(), diagnostic.message.ru)
}

#[track_caller]
fn loaded(files: &[(&str, &str)], name: &str) -> Theme {
    let (theme, diagnostics) = load(&themes(files), name, None);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    theme.expect("no remarks, so there is a theme")
}

#[track_caller]
fn check_refused(files: &[(&str, &str)], expected: &[&str]) {
    let themes = themes(files);
    let (theme, diagnostics) = load(&themes, "a", None);
    assert!(theme.is_none());
    let found: Vec<String> = diagnostics.sorted().iter().map(|it| shown(it, &themes)).collect();
    assert_eq!(found, expected);
}

fn rendered(theme: &Theme, template: &str) -> String {
    let bytes = theme.render(template, &View::default()).expect("it can be rendered");
    String::from_utf8(bytes).expect("engines write UTF-8")
}

const PARENT: &str = "наследует: b\n";

fn family(parent_settings: &'static str) -> Vec<(&'static str, String)> {
    vec![
        ("a/theme.yaml", format!("{MINIJINJA}{PARENT}")),
        ("a/strings/ru.yaml", "x: {own: свой, both: ближний}".to_owned()),
        (
            "a/templates/page.html",
            "{% extends 'base.html' %}{% block b %}1{% endblock %}".into(),
        ),
        ("a/assets/style.css", "own".to_owned()),
        ("b/theme.yaml", parent_settings.to_owned()),
        ("b/strings/ru.yaml", "x: {both: дальний, far: общий}".to_owned()),
        ("b/templates/base.html", "<{% block b %}{% endblock %}>".to_owned()),
        ("b/templates/page.html", "никогда".to_owned()),
        ("b/templates/other.html", "{{ t(key='x.own') }}{{ t(key='x.both') }}".to_owned()),
        ("b/assets/style.css", "far".to_owned()),
        ("b/assets/fonts/a.woff2", "font".to_owned()),
    ]
}

fn borrowed<'a>(files: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    files.iter().map(|(path, text)| (*path, text.as_str())).collect()
}

#[test]
fn templates_strings_and_assets_are_inherited() {
    let files = family(MINIJINJA);
    let theme = loaded(&borrowed(&files), "a");
    assert_eq!(theme.title(), "Первая");
    assert_eq!(theme.template_names().collect::<Vec<_>>(), ["base", "other", "page"]);
    assert_eq!(rendered(&theme, "page"), "<1>");
    assert_eq!(rendered(&theme, "other"), "свойближний");
    let assets = theme.assets();
    let names: Vec<&str> = assets.keys().map(String::as_str).collect();
    assert_eq!(names, ["assets/fonts/a.woff2", "assets/style.css"]);
    assert_eq!(&*assets["assets/style.css"], b"own");
    assert_eq!(theme.missing(&["page", "project", "other", "list"]), ["project", "list"]);
    assert!(theme.has_template("page") && !theme.has_template("page.html"));
}

#[test]
fn templates_of_another_engine_are_not_inherited() {
    let mut files = family(TERA);
    files[2].1 = "{{ t(key='x.far') }}".to_owned();
    let theme = loaded(&borrowed(&files), "a");
    assert_eq!(theme.template_names().collect::<Vec<_>>(), ["page"]);
    assert_eq!(rendered(&theme, "page"), "общий");
    assert_eq!(theme.assets().len(), 2);
}

#[test]
fn the_hash_sees_every_effective_file() {
    let hash = |files: &[(&str, String)]| loaded(&borrowed(files), "a").hash();
    let files = family(MINIJINJA);
    let before = hash(&files);
    for index in 0..files.len() {
        let mut changed = files.clone();
        changed[index].1.push('\n');
        let shadowed =
            ["b/templates/page.html", "b/assets/style.css"].contains(&files[index].0);
        assert_eq!(hash(&changed) == before, shadowed, "{}", files[index].0);
    }
}

#[test]
fn chains_that_do_not_hold_are_refused() {
    check_refused(&[("b/theme.yaml", TERA)], &["[theme] оформление «a» не найдено"]);
    check_refused(&[("a/x", "")], &["[theme] в теме «a» нет файла theme.yaml"]);
    let child = format!("{MINIJINJA}наследует: civik\n");
    check_refused(
        &[("a/theme.yaml", &child), ("civic/theme.yaml", MINIJINJA)],
        &["[theme] a/theme.yaml «civik» оформление «civik» не найдено"],
    );
    let (_, diagnostics) =
        load(&themes(&[("a/theme.yaml", &child), ("civic/theme.yaml", MINIJINJA)]), "a", None);
    let hints: Vec<&str> =
        diagnostics.iter().filter_map(|it| Some(it.hint.as_ref()?.ru.as_str())).collect();
    assert_eq!(hints, ["похоже, имелось в виду «civic»"]);
    let (a, b) = (format!("{TERA}наследует: b\n"), format!("{TERA}наследует: a\n"));
    check_refused(
        &[("a/theme.yaml", &a), ("b/theme.yaml", &b)],
        &["[theme] b/theme.yaml «a» темы наследуют друг друга по кругу: a → b → a"],
    );
    let own = format!("{TERA}наследует: a\n");
    check_refused(
        &[("a/theme.yaml", &own)],
        &["[theme] a/theme.yaml «a» темы наследуют друг друга по кругу: a → a"],
    );
}

#[test]
fn broken_settings_and_strings_are_told_together() {
    check_refused(
        &[
            ("a/theme.yaml", "название: Тема\nдоговор: 1\nдвижок: liquid\nцвет: синий\n"),
            ("a/strings/ru.yaml", ""),
        ],
        &[
            "[unknown-value] a/theme.yaml «liquid» недопустимое значение «liquid»",
            "[unknown-key] a/theme.yaml «цвет» неизвестный ключ «цвет»",
        ],
    );
    check_refused(
        &[
            ("a/theme.yaml", MINIJINJA),
            ("a/strings/ru.yaml", "a: {b: [1]}\nc: {one: x}\n"),
            ("a/templates/x.html", "{% if %}"),
        ],
        &[
            "[theme] a/strings/ru.yaml «[1]» строка должна быть текстом",
            "[theme] a/strings/ru.yaml «c» у множественного числа должны быть ровно формы one, \
             few и many",
            "[template] a/templates/x.html «%}» шаблон «x.html», строка 1: синтаксис не \
             читается: unexpected end of block",
        ],
    );
}

#[test]
fn syntax_errors_of_all_files_are_told() {
    let templates = [
        ("a/templates/a.html", "а\n{% if %}"),
        ("a/templates/b.html", "{{ x }}"),
        ("a/templates/parts/c.html", "{{ x"),
    ];
    let with = |settings| [[("a/theme.yaml", settings)].as_slice(), &templates].concat();
    let told = |first: &str, second: &str| {
        let (a, c) = ("a/templates/a.html", "a/templates/parts/c.html");
        let unread = "синтаксис не читается";
        [
            format!("[template] {a} «%}}» шаблон «a.html», строка 2: {unread}: {first}"),
            format!("[template] {c} «x» шаблон «parts/c.html», строка 1: {unread}: {second}"),
        ]
    };
    let minijinja = told(
        "unexpected end of block",
        "unexpected end of input, expected end of variable block",
    );
    check_refused(&with(MINIJINJA), &minijinja.each_ref().map(String::as_str));
    let tera = told(
        "Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, \
         `<`, `{`, `[` or `(`",
        "Unexpected end of input",
    );
    check_refused(&with(TERA), &tera.each_ref().map(String::as_str));
}

#[test]
fn tera_finds_wrong_references_at_once() {
    check_refused(
        &[
            ("a/theme.yaml", TERA),
            ("a/templates/a.html", "ы\nы {{ 'ы' | uper }}{% include 'b.htm' %}"),
            ("a/templates/b.html", "{{ x is prime }}"),
        ],
        &[
            "[template] a/templates/a.html «uper» шаблон «a.html», строка 2: вычислить не \
             удалось: Unknown filter `uper`",
            "[template] a/templates/a.html «'b.htm'» шаблон «a.html», строка 2: в теме нет \
             шаблона «b.htm»; есть: a.html, b.html",
            "[template] a/templates/b.html «prime» шаблон «b.html», строка 1: вычислить не \
             удалось: Unknown test `prime`",
        ],
    );
    check_refused(
        &[("a/theme.yaml", TERA), ("a/templates/a.html", "{% extends 'base.html' %}")],
        &["[template] a/templates/a.html «base.html» шаблон «a.html», строка 1: в теме нет \
           шаблона «base.html»; есть: a.html"],
    );
    check_refused(
        &[("a/theme.yaml", TERA), ("a/templates/a.html", "{% include 'a.html' %}")],
        &[
            "[template] a/templates/a.html «» шаблон «a.html», строка 1: шаблоны ссылаются друг \
           на друга по кругу: a.html → a.html",
        ],
    );
}

#[test]
fn bundled_themes_hold_together() {
    let files = [
        ("civic/theme.yaml", include_str!("../../themes/civic/theme.yaml")),
        ("civic/strings/ru.yaml", "a: общая строка"),
        ("civic/templates/own.html", ""),
        ("civic/assets/icon.svg", ""),
        ("plain/theme.yaml", include_str!("../../themes/plain/theme.yaml")),
        ("plain/templates/page.html", "{{ t(key='a') }}"),
    ];
    assert!(loaded(&files, "civic").has_template("own"));
    let plain = loaded(&files, "plain");
    assert_eq!(plain.missing(&["own", "page"]), ["own"]);
    assert_eq!(plain.assets().len(), 1);
    assert_eq!(rendered(&plain, "page"), "общая строка");
}

#[test]
fn templates_no_engine_should_see_are_refused() {
    let mut themes = themes(&[("a/theme.yaml", MINIJINJA), ("a/templates/a.html", "")]);
    let files = themes.get_mut("a").expect("the theme is there");
    let file = files.get_mut("templates/a.html").expect("the file is there");
    file.bytes = b"ab\xFFc"[..].into();
    let (theme, diagnostics) = load(&themes, "a", None);
    assert!(theme.is_none());
    let places: Vec<_> =
        diagnostics.iter().map(|it| it.place.as_ref().map(|it| it.start)).collect();
    assert_eq!(places, [Some(2)]);
    let endless = format!("ж{{% if {} 1 %}}", "not ".repeat(1024));
    check_refused(
        &[("a/theme.yaml", TERA), ("a/templates/a.html", &endless)],
        &["[template] a/templates/a.html «{%» шаблон «a.html» слишком сложен с этого места"],
    );
}
