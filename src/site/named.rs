//! Entries by the names of their files: what links of texts ask for, once or more a page.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::link::Parts;
use super::{DocumentId, OrganisationId, ProjectId, Site};

/// Where each entry stands, by its id.
#[derive(Debug)]
pub(super) struct Named {
    projects: Index,
    organisations: Index,
    documents: Index,
}

/// Without a seed of its own: equal sites are to look equal.
type Index = FxHashMap<Arc<str>, usize>;

impl Named {
    pub(super) fn of(parts: &Parts) -> Named {
        Named {
            projects: index(parts.projects.iter().map(|it| &it.entry.id)),
            organisations: index(parts.organisations.iter().map(|it| &it.entry.id)),
            documents: index(parts.documents.iter().map(|it| &it.entry.id)),
        }
    }
}

fn index<'a>(ids: impl Iterator<Item = &'a Arc<str>>) -> Index {
    ids.enumerate().map(|(place, id)| (Arc::clone(id), place)).collect()
}

impl Site {
    /// The project with this file name.
    pub fn project_named(&self, id: &str) -> Option<ProjectId> {
        self.named.projects.get(id).copied().map(ProjectId)
    }

    /// The organisation with this file name.
    pub fn organisation_named(&self, id: &str) -> Option<OrganisationId> {
        self.named.organisations.get(id).copied().map(OrganisationId)
    }

    /// The document with this file name.
    pub fn document_named(&self, id: &str) -> Option<DocumentId> {
        self.named.documents.get(id).copied().map(DocumentId)
    }
}
