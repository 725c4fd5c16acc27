//! Programmes and the bank of products: what the bundled site counts, and what rules say of
//! entries that are wrong.

use std::path::Path;

use jiff::civil::date;
use novator::content;
use novator::diag::Diagnostics;
use novator::site::{Drafts, Site, link};
use novator::source::{self, Sources};
use novator::stats::{bank, evaluation};

fn sources() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn linked(sources: &Sources) -> (Site, Diagnostics) {
    let (content, mut diagnostics) = content::parse(sources, &mut content::Memo::default());
    let (site, remarks) = link(&content, date(2026, 11, 21), Drafts::Hidden);
    diagnostics.extend(remarks);
    (site.expect("the bundled site has settings"), diagnostics.sorted())
}

/// The bundled site with one more file.
fn with_file(path: &str, text: &str) -> (Site, Diagnostics) {
    let mut sources = sources();
    sources.insert(path, text.as_bytes().to_vec());
    linked(&sources)
}

#[test]
fn a_programme_counts_what_serves_its_tasks_but_no_examples() {
    let (site, _) = linked(&sources());
    let programme = &site.programmes[0];
    assert_eq!(programme.entry.matter.objectives.len(), 9);
    assert_eq!(programme.entry.matter.directions.len(), 7);
    let carried: Vec<usize> = programme.directions.iter().map(Vec::len).collect();
    assert_eq!(carried, [2, 1, 1, 1, 1, 2, 1], "each task belongs to one direction");
    assert!(programme.evidence.iter().all(|it| it.is_example), "the sources name no evidence");
    assert!(!programme.evidence.is_empty());
}

#[test]
fn examples_are_counted_nowhere() {
    let (site, _) = linked(&sources());
    let titles: Vec<&str> = bank::products(&site)
        .into_iter()
        .map(|it| site.product(it).entry.matter.title.value.as_str())
        .collect();
    assert_eq!(titles, ["Экологический конструктор"]);
    assert_eq!(site.vocabularies.product_kinds.len(), 11);
    let chain = bank::chain(&site);
    let lengths =
        [chain.projects.len(), chain.products.len(), chain.adopted.len(), chain.adopters.len()];
    assert_eq!(lengths, [1, 1, 0, 0]);
    assert!(
        site.organisations.iter().all(|it| it.products.is_empty() && it.adopted.is_empty())
    );
}

#[test]
fn equal_totals_share_their_places() {
    let (site, _) = linked(&sources());
    let ranked: Vec<String> = evaluation::ranking(&site, 0, true)
        .into_iter()
        .map(|it| {
            let id = &site.product(it.product).entry.id;
            let (first, last) = it.places;
            let passes = it.evaluated.passes == Some(true);
            format!("{first}–{last} {id} {} {passes}", it.evaluated.total.rounded())
        })
        .collect();
    let expected = [
        "1–1 primer-rasteniya-shkolnogo-dvora 16 true",
        "2–3 primer-finansovye-zadachi 13,5 true",
        "2–3 primer-roditelskie-vstrechi 13,5 true",
        "4–4 primer-marshrut-chteniya 6,75 false",
    ];
    assert_eq!(ranked, expected);
    assert!(evaluation::ranking(&site, 0, false).is_empty());
}

const PRODUCT: &str = "---\n\
    название: Проба\n\
    вид: банк задач\n\
    авторы: [{имя: Автор, организация: sosh-1-x}]\n\
    год: 2024\n\
    аннотация: Проба.\n\
    критерии: primer\n";

fn product(tail: &str) -> String {
    let head = PRODUCT.replace("sosh-1-x", "sosh-116");
    format!("{head}{tail}---\n")
}

/// The codes said of a product.
#[track_caller]
fn check(tail: &str, expected: &[&str]) {
    let (_, diagnostics) = with_file("content/products/proba.md", &product(tail));
    let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.name).collect();
    assert_eq!(codes, expected, "{tail}");
}

fn expert(name: &str, scores: [i64; 4]) -> String {
    let [novelty, result, transfer, quality] = scores;
    format!(
        "  - {{эксперт: {name}, баллы: {{novelty: {novelty}, result: {result}, \
         transfer: {transfer}, quality: {quality}}}}}\n"
    )
}

#[test]
fn means_are_exact_and_rounded_half_up() {
    let tail = "оценки:\n".to_owned()
        + &expert("А", [1, 1, 1, 1])
        + &expert("Б", [1, 1, 1, 1])
        + &expert("В", [2, 1, 1, 2]);
    let (site, diagnostics) = with_file("content/products/proba.md", &product(&tail));
    assert!(diagnostics.is_empty());
    let found = site.products.iter().find(|it| &*it.entry.id == "proba").expect("it is there");
    let evaluated = evaluation::evaluated(&site, found).expect("experts have judged it");
    let means: Vec<String> =
        evaluated.criteria.iter().map(|it| it.mean.rounded().to_string()).collect();
    assert_eq!(means, ["1,33", "1", "1", "1,33"]);
    // (4·1 + 3·2 + 3·2 + 4·1,5) / 3 = 22 / 3
    assert_eq!(evaluated.total.rounded().to_string(), "7,33");
    assert_eq!(evaluated.spread.to_string(), "2,5");
}

#[test]
fn what_experts_may_not_do() {
    let good = "оценки:\n".to_owned() + &expert("А", [0, 1, 2, 3]) + &expert("Б", [3, 2, 1, 0]);
    check(&good, &[]);
    check(&good.replace("novelty: 3", "novelty: 4"), &["score-outside-scale"]);
    check(&good.replace("novelty: 3, ", ""), &["score-missing"]);
    check(&good.replace("novelty: 3", "новизна: 3"), &["score-missing", "unknown-reference"]);
    check(&good.replace("эксперт: Б", "эксперт: а"), &["few-experts", "expert-twice"]);
    check(&("оценки:\n".to_owned() + &expert("А", [0, 1, 2, 3])), &["few-experts"]);
    check(&good.replace("quality: 0", "quality: да"), &["bad-number"]);
}

#[test]
fn what_counts_as_adoption() {
    check("готовность: внедрён\n", &["readiness"]);
    check("готовность: внедрён\nвнедрения: [{организация: sosh-14}]\n", &[]);
    check("готовность: идея\nвнедрения: [{организация: Школа Б}]\n", &["readiness"]);
    check("внедрения: [{организация: sosh-116}]\n", &["author-adopts"]);
    check("внедрения: [{организация: sosh-41}]\n", &["unknown-reference"]);
    let twice = "внедрения: [{организация: sosh-14}, {организация: sosh-14}, \
                 {организация: Школа Б}, {организация: школа Б}]\n";
    let (site, _) = with_file("content/products/proba.md", &product(twice));
    assert_eq!(bank::chain(&site).adopters.len(), 2, "each adopter counts once");
}

#[test]
fn what_a_part_in_a_programme_needs() {
    check("программа: innovatsionnoe-razvitie\nзадача_программы: [1, 9]\n", &[]);
    check("программа: innovatsionnoe-razvitie\nзадача_программы: 10\n", &["unknown-reference"]);
    check("программа: innovatsionnoe\n", &["unknown-reference"]);
    check("задача_программы: 1\n", &["missing-key"]);
}
