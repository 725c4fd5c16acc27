//! Names → entries: the only place where a reference is looked up and complained about.

use std::collections::{BTreeSet, HashSet};

use rustc_hash::FxHashMap;

use crate::content::Entries;
use crate::content::entry::Matter;
use crate::content::vocabulary::{Term, Terms};
use crate::diag::{Diagnostic, Diagnostics, Fix, Place, Words, code};
use crate::text::nearest;
use crate::yaml::table::{Spanned, suggestion};

/// The ids of one kind.
pub(super) struct Ids<'a> {
    /// Name of the kind for messages, in both languages: «организация», `organisation`.
    pub noun: [&'static str; 2],
    /// Published entries.
    known: FxHashMap<&'a str, usize>,
    /// Entries that exist but are not published.
    unpublished: HashSet<&'a str>,
    /// Files that could not be read: naming one is no second mistake.
    pub broken: &'a BTreeSet<String>,
}

impl<'a> Ids<'a> {
    /// The published ids in the order of their indexes, beside all entries of the kind.
    pub(super) fn new<T: Matter>(
        published: impl Iterator<Item = &'a str>,
        entries: &'a Entries<T>,
    ) -> Ids<'a> {
        let known: FxHashMap<_, _> = published.enumerate().map(|(at, id)| (id, at)).collect();
        let is_whole = known.len() == entries.list.len();
        let others = entries.list.iter().map(|it| &*it.id).filter(|_| !is_whole);
        let unpublished = others.filter(|it| !known.contains_key(it)).collect();
        Ids { noun: T::KIND.noun(), known, unpublished, broken: &entries.broken }
    }

    /// The index of an id, or a remark with the nearest ones.
    pub(super) fn find(
        &self,
        id: &Spanned<String>,
        place: impl FnOnce() -> Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let found = self.known.get(id.value.as_str()).copied();
        if found.is_some() || self.broken.contains(&id.value) {
            return found;
        }
        diagnostics.push(self.remark(&id.value, place()));
        None
    }

    /// Whether a published entry has this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    /// What to say of an id that names nothing published.
    pub(super) fn remark(&self, id: &str, place: Place) -> Diagnostic {
        let [ru, en] = self.noun;
        if self.unpublished.contains(id) {
            let message = Words::new(
                format!("{ru} «{id}» не опубликована на день сборки: ссылка на неё опущена"),
                format!(
                    "the {en} `{id}` is not published on this day: the reference is left out"
                ),
            );
            return Diagnostic::new(code::UNPUBLISHED_REFERENCE, place, message);
        }
        let mut known: Vec<&str> = self.known.keys().copied().collect();
        known.sort_unstable();
        let near = nearest::nearest(id, known.iter().copied(), 3);
        let message =
            Words::new(format!("{ru} «{id}» не найдена"), format!("there is no {en} `{id}`"));
        let fix = meant(id, known.iter().copied(), &place);
        let remark = Diagnostic::new(code::UNKNOWN_REFERENCE, place, message).fix(fix);
        match near.is_empty() {
            true => remark.hint(Words::new(
                "проверьте id: это имя файла без .md",
                "check the id: it is the file's name without .md",
            )),
            false => remark.hint(suggestion(&near, &near)),
        }
    }
}

/// Finds a term by any of its spellings, or remarks with the nearest ones.
pub(super) fn term<T>(
    terms: &Terms<T>,
    name: &Spanned<String>,
    place: impl FnOnce() -> Place,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let found = terms.named(&name.value);
    if found.is_none() && terms.is_whole {
        let place = place();
        let spellings = || terms.iter().flat_map(Term::spellings);
        let near = nearest::nearest(&name.value, spellings(), 3);
        let message = Words::new(
            format!("в словаре нет значения «{}»", name.value),
            format!("the vocabulary has no `{}`", name.value),
        );
        let titles: Vec<&str> = terms.iter().map(|it| it.title.as_str()).collect();
        let fix = meant(&name.value, spellings(), &place);
        let remark = Diagnostic::new(code::UNKNOWN_REFERENCE, place, message).fix(fix);
        diagnostics.push(remark.hint(term_hint(terms, &near, &titles)));
    }
    found
}

/// The repair of a reference that stands without quotes, where only one name can be meant.
fn meant<'n>(
    wrong: &str,
    names: impl IntoIterator<Item = &'n str>,
    place: &Place,
) -> Option<Fix> {
    let is_plain = place.end - place.start == wrong.len();
    let meant = nearest::certain(wrong, names).filter(|_| is_plain)?;
    Some(Fix::replace(place.start..place.end, wrong, meant))
}

/// The likely terms, or all, or that there are none.
pub(super) fn term_hint<T>(terms: &Terms<T>, near: &[&str], all: &[&str]) -> Words {
    match terms.is_empty() {
        true => Words::new(
            format!("словарь content/data/{} пуст или его нет", terms.name),
            format!("the vocabulary content/data/{} is empty or absent", terms.name),
        ),
        false => suggestion(near, all),
    }
}
