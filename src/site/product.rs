//! Products with their references resolved.

use std::sync::Arc;

use super::event::EventId;
use super::names::{Asking, Names};
use super::party::Party;
use super::programme::{Contribution, Programme, contribution};
use super::resolve;
use super::{DirectionId, DocumentId, OrganisationId, ProjectId, Site, value_place};
use crate::content::entry::Entry;
use crate::content::product::{
    Adoption as AdoptionMatter, Author as AuthorMatter, Product as Matter,
};
use crate::diag::{Diagnostic, Diagnostics, Words, code};

/// Index of a product in [`Site::products`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductId(pub usize);

/// A product with its references resolved.
#[derive(Clone, Debug)]
pub struct Product {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// Its kind, as an index of the vocabulary; none where the sources do not tell.
    pub kind: Option<usize>,
    /// Who made it.
    pub authors: Vec<Author>,
    /// The project it came of.
    pub project: Option<ProjectId>,
    /// Directions.
    pub directions: Vec<DirectionId>,
    /// Who has taken it over.
    pub adoptions: Vec<Adoption>,
    /// The set of criteria, as an index of the vocabulary; none where it has no evaluations.
    pub criteria: Option<usize>,
    /// The document that names it.
    pub source: Option<DocumentId>,
    /// Its part in a programme.
    pub contribution: Option<Contribution>,
    /// Events that show it, in the order of time.
    pub events: Vec<EventId>,
}

impl Product {
    /// The year in which it was finished; none where the sources do not tell.
    pub fn year(&self) -> Option<i16> {
        self.entry.matter.year.value().map(|it| it.value)
    }

    /// Whether it only shows how an entry is filled in: such products are counted nowhere.
    pub fn is_example(&self) -> bool {
        self.entry.matter.example
    }
}

/// An author: a person, an organisation, or a person of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The person.
    pub name: Option<String>,
    /// The organisation.
    pub organisation: Option<OrganisationId>,
}

/// One taking over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// Who took it over.
    pub party: Party,
    /// Since when.
    pub year: Option<i16>,
    /// With what result.
    pub result: Option<String>,
    /// Whether the party is among the authors: such a taking over does not count.
    pub by_author: bool,
}

impl Site {
    /// A product by its index.
    pub fn product(&self, id: ProductId) -> &Product {
        &self.products[id.0]
    }

    /// All products in their order.
    pub fn product_ids(&self) -> impl Iterator<Item = ProductId> + use<> {
        (0..self.products.len()).map(ProductId)
    }
}

/// Links every product.
pub(super) fn link(
    entries: &[Arc<Entry<Matter>>],
    (names, programmes): (&Names<'_>, &[Programme]),
    diagnostics: &mut Diagnostics,
) -> Vec<Product> {
    let mut products = vec![];
    for entry in entries {
        let mut asking = Asking { entry, names, diagnostics };
        products.push(product(entry, &mut asking, programmes));
    }
    products
}

fn product(
    entry: &Arc<Entry<Matter>>,
    asking: &mut Asking<'_, Matter>,
    programmes: &[Programme],
) -> Product {
    let matter = &entry.matter;
    let kinds = &asking.names.vocabularies.product_kinds;
    let kind = matter.kind.value().and_then(|name| {
        resolve::term(kinds, name, || value_place(entry, name), asking.diagnostics)
    });
    let authors: Vec<Author> = matter
        .authors
        .value()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|it| author(asking, it))
        .collect();
    let adoptions = matter.adoptions.iter().filter_map(|it| adoption(asking, it, &authors));
    Product {
        kind,
        adoptions: adoptions.collect(),
        project: asking.project(matter.project.as_ref()),
        directions: asking.directions(&matter.directions),
        criteria: criteria(asking),
        source: asking.document(matter.source.as_ref()),
        contribution: contribution(asking, matter.part.as_ref(), programmes),
        events: vec![],
        authors,
        entry: Arc::clone(entry),
    }
}

fn author(asking: &mut Asking<'_, Matter>, author: &AuthorMatter) -> Author {
    Author {
        name: author.name.as_ref().map(|it| it.value.clone()),
        organisation: asking.organisation(author.organisation.as_ref()),
    }
}

fn adoption(
    asking: &mut Asking<'_, Matter>,
    adoption: &AdoptionMatter,
    authors: &[Author],
) -> Option<Adoption> {
    let party = asking.party(&adoption.party)?;
    let by_author = authors.iter().any(|it| {
        let organisation = it.organisation.map(Party::Organisation);
        let person = it.name.clone().map(Party::Named);
        [organisation, person].iter().flatten().any(|it| it.is_same(&party))
    });
    if by_author {
        let message = Words::new(
            "внедрение у автора в подсчёт не входит",
            "an adoption by an author does not count",
        );
        let hint = Words::new(
            "внедрение – это когда продукт взяли другие",
            "adoption means that others took the product over",
        );
        let place = value_place(asking.entry, &adoption.party);
        asking
            .diagnostics
            .push(Diagnostic::new(code::AUTHOR_ADOPTS, place, message).hint(hint));
    }
    Some(Adoption {
        party,
        year: adoption.year.as_ref().map(|it| it.value),
        result: adoption.result.as_ref().map(|it| it.value.clone()),
        by_author,
    })
}

/// The set by which experts judged: the one named, or the only one there is.
fn criteria(asking: &mut Asking<'_, Matter>) -> Option<usize> {
    let (entry, matter) = (asking.entry, &asking.entry.matter);
    let sets = &asking.names.vocabularies.criteria;
    if let Some(name) = &matter.criteria {
        return resolve::term(sets, name, || value_place(entry, name), asking.diagnostics);
    }
    let first = matter.evaluations.first()?;
    if sets.len() == 1 {
        return Some(0);
    }
    let message = Words::new(
        "по каким критериям стоят оценки, не указано",
        "it is not given by which criteria the scores stand",
    );
    let hint = match sets.is_empty() {
        true => Words::new(
            "опишите критерии в content/data/criteria.yaml",
            "describe the criteria in content/data/criteria.yaml",
        ),
        false => Words::new("добавьте «критерии: ключ»", "add `criteria: key`"),
    };
    let place = entry.place(&first.expert.at);
    asking.diagnostics.push(Diagnostic::new(code::MISSING_KEY, place, message).hint(hint));
    None
}
