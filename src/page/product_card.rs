//! Products and those who take part, as other pages show them.

use serde::Serialize;

use super::card::{organisation_link, project_link};
use super::frame::{Label, LinkView};
use super::product_list::ProductList;
use super::{Context, route};
use crate::site::party::Party;
use crate::site::product::{Author, ProductId};
use crate::stats::{bank, evaluation};
use crate::text::typography::{bind, prose};

/// A product in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ProductCard {
    /// Its page.
    pub href: String,
    pub title: String,
    /// Whether it only shows how an entry is filled in.
    pub is_example: bool,
    /// Its kind, with the list of the kind.
    pub kind: LabelledLink,
    pub authors: Vec<AuthorView>,
    /// The year in which it was finished; none where the sources do not tell.
    pub year: Option<i16>,
    /// What it is and what it is for.
    pub annotation: String,
    /// Its readiness, with the list of the readiness.
    pub readiness: Option<LabelledLink>,
    /// The project it came of.
    pub project: Option<LinkView>,
    /// How many have taken it over.
    pub adopters: usize,
    /// The total of its evaluation.
    pub total: Option<String>,
}

/// A list with its words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LabelledLink {
    pub href: Option<String>,
    pub label: Label,
}

/// An author.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AuthorView {
    /// The person.
    pub name: Option<String>,
    /// The organisation.
    pub organisation: Option<LinkView>,
}

/// A product in a list.
pub(super) fn product_card(context: &Context<'_>, id: ProductId) -> ProductCard {
    let product = context.site.product(id);
    let matter = &product.entry.matter;
    let readiness = matter.readiness.as_ref().map(|it| ProductList::Readiness(it.value));
    let evaluated = evaluation::evaluated(context.site, product);
    ProductCard {
        href: context.href(&route::product(context.site, id)),
        title: bind(&matter.title.value),
        is_example: product.is_example(),
        kind: list_link(context, ProductList::Kind(product.kind)),
        authors: product.authors.iter().map(|it| author(context, it)).collect(),
        year: product.year(),
        annotation: prose(&matter.annotation.value),
        readiness: readiness.map(|it| list_link(context, it)),
        project: product.project.map(|it| project_link(context, it)),
        adopters: bank::adopters(product).len(),
        total: evaluated.map(|it| it.total.rounded().to_string()),
    }
}

/// A product by its title.
pub(super) fn product_link(context: &Context<'_>, id: ProductId) -> LinkView {
    LinkView {
        href: context.href(&route::product(context.site, id)),
        title: bind(&context.site.product(id).entry.matter.title.value),
    }
}

/// A list of products.
pub(super) fn list_link(context: &Context<'_>, list: ProductList) -> LabelledLink {
    let href = context.href_if(&list.route(context.site));
    LabelledLink { href, label: list.label(context.site) }
}

/// Somebody who takes part; those outside the register have no page.
pub(super) fn party_link(context: &Context<'_>, party: &Party) -> LinkView {
    match party {
        Party::Organisation(id) => organisation_link(context, *id),
        Party::Named(name) => LinkView { href: String::new(), title: bind(name) },
        Party::NotTold => LinkView { href: String::new(), title: String::new() },
    }
}

fn author(context: &Context<'_>, author: &Author) -> AuthorView {
    AuthorView {
        name: author.name.as_deref().map(bind),
        organisation: author.organisation.map(|it| organisation_link(context, it)),
    }
}
