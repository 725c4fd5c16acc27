//! The text of new cards, and the lines that old ones get.

use std::fmt::Write as _;

use super::order::{Cited, Item, Mention, Order};
use super::organisations::Named;
use crate::content::vocabulary::{Status, Terms};
use crate::content::word::{DocumentKind, State};
use crate::text::date;
use crate::yaml::table::Word;
use crate::yaml::write::{Within, flow_table, scalar};

/// Lines of a card, in its usual order of keys.
#[derive(Default)]
struct Card(String);

impl Card {
    fn draft(is_draft: bool) -> Card {
        Card(if is_draft { "черновик: да\n".to_owned() } else { String::new() })
    }

    fn line(&mut self, key: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value.filter(|it| !it.as_ref().is_empty()) {
            let value = scalar(value.as_ref(), Within::Block);
            // Writing into a string cannot fail.
            let _ = writeln!(self.0, "{key}: {value}");
        }
    }

    fn list(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            let items: String = items.iter().map(|it| format!("  - {it}\n")).collect();
            let _ = write!(self.0, "{key}:\n{items}");
        }
    }

    fn text(self) -> String {
        format!("---\n{}---\n", self.0)
    }
}

/// A key of a document's card and its value as YAML: one of them, or items of a list.
pub(super) enum Value {
    One(String),
    Flow(String),
    Items(Vec<String>),
}

/// What an order tells of itself, key by key.
pub(super) fn document_keys(
    order: &Order,
    (based_on, city): (&[String], &str),
    statuses: &Terms<Status>,
) -> Vec<([&'static str; 2], Value)> {
    let one = |it: &Option<String>| it.clone().map(Value::One);
    let contacts = [
        ("адрес", &order.contacts.address),
        ("телефон", &order.contacts.phone),
        ("почта", &order.contacts.email),
    ];
    let contacts: Vec<(&str, String)> =
        contacts.iter().filter_map(|(key, it)| Some((*key, (*it).clone()?))).collect();
    let signatory = order.signatory.as_ref().map(|(post, name)| {
        let post = Some(("должность", post.clone())).filter(|it| !it.1.is_empty());
        Value::Flow(flow_table(post.into_iter().chain([("имя", name.clone())])))
    });
    let executors =
        order.executors.iter().map(|it| flow_table([("имя", it.clone())])).collect();
    let items = order.items.iter().map(|it| item(it, statuses)).collect();
    let ids = based_on.iter().map(|it| scalar(it, Within::Block)).collect();
    let keys = [
        (["вид", "kind"], order.kind.map(|it| Value::One(it.spelling().to_owned()))),
        (["номер", "number"], one(&order.number)),
        (["дата", "date"], order.date.map(|it| Value::One(date::short(it)))),
        (["кем_принят", "issuer"], one(&order.issuer)),
        (["название", "title"], one(&order.title)),
        (["город", "city"], Some(Value::One(city.to_owned()))),
        (["итоги_года", "results_year"], year(order.results_year)),
        (["год_действия", "effective_year"], year(order.effective_year)),
        (["основание", "based_on"], Some(Value::Items(ids))),
        (["подписал", "signatory"], signatory),
        (["исполнители", "executors"], Some(Value::Items(executors))),
        (["рассылка", "distribution"], one(&order.distribution)),
        (
            ["адресат_сведений", "contacts"],
            (!contacts.is_empty()).then(|| Value::Flow(flow_table(contacts))),
        ),
        (["пункты", "items"], Some(Value::Items(items))),
    ];
    let told = keys.into_iter().filter_map(|(key, value)| Some((key, value?)));
    told.filter(|(_, value)| !matches!(value, Value::Items(it) if it.is_empty())).collect()
}

fn year(year: Option<i16>) -> Option<Value> {
    year.map(|it| Value::One(it.to_string()))
}

fn item(item: &Item, statuses: &Terms<Status>) -> String {
    let status = item.status.map(|it| statuses[it].title.clone());
    let entries = [
        ("номер", Some(item.number.clone())),
        ("текст", Some(item.text.clone())),
        ("состояние", item.state.map(|it| it.spelling().to_owned())),
        ("статус", status),
        ("год", item.year.map(|it| it.to_string())),
        ("финансирование", item.funding.map(|it| it.spelling().to_owned())),
    ];
    flow_table(entries.into_iter().filter_map(|(key, value)| Some((key, value?))))
}

/// A new card of the order.
pub(super) fn document(keys: &[([&'static str; 2], Value)], is_draft: bool) -> String {
    let mut card = Card::draft(is_draft);
    for ([key, _], value) in keys {
        match value {
            Value::One(value) => card.line(key, Some(value)),
            Value::Flow(value) => {
                let _ = writeln!(card.0, "{key}: {value}");
            }
            Value::Items(items) => card.list(key, items),
        }
    }
    card.text()
}

/// A card of a document that the order cites, where its requisites are told in full.
pub(super) fn cited(cited: &Cited, city: &str, is_draft: bool) -> Option<String> {
    let mut card = Card::draft(is_draft);
    card.line("вид", Some(cited.kind.unwrap_or(DocumentKind::Order).spelling()));
    card.line("номер", Some(&cited.number));
    card.line("дата", Some(date::short(cited.date?)));
    card.line("кем_принят", Some(cited.issuer.as_ref()?));
    card.line("название", Some(cited.title.as_ref()?));
    card.line("город", Some(city));
    cited.kind.is_some().then(|| card.text())
}

/// A card of a new organisation; without a type it can only be a draft.
pub(super) fn organisation(named: &Named, order: (&str, &str), is_draft: bool) -> String {
    let mut card = Card::draft(is_draft || named.organisation_type.is_none());
    let parts = &named.parts;
    card.line("название", Some(&named.name));
    card.line("полное_название", named.full_name.as_ref());
    card.line("форма", parts.form.as_ref());
    card.line("тип", named.organisation_type.as_ref());
    card.line("вид", parts.kind.as_ref());
    card.line("номер", parts.number.map(|it| it.to_string()));
    card.line("собственное_имя", parts.proper.as_ref());
    let (spellings, others) = spellings(named, order);
    card.list("варианты", &spellings);
    card.list("другие_названия", &others);
    card.text()
}

/// New spellings of an organisation as items of «варианты», and those with another legal form
/// as items of «другие_названия», which says where they stand.
pub(super) fn spellings(
    named: &Named,
    (document, number): (&str, &str),
) -> (Vec<String>, Vec<String>) {
    let mut others = vec![];
    let mut forms = vec![named.parts.form.clone()];
    for (raw, line) in &named.spellings {
        let form = crate::text::organisation::form_of(raw).map(|it| it.0);
        let is_abbreviated = crate::text::organisation::legal_form(raw).is_some();
        if form.is_some() && is_abbreviated && !forms.contains(&form) {
            forms.push(form);
            let note = format!("Так названа в документе № {number} (строка {line}).");
            others.push(flow_table([
                ("название", raw.clone()),
                ("документ", document.to_owned()),
                ("примечание", note),
            ]));
        }
    }
    let met = named.spellings.iter().map(|it| scalar(&it.0, Within::Block)).collect();
    (met, others)
}

/// A project that is to be written.
pub(super) struct NewProject<'a> {
    pub mention: &'a Mention,
    pub theme: &'a str,
    pub status: Option<&'a str>,
    /// Who carries it alone.
    pub lead: Option<&'a str>,
    pub participants: Vec<String>,
    pub event: String,
    /// The first year of its history, where something came before it.
    pub history_from: Option<i16>,
    pub is_draft: bool,
}

/// A card of a new project.
pub(super) fn project(new: &NewProject<'_>) -> String {
    let mut card = Card::draft(new.is_draft);
    card.line("тема", Some(new.theme));
    card.line("статус", Some(new.status.unwrap_or("не указан")));
    let level = new.mention.level.filter(|_| new.status.is_none());
    card.line("уровень", level.map(|it| it.spelling()));
    card.line("организация", new.lead);
    card.list("участники", &new.participants);
    card.list("история", std::slice::from_ref(&new.event));
    let began = matches!(new.mention.state, Some(State::Assigned));
    card.line("история_с", new.history_from.filter(|_| !began).map(|it| it.to_string()));
    card.text()
}

/// A line of «участники».
pub(super) fn participant((id, role): (&str, &str), branch: bool, from: Option<i16>) -> String {
    let branch = branch.then(|| ("филиал", "да".to_owned()));
    let from = from.map(|it| ("с", it.to_string()));
    let always = [("организация", id.to_owned()), ("роль", role.to_owned())];
    flow_table(always.into_iter().chain(branch).chain(from))
}

/// A line of «история».
pub(super) fn event(
    mention: &Mention,
    (state, year): (State, i16),
    document: &str,
    status: Option<&str>,
) -> String {
    let item = Some(mention.item.clone()).filter(|it| !it.is_empty());
    let entries = [
        ("год", Some(year.to_string())),
        ("состояние", Some(state.spelling().to_owned())),
        ("статус", status.map(str::to_owned)),
        ("приказ", Some(document.to_owned())),
        ("пункт", item),
        ("финансирование", mention.funding.map(|it| it.spelling().to_owned())),
    ];
    flow_table(entries.into_iter().filter_map(|(key, value)| Some((key, value?))))
}
