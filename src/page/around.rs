//! What stands around a page: the site's data, the menu, the footer. Pages of a folder share them,
//! but for the place in the menu, so they are made and printed once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use serde_json::Value;

use super::frame::{CountView, Label};
use super::piece::{FOOTER, MENU, Press, SETTINGS};
use super::route::{self, Route};
use super::version::versions;
use super::{Context, accessibility, handbook, menu, open_data, search};
use crate::text::date;
use crate::text::typography::bind;
use crate::view::{Shared, View};

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

/// What has been made for the pages of a site.
#[derive(Default)]
pub(super) struct Made {
    around: Mutex<HashMap<Key, Arc<Around>>>,
    items: OnceLock<Vec<(Route, Label)>>,
    /// Settings of versions, the same on all pages of the site.
    settings: Mutex<Option<Arc<Shared>>>,
}

/// All that it depends on: the folder, the section, and the page if the menu names it.
type Key = (String, Option<Route>, Option<Route>);

/// What stands around a page.
pub(super) struct Around {
    site: Arc<Shared>,
    menu: Arc<Shared>,
    parts: Arc<Shared>,
    menu_html: Arc<Shared>,
    footer_html: Arc<Shared>,
}

/// All that `pieces/footer.html` reads of its page.
#[derive(Serialize)]
struct Counted<'a> {
    /// How often it was looked at; none where nobody has counted.
    views: Option<&'a CountView>,
}

impl Around {
    /// The names under which templates find it.
    pub(super) fn names(&self) -> [(&'static str, &Arc<Shared>); 5] {
        [
            ("site", &self.site),
            ("menu", &self.menu),
            ("parts", &self.parts),
            ("menu_html", &self.menu_html),
            ("footer_html", &self.footer_html),
        ]
    }

    /// The footer of a page that was looked at so often; none where it cannot be printed.
    pub(super) fn counted_footer(
        &self,
        press: &Press<'_>,
        views: &CountView,
    ) -> Option<String> {
        footer(press, (&self.site, &self.parts), Some(views))
    }
}

impl Context<'_> {
    /// What stands around this page, which belongs to a section of the menu.
    pub(super) fn around(&self, section: Option<Route>) -> Arc<Around> {
        let Made { around, items, .. } = &self.press.store.around;
        let items = items.get_or_init(|| items_of(self));
        let current = items.iter().any(|it| it.0 == *self.from).then(|| self.from.clone());
        let key = (self.from.folder().to_owned(), section, current);
        let kept = || around.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = kept().get(&key) {
            return Arc::clone(made);
        }
        let shared = |it| Arc::new(Shared::new(it));
        let items = items_seen(self, items, key.1.as_ref());
        let (menu, parts) = (shared(json(&items)), shared(json(&menu::parts(&items))));
        let site = shared(json(&site(self)));
        let menu_html = self.press.print(MENU, &with([("menu", &menu), ("parts", &parts)]));
        let footer_html = footer(self.press, (&site, &parts), None);
        let is_whole = menu_html.is_some() && footer_html.is_some();
        let (menu_html, footer_html) = (shared(menu_html.into()), shared(footer_html.into()));
        let made = Arc::new(Around { site, menu, parts, menu_html, footer_html });
        if is_whole {
            kept().insert(key, Arc::clone(&made));
        }
        made
    }

    /// The choices of the panel, for themes that have versions of a page.
    pub(super) fn settings_html(&self) -> Arc<Shared> {
        let kept = || {
            let settings = &self.press.store.around.settings;
            settings.lock().unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(made) = &*kept() {
            return Arc::clone(made);
        }
        // Of a page that stands in every tree: all versions have their part in them.
        let mut view = View::default();
        view.add("versions", versions(self, SETTINGS));
        let html = self.press.print(SETTINGS, &view);
        let is_whole = html.is_some();
        let made = Arc::new(Shared::new(html.into()));
        *kept() = is_whole.then(|| Arc::clone(&made));
        made
    }
}

fn footer(
    press: &Press<'_>,
    (site, parts): (&Arc<Shared>, &Arc<Shared>),
    views: Option<&CountView>,
) -> Option<String> {
    let mut view = with([("site", site), ("parts", parts)]);
    view.add("page", Counted { views });
    press.print(FOOTER, &view)
}

fn with<'a, const N: usize>(names: [(&'static str, &Arc<Shared>); N]) -> View<'a> {
    let mut view = View::default();
    names.into_iter().for_each(|(name, value)| view.share(name, Arc::clone(value)));
    view
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

/// The items of the menu as a page shows them.
fn items_seen(
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

/// A view that several pages share, as a JSON value.
fn json(view: &impl Serialize) -> Value {
    serde_json::to_value(view).expect("views are plain structs with text keys")
}
