//! Names of educational organisations: their legal form, and whether two names mean one.

use super::inflection::{agrees, same_word, words};
use super::look_alike::to_cyrillic;
use super::order::fold;

mod name;

pub use name::{Name, form_of};

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

/// Folded words that may stand before «учреждение» in a form that is written out, in any case.
const BEFORE_INSTITUTION: &[&str] = &[
    "автономное",
    "бюджетное",
    "государственное",
    "дошкольное",
    "казенное",
    "муниципальное",
    "нетиповое",
    "образовательное",
    "общеобразовательное",
    "профессиональное",
    "федеральное",
    "частное",
];

/// Folded words between «учреждение» and «образования».
const OF_EDUCATION: &[&str] =
    &["дополнительного", "профессионального", "высшего", "среднего", "общего"];

/// Kinds of organisations by their folded words, what identities say for them, and how short
/// names write them; an earlier row goes first. Words may stand in any case.
const KINDS: &[(&str, &str, &str)] = &[
    ("специальная коррекционная общеобразовательная школа", "с к ош", "С(К)ОШ"),
    ("специальная коррекционная школа", "с к ш", "С(К)Ш"),
    ("средняя общеобразовательная школа", "сош", "СОШ"),
    ("основная общеобразовательная школа", "оош", "ООШ"),
    ("начальная общеобразовательная школа", "нош", "НОШ"),
    ("детский сад", "дс", "ДС"),
    ("д с", "дс", "ДС"),
    ("образовательный центр", "оц", "ОЦ"),
    ("центр развития образования", "цро", "ЦРО"),
    ("центр развития ребенка", "црр", "ЦРР"),
    ("центр психолого педагогической медицинской и социальной помощи", "цппмсп", "ЦППМСП"),
    ("дворец пионеров и школьников", "дпш", "ДПШ"),
    ("дом детского творчества", "ддт", "ДДТ"),
    ("центр детского творчества", "цдт", "ЦДТ"),
    ("центр внешкольной работы", "цвр", "ЦВР"),
    ("детская школа искусств", "дши", "ДШИ"),
    ("академический лицей", "академический лицей", "Академический лицей"),
    ("школа интернат", "школа интернат", "Школа-интернат"),
    ("гимназия", "гимназия", "Гимназия"),
    ("лицей", "лицей", "Лицей"),
    ("школа", "школа", "Школа"),
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
    without_cities(identity_in_city(name), &Cities::of(city_forms))
}

/// The forms of a city's name as identities write them, the longest first.
pub struct Cities(Vec<String>);

impl Cities {
    /// The city of these forms.
    pub fn of(forms: &[String]) -> Cities {
        let mut cities: Vec<_> = forms.iter().map(|city| comparable(city)).collect();
        cities.sort_by_key(|city| std::cmp::Reverse(city.len()));
        Cities(cities)
    }
}

/// The [`identity`] of a name but for the city, which may still stand in it.
pub fn identity_in_city(name: &str) -> String {
    let form = legal_form(name).map_or(0, str::len);
    let folded = comparable(&name.trim_start()[form..]);
    let without_form = without_written_form(&folded);
    let named = if without_form.is_empty() { &folded } else { without_form };
    KINDS.iter().fold(named.to_string(), |text, (long, short, _)| replaced(&text, long, short))
}

/// The [`identity`] of a name of which the city alone is still to go.
pub fn without_cities(mut identity: String, cities: &Cities) -> String {
    for city in &cities.0 {
        let rest = replaced(&identity, city, "");
        if !rest.is_empty() {
            identity = rest;
        }
    }
    identity
}

/// Whether a text begins with the name of an organisation: with a legal form, or with a kind
/// and a number behind it.
pub fn begins_name(text: &str) -> bool {
    let is_form = form_of(text).is_some_and(|(form, _)| form.chars().count() > 1);
    is_form || begins_kind(text)
}

/// «детский сад № 5», «СОШ № 5».
fn begins_kind(text: &str) -> bool {
    let Some((before, rest)) = text.split_once('№') else { return false };
    if before.contains([',', ';', '«', ':', '.']) || !rest.trim_start().starts_with(is_digit) {
        return false;
    }
    let before = words(before);
    KINDS
        .iter()
        .any(|(long, short, _)| [long, short].iter().any(|it| agrees(&before, &words(it))))
}

fn is_digit(it: char) -> bool {
    it.is_ascii_digit()
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
    let words: Vec<&str> = folded.split(' ').collect();
    let form = &words[..written_form(&words)];
    folded[form.join(" ").len()..].trim_start()
}

/// How many folded words at the beginning are a form that is written out: «муниципальное
/// бюджетное учреждение дополнительного образования». «Средняя общеобразовательная школа»
/// behind it is a name already.
fn written_form(words: &[&str]) -> usize {
    let is_before = |word: &&str| BEFORE_INSTITUTION.iter().any(|it| same_word(word, it));
    let before = words.iter().take_while(|it| is_before(it)).count();
    if !words.get(before).is_some_and(|it| same_word(it, "учреждение")) {
        return 0;
    }
    let rest = &words[before + 1..];
    let kinds = rest.iter().take_while(|it| OF_EDUCATION.contains(it)).count();
    let is_told = kinds > 0 && rest.get(kinds) == Some(&"образования");
    before + 1 + if is_told { kinds + 1 } else { 0 }
}

/// A folded text with other words for these, wherever they stand and in whatever case.
fn replaced(text: &str, words: &str, with: &str) -> String {
    let wanted: Vec<&str> = words.split(' ').filter(|it| !it.is_empty()).collect();
    let all: Vec<&str> = text.split(' ').collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let found = !wanted.is_empty()
            && all.len() - at >= wanted.len()
            && all[at..].iter().zip(&wanted).all(|(word, of)| same_word(word, of));
        kept.push(if found { with } else { all[at] });
        at += if found { wanted.len() } else { 1 };
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
        check_identity(
            "гимназия 1",
            &[
                "муниципального автономного общеобразовательного учреждения «Гимназия № 1»",
                "муниципальным автономным общеобразовательным учреждением гимназией № 1 \
             г. Челябинска",
            ],
        );
        check_identity("цро", &["МАУ ДПО ЦРО", "МБУ ДПО ЦРО", "Центр развития образования"]);
        check_identity("центр креатив", &["МАУДО «Центр «Креатив»", "МАУДО «Центр «Креатив»»"]);
    }

    #[test]
    fn names_are_told_from_other_words() {
        for (text, expected) in [
            ("МБОУ «СОШ № 5»", true),
            ("муниципальному бюджетному учреждению «ЦДТ»", true),
            ("детскому саду № 5 «Ромашка»", true),
            ("СОШ №5, тема", true),
            ("Руководителям организаций", false),
            ("учреждению", false),
            ("сетевой координатор МБОУ «СОШ № 5»", false),
        ] {
            assert_eq!(begins_name(text), expected, "{text}");
        }
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
