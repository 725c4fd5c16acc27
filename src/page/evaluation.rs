//! What experts make of products: one product's table of scores, and the ranks of all.

use serde::Serialize;

use super::card::{DocumentRow, document_row};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::product_card::product_link;
use super::project::{DateView, date_view};
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::content::criteria::CriteriaSet;
use crate::content::vocabulary::Term;
use crate::site::Site;
use crate::site::product::ProductId;
use crate::stats::evaluation::{self, Evaluated, Ranked};
use crate::text::decimal::Decimal;
use crate::text::typography::{bind, prose};

/// The page of ranks, if there are sets of criteria.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = || Page::new(Route::new("products/ranking"), "ranking", Ranking);
    (!site.vocabularies.criteria.is_empty()).then(page).into_iter().collect()
}

/// The evaluation of one product.
#[derive(Serialize)]
pub(super) struct EvaluationView {
    set: SetView,
    /// Experts in the order of the columns.
    experts: Vec<ExpertView>,
    rows: Vec<RowView>,
    total: String,
    /// The difference between the totals of the experts.
    spread: String,
    passes: Option<bool>,
    /// Its places among all that the set judged.
    places: Option<PlacesView>,
}

#[derive(Serialize)]
struct ExpertView {
    name: String,
    date: Option<DateView>,
    comment: Option<String>,
    /// The total of this expert alone.
    total: String,
}

/// One criterion.
#[derive(Serialize)]
struct RowView {
    title: String,
    weight: String,
    /// Scores in the order of the experts.
    scores: Vec<i64>,
    mean: String,
    weighted: String,
    /// Share of the highest possible, in whole per cent, for a bar.
    percent: i64,
    spread: i64,
    is_disputed: bool,
}

#[derive(Serialize)]
struct PlacesView {
    first: usize,
    /// The last of the places that equal totals share.
    last: usize,
    of: usize,
    /// The page of all ranks.
    href: String,
}

/// A set of criteria.
#[derive(Serialize)]
struct SetView {
    title: String,
    /// Whether it only shows how a set is written.
    is_example: bool,
    low: i64,
    high: i64,
    experts: usize,
    threshold: Option<String>,
    allowed_spread: Option<i64>,
    highest: String,
    /// The document that sets it.
    source: Option<DocumentRow>,
    criteria: Vec<CriterionView>,
}

#[derive(Serialize)]
struct CriterionView {
    title: String,
    weight: String,
    levels: Vec<LevelView>,
}

#[derive(Serialize)]
struct LevelView {
    score: i64,
    text: String,
}

struct Ranking;

/// What `ranking.html` reads.
#[derive(Serialize)]
struct RankingView {
    sets: Vec<RankedSet>,
}

#[derive(Serialize)]
struct RankedSet {
    set: SetView,
    ranked: Vec<RankedView>,
    /// Examples, ranked among themselves.
    examples: Vec<RankedView>,
}

#[derive(Serialize)]
struct RankedView {
    first: usize,
    last: usize,
    product: LinkView,
    experts: usize,
    total: String,
    /// Share of the highest possible, in whole per cent, for a bar.
    percent: i64,
    spread: String,
    /// Criteria on which the experts differ more than the set lets pass.
    disputed: usize,
    passes: Option<bool>,
}

impl Subject for Ranking {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let sets = context.site.vocabularies.criteria.iter().enumerate();
        let ranked = |(index, set): (usize, &Term<CriteriaSet>)| {
            let rows = |are_examples: bool| {
                let ranking = evaluation::ranking(context.site, index, are_examples);
                ranking.iter().map(|it| ranked(context, set, it)).collect()
            };
            RankedSet { set: set_view(context, set), ranked: rows(false), examples: rows(true) }
        };
        Box::new(RankingView { sets: sets.map(ranked).collect() })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        let bank = Route::new("products/index");
        Place {
            title: Label::key("ranking"),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (bank.clone(), Label::key("product_bank")),
            ],
            section: Some(bank),
            ..Place::default()
        }
    }
}

/// The evaluation of a product, if experts have judged it.
pub(super) fn evaluation(context: &Context<'_>, id: ProductId) -> Option<EvaluationView> {
    let product = context.site.product(id);
    let index = product.criteria?;
    let set = &context.site.vocabularies.criteria[index];
    let evaluated = evaluation::evaluated(context.site, product)?;
    let ranking = evaluation::ranking(context.site, index, product.is_example());
    let places = ranking.iter().find(|it| it.product == id).map(|it| PlacesView {
        first: it.places.0,
        last: it.places.1,
        of: ranking.len(),
        href: context.href(&Route::new("products/ranking")),
    });
    let written = evaluation::experts(&set.matter, &product.entry.matter.evaluations);
    let experts = written.into_iter().zip(&evaluated.experts).map(|(it, total)| ExpertView {
        name: bind(&it.expert.value),
        date: it.date.as_ref().map(|it| date_view(it.value)),
        comment: it.comment.as_ref().map(|it| prose(&it.value)),
        total: total.to_string(),
    });
    Some(EvaluationView {
        set: set_view(context, set),
        experts: experts.collect(),
        rows: rows(&set.matter, &evaluated),
        total: evaluated.total.rounded().to_string(),
        spread: evaluated.spread.to_string(),
        passes: evaluated.passes,
        places,
    })
}

fn rows(set: &CriteriaSet, evaluated: &Evaluated) -> Vec<RowView> {
    let rows = set.criteria.iter().zip(&evaluated.criteria);
    rows.map(|(criterion, score)| RowView {
        title: criterion.title.clone(),
        weight: criterion.weight.to_string(),
        scores: score.scores.clone(),
        mean: score.mean.rounded().to_string(),
        weighted: score.weighted.rounded().to_string(),
        percent: share(score.mean.rounded(), Decimal(set.scale.1 * 100)),
        spread: score.spread,
        is_disputed: score.is_disputed,
    })
    .collect()
}

fn ranked(context: &Context<'_>, set: &Term<CriteriaSet>, ranked: &Ranked) -> RankedView {
    let evaluated = &ranked.evaluated;
    let total = evaluated.total.rounded();
    RankedView {
        first: ranked.places.0,
        last: ranked.places.1,
        product: product_link(context, ranked.product),
        experts: evaluated.experts.len(),
        total: total.to_string(),
        percent: share(total, evaluation::highest(&set.matter)),
        spread: evaluated.spread.to_string(),
        disputed: evaluated.criteria.iter().filter(|it| it.is_disputed).count(),
        passes: evaluated.passes,
    }
}

fn set_view(context: &Context<'_>, set: &Term<CriteriaSet>) -> SetView {
    let matter = &set.matter;
    let source = matter.source.as_ref().and_then(|it| context.site.document_named(&it.value));
    let level = |(score, text): &(i64, String)| LevelView { score: *score, text: prose(text) };
    let criterion = |it: &crate::content::criteria::Criterion| CriterionView {
        title: it.title.clone(),
        weight: it.weight.to_string(),
        levels: it.levels.iter().map(level).collect(),
    };
    SetView {
        title: set.title.clone(),
        is_example: matter.example,
        low: matter.scale.0,
        high: matter.scale.1,
        experts: matter.experts,
        threshold: matter.threshold.map(|it| it.to_string()),
        allowed_spread: matter.spread,
        highest: evaluation::highest(matter).to_string(),
        source: source.map(|it| document_row(context, it)),
        criteria: matter.criteria.iter().map(criterion).collect(),
    }
}

/// A part of a whole in per cent, half up.
fn share(part: Decimal, whole: Decimal) -> i64 {
    if whole.0 > 0 { (part.0 * 200 + whole.0) / (whole.0 * 2) } else { 0 }
}
