//! Which entry a page is about.

use super::route::{self, Route};
use crate::diag::Place;
use crate::site::Site;

/// The entry whose page is at an address.
pub fn place_of(site: &Site, route: &Route) -> Option<Place> {
    let projects =
        site.project_ids().map(|it| (route::project(site, it), site.project(it).entry.start()));
    let organisations = site
        .organisation_ids()
        .map(|it| (route::organisation(site, it), site.organisation(it).entry.start()));
    let documents = site
        .document_ids()
        .map(|it| (route::document(site, it), site.document(it).entry.start()));
    let events =
        site.event_ids().map(|it| (route::event(site, it), site.event(it).entry.start()));
    let procedures = site
        .procedure_ids()
        .map(|it| (route::procedure(site, it), site.procedure(it).entry.start()));
    let programmes = site
        .programme_ids()
        .map(|it| (route::programme(site, it), site.programme(it).entry.start()));
    let products =
        site.product_ids().map(|it| (route::product(site, it), site.product(it).entry.start()));
    let communities = site
        .community_ids()
        .map(|it| (route::community(site, it), site.community(it).entry.start()));
    let news = site.post_ids().map(|it| (route::post(site, it), site.post(it).entry.start()));
    let reports = site.reports.iter().map(|it| (route::report(&it.entry.id), it.entry.start()));
    let pages = site.pages.iter().map(|it| (route::text_page(&it.id), it.start()));
    let registry = projects.chain(organisations).chain(documents).chain(events);
    let shelf = procedures.chain(programmes).chain(products).chain(communities);
    let mut all = registry.chain(shelf).chain(news).chain(reports).chain(pages);
    all.find(|(it, _)| it == route).map(|(_, place)| place)
}
