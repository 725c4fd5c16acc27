//! A path and a snapshot → an answer. Nothing here touches the disk: what is not part of the
//! snapshot does not exist.

use std::sync::Arc;

use super::live;
use super::overlay;
use super::pages;
use super::request::Request;
use super::snapshot::{Shown, Snapshot};
use crate::diag::Language;
use crate::text::address::unescaped;

/// Paths under which the preview keeps its own files.
pub(super) const OWN_FOLDER: &str = ".novator/";
/// The path of the stream of news.
pub(super) const EVENTS: &str = ".novator/events";

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("preview.css");

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// Status code.
    pub status: u16,
    /// Media type with its encoding.
    pub media: &'static str,
    /// Where else to look.
    pub location: Option<String>,
    /// Whose it is.
    pub trust: Trust,
    /// The bytes.
    pub body: Arc<[u8]>,
}

/// Who made a file, and with that whether a browser may run what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Made by the theme.
    Theme,
    /// Handed in by editors.
    Editors,
}

impl Answer {
    pub(super) fn new(status: u16, media: &'static str, body: impl Into<Arc<[u8]>>) -> Answer {
        Answer { status, media, location: None, trust: Trust::Theme, body: body.into() }
    }

    fn text(media: &'static str, text: &str) -> Answer {
        Answer::new(200, media, text.as_bytes())
    }
}

/// The answer to a request for anything but the stream of news.
pub(super) fn answer(snapshot: &Snapshot, request: &Request, language: Language) -> Answer {
    if let Some(own) = request.path.strip_prefix(OWN_FOLDER) {
        return match own {
            "live.js" => Answer::text(JAVASCRIPT, SCRIPT),
            "preview.css" => Answer::text(CSS, STYLE),
            "diagnostics.json" => {
                let page = fingerprint(snapshot, &page_asked(&request.query));
                let json = overlay::json(snapshot, &page, language).to_string();
                Answer::text(JSON, &json)
            }
            _ => missing(snapshot, &request.path, language),
        };
    }
    match find(snapshot, &request.path) {
        Found::Page(bytes) => match media(&page_path(&request.path)) {
            HTML => html(200, snapshot, &request.path, &bytes),
            other => Answer::new(200, other, bytes),
        },
        Found::File(bytes) => {
            let mut answer = Answer::new(200, media(&request.path), bytes);
            if request.path.starts_with("files/") {
                answer.trust = Trust::Editors;
            }
            answer
        }
        Found::Folder(location) => {
            let mut answer = Answer::new(302, PLAIN, *b"");
            answer.location = Some(location);
            answer
        }
        Found::Failed => {
            let page = pages::failed(language);
            html(500, snapshot, &request.path, page.as_bytes())
        }
        Found::Nothing => {
            let page = pages::no_site(language);
            html(503, snapshot, &request.path, page.as_bytes())
        }
        Found::Missing => missing(snapshot, &request.path, language),
    }
}

/// What lies under a path.
enum Found {
    Page(Arc<[u8]>),
    File(Arc<[u8]>),
    /// A folder named without its last slash: relative links would miss.
    Folder(String),
    /// A page whose template fails.
    Failed,
    /// There is no site at all.
    Nothing,
    Missing,
}

fn find(snapshot: &Snapshot, path: &str) -> Found {
    let Some(shown) = snapshot.shown() else { return Found::Nothing };
    let path = page_path(path);
    match snapshot.page(&path) {
        Some(Ok(bytes)) => return Found::Page(bytes),
        Some(Err(_)) => return Found::Failed,
        None => {}
    }
    if let Some(bytes) = shown.files.get(&path) {
        return Found::File(Arc::clone(bytes));
    }
    let inside = format!("{path}/index.html");
    match shown.built.page_at(&inside) {
        Some(_) => Found::Folder(pages::address(&format!("{path}/"))),
        None => Found::Missing,
    }
}

/// A folder shows its index.
fn page_path(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// Changes whenever a browser would show a page otherwise, style sheets aside.
fn fingerprint(snapshot: &Snapshot, path: &str) -> String {
    match (find(snapshot, path), snapshot.shown()) {
        (Found::Page(bytes), Some(shown)) => digest(&bytes, shown),
        (Found::Failed, _) => "failed".to_owned(),
        (Found::Nothing, _) => "nothing".to_owned(),
        _ => "missing".to_owned(),
    }
}

fn digest(bytes: &[u8], shown: &Shown) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes).update(shown.rest.as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The page that the script asks about: its address is sent as the browser spells it.
fn page_asked(query: &str) -> String {
    let value = query.split('&').find_map(|it| it.strip_prefix("page="));
    let address = value.and_then(unescaped).unwrap_or_default();
    unescaped(address.trim_start_matches('/')).unwrap_or_default()
}

fn html(status: u16, snapshot: &Snapshot, path: &str, page: &[u8]) -> Answer {
    let tag =
        live::Tag { page: fingerprint(snapshot, path), styles: overlay::styles(snapshot) };
    Answer::new(status, HTML, live::with_script(page, &tag))
}

fn missing(snapshot: &Snapshot, path: &str, language: Language) -> Answer {
    let shown = snapshot.shown();
    let routes = shown.iter().flat_map(|it| it.built.plan.pages.keys());
    let routes = routes.map(|it| it.path());
    let files = shown.iter().flat_map(|it| it.files.keys()).map(String::as_str);
    let page = pages::missing(path, routes.chain(files), language);
    html(404, snapshot, path, page.as_bytes())
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
/// The type of short answers in words.
pub(super) const PLAIN: &str = "text/plain; charset=utf-8";

/// Media types by the end of the name.
const MEDIA: &[(&str, &str)] = &[
    ("avif", "image/avif"),
    ("css", CSS),
    ("csv", "text/csv; charset=utf-8"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("gif", "image/gif"),
    ("htm", HTML),
    ("html", HTML),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", JAVASCRIPT),
    ("json", JSON),
    ("mjs", JAVASCRIPT),
    ("mp4", "video/mp4"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rtf", "application/rtf"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("txt", PLAIN),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml; charset=utf-8"),
    ("zip", "application/zip"),
];

/// The media type of a file by its name; bytes to be saved where nothing is known.
fn media(path: &str) -> &'static str {
    let end = path.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    let known = MEDIA.iter().find(|(name, _)| *name == end);
    known.map_or("application/octet-stream", |(_, media)| media)
}
