//! A series of events: how many of it innovation platforms held, year by year.

use serde::Serialize;

use super::Context;
use super::event_list::EventList;
use super::frame::{Figure, LinkView};
use super::product_card::party_link;
use super::project::document_link;
use crate::site::Site;
use crate::site::party::Party;
use crate::stats::events;
use crate::text::slug;
use crate::text::typography::{bind, prose};

/// A series with its figures.
#[derive(Serialize)]
pub(super) struct SeriesView {
    summary: Option<String>,
    /// Who arranges it.
    organiser: Option<LinkView>,
    /// The document that names it.
    source: Option<LinkView>,
    /// Years in which it had events, the newest first.
    years: Vec<SeriesYear>,
}

/// A series in a year.
#[derive(Serialize)]
struct SeriesYear {
    year: i16,
    /// Events of innovation platforms.
    events: Figure,
    /// All events of the series, where a document tells.
    total: Option<i64>,
    /// ST-17, in per cent; none where the total is not told.
    share: Option<usize>,
}

/// The figures of a series.
pub(super) fn series_view(context: &Context<'_>, series: usize) -> SeriesView {
    let site = context.site;
    let term = &site.vocabularies.event_series[series];
    let document = |id: &str| site.document_named(id).map(|it| document_link(context, it));
    let mut years: Vec<i16> = events::years(site);
    years.extend(term.matter.totals.iter().map(|it| it.year.value));
    years.sort_unstable();
    years.dedup();
    let years = years.into_iter().rev().map(|it| series_year(context, series, it));
    SeriesView {
        summary: term.matter.summary.as_deref().map(prose),
        organiser: term.matter.organiser.as_ref().map(|it| {
            let party = organiser(site, &it.value);
            party_link(context, &party)
        }),
        source: term.matter.source.as_ref().and_then(|it| document(&it.value)),
        years: years.filter(|it| it.events.value > 0 || it.total.is_some()).collect(),
    }
}

fn series_year(context: &Context<'_>, series: usize, year: i16) -> SeriesYear {
    let site = context.site;
    let term = &site.vocabularies.event_series[series];
    let held = events::of_series(site, series, year);
    let value = events::tally(site, &held).events;
    let href = context.href_if(&EventList::Series(series).route(site));
    SeriesYear {
        year,
        events: Figure { value, href },
        total: term.matter.totals.iter().find(|it| it.year.value == year).map(|it| it.total),
        share: events::series_share(site, series, year),
    }
}

/// An id names an organisation, anything else is words.
fn organiser(site: &Site, name: &str) -> Party {
    let found = site.organisation_named(name).filter(|_| slug::is_id(name));
    found.map_or_else(|| Party::Named(bind(name)), Party::Organisation)
}
