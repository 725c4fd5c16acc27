//! Commands that write for the editor, started as an editor would start them.

#![expect(clippy::disallowed_methods, reason = "it looks at the files that commands write")]

use std::path::Path;
use std::process::{Command, Stdio};

/// Exit code and everything printed.
fn novator(root: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_novator"))
        .args(words)
        .current_dir(root)
        .env("SOURCE_DATE_EPOCH", "1717200000")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let both = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(both).expect("it prints UTF-8"))
}

#[test]
fn a_site_from_its_first_folder_to_its_first_decision() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |root: &Path, words: &[&str]| {
        let (code, printed) = novator(root, words);
        assert_eq!(code, Some(0), "{words:?}\n{printed}");
        printed
    };
    run(folder.path(), &["init", "site", "--city", "Златоуст"]);
    let root = folder.path().join("site");
    run(&root, &["build", "--strict"]);
    let order =
        ["--set", "вид=приказ", "--set", "дата=05.04.2024", "--set", "номер=1", "--set"];
    let order = [
        &["new", "документ", "p-1"],
        &order[..],
        &["кем_принят=Комитет", "--set", "название=О площадках"],
    ];
    run(&root, &order.concat());
    run(
        &root,
        &[
            "new",
            "организация",
            "ml-1",
            "--set",
            "название=МАОУ «Лицей № 1»",
            "--set",
            "тип=general",
        ],
    );
    let project = [
        "new",
        "проект",
        "klass",
        "--set",
        "тема=Классы: первые",
        "--set",
        "статус=РЦ",
        "--set",
    ];
    let more = [
        "организация=ml-1",
        "--set",
        "история=[{год: 2024, состояние: присвоен, приказ: p-1}]",
    ];
    run(&root, &[&project[..], &more].concat());
    run(&root, &["check", "--strict"]);
    run(&root, &["rename", "организация", "ml-1", "ml-148"]);
    run(&root, &["check", "--strict"]);
    let card = || {
        std::fs::read_to_string(root.join("content/projects/klass.md")).expect("it is there")
    };
    let before = "---\nтема: 'Классы: первые'\nстатус: РЦ\nорганизация: ml-148\n\
                  история: [{год: 2024, состояние: присвоен, приказ: p-1}]\n---\n";
    assert_eq!(card(), before);

    let (code, printed) =
        novator(&root, &["status", "klass", "продолжен", "--order", "p-1", "--year", "2025"]);
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.contains("order-year"), "{printed}");
    assert_eq!(card(), before);
    let order = [
        &["new", "документ", "p-2"],
        &["--set", "вид=приказ", "--set", "дата=05.04.2025", "--set"][..],
    ];
    run(
        &root,
        &[
            &order.concat()[..],
            &["кем_принят=Комитет", "--set", "название=О продолжении", "--set", "номер=2"],
        ]
        .concat(),
    );
    run(
        &root,
        &["status", "klass", "продолжен", "--order", "p-2", "--year", "2025", "--item", "3"],
    );
    let added = ", {год: 2025, состояние: продолжен, приказ: p-2, пункт: 3}]\n---\n";
    assert_eq!(card(), before.replace("]\n---\n", added));
    run(&root, &["check", "--strict"]);

    for (words, told) in [
        (&["new", "проэкт"][..], "проект"),
        (&["new", "проект", "--set", "тэма=х"], "тема"),
        (&["new", "документ", "p-1"], "занято"),
        (&["rename", "организация", "ml-149", "x"], "ml-148"),
        (&["status", "klass", "продолжн", "--order", "p-2", "--year", "2026"], "продолжен"),
        (&["init", "."], "уже есть"),
    ] {
        let (code, printed) = novator(&root, words);
        assert_eq!(code, Some(2), "{words:?}\n{printed}");
        assert!(printed.contains(told), "{words:?}\n{printed}");
    }
}

#[test]
fn a_new_site_takes_in_an_order_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |root: &Path, words: &[&str]| {
        let (code, printed) = novator(root, words);
        assert_eq!(code, Some(0), "{words:?}\n{printed}");
        printed
    };
    run(folder.path(), &["init", "site", "--city", "Челябинск"]);
    let root = folder.path().join("site");
    std::fs::write(root.join("order.txt"), include_str!("orders/994-z/order.txt"))
        .expect("the order is written");
    let planned = run(&root, &["import", "order", "order.txt"]);
    assert!(!planned.contains("тип организации не определён"), "{planned}");
    run(&root, &["import", "order", "order.txt", "--write"]);
    let cards = |kind: &str| {
        std::fs::read_dir(root.join("content").join(kind)).expect("it is there").count()
    };
    assert_eq!([cards("projects"), cards("organisations")], [58, 88]);
    run(&root, &["build"]);
    let (code, again) = novator(&root, &["import", "order", "order.txt", "--write"]);
    assert_eq!(code, Some(0), "{again}");
    assert_eq!([cards("projects"), cards("organisations")], [58, 88]);
}

#[test]
fn questions_are_answered_and_their_mistakes_underlined() {
    let folder = tempfile::tempdir().expect("a folder");
    novator(folder.path(), &["init", "site", "--city", "Златоуст"]);
    let root = folder.path().join("site");
    let organisation = ["new", "организация", "ml-1", "--set", "название=МАОУ «Лицей № 1»"];
    novator(&root, &[&organisation[..], &["--set", "тип=general"]].concat());
    let (code, printed) = novator(&root, &["query", "организации", "название содержит лицей"]);
    assert_eq!(code, Some(0), "{printed}");
    assert!(printed.contains("Лицей № 1") && printed.ends_with("1 запись\n"), "{printed}");
    let (code, printed) =
        novator(&root, &["query", "организации", "имя=ml-1", "--format", "csv"]);
    assert_eq!(code, Some(0));
    assert!(printed.starts_with("\u{feff}название;тип;проектов"), "{printed}");
    let (code, printed) = novator(&root, &["query", "стутас=РЦ и год>давно", "--sort", "тама"]);
    assert_eq!(code, Some(2));
    for told in ["условие:1:1", "━━━━━━\n", "условие:1:17", "--sort:1:1", "Всего: 3 ошибки"]
    {
        assert!(printed.contains(told), "{told} in\n{printed}");
    }
    let (code, printed) = novator(&root, &["why", "organisations/ml-2"]);
    assert_eq!(code, Some(2));
    assert!(printed.contains("похожие: organisations/ml-1.html"), "{printed}");
    let (code, printed) = novator(&root, &["why", "organisations/ml-1"]);
    assert_eq!(code, Some(0));
    assert!(printed.contains("content/organisations/ml-1.md"), "{printed}");
}

#[test]
fn a_card_written_anew_keeps_its_form_in_git() {
    let folder = tempfile::tempdir().expect("a folder");
    novator(folder.path(), &["init", "site"]);
    let root = folder.path().join("site");
    let git = |words: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        let done = Command::new("git").arg("-C").arg(&root).args(who).args(words).status();
        assert!(done.expect("git starts").success(), "{words:?}");
    };
    let card = root.join("content/organisations/ds-1.md");
    std::fs::create_dir_all(card.parent().expect("a folder")).expect("it is made");
    let before =
        "---\nназвание: МБДОУ «ДС № 1»\nтип: preschool\nварианты: [ДС 1, сад 1]\n---\n";
    std::fs::write(&card, before).expect("it is written");
    let (code, refused) = novator(&root, &["fmt", "--as-committed"]);
    assert_eq!((code, refused.contains("git не ответил")), (Some(2), true), "{refused}");
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "a"]);
    let after = "---\nтип: preschool\nназвание: МБДОУ «ДС № 2»\nварианты:\n  - ДС 1\n  - 'сад 1'\n---\n";
    std::fs::write(&card, after).expect("it is written");
    let (code, printed) = novator(&root, &["fmt", "--as-committed"]);
    assert_eq!(code, Some(0), "{printed}");
    let text = std::fs::read_to_string(&card).expect("it is there");
    assert_eq!(text, before.replace("№ 1", "№ 2"));
}
