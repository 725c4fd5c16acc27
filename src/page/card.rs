//! Projects, organisations and documents as other pages show them.

use serde::Serialize;

use super::frame::{Figure, LinkView};
use super::list::{OrganisationList, ProjectList, StatusChoice};
use super::piece::Piece;
use super::{Context, route, state_title};
use crate::content::project::Told;
use crate::content::word::{Role, State};
use crate::site::{
    DirectionId, Document, DocumentId, OrganisationId, Project, ProjectId, Site, StatusId,
};
use crate::stats::{state_in, status_in};
use crate::text::date;
use crate::text::typography::bind;
use crate::yaml::table::Word;

/// A project in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectCard {
    /// Its page.
    pub href: String,
    /// The theme.
    pub title: String,
    /// A short name, where the author gave one.
    pub short_title: Option<String>,
    /// Its status, with the list of that status; none where the sources do not tell.
    pub status: Option<LinkView>,
    /// Its last known state.
    pub state: Option<StateView>,
    /// The organisation that leads it, whatever the role is called.
    pub leader: Option<LinkView>,
    /// Whether it is a community.
    pub is_community: bool,
    /// How many organisations are in it.
    pub size: usize,
}

/// What `pieces/project.html` and `pieces/project-line.html` read.
#[derive(Serialize)]
struct ProjectPiece {
    project: ProjectCard,
}

/// A state with its words.
#[derive(Clone, Debug, Serialize)]
pub struct StateView {
    /// Stable key, for colours and marks.
    pub key: &'static str,
    /// Words.
    pub title: String,
    /// The year from which it holds.
    pub year: Option<i16>,
}

/// A project in a list, as it stands in a year or, without one, now.
pub fn project_card(context: &Context<'_>, id: ProjectId, year: Option<i16>) -> ProjectCard {
    let site = context.site;
    let project = site.project(id);
    let matter = &project.entry.matter;
    let when = year.unwrap_or_else(|| last_year(project));
    let leader = project.participants.iter().find(|it| it.role.leads());
    let mut members: Vec<_> = project.participants.iter().map(|it| it.organisation).collect();
    members.sort_unstable();
    members.dedup();
    ProjectCard {
        href: context.href(&route::project(site, id)),
        title: bind(&matter.title.value),
        short_title: matter.short_title.as_ref().map(|it| bind(&it.value)),
        status: status_in(project, when).and_then(|it| status_link(context, it)),
        state: state_in(project, when).map(|state| StateView {
            key: state.key(),
            title: state_title(site, state),
            year: state_year(project, state, when),
        }),
        leader: leader.map(|it| organisation_link(context, it.organisation)),
        is_community: project.is_community,
        size: members.len(),
    }
}

/// Adds a project to a list of a year or, without one, of now.
pub(super) fn add_project(
    context: &Context<'_>,
    out: &mut String,
    (id, year): (ProjectId, Option<i16>),
) {
    let project = context.site.project(id);
    let when = year.unwrap_or_else(|| last_year(project));
    let state = state_in(project, when).map(|it| (it, state_year(project, it, when)));
    let piece = Piece::Project(id, status_in(project, when), state);
    context.add_piece(out, piece, |context| ProjectPiece {
        project: project_card(context, id, year),
    });
}

/// Projects where many of them stand close together, a line each.
pub(super) fn project_lines(
    context: &Context<'_>,
    ids: impl Iterator<Item = ProjectId>,
) -> String {
    let mut html = String::new();
    for id in ids {
        context.add_piece(&mut html, Piece::ProjectLine(id), |context| ProjectPiece {
            project: project_card(context, id, None),
        });
    }
    html
}

/// The last year of which anything was decided.
fn last_year(project: &Project) -> i16 {
    project.history.last().map_or(i16::MAX, |it| it.year)
}

/// The year of the last decision for a state up to some year.
fn state_year(project: &Project, state: State, when: i16) -> Option<i16> {
    let decided = project.history.iter().rev().find(|it| it.year <= when && it.state == state);
    decided.map(|it| it.year)
}

/// A status with the list of its projects.
pub fn status_link(context: &Context<'_>, id: StatusId) -> Option<LinkView> {
    let href = context.project_list(ProjectList::of_status(StatusChoice::Known(id)));
    let title = context.site.vocabularies.statuses[id.0].title.clone();
    Some(LinkView { href: href.unwrap_or_default(), title })
}

/// An organisation by its short name.
pub fn organisation_link(context: &Context<'_>, id: OrganisationId) -> LinkView {
    let organisation = context.site.organisation(id);
    LinkView {
        href: context.href(&route::organisation(context.site, id)),
        title: bind(&organisation.short_name),
    }
}

/// Directions with the lists of their projects.
pub fn directions(context: &Context<'_>, ids: &[DirectionId]) -> Vec<LinkView> {
    let link = |id: &DirectionId| LinkView {
        href: context.project_list(ProjectList::of_direction(*id)).unwrap_or_default(),
        title: bind(&context.site.vocabularies.directions[id.0].title),
    };
    ids.iter().map(link).collect()
}

/// A project by its short name or theme.
pub fn project_link(context: &Context<'_>, id: ProjectId) -> LinkView {
    LinkView {
        href: context.href(&route::project(context.site, id)),
        title: bind(project_name(context.site, id)),
    }
}

/// The short name of a project, or its theme.
pub fn project_name(site: &Site, id: ProjectId) -> &str {
    let matter = &site.project(id).entry.matter;
    &matter.short_title.as_ref().unwrap_or(&matter.title).value
}

/// An organisation in a list.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationRow {
    /// Its page.
    pub href: String,
    /// Short official name.
    pub name: String,
    /// Name without legal form and city.
    pub short_name: String,
    /// Its type, with the list of the type.
    pub organisation_type: Option<LinkView>,
    /// Its projects by role, the leading roles first.
    pub roles: Vec<RoleCount>,
    /// All its projects, each once.
    pub projects: usize,
}

/// How many projects an organisation has in a role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleCount {
    /// Key of the role.
    pub role: &'static str,
    /// Number of projects.
    pub count: usize,
}

/// An organisation in a list; with a year, its projects of that year only.
pub fn organisation_row(
    context: &Context<'_>,
    id: OrganisationId,
    year: Option<i16>,
) -> OrganisationRow {
    let site = context.site;
    let organisation = site.organisation(id);
    let counts = |project: ProjectId| {
        let project = site.project(project);
        year.is_none_or(|year| {
            let takes_part =
                |it: &crate::site::Participation| it.organisation == id && it.covers(year);
            crate::stats::is_active(project, year)
                && project.participants.iter().any(takes_part)
        })
    };
    let own: Vec<_> = organisation.projects.iter().filter(|it| counts(it.0)).collect();
    let roles = Role::ALL.into_iter().filter_map(|role| {
        let count = own.iter().filter(|it| it.1 == role).count();
        (count > 0).then(|| RoleCount { role: role.key(), count })
    });
    let mut different: Vec<_> = own.iter().map(|it| it.0).collect();
    different.dedup();
    OrganisationRow {
        href: context.href(&route::organisation(site, id)),
        name: bind(&organisation.entry.matter.name.value),
        short_name: bind(&organisation.short_name),
        organisation_type: organisation.organisation_type.map(|it| LinkView {
            href: context.organisation_list(OrganisationList::of_type(it)).unwrap_or_default(),
            title: site.vocabularies.organisation_types[it.0].title.clone(),
        }),
        roles: roles.collect(),
        projects: different.len(),
    }
}

/// A document in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentRow {
    /// Its page.
    pub href: String,
    /// Requisites: «Приказ от 05.04.2024 № 994-з».
    pub name: String,
    /// Title, where the sources tell it.
    pub title: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// Key of its kind.
    pub kind: &'static str,
    /// Date, `05.04.2024`.
    pub date: String,
    /// The same for machines.
    pub date_iso: String,
    /// The municipality whose practice it shows, where that is not the site's own.
    pub practice_of: Option<String>,
    /// Key of whether it holds; none for papers that decide nothing.
    pub validity: Option<&'static str>,
}

/// A document as a sentence names it.
#[derive(Clone, Debug, Serialize)]
pub struct CitedDocument {
    /// Its page.
    pub href: String,
    /// Requisites: «Приказ от 05.04.2024 № 994-з».
    pub name: String,
    /// Title, where the sources tell it.
    pub title: Option<String>,
}

/// A document as a sentence names it.
pub fn cited_document(context: &Context<'_>, id: DocumentId) -> CitedDocument {
    let document = context.site.document(id);
    CitedDocument {
        href: context.href(&route::document(context.site, id)),
        name: document_name(document),
        title: document_title(&document.entry.matter.title),
    }
}

/// A document in a list.
pub fn document_row(context: &Context<'_>, id: DocumentId) -> DocumentRow {
    let document = context.site.document(id);
    let matter = &document.entry.matter;
    let CitedDocument { href, name, title } = cited_document(context, id);
    DocumentRow {
        href,
        name,
        title,
        issuer: bind(&matter.issuer.value),
        kind: matter.kind.value.key(),
        date: date::short(matter.date.value),
        date_iso: matter.date.value.to_string(),
        practice_of: matter.practice_of.as_ref().map(|it| bind(&it.value)),
        validity: context.site.standing(id).map(|it| it.validity.key()),
    }
}

/// Requisites of a document, as other documents cite it.
pub fn document_name(document: &Document) -> String {
    let matter = &document.entry.matter;
    let kind = capitalised(matter.kind.value.spelling());
    // A number is read in one piece: no line ends at its hyphens.
    let number = matter.number.as_ref().map(|it| it.value.replace('-', "\u{2011}"));
    let number = number.map(|it| format!(" № {it}"));
    let name =
        format!("{kind} от {}{}", date::short(matter.date.value), number.unwrap_or_default());
    bind(&name)
}

/// The title of a document, where the sources tell it.
pub fn document_title(title: &Told) -> Option<String> {
    title.value().map(|it| bind(&it.value))
}

/// The same words with a capital at the beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// The number of a list of projects, with its page.
pub fn project_figure(context: &Context<'_>, list: ProjectList) -> Figure {
    Figure { value: context.plan.lists.count(list), href: context.project_list(list) }
}

/// The number of a list of organisations, with its page.
pub fn organisation_figure(context: &Context<'_>, list: OrganisationList) -> Figure {
    let value = context.plan.lists.count_organisations(list);
    Figure { value, href: context.organisation_list(list) }
}

/// Something counted, by its words.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// Stable key.
    pub key: String,
    /// Words; none for the group whose status is not told.
    pub title: Option<String>,
    /// The number and its list.
    pub figure: Figure,
}

/// The projects of a list by status; the group that is not told comes last.
pub fn by_status(context: &Context<'_>, list: ProjectList) -> Vec<Counted> {
    let statuses = &context.site.vocabularies.statuses;
    let known = (0..statuses.len()).map(|it| StatusChoice::Known(StatusId(it)));
    let mut groups = vec![];
    for choice in known.chain([StatusChoice::NotTold]) {
        let figure = project_figure(context, list.with_status(choice));
        let (key, title) = match choice {
            StatusChoice::Known(id) => {
                let status = &statuses[id.0];
                (status.key.clone(), Some(status.matter.plural.clone()))
            }
            StatusChoice::NotTold => ("not-told".to_owned(), None),
        };
        if figure.value > 0 {
            groups.push(Counted { key, title, figure });
        }
    }
    groups
}

/// The projects of a list by state.
pub fn by_state(context: &Context<'_>, list: ProjectList) -> Vec<Counted> {
    let of = |state: State| {
        let figure = project_figure(context, list.with_state(state));
        let words = context.site.vocabularies.states.iter().find(|it| it.matter.state == state);
        let title = words.map(|it| it.matter.plural.clone());
        Counted { key: state.key().to_owned(), title, figure }
    };
    State::ALL.into_iter().map(of).filter(|it| it.figure.value > 0).collect()
}
