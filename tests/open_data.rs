//! The registry as files: what programs and spreadsheets get is what the site counts.

use bundled::{DAY, built, file};
use novator::page::route::Route;
use serde_json::Value;

#[path = "support/bundled.rs"]
mod bundled;

#[test]
fn programs_count_what_the_site_counts() {
    let registry: Value =
        serde_json::from_str(&file(&built(None, DAY), "open-data/registry.json"))
            .expect("JSON");
    let list = |key: &str| registry[key].as_array().expect("a list");
    assert_eq!(
        (&registry["format"], &registry["version"]),
        (&"novator-registry".into(), &1.into())
    );
    assert_eq!([list("projects").len(), list("organisations").len()], [58, 88]);
    let participants = list("projects").iter().filter_map(|it| it["participants"].as_array());
    assert_eq!(participants.map(Vec::len).sum::<usize>(), 130);
    let active = |year: i64| {
        let years = list("projects").iter().filter_map(|it| it["active"].as_array());
        years.filter(|it| it.contains(&year.into())).count()
    };
    assert_eq!([active(2023), active(2024)], [57, 41]);
    let ids: Vec<&Value> = list("organisations").iter().map(|it| &it["id"]).collect();
    for project in list("projects") {
        for it in project["participants"].as_array().expect("a list") {
            assert!(ids.contains(&&it["organisation"]), "{it}");
        }
    }
}

#[test]
fn spreadsheets_get_a_row_for_each_entry() {
    let built = built(None, DAY);
    for (name, rows, columns) in [
        ("projects", 58, 12),
        ("participants", 130, 7),
        ("decisions", 58, 6),
        ("organisations", 88, 7),
        ("documents", 13, 7),
    ] {
        let text = file(&built, &format!("open-data/{name}.csv"));
        let text = text.strip_prefix('\u{feff}').expect("the mark of the encoding");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        assert_eq!(reader.headers().expect("a head").len(), columns, "{name}");
        let read: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
        assert_eq!(read.expect("rows of equal length").len(), rows, "{name}");
    }
}

#[test]
fn search_engines_get_a_map_where_the_site_knows_its_address() {
    assert!(built(None, DAY).page(&Route::export("sitemap.xml")).is_none());
    let map = file(&built(Some("https://example.org/mip"), DAY), "sitemap.xml");
    assert!(map.contains("<url><loc>https://example.org/mip/projects/ds-449.html</loc></url>"));
    assert!(!map.contains("/sv/") && !map.contains("404"));
}
