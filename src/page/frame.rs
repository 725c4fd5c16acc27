//! What every page has: title, breadcrumbs, neighbours, and what stands around it.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use super::route::Route;
use super::version::versions;
use crate::content::data::counters::Counters;
use crate::text::date;
use crate::text::typography::bind;
use crate::view::View;

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

/// The frame of a page.
pub(super) fn frame<'a>(
    context: &Context<'a>,
    template: &'static str,
    place: Place,
) -> View<'a> {
    let link =
        |(route, label): (Route, Label)| LabelledLink { href: context.href(&route), label };
    let base_url = context.site.settings.base_url.as_ref();
    let counters = context.site.data.counters.as_ref().filter(|it| !it.is_example);
    let views =
        counters.and_then(|it| Some(CountView::new(*it.views.get(context.from.path())?, it)));
    let page = PageView {
        template,
        has_charts: !context.press.charts.is_empty(),
        root: context.from.to_root(),
        canonical: context.public(context.from),
        base: base_url.filter(|_| template == "not-found").map(|it| format!("{it}/")),
        previous: place.previous.map(link),
        next: place.next.map(link),
        crumbs: place.above.into_iter().map(link).collect(),
        label: place.title,
        summary: place.summary,
    };
    let around = context.around(place.section);
    let mut view = View::default();
    for (name, value) in around.names() {
        view.share(name, Arc::clone(value));
    }
    if let Some(views) = views {
        let footer_html = around.counted_footer(context.press, &views);
        view.add("footer_html", footer_html);
    }
    view.add("page", page);
    if context.press.has_versions() {
        view.share("settings_html", context.settings_html());
        view.add("versions", versions(context, template));
    }
    view
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
