//! Latin ids for Russian titles.

use unicode_normalization::UnicodeNormalization;

use super::order::fold;

/// The most characters that a slug has.
const LONGEST: usize = 80;

/// An id made from any text: transliterated, lower case, words joined by hyphens, at most 80
/// characters, cut between words where possible; `x` where no letter or digit is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for folded in fold(text).split(' ') {
        let mut word = String::with_capacity(folded.len());
        folded.chars().for_each(|it| push_latin(&mut word, it));
        let hyphen = usize::from(!slug.is_empty());
        if word.is_empty() {
            continue;
        }
        if slug.len() + hyphen + word.len() > LONGEST {
            break;
        }
        slug.push_str(&"-"[..hyphen]);
        slug.push_str(&word);
    }
    if slug.is_empty() { long_word(text) } else { slug }
}

/// Whether the text can be a file name and an address: `[a-z0-9]+(-[a-z0-9]+)*`.
pub fn is_id(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    text.split('-').all(is_part)
}

/// The slug of a text whose first word alone is too long, or that has no word at all.
fn long_word(text: &str) -> String {
    let mut letters = String::new();
    fold(text).chars().for_each(|it| push_latin(&mut letters, it));
    if letters.is_empty() { "x".to_string() } else { letters[..LONGEST].to_string() }
}

/// Adds a folded letter in Latin: by sound for Cyrillic, without its accents for Latin.
fn push_latin(out: &mut String, letter: char) {
    if let Some(sound) = sound(letter) {
        return out.push_str(sound);
    }
    let plain = letter.nfkd().filter(char::is_ascii_alphanumeric);
    out.extend(plain.map(|it| it.to_ascii_lowercase()));
}

/// A Cyrillic letter by its sound, those of neighbouring languages too. The hard and the soft sign
/// have none.
fn sound(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' | 'җ' => "zh",
        'з' | 'ҙ' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' | 'ы' => "y",
        'к' | 'ҡ' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ҫ' => "s",
        'т' => "t",
        'у' | 'ү' | 'ў' => "u",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sch",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected, "{text}");
    }

    #[test]
    fn transliterates() {
        check("МБОУ «СОШ № 5 г. Челябинска»", "mbou-sosh-5-g-chelyabinska");
        check("Объём щёток, цех", "obem-schetok-tseh");
        check("Эхо чужой юности: ящик", "eho-chuzhoy-yunosti-yaschik");
        check("IT-куб", "it-kub");
        check("Café Ёж", "cafe-ezh");
        check("съезд", "sezd");
        check("05-01/295", "05-01-295");
    }

    #[test]
    fn is_never_empty_or_long() {
        check("", "x");
        check("«…» — №", "x");
        check("漢 ъ", "x");
        check(&"слово ".repeat(20), &["slovo"; 13].join("-"));
        check(&"щ".repeat(50), &"sch".repeat(27)[..80]);
        check(&format!("а {}", "б".repeat(90)), "a");
    }

    #[test]
    fn knows_ids() {
        for id in ["x", "5", "lyceum-142", "a-b-c"] {
            assert!(is_id(id), "{id}");
        }
        for text in ["", "-", "a-", "-a", "a--b", "A", "a_b", "лицей", "a b", "a.md"] {
            assert!(!is_id(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_an_id_and_its_own_slug(text in "(\\PC|[а-яё ]){0,120}") {
            let id = slug(&text);
            prop_assert!(is_id(&id) && id.len() <= LONGEST, "{}", id);
            prop_assert_eq!(slug(&id), id);
        }
    }
}
