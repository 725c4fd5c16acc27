//! Tasks of documents, with their references resolved.

use super::party::Party;
use super::{Document, DocumentId, Site};
use crate::content::task::Task as TaskMatter;

/// A task by its document and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId {
    /// The document.
    pub document: DocumentId,
    /// Index among the tasks of the document.
    pub index: usize,
}

/// What linking adds to a task.
#[derive(Clone, Debug)]
pub struct Task {
    /// Who does it.
    pub executor: Party,
    /// What proves that it was done.
    pub proof: Option<Proof>,
}

/// What proves that a task was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A page in the web.
    Address(String),
    /// A document of the registry.
    Document(DocumentId),
}

impl Site {
    /// A task as written.
    pub fn task(&self, id: TaskId) -> &TaskMatter {
        &self.document(id.document).entry.matter.tasks[id.index]
    }

    /// All tasks, by document and in the order of each.
    pub fn task_ids(&self) -> impl Iterator<Item = TaskId> + '_ {
        let of = |document: DocumentId| {
            let tasks = 0..self.document(document).entry.matter.tasks.len();
            tasks.map(move |index| TaskId { document, index })
        };
        self.document_ids().flat_map(of)
    }
}

impl Document {
    /// Index of the task with a number.
    pub fn task_numbered(&self, number: &str) -> Option<usize> {
        self.entry.matter.tasks.iter().position(|it| it.number.value == number)
    }

    /// Indexes of the tasks that are parts of a task or an item.
    pub fn parts_of(&self, number: &str) -> impl Iterator<Item = usize> {
        let tasks = self.entry.matter.tasks.iter().enumerate();
        let within =
            move |it: &TaskMatter| it.parent.as_ref().is_some_and(|it| it.value == number);
        tasks.filter(move |(_, it)| within(it)).map(|(index, _)| index)
    }
}
