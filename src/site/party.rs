//! Who does something: an organisation of the registry, or somebody whom it only names.

use super::{OrganisationId, Site};
use crate::text::order::fold;

/// A doer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// An organisation with an entry of its own.
    Organisation(OrganisationId),
    /// Somebody else, in the words of the document.
    Named(String),
    /// The sources do not tell who.
    NotTold,
}

impl Party {
    /// What it is called; none where the sources do not tell.
    pub fn name<'a>(&'a self, site: &'a Site) -> Option<&'a str> {
        match self {
            Party::Organisation(id) => Some(&site.organisation(*id).short_name),
            Party::Named(name) => Some(name),
            Party::NotTold => None,
        }
    }

    /// One organisation, or one name set apart from its spelling.
    pub fn is_same(&self, other: &Party) -> bool {
        match (self, other) {
            (Party::Organisation(own), Party::Organisation(other)) => own == other,
            (Party::Named(own), Party::Named(other)) => fold(own) == fold(other),
            _ => false,
        }
    }

    /// The organisation of the registry that it is, if it is one.
    pub fn organisation(&self) -> Option<OrganisationId> {
        match self {
            Party::Organisation(id) => Some(*id),
            Party::Named(_) | Party::NotTold => None,
        }
    }
}
