//! What the source documents contain is to be seen on the bundled site: `elements/README.md` says
//! where, row by row.

use std::collections::BTreeMap;

#[path = "support/bundled.rs"]
mod bundled;

const TABLE: &str = include_str!("elements/README.md");
/// Tags inside a word or a sentence; all others part words.
const INLINE: [&str; 10] =
    ["a", "abbr", "b", "cite", "em", "q", "span", "strong", "time", "wbr"];

#[test]
fn every_element_of_the_sources_is_on_its_page() {
    let rows: Vec<[&str; 3]> = TABLE.lines().filter_map(row).collect();
    let built = bundled::built(None, bundled::DAY);
    let mut pages = BTreeMap::new();
    let missing: Vec<String> = rows
        .iter()
        .filter_map(|[element, page, words]| {
            let text = pages.entry(*page).or_insert_with(|| text(&bundled::file(&built, page)));
            let lost = first_missing(text, words)?;
            Some(format!("{element}: {page} does not show «{lost}»"))
        })
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    for (source, last) in [("S0", 20), ("S1", 19), ("S2", 14), ("S3", 47), ("S4", 13)] {
        for number in 1..=last {
            let element = format!("{source}-{number}");
            assert!(rows.iter().any(|it| it[0] == element), "{element} has no row");
        }
    }
}

#[test]
fn words_are_missed_where_they_are_not_shown() {
    assert_eq!(first_missing("первое второе", "первое … второе"), None);
    assert_eq!(first_missing("второе первое", "первое … второе"), Some("второе"));
    assert_eq!(text("<p>Де<b>ло</b>&quot;1&nbsp;2</p><title>нет</title><p>да"), "Дело\"1 2 да");
}

fn row(line: &str) -> Option<[&str; 3]> {
    let cells: Vec<&str> = line.strip_prefix("| S")?.strip_suffix(" |")?.split(" | ").collect();
    let [_, page, words] = *cells else { panic!("a row has three cells: {line}") };
    Some([line[2..].split(' ').next()?, page, words])
}

/// The first of several words, parted by ` … `, that does not follow those before it.
fn first_missing<'w>(text: &str, words: &'w str) -> Option<&'w str> {
    let mut rest = text;
    words.split(" … ").find(|it| match rest.split_once(it) {
        Some((_, after)) => {
            rest = after;
            false
        }
        None => true,
    })
}

/// Words of a page as they are read: without tags, drawings and scripts, with plain spaces.
fn text(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = tag.split_once('>').expect("every tag ends");
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or(tag);
        rest = match name {
            "svg" | "script" | "style" | "title" if !tag.starts_with('/') => {
                after.split_once(&format!("</{name}>")).map_or("", |it| it.1)
            }
            _ => after,
        };
        if !INLINE.contains(&name) {
            words.push(' ');
        }
    }
    words.push_str(rest);
    for (entity, sign) in
        [("&nbsp;", " "), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")]
    {
        words = words.replace(entity, sign);
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
