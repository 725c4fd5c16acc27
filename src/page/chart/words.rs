//! Russian words that headlines of charts are made of. A headline is chosen by its numbers and
//! must fit into a drawing, so its words stand here and not among the strings of a theme.

use crate::chart::Unit;
use crate::text::plural;

pub(super) const PROJECTS: Unit = Unit::new("проект", "проекта", "проектов");
pub(super) const ORGANISATIONS: Unit = Unit::new("организация", "организации", "организаций");
pub(super) const COMMUNITIES: Unit = Unit::new("сообщество", "сообщества", "сообществ");
pub(super) const PRODUCTS: Unit = Unit::new("продукт", "продукта", "продуктов");
pub(super) const OTHER_ORGANISATIONS: Unit =
    Unit::new("другую организацию", "другие организации", "других организаций");
pub(super) const EVENTS: Unit = Unit::new("мероприятие", "мероприятия", "мероприятий");
/// Of a calendar.
pub(super) const RECORDS: Unit = Unit::new("запись", "записи", "записей");
/// After «в».
pub(super) const IN_FIGURES: Unit = Unit::new("показателе", "показателях", "показателях");
/// After «работу».
pub(super) const OF_PARTNERS: Unit = Unit::new("партнера", "партнеров", "партнеров");
/// After «у», «из».
pub(super) const OF_TASKS: Unit = Unit::new("поручения", "поручений", "поручений");
/// After «у», «из».
pub(super) const OF_PROJECTS: Unit = Unit::new("проекта", "проектов", "проектов");
/// After «у», «из».
pub(super) const OF_ORGANISATIONS: Unit =
    Unit::new("организации", "организаций", "организаций");

/// The word that agrees with a number.
pub(super) fn agreed(number: usize, [one, few, many]: [&str; 3]) -> &str {
    match plural::form(u64::try_from(number).unwrap_or(u64::MAX)) {
        plural::Form::One => one,
        plural::Form::Few => few,
        plural::Form::Many => many,
    }
}

/// A title of the registry inside a sentence: small at its beginning, unless it is a name or an
/// abbreviation.
pub(super) fn inside(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next();
    match first {
        Some(it) if letters.clone().next().is_some_and(char::is_lowercase) => {
            it.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree() {
        for (number, expected) in [
            (1, "Вовлечена 1 организация"),
            (3, "Вовлечены 3 организации"),
            (11, "Вовлечено 11 организаций"),
            (21, "Вовлечена 21 организация"),
        ] {
            let verb = agreed(number, ["Вовлечена", "Вовлечены", "Вовлечено"]);
            let all = format!("{verb} {}", ORGANISATIONS.counted(number));
            assert_eq!(all.replace('\u{a0}', " "), expected);
        }
        assert_eq!(OF_ORGANISATIONS.counted(21).replace('\u{a0}', " "), "21 организации");
    }

    #[test]
    fn titles_stand_inside_sentences() {
        for (title, expected) in
            [("Опорные площадки", "опорные площадки"), ("РИП", "РИП"), ("", "")]
        {
            assert_eq!(inside(title), expected);
        }
    }
}
