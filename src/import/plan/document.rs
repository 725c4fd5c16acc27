//! The card of an order itself, and of the documents that it rests on.

use super::Planner;
use crate::diag::Words;
use crate::import::draft::{self, Value};
use crate::import::order::Order;
use crate::import::registry::Registry;
use crate::text::slug;

impl Planner<'_> {
    /// Plans the card of the order itself and of what it rests on; false where the order cannot
    /// be told from others.
    pub(super) fn document(&mut self, order: &Order, registry: &Registry<'_>) -> bool {
        let (Some(number), Some(date)) = (&order.number, order.date) else {
            let words = Words::new(
                "не найдены номер и дата документа: без них ничего не записать",
                "neither number nor date of the document were found: nothing can be written",
            );
            self.ask((1, 1), "", words);
            return false;
        };
        let based_on = self.based_on(order, registry);
        let statuses = &self.content.vocabularies.statuses;
        let keys = draft::document_keys(order, (&based_on, &self.settings.city), statuses);
        if let Some(card) = registry.document(number, Some(date)) {
            self.document = card.id.to_string();
            self.edit(&card.file, |sheet| {
                for (names, value) in &keys {
                    match value {
                        _ if sheet.value(names).is_some() => {}
                        Value::One(value) => sheet.set(names, value),
                        Value::Flow(value) => sheet.set_yaml(names, value),
                        Value::Items(items) => sheet.append(names, items),
                    }
                }
            });
            return true;
        }
        if order.kind.is_none() || order.issuer.is_none() || order.title.is_none() {
            let words = Words::new(
                "вид, орган или название документа не найдены: допишите их в карточку",
                "kind, issuer or title of the document were not found: add them to its card",
            );
            self.ask((1, 1), "", words);
        }
        self.document = self.files.free_id("documents", &document_id(number, date));
        let text = draft::document(&keys, self.drafts);
        self.files.write("documents", &self.document.clone(), text);
        true
    }

    /// Ids of the documents that the order rests on; those told in full get a card.
    fn based_on(&mut self, order: &Order, registry: &Registry<'_>) -> Vec<String> {
        let mut ids = vec![];
        for cited in &order.based_on {
            if let Some(card) = registry.document(&cited.number, cited.date) {
                ids.push(card.id.to_string());
                continue;
            }
            match (draft::cited(cited, &self.settings.city, self.drafts), cited.date) {
                (Some(text), Some(date)) => {
                    let id = self.files.free_id("documents", &document_id(&cited.number, date));
                    self.files.write("documents", &id, text);
                    ids.push(id);
                }
                _ => {
                    let words = Words::new(
                        "основание названо не полностью: заведите документ сами",
                        "the basis is not told in full: add the document yourself",
                    );
                    self.ask((1, 1), &format!("{} № {}", cited.raw, cited.number), words);
                }
            }
        }
        ids
    }
}

fn document_id(number: &str, date: jiff::civil::Date) -> String {
    slug::slug(&format!("{number} {}", date.year()))
}
