//! What an author likely meant by a word or a key that is not known.

use super::Asked;
use crate::diag::Words;
use crate::text::nearest;
use crate::yaml::Key;

/// The key that a misspelt one can only stand for, if nothing is written under it yet.
pub(super) fn free(
    wrong: &Key,
    known: &[&'static str],
    asked: &[Asked],
) -> Option<&'static str> {
    let meant = nearest::certain(&wrong.name, known.iter().copied())?;
    let is_free = |it: &Asked| it.at.is_none() && (it.russian == meant || it.english == meant);
    asked.iter().any(is_free).then_some(known.iter().copied().find(|it| *it == meant)?)
}

/// «похоже, вы имели в виду…», or the whole list where nothing is near.
pub fn suggestion(near: &[&str], all: &[&str]) -> Words {
    match near {
        [] => {
            let russian: Vec<_> = all.iter().filter(|it| !it.is_ascii()).copied().collect();
            let shown = if russian.is_empty() { all.to_vec() } else { russian };
            let list = shown.join(", ");
            Words::new(
                format!("здесь можно: {list}"),
                format!("allowed here: {}", all.join(", ")),
            )
        }
        [one] => Words::new(
            format!("похоже, имелось в виду «{one}»"),
            format!("did you mean `{one}`?"),
        ),
        many => {
            let ru: Vec<_> = many.iter().map(|it| format!("«{it}»")).collect();
            let en: Vec<_> = many.iter().map(|it| format!("`{it}`")).collect();
            Words::new(
                format!("похоже, имелось в виду: {}", ru.join(", ")),
                format!("did you mean one of {}?", en.join(", ")),
            )
        }
    }
}
