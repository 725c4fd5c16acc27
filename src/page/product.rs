//! A product: what it is, what experts say of it, who has taken it over.

use serde::Serialize;

use super::card::directions;
use super::chart::named::Registry;
use super::chart::{self, ChartView, bank as bank_charts};
use super::evaluation::{EvaluationView, evaluation};
use super::event_card::{EventRow, latest_first};
use super::file::{FileView, attachments};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::product_card::{LabelledLink, ProductCard, list_link, party_link, product_card};
use super::product_list::{Members, ProductList};
use super::programme::{PartView, part};
use super::project::document_link;
use super::route::{self, Route};
use super::short_code::Prose;
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::product::Award;
use crate::site::Site;
use crate::site::product::{Adoption, Product, ProductId};
use crate::stats::bank;
use crate::text::typography::prose;
use crate::yaml::table::{Spanned, Word};

/// Every product, examples too.
pub(super) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let page = |id| Page::new(route::product(site, id), "product", One { id });
    let profile = |id| chart::csv(&bank_charts::profile(Registry { site, lists }, id)?);
    site.product_ids().map(page).chain(site.product_ids().filter_map(profile)).collect()
}

struct One {
    id: ProductId,
}

/// What `product.html` reads.
#[derive(Serialize)]
struct ProductView {
    /// The product as lists show it.
    product: ProductCard,
    /// The list of its year.
    year: LabelledLink,
    audience: Vec<LabelledLink>,
    levels: Vec<LabelledLink>,
    directions: Vec<LinkView>,
    target_groups: Vec<String>,
    /// What another organisation must know: none where the author says nothing.
    analogues: Option<String>,
    conditions: Option<String>,
    risks: Option<String>,
    effect: Option<String>,
    licence: Option<String>,
    version: Option<String>,
    awards: Vec<AwardView>,
    files: Vec<FileView>,
    links: Vec<LinkView>,
    /// The document that names it.
    source: Option<LinkView>,
    /// Its part in a programme.
    part: Option<PartView>,
    /// The author's text.
    body: Option<Prose>,
    /// Events that show it, the latest first.
    events: Vec<EventRow>,
    /// Who has taken it over.
    adoptions: Vec<AdoptionView>,
    /// Different parties among them, authors apart.
    adopters: usize,
    /// The mean score of each criterion.
    profile: Option<ChartView>,
    /// What experts say of it.
    evaluation: Option<EvaluationView>,
}

#[derive(Serialize)]
struct AwardView {
    rank: &'static str,
    contest: Option<String>,
    year: Option<i16>,
}

#[derive(Serialize)]
struct AdoptionView {
    party: LinkView,
    year: Option<i16>,
    result: Option<String>,
    /// Such a taking over does not count.
    by_author: bool,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let product = context.site.product(self.id);
        let matter = &product.entry.matter;
        let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| prose(&it.value));
        let audience = matter.audience.iter().map(|it| ProductList::Audience(it.value));
        let levels = matter.levels.iter().map(|it| ProductList::Level(it.value));
        let body = &product.entry.body;
        let web = matter
            .links
            .iter()
            .map(|it| LinkView { href: it.url.value.clone(), title: prose(&it.title.value) });
        Box::new(ProductView {
            product: product_card(context, self.id),
            year: list_link(context, ProductList::Year(product.year())),
            audience: audience.map(|it| list_link(context, it)).collect(),
            levels: levels.map(|it| list_link(context, it)).collect(),
            directions: directions(context, &product.directions),
            target_groups: matter.target_groups.iter().map(|it| prose(&it.value)).collect(),
            analogues: words(&matter.transfer.analogues),
            conditions: words(&matter.transfer.conditions),
            risks: words(&matter.transfer.risks),
            effect: words(&matter.transfer.effect),
            licence: words(&matter.licence),
            version: matter.version.as_ref().map(|it| it.value.clone()),
            events: latest_first(context, &product.events),
            awards: matter.awards.iter().map(award).collect(),
            files: attachments(context, &matter.files),
            links: web.collect(),
            source: product.source.map(|it| document_link(context, it)),
            part: part(context, product.contribution.as_ref()),
            body: context.prose_if(body),
            adoptions: product.adoptions.iter().map(|it| adoption(context, it)).collect(),
            adopters: bank::adopters(product).len(),
            profile: bank_charts::profile(context.registry(), self.id)
                .map(|it| context.chart(&it)),
            evaluation: evaluation(context, self.id),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let product = site.product(self.id);
        let (all, kind) = (ProductList::All, ProductList::Kind(product.kind));
        let none = Members::default();
        let members = context.plan.lists.products.get(&all).unwrap_or(&none);
        let ids = if product.is_example() { &members.examples } else { &members.products };
        let at = ids.iter().position(|it| *it == self.id);
        let beside = |index: Option<usize>| {
            let id = *ids.get(index?)?;
            Some((route::product(site, id), label(site.product(id))))
        };
        Place {
            title: label(product),
            summary: Some(prose(&product.entry.matter.annotation.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.route(site), all.label(site)),
                (kind.route(site), kind.label(site)),
            ],
            previous: beside(at.and_then(|it| it.checked_sub(1))),
            next: beside(at.map(|it| it + 1)),
            section: Some(all.route(site)),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.product(self.id).entry.body)
    }
}

fn label(product: &Product) -> Label {
    let title = &product.entry.matter.title.value;
    Label { is_example: product.is_example(), ..Label::text(title) }
}

fn award(award: &Award) -> AwardView {
    AwardView {
        rank: award.rank.value.spelling(),
        contest: award.contest.as_ref().map(|it| prose(&it.value)),
        year: award.year.as_ref().map(|it| it.value),
    }
}

fn adoption(context: &Context<'_>, adoption: &Adoption) -> AdoptionView {
    AdoptionView {
        party: party_link(context, &adoption.party),
        year: adoption.year,
        result: adoption.result.as_deref().map(prose),
        by_author: adoption.by_author,
    }
}
