//! Figures by year, each with the list it was counted from and with what a report states.

use serde::Serialize;

use super::card::{
    Counted, DocumentRow, by_state, document_row, organisation_figure, project_figure,
};
use super::chart::ChartView;
use super::counted::counted_from;
use super::frame::{Figure, Label, Place};
use super::list::{Lists, OrganisationList, ProjectList};
use super::route::{self, Route};
use super::{Context, Object, Page, Subject};
use crate::content::chart_name::ChartName;
use crate::content::vocabulary::StatedFigure;
use crate::content::word::State;
use crate::site::{Site, TypeId};
use crate::stats::stated::{self, Basis};
use crate::stats::{communities, organisations, percent};
use crate::text::typography::prose;

/// The charts of a year, in the order of its figures.
const OF_YEAR: &[ChartName] = &[
    ChartName::Flow,
    ChartName::Statuses,
    ChartName::Types,
    ChartName::Involvement,
    ChartName::Counts,
    ChartName::Sizes,
];

/// A page for all years, and one for each.
pub(super) fn plan(_: &Site, lists: &Lists) -> Vec<Page> {
    if lists.years.is_empty() {
        return vec![];
    }
    let all = Page::new(Route::new("statistics/index"), "statistics", AllYears);
    let years =
        lists.years.iter().map(|it| Page::new(route::year(*it), "year", Year { year: *it }));
    [all].into_iter().chain(years).collect()
}

struct AllYears;

/// What `statistics.html` reads.
#[derive(Serialize)]
struct AllYearsView {
    /// Every year with its main figures, the newest first.
    years: Vec<YearRow>,
    /// Projects by year and state.
    charts: Vec<ChartView>,
}

#[derive(Serialize)]
struct YearRow {
    year: i16,
    href: Option<String>,
    projects: Figure,
    new: Figure,
    completed: Figure,
    organisations: Figure,
    communities: Figure,
}

impl Subject for AllYears {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let row = |year: &i16| {
            let of_year = ProjectList::of_year(*year);
            YearRow {
                year: *year,
                href: context.href_if(&route::year(*year)),
                projects: project_figure(context, of_year),
                new: project_figure(context, of_year.with_state(State::Assigned)),
                completed: project_figure(context, of_year.with_state(State::Completed)),
                organisations: organisation_figure(context, OrganisationList::of_year(*year)),
                communities: project_figure(context, of_year.only_communities()),
            }
        };
        Box::new(AllYearsView {
            years: context.plan.lists.years.iter().rev().map(row).collect(),
            charts: context.named_charts(&[ChartName::Years, ChartName::Trend], i16::MAX),
        })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("statistics"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

struct Year {
    year: i16,
}

/// What `year.html` reads.
#[derive(Serialize)]
struct YearView {
    year: i16,
    /// ST-1.
    projects: Figure,
    /// ST-3, ST-4 and the other states.
    by_state: Vec<Counted>,
    /// Active projects known only by what came a year later.
    undecided: usize,
    /// ST-5.
    organisations: Figure,
    /// ST-6, with ST-7 where totals are known.
    types: Vec<TypeRow>,
    /// ST-8; none without totals.
    total: Option<TotalRow>,
    /// The document that states the totals.
    totals_source: Option<DocumentRow>,
    /// ST-9: organisations with two projects or more.
    several: Figure,
    /// ST-10.
    members: Figure,
    memberships: usize,
    /// Communities of the year.
    community_count: Figure,
    /// Statuses, types, involvement, numbers of projects, sizes of communities.
    charts: Vec<ChartView>,
    /// What a report states beside what is counted.
    report: Option<ReportView>,
}

/// The organisations of one type in a year.
#[derive(Serialize)]
pub struct TypeRow {
    /// The type.
    pub title: String,
    /// ST-6.
    pub involved: Figure,
    /// All organisations of the type in the city.
    pub total: Option<usize>,
    /// ST-7.
    pub percent: Option<usize>,
    in_table: bool,
    /// What the report of the year states.
    pub stated: Option<usize>,
    /// The share that it states.
    pub stated_percent: Option<usize>,
}

/// All types of the table of involvement together.
#[derive(Serialize)]
pub struct TotalRow {
    involved: usize,
    total: usize,
    percent: Option<usize>,
}

/// ST-8 over the rows of a table; none where nobody has stated totals.
pub(super) fn total_row(rows: &[TypeRow]) -> Option<TotalRow> {
    let rows = || rows.iter().filter(|it| it.total.is_some());
    let involved = rows().map(|it| it.involved.value).sum();
    let total = rows().filter_map(|it| it.total).sum();
    let row = || TotalRow { involved, total, percent: percent(involved, total) };
    (rows().count() > 0).then(row)
}

/// What a report states beside what the registry counts.
#[derive(Serialize)]
pub struct ReportView {
    document: Option<DocumentRow>,
    /// The figures in the order of the report.
    pub figures: Vec<StatedRow>,
    /// How many figures the registry counts too.
    compared: usize,
    /// How many of these differ.
    differing: usize,
}

/// A stated figure beside the counted one.
#[derive(Serialize)]
pub struct StatedRow {
    /// What is counted.
    pub label: String,
    /// What the report states.
    pub stated: i64,
    /// «%» for shares.
    pub unit: Option<String>,
    /// What the registry counts.
    pub computed: Option<Figure>,
    /// Whether both are known and differ.
    pub differs: bool,
    /// The words of the report.
    pub quote: Option<String>,
    /// Why they differ.
    pub reason: Option<String>,
}

impl Subject for Year {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let (site, year) = (context.site, self.year);
        let of_year = OrganisationList::of_year(year);
        let types = types(context, year, &organisations::involvement(site, year));
        let totals = site.vocabularies.totals.iter().find(|it| it.year == year);
        let source = totals.and_then(|it| site.document_named(&it.document.value));
        let all = communities::memberships(site, year);
        Box::new(YearView {
            year,
            projects: project_figure(context, ProjectList::of_year(year)),
            by_state: by_state(context, ProjectList::of_year(year)),
            undecided: context.plan.lists.undecided(year),
            organisations: organisation_figure(context, of_year),
            total: total_row(&types),
            types,
            totals_source: source.map(|it| document_row(context, it)),
            several: organisation_figure(context, of_year.with_projects(2, usize::MAX)),
            members: organisation_figure(context, of_year.in_communities()),
            memberships: all.values().map(Vec::len).sum(),
            community_count: project_figure(
                context,
                ProjectList::of_year(year).only_communities(),
            ),
            charts: context.named_charts(OF_YEAR, year),
            report: report(context, (Basis::live(site), year), |_| true),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let years = &context.plan.lists.years;
        let beside = |year: i16| {
            let label = Label { year: Some(year), ..Label::key("year") };
            years.contains(&year).then(|| (route::year(year), label))
        };
        Place {
            title: Label { year: Some(self.year), ..Label::key("year") },
            summary: None,
            above: vec![
                (Route::new("index"), Label::key("home")),
                (Route::new("statistics/index"), Label::key("statistics")),
            ],
            previous: beside(self.year - 1),
            next: beside(self.year + 1),
            section: Some(Route::new("statistics/index")),
        }
    }
}

/// Every type that has organisations or a share in the year.
pub(super) fn types(
    context: &Context<'_>,
    year: i16,
    rows: &[organisations::Involvement],
) -> Vec<TypeRow> {
    let types = context.site.vocabularies.organisation_types.iter().enumerate();
    let row = |(index, kind): (usize, &crate::content::vocabulary::Term<_>)| {
        let id = TypeId(index);
        let share = rows.iter().find(|it| it.organisation_type == id);
        let list = OrganisationList::of_year(year).with_type(id);
        TypeRow {
            title: kind.title.clone(),
            involved: organisation_figure(context, list),
            total: share.map(|it| it.total),
            percent: share.and_then(|it| it.percent),
            in_table: share.is_some(),
            stated: None,
            stated_percent: None,
        }
    };
    types.map(row).filter(|it| it.involved.value > 0 || it.in_table).collect()
}

/// The figures of a year's report that `keep` chooses, beside what is counted; none without any.
pub(super) fn report(
    context: &Context<'_>,
    (basis, year): (Basis<'_>, i16),
    keep: impl Fn(&StatedFigure) -> bool,
) -> Option<ReportView> {
    let site = context.site;
    let report = site.vocabularies.reports.iter().find(|it| it.year == year)?;
    let row = |it: &stated::Comparison<'_>| StatedRow {
        label: prose(&it.stated.label),
        stated: it.stated.value,
        unit: it.stated.unit.clone(),
        computed: it.computed.as_ref().map(|it| Figure {
            value: it.value,
            href: it.from.and_then(|it| context.href_if(&counted_from(site, it))),
        }),
        differs: it.differs(),
        quote: it.stated.quote.as_deref().map(prose),
        reason: it.stated.reason.as_deref().map(prose),
    };
    let compared = stated::compare(basis, report);
    let figures: Vec<_> = compared.iter().filter(|it| keep(it.stated)).map(row).collect();
    let document = site.document_named(&report.document.value);
    (!figures.is_empty()).then(|| ReportView {
        document: document.map(|it| document_row(context, it)),
        compared: figures.iter().filter(|it| it.computed.is_some()).count(),
        differing: figures.iter().filter(|it| it.differs).count(),
        figures,
    })
}
