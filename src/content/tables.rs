//! `tables.yaml`: which columns of a table are which keys of cards.

use super::vocabulary::{Term, term};
use crate::yaml::table::{Spanned, Table};

/// How the cards of one kind look as a table.
#[derive(Clone, Debug)]
pub struct TableMap {
    /// The kind, by a name that commands know: «организация».
    pub cards: Spanned<String>,
    /// Columns in their order.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: Spanned<String>,
    /// The key of the card.
    pub key: Spanned<String>,
}

/// Reads a term of `tables.yaml`.
pub fn table_map(table: Table<'_, '_>) -> Option<Term<TableMap>> {
    term(table, |table| {
        let cards = table.key("карточки", "cards").required().verbatim();
        let columns = table.key("столбцы", "columns").required().tables(|mut row| {
            let heading = row.key("столбец", "column").required().verbatim();
            let key = row.key("поле", "field").required().verbatim();
            row.finish();
            Some(Column { heading: heading?, key: key? })
        });
        Some(TableMap { cards: cards?, columns })
    })
}
