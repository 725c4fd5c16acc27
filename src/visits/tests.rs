//! Logs and what they add.

use std::io::Write as _;

use proptest::prelude::*;

use super::*;

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0";

fn line(minute: u32, path: &str, agent: &str) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    format!(
        "203.0.113.7 - - [24/Nov/2026:{hour:02}:{minute:02}:00 +0500] \"GET {path} HTTP/1.1\" \
         200 512 \"-\" \"{agent}\"\n"
    )
}

fn counted(log: &str, known: &Counters) -> Log {
    count(log.as_bytes(), known, "").unwrap_or_else(|it| panic!("{it:?}"))
}

#[track_caller]
fn check(lines: &[&str], base: &str, expected: &[(&str, u64)], robots: u64, damaged: &[u64]) {
    let log = lines.concat();
    let found = count(log.as_bytes(), &Counters::default(), base).expect("nothing overlaps");
    let views: Vec<(&str, u64)> = found.views.iter().map(|(page, it)| (&**page, *it)).collect();
    assert_eq!((views.as_slice(), found.robots), (expected, robots));
    assert_eq!(found.damaged_lines, damaged);
}

#[test]
fn pages_are_counted_and_other_files_are_not() {
    check(
        &[
            &line(1, "/", AGENT),
            &line(2, "/index.html?from=mail", AGENT),
            &line(3, "/documents/", AGENT),
            &line(4, "/sv/documents/a.html", AGENT),
            &line(5, "/assets/civic.css", AGENT),
            &line(6, "/../etc/passwd.html", AGENT),
            "::1 - - [24/Nov/2026:10:00:00 +0500] \"POST / HTTP/1.1\" 200 1 \"-\" \"Mozilla/5.0\"\n",
            "::1 - - [24/Nov/2026:10:00:00 +0500] \"GET /a.html HTTP/1.1\" 404 1 \"-\" \"Mozilla/5.0\"\n",
            "::1 - - [24/Nov/2026:10:00:00 +0500] \"GET /a.html HTTP/1.1\" 304 - \"a\\\"b\" \"Mozilla/5.0\"\n",
        ],
        "",
        &[
            ("a.html", 1),
            ("documents/a.html", 1),
            ("documents/index.html", 1),
            ("index.html", 2),
        ],
        0,
        &[],
    );
    check(&[&line(1, "/b/", AGENT), &line(2, "/", AGENT)], "/b", &[("index.html", 1)], 0, &[]);
}

#[test]
fn robots_stand_apart_and_damaged_lines_are_named() {
    check(
        &[
            &line(1, "/", "Mozilla/5.0 (compatible; YandexBot/3.0)"),
            &line(2, "/", "-"),
            "not a line\n",
            "::1 - - [99/Nov/2026:10:00:00 +0500] \"GET / HTTP/1.1\" 200 1 \"-\" \"Mozilla/5.0\"\n",
            "::1 - - [24/Nov/2026:10:00:00 +0500] \"GET / HTTP/1.1\" 200 1\n",
            &line(3, "/", AGENT),
        ],
        "",
        &[("index.html", 1)],
        2,
        &[3, 4, 5],
    );
}

#[test]
fn nothing_is_counted_twice() {
    let log: String = (0..50).map(|it| line(it * 20, "/", AGENT)).collect();
    let mut counters = Counters::default();
    let half = log.len() / 2;
    let lines = log[..half].matches('\n').count() as u64;
    // The first half ends in the middle of a line, which waits for its end.
    let first = counted(&log[..half], &counters);
    assert_eq!(first.lines, lines);
    first.add_to(&mut counters);
    assert_eq!(counted(&log[..half], &counters).lines, 0);
    let rest = counted(&log, &counters);
    assert_eq!((rest.known_lines, rest.lines), (lines, 50 - lines));
    rest.add_to(&mut counters);
    assert_eq!((counters.views["index.html"], counters.logs.len()), (50, 1));
    let mut packed = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
    packed.write_all(log.as_bytes()).expect("memory takes it");
    let packed = packed.finish().expect("memory takes it");
    let again = count(packed.as_slice(), &counters, "").expect("it is the same log");
    assert_eq!((again.known_lines, again.lines), (50, 0));
    // A part of the same time that is no beginning of the log is refused.
    let tail = &log[log.find('\n').map_or(0, |it| it + 1)..];
    assert!(matches!(count(tail.as_bytes(), &counters, ""), Err(Refused::Overlaps(..))));
    // The next log begins where this one ended.
    let next: String = (49..60).map(|it| line(it * 20, "/a.html", AGENT)).collect();
    counted(&next, &counters).add_to(&mut counters);
    assert_eq!((counters.views["a.html"], counters.logs.len()), (11, 2));
}

#[test]
fn no_address_is_kept() {
    let mut counters = Counters::default();
    counted(&line(1, "/", AGENT), &counters).add_to(&mut counters);
    assert!(!format!("{counters:?}").contains("203.0.113.7"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = count(bytes.as_slice(), &Counters::default(), "");
    }

    #[test]
    fn a_log_cut_anywhere_gives_the_same_sum(cut in 0_usize..2000) {
        let log: String = (0..20).map(|it| line(it, "/", AGENT)).collect();
        let cut = cut.min(log.len());
        let mut counters = Counters::default();
        counted(&log[..cut], &counters).add_to(&mut counters);
        counted(&log, &counters).add_to(&mut counters);
        prop_assert_eq!(counters.views["index.html"], 20);
    }
}
