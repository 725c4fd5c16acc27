//! Site → planned pages → views. A page knows its address and can show itself as a plain
//! structure; that is all a template may read. A file that is no page, such as a calendar, is
//! planned beside them and writes its own bytes.
//!
//! To add a kind of page: a file here with a `plan` and a view, and a line in `PLANS`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::content;
use crate::content::body::Body;
use crate::content::preset::Preset;
use crate::content::word::State;
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::site::{ProjectId, Site};
use crate::view::{Object, View};
use crate::yaml::table::Word;

mod accessibility;
mod around;
mod calendar;
pub mod card;
mod chain;
pub mod chart;
mod communities;
mod community;
mod counted;
mod document;
mod documents;
mod evaluation;
mod event;
mod event_calendar;
mod event_card;
pub mod event_list;
mod event_months;
mod event_series;
mod events;
mod evidence;
mod facet;
mod feed;
mod file;
pub mod frame;
mod free_community;
mod handbook;
mod home;
mod infographics;
pub mod list;
mod menu;
mod monitoring;
mod news;
mod news_card;
pub mod news_list;
mod not_found;
mod open_data;
mod organisation;
mod organisations;
pub mod piece;
mod place;
mod poll;
mod post;
mod procedure;
mod product;
mod product_card;
pub mod product_list;
mod products;
mod programme;
mod programmes;
mod project;
mod projects;
pub mod report;
mod reports;
pub mod route;
mod search;
pub mod short_code;
mod spread;
mod statistics;
mod target;
mod task;
mod task_calendar;
pub mod task_list;
mod tasks;
mod text;
mod theme;
pub mod version;
mod widgets;

pub use place::place_of;

use list::{Lists, OrganisationList, ProjectList};
use piece::Press;
use route::Route;

/// Every kind of page, in the order in which a visitor meets them.
const PLANS: &[fn(&Site, &Lists) -> Vec<Page>] = &[
    home::plan,
    text::plan,
    projects::plan,
    project::plan,
    community::plan,
    free_community::plan,
    communities::plan,
    organisations::plan,
    organisation::plan,
    documents::plan,
    document::plan,
    chain::plan,
    tasks::plan,
    procedure::plan,
    statistics::plan,
    chart::named::plan,
    short_code::figure::plan,
    infographics::plan,
    programmes::plan,
    programme::plan,
    products::plan,
    product::plan,
    evaluation::plan,
    spread::plan,
    handbook::plan,
    accessibility::plan,
    poll::plan,
    reports::plan,
    report::plan,
    search::plan,
    open_data::plan,
    events::plan,
    event::plan,
    event_months::plan,
    monitoring::plan,
    theme::plan,
    news::plan,
    post::plan,
    not_found::plan,
];

/// Names of the templates that a theme must have, one for each kind of page.
pub const TEMPLATES: &[&str] = &[
    "home",
    "text",
    "projects",
    "project",
    "community",
    "free-community",
    "communities",
    "organisations",
    "organisation",
    "documents",
    "document",
    "chain",
    "tasks",
    "task-list",
    "procedures",
    "procedure",
    "statistics",
    "year",
    "infographics",
    "programmes",
    "programme",
    "products",
    "product",
    "ranking",
    "spread",
    "accessibility",
    "poll",
    "reports",
    "report",
    "search",
    "open-data",
    "events",
    "event",
    "event-calendar",
    "event-month",
    "monitoring",
    "monitoring-year",
    "directions",
    "news",
    "post",
    "not-found",
];

/// A file of the site that will be: planned, not made.
pub struct Page {
    /// Its address.
    pub route: Route,
    maker: Maker,
}

/// Who turns a page into bytes.
enum Maker {
    /// A template of the theme shows a view.
    Template(&'static str, Box<dyn Subject>),
    /// The program itself writes them.
    Export(Box<dyn Export>),
}

/// What a page has to give: a view for a template of the theme, or finished bytes.
pub enum Made<'a> {
    /// The name of the template, and its whole input.
    View(&'static str, View<'a>),
    /// The file as it is.
    Bytes(Vec<u8>),
}

impl Page {
    /// A page at an address, shown by a template.
    pub fn new(route: Route, template: &'static str, subject: impl Subject + 'static) -> Page {
        Page { route, maker: Maker::Template(template, Box::new(subject)) }
    }

    /// A file at an address that needs no template.
    pub fn export(route: Route, export: impl Export + 'static) -> Page {
        Page { route, maker: Maker::Export(Box::new(export)) }
    }

    /// The template that shows it; none for a file that needs none.
    pub fn template(&self) -> Option<&'static str> {
        match &self.maker {
            Maker::Template(name, _) => Some(name),
            Maker::Export(_) => None,
        }
    }

    /// The text that it shows and no other page does.
    pub fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        match &self.maker {
            Maker::Template(_, subject) => subject.text(site),
            Maker::Export(_) => None,
        }
    }
}

/// A file for other programs: a calendar, a table, a feed. Its form is not the theme's to
/// choose.
pub trait Export: Send + Sync {
    /// All bytes of the file, a function of the site alone.
    fn bytes(&self, context: &Context<'_>) -> Vec<u8>;
}

/// What a page is about.
pub trait Subject: Send + Sync {
    /// The page as a template reads it, without the frame that all pages share.
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a>;
    /// Where the page stands and what it is called.
    fn place(&self, context: &Context<'_>) -> frame::Place;
    /// The text that this page shows and no other page does.
    fn text<'s>(&self, _: &'s Site) -> Option<&'s Body> {
        None
    }
}

/// All pages of a site.
pub struct Plan {
    /// By address.
    pub pages: BTreeMap<Route, Page>,
    /// The lists that figures were counted from.
    pub lists: Lists,
    /// The other trees in which every page stands once more; none where the theme has only one
    /// version of a page.
    pub presets: Vec<Preset>,
    /// The addresses of the pages: each link asks whether there is such a page.
    addresses: FxHashSet<Route>,
}

/// What a view is made from.
pub struct Context<'a> {
    /// The site.
    pub site: &'a Site,
    /// All pages, to link only what exists.
    pub plan: &'a Plan,
    /// The page being shown.
    pub from: &'a Route,
    /// Prints what several pages show alike.
    pub press: &'a Press<'a>,
}

/// Plans every page of a site. Two pages with one address are a mistake.
pub fn plan(site: &Site) -> (Plan, Diagnostics) {
    plan_with(site, Lists::of(site))
}

/// The same of a site that differs from the one `before` in the cards of these projects alone.
pub fn replan(
    site: &Site,
    (before, plan): (&Site, &Plan),
    edited: &[ProjectId],
) -> (Plan, Diagnostics) {
    plan_with(site, Lists::mended(site, (before, &plan.lists), edited))
}

fn plan_with(site: &Site, lists: Lists) -> (Plan, Diagnostics) {
    let mut diagnostics = Diagnostics::none();
    let planned: Vec<Vec<Page>> = PLANS.par_iter().map(|plan| plan(site, &lists)).collect();
    let mut planned: Vec<Page> = planned.into_iter().flatten().collect();
    planned.par_sort_by(|a, b| a.route.cmp(&b.route));
    for pair in planned.windows(2) {
        let route = &pair[0].route;
        if *route == pair[1].route {
            let message = Words::new(
                format!("две страницы с одним адресом: {}", route.path()),
                format!("two pages with one address: {}", route.path()),
            );
            let hint = Words::new(
                "переименуйте одну из записей или ключ словаря",
                "rename one of the entries or the key of the vocabulary",
            );
            let remark = match place_of(site, route) {
                Some(place) => Diagnostic::new(code::SAME_ROUTE, place, message),
                None => Diagnostic::about_site(code::SAME_ROUTE, message),
            };
            diagnostics.push(remark.hint(hint));
        }
    }
    let routes = || planned.iter().map(|it| it.route.clone());
    let (addresses, keys) = rayon::join(|| routes().collect(), || routes().collect::<Vec<_>>());
    let pages: BTreeMap<Route, Page> = keys.into_iter().zip(planned).collect();
    diagnostics.extend(version::check(site, &pages));
    let presets = site.settings.presets.clone();
    (Plan { pages, lists, presets, addresses }, diagnostics)
}

/// What is to be said of the short codes in the texts of a planned site.
pub fn check_texts(site: &Site, plan: &Plan) -> Diagnostics {
    short_code::check(site, &plan.lists)
}

/// The page of the entry that a file holds, the only one that shows its text.
pub fn of_entry(site: &Site, file: &str) -> Option<Route> {
    let id = file.rsplit('/').next()?.strip_suffix(".md")?;
    Some(target::entry_route(site, content::kind_of(file)?, id))
}

impl Plan {
    /// Whether there is a page at an address.
    pub fn has(&self, route: &Route) -> bool {
        self.addresses.contains(route)
    }

    /// What a page has to give.
    ///
    /// # Errors
    ///
    /// What went wrong with a piece that it shows.
    pub fn make<'a>(
        &'a self,
        site: &'a Site,
        page: &'a Page,
        press: &'a Press<'a>,
    ) -> Result<Made<'a>, Box<Diagnostic>> {
        let context = Context { site, plan: self, from: &page.route, press };
        let made = match &page.maker {
            Maker::Export(export) => Made::Bytes(export.bytes(&context)),
            Maker::Template(template, subject) => {
                let own = subject.view(&context);
                let mut view = frame::frame(&context, template, subject.place(&context));
                view.extend(own);
                Made::View(template, view)
            }
        };
        press.fault().map_or(Ok(made), Err)
    }
}

impl Context<'_> {
    /// The address of another page as seen from this one.
    pub fn href(&self, to: &Route) -> String {
        to.seen_from(self.from)
    }

    /// The same, if there is such a page.
    pub fn href_if(&self, to: &Route) -> Option<String> {
        self.plan.has(to).then(|| self.href(to))
    }

    /// The public address of a page, where the site knows its own.
    pub fn public(&self, to: &Route) -> Option<String> {
        let base = self.site.settings.base_url.as_ref()?;
        Some(format!("{base}/{}", to.path()))
    }

    /// The page of a list of projects, if the list is not empty.
    pub fn project_list(&self, list: ProjectList) -> Option<String> {
        self.href_if(&list.route(self.site))
    }

    /// The page of a list of organisations, if the list is not empty.
    pub fn organisation_list(&self, list: OrganisationList) -> Option<String> {
        self.href_if(&list.route(self.site))
    }
}

/// The words for a state: the vocabulary's, or the spelling of cards where it has none.
pub fn state_title(site: &Site, state: State) -> String {
    let words = site.vocabularies.states.iter().find(|it| it.matter.state == state);
    words.map_or_else(|| state.spelling().to_owned(), |it| it.title.clone())
}
