//! Links turned round: what others say of an entry.

use super::{Decision, Document, DocumentId, Organisation, Participation, Project, ProjectId};
use crate::content::word::Role;

/// Tells organisations and documents which projects name them.
pub(super) fn projects(
    projects: &[Project],
    organisations: &mut [Organisation],
    documents: &mut [Document],
) {
    for (index, project) in projects.iter().enumerate() {
        let id = ProjectId(index);
        for part in &project.participants {
            add_role(&mut organisations[part.organisation.0].projects, id, part);
        }
        for event in &project.history {
            if let Some(order) = event.order {
                add_citation(&mut documents[order.0].cited, id, event);
            }
        }
    }
}

fn add_role(known: &mut Vec<(ProjectId, Role)>, id: ProjectId, part: &Participation) {
    if !of_last(known, id, |it| it.0).any(|it| it.1 == part.role) {
        known.push((id, part.role));
    }
}

fn add_citation(cited: &mut Vec<(Option<String>, ProjectId)>, id: ProjectId, event: &Decision) {
    if !of_last(cited, id, |it| it.1).any(|it| it.0 == event.item) {
        cited.push((event.item.clone(), id));
    }
}

/// Tells an organisation or a document anew what one project says of it, if anything.
pub(super) trait Hears {
    /// Forgets what the project said before, and hears what it says now.
    fn hear(&mut self, own: usize, said: (ProjectId, &Project));
}

impl Hears for Organisation {
    fn hear(&mut self, own: usize, (id, project): (ProjectId, &Project)) {
        let parts = project.participants.iter().filter(|it| it.organisation.0 == own);
        anew(&mut self.projects, (id, |it| it.0), |known| {
            parts.for_each(|it| add_role(known, id, it));
        });
    }
}

impl Hears for Document {
    fn hear(&mut self, own: usize, (id, project): (ProjectId, &Project)) {
        let events = project.history.iter().filter(|it| it.order == Some(DocumentId(own)));
        anew(&mut self.cited, (id, |it| it.1), |known| {
            events.for_each(|it| add_citation(known, id, it));
        });
    }
}

/// Replaces what is known of one project in a list that is in the order of projects.
fn anew<T>(
    known: &mut Vec<T>,
    (id, of): (ProjectId, fn(&T) -> ProjectId),
    tell: impl FnOnce(&mut Vec<T>),
) {
    let later = known.split_off(known.partition_point(|it| of(it) <= id));
    known.truncate(known.partition_point(|it| of(it) < id));
    tell(known);
    known.extend(later);
}

/// What the last project has given so far: projects come one after another.
fn of_last<T>(
    known: &[T],
    project: ProjectId,
    of: impl Fn(&T) -> ProjectId,
) -> impl Iterator<Item = &T> {
    known.iter().rev().take_while(move |it| of(it) == project)
}

/// Tells documents which others lean on them.
pub(super) fn documents(documents: &mut [Document]) {
    for index in 0..documents.len() {
        let id = DocumentId(index);
        for it in documents[index].based_on.clone() {
            documents[it.0].basis_of.push(id);
        }
        for it in documents[index].amends.clone() {
            documents[it.0].amended_by.push(id);
        }
        for it in documents[index].repeals.clone() {
            documents[it.0].repealed_by.push(id);
        }
        for it in documents[index].approves.clone() {
            documents[it.0].approved_by.push(id);
        }
        for it in documents[index].attached_to.clone() {
            documents[it.0].attachments.push(id);
        }
    }
}
