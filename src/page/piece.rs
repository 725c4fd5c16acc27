//! Pieces of pages that many pages show alike: made and printed once, then only copied.
//!
//! A piece is printed as if from nowhere: where its links begin stands a mark, and each page
//! puts its own way to the root there.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::around;
use super::chart::Charts;
use super::list::{OrganisationList, ProjectList};
use super::route::Route;
use super::{Context, Plan};
use crate::content::word::State;
use crate::diag::Diagnostic;
use crate::site::{OrganisationId, ProjectId, Site, StatusId};
use crate::view::{Object, View};

/// Names of the templates that print pieces.
pub const TEMPLATES: &[&str] = &[
    FOOTER,
    MENU,
    "pieces/organisation",
    "pieces/organisation-facets",
    "pieces/project",
    "pieces/project-facets",
    "pieces/project-line",
];

/// The same for themes that have versions of a page.
pub const TEMPLATES_OF_VERSIONS: &[&str] = &[SETTINGS];

/// Prints the menu of a page.
pub(super) const MENU: &str = "pieces/menu";

/// Prints what stands below a page.
pub(super) const FOOTER: &str = "pieces/footer";

/// Prints the settings of the version for people with poor sight.
pub(super) const SETTINGS: &str = "pieces/settings";

/// A piece, named by all that it depends on beside the site. A site has many thousands, so what
/// names few of them stands apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Piece {
    /// A project in a list, with its status and its state, and the year of that.
    Project(ProjectId, Option<StatusId>, Option<(State, Option<i16>)>),
    /// A project in a line.
    ProjectLine(ProjectId),
    /// Ways from a list of projects to others.
    ProjectFacets(Box<ProjectList>),
    /// An organisation in a list of a year, or of all years.
    Organisation(OrganisationId, Option<i16>),
    /// Ways from a list of organisations to others.
    OrganisationFacets(Box<OrganisationList>),
}

impl Piece {
    fn template(&self) -> &'static str {
        match self {
            Piece::Organisation(..) => "pieces/organisation",
            Piece::OrganisationFacets(_) => "pieces/organisation-facets",
            Piece::Project(..) => "pieces/project",
            Piece::ProjectFacets(_) => "pieces/project-facets",
            Piece::ProjectLine(_) => "pieces/project-line",
        }
    }
}

/// Whoever turns a view into HTML.
pub trait Printer: Sync {
    /// The HTML of a template with its view, in UTF-8.
    ///
    /// # Errors
    ///
    /// What the template could not do with the view.
    fn print(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Box<Diagnostic>>;

    /// Whether pages are printed for several versions.
    fn has_versions(&self) -> bool;

    /// Changes whenever something does that has a say in what is printed.
    fn sign(&self) -> String;
}

/// What has been made for several pages of one site; losing it changes nothing but time.
#[derive(Default)]
pub struct Store {
    pieces: Mutex<FxHashMap<Piece, Arc<str>>>,
    pub(super) around: around::Made,
}

/// Prints the pieces of one page.
pub struct Press<'a> {
    printer: &'a dyn Printer,
    pub(super) store: &'a Store,
    /// Names of the charts of the page.
    pub(super) charts: Charts,
    /// The first thing that went wrong.
    fault: OnceLock<Box<Diagnostic>>,
}

impl<'a> Press<'a> {
    /// A press for one page.
    pub fn new(printer: &'a dyn Printer, store: &'a Store) -> Press<'a> {
        Press { printer, store, charts: Charts::default(), fault: OnceLock::new() }
    }

    /// What went wrong, if anything did.
    pub(super) fn fault(&self) -> Option<Box<Diagnostic>> {
        self.fault.get().cloned()
    }

    /// A press with the same store for what the page does not show.
    pub(super) fn aside(&self) -> Press<'a> {
        Press::new(self.printer, self.store)
    }

    /// Whether pages are printed for several versions.
    pub(super) fn has_versions(&self) -> bool {
        self.printer.has_versions()
    }

    /// The HTML of a template; none where it cannot be printed, which the page then tells.
    pub(super) fn print(&self, template: &str, view: &View) -> Option<String> {
        let printed = self.printer.print(template, view);
        let bytes = printed.map_err(|it| self.fault.set(it)).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Spoils the page for a reason of which the first is told.
    pub(super) fn fail(&self, fault: Diagnostic) {
        let _ = self.fault.set(Box::new(fault));
    }

    /// Which printer this is.
    pub(super) fn sign(&self) -> String {
        self.printer.sign()
    }

    /// The piece with marks where its links begin; empty where it cannot be printed.
    fn marked<V: Serialize>(
        &self,
        (site, plan): (&Site, &Plan),
        piece: Piece,
        view: impl FnOnce(&Context<'_>) -> V,
    ) -> Arc<str> {
        let pieces = || self.store.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = pieces().get(&piece) {
            return Arc::clone(made);
        }
        let from = Route::nowhere();
        let view = view(&Context { site, plan, from: &from, press: self });
        let view = View::from(Box::new(view) as Object<'_>);
        let Some(html) = self.print(piece.template(), &view) else { return "".into() };
        let html: Arc<str> = html.into();
        pieces().insert(piece, Arc::clone(&html));
        html
    }
}

impl Context<'_> {
    /// Adds a piece, its links as seen from this page. The view is asked for only where the
    /// piece was not printed before; it must depend on nothing but the site and the piece.
    pub(super) fn add_piece<V: Serialize>(
        &self,
        out: &mut String,
        piece: Piece,
        view: impl FnOnce(&Context<'_>) -> V,
    ) {
        let marked = self.press.marked((self.site, self.plan), piece, view);
        self.from.settle(&marked, out);
    }
}
