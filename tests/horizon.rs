//! The horizon: between two neighbouring days of it builds have the same bytes, on a day of it
//! other ones. Every day shows the same day to its visitors, for that changes daily.

use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use novator::build::Options;
use novator::build::horizon::{Stage, Turn};
use novator::page::route::Route;
use novator::site::Drafts;
use novator::source::{self, Sources};

const REGISTRY: &str = "\
//- content/site.yaml
название: Раздел
ведомство: Комитет
город: Город
часовой_пояс: Asia/Yekaterinburg
отчетный_год: 2024
оформление: plain
//- content/documents/o-1.md
---
вид: приказ
номер: 1
дата: 01.04.2024
орган: Комитет
название: О работе
вступает_в_силу: 03.05.2024
поручения:
  - {номер: 1, текст: Составить план, исполнитель: Отдел, срок: 10.05.2024}
  - {номер: 2, текст: Собрать отчеты, исполнитель: Отдел, срок: 12.05.2024, исполнено: 11.05.2024}
---
//- content/procedures/p.md
---
название: Присвоение статуса
уровень: муниципальный
прием_заявок: {с: 14.05, по: 16.05}
---
//- content/events/e.md
---
название: Семинар
дата: 20.05.2024
формат: очно
вид: семинар
---
//- content/news/n.md
---
название: Новость
дата: 22.05.2024
опубликовать: 22.05.2024
снять: 25.05.2024
---
//- content/news/hidden.md
---
название: Черновик
дата: 23.05.2024
черновик: да
опубликовать: 23.05.2024
---
//- content/data/banners.yaml
- {название: Баннер, ссылка: 'page:about', с: 27.05.2024, по: 28.05.2024}
//- content/pages/about.md
---
название: О разделе
---

{{ список вид=документы где=\"дата>=сегодня\" }}

Ничего больше.
";

fn stage(sources: &Sources, from: Date) -> Stage {
    let theme = Some("plain".to_owned());
    let options = Options { date: from, drafts: Drafts::Hidden, theme, base_url: None };
    Stage::new(sources, &options).expect("the site can be built")
}

type Tree = std::collections::BTreeMap<String, Vec<u8>>;

fn tree(stage: &Stage, day: Date) -> Tree {
    let (built, _) = stage.on(day).expect("the site can be built");
    built.render_all().0
}

fn told(turns: &[Turn]) -> Vec<String> {
    let line = |it: &Turn| {
        let causes: Vec<&str> = it.causes.iter().map(|it| it.words.en.as_str()).collect();
        format!("{}: {}", it.date, causes.join("; "))
    };
    turns.iter().map(line).collect()
}

#[test]
fn every_sort_of_day_is_told() {
    let stage = stage(&Sources::from_text(REGISTRY), date(2024, 5, 1));
    assert_eq!(
        told(&stage.turns(date(2024, 6, 30))),
        [
            "2024-05-03: the document `o-1` comes into force",
            "2024-05-11: task 2 of `o-1` is done; the term of task 1 of `o-1` is over",
            "2024-05-14: applications open: `p`",
            "2024-05-17: applications close: `p`",
            "2024-05-20: the event `e` begins",
            "2024-05-21: the event `e` is over",
            "2024-05-22: the post `n` is published",
            "2024-05-25: the post `n` is taken off",
            "2024-05-27: the banner `Баннер` appears",
            "2024-05-29: the banner `Баннер` goes",
        ]
    );
}

#[test]
fn a_turn_names_its_pages() {
    let stage = stage(&Sources::from_text(REGISTRY), date(2024, 5, 18));
    let turns = stage.turns(date(2024, 5, 22));
    let paths = |list: &[Route]| list.iter().map(|it| it.path().to_owned()).collect::<Vec<_>>();
    let post = turns.last().expect("a post is published");
    assert_eq!(post.date, date(2024, 5, 22));
    assert!(paths(&post.added).contains(&"news/n.html".to_owned()), "{:?}", post.added);
    let event = turns.first().expect("an event begins");
    assert!(paths(&event.changed).contains(&"events/e.html".to_owned()), "{:?}", event.changed);
    assert!(event.added.is_empty() && event.removed.is_empty());
}

#[test]
fn days_outside_the_horizon_change_nothing() {
    let (first, last) = (date(2024, 5, 1), date(2024, 5, 31));
    let stage = stage(&Sources::from_text(REGISTRY), first);
    let turns: Vec<Date> = stage.turns(last).iter().map(|it| it.date).collect();
    let mut before = tree(&stage, first);
    let mut day = first;
    while day < last {
        day = day.checked_add(1.day()).expect("a day");
        let after = tree(&stage, day);
        assert_eq!(before != after, turns.contains(&day), "{day}");
        before = after;
    }
}

#[test]
fn the_bundled_site_changes_on_its_days_alone() {
    let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let first = date(2023, 12, 20);
    let stage = stage(&sources, first);
    let turns: Vec<Date> = stage.turns(date(2024, 2, 2)).iter().map(|it| it.date).collect();
    assert!(turns.len() > 2, "{turns:?}");
    let mut before = tree(&stage, first);
    for turn in turns.iter().take(3) {
        let eve = tree(&stage, turn.checked_sub(1.day()).expect("a day"));
        assert!(before == eve, "the day before {turn}");
        before = tree(&stage, *turn);
        assert!(before != eve, "{turn}");
    }
}
