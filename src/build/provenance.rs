//! What a page was made of: the source files without which it would be another one.
//!
//! No stage keeps a record of what it read for what. A file belongs to a page if the page differs
//! without it; groups of files that change nothing are left out at one stroke.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::{self, Content, Entries};
use crate::page::route::Route;
use crate::source::Sources;

use super::horizon::Stage;

/// A page whose sources are looked for.
pub struct Asked<'a> {
    /// The site of the sources.
    pub stage: &'a Stage,
    /// The sources.
    pub sources: &'a Sources,
    /// Its address.
    pub route: &'a Route,
}

impl Asked<'_> {
    /// The files of the content that the page was made of, sorted. Settings belong to every page.
    pub fn files(&self) -> Vec<Arc<str>> {
        let all: Vec<Arc<str>> = self.sources.content.keys().map(Arc::clone).collect();
        let (settings, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|it| &**it == "content/site.yaml");
        // Cards can be left out without reading the others again.
        let (cards, data): (Vec<_>, Vec<_>) = rest.into_iter().partition(|it| is_card(it));
        let whole = self.bytes(self.stage.content());
        let mut found = settings;
        for group in [cards, data] {
            found.extend(self.needed(&group, whole.as_ref()));
        }
        found.sort_unstable();
        found
    }

    /// The files of a group that the page needs.
    fn needed(&self, group: &[Arc<str>], whole: Option<&Vec<u8>>) -> Vec<Arc<str>> {
        let gone: BTreeSet<&str> = group.iter().map(|it| &**it).collect();
        if gone.is_empty() || self.bytes(&self.without(&gone)).as_ref() == whole {
            return vec![];
        }
        if let [one] = group {
            return vec![Arc::clone(one)];
        }
        let (first, second) = group.split_at(group.len() / 2);
        let (mut first, second) =
            rayon::join(|| self.needed(first, whole), || self.needed(second, whole));
        first.extend(second);
        first
    }

    /// The bytes of the page; none where it is not there or cannot be made.
    fn bytes(&self, content: &Content) -> Option<Vec<u8>> {
        let (built, _) = self.stage.with(content, self.stage.date())?;
        built.render(built.page(self.route)?, None).ok()
    }

    fn without(&self, gone: &BTreeSet<&str>) -> Content {
        if gone.iter().all(|it| is_card(it)) {
            let mut content = self.stage.content().clone();
            leave_out(&mut content, gone);
            return content;
        }
        let mut sources = self.sources.clone();
        gone.iter().for_each(|it| sources.remove(it));
        content::parse(&sources, &mut content::Memo::default()).0
    }
}

fn is_card(path: &str) -> bool {
    path.ends_with(".md") && !path.starts_with("content/files/")
}

fn leave_out(content: &mut Content, gone: &BTreeSet<&str>) {
    fn from<T>(entries: &mut Entries<T>, gone: &BTreeSet<&str>) {
        entries.list.retain(|it| !gone.contains(&*it.file));
    }
    from(&mut content.projects, gone);
    from(&mut content.organisations, gone);
    from(&mut content.documents, gone);
    from(&mut content.procedures, gone);
    from(&mut content.pages, gone);
    from(&mut content.programmes, gone);
    from(&mut content.products, gone);
    from(&mut content.communities, gone);
    from(&mut content.reports, gone);
    from(&mut content.events, gone);
    from(&mut content.news, gone);
}
