//! What the site does for those who see badly or not at all, point by point, and how that is
//! checked.

use serde::Serialize;
use serde_json::Value;

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Page, Subject, json};
use crate::content::pdf::Tagging;
use crate::site::Site;

/// What Government Decree № 102 of 07.02.2026 asks of the sites of public bodies: the letter of
/// the point and the key of its strings; the first point asks for two things.
const POINTS: &[(&str, &str)] = &[
    ("а", "keyboard"),
    ("а", "structure"),
    ("б", "zoom"),
    ("в", "files"),
    ("г", "alternatives"),
    ("д", "captcha"),
    ("е", "titles"),
    ("ж", "links"),
    ("з", "contrast"),
    ("и", "colour"),
    ("к", "motion"),
    ("л", "pointer"),
    ("м", "forms"),
    ("н", "face"),
];

/// One page.
pub(super) fn plan(_: &Site, _: &Lists) -> Vec<Page> {
    vec![Page::new(route(), "accessibility", Accessibility)]
}

/// The address of the page.
pub(super) fn route() -> Route {
    Route::new("accessibility")
}

struct Accessibility;

/// What `accessibility.html` reads.
#[derive(Serialize)]
struct AccessibilityView {
    points: Vec<PointView>,
    files: FilesView,
}

#[derive(Serialize)]
struct PointView {
    /// Letter of the point in the decree.
    letter: &'static str,
    /// Key of its strings.
    key: &'static str,
}

/// The PDFs that the site hands out.
#[derive(Serialize)]
struct FilesView {
    pdfs: usize,
    /// Those that a screen reader can read by themselves; something stands in for the others.
    tagged: usize,
}

impl Subject for Accessibility {
    fn view(&self, context: &Context<'_>) -> Value {
        let points = POINTS.iter().map(|(letter, key)| PointView { letter, key }).collect();
        let pdfs = &context.site.pdfs;
        let tagged = pdfs.values().filter(|it| **it == Tagging::Tagged).count();
        json(&AccessibilityView { points, files: FilesView { pdfs: pdfs.len(), tagged } })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("accessibility"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}
