//! `theme.yaml`: what a theme says about itself.

use super::ThemeFile;
use super::contrast::{self, Pairs};
use crate::diag::{Diagnostics, Words, code};
use crate::yaml;
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, Table, Word};

/// The contract between program and templates that this program keeps.
const CONTRACT: i64 = 1;

/// The template languages a theme may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EngineName {
    /// `движок: minijinja`.
    MiniJinja,
    /// `движок: tera`.
    Tera,
}

impl Word for EngineName {
    const WORDS: &'static [(EngineName, &'static [&'static str])] =
        &[(EngineName::MiniJinja, &["minijinja"]), (EngineName::Tera, &["tera"])];
}

/// The contents of `theme.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// `название`.
    pub(super) title: String,
    /// `движок`.
    pub(super) engine: EngineName,
    /// `наследует`.
    pub(super) parent: Option<Spanned<String>>,
    /// `контраст`: which colours stand on which.
    pub(super) contrast: Vec<Pairs>,
    /// `версии`: its templates write blocks for versions of a page; none where it does not say.
    pub(super) versions: Option<bool>,
}

/// Reads `theme.yaml`; the settings are absent when something required is missing or wrong.
pub(super) fn read(file: &ThemeFile) -> (Option<Settings>, Diagnostics) {
    yaml::read((&file.path, &file.bytes), &[], |reading, node| {
        settings(Table::new(reading, node))
    })
}

fn settings(mut table: Table<'_, '_>) -> Option<Settings> {
    let title = table.key("название", "title").required().text();
    let contract = table.key("договор", "contract").required().integer(1..=i64::MAX);
    let engine = table.key("движок", "engine").required().word();
    let parent = table.key("наследует", "extends").verbatim();
    let contrast = table.key("контраст", "contrast").tables(contrast::pairs);
    let versions = table.key("версии", "versions");
    let versions = versions.is_written().then(|| versions.yes());
    let known = contract.map(|it| is_known(table.reading(), &it));
    table.finish();
    let (title, engine) = (title?.value, engine?.value);
    known?.then_some(Settings { title, engine, parent, contrast, versions })
}

fn is_known(reading: &mut Reading<'_>, contract: &Spanned<i64>) -> bool {
    if contract.value != CONTRACT {
        let message = Words::new(
            format!("такой договор темы неизвестен; есть: {CONTRACT}"),
            format!("this theme contract is unknown; there is: {CONTRACT}"),
        );
        reading.remark(code::THEME, contract.at.clone(), message);
    }
    contract.value == CONTRACT
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "название: Город\nдоговор: 1\nдвижок: minijinja\n";

    fn read_text(text: &str) -> (Option<Settings>, Vec<(String, &'static str)>) {
        let file = ThemeFile { path: "theme.yaml".into(), bytes: text.as_bytes().into() };
        let (settings, diagnostics) = read(&file);
        let remarks = diagnostics
            .iter()
            .map(|it| {
                let place = it.place.as_ref().expect("settings always name bytes");
                (text[place.start..place.end].to_owned(), it.code.name)
            })
            .collect();
        (settings, remarks)
    }

    #[track_caller]
    fn check(text: &str, remarks: &[(&str, &str)]) {
        let (_, found) = read_text(text);
        let found: Vec<(&str, &str)> = found.iter().map(|it| (it.0.as_str(), it.1)).collect();
        assert_eq!(found, remarks);
    }

    #[test]
    fn both_languages_say_the_same() {
        let english = "title: Город\ncontract: 1\nengine: tera\nextends: civic\n";
        let (settings, remarks) = read_text(english);
        let settings = settings.expect("all keys are given");
        assert_eq!(remarks, []);
        assert_eq!((settings.title.as_str(), settings.engine), ("Город", EngineName::Tera));
        assert_eq!(settings.parent.map(|it| it.value).as_deref(), Some("civic"));
        let (settings, remarks) = read_text(GOOD);
        assert_eq!(remarks, []);
        assert_eq!(
            settings.map(|it| (it.engine, it.parent)),
            Some((EngineName::MiniJinja, None))
        );
    }

    #[test]
    fn wrong_keys_and_values_point_at_their_bytes() {
        check(&format!("{GOOD}движек: tera\n"), &[("движек", "unknown-key")]);
        check(&format!("{GOOD}engine: tera\n"), &[("engine", "key-in-both-languages")]);
        check(&GOOD.replace("minijinja", "jinja2"), &[("jinja2", "unknown-value")]);
        check(&GOOD.replace(": 1", ": 2"), &[("2", "theme")]);
        check(&format!("{GOOD}наследует: [a]\n"), &[("[a]", "wrong-type")]);
        check(
            "договор: 1\nдвижок:\n",
            &[("договор: 1", "missing-key"), ("движок", "missing-key")],
        );
    }
}
