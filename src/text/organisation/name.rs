//! The name of an organisation taken apart, and written again in one way.

use super::super::inflection::{Word, agrees, same_word, words};
use super::super::look_alike::{mixed_words, to_cyrillic};
use super::super::quotes;
use super::{KINDS, legal_form, written_form};

/// A name by its parts: «МАДОУ «ДС № 449 «Олимпиец» г. Челябинска»».
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The legal form in its usual abbreviation: `МБОУ`, `МАУ ДПО`.
    pub form: Option<String>,
    /// What remains without form, outer quotes and city: `ДС № 449 «Олимпиец»`.
    pub core: String,
    /// The kind: `ДС`, `Академический лицей`.
    pub kind: Option<String>,
    /// The number within the kind.
    pub number: Option<i64>,
    /// The name of its own: `Олимпиец`.
    pub proper: Option<String>,
    /// Whether the core stood in quotes.
    pub quoted: bool,
    /// The city as it stood there, if it did.
    pub city: Option<String>,
}

impl Name {
    /// Takes a name apart; cities other than `city_forms` stay part of it.
    pub fn of(name: &str, city_forms: &[String]) -> Name {
        let name = name.trim();
        let (form, length) = form_of(name).map_or((None, 0), |(form, it)| (Some(form), it));
        let (rest, mut city) = without_city(name[length..].trim(), city_forms);
        let quoted = rest.starts_with('«');
        let mut core = balanced(rest.strip_prefix('«').unwrap_or(rest));
        if let (without, Some(found)) = without_city(&core, city_forms) {
            (core, city) = (without.to_owned(), city.or(Some(found)));
        }
        let core = with_short_kind(&spaced(&to_cyrillic_form(&core)));
        let (kind, number, proper) = kind_number_proper(&core);
        Name { form, core, kind, number, proper, quoted, city }
    }

    /// The name as lists write it, with the city that is given.
    pub fn written(&self, city: Option<&str>) -> String {
        let inner = match city {
            Some(city) => format!("{} {city}", self.core),
            None => self.core.clone(),
        };
        let inner = if self.quoted { format!("«{inner}»") } else { inner };
        self.form.as_ref().map_or(inner.clone(), |form| format!("{form} {inner}"))
    }
}

/// The legal form that a name begins with, abbreviated, and its bytes there: «муниципального
/// бюджетного общеобразовательного учреждения» is `МБОУ`. Case of letters does not matter for
/// forms that are written out.
pub fn form_of(name: &str) -> Option<(String, usize)> {
    if let Some(form) = legal_form(name) {
        let start = name.len() - name.trim_start().len();
        return Some((to_cyrillic(&spaced(form)), start + form.len()));
    }
    let all = words(name);
    let is_parted = |it: &[Word]| !name[it[0].end..it[1].start].trim().is_empty();
    let together = all.windows(2).position(is_parted).map_or(all.len(), |it| it + 1);
    let folded: Vec<&str> = all[..together].iter().map(|it| it.folded.as_str()).collect();
    let form = &all[..written_form(&folded)];
    let last = form.last()?;
    Some((abbreviated(form), last.end))
}

/// «муниципальное бюджетное дошкольное образовательное учреждение» → МБДОУ.
fn abbreviated(form: &[Word]) -> String {
    let has = |word: &str| form.iter().any(|it| same_word(&it.folded, word));
    let letters: [(&str, &str); 9] = [
        ("федеральное", "Ф"),
        ("государственное", "Г"),
        ("муниципальное", "М"),
        ("частное", "Ч"),
        ("автономное", "А"),
        ("бюджетное", "Б"),
        ("казенное", "К"),
        ("нетиповое", "Н"),
        ("дошкольное", "Д"),
    ];
    let mut short: String =
        letters.iter().filter(|(word, _)| has(word)).map(|(_, letter)| *letter).collect();
    let is_school = has("общеобразовательное") || has("образовательное");
    short.push_str(if is_school { "ОУ" } else { "У" });
    let of_education = |word: &str| form.iter().any(|it| it.folded == word);
    match (of_education("дополнительного"), of_education("профессионального"))
    {
        (true, true) => short.push_str(" ДПО"),
        (true, false) if is_school => short.push_str(" ДО"),
        (true, false) => short.push_str("ДО"),
        _ => {}
    }
    short
}

/// The text without a city at its end, and the city.
fn without_city<'n>(text: &'n str, city_forms: &[String]) -> (&'n str, Option<String>) {
    let wanted = words(text);
    for form in city_forms {
        let city = words(form);
        let at = wanted.len().saturating_sub(city.len());
        // A name that is nothing but the city keeps it.
        if at == 0 || city.is_empty() {
            continue;
        }
        let same = wanted[at..].iter().zip(&city).all(|(a, b)| a.folded == b.folded);
        let tail = &text[wanted.last().map_or(0, |it| it.end)..];
        if same && tail.chars().all(|it| ".» ".contains(it)) {
            let start = wanted[at].start;
            let found = spaced(text[start..].trim_end_matches(['.', '»', ' ']));
            return (text[..start].trim_end().trim_end_matches(','), Some(found));
        }
    }
    (text, None)
}

/// The text with quotes that have their counterparts: a last one too many goes, one that was
/// never closed is closed at the end.
fn balanced(text: &str) -> String {
    let mut text = text.trim().to_owned();
    while text.ends_with('»')
        && quotes::unbalanced(&text).iter().any(|it| it.kind == quotes::Kind::Unopened)
    {
        text.truncate(text.len() - '»'.len_utf8());
        text.truncate(text.trim_end().len());
    }
    let open = quotes::unbalanced(&text);
    let open = open.iter().filter(|it| it.kind == quotes::Kind::Unclosed).count();
    text + &"»".repeat(open)
}

/// Latin look-alikes in abbreviations made Cyrillic; other Latin words stay.
fn to_cyrillic_form(text: &str) -> String {
    let mut text = text.to_owned();
    for word in mixed_words(&text.clone(), &[]).iter().rev() {
        text.replace_range(word.start..word.end, &word.fixed);
    }
    text
}

/// One space for any run of spaces; `№5` parted.
fn spaced(text: &str) -> String {
    let text = text.replace('№', " № ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// «Детский сад № 449» → «ДС № 449».
fn with_short_kind(core: &str) -> String {
    let all = words(core);
    for (long, _, short) in KINDS {
        let kind = words(long);
        let Some(first) = all.get(..kind.len()) else { continue };
        if agrees(first, &kind) && !is_abbreviation(core, first) {
            let end = first.last().map_or(0, |it| it.end);
            let rest = core[end..].trim_start_matches(')');
            return format!("{short}{rest}");
        }
    }
    core.to_owned()
}

/// Whether the words are capitals already, as «ДС» is: «д/с» is a kind, «Д С» may be anything.
fn is_abbreviation(core: &str, of: &[Word]) -> bool {
    of.len() == 1
        && core[of[0].start..of[0].end].chars().all(char::is_uppercase)
        && of[0].end - of[0].start > 2
}

/// The parts of «ДС № 449 «Олимпиец»».
fn kind_number_proper(core: &str) -> (Option<String>, Option<i64>, Option<String>) {
    let filled = |it: &str| (!it.trim().is_empty()).then(|| it.trim().to_owned());
    let proper = core
        .split_once('«')
        .and_then(|(_, rest)| filled(rest.trim_end().strip_suffix('»').unwrap_or(rest)));
    let plain = core.split('«').next().unwrap_or_default();
    if let Some((kind, number)) = plain.split_once('№') {
        let digits: String = number.trim().chars().take_while(char::is_ascii_digit).collect();
        let number = (digits == number.trim()).then(|| digits.parse().ok()).flatten();
        return (filled(kind), number, proper);
    }
    if proper.is_some() {
        return (filled(plain), None, proper);
    }
    let first = core.split(' ').next().unwrap_or_default();
    let is_short = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    match is_short {
        true => (filled(first), None, filled(&core[first.len()..])),
        false => (None, None, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cities() -> Vec<String> {
        ["г. Челябинск", "г. Челябинска", "города Челябинска"].map(String::from).to_vec()
    }

    #[track_caller]
    fn check(name: &str, written: &str, parts: (Option<&str>, Option<i64>, Option<&str>)) {
        let found = Name::of(name, &cities());
        assert_eq!(found.written(found.city.as_deref()), written, "{name}");
        let told = (found.kind.as_deref(), found.number, found.proper.as_deref());
        assert_eq!(told, parts, "{name}");
    }

    #[test]
    fn takes_names_apart() {
        check(
            "МАДОУ «Детский сад № 449 «Олимпиец» г. Челябинска»",
            "МАДОУ «ДС № 449 «Олимпиец» г. Челябинска»",
            (Some("ДС"), Some(449), Some("Олимпиец")),
        );
        check(
            "MAOY «Лицей №142 г. Челябинска»",
            "МАОУ «Лицей № 142 г. Челябинска»",
            (Some("Лицей"), Some(142), None),
        );
        check(
            "МАУДО «Центр «Креатив»",
            "МАУДО «Центр «Креатив»»",
            (Some("Центр"), None, Some("Креатив")),
        );
        check("МАУ ДОЛ «Солнечная поляна»", "МАУ ДОЛ «Солнечная поляна»", (None, None, None));
        check("МАУ ДПО ЦРО", "МАУ ДПО ЦРО", (Some("ЦРО"), None, None));
        check(
            "МБУ «ЦППМСП Калининского района города Челябинска»",
            "МБУ «ЦППМСП Калининского района города Челябинска»",
            (Some("ЦППМСП"), None, Some("Калининского района")),
        );
        check(
            "МАДОУ «ДС «Ньютон» г. Челябинска»",
            "МАДОУ «ДС «Ньютон» г. Челябинска»",
            (Some("ДС"), None, Some("Ньютон")),
        );
        check(
            "МБОУ «С(К)ОШ № 11 г. Челябинска»",
            "МБОУ «С(К)ОШ № 11 г. Челябинска»",
            (Some("С(К)ОШ"), Some(11), None),
        );
        check(
            "МБОУ «Школа-интернат № 4 г. Челябинска»",
            "МБОУ «Школа-интернат № 4 г. Челябинска»",
            (Some("Школа-интернат"), Some(4), None),
        );
    }

    #[test]
    fn reads_forms_that_are_written_out() {
        check(
            "муниципального бюджетного общеобразовательного учреждения «Средняя \
             общеобразовательная школа № 5 г. Челябинска»",
            "МБОУ «СОШ № 5 г. Челябинска»",
            (Some("СОШ"), Some(5), None),
        );
        check(
            "Муниципальному автономному дошкольному образовательному учреждению детскому саду \
             № 7 «Ромашка»",
            "МАДОУ ДС № 7 «Ромашка»",
            (Some("ДС"), Some(7), Some("Ромашка")),
        );
        check(
            "муниципальное бюджетное общеобразовательное учреждение средняя \
             общеобразовательная школа № 5 города Челябинска",
            "МБОУ СОШ № 5 города Челябинска",
            (Some("СОШ"), Some(5), None),
        );
        check(
            "муниципальным бюджетным учреждением дополнительного образования «Центр детского \
             творчества»",
            "МБУДО «ЦДТ»",
            (Some("ЦДТ"), None, None),
        );
        check(
            "муниципальное автономное учреждение дополнительного профессионального образования \
             «Центр развития образования»",
            "МАУ ДПО «ЦРО»",
            (Some("ЦРО"), None, None),
        );
        assert_eq!(form_of("муниципальное образование"), None);
        assert_eq!(form_of("учреждение культуры"), Some(("У".to_owned(), 20)));
    }

    proptest! {
        #[test]
        fn any_name_can_be_taken_apart(name in "[МБОУДСсш №5«»().а-г-]{0,24}") {
            Name::of(&name, &cities());
        }

        #[test]
        fn no_name_panics(name in "\\PC{0,24}") {
            Name::of(&name, &cities());
        }
    }
}
