//! The handbook for editors, where the settings ask for it: its chapters and pictures are inside
//! the program, so that they tell of the version that built the site.

use std::sync::{Arc, LazyLock};

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::text::{TextView, contents};
use super::{Context, Export, Object, Page, Subject};
use crate::content::body::{self, Body};
use crate::diag::Diagnostics;
use crate::manual::{self, Chapter};
use crate::site::Site;
use crate::yaml::reading::Reading;

/// Every chapter, read once: they are the same for all sites.
static CHAPTERS: LazyLock<Vec<Read>> =
    LazyLock::new(|| manual::chapters().into_iter().map(read).collect());

struct Read {
    chapter: Chapter,
    body: Body,
}

/// The chapters and the pictures.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    if !site.settings.handbook {
        return vec![];
    }
    let chapters = (0..CHAPTERS.len()).map(|number| {
        Page::new(address(&CHAPTERS[number].chapter.name), "text", Shown { number })
    });
    let pictures = manual::pictures().into_iter().map(|(path, bytes)| {
        Page::export(Route::export(&format!("handbook/{path}")), Picture { bytes })
    });
    chapters.chain(pictures).collect()
}

/// The start of the handbook.
pub(super) fn start() -> Route {
    address("index")
}

/// The address of what a link of a chapter names; none where that is no part of the handbook.
pub(super) fn route(path: &str) -> Option<Route> {
    let inner = path.strip_prefix("handbook/")?;
    match inner.strip_suffix(".md") {
        Some(name) => Some(address(name)),
        None => inner.contains('/').then(|| Route::export(path)),
    }
}

fn address(name: &str) -> Route {
    Route::new(&format!("handbook/{name}"))
}

/// Reads a chapter as if it lay among the files of the site: so its links to its neighbours are
/// links to files.
fn read(chapter: Chapter) -> Read {
    let file: Arc<str> = format!("content/files/handbook/{}.md", chapter.name).into();
    let mut reading = Reading::new((&file, &chapter.text), &[], Diagnostics::none());
    let body = body::parse(&mut reading, 0..chapter.text.len());
    Read { chapter, body }
}

struct Shown {
    number: usize,
}

impl Subject for Shown {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let body = &CHAPTERS[self.number].body;
        Box::new(TextView { body: context.prose(body), contents: contents(body) })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        let label = |it: &Read| (address(&it.chapter.name), Label::text(&it.chapter.title));
        let before = self.number.checked_sub(1).and_then(|it| CHAPTERS.get(it));
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        above.extend(CHAPTERS.first().filter(|_| self.number > 0).map(label));
        Place {
            title: Label::text(&CHAPTERS[self.number].chapter.title),
            above,
            previous: before.map(label),
            next: CHAPTERS.get(self.number + 1).map(label),
            ..Place::default()
        }
    }
}

struct Picture {
    bytes: &'static [u8],
}

impl Export for Picture {
    fn bytes(&self, _: &Context<'_>) -> Vec<u8> {
        self.bytes.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::link::Target;

    /// Chapters are read without an author who could be told.
    #[test]
    fn every_link_of_the_handbook_leads_somewhere() {
        let pictures = manual::pictures();
        assert!(CHAPTERS.len() > 8);
        for Read { chapter, body } in CHAPTERS.iter() {
            let file: Arc<str> = format!("content/files/handbook/{}.md", chapter.name).into();
            let mut reading = Reading::new((&file, &chapter.text), &[], Diagnostics::none());
            body::parse(&mut reading, 0..chapter.text.len());
            let told: Vec<_> = reading.diagnostics.iter().map(|it| &it.message.ru).collect();
            assert!(told.is_empty(), "{}: {told:?}", chapter.name);
            for link in &body.links {
                let Target::File(path) = &link.target else { continue };
                let inner = path.trim_start_matches("handbook/");
                let is_chapter =
                    CHAPTERS.iter().any(|it| inner == it.chapter.name.clone() + ".md");
                let is_there = is_chapter || pictures.contains_key(inner);
                assert!(is_there, "{}: {path}", chapter.name);
            }
        }
    }
}
