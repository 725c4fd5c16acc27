//! Presets of the version for people with poor sight: folders in which every page stands once
//! more, set otherwise from the start.

use crate::diag::{Words, code};
use crate::yaml::reading::Reading;
use crate::yaml::table::{Field, Spanned, Table, Word};

/// One more tree of the same pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its folder below the root of the site.
    pub folder: Spanned<String>,
    /// What differs from the ordinary page, as names and values of `data-…` attributes of
    /// `<html>`; never empty.
    pub settings: Vec<(&'static str, &'static str)>,
}

/// A value of a setting, as an attribute of `<html>` has it.
trait Setting: Word {
    /// The attribute without `data-`.
    const NAME: &'static str;
    /// Its value.
    fn value(self) -> &'static str;
}

macro_rules! settings {
    ($($kind:ident $name:literal: $($value:literal $words:tt),+;)+) => { $(
        #[derive(Clone, Copy, PartialEq, Eq)]
        struct $kind(&'static str);

        impl Word for $kind {
            const WORDS: &'static [($kind, &'static [&'static str])] =
                &[$(($kind($value), &$words)),+];
        }

        impl Setting for $kind {
            const NAME: &'static str = $name;
            fn value(self) -> &'static str {
                self.0
            }
        }
    )+ };
}

settings! {
    Size "size":
        "100" ["100", "100 %", "100%"],
        "125" ["125", "125 %", "125%"],
        "150" ["150", "150 %", "150%"],
        "200" ["200", "200 %", "200%"],
        "300" ["300", "300 %", "300%"];
    Scheme "scheme":
        "1" ["черным по белому", "black on white"],
        "2" ["белым по черному", "white on black"],
        "3" ["темно-синим по голубому", "dark blue on light blue"],
        "4" ["коричневым по бежевому", "brown on beige"],
        "5" ["зеленым по темно-коричневому", "green on dark brown"],
        "6" ["желтым по черному", "yellow on black"];
    Letters "letters":
        "0" ["обычные", "normal"],
        "1" ["средние", "medium"],
        "2" ["большие", "large"];
    Lines "lines":
        "0" ["обычные", "normal"],
        "1" ["средние", "medium"],
        "2" ["большие", "large"];
    Face "face":
        "sans" ["без засечек", "sans"],
        "serif" ["с засечками", "serif"];
    Images "images":
        "on" ["есть", "on"],
        "off" ["нет", "off"];
}

/// What a site has that does not say: large black letters on white.
fn usual(at: std::ops::Range<usize>) -> Preset {
    let folder = Spanned { value: "sv".to_owned(), at };
    Preset { folder, settings: vec![("size", "150"), ("scheme", "1")] }
}

/// Reads the presets; «нет» stands for none, silence for the usual one.
pub(super) fn presets(table: &mut Table<'_, '_>) -> Vec<Preset> {
    const KEY: (&str, &str) = ("версии_для_слабовидящих", "accessible_versions");
    let at = table.at();
    let mut field = table.key(KEY.0, KEY.1);
    if field.says(&["нет", "no"]) {
        return vec![];
    }
    let is_silent = !field.is_written();
    let written = field.tables(preset);
    if is_silent {
        return vec![usual(at)];
    }
    let mut presets: Vec<Preset> = vec![];
    for preset in written {
        let twice = presets.iter().any(|it| it.folder.value == preset.folder.value);
        if twice {
            let message = Words::new(
                format!("папка «{}» уже занята другой версией", preset.folder.value),
                format!("another version has the folder `{}` already", preset.folder.value),
            );
            table.reading().remark(code::VERSION_FOLDER, preset.folder.at, message);
        } else {
            presets.push(preset);
        }
    }
    presets
}

fn preset(mut table: Table<'_, '_>) -> Option<Preset> {
    let folder = table.key("папка", "folder").required().verbatim();
    let settings = [
        setting::<Size>(table.key("размер", "size")),
        setting::<Scheme>(table.key("цвета", "colours")),
        setting::<Letters>(table.key("промежутки_букв", "letter_spacing")),
        setting::<Lines>(table.key("промежутки_строк", "line_spacing")),
        setting::<Face>(table.key("шрифт", "face")),
        setting::<Images>(table.key("картинки", "images")),
    ];
    let settings: Vec<_> = settings.into_iter().flatten().collect();
    let folder = folder.filter(|it| is_fit(table.reading(), it));
    table.finish();
    folder.map(|folder| Preset { folder, settings })
}

fn setting<T: Setting>(field: Field<'_, '_, '_>) -> Option<(&'static str, &'static str)> {
    field.word::<T>().map(|it| (T::NAME, it.value.value()))
}

/// A folder is one plain name, and none that holds other files.
fn is_fit(reading: &mut Reading<'_>, folder: &Spanned<String>) -> bool {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let name = folder.value.as_str();
    let fit =
        !name.is_empty() && name.bytes().all(plain) && !["files", "assets"].contains(&name);
    if !fit {
        let words = (
            Words::new(
                format!("«{name}» не годится для папки версии"),
                format!("`{name}` will not do as the folder of a version"),
            ),
            Words::new(
                "строчные латинские буквы, цифры и дефис, например sv; files и assets заняты",
                "small Latin letters, digits and hyphens, such as sv; files and assets are taken",
            ),
        );
        reading.advise(code::VERSION_FOLDER, folder.at.clone(), words);
    }
    fit
}
