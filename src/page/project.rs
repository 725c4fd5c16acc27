//! A project of one organisation, and the parts that a community's page shares with it.

use serde::Serialize;

use super::card::{
    CitedDocument, ProjectCard, StateView, cited_document, directions, document_name,
    organisation_link, project_card, project_name,
};
use super::event_card::{EventRow, latest_first};
use super::frame::{Label, LinkView, Place};
use super::list::{Lists, ProjectList, StatusChoice};
use super::monitoring::{ProjectYear, of_project};
use super::product_card::{ProductCard, product_card};
use super::programme::{PartView, part};
use super::route::{self, Route};
use super::short_code::Prose;
use super::text::{ContentsItem, contents};
use super::theme::{FederalProjectView, federal_projects};
use super::{Context, Object, Page, Subject, state_title};
use crate::content::body::Body;
use crate::content::project::{Passport, Person, Stage};
use crate::content::word::Role;
use crate::site::{Decision, Participation, ProjectId, Site};
use crate::text::date;
use crate::text::typography::{bind, prose};
use crate::yaml::table::Spanned;

/// Every project that is no community.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let single = site.project_ids().filter(|it| !site.project(*it).is_community);
    single.map(|id| Page::new(route::project(site, id), "project", Single { id })).collect()
}

struct Single {
    id: ProjectId,
}

/// What `project.html` reads.
#[derive(Serialize)]
struct SingleView {
    #[serde(flatten)]
    common: ProjectView,
    /// Organisations beside the leading one.
    others: Vec<MemberView>,
}

/// What every page of a project shows.
#[derive(Serialize)]
pub(super) struct ProjectView {
    /// The project as lists show it.
    pub project: ProjectCard,
    /// Who answers for its status.
    pub level: &'static str,
    /// The author's text.
    pub body: Option<Prose>,
    /// Headings of the text.
    pub contents: Vec<ContentsItem>,
    /// What was decided, the newest first.
    pub history: Vec<DecisionView>,
    /// The year since which the history is entered, where earlier years are not known.
    pub history_from: Option<i16>,
    /// Directions.
    pub directions: Vec<LinkView>,
    /// Federal projects.
    pub federal_projects: Vec<FederalProjectView>,
    /// What the monitoring tells of it, the latest year first.
    pub monitoring: Vec<ProjectYear>,
    /// Other spellings of the theme met in documents.
    pub aliases: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Addresses in the web.
    pub links: Vec<LinkView>,
    /// Who leads and advises.
    pub people: Vec<PersonView>,
    /// What it promises.
    pub passport: Option<PassportView>,
    /// Its part in a programme.
    pub part: Option<PartView>,
    /// What came of it.
    pub products: Vec<ProductCard>,
    /// Events that show its results, the latest first.
    pub events: Vec<EventRow>,
}

/// A decision.
#[derive(Serialize)]
pub(super) struct DecisionView {
    year: i16,
    state: StateView,
    /// The status that the decision changed it to.
    status: Option<String>,
    order: Option<CitedDocument>,
    /// Number of the item, and its place on the document's page.
    item: Option<LinkView>,
    /// Key of what it says of money.
    funding: Option<&'static str>,
    note: Option<String>,
}

/// A person.
#[derive(Serialize)]
pub(super) struct PersonView {
    name: String,
    role: Option<String>,
    position: Option<String>,
    /// Phone and electronic mail, where the person lets them be published.
    phone: Option<String>,
    email: Option<String>,
}

/// An organisation in a project.
#[derive(Serialize)]
pub(super) struct MemberView {
    /// Its page.
    pub href: String,
    /// Its short name.
    pub title: String,
    /// Its short official name.
    pub name: String,
    /// Key of its role.
    pub role: &'static str,
    /// Whether only a branch takes part.
    pub branch: bool,
    /// First year, if later than the project's.
    pub from: Option<i16>,
    /// Last year, if it left.
    pub to: Option<i16>,
}

/// A passport.
#[derive(Serialize)]
pub(super) struct PassportView {
    goal: Option<String>,
    tasks: Vec<String>,
    target_group: Option<String>,
    stages: Vec<StageView>,
    expected: Vec<String>,
    risks: Vec<String>,
    funding: Option<String>,
}

#[derive(Serialize)]
struct StageView {
    title: String,
    from: Option<i16>,
    to: Option<i16>,
    result: Option<String>,
}

impl Subject for Single {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let project = context.site.project(self.id);
        let others = project.participants.iter().filter(|it| it.role != Role::Lead);
        Box::new(SingleView {
            common: project_view(context, self.id),
            others: others.map(|it| member(context, it)).collect(),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        place(context, self.id)
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.project(self.id).entry.body)
    }
}

/// Where a project's page stands: below its status, between its neighbours of that status.
pub(super) fn place(context: &Context<'_>, id: ProjectId) -> Place {
    let site = context.site;
    let project = site.project(id);
    let status = project
        .history
        .last()
        .map_or(project.first_status, |it| crate::stats::status_in(project, it.year));
    let choice = status.map_or(StatusChoice::NotTold, StatusChoice::Known);
    let list = ProjectList::of_status(choice);
    let label = match status {
        Some(id) => Label::text(&site.vocabularies.statuses[id.0].matter.plural),
        None => Label::key("status_not_told"),
    };
    let ids = context.plan.lists.projects.get(&list).map(Vec::as_slice).unwrap_or_default();
    // Lists of projects are in the order of projects.
    let at = ids.binary_search(&id).ok();
    let beside = |it: Option<&ProjectId>| {
        it.map(|it| (route::project(site, *it), Label::text(project_name(site, *it))))
    };
    let before = at.filter(|it| *it > 0).and_then(|it| ids.get(it - 1));
    let after = at.and_then(|it| ids.get(it + 1));
    let (section, section_label) = match project.is_community {
        true => (Route::new("communities/index"), Label::key("communities")),
        false => (Route::new("projects/index"), Label::key("all_projects")),
    };
    Place {
        title: Label::text(&project.entry.matter.title.value),
        summary: project.entry.matter.summary.as_ref().map(|it| prose(&it.value)),
        above: vec![
            (Route::new("index"), Label::key("home")),
            (section.clone(), section_label),
            (list.route(site), label),
        ],
        previous: beside(before),
        next: beside(after),
        section: Some(section),
    }
}

/// The parts that every page of a project has.
pub(super) fn project_view(context: &Context<'_>, id: ProjectId) -> ProjectView {
    let project = context.site.project(id);
    let matter = &project.entry.matter;
    let body = &project.entry.body;
    ProjectView {
        project: project_card(context, id, None),
        level: project.level.key(),
        body: context.prose_if(body),
        contents: contents(body),
        history: project.history.iter().rev().map(|it| decision(context, it)).collect(),
        history_from: matter.history_from.as_ref().map(|it| it.value),
        directions: directions(context, &project.directions),
        federal_projects: federal_projects(context, &project.federal_projects),
        monitoring: of_project(context, id),
        aliases: matter.aliases.iter().map(|it| it.value.clone()).collect(),
        tags: texts(&matter.tags),
        links: matter
            .links
            .iter()
            .map(|it| LinkView { href: it.url.value.clone(), title: prose(&it.title.value) })
            .collect(),
        people: matter.people.iter().map(person).collect(),
        passport: matter.passport.as_ref().map(passport),
        part: part(context, project.contribution.as_ref()),
        events: latest_first(context, &project.events),
        products: project.products.iter().map(|it| product_card(context, *it)).collect(),
    }
}

fn decision(context: &Context<'_>, decision: &Decision) -> DecisionView {
    let site = context.site;
    let order = decision.order.map(|it| cited_document(context, it));
    let item = decision.item.as_ref().map(|number| {
        let known = decision.order.is_some_and(|it| {
            let items = &site.document(it).entry.matter.items;
            items.iter().any(|it| it.number.value == *number)
        });
        let page = order.as_ref().filter(|_| known).map(|it| it.href.clone());
        let anchor = format!("#{}", item_anchor(number));
        LinkView {
            href: page.map(|it| it + &anchor).unwrap_or_default(),
            title: number.clone(),
        }
    });
    DecisionView {
        year: decision.year,
        state: StateView {
            key: decision.state.key(),
            title: state_title(site, decision.state),
            year: Some(decision.year),
        },
        status: decision.status.map(|it| site.vocabularies.statuses[it.0].title.clone()),
        order,
        item,
        funding: decision.funding.map(crate::content::word::Funding::key),
        note: decision.note.as_deref().map(prose),
    }
}

/// The id of an item on its document's page: `item-2-1` for «2.1».
pub(super) fn item_anchor(number: &str) -> String {
    format!("item-{}", crate::text::slug::slug(number))
}

/// An organisation in a project.
pub(super) fn member(context: &Context<'_>, part: &Participation) -> MemberView {
    let link = organisation_link(context, part.organisation);
    let organisation = context.site.organisation(part.organisation);
    MemberView {
        href: link.href,
        title: link.title,
        name: bind(&organisation.entry.matter.name.value),
        role: part.role.key(),
        branch: part.branch,
        from: part.from,
        to: part.to,
    }
}

/// A person.
pub(super) fn person(person: &Person) -> PersonView {
    let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| prose(&it.value));
    PersonView {
        name: bind(&person.name.value),
        role: words(&person.role),
        position: words(&person.position),
        phone: person.phone.as_ref().map(|it| it.value.clone()),
        email: person.email.as_ref().map(|it| it.value.clone()),
    }
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|it| prose(&it.value)).collect()
}

fn passport(passport: &Passport) -> PassportView {
    let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| prose(&it.value));
    let stage = |it: &Stage| StageView {
        title: prose(&it.title.value),
        from: it.from.as_ref().map(|it| it.value),
        to: it.to.as_ref().map(|it| it.value),
        result: words(&it.result),
    };
    PassportView {
        goal: words(&passport.goal),
        tasks: texts(&passport.tasks),
        target_group: words(&passport.target_group),
        stages: passport.stages.iter().map(stage).collect(),
        expected: texts(&passport.expected),
        risks: texts(&passport.risks),
        funding: words(&passport.funding),
    }
}

/// A document that other views name: requisites with its address.
pub(super) fn document_link(context: &Context<'_>, id: crate::site::DocumentId) -> LinkView {
    LinkView {
        href: context.href(&route::document(context.site, id)),
        title: document_name(context.site.document(id)),
    }
}

/// A date of a view: for people and for machines.
#[derive(Serialize)]
pub(super) struct DateView {
    /// `5 апреля 2024 года`.
    pub long: String,
    /// `2024-04-05`.
    pub iso: String,
}

/// Shows a date.
pub(super) fn date_view(day: jiff::civil::Date) -> DateView {
    DateView { long: date::long(day), iso: day.to_string() }
}
