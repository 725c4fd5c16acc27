//! How programs save a file, step by step, in front of a running preview.

use super::running::{Folder, Preview, page, until};

const FIRST: &str = "content/pages/first.md";

/// One step of a program; paths lie beside the file that is saved.
enum Step {
    /// The bytes of the new file, or as many of them as these, into a file of this name.
    Write(&'static str),
    /// A file of another content.
    Drop(&'static str),
    /// The file opened for writing, emptied, and written in two pieces.
    Pieces(&'static str),
    Rename(&'static str, &'static str),
    Copy(&'static str, &'static str),
    Delete(&'static str),
    /// A link that leads nowhere, as Emacs locks files.
    #[cfg(unix)]
    Lock(&'static str),
}

use Step::{Copy, Delete, Drop, Pieces, Rename, Write};

const PROGRAMS: &[(&str, &[Step])] = &[
    (
        "vim",
        &[
            Drop(".first.md.swp"),
            Drop("4913"),
            Delete("4913"),
            Rename("first.md", "first.md~"),
            Write("first.md"),
            Delete("first.md~"),
            Delete(".first.md.swp"),
        ],
    ),
    (
        "vim with backupcopy",
        &[
            Drop("4913"),
            Delete("4913"),
            Copy("first.md", "first.md~"),
            Pieces("first.md"),
            Delete("first.md~"),
        ],
    ),
    (
        "JetBrains",
        &[
            Write("first.md___jb_tmp___"),
            Rename("first.md", "first.md___jb_old___"),
            Rename("first.md___jb_tmp___", "first.md"),
            Delete("first.md___jb_old___"),
        ],
    ),
    ("VS Code", &[Pieces("first.md")]),
    (
        "Kate",
        &[
            Drop(".first.md.kate-swp"),
            Write("first.md.pXqkzR"),
            Rename("first.md.pXqkzR", "first.md"),
            Delete(".first.md.kate-swp"),
        ],
    ),
    (
        "gedit",
        &[
            Write(".goutputstream-A1B2C3"),
            Copy("first.md", "first.md~"),
            Rename(".goutputstream-A1B2C3", "first.md"),
        ],
    ),
    #[cfg(unix)]
    (
        "Emacs",
        &[
            Step::Lock(".#first.md"),
            Drop("#first.md#"),
            Rename("first.md", "first.md~"),
            Write("first.md"),
            Delete("#first.md#"),
            Delete(".#first.md"),
        ],
    ),
    ("sed -i", &[Write("sedAbC123"), Rename("sedAbC123", "first.md")]),
    ("a program that deletes first", &[Delete("first.md"), Write("first.md")]),
];

fn take(folder: &Folder, step: &Step, text: &str) {
    let at = |name: &str| format!("content/pages/{name}");
    match step {
        Write(name) => folder.write(&at(name), text),
        Drop(name) => folder.write(&at(name), "b0VIM 9.0"),
        Pieces(name) => folder.write_in_pieces(&at(name), text, || ()),
        Rename(from, to) => folder.rename(&at(from), &at(to)),
        Copy(from, to) => folder.write(&at(to), &folder.read(&at(from)).expect("it is there")),
        Delete(name) => folder.delete(&at(name)),
        #[cfg(unix)]
        Step::Lock(name) => {
            let target = "somebody@somewhere.4321:1234567890";
            std::os::unix::fs::symlink(target, folder.path().join(at(name)))
                .expect("nothing stands there");
        }
    }
}

#[test]
fn every_program_may_save_in_its_own_way() {
    let preview = Preview::start();
    for (program, steps) in PROGRAMS {
        let words = format!("Сохранено: {program}.");
        for step in *steps {
            take(&preview.folder, step, &page("Первая", &words));
        }
        preview.until_shows("/pages/first.html", &words);
        until(program, || (preview.state("/")["errors"] == 0).then_some(()));
        let state = preview.state("/pages/first.html");
        assert_eq!(
            (&state["warnings"], &state["stale"]),
            (&0.into(), &false.into()),
            "{state}"
        );
    }
    let said = preview.program.said();
    for dropping in ["4913", "first.md~", ".swp", ".kate-swp", "___jb", "#first", ".goutput"] {
        assert!(!said.contains(dropping), "{dropping}: {said}");
    }
}

#[test]
fn a_file_that_is_still_being_written_leaves_the_last_good_page() {
    let preview = Preview::start();
    let text = "---\nназвание: [«Первая»\n".to_owned() + &"строка: да\n".repeat(3);
    // The list is never closed, so the first half is a mistake; it ends within a letter.
    let half = text.len() - 4;
    assert!(!text.is_char_boundary(half));
    let good = preview.get("/pages/first.html").body;
    preview.folder.write_bytes(FIRST, &text.as_bytes()[..half]);
    until("the mistake", || (preview.state("/")["errors"].as_u64() > Some(0)).then_some(()));
    let state = preview.state("/pages/first.html");
    assert_eq!(state["stale"], true, "{state}");
    assert_eq!(preview.get("/pages/first.html").body, good);
    preview.folder.write_in_pieces(FIRST, &page("Первая", "Дописано."), || {
        // Longer than any pause after which a change is taken to be over.
        std::thread::sleep(std::time::Duration::from_millis(300));
    });
    preview.until_shows("/pages/first.html", "Дописано.");
    until("no mistake", || (preview.state("/")["errors"] == 0).then_some(()));
    assert_eq!(preview.state("/pages/first.html")["stale"], false);
}

#[test]
fn a_renamed_page_is_gone_from_its_old_address_and_named_there() {
    let preview = Preview::start();
    preview.folder.rename(FIRST, "content/pages/first-page.md");
    preview.until_shows("/pages/first-page.html", "Первый текст.");
    preview.until_status("/pages/first.html", 404);
    let shown = preview.get("/pages/first.html").body;
    assert!(shown.contains("<a href=\"/pages/first-page.html\">"), "{shown}");
    preview.folder.rename("content/pages/first-page.md", "content/pages/mai.md");
    preview.until_status("/pages/mai.html", 200);
    preview.until_status("/pages/first-page.html", 404);
}

#[test]
fn the_bundled_site_is_shown_in_either_theme_and_in_its_versions() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (theme, version, own) in [("civic", 200, "panel.js"), ("plain", 404, "<h1")] {
        let preview = Preview::at(root, &["--theme", theme, "--date", "2026-11-21"]);
        assert!(preview.get("/").body.contains(own), "{theme}");
        for (path, status) in [
            ("/projects/ds-449.html", 200),
            ("/sv/projects/ds-449.html", version),
            ("/sv/", version),
            ("/assets/nothing.css", 404),
        ] {
            assert_eq!(preview.get(path).status, status, "{theme} {path}");
        }
    }
}
