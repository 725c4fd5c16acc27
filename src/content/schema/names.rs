//! What the registers of one site hold: ids and terms with their names, to choose from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::link::EntryKind;
use crate::content::vocabulary::{self, Term};
use crate::content::{Content, Entries};
use crate::diag::Place;
use crate::text::order::fold;
use crate::yaml::schema::Register;

/// One thing that a key may name.
#[derive(Clone, Debug)]
pub struct Named {
    /// What is written: the id of an entry, or the title of a term.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Other ways to write it.
    pub spellings: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// All registers of a site.
#[derive(Clone, Debug, Default)]
pub struct Names {
    registers: BTreeMap<Register, Vec<Named>>,
}

impl Names {
    /// What the content holds.
    pub fn of(content: &Content) -> Names {
        let mut names = Names::default();
        names.entries(EntryKind::Project, &content.projects, |it| &it.title.value);
        names.entries(EntryKind::Organisation, &content.organisations, |it| &it.name.value);
        names.entries(EntryKind::Document, &content.documents, |it| {
            it.title.value().map_or("", |it| &it.value)
        });
        names.entries(EntryKind::Procedure, &content.procedures, |it| &it.title.value);
        names.entries(EntryKind::Page, &content.pages, |it| &it.title.value);
        names.entries(EntryKind::Programme, &content.programmes, |it| &it.title.value);
        names.entries(EntryKind::Product, &content.products, |it| &it.title.value);
        names.entries(EntryKind::Community, &content.communities, |it| &it.title.value);
        names.entries(EntryKind::Report, &content.reports, |it| &it.title.value);
        names.entries(EntryKind::Event, &content.events, |it| &it.title.value);
        names.entries(EntryKind::News, &content.news, |it| &it.title.value);
        let vocabularies = &content.vocabularies;
        names.terms(vocabulary::STATUSES, &vocabularies.statuses);
        names.terms(vocabulary::STATES, &vocabularies.states);
        names.terms(vocabulary::ORGANISATION_TYPES, &vocabularies.organisation_types);
        names.terms(vocabulary::DIRECTIONS, &vocabularies.directions);
        names.terms(vocabulary::FEDERAL_PROJECTS, &vocabularies.federal_projects);
        names.terms(vocabulary::PRODUCT_KINDS, &vocabularies.product_kinds);
        names.terms(vocabulary::CRITERIA, &vocabularies.criteria);
        names.terms(vocabulary::TABLES, &vocabularies.tables);
        names.terms(vocabulary::EVENT_SERIES, &vocabularies.event_series);
        names.terms(vocabulary::NATIONAL_PROJECTS, &vocabularies.national_projects);
        names.terms(vocabulary::INDICATORS, &vocabularies.indicators);
        names
    }

    /// What one register holds, in its order.
    pub fn in_register(&self, register: &str) -> &[Named] {
        self.registers.get(register).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a name stands for: an id, or a term in any of its spellings.
    pub fn find(&self, register: &str, name: &str) -> Option<&Named> {
        let folded = fold(name);
        self.in_register(register).iter().find(|it| {
            it.id == name || it.spellings.iter().any(|spelling| fold(spelling) == folded)
        })
    }

    fn entries<T>(
        &mut self,
        kind: EntryKind,
        entries: &Entries<T>,
        title: impl Fn(&T) -> &str,
    ) {
        let named = entries.list.iter().map(|it| Named {
            id: it.id.to_string(),
            title: title(&it.matter).to_owned(),
            spellings: vec![],
            place: it.start(),
        });
        self.registers.insert(kind.folder(), named.collect());
    }

    fn terms<T>(&mut self, register: Register, terms: &[Term<T>]) {
        let named = terms.iter().map(|it| Named {
            id: it.title.clone(),
            title: it.title.clone(),
            spellings: it.spellings().map(str::to_owned).collect(),
            place: Place { file: Arc::clone(&it.file), start: it.at.start, end: it.at.end },
        });
        self.registers.insert(register, named.collect());
    }
}
