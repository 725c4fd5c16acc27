//! The published entries of the kinds that lean on projects, organisations and documents, each
//! kind in its reading order.

use std::sync::Arc;

use jiff::civil::Date;

use super::community::{self, Community, CommunityId};
use super::event::{self, Event, EventId};
use super::link::{Parts, visible};
use super::monitoring::{self, Monitoring};
use super::names::{Asking, Names};
use super::news::{self, Post};
use super::party::Party;
use super::product::{self, Product, ProductId};
use super::programme::{self, EvidenceSource, Programme};
use super::{Drafts, ProjectId};
use crate::content::entry::Entry;
use crate::content::{Content, Entries};
use crate::content::{
    community as community_matter, event as event_matter, news as news_matter,
    product as product_matter, programme as programme_matter,
};
use crate::diag::Diagnostics;
use crate::text::order::sort_key;

/// Published entries in their reading order: an index here is an index of the site.
pub(super) struct Shelf {
    pub programmes: Vec<Arc<Entry<programme_matter::Programme>>>,
    pub products: Vec<Arc<Entry<product_matter::Product>>>,
    pub communities: Vec<Arc<Entry<community_matter::Community>>>,
    pub events: Vec<Arc<Entry<event_matter::Event>>>,
    pub news: Vec<Arc<Entry<news_matter::Post>>>,
}

impl Shelf {
    pub(super) fn new(content: &Content, date: Date, drafts: Drafts) -> Shelf {
        let when = (date, drafts);
        Shelf {
            programmes: sorted(&content.programmes, when, |it| sort_key(&it.title.value)),
            products: sorted(&content.products, when, |it| sort_key(&it.title.value)),
            communities: sorted(&content.communities, when, |it| sort_key(&it.title.value)),
            events: sorted(&content.events, when, |it| {
                let bounds = (it.from.value.first_day(), it.until().last_day());
                (bounds, it.time.as_ref().map(|it| it.value), sort_key(&it.title.value))
            }),
            news: sorted(&content.news, when, news::key),
        }
    }

    /// Links what stands here, and tells projects, organisations and documents of it.
    pub(super) fn link(
        &self,
        content: &Content,
        parts: &mut Parts,
        diagnostics: &mut Diagnostics,
    ) -> Shelved {
        let names = Names::new(content, parts, self);
        let mut programmes = programme::link(&self.programmes, &names, diagnostics);
        let known = (&names, programmes.as_slice());
        let mut products = product::link(&self.products, known, diagnostics);
        let mut communities = community::link(&self.communities, known, diagnostics);
        let events = event::link(&self.events, known, diagnostics);
        let news = news::link(&self.news, &names, diagnostics);
        let monitoring = monitoring::link(&names, diagnostics);
        let mut contributions = vec![];
        for it in &parts.projects {
            let part = it.entry.matter.part.as_ref();
            let mut asking = Asking { entry: &it.entry, names: &names, diagnostics };
            contributions.push(programme::contribution(&mut asking, part, &programmes));
        }
        for (project, contribution) in parts.projects.iter_mut().zip(contributions) {
            project.contribution = contribution;
        }
        let of_projects = parts.projects.iter().enumerate().map(|(index, it)| {
            (EvidenceSource::Project(ProjectId(index)), false, it.contribution.as_ref())
        });
        programme::gather(&mut programmes, of_projects);
        let of_products = products.iter().enumerate().map(|(index, it)| {
            let source = EvidenceSource::Product(ProductId(index));
            (source, it.is_example(), it.contribution.as_ref())
        });
        programme::gather(&mut programmes, of_products);
        let of_communities = communities.iter().enumerate().map(|(index, it)| {
            let source = EvidenceSource::Community(CommunityId(index));
            (source, it.is_example(), it.contribution.as_ref())
        });
        programme::gather(&mut programmes, of_communities);
        let of_events = events.iter().enumerate().map(|(index, it)| {
            let source = EvidenceSource::Event(EventId(index));
            (source, it.is_example(), it.contribution.as_ref())
        });
        programme::gather(&mut programmes, of_events);
        reverse_products(&products, parts);
        reverse_communities(&communities, parts);
        event::reverse(&events, parts, (&mut products, &mut communities));
        Shelved { programmes, products, communities, events, news, monitoring }
    }
}

/// Tells organisations of the communities they are in; examples are nobody's.
fn reverse_communities(communities: &[Community], parts: &mut Parts) {
    for (index, community) in communities.iter().enumerate() {
        let members = community.coordinator.iter().chain(&community.members);
        for member in members.filter(|_| !community.is_example()) {
            let Party::Organisation(id) = member else { continue };
            let own = &mut parts.organisations[id.0].communities;
            if !own.contains(&CommunityId(index)) {
                own.push(CommunityId(index));
            }
        }
    }
}

/// Tells projects and organisations of their products; examples are nobody's.
fn reverse_products(products: &[Product], parts: &mut Parts) {
    for (index, product) in products.iter().enumerate().filter(|(_, it)| !it.is_example()) {
        let id = ProductId(index);
        if let Some(project) = product.project {
            parts.projects[project.0].products.push(id);
        }
        for author in product.authors.iter().filter_map(|it| it.organisation) {
            let own = &mut parts.organisations[author.0].products;
            if !own.contains(&id) {
                own.push(id);
            }
        }
        for adoption in product.adoptions.iter().filter(|it| !it.by_author) {
            let Party::Organisation(adopter) = adoption.party else { continue };
            let own = &mut parts.organisations[adopter.0].adopted;
            if !own.contains(&id) {
                own.push(id);
            }
        }
    }
}

/// What the shelf holds, linked.
pub(super) struct Shelved {
    pub programmes: Vec<Programme>,
    pub products: Vec<Product>,
    pub communities: Vec<Community>,
    pub events: Vec<Event>,
    pub news: Vec<Post>,
    pub monitoring: Vec<Monitoring>,
}

/// Entries by a key of theirs, then by id.
fn sorted<T, K: Ord>(
    entries: &Entries<T>,
    (date, drafts): (Date, Drafts),
    key: impl Fn(&T) -> K,
) -> Vec<Arc<Entry<T>>> {
    let mut list: Vec<_> = visible(entries, date, drafts).into_iter().map(Arc::clone).collect();
    list.sort_by_cached_key(|it| (key(&it.matter), Arc::clone(&it.id)));
    list
}
