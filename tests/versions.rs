//! The version for people with poor sight: as rich as the ordinary one, a tree of its own, and
//! light.

use std::path::Path;

use jiff::civil::date;
use novator::build::{Built, Memo, Options, build};
use novator::output::{Files, Tree};
use novator::site::Drafts;
use novator::source::{self, Sources};

/// Bytes of style sheets that a page may load, and of scripts.
const MOST_STYLE: usize = 24 * 1024;
const MOST_SCRIPT: usize = 4 * 1024;

fn built(theme: &str, settings: &str) -> Built {
    let mut sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    add_settings(&mut sources, settings);
    let options = Options {
        date: date(2026, 11, 21),
        drafts: Drafts::Hidden,
        theme: Some(theme.to_owned()),
        base_url: None,
    };
    let (built, diagnostics) = build(&sources, &options, &mut Memo::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    built.expect("no remarks, so there is a site")
}

fn tree(theme: &str, settings: &str) -> Tree {
    built(theme, settings).render_all().0
}

fn add_settings(sources: &mut Sources, settings: &str) {
    let path = "content/site.yaml";
    let own = String::from_utf8_lossy(sources.content[path].bytes()).into_owned();
    let kept = own.lines().filter(|it| !it.contains("{папка:"));
    let kept: String = kept
        .filter(|it| !it.contains("версии_для_"))
        .fold(String::new(), |text, line| format!("{text}{line}\n"));
    sources.insert(path, format!("{kept}{settings}\n").into_bytes());
}

const TWO: &str = "версии_для_слабовидящих: [{папка: sv, размер: 150, цвета: черным по белому}, \
                   {папка: dark, цвета: белым по черному}]";

fn html<'a>(tree: &'a Tree, path: &str) -> &'a str {
    str::from_utf8(&tree[path]).expect("pages are UTF-8")
}

fn pages(tree: &Tree) -> impl Iterator<Item = &String> {
    let pages = tree.keys().filter(|it| it.ends_with(".html") && !it.starts_with("files/"));
    pages.filter(|it| !it.starts_with("sv/") && !it.starts_with("dark/"))
}

/// Values of an attribute in a piece of HTML.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    let parts = html.split(mark.as_str()).skip(1);
    parts.filter_map(|it| it.split('"').next()).collect()
}

/// HTML without its tags.
fn words(html: &str) -> String {
    let pieces = html.split('<').filter_map(|it| it.split_once('>'));
    pieces.map(|it| it.1).collect()
}

/// What stands below the header.
fn main(html: &str) -> &str {
    html.split_once("<main").map_or("", |it| it.1)
}

#[test]
fn every_page_stands_in_every_tree_with_the_same_words_and_links() {
    let tree = tree("civic", TWO);
    for path in pages(&tree).filter(|it| *it != "404.html") {
        let ordinary = main(html(&tree, path));
        let links: Vec<&str> = values(ordinary, "href");
        for folder in ["sv", "dark"] {
            let version = main(html(&tree, &format!("{folder}/{path}")));
            assert_eq!(words(version), words(ordinary), "{path}");
            for (own, link) in values(version, "href").iter().zip(&links) {
                let is_page = link.split('#').next().is_some_and(|it| it.ends_with(".html"));
                assert!(!is_page || own == link, "{folder}/{path} leads out by {own}");
            }
        }
    }
    assert!(!tree.contains_key("sv/404.html"), "servers show it under any address");
}

#[test]
fn a_version_made_with_its_page_is_the_one_made_alone() {
    let built = built("civic", TWO);
    let rendering = built.rendering();
    for page in ["index.html", "projects/index.html"] {
        let paths = [page.to_owned(), format!("dark/{page}"), format!("sv/{page}")];
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        assert!(paths.iter().all(|it| rendering.model(it) == page), "{page}");
        let alone: Vec<_> = paths.iter().map(|it| rendering.bytes(it)).collect();
        assert!(rendering.together(&paths) == alone && alone[0] != alone[1], "{page}");
    }
    assert_eq!(rendering.model("assets/civic.css"), "assets/civic.css");
}

#[test]
fn a_version_says_whose_it_is_and_leads_back() {
    let tree = tree("civic", TWO);
    let ordinary = html(&tree, "projects/ds-449.html");
    assert!(
        ordinary.contains("href=\"../sv/projects/ds-449.html\">Версия для слабовидящих</a>")
    );
    assert!(
        !ordinary.contains("noindex")
            && ordinary.contains("<html lang=\"ru\" class=\"still\">")
    );
    let sv = html(&tree, "sv/projects/ds-449.html");
    for expected in [
        "<html lang=\"ru\" class=\"still\" data-size=\"150\" data-scheme=\"1\">",
        "<link rel=\"canonical\" href=\"../../projects/ds-449.html\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "href=\"../../projects/ds-449.html\">Обычная версия</a>",
        "href=\"../../assets/civic.css\"",
        "id=\"view-size-150\" checked>",
        "id=\"view-face-sans\" checked>",
        "href=\"../../dark/projects/ds-449.html\"",
    ] {
        assert!(sv.contains(expected), "{expected}");
    }
    for (path, html) in tree.iter().filter(|it| it.0.ends_with(".html")) {
        let html = String::from_utf8_lossy(html);
        assert!(!html.contains("<!--"), "{path} shows seams");
    }
    assert!(html(&tree, "404.html").contains("href=\"sv/index.html\""));
}

#[test]
fn a_site_or_a_theme_may_do_without() {
    for tree in [tree("civic", "версии_для_слабовидящих: нет"), tree("plain", TWO)]
    {
        assert!(!tree.keys().any(|it| it.starts_with("sv/") || it.starts_with("dark/")));
        assert!(!html(&tree, "index.html").contains("Версия для слабовидящих"));
    }
    assert!(tree("civic", "").contains_key("sv/index.html"), "silence means the usual one");
}

#[test]
fn pages_are_light() {
    let tree = tree("civic", TWO);
    let size = |page: &str, addresses: Vec<&str>, end: &str| -> usize {
        let name = |it: &str| it.trim_start_matches("../").to_owned();
        let files = addresses.into_iter().filter(|it| it.ends_with(end)).map(name);
        files.map(|it| tree.get(&it).unwrap_or_else(|| panic!("{page} loads {it}")).len()).sum()
    };
    for path in pages(&tree) {
        let html = html(&tree, path);
        // Sheets for paper wait until a page is printed.
        let screen = html.split('<').filter(|it| !it.contains("media=\"print\""));
        let screen = screen.flat_map(|it| values(it, "href")).collect();
        let style = size(path, screen, ".css");
        assert!(style <= MOST_STYLE, "{path} loads {style} bytes of style");
        let script = size(path, values(html, "src"), ".js");
        assert!(script <= MOST_SCRIPT, "{path} loads {script} bytes of script");
    }
}
