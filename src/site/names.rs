//! Every id that an entry may name, each kind looked up in one way.

use super::community::CommunityId;
use super::event::EventId;
use super::link::Parts;
use super::party::Party;
use super::product::ProductId;
use super::programme::ProgrammeId;
use super::resolve::{self, Ids};
use super::shelf::Shelf;
use super::{DirectionId, DocumentId, OrganisationId, ProjectId, value_place};
use crate::content::entry::Entry;
use crate::content::vocabulary::Terms;
use crate::content::{Content, Vocabularies};
use crate::diag::Diagnostics;
use crate::text::slug;
use crate::yaml::table::Spanned;

/// The ids of all kinds that others name, in the order of their indexes.
pub(super) struct Names<'a> {
    pub projects: Ids<'a>,
    organisations: Ids<'a>,
    pub documents: Ids<'a>,
    programmes: Ids<'a>,
    products: Ids<'a>,
    communities: Ids<'a>,
    events: Ids<'a>,
    pub news: Ids<'a>,
    /// Terms are named beside ids.
    pub vocabularies: &'a Vocabularies,
}

/// An entry whose references are looked up, and where to complain of them.
pub(super) struct Asking<'a, T> {
    pub entry: &'a Entry<T>,
    pub names: &'a Names<'a>,
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Names<'a> {
    pub(super) fn new(content: &'a Content, parts: &'a Parts, shelf: &'a Shelf) -> Names<'a> {
        let organisations = parts.organisations.iter().map(|it| &*it.entry.id);
        Names {
            projects: Ids::new(
                parts.projects.iter().map(|it| &*it.entry.id),
                &content.projects,
            ),
            organisations: Ids::new(organisations, &content.organisations),
            documents: Ids::new(
                parts.documents.iter().map(|it| &*it.entry.id),
                &content.documents,
            ),
            programmes: Ids::new(
                shelf.programmes.iter().map(|it| &*it.id),
                &content.programmes,
            ),
            products: Ids::new(shelf.products.iter().map(|it| &*it.id), &content.products),
            communities: Ids::new(
                shelf.communities.iter().map(|it| &*it.id),
                &content.communities,
            ),
            events: Ids::new(shelf.events.iter().map(|it| &*it.id), &content.events),
            news: Ids::new(shelf.news.iter().map(|it| &*it.id), &content.news),
            vocabularies: &content.vocabularies,
        }
    }
}

impl<T> Asking<'_, T> {
    fn find(&mut self, ids: &Ids<'_>, id: &Spanned<String>) -> Option<usize> {
        ids.find(id, || value_place(self.entry, id), self.diagnostics)
    }

    /// A project, if one is named.
    pub(super) fn project(&mut self, id: Option<&Spanned<String>>) -> Option<ProjectId> {
        self.find(&self.names.projects, id?).map(ProjectId)
    }

    /// An organisation, if one is named.
    pub(super) fn organisation(
        &mut self,
        id: Option<&Spanned<String>>,
    ) -> Option<OrganisationId> {
        self.find(&self.names.organisations, id?).map(OrganisationId)
    }

    /// A document, if one is named.
    pub(super) fn document(&mut self, id: Option<&Spanned<String>>) -> Option<DocumentId> {
        self.find(&self.names.documents, id?).map(DocumentId)
    }

    /// A programme.
    pub(super) fn programme(&mut self, id: &Spanned<String>) -> Option<ProgrammeId> {
        self.find(&self.names.programmes, id).map(ProgrammeId)
    }

    /// Projects.
    pub(super) fn projects(&mut self, ids: &[Spanned<String>]) -> Vec<ProjectId> {
        ids.iter().filter_map(|it| self.project(Some(it))).collect()
    }

    /// Documents.
    pub(super) fn documents(&mut self, ids: &[Spanned<String>]) -> Vec<DocumentId> {
        ids.iter().filter_map(|it| self.document(Some(it))).collect()
    }

    /// Events.
    pub(super) fn events(&mut self, ids: &[Spanned<String>]) -> Vec<EventId> {
        let all = &self.names.events;
        ids.iter().filter_map(|it| self.find(all, it).map(EventId)).collect()
    }

    /// Communities that are no projects.
    pub(super) fn communities(&mut self, ids: &[Spanned<String>]) -> Vec<CommunityId> {
        let all = &self.names.communities;
        ids.iter().filter_map(|it| self.find(all, it).map(CommunityId)).collect()
    }

    /// Products.
    pub(super) fn products(&mut self, ids: &[Spanned<String>]) -> Vec<ProductId> {
        ids.iter().filter_map(|it| self.find(&self.names.products, it).map(ProductId)).collect()
    }

    fn term<V>(&mut self, terms: &Terms<V>, name: &Spanned<String>) -> Option<usize> {
        resolve::term(terms, name, || value_place(self.entry, name), self.diagnostics)
    }

    /// Directions.
    pub(super) fn directions(&mut self, names: &[Spanned<String>]) -> Vec<DirectionId> {
        let terms = &self.names.vocabularies.directions;
        names.iter().filter_map(|it| self.term(terms, it)).map(DirectionId).collect()
    }

    /// Federal projects, as indexes of the vocabulary.
    pub(super) fn federal_projects(&mut self, names: &[Spanned<String>]) -> Vec<usize> {
        let terms = &self.names.vocabularies.federal_projects;
        names.iter().filter_map(|it| self.term(terms, it)).collect()
    }

    /// A series of events, if one is named.
    pub(super) fn series(&mut self, name: Option<&Spanned<String>>) -> Option<usize> {
        self.term(&self.names.vocabularies.event_series, name?)
    }

    /// Who is meant: an id names an organisation, anything else is words.
    pub(super) fn party(&mut self, name: &Spanned<String>) -> Option<Party> {
        match slug::is_id(&name.value) {
            true => self.organisation(Some(name)).map(Party::Organisation),
            false => Some(Party::Named(name.value.clone())),
        }
    }

    /// All who take part.
    pub(super) fn parties(&mut self, names: &[Spanned<String>]) -> Vec<Party> {
        names.iter().filter_map(|it| self.party(it)).collect()
    }
}
