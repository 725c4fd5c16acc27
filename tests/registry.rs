//! The bundled site counted: the check values of the order and of the report.

use std::path::Path;

use jiff::civil::date;
use novator::content;
use novator::content::word::State;
use novator::diag::Diagnostics;
use novator::site::{Drafts, Site, link};
use novator::source;
use novator::stats::{communities, organisations, percent, projects, stated, status_in, years};
use novator::yaml::table::Word;

fn bundled() -> (Site, Diagnostics) {
    let (sources, mut diagnostics) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let (content, remarks) = content::parse(&sources, &mut content::Memo::default());
    diagnostics.extend(remarks);
    let (site, remarks) = link(&content, date(2026, 11, 21), Drafts::Hidden);
    diagnostics.extend(remarks);
    (site.expect("the bundled site has settings"), diagnostics.sorted())
}

#[test]
fn the_bundled_site_has_nothing_to_mend() {
    let (_, diagnostics) = bundled();
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|it| format!("{:?} {} {}", it.place, it.code.name, it.message.en))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn projects_by_year_status_and_state() {
    let (site, _) = bundled();
    assert_eq!(site.projects.len(), 58);
    assert_eq!(years(&site), [2023, 2024]);
    let active: Vec<usize> = [2023, 2024].map(|it| projects::active(&site, it).len()).into();
    assert_eq!(active, [57, 41], "ST-1");
    let groups: Vec<(String, usize)> = projects::by_status(&site, 2024)
        .into_iter()
        .map(|(status, ids)| {
            let key = status.map_or("", |it| &site.vocabularies.statuses[it.0].key);
            (key.to_owned(), ids.len())
        })
        .collect();
    let expected =
        [("resource-center", 7), ("support-site", 8), ("network-community", 6), ("", 20)];
    assert_eq!(groups, expected.map(|(key, count)| (key.to_owned(), count)), "ST-2");
    for (state, count) in [
        (State::Continued, 20),
        (State::Assigned, 1),
        (State::Functioning, 20),
        (State::Completed, 17),
    ] {
        let found = projects::in_state(&site, 2024, state).len();
        assert_eq!(found, count, "{}", state.spelling());
    }
    let untold = site.projects.iter().filter(|it| status_in(it, 2024).is_none()).count();
    assert_eq!(untold, 36, "36 of the 37 projects of items 5 and 6 have no status there");
}

#[test]
fn organisations_by_year_type_and_projects() {
    let (site, _) = bundled();
    assert_eq!(site.organisations.len(), 88);
    let active: Vec<usize> =
        [2023, 2024].map(|it| organisations::active(&site, it).len()).into();
    assert_eq!(active, [80, 81], "ST-5");
    for (year, expected) in [(2023, [25, 47, 4, 1, 2, 1]), (2024, [23, 50, 4, 1, 2, 1])] {
        let counts: Vec<usize> =
            organisations::by_type(&site, year).into_iter().map(|(_, ids)| ids.len()).collect();
        assert_eq!(counts, expected, "ST-6 for {year}");
    }
    let rows = organisations::involvement(&site, 2023);
    let shares: Vec<usize> = rows.iter().filter_map(|it| it.percent).collect();
    assert_eq!(shares, [11, 36, 19, 100, 29], "ST-7");
    let (involved, total) = organisations::total_involvement(&rows);
    assert_eq!((involved, total, percent(involved, total)), (79, 378, Some(21)), "ST-8");
    for (year, two, more) in [(2023, 16, 8), (2024, 24, 3)] {
        assert_eq!(organisations::with_projects(&site, year, (2, 2)).len(), two, "ST-9 {year}");
        let found = organisations::with_projects(&site, year, (3, usize::MAX)).len();
        assert_eq!(found, more, "ST-9 {year}");
    }
}

#[test]
fn communities_by_size_and_membership() {
    let (site, _) = bundled();
    for (year, different, memberships) in [(2023, 50, 63), (2024, 60, 78)] {
        let found = communities::memberships(&site, year);
        let sum: usize = found.values().map(Vec::len).sum();
        assert_eq!((found.len(), sum), (different, memberships), "ST-10 {year}");
    }
    let sizes: Vec<usize> =
        communities::sizes(&site, 2024).into_iter().map(|it| it.1).collect();
    assert_eq!(sizes, [24, 15, 13, 11, 8, 7], "ST-11");
}

#[test]
fn who_joins_communities() {
    let (site, _) = bundled();
    let all = communities::connections(&site, 2024);
    let told: Vec<_> = all
        .iter()
        .take(2)
        .map(|it| {
            let name = &*site.organisation(it.organisation).entry.id;
            (name, it.communities, it.partners)
        })
        .collect();
    assert_eq!(told, [("tsro", 3, 43), ("sosh-121", 3, 36)]);
    assert_eq!(all.iter().filter(|it| it.communities > 1).count(), 16);
}

#[test]
fn stated_figures_stay_beside_the_counted_ones() {
    let (site, _) = bundled();
    let report = &site.vocabularies.reports[0];
    let compared = stated::compare(stated::Basis::live(&site), report);
    assert_eq!(compared.len(), report.figures.len());
    for it in &compared {
        let explained = it.stated.reason.is_some();
        assert!(explained || !it.differs(), "{}: a difference has its reason", it.stated.key);
    }
    let unanswered =
        compared.iter().filter(|it| it.stated.quantity.is_some() && it.computed.is_none());
    let unanswered: Vec<&str> = unanswered.map(|it| it.stated.key.as_str()).collect();
    assert_eq!(
        unanswered,
        ["R-17", "R-18", "R-19", "R-20-percent", "R-21-percent"],
        "what no entry can answer"
    );
    assert_eq!(
        (compared[0].stated.value, compared[0].computed.as_ref().map(|it| it.value)),
        (63, Some(80))
    );
}
