//! Markdown → HTML with places for links.

use std::ops::Range;

use pulldown_cmark::{Options, Parser, TextMergeWithOffset};

use super::link::Link;
use crate::diag::{Words, code};
use crate::yaml::reading::Reading;

mod heading;
mod image;
mod notes;
mod writer;

use writer::Writer;

/// More text than a page could hold, in bytes.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// These two stand around the number of a link in stored HTML; no text may hold them.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// The text of an entry, rendered but for the addresses of its links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    html: String,
    /// Links in the order of the text.
    pub links: Vec<Link>,
    /// Headings in the order of the text.
    pub headings: Vec<Heading>,
}

/// A heading with the id that links may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the first level belongs to the page's title.
    pub level: u8,
    /// Stable: made from the words, or given as `{#id}`.
    pub id: String,
    /// The words without marks.
    pub text: String,
}

impl Body {
    /// Whether the author wrote nothing.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// The HTML, each link getting the address that `href` gives.
    pub fn html(&self, mut href: impl FnMut(&Link) -> String) -> String {
        let mut out = String::with_capacity(self.html.len() + self.links.len() * 24);
        let mut rest = self.html.as_str();
        while let Some((before, after)) = rest.split_once(OPEN) {
            out.push_str(before);
            let (number, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            let link = number.parse().ok().and_then(|it: usize| self.links.get(it));
            escape_into(&mut out, &link.map(&mut href).unwrap_or_default());
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Renders the Markdown in `range` of the file being read.
pub fn parse(reading: &mut Reading<'_>, range: Range<usize>) -> Body {
    let source = reading.source;
    let text = &source[range.clone()];
    if text.len() > MOST_BYTES {
        let message = Words::new("текст длиннее 2 Мбайт", "the text is longer than 2 MiB");
        reading.remark(code::MARKDOWN_LIMIT, 0..0, message);
        return Body::default();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let events = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter());
    let mut writer = Writer::new(reading, text.len());
    for (event, at) in events {
        writer.take(event, at.start + range.start..at.end + range.start);
    }
    writer.finish()
}

/// Text in which nothing can be taken for the place of a link.
fn without_marks(text: &str) -> String {
    text.replace([OPEN, CLOSE], "\u{FFFD}")
}

/// Escapes text for HTML content and attributes.
pub fn escape_into(out: &mut String, text: &str) {
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Diagnostics;

    fn parsed(markdown: &str) -> (String, Vec<String>) {
        let file: Arc<str> = "content/pages/a.md".into();
        let diagnostics = Diagnostics::none();
        let mut reading = Reading::new((&file, markdown), &[], diagnostics);
        let body = parse(&mut reading, 0..markdown.len());
        let remarks = reading.diagnostics.iter().map(|it| {
            let place = it.place.as_ref().expect("remarks on texts have a place");
            format!("{} `{}`", it.code.name, &markdown[place.start..place.end])
        });
        (body.html(|link| format!("{:?}", link.target)), remarks.collect())
    }

    /// The HTML with `~` for no-break spaces.
    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        let (html, remarks) = parsed(markdown);
        assert_eq!(
            (html.trim_end().replace('\u{a0}', "~").as_str(), remarks),
            (expected, vec![])
        );
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
        check("### Итоги {#itogi}", "<h3 id=\"itogi\">Итоги</h3>");
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
            "<p><img src=\"External(&quot;http://a.ru&quot;)\" alt=\"Вид на~двор, мой сад\"></p>",
        );
        check(
            "![Дом ![дым](http://b.ru) и сад](http://a.ru) тут",
            "<p><img src=\"External(&quot;http://a.ru&quot;)\" alt=\"Дом дым и~сад\"> тут</p>",
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
}
