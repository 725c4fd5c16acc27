//! The menu by its parts: a visitor chooses among a few, and sees the rest of the one chosen.

use serde::Serialize;

use super::around::MenuItem;
use super::frame::Label;

/// The parts in their order, each with the keys of the items that belong to it. Items of no part
/// are pages about the section itself.
const PARTS: &[(&str, &[&str])] = &[
    ("home", &["home"]),
    ("part_registry", &["projects", "communities", "organisations", "network"]),
    ("part_results", &["products", "spread", "ranking"]),
    ("part_figures", &["statistics", "infographics", "reports", "monitoring"]),
    ("part_rules", &["documents", "procedures", "tasks", "programmes"]),
    ("part_life", &["events", "news", "contests"]),
    (ABOUT, &[]),
];

const ABOUT: &str = "part_about";

/// One part of the menu.
#[derive(Serialize)]
pub(super) struct Part {
    /// What it is called: one item alone gives its own name.
    label: Label,
    /// The visitor is on one of its pages or below.
    within: bool,
    /// Its items, at least one.
    items: Vec<MenuItem>,
}

/// The items of the menu by part; empty parts are left out.
pub(super) fn parts(items: &[MenuItem]) -> Vec<Part> {
    let of = |(part, _): &(&'static str, _)| {
        let items = items.iter().filter(|it| part_of(&it.label) == *part);
        let items: Vec<MenuItem> = items.cloned().collect();
        let label = match &items[..] {
            [] => return None,
            [one] => one.label.clone(),
            _ => Label::key(part),
        };
        let within = items.iter().any(|it| it.current || it.within);
        Some(Part { label, within, items })
    };
    PARTS.iter().filter_map(of).collect()
}

fn part_of(label: &Label) -> &'static str {
    let holds = |keys: &[&str]| label.key.is_some_and(|key| keys.contains(&key));
    PARTS.iter().find(|(_, keys)| holds(keys)).map_or(ABOUT, |(part, _)| part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_in_their_parts() {
        let item =
            |label| MenuItem { href: String::new(), label, current: false, within: false };
        let mut items: Vec<MenuItem> = ["home", "projects", "organisations", "statistics"]
            .map(|key| item(Label::key(key)))
            .into();
        items.push(item(Label::text("Кто ведет")));
        items[2].within = true;
        let found: Vec<_> =
            parts(&items).into_iter().map(|it| (it.label, it.within, it.items.len())).collect();
        let expected = [
            (Label::key("home"), false, 1),
            (Label::key("part_registry"), true, 2),
            (Label::key("statistics"), false, 1),
            (Label::text("Кто ведет"), false, 1),
        ];
        assert_eq!(found, expected);
    }
}
