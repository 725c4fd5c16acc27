//! Search: a page, and the index that its script reads. The index is a script too, for pages
//! opened from a disk may load no data.

use serde::Serialize;
use serde_json::Value;

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Export, Maker, Object, Page, Subject};
use crate::site::Site;

/// The kinds of entries that results name, by the templates that show them; all else is a list.
const KINDS: &[&str] = &[
    "project",
    "community",
    "free-community",
    "organisation",
    "document",
    "product",
    "programme",
    "procedure",
    "text",
];

/// The address of the search page.
pub(super) fn route() -> Route {
    Route::new("search")
}

fn index() -> Route {
    Route::export("search-index.js")
}

/// The page and its index.
pub(super) fn plan(_: &Site, _: &Lists) -> Vec<Page> {
    vec![Page::new(route(), "search", Search), Page::export(index(), Index)]
}

struct Search;

#[derive(Serialize)]
struct SearchView {
    /// Address of the index.
    index: String,
    /// Keys of kinds whose names results show.
    kinds: &'static [&'static str],
}

impl Subject for Search {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        Box::new(SearchView { index: context.href(&index()), kinds: KINDS })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("search"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

struct Index;

impl Export for Index {
    /// `var searchIndex=[…];`, a row for each page with a name of its own: address from the
    /// root, kind, name, what it is about.
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let rows = context.plan.pages.values().filter_map(|page| row(context, page));
        let mut script = "var searchIndex=[".to_owned();
        for (number, row) in rows.enumerate() {
            script += if number > 0 { "," } else { "" };
            // A sign `<` might close the tag around.
            script += &row.to_string().replace('<', "\\u003c");
        }
        script += "];\n";
        script.into_bytes()
    }
}

fn row(context: &Context<'_>, page: &Page) -> Option<Value> {
    let Maker::Template(template, subject) = &page.maker else { return None };
    let Place { title, summary, .. } = subject.place(context);
    let Label { text: Some(text), detail: None, year: None, n: None, .. } = title else {
        return None;
    };
    let kind = KINDS.iter().find(|it| *it == template).copied().unwrap_or_default();
    Some(serde_json::json!([page.route.path(), kind, text, summary.unwrap_or_default()]))
}
