//! How soon a preview shows an edit: from the file written to its fresh bytes over HTTP.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Edits of each kind; the median is told.
const EDITS: usize = 21;
/// Between edits, so that what one of them left to be done does not count for the next.
const PAUSE: Duration = Duration::from_millis(1500);
/// An edit that is not shown within this time never will be.
const LONGEST: Duration = Duration::from_secs(60);
const PORT: u16 = 18_473;

struct Preview(Child);

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts `novator serve` on a site of the corpus and measures it.
pub(crate) fn measure(novator: &str, site: &Path) {
    let begun = Instant::now();
    let port = PORT.to_string();
    let child = Command::new(novator)
        .args(["serve", "--theme", "plain", "--date", "2024-11-01", "--port", &port, "--root"])
        .arg(site)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a program that can be started");
    let _preview = Preview(child);
    let first = until(begun, "/index.html", |page| page.contains("<h1"));
    println!("{:>8.0} ms  start to first answer", first.as_secs_f64() * 1e3);
    // The first edit comes when all pages have been tried out.
    std::thread::sleep(PAUSE * 4);

    let card = site.join("content/projects/p-1.md");
    let text = std::fs::read_to_string(&card).expect("the corpus has such a card");
    told("one text changed", |number| {
        let mark = format!("Правка номер {number}х.");
        std::fs::write(&card, format!("{text}\n{mark}\n")).expect("a card that can be written");
        let shown = mark.replace(' ', "\u{a0}");
        until(Instant::now(), "/projects/p-1.html", |page| {
            page.replace(' ', "\u{a0}").contains(&shown)
        })
    });
    let [one, other] = ["ресурсный центр", "опорная площадка"].map(|status| {
        let line = |it: &str| match it.starts_with("статус: ") {
            true => format!("статус: {status}\n"),
            false => format!("{it}\n"),
        };
        text.lines().map(line).collect::<String>()
    });
    std::fs::write(&card, &one).expect("a card that can be written");
    std::thread::sleep(PAUSE * 2);
    told("one status changed, its list", |number| {
        let is_listed = number % 2 == 0;
        let text = if is_listed { &other } else { &one };
        std::fs::write(&card, text).expect("a card that can be written");
        until(Instant::now(), "/projects/status/support-site.html", |page| {
            page.contains("/p-1.html") == is_listed
        })
    });
    let footer = site.join("themes/plain/templates/parts/footer.html");
    let folder = footer.parent().expect("a file in a folder");
    std::fs::create_dir_all(folder).expect("a folder that can be made");
    std::fs::write(&footer, "<footer></footer>").expect("a template that can be written");
    std::thread::sleep(PAUSE * 2);
    told("one template changed, a page", |number| {
        let mark = format!("<footer>{number}х</footer>");
        std::fs::write(&footer, &mark).expect("a template that can be written");
        until(Instant::now(), "/projects/p-1.html", |page| page.contains(&mark))
    });
}

fn told(name: &str, edit: impl Fn(usize) -> Duration) {
    let mut times: Vec<f64> = vec![];
    for number in 0..EDITS {
        times.push(edit(number).as_secs_f64() * 1e3);
        std::thread::sleep(PAUSE);
    }
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[EDITS / 2], times[EDITS - 1]);
    println!("{median:>8.1} ms  {name}; at worst {worst:.0} ms of {EDITS}");
}

/// The time from `begun` until a page is as it should be.
fn until(begun: Instant, path: &str, is_right: impl Fn(&str) -> bool) -> Duration {
    loop {
        if page(path).is_some_and(|it| is_right(&it)) {
            return begun.elapsed();
        }
        assert!(begun.elapsed() < LONGEST, "{path} never came to be right");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn page(path: &str) -> Option<String> {
    let mut connection = TcpStream::connect(("127.0.0.1", PORT)).ok()?;
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nConnection: close\r\n\r\n");
    connection.write_all(head.as_bytes()).ok()?;
    let mut answer = vec![];
    connection.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200").then(|| body.to_owned())
}
