//! What will change by itself, and when: the site as later builds of the same sources would make
//! it.
//!
//! Nothing here knows what depends on a day. All days that the registry names are tried: where a
//! page has other bytes than the day before, the day belongs to the horizon. What merely shows the
//! day (the date at the foot of pages, today's mark in a calendar, days left until a term) changes
//! daily, so one day is shown to all of them ([`Site::today`]).
//!
//! [`Site::today`]: crate::site::Site::today

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Built, Memo, Options, linked, load_theme};
use crate::content::{self, Content};
use crate::diag::{Diagnostic, Diagnostics};
use crate::page::route::Route;
use crate::page::{self, Page};
use crate::site;
use crate::source::Sources;
use crate::theme::Theme;
use causes::{Cause, causes};

pub mod causes;

/// A day on which the site changes by itself.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The first day of the changed site.
    pub date: Date,
    /// What happens on it.
    pub causes: Vec<Cause>,
    /// Pages with other bytes than the day before.
    pub changed: Vec<Route>,
    /// Pages that were not there.
    pub added: Vec<Route>,
    /// Pages that are there no more.
    pub removed: Vec<Route>,
    /// Remarks that the day before did not have.
    pub remarks: Vec<Diagnostic>,
}

/// One site on many days.
pub struct Stage {
    content: Content,
    theme: Arc<Theme>,
    options: Options,
}

type Digests = BTreeMap<Route, blake3::Hash>;

impl Stage {
    /// The site of some sources; none where its settings or its theme cannot be used.
    pub fn new(sources: &Sources, options: &Options) -> Option<Stage> {
        let (mut content, _) = content::parse(sources, &mut content::Memo::default());
        let (name, asked) = linked::theme_name(&content, options);
        let (theme, _) = load_theme(sources, (&name, asked), &mut Memo::default().theme);
        if let (Some(settings), Some(url)) = (&mut content.settings, &options.base_url) {
            settings.base_url = Some(url.trim_end_matches('/').to_owned());
        }
        content.settings.as_ref()?;
        Some(Stage { content, theme: theme?, options: options.clone() })
    }

    /// What the sources hold.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The day of the build.
    pub fn date(&self) -> Date {
        self.options.date
    }

    /// The templates that take part in showing a page, by their paths.
    pub fn templates(&self, page: &Page) -> Vec<Arc<str>> {
        page.template().map(|it| self.theme.chain(it)).unwrap_or_default()
    }

    /// The site as a build of a day makes it, but for the day that it shows.
    pub fn on(&self, date: Date) -> Option<(Built, Diagnostics)> {
        self.with(&self.content, date)
    }

    /// The same of another content.
    pub(super) fn with(&self, content: &Content, date: Date) -> Option<(Built, Diagnostics)> {
        let (site, mut diagnostics) = site::link(content, date, self.options.drafts);
        let mut site = site?;
        site.today = self.options.date;
        let (plan, remarks) = page::plan(&site);
        diagnostics.extend(remarks);
        let theme = Arc::clone(&self.theme);
        let (site, plan) = (Arc::new(site), Arc::new(plan));
        Some((Built { site, plan, theme, store: Default::default() }, diagnostics.sorted()))
    }

    /// The days behind that of the build, up to one, on which the site changes.
    pub fn turns(&self, until: Date) -> Vec<Turn> {
        let first = self.options.date;
        let mut days: BTreeMap<Date, Vec<Cause>> = BTreeMap::new();
        for cause in causes(&self.content, (first, until), self.options.drafts) {
            days.entry(cause.date).or_default().push(cause);
        }
        let Some((built, mut said)) = self.on(first) else { return vec![] };
        let mut before = digests(&built);
        let mut turns = vec![];
        for (date, causes) in days {
            let Some((built, diagnostics)) = self.on(date) else { break };
            let after = digests(&built);
            let turn = turn((date, causes), (&before, &after), (&said, &diagnostics));
            turns.extend(turn);
            (before, said) = (after, diagnostics);
        }
        turns
    }
}

/// The digest of every page and other planned file; one that fails has none.
fn digests(built: &Built) -> Digests {
    let digest = |page: &Page| {
        let bytes = built.render(page, None).ok()?;
        Some((page.route.clone(), blake3::hash(&bytes)))
    };
    built.plan.pages.par_iter().filter_map(|(_, page)| digest(page)).collect()
}

/// What is other than before, if anything is.
fn turn(
    (date, mut causes): (Date, Vec<Cause>),
    (before, after): (&Digests, &Digests),
    (said, says): (&Diagnostics, &Diagnostics),
) -> Option<Turn> {
    let lacks = |from: &Digests, of: &Digests| -> Vec<Route> {
        of.keys().filter(|it| !from.contains_key(*it)).cloned().collect()
    };
    let changed = after
        .iter()
        .filter(|(route, digest)| before.get(*route).is_some_and(|it| it != *digest));
    let told: BTreeSet<_> =
        said.iter().map(|it| (&it.place, it.code.name, &it.message)).collect();
    let is_new = |it: &&Diagnostic| !told.contains(&(&it.place, it.code.name, &it.message));
    let turn = Turn {
        date,
        changed: changed.map(|(route, _)| route.clone()).collect(),
        added: lacks(before, after),
        removed: lacks(after, before),
        remarks: says.iter().filter(is_new).cloned().collect(),
        causes: vec![],
    };
    let is_quiet = turn.changed.is_empty()
        && turn.added.is_empty()
        && turn.removed.is_empty()
        && turn.remarks.is_empty();
    if is_quiet {
        return None;
    }
    // A day that only passes is told where nothing better explains the change.
    if causes.iter().any(|it| !it.is_mere_passing) {
        causes.retain(|it| !it.is_mere_passing);
    }
    Some(Turn { causes, ..turn })
}
