//! The script that keeps an open page in step, and the stream of news it listens to.

use std::io::{self, Read as _, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::snapshot::Board;

/// How soon it shows that a listener has gone.
const LOOK_AFTER: Duration = Duration::from_secs(1);
/// Every so many looks something is said: routers forget silent connections.
const SAY_SOMETHING: u32 = 15;

/// What a page must know of itself to notice that it is out of date.
pub(super) struct Tag {
    /// Fingerprint of the page.
    pub page: String,
    /// Fingerprint of the style sheets.
    pub styles: String,
}

/// A page with the script at its end.
pub(super) fn with_script(page: &[u8], tag: &Tag) -> Vec<u8> {
    let Tag { page: own, styles } = tag;
    let script = format!(
        "<script src=\"/.novator/live.js\" data-page=\"{own}\" data-styles=\"{styles}\"></script>"
    );
    let end = b"</body";
    let found = page.windows(end.len()).rposition(|it| it.eq_ignore_ascii_case(end));
    let (before, after) = page.split_at(found.unwrap_or(page.len()));
    [before, script.as_bytes(), after].concat()
}

/// Tells a browser of every ring of the bell, until it goes away.
pub(super) fn stream(connection: &mut TcpStream, board: &Board) -> io::Result<()> {
    connection.write_all(b"retry: 500\n\n")?;
    let mut heard = board.rings();
    say(connection, board)?;
    connection.set_read_timeout(Some(Duration::from_millis(1)))?;
    let mut silent = 0;
    loop {
        let rings = board.wait(heard, LOOK_AFTER);
        if rings != heard {
            heard = rings;
            silent = 0;
            say(connection, board)?;
            continue;
        }
        if has_gone(connection) {
            return Ok(());
        }
        silent += 1;
        if silent == SAY_SOMETHING {
            silent = 0;
            connection.write_all(b":\n\n")?;
        }
    }
}

fn say(connection: &mut TcpStream, board: &Board) -> io::Result<()> {
    let version = board.snapshot().version;
    connection.write_all(format!("data: {{\"version\":{version}}}\n\n").as_bytes())
}

/// A browser has nothing more to say on this connection but that it closes it.
fn has_gone(connection: &mut TcpStream) -> bool {
    match connection.read(&mut [0; 64]) {
        Ok(read) => read == 0,
        Err(error) => {
            !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_page() {
        let tag = Tag { page: "1".to_owned(), styles: "2".to_owned() };
        let script =
            r#"<script src="/.novator/live.js" data-page="1" data-styles="2"></script>"#;
        for (page, before, after) in [
            ("<body>a</body></html>", "<body>a", "</body></html>"),
            ("<BODY>a</BODY >", "<BODY>a", "</BODY >"),
            ("<pre>&lt;/body></pre></body>", "<pre>&lt;/body></pre>", "</body>"),
            ("a</body>b</body>", "a</body>b", "</body>"),
            ("a", "a", ""),
            ("", "", ""),
        ] {
            let found = String::from_utf8(with_script(page.as_bytes(), &tag)).unwrap();
            assert_eq!(found, format!("{before}{script}{after}"), "{page}");
        }
    }
}
