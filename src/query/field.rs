//! The fields of a kind: their names, what they hold, and how they are taken from the registry.

use crate::content::vocabulary::{Term, Terms};
use crate::diag::Words;
use crate::site::party::Party;
use crate::site::programme::{Contribution, Programme};
use crate::site::{
    DirectionId, Document, DocumentId, Organisation, OrganisationId, Project, ProjectId, Site,
};
use crate::text::when::When;
use crate::yaml::table::Word;

/// What a question is put to: an entry, a task of it, or either of them in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Index of the entry in its list of the site.
    pub index: usize,
    /// Index of the task in its document.
    pub part: usize,
    /// The year that is looked at; what is known last where absent.
    pub year: Option<i16>,
}

impl Row {
    /// An entry.
    pub fn of(index: usize) -> Row {
        Row { index, part: 0, year: None }
    }

    /// The same in a year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Row {
        Row { year: Some(year), ..self }
    }
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// Free words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A date, as exact as the source tells it.
    When(When),
    /// A word of a list or an entry: what it is compared by, and what is shown.
    Term(String, String),
    /// Yes or no.
    Yes(bool),
}

/// A value that a field can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is compared by.
    pub key: String,
    /// How it may be written; the first is the one to offer.
    pub spellings: Vec<String>,
}

/// What a field holds.
#[derive(Clone, Copy)]
pub enum Holds {
    /// Free words.
    Text,
    /// A whole number.
    Number,
    /// A date.
    When,
    /// Yes or no.
    Yes,
    /// One of these; `true` where they are so many that only near ones are told.
    Term(fn(&Site) -> Vec<Choice>, bool),
}

/// A field of a kind.
pub struct Field {
    /// Its names, Russian first.
    pub names: [&'static str; 2],
    /// What it holds.
    pub holds: Holds,
    /// The values of a row; none where the registry does not tell.
    pub values: fn(&Site, Row) -> Vec<Datum>,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.names[1])
    }
}

type Values = fn(&Site, Row) -> Vec<Datum>;

impl Field {
    /// A field of free words.
    pub(super) const fn text(ru: &'static str, en: &'static str, values: Values) -> Field {
        Field { names: [ru, en], holds: Holds::Text, values }
    }

    /// A field of whole numbers.
    pub(super) const fn number(ru: &'static str, en: &'static str, values: Values) -> Field {
        Field { names: [ru, en], holds: Holds::Number, values }
    }

    /// A field of dates.
    pub(super) const fn when(ru: &'static str, en: &'static str, values: Values) -> Field {
        Field { names: [ru, en], holds: Holds::When, values }
    }

    /// A field that says yes or no.
    pub(super) const fn yes(ru: &'static str, en: &'static str, values: Values) -> Field {
        Field { names: [ru, en], holds: Holds::Yes, values }
    }

    /// A field of words of a short list.
    pub(super) const fn term(
        names: [&'static str; 2],
        choices: fn(&Site) -> Vec<Choice>,
        values: Values,
    ) -> Field {
        Field { names, holds: Holds::Term(choices, false), values }
    }

    /// A field that names entries.
    pub(super) const fn entry(
        names: [&'static str; 2],
        choices: fn(&Site) -> Vec<Choice>,
        values: Values,
    ) -> Field {
        Field { names, holds: Holds::Term(choices, true), values }
    }

    /// What it holds, in words.
    pub fn told(&self, site: &Site) -> Words {
        match self.holds {
            Holds::Text => Words::new("текст", "text"),
            Holds::Number => Words::new("число", "a number"),
            Holds::When => Words::new(
                "дата: 05.04.2024, 04.2024, 2024 или сегодня",
                "a date: 05.04.2024, 04.2024, 2024 or today",
            ),
            Holds::Yes => Words::new("да или нет", "yes or no"),
            Holds::Term(_, true) => {
                Words::new("запись: имя файла или название", "an entry: its file name or title")
            }
            Holds::Term(choices, false) => {
                let choices = choices(site);
                let first = choices.iter().filter_map(|it| it.spellings.first());
                let list: Vec<&str> = first.map(String::as_str).collect();
                Words::new(list.join(", "), list.join(", "))
            }
        }
    }
}

impl Datum {
    /// What tables show.
    pub fn shown(&self) -> String {
        match self {
            Datum::Text(it) | Datum::Term(_, it) => it.clone(),
            Datum::Number(it) => it.to_string(),
            Datum::When(When::Day(day)) => crate::text::date::short(*day),
            Datum::When(When::Month(year, month)) => format!("{month:02}.{year}"),
            Datum::When(When::Year(year)) => year.to_string(),
            Datum::Yes(it) => if *it { "да" } else { "нет" }.to_owned(),
        }
    }
}

/// Free words, where there are any.
pub(super) fn texts<'a>(list: impl IntoIterator<Item = &'a String>) -> Vec<Datum> {
    list.into_iter().map(|it| Datum::Text(it.clone())).collect()
}

/// A count.
pub(super) fn count(number: usize) -> Vec<Datum> {
    vec![Datum::Number(i64::try_from(number).unwrap_or(i64::MAX))]
}

/// A year, where it is known.
pub(super) fn year(year: Option<i16>) -> Vec<Datum> {
    year.into_iter().map(|it| Datum::Number(i64::from(it))).collect()
}

/// The words of a closed list.
pub(super) fn words<T: Word>(_: &Site) -> Vec<Choice> {
    T::WORDS
        .iter()
        .map(|(_, words)| Choice {
            key: words[0].to_owned(),
            spellings: words.iter().map(|it| (*it).to_owned()).collect(),
        })
        .collect()
}

/// Values of a closed list.
pub(super) fn word<T: Word + PartialEq>(list: impl IntoIterator<Item = T>) -> Vec<Datum> {
    let datum = |it: T| Datum::Term(it.spelling().to_owned(), it.spelling().to_owned());
    list.into_iter().map(datum).collect()
}

/// The terms of a vocabulary.
pub(super) fn terms<T>(terms: &Terms<T>) -> Vec<Choice> {
    let choice = |it: &Term<T>| {
        let rest = std::iter::once(&it.key).chain(&it.aliases);
        let spellings = std::iter::once(&it.title).chain(rest).cloned().collect();
        Choice { key: it.key.clone(), spellings }
    };
    terms.iter().map(choice).collect()
}

/// The statuses with their abbreviations and names of many.
pub(super) fn statuses(site: &Site) -> Vec<Choice> {
    let vocabulary = &site.vocabularies.statuses;
    let mut choices = terms(vocabulary);
    for (choice, term) in choices.iter_mut().zip(vocabulary.iter()) {
        choice.spellings.extend(term.matter.short.clone());
        choice.spellings.push(term.matter.plural.clone());
    }
    choices
}

/// Values of a vocabulary.
pub(super) fn term<T>(terms: &Terms<T>, list: impl IntoIterator<Item = usize>) -> Vec<Datum> {
    let datum = |it: usize| Datum::Term(terms[it].key.clone(), terms[it].title.clone());
    list.into_iter().map(datum).collect()
}

/// The organisations of the registry.
pub(super) fn organisations(site: &Site) -> Vec<Choice> {
    let choice = |it: &Organisation| {
        let matter = &it.entry.matter;
        let names = [it.short_name.clone(), it.entry.id.to_string(), matter.name.value.clone()];
        let others = matter.aliases.iter().map(|it| it.value.clone());
        Choice {
            key: it.entry.id.to_string(),
            spellings: names.into_iter().chain(others).collect(),
        }
    };
    site.organisations.iter().map(|it| choice(it)).collect()
}

/// Organisations as values, each once.
pub(super) fn organisation(
    site: &Site,
    list: impl IntoIterator<Item = OrganisationId>,
) -> Vec<Datum> {
    let datum = |it: OrganisationId| {
        let it = site.organisation(it);
        Datum::Term(it.entry.id.to_string(), it.short_name.clone())
    };
    once(list.into_iter().map(datum))
}

/// Doers as values, each once: organisations of the registry, and names.
pub(super) fn parties<'a>(
    site: &'a Site,
    list: impl IntoIterator<Item = &'a Party>,
) -> Vec<Datum> {
    let datum = |it: &'a Party| match it {
        Party::Organisation(id) => organisation(site, [*id]).pop(),
        Party::Named(name) => Some(Datum::Term(name.clone(), name.clone())),
        Party::NotTold => None,
    };
    once(list.into_iter().filter_map(datum))
}

/// The projects of the registry.
pub(super) fn projects(site: &Site) -> Vec<Choice> {
    let choice = |it: &Project| {
        let matter = &it.entry.matter;
        let short = matter.short_title.iter().map(|it| it.value.clone());
        let names = [matter.title.value.clone(), it.entry.id.to_string()];
        Choice {
            key: it.entry.id.to_string(),
            spellings: names.into_iter().chain(short).collect(),
        }
    };
    site.projects.iter().map(|it| choice(it)).collect()
}

/// Projects as values, each once.
pub(super) fn project(site: &Site, list: impl IntoIterator<Item = ProjectId>) -> Vec<Datum> {
    let datum = |it: ProjectId| {
        let entry = &site.project(it).entry;
        Datum::Term(entry.id.to_string(), entry.matter.title.value.clone())
    };
    once(list.into_iter().map(datum))
}

/// The documents of the registry, by id or number.
pub(super) fn documents(site: &Site) -> Vec<Choice> {
    let choice = |it: &Document| {
        let number = it.entry.matter.number.iter().map(|it| it.value.clone());
        let id = it.entry.id.to_string();
        Choice { key: id.clone(), spellings: std::iter::once(id).chain(number).collect() }
    };
    site.documents.iter().map(|it| choice(it)).collect()
}

/// Documents as values, each once.
pub(super) fn document(site: &Site, list: impl IntoIterator<Item = DocumentId>) -> Vec<Datum> {
    let datum = |it: DocumentId| {
        let entry = &site.document(it).entry;
        let number = entry.matter.number.as_ref().map(|it| format!("№ {}", it.value));
        let id = entry.id.to_string();
        Datum::Term(id.clone(), number.unwrap_or(id))
    };
    once(list.into_iter().map(datum))
}

/// Directions as values.
pub(super) fn directions(site: &Site, list: &[DirectionId]) -> Vec<Datum> {
    term(&site.vocabularies.directions, list.iter().map(|it| it.0))
}

/// The programmes of the registry.
pub(super) fn programmes(site: &Site) -> Vec<Choice> {
    let choice = |it: &Programme| {
        let names = [it.entry.matter.title.value.clone(), it.entry.id.to_string()];
        Choice { key: it.entry.id.to_string(), spellings: names.into() }
    };
    site.programmes.iter().map(choice).collect()
}

/// The programme that an entry serves.
pub(super) fn programme(site: &Site, part: Option<&Contribution>) -> Vec<Datum> {
    let datum = |it: &Contribution| {
        let entry = &site.programme(it.programme).entry;
        Datum::Term(entry.id.to_string(), entry.matter.title.value.clone())
    };
    part.map(datum).into_iter().collect()
}

fn once(list: impl Iterator<Item = Datum>) -> Vec<Datum> {
    let mut out = vec![];
    for it in list {
        if !out.contains(&it) {
            out.push(it);
        }
    }
    out
}

/// The organisations of the registry, and whoever else does something here.
pub(super) fn doers<'a>(
    site: &'a Site,
    list: impl IntoIterator<Item = &'a Party>,
) -> Vec<Choice> {
    let mut choices = organisations(site);
    for it in list {
        if let Party::Named(name) = it
            && !choices.iter().any(|it| it.key == *name)
        {
            choices.push(Choice { key: name.clone(), spellings: vec![name.clone()] });
        }
    }
    choices
}
