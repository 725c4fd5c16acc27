//! An event: when, where, with whom, and what it shows.

use serde::Serialize;

use super::card::{capitalised, directions, project_link};
use super::event_calendar;
use super::event_card::{EventRow, event_row};
use super::event_list::EventList;
use super::frame::{Label, LinkView, Place};
use super::free_community::community_link;
use super::list::Lists;
use super::product_card::{party_link, product_link};
use super::programme::{PartView, part};
use super::project::document_link;
use super::route::{self, Route};
use super::short_code::Prose;
use super::theme::{FederalProjectView, federal_projects};
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::site::Site;
use crate::site::event::{Event, EventId};
use crate::site::party::Party;
use crate::text::typography::{bind, prose};
use crate::yaml::table::Word;

/// Every event, and a calendar file of each whose day is known.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = |id| Page::new(route::event(site, id), "event", One { id });
    site.event_ids().map(page).chain(event_calendar::plan(site)).collect()
}

struct One {
    id: EventId,
}

/// What `event.html` reads.
#[derive(Serialize)]
struct EventView {
    /// The event as lists show it.
    event: EventRow,
    /// Its topic, in its own wording.
    topic: Option<String>,
    /// How far it reaches.
    scope: Option<String>,
    /// Where it takes place.
    place: Option<String>,
    organisers: Vec<LinkView>,
    participants: Vec<LinkView>,
    /// For whom.
    audience: Option<String>,
    guest_region: Option<String>,
    /// Attendances, not different people.
    attendees: Option<i64>,
    /// Whether innovation platforms held it.
    by_platforms: bool,
    projects: Vec<LinkView>,
    products: Vec<LinkView>,
    communities: Vec<LinkView>,
    directions: Vec<LinkView>,
    federal_projects: Vec<FederalProjectView>,
    /// Its part in a programme.
    part: Option<PartView>,
    links: Vec<LinkView>,
    /// The document that names it.
    source: Option<LinkView>,
    /// Its calendar file; none where the day is not known.
    calendar: Option<String>,
    /// Its month in the calendar.
    month: Option<String>,
    /// The author's text.
    body: Option<Prose>,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let site = context.site;
        let event = site.event(self.id);
        let matter = &event.entry.matter;
        let parties =
            |list: &[Party]| list.iter().map(|it| party_link(context, it)).collect::<Vec<_>>();
        let web = matter.links.iter();
        let web = web
            .map(|it| LinkView { href: it.url.value.clone(), title: prose(&it.title.value) });
        let month = matter.from.value.month();
        let body = &event.entry.body;
        Box::new(EventView {
            event: event_row(context, self.id),
            topic: matter.topic.as_ref().map(|it| bind(&it.value)),
            scope: matter.scope.as_ref().map(|it| capitalised(it.value.spelling())),
            place: matter.place.as_ref().map(|it| prose(&it.value)),
            organisers: parties(&event.organisers),
            participants: parties(&event.participants),
            audience: matter.audience.as_ref().map(|it| prose(&it.value)),
            guest_region: matter.guest_region.as_ref().map(|it| bind(&it.value)),
            attendees: matter.attendees.as_ref().map(|it| it.value),
            by_platforms: matter.by_platforms,
            projects: event.projects.iter().map(|it| project_link(context, *it)).collect(),
            products: event.products.iter().map(|it| product_link(context, *it)).collect(),
            communities: event
                .communities
                .iter()
                .map(|it| community_link(context, *it))
                .collect(),
            directions: directions(context, &event.directions),
            federal_projects: federal_projects(context, &event.federal_projects),
            part: part(context, event.contribution.as_ref()),
            links: web.collect(),
            source: event.source.map(|it| document_link(context, it)),
            calendar: context.href_if(&event_calendar::route(site, self.id)),
            month: month.and_then(|it| context.href_if(&route::month(it))),
            body: context.prose_if(body),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let event = site.event(self.id);
        let matter = &event.entry.matter;
        let all = EventList::All.route(site);
        let year = EventList::Year(matter.from.value.year());
        let beside = |index: Option<usize>| {
            site.events.get(index?)?;
            let id = EventId(index?);
            Some((route::event(site, id), label(site.event(id))))
        };
        Place {
            title: label(event),
            summary: matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.clone(), Label::key("events")),
                (year.route(site), year.label(site)),
            ],
            previous: beside(self.id.0.checked_sub(1)),
            next: beside(Some(self.id.0 + 1)),
            section: Some(all),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.event(self.id).entry.body)
    }
}

fn label(event: &Event) -> Label {
    let title = &event.entry.matter.title.value;
    Label { is_example: event.is_example(), ..Label::text(title) }
}
