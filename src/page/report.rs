//! A yearly report: the author's text with the figures of the registry, or with those that were
//! frozen of it.

mod paper;

pub use paper::paper;

use serde::Serialize;

use super::card::{DocumentRow, document_row};
use super::counted::counted_from;
use super::frame::{Figure, Label, Place};
use super::list::Lists;
use super::route::{self, Route};
use super::short_code::{Prose, Teller};
use super::text::{ContentsItem, contents};
use super::{Context, Object, Page, Subject};
use crate::content::data::frozen::Frozen;
use crate::content::quantity::Quantity;
use crate::site::report::Report;
use crate::site::{DocumentId, Site};
use crate::stats::stated::{self, Basis};
use crate::text::date;
use crate::text::typography::{bind, prose};
use crate::yaml::table::Word as _;

/// A page for each report.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = |(index, it): (usize, &Report)| {
        Page::new(route::report(&it.entry.id), "report", ReportPage { index })
    };
    site.reports.iter().enumerate().map(page).collect()
}

struct ReportPage {
    /// Among the reports of the site.
    index: usize,
}

/// What `report.html` reads.
#[derive(Serialize)]
struct ReportView {
    /// The year.
    year: i16,
    /// The official report of the year.
    document: Option<DocumentRow>,
    /// What that report is attached to.
    attached_to: Vec<DocumentRow>,
    /// The text.
    body: Prose,
    /// Its headings.
    contents: Vec<ContentsItem>,
    /// What is told of frozen figures.
    frozen: Option<FrozenView>,
}

#[derive(Serialize)]
struct FrozenView {
    /// The day on which they were counted.
    date: String,
    /// The same for machines.
    date_iso: String,
    /// What tells whether somebody has changed them since.
    digest: String,
    /// Figures that the registry of the day counts otherwise.
    moved: Vec<MovedView>,
}

/// A frozen figure that the registry has left behind.
#[derive(Serialize)]
struct MovedView {
    /// What is counted.
    label: String,
    /// The frozen number.
    frozen: usize,
    /// The number of the day; none where it can no longer be counted.
    now: Option<Figure>,
    /// Whether it is a share in per cent.
    is_share: bool,
}

/// The figures of a report: frozen ones where there are any.
pub(super) fn basis<'a>(site: &'a Site, report: &Report) -> Basis<'a> {
    let frozen = site.data.frozen.iter().find(|it| it.year == report.year());
    Basis { site, frozen }
}

impl Subject for ReportPage {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let report = &context.site.reports[self.index];
        let basis = basis(context.site, report);
        let row = |it: DocumentId| document_row(context, it);
        let attached_to = report.document.map(|it| &context.site.document(it).attached_to);
        let body = &report.entry.body;
        Box::new(ReportView {
            year: report.year(),
            document: report.document.map(row),
            attached_to: attached_to.into_iter().flatten().map(|it| row(*it)).collect(),
            body: Teller { context, basis }.prose(body),
            contents: contents(body),
            frozen: basis.frozen.map(|it| frozen(context, it)),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let reports = &context.site.reports;
        let beside = |it: &Report| {
            (route::report(&it.entry.id), Label::text(&it.entry.matter.title.value))
        };
        let matter = &reports[self.index].entry.matter;
        let newer = self.index.checked_sub(1).and_then(|it| reports.get(it));
        Place {
            title: Label::text(&matter.title.value),
            summary: matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (Route::new("reports/index"), Label::key("reports")),
            ],
            previous: reports.get(self.index + 1).map(beside),
            next: newer.map(beside),
            section: Some(Route::new("reports/index")),
        }
    }
}

fn frozen(context: &Context<'_>, frozen: &Frozen) -> FrozenView {
    let site = context.site;
    let mut moved = vec![];
    for figure in &frozen.figures {
        let now = stated::computed(site, frozen.year, &figure.quantity);
        if now.as_ref().is_some_and(|it| it.value == figure.value) {
            continue;
        }
        moved.push(MovedView {
            label: label(site, frozen.year, &figure.quantity),
            frozen: figure.value,
            now: now.map(|it| Figure {
                value: it.value,
                href: it.from.and_then(|it| context.href_if(&counted_from(site, it))),
            }),
            is_share: figure.quantity.is_share(),
        });
    }
    FrozenView {
        date: date::short(frozen.date),
        date_iso: frozen.date.to_string(),
        digest: frozen.digest.clone(),
        moved,
    }
}

/// What a quantity is called: as the report of the year calls it, or by its own words.
fn label(site: &Site, year: i16, quantity: &Quantity) -> String {
    if let Some(figure) = stated::figure(site, year, quantity) {
        return prose(&figure.label);
    }
    let vocabularies = &site.vocabularies;
    let title = |name: &str| {
        let kind = vocabularies.organisation_types.named(name);
        let status = vocabularies.statuses.named(name);
        kind.map(|it| vocabularies.organisation_types[it].title.clone())
            .or(status.map(|it| vocabularies.statuses[it].title.clone()))
            .unwrap_or_else(|| name.to_owned())
    };
    let narrowed = quantity.organisation_type.iter().chain(&quantity.status);
    let mut words = vec![quantity.measure.value.spelling().to_owned()];
    words.extend(narrowed.map(|it| title(&it.value)));
    words.extend(quantity.projects.map(|it| it.to_string()));
    bind(&words.join(", "))
}
