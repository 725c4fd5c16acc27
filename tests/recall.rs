//! A build in a new process after an edit: what was remembered changes nothing but time.
#![expect(clippy::disallowed_methods, reason = "it edits sites for the program to read")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use novator::build::{Built, Memo, Options, build};
use novator::page::route::Route;
use novator::site::Drafts;
use novator::source;
use tempfile::TempDir;

use bundled::DAY;
use edits::Editor;

#[path = "support/bundled.rs"]
#[expect(dead_code, reason = "other tests look at more of the site")]
mod bundled;
#[path = "rebuild/cards.rs"]
mod cards;
#[path = "rebuild/edits.rs"]
#[expect(dead_code, reason = "the law of rebuilding asks for more")]
mod edits;
#[path = "rebuild/hand.rs"]
mod hand;
#[path = "rebuild/lines.rs"]
mod lines;

/// A copy of the bundled site, built over and over.
struct Site(TempDir);

impl Site {
    fn new() -> Site {
        let root = tempfile::tempdir().expect("there is room for a site");
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in walkdir::WalkDir::new(bundled.join("content")) {
            let entry = entry.expect("the bundled site can be read");
            let inner = entry.path().strip_prefix(bundled).expect("it lies inside");
            let place = root.path().join(inner);
            match entry.file_type().is_dir() {
                true => fs::create_dir_all(place).expect("there is room"),
                false => drop(fs::copy(entry.path(), place).expect("there is room")),
            }
        }
        Site(root)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Builds it, and once more from nothing; tells how many files were written, and whether the
    /// whole site was read.
    #[track_caller]
    fn build(&self) -> (usize, bool) {
        let cards = self.at(".novator/cards");
        if let Ok(file) = fs::File::options().append(true).open(&cards) {
            file.set_modified(LONG_AGO).expect("a disk keeps times");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_novator"))
            .args(["build", "--theme", "plain", "--date", &DAY.to_string(), "--verify"])
            .current_dir(self.0.path())
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}{complaint}");
        let written = said.split(' ').nth(1).and_then(|it| it.parse().ok());
        let kept = fs::metadata(cards).and_then(|it| it.modified()).expect("cards are kept");
        (written.expect("it tells how many"), kept != LONG_AGO)
    }

    /// Changes a file and builds: so many files are written, and the whole site is read or not.
    #[track_caller]
    fn check(&self, path: &str, change: impl FnOnce(&str) -> String, expected: (usize, bool)) {
        let text = fs::read_to_string(self.at(path)).expect("it is there");
        fs::write(self.at(path), change(&text)).expect("there is room");
        assert_eq!(self.build(), expected, "{path}");
    }
}

const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;
const PROJECT: &str = "content/projects/assotsiatsiya-metodistov.md";

fn longer(text: &str) -> String {
    format!("{text}\nЕщё один абзац.\n")
}

#[test]
fn an_edited_text_costs_no_more_than_its_page() {
    let site = Site::new();
    assert!(site.build().1, "the first build reads everything");
    for path in [
        PROJECT,
        "content/organisations/ds-100.md",
        "content/documents/273-fz.md",
        "content/procedures/armavir.md",
        "content/programmes/innovatsionnoe-razvitie.md",
        "content/products/primer-finansovye-zadachi.md",
        "content/communities/primer-set-shkolnyh-muzeev.md",
        "content/events/armavir-avgust-2022.md",
        "content/news/armavir-poryadok.md",
        // The second edit of a text since everything was read.
        PROJECT,
    ] {
        site.check(path, longer, (1, false));
    }
    assert_eq!(site.build(), (0, false), "nothing has changed");
}

#[test]
fn whatever_is_more_than_a_text_is_built_from_everything() {
    let site = Site::new();
    site.build();
    let all = true;
    // Texts that other pages show, or that have files of their own.
    site.check("content/pages/index.md", longer, (1, all));
    let figure = |text: &str| format!("{text}\n\n{{{{ рисунок о=типы год=2024 }}}}\n");
    site.check(PROJECT, figure, (3, all));
    site.check(PROJECT, longer, (1, all));
    // A text as it was before the last edit.
    let (organisation, post) =
        ("content/organisations/ds-100.md", "content/news/armavir-poryadok.md");
    let shorter = |text: &str| text.replace("\nЕщё один абзац.\n", "");
    site.check(organisation, longer, (1, false));
    site.check(organisation, shorter, (1, false));
    site.check(post, longer, (1, false));
    site.check(post, shorter, (1, all));
    // A card, a file that comes, a page that somebody else wrote over.
    let title = |text: &str| text.replace("методистов как", "методистов –");
    let (written, whole) = {
        let text = fs::read_to_string(site.at(PROJECT)).expect("it is there");
        fs::write(site.at(PROJECT), title(&text)).expect("there is room");
        site.build()
    };
    assert!(written > 2 && whole, "lists tell the title too: {written}");
    fs::write(site.at("public/news/armavir-poryadok.html"), "by hand").expect("it is there");
    site.check("content/organisations/ds-17.md", longer, (2, all));
    let copy = site.at("content/pages/another.md");
    fs::copy(site.at("content/pages/napravleniya.md"), copy).expect("there is room");
    let (_, whole) = site.build();
    assert!(whole, "a file came");
    // A mistake is told, and told again.
    let broken = |text: &str| format!("{text}\n[Нет](project:nowhere)\n");
    let text = fs::read_to_string(site.at(organisation)).expect("it is there");
    fs::write(site.at(organisation), broken(&text)).expect("there is room");
    for _ in 0..2 {
        let output = Command::new(env!("CARGO_BIN_EXE_novator"))
            .args(["build", "--theme", "plain", "--date", &DAY.to_string()])
            .current_dir(site.0.path())
            .output()
            .expect("the program starts");
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{complaint}");
        assert!(complaint.contains("ds-100.md"), "{complaint}");
    }
}

#[test]
fn a_text_that_asks_for_a_figure_brings_the_file_of_its_numbers() {
    let site = Site::new();
    let options = Options { date: DAY, drafts: Drafts::Hidden, theme: None, base_url: None };
    let mut memo = Memo::default();
    let routes = |memo: &mut Memo| {
        let built: Option<Built> = build(&source::read(site.0.path()).0, &options, memo).0;
        let plan = built.expect("the site can be built").plan;
        plan.pages.keys().map(Route::clone).collect::<Vec<_>>()
    };
    let before = routes(&mut memo);
    let text = fs::read_to_string(site.at(PROJECT)).expect("it is there");
    let text = format!("{text}\n\n{{{{ рисунок о=типы год=2024 }}}}\n");
    fs::write(site.at(PROJECT), text).expect("there is room");
    let after = routes(&mut memo);
    assert!(after == routes(&mut Memo::default()), "the plan is that of a build from nothing");
    assert_eq!(after.len(), before.len() + 2, "live figures, and those of the report");
}

/// Edits of one run where `NOVATOR_EDITS` names no other number: as many as a tenth of it.
const EDITS: usize = 200;

fn wanted(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// Adds words to the text of some card.
fn lengthen(editor: &mut Editor) -> String {
    let path = loop {
        let path = editor.any_file();
        if path.extension().is_some_and(|it| it == "md") {
            break path;
        }
    };
    let text = String::from_utf8_lossy(&hand::read(&path)).into_owned();
    fs::write(&path, longer(&text)).expect("there is room");
    format!("lengthen {}", path.display())
}

#[test]
fn after_any_edits_a_build_leaves_what_one_from_nothing_would() {
    let seed = wanted("NOVATOR_SEED", 1);
    let root = tempfile::tempdir().expect("there is room for a site");
    let mut editor = Editor::new(root.path(), seed as u64);
    let mut options =
        Options { date: DAY, drafts: Drafts::Hidden, theme: None, base_url: None };
    for number in 1..=wanted("NOVATOR_EDITS", EDITS).div_ceil(10) {
        let said = match number % 2 {
            0 => lengthen(&mut editor),
            _ => editor.edit(&mut options).1,
        };
        let Options { date, drafts, theme, base_url } = &options;
        let theme = theme.as_deref().unwrap_or("plain");
        let mut words = ["build", "--date", &date.to_string(), "--theme", theme, "--verify"]
            .map(str::to_owned)
            .to_vec();
        words.extend((*drafts == Drafts::Shown).then(|| "--drafts".to_owned()));
        words.extend(base_url.iter().map(|it| format!("--base-url={it}")));
        let run = Command::new(env!("CARGO_BIN_EXE_novator"))
            .args(words)
            .current_dir(root.path())
            .output()
            .expect("the program starts");
        let told = [run.stdout, run.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        match run.status.code() {
            Some(0) => assert!(told.contains("Проверено"), "seed {seed}, {number}: {said}"),
            // Mistakes hold the site back, whatever was remembered.
            Some(1) => editor.mend_all(),
            _ => panic!("seed {seed}, edit {number}: {said}: {told}"),
        }
    }
}
