//! Texts and the HTML they become.

use std::sync::Arc;

use proptest::prelude::*;

use super::pieces::{Piece, Shown};
use super::*;
use crate::content::short_code::{Block, Inline};
use crate::diag::Diagnostics;

fn read(markdown: &str) -> (Body, Vec<String>) {
    let file: Arc<str> = "content/pages/a.md".into();
    let diagnostics = Diagnostics::none();
    let mut reading = Reading::new((&file, markdown), &[], diagnostics);
    let body = parse(&mut reading, 0..markdown.len());
    let remarks = reading.diagnostics.iter().map(|it| {
        let place = it.place.as_ref().expect("remarks on texts have a place");
        format!("{} `{}`", it.code.name, &markdown[place.start..place.end])
    });
    (body, remarks.collect())
}

/// The HTML, with the words of a block in its place, and the remarks.
fn parsed(markdown: &str) -> (String, Vec<String>) {
    let (body, remarks) = read(markdown);
    let html = body.pieces(&Plain).into_iter().map(|it| match it {
        Piece::Html(html) => html,
        Piece::Block(block) => format!("[{}]", pieces::Fill::block_text(&Plain, block)),
    });
    (html.collect(), remarks)
}

/// The HTML with `~` for no-break spaces.
#[track_caller]
fn check(markdown: &str, expected: &str) {
    let (html, remarks) = parsed(markdown);
    assert_eq!((html.trim_end().replace('\u{a0}', "~").as_str(), remarks), (expected, vec![]));
}

#[track_caller]
fn check_remarks(markdown: &str, expected: &[&str]) {
    assert_eq!(parsed(markdown).1, expected);
}

#[test]
fn prose_is_set_and_code_is_left() {
    check("Он сказал: \"да\" - и\nушёл", "<p>Он сказал: «да»~— и~ушёл</p>");
    check("`a - b \"c\"` и \"д\"", "<p><code>a - b &quot;c&quot;</code> и~«д»</p>");
    check("    a - \"b\"", "<pre><code>a - &quot;b&quot;</code></pre>");
    check("\"слово **в центре** тут\"", "<p>«слово <strong>в~центре</strong> тут»</p>");
    check(
        "<https://a.ru/b-c>",
        "<p><a href=\"External(&quot;https://a.ru/b-c&quot;)\">https://a.ru/b-c</a></p>",
    );
}

#[test]
fn headings_get_stable_ids() {
    check("# Цели и задачи", "<h2 id=\"tseli-i-zadachi\">Цели и~задачи</h2>");
    check("## А\n\n## А", "<h2 id=\"a\">А</h2>\n<h2 id=\"a-2\">А</h2>");
    check("## Итоги {#itogi}", "<h2 id=\"itogi\">Итоги</h2>");
}

#[test]
fn tables_notes_and_definitions() {
    check(
        "| А | Б |\n|---|--:|\n| 1 | 2 |",
        "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">А</th>\
         <th scope=\"col\" class=\"right\">Б</th></tr></thead><tbody>\n<tr><td>1</td>\
         <td class=\"right\">2</td></tr>\n</tbody></table></div>",
    );
    check(
        "Раз[^x].\n\n[^x]: Два.",
        "<p>Раз<sup class=\"note\"><a href=\"#note-1\" id=\"note-1-back\" \
         aria-label=\"Сноска 1\">1</a></sup>.</p>\n<section class=\"notes\" \
         aria-label=\"Сноски\"><ol>\n<li id=\"note-1\"><p>Два. <a href=\"#note-1-back\" \
         aria-label=\"К тексту, сноска 1\">↩</a></p></li>\n</ol></section>",
    );
    check("МИП\n: площадка", "<dl>\n<dt>МИП</dt>\n<dd>площадка</dd>\n</dl>");
}

#[test]
fn html_and_strange_schemes_are_refused() {
    check_remarks("a <b>c</b>", &["raw-html `<b>`", "raw-html `</b>`"]);
    check_remarks("<script>alert(1)</script>", &["raw-html `<script>alert(1)</script>`"]);
    check_remarks("<!-- заметка -->\n\nа", &[]);
    check_remarks("[a](javascript:alert)", &["bad-address `[a](javascript:alert)`"]);
    check_remarks("[a](#b)\n\n## Б {#c}", &["broken-link `[a](#b)`"]);
    let deep = format!("{}а", "> ".repeat(40));
    assert_eq!(parsed(&deep).1.len(), 1);
}

#[test]
fn a_link_in_a_heading_loses_nothing() {
    check(
        "## О приказе [720-у](#b)\n\n## Б {#b}\n\nДальше.",
        "<h2 id=\"o-prikaze-720-u\">О~приказе <a href=\"Fragment(&quot;b&quot;)\">720-у</a></h2>\n\
         <h2 id=\"b\">Б</h2>\n<p>Дальше.</p>",
    );
}

#[test]
fn no_two_headings_share_an_id() {
    check(
        "## Да\n## Да\n## Да-2\n## Нет {#da}",
        "<h2 id=\"da\">Да</h2>\n<h2 id=\"da-2\">Да</h2>\n\
         <h2 id=\"da-2-2\">Да-2</h2>\n<h2 id=\"da-3\">Нет</h2>",
    );
}

#[test]
fn a_note_inside_a_note_loses_nothing() {
    let mark = |number| {
        format!(
            "<sup class=\"note\"><a href=\"#note-{number}\" id=\"note-{number}-back\" \
             aria-label=\"Сноска {number}\">{number}</a></sup>"
        )
    };
    let note = |number, text| {
        format!(
            "<li id=\"note-{number}\"><p>{text} <a href=\"#note-{number}-back\" \
             aria-label=\"К тексту, сноска {number}\">↩</a></p></li>\n"
        )
    };
    check(
        "До[^x].\n\n[^x]: Да[^y]\n\n    [^y]: Нет\n\nПосле.",
        &format!(
            "<p>До{}.</p>\n<p>После.</p>\n<section class=\"notes\" \
             aria-label=\"Сноски\"><ol>\n{}{}</ol></section>",
            mark(1),
            note(1, format!("Да{}", mark(2))),
            note(2, "Нет".to_owned())
        ),
    );
}

#[test]
fn a_note_that_nobody_would_see_is_a_mistake() {
    check_remarks("Да.\n\n[^x]: Нет.", &["broken-link `[^x]`"]);
    check_remarks("Да[^x].\n\n[^x]: Раз.\n\n  [^x]: Два.", &["broken-link `[^x]`"]);
}

#[test]
fn the_description_of_an_image_is_words_only() {
    check(
        "![*Вид* на `двор`,\n[мой](#x) сад](http://a.ru)",
        "<p><img src=\"External(&quot;http://a.ru&quot;)\" alt=\"Вид на~двор, мой сад\" \
         loading=\"lazy\"><span class=\"instead\" hidden>Вид на~двор, мой сад</span></p>",
    );
    check(
        "![Дом ![дым](http://b.ru) и сад](http://a.ru) тут",
        "<p><img src=\"External(&quot;http://a.ru&quot;)\" alt=\"Дом дым и~сад\" \
         loading=\"lazy\"><span class=\"instead\" hidden>Дом дым и~сад</span> тут</p>",
    );
    check_remarks("![Дом <b>](http://a.ru)", &["raw-html `<b>`"]);
}

#[test]
fn marks_of_links_cannot_be_written() {
    check("\u{FDD0}0\u{FDD1}", "<p>\u{FFFD}0\u{FFFD}</p>");
    check(
        "```\u{FDD0}0\u{FDD1}\n\u{FDD0}0\n```\n`\u{FDD1}`",
        "<pre><code class=\"language-\u{FFFD}0\u{FFFD}\">\u{FFFD}0\n</code></pre>\n\
         <p><code>\u{FFFD}</code></p>",
    );
}

/// What stands in place of links and codes.
struct Plain;

impl pieces::Fill for Plain {
    fn href(&self, link: &Link) -> String {
        format!("{:?}", link.target)
    }

    fn inline(&self, code: &Inline) -> Shown {
        let Inline::Number(number) = code;
        Shown { text: format!("<{}>", number.year.value), href: Some("a\"b".to_owned()) }
    }

    fn block_text(&self, code: &Block) -> String {
        let Block::Involvement(it) = code else { return String::new() };
        format!("таблица {}", it.year.value)
    }
}

#[test]
fn codes_in_a_sentence() {
    check(
        "Это {{ число показатель=проекты год=2023 }}, \"да\" - {{число год=2024 ключ=R-1}}.",
        "<p>Это <a href=\"a&quot;b\">&lt;2023&gt;</a>, «да»~— <a href=\"a&quot;b\">\
         &lt;2024&gt;</a>.</p>",
    );
    // A sign of a table inside a code is part of the code.
    check(
        "| А |\n|---|\n| {{ число ключ=\"a|b\" год=2023 }} |",
        "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">А</th></tr></thead><tbody>\n\
         <tr><td><a href=\"a&quot;b\">&lt;2023&gt;</a></td></tr>\n</tbody></table></div>",
    );
}

#[test]
fn codes_of_a_paragraph() {
    check(
        "Раз.\n\n{{ вовлеченность год=2023 }}\n\n> {{ вовлеченность год=2024 }}",
        "<p>Раз.</p>\n[таблица 2023]\n<blockquote>\n[таблица 2024]\n</blockquote>",
    );
}

#[test]
fn braces_that_are_no_codes() {
    check("`{{ число }}` и \\{{ число }}", "<p><code>{{ число }}</code> и~{{ число }}</p>");
    check("    {{ число }}", "<pre><code>{{ число }}</code></pre>");
    check("<!-- {{ число -->\n\nа", "<p>а</p>");
    check("{ а } }}", "<p>{ а~} }}</p>");
}

#[test]
fn broken_codes_say_so_and_vanish() {
    check_remarks("{{ число год=2023", &["short-code `{{`"]);
    check_remarks("{{ чесло год=2023 }}", &["unknown-short-code `чесло`"]);
    check_remarks(
        "{{ число показатель=проэкты год=23 }}",
        &["bad-number `23`", "unknown-value `проэкты`"],
    );
    check_remarks(
        "## {{ число ключ=а год=2023 }}",
        &["short-code-place `{{ число ключ=а год=2023 }}`"],
    );
    check_remarks(
        "[{{ число ключ=а год=2023 }}](https://a.ru)",
        &["short-code-place `{{ число ключ=а год=2023 }}`"],
    );
    check_remarks(
        "а {{ вовлеченность год=2023 }}",
        &["short-code-place `{{ вовлеченность год=2023 }}`"],
    );
    assert_eq!(parsed("а {{ чесло год=2023 }} б").0, "<p>а\u{a0} б</p>\n");
}

#[test]
fn words_alone() {
    let markdown = "## Раз\n\nДва[^x] {{ число ключ=а год=2023 }} & <https://a.ru>.\n\n\
                    | А | Б |\n|---|---|\n| 1 | 2 |\n\n{{ вовлеченность год=2023 }}\n\n[^x]: Три.";
    let (body, remarks) = read(markdown);
    assert_eq!(remarks, Vec::<String>::new());
    let words = "Раз\nДва <2023> & https://a.ru.\nА Б\n1 2\nтаблица 2023\nТри.";
    assert_eq!(body.text(&Plain), words);
}

/// Pieces of texts that mean something to a code, to Markdown or to HTML.
fn fragments() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "{{",
        "}}",
        " число ",
        " вовлеченность ",
        "год=2023 ",
        "ключ=",
        "показатель=проекты ",
        "\"",
        "'",
        "«",
        "»",
        "<",
        ">",
        "&",
        "|",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "## ",
        "`",
        "```\n",
        "\\",
        "[",
        "](",
        ")",
        "![",
        "*",
        "[^x]",
        "[^x]: ",
        "{#",
        "}",
        "\u{FDD0}",
        "\u{FDD1}",
        "\u{FDD2}",
        "\u{FDD3}",
        "0",
        "<b>",
        "<!--",
        "-->",
        "javascript:",
        "|---|\n",
        "\r",
        "\t",
        "&lt;",
        "https://a.ru/",
        "слово ",
    ]);
    let any = prop_oneof![4 => known.prop_map(str::to_owned), 1 => ".{0,3}"];
    prop::collection::vec(any, 0..40).prop_map(|it| it.concat())
}

proptest! {
    /// No text makes a panic, a mark that shows, or HTML that is not ours: read back, its tags
    /// are known, and they close in the order in which they opened.
    #[test]
    fn any_text_becomes_our_own_html(markdown in fragments()) {
        let (html, _) = parsed(&markdown);
        let marks = ['\u{FDD0}', '\u{FDD1}', '\u{FDD2}', '\u{FDD3}'];
        prop_assert!(!html.contains(marks), "{html}");
        let mut open = vec![];
        for token in markup::tokens(&html) {
            match token {
                markup::Token::Open(name, attributes) => {
                    prop_assert!(OURS.contains(&name), "<{name}> in {html}");
                    let quotes = attributes.matches('"').count();
                    prop_assert!(quotes % 2 == 0 && !attributes.contains('<'), "{html}");
                    if !["br", "hr", "img"].contains(&name) {
                        open.push(name);
                    }
                }
                markup::Token::Close(name) => prop_assert_eq!(Some(name), open.pop(), "{}", html),
                markup::Token::Text(_) => {}
            }
        }
        prop_assert!(open.is_empty(), "{html}");
        let plain = read(&markdown).0.text(&Plain);
        prop_assert!(!plain.contains(marks));
    }
}

/// Every element that a text may have.
const OURS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "a",
    "img",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "sup",
    "section",
    "dl",
    "dt",
    "dd",
];
