//! The organisations of an order: which cards they are, which new ones, and every spelling met.

use std::collections::BTreeMap;

use super::order::Order;
use super::registry::{Match, Registry, all_names};
use crate::content::Content;
use crate::content::vocabulary::{OrganisationType, Terms};
use crate::text::inflection::words;
use crate::text::order::fold;
use crate::text::organisation::{Name, form_of, identity, legal_form};
use crate::text::slug;

/// An organisation that an order names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub id: String,
    /// Whether the registry has no card of it.
    pub is_new: bool,
    /// The key of its type; none where nothing tells it.
    pub organisation_type: Option<String>,
    /// Its name as it will be written.
    pub name: String,
    pub parts: Name,
    /// Its name in full, where the order has it as a charter does.
    pub full_name: Option<String>,
    /// The line where it is named first; none where only cards name it.
    pub line: Option<usize>,
    /// Every spelling met that the card does not know yet, with the line where it first stood.
    pub spellings: Vec<(String, usize)>,
}

/// A spelling met: its identity, its words and its line.
type Met<'o> = (String, &'o str, usize);

/// All organisations of an order that take part in projects, by their id, and the id for each
/// identity; what fits several cards is left out and asked about.
#[derive(Debug, Default)]
pub(super) struct Organisations {
    pub list: BTreeMap<String, Named>,
    by_identity: BTreeMap<String, Match>,
}

impl Organisations {
    /// Sorts out the names of an order; new organisations become part of the registry.
    pub(super) fn of(
        order: &Order,
        content: &Content,
        (registry, city_forms): (&mut Registry<'_>, &[String]),
    ) -> Organisations {
        let mut all = Organisations::default();
        let participants = order.mentions.iter().flat_map(|it| &it.participants);
        let met: Vec<Met<'_>> = order
            .spellings
            .iter()
            .map(|(raw, line)| (identity(raw, city_forms), raw.as_str(), *line))
            .collect();
        for participant in participants {
            let own = identity(&participant.raw, city_forms);
            if all.by_identity.contains_key(&own) {
                continue;
            }
            let mut found = registry.organisation(&participant.raw);
            if found == Match::None {
                let named = new((&own, &participant.raw), &met, (content, city_forms), &all);
                registry.add(&named.id, [named.name.as_str(), &participant.raw]);
                found = Match::One(named.id.clone(), 100);
                all.list.insert(named.id.clone(), named);
            } else if let Match::One(id, _) = &found
                && !all.list.contains_key(id)
            {
                all.list.extend(existing(id, content, city_forms).map(|it| (id.clone(), it)));
            }
            all.by_identity.insert(own, found);
        }
        all.gather_spellings(&met, content);
        all
    }

    /// The card that a name of the order means.
    pub(super) fn find(&self, raw: &str, city_forms: &[String]) -> &Match {
        self.by_identity.get(&identity(raw, city_forms)).unwrap_or(&Match::None)
    }

    /// Notes every spelling that no card has.
    fn gather_spellings(&mut self, met: &[Met<'_>], content: &Content) {
        for (own, raw, line) in met {
            let Some(Match::One(id, _)) = self.by_identity.get(own) else { continue };
            let Some(named) = self.list.get_mut(id) else { continue };
            let entries = &content.organisations.list;
            let card = entries.iter().find(|it| *it.id == *named.id);
            let mut known = card.map(|it| all_names(&it.matter)).unwrap_or_default();
            known.push(named.name.clone());
            known.extend(named.spellings.iter().map(|it| it.0.clone()));
            // A form that is written out is known for its abbreviation in any case.
            let is_written_out = legal_form(raw).is_none() && form_of(raw).is_some();
            if !is_written_out && !known.iter().any(|it| fold(it) == fold(raw)) {
                named.spellings.push(((*raw).to_owned(), *line));
            }
        }
    }
}

fn existing(id: &str, content: &Content, city_forms: &[String]) -> Option<Named> {
    let card = content.organisations.list.iter().find(|it| *it.id == *id)?;
    let name = card.matter.name.value.clone();
    let parts = Name::of(&name, city_forms);
    let organisation_type = card.matter.organisation_type.as_ref().map(|it| it.value.clone());
    Some(Named {
        id: id.to_owned(),
        is_new: false,
        organisation_type,
        name,
        parts,
        full_name: None,
        line: None,
        spellings: vec![],
    })
}

fn new(
    (own, raw): (&str, &str),
    met: &[Met<'_>],
    (content, city_forms): (&Content, &[String]),
    taken: &Organisations,
) -> Named {
    let same: Vec<&Met<'_>> = met.iter().filter(|it| it.0 == own).collect();
    let line = same.first().map(|it| it.2);
    let full_name = same.iter().find_map(|it| full_name(it.1));
    let met: Vec<Name> = same.iter().map(|it| Name::of(it.1, city_forms)).collect();
    let mut parts = met.first().cloned().unwrap_or_else(|| Name::of(raw, city_forms));
    parts.form = usual(met.iter().filter_map(|it| it.form.clone())).or(parts.form);
    parts.quoted = usual(met.iter().map(|it| it.quoted)).unwrap_or(parts.quoted);
    parts.city = usual(met.iter().filter_map(|it| it.city.clone())).or(parts.city);
    let name = parts.written(parts.city.as_deref());
    let short = match (&parts.kind, parts.number) {
        (Some(kind), Some(number)) => format!("{kind} {number}"),
        _ => parts.core.clone(),
    };
    let mut id = slug::slug(&short);
    let is_taken = |id: &str| {
        taken.list.contains_key(id)
            || content.organisations.list.iter().any(|it| *it.id == *id)
            || content.organisations.broken.contains(id)
    };
    if is_taken(&id) {
        id = slug::slug(&parts.core);
    }
    let base = id.clone();
    let mut count = 2;
    while is_taken(&id) {
        id = format!("{base}-{count}");
        count += 1;
    }
    let organisation_type = type_of(&parts, &content.vocabularies.organisation_types);
    let spellings = vec![];
    Named { id, is_new: true, organisation_type, name, parts, full_name, line, spellings }
}

/// A name with its form written out and in the nominative, as in a charter.
fn full_name(raw: &str) -> Option<String> {
    let is_told = legal_form(raw).is_none() && form_of(raw).is_some();
    let words = words(raw);
    let is_nominative = words.first().is_some_and(|it| it.folded.ends_with("ое"))
        && words.iter().any(|it| it.folded == "учреждение");
    let mut letters = raw.chars();
    let first = letters.next().filter(|_| is_told && is_nominative)?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// What is met most often; of equals, what was met first.
fn usual<T: PartialEq + Clone>(met: impl Iterator<Item = T>) -> Option<T> {
    let mut counted: Vec<(T, usize)> = vec![];
    for it in met {
        match counted.iter_mut().find(|(of, _)| *of == it) {
            Some((_, count)) => *count += 1,
            None => counted.push((it, 1)),
        }
    }
    let most = counted.iter().map(|it| it.1).max()?;
    counted.into_iter().find(|it| it.1 == most).map(|it| it.0)
}

/// The type that the vocabulary gives to a kind, or else to a legal form.
fn type_of(name: &Name, types: &Terms<OrganisationType>) -> Option<String> {
    let by = |wanted: &Option<String>, of: fn(&OrganisationType) -> &Vec<String>| {
        let wanted = fold(wanted.as_deref()?);
        let names = |it: &OrganisationType| of(it).iter().any(|it| fold(it) == wanted);
        types.iter().find(|it| names(&it.matter)).map(|it| it.key.clone())
    };
    by(&name.kind, |it| &it.kinds).or_else(|| by(&name.form, |it| &it.legal_forms))
}
