//! Rule V-23 and its like: what experts may score, and whether readiness fits the adoptions.

use std::collections::BTreeMap;

use super::{Product, Site, first_place};
use crate::content::criteria::CriteriaSet;
use crate::content::product::{Evaluation, Readiness};
use crate::content::vocabulary::Term;
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::text::nearest;
use crate::text::order::fold;
use crate::yaml::table::suggestion;

/// Looks at every product.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for product in &site.products {
        readiness(product, diagnostics);
        let Some(set) = product.criteria.map(|it| &site.vocabularies.criteria[it]) else {
            continue;
        };
        for evaluation in &product.entry.matter.evaluations {
            scores(product, (evaluation, set), diagnostics);
        }
        experts(product, set, diagnostics);
    }
}

/// Every criterion has one score of the scale.
fn scores(
    product: &Product,
    (evaluation, set): (&Evaluation, &Term<CriteriaSet>),
    diagnostics: &mut Diagnostics,
) {
    let entry = &product.entry;
    let keys: Vec<&str> = set.matter.criteria.iter().map(|it| it.key.as_str()).collect();
    let (low, high) = set.matter.scale;
    for (key, score) in &evaluation.scores {
        let outside = score.as_ref().filter(|it| !(low..=high).contains(&it.value));
        if !keys.contains(&key.value.as_str()) {
            let message = Words::new(
                format!("в наборе «{}» нет критерия «{}»", set.title, key.value),
                format!("the set `{}` has no criterion `{}`", set.key, key.value),
            );
            let near = nearest::nearest(&key.value, keys.iter().copied(), 3);
            let remark =
                Diagnostic::new(code::UNKNOWN_REFERENCE, entry.place(&key.at), message);
            diagnostics.push(remark.hint(suggestion(&near, &keys)));
        } else if let Some(score) = outside {
            let message = Words::new(
                format!("балл {} вне шкалы от {low} до {high}", score.value),
                format!("the score {} is outside the scale from {low} to {high}", score.value),
            );
            let place = entry.place(&score.at);
            let scale =
                (set.place(), Words::new("шкала задана здесь", "the scale is set here"));
            let remark = Diagnostic::new(code::SCORE_OUTSIDE_SCALE, place, message);
            diagnostics.push(remark.related(scale.0, scale.1));
        }
    }
    let scored = |key: &str| evaluation.scores.iter().any(|(it, _)| it.value == key);
    let missing: Vec<&str> = keys.iter().copied().filter(|it| !scored(it)).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let message = Words::new(
            format!("эксперт не оценил: {missing}"),
            format!("the expert gave no score for: {missing}"),
        );
        let hint = Words::new(
            "оценка считается, только когда есть баллы по всем критериям",
            "an evaluation counts only with a score for every criterion",
        );
        let place = entry.place(&evaluation.expert.at);
        diagnostics.push(Diagnostic::new(code::SCORE_MISSING, place, message).hint(hint));
    }
}

/// Each expert once, and as many as the criteria ask for.
fn experts(product: &Product, set: &Term<CriteriaSet>, diagnostics: &mut Diagnostics) {
    let entry = &product.entry;
    let mut seen = BTreeMap::new();
    for evaluation in &entry.matter.evaluations {
        let place = entry.place(&evaluation.expert.at);
        let Some(first) = seen.insert(fold(&evaluation.expert.value), place.clone()) else {
            continue;
        };
        let message = Words::new(
            format!("эксперт «{}» оценивает дважды", evaluation.expert.value),
            format!("the expert `{}` judges twice", evaluation.expert.value),
        );
        let (before, words) = first_place(first);
        let hint = Words::new("оставьте одну из оценок", "keep one of the evaluations");
        let remark = Diagnostic::new(code::EXPERT_TWICE, place, message).hint(hint);
        diagnostics.push(remark.related(before, words));
    }
    let needed = set.matter.experts;
    let (Some(first), true) = (entry.matter.evaluations.first(), seen.len() < needed) else {
        return;
    };
    let message = Words::new(
        format!("экспертов {}, а нужно не меньше {needed}", seen.len()),
        format!("there are {} experts, but {needed} are needed", seen.len()),
    );
    let hint = Words::new(
        "внесите оценки всех экспертов сразу или держите запись черновиком",
        "enter the scores of all experts at once, or keep the entry a draft",
    );
    let place = entry.place(&first.expert.at);
    diagnostics.push(Diagnostic::new(code::FEW_EXPERTS, place, message).hint(hint));
}

/// «Внедрён» means that somebody took it over, and the reverse.
fn readiness(product: &Product, diagnostics: &mut Diagnostics) {
    let entry = &product.entry;
    let Some(readiness) = &entry.matter.readiness else { return };
    let adopted = product.adoptions.iter().any(|it| !it.by_author);
    let (message, hint) = match (readiness.value, adopted) {
        (Readiness::Adopted, false) => (
            Words::new(
                "продукт внедрён, но ни одно внедрение не указано",
                "the product is adopted, but no adoption is given",
            ),
            Words::new(
                "добавьте «внедрения» или поставьте «готов к внедрению»",
                "add `adoptions` or write `ready`",
            ),
        ),
        (Readiness::Idea | Readiness::Tried, true) => (
            Words::new(
                "внедрения есть, а готовность – нет",
                "there are adoptions, but the readiness says otherwise",
            ),
            Words::new("поставьте «готовность: внедрён»", "write `readiness: adopted`"),
        ),
        _ => return,
    };
    let place = entry.place(&readiness.at);
    diagnostics.push(Diagnostic::new(code::READINESS, place, message).hint(hint));
}
