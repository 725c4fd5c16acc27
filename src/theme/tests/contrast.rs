//! Colours of a theme, in every scheme: what is told and what is left alone.

use super::{MINIJINJA, check_refused, loaded};

const PAIRS: &str = "контраст:\n  - {цвета: [ink, mark], на: [page], не_меньше: 4.5}\n";

#[track_caller]
fn check(styles: &str, expected: &[&str]) {
    let settings = format!("{MINIJINJA}{PAIRS}");
    let files = [("a/theme.yaml", settings.as_str()), ("a/assets/a.css", styles)];
    match expected.is_empty() {
        true => drop(loaded(&files, "a")),
        false => check_refused(&files, expected),
    }
}

#[test]
fn colours_far_apart_are_left_alone() {
    check(":root { --page: #fff; --ink: #000000; --mark: var(--ink) }", &[]);
    // A pair that a scheme does not touch, system colours, other selectors, broken rules.
    check(
        ":root{--page:#fff;--ink:#767676;--mark:#000;}
         @media print { :root { --line: #eee } }
         @media (forced-colors: active) { :root { --page: Canvas; --ink: Canvas } }
         .card { --ink: #fff } a { color: red } } @import 'x'; :root { --x: {a:b;c} ; }",
        &[],
    );
}

#[test]
fn colours_too_close_are_told_in_each_scheme() {
    check(
        ":root { --page: #fff; --ink: #777; --mark: #000 }",
        &[
            "[low-contrast] a/assets/a.css «--ink: #777» в основных цветах контраст --ink на --page \
           равен 4,47, а нужно 4,5",
        ],
    );
    check(
        ":root { --page: #fff; --ink: #000; --mark: var(--ink) }
         @media screen and (prefers-color-scheme: dark) { :root { --ink: #fff } }
         :root[data-c=\"2\"], :root:has(#c2:checked) { --page: #000; color: red; --mark: #fff }",
        &[
            "[low-contrast] a/assets/a.css «--ink: #fff» при «@media screen and \
             (prefers-color-scheme: dark) :root» контраст --ink на --page равен 1, а нужно 4,5",
            "[low-contrast] a/assets/a.css «--ink: #fff» при «@media screen and \
             (prefers-color-scheme: dark) :root» контраст --mark на --page равен 1, а нужно 4,5",
            "[low-contrast] a/assets/a.css «--page: #000» при «[data-c=\"2\"], \
             :root:has(#c2:checked)» контраст --ink на --page равен 1, а нужно 4,5",
        ],
    );
}

#[test]
fn a_colour_named_by_another_follows_it_into_every_scheme() {
    check(
        ":root { --page: #fff; --ink: #000; --mark: var(--base); --base: #000 }
         :root[data-c=\"1\"] { --base: #ddd }",
        &["[low-contrast] a/assets/a.css «--base: #ddd» при «[data-c=\"1\"]» контраст --mark \
           на --page равен 1,35, а нужно 4,5"],
    );
}

#[test]
fn a_rule_that_only_derives_colours_goes_on_with_every_scheme() {
    let styles = |ink| {
        format!(
            ":root, .still:is(:has(#c0)) {{ --page: #fff; --ink: #000; --mark: #000 }}
             :root[data-c=\"1\"] {{ --bg: #000; --fg: #fff }}
             :root[data-c=\"2\"] {{ --bg: #fff; --fg: {ink} }}
             :root[data-c] {{ --page: var(--bg); --ink: var(--fg); --mark: var(--fg) }}"
        )
    };
    check(&styles("#111"), &[]);
    check(
        &styles("#777"),
        &[
            "[low-contrast] a/assets/a.css «--ink: var(--fg)» при «[data-c=\"2\"]» контраст \
             --ink на --page равен 4,47, а нужно 4,5",
            "[low-contrast] a/assets/a.css «--mark: var(--fg)» при «[data-c=\"2\"]» контраст \
             --mark на --page равен 4,47, а нужно 4,5",
        ],
    );
}

#[test]
fn what_cannot_be_computed_is_told() {
    check(
        ":root { --page: #fff; --ink: tomato; --mark: var(--mark) }",
        &[
            "[low-contrast] a/assets/a.css «--ink: tomato» контраст --ink на --page нельзя \
             посчитать",
            "[low-contrast] a/assets/a.css «--mark: var(--mark)» контраст --mark на --page нельзя \
             посчитать",
        ],
    );
    check(
        ":root { --page: #fff; --ink: #000; --marc: #000 }",
        &["[theme] a/theme.yaml «mark» в стилях темы нет переменной --mark"],
    );
}
