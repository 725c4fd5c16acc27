//! The bundled site built whole in every theme: nothing missing, nothing broken, the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::date;
use novator::build::{Built, Memo, Options, build};
use novator::content::body::Body;
use novator::diag::Diagnostics;
use novator::output::{Files, Tree};
use novator::page::{self, Page};
use novator::site::Drafts;
use novator::source::{self, Sources};

const THEMES: [&str; 2] = ["civic", "plain"];

fn sources() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn built(sources: &Sources, theme: &str) -> (Option<Built>, Diagnostics) {
    let options = Options {
        date: date(2026, 11, 21),
        drafts: Drafts::Hidden,
        theme: Some(theme.to_owned()),
        base_url: None,
    };
    build(sources, &options, &mut Memo::default())
}

fn shown(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(|it| format!("{} {}\n", it.code.name, it.message.en)).collect()
}

fn tree(theme: &str) -> Tree {
    let (built, diagnostics) = built(&sources(), theme);
    assert!(diagnostics.is_empty(), "{theme}: {}", shown(&diagnostics));
    let (tree, diagnostics) = built.expect("no remarks, so there is a site").render_all();
    assert!(diagnostics.is_empty(), "{theme}: {}", shown(&diagnostics));
    tree
}

#[test]
fn every_kind_of_page_is_shown_by_every_theme() {
    for theme in THEMES {
        let (built, _) = built(&sources(), theme);
        let built = built.expect("the theme can be read");
        let shown: BTreeSet<&str> =
            built.plan.pages.values().filter_map(Page::template).collect();
        let expected: BTreeSet<&str> = page::TEMPLATES.iter().copied().collect();
        assert_eq!(shown, expected, "the bundled site has a page of every kind");
        tree(theme);
    }
}

#[test]
fn a_missing_template_or_string_is_named() {
    for (path, expected) in [
        ("themes/plain/templates/project.html", "templates/project.html"),
        ("themes/civic/templates/year.html", "templates/year.html"),
    ] {
        let mut sources = sources();
        sources.remove(path);
        let theme = path.split('/').nth(1).expect("a path names its theme");
        let (_, diagnostics) = built(&sources, theme);
        assert!(shown(&diagnostics).contains(expected), "{path}: {}", shown(&diagnostics));
    }
    let mut sources = sources();
    sources.insert("themes/civic/strings/ru.yaml", b"nav: {home: x}".to_vec());
    let (built, _) = built(&sources, "civic");
    let (_, diagnostics) = built.expect("strings are asked for when rendering").render_all();
    assert!(diagnostics.iter().any(|it| it.code.name == "missing-string"));
}

/// Addresses in `href` and `src`, and ids, of a page.
fn addresses<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    let parts = html.split(mark.as_str()).skip(1);
    parts.filter_map(|it| it.split_once('"').map(|it| it.0)).collect()
}

fn resolve(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => {
                assert!(parts.pop().is_some(), "{from}: {href} leads out of the site");
            }
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_somewhere() {
    for theme in THEMES {
        let tree = tree(theme);
        let pages: BTreeMap<&str, &str> = tree
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, it)| (path.as_str(), str::from_utf8(it).expect("pages are UTF-8")))
            .collect();
        let ids: BTreeMap<&str, BTreeSet<&str>> = pages
            .iter()
            .map(|(path, html)| (*path, addresses(html, "id").into_iter().collect()))
            .collect();
        let mut checked = 0;
        for (path, html) in &pages {
            for href in ["href", "src", "action"].iter().flat_map(|it| addresses(html, it)) {
                if ["https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|it| href.starts_with(it))
                {
                    continue;
                }
                checked += 1;
                let (file, fragment) = href.split_once('#').unwrap_or((href, ""));
                let target =
                    if file.is_empty() { (*path).to_owned() } else { resolve(path, file) };
                assert!(tree.contains_key(&target), "{theme}: {path} links {href}");
                let known = ids.get(target.as_str()).is_some_and(|it| it.contains(fragment));
                assert!(fragment.is_empty() || known, "{theme}: {path} links {href}");
            }
        }
        assert!(checked > 5000, "{theme}: only {checked} links were found");
    }
}

#[test]
fn every_entry_and_figure_has_its_page() {
    let tree = tree("civic");
    for path in [
        "index.html",
        "404.html",
        "projects/index.html",
        "projects/page/2.html",
        "projects/status/resource-center.html",
        "projects/status/not-told.html",
        "projects/state/completed.html",
        "projects/year/2023.html",
        "projects/year/2024/state/functioning.html",
        "projects/year/2024/status/resource-center/continued.html",
        "projects/ds-449.html",
        "communities/index.html",
        "communities/ekologicheskiy-konstruktor.html",
        "organisations/index.html",
        "organisations/type/preschool.html",
        "organisations/year/2023/projects/2-or-more.html",
        "organisations/sosh-116.html",
        "documents/index.html",
        "documents/kind/order.html",
        "documents/994-z-2024.html",
        "directions/ecology.html",
        "statistics/2023.html",
    ] {
        assert!(tree.contains_key(path), "{path}");
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let in_pool = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a small pool").install(|| tree("civic"))
    };
    assert!(in_pool(1) == in_pool(3), "one thread and three give different bytes");
}

#[test]
fn nothing_in_a_page_reaches_for_other_hosts_or_runs() {
    for theme in THEMES {
        for (path, bytes) in tree(theme).iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = str::from_utf8(bytes).expect("pages are UTF-8");
            for src in addresses(html, "src") {
                assert!(!src.contains("//"), "{theme}: {path} loads {src}");
            }
            assert!(!html.contains(" style=\""), "{theme}: {path} has an inline style");
            // As text it may stand: the handbook shows what is refused.
            for href in addresses(html, "href") {
                let scheme = href.split(':').next().unwrap_or_default().trim();
                let runs = scheme.eq_ignore_ascii_case("javascript");
                assert!(!runs, "{theme}: {path} runs a script from a link");
            }
        }
    }
}

#[test]
fn every_page_can_be_reached_from_the_start() {
    for theme in THEMES {
        let tree = tree(theme);
        let mut reached: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(path) = next.pop() {
            let html = String::from_utf8_lossy(&tree[&path]).into_owned();
            for href in [addresses(&html, "href"), addresses(&html, "action")].concat() {
                let file = href.split('#').next().unwrap_or_default();
                if file.is_empty() || file.contains(':') || !file.ends_with(".html") {
                    continue;
                }
                let target = resolve(&path, file);
                if reached.insert(target.clone()) {
                    next.push(target);
                }
            }
        }
        let pages = tree.keys().filter(|it| it.ends_with(".html") && *it != "404.html");
        let lost: Vec<&String> = pages.filter(|it| !reached.contains(*it)).collect();
        assert!(lost.is_empty(), "{theme}: no way to {lost:?}");
    }
}

#[test]
fn a_term_is_linked_by_any_spelling() {
    let mut sources = sources();
    let text = "---\nназвание: Х\n---\n[1](status:resource-center) [2](status:мрц) \
                [3](status:Ресурсный&nbsp;центр)\n";
    sources.insert("content/pages/x.md", text.into());
    let (built, _) = built(&sources, "civic");
    let (tree, _) = built.expect("the theme can be read").render_all();
    let html = String::from_utf8_lossy(&tree["pages/x.html"]).into_owned();
    let main = html.split("<main").nth(1).unwrap_or_default();
    assert_eq!(main.matches("href=\"../projects/status/resource-center.html\"").count(), 3);
}

#[test]
fn a_text_that_has_passed_is_missed_by_no_other_page() {
    for (theme, backwards) in [("civic", false), ("civic", true), ("plain", false)] {
        let whole = tree(theme);
        let (built, _) = built(&sources(), theme);
        let built = built.expect("the theme can be read");
        let rendering = built.rendering_in_passing();
        let mut paths: Vec<&str> = whole.keys().map(String::as_str).collect();
        paths.sort_by_key(|it| rendering.model(it));
        if backwards {
            paths.reverse();
        }
        for group in paths.chunk_by(|a, b| rendering.model(a) == rendering.model(b)) {
            for (path, bytes) in group.iter().zip(rendering.together(group)) {
                assert!(bytes.as_deref() == Some(&*whole[*path]), "{theme}: {path}");
            }
            rendering.pass(group);
        }
        assert_eq!(shown(&rendering.into_faults()), "");
        let passed = |it: &&Page| it.text(&built.site).is_some_and(Body::is_left_out);
        let passed: Vec<&Page> = built.plan.pages.values().filter(passed).collect();
        assert!(passed.len() > 9, "the bundled site has texts");
        // Without its text a page is not shown at all.
        assert!(passed.iter().all(|it| built.render(it, None).is_err()));
    }
}
