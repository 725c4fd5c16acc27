//! Tasks of documents: their states on a day, the remarks on them, and their calendar.

use std::collections::BTreeMap;
use std::path::Path;

use bundled::{DAY, built, file};
use jiff::civil::{Date, date};
use novator::content;
use novator::site::{Drafts, Site, link};
use novator::source::{self, Sources};
use novator::stats::tasks::{TaskState, by_executor, by_state, counted, dated, state_on};

#[path = "support/bundled.rs"]
mod bundled;

fn sources() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn site_on(day: Date) -> Site {
    let (content, _) = content::parse(&sources(), &mut content::Memo::default());
    link(&content, day, Drafts::Hidden).0.expect("the bundled site has settings")
}

/// Counts of one document by state, in the order of [`TaskState::ALL`].
fn counts(site: &Site, document: &str) -> [usize; 5] {
    let id = site.document_named(document).expect("the document is bundled");
    let of = |state: TaskState| {
        let tasks = counted(site).into_iter().filter(|it| it.document == id);
        tasks.filter(|it| state_on(site.task(*it), site.date) == state).count()
    };
    TaskState::ALL.map(of)
}

#[track_caller]
fn check_states(day: Date, expected: [usize; 5]) {
    let site = site_on(day);
    assert_eq!(counts(&site, "yaroslavl-kollegiya-2023"), expected, "{day}");
}

#[test]
fn the_board_of_yaroslavl_day_by_day() {
    // Overdue, in progress, done, permanent, no term: 2 dated, 4 permanent, 7 without a term.
    check_states(date(2023, 2, 17), [0, 2, 0, 4, 7]);
    check_states(date(2023, 2, 20), [1, 1, 0, 4, 7]);
    check_states(date(2023, 3, 1), [1, 1, 0, 4, 7]);
    check_states(date(2023, 3, 2), [2, 0, 0, 4, 7]);
    check_states(date(2026, 11, 21), [2, 0, 0, 4, 7]);
}

#[test]
fn tasks_of_all_documents() {
    let site = site_on(date(2026, 11, 21));
    assert_eq!(counted(&site).len(), 23, "13 of Yaroslavl, 6 of Armavir, 4 of Chelyabinsk");
    let states: Vec<(TaskState, usize)> =
        by_state(&site).into_iter().map(|(state, ids)| (state, ids.len())).collect();
    let expected =
        [(TaskState::Overdue, 2), (TaskState::Permanent, 4), (TaskState::NoTerm, 17)];
    assert_eq!(states, expected, "ST-18");
    assert_eq!(dated(&site).len(), 2);
    let executors: Vec<(Option<String>, Option<String>, usize)> = by_executor(&site)
        .into_iter()
        .map(|(it, ids)| {
            let name = it.party.name(&site).map(str::to_owned);
            (it.practice_of, name, ids.len())
        })
        .collect();
    let heads = Some("Руководители образовательных организаций".to_owned());
    let places: Vec<_> = executors.iter().filter(|it| it.1 == heads).collect();
    assert_eq!(places.len(), 3, "equal words of three municipalities are three executors");
    assert_eq!(executors.iter().position(|it| it.0.is_some()), Some(4), "own executors first");
}

#[test]
fn documents_of_others_stand_apart() {
    let site = site_on(date(2026, 11, 21));
    assert_eq!(site.own_document_ids().count(), 13);
    assert_eq!(site.documents.len(), 18);
    let built = built(None, DAY);
    let shows = |name: &str, document: &str| file(&built, name).contains(document);
    assert!(!shows("documents/index.html", "yaroslavl-kollegiya-2023.html"));
    assert!(shows("documents/practice.html", "yaroslavl-kollegiya-2023.html"));
    assert!(!shows("index.html", "armavir-375-2023"));
}

/// Splits a calendar into components after checking its form: lines of at most 75 bytes that
/// end in CR LF, every BEGIN with its END.
fn events(calendar: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = str::from_utf8(calendar).expect("a calendar is UTF-8");
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|it| it.len() <= 75), "long lines are folded");
    let unfolded = text.replace("\r\n ", "");
    let mut lines = unfolded.split_terminator("\r\n");
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    let (mut events, mut open) = (vec![], None);
    for line in lines {
        let (name, value) = line.split_once(':').expect("a name, a colon, a value");
        match (name, value, &mut open) {
            ("BEGIN", "VEVENT", None) => open = Some(BTreeMap::new()),
            ("END", "VEVENT", Some(_)) => events.extend(open.take()),
            ("END", "VCALENDAR", None) => {}
            (_, _, Some(event)) => {
                let before = event.insert(name.to_owned(), value.to_owned());
                assert!(before.is_none(), "{name} stands once");
            }
            (_, _, None) => assert!(name == name.to_uppercase(), "{line}"),
        }
    }
    assert!(open.is_none() && unfolded.ends_with("END:VCALENDAR\r\n"));
    events
}

fn calendar(base_url: Option<&str>, day: Date) -> Vec<u8> {
    file(&built(base_url, day), "tasks/tasks.ics").into_bytes()
}

#[test]
fn the_calendar_of_terms() {
    let site = "https://example.edu/innovatika";
    let found = events(&calendar(Some(site), date(2026, 11, 21)));
    let values: Vec<[&str; 4]> = found
        .iter()
        .map(|it| ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "URL"].map(|key| it[key].as_str()))
        .collect();
    let page = "https://example.edu/innovatika/documents/yaroslavl-kollegiya-2023.html";
    let (first, second) = (format!("{page}#task-3-1"), format!("{page}#task-2-2"));
    assert_eq!(
        values,
        [
            ["yaroslavl-kollegiya-2023-3.1@novator", "20230119T000000Z", "20230217", &first],
            ["yaroslavl-kollegiya-2023-2.2@novator", "20230119T000000Z", "20230301", &second],
        ]
    );
    assert!(found[0]["SUMMARY"].starts_with("Ярославль: п. 3.1. Подготовить предложения"));
    assert!(
        found[1]["DESCRIPTION"].contains(r"\nВ документе: срок исполнения: до 01.03.2023\n")
    );
}

#[test]
fn the_calendar_does_not_depend_on_the_day() {
    let first = calendar(None, date(2023, 2, 20));
    assert!(first == calendar(None, date(2026, 11, 21)));
    assert!(events(&first).iter().all(|it| !it.contains_key("URL")), "no address, no URL");
}

#[test]
fn done_is_what_the_registry_dates() {
    let table = [
        ("срок: 01.03.2023, исполнено: 20.02.2023", date(2023, 2, 19), TaskState::InProgress),
        ("срок: 01.03.2023, исполнено: 20.02.2023", date(2023, 2, 20), TaskState::Done),
        ("срок: 01.03.2023, исполнено: 05.03.2023", date(2023, 3, 4), TaskState::Overdue),
        ("срок: 01.03.2023, исполнено: 05.03.2023", date(2026, 1, 1), TaskState::Done),
        ("исполнено: 05.03.2023", date(2023, 3, 4), TaskState::NoTerm),
        ("исполнено: 05.03.2023", date(2023, 3, 5), TaskState::Done),
    ];
    for (keys, day, expected) in table {
        let text = format!(
            "//- content/documents/a.md\n---\nвид: решение\nдата: 19.01.2023\nкем_принят: К\n\
             название: не указано\nпоручения:\n  - {{номер: 1, текст: Т, исполнитель: И, {keys}}}\n---\n"
        );
        let content =
            content::parse(&Sources::from_text(&text), &mut content::Memo::default()).0;
        let task = &content.documents.list[0].matter.tasks[0];
        assert_eq!(state_on(task, day), expected, "{keys} on {day}");
    }
}
