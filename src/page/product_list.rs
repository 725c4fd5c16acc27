//! The lists by which the bank of products is browsed.

use std::collections::BTreeMap;

use super::frame::Label;
use super::route::Route;
use crate::content::product::{Audience, EducationLevel, Readiness};
use crate::site::Site;
use crate::site::product::{Product, ProductId};
use crate::yaml::table::Word;

/// What a list of products selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProductList {
    /// Everything.
    All,
    /// A kind of the vocabulary; none where the sources do not tell.
    Kind(Option<usize>),
    /// For whom.
    Audience(Audience),
    /// At which level of education.
    Level(EducationLevel),
    /// How near to use by others.
    Readiness(Readiness),
    /// Finished in a year; none where the sources do not tell.
    Year(Option<i16>),
}

/// The products of a list: those that count, and the examples, which do not.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// Products that count, in their order.
    pub products: Vec<ProductId>,
    /// Examples, in their order.
    pub examples: Vec<ProductId>,
}

/// Every list that has products or examples.
pub fn lists(site: &Site) -> BTreeMap<ProductList, Members> {
    let mut lists: BTreeMap<ProductList, Members> = BTreeMap::new();
    for id in site.product_ids() {
        let product = site.product(id);
        let mut own = of_product(product);
        own.sort_unstable();
        own.dedup();
        for list in own {
            let members = lists.entry(list).or_default();
            match product.is_example() {
                true => members.examples.push(id),
                false => members.products.push(id),
            }
        }
    }
    lists
}

/// The lists that a product is in.
fn of_product(product: &Product) -> Vec<ProductList> {
    let matter = &product.entry.matter;
    let mut lists = vec![
        ProductList::All,
        ProductList::Kind(product.kind),
        ProductList::Year(product.year()),
    ];
    lists.extend(matter.audience.iter().map(|it| ProductList::Audience(it.value)));
    lists.extend(matter.levels.iter().map(|it| ProductList::Level(it.value)));
    lists.extend(matter.readiness.iter().map(|it| ProductList::Readiness(it.value)));
    lists
}

impl ProductList {
    /// The address of its first page.
    pub fn route(self, site: &Site) -> Route {
        let part = match self {
            ProductList::All => "index".to_owned(),
            ProductList::Kind(Some(kind)) => {
                format!("kind/{}", site.vocabularies.product_kinds[kind].key)
            }
            ProductList::Kind(None) => "kind/not-told".to_owned(),
            ProductList::Audience(it) => format!("audience/{}", it.key()),
            ProductList::Level(it) => format!("level/{}", it.key()),
            ProductList::Readiness(it) => format!("readiness/{}", it.key()),
            ProductList::Year(Some(year)) => format!("year/{year}"),
            ProductList::Year(None) => "year/not-told".to_owned(),
        };
        Route::new(&format!("products/{part}"))
    }

    /// What it is called.
    pub fn label(self, site: &Site) -> Label {
        let words = |text: &str| Label::text(&super::card::capitalised(text));
        match self {
            ProductList::All => Label::key("product_bank"),
            ProductList::Kind(Some(kind)) => {
                Label::text(&site.vocabularies.product_kinds[kind].matter.plural)
            }
            ProductList::Kind(None) => Label::key("product_kind_not_told"),
            ProductList::Audience(it) => words(it.spelling()),
            ProductList::Level(it) => words(it.spelling()),
            ProductList::Readiness(it) => words(it.spelling()),
            ProductList::Year(Some(year)) => {
                Label { year: Some(year), ..Label::key("products_of_year") }
            }
            ProductList::Year(None) => Label::key("product_year_not_told"),
        }
    }

    /// The key of the group of lists that it belongs to, in strings under `product.`.
    pub fn group(self) -> &'static str {
        match self {
            ProductList::All => "all",
            ProductList::Kind(_) => "kind",
            ProductList::Audience(_) => "audience",
            ProductList::Level(_) => "level",
            ProductList::Readiness(_) => "readiness",
            ProductList::Year(_) => "year",
        }
    }
}
