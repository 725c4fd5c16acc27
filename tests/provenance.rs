//! What a page was made of is what it cannot do without.

use jiff::civil::date;
use novator::build::Options;
use novator::build::horizon::Stage;
use novator::build::provenance::Asked;
use novator::page::route::Route;
use novator::site::Drafts;
use novator::source::Sources;

const REGISTRY: &str = "\
//- content/site.yaml
название: Раздел
ведомство: Комитет
город: Город
часовой_пояс: Asia/Yekaterinburg
отчетный_год: 2024
//- content/data/organisation-types.yaml
- {ключ: school, название: Школы}
- {ключ: dou, название: Детские сады}
//- content/data/statuses.yaml
- {ключ: rc, название: ресурсный центр, множественное: Ресурсные центры, уровень: муниципальный, состав: организация}
//- content/organisations/sosh-1.md
---
название: МБОУ «СОШ № 1»
тип: Школы
---
//- content/organisations/ds-2.md
---
название: МБДОУ «ДС № 2»
тип: Детские сады
---
//- content/documents/o-1.md
---
вид: приказ
номер: 1
дата: 01.04.2024
орган: Комитет
название: О работе
---
//- content/projects/a.md
---
тема: Театр
статус: ресурсный центр
организация: sosh-1
история:
  - {год: 2024, состояние: присвоен, приказ: o-1}
---
//- content/pages/about.md
---
название: О разделе
---

Слова.
";

fn stage(sources: &Sources, theme: &str) -> Stage {
    let day = date(2024, 6, 1);
    let theme = Some(theme.to_owned());
    let options = Options { date: day, drafts: Drafts::Hidden, theme, base_url: None };
    Stage::new(sources, &options).expect("the site can be built")
}

fn files(theme: &str, name: &str) -> Vec<String> {
    let sources = Sources::from_text(REGISTRY);
    let stage = stage(&sources, theme);
    let route = Route::new(name);
    let files = Asked { stage: &stage, sources: &sources, route: &route }.files();
    files.iter().map(|it| it.trim_start_matches("content/").to_owned()).collect()
}

#[test]
fn a_project_is_made_of_its_card_and_of_what_it_names() {
    let files = files("plain", "projects/a");
    for needed in [
        "data/statuses.yaml",
        "documents/o-1.md",
        "organisations/sosh-1.md",
        "projects/a.md",
        "site.yaml",
    ] {
        assert!(files.iter().any(|it| it == needed), "{needed} is not in {files:?}");
    }
    let other = "organisations/ds-2.md";
    assert!(!files.iter().any(|it| it == other), "{other} is in {files:?}");
}

#[test]
fn templates_of_both_engines_are_found() {
    let sources = Sources::from_text(REGISTRY);
    for (theme, expected) in [
        ("civic", &["project.html", "base.html", "parts/prose.html"][..]),
        ("plain", &["project.html", "base.html", "parts/prose.html"]),
    ] {
        let stage = stage(&sources, theme);
        let (built, _) = stage.on(stage.date()).expect("the site can be built");
        let page = built.page(&Route::new("projects/a")).expect("the project has a page");
        let templates = stage.templates(page);
        for name in expected {
            let path = format!("themes/{theme}/templates/{name}");
            assert!(templates.iter().any(|it| **it == *path), "{path} not in {templates:?}");
        }
    }
}
