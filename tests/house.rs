//! The plan of the house: who may import whom, and what no file may hold.

#![expect(clippy::disallowed_methods, reason = "it reads its own sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each room with the rooms that it may import: only such as stand before it in this table.
const ROOMS: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("text", &[]),
    ("view", &[]),
    ("paper", &[]),
    ("source", &["diag"]),
    ("chart", &["text"]),
    ("yaml", &["diag", "text"]),
    ("content", &["diag", "text", "source", "yaml"]),
    ("theme", &["diag", "text", "view", "yaml"]),
    ("site", &["diag", "text", "yaml", "content"]),
    ("stats", &["text", "content", "site", "yaml"]),
    ("query", &["diag", "text", "yaml", "content", "site", "stats"]),
    ("manual", &["diag"]),
    (
        "page",
        &[
            "diag", "text", "view", "paper", "chart", "yaml", "content", "site", "stats",
            "query", "manual",
        ],
    ),
    ("output", &["diag"]),
    (
        "build",
        &[
            "diag", "text", "view", "paper", "source", "chart", "yaml", "content", "theme",
            "site", "stats", "query", "manual", "page", "output",
        ],
    ),
    ("remarks", &["diag", "text", "source"]),
    ("mend", &["diag", "text", "source", "yaml", "content"]),
    ("editors", &["text", "yaml", "content"]),
    ("preview", &["diag", "text", "source", "site", "page", "build"]),
    ("lsp", &["diag", "text", "source", "yaml", "content", "build", "preview"]),
    ("import", &["diag", "text", "source", "yaml", "content"]),
    ("visits", &["content"]),
];

/// The rooms of the binary, which see the library as any other program does.
const BINARY: &[(&str, &[&str])] = &[("command", &[]), ("main", &["command"])];

/// Words that only `theme` may know.
const ENGINES: [&str; 2] = ["tera", "minijinja"];

/// What unfinished work looks like, in halves so that this file is no example of it.
const UNFINISHED: [(&str, &str); 4] =
    [("todo", "!("), ("unimplemented", "!("), ("dbg", "!("), ("#[", "ignore")];

/// A file longer than this has more than one reason.
const MOST_LINES: usize = 420;

#[test]
fn every_import_is_in_the_plan() {
    let plan = plan();
    let files = rust_files("src");
    let wrong: Vec<String> =
        files.iter().flat_map(|(path, text)| wrong_imports(path, text, &plan)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_room_has_a_row_and_every_row_a_room() {
    let rooms: BTreeSet<String> = rust_files("src")
        .iter()
        .map(|(path, _)| room_of(path))
        .filter(|room| room != "lib")
        .collect();
    let rows: BTreeSet<String> = plan().keys().map(|it| (*it).to_owned()).collect();
    assert_eq!(rooms, rows);
}

#[test]
fn the_plan_has_no_circle() {
    for (at, (room, imports)) in ROOMS.iter().enumerate() {
        for import in *imports {
            let below = ROOMS[..at].iter().any(|(name, _)| name == import);
            assert!(below, "`{room}` may import `{import}`, which does not stand before it");
        }
    }
}

#[test]
fn the_architecture_tells_the_same_plan() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = std::fs::read_to_string(path).expect("the architecture is told");
    let mut told: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, room, _, imports, _, _] = cells[..] else { continue };
        let imports: BTreeSet<&str> = match imports {
            "–" => BTreeSet::new(),
            "all above" => told.keys().copied().collect(),
            list => list.split(' ').collect(),
        };
        told.insert(room.trim_matches('`'), imports);
    }
    for (room, imports) in ROOMS {
        let planned: BTreeSet<&str> = imports.iter().copied().collect();
        assert_eq!(told.get(room), Some(&planned), "`{room}` in ARCHITECTURE.md");
    }
}

#[test]
fn the_root_of_the_library_has_no_items() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = std::fs::read_to_string(path).expect("there is a library");
    let items: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("//!"))
        .filter(|line| !(line.starts_with("pub mod ") && line.ends_with(';')))
        .collect();
    assert!(items.is_empty(), "what nothing could import: {items:?}");
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    for (path, text) in rust_files("src").iter().chain(&rust_files("tests")) {
        assert!(text.starts_with("//! "), "{path} begins with a sentence about itself");
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{path} has {lines} lines, more than {MOST_LINES}");
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (path, text) in rust_files("src").iter().chain(&rust_files("tests")) {
        for (first, second) in UNFINISHED {
            let mark = format!("{first}{second}");
            assert!(!text.contains(&mark), "{path} holds `{mark}`");
        }
    }
}

#[test]
fn only_the_theme_knows_its_engines() {
    for (path, text) in rust_files("src") {
        if room_of(&path) == "theme" {
            continue;
        }
        for word in text.split(|it: char| !it.is_ascii_alphanumeric()) {
            let known = ENGINES.iter().any(|it| word.eq_ignore_ascii_case(it));
            assert!(!known, "{path} names the engine `{word}`");
        }
    }
}

/// The checker itself, on imports planted in a text.
#[test]
fn texts_of_entries_are_shown_part_by_part() {
    for theme in ["themes/civic", "themes/plain"] {
        for (path, text) in files_of(theme, "html") {
            let shown = text.contains("{{ body");
            assert!(!shown, "{path}: a text has parts: show it as `parts/prose.html` does");
        }
    }
}

#[test]
fn planted_imports_are_found() {
    for (path, text, expected) in [
        ("src/content/x.rs", "use crate::diag::Words;\nuse crate::content::body;", vec![]),
        ("src/content/x.rs", "use crate::site::Site;", vec!["site"]),
        ("src/content/x.rs", "fn a() -> crate::page::Page {}", vec!["page"]),
        (
            "src/content/x.rs",
            "use crate::{\n    diag::{Code, code},\n    build,\n};",
            vec!["build"],
        ),
        ("src/content/x.rs", "// crate::site would be wrong here", vec![]),
        ("src/content/x.rs", "use super::super::site::Site;", vec!["site"]),
        ("src/content/x.rs", "use super::{site, body};", vec![]),
        ("src/content.rs", "use super::output::Tree;", vec!["output"]),
        ("src/content.rs", "mod tests {\n    use super::output;\n}", vec![]),
        ("src/content.rs", "mod tests {\n    use super::super::output;\n}", vec!["output"]),
        ("src/content.rs", "mod tests {\n    use super::*;\n}\nuse super::page;", vec!["page"]),
        ("src/content.rs", "use crate::Thing;", vec!["Thing"]),
        ("src/command/x.rs", "use crate::command::report;\nuse novator::site::Site;", vec![]),
        ("src/command/x.rs", "use crate::diag::Words;", vec!["diag"]),
        ("src/main.rs", "use command::arguments;\nuse crate::command::report;", vec![]),
    ] {
        let found: Vec<String> = wrong_imports(path, text, &plan());
        let told: Vec<String> = expected
            .iter()
            .map(|it| format!("{path}: `{}` may not import `{it}`", room_of(path)))
            .collect();
        assert_eq!(found, told, "{text}");
    }
}

fn plan() -> BTreeMap<&'static str, &'static [&'static str]> {
    ROOMS.iter().chain(BINARY).copied().collect()
}

/// Every `.rs` file of a folder with its text, by path from the root of the package.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    files_of(folder, "rs")
}

fn files_of(folder: &str, extension: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut files) = (vec![root.join(folder)], vec![]);
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = item.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                let text = std::fs::read_to_string(&path).expect("sources are UTF-8");
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
                files.push((name.replace('\\', "/"), text));
            }
        }
    }
    files.sort();
    files
}

/// `src/content/body.rs` → `["content", "body"]`.
fn modules(path: &str) -> Vec<&str> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').collect()
}

fn room_of(path: &str) -> String {
    modules(path)[0].to_owned()
}

/// A line for each room that a file imports against the plan.
fn wrong_imports(
    path: &str,
    text: &str,
    plan: &BTreeMap<&'static str, &'static [&'static str]>,
) -> Vec<String> {
    let room = room_of(path);
    let allowed = plan.get(room.as_str()).copied().unwrap_or_default();
    imports(path, text)
        .into_iter()
        .filter(|it| *it != room && !allowed.contains(&it.as_str()))
        .map(|it| format!("{path}: `{room}` may not import `{it}`"))
        .collect()
}

/// What a file takes from the root of its crate, by `crate::` or by climbing there.
fn imports(path: &str, text: &str) -> BTreeSet<String> {
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = names_after(&code, "crate::");
    let own_depth = match path {
        "src/lib.rs" | "src/main.rs" => 0,
        _ => modules(path).len(),
    };
    for (depth, part) in by_depth(&code, own_depth) {
        let climb = "super::".repeat(depth);
        if depth > 0 {
            found.extend(names_after(&part, &climb));
        }
    }
    found
}

/// The code cut where a module inside the file begins and ends, each part with its depth.
fn by_depth(code: &str, own_depth: usize) -> Vec<(usize, String)> {
    let mut parts = vec![(own_depth, String::new())];
    let mut open: Vec<&str> = vec![];
    for line in code.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        let closes = open.last() == Some(&indent) && trimmed.trim_end() == "}";
        let opens = trimmed.trim_end().ends_with('{')
            && trimmed.split_whitespace().take(2).any(|it| it == "mod");
        if closes {
            open.pop();
        } else if opens {
            open.push(indent);
        }
        if opens || closes {
            parts.push((own_depth + open.len(), String::new()));
        }
        let last = parts.len() - 1;
        parts[last].1.push_str(line);
    }
    parts
}

/// The first names behind every `prefix` that no other path precedes: one, or those of a group.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' || before == ':' {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_names(group)),
            None => names.extend(name_at(rest)),
        }
    }
    names
}

/// The first names of `a::{b, c}, d::e}`: `a` and `d`.
fn first_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut expects) = (0, vec![], true);
    for (at, it) in group.char_indices() {
        match it {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expects = true,
            _ if it.is_whitespace() => {}
            _ if expects => {
                names.extend(name_at(&group[at..]));
                expects = false;
            }
            _ => {}
        }
    }
    names
}

fn name_at(text: &str) -> Option<String> {
    let end = text.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(text.len());
    let name = &text[..end];
    (!name.is_empty() && name != "super" && name != "self").then(|| name.to_owned())
}
