//! Edits of cards that leave them whole: what one project says, another says too.

use novator::build::Options;

use super::edits::Editor;
use super::hand::read;

/// Looks for a card of a project among so many files.
const MOST_LOOKS: usize = 50;

impl Editor {
    /// A key of one project in the place of the same key of another: a status, a roster, a
    /// history, a theme.
    pub(crate) fn graft(&mut self, _: &mut Options) -> String {
        let mut projects = vec![];
        for _ in 0..MOST_LOOKS {
            let path = self.any_file();
            if path.parent().is_some_and(|it| it.ends_with("projects")) && path.exists() {
                projects.push(path);
            }
        }
        let [stock, .., scion] = projects.as_slice() else {
            return "nothing".to_owned();
        };
        let [own, other] =
            [stock, scion].map(|it| String::from_utf8_lossy(&read(it)).into_owned());
        let keys = blocks(&other);
        if keys.is_empty() {
            return "nothing".to_owned();
        }
        let graft = keys[self.below(keys.len())];
        let key = graft.split(':').next().unwrap_or_default();
        let same = blocks(&own).into_iter().find(|it| it.split(':').next() == Some(key));
        let text = match same {
            Some(same) => own.replacen(same, graft, 1),
            None => own.replacen("---\n", &format!("---\n{graft}"), 1),
        };
        self.hand.write(stock, text.as_bytes());
        self.said(&format!("graft {key} of {}", scion.display()), stock)
    }
}

/// The keys of the first level of a card, each with all that stands below it.
fn blocks(card: &str) -> Vec<&str> {
    let front = card.strip_prefix("---\n").unwrap_or_default();
    let front = &front[..front.find("\n---").map_or(0, |it| it + 1)];
    let mut blocks = vec![];
    let mut rest = front;
    while let Some(first) = rest.find('\n') {
        let inner = |line: &str| line.starts_with([' ', '-', '#', '\n']);
        let lines = rest[first + 1..].split_inclusive('\n').take_while(|it| inner(it));
        let length = first + 1 + lines.map(str::len).sum::<usize>();
        blocks.push(&rest[..length]);
        rest = &rest[length..];
    }
    blocks.retain(|it| it.contains(':'));
    blocks
}
