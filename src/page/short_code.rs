//! Texts as pages show them: links as seen from the page, short codes answered from the site.
//!
//! A code in a sentence becomes words, perhaps with an address. A block becomes a view of its
//! own, which `parts/prose.html` of the theme shows.

use serde::Serialize;

use super::Context;
use super::list::Lists;
use crate::content::body::Body;
use crate::content::body::pieces::{Fill, Piece, Shown};
use crate::content::link::Link;
use crate::content::short_code::{Block, Inline, ShortCode};
use crate::diag::{Diagnostics, Place};
use crate::site::Site;

mod chart;
mod involvement;
mod number;

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
}

/// A text of an entry.
pub type Prose = Vec<PieceView>;

impl Context<'_> {
    /// The text of an entry as seen from this page.
    pub fn prose(&self, body: &Body) -> Prose {
        let view = |piece: Piece<'_>| match piece {
            Piece::Html(html) => PieceView::Html { html },
            Piece::Block(Block::Chart(it)) => PieceView::Chart(Box::new(chart::view(self, it))),
            Piece::Block(Block::Involvement(it)) => {
                PieceView::Involvement(involvement::view(self, it))
            }
        };
        body.pieces(self).into_iter().map(view).collect()
    }

    /// The same, if the author wrote anything.
    pub fn prose_if(&self, body: &Body) -> Option<Prose> {
        (!body.is_empty()).then(|| self.prose(body))
    }
}

impl Fill for Context<'_> {
    fn href(&self, link: &Link) -> String {
        self.link(link)
    }

    fn inline(&self, code: &Inline) -> Shown {
        match code {
            Inline::Number(it) => number::shown(self, it),
        }
    }

    fn block_text(&self, code: &Block) -> String {
        match code {
            Block::Chart(it) => chart::text(self, it),
            Block::Involvement(it) => involvement::text(self, it),
        }
    }
}

/// Says which codes of which texts ask for what the site cannot tell.
pub(super) fn check(site: &Site, lists: &Lists, diagnostics: &mut Diagnostics) {
    for text in site.texts() {
        for placed in text.body.codes.iter().flatten() {
            let place = Place::new(text.file, placed.at.clone());
            diagnostics.extend(match &placed.code {
                ShortCode::Inline(Inline::Number(it)) => {
                    number::check((site, lists), it, place)
                }
                ShortCode::Block(Block::Chart(it)) => chart::check((site, lists), it, place),
                ShortCode::Block(Block::Involvement(it)) => {
                    involvement::check((site, lists), it, place)
                }
            });
        }
    }
}
