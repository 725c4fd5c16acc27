//! The charts that pages and authors' texts call by name.

use crate::yaml::table::Word;

/// A chart that the registry can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartName {
    /// Active projects by year and state.
    Years,
    /// Organisations of a year by type.
    Types,
    /// All organisations of the city by type beside those with projects.
    Involvement,
    /// Projects of a year by status.
    Statuses,
    /// How many projects organisations of a year have.
    Counts,
    /// Communities of a year by size.
    Sizes,
}

impl ChartName {
    /// The key in addresses.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|it| it.0 == self).map_or("", |it| it.1[1])
    }

    /// Whether there is one for each year.
    pub fn has_year(self) -> bool {
        self != ChartName::Years
    }

    /// All charts, in the order in which a visitor meets them.
    pub fn all() -> impl Iterator<Item = ChartName> {
        Self::WORDS.iter().map(|it| it.0)
    }
}

impl Word for ChartName {
    const WORDS: &'static [(ChartName, &'static [&'static str])] = &[
        (ChartName::Years, &["годы", "years"]),
        (ChartName::Types, &["типы", "types"]),
        (ChartName::Involvement, &["вовлеченность", "involvement"]),
        (ChartName::Statuses, &["статусы", "statuses"]),
        (ChartName::Counts, &["число-проектов", "counts"]),
        (ChartName::Sizes, &["размеры", "sizes"]),
    ];
}
