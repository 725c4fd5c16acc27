//! Events with their references resolved, in the order of time.

use std::sync::Arc;

use jiff::civil::Date;

use super::community::{Community, CommunityId};
use super::link::Parts;
use super::names::{Asking, Names};
use super::party::Party;
use super::product::{Product, ProductId};
use super::programme::{Contribution, Programme, contribution};
use super::{DirectionId, DocumentId, ProjectId, Site};
use crate::content::entry::Entry;
use crate::content::event::Event as Matter;
use crate::diag::{Diagnostic, Diagnostics, Words, code};

/// Index of an event in [`Site::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub usize);

/// An event with its references resolved.
#[derive(Clone, Debug)]
pub struct Event {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// The series it belongs to, as an index of the vocabulary.
    pub series: Option<usize>,
    /// Who arranges it.
    pub organisers: Vec<Party>,
    /// On whose premises it takes place.
    pub hosts: Vec<Party>,
    /// Who shows something there.
    pub participants: Vec<Party>,
    /// Projects whose results it shows.
    pub projects: Vec<ProjectId>,
    /// Products that it shows.
    pub products: Vec<ProductId>,
    /// Communities that arrange it.
    pub communities: Vec<CommunityId>,
    /// Directions that it names itself.
    pub directions: Vec<DirectionId>,
    /// Federal projects that it names itself, as indexes of the vocabulary.
    pub federal_projects: Vec<usize>,
    /// The document that names it.
    pub source: Option<DocumentId>,
    /// Its part in a programme.
    pub contribution: Option<Contribution>,
}

/// How an event stands to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It has not begun.
    Ahead,
    /// It goes on, or its month or year does.
    Current,
    /// It is over.
    Past,
}

impl Event {
    /// Whether it only shows how an entry is filled in: such events are counted nowhere.
    pub fn is_example(&self) -> bool {
        self.entry.matter.example
    }

    /// Whether figures count it: neither an example nor the practice of another municipality.
    pub fn counts(&self) -> bool {
        !self.is_example() && self.entry.matter.practice_of.is_none()
    }

    /// How it stands to a day.
    pub fn phase(&self, on: Date) -> Phase {
        let matter = &self.entry.matter;
        match () {
            () if on < matter.from.value.first_day() => Phase::Ahead,
            () if matter.until().last_day() < on => Phase::Past,
            () => Phase::Current,
        }
    }

    /// Everybody who has a part in it: organisers, hosts, participants.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.organisers.iter().chain(&self.hosts).chain(&self.participants)
    }
}

impl Site {
    /// An event by its index.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.0]
    }

    /// All events in the order of time.
    pub fn event_ids(&self) -> impl Iterator<Item = EventId> + use<> {
        (0..self.events.len()).map(EventId)
    }
}

/// Links every event.
pub(super) fn link(
    entries: &[Arc<Entry<Matter>>],
    (names, programmes): (&Names<'_>, &[Programme]),
    diagnostics: &mut Diagnostics,
) -> Vec<Event> {
    let mut events = vec![];
    for entry in entries {
        let matter = &entry.matter;
        if matter.format.is_none() && !entry.unread.contains("format") {
            diagnostics.push(no_format(entry));
        }
        let mut asking = Asking { entry, names, diagnostics };
        events.push(Event {
            entry: Arc::clone(entry),
            series: asking.series(matter.series.as_ref()),
            organisers: asking.parties(&matter.organisers),
            hosts: asking.parties(&matter.hosts),
            participants: asking.parties(&matter.participants),
            projects: asking.projects(&matter.projects),
            products: asking.products(&matter.products),
            communities: asking.communities(&matter.communities),
            directions: asking.directions(&matter.directions),
            federal_projects: asking.federal_projects(&matter.federal_projects),
            source: asking.document(matter.source.as_ref()),
            contribution: contribution(&mut asking, matter.part.as_ref(), programmes),
        });
    }
    events
}

/// Tells everybody who has a part in an event of it; events that are examples concern examples alone.
pub(super) fn reverse(
    events: &[Event],
    parts: &mut Parts,
    (products, communities): (&mut [Product], &mut [Community]),
) {
    for (index, event) in events.iter().enumerate() {
        let (id, is_example) = (EventId(index), event.is_example());
        let add = |own: &mut Vec<EventId>| {
            if own.last() != Some(&id) {
                own.push(id);
            }
        };
        for it in &event.products {
            let product = &mut products[it.0];
            if product.is_example() == is_example {
                add(&mut product.events);
            }
        }
        for it in &event.communities {
            let community = &mut communities[it.0];
            if community.is_example() == is_example {
                add(&mut community.events);
            }
        }
        if is_example {
            continue;
        }
        for organisation in event.parties().filter_map(Party::organisation) {
            add(&mut parts.organisations[organisation.0].events);
        }
        event.projects.iter().for_each(|it| add(&mut parts.projects[it.0].events));
    }
}

/// V-22: without its format an event spoils the share of those held in person.
fn no_format(entry: &Entry<Matter>) -> Diagnostic {
    let message = Words::new(
        "формат мероприятия не указан, доля очных за его год не считается",
        "the event has no format, so the share of those in person cannot be counted for its year",
    );
    let hint = Words::new(
        "добавьте «формат: очно», «дистанционно» или «смешанный»; если источник его не называет – «формат: не указан»",
        "add `format: in person`, `remote` or `mixed`, or `format: not told` if the source does not tell it",
    );
    Diagnostic::new(code::EVENT_FORMAT, entry.start(), message).hint(hint)
}
