//! `{{ число показатель=организации год=2023 }}`: a figure with its noun, «80 организаций».

use crate::content::quantity::{Quantity, quantity};
use crate::yaml::table::{Spanned, Table, Word};

/// Which figure, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The year that is counted.
    pub year: Spanned<i16>,
    /// What is counted.
    pub of: Asked,
    /// Whose number it is.
    pub source: Source,
    /// Whether the noun behind it is left out.
    pub is_bare: bool,
}

/// How a figure is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// By what is counted.
    Quantity(Quantity),
    /// By its key in `content/data/reports/`.
    Key(Spanned<String>),
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Counted in the registry.
    Registry,
    /// Stated by the report of the year.
    Report,
}

impl Word for Source {
    const WORDS: &'static [(Source, &'static [&'static str])] =
        &[(Source::Registry, &["реестр", "registry"]), (Source::Report, &["отчет", "report"])];
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<Number> {
    let year = table.key("год", "year").required().year();
    let key = table.key("ключ", "key").verbatim();
    let source = table.key("источник", "source").word().map(|it| it.value);
    let noun = table.key("слово", "noun").word::<Noun>().map(|it| it.value);
    let (of, usual) = match key {
        Some(key) => (Some(Asked::Key(key)), Source::Report),
        None => (quantity(table, true).map(Asked::Quantity), Source::Registry),
    };
    let source = source.unwrap_or(usual);
    Some(Number { year: year?, of: of?, source, is_bare: noun == Some(Noun::Omitted) })
}

/// Whether a noun follows the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    Written,
    Omitted,
}

impl Word for Noun {
    const WORDS: &'static [(Noun, &'static [&'static str])] =
        &[(Noun::Written, &["да", "yes"]), (Noun::Omitted, &["нет", "no"])];
}
