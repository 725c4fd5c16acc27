//! Names of educational organisations: their legal form, and whether two names mean one.

use super::look_alike::to_cyrillic;
use super::order::fold;

/// Forms in one word.
const FORMS: &[&str] = &[
    "АНО",
    "АНОО",
    "ГАОУ",
    "ГАПОУ",
    "ГАУ",
    "ГБДОУ",
    "ГБОУ",
    "ГБПОУ",
    "ГБУ",
    "ГБУДО",
    "ГКОУ",
    "ГКУ",
    "МАДОУ",
    "МАНОУ",
    "МАОУ",
    "МАУ",
    "МАУДО",
    "МБДОУ",
    "МБНОУ",
    "МБОУ",
    "МБСКОУ",
    "МБУ",
    "МБУДО",
    "МДОУ",
    "МКДОУ",
    "МКОУ",
    "МКСКОУ",
    "МКУ",
    "МКУДО",
    "МОУ",
    "МУ",
    "МУДО",
    "НОУ",
    "ОАНО",
    "ФГАОУ",
    "ФГБОУ",
    "ФГКОУ",
    "ЧДОУ",
    "ЧОУ",
];

/// Words that continue a form.
const CONTINUATIONS: &[&str] = &["ВО", "ДО", "ДОД", "ДОЛ", "ДПО", "ПО", "СПО"];

/// Folded words of a form that is written out, up to the name itself.
const WRITTEN_OUT: &[&str] = &[
    "автономное",
    "бюджетное",
    "высшего",
    "государственное",
    "дополнительного",
    "дошкольное",
    "казенное",
    "муниципальное",
    "нетиповое",
    "образовательное",
    "образования",
    "общеобразовательное",
    "профессионального",
    "профессиональное",
    "среднего",
    "учреждение",
    "федеральное",
    "частное",
];

/// Folded words and what they are shortened to; an earlier row goes first.
const SHORTER: &[(&str, &str)] = &[
    ("специальная коррекционная общеобразовательная школа", "с к ош"),
    ("средняя общеобразовательная школа", "сош"),
    ("основная общеобразовательная школа", "оош"),
    ("детский сад", "дс"),
    ("д с", "дс"),
    ("образовательный центр", "оц"),
    ("центр развития образования", "цро"),
    ("центр развития ребенка", "црр"),
    ("дворец пионеров и школьников", "дпш"),
    ("дом детского творчества", "ддт"),
    ("центр детского творчества", "цдт"),
    ("центр внешкольной работы", "цвр"),
    ("детская школа искусств", "дши"),
];

/// The legal form that a name begins with, as it is written there: `МБОУ`, `МАУ ДПО`. Latin
/// look-alikes do not hide it; quotes and lower case do.
pub fn legal_form(name: &str) -> Option<&str> {
    let name = name.trim_start();
    let first = word_end(name, 0);
    if !is_one_of(FORMS, &name[..first]) {
        return None;
    }
    let rest = &name[first..];
    let second = first + rest.len() - rest.trim_start().len();
    let end = word_end(name, second);
    let continues = end > second && is_one_of(CONTINUATIONS, &name[second..end]);
    Some(if continues { &name[..end] } else { &name[..first] })
}

/// What remains of a name when all is gone in which spellings of one name differ: legal form,
/// city (each of `city_forms`), letter case, quotes, №, Latin look-alikes, long words for the
/// usual abbreviations. Two names of equal identity mean the same organisation.
pub fn identity(name: &str, city_forms: &[String]) -> String {
    let form = legal_form(name).map_or(0, str::len);
    let folded = comparable(&name.trim_start()[form..]);
    let without_form = without_written_form(&folded);
    let named = if without_form.is_empty() { &folded } else { without_form };
    let mut cities: Vec<_> = city_forms.iter().map(|city| comparable(city)).collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city.len()));
    let mut identity = SHORTER
        .iter()
        .fold(named.to_string(), |text, (long, short)| replaced(&text, long, short));
    for city in cities {
        let rest = replaced(&identity, &city, "");
        if !rest.is_empty() {
            identity = rest;
        }
    }
    identity
}

fn is_one_of(forms: &[&str], word: &str) -> bool {
    forms.contains(&to_cyrillic(word).as_str())
}

/// Where the run of letters that starts at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    start + rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len())
}

/// Folding before look-alikes, so that case does not matter for them.
fn comparable(text: &str) -> String {
    to_cyrillic(&fold(text))
}

/// The folded name behind «муниципальное … учреждение …».
fn without_written_form(folded: &str) -> &str {
    let mut rest = folded;
    let mut is_form = false;
    while let Some(word) = WRITTEN_OUT.iter().find(|word| begins_with(rest, word)) {
        is_form |= *word == "учреждение";
        rest = rest[word.len()..].trim_start();
    }
    if is_form { rest } else { folded }
}

/// Whether the first words of a folded text are `words`.
fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A folded text with other words for these, wherever they stand.
fn replaced(text: &str, words: &str, with: &str) -> String {
    if words.is_empty() || !text.contains(words) {
        return text.to_string();
    }
    let mut kept = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = if begins_with(rest, words) {
            kept.push(with);
            words.len()
        } else {
            let length = rest.find(' ').unwrap_or(rest.len());
            kept.push(&rest[..length]);
            length
        };
        rest = rest[length..].trim_start();
    }
    kept.retain(|word| !word.is_empty());
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cities() -> Vec<String> {
        ["г. Челябинск", "г. Челябинска", "города Челябинска"].map(String::from).to_vec()
    }

    #[track_caller]
    fn check_form(name: &str, expected: Option<&str>) {
        assert_eq!(legal_form(name), expected, "{name}");
    }

    #[track_caller]
    fn check_identity(expected: &str, names: &[&str]) {
        for name in names {
            assert_eq!(identity(name, &cities()), expected, "{name}");
        }
    }

    #[test]
    fn finds_the_legal_form() {
        check_form("МБОУ «СОШ № 5 г. Челябинска»", Some("МБОУ"));
        check_form("МАУ ДПО ЦРО", Some("МАУ ДПО"));
        check_form("МАУ\u{a0}ДОЛ «Солнечная поляна»", Some("МАУ\u{a0}ДОЛ"));
        check_form("МАУДО «ДПШ»", Some("МАУДО"));
        check_form(" MAOY «Лицей № 142»", Some("MAOY"));
        check_form("МБУ «ЦППМСП»", Some("МБУ"));
        check_form("МБУ «ДПО»", Some("МБУ"));
        check_form("ДС № 7", None);
        check_form("Маугли", None);
        check_form("МАУГЛИ", None);
        check_form("", None);
    }

    #[test]
    fn one_organisation_has_one_identity() {
        check_identity(
            "дс 449 олимпиец",
            &[
                "МАДОУ «ДС № 449 «Олимпиец» г. Челябинска»",
                "МАДОУ «Детский сад № 449 «Олимпиец» г. Челябинска»",
                "МБДОУ Д/с №449 \"Олимпиец\" города Челябинска",
                "Муниципальное автономное дошкольное образовательное учреждение \
             «Детский сад № 449 «Олимпиец» города Челябинска»",
            ],
        );
        check_identity(
            "сош 5",
            &[
                "МБОУ «СОШ № 5 г. Челябинска»",
                "MБOУ «COШ № 5»",
                "Средняя общеобразовательная школа №5",
            ],
        );
        check_identity(
            "с к ош 72",
            &[
                "МБОУ «С(К)ОШ № 72 г. Челябинска»",
                "МБОУ «Специальная (коррекционная) общеобразовательная школа № 72»",
            ],
        );
        check_identity("лицей 142", &["MAOY «Лицей № 142 г. Челябинска»", "лицей 142"]);
        check_identity("цро", &["МАУ ДПО ЦРО", "МБУ ДПО ЦРО", "Центр развития образования"]);
        check_identity("центр креатив", &["МАУДО «Центр «Креатив»", "МАУДО «Центр «Креатив»»"]);
    }

    #[test]
    fn different_organisations_differ() {
        check_identity("сош 51", &["МБОУ «СОШ № 51 г. Челябинска»"]);
        check_identity("гимназия 5", &["МБОУ «Гимназия № 5»"]);
        check_identity("дсо", &["ДСО"]);
        check_identity("муниципальное образование", &["Муниципальное образование"]);
        check_identity("г челябинск", &["г. Челябинск"]);
        check_identity("", &["", "МБОУ"]);
    }

    proptest! {
        #[test]
        fn the_identity_of_an_identity_is_itself(name in "[МБОУДСмбоудсшк №5«»()/MAOY-]{0,24}") {
            let once = identity(&name.to_lowercase(), &cities());
            prop_assert_eq!(identity(&once, &cities()), once);
        }

        #[test]
        fn no_name_panics(name in "\\PC{0,24}") {
            prop_assert!(name.contains(legal_form(&name).unwrap_or_default()));
            identity(&name, &cities());
        }
    }
}
