//! Events as other pages show them.

use serde::Serialize;

use super::event_list::EventList;
use super::frame::LinkView;
use super::product_card::{LabelledLink, party_link};
use super::{Context, route};
use crate::content::project::Told;
use crate::site::event::{EventId, Phase};
use crate::stats::events::format;
use crate::text::typography::{bind, prose};
use crate::text::when::span;

/// An event in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EventRow {
    /// Its page.
    pub href: String,
    pub title: String,
    pub summary: Option<String>,
    /// When, as exactly as the source tells: `5 апреля 2024 года`, `2023 год`.
    pub when: String,
    /// The beginning for machines: `2024-04-05`, `2023`.
    pub when_iso: String,
    /// Hours, `10:00` or `10:00–12:30`; none where the source does not tell.
    pub time: Option<String>,
    /// `ahead`, `current` or `past` on the day of the build.
    pub phase: &'static str,
    /// What is done there, with the list of the kind.
    pub kind: LabelledLink,
    /// How people meet, with the list of the format.
    pub format: LabelledLink,
    /// Whether the sources tell how people meet.
    pub format_told: bool,
    /// The series, with its list.
    pub series: Option<LabelledLink>,
    /// On whose premises.
    pub hosts: Vec<LinkView>,
    /// How many events the entry stands for, where it is not one; 0 where several are meant, but
    /// the source does not tell how many.
    pub number: Option<i64>,
    /// The municipality whose practice it shows, where that is not the site's own.
    pub practice_of: Option<String>,
    /// Whether it only shows how an entry is filled in.
    pub is_example: bool,
}

/// An event in a list.
pub(super) fn event_row(context: &Context<'_>, id: EventId) -> EventRow {
    let event = context.site.event(id);
    let matter = &event.entry.matter;
    let format = format(event);
    let hours = [&matter.time, &matter.end_time].into_iter().flatten();
    let hours: Vec<String> =
        hours.map(|it| format!("{:02}:{:02}", it.value.hour(), it.value.minute())).collect();
    EventRow {
        href: context.href(&route::event(context.site, id)),
        title: bind(&matter.title.value),
        summary: matter.summary.as_ref().map(|it| prose(&it.value)),
        when: span(matter.from.value, matter.until()),
        when_iso: matter.from.value.iso(),
        time: (!hours.is_empty()).then(|| hours.join("–")),
        phase: phase_key(event.phase(context.site.date)),
        kind: list_link(context, EventList::Kind(matter.kind.value)),
        format: list_link(context, EventList::Format(format)),
        format_told: format.is_some(),
        series: event.series.map(|it| list_link(context, EventList::Series(it))),
        hosts: event.hosts.iter().map(|it| party_link(context, it)).collect(),
        number: match &matter.number {
            Told::Value(1) => None,
            Told::Value(number) => Some(*number),
            Told::NotTold => Some(0),
        },
        practice_of: matter.practice_of.as_ref().map(|it| bind(&it.value)),
        is_example: event.is_example(),
    }
}

/// Events as somebody who has a part in them shows them: the latest first.
pub(super) fn latest_first(context: &Context<'_>, ids: &[EventId]) -> Vec<EventRow> {
    ids.iter().rev().map(|it| event_row(context, *it)).collect()
}

/// Several events in a list.
pub(super) fn event_rows(context: &Context<'_>, ids: &[EventId]) -> Vec<EventRow> {
    ids.iter().map(|it| event_row(context, *it)).collect()
}

/// An event by its title.
pub(super) fn event_link(context: &Context<'_>, id: EventId) -> LinkView {
    LinkView {
        href: context.href(&route::event(context.site, id)),
        title: bind(&context.site.event(id).entry.matter.title.value),
    }
}

/// A list of events.
pub(super) fn list_link(context: &Context<'_>, list: EventList) -> LabelledLink {
    let href = context.href_if(&list.route(context.site));
    LabelledLink { href, label: list.label(context.site) }
}

/// The key of a phase in strings.
pub(super) fn phase_key(phase: Phase) -> &'static str {
    match phase {
        Phase::Ahead => "ahead",
        Phase::Current => "current",
        Phase::Past => "past",
    }
}
