//! `site.yaml`: what holds for the whole site.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::document::{Contacts, contacts};
use super::preset::{Preset, presets};
use crate::diag::{Words, code};
use crate::text::inflection;
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, Table};

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Path of the file they were read from.
    pub file: Arc<str>,
    /// Name of the section.
    pub title: String,
    /// Whose site it is.
    pub owner: String,
    /// City, as in «город Челябинск».
    pub city: String,
    /// Spellings of the city in names: «г. Челябинска».
    pub city_forms: Vec<String>,
    /// Where the day begins and ends.
    pub time_zone: TimeZone,
    /// Public address, without a slash at the end; absent when not known.
    pub base_url: Option<String>,
    /// Name of the theme.
    pub theme: Option<Spanned<String>>,
    /// The year whose decisions should all be entered.
    pub report_year: Option<Spanned<i16>>,
    /// Whether the site holds the handbook for editors.
    pub handbook: bool,
    /// Versions for people with poor sight.
    pub presets: Vec<Preset>,
    /// How to reach the owner.
    pub contacts: Option<Contacts>,
    /// Where people may write about anything.
    pub feedback: Option<Feedback>,
}

/// A box for messages: words, and a plain link to those who take them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Its heading.
    pub title: String,
    /// What one may write about.
    pub text: String,
    /// Where; none where the sources do not tell.
    pub address: Option<String>,
}

/// How names write the city: as anybody would, and as the editor has met it.
fn all_forms(city: &str, told: Vec<Spanned<String>>) -> Vec<String> {
    let mut forms: Vec<String> = told.into_iter().map(|it| it.value).collect();
    for form in inflection::city_forms(city) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Reads the settings; none where a required one is unusable.
pub fn read(mut table: Table<'_, '_>) -> Option<Settings> {
    let file = Arc::clone(table.reading().file);
    let title = table.key("название", "title").required().text();
    let owner = table.key("ведомство", "owner").required().text();
    let city = table.key("город", "city").required().text();
    let city_forms = table.key("варианты_города", "city_forms").verbatims();
    let zone = table.key("часовой_пояс", "time_zone").required().verbatim();
    let base_url = table.key("адрес_сайта", "base_url").address();
    let theme = table.key("оформление", "theme").verbatim();
    let report_year = table.key("отчетный_год", "report_year").year();
    let handbook = table.key("справочник", "handbook").yes();
    table.key("слова_латиницей", "latin_words").verbatims();
    let presets = presets(&mut table);
    let contacts = table.key("контакты", "contacts").table(contacts);
    let feedback = table.key("обратная_связь", "feedback").table(feedback).flatten();
    let time_zone = zone.and_then(|it| time_zone(table.reading(), &it));
    table.finish();
    Some(Settings {
        file,
        title: title?.value,
        owner: owner?.value,
        city_forms: all_forms(&city.as_ref()?.value, city_forms),
        city: city?.value,
        time_zone: time_zone?,
        base_url: base_url.map(|it| it.value.trim_end_matches('/').to_owned()),
        theme,
        report_year,
        handbook,
        presets,
        contacts,
        feedback,
    })
}

fn feedback(mut table: Table<'_, '_>) -> Option<Feedback> {
    let title = table.key("название", "title").required().text();
    let text = table.key("текст", "text").required().text();
    let address = table.key("адрес", "address").address();
    table.finish();
    let address = address.map(|it| it.value);
    Some(Feedback { title: title?.value, text: text?.value, address })
}

/// The words that may mix alphabets, needed before anything else is proofread.
pub fn latin_words(mut table: Table<'_, '_>) -> Vec<String> {
    let words = table.key("слова_латиницей", "latin_words").verbatims();
    words.into_iter().map(|it| it.value).collect()
}

fn time_zone(reading: &mut Reading<'_>, name: &Spanned<String>) -> Option<TimeZone> {
    let found = TimeZone::get(&name.value).ok();
    if found.is_none() {
        let words = (
            Words::new(
                format!("часовой пояс «{}» не известен", name.value),
                format!("the time zone `{}` is not known", name.value),
            ),
            Words::new(
                "пишите, например, Asia/Yekaterinburg или Europe/Moscow",
                "write, for example, Asia/Yekaterinburg or Europe/Moscow",
            ),
        );
        reading.advise(code::TIME_ZONE, name.at.clone(), words);
    }
    found
}
