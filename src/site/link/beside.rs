//! A linker for single entries of a site that stands.

use super::Linker;
use crate::content::Content;
use crate::site::Site;
use crate::site::resolve::Ids;
use crate::text::organisation::Cities;

impl<'a> Linker<'a> {
    /// Looks up what entries name among those of a site; it has none to link by itself.
    pub(in crate::site) fn beside(site: &'a Site, content: &'a Content) -> Linker<'a> {
        let organisations = site.organisations.iter().map(|it| &*it.entry.id);
        let documents = || site.documents.iter().map(|it| &it.entry);
        Linker {
            content,
            projects: vec![],
            organisations: vec![],
            documents: documents().collect(),
            procedures: vec![],
            pages: vec![],
            organisation_ids: Ids::new(organisations, &content.organisations),
            document_ids: Ids::new(documents().map(|it| &*it.id), &content.documents),
            cities: Cities::of(&[]),
        }
    }
}
