//! A body as it is shown: its HTML with links and short codes filled in, or its words alone.

use super::{Body, CLOSE, OPEN, escape_into, markup};
use crate::content::link::Link;
use crate::content::short_code::{Block, Inline, ShortCode};

/// What only a page can tell of a text: where its links lead and what its codes say.
pub trait Fill {
    /// The address of a link.
    fn href(&self, link: &Link) -> String;
    /// What stands in a sentence.
    fn inline(&self, code: &Inline) -> Shown;
    /// A block in words alone.
    fn block_text(&self, code: &Block) -> String;
}

/// Words in place of a short code; plain text, escaped where they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
}

/// A part of a body, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// HTML; tags that one piece opens another may close.
    Html(String),
    /// A short code that a template shows.
    Block(&'a Block),
}

/// A place in stored HTML.
enum Slot<'a> {
    Link(&'a Link),
    Code(&'a ShortCode),
    /// Of a broken code nothing is shown.
    Nothing,
}

impl Body {
    /// The parts of the text, filled in.
    pub fn pieces(&self, fill: &impl Fill) -> Vec<Piece<'_>> {
        let mut pieces = vec![];
        let mut room = vec![];
        let stored = self.html.unpacked(&mut room);
        let mut out = String::with_capacity(stored.len() + self.links.len() * 24);
        let rest = self.slots(stored, |html, slot| {
            out.push_str(html);
            match slot {
                Slot::Link(link) => escape_into(&mut out, &fill.href(link)),
                Slot::Code(ShortCode::Inline(code)) => write(&mut out, &fill.inline(code)),
                Slot::Code(ShortCode::Block(code)) => {
                    pieces.push(Piece::Html(std::mem::take(&mut out)));
                    pieces.push(Piece::Block(code));
                }
                Slot::Nothing => {}
            }
        });
        out.push_str(rest);
        pieces.push(Piece::Html(out));
        pieces.retain(|it| !matches!(it, Piece::Html(html) if html.trim().is_empty()));
        pieces
    }

    /// The words of the text without any marks, a line for each paragraph, item or cell; for
    /// search, summaries and other places that show no HTML.
    pub fn text(&self, fill: &impl Fill) -> String {
        let mut room = vec![];
        let stored = self.html.unpacked(&mut room);
        let mut html = String::with_capacity(stored.len());
        let rest = self.slots(stored, |before, slot| {
            html.push_str(before);
            match slot {
                Slot::Code(ShortCode::Inline(code)) => {
                    escape_into(&mut html, &fill.inline(code).text);
                }
                Slot::Code(ShortCode::Block(code)) => {
                    html.push_str("<p>");
                    escape_into(&mut html, &fill.block_text(code));
                    html.push_str("</p>");
                }
                Slot::Link(_) | Slot::Nothing => {}
            }
        });
        html.push_str(rest);
        markup::text(&html)
    }

    /// Walks over the places of the stored HTML, each with what stands before it; gives what
    /// stands behind the last one.
    fn slots<'a, 'h>(
        &'a self,
        stored: &'h str,
        mut take: impl FnMut(&'h str, Slot<'a>),
    ) -> &'h str {
        let mut rest = stored;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (name, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            take(before, self.slot(name).unwrap_or(Slot::Nothing));
            rest = after;
        }
        rest
    }

    fn slot(&self, name: &str) -> Option<Slot<'_>> {
        if let Some(number) = name.strip_prefix('c') {
            let placed = self.codes.get(number.parse::<usize>().ok()?)?;
            return Some(placed.as_ref().map_or(Slot::Nothing, |it| Slot::Code(&it.code)));
        }
        self.links.get(name.parse::<usize>().ok()?).map(Slot::Link)
    }
}

fn write(out: &mut String, shown: &Shown) {
    if let Some(href) = &shown.href {
        out.push_str("<a href=\"");
        escape_into(out, href);
        out.push_str("\">");
    }
    escape_into(out, &shown.text);
    if shown.href.is_some() {
        out.push_str("</a>");
    }
}
