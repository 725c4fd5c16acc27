//! Questions and their answers; those to the bundled registry give the very lists that its figures
//! are counted from.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use novator::content::word::State;
use novator::content::{self, Memo};
use novator::page::list::{Lists, OrganisationList, ProjectList, StatusChoice};
use novator::page::short_code::listing;
use novator::query::field::Field;
use novator::query::kind::{KINDS, Kind};
use novator::query::{Answer, Asked, Query};
use novator::site::{Drafts, Site, link};
use novator::source::{self, Sources};
use novator::yaml::table::Word as _;

fn bundled() -> Site {
    let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let (content, _) = content::parse(&sources, &mut Memo::default());
    let (site, _) = link(&content, date(2026, 11, 21), Drafts::Hidden);
    site.expect("the bundled site has settings")
}

/// Indexes of what a question finds.
fn found(site: &Site, kind: &str, condition: &str) -> Vec<usize> {
    let kind = Kind::named(kind).expect("a kind");
    let asked = Asked { condition: (condition, 0), ..Asked::default() };
    let query = Query::read(site, kind, (asked, &"q".into()));
    let query = query.unwrap_or_else(|it| panic!("{condition}: {it:?}"));
    query.answer(site).rows.iter().map(|it| it.index).collect()
}

fn status(site: &Site, choice: StatusChoice) -> String {
    match choice {
        StatusChoice::Known(id) => format!("статус={}", site.vocabularies.statuses[id.0].key),
        StatusChoice::NotTold => "статус=не указан".to_owned(),
    }
}

fn projects_question(site: &Site, list: ProjectList) -> Option<String> {
    if list.theme.is_some() {
        return None;
    }
    let parts = [
        list.year.map(|it| format!("год={it}")),
        list.status.map(|it| status(site, it)),
        list.state.map(|it: State| format!("состояние={}", it.spelling())),
        list.communities.map(|_| "сообщество".to_owned()),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" и "))
}

#[test]
fn lists_of_projects_are_questions() {
    let site = bundled();
    let lists = Lists::of(&site);
    let mut asked = 0;
    for (list, members) in &lists.projects {
        let Some(question) = projects_question(&site, *list) else { continue };
        let members: Vec<usize> = members.iter().map(|it| it.0).collect();
        assert_eq!(found(&site, "проекты", &question), members, "{question}");
        asked += 1;
    }
    assert!(asked > 20, "{asked} lists were asked for");
}

#[test]
fn lists_of_organisations_are_questions() {
    let site = bundled();
    let lists = Lists::of(&site);
    let mut asked = 0;
    for (list, members) in &lists.organisations {
        let OrganisationList { in_communities, direction, .. } = list;
        if in_communities.is_some() || direction.is_some() {
            continue;
        }
        let kinds = &site.vocabularies.organisation_types;
        let parts = [
            list.year.map(|it| format!("год={it}")),
            list.organisation_type.map(|it| format!("тип={}", kinds[it.0].key)),
            list.status.filter(|it| *it != StatusChoice::NotTold).map(|it| status(&site, it)),
            list.projects.map(|(least, most)| match most {
                usize::MAX => format!("проектов>={least}"),
                _ => format!("проектов={least}"),
            }),
        ];
        if list.status == Some(StatusChoice::NotTold) {
            continue;
        }
        let question = parts.into_iter().flatten().collect::<Vec<_>>().join(" и ");
        let mut members: Vec<usize> = members.iter().map(|it| it.0).collect();
        members.sort_unstable();
        assert_eq!(found(&site, "организации", &question), members, "{question}");
        asked += 1;
    }
    assert!(asked > 20, "{asked} lists were asked for");
}

#[test]
fn every_usual_fact_of_a_listing_is_a_field() {
    for kind in KINDS {
        let names = listing::usual(kind.of);
        let columns = novator::query::columns(kind, ((names, 0), &"q".into()));
        assert!(columns.is_ok(), "{}: {names}", kind.names[2]);
    }
}

const REGISTRY: &str = "\
//- content/site.yaml
название: Реестр
ведомство: Комитет
город: Город
отчетный_год: 2024
часовой_пояс: Asia/Yekaterinburg
//- content/data/statuses.yaml
- {ключ: rc, название: ресурсный центр, множественное: Ресурсные центры, сокращение: РЦ, уровень: муниципальный, состав: организация}
- {ключ: net, название: сетевое сообщество, множественное: Сетевые сообщества, уровень: муниципальный, состав: сообщество}
//- content/data/organisation-types.yaml
- {ключ: school, название: общеобразовательные}
- {ключ: dou, название: дошкольные, варианты: [ДОУ]}
//- content/organisations/sosh-1.md
---
название: МБОУ «СОШ № 1»
тип: общеобразовательные
---
//- content/organisations/ds-2.md
---
название: МБДОУ «ДС № 2»
тип: дошкольные
---
//- content/documents/o-2023.md
---
вид: приказ
номер: 1-п
дата: 05.04.2023
орган: Комитет
название: О площадках
---
//- content/documents/o-2024.md
---
вид: приказ
номер: 2-п
дата: 05.04.2024
орган: Комитет
название: О площадках
---
//- content/projects/a.md
---
тема: Театр и школа
статус: ресурсный центр
организация: sosh-1
история:
  - {год: 2023, состояние: присвоен, приказ: o-2023}
  - {год: 2024, состояние: реализован, приказ: o-2024}
---
//- content/projects/b.md
---
тема: Сеть площадок
статус: сетевое сообщество
участники:
  - {организация: sosh-1, роль: координатор}
  - {организация: ds-2, роль: партнер, с: 2024}
история:
  - {год: 2023, состояние: присвоен, приказ: o-2023}
  - {год: 2024, состояние: продолжен, приказ: o-2024}
---
//- content/projects/c.md
---
тема: Ёлка
статус: не указан
организация: ds-2
история:
  - {год: 2024, состояние: продолжен, приказ: o-2024}
---
//- content/events/e.md
---
название: Семинар
дата: 03.2024
формат: очно
вид: семинар
---
//- content/events/f.md
---
название: Форум
дата: 20.05.2024
формат: не указан
вид: форум
пример: да
---
";

fn small() -> Site {
    let sources = Sources::from_text(REGISTRY);
    let (content, _) = content::parse(&sources, &mut Memo::default());
    link(&content, date(2024, 6, 1), Drafts::Hidden).0.expect("the settings are whole")
}

/// The ids found, or the codes and bytes of what makes no sense.
fn ids(site: &Site, kind: &str, condition: &str, order: &str) -> String {
    let kind = Kind::named(kind).expect("a kind");
    let asked = Asked { condition: (condition, 0), order: (order, 0), limit: None };
    match Query::read(site, kind, (asked, &"q".into())) {
        Ok(query) => {
            let answer = query.answer(site);
            let ids = answer.rows.iter().map(|it| (kind.file)(site, *it).0);
            ids.collect::<Vec<_>>().join(" ")
        }
        Err(diagnostics) => {
            let told = diagnostics.iter().map(|it| {
                let place = it.place.as_ref().expect("a question has bytes");
                let bytes = condition.get(place.start..place.end).unwrap_or("?");
                format!("{} «{bytes}»", it.code.name)
            });
            told.collect::<Vec<_>>().join(", ")
        }
    }
}

#[track_caller]
fn check(kind: &str, condition: &str, expected: &str) {
    assert_eq!(ids(&small(), kind, condition, ""), expected, "{kind}: {condition}");
}

#[test]
fn conditions_are_read_and_answered() {
    check("проекты", "", "c b a");
    check("проекты", "статус=ресурсный центр", "a");
    check("проекты", "status = \"РЦ\"", "a");
    check("проекты", "статус='Ресурсные центры' или тема содержит елк", "c a");
    check("проекты", "не (статус=РЦ или статус=не указан)", "b");
    check("проекты", "не статус", "c");
    check("проекты", "статус!=РЦ", "c b");
    check("проекты", "тема содержит «площад»", "b");
    check("проекты", "тема не содержит площад", "c a");
    check("проекты", "организация=СОШ № 1 и сообщество", "b");
    check("проекты", "участников>=2 AND NOT сообщество=нет", "b");
    check("проект", "тип=ДОУ", "c b");
    check("организации", "проектов=2", "ds-2 sosh-1");
    check("документы", "дата>=04.2024", "o-2024");
    check("документы", "дата<2024 и номер=1-п", "o-2023");
    check("документы", "дата<сегодня", "o-2024 o-2023");
}

#[test]
fn a_year_means_what_lists_of_the_site_mean() {
    check("проекты", "год=2023", "c b a");
    check("проекты", "год=2024", "c b");
    check("проекты", "год=2024 и состояние=реализован", "a");
    check("проекты", "год>2023 и статус=РЦ", "");
    check("проекты", "состояние=реализован", "a");
    check("проекты", "год=2023 и тип=ДОУ", "c");
    check("организации", "год=2024 и тип=ДОУ", "ds-2");
    check("организации", "год=2023 и проектов>1", "sosh-1");
}

#[test]
fn examples_are_out_unless_asked_for() {
    check("мероприятия", "", "e");
    check("мероприятия", "пример=да", "f");
    check("мероприятия", "дата=2024 и (пример или не пример)", "e f");
    check("мероприятия", "состояние=прошло", "e");
}

#[test]
fn answers_are_sorted_as_asked() {
    for (order, expected) in
        [("тема", "c b a"), ("-тема", "a b c"), ("-участников", "b c a"), ("статус", "a b c")]
    {
        assert_eq!(ids(&small(), "проекты", "", order), expected, "{order}");
    }
    assert_eq!(ids(&small(), "проекты", "", "-рост"), "query-field «?»");
}

#[test]
fn what_makes_no_sense_is_told_with_its_bytes() {
    check("проекты", "статуc=РЦ и", "query-syntax «и»");
    check("проекты", "стутас=РЦ и год>позже", "query-field «стутас», query-value «позже»");
    check("проекты", "статус=ресурсный цент", "query-value «ресурсный цент»");
    check("проекты", "статус>РЦ", "query-value «>»");
    check("проекты", "год содержит 20", "query-value «содержит»");
    check("проекты", "статус=РЦ год>2023", "query-syntax «год»");
    check("проекты", "(статус=РЦ", "query-syntax «(»");
    check("проекты", "статус=РЦ)", "query-syntax «)»");
    check("проекты", "статус=\"РЦ", "query-syntax «\"»");
    check("проекты", "статус=", "query-syntax «=»");
    check("проекты", "=РЦ", "query-syntax «=»");
    check("проекты", "год>2020>5", "query-syntax «2020»");
    check("проекты", "тип=(ДОУ)", "query-syntax «=»");
    check("проекты", "и", "query-syntax «и»");
    check("проекты", "сообщество=может быть", "query-value «может быть»");
    check("документы", "дата=31.02.2024", "query-value «31.02.2024»");
    check("проекты", &"(".repeat(200), "query-syntax «(»");
}

#[test]
fn every_field_of_every_kind_answers() {
    let site = small();
    for kind in KINDS {
        assert!(kind.columns().len() > 1, "{}", kind.names[2]);
        let mut names = BTreeMap::new();
        for field in kind.fields {
            for name in field.names {
                assert!(names.insert(name, ()).is_none(), "{} has two {name}", kind.names[2]);
            }
            let Field { names: [name, _], .. } = field;
            let asked = Asked { condition: (name, 0), order: (name, 0), limit: None };
            let query = Query::read(&site, kind, (asked, &"q".into()));
            let answer = query.expect("a field alone is a question").answer(&site);
            answer.rows.iter().for_each(|it| drop(Answer::cell(&site, field, *it)));
        }
    }
}
