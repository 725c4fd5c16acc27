//! The items of an order and the projects under them.

use std::collections::BTreeSet;

use super::block::{Block, Shape};
use super::entry::{Entry, entry};
use super::foot::is_signature;
use super::heading::{Told, common_level};
use super::names::{is_role, names};
use super::row::{Row, Table};
use super::{Item, Lexicon, Mention, Remark, marker};
use crate::diag::Words;
use crate::text::inflection::words;
use crate::text::organisation::begins_name;

/// What the body says, and how many of its blocks belong to it.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub items: Vec<Item>,
    pub mentions: Vec<Mention>,
    pub remarks: Vec<Remark>,
    /// The first block that is no more of it.
    pub end: usize,
}

/// Reads blocks one after another.
pub(super) struct Reader<'a> {
    lexicon: &'a Lexicon<'a>,
    known: &'a BTreeSet<String>,
    body: Body,
    /// What the present item tells, with the headings inside it.
    above: Vec<(Option<String>, Told)>,
    table: Table,
}

/// Reads the items; blocks behind the last of them are left.
pub(super) fn body(blocks: &[Block], lexicon: &Lexicon<'_>, known: &BTreeSet<String>) -> Body {
    let last = last_item(blocks);
    let mut reader = Reader {
        lexicon,
        known,
        body: Body::default(),
        above: vec![],
        table: Table::default(),
    };
    for (at, block) in blocks.iter().enumerate() {
        let is_foot = block.shape == Shape::Plain && !begins_name(&block.text);
        if last.is_none_or(|it| at > it) && is_foot {
            break;
        }
        reader.take(block);
        reader.body.end = at + 1;
    }
    reader.body
}

/// Reads an attachment as the list of an item.
pub(super) fn attachment(
    blocks: &[Block],
    item: &Item,
    lexicon: &Lexicon<'_>,
    known: &BTreeSet<String>,
) -> Body {
    let told = Told {
        state: item.state,
        statuses: item.status.into_iter().collect(),
        year: item.year,
        funding: item.funding,
    };
    let above = vec![(Some(item.number.clone()), told)];
    let mut reader =
        Reader { lexicon, known, body: Body::default(), above, table: Table::default() };
    for block in blocks {
        reader.inner(block);
    }
    reader.body
}

/// The block of the last item: numbers go up by one, and a signature ends them.
fn last_item(blocks: &[Block]) -> Option<usize> {
    let mut expected = 1;
    let mut last = None;
    for (at, block) in blocks.iter().enumerate() {
        if is_signature(&block.text) && block.shape == Shape::Plain {
            break;
        }
        if is_item(block, expected) {
            (last, expected) = (Some(at), expected + 1);
        }
    }
    last
}

fn is_item(block: &Block, expected: usize) -> bool {
    let number = match &block.shape {
        Shape::Numbered(number) => number,
        _ => return false,
    };
    *number == expected.to_string() && !begins_name(&block.text) && !block.text.starts_with('«')
}

impl Reader<'_> {
    fn take(&mut self, block: &Block) {
        let tops = self.body.items.iter().filter(|it| !it.number.contains('.')).count();
        match &block.shape {
            Shape::Numbered(number) if is_item(block, tops + 1) => {
                self.table = Table::default();
                self.above.clear();
                self.item(number.clone(), block);
            }
            _ => self.inner(block),
        }
    }

    /// An item or a numbered heading inside one.
    fn item(&mut self, number: String, block: &Block) {
        let inline =
            marker::marked(&block.text).and_then(|_| names(&block.text).into_iter().next());
        let start = inline.as_ref().map_or(block.text.len(), |it| it.at.start);
        // «координатор – МАОУ …»: the role belongs to the name behind it.
        let before = words(&block.text[..start]);
        let role = before.iter().rev().take(2).find(|it| is_role(&it.folded));
        let start = role.map_or(start, |it| it.start);
        let told = Told::of(&block.text[..start], self.lexicon.statuses).within(&self.told());
        let text = block.text.trim_end_matches([':', ' ']).to_owned();
        self.body.items.push(Item {
            number: number.clone(),
            text,
            lines: block.lines,
            state: told.state,
            status: told.status(),
            year: told.year,
            funding: told.funding,
        });
        self.above.push((Some(number), told));
        if inline.is_some() && self.told().state.is_some() {
            let found = entry(&block.text[start..], self.lexicon, self.known);
            self.mention(found, block);
        }
    }

    /// What stands under an item.
    fn inner(&mut self, block: &Block) {
        if block.shape == Shape::Row {
            return self.row(block);
        }
        let told = Told::of(&block.text, self.lexicon.statuses);
        let is_title = block.shape == Shape::Plain && !block.text.ends_with(['.', ';']);
        let is_heading = (is_title || block.text.ends_with(':'))
            && !told.is_empty()
            && names(&block.text).is_empty();
        match &block.shape {
            Shape::Numbered(number) | Shape::Bracketed(number) if is_heading => {
                let (number, top) = (self.full(number), self.above.len().min(1));
                self.above.truncate(top);
                return self.item(number, block);
            }
            _ if is_heading => {
                let top =
                    self.above.iter().rposition(|it| it.0.is_some()).map_or(0, |it| it + 1);
                self.above.truncate(top);
                let told = told.within(&self.told());
                self.above.push((None, told));
                return;
            }
            _ => {}
        }
        let found = entry(&block.text, self.lexicon, self.known);
        let decided = self.told().state.or(found.told.state).is_some();
        if !found.participants.is_empty() && (decided || found.theme.is_some()) {
            self.mention(found, block);
        } else if self.told().state.is_none()
            && let Some(item) = self.body.items.last_mut()
        {
            item.text = format!("{} {}", item.text, block.text);
        } else {
            self.unread(block);
        }
    }

    fn row(&mut self, block: &Block) {
        match self.table.read(block, self.lexicon, self.known) {
            Row::Header(unread) => {
                for column in unread {
                    let words = Words::new(
                        format!("столбец «{column}» не читается"),
                        format!("the column `{column}` is not read"),
                    );
                    self.body.remarks.push(Remark { lines: block.lines, text: column, words });
                }
            }
            Row::Heading(told) => {
                let top =
                    self.above.iter().rposition(|it| it.0.is_some()).map_or(0, |it| it + 1);
                self.above.truncate(top);
                let told = told.within(&self.told());
                self.above.push((None, told));
            }
            Row::Entry(found) => self.mention(found, block),
            Row::Nothing => {}
            Row::Unread => self.unread(block),
        }
    }

    /// «1)» under item 3 is 3.1.
    fn full(&self, number: &str) -> String {
        let top = self.above.iter().find_map(|it| it.0.clone());
        match top {
            Some(top) if !number.contains('.') => format!("{top}.{number}"),
            _ => number.to_owned(),
        }
    }

    fn told(&self) -> Told {
        self.above.last().map(|it| it.1.clone()).unwrap_or_default()
    }

    fn mention(&mut self, found: Entry, block: &Block) {
        let told = found.told.within(&self.told());
        let item = self.above.iter().rev().find_map(|it| it.0.clone());
        for words in &found.rest {
            self.body.remarks.push(Remark::unread(block.lines, words));
        }
        self.body.mentions.push(Mention {
            item: item.unwrap_or_default(),
            lines: block.lines,
            theme: found.theme,
            state: told.state,
            status: told.status(),
            level: common_level(&told.statuses, self.lexicon.statuses),
            year: told.year,
            funding: told.funding,
            participants: found.participants,
        });
    }

    fn unread(&mut self, block: &Block) {
        self.body.remarks.push(Remark::unread(block.lines, &block.text));
    }
}
