//! `criteria.yaml`: by what products are judged, and what a kind of product is called.

use super::link::DOCUMENTS;
use super::vocabulary::{Term, term, value};
use crate::diag::{Words, code};
use crate::text::decimal::Decimal;
use crate::yaml::table::{Spanned, Table};

/// A set of criteria.
#[derive(Clone, Debug)]
pub struct CriteriaSet {
    /// The lowest and the highest score.
    pub scale: (i64, i64),
    /// How many experts must judge a product.
    pub experts: usize,
    /// The total from which a product passes.
    pub threshold: Option<Decimal>,
    /// The widest difference between experts on one criterion that needs no talk.
    pub spread: Option<i64>,
    /// The criteria in their order.
    pub criteria: Vec<Criterion>,
    /// Id of the document that sets it.
    pub source: Option<Spanned<String>>,
    /// Whether it only shows how a set is written.
    pub example: bool,
}

/// One criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its key in the scores of experts.
    pub key: String,
    /// Its name.
    pub title: String,
    /// What its mean score is multiplied by.
    pub weight: Decimal,
    /// Scores with the words that tell when to give them.
    pub levels: Vec<(i64, String)>,
}

/// A kind of product.
#[derive(Clone, Debug)]
pub struct ProductKind {
    /// Label of many.
    pub plural: String,
    /// What it is.
    pub summary: Option<String>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
}

/// Reads a term of `criteria.yaml`.
pub fn criteria_set(table: Table<'_, '_>) -> Option<Term<CriteriaSet>> {
    term(table, |table| {
        let scale = table.key("шкала", "scale").required().table(scale).flatten();
        let experts = table.key("экспертов", "experts").integer(1..=100);
        let threshold = table.key("порог", "threshold").decimal();
        let spread = table.key("расхождение", "spread").integer(0..=1000);
        let criteria = table.key("критерии", "criteria").required().tables(criterion);
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        let example = table.key("пример", "example").yes();
        Some(CriteriaSet {
            scale: scale?,
            experts: experts.map_or(1, |it| usize::try_from(it.value).unwrap_or(1)),
            threshold: threshold.map(|it| it.value),
            spread: spread.map(|it| it.value),
            criteria,
            source,
            example,
        })
    })
}

/// Reads a term of `product-kinds.yaml`.
pub fn product_kind(table: Table<'_, '_>) -> Option<Term<ProductKind>> {
    term(table, |table| {
        let plural = value(table.key("множественное", "plural").required().text());
        let summary = value(table.key("описание", "summary").text());
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        Some(ProductKind { plural: plural?, summary, source })
    })
}

fn scale(mut table: Table<'_, '_>) -> Option<(i64, i64)> {
    let low = table.key("от", "from").required().integer(0..=1000);
    let high = table.key("до", "to").required().integer(1..=1000);
    if let (Some(low), Some(high)) = (&low, &high)
        && high.value <= low.value
    {
        let message = Words::new(
            "высший балл не больше низшего",
            "the highest score is not above the lowest",
        );
        table.reading().remark(code::BAD_NUMBER, high.at.clone(), message);
        return None;
    }
    table.finish();
    Some((low?.value, high?.value))
}

fn criterion(mut table: Table<'_, '_>) -> Option<Criterion> {
    let key = value(table.key("ключ", "key").required().verbatim());
    let title = value(table.key("название", "title").required().text());
    let weight = table.key("вес", "weight").required().decimal();
    let levels = table.key("уровни", "levels").tables(level);
    table.finish();
    Some(Criterion { key: key?, title: title?, weight: weight?.value, levels })
}

fn level(mut table: Table<'_, '_>) -> Option<(i64, String)> {
    let score = table.key("балл", "score").required().integer(0..=1000);
    let text = value(table.key("текст", "text").required().text());
    table.finish();
    Some((score?.value, text?))
}
