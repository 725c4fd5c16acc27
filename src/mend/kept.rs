//! A card that another program has written anew, in the form that it had before: only what says
//! something else is changed. Content managers put keys into their own order, write every list
//! over many lines and quote numbers; nobody can read such a change, or join it with another.

use std::ops::Range;
use std::sync::Arc;

use crate::content::entry;
use crate::diag::Words;
use crate::diag::fix::{Edit, Fix, applied};
use crate::yaml::write::{Within, scalar};
use crate::yaml::{self, Key, Node, Value};

/// A card open for reading: its text, the bytes of its YAML, and the entries there.
struct Card<'t> {
    text: &'t str,
    matter: Range<usize>,
    body: Range<usize>,
    entries: Vec<(Key, Node)>,
}

/// What `after` says in the form of `before`; none where they cannot be read without a mistake,
/// or where the result would not say the same.
pub fn kept(before: &str, after: &str) -> Option<String> {
    let (old, new) = (Card::open(before)?, Card::open(after)?);
    let mut edits = vec![];
    let mut behind = old.matter.start;
    for (key, value) in &new.entries {
        let written = &new.text[new.lines(key, value)];
        let Some((own, was)) = old.entries.iter().find(|it| it.0.name == key.name) else {
            edits.push(Edit::new(behind..behind, written));
            continue;
        };
        let lines = old.lines(own, was);
        behind = lines.end;
        let mut changes = vec![];
        match changed((&old, &new), was, value, Within::Block, &mut changes) {
            true => edits.extend(changes),
            false => edits.push(Edit::new(lines, written)),
        }
    }
    for (key, value) in &old.entries {
        if !new.entries.iter().any(|it| it.0.name == key.name) {
            edits.push(Edit::new(old.lines(key, value), ""));
        }
    }
    let (was, is) = (&before[old.body.clone()], &after[new.body.clone()]);
    if was.trim() != is.trim() {
        edits.push(Edit::new(old.body.clone(), is));
    }
    let fix = Fix::new(Words::new("", ""), edits);
    let text = String::from_utf8(applied(before.as_bytes(), [&fix]).0).ok()?;
    let made = Card::open(&text)?;
    let same_body = text[made.body.clone()].trim() == is.trim();
    (same_body && said(&made.entries) == said(&new.entries)).then_some(text)
}

impl<'t> Card<'t> {
    fn open(text: &'t str) -> Option<Card<'t>> {
        let entry::Parts { matter, body, .. } = entry::parts(text)?;
        let (node, remarks) = yaml::parse(&Arc::from(""), text, matter.clone());
        match node?.value {
            Value::Table(entries) if remarks.is_empty() => {
                Some(Card { text, matter, body, entries })
            }
            _ => None,
        }
    }

    /// The lines of an entry, with the end of the last one.
    fn lines(&self, key: &Key, value: &Node) -> Range<usize> {
        let end = match value.value {
            Value::Nothing => key.at.end,
            _ => value.at.end.max(key.at.end),
        };
        self.whole_lines(key.at.start..end)
    }

    /// The lines of an item of a list, its hyphen among them.
    fn item(&self, item: &Node) -> Range<usize> {
        self.whole_lines(item.at.clone())
    }

    fn whole_lines(&self, at: Range<usize>) -> Range<usize> {
        let start = self.text[..at.start].rfind('\n').map_or(0, |it| it + 1);
        // A value over several lines ends where the next one begins.
        let end = self.text[..at.end].trim_end().len().max(at.start);
        let end = self.text[end..].find('\n').map_or(self.text.len(), |it| end + it + 1);
        start..end.min(self.matter.end.max(start))
    }
}

/// Collects what makes an old value say the new one; false where its form cannot stay.
fn changed(
    (old, new): (&Card<'_>, &Card<'_>),
    was: &Node,
    is: &Node,
    within: Within,
    edits: &mut Vec<Edit>,
) -> bool {
    if says(was) == says(is) {
        return true;
    }
    let written = &old.text[was.at.clone()];
    let within = if written.starts_with(['[', '{']) { Within::Brackets } else { within };
    match (&was.value, &is.value) {
        (Value::Text(_), Value::Text(text)) => {
            let is_line = !text.contains('\n') && !written.starts_with(['|', '>']);
            if is_line {
                edits.push(Edit::new(was.at.clone(), scalar(text, within)));
            }
            is_line
        }
        (Value::List(all), Value::List(wanted)) if all.len() == wanted.len() => {
            all.iter().zip(wanted).all(|(was, is)| changed((old, new), was, is, within, edits))
        }
        (Value::List(all), Value::List(wanted)) if within == Within::Block => {
            let edit = items((old, all), (new, wanted));
            let is_placed = edit.is_some();
            edits.extend(edit);
            is_placed
        }
        (Value::Table(all), Value::Table(wanted)) if all.len() == wanted.len() => {
            all.iter().all(|(key, was)| {
                let is = wanted.iter().find(|it| it.0.name == key.name);
                is.is_some_and(|(_, is)| changed((old, new), was, is, within, edits))
            })
        }
        _ => false,
    }
}

/// The items of a list on lines of their own that came or went, between those that stayed; none
/// where there is no old item to stand beside.
fn items(
    (old, all): (&Card<'_>, &[Node]),
    (new, wanted): (&Card<'_>, &[Node]),
) -> Option<Edit> {
    let same = |(was, is): &(&Node, &Node)| says(was) == says(is);
    let head = all.iter().zip(wanted).take_while(same).count();
    let rests = all[head..].iter().rev().zip(wanted[head..].iter().rev());
    let tail = rests.take_while(same).count();
    let gone = &all[head..all.len() - tail];
    let at = match (gone, head) {
        ([first, .., last], _) => old.item(first).start..old.item(last).end,
        ([only], _) => old.item(only),
        ([], 0) => old.item(all.first()?).start..old.item(all.first()?).start,
        ([], _) => old.item(&all[head - 1]).end..old.item(&all[head - 1]).end,
    };
    let indent =
        |card: &Card<'_>, it: &Node| card.text[card.item(it).start..it.at.start].find('-');
    let wide = indent(old, all.first()?)?;
    let mut written = String::new();
    for item in &wanted[head..wanted.len() - tail] {
        let own = indent(new, item)?;
        for line in new.text[new.item(item)].split_inclusive('\n') {
            written.push_str(&" ".repeat(wide));
            written.push_str(line.get(own..)?);
        }
    }
    Some(Edit::new(at, written))
}

/// What entries say, whatever their order.
fn said(entries: &[(Key, Node)]) -> Vec<(String, String)> {
    let mut all: Vec<_> =
        entries.iter().map(|(key, it)| (key.name.clone(), says(it))).collect();
    all.sort_unstable();
    all
}

/// What a value says, whatever its form and the order of its keys.
pub(super) fn says(node: &Node) -> String {
    match &node.value {
        Value::List(items) => format!("{:?}", items.iter().map(says).collect::<Vec<_>>()),
        Value::Table(entries) => format!("{:?}", said(entries)),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "---\nтема: Музей # рабочее название\nучастники:\n  - {организация: a, роль: координатор}\n  - {организация: b, роль: партнер}\nпункт: 3\n---\n\nТекст.\n";

    #[track_caller]
    fn check(after: &str, expected: &str) {
        let made = kept(BEFORE, after).expect("both are cards");
        assert_eq!(made, expected);
        assert_eq!(kept(&made, after).as_deref(), Some(expected), "a second time");
    }

    #[test]
    fn another_form_is_no_change() {
        check(
            "---\nпункт: '3'\nтема: Музей\nучастники:\n  - организация: a\n    роль: координатор\n  - роль: партнер\n    организация: b\n---\nТекст.\n",
            BEFORE,
        );
    }

    #[test]
    fn a_changed_value_is_all_that_changes() {
        check(
            "---\nтема: 'Музей: зал'\nучастники:\n  - организация: a\n    роль: координатор\n  - организация: 'b,c'\n    роль: партнер\nпункт: '3'\n---\n\nТекст.\n",
            &BEFORE
                .replace("Музей #", "'Музей: зал' #")
                .replace("организация: b", "организация: 'b,c'"),
        );
    }

    #[test]
    fn keys_come_and_go_with_their_lines() {
        check(
            "---\nтема: Музей\nуровень: муниципальный\nпункт: '3'\n---\n\nДругой текст.\n",
            "---\nтема: Музей # рабочее название\nуровень: муниципальный\nпункт: 3\n---\n\nДругой текст.\n",
        );
    }

    #[test]
    fn items_come_and_go_with_their_lines() {
        let item = |id: &str| format!("- организация: {id}\n  роль: партнер\n");
        let list = |ids: &[&str]| {
            let first = "- организация: a\n  роль: координатор\n".to_owned();
            let items: String = ids.iter().map(|it| item(it)).collect();
            format!("---\nтема: Музей\nучастники:\n{first}{items}пункт: 3\n---\n\nТекст.\n")
        };
        let row = "  - {организация: b, роль: партнер}\n";
        let new = "  - организация: c\n    роль: партнер\n";
        check(&list(&["b", "c"]), &BEFORE.replace(row, &format!("{row}{new}")));
        check(&list(&["c", "b"]), &BEFORE.replace(row, &format!("{new}{row}")));
        check(&list(&["c"]), &BEFORE.replace("организация: b", "организация: c"));
        check(&list(&[]), &BEFORE.replace(row, ""));
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        assert_eq!(kept(BEFORE, "---\nтема: [\n---\n"), None);
        assert_eq!(kept("нет карточки", BEFORE), None);
    }
}
