//! The linking itself: every reference looked up once, reverse links gathered.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::check_roster::roster_of;
use super::party::Party;
use super::procedure::Procedure;
use super::resolve::{self, Ids};
use super::{
    Decision, DirectionId, Document, DocumentId, Drafts, Organisation, OrganisationId,
    Participation, Project, StatusId, TypeId, value_place,
};
use super::{check_data, reverse};
use crate::content::entry::Entry;
use crate::content::page::TextPage;
use crate::content::procedure::Procedure as ProcedureMatter;
use crate::content::project::{Project as ProjectMatter, Told};
use crate::content::word::{Level, Role, Roster};
use crate::content::{Content, Entries, document, organisation};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::order::sort_key;
use crate::text::organisation::{Cities, legal_form, without_cities};
use crate::text::slug;
use crate::yaml::table::Spanned;

mod beside;
mod procedure;
mod task;

/// What linking makes of the entries.
pub(super) struct Parts {
    pub projects: Vec<Project>,
    pub organisations: Vec<Organisation>,
    pub documents: Vec<Document>,
    pub procedures: Vec<Procedure>,
    pub pages: Vec<Arc<Entry<TextPage>>>,
}

/// The published entries in their reading order, and how to find them.
pub(super) struct Linker<'a> {
    content: &'a Content,
    projects: Vec<&'a Arc<Entry<ProjectMatter>>>,
    organisations: Vec<(String, &'a Arc<Entry<organisation::Organisation>>)>,
    documents: Vec<&'a Arc<Entry<document::Document>>>,
    procedures: Vec<&'a Arc<Entry<ProcedureMatter>>>,
    pages: Vec<Arc<Entry<TextPage>>>,
    organisation_ids: Ids<'a>,
    document_ids: Ids<'a>,
    cities: Cities,
}

impl<'a> Linker<'a> {
    pub(super) fn new(content: &'a Content, date: Date, drafts: Drafts) -> Linker<'a> {
        let city_forms = content.settings.as_ref().map_or(&[][..], |it| &it.city_forms);
        let mut projects = visible(&content.projects, date, drafts);
        projects
            .par_sort_by(|a, b| (&a.matter.sort_key, &a.id).cmp(&(&b.matter.sort_key, &b.id)));
        let mut organisations: Vec<_> = visible(&content.organisations, date, drafts)
            .into_par_iter()
            .map(|it| {
                let name = short_name(&it.matter.name.value, city_forms);
                (sort_key(&name), name, it)
            })
            .collect();
        organisations.sort_by(|a, b| (&a.0, &a.2.id).cmp(&(&b.0, &b.2.id)));
        let organisations: Vec<_> = organisations.into_iter().map(|it| (it.1, it.2)).collect();
        let mut documents = visible(&content.documents, date, drafts);
        documents.sort_by_cached_key(|it| {
            let number = it.matter.number.as_ref().map(|it| sort_key(&it.value));
            (std::cmp::Reverse(it.matter.date.value), number, Arc::clone(&it.id))
        });
        let mut pages: Vec<_> =
            visible(&content.pages, date, drafts).into_iter().map(Arc::clone).collect();
        pages.sort_by_key(|it| (it.matter.order, Arc::clone(&it.id)));
        let organisation_ids =
            Ids::new(organisations.iter().map(|(_, it)| &*it.id), &content.organisations);
        let document_ids = Ids::new(documents.iter().map(|it| &*it.id), &content.documents);
        Linker {
            content,
            projects,
            organisations,
            documents,
            procedures: visible(&content.procedures, date, drafts),
            pages,
            organisation_ids,
            document_ids,
            cities: Cities::of(city_forms),
        }
    }

    pub(super) fn run(self, diagnostics: &mut Diagnostics) -> Parts {
        let projects = each(&self.projects, diagnostics, |it, said| self.project(it, said));
        let mut organisations =
            each(&self.organisations, diagnostics, |it, said| self.organisation(it, said));
        let mut documents = vec![];
        for entry in &self.documents {
            documents.push(self.document(entry, diagnostics));
        }
        let mut procedures = vec![];
        for entry in &self.procedures {
            procedures.push(self.procedure(entry, diagnostics));
        }
        procedures.sort_by(|a, b| (&a.sort_key, &a.entry.id).cmp(&(&b.sort_key, &b.entry.id)));
        let ids = (&self.document_ids, &self.organisation_ids);
        check_data::check(&self.content.vocabularies, ids, diagnostics);
        reverse::projects(&projects, &mut organisations, &mut documents);
        reverse::documents(&mut documents);
        Parts { projects, organisations, documents, procedures, pages: self.pages }
    }

    pub(super) fn project(
        &self,
        entry: &Arc<Entry<ProjectMatter>>,
        diagnostics: &mut Diagnostics,
    ) -> Project {
        let matter = &entry.matter;
        let vocabularies = &self.content.vocabularies;
        let first_status = self.first_status(entry, diagnostics);
        let status = first_status.map(|it| &vocabularies.statuses[it.0].matter);
        let level = matter.level.as_ref().map(|it| it.value).or(status.map(|it| it.level));
        let untold = matches!(matter.status, Some(Told::NotTold));
        if level.is_none() && untold && !entry.unread.contains("level") {
            diagnostics.push(level_missing(entry));
        }
        let mut participants = Vec::with_capacity(matter.participants.len() + 1);
        let lead = matter.lead.iter().map(|it| (it, Role::Lead, false, None, None));
        let others = matter.participants.iter().map(|it| {
            let (from, to) = (it.from.as_ref(), it.to.as_ref());
            let years = (from.map(|it| it.value), to.map(|it| it.value));
            (&it.organisation, it.role.value, it.branch, years.0, years.1)
        });
        for (id, role, branch, from, to) in lead.chain(others) {
            let place = || value_place(entry, id);
            if let Some(found) = self.organisation_ids.find(id, place, diagnostics) {
                let organisation = OrganisationId(found);
                participants.push(Participation { organisation, role, branch, from, to });
            }
        }
        let mut terms = |names: &[Spanned<String>], directions: bool| -> Vec<usize> {
            let of = |name: &Spanned<String>| {
                let vocabulary = match directions {
                    true => &vocabularies.directions,
                    false => &vocabularies.federal_projects,
                };
                resolve::term(vocabulary, name, || value_place(entry, name), diagnostics)
            };
            names.iter().filter_map(of).collect()
        };
        let directions = terms(&matter.directions, true).into_iter().map(DirectionId).collect();
        let federal_projects = terms(&matter.federal_projects, false);
        let mut history: Vec<Decision> =
            (0..matter.history.len()).map(|it| self.event(entry, it, diagnostics)).collect();
        history.sort_by_key(|it| {
            (it.year, it.order.map(|it| self.documents[it.0].matter.date.value))
        });
        Project {
            entry: Arc::clone(entry),
            first_status,
            level: level.unwrap_or(Level::Municipal),
            is_community: roster_of(matter, status.map(|it| it.roster)) == Roster::Community,
            participants,
            history,
            directions,
            federal_projects,
            contribution: None,
            products: vec![],
            events: vec![],
        }
    }

    fn first_status(
        &self,
        entry: &Entry<ProjectMatter>,
        diagnostics: &mut Diagnostics,
    ) -> Option<StatusId> {
        match &entry.matter.status {
            Some(Told::NotTold) => None,
            Some(Told::Value(name)) => {
                let place = || value_place(entry, name);
                let statuses = &self.content.vocabularies.statuses;
                resolve::term(statuses, name, place, diagnostics).map(StatusId)
            }
            None if entry.unread.contains("status") => None,
            None => {
                let message =
                    Words::new("статус проекта не указан", "the project's status is not given");
                let hint = Words::new(
                    "добавьте «статус: …»; если источник его не называет – «статус: не указан»",
                    "add `status: …`, or `status: not told` if the source does not tell it",
                );
                let remark = Diagnostic::new(code::STATUS_MISSING, entry.start(), message);
                diagnostics.push(remark.hint(hint));
                None
            }
        }
    }

    fn event(
        &self,
        entry: &Entry<ProjectMatter>,
        line: usize,
        diagnostics: &mut Diagnostics,
    ) -> Decision {
        let event = &entry.matter.history[line];
        let statuses = &self.content.vocabularies.statuses;
        let status = event.status.as_ref().and_then(|name| {
            resolve::term(statuses, name, || value_place(entry, name), diagnostics)
        });
        let order = event
            .order
            .as_ref()
            .and_then(|id| self.document_ids.find(id, || value_place(entry, id), diagnostics));
        Decision {
            year: event.year.value,
            state: event.state.value,
            status: status.map(StatusId),
            order: order.map(DocumentId),
            item: event.item.as_ref().map(|it| it.value.clone()),
            funding: event.funding.as_ref().map(|it| it.value),
            note: event.note.as_ref().map(|it| it.value.clone()),
            line,
        }
    }

    fn organisation(
        &self,
        (short_name, entry): &(String, &Arc<Entry<organisation::Organisation>>),
        diagnostics: &mut Diagnostics,
    ) -> Organisation {
        let matter = &entry.matter;
        let named = matter.organisation_type.as_ref().and_then(|name| {
            self.organisation_type(name, value_place(entry, name), diagnostics)
        });
        let successor = matter.successor.as_ref().and_then(|id| {
            self.organisation_ids.find(id, || value_place(entry, id), diagnostics)
        });
        let mut other_name_documents = vec![];
        for name in &matter.other_names {
            other_name_documents.push(self.document_of(
                entry,
                name.document.as_ref(),
                diagnostics,
            ));
        }
        Organisation {
            entry: Arc::clone(entry),
            organisation_type: named.map(TypeId),
            short_name: short_name.clone(),
            identity: without_cities(matter.identity_in_city.clone(), &self.cities),
            projects: vec![],
            products: vec![],
            adopted: vec![],
            communities: vec![],
            events: vec![],
            successor: successor.map(OrganisationId),
            other_name_documents,
        }
    }

    /// V-13: a type outside the vocabulary leaves the organisation out of figures, not of pages.
    fn organisation_type(
        &self,
        name: &Spanned<String>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let mut remarks = Diagnostics::none();
        let types = &self.content.vocabularies.organisation_types;
        let found = resolve::term(types, name, || place, &mut remarks);
        diagnostics.extend(remarks.into_iter().map(|mut it| {
            it.code = code::ORGANISATION_TYPE;
            it.severity = code::ORGANISATION_TYPE.severity;
            it
        }));
        found
    }

    fn document_of<T>(
        &self,
        entry: &Entry<T>,
        id: Option<&Spanned<String>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<DocumentId> {
        let id = id?;
        self.document_ids.find(id, || value_place(entry, id), diagnostics).map(DocumentId)
    }

    /// Who is meant: an id names an organisation, anything else is words.
    fn party<T>(
        &self,
        entry: &Entry<T>,
        name: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Party {
        let found = match slug::is_id(&name.value) {
            true => self.organisation_ids.find(name, || value_place(entry, name), diagnostics),
            false => None,
        };
        found.map_or_else(
            || Party::Named(name.value.clone()),
            |it| Party::Organisation(OrganisationId(it)),
        )
    }

    fn document(
        &self,
        entry: &Arc<Entry<document::Document>>,
        diagnostics: &mut Diagnostics,
    ) -> Document {
        let relations = &entry.matter.relations;
        let mut all = |ids: &[Spanned<String>]| -> Vec<DocumentId> {
            ids.iter().filter_map(|id| self.document_of(entry, Some(id), diagnostics)).collect()
        };
        let (based_on, amends) = (all(&relations.based_on), all(&relations.amends));
        let (repeals, approves) = (all(&relations.repeals), all(&relations.approves));
        let attached_to = all(&relations.attached_to);
        let statuses = &self.content.vocabularies.statuses;
        let mut item_statuses = vec![];
        for item in &entry.matter.items {
            let status = item.status.as_ref().and_then(|name| {
                resolve::term(statuses, name, || value_place(entry, name), diagnostics)
            });
            item_statuses.push(status.map(StatusId));
        }
        let mut tasks = vec![];
        for task in &entry.matter.tasks {
            tasks.push(self.task(entry, task, diagnostics));
        }
        let mut variant_documents = vec![];
        for variant in &entry.matter.variants {
            variant_documents.push(self.document_of(
                entry,
                variant.document.as_ref(),
                diagnostics,
            ));
        }
        Document {
            entry: Arc::clone(entry),
            based_on,
            amends,
            repeals,
            approves,
            attached_to,
            basis_of: vec![],
            amended_by: vec![],
            repealed_by: vec![],
            approved_by: vec![],
            attachments: vec![],
            cited: vec![],
            tasks,
            item_statuses,
            variant_documents,
        }
    }
}

/// Does something with each of many on all cores; what is said of them comes in their order.
pub(super) fn each<E: Sync, L: Send>(
    all: &[E],
    diagnostics: &mut Diagnostics,
    act: impl Fn(&E, &mut Diagnostics) -> L + Sync,
) -> Vec<L> {
    let done: Vec<(L, Diagnostics)> = all
        .par_iter()
        .map(|it| {
            let mut said = Diagnostics::none();
            (act(it, &mut said), said)
        })
        .collect();
    let (done, said): (Vec<L>, Vec<Diagnostics>) = done.into_iter().unzip();
    diagnostics.extend(said.into_iter().flatten());
    done
}

pub(super) fn visible<T>(
    entries: &Entries<T>,
    date: Date,
    drafts: Drafts,
) -> Vec<&Arc<Entry<T>>> {
    let shown =
        |it: &&Arc<Entry<T>>| drafts == Drafts::Shown || it.publication.is_published(date);
    entries.list.iter().filter(shown).collect()
}

fn level_missing(entry: &Entry<ProjectMatter>) -> Diagnostic {
    let message = Words::new(
        "статус не указан, поэтому уровень проекта не известен",
        "the status is not told, so the project's level is not known",
    );
    Diagnostic::new(code::MISSING_KEY, entry.start(), message)
        .hint(Words::new("добавьте «уровень: муниципальный»", "add `level: municipal`"))
}

/// «МАДОУ «ДС № 449 «Олимпиец» г. Челябинска»» → «ДС № 449 «Олимпиец»».
fn short_name(name: &str, city_forms: &[String]) -> String {
    let mut rest = name;
    if let Some(form) = legal_form(name) {
        rest = name[form.len()..].trim_start();
    }
    let outer = rest.strip_prefix('«').and_then(|it| it.strip_suffix('»'));
    let mut short = outer.unwrap_or(rest).trim();
    for form in city_forms {
        short = short.strip_suffix(form.as_str()).unwrap_or(short).trim_end();
    }
    match short.is_empty() {
        true => name.to_owned(),
        false => short.to_owned(),
    }
}
