//! Files that pages hand out: what they are called, their format and size.

use serde::Serialize;

use super::Context;
use super::project::{DateView, date_view};
use super::route::Route;
use crate::content::document::Attachment;
use crate::text::typography::prose;

/// A file in a list.
#[derive(Serialize)]
pub(super) struct FileView {
    /// Its address; none where a source names a file that the site does not have.
    pub href: Option<String>,
    /// Words of the link.
    pub title: String,
    /// Upper-case ending of the name: PDF, DOCX; none where it has none.
    pub format: Option<String>,
    /// Size in bytes.
    pub size: Option<usize>,
    /// Date of what the file holds.
    pub date: Option<DateView>,
    /// Whether it stands in for the one before it, which cannot be read aloud.
    pub is_copy: bool,
}

/// A file of `content/files/` by its path there; none where it is missing, which is a remark
/// of its own.
pub(super) fn file_view(context: &Context<'_>, path: &str, title: &str) -> Option<FileView> {
    let size = context.site.files.get(path)?.len();
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(FileView {
        href: Some(context.href(&Route::file(path))),
        title: prose(title),
        format: name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase()),
        size: Some(size),
        date: None,
        is_copy: false,
    })
}

/// The files of a document, each followed by its copy for those who listen; one that the site
/// does not have keeps its words.
pub(super) fn attachments(context: &Context<'_>, files: &[Attachment]) -> Vec<FileView> {
    let file = |it: &Attachment| {
        let date = it.date.as_ref().map(|it| date_view(it.value));
        let known = match &it.file {
            Some(file) => file_view(context, &file.value, &it.title.value)?,
            None => {
                let title = prose(&it.title.value);
                let (href, format, size) = (None, None, None);
                FileView { href, title, format, size, date: None, is_copy: false }
            }
        };
        Some(FileView { date, ..known })
    };
    let copy = |it: &Attachment| {
        let known = file_view(context, &it.accessible_copy.as_ref()?.value, &it.title.value)?;
        Some(FileView { is_copy: true, ..known })
    };
    files.iter().flat_map(|it| [file(it), copy(it)]).flatten().collect()
}
