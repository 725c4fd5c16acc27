//! Tables: which column holds what, and a row as an entry.

use std::collections::BTreeSet;

use super::block::Block;
use super::entry::{Entry, entry};
use super::heading::Told;
use super::marker;
use super::{Lexicon, Participant};
use crate::content::word::Role;
use crate::text::order::fold;
use crate::text::organisation::begins_name;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Organisation,
    Coordinator,
    Partners,
    Theme,
    /// Status, decision, years: whatever headings tell too.
    Told,
    /// Something that the registry does not take from here.
    Other,
}

/// The table being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// Who stood in the row above: an empty cell means the same again.
    above: Vec<Participant>,
}

/// What a row is.
pub(super) enum Row {
    /// It names the columns; those that are not read are given back.
    Header(Vec<String>),
    /// It is a heading over the rows below it.
    Heading(Told),
    /// It is a project.
    Entry(Entry),
    /// It says nothing.
    Nothing,
    /// It was not understood.
    Unread,
}

impl Table {
    /// Reads the next row.
    pub(super) fn read(
        &mut self,
        block: &Block,
        lexicon: &Lexicon<'_>,
        known: &BTreeSet<String>,
    ) -> Row {
        if let Some(columns) = header(&block.cells) {
            let unread = block.cells.iter().zip(&columns);
            let unread = unread.filter(|(_, it)| **it == Column::Other).map(|it| it.0.clone());
            let unread = unread.filter(|it| !it.is_empty()).collect();
            self.columns = columns;
            return Row::Header(unread);
        }
        let filled: Vec<&String> = block.cells.iter().filter(|it| !it.is_empty()).collect();
        if filled.iter().all(|it| it.bytes().all(|it| it.is_ascii_digit())) {
            return Row::Nothing;
        }
        if let [only] = filled[..] {
            let told = Told::of(only, lexicon.statuses);
            return if told.is_empty() { Row::Unread } else { Row::Heading(told) };
        }
        if self.columns.len() != block.cells.len() {
            return self.unnamed(block, lexicon, known);
        }
        let mut found = Entry::default();
        for (cell, column) in block.cells.iter().zip(&self.columns) {
            read_cell(&mut found, (cell, *column), lexicon, known);
        }
        if found.participants.is_empty() {
            found.participants.clone_from(&self.above);
        }
        self.finish(found)
    }

    /// A row without a header: one name and one theme in quotes are plain enough.
    fn unnamed(&self, block: &Block, lexicon: &Lexicon<'_>, known: &BTreeSet<String>) -> Row {
        let names: Vec<&String> = block.cells.iter().filter(|it| begins_name(it)).collect();
        let themes: Vec<&String> =
            block.cells.iter().filter(|it| it.starts_with('«')).collect();
        let ([name], [theme]) = (&names[..], &themes[..]) else { return Row::Unread };
        let mut found = entry(name, lexicon, known);
        found.theme = marker::theme(theme).map(|it| it.0);
        Row::Entry(found)
    }

    fn finish(&mut self, found: Entry) -> Row {
        if found.participants.is_empty() {
            return Row::Unread;
        }
        self.above.clone_from(&found.participants);
        Row::Entry(found)
    }
}

fn read_cell(
    found: &mut Entry,
    (cell, column): (&str, Column),
    lexicon: &Lexicon<'_>,
    known: &BTreeSet<String>,
) {
    if cell.trim_matches(['-', '–', '—', ' ']).is_empty() {
        return;
    }
    let mut of_role = |role| {
        let mut named = Entry { theme: Some(String::new()), ..Entry::default() };
        named.read_names(cell, lexicon, known);
        for it in &mut named.participants {
            it.role = Some(role);
        }
        found.participants.append(&mut named.participants);
        found.rest.append(&mut named.rest);
    };
    match column {
        Column::Coordinator => of_role(Role::Coordinator),
        Column::Partners => of_role(Role::Partner),
        Column::Organisation => {
            let mut named = Entry { theme: Some(String::new()), ..Entry::default() };
            named.read_names(cell, lexicon, known);
            found.told = named.told.within(&found.told);
            found.participants.append(&mut named.participants);
            found.rest.append(&mut named.rest);
        }
        Column::Theme => {
            let marked = marker::marked(cell).map(|it| it.text);
            found.theme = marked.or_else(|| marker::theme(cell).map(|it| it.0));
        }
        Column::Told => {
            let told = Told::of(cell, lexicon.statuses);
            match told.is_empty() {
                true => found.rest.push(cell.to_owned()),
                false => found.told = told.within(&found.told),
            }
        }
        Column::Number | Column::Other => {}
    }
}

/// The columns that a row names, if it is a header.
fn header(cells: &[String]) -> Option<Vec<Column>> {
    if cells.iter().any(|it| begins_name(it) || it.starts_with('«')) {
        return None;
    }
    let columns: Vec<Column> = cells.iter().map(|it| column(it)).collect();
    let known = |it: &Column| !matches!(it, Column::Other | Column::Number);
    (columns.iter().filter(|it| known(it)).count() > 1).then_some(columns)
}

fn column(name: &str) -> Column {
    let folded = fold(name);
    let has = |stems: &[&str]| stems.iter().any(|it| folded.contains(it));
    if folded.is_empty() || folded == "п п" || folded == "n" {
        Column::Number
    } else if has(&["координатор"]) {
        Column::Coordinator
    } else if has(&["партнер", "участники"]) {
        Column::Partners
    } else if has(&["тема"]) {
        Column::Theme
    } else if has(&["организаци", "учрежден"]) || folded == "оо" || folded == "доу"
    {
        Column::Organisation
    } else if has(&[
        "статус",
        "решение",
        "режим",
        "срок",
        "период",
        "вид площадки",
        "финансирован",
    ]) {
        Column::Told
    } else if has(&["проект", "программ"]) {
        Column::Theme
    } else if folded == "наименование" {
        Column::Organisation
    } else if folded == "год" {
        Column::Told
    } else {
        Column::Other
    }
}
