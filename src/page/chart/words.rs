//! Russian words that headlines of charts are made of. A headline is chosen by its numbers and
//! must fit into a drawing, so its words stand here and not among the strings of a theme.

use crate::chart::Unit;
use crate::text::listed::listed;
use crate::text::plural;

pub(super) const PROJECTS: Unit = Unit::new("проект", "проекта", "проектов");
pub(super) const ORGANISATIONS: Unit = Unit::new("организация", "организации", "организаций");
pub(super) const COMMUNITIES: Unit = Unit::new("сообщество", "сообщества", "сообществ");
pub(super) const PRODUCTS: Unit = Unit::new("продукт", "продукта", "продуктов");
pub(super) const OTHER_ORGANISATIONS: Unit =
    Unit::new("другую организацию", "другие организации", "других организаций");
pub(super) const EVENTS: Unit = Unit::new("мероприятие", "мероприятия", "мероприятий");
/// After «из».
pub(super) const OF_EVENTS: Unit = Unit::new("мероприятия", "мероприятий", "мероприятий");
/// Of a calendar.
pub(super) const RECORDS: Unit = Unit::new("запись", "записи", "записей");
/// After «из».
pub(super) const OF_RECORDS: Unit = Unit::new("записи", "записей", "записей");
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
pub(in crate::page) fn inside(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next();
    match first {
        Some(it) if letters.clone().next().is_some_and(char::is_lowercase) => {
            it.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

/// So many names stand in a headline; the drawing has all of them.
const MOST_NAMES: usize = 3;

/// Names in a headline.
pub(super) fn names<S: AsRef<str>>(all: &[S]) -> String {
    listed(all, MOST_NAMES)
}

/// Those that share the largest number: a headline that names one of equals is not true.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::page) struct Leaders {
    /// What they are called, in the order of the drawing.
    pub titles: Vec<String>,
    /// The number of each.
    pub number: usize,
    /// How many parts have any number at all.
    pub parts: usize,
}

impl Leaders {
    /// Among parts with their numbers; none where all are nothing.
    pub(in crate::page) fn of<S: Into<String>>(
        parts: impl IntoIterator<Item = (usize, S)>,
    ) -> Option<Leaders> {
        let parts: Vec<_> = parts.into_iter().filter(|it| it.0 > 0).collect();
        let number = parts.iter().map(|it| it.0).max()?;
        let count = parts.len();
        let titles = parts.into_iter().filter(|it| it.0 == number).map(|it| it.1.into());
        Some(Leaders { titles: titles.collect(), number, parts: count })
    }

    /// Their names, for the inside of a sentence.
    pub(in crate::page) fn names(&self) -> String {
        names(&self.titles)
    }

    /// «25», or «по 25» where several have that.
    pub(in crate::page) fn each(&self) -> String {
        match self.titles.len() {
            1 => self.number.to_string(),
            _ => format!("по\u{a0}{}", self.number),
        }
    }

    /// «Самая большая группа — …: 25 из 80»; `whose` comes after the word, such as « участников».
    pub(super) fn groups(&self, whose: &str, whole: usize) -> String {
        let (names, each) = (self.names(), self.each());
        match self.titles.len() {
            1 if self.parts == 1 => format!("Одна группа{whose} — {names}: {each}"),
            1 => format!("Самая большая группа{whose} — {names}: {each} из {whole}"),
            all if all == self.parts => {
                format!("Все группы{whose} одинаковы: {each} из {whole}")
            }
            _ => format!("Самые большие группы{whose} — {names}: {each} из {whole}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_are_named_together() {
        for (parts, expected) in [
            (&[(5, "а"), (2, "б")][..], "Самая большая группа — а: 5 из 9"),
            (&[(5, "а")], "Одна группа — а: 5"),
            (&[(2, "а"), (3, "б"), (3, "в")], "Самые большие группы — б и в: по 3 из 9"),
            (
                &[(3, "а"), (3, "б"), (3, "в"), (3, "г"), (1, "д")],
                "Самые большие группы — а, б и еще 2: по 3 из 9",
            ),
            (&[(3, "а"), (0, "б"), (3, "в")], "Все группы одинаковы: по 3 из 9"),
        ] {
            let leaders = Leaders::of(parts.iter().copied()).expect("some have a number");
            assert_eq!(leaders.groups("", 9).replace('\u{a0}', " "), expected);
        }
        assert_eq!(Leaders::of([(0, "а")]), None);
    }

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
