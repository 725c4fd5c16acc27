//! The bank of products: what is in it, who has taken it over, how experience spreads.

use std::collections::BTreeSet;

use crate::site::event::EventId;
use crate::site::party::Party;
use crate::site::product::{Product, ProductId};
use crate::site::{ProjectId, Site};

/// Products that count: all but the examples.
pub fn products(site: &Site) -> Vec<ProductId> {
    site.product_ids().filter(|it| !site.product(*it).is_example()).collect()
}

/// ST-21: who has taken a product over, its authors apart, each once, in the order of parties.
pub fn adopters(product: &Product) -> Vec<Party> {
    let mut found: Vec<Party> = vec![];
    for adoption in product.adoptions.iter().filter(|it| !it.by_author) {
        if !found.iter().any(|it| it.is_same(&adoption.party)) {
            found.push(adoption.party.clone());
        }
    }
    found
}

/// Events that show a product or results of its project, in the order of time: for an example
/// those of examples, for any other those that figures count.
pub fn events(site: &Site, id: ProductId) -> Vec<EventId> {
    let product = site.product(id);
    let shows = |it: &EventId| {
        let event = site.event(*it);
        let counts = if product.is_example() { event.is_example() } else { event.counts() };
        let of_project = product.project.is_some_and(|it| event.projects.contains(&it));
        counts && (event.products.contains(&id) || of_project)
    };
    site.event_ids().filter(shows).collect()
}

/// The chain by which experience spreads, counted over the products that count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Different projects that made a product.
    pub projects: Vec<ProjectId>,
    /// Products.
    pub products: Vec<ProductId>,
    /// Products that an event has shown.
    pub shown: Vec<ProductId>,
    /// Different events that showed one, in the order of time.
    pub events: Vec<EventId>,
    /// Products that somebody has taken over.
    pub adopted: Vec<ProductId>,
    /// Different parties that have taken one over.
    pub adopters: Vec<Party>,
}

/// Counts the chain.
pub fn chain(site: &Site) -> Chain {
    let products = products(site);
    let projects: BTreeSet<ProjectId> =
        products.iter().filter_map(|it| site.product(*it).project).collect();
    let mut all: Vec<Party> = vec![];
    for adopter in products.iter().flat_map(|it| adopters(site.product(*it))) {
        if !all.iter().any(|it| it.is_same(&adopter)) {
            all.push(adopter);
        }
    }
    let events: BTreeSet<EventId> = products.iter().flat_map(|it| events(site, *it)).collect();
    let shown = |it: &ProductId| !self::events(site, *it).is_empty();
    let taken = |it: &ProductId| !adopters(site.product(*it)).is_empty();
    Chain {
        projects: projects.into_iter().collect(),
        shown: products.iter().copied().filter(shown).collect(),
        events: events.into_iter().collect(),
        adopted: products.iter().copied().filter(taken).collect(),
        products,
        adopters: all,
    }
}
