//! A page of prose, as its author writes it.

use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::EntryKind;
use crate::yaml::table::{Spanned, Table};

/// Front matter of a file in `content/pages/`; `index` is the start of the section.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TextPage {
    /// Heading of the page.
    pub title: Spanned<String>,
    /// Name in the menu.
    pub short_title: Option<Spanned<String>>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// Whether the menu names it.
    pub in_menu: bool,
    /// Place among the pages of the menu.
    pub order: i64,
}

impl Matter for TextPage {
    const KIND: EntryKind = EntryKind::Page;

    fn read(table: &mut Table<'_, '_>) -> Option<TextPage> {
        let title = table.key("название", "title").required().text_or_file_name();
        let short_title = table.key("краткое_название", "short_title").text();
        let summary = table.key("описание", "summary").text();
        let in_menu = table.key("меню", "menu").yes();
        let order = table.key("порядок", "order").integer(0..=9999).map_or(1000, |it| it.value);
        Some(TextPage { title, short_title, summary, in_menu, order })
    }
}
