//! The published entries of the kinds that lean on projects, organisations and documents, each
//! kind in its reading order.

use std::sync::Arc;

use jiff::civil::Date;

use super::link::{Parts, visible};
use super::names::Names;
use super::programme::{self, EvidenceSource};
use super::{Drafts, ProjectId};
use crate::content::entry::Entry;
use crate::content::programme::Programme;
use crate::content::{Content, Entries};
use crate::diag::Diagnostics;
use crate::text::order::sort_key;

/// Published entries in their reading order: an index here is an index of the site.
pub(super) struct Shelf {
    pub programmes: Vec<Arc<Entry<Programme>>>,
}

impl Shelf {
    pub(super) fn new(content: &Content, date: Date, drafts: Drafts) -> Shelf {
        let when = (date, drafts);
        Shelf { programmes: sorted(&content.programmes, when, |it| sort_key(&it.title.value)) }
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
        let mut contributions = vec![];
        for it in &parts.projects {
            let part = it.entry.matter.part.as_ref();
            contributions.push(programme::contribution(&it.entry, part, known, diagnostics));
        }
        for (project, contribution) in parts.projects.iter_mut().zip(contributions) {
            project.contribution = contribution;
        }
        let projects = parts.projects.iter().enumerate().filter_map(|(index, it)| {
            Some((EvidenceSource::Project(ProjectId(index)), it.contribution.as_ref()?))
        });
        programme::gather(&mut programmes, projects);
        Shelved { programmes }
    }
}

/// What the shelf holds, linked.
pub(super) struct Shelved {
    pub programmes: Vec<programme::Programme>,
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
