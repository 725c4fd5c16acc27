//! The yearly monitoring, directions with years, and the chain through events.

use std::path::Path;

use jiff::civil::date;
use novator::content;
use novator::site::{Drafts, Site};
use novator::source::{self, Sources};
use novator::stats::themes::{self, Theme};
use novator::stats::{bank, monitoring};

mod support;

fn sources() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn linked(sources: &Sources) -> Site {
    let when = (date(2026, 11, 25), Drafts::Hidden);
    let (planned, diagnostics) = support::planned(sources, when, &mut content::Memo::default());
    let told: Vec<_> = diagnostics.iter().map(|it| &it.message.en).collect();
    assert!(told.is_empty(), "{told:?}");
    planned.expect("the site has settings").0
}

#[test]
fn projects_are_ranked_by_what_they_reached() {
    let site = linked(&sources());
    let year = &site.monitoring[0];
    assert!(year.is_example, "the sources tell of no values");
    let rows: Vec<(usize, usize, (usize, usize))> = monitoring::ranking(year)
        .into_iter()
        .map(|it| (it.reached.reached, it.reached.planned, it.places))
        .collect();
    assert_eq!(rows, [(3, 3, (1, 1)), (2, 3, (2, 3)), (2, 3, (2, 3))], "ST-19");
    let total = monitoring::total(year).map(|it| (it.reached, it.planned));
    assert_eq!(total, Some((7, 9)));
    let without = year.projects.iter().filter(|it| monitoring::reached(it).is_none()).count();
    assert_eq!(without, 1, "a fact without a plan has no place");
}

#[test]
fn a_plan_without_a_fact_is_not_reached() {
    let mut sources = sources();
    let values = "проекты:\n  - проект: litsey-77\n    показатели:\n      \
                  - {показатель: open-events, план: 4}\n      \
                  - {показатель: published-products, план: '1,5', факт: '1,5'}\n";
    sources.insert("content/data/monitoring/2024.yaml", values.as_bytes().to_vec());
    let site = linked(&sources);
    let project = site.project_named("litsey-77").expect("it is in the registry");
    let told: Vec<_> = site.monitored(project).collect();
    assert_eq!(told.len(), 1);
    let reached = monitoring::reached(told[0].1).map(|it| (it.reached, it.planned));
    assert_eq!((told[0].0, reached), (2024, Some((1, 2))));
}

#[test]
fn a_direction_gathers_products_and_events_of_its_projects() {
    let mut sources = sources();
    let path = "content/projects/ekologicheskiy-konstruktor.md";
    let text = String::from_utf8(sources.content[path].bytes().to_vec()).expect("it is text");
    let text = text.replacen(
        "---\n",
        "---\nнаправления: [ecology]\nфедеральные_проекты: [modern-school]\n",
        1,
    );
    sources.insert(path, text.into_bytes());
    let event = "---\nназвание: Показ\nдата: 2023\nвид: форум\nформат: очно\n\
                 проекты: [ekologicheskiy-konstruktor]\n---\n";
    sources.insert("content/events/pokaz.md", event.as_bytes().to_vec());
    let site = linked(&sources);
    let of = |name: &str| site.vocabularies.directions.named(name);
    let ecology = Theme::Direction(novator::site::DirectionId(of("ecology").expect("known")));
    let modern = Theme::FederalProject(0);
    for theme in [ecology, modern] {
        let titles: Vec<&str> = themes::products(&site, theme)
            .into_iter()
            .map(|it| site.product(it).entry.matter.title.value.as_str())
            .collect();
        assert_eq!(titles, ["Экологический конструктор"]);
        assert_eq!(themes::events(&site, theme).len(), 1);
    }
    let chain = bank::chain(&site);
    assert_eq!((chain.shown.len(), chain.events.len()), (1, 1), "S4-12");
}

#[test]
fn nothing_is_shown_that_no_event_names() {
    let site = linked(&sources());
    let chain = bank::chain(&site);
    assert_eq!((chain.products.len(), chain.shown.len(), chain.events.len()), (1, 0, 0));
    let example = site
        .product_ids()
        .find(|it| &*site.product(*it).entry.id == "primer-rasteniya-shkolnogo-dvora");
    let shown = example.map(|it| bank::events(&site, it).len());
    assert_eq!(shown, Some(1), "examples are shown by examples");
}
