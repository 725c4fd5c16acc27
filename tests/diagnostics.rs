//! The manual of mistakes, every promise of it kept: see `diagnostics/README.md`.
#![expect(clippy::disallowed_methods, reason = "it reads the chapters")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use novator::content::Memo;
use novator::diag::{Diagnostic, Diagnostics, Place, Severity, Words, code};
use novator::manual::chapter as cut;
use novator::manual::explanation::{CURE, Explanation};
use novator::site::Drafts;
use novator::source::Sources;

use chapter::{Block, Section};

#[path = "diagnostics/chapter.rs"]
mod chapter;
#[path = "diagnostics/encoding.rs"]
mod encoding;
#[path = "diagnostics/formats.rs"]
mod formats;
mod support;

/// Codes whose remarks no reading, linking or planning makes, and where they are tested.
const ELSEWHERE: &[(&str, &str)] = &[
    ("unreadable-file", "needs a disk: `source`"),
    ("theme", "`theme` and `build`"),
    ("template", "`theme` and `build`"),
    ("missing-string", "`theme`"),
    ("low-contrast", "`theme`"),
];

/// No section makes these, and still every format must be able to tell them.
#[test]
fn remarks_of_themes_and_disks_are_told_in_every_format() {
    let default = default_site();
    let mut sources = Sources::from_text("");
    for block in &default {
        sources.insert(&block.path, block.bytes.clone());
    }
    let file: Arc<str> = default[0].path.as_str().into();
    let words = || Words::new("сказано", "told");
    let mut diagnostics = Diagnostics::none();
    for (name, _) in ELSEWHERE {
        let code = code::ALL.iter().find(|it| it.name == *name).expect("the code is known");
        let placed = Diagnostic::new(*code, Place::new(&file, 0..4), words());
        diagnostics.push(placed.hint(words()));
        diagnostics.push(Diagnostic::about_site(*code, words()));
    }
    let faults = formats::faults(&sources, &diagnostics.sorted());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The rules of the registry that the manual has to name.
const RULES: [&str; 20] = [
    "V-01", "V-02", "V-03", "V-04", "V-05", "V-06", "V-07", "V-08", "V-09", "V-10", "V-11",
    "V-12", "V-13", "V-14", "V-15", "V-16", "V-17", "V-18", "V-20", "V-24",
];

#[test]
fn every_section_keeps_its_promise() {
    let default = default_site();
    let mut broken = vec![];
    for section in chapters() {
        let bad: Vec<&Block> = section.files.iter().filter(|it| !it.good).collect();
        let good: Vec<&Block> = section.files.iter().filter(|it| it.good).collect();
        if good.is_empty() || !bad.is_empty() {
            broken.extend(build(&section, &default, &bad));
        }
        if !good.is_empty() {
            let replaced = |it: &&Block| good.iter().any(|good| good.path == it.path);
            let kept = bad.into_iter().filter(|it| it.marks.is_empty() && !replaced(it));
            let mended = Section {
                at: format!("{}, mended", section.at),
                title: section.title.clone(),
                build: section.build.clone(),
                ..Section::default()
            };
            let files: Vec<&Block> = kept.chain(good.iter().copied()).collect();
            broken.extend(build(&mended, &default, &files));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_code_has_a_bad_and_a_good_example() {
    let (mut bad, mut good) = (BTreeSet::new(), BTreeSet::new());
    for section in chapters() {
        let marks = section.files.iter().flat_map(|it| &it.marks).map(|it| it.code.clone());
        let codes: BTreeSet<String> =
            marks.chain(section.about_site.iter().map(|it| it.0.clone())).collect();
        if section.files.iter().any(|it| it.good) {
            good.extend(codes.iter().cloned());
        }
        bad.extend(codes);
    }
    let elsewhere: BTreeMap<&str, &str> = ELSEWHERE.iter().copied().collect();
    for code in code::ALL {
        let name = code.name;
        match elsewhere.get(name) {
            Some(reason) => {
                assert!(!bad.contains(name), "`{name}` is told here, not in {reason}")
            }
            None => {
                assert!(bad.contains(name), "no section shows the mistake `{name}`");
                assert!(good.contains(name), "no section shows how to mend `{name}`");
            }
        }
    }
    let known = |it: &String| code::ALL.iter().any(|code| code.name == it);
    let unknown: Vec<_> = bad.iter().filter(|it| !known(it)).collect();
    assert!(unknown.is_empty(), "no such codes: {unknown:?}");
}

/// What `novator explain` and the handbook tell.
#[test]
fn every_code_is_explained_once() {
    let texts = texts();
    let cut = texts.iter().flat_map(|(name, text)| cut::read(name, text));
    let mut sections: BTreeMap<&str, Vec<cut::Section<'_>>> = BTreeMap::new();
    for section in cut {
        for code in &section.codes {
            sections.entry(code).or_default().push(section.clone());
        }
    }
    let mut faults = vec![];
    for code in code::ALL {
        match sections.get(code.name).map(Vec::as_slice).unwrap_or_default() {
            [] => faults.push(how_to_explain(code.name)),
            [one] => faults.extend(Explanation::of(*code, one).err()),
            many => {
                let places: Vec<_> = many.iter().map(|it| it.at.as_str()).collect();
                faults.push(format!("`{}` is explained at {}", code.name, places.join(", ")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn how_to_explain(code: &str) -> String {
    format!(
        "`{code}` is not explained. In a chapter of tests/diagnostics, write a section\n\n    \
         ## Что неверно, одной строкой {{#{code}}}\n\n    Почему это ошибка.\n\n    \
         {CURE} что сделать.\n\n    a block with carets and `{code}`, and one marked `good`\n\n\
         or add {{#{code}}} and the cure to the section that shows it already\n"
    )
}

#[test]
fn ten_different_mistakes_of_one_file_are_told_at_once() {
    let kinds = |it: &Block| it.marks.iter().map(|it| it.code.clone()).collect::<BTreeSet<_>>();
    let most = chapters().iter().flat_map(|it| &it.files).map(|it| kinds(it).len()).max();
    assert_eq!(most, Some(10));
}

#[test]
fn every_rule_has_a_section_with_a_mistake() {
    for rule in RULES {
        let shows = |it: &Section| {
            let named = it.title.contains(rule) || it.prose.contains(rule);
            named && it.files.iter().any(|it| !it.marks.is_empty())
        };
        assert!(chapters().iter().any(shows), "no section shows {rule}");
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn chapters() -> Vec<Section> {
    texts().iter().flat_map(|(name, text)| chapter::read(name, text)).collect()
}

/// Every chapter by the name of its file.
fn texts() -> Vec<(String, String)> {
    let items = std::fs::read_dir(folder()).expect("the chapters lie there");
    let mut paths: Vec<_> = items.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    let mut texts = vec![];
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".md") && name != "README.md" {
            let text = std::fs::read_to_string(&path).expect("chapters are UTF-8");
            texts.push((name, text));
        }
    }
    texts
}

fn default_site() -> Vec<Block> {
    let text = std::fs::read_to_string(folder().join("README.md")).expect("it is UTF-8");
    chapter::read("README.md", &text).into_iter().flat_map(|it| it.files).collect()
}

/// A site of the manual, and all that is said of it.
fn told(section: &Section, default: &[Block], files: &[&Block]) -> (Sources, Diagnostics) {
    let mut sources = Sources { content: BTreeMap::new(), themes: BTreeMap::new() };
    for block in default.iter().chain(files.iter().copied()) {
        match block.absent {
            true => sources.remove(&block.path),
            false => sources.insert(&block.path, block.bytes.clone()),
        }
    }
    let (mut day, mut drafts): (Date, Drafts) = (date(2024, 6, 1), Drafts::Hidden);
    for (key, value) in &section.build {
        match (key.as_str(), value.as_str()) {
            ("date", value) => day = value.parse().expect("a date YYYY-MM-DD"),
            ("drafts", "shown") => drafts = Drafts::Shown,
            _ => panic!("{}: no setting `{key}: {value}`", section.at),
        }
    }
    let (_, diagnostics) = support::planned(&sources, (day, drafts), &mut Memo::default());
    (sources, diagnostics)
}

/// Builds a site and says how its remarks differ from those promised.
fn build(section: &Section, default: &[Block], files: &[&Block]) -> Vec<String> {
    let (sources, diagnostics) = told(section, default, files);
    let mut faults = differences(section, files, &diagnostics, &sources);
    faults.extend(diagnostics.iter().filter_map(|it| ill_formed(it, &sources)));
    faults.extend(formats::faults(&sources, &diagnostics));
    if !faults.is_empty() {
        faults.insert(0, format!("{} «{}»", section.at, section.title));
    }
    faults
}

/// A promised remark, or a made one, by what must be equal.
type Exact<'a> = (Option<&'a str>, usize, usize, &'a str);

fn differences(
    section: &Section,
    files: &[&Block],
    diagnostics: &Diagnostics,
    sources: &Sources,
) -> Vec<String> {
    let promised = files.iter().flat_map(|block| {
        let mark = |it: &chapter::Mark| it.place.clone();
        block.marks.iter().map(move |it| {
            let place = mark(it);
            let exact = (Some(&*block.path), place.start, place.end, &*it.code);
            (exact, &*it.words, block.softened)
        })
    });
    let about_site = section.about_site.iter();
    let about_site = about_site.map(|(code, words)| ((None, 0, 0, &**code), &**words, false));
    let mut promised: Vec<(Exact<'_>, &str, bool)> = promised.chain(about_site).collect();
    let mut faults = vec![];
    let notes_asked = promised
        .iter()
        .any(|it| [code::BYTE_ORDER_MARK.name, code::LINE_ENDS.name].contains(&it.0.3));
    for it in diagnostics {
        if it.severity == Severity::Note && !notes_asked {
            continue;
        }
        let said = exact(it);
        let fits = |(wanted, words, _): &(Exact<'_>, &str, bool)| {
            *wanted == said && contains(it, words)
        };
        let Some(found) = promised.iter().position(fits) else {
            faults.push(format!("  said, but not promised:\n{}", shown(it, sources)));
            continue;
        };
        let (_, _, softened) = promised.remove(found);
        let severity = if softened { Severity::Warning } else { it.code.severity };
        if it.severity != severity {
            faults.push(format!("  weighs {:?}:\n{}", it.severity, shown(it, sources)));
        }
    }
    for ((file, start, end, code), words, _) in promised {
        let file = file.unwrap_or("the site");
        faults.push(format!("  promised, but not said: {file} {start}..{end} {code} {words}"));
    }
    faults
}

fn exact(it: &Diagnostic) -> Exact<'_> {
    match &it.place {
        Some(place) => (Some(&*place.file), place.start, place.end, it.code.name),
        None => (None, 0, 0, it.code.name),
    }
}

fn contains(it: &Diagnostic, words: &str) -> bool {
    let hint = it.hint.as_ref().is_some_and(|it| it.ru.contains(words));
    it.message.ru.contains(words) || hint
}

/// A remark as a chapter would write it.
fn shown(it: &Diagnostic, sources: &Sources) -> String {
    let hint = it.hint.as_ref().map_or("", |it| &it.ru);
    let words = format!("{} {} | {hint}", it.code.name, it.message.ru);
    let Some(place) = &it.place else { return format!("    (site) {words}") };
    let bytes = sources.content[&place.file].bytes();
    let range = format!("{} {}..{}", place.file, place.start, place.end);
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let Some((before, inner)) = text.get(..place.start).zip(text.get(place.start..place.end))
    else {
        return format!("    {range} {words}");
    };
    let column = before.lines().next_back().filter(|_| !before.ends_with('\n'));
    let column = column.unwrap_or_default().chars().count();
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    let line = text[line..].lines().next().unwrap_or_default();
    let first = inner.lines().next().unwrap_or_default().chars().count();
    let more = inner.trim_end_matches('\n').matches('\n').count();
    let more = if more > 0 { format!("+{more} ") } else { String::new() };
    let line: String = line.chars().take(200).collect();
    let carets = " ".repeat(column.min(200)) + &"^".repeat(first.clamp(1, 200));
    format!("    {range}\n{line}\n{carets} {more}{words}")
}

/// What holds for every remark: whole characters of the file, both languages, no full stop.
fn ill_formed(it: &Diagnostic, sources: &Sources) -> Option<String> {
    let places = it.place.iter().chain(it.related.iter().map(|(place, _)| place));
    for place in places {
        let bytes = sources.content.get(&place.file)?.bytes();
        let whole = match std::str::from_utf8(bytes) {
            Ok(text) => text.get(place.start..place.end).is_some(),
            Err(_) => bytes.get(place.start..place.end).is_some(),
        };
        if !whole {
            return Some(format!("  not whole characters: {place:?} {}", it.code.name));
        }
    }
    let words = [&it.message].into_iter().chain(&it.hint);
    let words = words.chain(it.related.iter().map(|(_, words)| words));
    for words in words {
        let russian = words.ru.chars().any(|it| matches!(it, 'а'..='я'));
        let stops = words.ru.ends_with('.') || words.en.ends_with('.');
        if !russian || words.en.is_empty() || stops {
            return Some(format!("  words of `{}`: {words:?}", it.code.name));
        }
    }
    None
}
