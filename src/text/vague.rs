//! Words that tell nothing by themselves: link texts heard without their sentence, descriptions
//! of pictures that describe nothing, colours as the only sign.

use super::look_alike::split;
use super::order::{fold, is_alphanumeric};

/// Link texts that do not say where they lead (WCAG 2.4.4 and 2.4.9).
const LINKS: &[&str] = &[
    "тут",
    "здесь",
    "сюда",
    "ссылка",
    "по ссылке",
    "эта ссылка",
    "по этой ссылке",
    "подробнее",
    "подробнее здесь",
    "читать",
    "читать далее",
    "читать дальше",
    "далее",
    "дальше",
    "еще",
    "скачать",
    "скачать файл",
    "загрузить",
    "открыть",
    "перейти",
    "перейти по ссылке",
    "смотреть",
    "посмотреть",
    "нажмите",
    "нажмите здесь",
    "жмите сюда",
    "файл",
    "документ",
    "страница",
    "сайт",
    "here",
    "click here",
    "more",
    "read more",
    "download",
    "link",
    "this page",
];

/// Descriptions of pictures that name the kind of picture and nothing in it.
const PICTURES: &[&str] = &[
    "картинка",
    "изображение",
    "фото",
    "фотография",
    "рисунок",
    "снимок",
    "скриншот",
    "иллюстрация",
    "схема",
    "диаграмма",
    "график",
    "логотип",
    "image",
    "picture",
    "photo",
    "screenshot",
    "logo",
];

/// Endings of files that someone took for a description, as folding leaves them.
const ENDINGS: &[&str] = &[" png", " jpg", " jpeg", " gif", " webp", " svg", " avif"];

/// Beginnings of words that say «marked».
const MARKED: &[&str] =
    &["выделен", "отмечен", "обозначен", "помечен", "подсвечен", "закрашен", "окрашен"];

/// Colours as they stand behind such words.
const COLOURS: &[&str] = &[
    "красным",
    "зеленым",
    "синим",
    "голубым",
    "желтым",
    "оранжевым",
    "фиолетовым",
    "розовым",
    "серым",
    "коричневым",
    "черным",
    "белым",
];

/// How many words may stand between the sign and its colour.
const REACH: usize = 3;

/// Whether a link with this text says nothing of where it leads.
pub fn is_vague_link(text: &str) -> bool {
    LINKS.contains(&fold(text).as_str())
}

/// Whether a description of a picture tells nothing of what is on it.
pub fn is_vague_picture(text: &str) -> bool {
    let folded = fold(text);
    let without_number = folded.trim_end_matches(|it: char| it.is_ascii_digit() || it == ' ');
    PICTURES.contains(&without_number) || ENDINGS.iter().any(|it| folded.ends_with(it))
}

/// The part of a text that tells things apart by colour alone: «выделены красным».
///
/// A mark that is named beside the colour («красным и звёздочкой») is another cue: such a text
/// is left alone.
pub fn colour_alone(text: &str) -> Option<std::ops::Range<usize>> {
    if !may_say_marked(text) {
        return None;
    }
    let words: Vec<(usize, &str)> = split(text, is_alphanumeric).collect();
    for marked in (0..words.len()).filter(|it| says_marked(words[*it].1)) {
        let (from, to) = (marked.saturating_sub(REACH), (marked + REACH + 1).min(words.len()));
        let is_colour = |it: &usize| COLOURS.contains(&fold(words[*it].1).as_str());
        let Some(colour) = (from..to).find(is_colour) else { continue };
        let rest = words.iter().skip(colour + 1).take(2 * REACH).map(|it| fold(it.1));
        let mut rest = rest.skip_while(|it| it.starts_with("цвет")).take(1);
        if rest.any(|it| it == "и") {
            continue;
        }
        let (first, last) = (marked.min(colour), marked.max(colour));
        return Some(words[first].0..words[last].0 + words[last].1.len());
    }
    None
}

/// Whether a word of the text may be one of [`MARKED`], as hardly any text says: of each run of
/// Cyrillic letters, two bytes each, nothing is read but its first two.
fn may_say_marked(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |it: usize| matches!(bytes[it], 0xD0 | 0xD1);
    let mut begins = (0..bytes.len())
        .filter(|at| bytes[*at] == 0xD0)
        .filter(|at| !at.checked_sub(2).is_some_and(is_letter))
        .filter(|at| bytes[*at..].first_chunk().is_some_and(begins_marked));
    begins.any(|at| says_marked(&text[at..]))
}

/// Whether one of [`MARKED`] may begin with two letters: вы, за, об, ок, от, по; all of them are
/// two bytes, and capitals take part in any mixture.
fn begins_marked(&[_, letter, second, next]: &[u8; 4]) -> bool {
    match letter {
        0xB2 | 0x92 => matches!([second, next], [0xD1, 0x8B] | [0xD0, 0xAB]),
        0xB7 | 0x97 => matches!([second, next], [0xD0, 0xB0 | 0x90]),
        0xBE | 0x9E => {
            matches!([second, next], [0xD0, 0xB1 | 0x91 | 0xBA | 0x9A | 0xA2] | [0xD1, 0x82])
        }
        0xBF | 0x9F => matches!([second, next], [0xD0, 0xBE | 0x9E]),
        _ => false,
    }
}

/// Whether a word begins like one of [`MARKED`], letter by letter.
fn says_marked(word: &str) -> bool {
    let small = |it: char| match it {
        'ё' | 'Ё' => 'е',
        'А'..='Я' => char::from_u32(it as u32 + 32).unwrap_or(it),
        _ => it,
    };
    let begins_like = |it: &str| {
        let mut letters = word.chars().map(small);
        it.chars().all(|it| letters.next() == Some(it))
    };
    // The shortest of them are seven letters of two bytes each.
    word.len() >= 14 && MARKED.iter().any(|it| begins_like(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_marked_in_any_case() {
        for it in MARKED {
            assert!(says_marked(it) && says_marked(&it.to_uppercase()), "{it}");
            let upper = it.to_uppercase();
            let capital: String = upper.chars().take(1).chain(it.chars().skip(1)).collect();
            for text in
                [(*it).to_owned(), format!("Школы «{upper}Ы»"), format!("№\u{a0}1–{capital}ы")]
            {
                assert!(may_say_marked(&text), "{text}");
            }
            assert!(!may_say_marked(&format!("не{it} zx")), "{it}");
        }
        assert!(!says_marked("образование") && !says_marked("наставничество"));
    }

    #[test]
    fn links_that_say_nothing() {
        for it in ["Здесь", "тут.", "Подробнее…", "«Скачать»", "читать\u{a0}далее →", "Ещё"]
        {
            assert!(is_vague_link(it), "{it}");
        }
        for it in ["Скачать приказ № 375", "Подробнее о порядке", "Сайт школы № 5", ""]
        {
            assert!(!is_vague_link(it), "{it}");
        }
    }

    #[test]
    fn descriptions_that_say_nothing() {
        for it in ["Фото", "фото 2", "IMG_2041.JPG", "Рисунок 1", "схема"] {
            assert!(is_vague_picture(it), "{it}");
        }
        for it in ["Фото с открытия форума", "Схема трёх уровней инфраструктуры"]
        {
            assert!(!is_vague_picture(it), "{it}");
        }
    }

    #[test]
    fn colour_as_the_only_sign() {
        let found = |text: &str| colour_alone(text).map(|it| text[it].to_owned());
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(found("Новые школы выделены красным цветом."), some("выделены красным"));
        assert_eq!(
            found("Зелёным в таблице отмечены лицеи"),
            some("Зелёным в таблице отмечены")
        );
        assert_eq!(found("Выделены красным и звёздочкой"), None);
        assert_eq!(found("Выделены красным цветом и звёздочкой"), None);
        assert_eq!(found("Школа отмечена дипломом, зал окрашен"), None);
        assert_eq!(found("Красным кирпичом выложен вход"), None);
    }
}
