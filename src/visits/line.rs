//! One line of a log: who asked for what, when, and what came of it.

use jiff::Timestamp;
use jiff::fmt::strtime;

/// Parts of the names by which robots and programs tell who they are.
const ROBOTS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "slurp",
    "archiver",
    "curl/",
    "wget/",
    "python",
    "go-http-client",
    "java/",
    "libwww",
    "httpclient",
    "okhttp",
    "headless",
    "monitor",
    "uptime",
    "scan",
    "validator",
    "feed",
    "preview",
    "facebookexternalhit",
    "yandexmetrika",
    "lighthouse",
];

/// Longer paths are no pages of a site.
const MOST_PATH: usize = 300;

/// What matters of a line.
pub(super) struct Line<'l> {
    /// When it was asked.
    pub time: Timestamp,
    request: &'l str,
    status: &'l str,
    agent: &'l str,
}

/// A page that was shown.
pub(super) enum Visit {
    /// To a person: the address of the page from the root of the site.
    Person(String),
    /// To a robot.
    Robot,
}

/// Reads `… [time] "request" status bytes "from" "agent"`; none for anything else.
pub(super) fn read(line: &[u8]) -> Option<Line<'_>> {
    let line = std::str::from_utf8(line).ok()?.trim_end();
    let (_, rest) = line.split_once(" [")?;
    let (time, rest) = rest.split_once(']')?;
    let (request, rest) = quoted(rest.trim_start())?;
    let mut words = rest.split_whitespace();
    let (status, bytes) = (words.next()?, words.next()?);
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if status.len() != 3 || !is_number(status) || !(bytes == "-" || is_number(bytes)) {
        return None;
    }
    let at = rest.find('"')?;
    let (_, rest) = quoted(&rest[at..])?;
    let (agent, _) = quoted(rest.trim_start())?;
    let time = strtime::parse("%d/%b/%Y:%H:%M:%S %z", time).ok()?.to_timestamp().ok()?;
    Some(Line { time, request, status, agent })
}

/// What stands between quotes, and what behind them; `\"` is no end.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut is_escaped = false;
    for (at, sign) in inner.char_indices() {
        match sign {
            '"' if !is_escaped => return Some((&inner[..at], &inner[at + 1..])),
            _ => is_escaped = sign == '\\' && !is_escaped,
        }
    }
    None
}

impl Line<'_> {
    /// The page that the line shows; none for other files, other methods and failures. An
    /// answer «not modified» shows a page too.
    pub(super) fn visit(&self, base: &str) -> Option<Visit> {
        let mut words = self.request.split(' ');
        let (method, path) = (words.next()?, words.next()?);
        if method != "GET" || !matches!(self.status, "200" | "304") {
            return None;
        }
        let page = page(path, base)?;
        Some(if self.is_robot() { Visit::Robot } else { Visit::Person(page) })
    }

    fn is_robot(&self) -> bool {
        let agent = self.agent.to_ascii_lowercase();
        agent.len() < 8 || ROBOTS.iter().any(|it| agent.contains(it))
    }
}

/// The address of a page from the root of the site: `/` is `index.html`, the accessible copy of
/// a page counts as the page.
fn page(path: &str, base: &str) -> Option<String> {
    let path = path.split(['?', '#']).next()?;
    let path = match path.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => path,
    };
    let path = path.strip_prefix(base)?.strip_prefix('/')?;
    let path = path.strip_prefix("sv/").unwrap_or(path);
    let page = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    };
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-_./".contains(&it);
    let is_page = page.ends_with(".html")
        && page.len() <= MOST_PATH
        && page.bytes().all(is_plain)
        && !page.split('/').any(|it| it.is_empty() || it.starts_with('.'));
    is_page.then_some(page)
}
