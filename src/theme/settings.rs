//! `theme.yaml`: what a theme says about itself.

use std::collections::BTreeMap;

use super::nearest::{nearest, offer};
use super::yaml::{self, Entry};
use super::{ThemeFile, yaml::Content};
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};

/// The contract between program and templates that this program keeps.
const CONTRACT: &str = "1";

const TITLE: (&str, &str) = ("название", "title");
const CONTRACT_KEY: (&str, &str) = ("договор", "contract");
const ENGINE: (&str, &str) = ("движок", "engine");
const EXTENDS: (&str, &str) = ("наследует", "extends");
const KEYS: [(&str, &str); 4] = [TITLE, CONTRACT_KEY, ENGINE, EXTENDS];

/// The template languages a theme may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EngineName {
    /// `движок: minijinja`.
    MiniJinja,
    /// `движок: tera`.
    Tera,
}

const ENGINES: [(&str, EngineName); 2] =
    [("minijinja", EngineName::MiniJinja), ("tera", EngineName::Tera)];

/// The contents of `theme.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// `название`.
    pub(super) title: String,
    /// `движок`.
    pub(super) engine: EngineName,
    /// `наследует`, with the bytes of the value.
    pub(super) parent: Option<(String, Place)>,
}

/// Reads `theme.yaml`; the settings are absent when something required is missing or wrong.
pub(super) fn read(file: &ThemeFile) -> (Option<Settings>, Diagnostics) {
    let (entries, diagnostics) = yaml::read(file);
    let mut reader = Reader { file, found: BTreeMap::new(), diagnostics };
    for entry in entries {
        reader.take(entry);
    }
    let title = reader.text(TITLE);
    let contract = reader.contract();
    let engine = reader.engine();
    let parent = match reader.found.contains_key(EXTENDS.0) {
        true => reader.text(EXTENDS).map(Some),
        false => Some(None),
    };
    let settings = match (title, contract, engine, parent) {
        (Some((title, _)), Some(()), Some(engine), Some(parent)) => {
            Some(Settings { title, engine, parent })
        }
        _ => None,
    };
    (settings, reader.diagnostics)
}

struct Reader<'f> {
    file: &'f ThemeFile,
    found: BTreeMap<&'static str, Entry>,
    diagnostics: Diagnostics,
}

impl Reader<'_> {
    fn take(&mut self, entry: Entry) {
        let place = Place::new(&self.file.path, entry.key_range.clone());
        let Some(key) = KEYS.iter().find(|it| it.0 == entry.key || it.1 == entry.key) else {
            let known = KEYS.iter().flat_map(|it| [it.0, it.1]);
            let message = Words::new(
                format!("в theme.yaml нет ключа «{}»", entry.key),
                format!("theme.yaml has no key `{}`", entry.key),
            );
            let near = offer(&nearest(&entry.key, known));
            self.diagnostics.push(remark(place, message, near));
            return;
        };
        if let Some(first) = self.found.get(key.0) {
            let first = Place::new(&self.file.path, first.key_range.clone());
            self.diagnostics.push(yaml::twice(&entry.key, place, first));
        } else {
            self.found.insert(key.0, entry);
        }
    }

    fn entry(&mut self, key: (&'static str, &str)) -> Option<&Entry> {
        if !self.found.contains_key(key.0) {
            let place = Place::new(&self.file.path, 0..0);
            let message = Words::new(
                format!("в theme.yaml не хватает ключа «{}»", key.0),
                format!("theme.yaml lacks the key `{}`", key.1),
            );
            self.diagnostics.push(Diagnostic::new(code::THEME, place, message));
        }
        self.found.get(key.0)
    }

    fn text(&mut self, key: (&'static str, &str)) -> Option<(String, Place)> {
        let entry = self.entry(key)?;
        let range = entry.blame();
        let text = match &entry.value.content {
            Content::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        };
        let place = Place::new(&self.file.path, range);
        match text {
            Some(text) => Some((text, place)),
            None => {
                let message = Words::new(
                    format!("значение ключа «{}» должно быть текстом", key.0),
                    format!("the value of `{}` must be text", key.1),
                );
                self.diagnostics.push(Diagnostic::new(code::THEME, place, message));
                None
            }
        }
    }

    fn contract(&mut self) -> Option<()> {
        let path = &self.file.path;
        let entry = self.entry(CONTRACT_KEY)?;
        if entry.value.letters() == Some(CONTRACT) {
            return Some(());
        }
        let place = Place::new(path, entry.blame());
        let message = Words::new(
            format!("такой договор темы неизвестен; есть: {CONTRACT}"),
            format!("this theme contract is unknown; there is: {CONTRACT}"),
        );
        self.diagnostics.push(Diagnostic::new(code::THEME, place, message));
        None
    }

    fn engine(&mut self) -> Option<EngineName> {
        let path = &self.file.path;
        let entry = self.entry(ENGINE)?;
        let written = entry.value.letters().unwrap_or_default().to_owned();
        if let Some((_, engine)) = ENGINES.iter().find(|(name, _)| *name == written) {
            return Some(*engine);
        }
        let place = Place::new(path, entry.blame());
        let known = ENGINES.map(|(name, _)| name);
        let message = Words::new(
            format!("движок «{written}» неизвестен; есть: {}", known.join(", ")),
            format!("the engine `{written}` is unknown; there are: {}", known.join(", ")),
        );
        self.diagnostics.push(remark(place, message, offer(&nearest(&written, known))));
        None
    }
}

fn remark(place: Place, message: Words, hint: Option<Words>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code::THEME, place, message);
    diagnostic.hint = hint;
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "название: Город\nдоговор: 1\nдвижок: minijinja\n";

    fn read_text(text: &str) -> (Option<Settings>, Vec<(String, String)>) {
        let file = ThemeFile { path: "theme.yaml".into(), bytes: text.as_bytes().into() };
        let (settings, diagnostics) = read(&file);
        let remarks = diagnostics
            .iter()
            .map(|it| {
                let place = it.place.as_ref().expect("settings always name bytes");
                (text[place.start..place.end].to_owned(), it.message.ru.clone())
            })
            .collect();
        (settings, remarks)
    }

    #[track_caller]
    fn check(text: &str, remarks: &[(&str, &str)]) {
        let (_, found) = read_text(text);
        let expected: Vec<(String, String)> =
            remarks.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn both_languages_say_the_same() {
        let english = "title: Город\ncontract: 1\nengine: tera\nextends: civic\n";
        let (settings, remarks) = read_text(english);
        let settings = settings.expect("all keys are given");
        assert_eq!(remarks, []);
        assert_eq!((settings.title.as_str(), settings.engine), ("Город", EngineName::Tera));
        assert_eq!(settings.parent.map(|it| it.0).as_deref(), Some("civic"));
        let (settings, remarks) = read_text(GOOD);
        assert_eq!(remarks, []);
        assert_eq!(
            settings.map(|it| (it.engine, it.parent)),
            Some((EngineName::MiniJinja, None))
        );
    }

    #[test]
    fn wrong_keys_and_values_point_at_their_bytes() {
        check(
            &format!("{GOOD}движек: tera\n"),
            &[("движек", "в theme.yaml нет ключа «движек»")],
        );
        check(&format!("{GOOD}engine: tera\n"), &[("engine", "ключ «engine» указан дважды")]);
        check(
            &GOOD.replace("minijinja", "jinja2"),
            &[("jinja2", "движок «jinja2» неизвестен; есть: minijinja, tera")],
        );
        check(&GOOD.replace(": 1", ": 2"), &[("2", "такой договор темы неизвестен; есть: 1")]);
        check(
            &format!("{GOOD}наследует: [a]\n"),
            &[("[", "значение ключа «наследует» должно быть текстом")],
        );
        check(
            "договор: 1\nдвижок:\n",
            &[
                ("", "в theme.yaml не хватает ключа «название»"),
                ("движок", "движок «» неизвестен; есть: minijinja, tera"),
            ],
        );
    }
}
