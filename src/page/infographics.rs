//! All charts of the registry: a page for the newest year, with what is counted over all years,
//! and one for each year before it.

use serde::Serialize;

use super::chart::ChartView;
use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::content::chart_name::ChartName;
use crate::site::Site;

/// The groups of charts, by the key of their heading in strings under `infographics.`.
const SECTIONS: &[(&str, &[ChartName])] = &[
    ("section_years", &[ChartName::Years, ChartName::Trend]),
    (
        "projects",
        &[ChartName::Flow, ChartName::Statuses, ChartName::Directions, ChartName::Report],
    ),
    ("organisations", &[ChartName::Types, ChartName::Involvement, ChartName::Counts]),
    ("communities", &[ChartName::Sizes, ChartName::Membership, ChartName::Network]),
    ("events", &[ChartName::Months, ChartName::Formats, ChartName::Series]),
    ("tasks", &[ChartName::Deadlines]),
    (
        "products",
        &[ChartName::Kinds, ChartName::Audiences, ChartName::Readiness, ChartName::Adoptions],
    ),
];

/// A page for each year; the newest one is the start.
pub(super) fn plan(_: &Site, lists: &Lists) -> Vec<Page> {
    let page = |year: &i16| {
        let subject = Infographics { year: *year };
        Page::new(route(lists, *year), "infographics", subject)
    };
    lists.years.iter().map(page).collect()
}

/// The page of a year.
fn route(lists: &Lists, year: i16) -> Route {
    match lists.years.last() == Some(&year) {
        true => Route::new("infographics/index"),
        false => Route::new(&format!("infographics/{year}")),
    }
}

struct Infographics {
    year: i16,
}

/// What `infographics.html` reads.
#[derive(Serialize)]
struct InfographicsView {
    year: i16,
    /// All years, the newest first.
    years: Vec<YearLink>,
    /// Groups of charts; those without anything to show are left out.
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct YearLink {
    year: i16,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct Section {
    /// Key of the heading.
    key: &'static str,
    charts: Vec<ChartView>,
}

impl Subject for Infographics {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let lists = &context.plan.lists;
        let is_newest = lists.years.last() == Some(&self.year);
        let section = |(key, names): &(&'static str, &[ChartName])| {
            let names: Vec<ChartName> =
                names.iter().copied().filter(|it| is_newest || it.has_year()).collect();
            Section { key, charts: context.named_charts(&names, self.year) }
        };
        let link = |year: &i16| YearLink {
            year: *year,
            href: context.href(&route(lists, *year)),
            current: *year == self.year,
        };
        Box::new(InfographicsView {
            year: self.year,
            years: lists.years.iter().rev().map(link).collect(),
            sections: SECTIONS.iter().map(section).filter(|it| !it.charts.is_empty()).collect(),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let start = Route::new("infographics/index");
        let is_newest = context.plan.lists.years.last() == Some(&self.year);
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        if !is_newest {
            above.push((start.clone(), Label::key("infographics")));
        }
        let year = (!is_newest).then_some(self.year);
        Place {
            title: Label { year, ..Label::key("infographics") },
            above,
            section: Some(start),
            ..Place::default()
        }
    }
}
