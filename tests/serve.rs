//! The preview as a browser meets it: the program itself, on a small site that is edited.

use std::io::{Read as _, Write as _};

use running::{Folder, Preview, Stream, page, until};

#[path = "serve/running.rs"]
mod running;
#[path = "serve/saving.rs"]
mod saving;
#[path = "serve/writing.rs"]
mod writing;

const FIRST: &str = "content/pages/first.md";

#[test]
fn the_site_is_answered_as_it_would_be_published() {
    let preview = Preview::start();
    for (path, status, media, words) in [
        ("/", 200, "text/html; charset=utf-8", "Главная"),
        ("/index.html?a=b", 200, "text/html; charset=utf-8", "Главная"),
        ("/pages/first.html", 200, "text/html; charset=utf-8", "Первый текст."),
        ("/assets/look.css", 200, "text/css; charset=utf-8", "color:black"),
        ("/.novator/live.js", 200, "text/javascript; charset=utf-8", "EventSource"),
        ("/.novator/preview.css", 200, "text/css; charset=utf-8", ".dialog"),
        ("/.novator/nothing", 404, "text/html; charset=utf-8", "нет"),
        ("/projects", 302, "text/plain; charset=utf-8", ""),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.head.contains(&format!("Content-Type: {media}")), "{}", answer.head);
        assert!(answer.head.contains("Cache-Control: no-store"), "{}", answer.head);
        assert!(!answer.head.contains("Access-Control"), "{}", answer.head);
        assert!(answer.body.contains(words), "{path}: {}", answer.body);
    }
    let shown = preview.get("/").body;
    let script = "<script src=\"/.novator/live.js\" data-page=";
    assert_eq!(shown.matches(script).count(), 1, "{shown}");
    assert!(shown.trim_end().ends_with("</script></body></html>"), "{shown}");
    assert!(preview.get("/projects").head.contains("Location: /projects/"));
}

#[test]
fn what_is_no_request_of_a_reader_is_refused() {
    let preview = Preview::start();
    let own = preview.address;
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", own.port()), 200),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(), 403),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\nHost: {own}\r\nOrigin: http://evil.example\r\n\r\n"), 403),
        (format!("POST / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 3\r\n\r\nabc"), 405),
        (format!("GET /../Cargo.toml HTTP/1.1\r\nHost: {own}\r\n\r\n"), 404),
        (format!("GET /../content/site.yaml HTTP/1.1\r\nHost: {own}\r\n\r\n"), 404),
        (format!("GET /..%2fcontent%2fsite.yaml HTTP/1.1\r\nHost: {own}\r\n\r\n"), 404),
        (format!("GET /assets/../../theme.yaml HTTP/1.1\r\nHost: {own}\r\n\r\n"), 404),
        (format!("GET //etc/passwd HTTP/1.1\r\nHost: {own}\r\n\r\n"), 404),
        (format!("GET /%00 HTTP/1.1\r\nHost: {own}\r\n\r\n"), 400),
        ("\r\n\r\nnonsense\r\n\r\n".to_owned(), 400),
    ] {
        assert_eq!(preview.ask(&request).status, status, "{request}");
    }
    let head = preview.ask(&format!("HEAD / HTTP/1.1\r\nHost: {own}\r\n\r\n"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(!head.head.contains("Content-Length: 0"), "{}", head.head);
}

#[test]
fn an_edit_shows_in_every_way_of_saving() {
    let preview = Preview::start();
    let folder = &preview.folder;
    folder.write(FIRST, &page("Первая", "Записано поверх."));
    preview.until_shows("/pages/first.html", "Записано поверх.");

    folder.write("content/pages/first.md.tmp", &page("Первая", "Записано рядом."));
    folder.rename("content/pages/first.md.tmp", FIRST);
    preview.until_shows("/pages/first.html", "Записано рядом.");

    folder.rename(FIRST, "content/pages/first.md~");
    folder.write(FIRST, &page("Первая", "Старое отложено."));
    folder.delete("content/pages/first.md~");
    preview.until_shows("/pages/first.html", "Старое отложено.");

    folder.write("content/pages/third.md", &page("Третья", "Новый файл."));
    preview.until_shows("/pages/third.html", "Новый файл.");

    folder.write("themes/small/assets/look.css", "body { color: red }\n");
    preview.until_shows("/assets/look.css", "color:red");
    assert!(preview.program.said().contains("content/pages/third.md: "));
}

#[test]
fn a_deleted_page_is_gone_and_its_neighbours_are_named() {
    let preview = Preview::start();
    preview.folder.delete(FIRST);
    preview.until_status("/pages/first.html", 404);
    let shown = preview.get("/pages/frist.html").body;
    assert!(!shown.contains("first.html"), "{shown}");
    preview.folder.write(FIRST, &page("Первая", "Снова здесь."));
    preview.until_status("/pages/first.html", 200);
    let shown = preview.get("/pages/frist.html").body;
    assert!(shown.contains("<a href=\"/pages/first.html\">"), "{shown}");
}

#[test]
fn folders_may_be_renamed_vanish_and_come_back() {
    let preview = Preview::start();
    let folder = &preview.folder;
    folder.write("content/files/old/a.txt", "приказ");
    preview.until_shows("/files/old/a.txt", "приказ");
    folder.rename("content/files/old", "content/files/new");
    preview.until_shows("/files/new/a.txt", "приказ");
    preview.until_status("/files/old/a.txt", 404);
    folder.write("content/files/new/a.txt", "другой приказ");
    preview.until_shows("/files/new/a.txt", "другой приказ");

    folder.rename("content", "away");
    until("the mistake", || (preview.state("/")["errors"].as_u64() != Some(0)).then_some(()));
    assert_eq!(preview.get("/pages/first.html").status, 200);
    folder.rename("away", "content");
    until("the site", || (preview.state("/")["errors"].as_u64() == Some(0)).then_some(()));
    folder.write(FIRST, &page("Первая", "После возвращения."));
    preview.until_shows("/pages/first.html", "После возвращения.");

    folder.delete_folder("themes");
    until("the mistake", || (preview.state("/")["errors"].as_u64() != Some(0)).then_some(()));
    preview.until_shows("/pages/first.html", "После возвращения.");
}

#[test]
fn files_may_change_no_more_than_the_case_or_form_of_their_names() {
    let preview = Preview::start();
    let folder = &preview.folder;
    folder.write("content/files/Plan.txt", "план");
    // «й» of two letters, as some disks spell it; addresses have the composed one.
    folder.write("content/files/и\u{306}.txt", "разложено");
    preview.until_shows("/files/Plan.txt", "план");
    preview.until_shows("/files/%D0%B9.txt", "разложено");
    folder.rename("content/files/Plan.txt", "content/files/plan.txt");
    folder.rename("content/files/и\u{306}.txt", "content/files/й.txt");
    folder.write("content/files/й.txt", "составлено");
    preview.until_shows("/files/plan.txt", "план");
    preview.until_status("/files/Plan.txt", 404);
    preview.until_shows("/files/%D0%B9.txt", "составлено");

    folder.write("content/files/other.txt", "другой");
    preview.until_shows("/files/other.txt", "другой");
    folder.rename("content/files/plan.txt", "content/files/aside.txt");
    folder.rename("content/files/other.txt", "content/files/plan.txt");
    folder.rename("content/files/aside.txt", "content/files/other.txt");
    preview.until_shows("/files/plan.txt", "другой");
    preview.until_shows("/files/other.txt", "план");
    preview.until_status("/files/aside.txt", 404);
}

#[test]
fn many_files_may_change_at_once() {
    let preview = Preview::start();
    let all = |what: &str| {
        for number in 0..200 {
            let path = format!("content/pages/p-{number}.md");
            preview.folder.write(&path, &page("Одна из многих", &format!("{what} {number}.")));
        }
    };
    for what in ["Текст", "Другой текст"] {
        all(what);
        for number in [0, 100, 199] {
            preview
                .until_shows(&format!("/pages/p-{number}.html"), &format!("{what} {number}."));
        }
    }
    preview.folder.rename("content/pages", "content/away");
    preview.folder.rename("content/away", "content/pages");
    preview.folder.delete("content/pages/p-7.md");
    preview.until_status("/pages/p-7.html", 404);
    assert_eq!(preview.get("/pages/p-8.html").status, 200);
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let draft = "---\nназвание: Черновая\nчерновик: да\n---\n\nЕщё не всё.\n";
    for (words, status) in [(&["--drafts"][..], 200), (&[][..], 404)] {
        let folder = Folder::new();
        folder.write("content/pages/draft.md", draft);
        let preview = Preview::of(folder, words);
        assert_eq!(preview.get("/pages/draft.html").status, status, "{words:?}");
    }
}

#[test]
fn mistakes_leave_the_last_good_page_and_are_listed() {
    let preview = Preview::start();
    let good = preview.state("/pages/first.html");
    assert_eq!((&good["errors"], &good["stale"]), (&0.into(), &false.into()), "{good}");
    preview
        .folder
        .write(FIRST, "---\nназвание: Первая\nпорядок: много\nменю: может\n---\n\nИначе.\n");
    until("two mistakes", || (preview.state("/")["errors"].as_u64() == Some(2)).then_some(()));
    let state = preview.state("/pages/first.html");
    assert_eq!(state["stale"], true, "{state}");
    assert_eq!(state["page"], good["page"], "{state}");
    let first = &state["diagnostics"][0];
    assert_eq!(first["file"], FIRST, "{state}");
    assert_eq!((&first["line"], &first["column"]), (&3.into(), &10.into()), "{state}");
    assert_eq!(first["excerpt"][1]["text"], "порядок: много", "{state}");
    assert!(preview.get("/pages/first.html").body.contains("Первый текст."));

    preview.folder.write(FIRST, &page("Первая", "Исправлено."));
    preview.until_shows("/pages/first.html", "Исправлено.");
    let mended = preview.state("/pages/first.html");
    assert_eq!((&mended["errors"], &mended["stale"]), (&0.into(), &false.into()), "{mended}");
    assert_ne!(mended["page"], good["page"], "{mended}");
}

#[test]
fn a_template_that_fails_is_found_out_before_anybody_opens_the_page() {
    let preview = Preview::start();
    let template = "themes/small/templates/text.html";
    // Only a site that was tried out to the end can stand in for a failing one.
    let good = preview.folder.read(template).expect("it is there");
    preview.folder.write(template, "{{ nothing.at.all }}");
    until("the mistake", || (preview.state("/")["errors"].as_u64() == Some(1)).then_some(()));
    let state = preview.state("/");
    assert_eq!(state["diagnostics"][0]["code"], "template", "{state}");
    assert_eq!(state["diagnostics"][0]["file"], template, "{state}");
    assert_eq!(preview.get("/").status, 200);
    preview.folder.write(template, &good.replace("<h1>", "<h1>Заново: "));
    preview.until_shows("/pages/first.html", "Заново: ");
    assert_eq!(preview.state("/")["errors"], 0);
}

#[test]
fn every_open_page_hears_of_a_change() {
    let preview = Preview::start();
    let threads = preview.program.threads();
    let mut tabs: Vec<Stream> = (0..20).map(|_| Stream::open(&preview)).collect();
    let first: Vec<u64> = tabs.iter_mut().map(Stream::next).collect();
    assert_eq!(first, [1; 20], "each is told at once where it stands");
    // Visitors who say nothing hold up nobody.
    let idle: Vec<_> = (0..50).map(|_| preview.connect()).collect();
    let mut slow = preview.connect();
    slow.write_all(b"GET / HT").expect("the server listens");
    preview.folder.write(FIRST, &page("Первая", "Для всех."));
    for tab in &mut tabs {
        while tab.next() < 2 {}
    }
    preview.until_shows("/pages/first.html", "Для всех.");
    slow.write_all(format!("TP/1.1\r\nHost: {}\r\n\r\n", preview.address).as_bytes())
        .expect("the server listens still");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("the server answers");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    drop((tabs, idle, slow));
    // The program may have been about to start the last of its own.
    let own = threads.map(|it| it + 2);
    until("the end of all threads", || (preview.program.threads() <= own).then_some(()));
    let mut again = Stream::open(&preview);
    assert!(again.next() >= 2, "a tab that comes back is told where it stands");
}

#[test]
fn only_pages_that_changed_get_a_new_fingerprint() {
    let preview = Preview::start();
    let before = ["/", "/pages/first.html", "/nope"].map(|it| preview.state(it));
    preview.folder.write("themes/small/assets/look.css", "body { color: red }\n");
    until("new styles", || (preview.state("/")["styles"] != before[0]["styles"]).then_some(()));
    assert_eq!(preview.state("/")["page"], before[0]["page"]);
    preview.folder.write(FIRST, &page("Первая", "Другое."));
    preview.until_shows("/pages/first.html", "Другое.");
    assert_eq!(preview.state("/")["page"], before[0]["page"]);
    assert_ne!(preview.state("/pages/first.html")["page"], before[1]["page"]);
    assert_eq!(preview.state("/nope")["page"], "missing");
}

#[test]
fn a_site_that_is_broken_from_the_start_appears_once_mended() {
    let folder = Folder::new();
    let settings = folder.read("content/site.yaml").expect("it is there");
    folder.write("content/site.yaml", "название: [\n");
    let preview = Preview::of(folder, &["--lang", "en"]);
    let answer = preview.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("There is no site yet"), "{}", answer.body);
    preview.folder.write("content/site.yaml", &settings);
    preview.until_shows("/", "Главная");
}

#[test]
fn folders_that_cannot_be_watched_are_looked_at_in_turns() {
    let preview = Preview::of(Folder::new(), &["--poll"]);
    preview.folder.write(FIRST, &page("Первая", "Увидено само."));
    preview.until_shows("/pages/first.html", "Увидено само.");
}

#[test]
fn files_of_editors_run_no_scripts() {
    let folder = Folder::new();
    folder.write("content/files/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    folder.write("content/files/приказ 1.txt", "текст");
    let preview = Preview::of(folder, &[]);
    let svg = preview.get("/files/a.svg");
    assert!(svg.head.contains("Content-Security-Policy: sandbox"), "{}", svg.head);
    let text = preview.get("/files/%D0%BF%D1%80%D0%B8%D0%BA%D0%B0%D0%B7%201.txt");
    assert_eq!((text.status, text.body.as_str()), (200, "текст"));
}
