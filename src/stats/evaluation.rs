//! What experts make of a product: exact means, totals, ranks and differences.

use std::cmp::{Ordering, Reverse};

use super::places;
use crate::content::criteria::CriteriaSet;
use crate::content::product::Evaluation;
use crate::site::Site;
use crate::site::product::{Product, ProductId};
use crate::text::decimal::Decimal;
use crate::text::order::fold;

/// A mean or a total of several experts, exact: hundredths divided by the number of experts.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    /// Hundredths, summed over the experts.
    pub hundredths: i64,
    /// How many experts there are; never zero.
    pub experts: i64,
}

impl Exact {
    /// The number to show: half up to a hundredth.
    pub fn rounded(self) -> Decimal {
        Decimal::of_ratio(self.hundredths, self.experts)
    }

    /// Whether it is at least a number, without rounding.
    pub fn reaches(self, least: Decimal) -> bool {
        self.hundredths >= least.0 * self.experts
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Exact {}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        (self.hundredths * other.experts).cmp(&(other.hundredths * self.experts))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What the experts say of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluated {
    /// One row for each criterion, in the order of the set.
    pub criteria: Vec<CriterionScore>,
    /// ST-20: the sum of mean score × weight over all criteria.
    pub total: Exact,
    /// The total of each expert alone, in the order written.
    pub experts: Vec<Decimal>,
    /// The difference between the highest and the lowest of them.
    pub spread: Decimal,
    /// Whether the total reaches the threshold; none without one.
    pub passes: Option<bool>,
}

/// What the experts say of one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionScore {
    /// Scores in the order of the experts.
    pub scores: Vec<i64>,
    /// Their mean.
    pub mean: Exact,
    /// Mean × weight.
    pub weighted: Exact,
    /// The difference between the highest and the lowest score.
    pub spread: i64,
    /// Whether the difference is wider than the set lets pass without a talk.
    pub is_disputed: bool,
}

/// A product in the order of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Which one.
    pub product: ProductId,
    /// What the experts say of it.
    pub evaluated: Evaluated,
    /// Its place, and the last place of those with the same total: both 2 and 3 for two
    /// products behind the first.
    pub places: (usize, usize),
}

/// The evaluation of a product; none without a complete one.
///
/// An expert counts once, and only with a score of the scale for every criterion.
pub fn evaluated(site: &Site, product: &Product) -> Option<Evaluated> {
    let set = &site.vocabularies.criteria[product.criteria?].matter;
    let experts = complete(set, &product.entry.matter.evaluations);
    let number = i64::try_from(experts.len()).ok().filter(|it| *it > 0)?;
    let mut criteria = vec![];
    for (index, criterion) in set.criteria.iter().enumerate() {
        let scores: Vec<i64> = experts.iter().map(|it| it[index]).collect();
        let sum: i64 = scores.iter().sum();
        let (low, high) = (scores.iter().min(), scores.iter().max());
        let spread = high.zip(low).map_or(0, |(high, low)| high - low);
        criteria.push(CriterionScore {
            mean: Exact { hundredths: sum * 100, experts: number },
            weighted: Exact { hundredths: sum * criterion.weight.0, experts: number },
            spread,
            is_disputed: set.spread.is_some_and(|it| spread > it),
            scores,
        });
    }
    let hundredths = criteria.iter().map(|it| it.weighted.hundredths).sum();
    let total = Exact { hundredths, experts: number };
    let of_expert = |scores: &Vec<i64>| {
        let weighted = scores.iter().zip(&set.criteria).map(|(it, of)| it * of.weight.0);
        Decimal(weighted.sum())
    };
    let experts: Vec<Decimal> = experts.iter().map(of_expert).collect();
    let ends = experts.iter().max().zip(experts.iter().min());
    Some(Evaluated {
        spread: ends.map_or(Decimal(0), |(high, low)| Decimal(high.0 - low.0)),
        passes: set.threshold.map(|it| total.reaches(it)),
        criteria,
        total,
        experts,
    })
}

/// The highest total that a set allows: the highest score × weight over all criteria.
pub fn highest(set: &CriteriaSet) -> Decimal {
    Decimal(set.criteria.iter().map(|it| it.weight.0 * set.scale.1).sum())
}

/// Names of the experts whose evaluations count, in the order written.
pub fn experts<'a>(set: &CriteriaSet, evaluations: &'a [Evaluation]) -> Vec<&'a Evaluation> {
    let mut seen = vec![];
    let mut found = vec![];
    for evaluation in evaluations {
        let name = fold(&evaluation.expert.value);
        if row(set, evaluation).is_some() && !seen.contains(&name) {
            seen.push(name);
            found.push(evaluation);
        }
    }
    found
}

/// The products judged by one set, best first; equal totals share their places, and stand in
/// the order of the register. Examples are ranked only among themselves.
pub fn ranking(site: &Site, set: usize, are_examples: bool) -> Vec<Ranked> {
    let mut rows: Vec<(ProductId, Evaluated)> = site
        .product_ids()
        .filter(|it| {
            let product = site.product(*it);
            product.criteria == Some(set) && product.is_example() == are_examples
        })
        .filter_map(|it| Some((it, evaluated(site, site.product(it))?)))
        .collect();
    rows.sort_by_key(|it| Reverse(it.1.total));
    let totals: Vec<Exact> = rows.iter().map(|it| it.1.total).collect();
    let ranked = |(product, evaluated): (ProductId, Evaluated)| {
        let places = places(&evaluated.total, &totals);
        Ranked { product, evaluated, places }
    };
    rows.into_iter().map(ranked).collect()
}

/// Scores of the experts that count, each in the order of the criteria.
fn complete(set: &CriteriaSet, evaluations: &[Evaluation]) -> Vec<Vec<i64>> {
    experts(set, evaluations).into_iter().filter_map(|it| row(set, it)).collect()
}

/// The scores of one expert in the order of the criteria; none unless complete.
fn row(set: &CriteriaSet, evaluation: &Evaluation) -> Option<Vec<i64>> {
    let (low, high) = set.scale;
    let score = |key: &str| {
        let (_, found) = evaluation.scores.iter().find(|(it, _)| it.value == key)?;
        found.as_ref().map(|it| it.value).filter(|it| (low..=high).contains(it))
    };
    set.criteria.iter().map(|it| score(&it.key)).collect()
}
