//! `{{ рисунок о=типы год=2023 }}`: a figure of a yearly report, stated and counted numbers side
//! by side.

use crate::yaml::table::{Spanned, Table, Word};

/// Which figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The year.
    pub year: Spanned<i16>,
    /// What it shows.
    pub about: About,
}

/// What a figure of a report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Organisations by type.
    Types,
    /// Projects by status.
    Formats,
}

impl Word for About {
    const WORDS: &'static [(About, &'static [&'static str])] =
        &[(About::Types, &["типы", "types"]), (About::Formats, &["форматы", "formats"])];
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Figure> {
    let about = table.key("о", "about").required().word();
    let year = table.key("год", "year").required().year();
    Some(Figure { year: year?, about: about?.value })
}
