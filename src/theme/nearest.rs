//! Which of the known names the author may have meant.

use crate::diag::Words;

/// How many letters may differ for each four of the name.
const LETTERS_PER_SLIP: usize = 4;

/// Up to three of `known` that differ from `name` by slips of the pen, nearest first.
pub(super) fn nearest<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Vec<&'a str> {
    let limit = 1 + name.chars().count() / LETTERS_PER_SLIP;
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|it| (strsim::damerau_levenshtein(name, it), it))
        .filter(|(distance, it)| *distance <= limit && *it != name)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, it)| it).collect()
}

/// The hint that offers those names; nothing when there are none.
pub(super) fn offer(near: &[&str]) -> Option<Words> {
    if near.is_empty() {
        return None;
    }
    let ru: Vec<String> = near.iter().map(|it| format!("«{it}»")).collect();
    let en: Vec<String> = near.iter().map(|it| format!("`{it}`")).collect();
    Some(Words::new(
        format!("возможно, имелось в виду {}", ru.join(", ")),
        format!("did you mean {}", en.join(", ")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        let known = ["title", "tile", "summary", "projects.title", "projects.titles"];
        assert_eq!(nearest(name, known), expected);
    }

    #[test]
    fn nearest_names_come_first() {
        check("titel", &["title", "tile"]);
        check("projects.titel", &["projects.title", "projects.titles"]);
        check("sumary", &["summary"]);
        check("engine", &[]);
        check("title", &["tile"]);
    }
}
