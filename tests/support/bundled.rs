//! The bundled site, built for tests that look at its files.

use std::path::Path;

use jiff::civil::{Date, date};
use novator::build::{Built, Memo, Options, build};
use novator::site::Drafts;
use novator::source;

/// The day that most tests look at.
pub(crate) const DAY: Date = date(2026, 11, 21);

/// The site on a day, at an address of its own or at none.
pub(crate) fn built(base_url: Option<&str>, date: Date) -> Built {
    let sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    let base_url = base_url.map(str::to_owned);
    let options = Options { date, drafts: Drafts::Hidden, theme: None, base_url };
    build(&sources, &options, &mut Memo::default()).0.expect("the site can be built")
}

/// A file of the site by its path, that of a version too.
pub(crate) fn file(built: &Built, path: &str) -> String {
    let (page, folder) = built.page_at(path).unwrap_or_else(|| panic!("{path} is not planned"));
    let bytes = built.render(page, folder).expect("it can be made");
    String::from_utf8(bytes).expect("it is UTF-8")
}
