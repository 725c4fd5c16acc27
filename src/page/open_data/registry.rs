//! The registry as JSON: ids, keys and numbers as programs want them. `docs/formats.md` tells every
//! key.

use serde::{Serialize, Serializer};

use super::super::Context;
use super::super::route;
use super::tables::address;
use crate::site::{DocumentId, OrganisationId, Participation, Project, ProjectId, StatusId};
use crate::stats::{is_active, status_in, years};
use crate::yaml::table::Word;

/// Grows with every change that a reader would notice; new keys alone do not change it.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Registry<'a, P, O, D> {
    format: &'static str,
    version: u8,
    title: &'a str,
    owner: &'a str,
    city: &'a str,
    /// The day for which it was made.
    date: String,
    years: &'a [i16],
    statuses: Vec<Term<'a>>,
    organisation_types: Vec<Term<'a>>,
    projects: P,
    organisations: O,
    documents: D,
}

/// Items that are made one by one as they are written: the file alone is large enough.
struct Items<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Items<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// More bytes than an item usually takes, so that the file is not copied as it grows.
const ROOM: usize = 2048;

#[derive(Serialize)]
struct Term<'a> {
    key: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct ProjectItem<'a> {
    id: &'a str,
    title: &'a str,
    /// Key of the status after the last decision; null where the sources do not tell.
    status: Option<&'a str>,
    level: &'static str,
    is_community: bool,
    /// The years in which it was active (ST-1).
    active: Vec<i16>,
    participants: Vec<Participant<'a>>,
    history: Vec<Decision<'a>>,
    page: String,
}

#[derive(Serialize)]
struct Participant<'a> {
    organisation: &'a str,
    role: &'static str,
    branch: bool,
    from: Option<i16>,
    to: Option<i16>,
}

#[derive(Serialize)]
struct Decision<'a> {
    year: i16,
    state: &'static str,
    /// Key of the status that the decision gave; null where it changed none.
    status: Option<&'a str>,
    document: Option<&'a str>,
    item: Option<&'a str>,
}

#[derive(Serialize)]
struct OrganisationItem<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    /// Key of its type; null where the vocabulary lacks it.
    organisation_type: Option<&'a str>,
    page: String,
}

#[derive(Serialize)]
struct DocumentItem<'a> {
    id: &'a str,
    kind: &'static str,
    number: Option<&'a str>,
    date: String,
    issuer: &'a str,
    title: Option<&'a str>,
    page: String,
}

/// The file, all bytes.
pub(super) fn bytes(context: &Context<'_>) -> Vec<u8> {
    let site = context.site;
    let (settings, words) = (&site.settings, &site.vocabularies);
    let years = years(site);
    let registry = Registry {
        format: "novator-registry",
        version: VERSION,
        title: &settings.title,
        owner: &settings.owner,
        city: &settings.city,
        date: site.today.to_string(),
        statuses: words
            .statuses
            .iter()
            .map(|it| Term { key: &it.key, title: &it.title })
            .collect(),
        organisation_types: words
            .organisation_types
            .iter()
            .map(|it| Term { key: &it.key, title: &it.title })
            .collect(),
        projects: Items(|| site.project_ids().map(|it| project(context, it, &years))),
        organisations: Items(|| site.organisation_ids().map(|it| organisation(context, it))),
        documents: Items(|| site.own_document_ids().map(|it| document(context, it))),
        years: &years,
    };
    let items = site.project_ids().count() + site.organisation_ids().count();
    let mut bytes = Vec::with_capacity(items * ROOM);
    serde_json::to_writer_pretty(&mut bytes, &registry).expect("keys are text");
    bytes.push(b'\n');
    bytes
}

fn project<'a>(context: &Context<'a>, id: ProjectId, years: &[i16]) -> ProjectItem<'a> {
    let site = context.site;
    let project = site.project(id);
    let status = |it: StatusId| site.vocabularies.statuses[it.0].key.as_str();
    ProjectItem {
        id: &project.entry.id,
        title: &project.entry.matter.title.value,
        status: status_in(project, i16::MAX).map(status),
        level: english(project.level),
        is_community: project.is_community,
        active: years.iter().copied().filter(|it| is_active(project, *it)).collect(),
        participants: participants(context, project),
        history: project
            .history
            .iter()
            .map(|it| Decision {
                year: it.year,
                state: english(it.state),
                status: it.status.map(status),
                document: it.order.map(|it| &*site.document(it).entry.id),
                item: it.item.as_deref(),
            })
            .collect(),
        page: address(context, &route::project(site, id)),
    }
}

fn participants<'a>(context: &Context<'a>, project: &'a Project) -> Vec<Participant<'a>> {
    let participant = |it: &Participation| Participant {
        organisation: &context.site.organisation(it.organisation).entry.id,
        role: english(it.role),
        branch: it.branch,
        from: it.from,
        to: it.to,
    };
    project.participants.iter().map(participant).collect()
}

fn organisation<'a>(context: &Context<'a>, id: OrganisationId) -> OrganisationItem<'a> {
    let site = context.site;
    let organisation = site.organisation(id);
    let types = &site.vocabularies.organisation_types;
    OrganisationItem {
        id: &organisation.entry.id,
        name: &organisation.entry.matter.name.value,
        short_name: &organisation.short_name,
        organisation_type: organisation.organisation_type.map(|it| types[it.0].key.as_str()),
        page: address(context, &route::organisation(site, id)),
    }
}

fn document<'a>(context: &Context<'a>, id: DocumentId) -> DocumentItem<'a> {
    let entry = &context.site.document(id).entry;
    let matter = &entry.matter;
    DocumentItem {
        id: &entry.id,
        kind: english(matter.kind.value),
        number: matter.number.as_ref().map(|it| it.value.as_str()),
        date: matter.date.value.to_string(),
        issuer: &matter.issuer.value,
        title: matter.title.value().map(|it| it.value.as_str()),
        page: address(context, &route::document(context.site, id)),
    }
}

/// The first English spelling of a word.
fn english<T: Word + PartialEq>(word: T) -> &'static str {
    let words = T::WORDS.iter().find(|(it, _)| *it == word).map_or(&[][..], |it| it.1);
    words.iter().find(|it| it.is_ascii()).copied().unwrap_or_default()
}
