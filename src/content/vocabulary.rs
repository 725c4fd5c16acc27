//! The vocabularies in `content/data/`: lists of terms that cards refer to.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::link::{DOCUMENTS, ORGANISATIONS};
use super::quantity::{Quantity, quantity};
use super::word::{Level, Roster, State};
use crate::diag::{Place, Words, code};
use crate::text::{order, slug};
use crate::yaml::reading::Reading;
use crate::yaml::schema::Register;
use crate::yaml::table::{Spanned, Table};

/// The vocabulary of statuses, for keys that name one.
pub const STATUSES: Register = "statuses.yaml";
/// The words for states.
pub const STATES: Register = "states.yaml";
/// The vocabulary of types of organisations.
pub const ORGANISATION_TYPES: Register = "organisation-types.yaml";
/// The vocabulary of directions.
pub const DIRECTIONS: Register = "directions.yaml";
/// The vocabulary of federal projects.
pub const FEDERAL_PROJECTS: Register = "federal-projects.yaml";
/// The vocabulary of kinds of products.
pub const PRODUCT_KINDS: Register = "product-kinds.yaml";
/// The sets of criteria.
pub const CRITERIA: Register = "criteria.yaml";
/// Columns of tables.
pub const TABLES: Register = "tables.yaml";
/// The vocabulary of national projects.
pub const NATIONAL_PROJECTS: Register = "national-projects.yaml";
/// The indicators of the monitoring.
pub const INDICATORS: Register = "indicators.yaml";
/// The series of events.
pub const EVENT_SERIES: Register = "event-series.yaml";

/// Every vocabulary.
pub const ALL: [Register; 11] = [
    STATUSES,
    STATES,
    ORGANISATION_TYPES,
    DIRECTIONS,
    FEDERAL_PROJECTS,
    PRODUCT_KINDS,
    CRITERIA,
    TABLES,
    EVENT_SERIES,
    NATIONAL_PROJECTS,
    INDICATORS,
];

/// A term of any vocabulary.
#[derive(Clone, Debug)]
pub struct Term<T> {
    /// Latin, unique in the vocabulary, part of addresses.
    pub key: String,
    /// Path of the vocabulary.
    pub file: Arc<str>,
    /// Bytes of the key.
    pub at: std::ops::Range<usize>,
    /// Label.
    pub title: String,
    /// Other spellings by which cards may name it.
    pub aliases: Vec<String>,
    /// What the vocabulary says beside.
    pub matter: T,
}

impl<T> Term<T> {
    /// Where the term is written.
    pub fn place(&self) -> Place {
        Place::new(&self.file, self.at.clone())
    }

    /// Every spelling that names it.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let first = [self.key.as_str(), self.title.as_str()];
        first.into_iter().chain(self.aliases.iter().map(String::as_str))
    }
}

/// A vocabulary: its terms in the order of their file.
#[derive(Clone, Debug)]
pub struct Terms<T> {
    /// Name of the file in `content/data/`.
    pub name: &'static str,
    /// Path of the file; none where it does not exist.
    pub file: Option<Arc<str>>,
    /// Whether all of it could be read; if not, a missing term is no second mistake.
    pub is_whole: bool,
    list: Vec<Term<T>>,
    /// Where each spelling leads, folded; of two terms that share one, to the first.
    spellings: BTreeMap<String, usize>,
    /// The same as written, which is how most cards name a term.
    as_written: FxHashMap<String, usize>,
}

impl<T> Terms<T> {
    /// The terms of a file, and whether they are all.
    pub fn new(
        name: &'static str,
        file: Option<Arc<str>>,
        (list, is_whole): (Vec<Term<T>>, bool),
    ) -> Terms<T> {
        let (mut spellings, mut as_written) = (BTreeMap::new(), FxHashMap::default());
        for (place, term) in list.iter().enumerate() {
            for spelling in term.spellings() {
                let first = *spellings.entry(order::fold(spelling)).or_insert(place);
                as_written.insert(spelling.to_owned(), first);
            }
        }
        Terms { name, file, is_whole, list, spellings, as_written }
    }

    /// The place of the term that a spelling names; letter case and ё do not matter.
    pub fn named(&self, name: &str) -> Option<usize> {
        let as_written = self.as_written.get(name);
        as_written.or_else(|| self.spellings.get(&order::fold(name))).copied()
    }

    /// A vocabulary that does not exist.
    pub fn absent(name: &'static str) -> Terms<T> {
        Terms::new(name, None, (vec![], true))
    }
}

impl<T> Default for Terms<T> {
    fn default() -> Terms<T> {
        Terms::absent("")
    }
}

impl<T> std::ops::Deref for Terms<T> {
    type Target = [Term<T>];

    fn deref(&self) -> &[Term<T>] {
        &self.list
    }
}

/// A status of `statuses.yaml`.
#[derive(Clone, Debug)]
pub struct Status {
    /// Label of many: «ресурсные центры».
    pub plural: String,
    /// Label after a number: «ресурсных центров».
    pub genitive_plural: Option<String>,
    /// Abbreviation.
    pub short: Option<String>,
    /// Who answers for it.
    pub level: Level,
    /// Who carries a project of it.
    pub roster: Roster,
    /// What it is.
    pub definition: Option<String>,
    /// What it asks of a partner.
    pub duty: Option<String>,
    /// Id of the document that defines it.
    pub source: Option<Spanned<String>>,
}

/// A state of `states.yaml`: words for a closed set.
#[derive(Clone, Debug)]
pub struct StateWords {
    /// Which state.
    pub state: State,
    /// Heading of a list.
    pub plural: String,
    /// What it means.
    pub explanation: Option<String>,
}

/// A type of `organisation-types.yaml`.
#[derive(Clone, Debug)]
pub struct OrganisationType {
    /// Label of one.
    pub singular: Option<String>,
    /// Whether shares are counted for it.
    pub in_table: bool,
    /// Kinds of organisations of this type: «ДС», «Лицей».
    pub kinds: Vec<String>,
    /// Legal forms that only this type has: «МБДОУ».
    pub legal_forms: Vec<String>,
}

/// A direction of `directions.yaml` or a project of `federal-projects.yaml`.
#[derive(Clone, Debug)]
pub struct Direction {
    /// What it is about.
    pub summary: Option<String>,
    /// The national project it belongs to: a key or title of the vocabulary.
    pub national_project: Option<Spanned<String>>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
}

/// `totals/<year>.yaml`: how many organisations of each type there are.
#[derive(Clone, Debug)]
pub struct Totals {
    /// The year, from the file's name.
    pub year: i16,
    /// Path of the file.
    pub file: Arc<str>,
    /// Id of the document that states them.
    pub document: Spanned<String>,
    /// Type and number.
    pub totals: Vec<(Spanned<String>, i64)>,
}

/// `reports/<year>.yaml`: what a report states.
#[derive(Clone, Debug)]
pub struct StatedFigures {
    /// The year, from the file's name.
    pub year: i16,
    /// Path of the file.
    pub file: Arc<str>,
    /// Id of the report.
    pub document: Spanned<String>,
    /// Its figures.
    pub figures: Vec<StatedFigure>,
    /// Whether all of them could be read; if not, a missing one is no second mistake.
    pub is_whole: bool,
}

/// One figure that a report states.
#[derive(Clone, Debug)]
pub struct StatedFigure {
    /// Short name, unique in the report.
    pub key: String,
    /// What is counted.
    pub label: String,
    /// The number.
    pub value: i64,
    /// Unit, in the form that follows the number; «%» for shares.
    pub unit: Option<String>,
    /// What the registry can count beside it.
    pub quantity: Option<Quantity>,
    /// The organisations that it names, by id.
    pub organisations: Vec<Spanned<String>>,
    /// The words of the report.
    pub quote: Option<String>,
    /// Why the registry counts another number.
    pub reason: Option<String>,
}

/// Reads what every term has, and by `read` what its vocabulary says beside.
pub(super) fn term<T>(
    mut table: Table<'_, '_>,
    read: impl FnOnce(&mut Table<'_, '_>) -> Option<T>,
) -> Option<Term<T>> {
    let file = Arc::clone(table.reading().file);
    let key = table.key("ключ", "key").required().verbatim();
    let title = table.key("название", "title").required().text();
    let aliases = table.key("варианты", "aliases").verbatims();
    let matter = read(&mut table);
    if let Some(key) = &key {
        check_key(table.reading(), key);
    }
    table.finish();
    let (key, title) = (key?, title?);
    let aliases = aliases.into_iter().map(|it| it.value).collect();
    Some(Term {
        key: key.value,
        file,
        at: key.at,
        title: title.value,
        aliases,
        matter: matter?,
    })
}

/// Says that a key cannot be part of an address.
pub(super) fn check_key(reading: &mut Reading<'_>, key: &Spanned<String>) {
    if slug::is_id(&key.value) {
        return;
    }
    let words = (
        Words::new(
            format!("ключ «{}» не годится в адрес страницы", key.value),
            format!("the key `{}` cannot be part of an address", key.value),
        ),
        Words::new(
            format!("латинские строчные буквы и дефис: {}", slug::slug(&key.value)),
            format!("lower-case Latin letters and hyphens: {}", slug::slug(&key.value)),
        ),
    );
    reading.advise(code::FILE_NAME, key.at.clone(), words);
}

/// A text without its bytes.
pub(super) fn value(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|it| it.value)
}

/// Reads a term of `statuses.yaml`.
pub fn status(table: Table<'_, '_>) -> Option<Term<Status>> {
    let mut found = term(table, |table| {
        let plural = value(table.key("множественное", "plural").required().text());
        let genitive_plural = value(table.key("родительный", "genitive_plural").text());
        let short = value(table.key("сокращение", "short").text());
        let level = table.key("уровень", "level").required().word::<Level>();
        let roster = table.key("состав", "roster").required().word::<Roster>();
        let definition = value(table.key("определение", "definition").text());
        let duty = value(table.key("обязанность", "duty").text());
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        let (level, roster) = (level?.value, roster?.value);
        let plural = plural?;
        Some(Status { plural, genitive_plural, short, level, roster, definition, duty, source })
    })?;
    // Cards may name a status by its abbreviation.
    found.aliases.extend(found.matter.short.clone());
    Some(found)
}

/// Reads a term of `states.yaml`; its key is one of a closed set.
pub fn state(mut table: Table<'_, '_>) -> Option<Term<StateWords>> {
    let key = table.key("ключ", "key").required().verbatim();
    let title = table.key("название", "title").required().text();
    let aliases = table.key("варианты", "aliases").verbatims();
    let plural = value(table.key("множественное", "plural").required().text());
    let explanation = value(table.key("пояснение", "explanation").text());
    let state =
        key.as_ref().and_then(|key| State::ALL.into_iter().find(|it| it.key() == key.value));
    if let (Some(key), None) = (&key, state) {
        let keys = State::ALL.map(State::key);
        table.reading().unknown_value(key, (&keys, &keys));
    }
    let file = Arc::clone(table.reading().file);
    table.finish();
    let (key, title) = (key?, title?);
    let matter = StateWords { state: state?, plural: plural?, explanation };
    let aliases = aliases.into_iter().map(|it| it.value).collect();
    Some(Term { key: key.value, file, at: key.at, title: title.value, aliases, matter })
}

/// Reads a term of `organisation-types.yaml`.
pub fn organisation_type(table: Table<'_, '_>) -> Option<Term<OrganisationType>> {
    term(table, |table| {
        let singular = value(table.key("единственное", "singular").text());
        let in_table = table.key("в_таблице", "in_table").yes();
        let plain = |list: Vec<Spanned<String>>| list.into_iter().map(|it| it.value).collect();
        let kinds = plain(table.key("виды", "kinds").verbatims());
        let legal_forms = plain(table.key("формы", "legal_forms").verbatims());
        Some(OrganisationType { singular, in_table, kinds, legal_forms })
    })
}

/// Reads a term of `directions.yaml` or `federal-projects.yaml`.
pub fn direction(table: Table<'_, '_>) -> Option<Term<Direction>> {
    term(table, |table| {
        let summary = value(table.key("описание", "summary").text());
        let national_project =
            table.key("национальный_проект", "national_project").id_of(NATIONAL_PROJECTS);
        let (from, to) = years(table);
        let source = table.key("источник", "source").id_of(DOCUMENTS);
        Some(Direction { summary, national_project, from, to, source })
    })
}

/// Reads the years in which a term holds.
pub(super) fn years(table: &mut Table<'_, '_>) -> (Option<i16>, Option<i16>) {
    let from = table.key("с", "from").year();
    let to = table.key("по", "to").year();
    table.reading().check_period(from.as_ref(), to.as_ref());
    (from.map(|it| it.value), to.map(|it| it.value))
}

/// Reads `totals/<year>.yaml`.
pub fn totals(mut table: Table<'_, '_>, year: i16) -> Option<Totals> {
    let file = Arc::clone(table.reading().file);
    let document = table.key("документ", "document").required().id_of(DOCUMENTS);
    let totals = table.key("итоги", "totals").required().tables(|mut row| {
        let key = row.key("тип", "type").required().id_of(ORGANISATION_TYPES);
        let total = row.key("всего", "total").required().integer(0..=1_000_000);
        row.finish();
        Some((key?, total?.value))
    });
    table.finish();
    Some(Totals { year, file, document: document?, totals })
}

/// Reads `reports/<year>.yaml`.
pub fn stated_figures(mut table: Table<'_, '_>, year: i16) -> Option<StatedFigures> {
    let file = Arc::clone(table.reading().file);
    let document = table.key("документ", "document").required().id_of(DOCUMENTS);
    let figures = table.key("показатели", "figures").required().tables(stated_figure);
    let is_whole = table.finish().is_empty();
    Some(StatedFigures { year, file, document: document?, figures, is_whole })
}

fn stated_figure(mut table: Table<'_, '_>) -> Option<StatedFigure> {
    let key = value(table.key("ключ", "key").required().verbatim());
    let label = value(table.key("подпись", "label").required().text());
    let number = table.key("значение", "value").required().integer(0..=1_000_000_000);
    let unit = value(table.key("единица", "unit").text());
    let quantity = quantity(&mut table, false);
    let organisations = table.key("организации", "organisations").ids_of(ORGANISATIONS);
    let quote = value(table.key("цитата", "quote").verbatim());
    let reason = value(table.key("причина", "reason").text());
    table.finish();
    Some(StatedFigure {
        key: key?,
        label: label?,
        value: number?.value,
        unit,
        quantity,
        organisations,
        quote,
        reason,
    })
}
