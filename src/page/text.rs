//! Pages of prose.

use std::sync::Arc;

use serde::Serialize;

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::{self, Route};
use super::short_code::Prose;
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::entry::Entry;
use crate::content::page::TextPage;
use crate::site::Site;
use crate::text::typography::prose;

/// A table of contents is worth its room from so many headings on.
const LEAST_HEADINGS: usize = 3;

/// Every page but the start.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let pages = site.pages.iter().filter(|it| &*it.id != "index");
    pages
        .map(|it| Page::new(route::text_page(&it.id), "text", Text { entry: Arc::clone(it) }))
        .collect()
}

struct Text {
    entry: Arc<Entry<TextPage>>,
}

/// What `text.html` reads.
#[derive(Serialize)]
pub(super) struct TextView {
    /// The text.
    pub body: Prose,
    /// Its headings, where there are enough to choose from.
    pub contents: Vec<ContentsItem>,
}

/// A heading in a table of contents.
#[derive(Serialize)]
pub(super) struct ContentsItem {
    /// `#id`.
    href: String,
    /// Words.
    title: String,
    /// 2 to 6.
    level: u8,
}

/// The table of contents of a text; empty where it is too short for one.
pub(super) fn contents(body: &Body) -> Vec<ContentsItem> {
    if body.headings.len() < LEAST_HEADINGS {
        return vec![];
    }
    let item = |it: &crate::content::body::Heading| ContentsItem {
        href: format!("#{}", it.id),
        title: it.text.clone(),
        level: it.level,
    };
    body.headings.iter().map(item).collect()
}

impl Subject for Text {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let body = &self.entry.body;
        Box::new(TextView { body: context.prose(body), contents: contents(body) })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        let matter = &self.entry.matter;
        Place {
            title: Label::text(&matter.title.value),
            summary: matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}
