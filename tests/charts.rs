//! Every chart that can be called by name is drawn, once the registry tells what it is counted from.

use std::path::Path;

use jiff::civil::date;
use novator::content::Memo;
use novator::content::chart_name::ChartName;
use novator::page::piece::Store;
use novator::site::Drafts;
use novator::source::{self, Sources};

#[path = "support/made.rs"]
mod made;
mod support;

/// What the bundled registry leaves out, for its sources do not tell it.
const MORE: &[(&str, &str)] = &[
    (
        "content/projects/a.md",
        "тема: А\nстатус: ресурсный центр\nорганизация: ds-449\nнаправления: [ecology]\n\
         история:\n  - {год: 2024, состояние: присвоен, приказ: 994-z-2024, пункт: 4}\n",
    ),
    (
        "content/events/a.md",
        "название: А\nдата: 04.03.2024\nвид: семинар\nформат: очно\nот_площадок: да\n\
         количество: 2\nсерия: strategiya-ponimaniya\n",
    ),
    (
        "content/events/b.md",
        "название: Б\nдата: 05.03.2024\nвид: вебинар\nформат: дистанционно\nот_площадок: да\n",
    ),
    (
        "content/products/a.md",
        "название: А\nвид: Банк задач\nавторы: [{организация: ds-449}]\nгод: 2024\nаннотация: А.\n\
         аудитория: [педагоги, родители]\nготовность: внедрён\n\
         внедрения: [{организация: sosh-15, год: 2024}]\nисточник: 994-z-2024\n",
    ),
];

/// How many events of the series there were, which no document of the bundled site tells.
const TOTAL: &str = "  итоги: [{год: 2024, всего: 5, документ: 994-z-2024}]\n";

fn sources() -> Sources {
    let mut sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    for (path, keys) in MORE {
        sources.insert(path, format!("---\n{keys}---\n").into_bytes());
    }
    let series = "content/data/event-series.yaml";
    let told = [sources.content[series].bytes(), TOTAL.as_bytes()].concat();
    sources.insert(series, told);
    sources
}

#[test]
fn every_chart_has_its_page_and_its_file() {
    let when = (date(2026, 11, 21), Drafts::Hidden);
    let (planned, diagnostics) = support::planned(&sources(), when, &mut Memo::default());
    let told: Vec<_> = diagnostics.iter().map(|it| &it.message.en).collect();
    assert!(told.is_empty(), "{told:?}");
    let (site, plan) = planned.expect("the site has settings");
    let text = |route: &str| made::made((&site, &plan, &Store::default()), &plan.pages[route]);
    let shown = text("infographics/index.html") + &text("infographics/2023.html");
    for chart in ChartName::all() {
        // The bundled report, with all organisations of the city, is about 2023.
        let is_of_report = matches!(chart, ChartName::Report | ChartName::Involvement);
        let year = if is_of_report { 2023 } else { 2024 };
        let key = chart.key();
        let name = if chart.has_year() { format!("{key}-{year}") } else { key.to_owned() };
        assert!(shown.contains(&format!("\"id\":\"{name}\"")), "{name} is not shown");
        let file = format!("infographics/data/{name}.csv");
        assert!(plan.pages.contains_key(file.as_str()), "{name} has no file");
    }
    let file = |name: &str| text(&format!("infographics/data/{name}.csv"));
    for (name, row) in [
        ("directions-2024", "Экологическое образование;1\r"),
        ("formats-2024", "Очно;2"),
        ("series-2024", "Стратегия понимания;2;3"),
        ("kinds", "Банки задач;1"),
        ("audiences", "Родители;1"),
        ("readiness", "Внедрён;1"),
        ("adoptions", "А;1"),
    ] {
        assert!(file(name).contains(row), "{name}: {}", file(name));
    }
}
