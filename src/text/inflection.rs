//! Russian words in their cases: enough to know «ресурсными центрами» for «ресурсный центр».

use super::order::fold;

/// What a noun, an adjective or a participle may end with, folded.
const ENDINGS: &[&str] = &[
    "", "а", "я", "о", "е", "и", "ы", "у", "ю", "й", "ь", "ой", "ей", "ий", "ый", "ая", "яя",
    "ое", "ее", "ые", "ие", "ья", "ьи", "ью", "ого", "его", "ому", "ему", "ым", "им", "ом",
    "ем", "ую", "юю", "ых", "их", "ам", "ям", "ах", "ях", "ов", "ев", "ою", "ею", "ами", "ями",
    "ыми", "ими", "ок", "ек", "ка", "ки", "ке", "ку", "кой", "кам", "ках", "ками",
];

/// What is left of a word, in letters, once its ending is gone.
const SHORTEST_STEM: usize = 3;

/// More forms than the words of any city can have.
const MOST_FORMS: usize = 16;

/// A word of a text and its bytes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub folded: String,
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The words of a text: runs of letters and digits.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = vec![];
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(Word { folded: fold(&text[from..at]), start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether two folded words can be forms of one. Meant for terms of several words: a single
/// short word may well agree with a stranger.
pub fn same_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let common: usize = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let stem_ends = one[..common].char_indices().map(|(at, it)| at + it.len_utf8());
    stem_ends
        .skip(SHORTEST_STEM - 1)
        .any(|at| ENDINGS.contains(&&one[at..]) && ENDINGS.contains(&&other[at..]))
}

/// Where a term stands among words, in whatever case: the index of its first word.
pub fn find(words: &[Word], term: &[Word]) -> Option<usize> {
    if term.is_empty() {
        return None;
    }
    words.windows(term.len()).position(|it| agrees(it, term))
}

/// Whether these words are the term in some case.
pub fn agrees(words: &[Word], term: &[Word]) -> bool {
    words.len() == term.len()
        && words.iter().zip(term).all(|(word, of)| same_word(&word.folded, &of.folded))
}

/// How names of organisations write a city: «г. Челябинск», «города Челябинска». Where the ending
/// leaves open which genitive it is, both are given: a form that nobody writes does no harm.
pub fn city_forms(city: &str) -> Vec<String> {
    let genitives = city.split(' ').fold(vec![String::new()], |begun, word| {
        let longer = |begun: String| {
            let space = if begun.is_empty() { "" } else { " " };
            genitives(word).into_iter().map(move |it| format!("{begun}{space}{it}"))
        };
        begun.into_iter().flat_map(longer).take(MOST_FORMS).collect()
    });
    let mut forms = vec![];
    for name in std::iter::once(city.to_owned()).chain(genitives) {
        let word = if name == city { "город" } else { "города" };
        for form in [format!("г. {name}"), format!("{word} {name}")] {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

/// What the genitive of one word of a name can be.
fn genitives(word: &str) -> Vec<String> {
    let Some((at, last)) = word.char_indices().next_back() else { return vec![] };
    let of = |stem: &str, endings: &[&str]| {
        endings.iter().map(|ending| format!("{stem}{ending}")).collect()
    };
    let stem = &word[..at];
    let adjective = word.strip_suffix("ий").or_else(|| word.strip_suffix("ый"));
    match (last, adjective) {
        (_, Some(stem)) => of(stem, &["ого", "его"]),
        ('ь', _) => of(stem, &["я", "и"]),
        ('й', _) => of(stem, &["я"]),
        ('а', _) => of(stem, &["ы", "и"]),
        ('я', _) => of(stem, &["и"]),
        _ if "оеёиуыэю".contains(last) => vec![word.to_owned()],
        _ => of(word, &["а"]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cities_in_names() {
        for (city, genitive) in [
            ("Челябинск", "г. Челябинска"),
            ("Ярославль", "города Ярославля"),
            ("Казань", "г. Казани"),
            ("Москва", "города Москвы"),
            ("Грозный", "г. Грозного"),
            ("Нижний", "г. Нижнего"),
            ("Сочи", "г. Сочи"),
            ("Нижний Новгород", "г. Нижнего Новгорода"),
            ("Великие Луки", "город Великие Луки"),
        ] {
            assert!(city_forms(city).contains(&genitive.to_owned()), "{city}");
        }
        assert_eq!(city_forms("Сочи"), ["г. Сочи", "город Сочи"]);
    }

    #[test]
    fn knows_the_forms_of_one_word() {
        for (one, other) in [
            ("центр", "центрами"),
            ("ресурсный", "ресурсными"),
            ("площадка", "площадок"),
            ("сообщество", "сообществ"),
            ("лицей", "лицею"),
            ("гимназия", "гимназией"),
            ("сад", "саду"),
            ("муниципальное", "муниципального"),
        ] {
            assert!(same_word(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn tells_strangers_apart() {
        for (one, other) in
            [("центр", "центральный"), ("школа", "школьник"), ("сош", "соль"), ("ос", "оц")]
        {
            assert!(!same_word(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn finds_a_term_in_a_sentence() {
        let sentence = words("организациям, признанным опорными (инновационными) площадками:");
        assert_eq!(find(&sentence, &words("опорная инновационная площадка")), Some(2));
        assert_eq!(find(&sentence, &words("опорная площадка")), None);
        assert_eq!(find(&sentence, &[]), None);
    }

    proptest! {
        #[test]
        fn any_words_can_be_compared(one in "\\PC{0,8}", other in "\\PC{0,8}") {
            prop_assert_eq!(same_word(&one, &other), same_word(&other, &one));
            for it in words(&one) {
                prop_assert_eq!(fold(&one[it.start..it.end]), it.folded);
            }
        }
    }
}
