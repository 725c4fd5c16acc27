//! Rules V-11, V-12, V-15 and V-16: one thing, one file.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::link::each;
use super::{Organisation, Project, Site, first_place};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Words, code};
use crate::text::order::fold;
use crate::text::organisation::legal_form;

/// Looks for doubles of every kind.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let all: [fn(&Site, &mut Diagnostics); 4] =
        [organisations, legal_forms, projects, documents];
    each(&all, diagnostics, |check, said| check(site, said));
}

/// Things seen so far, and the remark on the second of two.
struct Seen<K, P> {
    places: FxHashMap<K, P>,
    code: Code,
}

impl<K: Eq + Hash, P: Fn() -> Place> Seen<K, P> {
    fn new(code: Code) -> Seen<K, P> {
        Seen { places: FxHashMap::default(), code }
    }

    /// Says once of a later place that the earlier one is the same thing.
    fn remark(
        &mut self,
        key: K,
        place: P,
        words: impl FnOnce() -> (Words, Words),
    ) -> Option<Diagnostic> {
        let first = match self.places.entry(key) {
            Entry::Occupied(first) => first,
            Entry::Vacant(free) => {
                free.insert(place);
                return None;
            }
        };
        let (before, label) = first_place(first.get()());
        let (message, hint) = words();
        let remark = Diagnostic::new(self.code, place(), message).hint(hint);
        Some(remark.related(before, label))
    }
}

/// In the order of files, so that it is always the later one of two that is spoken of.
fn by_file<T>(entries: &[T], file: impl Fn(&T) -> &str) -> Vec<&T> {
    let mut all: Vec<&T> = entries.iter().collect();
    all.sort_by(|a, b| file(a).cmp(file(b)));
    all
}

/// V-11: equal kind and number, or equal names once spelling is set aside.
fn organisations(site: &Site, diagnostics: &mut Diagnostics) {
    let mut numbers = Seen::new(code::SAME_ORGANISATION);
    let mut names = Seen::new(code::SAME_ORGANISATION);
    for organisation in by_file(&site.organisations, |it| &it.entry.file) {
        let matter = &organisation.entry.matter;
        let words = || {
            let message = Words::new(
                format!("«{}» уже есть в другом файле", organisation.short_name),
                format!("`{}` already has another file", organisation.short_name),
            );
            let hint = Words::new(
                "оставьте один файл, а другое написание перенесите в «варианты»",
                "keep one file and move the other spelling to its `aliases`",
            );
            (message, hint)
        };
        let place = || organisation.entry.place(&matter.name.at);
        let numbered = match (&matter.kind, &matter.number) {
            (Some(kind), Some(number)) => {
                let key = (fold(&kind.value), number.value);
                numbers.remark(key, place, words)
            }
            _ => None,
        };
        let named = names.remark(organisation.identity.as_str(), place, words);
        diagnostics.extend(numbered.or(named));
    }
}

/// V-12: another legal form among the spellings needs a word on where it comes from.
fn legal_forms(site: &Site, diagnostics: &mut Diagnostics) {
    site.organisations.iter().for_each(|it| legal_forms_of(it, diagnostics));
}

fn legal_forms_of(organisation: &Organisation, diagnostics: &mut Diagnostics) {
    let matter = &organisation.entry.matter;
    let Some(own) = legal_form(&matter.name.value) else { return };
    let name = organisation.entry.place(&matter.name.at);
    let named_here = Words::new("название здесь", "the name is here");
    let explained: Vec<&str> =
        matter.other_names.iter().filter_map(|it| legal_form(&it.name.value)).collect();
    for alias in &matter.aliases {
        let Some(form) = legal_form(&alias.value) else { continue };
        // A spelling with Latin look-alikes is no other form, only a slip of some document.
        if fold_letters(form) == fold_letters(own) || explained.contains(&form) {
            continue;
        }
        let message = Words::new(
            format!("в названии «{own}», а в варианте – «{form}»"),
            format!("the name says `{own}`, a spelling says `{form}`"),
        );
        let hint = Words::new(
            "добавьте это название в «другие_названия» с документом, где оно встречается",
            "add that name to `other_names` with the document that uses it",
        );
        let place = organisation.entry.place(&alias.at);
        let remark = Diagnostic::new(code::LEGAL_FORM_DIFFERS, place, message).hint(hint);
        diagnostics.push(remark.related(name.clone(), named_here.clone()));
    }
    if let Some(form) = &matter.legal_form
        && fold_letters(&form.value) != fold_letters(own)
        && !own.starts_with(&form.value)
    {
        let message = Words::new(
            format!("форма «{}», а название начинается с «{own}»", form.value),
            format!("the form is `{}`, but the name begins with `{own}`", form.value),
        );
        let place = organisation.entry.place(&form.at);
        let remark = Diagnostic::new(code::LEGAL_FORM_DIFFERS, place, message);
        diagnostics.push(remark.related(name, named_here));
    }
}

/// Letters that look alike made one.
fn fold_letters(form: &str) -> String {
    let alike = |it: char| match it {
        'A' => 'А',
        'B' => 'В',
        'E' => 'Е',
        'K' => 'К',
        'M' => 'М',
        'H' => 'Н',
        'O' => 'О',
        'P' => 'Р',
        'C' => 'С',
        'T' => 'Т',
        'Y' => 'У',
        'X' => 'Х',
        other => other,
    };
    form.chars().map(alike).collect()
}

/// V-15: the same theme with the same lead.
fn projects(site: &Site, diagnostics: &mut Diagnostics) {
    let mut seen = Seen::new(code::SAME_PROJECT);
    for project in by_file(&site.projects, |it| &it.entry.file) {
        let words = || {
            (
                Words::new(
                    "проект с этой темой и организацией уже есть в другом файле",
                    "a project with this theme and organisation already has another file",
                ),
                Words::new(
                    "объедините файлы: решения разных лет – строки одной «истории»",
                    "join the files: decisions of several years are lines of one `history`",
                ),
            )
        };
        let place = || project.entry.place(&project.entry.matter.title.at);
        diagnostics.extend(seen.remark(key_of_project(project), place, words));
    }
}

/// What no two projects share: the theme, spelling set aside, and who leads.
pub(super) fn key_of_project(project: &Project) -> (&[u8], Option<&str>) {
    let matter = &project.entry.matter;
    let first = matter.participants.first().map(|it| &it.organisation);
    let lead = matter.lead.as_ref().or(first).map(|it| it.value.as_str());
    (matter.sort_key.folded(), lead)
}

/// V-16: number, date and issuer name one document.
fn documents(site: &Site, diagnostics: &mut Diagnostics) {
    let mut seen = Seen::new(code::SAME_DOCUMENT);
    for document in by_file(&site.documents, |it| &it.entry.file) {
        let matter = &document.entry.matter;
        let Some(number) = &matter.number else { continue };
        let key = (fold(&number.value), matter.date.value, fold(&matter.issuer.value));
        let words = || {
            (
                Words::new(
                    "документ с этими номером, датой и органом уже есть в другом файле",
                    "a document with this number, date and issuer already has another file",
                ),
                Words::new("оставьте один файл", "keep one of the files"),
            )
        };
        diagnostics.extend(seen.remark(key, || document.entry.place(&number.at), words));
    }
}
