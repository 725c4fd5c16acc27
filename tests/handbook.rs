//! The handbook says nothing that the program does not do: every command and option that it
//! names is there, and what it tells to try does what it says.
#![expect(clippy::disallowed_methods, reason = "it starts the program in a folder of its own")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use novator::manual;

/// What a run printed, to both streams, and whether all was well.
fn novator(root: &Path, words: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_novator"))
        .args(words)
        .current_dir(root)
        .env("SOURCE_DATE_EPOCH", "1795260000")
        .output()
        .expect("the program starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).expect("it prints UTF-8"))
}

/// Every call of the program that a text holds in code: the words behind `novator`.
fn calls(text: &str) -> Vec<Vec<String>> {
    let starts =
        text.match_indices("novator ").filter(|(at, _)| text[..*at].ends_with(['`', '\n']));
    let call = |(at, _): (usize, &str)| {
        let rest = &text[at + "novator ".len()..];
        let end = rest.find(['`', '\n']).unwrap_or(rest.len());
        rest[..end].split_whitespace().map(str::to_owned).collect()
    };
    starts.map(call).collect()
}

#[test]
fn every_command_of_the_handbook_is_there() {
    let root = tempfile::tempdir().expect("a folder");
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = BTreeSet::new();
    let mut count = 0;
    for chapter in manual::chapters() {
        for call in calls(&chapter.text) {
            count += 1;
            let Some(command) = call.first().filter(|it| it.starts_with(char::is_alphabetic))
            else {
                continue;
            };
            let help = helps.entry(command.clone()).or_insert_with(|| {
                let (done, help) = novator(root.path(), &[command, "--help"]);
                if done { help } else { String::new() }
            });
            if help.is_empty() {
                faults.insert(format!("{}: no command `{command}`", chapter.name));
            }
            for option in call.iter().filter(|it| it.starts_with("--")) {
                let known =
                    help.split_whitespace().any(|it| it.trim_end_matches(',') == option);
                if !known {
                    faults.insert(format!("{}: `{command}` has no {option}", chapter.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(count > 20, "only {count} calls were found");
}

/// The first card of the handbook, with a slip: told, explained, mended, put in order.
#[test]
fn a_first_card_is_written_checked_and_mended() {
    let root = tempfile::tempdir().expect("a folder");
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    copy(&bundled, &root.path().join("content"));
    let start = manual::chapters().into_iter().find(|it| it.name == "start");
    let start = start.expect("there is such a chapter").text;
    let card = start.split("```yaml\n").nth(1).and_then(|it| it.split("```").next());
    let card = card.expect("the chapter shows a card");
    let path = root.path().join("content/projects/muzey.md");
    let write = |text: &str| std::fs::write(&path, text).expect("it can be written");
    let read = || std::fs::read_to_string(&path).expect("it is there");

    write(card);
    let (done, said) = novator(root.path(), &["check", "--strict", "--drafts"]);
    assert!(done, "{said}");

    let slipped = card.replace("статус:", "статсу:").replace("черновик: да\n", "");
    write(&slipped);
    let (done, said) = novator(root.path(), &["check"]);
    assert!(
        !done && said.contains("ошибка[unknown-key]") && said.contains("check --fix"),
        "{said}"
    );
    let (done, said) = novator(root.path(), &["explain", "unknown-key"]);
    assert!(done && said.contains("Как исправить:"), "{said}");
    let (done, said) = novator(root.path(), &["check", "--fix", "--dry-run"]);
    assert!(!done && said.contains("\n-статсу: ") && said.contains("\n+статус: "), "{said}");
    assert_eq!(read(), slipped, "nothing was written");
    let (done, said) = novator(root.path(), &["check", "--fix"]);
    assert!(done && said.contains("Исправлений: 1, файлов: 1"), "{said}");
    assert_eq!(read(), slipped.replace("статсу:", "статус:"));

    write(&card.replace("тема:", "title:"));
    let (done, said) = novator(root.path(), &["fmt", "--check"]);
    assert!(!done && said.contains("content/projects/muzey.md"), "{said}");
    let (done, said) = novator(root.path(), &["fmt"]);
    assert!(done, "{said}");
    assert_eq!(read(), card);
    let (done, said) = novator(root.path(), &["explain", "unknwn-key"]);
    assert!(!done && said.contains("unknown-key"), "{said}");
    let (done, said) = novator(root.path(), &["explain", "bad-date", "--lang", "en"]);
    assert!(
        done && said.starts_with("bad-date · error · A date that does not exist"),
        "{said}"
    );
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for item in std::fs::read_dir(from).expect("it is a folder") {
        let path = item.expect("its entries can be read").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(std::fs::copy(&path, &target).expect("it can be copied")),
        }
    }
}
