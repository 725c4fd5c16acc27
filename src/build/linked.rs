//! What the content alone decides: the linked site and its pages. It is kept while nothing but
//! themes changes, and mended where nothing but texts does.

use std::sync::Arc;

use super::{DEFAULT_THEME, Options};
use crate::content::retold::retell;
use crate::content::{self, Content};
use crate::diag::{Diagnostics, Place};
use crate::page::{self, Plan};
use crate::site::{self, Site};
use crate::source::{SourceFile, Sources};

/// With more edited texts than this the site is linked anew.
const MOST_TEXTS: usize = 16;

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
    /// What was said of single files.
    parsed: Diagnostics,
    /// What was said of how they fit together, but for their texts.
    fitted: Diagnostics,
    /// What was said of texts.
    texts: Diagnostics,
}

impl Linked {
    /// Links and plans the content, unless that is what was kept.
    pub(super) fn of(
        sources: &Sources,
        options: &Options,
        (memo, kept): (&mut content::Memo, &mut Option<Linked>),
    ) -> Linked {
        let linked = match kept.take().and_then(|it| it.mended(sources, options, memo)) {
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
        let (site, mut fitted) = site::link_cards(&content, options.date, options.drafts);
        let mut texts = Diagnostics::none();
        let planned = site.map(|site| {
            let look = || (site::check_cards(&site), site::check_texts(&site, &content));
            let ((of_cards, of_texts), (plan, of_pages)) =
                rayon::join(look, || page::plan(&site));
            fitted.extend(of_cards.into_iter().chain(of_pages));
            texts.extend(page::check_texts(&site, &plan).into_iter().chain(of_texts));
            (Arc::new(site), Arc::new(plan))
        });
        Linked {
            options: options.clone(),
            files: files(sources),
            texts,
            planned,
            theme: theme_name(&content, options),
            content: Arc::new(content),
            parsed,
            fitted,
        }
    }

    /// The same for sources of which no more than a few texts have changed; none for others.
    pub(super) fn mended(
        mut self,
        sources: &Sources,
        options: &Options,
        memo: &content::Memo,
    ) -> Option<Linked> {
        let edited = self.edited(sources, options)?;
        if edited.is_empty() {
            return Some(self);
        }
        let (site, plan) = self.planned.as_mut()?;
        let (content, site) = (Arc::make_mut(&mut self.content), Arc::make_mut(site));
        for file in edited {
            let (retold, remarks) = retell(content, file, memo)?;
            site.retell(retold);
            let of_others = |it: &Place| it.file != file.path;
            self.parsed.retain(|it| it.place.as_ref().is_none_or(of_others));
            self.parsed.extend(remarks);
        }
        self.texts = page::check_texts(site, plan);
        self.texts.extend(site::check_texts(site, content));
        self.files = files(sources);
        Some(self)
    }

    /// The files that differ; none where files came or went, where many differ, or where
    /// something else was asked for.
    fn edited<'s>(
        &self,
        sources: &'s Sources,
        options: &Options,
    ) -> Option<Vec<&'s SourceFile>> {
        if self.options != *options || self.files.len() != sources.content.len() {
            return None;
        }
        let mut edited = vec![];
        for ((path, hash), file) in self.files.iter().zip(sources.content.values()) {
            if *path != file.path || edited.len() > MOST_TEXTS {
                return None;
            }
            edited.extend((*hash != file.hash).then_some(file));
        }
        Some(edited)
    }

    /// Everything that was said of the content.
    pub(super) fn diagnostics(&self) -> Diagnostics {
        let mut all = self.parsed.clone();
        all.extend(self.fitted.iter().chain(&self.texts).cloned());
        all
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
