//! Every form that editors fill in, described: its keys, as its reader asks for them, and what
//! `help/*.yaml` says of each. What editors' programs, the handbook, and hints are made from.

use crate::text::inflection;
use crate::text::order::fold;
use crate::yaml::schema::{KeyShape, Register, describe};
use crate::yaml::table::Table;

use super::entry::{self, Matter};
use super::link::EntryKind;
use super::{
    community::Community, criteria, data, document::Document, event::Event, event_series,
    monitoring, national_project, news::Post, organisation::Organisation, page::TextPage,
    procedure::Procedure, product::Product, programme::Programme, project::Project, reactions,
    report::Report, settings, tables, vocabulary,
};

pub mod help;
pub mod names;
pub mod references;

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
    /// `data/counters.yaml`.
    Counters,
    /// The polls of `data/polls.yaml`, each by itself.
    Poll,
    /// The banners of `data/banners.yaml`, each by itself.
    Banner,
    /// `data/frozen/<year>.yaml`.
    Frozen,
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
        let data = [
            Form::Totals,
            Form::Reports,
            Form::Counters,
            Form::Poll,
            Form::Banner,
            Form::Frozen,
            Form::Monitoring,
            Form::Reactions,
        ];
        [Form::Settings].into_iter().chain(entries).chain(vocabularies).chain(data)
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
            Form::Vocabulary(vocabulary::TABLES) => ["таблица", "table"],
            Form::Vocabulary(vocabulary::NATIONAL_PROJECTS) => {
                ["национальный-проект", "national-project"]
            }
            Form::Vocabulary(vocabulary::INDICATORS) => ["показатель", "indicator"],
            Form::Vocabulary(vocabulary::EVENT_SERIES) => ["серия-мероприятий", "event-series"],
            Form::Vocabulary(other) => [other, other],
            Form::Totals => ["итоги", "totals"],
            Form::Reports => ["показатели-отчета", "stated-figures"],
            Form::Counters => ["счетчики", "counters"],
            Form::Poll => ["опрос", "poll"],
            Form::Banner => ["баннер", "banner"],
            Form::Frozen => ["фиксация", "frozen"],
            Form::Reactions => ["отклики", "reactions"],
            Form::Monitoring => ["мониторинг", "monitoring"],
        }
    }

    /// The form of this name, in either number: «организации» and the folder `organisations` too.
    pub fn named(name: &str) -> Option<Form> {
        let folded = fold(name);
        let is_name = |it: &Form| it.names().iter().any(|it| fold(it) == folded);
        let is_folder = |it: &Form| match it {
            Form::Entry(kind) => kind.folder() == folded,
            _ => false,
        };
        let inflected = inflection::words(name);
        let agrees = |it: &Form| {
            let own = it.names().map(inflection::words);
            own.iter().any(|it| inflection::agrees(&inflected, it))
        };
        Form::all()
            .find(is_name)
            .or_else(|| Form::all().find(is_folder))
            .or_else(|| Form::all().find(agrees))
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
            Form::Counters => format!("content/data/{}", data::COUNTERS),
            Form::Poll => format!("content/data/{}", data::POLLS),
            Form::Banner => format!("content/data/{}", data::BANNERS),
            Form::Frozen => format!("content/data/{}*.yaml", data::FROZEN),
            Form::Reactions => "content/data/reactions/*.yaml".to_owned(),
            Form::Monitoring => "content/data/monitoring/*.yaml".to_owned(),
        }
    }

    /// Whether a file holds a list of it, each with a hyphen.
    pub fn is_list(self) -> bool {
        matches!(self, Form::Vocabulary(_) | Form::Poll | Form::Banner)
    }

    /// Its keys, as its reader asks for them.
    pub fn keys(self) -> Vec<KeyShape> {
        describe(|it| self.ask(it))
    }

    /// Asks a mapping for the keys of the form; what they say is dropped.
    pub(super) fn ask(self, table: Table<'_, '_>) {
        match self {
            Form::Settings => drop(settings::read(table)),
            Form::Entry(kind) => match kind {
                EntryKind::Project => card::<Project>(table),
                EntryKind::Organisation => card::<Organisation>(table),
                EntryKind::Document => card::<Document>(table),
                EntryKind::Procedure => card::<Procedure>(table),
                EntryKind::Page => card::<TextPage>(table),
                EntryKind::Programme => card::<Programme>(table),
                EntryKind::Product => card::<Product>(table),
                EntryKind::Community => card::<Community>(table),
                EntryKind::Report => card::<Report>(table),
                EntryKind::Event => card::<Event>(table),
                EntryKind::News => card::<Post>(table),
            },
            Form::Vocabulary(name) => term(name, table),
            Form::Totals => drop(vocabulary::totals(table, 0)),
            Form::Reports => drop(vocabulary::stated_figures(table, 0)),
            Form::Counters => drop(data::counters::read(table)),
            Form::Poll => drop(data::poll::read(table)),
            Form::Banner => drop(data::banner::read(table)),
            Form::Frozen => drop(data::frozen::read(table, 0)),
            Form::Reactions => drop(reactions::reactions(table, "")),
            Form::Monitoring => drop(monitoring::monitoring(table, 0)),
        }
    }
}

/// The keys of a kind of entry, then those that every entry has.
fn card<T: Matter>(mut table: Table<'_, '_>) {
    T::read(&mut table);
    entry::publication(&mut table);
}

fn term(name: Register, table: Table<'_, '_>) {
    match name {
        vocabulary::STATUSES => drop(vocabulary::status(table)),
        vocabulary::STATES => drop(vocabulary::state(table)),
        vocabulary::ORGANISATION_TYPES => drop(vocabulary::organisation_type(table)),
        vocabulary::DIRECTIONS | vocabulary::FEDERAL_PROJECTS => {
            drop(vocabulary::direction(table));
        }
        vocabulary::PRODUCT_KINDS => drop(criteria::product_kind(table)),
        vocabulary::CRITERIA => drop(criteria::criteria_set(table)),
        vocabulary::TABLES => drop(tables::table_map(table)),
        vocabulary::NATIONAL_PROJECTS => drop(national_project::national_project(table)),
        vocabulary::INDICATORS => drop(monitoring::indicator(table)),
        vocabulary::EVENT_SERIES => drop(event_series::event_series(table)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_in_either_number() {
        for form in Form::all() {
            for name in form.names() {
                assert_eq!(Form::named(name), Some(form), "{name}");
            }
        }
        for (name, one) in [
            ("организации", "организация"),
            ("Проекты", "проект"),
            ("documents", "document"),
            ("новости", "новость"),
            ("мероприятия", "мероприятие"),
            ("опросы", "опрос"),
        ] {
            assert_eq!(Form::named(name), Form::named(one), "{name}");
        }
        for name in ["", "проекция", "projectt", "театр"] {
            assert_eq!(Form::named(name), None, "{name}");
        }
    }
}
