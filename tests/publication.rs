//! What is not published leaves no trace: no page differs by a byte from a site without it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use novator::content::Memo;
use novator::page::piece::Store;
use novator::site::Drafts;
use novator::source::{self, Sources};

#[path = "support/made.rs"]
mod made;
mod support;

/// Three ways to be unpublished on 21 November 2026.
const WAYS: [&str; 3] =
    ["черновик: да", "опубликовать: 22.11.2026", "опубликовать: 01.01.2020\nснять: 21.11.2026"];

/// Entries that would change lists, figures, the menu and other pages if anybody saw them.
const NEW: [(&str, &str); 4] = [
    (
        "content/projects/new.md",
        "тема: Совсем новый проект\nстатус: ресурсный центр\nорганизация: ds-449\n\
         история:\n  - {год: 2024, состояние: присвоен, приказ: 994-z-2024, пункт: 4}\n\
         направления: [ecology]\nфедеральные_проекты: [modern-school]\n",
    ),
    (
        "content/organisations/new.md",
        "название: МАДОУ «ДС № 1 г. Челябинска»\nтип: preschool\nвид: ДС\nномер: 1\n\
         преемник: ds-449\n",
    ),
    (
        "content/documents/new.md",
        "вид: приказ\nномер: 1-у\nдата: 20.11.2026\nкем_принят: Комитет\n\
         название: Об отмене\nизменяет: 994-z-2024\nотменяет: 720-u-2023\n",
    ),
    ("content/pages/new.md", "название: Новое\nменю: да\nпорядок: 1\n"),
];

fn bundled() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

/// Everything that templates would get, and the files that need none, by address.
fn pages(sources: &Sources, memo: &mut Memo) -> BTreeMap<String, String> {
    let on = (date(2026, 11, 21), Drafts::Hidden);
    let (planned, _) = support::planned(sources, on, memo);
    let (site, plan) = planned.expect("the bundled site has settings");
    let store = Store::default();
    let made = plan.pages.iter().map(|(route, page)| {
        (route.path().to_owned(), made::made((&site, &plan, &store), page))
    });
    made.collect()
}

/// Names the first page in which two sites differ.
#[track_caller]
fn check_equal(with: &BTreeMap<String, String>, without: &BTreeMap<String, String>) {
    for (path, page) in with {
        assert_eq!(Some(page), without.get(path), "{path}");
    }
    assert_eq!(with.len(), without.len(), "pages are missing");
}

/// An entry with what decides when it is seen.
fn entry(publication: &str, matter: &str) -> Vec<u8> {
    format!("---\n{publication}\n{matter}---\n\nТекст.\n").into_bytes()
}

#[test]
fn a_new_entry_changes_nothing_before_its_day() {
    let mut memo = Memo::default();
    let mut sources = bundled();
    for (path, matter) in NEW {
        for (number, way) in WAYS.iter().enumerate() {
            sources.insert(&path.replace("new", &format!("new-{number}")), entry(way, matter));
        }
    }
    check_equal(&pages(&sources, &mut memo), &pages(&bundled(), &mut memo));
}

/// The test above would prove nothing if these entries were not seen when they are published.
#[test]
fn the_same_entries_are_seen_on_their_day() {
    let mut memo = Memo::default();
    let without = pages(&bundled(), &mut memo);
    let mut sources = bundled();
    for (path, matter) in NEW {
        sources.insert(path, entry("опубликовать: 21.11.2026", matter));
    }
    let with = pages(&sources, &mut memo);
    for (path, _) in NEW {
        let page = path.replace("content/", "").replace(".md", ".html");
        assert!(with.contains_key(&page), "{page} is there");
    }
    let changed = without.iter().filter(|(path, page)| with.get(*path) != Some(page)).count();
    assert!(changed > without.len() / 2, "the menu alone changes every page");
}

/// Entries that many others name.
const OLD: [&str; 4] = [
    "content/documents/994-z-2024.md",
    "content/organisations/tsro.md",
    "content/pages/napravleniya.md",
    "content/projects/psihologo-pedagogicheskie-klassy.md",
];

#[test]
fn an_old_entry_leaves_as_if_it_had_never_been() {
    let mut memo = Memo::default();
    let (mut with, mut without) = (bundled(), bundled());
    for (path, way) in OLD.into_iter().zip(WAYS.iter().cycle()) {
        let text = String::from_utf8_lossy(with.content[path].bytes()).into_owned();
        let hidden = text.replacen("---\n", &format!("---\n{way}\n"), 1);
        with.insert(path, hidden.into_bytes());
        without.remove(path);
    }
    check_equal(&pages(&with, &mut memo), &pages(&without, &mut memo));
}
