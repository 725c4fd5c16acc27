//! What the site does for those who see badly or not at all, point by point, and how that is
//! checked.

use serde::Serialize;

use self::audit::{Audit, AuditView, CheckView};
use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::content::pdf::Tagging;
use crate::site::Site;

mod audit;

/// A point of the decree.
struct Point {
    /// Its letter.
    letter: &'static str,
    /// Key of its strings.
    key: &'static str,
    /// Checks of the browser tests that look at it.
    checks: &'static [&'static str],
    /// Whether the build holds back a site that breaks it.
    is_built: bool,
}

/// What Government Decree № 102 of 07.02.2026 asks of the sites of public bodies; the first point
/// asks for two things.
const POINTS: &[Point] = &[
    Point::new("а", "keyboard", &["keyboard"], false),
    Point::new("а", "structure", &["rules", "names", "transcript"], false),
    Point::new("б", "zoom", &["reflow", "spacing", "preferences"], false),
    Point::new("в", "files", &[], true),
    Point::new("г", "alternatives", &["images", "charts"], true),
    Point::new("д", "captcha", &[], false),
    Point::new("е", "titles", &["rules"], true),
    Point::new("ж", "links", &["rules", "names"], true),
    Point::new("з", "contrast", &["rules", "states"], true),
    Point::new("и", "colour", &["grey", "rules"], false),
    Point::new("к", "motion", &["preferences"], false),
    Point::new("л", "pointer", &["pointer"], false),
    Point::new("м", "forms", &["rules", "names"], false),
    Point::new("н", "face", &["scriptless"], false),
];

impl Point {
    const fn new(
        letter: &'static str,
        key: &'static str,
        checks: &'static [&'static str],
        is_built: bool,
    ) -> Point {
        Point { letter, key, checks, is_built }
    }
}

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
    /// What the browser tests said of the bundled theme.
    audit: Option<AuditView>,
    /// Sign of the theme that prints the page; the browser tests write it down.
    sign: String,
    files: FilesView,
}

#[derive(Serialize)]
struct PointView {
    /// Letter of the point in the decree.
    letter: &'static str,
    /// Key of its strings.
    key: &'static str,
    /// Checks of the last run that looked at it.
    checks: Vec<CheckView>,
    /// Whether the build holds back a site that breaks it.
    is_built: bool,
}

/// The PDFs that the site hands out.
#[derive(Serialize)]
struct FilesView {
    pdfs: usize,
    /// Those that a screen reader can read by themselves; something stands in for the others.
    tagged: usize,
}

impl Subject for Accessibility {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let (audit, sign) = (Audit::last(), context.press.sign());
        let checks =
            |it: &Point| audit.as_ref().map_or_else(Vec::new, |of| of.checks(it.checks));
        let points = POINTS.iter().map(|it| PointView {
            letter: it.letter,
            key: it.key,
            checks: checks(it),
            is_built: it.is_built,
        });
        let pdfs = &context.site.pdfs;
        let tagged = pdfs.values().filter(|it| **it == Tagging::Tagged).count();
        Box::new(AccessibilityView {
            points: points.collect(),
            audit: audit.as_ref().map(|it| it.view(&sign)),
            sign,
            files: FilesView { pdfs: pdfs.len(), tagged },
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("accessibility"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}
