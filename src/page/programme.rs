//! A target programme: its goal, and every task with what has been done for it.

use serde::Serialize;

use super::evidence::{EvidenceCount, EvidenceGroup, groups, totals};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::project::document_link;
use super::route::{self, Route};
use super::short_code::Prose;
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::programme::{Period, Point};
use crate::site::Site;
use crate::site::programme::{Contribution, Programme, ProgrammeId};
use crate::text::slug::slug;
use crate::text::typography::{bind, prose};

/// Every programme.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    site.programme_ids()
        .map(|id| Page::new(route::programme(site, id), "programme", One { id }))
        .collect()
}

struct One {
    id: ProgrammeId,
}

/// What `programme.html` reads.
#[derive(Serialize)]
struct ProgrammeView {
    /// The municipality whose practice it shows, where that is not the site's own.
    practice_of: Option<String>,
    goal: String,
    /// None where the source does not tell.
    period: Option<PeriodView>,
    /// The document that put it in force.
    document: Option<LinkView>,
    /// The author's text.
    body: Option<Prose>,
    /// Entries that serve it, by kind.
    totals: Vec<EvidenceCount>,
    /// Number of tasks that no entry serves.
    unserved: usize,
    objectives: Vec<ObjectiveView>,
    /// Entries that serve the programme but none of its tasks.
    whole: Vec<EvidenceGroup>,
    directions: Vec<DirectionView>,
}

/// First and last year.
#[derive(Serialize)]
pub(super) struct PeriodView {
    pub from: Option<i16>,
    pub to: Option<i16>,
}

#[derive(Serialize)]
struct ObjectiveView {
    number: String,
    /// Its place on the page.
    anchor: String,
    text: String,
    note: Option<String>,
    /// Entries that serve it, by kind.
    groups: Vec<EvidenceGroup>,
    /// How many of them there are.
    count: usize,
    /// Examples of entries that would serve it.
    examples: Vec<EvidenceGroup>,
}

#[derive(Serialize)]
struct DirectionView {
    number: String,
    text: String,
    note: Option<String>,
    /// The tasks that it carries out.
    objectives: Vec<LinkView>,
}

/// The part of an entry in a programme.
#[derive(Serialize)]
pub(super) struct PartView {
    programme: LinkView,
    /// The tasks it serves: number with its place on the programme's page.
    objectives: Vec<LinkView>,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let programme = context.site.programme(self.id);
        let matter = &programme.entry.matter;
        let objectives: Vec<ObjectiveView> = matter
            .objectives
            .iter()
            .enumerate()
            .map(|(index, point)| objective(context, programme, (index, point)))
            .collect();
        let evidence = programme.evidence.iter();
        let whole = evidence.filter(|it| it.objectives.is_empty() && !it.is_example);
        let whole: Vec<_> = whole.collect();
        let directions = matter.directions.iter().zip(&programme.directions);
        let body = &programme.entry.body;
        Box::new(ProgrammeView {
            practice_of: matter.practice_of.as_ref().map(|it| bind(&it.value)),
            goal: prose(&matter.goal.value),
            period: matter.period.as_ref().map(period_view),
            document: programme.document.map(|it| document_link(context, it)),
            body: context.prose_if(body),
            totals: totals(&programme.evidence),
            unserved: objectives.iter().filter(|it| it.count == 0).count(),
            objectives,
            whole: groups(context, &whole),
            directions: directions.map(|it| direction(programme, it)).collect(),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let matter = &site.programme(self.id).entry.matter;
        let beside = |index: Option<usize>| {
            let found = site.programmes.get(index?)?;
            Some((route::programme(site, ProgrammeId(index?)), Label::text(title(found))))
        };
        let all = Route::new("programmes/index");
        Place {
            title: Label::text(&matter.title.value),
            summary: matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.clone(), Label::key("programmes")),
            ],
            previous: beside(self.id.0.checked_sub(1)),
            next: beside(Some(self.id.0 + 1)),
            section: Some(all),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.programme(self.id).entry.body)
    }
}

/// The short title of a programme, or the full one.
pub(super) fn title(programme: &Programme) -> &str {
    let matter = &programme.entry.matter;
    &matter.short_title.as_ref().unwrap_or(&matter.title).value
}

/// The part that an entry has in a programme.
pub(super) fn part(context: &Context<'_>, part: Option<&Contribution>) -> Option<PartView> {
    let part = part?;
    let programme = context.site.programme(part.programme);
    let href = context.href(&route::programme(context.site, part.programme));
    let objective = |index: &usize| {
        let number = &programme.entry.matter.objectives[*index].number.value;
        LinkView { href: format!("{href}#{}", anchor(number)), title: number.clone() }
    };
    let objectives = part.objectives.iter().map(objective).collect();
    let title = bind(title(programme));
    Some(PartView { programme: LinkView { href: href.clone(), title }, objectives })
}

/// Years of something that lasts.
pub(super) fn period_view(period: &Period) -> PeriodView {
    PeriodView {
        from: period.from.as_ref().map(|it| it.value),
        to: period.to.as_ref().map(|it| it.value),
    }
}

fn objective(
    context: &Context<'_>,
    programme: &Programme,
    (index, point): (usize, &Point),
) -> ObjectiveView {
    let evidence = programme.evidence.iter();
    let own = evidence.filter(|it| it.objectives.contains(&index));
    let (examples, own): (Vec<_>, Vec<_>) = own.partition(|it| it.is_example);
    ObjectiveView {
        number: point.number.value.clone(),
        anchor: anchor(&point.number.value),
        text: prose(&point.text.value),
        note: point.note.as_ref().map(|it| prose(&it.value)),
        count: own.len(),
        groups: groups(context, &own),
        examples: groups(context, &examples),
    }
}

fn direction(programme: &Programme, (point, tasks): (&Point, &Vec<usize>)) -> DirectionView {
    let link = |index: &usize| {
        let number = &programme.entry.matter.objectives[*index].number.value;
        LinkView { href: format!("#{}", anchor(number)), title: number.clone() }
    };
    DirectionView {
        number: point.number.value.clone(),
        text: prose(&point.text.value),
        note: point.note.as_ref().map(|it| prose(&it.value)),
        objectives: tasks.iter().map(link).collect(),
    }
}

/// The id of a task on its programme's page.
fn anchor(number: &str) -> String {
    format!("task-{}", slug(number))
}
