//! Which card a name or a theme of a paper means: by kind and number, by spelling, by theme. A
//! doubtful likeness is a question, never an answer.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::Content;
use crate::content::document::Document;
use crate::content::entry::Entry;
use crate::content::organisation::Organisation;
use crate::content::project::Project;
use crate::text::order::fold;
use crate::text::organisation::{Name, identity};

/// What is found for a name; likeness is counted in per cent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// Nothing like it.
    None,
    /// One, and how alike they are.
    One(String, u8),
    /// Several fit, or one that is not alike enough: ids with their likeness, the likeliest
    /// first.
    Doubtful(Vec<(String, u8)>),
}

/// Themes less alike than this are different projects.
const ALIKE_THEMES: u8 = 90;
/// …and than this, nobody need be asked.
const NEAR_THEMES: u8 = 75;
/// Names of organisations less alike than this have nothing to do with each other.
const NEAR_NAMES: u8 = 88;

/// Cards by what they are known by, those of a plan among them.
pub(super) struct Registry<'a> {
    city_forms: &'a [String],
    organisations: Vec<Known>,
    pub(super) projects: Vec<&'a Arc<Entry<Project>>>,
    pub(super) documents: Vec<&'a Arc<Entry<Document>>>,
}

/// An organisation by its names.
struct Known {
    id: String,
    identities: BTreeSet<String>,
    kind_and_number: Option<(String, i64)>,
    proper: Option<String>,
}

impl<'a> Registry<'a> {
    pub(super) fn new(content: &'a Content, city_forms: &'a [String]) -> Registry<'a> {
        let mut registry = Registry {
            city_forms,
            organisations: vec![],
            projects: content.projects.list.iter().collect(),
            documents: content.documents.list.iter().collect(),
        };
        for entry in &content.organisations.list {
            let names = all_names(&entry.matter);
            registry.add(&entry.id, names.iter().map(String::as_str));
        }
        registry
    }

    /// Adds an organisation under all its names, the first of which tells kind and number.
    pub(super) fn add<'n>(&mut self, id: &str, names: impl IntoIterator<Item = &'n str>) {
        let mut known = Known {
            id: id.to_owned(),
            identities: BTreeSet::new(),
            kind_and_number: None,
            proper: None,
        };
        for name in names {
            let parts = Name::of(name, self.city_forms);
            known.identities.insert(identity(name, self.city_forms));
            if known.kind_and_number.is_none() {
                known.kind_and_number = kind_and_number(&parts);
                known.proper = parts.proper.as_deref().map(fold);
            }
        }
        self.organisations.push(known);
    }

    /// The identities that are known.
    pub(super) fn identities(&self) -> BTreeSet<String> {
        self.organisations.iter().flat_map(|it| it.identities.iter().cloned()).collect()
    }

    /// The organisation that a name means.
    pub(super) fn organisation(&self, name: &str) -> Match {
        let own = identity(name, self.city_forms);
        let all = &self.organisations;
        if let Some(same) = all.iter().find(|it| it.identities.contains(&own)) {
            return Match::One(same.id.clone(), 100);
        }
        let parts = Name::of(name, self.city_forms);
        if let Some(wanted) = kind_and_number(&parts) {
            let proper = parts.proper.as_deref().map(fold);
            // A proper name may be left out, but two different ones are two organisations.
            let fits = |it: &&Known| {
                it.kind_and_number.as_ref() == Some(&wanted)
                    && (proper.is_none() || it.proper.is_none() || it.proper == proper)
            };
            let found: Vec<(String, u8)> =
                all.iter().filter(fits).map(|it| (it.id.clone(), 95)).collect();
            return match &found[..] {
                [] => Match::None,
                [(id, score)] => Match::One(id.clone(), *score),
                _ => Match::Doubtful(found),
            };
        }
        let near = |it: &Known| {
            let same_numbers =
                it.identities.iter().filter(|known| numbers(known) == numbers(&own));
            let scores = same_numbers.map(|known| likeness(&own, known));
            scores.max().map(|score| (it.id.clone(), score))
        };
        doubtful(all.iter().filter_map(near).filter(|it| it.1 >= NEAR_NAMES))
    }

    /// The project with this theme whose carrier is one of these organisations.
    pub(super) fn project(&self, theme: &str, carrier: &str) -> Match {
        let wanted = fold(theme);
        let mut found: Vec<(String, u8)> = vec![];
        let mut elsewhere: Vec<(String, u8)> = vec![];
        for entry in &self.projects {
            let matter = &entry.matter;
            let themes = matter.aliases.iter().chain([&matter.title]);
            let score = themes.map(|it| likeness(&wanted, &fold(&it.value))).max().unwrap_or(0);
            if carriers(matter).any(|it| it == carrier) {
                found.push((entry.id.to_string(), score));
            } else if score == 100 {
                elsewhere.push((entry.id.to_string(), score));
            }
        }
        let sure: Vec<&(String, u8)> = found.iter().filter(|it| it.1 >= ALIKE_THEMES).collect();
        match &sure[..] {
            [(id, score)] => Match::One(id.clone(), *score),
            [] => {
                let near = found.into_iter().filter(|it| it.1 >= NEAR_THEMES);
                doubtful(near.chain(elsewhere))
            }
            _ => doubtful(sure.into_iter().cloned()),
        }
    }

    /// The document of this number and date.
    pub(super) fn document(
        &self,
        number: &str,
        date: Option<jiff::civil::Date>,
    ) -> Option<&'a Arc<Entry<Document>>> {
        let wanted = fold(number);
        self.documents.iter().copied().find(|it| {
            let own = it.matter.number.as_ref().map(|it| fold(&it.value));
            own.as_ref() == Some(&wanted)
                && date.is_none_or(|date| it.matter.date.value == date)
        })
    }
}

/// Every name that a card knows its organisation by, the present one first.
pub(super) fn all_names(matter: &Organisation) -> Vec<String> {
    let others = matter.other_names.iter().map(|it| &it.name);
    let own = [&matter.name].into_iter().chain(&matter.full_name);
    own.chain(&matter.aliases).chain(others).map(|it| it.value.clone()).collect()
}

/// Who carries a project: its organisation, or its coordinator.
fn carriers(matter: &Project) -> impl Iterator<Item = &str> {
    use crate::content::word::Role;
    let coordinators =
        matter.participants.iter().filter(|it| it.role.value == Role::Coordinator);
    let lead = matter.lead.iter().map(|it| it.value.as_str());
    lead.chain(coordinators.map(|it| it.organisation.value.as_str()))
}

fn kind_and_number(name: &Name) -> Option<(String, i64)> {
    Some((fold(name.kind.as_deref()?), name.number?))
}

/// The numbers in a name: two names that differ in one are two organisations, however alike.
fn numbers(name: &str) -> Vec<&str> {
    name.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect()
}

fn doubtful(found: impl Iterator<Item = (String, u8)>) -> Match {
    let mut found: Vec<(String, u8)> = found.collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    match found.is_empty() {
        true => Match::None,
        false => Match::Doubtful(found),
    }
}

/// How alike two folded texts are, in whole per cent.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of 1 times 100 is a small number"
)]
fn likeness(one: &str, other: &str) -> u8 {
    (strsim::normalized_levenshtein(one, other) * 100.0) as u8
}
