//! What the content alone decides: the linked site and its pages. It is kept while nothing but
//! themes changes, and mended where nothing but texts and cards of projects does.

use std::sync::Arc;

use super::{DEFAULT_THEME, Options};
use crate::content::retold::{Retold, retell};
use crate::content::{self, Content};
use crate::diag::{Diagnostics, Place};
use crate::page::{self, Plan};
use crate::site::{self, Site};
use crate::source::{SourceFile, Sources};

/// With more edited files than this the site is linked anew.
const MOST_EDITED: usize = 16;

/// A linked and planned site; losing it changes nothing but time.
#[derive(Clone)]
pub(super) struct Linked {
    options: Options,
    /// Every file of the content with its digest, by path.
    files: Arc<[(Arc<str>, blake3::Hash)]>,
    /// What the files say.
    pub(super) content: Arc<Content>,
    /// The site and its pages; none where the settings cannot be used.
    pub(super) planned: Option<(Arc<Site>, Arc<Plan>)>,
    /// The theme to use, and where the sources name it, if it is they who do.
    pub(super) theme: (String, Option<Place>),
    said: Said,
}

/// What was said of a site, by what an edit can change of it.
#[derive(Clone, Default)]
struct Said {
    /// Of single files.
    parsed: Diagnostics,
    /// Of what cards name.
    linked: Diagnostics,
    /// Of how cards fit together.
    cards: Diagnostics,
    /// Of addresses.
    pages: Diagnostics,
    /// Of short codes in texts.
    codes: Diagnostics,
    /// Of links in texts, and of files that are handed out.
    texts: Diagnostics,
}

/// What may differ in a site that is mended and not linked anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Texts: no page but their own shows them.
    Texts,
    /// Cards too: any page may be another one.
    Cards,
}

impl Linked {
    /// Links and plans the content, unless that is what was kept.
    pub(super) fn of(
        sources: &Sources,
        options: &Options,
        (memo, kept): (&mut content::Memo, &mut Option<Linked>),
    ) -> Linked {
        let mended = |it: Linked| it.mended(sources, options, (memo, Reach::Cards));
        let linked = match kept.take().and_then(mended) {
            Some(linked) => linked,
            // The old site is gone before the new one grows.
            None => Linked::anew(sources, options, memo),
        };
        *kept = Some(linked.clone());
        linked
    }

    /// Links and plans the content.
    pub(super) fn anew(
        sources: &Sources,
        options: &Options,
        memo: &mut content::Memo,
    ) -> Linked {
        let (mut content, parsed) = content::parse(sources, memo);
        if let (Some(settings), Some(url)) = (&mut content.settings, &options.base_url) {
            settings.base_url = Some(url.trim_end_matches('/').to_owned());
        }
        let (site, linked) = site::link_cards(&content, options.date, options.drafts);
        let mut said = Said { parsed, linked, ..Said::default() };
        let planned = site.map(|site| {
            let look = |it: &mut Said| {
                it.cards = site::check_cards(&site);
                it.texts = site::check_texts(&site, &content);
            };
            let plan = said.planned(&site, look, || page::plan(&site));
            (Arc::new(site), Arc::new(plan))
        });
        Linked {
            options: options.clone(),
            files: files(sources),
            planned,
            theme: theme_name(&content, options),
            content: Arc::new(content),
            said,
        }
    }

    /// The same for sources of which no more than a few entries have changed, each of which
    /// changes nothing of what others are linked to; none for other sources.
    pub(super) fn mended(
        mut self,
        sources: &Sources,
        options: &Options,
        (memo, reach): (&content::Memo, Reach),
    ) -> Option<Linked> {
        let differing = self.differing(sources, options)?;
        if differing.is_empty() {
            return Some(self);
        }
        let (site, plan) = self.planned.as_mut()?;
        // Where only texts may differ nobody needs two sites.
        let before = (reach == Reach::Cards).then(|| Arc::clone(site));
        let (content, site) = (Arc::make_mut(&mut self.content), Arc::make_mut(site));
        let (mut cards, mut texts, mut leads_elsewhere) = (vec![], vec![], false);
        for file in differing {
            let edited = retell(content, file, memo)?;
            self.said.parsed.replace(&file.path, edited.remarks);
            leads_elsewhere |= edited.leads_elsewhere;
            texts.push((content::kind_of(&file.path)?, &*file.path));
            match edited.entry {
                Retold::Project(entry) if edited.is_card => {
                    let (id, linked) = site.relink(content, &entry)?;
                    self.said.linked.replace(&file.path, linked);
                    cards.push(id);
                }
                entry => site.retell(entry),
            }
        }
        let (content, site) = (&*content, &*site);
        let look_at_texts = |said: &mut Said| {
            let old = std::mem::take(&mut said.texts);
            said.texts = match leads_elsewhere {
                true => site::check_texts(site, content),
                false => site::recheck_texts(site, (content, old), &texts),
            };
        };
        match (cards.is_empty(), before) {
            (true, _) => {
                look_at_texts(&mut self.said);
                self.said.codes = page::check_texts(site, plan);
            }
            (false, None) => return None,
            (false, Some(before)) => {
                let look = |it: &mut Said| {
                    let old = std::mem::take(&mut it.cards);
                    it.cards = site::recheck_cards(site, (&before, old), &cards);
                    look_at_texts(it);
                };
                let replan = || page::replan(site, (&before, plan), &cards);
                *plan = Arc::new(self.said.planned(site, look, replan));
            }
        }
        let files = Arc::make_mut(&mut self.files);
        for (known, file) in files.iter_mut().zip(sources.content.values()) {
            known.1 = file.hash;
        }
        Some(self)
    }

    /// The files that differ; none where files came or went, where many differ, or where
    /// something else was asked for.
    fn differing<'s>(
        &self,
        sources: &'s Sources,
        options: &Options,
    ) -> Option<Vec<&'s SourceFile>> {
        if self.options != *options || self.files.len() != sources.content.len() {
            return None;
        }
        let mut differing = vec![];
        for ((path, hash), file) in self.files.iter().zip(sources.content.values()) {
            if *path != file.path || differing.len() > MOST_EDITED {
                return None;
            }
            differing.extend((*hash != file.hash).then_some(file));
        }
        Some(differing)
    }

    /// Everything that was said of the content.
    pub(super) fn diagnostics(&self) -> Diagnostics {
        let Said { parsed, linked, cards, pages, codes, texts } = &self.said;
        let mut all = parsed.clone();
        let others = [linked, cards, pages, codes, texts];
        all.extend(others.into_iter().flatten().cloned());
        all
    }
}

impl Said {
    /// Plans a site while it is looked at, and notes what planning gives cause to say.
    fn planned(
        &mut self,
        site: &Site,
        look: impl FnOnce(&mut Said) + Send,
        plan: impl FnOnce() -> (Plan, Diagnostics) + Send,
    ) -> Plan {
        let ((), (plan, pages)) = rayon::join(|| look(self), plan);
        self.pages = pages;
        self.codes = page::check_texts(site, &plan);
        plan
    }
}

fn files(sources: &Sources) -> Arc<[(Arc<str>, blake3::Hash)]> {
    sources.content.values().map(|it| (Arc::clone(&it.path), it.hash)).collect()
}

pub(super) fn theme_name(content: &Content, options: &Options) -> (String, Option<Place>) {
    if let Some(name) = &options.theme {
        return (name.clone(), None);
    }
    let settings = content.settings.as_ref();
    match settings.and_then(|it| Some((&it.file, it.theme.as_ref()?))) {
        Some((file, name)) => (name.value.clone(), Some(Place::new(file, name.at.clone()))),
        None => (DEFAULT_THEME.to_owned(), None),
    }
}
