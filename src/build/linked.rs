//! What the content alone decides: the linked site and its pages. It is kept while nothing but
//! themes changes.

use std::sync::Arc;

use super::{DEFAULT_THEME, Options};
use crate::content::{self, Content};
use crate::diag::{Diagnostics, Place};
use crate::page::{self, Plan};
use crate::site::{self, Site};
use crate::source::Sources;

/// A linked and planned site; losing it changes nothing but time.
#[derive(Clone)]
pub(super) struct Linked {
    of: blake3::Hash,
    /// The site and its pages; none where the settings cannot be used.
    pub(super) planned: Option<(Arc<Site>, Arc<Plan>)>,
    /// The theme to use, and where the sources name it, if it is they who do.
    pub(super) theme: (String, Option<Place>),
    /// What was said of the content.
    pub(super) diagnostics: Diagnostics,
}

impl Linked {
    /// Links and plans the content, unless that is what was kept.
    pub(super) fn of(
        sources: &Sources,
        options: &Options,
        (memo, kept): (&mut content::Memo, &mut Option<Linked>),
    ) -> Linked {
        let of = digest(sources, options);
        if let Some(linked) = kept.as_ref().filter(|it| it.of == of) {
            return linked.clone();
        }
        // The old site is not needed while the new one grows.
        *kept = None;
        let (mut content, mut diagnostics) = content::parse(sources, memo);
        if let (Some(settings), Some(url)) = (&mut content.settings, &options.base_url) {
            settings.base_url = Some(url.trim_end_matches('/').to_owned());
        }
        let (site, remarks) = site::link(&content, options.date, options.drafts);
        diagnostics.extend(remarks);
        let planned = site.map(|site| {
            let (plan, remarks) = page::plan(&site);
            diagnostics.extend(remarks);
            (Arc::new(site), Arc::new(plan))
        });
        let linked = Linked { of, planned, theme: theme_name(&content, options), diagnostics };
        *kept = Some(linked.clone());
        linked
    }
}

/// Changes with any file of the content and with everything asked for.
fn digest(sources: &Sources, options: &Options) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for file in sources.content.values() {
        hasher.update(file.hash.as_bytes()).update(file.path.as_bytes()).update(&[0]);
    }
    hasher.update(format!("{options:?}").as_bytes()).finalize()
}

fn theme_name(content: &Content, options: &Options) -> (String, Option<Place>) {
    if let Some(name) = &options.theme {
        return (name.clone(), None);
    }
    let settings = content.settings.as_ref();
    match settings.and_then(|it| Some((&it.file, it.theme.as_ref()?))) {
        Some((file, name)) => (name.value.clone(), Some(Place::new(file, name.at.clone()))),
        None => (DEFAULT_THEME.to_owned(), None),
    }
}
