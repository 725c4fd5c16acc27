//! Orders imported: into an empty registry, into the bundled one, twice.

use std::path::Path;

use jiff::civil::date;
use novator::build::{Memo, Options, build};
use novator::content;
use novator::content::Content;
use novator::content::word::State;
use novator::diag::{Diagnostics, Severity};
use novator::import::paper::{self, Paper};
use novator::import::plan::{Fate, Plan, plan};
use novator::site::{Drafts, Site, link};
use novator::source::{self, Sources};
use novator::stats::{communities, organisations, projects};

const ORDER: &[u8] = include_bytes!("orders/994-z/order.txt");

fn bundled() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

/// Settings and vocabularies alone.
fn empty() -> Sources {
    let mut sources = bundled();
    let data = ["statuses", "states", "organisation-types", "directions", "federal-projects"];
    let kept = |path: &str| {
        path == "content/site.yaml"
            || data.iter().any(|it| path == format!("content/data/{it}.yaml"))
    };
    sources.content.retain(|path, _| kept(path));
    // Terms of the bundled site name the document that defines them, which is not here.
    for path in sources.content.keys().cloned().collect::<Vec<_>>() {
        let text = String::from_utf8_lossy(sources.bytes(&path).unwrap_or_default());
        let lines = text.split_inclusive('\n').filter(|it| !it.contains("источник:"));
        let bytes = lines.collect::<String>().into_bytes();
        sources.insert(&path, bytes);
    }
    sources
}

fn order() -> Paper {
    paper::read("order.txt", ORDER).expect("the order is UTF-8")
}

fn parsed(sources: &Sources) -> (Content, Diagnostics) {
    content::parse(sources, &mut content::Memo::default())
}

fn planned(sources: &Sources, paper: &Paper) -> Plan {
    plan(paper, sources, &parsed(sources).0, false)
}

fn imported(mut sources: Sources, plan: &Plan) -> Sources {
    for (path, bytes) in &plan.files {
        sources.insert(path, bytes.clone());
    }
    sources
}

fn linked(sources: &Sources) -> (Site, Diagnostics) {
    let (content, mut diagnostics) = parsed(sources);
    let (site, remarks) = link(&content, date(2026, 11, 21), Drafts::Hidden);
    diagnostics.extend(remarks);
    (site.expect("there are settings"), diagnostics.sorted())
}

fn told(diagnostics: &Diagnostics) -> Vec<String> {
    let lines = diagnostics.iter().map(|it| {
        let file = it.place.as_ref().map_or("", |it| &it.file);
        format!("{file}: {} {}", it.code.name, it.message.ru)
    });
    lines.collect()
}

/// Every figure of a site that the order decides.
fn figures(site: &Site) -> Vec<(String, Vec<usize>)> {
    let mut figures = vec![];
    for year in [2023, 2024] {
        let by_type: Vec<usize> =
            organisations::by_type(site, year).into_iter().map(|it| it.1.len()).collect();
        let memberships = communities::memberships(site, year);
        let sum: usize = memberships.values().map(Vec::len).sum();
        let by_projects = [(1, 1), (2, 2), (3, usize::MAX)]
            .map(|it| organisations::with_projects(site, year, it).len());
        let sizes = communities::sizes(site, year).into_iter().map(|it| it.1).collect();
        let states = State::ALL.map(|it| projects::in_state(site, year, it).len());
        let statuses =
            projects::by_status(site, year).into_iter().map(|it| it.1.len()).collect();
        figures.extend([
            (format!("projects {year}"), vec![projects::active(site, year).len()]),
            (format!("statuses {year}"), statuses),
            (format!("states {year}"), states.to_vec()),
            (format!("organisations {year}"), vec![organisations::active(site, year).len()]),
            (format!("types {year}"), by_type),
            (format!("memberships {year}"), vec![memberships.len(), sum]),
            (format!("by projects {year}"), by_projects.to_vec()),
            (format!("communities {year}"), sizes),
        ]);
    }
    figures.push(("all".to_owned(), vec![site.projects.len(), site.organisations.len()]));
    figures
}

#[test]
fn an_order_in_an_empty_registry_makes_the_bundled_site() {
    let sources = empty();
    let plan = planned(&sources, &order());
    assert_eq!(plan.questions, [], "nothing is left to ask");
    let sources = imported(sources, &plan);
    let (site, diagnostics) = linked(&sources);
    assert_eq!(told(&diagnostics), [""; 0]);
    let options = Options {
        date: date(2026, 11, 21),
        drafts: Drafts::Hidden,
        theme: None,
        base_url: None,
    };
    let (built, diagnostics) = build(&sources, &options, &mut Memo::default());
    assert_eq!(told(&diagnostics), [""; 0]);
    let (tree, diagnostics) = built.expect("there is nothing to mend").render_all();
    assert_eq!(told(&diagnostics), [""; 0]);
    assert!(tree.contains_key("documents/994-z-2024.html"));
    assert_eq!(figures(&site), figures(&linked(&bundled()).0));
    let found = figures(&site);
    let figure = |name: &str| found.iter().find(|it| it.0 == name).map(|it| it.1.clone());
    assert_eq!(figure("all"), Some(vec![58, 88]));
    assert_eq!(figure("projects 2023"), Some(vec![57]));
    assert_eq!(figure("projects 2024"), Some(vec![41]));
    assert_eq!(figure("statuses 2024"), Some(vec![7, 8, 6, 20]));
    assert_eq!(figure("organisations 2024"), Some(vec![81]));
}

#[test]
fn names_and_types_are_those_of_the_answers() {
    let plan = planned(&empty(), &order());
    let (site, _) = linked(&imported(empty(), &plan));
    let answers: serde_json::Value =
        serde_json::from_str(include_str!("orders/994-z/expected.json")).expect("it is JSON");
    let mut wanted: Vec<(String, String)> = answers["organisations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            (
                it["name"].as_str().unwrap_or("").to_owned(),
                it["type"].as_str().unwrap_or("").to_owned(),
            )
        })
        .collect();
    let mut found: Vec<(String, String)> = site
        .organisations
        .iter()
        .map(|it| {
            let matter = &it.entry.matter;
            let kind = matter.organisation_type.as_ref().map(|it| it.value.clone());
            (matter.name.value.clone(), kind.unwrap_or_default())
        })
        .collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn a_second_run_changes_nothing() {
    let first = planned(&empty(), &order());
    let sources = imported(empty(), &first);
    let second = planned(&sources, &order());
    assert_eq!(second.files.keys().collect::<Vec<_>>(), Vec::<&std::sync::Arc<str>>::new());
    assert!(second.fates.iter().all(|it| matches!(it, Fate::Known(_))));
}

#[test]
fn the_bundled_registry_knows_its_order() {
    let sources = bundled();
    let plan = planned(&sources, &order());
    let changed: Vec<String> = plan
        .files
        .iter()
        .map(|(path, bytes)| format!("{path}\n{}", String::from_utf8_lossy(bytes)))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    assert_eq!(plan.questions, []);
    assert_eq!(plan.fates.iter().filter(|it| matches!(it, Fate::Known(_))).count(), 58);
}

#[test]
fn a_later_order_adds_lines_and_nothing_else() {
    let mut sources = bundled();
    let path = "content/projects/ds-339.md";
    let card = String::from_utf8_lossy(sources.bytes(path).expect("it is there")).into_owned();
    let card = card.replace("история:\n", "история:\n  # решения комитета\n");
    sources.insert(path, card.clone().into_bytes());
    let text = "Комитет по делам образования города Челябинска\n\nПРИКАЗ\n\n05.04.2025 № 17-з\n\n\
                Об итогах 2024 года\n\nПРИКАЗЫВАЮ:\n\n1. Считать реализованными проекты:\n\
                - МБДОУ «Детский сад № 339 г. Челябинска», тема: «Путь к Нобелевской начинается с детства»;\n\
                2. Продолжить проекты ресурсных центров:\n\
                - МБОУ «СОШ № 116 г. Челябинска», тема: «Технологичные классы как фактор развития \
                цифровой компетентности учащихся»;\n- МБОУ «СОШ № 116», тема «Новая тема».\n\n\
                Председатель\n\nС. В. Портъев\n";
    let paper = paper::read("a.md", text.as_bytes()).expect("it is text");
    let plan = planned(&sources, &paper);
    let event = "  - {год: 2025, состояние: реализован, приказ: 17-z-2025, пункт: 1}\n";
    let line = "пункт: 1}\n";
    let at = card.find(line).expect("it has its first decision") + line.len();
    let wanted = format!("{}{event}{}", &card[..at], &card[at..]);
    let found = plan.files.get(path).map(|it| String::from_utf8_lossy(it).into_owned());
    assert_eq!(found.as_deref(), Some(wanted.as_str()));
    let fates: Vec<&str> = plan
        .fates
        .iter()
        .map(|it| match it {
            Fate::New(_) => "new",
            Fate::Decision(..) => "decision",
            Fate::Known(_) => "known",
            Fate::Open => "open",
        })
        .collect();
    assert_eq!(fates, ["decision", "decision", "new"]);
    let again = imported(sources, &plan);
    assert_eq!(linked(&again).1.count(Severity::Error), 0, "{:?}", told(&linked(&again).1));
    assert!(planned(&again, &paper).files.is_empty());
}

/// Orders of every form leave cards that can be read, though some of them be drafts.
#[test]
fn orders_of_every_form_make_cards_without_mistakes() {
    for (name, bytes, organisations) in [
        ("a.txt", &include_bytes!("orders/made-table/order.txt")[..], 4),
        ("a.docx", include_bytes!("orders/made-table/order.docx"), 4),
        ("a.odt", include_bytes!("orders/made-table/order.odt"), 4),
        ("a.txt", include_bytes!("orders/made-full-names/order.txt"), 7),
        ("a.docx", include_bytes!("orders/made-full-names/order.docx"), 7),
        ("a.txt", include_bytes!("orders/made-attachment/order.txt"), 7),
    ] {
        let paper = paper::read(name, bytes).expect("it can be read");
        let plan = planned(&empty(), &paper);
        let (site, diagnostics) = linked(&imported(empty(), &plan));
        assert_eq!(diagnostics.count(Severity::Error), 0, "{name}: {:?}", told(&diagnostics));
        let city = |it: &&std::sync::Arc<novator::site::Organisation>| {
            it.entry.matter.name.value.contains("90") || it.entry.matter.number.is_none()
        };
        let named = site.organisations.iter().filter(city).count();
        assert_eq!(
            (named, plan.organisations.0.len()),
            (organisations, organisations),
            "{name}"
        );
        assert!(planned(&imported(empty(), &plan), &paper).files.is_empty(), "{name}: twice");
    }
}
