//! The bank of products: whole, and by kind, audience, level, readiness and year.

use serde::Serialize;

use super::chart::ChartView;
use super::facet::{Facet, Facets};
use super::frame::{Figure, Label, Pager, Place, page_count};
use super::list::{Lists, PAGE_SIZE};
use super::product_card::{ProductCard, product_card};
use super::product_list::{Members, ProductList};
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::content::chart_name::ChartName;
use crate::site::Site;
use crate::site::product::ProductId;
use crate::text::typography::prose;

/// The charts of the whole bank.
const CHARTS: &[ChartName] =
    &[ChartName::Kinds, ChartName::Audiences, ChartName::Readiness, ChartName::Adoptions];

/// Every list with all its pages.
pub(super) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let mut pages = vec![];
    for (list, members) in &lists.products {
        let of = page_count(members.products.len(), PAGE_SIZE);
        for number in 1..=of {
            let route = list.route(site).numbered(number);
            pages.push(Page::new(route, "products", Listing { list: *list, number, of }));
        }
    }
    pages
}

struct Listing {
    list: ProductList,
    number: usize,
    of: usize,
}

/// What `products.html` reads.
#[derive(Serialize)]
struct ListingView {
    /// Whether this is the whole bank.
    is_everything: bool,
    /// What the kind of product is, where the list is of one kind.
    summary: Option<String>,
    /// Number of products in the whole list, examples apart.
    count: usize,
    /// The bank by kind, audience, readiness and adoptions, on its first page.
    charts: Vec<ChartView>,
    /// The products of this page.
    products: Vec<ProductCard>,
    /// Examples, on the first page of the list.
    examples: Vec<ProductCard>,
    /// Other pages of the list.
    pager: Pager,
    /// Ways to narrow or leave the list.
    facets: Facets,
    /// The page of ranks by evaluation.
    ranking: Option<String>,
    /// The page that shows how experience spreads.
    spread: Option<String>,
}

impl Subject for Listing {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let none = Members::default();
        let members = context.plan.lists.products.get(&self.list).unwrap_or(&none);
        let shown = members.products.iter().skip((self.number - 1) * PAGE_SIZE).take(PAGE_SIZE);
        let cards =
            |ids: &[ProductId]| ids.iter().map(|it| product_card(context, *it)).collect();
        let shown: Vec<ProductId> = shown.copied().collect();
        let first = self.list.route(context.site);
        Box::new(ListingView {
            is_everything: self.list == ProductList::All,
            summary: self.summary(context.site),
            count: members.products.len(),
            charts: match self.list == ProductList::All && self.number == 1 {
                true => context.named_charts(CHARTS, 0),
                false => vec![],
            },
            products: cards(&shown),
            examples: if self.number == 1 { cards(&members.examples) } else { vec![] },
            pager: Pager::new(context, &first, (self.number, self.of)),
            facets: facets(context),
            ranking: context.href_if(&Route::new("products/ranking")),
            spread: context.href_if(&Route::new("products/spread")),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let all = ProductList::All;
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        if self.list != all {
            above.push((all.route(context.site), all.label(context.site)));
        }
        let number = (self.number > 1).then_some(self.number);
        Place {
            title: Label { n: number, ..self.list.label(context.site) },
            above,
            section: Some(all.route(context.site)),
            ..Place::default()
        }
    }
}

impl Listing {
    fn summary(&self, site: &Site) -> Option<String> {
        let ProductList::Kind(Some(kind)) = self.list else { return None };
        site.vocabularies.product_kinds[kind].matter.summary.as_deref().map(prose)
    }
}

fn facets(context: &Context<'_>) -> Facets {
    let figure = |list: ProductList, members: &Members| Figure {
        value: members.products.len(),
        href: context.href_if(&list.route(context.site)),
    };
    let products = &context.plan.lists.products;
    let narrower = products.iter().filter(|(list, _)| **list != ProductList::All);
    let lists = narrower.map(|(list, members)| {
        let year = match list {
            ProductList::Year(year) => *year,
            _ => None,
        };
        let label = list.label(context.site);
        let figure = figure(*list, members);
        (list.group(), Facet { label, year, figure, examples: members.examples.len() })
    });
    let none = Members::default();
    let all = products.get(&ProductList::All).unwrap_or(&none);
    Facets::new(figure(ProductList::All, all), lists)
}
