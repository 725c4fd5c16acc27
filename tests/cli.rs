//! The program as it is started: words, exit codes, what is printed where.
#![expect(clippy::disallowed_methods, reason = "it writes sites for the program to read")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A site without mistakes; one cannot be smaller.
const SITE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "название: Инновации\nведомство: Комитет\nгород: Челябинск\nчасовой_пояс: Asia/Yekaterinburg\n",
    ),
    (
        "content/data/states.yaml",
        "- {ключ: assigned, название: присвоен, множественное: Получившие статус}\n\
         - {ключ: continued, название: продолжен, множественное: Продолженные}\n\
         - {ключ: functioning, название: функционирует, множественное: Функционирующие}\n\
         - {ключ: suspended, название: приостановлен, множественное: Приостановленные}\n\
         - {ключ: completed, название: реализован, множественное: Реализованные}\n\
         - {ключ: terminated, название: прекращен, множественное: Прекращенные}\n",
    ),
    ("content/pages/about.md", "---\nназвание: О площадках\n---\n\nТекст.\n"),
];

const BROKEN_PAGE: (&str, &str) =
    ("content/pages/plan.md", "---\nтема: Ёлка\n---\n\nЁлка и [запись](page:abuot).\n");

/// What a run of the program left behind.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn site(more: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().expect("a folder for a site");
    for (path, text) in SITE.iter().chain(more) {
        write(root.path(), path, text.as_bytes());
    }
    root
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it can");
    std::fs::write(path, bytes).expect("it can be written");
}

/// Runs the program in a folder, on a fixed day unless the words give another.
fn novator(root: &Path, words: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_novator"))
        .args(words)
        .current_dir(root)
        .env("SOURCE_DATE_EPOCH", "1717200000")
        .output()
        .expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn help_speaks_one_language() {
    let root = site(&[]);
    for command in
        [&[][..], &["build"], &["check"], &["view"], &["query"], &["horizon"], &["why"]]
    {
        let russian = novator(root.path(), &[command, &["--help"]].concat());
        assert_eq!((russian.code, russian.err.as_str()), (Some(0), ""), "{command:?}");
        assert!(russian.out.contains("Вызов: novator") && russian.out.contains("Параметры:"));
        for foreign in ["Usage", "Options", "OPTIONS", "COMMAND", "possible values", "Print"] {
            assert!(!russian.out.contains(foreign), "{foreign} in\n{}", russian.out);
        }
        let english = novator(root.path(), &[command, &["--help", "--lang", "en"]].concat());
        assert_eq!((english.code, english.err.as_str()), (Some(0), ""), "{command:?}");
        assert!(english.out.contains("Usage: novator") && english.out.contains("Options:"));
        let cyrillic = english.out.chars().any(|it| matches!(it, 'а'..='я' | 'А'..='Я'));
        assert!(!cyrillic, "{}", english.out);
    }
}

/// Checks a wrong call: exit code 2, one complaint, nothing on standard output.
#[track_caller]
fn check_wrong_call(words: &[&str], expected: &str) {
    let run = novator(site(&[]).path(), words);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(2), "", expected));
}

#[test]
fn wrong_calls_are_explained() {
    let help = "справка: novator --help\n";
    for (words, expected) in [
        (&["check", "--stricct"][..], "неизвестный параметр: --stricct\nвозможно: --strict\n"),
        (&["check", "--ыекшсе"], "неизвестный параметр: --ыекшсе\nвозможно: --strict\n"),
        (&["chekc"], "неизвестная команда: chekc\nвозможно: check\n"),
        (
            &["check", "--format", "xml"],
            "недопустимое значение: --format <ВИД>: xml\nвозможно: human, json, sarif, gitlab, github\n",
        ),
        (
            &["check", "--date", "31.02.2024"],
            "недопустимое значение: --date <ГГГГ-ММ-ДД>: 31.02.2024 (ожидается дата ГГГГ-ММ-ДД)\n",
        ),
        (&["check", "--root"], "нужно значение: --root <ПАПКА>\n"),
        (&["view"], "не указано: <АДРЕС>\n"),
        (
            &["build", "--jobs", "0"],
            "недопустимое значение: --jobs <N>: 0 (ожидается число от 1 до 256)\n",
        ),
    ] {
        check_wrong_call(words, &format!("ошибка: {expected}{help}"));
    }
    check_wrong_call(
        &["check", "--lang", "en", "--stricct"],
        "error: unknown option: --stricct\nperhaps: --strict\nhelp: novator --help\n",
    );
}

#[test]
fn a_call_without_a_command_gets_the_help() {
    let run = novator(site(&[]).path(), &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("Команды:"), "{}", run.err);
}

#[test]
fn a_site_without_mistakes_is_told_so() {
    let root = site(&[]);
    for (words, out) in [
        (&["check"][..], "Ошибок нет\n"),
        (&["check", "--lang", "en"], "No mistakes\n"),
        (&["check", "--quiet"], ""),
        (&["check", "--strict", "--date", "2024-06-01"], "Ошибок нет\n"),
    ] {
        let run = novator(root.path(), words);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), out, ""));
    }
}

#[test]
fn mistakes_are_shown_in_their_lines() {
    let root = site(&[BROKEN_PAGE]);
    let expected = "\
ошибка[missing-key]: нет обязательного ключа «название»
  ╭▸ content/pages/plan.md:1:1
  │
1 │ ---
  │ ━━━
  │
  ╰ что делать: добавьте строку «название: …»

ошибка[unknown-key]: неизвестный ключ «тема»
  ╭▸ content/pages/plan.md:2:1
  │
2 │ тема: Ёлка
  │ ━━━━
  │
  ╰ что делать: здесь можно: черновик, опубликовать, снять, название, краткое_название, описание, меню, порядок

ошибка[broken-link]: страница «abuot» не найдена
  ╭▸ content/pages/plan.md:5:8
  │
5 │ Ёлка и [запись](page:abuot).
  │        ━━━━━━━━━━━━━━━━━━━━
  │
  ╰ что делать: похоже, имелось в виду «about»

Всего: 3 ошибки, 0 предупреждений
";
    for words in [&["check"][..], &["check", "--quiet"], &["check", "--color", "never"]] {
        let run = novator(root.path(), words);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(1), "", expected));
    }
    let english = novator(root.path(), &["check", "--lang", "en"]).err;
    assert!(english.contains("error[broken-link]: there is no page `abuot`"), "{english}");
    assert!(english.ends_with("In all: 3 errors, 0 warnings\n"), "{english}");
    let coloured = novator(root.path(), &["check", "--color", "always"]).err;
    assert!(coloured.contains("\u{1b}["), "{coloured}");
}

#[test]
fn programs_get_the_same_as_json() {
    let root = site(&[BROKEN_PAGE]);
    write(root.path(), "content/pages/old.md", b"---\nx: 1\n\xcf\xf0\xe8");
    write(root.path(), "content/pages/bom.md", "\u{FEFF}---\n---\n".as_bytes());
    let run = novator(root.path(), &["check", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    let json: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!((&json["version"], &json["errors"]), (&2.into(), &5.into()));
    let list = json["diagnostics"].as_array().expect("a list");
    let places: Vec<String> = list
        .iter()
        .map(|it| {
            let place = &it["place"];
            let at = ["file", "line", "column", "end_line", "end_column"]
                .map(|key| place[key].to_string().replace('"', ""));
            format!("{} {}", it["code"], at.join(" ")).replace('"', "")
        })
        .collect();
    assert_eq!(
        places,
        [
            "byte-order-mark content/pages/bom.md 1 1 1 1",
            "missing-key content/pages/bom.md 1 1 1 4",
            "not-utf8 content/pages/old.md 3 1 3 2",
            "missing-key content/pages/plan.md 1 1 1 4",
            "unknown-key content/pages/plan.md 2 1 2 5",
            "broken-link content/pages/plan.md 5 8 5 28",
        ]
    );
    for it in list {
        for key in ["severity", "message", "hint", "related"] {
            assert!(!it[key].is_null(), "{it}");
        }
    }
}

#[test]
fn warnings_hold_a_site_back_only_if_asked() {
    let root = site(&[("content/archive/a.md", "Новость\n")]);
    for (words, code) in [(&["check"][..], 0), (&["check", "--strict"], 1)] {
        let run = novator(root.path(), words);
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""));
        assert!(run.err.starts_with("предупреждение[stray-file]"), "{}", run.err);
        assert!(run.err.ends_with("Всего: 0 ошибок, 1 предупреждение\n"), "{}", run.err);
    }
}

#[test]
fn a_folder_without_a_site_is_one_mistake() {
    let root = tempfile::tempdir().expect("an empty folder");
    for command in ["check", "build"] {
        let run = novator(root.path(), &[command, "--quiet"]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
        assert!(run.err.contains("нет папки «content»"), "{}", run.err);
        assert!(run.err.contains("--root ПАПКА"), "{}", run.err);
        assert!(run.err.ends_with("Всего: 1 ошибка, 0 предупреждений\n"), "{}", run.err);
    }
    assert!(!root.path().join("public").exists());
}

#[test]
fn the_day_decides_what_is_published() {
    let news = "---\nназвание: Новое\nопубликовать: 01.06.2024\n---\n";
    let root = site(&[
        ("content/pages/news.md", news),
        ("content/pages/plan.md", "---\nназвание: План\n---\n\n[Новое](page:news)\n"),
    ]);
    // The day begins in Yekaterinburg five hours before it does in Greenwich.
    for (day, epoch, warned) in [
        (Some("2024-05-31"), "0", true),
        (Some("01.06.2024"), "0", false),
        (None, "1717181999", true),
        (None, "1717182000", false),
    ] {
        let words: Vec<&str> = ["check", "--quiet"]
            .into_iter()
            .chain(day.into_iter().flat_map(|it| ["--date", it]))
            .collect();
        let output = Command::new(env!("CARGO_BIN_EXE_novator"))
            .args(&words)
            .current_dir(root.path())
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .expect("the program starts");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(err.contains("unpublished-reference"), warned, "{day:?} {epoch}\n{err}");
    }
    let shown = novator(root.path(), &["check", "--date", "2024-05-31", "--drafts"]);
    assert_eq!((shown.code, shown.out.as_str()), (Some(0), "Ошибок нет\n"), "{}", shown.err);
}

#[test]
fn a_view_is_json_and_nothing_else() {
    let root = site(&[]);
    for route in ["pages/about.html", "/pages/about", "pages/about"] {
        let run = novator(root.path(), &["view", route]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        let view: Value = serde_json::from_str(&run.out).expect("it is JSON");
        assert_eq!(view["page"]["label"]["text"], "О\u{a0}площадках");
    }
    let run = novator(root.path(), &["view", "pages/abuot.html"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("похожие: pages/about.html"), "{}", run.err);
}

#[test]
fn a_site_is_written_once_and_then_left_alone() {
    let root = site(&[]);
    let first = novator(root.path(), &["build"]);
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""), "{}", first.out);
    assert!(first.out.starts_with("Готово: ") && first.out.contains("0 без изменений"));
    let page = root.path().join("public/pages/about.html");
    let bytes = std::fs::read(&page).expect("the page is written");
    let second = novator(root.path(), &["build", "--jobs", "1", "--lang", "en"]);
    assert!(second.out.starts_with("Done: 0 written"), "{}", second.out);
    assert_eq!(std::fs::read(&page).expect("the page stays"), bytes);

    write(root.path(), BROKEN_PAGE.0, BROKEN_PAGE.1.as_bytes());
    let broken = novator(root.path(), &["build"]);
    assert_eq!(broken.code, Some(1));
    assert_eq!(broken.out, "Сайт не записан: прежний остался как был\n");
    assert_eq!(std::fs::read(&page).expect("the old page stays"), bytes);
    assert!(!root.path().join("public/pages/plan.html").exists());
}

#[test]
fn sources_are_never_written_over() {
    let root = site(&[]);
    for out in ["content", ".", "content/public"] {
        let run = novator(root.path(), &["build", "--out", out]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{out}: {}", run.err);
        assert!(run.err.starts_with("ошибка: "), "{}", run.err);
    }
    write(root.path(), "mine/notes.txt", b"x");
    let run = novator(root.path(), &["build", "--out", "mine"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.err);
}

#[test]
fn what_a_build_remembers_changes_nothing_but_time() {
    let root = site(&[]);
    let build = |words: &str| {
        let run = novator(root.path(), &["build", "--verify"]);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        assert!(run.out.contains(words), "{}", run.out);
        assert!(run.out.contains("Проверено"), "{}", run.out);
    };
    // Signs of files that changed less than two seconds ago are not trusted.
    let pause = || std::thread::sleep(std::time::Duration::from_millis(2200));
    build("0 без изменений");
    pause();
    build("0 файлов записано");
    let memory = walkdir::WalkDir::new(root.path().join(".novator")).sort_by_file_name();
    let memory: Vec<_> =
        memory.into_iter().flatten().filter(|it| it.path().is_file()).collect();
    let [build_kept, cards] = &memory[..] else { panic!("a build and its cards: {memory:?}") };
    build("0 файлов записано");
    write(root.path(), "public/pages/about.html", b"by hand");
    build("1 файл записан");
    for kept in [cards, build_kept] {
        std::fs::write(kept.path(), "{\"key\": \"").expect("the file is there");
        build("0 файлов записано");
    }
    write(root.path(), SITE[2].0, SITE[2].1.replace("Текст", "Новый текст").as_bytes());
    build("без изменений");
    std::fs::remove_dir_all(root.path().join(".novator")).expect("the folder is there");
    build("0 файлов записано");
}
