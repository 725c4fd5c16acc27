//! What a heading, or a remark inside an entry, says of projects: what is decided, on which
//! status, from which year, with what money.

use crate::content::vocabulary::{Status, Terms};
use crate::content::word::{Funding, Level, State};
use crate::text::inflection::{Word, agrees, words};

/// What was told; what was not stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub state: Option<State>,
    /// Different statuses named, as places in the vocabulary: only one alone is an answer.
    pub statuses: Vec<usize>,
    pub year: Option<i16>,
    pub funding: Option<Funding>,
}

impl Told {
    /// Reads a text.
    pub(super) fn of(text: &str, statuses: &Terms<Status>) -> Told {
        let all = words(text);
        Told {
            state: state(&all),
            statuses: named(text, &all, statuses),
            year: year(&all),
            funding: funding(&all),
        }
    }

    /// Whether nothing was told.
    pub(super) fn is_empty(&self) -> bool {
        *self == Told::default()
    }

    /// What this one tells, and for the rest what `above` does.
    pub(super) fn within(&self, above: &Told) -> Told {
        let inherits = self.statuses.is_empty();
        Told {
            state: self.state.or(above.state),
            statuses: if inherits { &above.statuses } else { &self.statuses }.clone(),
            year: self.year.or(above.year),
            funding: self.funding.or(above.funding),
        }
    }

    /// The one status that is named.
    pub(super) fn status(&self) -> Option<usize> {
        match self.statuses[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// Who answers for all statuses that are named; none where they differ.
pub(super) fn common_level(named: &[usize], statuses: &Terms<Status>) -> Option<Level> {
    let mut levels = named.iter().map(|it| statuses[*it].matter.level);
    let first = levels.next()?;
    levels.all(|it| it == first).then_some(first)
}

/// Who answers for the platforms that a title is about: «муниципальными инновационными
/// площадками».
pub(super) fn level(title: &str) -> Option<Level> {
    const STEMS: [(&str, Level); 6] = [
        ("муниципальн", Level::Municipal),
        ("региональн", Level::Regional),
        ("краев", Level::Regional),
        ("областн", Level::Regional),
        ("республиканск", Level::Regional),
        ("федеральн", Level::Federal),
    ];
    let all = words(title);
    all.windows(3).find_map(|it| {
        let is_platform =
            it[1].folded.starts_with("инновационн") && it[2].folded.starts_with("площад");
        let named = STEMS.iter().find(|(stem, _)| it[0].folded.starts_with(stem));
        named.filter(|_| is_platform).map(|(_, level)| *level)
    })
}

/// Beginnings of words that tell a decision, wherever they stand one after another; the one
/// that comes first in the text decides.
const DECISIONS: &[(&[&str], Option<State>)] = &[
    (&["утративш"], None),
    (&["признать", "утративш"], None),
    (&["признать", "победител"], None),
    (&["режим", "функционирован"], Some(State::Functioning)),
    (&["перевести", "режим"], Some(State::Functioning)),
    (&["переве", "режим"], Some(State::Functioning)),
    (&["прекратить", "связи", "заверш"], Some(State::Completed)),
    (&["прекратить", "связи", "реализац"], Some(State::Completed)),
    (&["снять", "связи", "заверш"], Some(State::Completed)),
    (&["снять", "статус"], Some(State::Terminated)),
    (&["лишить", "статус"], Some(State::Terminated)),
    (&["аннулировать"], Some(State::Terminated)),
    (&["прекра"], Some(State::Terminated)),
    (&["досрочно"], Some(State::Terminated)),
    (&["приостанов"], Some(State::Suspended)),
    (&["признать", "реализованн"], Some(State::Completed)),
    (&["признать", "завершенн"], Some(State::Completed)),
    (&["признать", "завершивш"], Some(State::Completed)),
    (&["считать", "реализованн"], Some(State::Completed)),
    (&["считать", "завершенн"], Some(State::Completed)),
    (&["реализован"], Some(State::Completed)),
    (&["завершить"], Some(State::Completed)),
    (&["завершен"], Some(State::Completed)),
    (&["завершивш"], Some(State::Completed)),
    (&["присво"], Some(State::Assigned)),
    (&["присудить"], Some(State::Assigned)),
    (&["признать"], Some(State::Assigned)),
    (&["продолж"], Some(State::Continued)),
    (&["продл"], Some(State::Continued)),
    (&["пролонгир"], Some(State::Continued)),
    (&["сохранить", "статус"], Some(State::Continued)),
];

/// Words between those of one decision.
const WITHIN: usize = 8;

fn state(words: &[Word]) -> Option<State> {
    let found = DECISIONS.iter().filter_map(|(stems, state)| {
        let first = words.iter().position(|it| it.folded.starts_with(stems[0]))?;
        let mut from = first + 1;
        for stem in &stems[1..] {
            let until = words.len().min(from + WITHIN);
            from += words[from..until].iter().position(|it| it.folded.starts_with(stem))? + 1;
        }
        Some(((first, std::cmp::Reverse(stems.len())), *state))
    });
    found.min_by_key(|(place, _)| *place).and_then(|(_, state)| state)
}

/// Every status of the vocabulary that the text names: longer names hide those inside them.
fn named(text: &str, all: &[Word], statuses: &Terms<Status>) -> Vec<usize> {
    let mut found: Vec<(std::ops::Range<usize>, usize)> = vec![];
    for (at, term) in statuses.iter().enumerate() {
        let plural = [term.matter.plural.as_str()];
        for spelling in term.spellings().chain(plural) {
            let wanted = words(spelling);
            let is_short = wanted.len() == 1 && spelling.chars().all(char::is_uppercase);
            let same = |part: &[Word]| match is_short {
                true => text[part[0].start..part[0].end] == *spelling,
                false => agrees(part, &wanted),
            };
            if wanted.is_empty() || (!is_short && wanted.len() < 2) {
                continue;
            }
            let places = all.windows(wanted.len()).enumerate().filter(|(_, it)| same(it));
            found.extend(places.map(|(from, _)| (from..from + wanted.len(), at)));
        }
    }
    let inside = |it: &std::ops::Range<usize>| {
        found
            .iter()
            .any(|(of, _)| of.len() > it.len() && of.start <= it.start && it.end <= of.end)
    };
    let mut named: Vec<usize> =
        found.iter().filter(|(range, _)| !inside(range)).map(|(_, at)| *at).collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The year from which it holds: «в 2024 году», «на 2024–2026 годы»; never the year whose
/// results are summed up.
fn year(words: &[Word]) -> Option<i16> {
    let is_past = |it: &Word| {
        ["итог", "результат", "за", "отчет", "от"].iter().any(|stem| match stem.len() > 4 {
            true => it.folded.starts_with(stem),
            false => it.folded == **stem,
        })
    };
    let years = words.iter().enumerate().filter_map(|(at, word)| {
        let year = year_of(&word.folded)?;
        let before = &words[at.saturating_sub(2)..at];
        let is_year = words[at + 1..].iter().take(3).any(|it| it.folded.starts_with('г'));
        (is_year && !before.iter().any(is_past)).then_some(year)
    });
    years.into_iter().next()
}

/// A year of our time.
pub(super) fn year_of(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    word.parse().ok().filter(|it| digits && (1990..2100).contains(it))
}

fn funding(words: &[Word]) -> Option<Funding> {
    let has = |stem: &str| words.iter().any(|it| it.folded.starts_with(stem));
    let with = |word: &str| {
        words.windows(2).any(|it| it[0].folded == word && it[1].folded.starts_with("дополнит"))
    };
    match has("финансирован") {
        true if with("без") => Some(Funding::NoneAdditional),
        true if with("с") => Some(Funding::Additional),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::vocabulary::Term;
    use crate::content::word::Roster;

    /// A vocabulary of three statuses.
    pub(in super::super) fn statuses() -> Terms<Status> {
        let term = |key: &str, title: &str, plural: &str, aliases: &[&str]| Term {
            key: key.to_owned(),
            file: Arc::from("statuses.yaml"),
            at: 0..0,
            title: title.to_owned(),
            aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
            matter: Status {
                plural: plural.to_owned(),
                genitive_plural: None,
                short: None,
                level: Level::Municipal,
                roster: Roster::Any,
                definition: None,
                duty: None,
                source: None,
            },
        };
        let list = vec![
            term("rc", "ресурсный центр", "Ресурсные центры", &["РЦ"]),
            term(
                "ss",
                "опорная площадка",
                "Опорные площадки",
                &["ОП", "опорная (инновационная) площадка"],
            ),
            term(
                "nc",
                "сетевое инновационное сообщество",
                "Сетевые инновационные сообщества",
                &["СИС"],
            ),
        ];
        Terms::new("statuses.yaml", None, (list, true))
    }

    #[track_caller]
    fn check(text: &str, state: Option<State>, status: Option<usize>, year: Option<i16>) {
        let told = Told::of(text, &statuses());
        assert_eq!((told.state, told.status(), told.year), (state, status, year), "{text}");
    }

    #[test]
    fn reads_headings() {
        check(
            "Продолжить реализацию инновационных проектов в 2024 году организациям, признанным \
             муниципальными ресурсными центрами:",
            Some(State::Continued),
            Some(0),
            Some(2024),
        );
        check(
            "По итогам 2023 года продлить на 2024–2026 годы статус опорных (инновационных) площадок",
            Some(State::Continued),
            Some(1),
            Some(2024),
        );
        check(
            "Перевести в режим функционирования (с сохранением статуса инновационной площадки) \
             ресурсные центры и опорные площадки",
            Some(State::Functioning),
            None,
            None,
        );
        check(
            "Присвоить статус сетевого инновационного сообщества группе",
            Some(State::Assigned),
            Some(2),
            None,
        );
        check("Признать реализованными проекты", Some(State::Completed), None, None);
        check("Признать утратившим силу приказ от 05.04.2023", None, None, None);
        check("Досрочно прекратить проекты РЦ", Some(State::Terminated), Some(0), None);
        check("Руководителям принять к сведению результаты 2023 года", None, None, None);
        let told = Told::of("(без дополнительного финансирования)", &statuses());
        assert_eq!(told.funding, Some(Funding::NoneAdditional));
    }
}
