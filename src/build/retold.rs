//! A site of which only a few texts differ from what its folder shows: all other pages stand.
//!
//! Nothing but its own page shows a text (`page::of_entry`), and a page that shows one which was
//! left out cannot be made, so that no mistake about this could be published.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::linked::{Linked, Reach};
use super::{Built, Memo, Options, Rendering, finish};
use crate::content;
use crate::output::Files;
use crate::page;
use crate::source::signs::Recalled;

/// A site with other texts than the last build had.
pub struct Retold {
    built: Built,
    /// Paths of the pages that show them.
    pages: BTreeSet<String>,
}

impl Retold {
    /// Puts texts that differ into the site as it was; none where more than texts has changed, or
    /// where anything is to be said.
    ///
    /// `cards` hold what was read of the files whose bytes are left out.
    pub fn of(sources: &Recalled, options: &Options, cards: content::Memo) -> Option<Retold> {
        let mut memo = Memo { content: cards, ..Memo::default() };
        let linked = Linked::anew(&sources.known, options, &mut memo.content);
        let linked = linked.mended(&sources.present, options, (&memo.content, Reach::Texts))?;
        let (built, remarks) = finish(linked, &sources.present, &mut memo);
        let built = built.filter(|_| remarks.is_empty())?;
        let page = |path| Some(page::of_entry(&built.site, path)?.path().to_owned());
        let pages: Option<_> = sources.differing.iter().map(|it| page(it)).collect();
        Some(Retold { pages: pages?, built })
    }

    /// Its files: those that show the texts can be made, all others stand.
    pub fn rendering(&self) -> RetoldFiles<'_> {
        RetoldFiles { rendering: self.built.rendering(), pages: &self.pages }
    }
}

/// The files of a site of which most stand.
pub struct RetoldFiles<'a> {
    rendering: Rendering<'a>,
    pages: &'a BTreeSet<String>,
}

impl Files for RetoldFiles<'_> {
    fn paths(&self) -> BTreeSet<&str> {
        self.rendering.paths()
    }

    fn bytes(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.rendering.bytes(path)
    }

    fn stands(&self, path: &str) -> bool {
        !self.pages.contains(self.model(path))
    }

    fn model<'p>(&self, path: &'p str) -> &'p str {
        self.rendering.model(path)
    }

    fn together(&self, paths: &[&str]) -> Vec<Option<Cow<'_, [u8]>>> {
        self.rendering.together(paths)
    }
}
