//! A build that goes on and writes what differs, and nothing else.
#![expect(clippy::disallowed_methods, reason = "tests look at the files that were written")]

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use super::running::{Folder, Running, page, until};

const FIRST: &str = "content/pages/first.md";

/// Each published file: its bytes, and the signs by which a write would show.
type Standing = BTreeMap<String, (Vec<u8>, (SystemTime, u64))>;

fn standing(folder: &Folder) -> Standing {
    let public = folder.path().join("public");
    let files = walkdir::WalkDir::new(&public).into_iter().map(|it| it.expect("it is there"));
    let files = files.filter(|it| it.file_type().is_file());
    let manifest = ".novator-manifest.json";
    files
        .filter(|it| it.file_name() != manifest)
        .map(|it| {
            let metadata = it.metadata().expect("it is there");
            #[cfg(unix)]
            let number = std::os::unix::fs::MetadataExt::ino(&metadata);
            #[cfg(not(unix))]
            let number = 0;
            let modified = metadata.modified().expect("disks keep times");
            let name = it.path().strip_prefix(&public).expect("it lies inside");
            let bytes = fs::read(it.path()).expect("it is there");
            (name.to_string_lossy().replace('\\', "/"), (bytes, (modified, number)))
        })
        .collect()
}

/// Paths of files that were written or deleted; each of them got other bytes.
#[track_caller]
fn touched(before: &Standing, after: &Standing) -> Vec<String> {
    let all = before.keys().chain(after.keys().filter(|it| !before.contains_key(*it)));
    let mut touched = vec![];
    for path in all {
        let (old, new) = (before.get(path), after.get(path));
        let bytes = old.map(|it| &it.0) != new.map(|it| &it.0);
        let signs = old.map(|it| it.1) != new.map(|it| it.1);
        assert_eq!(
            signs, bytes,
            "{path} was touched without a cause, or changed without a sign"
        );
        touched.extend(bytes.then(|| path.clone()));
    }
    touched.sort();
    touched
}

#[test]
fn a_build_that_watches_writes_what_differs() {
    let folder = Folder::new();
    let program = Running::start(folder.path(), &["build", "--watch"]);
    let lines = |count: usize| {
        until("the next line", || {
            (program.said().matches(" мс").count() >= count).then_some(())
        });
    };
    lines(1);
    let first = standing(&folder);
    folder.write(FIRST, &page("Первая", "Опубликовано."));
    lines(2);
    let edited = standing(&folder);
    assert_eq!(touched(&first, &edited), ["pages/first.html"]);
    assert!(program.said().contains("content/pages/first.md: записано 1, без изменений"));

    // Other bytes that say the same.
    folder.write(FIRST, &page("Первая", "Опубликовано.").replace('\n', "\r\n"));
    lines(3);
    assert_eq!(touched(&edited, &standing(&folder)), [] as [String; 0]);

    folder.write("themes/small/assets/look.css", "body { color: red }\n");
    lines(4);
    let styled = standing(&folder);
    assert_eq!(touched(&edited, &styled), ["assets/look.css"]);

    folder.write(FIRST, "---\nназвание: [\n---\n");
    until("the mistake", || program.said().contains("сайт остался прежним").then_some(()));
    assert_eq!(touched(&styled, &standing(&folder)), [] as [String; 0]);

    folder.rename(FIRST, "content/pages/third.md");
    folder.write("content/pages/third.md", &page("Третья", "Опубликовано."));
    until("the page", || folder.read("public/pages/third.html").map(drop));
    until("its end", || folder.read("public/pages/first.html").is_none().then_some(()));
    lines(5);
    let renamed = standing(&folder);
    assert!(
        renamed.contains_key("pages/third.html") && !renamed.contains_key("pages/first.html")
    );
    folder.delete("content/pages/third.md");
    until("its end", || folder.read("public/pages/third.html").is_none().then_some(()));
    lines(6);
    assert!(touched(&renamed, &standing(&folder)).contains(&"pages/third.html".to_owned()));
}
