//! News: honest dates, numbers that somebody counted, comments that are words, and the feed.

use std::path::Path;

use jiff::civil::date;
use novator::content;
use novator::page::Plan;
use novator::page::news_list::NewsList;
use novator::page::piece::Store;
use novator::site::{Drafts, Site};
use novator::source::{self, Sources};
use serde_json::Value;

#[path = "support/made.rs"]
mod made;
mod support;

fn planned(sources: &Sources) -> (Site, Plan) {
    let when = (date(2026, 11, 25), Drafts::Hidden);
    let (planned, diagnostics) = support::planned(sources, when, &mut content::Memo::default());
    let told: Vec<_> = diagnostics.iter().map(|it| &it.message.en).collect();
    assert!(told.is_empty(), "{told:?}");
    planned.expect("the site has settings")
}

fn bundled() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

/// The view of a page.
fn view((site, plan): &(Site, Plan), route: &str) -> Value {
    let made = made::made((site, plan, &Store::default()), &plan.pages[route]);
    let json = made.split_once(' ').expect("the template's name comes first").1;
    serde_json::from_str(json).expect("a view is JSON")
}

#[test]
fn the_post_of_armavir_is_told_as_its_source_tells_it() {
    let site = planned(&bundled());
    let view = view(&site, "news/armavir-poryadok.html");
    assert_eq!(view["post"]["when"], Value::Null);
    assert_eq!(view["post"]["time"], "10:28");
    assert_eq!(view["post"]["categories"][0]["title"], "Инновационная работа");
    assert_eq!(view["post"]["author"]["title"], "admin");
    let reactions = &view["reactions"];
    assert_eq!(reactions["as_of"], Value::Null);
    assert_eq!((&reactions["views"], &reactions["comment_count"]), (&237.into(), &0.into()));
    assert_eq!(reactions["rating"]["votes"], 0);
}

#[test]
fn what_nobody_counted_is_not_shown_as_zero() {
    let site = planned(&bundled());
    let view = view(&site, "news/otbor-2024-goda.html");
    assert_eq!(view["reactions"], Value::Null);
    assert_eq!(view["post"]["views"], Value::Null);
}

#[test]
fn lists_go_by_category_author_and_year() {
    let (_, plan) = planned(&bundled());
    let count = |list: NewsList| plan.lists.news[&list].posts.len();
    assert_eq!(count(NewsList::All), 3);
    assert_eq!(count(NewsList::category("Инновационная работа")), 1);
    assert_eq!(count(NewsList::author("Редакция сайта")), 2);
    assert_eq!(count(NewsList::Year(Some(2026))), 2);
    assert_eq!(count(NewsList::Year(None)), 1);
}

#[test]
fn comments_are_words() {
    let mut sources = bundled();
    let comments = "на: 25.11.2026\nкомментарии:\n  - автор: <b>Я</b>\n    дата: не указана\n    \
                    текст: \"<script>x</script>\\n\\n[a](javascript:x)\"\n";
    let path = "content/data/reactions/otbor-2024-goda.yaml";
    sources.insert(path, comments.as_bytes().to_vec());
    let site = planned(&sources);
    let view = view(&site, "news/otbor-2024-goda.html");
    let comment = &view["reactions"]["comments"][0];
    assert_eq!(comment["author"], "<b>Я</b>");
    assert_eq!(
        comment["paragraphs"],
        serde_json::json!(["<script>x</script>", "[a](javascript:x)"])
    );
    assert_eq!(view["reactions"]["comment_count"], 1);
    assert_eq!(view["reactions"]["views"], Value::Null);
}

#[test]
fn the_feed_holds_posts_with_days() {
    let (site, plan) = planned(&bundled());
    let feed = made::made((&site, &plan, &Store::default()), &plan.pages["news/feed.xml"]);
    let feed = atom_syndication::Feed::read_from(feed.as_bytes()).expect("it is a feed");
    let titles: Vec<&str> = feed.entries.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Как объявляли отбор инновационных площадок на 2024 год",
            "На сайте появился календарь мероприятий",
        ]
    );
    assert!(feed.entries.iter().all(|it| it.id.starts_with("urn:uuid:")));
    assert_eq!(feed.updated.to_rfc3339(), "2026-11-25T00:00:00+05:00");
}

#[test]
fn an_address_of_the_site_makes_links_absolute_and_changes_no_names() {
    let ids = |sources: &Sources| {
        let (site, plan) = planned(sources);
        let feed = made::made((&site, &plan, &Store::default()), &plan.pages["news/feed.xml"]);
        let feed = atom_syndication::Feed::read_from(feed.as_bytes()).expect("it is a feed");
        let links: Vec<String> = feed.links.iter().map(|it| it.href.clone()).collect();
        (feed.entries.into_iter().map(|it| it.id).collect::<Vec<_>>(), links)
    };
    let mut sources = bundled();
    let (before, links) = ids(&sources);
    assert_eq!(links, ["index.html"]);
    let settings = sources.content["content/site.yaml"].bytes().to_vec();
    let more = [settings, "адрес_сайта: https://example.org/mip/\n".into()].concat();
    sources.insert("content/site.yaml", more);
    let (after, links) = ids(&sources);
    assert_eq!(before, after);
    assert_eq!(
        links,
        ["https://example.org/mip/news/index.html", "https://example.org/mip/news/feed.xml"]
    );
}
