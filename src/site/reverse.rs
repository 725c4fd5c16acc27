//! Links turned round: what others say of an entry.

use super::{Document, DocumentId, Organisation, Project, ProjectId};

/// Tells organisations and documents which projects name them.
pub(super) fn projects(
    projects: &[Project],
    organisations: &mut [Organisation],
    documents: &mut [Document],
) {
    for (index, project) in projects.iter().enumerate() {
        let id = ProjectId(index);
        for part in &project.participants {
            let known = &mut organisations[part.organisation.0].projects;
            if !of_last(known, id, |it| it.0).any(|it| it.1 == part.role) {
                known.push((id, part.role));
            }
        }
        for event in &project.history {
            if let Some(order) = event.order {
                let cited = &mut documents[order.0].cited;
                if !of_last(cited, id, |it| it.1).any(|it| it.0 == event.item) {
                    cited.push((event.item.clone(), id));
                }
            }
        }
    }
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
