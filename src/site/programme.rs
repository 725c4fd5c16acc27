//! Programmes, and what entries of other kinds do for their tasks.

use std::sync::Arc;

use super::community::CommunityId;
use super::event::EventId;
use super::names::{Asking, Names};
use super::product::ProductId;
use super::{DocumentId, ProjectId, Site, value_place};
use crate::content::entry::Entry;
use crate::content::programme::{Part, Programme as Matter};
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::text::nearest;
use crate::yaml::table::{Spanned, suggestion};

/// Index of a programme in [`Site::programmes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProgrammeId(pub usize);

/// A programme with what has been done for it.
#[derive(Clone, Debug)]
pub struct Programme {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// The document that put it in force.
    pub document: Option<DocumentId>,
    /// For each direction, the tasks that it carries out, as indexes.
    pub directions: Vec<Vec<usize>>,
    /// The entries that serve it, projects first, each kind in its order.
    pub evidence: Vec<Evidence>,
}

/// The part of an entry in a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its tasks, as indexes in their order; none where the entry serves it as a whole.
    pub objectives: Vec<usize>,
}

/// An entry that serves a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which entry.
    pub source: EvidenceSource,
    /// The tasks it serves.
    pub objectives: Vec<usize>,
    /// Whether it only shows how an entry is filled in: shown apart, counted nowhere.
    pub is_example: bool,
}

/// A kind of entry that can serve a programme, with its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceSource {
    /// A project.
    Project(ProjectId),
    /// A product.
    Product(ProductId),
    /// A community that is no project.
    Community(CommunityId),
    /// An event.
    Event(EventId),
}

impl Site {
    /// A programme by its index.
    pub fn programme(&self, id: ProgrammeId) -> &Programme {
        &self.programmes[id.0]
    }

    /// All programmes in their order.
    pub fn programme_ids(&self) -> impl Iterator<Item = ProgrammeId> + use<> {
        (0..self.programmes.len()).map(ProgrammeId)
    }
}

/// Links the programmes among themselves.
pub(super) fn link(
    entries: &[Arc<Entry<Matter>>],
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Programme> {
    let mut programmes = vec![];
    for entry in entries {
        let mut asking = Asking { entry, names, diagnostics };
        let document = asking.document(entry.matter.document.as_ref());
        let mut directions = vec![];
        for direction in &entry.matter.directions {
            let numbers = &direction.objectives;
            directions.push(objectives((entry, numbers), entry, diagnostics));
        }
        let entry = Arc::clone(entry);
        programmes.push(Programme { entry, document, directions, evidence: vec![] });
    }
    programmes
}

/// The part that an entry says it has.
pub(super) fn contribution<T>(
    asking: &mut Asking<'_, T>,
    part: Option<&Part>,
    programmes: &[Programme],
) -> Option<Contribution> {
    let part = part?;
    let programme = asking.programme(&part.programme)?;
    let of = &programmes[programme.0].entry;
    let objectives = objectives((asking.entry, &part.objectives), of, asking.diagnostics);
    Some(Contribution { programme, objectives })
}

/// The tasks of a programme that have these numbers.
fn objectives<T>(
    (entry, numbers): (&Entry<T>, &[Spanned<String>]),
    programme: &Entry<Matter>,
    diagnostics: &mut Diagnostics,
) -> Vec<usize> {
    let all: Vec<&str> =
        programme.matter.objectives.iter().map(|it| it.number.value.as_str()).collect();
    let mut found = vec![];
    for number in numbers {
        if let Some(index) = all.iter().position(|it| *it == number.value) {
            found.push(index);
            continue;
        }
        let message = Words::new(
            format!("в программе «{}» нет задачи {}", programme.id, number.value),
            format!("the programme `{}` has no task {}", programme.id, number.value),
        );
        let near = nearest::nearest(&number.value, all.iter().copied(), 3);
        let place = value_place(entry, number);
        let remark = Diagnostic::new(code::UNKNOWN_REFERENCE, place, message);
        diagnostics.push(remark.hint(suggestion(&near, &all)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Tells the programmes who serves them.
pub(super) fn gather<'a>(
    programmes: &mut [Programme],
    parts: impl Iterator<Item = (EvidenceSource, bool, Option<&'a Contribution>)>,
) {
    for (source, is_example, part) in parts {
        let Some(part) = part else { continue };
        let objectives = part.objectives.clone();
        let evidence = Evidence { source, objectives, is_example };
        programmes[part.programme.0].evidence.push(evidence);
    }
}
