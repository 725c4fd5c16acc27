//! What every page shares: site, menu, breadcrumbs, title, neighbours.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use serde_json::Value;

use super::route::{self, Route};
use super::version::versions;
use super::{Context, accessibility, handbook, json, menu, open_data, search};
use crate::content::data::counters::Counters;
use crate::text::date;
use crate::text::typography::bind;
use crate::view::{Shared, View};

/// Where a page stands and what it is called.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its title.
    pub title: Label,
    /// What it is about, in a sentence; for search engines and lists.
    pub summary: Option<String>,
    /// The way to it from the start page, without either end.
    pub above: Vec<(Route, Label)>,
    /// The page before it in its list.
    pub previous: Option<(Route, Label)>,
    /// The page after it in its list.
    pub next: Option<(Route, Label)>,
    /// The part of the menu it belongs to.
    pub section: Option<Route>,
}

/// Words of a title: of the content itself, or a string of the theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label {
    /// Words of the content.
    pub text: Option<String>,
    /// Key of a string under `label.` in the theme, where the content has no words.
    pub key: Option<&'static str>,
    /// A second part, such as a state beside a status.
    pub detail: Option<String>,
    /// The year it is limited to.
    pub year: Option<i16>,
    /// A number for strings with plural forms.
    pub n: Option<usize>,
    /// What it names only shows how an entry is filled in.
    pub is_example: bool,
}

impl Label {
    /// Words of the content, with non-breaking spaces where lines may not break.
    pub fn text(text: &str) -> Label {
        Label { text: Some(bind(text)), ..Label::default() }
    }

    /// A string of the theme.
    pub fn key(key: &'static str) -> Label {
        Label { key: Some(key), ..Label::default() }
    }
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Address as seen from the page.
    pub href: String,
    /// Words.
    pub title: String,
}

/// A number of the site and the list it was counted from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: usize,
    /// The page that shows what was counted; none where it would be empty.
    pub href: Option<String>,
}

/// A label with an address.
#[derive(Clone, Debug, Serialize)]
struct LabelledLink {
    href: String,
    label: Label,
}

/// An item of the menu as a page shows it.
#[derive(Clone, Serialize)]
pub(super) struct MenuItem {
    pub(super) href: String,
    pub(super) label: Label,
    /// The visitor is on this very page.
    pub(super) current: bool,
    /// The visitor is somewhere below it.
    pub(super) within: bool,
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    owner: &'a str,
    city: &'a str,
    address: Option<String>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    home: String,
    /// The page on accessibility.
    accessibility: String,
    /// The registry as files.
    open_data: String,
    /// The handbook for editors, where the site holds it.
    handbook: Option<String>,
    /// The page of search.
    search: Option<String>,
    /// Day of the build, `05.04.2024`.
    date: String,
    /// The same day for machines, `2024-04-05`.
    date_iso: String,
}

/// A number that others have counted, and the last day that it tells of.
#[derive(Serialize)]
pub(super) struct CountView {
    value: u64,
    date: String,
    date_iso: String,
}

impl CountView {
    pub(super) fn new(value: u64, counters: &Counters) -> CountView {
        let (date, date_iso) = (date::short(counters.date), counters.date.to_string());
        CountView { value, date, date_iso }
    }
}

#[derive(Serialize)]
struct PageView {
    template: &'static str,
    label: Label,
    summary: Option<String>,
    /// How often it was looked at; none where nobody has counted.
    views: Option<CountView>,
    /// Whether it shows charts, which have a style sheet of their own.
    has_charts: bool,
    /// Way to the root of the site: `../` or nothing.
    root: String,
    /// Public address, where the site knows its own.
    canonical: Option<String>,
    crumbs: Vec<LabelledLink>,
    previous: Option<LabelledLink>,
    next: Option<LabelledLink>,
    /// Base of relative links for a page that is served under other addresses too.
    base: Option<String>,
}

/// The parts of the frame that all pages of a folder share, but for the place in the menu.
#[derive(Default)]
pub(super) struct Frames {
    sites: Mutex<HashMap<String, Arc<Shared>>>,
    menus: Mutex<HashMap<MenuKey, Arc<Shared>>>,
    parts: Mutex<HashMap<MenuKey, Arc<Shared>>>,
    items: OnceLock<Vec<(Route, Label)>>,
}

/// All that a menu depends on: the folder, the section, and the page if the menu names it.
type MenuKey = (String, Option<Route>, Option<Route>);

/// The frame of a page.
pub(super) fn frame(
    context: &Context<'_>,
    template: &'static str,
    place: Place,
    has_charts: bool,
) -> View {
    let link =
        |(route, label): (Route, Label)| LabelledLink { href: context.href(&route), label };
    let base_url = context.site.settings.base_url.as_ref();
    let page = PageView {
        template,
        views: context
            .site
            .data
            .counters
            .as_ref()
            .filter(|it| !it.is_example)
            .and_then(|it| Some(CountView::new(*it.views.get(context.from.path())?, it))),
        has_charts,
        root: context.from.to_root(),
        canonical: context.public(context.from),
        base: base_url.filter(|_| template == "not-found").map(|it| format!("{it}/")),
        previous: place.previous.map(link),
        next: place.next.map(link),
        crumbs: place.above.into_iter().map(link).collect(),
        label: place.title,
        summary: place.summary,
    };
    let Frames { sites, menus, parts, items } = &context.press.store.frames;
    let items = items.get_or_init(|| items_of(context));
    let folder = context.from.folder().to_owned();
    let named = items.iter().any(|it| it.0 == *context.from);
    let current = named.then(|| context.from.clone());
    let section = place.section;
    let mut view = View::default();
    view.share("site", shared(sites, folder.clone(), || json(&site(context))));
    let menu = || menu(context, items, section.as_ref());
    let key = (folder, section.clone(), current);
    view.share("menu", shared(menus, key.clone(), || json(&menu())));
    view.share("parts", shared(parts, key, || json(&menu::parts(&menu()))));
    let versions = versions(context, template);
    view.extend(serde_json::json!({ "page": page, "versions": versions }));
    view
}

/// The value of a key, made the first time that it is asked for.
fn shared<K: Eq + Hash>(
    kept: &Mutex<HashMap<K, Arc<Shared>>>,
    key: K,
    make: impl FnOnce() -> Value,
) -> Arc<Shared> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(kept.entry(key).or_insert_with(|| Arc::new(Shared::new(make()))))
}

fn site<'a>(context: &Context<'a>) -> SiteView<'a> {
    let settings = &context.site.settings;
    let contacts = settings.contacts.as_ref();
    SiteView {
        title: &settings.title,
        owner: &settings.owner,
        city: &settings.city,
        address: contacts.and_then(|it| it.address.as_ref()).map(|it| bind(&it.value)),
        phone: contacts.and_then(|it| it.phone.as_ref()).map(|it| it.value.as_str()),
        email: contacts.and_then(|it| it.email.as_ref()).map(|it| it.value.as_str()),
        home: context.href(&Route::new("index")),
        accessibility: context.href(&accessibility::route()),
        open_data: context.href(&open_data::route()),
        handbook: context.href_if(&handbook::start()),
        search: context.href_if(&search::route()),
        date: date::short(context.site.today),
        date_iso: context.site.today.to_string(),
    }
}

/// The menu as a page shows it.
fn menu(
    context: &Context<'_>,
    items: &[(Route, Label)],
    section: Option<&Route>,
) -> Vec<MenuItem> {
    let item = |(route, label): &(Route, Label)| MenuItem {
        current: route == context.from,
        within: section == Some(route) && route != context.from,
        href: context.href(route),
        label: label.clone(),
    };
    items.iter().map(item).collect()
}

/// The fixed parts of a section, then the pages of prose that ask for a place.
fn items_of(context: &Context<'_>) -> Vec<(Route, Label)> {
    let fixed = [
        ("home", Route::new("index")),
        ("projects", Route::new("projects/index")),
        ("communities", Route::new("communities/index")),
        ("organisations", Route::new("organisations/index")),
        ("documents", Route::new("documents/index")),
        ("procedures", Route::new("procedures/index")),
        ("tasks", Route::new("tasks/index")),
        ("statistics", Route::new("statistics/index")),
        ("infographics", Route::new("infographics/index")),
        ("reports", Route::new("reports/index")),
        ("monitoring", Route::new("monitoring/index")),
        ("products", Route::new("products/index")),
        ("programmes", Route::new("programmes/index")),
        ("events", Route::new("events/index")),
        ("news", Route::new("news/index")),
    ];
    let fixed = fixed.into_iter().filter(|it| is_own(context, it.0));
    let fixed = fixed.map(|(key, route)| (route, Label::key(key)));
    let pages = context.site.pages.iter().filter(|it| it.matter.in_menu && &*it.id != "index");
    let own = pages.map(|it| {
        let words = it.matter.short_title.as_ref().unwrap_or(&it.matter.title);
        (route::text_page(&it.id), Label::text(&words.value))
    });
    fixed.chain(own).filter(|(route, _)| context.plan.has(route)).collect()
}

/// Whether a part of the site holds anything of its own: the practice of other municipalities
/// is no way to apply here, and nobody's task here.
fn is_own(context: &Context<'_>, part: &str) -> bool {
    let procedures = &context.site.procedures;
    match part {
        "procedures" => procedures.iter().any(|it| it.entry.matter.practice_of.is_none()),
        "tasks" => context.plan.lists.tasks.executors.iter().any(|it| it.practice_of.is_none()),
        _ => true,
    }
}

/// Pages on either side of the present one that a pager names.
const NEIGHBOURS: usize = 3;

/// One page of a long list.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// Number of this page, from 1.
    pub number: usize,
    /// Number of pages.
    pub of: usize,
    /// The first page, those around this one, and the last.
    pub pages: Vec<PagerLink>,
}

/// A page of a long list.
#[derive(Clone, Debug, Serialize)]
pub struct PagerLink {
    /// Address.
    pub href: String,
    /// Its number.
    pub number: usize,
    /// Whether it is this page.
    pub current: bool,
    /// Whether pages before it are left out.
    pub after_gap: bool,
}

impl Pager {
    /// The pager of a list whose first page is at `first`.
    pub fn new(context: &Context<'_>, first: &Route, (number, of): (usize, usize)) -> Pager {
        let mut before = 0;
        let link = |it| {
            let after_gap = it > before + 1;
            before = it;
            let href = context.href(&first.numbered(it));
            PagerLink { href, number: it, current: it == number, after_gap }
        };
        Pager { number, of, pages: named_pages(number, of).map(link).collect() }
    }
}

/// The pages that the pager of one of them names: a list of hundreds of pages must not put
/// hundreds of links on each of them. A gap of a single page is filled.
fn named_pages(number: usize, of: usize) -> impl Iterator<Item = usize> {
    let near = move |it: usize| it.abs_diff(number) <= NEIGHBOURS;
    let fills =
        move |it: usize| (it == 2 && near(3)) || (it + 1 == of && near(of.saturating_sub(2)));
    (1..=of).filter(move |it| *it == 1 || *it == of || near(*it) || fills(*it))
}

/// How many pages a list of so many entries takes; an empty one still takes one.
pub fn page_count(entries: usize, size: usize) -> usize {
    entries.div_ceil(size).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_names_the_ends_and_the_neighbours() {
        #[track_caller]
        fn check((number, of): (usize, usize), expected: &[usize]) {
            assert_eq!(
                named_pages(number, of).collect::<Vec<_>>(),
                expected,
                "{number} of {of}"
            );
        }
        check((1, 1), &[1]);
        check((1, 3), &[1, 2, 3]);
        check((1, 9), &[1, 2, 3, 4, 9]);
        check((1, 6), &[1, 2, 3, 4, 5, 6]);
        check((6, 11), &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        check((7, 334), &[1, 4, 5, 6, 7, 8, 9, 10, 334]);
        check((334, 334), &[1, 331, 332, 333, 334]);
    }
}
