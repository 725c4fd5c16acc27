//! What is to be said of a linked site: of all of it, or of what an edit of a few files can change.

use std::collections::BTreeSet;

use super::link::each;
use super::{
    Project, ProjectId, Site, check_body, check_history, check_identity, check_period,
    check_product, check_roster, validity,
};
use crate::content::Content;
use crate::content::entry::Publication;
use crate::content::link::EntryKind;
use crate::diag::Diagnostics;

/// What entries are looked at for beside [`of_project`].
const CHECKS: [fn(&Site, &mut Diagnostics); 4] =
    [check_identity::check, check_product::check, check_period::check, validity::check];

/// Projects that are looked at in one go.
const PART: usize = 512;

/// What is to be said of the cards of a linked site.
pub fn check_cards(site: &Site) -> Diagnostics {
    let mut diagnostics = Diagnostics::none();
    let year = check_history::report_year(site);
    let parts: Vec<_> = site.projects.chunks(PART).collect();
    each(&parts, &mut diagnostics, |part, said| {
        part.iter().for_each(|it| of_project((site, year), it, said));
    });
    each(&CHECKS, &mut diagnostics, |check, said| check(site, said));
    soften_drafts(site, &mut diagnostics);
    diagnostics
}

/// What one project gives cause to say, apart from others like it; all of it is about its file.
fn of_project((site, year): (&Site, Option<i16>), it: &Project, diagnostics: &mut Diagnostics) {
    check_history::project((site, year), it, diagnostics);
    check_roster::project(it, diagnostics);
    check_period::project(site, it, diagnostics);
}

/// The same as [`check_cards`], of a site that differs from the one `before` in the cards of a
/// few projects; `said` is what was said of that.
pub fn recheck_cards(
    site: &Site,
    (before, mut said): (&Site, Diagnostics),
    edited: &[ProjectId],
) -> Diagnostics {
    let year = check_history::report_year(site);
    let is_alone = |id: &ProjectId| {
        let (new, old) = (site.project(*id), before.project(*id));
        let key = check_identity::key_of_project;
        key(new) == key(old) && !said.iter().any(|it| it.is_of_several(&new.entry.file))
    };
    if year != check_history::report_year(before) || !edited.iter().all(is_alone) {
        return check_cards(site);
    }
    for id in edited {
        let project = site.project(*id);
        let mut fresh = Diagnostics::none();
        of_project((site, year), project, &mut fresh);
        soften_drafts(site, &mut fresh);
        said.replace(&project.entry.file, fresh);
    }
    said
}

/// What is to be said of the texts of a linked site, and of the files that it hands out: the one
/// part of linking that an edit of a text can change.
pub fn check_texts(site: &Site, content: &Content) -> Diagnostics {
    let mut diagnostics = Diagnostics::none();
    check_body::check(site, content, &mut diagnostics);
    soften_drafts(site, &mut diagnostics);
    diagnostics
}

/// The same as [`check_texts`], of a site in which only these entries differ, and none of them in
/// its headings, to which others may lead; `said` is what was said before.
pub fn recheck_texts(
    site: &Site,
    (content, mut said): (&Content, Diagnostics),
    edited: &[(EntryKind, &str)],
) -> Diagnostics {
    // Cards of other kinds hand out files, which are looked at with all others.
    let only_text =
        |it: &(EntryKind, &str)| matches!(it.0, EntryKind::Project | EntryKind::Organisation);
    if !edited.iter().all(only_text) {
        return check_texts(site, content);
    }
    for (kind, file) in edited {
        let mut fresh = Diagnostics::none();
        check_body::check_one(site, content, ((*kind, file), &mut fresh));
        soften_drafts(site, &mut fresh);
        said.replace(file, fresh);
    }
    said
}

/// Files of drafts that are shown: a mistake there holds nothing back.
pub(super) fn soften_drafts(site: &Site, diagnostics: &mut Diagnostics) {
    if diagnostics.is_empty() {
        return;
    }
    let draft = |publication: &Publication, file| publication.draft.then_some(file);
    let projects =
        site.projects.iter().filter_map(|it| draft(&it.entry.publication, &*it.entry.file));
    let organisations = site
        .organisations
        .iter()
        .filter_map(|it| draft(&it.entry.publication, &*it.entry.file));
    let documents =
        site.documents.iter().filter_map(|it| draft(&it.entry.publication, &*it.entry.file));
    let pages = site.pages.iter().filter_map(|it| draft(&it.publication, &*it.file));
    let drafts: BTreeSet<&str> =
        projects.chain(organisations).chain(documents).chain(pages).collect();
    diagnostics.soften_in(|file| drafts.contains(file));
}
