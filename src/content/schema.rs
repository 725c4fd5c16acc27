//! Every form that editors fill in, described: its keys, as its reader asks for them, and what
//! `help/*.yaml` says of each. What editors' programs, the handbook, and hints are made from.

use crate::yaml::schema::{KeyShape, Register, describe};

use super::entry::{self, Matter};
use super::link::EntryKind;
use super::{
    community::Community, criteria, document::Document, event::Event, event_series, monitoring,
    news::Post, organisation::Organisation, page::TextPage, procedure::Procedure,
    product::Product, programme::Programme, project::Project, reactions, settings, vocabulary,
};

pub mod help;
pub mod names;

/// A form: what files of one sort hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `site.yaml`.
    Settings,
    /// Front matter of a kind of entry.
    Entry(EntryKind),
    /// The terms of a vocabulary, each by itself.
    Vocabulary(Register),
    /// `data/totals/<year>.yaml`.
    Totals,
    /// `data/reports/<year>.yaml`.
    Reports,
    /// `data/reactions/<post>.yaml`.
    Reactions,
    /// `data/monitoring/<year>.yaml`.
    Monitoring,
}

impl Form {
    /// Every form: settings, kinds of entries, vocabularies.
    pub fn all() -> impl Iterator<Item = Form> {
        let entries = EntryKind::ALL.into_iter().map(Form::Entry);
        let vocabularies = vocabulary::ALL.into_iter().map(Form::Vocabulary);
        let yearly = [Form::Totals, Form::Reports, Form::Monitoring, Form::Reactions];
        [Form::Settings].into_iter().chain(entries).chain(vocabularies).chain(yearly)
    }

    /// The names by which commands know it, Russian first.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Form::Settings => ["сайт", "site"],
            Form::Entry(kind) => kind.prefixes(),
            Form::Vocabulary(vocabulary::STATUSES) => ["статус", "status"],
            Form::Vocabulary(vocabulary::STATES) => ["состояние", "state"],
            Form::Vocabulary(vocabulary::ORGANISATION_TYPES) => {
                ["тип-организации", "organisation-type"]
            }
            Form::Vocabulary(vocabulary::DIRECTIONS) => ["направление", "direction"],
            Form::Vocabulary(vocabulary::FEDERAL_PROJECTS) => {
                ["федеральный-проект", "federal-project"]
            }
            Form::Vocabulary(vocabulary::PRODUCT_KINDS) => ["вид-продукта", "product-kind"],
            Form::Vocabulary(vocabulary::CRITERIA) => ["критерии", "criteria"],
            Form::Vocabulary(vocabulary::NATIONAL_PROJECTS) => {
                ["национальный-проект", "national-project"]
            }
            Form::Vocabulary(vocabulary::INDICATORS) => ["показатель", "indicator"],
            Form::Vocabulary(vocabulary::EVENT_SERIES) => ["серия-мероприятий", "event-series"],
            Form::Vocabulary(other) => [other, other],
            Form::Totals => ["итоги", "totals"],
            Form::Reports => ["отчет", "report"],
            Form::Reactions => ["отклики", "reactions"],
            Form::Monitoring => ["мониторинг", "monitoring"],
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Form> {
        Form::all().find(|it| it.names().contains(&name))
    }

    /// The form that a file fills in, by its path from the root of the site.
    pub fn of(path: &str) -> Option<Form> {
        Form::all().find(|it| match it.files().split_once('*') {
            None => it.files() == path,
            Some((before, after)) => path
                .strip_prefix(before)
                .and_then(|it| it.strip_suffix(after))
                .is_some_and(|it| !it.contains('/')),
        })
    }

    /// The files that fill it in: a path from the root of the site, `*` standing for a name.
    pub fn files(self) -> String {
        match self {
            Form::Settings => "content/site.yaml".to_owned(),
            Form::Entry(kind) => format!("content/{}/*.md", kind.folder()),
            Form::Vocabulary(name) => format!("content/data/{name}"),
            Form::Totals => "content/data/totals/*.yaml".to_owned(),
            Form::Reports => "content/data/reports/*.yaml".to_owned(),
            Form::Reactions => "content/data/reactions/*.yaml".to_owned(),
            Form::Monitoring => "content/data/monitoring/*.yaml".to_owned(),
        }
    }

    /// Whether a file holds a list of it, each with a hyphen.
    pub fn is_list(self) -> bool {
        matches!(self, Form::Vocabulary(_))
    }

    /// Its keys, as its reader asks for them.
    pub fn keys(self) -> Vec<KeyShape> {
        match self {
            Form::Settings => describe(|it| drop(settings::read(it))),
            Form::Entry(kind) => match kind {
                EntryKind::Project => card::<Project>(),
                EntryKind::Organisation => card::<Organisation>(),
                EntryKind::Document => card::<Document>(),
                EntryKind::Procedure => card::<Procedure>(),
                EntryKind::Page => card::<TextPage>(),
                EntryKind::Programme => card::<Programme>(),
                EntryKind::Product => card::<Product>(),
                EntryKind::Community => card::<Community>(),
                EntryKind::Event => card::<Event>(),
                EntryKind::News => card::<Post>(),
            },
            Form::Vocabulary(name) => term(name),
            Form::Totals => describe(|it| drop(vocabulary::totals(it, 0))),
            Form::Reports => describe(|it| drop(vocabulary::stated_figures(it, 0))),
            Form::Reactions => describe(|it| drop(reactions::reactions(it, ""))),
            Form::Monitoring => describe(|it| drop(monitoring::monitoring(it, 0))),
        }
    }
}

/// The keys of a kind of entry, then those that every entry has.
fn card<T: Matter>() -> Vec<KeyShape> {
    describe(|mut table| {
        T::read(&mut table);
        entry::publication(&mut table);
    })
}

fn term(name: Register) -> Vec<KeyShape> {
    describe(|it| match name {
        vocabulary::STATUSES => drop(vocabulary::status(it)),
        vocabulary::STATES => drop(vocabulary::state(it)),
        vocabulary::ORGANISATION_TYPES => drop(vocabulary::organisation_type(it)),
        vocabulary::DIRECTIONS | vocabulary::FEDERAL_PROJECTS => {
            drop(vocabulary::direction(it));
        }
        vocabulary::PRODUCT_KINDS => drop(criteria::product_kind(it)),
        vocabulary::CRITERIA => drop(criteria::criteria_set(it)),
        vocabulary::NATIONAL_PROJECTS => drop(vocabulary::national_project(it)),
        vocabulary::INDICATORS => drop(monitoring::indicator(it)),
        vocabulary::EVENT_SERIES => drop(event_series::event_series(it)),
        _ => {}
    })
}
