//! What stands under the items: the signature, who prepared the paper, to whom it goes.

use super::requisite::person;
use crate::import::paper::Line;

/// The foot of an order.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// Post and name.
    pub signatory: Option<(String, String)>,
    pub executors: Vec<String>,
    pub distribution: Option<String>,
    /// The first line that is no more of it.
    pub end: usize,
}

/// Whether a line carries a signature: a name with initials and little else.
pub(super) fn is_signature(text: &str) -> bool {
    let Some((at, _)) = person(text) else { return false };
    let beside = text[..at.start].split_whitespace().count();
    beside <= 12 && text[at.end..].trim_matches(['.', ' ', '_']).is_empty()
}

/// Reads the lines below the items; the lines that follow the foot are left.
pub(super) fn foot(lines: &[Line]) -> Foot {
    let mut foot = Foot::default();
    let mut post: Vec<&str> = vec![];
    let mut has_gap = false;
    let mut in_distribution = false;
    for line in lines {
        let text = line.text.as_str();
        if text.is_empty() {
            (has_gap, in_distribution) = (true, false);
            continue;
        }
        if in_distribution && !has_gap {
            let before = foot.distribution.take().unwrap_or_default();
            foot.distribution = Some(format!("{before} {text}"));
        } else if let Some(list) = distribution(text) {
            foot.distribution = Some(list.to_owned());
            in_distribution = true;
        } else if foot.signatory.is_none() && line.cells.is_empty() && post.len() < 4 {
            foot.sign(text, &mut post);
        } else if let Some((_, name)) = person(text).filter(|it| is_executor(text, &it.0)) {
            foot.executors.push(name);
        } else if !is_phone(text) {
            break;
        }
        foot.end = line.number;
        has_gap = false;
    }
    foot
}

impl Foot {
    fn sign<'a>(&mut self, text: &'a str, post: &mut Vec<&'a str>) {
        let Some((at, name)) = person(text) else { return post.push(text) };
        post.push(text[..at.start].trim().trim_end_matches('_').trim());
        let post = std::mem::take(post).join(" ").trim().to_owned();
        self.signatory = Some((post, name));
    }
}

fn distribution(text: &str) -> Option<&str> {
    let (word, list) = text.split_once(':')?;
    let word = word.trim().to_lowercase();
    matches!(&*word, "разослать" | "рассылка" | "расчет рассылки" | "расчёт рассылки")
        .then(|| list.trim())
}

/// A name, perhaps with «Исп.» before and a phone behind.
fn is_executor(text: &str, name: &std::ops::Range<usize>) -> bool {
    let before = text[..name.start].trim().to_lowercase();
    let words = ["", "исп.", "исполнитель", "исполнитель:", "исп.:", "исп"];
    words.contains(&before.as_str()) && is_phone(&text[name.end..])
}

fn is_phone(text: &str) -> bool {
    let text = text.replace("тел", "");
    text.chars().all(|it| it.is_ascii_digit() || " .,:;()+-–".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::paper::Paper;

    #[test]
    fn reads_the_foot() {
        let paper = Paper::from_text(
            "Председатель Комитета\nпо делам образования\tС. В. Портъев\n\nИсп. Манекина Л.Ю.\n\
             700 19 92\n\nРазослать: в дело, МКУ,\nв школы\n\nСправка",
        );
        let found = foot(&paper.lines);
        let signatory = ("Председатель Комитета по делам образования", "С. В. Портъев");
        let told = found.signatory.as_ref().map(|(post, name)| (post.as_str(), name.as_str()));
        assert_eq!(told, Some(signatory));
        assert_eq!(found.executors, ["Л. Ю. Манекина"]);
        assert_eq!(found.distribution.as_deref(), Some("в дело, МКУ, в школы"));
        assert_eq!(found.end, 8);
    }
}
