//! Several names in one sentence.

/// «а», «а и б», «а, б и в»; of more than `most` names the first, and how many are left out:
/// «а, б и еще 4».
pub fn listed<S: AsRef<str>>(names: &[S], most: usize) -> String {
    let most = most.max(2);
    let shown = if names.len() > most { most - 1 } else { names.len() };
    let mut words: Vec<String> =
        names.iter().take(shown).map(|it| it.as_ref().to_owned()).collect();
    if shown < names.len() {
        words.push(format!("еще\u{a0}{}", names.len() - shown));
    }
    let last = words.pop().unwrap_or_default();
    match words.is_empty() {
        true => last,
        false => format!("{} и\u{a0}{last}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_a_sentence() {
        for (names, expected) in [
            (&[][..], ""),
            (&["август"], "август"),
            (&["август", "октябрь"], "август и октябрь"),
            (&["а", "б", "в"], "а, б и в"),
            (&["а", "б", "в", "г"], "а, б и еще 2"),
        ] {
            assert_eq!(listed(names, 3).replace('\u{a0}', " "), expected);
        }
    }
}
