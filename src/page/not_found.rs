//! What a visitor sees where there is nothing.

use serde_json::{Value, json};

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Page, Subject};
use crate::site::Site;

/// One page, which servers show for every missing address.
pub(super) fn plan(_: &Site, _: &Lists) -> Vec<Page> {
    vec![Page::new(Route::new("404"), "not-found", NotFound)]
}

struct NotFound;

impl Subject for NotFound {
    fn view(&self, _: &Context<'_>) -> Value {
        json!({})
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place { title: Label::key("not_found"), ..Place::default() }
    }
}
