//! Where an entry begins to speak of its theme, and where the theme ends.

use std::ops::Range;

use crate::text::inflection::{Word, same_word, words};
use crate::text::quotes::{self, Kind};

/// The words before a theme and the theme itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Theme {
    /// Bytes of the marker and the theme, with its quotes.
    pub at: Range<usize>,
    /// Without outer quotes, inner ones in balance.
    pub text: String,
}

/// Whether a text begins with «тема проекта», «по теме», «проект «…».
pub(super) fn begins_marker(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(char::is_alphabetic) && marker(text, &words(text), 0).is_some()
}

/// The theme of an entry that names it with a word.
pub(super) fn marked(text: &str) -> Option<Theme> {
    let all = words(text);
    (0..all.len()).find_map(|at| {
        let from = marker(text, &all, at)?;
        let (theme, end) = theme(&text[from..])?;
        Some(Theme { at: all[at].start..from + end, text: theme })
    })
}

/// Where the theme begins whose marker stands at a word.
fn marker(text: &str, all: &[Word], at: usize) -> Option<usize> {
    const OF: [&str; 7] = [
        "инновационный",
        "муниципальный",
        "сетевой",
        "проект",
        "площадка",
        "деятельность",
        "работа",
    ];
    let folded = |at: usize| all.get(at).map_or("", |it| it.folded.as_str());
    let next = if folded(at) == "по" || folded(at) == "с" { at + 1 } else { at };
    let behind = |mut last: usize| {
        let follows = |last: usize| {
            let gap = all.get(last + 1).map(|it| &text[all[last].end..it.start]);
            gap.is_some_and(|it| it.trim().is_empty())
        };
        while follows(last) && OF.iter().any(|it| same_word(folded(last + 1), it)) {
            last += 1;
        }
        let end = all.get(last)?.end;
        let rest = text[end..].trim_start_matches([' ', ':', '–', '—', '-']);
        Some(text.len() - rest.len())
    };
    if same_word(folded(next), "тема") && folded(next) != "тем" {
        return behind(next).filter(|it| *it < text.len());
    }
    let is_project =
        |at: usize| same_word(folded(at), "проект") || folded(at).starts_with("программ");
    let named = match same_word(folded(next), "инновационный") {
        true if is_project(next + 1) => next + 1,
        _ if is_project(next) => next,
        _ => return None,
    };
    let end = all.get(named)?.end;
    let rest = text[end..].trim_start_matches([' ', ':', '–', '—', '-']);
    rest.starts_with('«').then(|| text.len() - rest.len())
}

/// The theme at the beginning of a text and where it ends there.
pub(super) fn theme(text: &str) -> Option<(String, usize)> {
    let (inner, end) = match quoted(text) {
        Some(end) => {
            let inside = text[..end].strip_prefix('«').unwrap_or(&text[..end]);
            (inside.strip_suffix('»').unwrap_or(inside), end)
        }
        None => (text, text.len()),
    };
    let inner = inner.trim().trim_end_matches([';', ',']).trim_end();
    let inner = if end == text.len() { inner.trim_end_matches('.') } else { inner };
    (!inner.is_empty()).then(|| (balanced(inner), end))
}

/// Where a quoted theme ends: at its own closing mark, or at the last one where inner marks
/// were lost.
fn quoted(text: &str) -> Option<usize> {
    text.strip_prefix('«')?;
    let last = text.rfind('»').map(|at| at + '»'.len_utf8());
    let Some(own) = own_end(text) else { return last };
    let rest = &text[own..];
    let is_whole = quotes::unbalanced(rest).iter().all(|it| it.kind == Kind::Unclosed);
    // «С чистым сердцем» как фактор: the quotes are a part of a theme that has none around it.
    let goes_on = rest.trim_start().starts_with(char::is_lowercase) && rest.starts_with(' ');
    match (is_whole, goes_on) {
        (false, _) => last,
        (true, true) => None,
        (true, false) => Some(own),
    }
}

/// Where the quotation that a text begins with is closed.
fn own_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, mark)| {
        match mark {
            '«' => depth += 1,
            '»' => depth = depth.saturating_sub(1),
            _ => return None,
        }
        (depth == 0).then_some(at + mark.len_utf8())
    })
}

/// The title in quotes that a text begins with.
pub(super) fn title(text: &str) -> Option<String> {
    let inner = text.strip_prefix('«')?;
    let end = own_end(text).map_or(text.len(), |it| it - '»'.len_utf8());
    let inner = inner[..end - '«'.len_utf8()].trim();
    (!inner.is_empty()).then(|| balanced(inner))
}

/// Lost inner marks put back: at the end what was not closed, at the start what was not opened.
fn balanced(text: &str) -> String {
    let unbalanced = quotes::unbalanced(text);
    let count = |kind| unbalanced.iter().filter(|it| it.kind == kind).count();
    let (opens, closes) = (count(Kind::Unopened), count(Kind::Unclosed));
    format!("{}{text}{}", "«".repeat(opens), "»".repeat(closes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = marked(text);
        let told = found.as_ref().map(|it| (it.text.as_str(), &text[it.at.end..]));
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn finds_themes() {
        check(
            "МБОУ «СОШ», тема проекта: «Умный город. Школа»;",
            Some(("Умный город. Школа", ";")),
        );
        check(
            "МБОУ «СОШ», тема проекта «А», опорная площадка",
            Some(("А", ", опорная площадка")),
        );
        check(
            "тема: «Средства платформы «Сферум»;",
            Some(("Средства платформы «Сферум»", ";")),
        );
        check("тема «Мир профессий». Первый шаг»;", Some(("«Мир профессий». Первый шаг", ";")));
        check(
            "по теме «Сердце «А» (Р. Ю.) как фактор».",
            Some(("Сердце «А» (Р. Ю.) как фактор", ".")),
        );
        check(
            "МБОУ, по теме инновационного проекта: Путь к успеху;",
            Some(("Путь к успеху", "")),
        );
        check("тема: «Сердце» как фактор успеха", Some(("«Сердце» как фактор успеха", "")));
        check("тема проекта: «Работа с детьми»", Some(("Работа с детьми", "")));
        check("с проектом «Вместе», координатор", Some(("Вместе", ", координатор")));
        check("с инновационным проектом «Вместе»", Some(("Вместе", "")));
        check("реализация инновационных проектов", None);
        check("системы работы", None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[темапрок«»:;. -]{0,40}") {
            if let Some(it) = marked(&text) {
                prop_assert!(text.get(it.at).is_some());
                prop_assert!(quotes::unbalanced(&it.text).is_empty());
            }
        }
    }
}
