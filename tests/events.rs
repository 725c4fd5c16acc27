//! Events: what the bundled site counts, what stands in calendars, and what goes away with a file.

use std::path::Path;

use jiff::civil::{Date, date};
use novator::content;
use novator::content::vocabulary::StatedFigure;
use novator::page::Plan;
use novator::page::event_list::EventList;
use novator::page::piece::Store;
use novator::site::Site;
use novator::site::event::Phase;
use novator::source::{self, Sources};
use novator::stats::{events, stated};

#[path = "support/made.rs"]
mod made;
mod support;

const TODAY: Date = date(2026, 11, 21);

fn sources() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn planned(sources: &Sources, on: Date) -> (Site, Plan) {
    let when = (on, novator::site::Drafts::Hidden);
    let (planned, diagnostics) = support::planned(sources, when, &mut content::Memo::default());
    let told: Vec<_> = diagnostics.iter().map(|it| &it.message.en).collect();
    assert!(told.is_empty(), "{told:?}");
    planned.expect("the site has settings")
}

/// The bundled site with events of its own beside.
fn with_events(more: &[(&str, &str)]) -> (Site, Plan) {
    let mut sources = sources();
    for (name, keys) in more {
        let text = format!("---\nназвание: {name}\n{keys}---\n");
        sources.insert(&format!("content/events/{name}.md"), text.into_bytes());
    }
    planned(&sources, TODAY)
}

fn text_of((site, plan): &(Site, Plan), route: &str) -> String {
    made::made((site, plan, &Store::default()), &plan.pages[route])
}

#[test]
fn entries_answer_only_what_their_source_tells() {
    let (site, _) = planned(&sources(), TODAY);
    let ours = events::by_platforms(&site, 2023);
    let tally = events::tally(&site, &ours);
    assert_eq!((ours.len(), tally.events, tally.untold), (4, 17, 2), "ST-13");
    assert_eq!(events::in_person(&site, 2023), None, "ST-14");
    assert_eq!(events::attendances(&site, 2023), None, "ST-15");
    assert_eq!(events::practical(&site, 2023), None, "ST-16");
    let series: Vec<_> =
        (0..2).map(|it| events::tally(&site, &events::of_series(&site, it, 2023))).collect();
    assert_eq!(series.iter().map(|it| it.events).collect::<Vec<_>>(), [9, 8]);
    assert_eq!(events::series_share(&site, 0, 2023), None, "ST-17");
    let forum = site.events.iter().find(|it| it.participants.len() == 13);
    assert!(forum.is_some_and(|it| !it.entry.matter.by_platforms));
}

#[test]
fn the_report_stands_beside() {
    let (site, _) = planned(&sources(), TODAY);
    let report = &site.vocabularies.reports[0];
    let of_events = |it: &StatedFigure| {
        it.quantity.as_ref().is_some_and(|it| it.measure.value.is_of_events())
    };
    let told: Vec<(i64, Option<usize>)> = stated::compare(stated::Basis::live(&site), report)
        .iter()
        .filter(|it| of_events(it.stated))
        .map(|it| (it.stated.value, it.computed.as_ref().map(|it| it.value)))
        .collect();
    let expected = [
        (33, Some(17)),
        (64, None),
        (618, None),
        (50, None),
        (9, Some(9)),
        (45, None),
        (8, Some(8)),
        (42, None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn whole_data_has_figures() {
    let seminar = |format: &str, kind: &str, attendees: &str| {
        format!("дата: 2025\nвид: {kind}\nформат: {format}\nот_площадок: да\n{attendees}")
    };
    let (a, b) =
        (seminar("очно", "интенсив", "посещений: 20\n"), seminar("очно", "семинар", ""));
    let c = seminar("дистанционно", "вебинар", "посещений: 5\nколичество: 6\n");
    let (site, _) = with_events(&[("a", &a), ("b", &b), ("c", &c)]);
    assert_eq!(events::tally(&site, &events::by_platforms(&site, 2025)).events, 8, "ST-13");
    assert_eq!(events::in_person(&site, 2025), Some(25), "ST-14");
    assert_eq!(events::attendances(&site, 2025), Some(25), "ST-15");
    assert_eq!(events::practical(&site, 2025), Some(50), "ST-16");
}

#[test]
fn lists_begin_with_what_comes() {
    let event = |day: &str| format!("дата: {day}\nвид: семинар\nформат: очно\n");
    let [soon, later, past] = ["22.11.2026", "01.12.2026", "20.11.2026"].map(event);
    let (site, plan) = with_events(&[
        ("past", &past),
        ("later", &later),
        ("soon", &soon),
        ("now", &event("2026")),
    ]);
    let shown = &plan.lists.events[&EventList::Year(2026)].events;
    let shown: Vec<(&str, Phase)> = shown
        .iter()
        .map(|it| (&*site.event(*it).entry.id, site.event(*it).phase(TODAY)))
        .collect();
    let expected = [
        ("now", Phase::Current),
        ("soon", Phase::Ahead),
        ("later", Phase::Ahead),
        ("past", Phase::Past),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn calendars_hold_days_and_never_make_one_up() {
    let hours =
        "дата: 01.12.2026\nвремя: 10:00\nвремя_окончания: 12:30\nвид: семинар\nформат: очно\n";
    let days = "дата: 30.12.2026\nокончание: 31.12.2026\nвид: семинар\nформат: очно\n";
    let month = "дата: 12.2026\nвид: семинар\nформат: очно\n";
    let site = with_events(&[("hours", hours), ("days", days), ("month", month)]);
    let hours = text_of(&site, "events/hours.ics");
    // Chelyabinsk is five hours ahead.
    assert!(hours.contains("DTSTART:20261201T050000Z\r\n"), "{hours}");
    assert!(hours.contains("DTEND:20261201T073000Z\r\n"), "{hours}");
    let days = text_of(&site, "events/days.ics");
    assert!(days.contains("DTSTART;VALUE=DATE:20261230\r\n"), "{days}");
    assert!(days.contains("DTEND;VALUE=DATE:20270101\r\n"), "{days}");
    assert!(!site.1.pages.contains_key("events/month.ics"));
    let all = text_of(&site, "events/events.ics");
    assert_eq!(all.matches("BEGIN:VEVENT").count(), 4, "examples are nobody's appointment");
    let december = text_of(&site, "events/calendar/2026-12.html");
    assert!(december.contains("\"number\":31"));
    let undated = december.split("\"undated\":").nth(1).expect("the month tells of them");
    assert!(undated.contains("month.html"));
}

#[test]
fn everybody_shows_events_and_examples_show_examples() {
    let (site, _) = planned(&sources(), TODAY);
    let events_of = |id: &str| {
        let organisation = site.organisation_named(id).expect("it is in the register");
        site.organisation(organisation).events.len()
    };
    assert_eq!(["sosh-116", "sosh-68", "oc-5", "tsro"].map(events_of), [3, 2, 1, 0]);
    let (examples, others): (Vec<_>, Vec<_>) =
        site.products.iter().partition(|it| it.is_example());
    assert!(others.iter().all(|it| it.events.is_empty()));
    let shown = examples.iter().flat_map(|it| &it.events);
    let shown: Vec<_> = shown.map(|it| site.event(*it).is_example()).collect();
    assert_eq!(shown, [true, true]);
}
