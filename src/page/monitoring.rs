//! The yearly monitoring: projects by what they reached, each with its indicators.

use serde::Serialize;

use super::card::{DocumentRow, document_row, project_link};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::route::{self, Route};
use super::{Context, Object, Page, Subject};
use crate::site::monitoring::{Monitored, Monitoring, Subject as Of, Value as Indicated};
use crate::site::{ProjectId, Site};
use crate::stats::monitoring::{self, Reached};
use crate::stats::percent;
use crate::text::typography::{bind, prose};

/// A page of all years, and one for each.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    if site.monitoring.is_empty() {
        return vec![];
    }
    let each = (0..site.monitoring.len()).map(|it| {
        Page::new(route::monitoring(site.monitoring[it].year), "monitoring-year", Year(it))
    });
    [Page::new(all(), "monitoring", AllYears)].into_iter().chain(each).collect()
}

/// The address of the page of all years.
pub(super) fn all() -> Route {
    Route::new("monitoring/index")
}

/// What a project or a year reached.
#[derive(Clone, Copy, Serialize)]
struct ReachedView {
    reached: usize,
    planned: usize,
    percent: Option<usize>,
}

/// The value of an indicator.
#[derive(Serialize)]
pub(super) struct IndicatorView {
    title: String,
    unit: String,
    plan: Option<String>,
    fact: Option<String>,
    /// Whether the plan was reached; none without a plan.
    is_reached: Option<bool>,
}

/// What a project reached in a year.
#[derive(Serialize)]
pub(super) struct ProjectYear {
    year: i16,
    /// The page of the year.
    href: String,
    reached: Option<ReachedView>,
    indicators: Vec<IndicatorView>,
}

struct AllYears;

/// What `monitoring.html` reads.
#[derive(Serialize)]
struct AllYearsView {
    /// Years, the latest first.
    years: Vec<YearRow>,
    /// The indicators of the vocabulary.
    indicators: Vec<DefinitionView>,
}

#[derive(Serialize)]
struct YearRow {
    year: i16,
    href: String,
    is_example: bool,
    projects: usize,
    reached: Option<ReachedView>,
}

#[derive(Serialize)]
struct DefinitionView {
    title: String,
    unit: String,
    summary: Option<String>,
    from: Option<i16>,
    to: Option<i16>,
}

struct Year(usize);

/// What `monitoring-year.html` reads.
#[derive(Serialize)]
struct YearView {
    year: i16,
    is_example: bool,
    document: Option<DocumentRow>,
    /// All projects together.
    total: Option<ReachedView>,
    /// Projects with a plan, the highest share first.
    ranked: Vec<RankedView>,
    /// Projects without one.
    unplanned: Vec<ProjectRow>,
}

#[derive(Serialize)]
struct RankedView {
    first: usize,
    last: usize,
    reached: ReachedView,
    row: ProjectRow,
}

#[derive(Serialize)]
struct ProjectRow {
    /// `href` is empty for a project of an example.
    project: LinkView,
    indicators: Vec<IndicatorView>,
}

impl Subject for AllYears {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let row = |it: &Monitoring| YearRow {
            year: it.year,
            href: context.href(&route::monitoring(it.year)),
            is_example: it.is_example,
            projects: it.projects.len(),
            reached: monitoring::total(it).map(reached_view),
        };
        let indicators = site.vocabularies.indicators.iter().map(|it| DefinitionView {
            title: bind(&it.title),
            unit: bind(&it.matter.unit),
            summary: it.matter.summary.as_deref().map(prose),
            from: it.matter.from,
            to: it.matter.to,
        });
        Box::new(AllYearsView {
            years: site.monitoring.iter().rev().map(row).collect(),
            indicators: indicators.collect(),
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("monitoring"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

impl Subject for Year {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let year = &context.site.monitoring[self.0];
        let ranked = monitoring::ranking(year).into_iter().map(|it| RankedView {
            first: it.places.0,
            last: it.places.1,
            reached: reached_view(it.reached),
            row: project_row(context, it.project),
        });
        let unplanned = year.projects.iter().filter(|it| monitoring::reached(it).is_none());
        Box::new(YearView {
            year: year.year,
            is_example: year.is_example,
            document: year.document.map(|it| document_row(context, it)),
            total: monitoring::total(year).map(reached_view),
            ranked: ranked.collect(),
            unplanned: unplanned.map(|it| project_row(context, it)).collect(),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let years = &context.site.monitoring;
        let beside = |at: Option<usize>| {
            let year = years.get(at?)?;
            Some((route::monitoring(year.year), label(year)))
        };
        Place {
            title: label(&years[self.0]),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all(), Label::key("monitoring")),
            ],
            previous: beside(self.0.checked_sub(1)),
            next: beside(Some(self.0 + 1)),
            section: Some(all()),
            ..Place::default()
        }
    }
}

/// What the monitoring tells of a project, the latest year first.
pub(super) fn of_project(context: &Context<'_>, id: ProjectId) -> Vec<ProjectYear> {
    let year = |(year, of): (i16, &Monitored)| ProjectYear {
        year,
        href: context.href(&route::monitoring(year)),
        reached: monitoring::reached(of).map(reached_view),
        indicators: indicators(context, of),
    };
    context.site.monitored(id).map(year).collect()
}

fn project_row(context: &Context<'_>, of: &Monitored) -> ProjectRow {
    let project = match &of.project {
        Of::Project(id) => project_link(context, *id),
        Of::Named(name) => LinkView { href: String::new(), title: bind(name) },
    };
    ProjectRow { project, indicators: indicators(context, of) }
}

fn indicators(context: &Context<'_>, of: &Monitored) -> Vec<IndicatorView> {
    let view = |it: &Indicated| {
        let term = &context.site.vocabularies.indicators[it.indicator];
        IndicatorView {
            title: bind(&term.title),
            unit: bind(&term.matter.unit),
            plan: it.plan.map(|it| it.to_string()),
            fact: it.fact.map(|it| it.to_string()),
            is_reached: monitoring::is_reached(it),
        }
    };
    of.values.iter().map(view).collect()
}

fn reached_view(it: Reached) -> ReachedView {
    let Reached { reached, planned } = it;
    ReachedView { reached, planned, percent: percent(reached, planned) }
}

fn label(year: &Monitoring) -> Label {
    let is_example = year.is_example;
    Label { year: Some(year.year), is_example, ..Label::key("monitoring") }
}
