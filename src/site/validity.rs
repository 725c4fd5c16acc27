//! Whether a document holds on the day of the build: as a source tells, or as the registry shows.

use super::{DocumentId, Site};
use crate::content::word::{DocumentKind, Validity};
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::yaml::table::Word;

/// Whether a document holds, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether it holds.
    pub validity: Validity,
    /// Who says so.
    pub told_by: TellsBy,
}

/// Where the knowledge of a standing comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellsBy {
    /// The author, from a source.
    Source,
    /// The relations and dates of the registry, which may not hold every amendment.
    Registry,
}

impl Site {
    /// Whether a document holds on the day of the build; none for papers that decide nothing,
    /// such as reports, unless their authors tell.
    ///
    /// Without a word of the author: repealed if a document of the registry that is in force
    /// repeals it, else amended if one amends it, else not yet in force before its day, else
    /// in force.
    pub fn standing(&self, id: DocumentId) -> Option<Standing> {
        let matter = &self.document(id).entry.matter;
        if let Some(told) = &matter.validity {
            return Some(Standing { validity: told.value, told_by: TellsBy::Source });
        }
        let decides = !matches!(matter.kind.value, DocumentKind::Report | DocumentKind::Letter);
        let validity = self.shown_by_registry(id);
        (decides || validity > Validity::InForce)
            .then_some(Standing { validity, told_by: TellsBy::Registry })
    }

    fn shown_by_registry(&self, id: DocumentId) -> Validity {
        let document = self.document(id);
        let holds = |it: &DocumentId| self.first_day(*it) <= self.date;
        if document.repealed_by.iter().any(holds) {
            return Validity::Repealed;
        }
        if document.amended_by.iter().any(holds) {
            return Validity::Amended;
        }
        match self.first_day(id) > self.date {
            true => Validity::NotYet,
            false => Validity::InForce,
        }
    }

    /// The day from which a document is in force, as far as it tells: else that of signing.
    fn first_day(&self, id: DocumentId) -> jiff::civil::Date {
        let matter = &self.document(id).entry.matter;
        matter.in_force_from.as_ref().map_or(matter.date.value, |it| it.value)
    }
}

/// What an author tells must not be less than what the registry shows.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for id in site.document_ids() {
        let document = site.document(id);
        let Some(told) = &document.entry.matter.validity else { continue };
        let shown = site.shown_by_registry(id);
        if shown <= told.value {
            continue;
        }
        let by = match shown {
            Validity::Repealed => &document.repealed_by,
            _ => &document.amended_by,
        };
        let Some(by) = by.first().map(|it| &site.document(*it).entry) else { continue };
        let message = Words::new(
            format!(
                "статус «{}», а документ «{}» говорит другое: «{}»",
                told.value.spelling(),
                by.id,
                shown.spelling()
            ),
            format!("the status says one thing, the document `{}` another", by.id),
        );
        let hint = Words::new(
            "уберите ключ «статус»: он вычисляется по «изменяет» и «отменяет» других документов",
            "drop the key `status`: it follows from `amends` and `repeals` of other documents",
        );
        let place = document.entry.place(&told.at);
        let words = Words::new("этот документ", "this document");
        let remark = Diagnostic::new(code::DOCUMENT_STATUS, place, message);
        diagnostics.push(remark.hint(hint).related(by.start(), words));
    }
}
