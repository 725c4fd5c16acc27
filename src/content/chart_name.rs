//! The charts that pages and authors' texts call by name.

use crate::yaml::table::Word;

/// A chart that the registry can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartName {
    /// Active projects by year and state.
    Years,
    /// Organisations and projects over the years.
    Trend,
    /// What became of the projects of the year before.
    Flow,
    /// Organisations of a year by type.
    Types,
    /// All organisations of the city by type beside those with projects.
    Involvement,
    /// Projects of a year by status.
    Statuses,
    /// How many projects organisations of a year have.
    Counts,
    /// Directions of projects, by status.
    Directions,
    /// What a report of the year states beside what is counted.
    Report,
    /// Communities of a year by size.
    Sizes,
    /// Who is in several communities.
    Membership,
    /// All organisations and communities of a year.
    Network,
    /// Entries of events by month and by how people met.
    Months,
    /// Events of platforms by how people met.
    Formats,
    /// What platforms held of each series.
    Series,
    /// Terms of tasks.
    Deadlines,
    /// The bank of products by kind.
    Kinds,
    /// The bank of products by audience.
    Audiences,
    /// The bank of products by readiness.
    Readiness,
    /// Products by the number of organisations that took them over.
    Adoptions,
}

impl ChartName {
    /// The key in addresses.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|it| it.0 == self).map_or("", |it| it.1[1])
    }

    /// Whether there is one for each year.
    pub fn has_year(self) -> bool {
        !matches!(
            self,
            ChartName::Years
                | ChartName::Trend
                | ChartName::Deadlines
                | ChartName::Kinds
                | ChartName::Audiences
                | ChartName::Readiness
                | ChartName::Adoptions
        )
    }

    /// All charts, in the order in which a visitor meets them.
    pub fn all() -> impl Iterator<Item = ChartName> {
        Self::WORDS.iter().map(|it| it.0)
    }
}

impl Word for ChartName {
    const WORDS: &'static [(ChartName, &'static [&'static str])] = &[
        (ChartName::Years, &["годы", "years"]),
        (ChartName::Trend, &["динамика", "trend"]),
        (ChartName::Flow, &["движение", "flow"]),
        (ChartName::Types, &["типы", "types"]),
        (ChartName::Involvement, &["вовлеченность", "involvement"]),
        (ChartName::Statuses, &["статусы", "statuses"]),
        (ChartName::Counts, &["число-проектов", "counts"]),
        (ChartName::Directions, &["направления", "directions"]),
        (ChartName::Report, &["отчет", "report"]),
        (ChartName::Sizes, &["размеры", "sizes"]),
        (ChartName::Membership, &["участие", "membership"]),
        (ChartName::Network, &["сеть", "network"]),
        (ChartName::Months, &["месяцы", "months"]),
        (ChartName::Formats, &["форматы", "formats"]),
        (ChartName::Series, &["серии", "series"]),
        (ChartName::Deadlines, &["сроки", "deadlines"]),
        (ChartName::Kinds, &["виды-продуктов", "kinds"]),
        (ChartName::Audiences, &["аудитории", "audiences"]),
        (ChartName::Readiness, &["готовность", "readiness"]),
        (ChartName::Adoptions, &["внедрения", "adoptions"]),
    ];
}
