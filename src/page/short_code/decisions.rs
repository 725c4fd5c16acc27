//! `{{ решения … }}`: what a document decides, with those who are to do it.

use serde::Serialize;

use super::Teller;
use crate::content::short_code::decisions::Decisions;
use crate::diag::{Diagnostic, Place, Words, code};
use crate::page::card::{DocumentRow, document_row};
use crate::page::list::Lists;
use crate::site::{Document, Site};
use crate::text::typography::prose;

/// What `parts/decisions.html` reads.
#[derive(Serialize)]
pub struct DecisionsView {
    /// The document.
    pub document: Option<DocumentRow>,
    /// Its tasks in their order.
    pub items: Vec<DecisionView>,
}

/// One task.
#[derive(Serialize)]
pub struct DecisionView {
    /// Its number in the document.
    pub number: String,
    /// What is to be done.
    pub text: String,
}

/// The list as a page shows it.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Decisions) -> DecisionsView {
    let site = teller.context.site;
    let found = site.document_named(&asked.document.value);
    DecisionsView {
        document: found.map(|it| document_row(teller.context, it)),
        items: found.map(|it| items(site.document(it))).unwrap_or_default(),
    }
}

fn items(document: &Document) -> Vec<DecisionView> {
    let tasks = document.entry.matter.tasks.iter();
    let item = |it: &crate::content::task::Task| DecisionView {
        number: it.number.value.clone(),
        text: prose(&it.text.value),
    };
    tasks.map(item).collect()
}

impl DecisionsView {
    /// The list in words.
    pub(super) fn text(&self) -> String {
        let item = |it: &DecisionView| format!("{}. {}", it.number, it.text);
        self.items.iter().map(item).collect::<Vec<_>>().join(" ")
    }
}

/// Says that the document decides nothing.
pub(super) fn check(
    (site, _): (&Site, &Lists),
    asked: &Decisions,
    place: Place,
) -> Option<Diagnostic> {
    let document = site.document_named(&asked.document.value)?;
    site.document(document).tasks.is_empty().then(|| {
        let message = Words::new(
            format!("у документа «{}» нет поручений", asked.document.value),
            format!("the document `{}` has no tasks", asked.document.value),
        );
        let hint = Words::new(
            "внесите их в карточку документа, ключ «поручения»",
            "enter them into the document's card, key `tasks`",
        );
        Diagnostic::new(code::NO_FIGURE, place, message).hint(hint)
    })
}
