//! What a visitor sees where there is nothing.

use serde::Serialize;

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::site::Site;

/// One page, which servers show for every missing address.
pub(super) fn plan(_: &Site, _: &Lists) -> Vec<Page> {
    vec![Page::new(Route::new("404"), "not-found", NotFound)]
}

struct NotFound;

/// What its template reads of itself.
#[derive(Serialize)]
struct Nothing {}

impl Subject for NotFound {
    fn view<'a>(&'a self, _: &Context<'a>) -> Object<'a> {
        Box::new(Nothing {})
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place { title: Label::key("not_found"), ..Place::default() }
    }
}
