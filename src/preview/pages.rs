//! Pages that the preview itself shows where the site has none.

use crate::diag::{Language, Words};
use crate::text::nearest::nearest;

/// More near pages than this help nobody.
const MOST_NEAR: usize = 5;

/// The page for an address where nothing is, with the nearest ones that exist.
pub(super) fn missing<'a>(
    path: &str,
    known: impl Iterator<Item = &'a str>,
    language: Language,
) -> String {
    let near = nearest(path, known, MOST_NEAR);
    let items: String = near
        .iter()
        .map(|it| format!("<li><a href=\"{}\">{}</a></li>", address(it), escape(it)))
        .collect();
    let intro = if near.is_empty() {
        Words::new("Похожих адресов тоже нет.", "Nothing is called anything like it either.")
    } else {
        Words::new("Похожие адреса:", "Addresses like it:")
    };
    let list = if near.is_empty() { String::new() } else { format!("<ul>{items}</ul>") };
    let path = escape(path);
    let title =
        Words::new(format!("Страницы /{path} нет"), format!("There is no page /{path}"));
    let home = Words::new("На главную", "To the start page");
    let visitor = Words::new("Что увидит посетитель", "What a visitor will see");
    let body = format!(
        "<p>{}</p>{list}<p><a href=\"/\">{}</a></p><p><a href=\"/404.html\">{}</a></p>",
        intro.in_language(language),
        home.in_language(language),
        visitor.in_language(language)
    );
    page(&title, &body, language)
}

/// The page for an address whose template fails.
pub(super) fn failed(language: Language) -> String {
    let title = Words::new("Страница не получилась", "The page could not be made");
    let text = Words::new(
        "Шаблон этой страницы с ошибкой. Исправьте её – страница обновится сама.",
        "There is a mistake in the template of this page. Mend it and the page will appear.",
    );
    page(&title, &format!("<p>{}</p>", text.in_language(language)), language)
}

/// The page for every address while there is no site at all.
pub(super) fn no_site(language: Language) -> String {
    let title = Words::new("Сайт пока не собран", "There is no site yet");
    let text = Words::new(
        "Мешают ошибки, перечисленные ниже. Исправьте их – страница обновится сама.",
        "The mistakes listed below are in the way. Mend them and the page will appear.",
    );
    page(&title, &format!("<p>{}</p>", text.in_language(language)), language)
}

fn page(title: &Words, body: &str, language: Language) -> String {
    let code = match language {
        Language::Russian => "ru",
        Language::English => "en",
    };
    let title = title.in_language(language);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/.novator/preview.css\"></head>\
         <body class=\"novator-page\"><main><h1>{title}</h1>{body}</main></body></html>\n"
    )
}

/// The address of a path from the root of the preview.
pub(super) fn address(path: &str) -> String {
    let mut out = String::from("/");
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_page_names_its_neighbours_and_stays_text() {
        let known = ["projects/ds-449.html", "index.html"];
        let shown = missing("projects/ds-44.html", known.into_iter(), Language::Russian);
        assert!(shown.contains("<a href=\"/projects/ds-449.html\">"), "{shown}");
        let shown = missing("<script>\"&", [].into_iter(), Language::English);
        assert!(shown.contains("There is no page /&lt;script&gt;&quot;&amp;"), "{shown}");
    }

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(address("files/й 1.pdf"), "/files/%D0%B9%201.pdf");
    }
}
