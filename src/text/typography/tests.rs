//! Typography by examples, and the laws that it keeps for every text.

use proptest::prelude::*;

use super::*;

/// The table shows no-break spaces as `~`.
#[track_caller]
fn check(text: &str, expected: &str) {
    let text = text.replace('~', "\u{a0}");
    assert_eq!(prose(&text).replace('\u{a0}', "~"), expected, "{text}");
}

#[track_caller]
fn check_same(texts: &[&str]) {
    for text in texts {
        check(text, text);
    }
}

#[track_caller]
fn check_bound(text: &str, expected: &str) {
    assert_eq!(bind(text).replace('\u{a0}', "~"), expected, "{text}");
}

#[test]
fn sets_quotes() {
    check("\"слово\"", "«слово»");
    check("Школа \"Ньютон\", лицей (\"Олимп\").", "Школа «Ньютон», лицей («Олимп»).");
    check("\"Центр \"Креатив\"\"", "«Центр „Креатив“»");
    check("«Центр \"Креатив\"»", "«Центр „Креатив“»");
    check("\"Центр «Креатив»\"", "«Центр «Креатив»»");
    check("\"Да?\" - \"Нет...\"", "«Да?»~— «Нет…»");
    check("проект-\"победитель\"", "проект-«победитель»");
}

#[test]
fn leaves_doubtful_quotes() {
    check_same(&[
        "МАДОУ «Детский сад «Ньютон» г.~Челябинска»",
        "„слово“ “слово” ‘слово’",
        "экран 24\" новый",
        "слово \" слово",
        "д\"Артаньян",
        "»слово«",
    ]);
}

#[test]
fn sets_dashes() {
    check("школа - это дом", "школа~— это дом");
    check("школа -- это дом", "школа~— это дом");
    check("школа  -   дом", "школа~— дом");
    check("школа — дом – сад", "школа~— дом~– сад");
    check("№ 5 - школа", "№~5~— школа");
    check("слово -\nслово", "слово~—\nслово");
    check_same(&[
        "",
        "- пункт",
        "слово\n- пункт",
        "10 - 3",
        "700 - 18 - 01",
        "слово - - слово",
        "слово --- слово",
        "кто-то -нибудь",
    ]);
}

#[test]
fn sets_ranges() {
    check("2021-2024", "2021–2024");
    check("в 2021-2022, 2022-2023 годах", "в~2021–2022, 2022–2023~годах");
    check("(1-4 классы), 5-7 лет", "(1–4 классы), 5–7~лет");
    check("30-40 %", "30–40~%");
}

#[test]
fn leaves_numbers_that_are_names() {
    check_same(&[
        "05-01/295",
        "700-18-01",
        "(8-351) 700-18-01",
        "994-з",
        "№~5-7",
        "тел.~26-54",
        "телефон: 26-54, 26-55",
        "приказ 12-34",
        "СП 31-110",
        "28-30/5",
        "2024-2021",
        "05-12",
        "5-7-летние",
        "2021-2024-й",
        "12345-12346",
        "2024-05-06",
    ]);
}

#[test]
fn sets_ellipses() {
    check("И вот...", "И~вот…");
    check_same(&["..", "....", "?..", "т.~д.…"]);
}

#[test]
fn binds_short_words() {
    check("Он и я в школе с другом", "Он и~я~в~школе с~другом");
    check("(в школе) «О городе»", "(в~школе) «О~городе»");
    check("то же, он ли, если бы; жених", "то~же, он~ли, если~бы; жених");
    check_same(&["кто-в лес", "вы то\nже", "в  школе", "над школой"]);
}

#[test]
fn binds_numbers() {
    check("№5, № 14, §3", "№~5, №~14, §~3");
    check("в 2024 году, 2021-2024 гг., 5 лет", "в~2024~году, 2021–2024~гг., 5~лет");
    check("1,5 млн руб., 10 тыс. чел.", "1,5~млн~руб., 10~тыс.~чел.");
    check("5 апреля, 20 °C, 10 кВ", "5~апреля, 20~°C, 10~кВ");
    check_same(&["5 школ", "5 г-образных", "школа 5а лет"]);
}

#[test]
fn binds_names() {
    check("г. Челябинск, ул. 8 Марта, д. 5", "г.~Челябинск, ул.~8 Марта, д.~5");
    check("п. 3 ст. 20, пр. Ленина", "п.~3 ст.~20, пр.~Ленина");
    check("СОШ № 5 г. Челябинска", "СОШ №~5 г.~Челябинска");
    check("2024 г. Челябинск", "2024~г. Челябинск");
    check("и т. д., т. е. так", "и~т.~д., т.~е. так");
    check("С. В. Петров, О.В. Иванова", "С.~В.~Петров, О.В.~Иванова");
    check("Петров С. В. и Иванова-Петрова О.В.", "Петров~С.~В. и~Иванова-Петрова~О.В.");
    check_same(&["в~г. и", "п. третий", "Конец. Начало"]);
}

#[test]
fn binding_changes_only_spaces() {
    check_bound("О \"школе\" - №5 в 2021-2024 гг...", "О~\"школе\" - №5 в~2021-2024~гг...");
    check_bound("МБОУ «СОШ № 5 г. Челябинска»", "МБОУ «СОШ №~5 г.~Челябинска»");
}

#[test]
fn remembers_between_runs() {
    let mut typographer = Typographer::new();
    let runs = [
        ("\"слово в ", "«слово в~"),
        ("\"жирном", "„жирном"),
        ("\"", "“"),
        (" тексте\" №", " тексте» №"),
        ("5", "~5"),
        (" - да", "~— да"),
    ];
    for (text, expected) in runs {
        assert_eq!(typographer.feed(text).replace('\u{a0}', "~"), expected, "{text}");
    }
}

#[test]
fn sees_no_word_in_a_skipped_passage() {
    let mut typographer = Typographer::new();
    assert_eq!(typographer.feed("код "), "код ");
    typographer.skip('в');
    assert_eq!(typographer.feed(" и \"да\""), " и\u{a0}«да»");
    typographer.skip('5');
    assert_eq!(typographer.feed(" лет\" - \""), " лет\"\u{a0}— «");
}

/// Texts dense with what the rules look at; `|` parts the pieces that they are made of.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = "\"|«|»|„|“| | | |  |\u{a0}|\n|-|--|—|–|.|...|…|,|(|)|%|/|№|§|в|В|же|С.|г.|т.|е.|\
                  Петров|слово|лет|тел.|тыс.|5|7|05|2021|2024|x";
    let piece = prop::sample::select(pieces.split('|').collect::<Vec<_>>());
    prop::collection::vec(piece, 0..14).prop_map(|it| it.concat())
}

fn set(runs: &[String]) -> Vec<String> {
    let mut typographer = Typographer::new();
    runs.iter().map(|run| typographer.feed(run).into_owned()).collect()
}

fn wording(text: &str) -> String {
    let is_spacing = |it: char| it.is_whitespace() || "-—–.…\"«»„“".contains(it);
    text.chars().filter(|it| !is_spacing(*it)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn twice_is_once(runs in prop::collection::vec(tricky(), 1..4)) {
        let once = set(&runs);
        prop_assert_eq!(set(&once), once);
    }

    #[test]
    fn binding_comes_with_prose(text in tricky()) {
        let set = prose(&text);
        prop_assert_eq!(bind(&set), set);
    }

    #[test]
    fn wording_stays(text in prop_oneof![tricky(), any::<String>()]) {
        prop_assert_eq!(wording(&prose(&text)), wording(&text));
        prop_assert_eq!(bind(&text).replace('\u{a0}', " "), text.replace('\u{a0}', " "));
    }

    #[test]
    fn own_quotes_stay(text in "[«»„“ а\"]{0,16}") {
        let set = prose(&text);
        let is_kept = |(old, new)| old == new || "\" ".contains(old);
        prop_assert!(text.chars().zip(set.chars()).all(is_kept), "{}", set);
    }
}
