//! `banners.yaml`: banners of the section, in the order in which they stand there.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::link::{self, Link};
use crate::content::vocabulary::value;
use crate::diag::Words;
use crate::yaml::table::{Spanned, Table};

/// A banner: words, or a picture with words.
#[derive(Clone, Debug)]
pub struct Banner {
    /// Path of the file.
    pub file: Arc<str>,
    /// What it says.
    pub title: String,
    /// Where it leads; none where the sources do not tell.
    pub link: Option<Link>,
    /// Its picture, by the path under `content/files/`.
    pub image: Option<Spanned<String>>,
    /// The picture in words.
    pub alt: Option<String>,
    /// First day on which it is shown.
    pub from: Option<Date>,
    /// Last day on which it is.
    pub until: Option<Date>,
}

impl Banner {
    /// Whether visitors see it on a day.
    pub fn is_shown(&self, on: Date) -> bool {
        self.from.is_none_or(|it| it <= on) && self.until.is_none_or(|it| on <= it)
    }
}

/// Reads one banner.
pub fn read(mut table: Table<'_, '_>) -> Option<Banner> {
    let file = Arc::clone(table.reading().file);
    let title = table.key("название", "title").required().text();
    let written = table.key("ссылка", "link").verbatim();
    let image = table.key("файл", "file").verbatim();
    let field = table.key("описание_изображения", "alt");
    let alt = if image.is_some() { field.required().text() } else { field.text() };
    let from = table.key("с", "from").date();
    let until = table.key("по", "until").date();
    let reversed =
        Words::new("баннер убирают раньше, чем ставят", "the banner goes before it comes");
    table.reading().check_days(from.as_ref(), until.as_ref(), reversed);
    let link = written.and_then(|it| match link::target(&it.value, &file) {
        Ok(target) => Some(Link { target, at: it.at }),
        Err(why) => {
            let (code, words) = why.words();
            table.reading().advise(code, it.at, words);
            None
        }
    });
    table.finish();
    Some(Banner {
        file,
        title: title?.value,
        link,
        image,
        alt: value(alt),
        from: from.map(|it| it.value),
        until: until.map(|it| it.value),
    })
}
