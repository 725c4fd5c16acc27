//! The bundled yearly report: every stated figure, both lists, frozen figures, its paper form.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "it reads the bundled site"
)]

use std::path::Path;

use jiff::civil::date;
use novator::build::{Built, Memo, Options, build};
use novator::paper::Block;
use novator::site::Drafts;
use novator::source::{self, Sources};
use novator::stats::{freeze, stated};

fn bundled() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn built(sources: &Sources) -> Built {
    let date = date(2026, 11, 25);
    let options = Options { date, drafts: Drafts::Hidden, theme: None, base_url: None };
    build(sources, &options, &mut Memo::default()).0.expect("the bundled site is whole")
}

/// Every number of the official report, by the key under which it is entered.
const STATED: &[(&str, i64)] = &[
    ("R-01", 63),
    ("R-02", 5),
    ("R-03", 14),
    ("R-04", 35),
    ("R-05", 3),
    ("R-06", 52),
    ("R-06a", 49),
    ("R-07", 3),
    ("R-08", 31),
    ("R-09", 15),
    ("R-10", 10),
    ("R-11", 5),
    ("R-12", 3),
    ("R-13", 4),
    ("R-14", 3),
    ("R-15", 3),
    ("R-16", 33),
    ("R-17", 64),
    ("R-18", 618),
    ("R-19", 50),
    ("R-20", 9),
    ("R-20-percent", 45),
    ("R-21", 8),
    ("R-21-percent", 42),
    ("R-22", 13),
    ("R-23", 3),
    ("R-24", 4),
    ("T-1", 21),
    ("T-2", 35),
    ("T-3", 4),
    ("T-4", 1),
    ("T-5", 2),
    ("T-1-percent", 10),
    ("T-2-percent", 27),
    ("T-3-percent", 19),
    ("T-4-percent", 100),
    ("T-5-percent", 29),
];

#[test]
fn every_stated_figure_is_entered_and_shown() {
    let built = built(&bundled());
    let report = &built.site.vocabularies.reports[0];
    let mut entered: Vec<(&str, i64)> =
        report.figures.iter().map(|it| (it.key.as_str(), it.value)).collect();
    let mut wanted = STATED.to_vec();
    entered.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(entered, wanted);
    let text = built.paper(2023).expect("there is a report of 2023").text();
    for figure in &report.figures {
        let named =
            text.contains(&format!("\t{}", figure.value)) || text.contains(&figure.label);
        assert!(named, "{}: {}", figure.key, figure.label);
    }
    for words in ["63\u{a0}организации", "80\u{a0}организаций", "33\u{a0}методических события"]
    {
        assert!(text.contains(words), "{words}");
    }
}

/// The same against the checked data of the source, where it lies beside the project.
#[test]
fn figures_agree_with_the_checked_data_of_the_source() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/report-2023.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there is no checked data beside the project");
        return;
    };
    let data: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let figures = data["figures"].as_array().expect("it lists figures");
    for figure in figures {
        let key = figure["id"].as_str().unwrap_or_default();
        let value = figure["value"].as_i64();
        let known = STATED.iter().find(|it| it.0 == key).map(|it| it.1);
        assert_eq!(known, value, "{key}");
        if let Some(percent) = figure.get("percent").and_then(serde_json::Value::as_i64) {
            let key = format!("{key}-percent");
            assert!(STATED.contains(&(&key, percent)), "{key}");
        }
    }
    for row in data["table_1"]["rows"].as_array().into_iter().flatten() {
        let key = format!("T-{}", row["row"]);
        let share = format!("{key}-percent");
        let number = |name: &str| row[name].as_i64().unwrap_or_default();
        assert!(STATED.contains(&(&key, number("involved"))), "{row}");
        assert!(STATED.contains(&(&share, number("percent"))), "{row}");
    }
}

#[test]
fn the_paper_form_has_headings_lists_and_tables() {
    let paper = built(&bundled()).paper(2023).expect("there is a report of 2023");
    let count = |is: fn(&Block) -> bool| paper.blocks.iter().filter(|it| is(it)).count();
    assert!(count(|it| matches!(it, Block::Heading(1, _))) >= 11);
    assert!(count(|it| matches!(it, Block::Table(_))) >= 6);
    assert!(count(|it| matches!(it, Block::Item { .. })) >= 25);
    assert_eq!(count(|it| matches!(it, Block::Quotation(_))), 2);
    let bytes = paper.docx().expect("it can be packed");
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn a_frozen_report_keeps_its_numbers_when_the_registry_moves_on() {
    let mut sources = bundled();
    let project = sources.content["content/projects/ds-449.md"].bytes().to_vec();
    let figures = |built: &Built| freeze::figures(&built.site, &built.site.reports[0]);
    let before = built(&sources);
    let frozen = &before.site.data.frozen[0].figures;
    let shape =
        |it: &novator::content::data::frozen::FrozenFigure| (it.value, it.members.clone());
    assert!(frozen.iter().map(shape).eq(figures(&before).iter().map(shape)), "freeze it anew");
    sources.remove("content/projects/ds-449.md");
    let after = built(&sources);
    let basis = |built: &Built| {
        let frozen = built.site.data.frozen.first();
        let quantity =
            novator::content::quantity::Quantity::of(novator::content::word::Measure::Projects);
        let basis = stated::Basis { site: &built.site, frozen };
        let live = stated::Basis::live(&built.site);
        let of = |it: stated::Basis<'_>| it.count(2023, &quantity).map(|it| it.value);
        (of(basis), of(live))
    };
    assert_eq!((basis(&before), basis(&after)), ((Some(57), Some(57)), (Some(57), Some(56))));
    let page = after.page(&novator::page::route::report("2023")).expect("it is planned");
    let html = after.render(page, None).expect("it can be shown");
    let html = String::from_utf8(html).expect("it is UTF-8");
    assert!(html.contains("57\u{a0}проектов") && html.contains("Сегодня реестр считает иначе"));
    sources.insert("content/projects/ds-449.md", project);
}
