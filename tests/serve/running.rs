//! A small site in a folder of its own, a program that serves it, and a browser's part.
#![expect(clippy::disallowed_methods, reason = "tests change the files that are watched")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use novator::page::{TEMPLATES, piece};
use serde_json::Value;
use tempfile::TempDir;

/// Longer than any machine needs; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a test looks whether it has come.
const PAUSE: Duration = Duration::from_millis(5);

const TEMPLATE: &str = "<!doctype html><html lang=\"ru\"><head><title>{{ site.title }}</title>\
<link rel=\"stylesheet\" href=\"{{ page.root }}assets/look.css\"></head>\
<body><h1>{{ page.label.text | default(value='') }}</h1>{{ body | default(value='') | safe }}</body></html>\n";

/// A folder with a site in it.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// A site without mistakes: a start page and two pages of prose.
    pub(crate) fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("there is room for a site"));
        folder.write(
            "content/site.yaml",
            "название: Раздел\nведомство: Комитет\nгород: Челябинск\n\
             часовой_пояс: Asia/Yekaterinburg\nоформление: small\n",
        );
        folder
            .write("content/data/states.yaml", include_str!("../../content/data/states.yaml"));
        folder.write("content/pages/index.md", &page("Главная", "Начало."));
        folder.write("content/pages/first.md", &page("Первая", "Первый текст."));
        folder.write("content/pages/second.md", &page("Вторая", "Второй текст."));
        folder.write("themes/small/theme.yaml", "название: Малая\nдоговор: 1\nдвижок: tera\n");
        for name in TEMPLATES {
            folder.write(&format!("themes/small/templates/{name}.html"), TEMPLATE);
        }
        for name in piece::TEMPLATES {
            folder.write(&format!("themes/small/templates/{name}.html"), "<li>…</li>");
        }
        folder.write("themes/small/assets/look.css", "body { color: black }\n");
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("it is inside")).expect("there is room");
        fs::write(path, bytes).expect("there is room");
    }

    /// Empties a file and writes it in two pieces, with something else in between.
    pub(crate) fn write_in_pieces(&self, path: &str, text: &str, between: impl FnOnce()) {
        let mut file = fs::File::create(self.path().join(path)).expect("the file is ours");
        let (first, second) = text.as_bytes().split_at(text.len() / 2);
        file.write_all(first).expect("there is room");
        between();
        file.write_all(second).expect("there is room");
    }

    pub(crate) fn delete(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("the file is ours");
    }

    pub(crate) fn delete_folder(&self, path: &str) {
        fs::remove_dir_all(self.path().join(path)).expect("the folder is ours");
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path().join(from), self.path().join(to)).expect("the file is ours");
    }

    /// The bytes of a file as text; none where it is absent.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path().join(path)).ok()
    }
}

/// A page of prose as an author writes it.
pub(crate) fn page(title: &str, text: &str) -> String {
    format!("---\nназвание: {title}\n---\n\n{text}\n")
}

/// The program at work, ended with the test.
pub(crate) struct Running {
    child: Child,
    said: Arc<Mutex<String>>,
}

impl Running {
    /// Starts the program in a folder.
    pub(crate) fn start(root: &Path, words: &[&str]) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_novator"))
            .args(words)
            .arg("--root")
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Arc::new(Mutex::new(String::new()));
        let voices: [Box<dyn std::io::Read + Send>; 2] = [
            Box::new(child.stdout.take().expect("it was asked for")),
            Box::new(child.stderr.take().expect("it was asked for")),
        ];
        for voice in voices {
            let said = Arc::clone(&said);
            std::thread::spawn(move || {
                for line in BufReader::new(voice).lines().map_while(Result::ok) {
                    let mut said = said.lock().expect("nobody panics with it");
                    said.push_str(&line);
                    said.push('\n');
                }
            });
        }
        Running { child, said }
    }

    /// Threads that are at work; none where the system does not tell.
    pub(crate) fn threads(&self) -> Option<usize> {
        Some(fs::read_dir(format!("/proc/{}/task", self.child.id())).ok()?.count())
    }

    /// Everything printed so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().expect("nobody panics with it").clone()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A preview and its address; the folder is kept as long as it is shown.
pub(crate) struct Preview<F = Folder> {
    pub(crate) folder: F,
    pub(crate) program: Running,
    pub(crate) address: SocketAddr,
}

impl Preview {
    /// Serves the small site on any free port.
    pub(crate) fn start() -> Preview {
        Preview::of(Folder::new(), &[])
    }

    /// Serves a site with further words on the command line.
    pub(crate) fn of(folder: Folder, words: &[&str]) -> Preview {
        let (program, address) = served(folder.path(), words);
        Preview { folder, program, address }
    }
}

impl Preview<()> {
    /// Serves a site that stays as it is.
    pub(crate) fn at(root: &Path, words: &[&str]) -> Preview<()> {
        let (program, address) = served(root, words);
        Preview { folder: (), program, address }
    }
}

fn served(root: &Path, words: &[&str]) -> (Running, SocketAddr) {
    let words = [&["serve", "--port", "0"], words].concat();
    let program = Running::start(root, &words);
    let mut address = None;
    until("the address", || {
        let said = program.said();
        let rest = said.split("http://").nth(1)?;
        address = rest.split('/').next()?.parse().ok();
        address.map(drop)
    });
    (program, address.expect("it was just found"))
}

impl<F> Preview<F> {
    pub(crate) fn get(&self, path: &str) -> Response {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    /// Sends bytes and reads to the end of the answer.
    pub(crate) fn ask(&self, request: &str) -> Response {
        let mut connection = self.connect();
        connection.write_all(request.as_bytes()).expect("the server listens");
        let mut bytes = vec![];
        connection.read_to_end(&mut bytes).expect("the server answers");
        Response::of(&String::from_utf8_lossy(&bytes))
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(self.address).expect("the server listens");
        connection.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        connection
    }

    pub(crate) fn state(&self, page: &str) -> Value {
        let response = self.get(&format!("/.novator/diagnostics.json?page={page}"));
        serde_json::from_str(&response.body).expect("it is JSON")
    }

    /// Waits until a page has these words in it.
    #[track_caller]
    pub(crate) fn until_shows(&self, path: &str, words: &str) {
        until(words, || self.get(path).body.contains(words).then_some(()));
    }

    #[track_caller]
    pub(crate) fn until_status(&self, path: &str, status: u16) {
        until(path, || (self.get(path).status == status).then_some(()));
    }
}

/// The answer of the server.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Response {
    fn of(text: &str) -> Response {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0);
        Response { status, head: head.to_owned(), body: body.to_owned() }
    }
}

/// The stream of news, as a browser hears it.
pub(crate) struct Stream(BufReader<TcpStream>);

impl Stream {
    pub(crate) fn open<F>(preview: &Preview<F>) -> Stream {
        let mut connection = preview.connect();
        let request = format!(
            "GET /.novator/events HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n\r\n",
            preview.address
        );
        connection.write_all(request.as_bytes()).expect("the server listens");
        Stream(BufReader::new(connection))
    }

    /// The next news: number of the snapshot.
    pub(crate) fn next(&mut self) -> u64 {
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("the server goes on");
            assert_ne!(read, 0, "the stream has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                let data: Value = serde_json::from_str(data).expect("it is JSON");
                return data["version"].as_u64().expect("it is a number");
            }
        }
    }
}

/// Looks again and again until there is something to see.
#[track_caller]
pub(crate) fn until(what: &str, mut look: impl FnMut() -> Option<()>) {
    let begun = Instant::now();
    while look().is_none() {
        assert!(begun.elapsed() < PATIENCE, "in vain: {what}");
        std::thread::sleep(PAUSE);
    }
}
