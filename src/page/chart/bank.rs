//! Charts of the bank of products: kinds, audiences, readiness, adoptions, scores of experts.

use super::super::card::capitalised;
use super::super::product_list::ProductList;
use super::super::route;
use super::named::Registry;
use super::words::{Leaders, ORGANISATIONS, PRODUCTS, inside, names};
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row, Unit};
use crate::content::criteria::Criterion;
use crate::content::product::{Audience, Readiness};
use crate::site::product::ProductId;
use crate::stats::{bank, evaluation};
use crate::text::typography::{bind, prose};
use crate::yaml::table::Word;

/// Products by kind, the most frequent first.
pub(super) fn kinds(registry: Registry<'_>) -> Option<Chart> {
    let kinds = &registry.site.vocabularies.product_kinds;
    let known = (0..kinds.len())
        .map(|it| (kinds[it].matter.plural.clone(), ProductList::Kind(Some(it))));
    let untold = ("Вид не указан".to_owned(), ProductList::Kind(None));
    by(registry, ("Вид продукта", "по видам"), known.chain([untold]).collect(), true)
}

/// Products by audience; a product may have several.
pub(super) fn audiences(registry: Registry<'_>) -> Option<Chart> {
    let row = |it: &(Audience, _)| (capitalised(it.0.spelling()), ProductList::Audience(it.0));
    let rows = Audience::WORDS.iter().map(row).collect();
    by(registry, ("Для кого", "по адресатам; у продукта их может быть несколько"), rows, true)
}

/// Products by readiness, from idea to use.
pub(super) fn readiness(registry: Registry<'_>) -> Option<Chart> {
    let row =
        |it: &(Readiness, _)| (capitalised(it.0.spelling()), ProductList::Readiness(it.0));
    let rows = Readiness::WORDS.iter().map(row).collect();
    by(registry, ("Готовность", "по готовности к внедрению"), rows, false)
}

fn by(
    registry: Registry<'_>,
    (head, how): (&str, &str),
    lists: Vec<(String, ProductList)>,
    is_sorted: bool,
) -> Option<Chart> {
    let all = bank::products(registry.site).len();
    let number =
        |it: ProductList| registry.lists.products.get(&it).map_or(0, |it| it.products.len());
    let mut rows: Vec<(usize, String, ProductList)> = lists
        .into_iter()
        .map(|(title, list)| (number(list), title, list))
        .filter(|it| it.0 > 0)
        .collect();
    if is_sorted {
        rows.sort_by_key(|it| std::cmp::Reverse(it.0));
    }
    if rows.iter().all(|it| it.2 == ProductList::Kind(None)) {
        return None;
    }
    let leaders = Leaders::of(rows.iter().map(|it| (it.0, inside(&it.1))))?;
    let headline = match (all, rows.len()) {
        (1, 1) => format!("В банке {}: {}", PRODUCTS.counted(1), leaders.names()),
        _ => leaders.groups("", all),
    };
    let row = |(number, title, list): &(usize, String, ProductList)| Row {
        label: Label::new(bind(title)),
        cells: vec![Cell::count(*number, Some(list.route(registry.site).path().to_owned()))],
    };
    let grid = Grid {
        head: head.to_owned(),
        series: vec![Label::new("Продукты")],
        rows: rows.iter().map(row).collect(),
        unit: PRODUCTS,
        whole: None,
    };
    let subject =
        format!("Банк инновационных продуктов {how}. {}", registry.site.settings.city);
    Some(Chart::new(&headline, subject, Picture::Grid(Form::Bars, grid)))
}

/// ST-21: products that somebody has taken over, by the number of those who did.
pub(super) fn adoptions(registry: Registry<'_>) -> Option<Chart> {
    let site = registry.site;
    let products = bank::products(site);
    let number = |it: &ProductId| bank::adopters(site.product(*it)).len();
    let mut taken: Vec<(usize, ProductId)> =
        products.iter().map(|it| (number(it), *it)).filter(|it| it.0 > 0).collect();
    taken.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    let title = |id: ProductId| prose(&site.product(id).entry.matter.title.value);
    let leaders = Leaders::of(taken.iter().map(|it| (it.0, format!("«{}»", title(it.1)))))?;
    let row = |(number, id): &(usize, ProductId)| Row {
        label: Label::linked(title(*id), Some(route::product(site, *id).path().to_owned())),
        cells: vec![Cell::count(*number, None)],
    };
    let grid = Grid {
        head: "Продукт".to_owned(),
        series: vec![Label::new("Кто внедрил")],
        rows: taken.iter().map(row).collect(),
        unit: ORGANISATIONS,
        whole: None,
    };
    Some(Chart::new(
        &format!("Внедрено продуктов: {} из {}", taken.len(), products.len()),
        format!(
            "Сколько разных организаций и педагогов внедрили продукт, не считая авторов; больше \
             всего — {} ({}). {}",
            leaders.names(),
            leaders.each(),
            site.settings.city
        ),
        Picture::Grid(Form::Bars, grid),
    ))
}

/// The mean score of each criterion of a product.
pub(in crate::page) fn profile(registry: Registry<'_>, id: ProductId) -> Option<Chart> {
    let site = registry.site;
    let product = site.product(id);
    let set = &site.vocabularies.criteria[product.criteria?];
    let evaluated = evaluation::evaluated(site, product)?;
    let row = |(criterion, score): (&Criterion, &evaluation::CriterionScore)| Row {
        label: Label::new(prose(&criterion.title)),
        cells: vec![Cell { value: Some(score.mean.rounded()), ..Cell::default() }],
    };
    let rows: Vec<Row> = set.matter.criteria.iter().zip(&evaluated.criteria).map(row).collect();
    let value = |it: &Row| it.cells.first().and_then(|it| it.value);
    let (most, least) = (rows.iter().map(value).max()?, rows.iter().map(value).min()?);
    let with = |score| {
        let equal = rows.iter().filter(|it| value(it) == score);
        names(&equal.map(|it| inside(&it.label.text)).collect::<Vec<_>>())
    };
    let headline = match most == least {
        true => "Все критерии оценены одинаково".to_owned(),
        false => {
            format!("Сильнее всего — {}; слабее всего — {}", with(most), with(least))
        }
    };
    let high =
        usize::try_from(set.matter.scale.1).ok().and_then(|it| Cell::count(it, None).value);
    let subject = format!(
        "Средние баллы экспертов по критериям, шкала от {} до {}",
        set.matter.scale.0, set.matter.scale.1
    );
    let grid = Grid {
        head: "Критерий".to_owned(),
        series: vec![Label::new("Средний балл")],
        rows,
        unit: Unit::default(),
        whole: high,
    };
    let name = format!("profile-{}", product.entry.id);
    let chart = Chart::new(&headline, subject, Picture::Grid(Form::Bars, grid));
    Some(Chart { name, ..chart })
}
