//! A whole conversation with the language server, as an editing program leads it.
#![expect(clippy::disallowed_methods, reason = "it starts the program in a folder of its own")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than any machine needs; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

const CARD: &str = "---\nтема: Школьный музей\nстатус: ресурсный центр\nучастники:\n  - {организация: ml-1, роль: координатор}\n---\nСм. [лицей](organisation:ml-1).\n";

const ORGANISATION: &str = "---\nназвание: Лицей № 1\nтип: школа\n---\n";

/// An editing program: a small site, the server, and its ends of the pipe.
struct Editor {
    folder: TempDir,
    server: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    asked: i64,
}

impl Editor {
    fn open() -> Editor {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in [
            (
                "site.yaml",
                "название: Раздел\nведомство: Комитет\nгород: Челябинск\nчасовой_пояс: UTC\n",
            ),
            ("data/states.yaml", include_str!("../content/data/states.yaml")),
            ("data/statuses.yaml", include_str!("../content/data/statuses.yaml")),
            ("data/organisation-types.yaml", "- {ключ: school, название: школа}\n"),
            ("pages/index.md", "---\nназвание: Главная\n---\nНачало.\n"),
            ("organisations/ml-1.md", ORGANISATION),
            ("projects/a.md", CARD),
        ] {
            let path = folder.path().join("content").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let mut server = Command::new(env!("CARGO_BIN_EXE_novator"))
            .args(["lsp", "--root"])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let to = server.stdin.take().expect("a pipe");
        let mut pipe = BufReader::new(server.stdout.take().expect("a pipe"));
        let (said, from) = channel();
        thread::spawn(move || {
            while let Some(message) = message(&mut pipe) {
                drop(said.send(message));
            }
        });
        let mut editor = Editor { folder, server, to, from, asked: 0 };
        let hello = editor.ask("initialize", &json!({ "capabilities": {} }));
        assert_eq!(hello["serverInfo"]["name"], "novator");
        editor.tell("initialized", &json!({}));
        editor
    }

    fn uri(&self, path: &str) -> String {
        let root = self.folder.path().to_string_lossy().replace('\\', "/");
        format!("file:///{}/content/{path}", root.trim_start_matches('/'))
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it listens");
        self.to.flush().expect("it listens");
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn hear(&mut self) -> Value {
        self.from.recv_timeout(PATIENCE).expect("the server speaks in time")
    }

    /// The answer to a question; what is said between is of no interest.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.hear();
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
        }
    }

    /// The next remarks on a file for which something holds.
    fn remarks(&mut self, path: &str, until: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            let message = self.hear();
            if message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri.as_str()
            {
                let list = message["params"]["diagnostics"].as_array().expect("a list").clone();
                if until(&list) {
                    return list;
                }
            }
        }
    }

    fn change(&mut self, path: &str, (version, text): (i64, &str)) {
        let document = json!({ "uri": self.uri(path), "version": version });
        self.tell(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
        );
    }

    /// Asks about a place of a file.
    fn at(&mut self, method: &str, path: &str, (line, character): (usize, usize)) -> Value {
        let document = json!({ "uri": self.uri(path) });
        let position = json!({ "line": line, "character": character });
        self.ask(method, &json!({ "textDocument": document, "position": position }))
    }

    fn labels(&mut self, path: &str, place: (usize, usize)) -> Vec<String> {
        let list = self.at("textDocument/completion", path, place);
        let items = list["items"].as_array().expect("a list").iter();
        items.map(|it| it["label"].as_str().expect("a label").to_owned()).collect()
    }
}

/// The next message of a server; none once it has gone.
fn message(pipe: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if pipe.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    pipe.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn codes(remarks: &[Value]) -> Vec<&str> {
    remarks.iter().filter_map(|it| it["code"].as_str()).collect()
}

fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(files_of(&path)),
            false => {
                found.push((path.display().to_string(), fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_card_is_typed() {
    let mut editor = Editor::open();
    let before = files_of(editor.folder.path());
    let card = "projects/a.md";
    let document = json!({ "uri": editor.uri(card), "languageId": "markdown", "version": 1, "text": CARD });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));

    // A slip behind Cyrillic letters: its columns are units of UTF-16.
    let slip = CARD.replace("роль: координатор", "роль: координатр");
    editor.change(card, (2, &slip));
    let remarks = editor.remarks(card, |it| codes(it).contains(&"unknown-value"));
    let remark = remarks.iter().find(|it| it["code"] == "unknown-value").expect("it is told");
    let range = json!({
        "start": { "line": 4, "character": 30 },
        "end": { "line": 4, "character": 40 },
    });
    assert_eq!(remark["range"], range);
    assert_eq!(remark["severity"], 1);

    // Its repair leads back to the card as it was.
    let document = json!({ "uri": editor.uri(card) });
    let asked =
        json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", &asked);
    let edit = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(edit["edits"], json!([{ "range": range, "newText": "координатор" }]));
    assert_eq!(edit["textDocument"]["version"], 2);

    // Half typed: keys, words, ids with their names, links, short codes.
    let half = "---\nтема: Школьный музей\nста\nучастники:\n  - {организация: , роль: к}\n---\n[а](организация:) {{ число по }} {{ г }}\n";
    editor.change(card, (3, half));
    let keys = editor.labels(card, (2, 3));
    assert!(keys.contains(&"статус".to_owned()) && !keys.contains(&"тема".to_owned()));
    assert!(editor.labels(card, (4, 27)).contains(&"координатор".to_owned()));
    let ids = editor.at("textDocument/completion", card, (4, 18));
    assert_eq!(ids["items"][0]["label"], "ml-1");
    assert_eq!(ids["items"][0]["detail"], "Лицей № 1");
    assert_eq!(editor.labels(card, (6, 16)), ["ml-1"]);
    assert!(editor.labels(card, (6, 29)).contains(&"показатель".to_owned()));
    assert!(editor.labels(card, (6, 37)).contains(&"график".to_owned()));
    let status = CARD.replace("ресурсный центр", "р");
    editor.change(card, (4, &status));
    assert!(editor.labels(card, (2, 9)).contains(&"ресурсный центр".to_owned()));

    // What a key means, whom an id names, and where that stands.
    let told = editor.at("textDocument/hover", card, (1, 2));
    assert!(told["contents"]["value"].as_str().expect("text").contains("**тема**"));
    let told = editor.at("textDocument/hover", card, (4, 19));
    assert!(told["contents"]["value"].as_str().expect("text").contains("Лицей № 1"));
    for place in [(4, 19), (6, 26)] {
        let found = editor.at("textDocument/definition", card, place);
        assert_eq!(found["uri"], editor.uri("organisations/ml-1.md"), "{place:?}");
    }

    // What is broken in another file is told there.
    editor.change(card, (5, CARD));
    let organisation = "organisations/ml-1.md";
    let document = json!({
        "uri": editor.uri(organisation), "languageId": "markdown", "version": 1,
        "text": ORGANISATION,
    });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    let page = "pages/index.md";
    let text = "---\nназвание: Главная\n---\n[Б](project:b)\n";
    let document = json!({
        "uri": editor.uri(page), "languageId": "markdown", "version": 1, "text": text,
    });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    editor.remarks(page, |it| codes(it).contains(&"broken-link"));
    // The file that is missed comes: the remark on the other one goes.
    let path = editor.folder.path().join("content/projects/b.md");
    fs::write(&path, CARD.replace("Школьный музей", "Школьный театр")).expect("a file");
    editor.tell("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    editor.remarks(page, |it| !codes(it).contains(&"broken-link"));
    fs::remove_file(&path).expect("a file");

    // Nonsense is answered, and nothing is written.
    let nowhere = editor.at("textDocument/hover", card, (9999, 9999));
    assert!(nowhere.is_null());
    assert!(editor.at("textDocument/hover", "../x", (0, 0)).is_null());
    assert_eq!(files_of(editor.folder.path()), before);

    assert!(editor.ask("shutdown", &Value::Null).is_null());
    editor.tell("exit", &Value::Null);
    drop(editor.to);
    assert!(editor.server.wait().expect("it ends").success());
}
