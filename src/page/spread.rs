//! How experience spreads: from projects by products to those who take them over.

use serde::Serialize;

use super::card::project_link;
use super::event_card::event_link;
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::product_card::{party_link, product_link};
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::site::Site;
use crate::site::product::ProductId;
use crate::stats::bank;

/// One page, if there are products.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = || Page::new(Route::new("products/spread"), "spread", Spread);
    (!site.products.is_empty()).then(page).into_iter().collect()
}

struct Spread;

/// What `spread.html` reads.
#[derive(Serialize)]
struct SpreadView {
    /// Different projects that made a product.
    projects: usize,
    /// Products, examples apart.
    products: usize,
    /// Products that an event has shown.
    shown: usize,
    /// Different events that showed one.
    events: usize,
    /// Products that somebody has taken over.
    adopted: usize,
    /// Different parties that have.
    adopters: usize,
    rows: Vec<Link>,
    /// The chains of examples, which count nowhere.
    examples: Vec<Link>,
}

/// The chain of one product.
#[derive(Serialize)]
struct Link {
    project: Option<LinkView>,
    product: LinkView,
    /// Events that show it or its project.
    events: Vec<LinkView>,
    adopters: Vec<LinkView>,
}

impl Subject for Spread {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let chain = bank::chain(site);
        let examples = site.product_ids().filter(|it| site.product(*it).is_example());
        Box::new(SpreadView {
            projects: chain.projects.len(),
            products: chain.products.len(),
            shown: chain.shown.len(),
            events: chain.events.len(),
            adopted: chain.adopted.len(),
            adopters: chain.adopters.len(),
            rows: chain.products.iter().map(|it| link(context, *it)).collect(),
            examples: examples.map(|it| link(context, it)).collect(),
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        let bank = Route::new("products/index");
        Place {
            title: Label::key("spread"),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (bank.clone(), Label::key("product_bank")),
            ],
            section: Some(bank),
            ..Place::default()
        }
    }
}

fn link(context: &Context<'_>, id: ProductId) -> Link {
    let site = context.site;
    let product = site.product(id);
    Link {
        project: product.project.map(|it| project_link(context, it)),
        product: product_link(context, id),
        events: bank::events(site, id).into_iter().map(|it| event_link(context, it)).collect(),
        adopters: bank::adopters(product).iter().map(|it| party_link(context, it)).collect(),
    }
}
