//! What an editor likely meant by a word that nothing knows.

use super::look_alike::to_cyrillic;
use super::order::fold;

/// Longer words are compared by their beginning: nobody retypes them by heart.
const LONGEST: usize = 100;

/// The Latin keyboard and, key by key, the Russian one.
const KEYBOARDS: (&str, &str) =
    ("`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю");

/// At most `most` of the candidates, likeliest first: those that differ from the word in about
/// a third of the letters or less, then those that contain it or are contained in it. Case,
/// punctuation and Latin look-alikes do not count, and a word typed on the wrong keyboard
/// layout is understood. Equally likely candidates stand in alphabetical order.
pub fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let readings = readings(word);
    let mut found: Vec<_> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let plain = plain(candidate);
            let distance =
                readings.iter().filter_map(|reading| distance(reading, &plain)).min()?;
            Some((distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// The one candidate that the word can only be a slip for: closer than all others, a quarter of
/// the letters apart at most, with the same digits, for a number is never a slip for another.
pub fn certain<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let readings = readings(word);
    let distance_to = |candidate: &str| {
        let plain = plain(candidate);
        readings.iter().filter_map(|reading| distance(reading, &plain)).min()
    };
    let mut found: Vec<_> =
        candidates.into_iter().filter_map(|it| Some((distance_to(it)?, it))).collect();
    found.sort_unstable();
    found.dedup();
    let (Distance::Slips(slips), candidate) = found.first()? else { return None };
    let longer = word.chars().count().max(candidate.chars().count());
    let is_alone = found.get(1).is_none_or(|(next, _)| *next > Distance::Slips(*slips));
    let is_near = *slips * 4 <= longer;
    (is_alone && is_near && digits(word).eq(digits(candidate))).then_some(*candidate)
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// The word as it may have been meant: as it stands, or typed on the other keyboard.
fn readings(word: &str) -> [String; 3] {
    let (latin, russian) = KEYBOARDS;
    [plain(word), plain(&retyped(word, latin, russian)), plain(&retyped(word, russian, latin))]
}

/// How far apart two words are; later variants are farther.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// This many slips of the finger.
    Slips(usize),
    /// One begins with the other, which lacks this many letters.
    Beginning(usize),
    /// One contains the other, which lacks this many letters.
    Part(usize),
}

fn distance(word: &str, candidate: &str) -> Option<Distance> {
    let lengths = [word.chars().count(), candidate.chars().count()];
    let (shorter, longer) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    let missing = longer - shorter;
    let limit = (longer + 1) / 3;
    if missing <= limit && shorter > 0 {
        let slips = strsim::damerau_levenshtein(word, candidate);
        if slips <= limit && slips < longer {
            return Some(Distance::Slips(slips));
        }
    }
    if shorter < 3 {
        None
    } else if candidate.starts_with(word) || word.starts_with(candidate) {
        Some(Distance::Beginning(missing))
    } else if candidate.contains(word) || word.contains(candidate) {
        Some(Distance::Part(missing))
    } else {
        None
    }
}

/// Words as they are compared.
fn plain(text: &str) -> String {
    let start: String = text.chars().take(LONGEST).collect();
    to_cyrillic(&fold(&start))
}

/// The same keys struck on another keyboard.
fn retyped(word: &str, from: &str, to: &str) -> String {
    let retype = |letter| {
        let key = from.chars().position(|key| key == letter);
        key.and_then(|key| to.chars().nth(key)).unwrap_or(letter)
    };
    word.chars().take(LONGEST).flat_map(char::to_lowercase).map(retype).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: [&str; 9] = [
        "статус",
        "организация",
        "название",
        "направления",
        "дата",
        "тема",
        "ссылки",
        "federal_projects",
        "status",
    ];

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        assert_eq!(nearest(word, WORDS, 3), expected, "{word}");
    }

    #[test]
    fn forgives_slips() {
        check("статсу", &["статус"]);
        check("Статус", &["статус"]);
        check("cтaтуc", &["статус"]);
        check("темма", &["тема"]);
        check("stauts", &["status"]);
        check("federal projects", &["federal_projects"]);
    }

    #[test]
    fn takes_beginnings_and_parts() {
        check("организац", &["организация"]);
        check("орг", &["организация"]);
        check("дата приказа", &["дата"]);
        check("projects", &["federal_projects"]);
    }

    #[test]
    fn understands_the_wrong_keyboard() {
        check("cnfnec", &["статус"]);
        check("yfpdfybt", &["название"]);
        check("ытфегы", &["status"]);
    }

    #[test]
    fn is_silent_about_strangers() {
        check("", &[]);
        check("я", &[]);
        check("zzz", &[]);
        check("приказ", &[]);
    }

    #[test]
    fn certain_is_only_what_nothing_else_can_be() {
        let ids = ["sosh-16", "sosh-116", "ds-nyuton", "ds-1"];
        let both = || WORDS.into_iter().chain(ids);
        for (word, expected) in [
            ("статсу", Some("статус")),
            ("cnfnec", Some("статус")),
            ("Тема", Some("тема")),
            ("теам", Some("тема")),
            ("dsnyuton", Some("ds-nyuton")),
            ("sosh-6", None),
            ("sosh-61", None),
            ("орг", None),
            ("projects", None),
            ("дада", Some("дата")),
            ("", None),
        ] {
            assert_eq!(certain(word, both()), expected, "{word}");
        }
        assert_eq!(certain("китт", ["кит", "китс"]), None);
    }

    #[test]
    fn orders_and_limits() {
        assert_eq!(
            nearest("кит", ["кот", "кит", "кат", "кот", "китобой"], 3),
            ["кит", "кат", "кот"]
        );
        assert_eq!(nearest("кит", ["китобой", "скит"], 9), ["скит", "китобой"]);
        assert_eq!(nearest("кит", ["кит"], 0), [""; 0]);
    }

    proptest! {
        #[test]
        fn a_known_word_is_nearest_to_itself(at in 0..WORDS.len()) {
            prop_assert_eq!(nearest(WORDS[at], WORDS, 1), vec![WORDS[at]]);
        }

        #[test]
        fn the_order_of_candidates_does_not_matter(word in "[а-я]{0,6}") {
            let reversed = WORDS.iter().rev().copied();
            prop_assert_eq!(nearest(&word, WORDS, 9), nearest(&word, reversed, 9));
        }
    }
}
