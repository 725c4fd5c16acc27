//! Without any one of its files a site is smaller or has mistakes, but no link of it leads nowhere.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use novator::content::Memo;
use novator::page::Plan;
use novator::page::piece::Store;
use novator::site::{Drafts, Site};
use novator::source::{self, Sources};
use serde_json::Value;

#[path = "support/made.rs"]
mod made;
mod support;

/// All vocabularies and data, and the first entries of every folder: what is true of one project
/// is true of the next.
const ENTRIES_OF_A_FOLDER: usize = 1;

#[test]
fn no_deleted_file_leaves_a_link_behind() {
    let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut memo = Memo::default();
    let mut dangling = vec![];
    for path in chosen(&sources) {
        let mut rest = sources.clone();
        rest.remove(&path);
        let when = (date(2026, 11, 25), Drafts::Hidden);
        let (planned, diagnostics) = support::planned(&rest, when, &mut memo);
        match planned {
            Some((site, plan)) => {
                let found = links_to_nowhere(&site, &plan);
                dangling.extend(found.into_iter().map(|it| format!("without {path}: {it}")));
            }
            None => assert!(!diagnostics.is_empty(), "without {path} nobody knows why"),
        }
    }
    assert!(dangling.is_empty(), "{}", dangling.join("\n"));
}

fn chosen(sources: &Sources) -> Vec<Arc<str>> {
    let mut chosen: Vec<Arc<str>> = vec![];
    let folder = |path: &str| path.rsplit_once('/').map_or("", |it| it.0).to_owned();
    for path in sources.content.keys() {
        let same = chosen.iter().filter(|it| folder(it) == folder(path)).count();
        if path.ends_with(".yaml") || same < ENTRIES_OF_A_FOLDER {
            chosen.push(Arc::clone(path));
        }
    }
    chosen
}

fn links_to_nowhere(site: &Site, plan: &Plan) -> BTreeSet<String> {
    let store = Store::default();
    let mut nowhere = BTreeSet::new();
    for (route, page) in &plan.pages {
        let made = made::made((site, plan, &store), page);
        let Some((_, json)) = made.split_once(' ') else { continue };
        let Ok(view) = serde_json::from_str::<Value>(json) else { continue };
        let mut links = vec![];
        collect(&view, &mut links);
        for link in links {
            let target = resolve(route.path(), &link);
            let in_version = plan.presets.iter().any(|preset| {
                let inner = target.strip_prefix(preset.folder.value.as_str());
                let inner = inner.and_then(|it| it.strip_prefix('/'));
                inner.is_some_and(|it| plan.pages.contains_key(it))
            });
            let is_there = in_version
                || plan.pages.contains_key(target.as_str())
                || target.strip_prefix("files/").is_some_and(|it| site.files.contains_key(it));
            if !is_there {
                nowhere.insert(format!("{} → {link}", route.path()));
            }
        }
    }
    nowhere
}

/// Every relative link of a view: values of `href`, and those written in texts.
fn collect(value: &Value, links: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "href" => links.push(text.clone()),
                    _ => collect(value, links),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|it| collect(it, links)),
        Value::String(text) => {
            let parts = text.split("href=\"").skip(1);
            links.extend(parts.filter_map(|it| it.split('"').next()).map(str::to_owned));
        }
        _ => {}
    }
    links.retain(|it| !it.is_empty() && !it.starts_with('#') && !it.contains(':'));
}

/// The path from the root that a relative link names.
fn resolve(from: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap_or_default();
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(folders.pop()),
            other => folders.push(other),
        }
    }
    folders.join("/")
}
