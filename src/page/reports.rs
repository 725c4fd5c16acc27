//! All yearly reports.

use serde::Serialize;

use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::route::{self, Route};
use super::{Context, Object, Page, Subject};
use crate::site::Site;
use crate::text::typography::{bind, prose};

/// One page, if there are reports.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = || Page::new(Route::new("reports/index"), "reports", Reports);
    (!site.reports.is_empty()).then(page).into_iter().collect()
}

struct Reports;

/// What `reports.html` reads.
#[derive(Serialize)]
struct ReportsView {
    /// The newest first.
    reports: Vec<ReportRow>,
}

#[derive(Serialize)]
struct ReportRow {
    link: LinkView,
    year: i16,
    summary: Option<String>,
}

impl Subject for Reports {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let reports = context.site.reports.iter().map(|it| ReportRow {
            link: LinkView {
                href: context.href(&route::report(&it.entry.id)),
                title: bind(&it.entry.matter.title.value),
            },
            year: it.year(),
            summary: it.entry.matter.summary.as_ref().map(|it| prose(&it.value)),
        });
        Box::new(ReportsView { reports: reports.collect() })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("reports"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}
