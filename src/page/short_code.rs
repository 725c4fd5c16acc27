//! Texts as pages show them: links as seen from the page, short codes answered from the site.
//!
//! A code in a sentence becomes words, perhaps with an address. A block becomes a view of its
//! own, which `parts/prose.html` of the theme shows.

use serde::Serialize;

use super::Context;
use super::list::Lists;
use super::statistics;
use crate::content::body::Body;
use crate::content::body::pieces::{Fill, Piece, Shown};
use crate::content::link::Link;
use crate::content::short_code::{Block, Inline, ShortCode};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::site::Site;
use crate::stats::stated::Basis;

pub mod chart;
pub mod comparison;
pub mod decisions;
pub(super) mod figure;
pub mod involvement;
pub mod listing;
mod number;
pub mod roster;

/// A text in parts, in their order; what `parts/prose.html` reads.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PieceView {
    /// HTML; tags that one part opens another may close.
    Html {
        /// As it is.
        html: String,
    },
    /// A chart; boxed, for it is large.
    Chart(Box<chart::ChartPiece>),
    /// A table of involvement by type.
    Involvement(involvement::InvolvementView),
    /// Figures of a report beside those of the registry.
    Comparison(comparison::ComparisonView),
    /// Organisations behind a figure.
    Roster(roster::RosterView),
    /// What a document decides.
    Decisions(decisions::DecisionsView),
    /// Entries that a question finds.
    Listing(listing::ListingView),
}

/// A text of an entry.
pub type Prose = Vec<PieceView>;

/// Answers the codes of one text.
pub struct Teller<'a, 'c> {
    /// The page that is shown.
    pub context: &'a Context<'c>,
    /// What figures are taken from.
    pub basis: Basis<'a>,
}

impl Context<'_> {
    /// The text of an entry as seen from this page.
    pub fn prose(&self, body: &Body) -> Prose {
        Teller { context: self, basis: Basis::live(self.site) }.prose(body)
    }

    /// The same, if the author wrote anything.
    pub fn prose_if(&self, body: &Body) -> Option<Prose> {
        (!body.is_empty()).then(|| self.prose(body))
    }
}

impl Teller<'_, '_> {
    /// A text with its links and codes answered.
    pub fn prose(&self, body: &Body) -> Prose {
        if body.is_left_out() {
            self.context.press.fail(left_out());
        }
        let view = |piece: Piece<'_>| match piece {
            Piece::Html(html) => PieceView::Html { html },
            Piece::Block(block) => self.block(block),
        };
        body.pieces(self).into_iter().map(view).collect()
    }

    fn block(&self, block: &Block) -> PieceView {
        match block {
            Block::Involvement(it) => PieceView::Involvement(involvement::view(self, it)),
            Block::Comparison(it) => PieceView::Comparison(comparison::view(self, it)),
            Block::Roster(it) => PieceView::Roster(roster::view(self, it)),
            Block::Decisions(it) => PieceView::Decisions(decisions::view(self, it)),
            Block::Listing(it) => PieceView::Listing(listing::view(self, it)),
            Block::Figure(it) => PieceView::Chart(Box::new(figure::view(self, it))),
            Block::Chart(it) => PieceView::Chart(Box::new(chart::view(self.context, it))),
        }
    }
}

impl PieceView {
    /// The part in words alone.
    fn text(&self) -> String {
        match self {
            PieceView::Html { .. } => String::new(),
            PieceView::Involvement(it) => it.text(),
            PieceView::Comparison(it) => it.text(),
            PieceView::Roster(it) => it.text(),
            PieceView::Decisions(it) => it.text(),
            PieceView::Listing(it) => it.text(),
            PieceView::Chart(it) => it.text.clone(),
        }
    }
}

impl Fill for Teller<'_, '_> {
    fn href(&self, link: &Link) -> String {
        self.context.link(link)
    }

    fn inline(&self, code: &Inline) -> Shown {
        match code {
            Inline::Number(it) => number::shown(self, it),
        }
    }

    fn block_text(&self, code: &Block) -> String {
        // No chart is shown here, so none takes a name of the page.
        let press = self.context.press.aside();
        let context = Context { press: &press, ..*self.context };
        Teller { context: &context, basis: self.basis }.block(code).text()
    }
}

/// A page that shows a text which was never read must not be shown itself.
fn left_out() -> Diagnostic {
    let words = Words::new("текст страницы не прочитан", "the text of the page was not read");
    Diagnostic::about_site(code::TEMPLATE, words)
}

/// Says which codes of which texts ask for what the site cannot tell.
pub(super) fn check(site: &Site, lists: &Lists) -> Diagnostics {
    let mut diagnostics = Diagnostics::none();
    let known = (site, lists);
    for text in site.texts() {
        for placed in text.body.codes.iter().flatten() {
            let place = Place::new(text.file, placed.at.clone());
            diagnostics.extend(faults(known, &placed.code, place));
        }
    }
    diagnostics
}

fn faults(known: (&Site, &Lists), code: &ShortCode, place: Place) -> Vec<Diagnostic> {
    let fault = match code {
        ShortCode::Inline(Inline::Number(it)) => number::check(known, it, place),
        ShortCode::Block(block) => match block {
            Block::Listing(it) => return listing::check(known.0, it, &place),
            Block::Involvement(it) => involvement::check(known, it, place),
            Block::Comparison(it) => comparison::check(known, it, place),
            Block::Roster(it) => roster::check(known, it, place),
            Block::Decisions(it) => decisions::check(known, it, place),
            Block::Figure(it) => figure::check(known, it, place),
            Block::Chart(it) => chart::check(known, it, place),
        },
    };
    fault.into_iter().collect()
}
