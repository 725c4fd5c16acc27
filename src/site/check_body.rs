//! Links in texts: every one must lead somewhere.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Site;
use super::check_data::check_quantity;
use super::link::each;
use super::resolve::{Ids, term_hint};
use super::texts::Text;
use crate::content::Content;
use crate::content::body::Body;
use crate::content::document::Attachment;
use crate::content::entry::Entry;
use crate::content::link::{EntryKind, Link, Target, Vocabulary};
use crate::content::pdf::Tagging;
use crate::content::vocabulary::Terms;
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::nearest;
use crate::yaml::table::suggestion;

/// Looks at the links of every text, and at the files that documents hand out.
pub(super) fn check(site: &Site, content: &Content, diagnostics: &mut Diagnostics) {
    let checker = Checker::new(site, content);
    let texts = site.texts();
    each(&texts, diagnostics, |text, said| checker.text(text, said));
    for frozen in &site.data.frozen {
        for figure in &frozen.figures {
            let file = &frozen.file;
            check_quantity(&site.vocabularies, &figure.quantity, file, diagnostics);
        }
    }
    for banner in &site.data.banners {
        let place = |at: &Range<usize>| Place::new(&banner.file, at.clone());
        if let Some(link) = &banner.link {
            diagnostics.extend(checker.link(link, place(&link.at)));
        }
        if let Some(image) = &banner.image {
            diagnostics.extend(checker.file(&image.value, place(&image.at)));
        }
    }
    for document in &site.documents {
        checker.files(&document.entry, &document.entry.matter.files, diagnostics);
    }
    for product in &site.products {
        checker.files(&product.entry, &product.entry.matter.files, diagnostics);
    }
    for post in &site.news {
        checker.files(&post.entry, &post.entry.matter.files, diagnostics);
    }
    for procedure in &site.procedures {
        for file in procedure.entry.matter.forms() {
            diagnostics.extend(checker.file(&file.value, procedure.entry.place(&file.at)));
        }
    }
}

/// Looks at the links of the text that one file holds.
pub(super) fn check_one(
    site: &Site,
    content: &Content,
    ((kind, file), diagnostics): ((EntryKind, &str), &mut Diagnostics),
) {
    let texts = site.texts_of(kind);
    if let Some(text) = texts.iter().find(|it| **it.file == *file) {
        Checker::new(site, content).text(text, diagnostics);
    }
}

/// All that a link may name.
struct Checker<'a> {
    site: &'a Site,
    content: &'a Content,
    /// Files for which something else stands in.
    excused: BTreeSet<&'a str>,
    /// The entries of each kind, gathered when the first link leads to one of them.
    known: FxHashMap<EntryKind, LazyKnown<'a>>,
}

/// Published entries of one kind.
struct Known<'a> {
    ids: Ids<'a>,
    /// The text of every entry.
    texts: FxHashMap<&'a str, &'a Body>,
}

type LazyKnown<'a> = LazyLock<Known<'a>, Box<dyn FnOnce() -> Known<'a> + Send + Sync + 'a>>;

impl<'a> Checker<'a> {
    fn new(site: &'a Site, content: &'a Content) -> Checker<'a> {
        let documents = site.documents.iter().flat_map(|it| &it.entry.matter.files);
        let products = site.products.iter().flat_map(|it| &it.entry.matter.files);
        let excused = documents.chain(products).filter_map(with_stand_in).collect();
        let known = EntryKind::ALL.into_iter().map(|kind| {
            let gather: Box<dyn FnOnce() -> _ + Send + Sync> =
                Box::new(move || Known::of(kind, site, content));
            (kind, LazyLock::new(gather))
        });
        Checker { site, content, excused, known: known.collect() }
    }

    fn files<T>(&self, entry: &Entry<T>, files: &[Attachment], diagnostics: &mut Diagnostics) {
        let handed_out = files.iter().flat_map(|it| [&it.file, &it.accessible_copy]);
        for file in handed_out.flatten() {
            diagnostics.extend(self.file(&file.value, entry.place(&file.at)));
        }
    }

    fn text(&self, text: &Text<'_>, diagnostics: &mut Diagnostics) {
        for link in &text.body.links {
            let place = Place::new(text.file, link.at.clone());
            diagnostics.extend(self.link(link, place));
        }
        for placed in text.body.codes.iter().flatten() {
            if let Some(quantity) = placed.code.quantity() {
                check_quantity(&self.site.vocabularies, quantity, text.file, diagnostics);
            }
            if let Some(id) = placed.code.document() {
                let place = || Place::new(text.file, id.at.clone());
                self.known[&EntryKind::Document].ids.find(id, place, diagnostics);
            }
        }
    }

    fn link(&self, link: &Link, place: Place) -> Option<Diagnostic> {
        match &link.target {
            Target::Entry { kind, id, fragment } => {
                let Known { ids, texts } = &*self.known[kind];
                if !ids.has(id) {
                    let broken = ids.broken.contains(id);
                    return (!broken).then(|| as_link(ids.remark(id, place)));
                }
                let body = texts.get(id.as_str())?;
                self.fragment(body, fragment.as_deref()?, place)
            }
            Target::Term { vocabulary, key } => self.term(*vocabulary, key, place),
            Target::File(path) => self.file(path, place),
            Target::List(_) | Target::Fragment(_) | Target::External(_) => None,
        }
    }

    fn fragment(&self, body: &Body, fragment: &str, place: Place) -> Option<Diagnostic> {
        let ids: Vec<&str> = body.headings.iter().map(|it| it.id.as_str()).collect();
        if ids.contains(&fragment) {
            return None;
        }
        let near = nearest::nearest(fragment, ids.iter().copied(), 3);
        let message = Words::new(
            format!("на той странице нет заголовка «#{fragment}»"),
            format!("that page has no heading `#{fragment}`"),
        );
        let remark = Diagnostic::new(code::BROKEN_LINK, place, message);
        Some(remark.hint(suggestion(&near, &ids)))
    }

    fn term(&self, vocabulary: Vocabulary, key: &str, place: Place) -> Option<Diagnostic> {
        let all = &self.site.vocabularies;
        match vocabulary {
            Vocabulary::Status => term_of(&all.statuses, key, place),
            Vocabulary::State => term_of(&all.states, key, place),
            Vocabulary::OrganisationType => term_of(&all.organisation_types, key, place),
            Vocabulary::Direction => term_of(&all.directions, key, place),
            Vocabulary::FederalProject => term_of(&all.federal_projects, key, place),
        }
    }

    /// A PDF that a screen reader cannot read, and that nothing stands in for.
    fn untagged(&self, path: &str, place: Place) -> Option<Diagnostic> {
        let tagging = *self.content.pdfs.get(path)?;
        if tagging == Tagging::Tagged || self.excused.contains(path) {
            return None;
        }
        let message = match tagging {
            Tagging::Unreadable => Words::new(
                format!("файл {path} не читается как PDF или закрыт паролем"),
                format!("{path} cannot be read as PDF, or is closed with a password"),
            ),
            _ => Words::new(
                format!("в файле {path} нет разметки для чтения вслух"),
                format!("{path} has no tags for reading aloud"),
            ),
        };
        let hint = Words::new(
            "сохраните PDF с тегами (LibreOffice: Экспорт в PDF → Универсальный доступ), добавьте \
             ключ «доступная_копия» с другим файлом или «текст_на_странице: да»",
            "export the PDF with tags (LibreOffice: Export as PDF, Universal Accessibility), add \
             the key `accessible_copy` with another file, or `text_on_page: yes`",
        );
        Some(Diagnostic::new(code::UNTAGGED_PDF, place, message).hint(hint))
    }

    fn file(&self, path: &str, place: Place) -> Option<Diagnostic> {
        if self.site.files.contains_key(path) {
            return self.untagged(path, place);
        }
        let known: Vec<&str> = self.site.files.keys().map(String::as_str).collect();
        let near = nearest::nearest(path, known.iter().copied(), 3);
        let message = Words::new(
            format!("нет файла content/files/{path}"),
            format!("there is no file content/files/{path}"),
        );
        let remark = Diagnostic::new(code::BROKEN_LINK, place, message);
        Some(match near.is_empty() {
            true => remark.hint(Words::new(
                "положите файл в папку content/files",
                "put the file into the folder content/files",
            )),
            false => remark.hint(suggestion(&near, &near)),
        })
    }
}

impl<'a> Known<'a> {
    fn of(kind: EntryKind, site: &'a Site, content: &'a Content) -> Known<'a> {
        let texts = site.texts_of(kind);
        let published = texts.iter().map(|it| &**it.id);
        let ids = match kind {
            EntryKind::Project => Ids::new(published, &content.projects),
            EntryKind::Organisation => Ids::new(published, &content.organisations),
            EntryKind::Document => Ids::new(published, &content.documents),
            EntryKind::Procedure => Ids::new(published, &content.procedures),
            EntryKind::Page => Ids::new(published, &content.pages),
            EntryKind::Programme => Ids::new(published, &content.programmes),
            EntryKind::Product => Ids::new(published, &content.products),
            EntryKind::Community => Ids::new(published, &content.communities),
            EntryKind::Report => Ids::new(published, &content.reports),
            EntryKind::Event => Ids::new(published, &content.events),
            EntryKind::News => Ids::new(published, &content.news),
        };
        Known { ids, texts: texts.iter().map(|it| (&**it.id, it.body)).collect() }
    }
}

/// The path of a file that has a copy for listeners, or its whole text on its page.
fn with_stand_in(attachment: &Attachment) -> Option<&str> {
    let stands_in = attachment.accessible_copy.is_some() || attachment.is_text_on_page;
    attachment.file.as_ref().filter(|_| stands_in).map(|it| it.value.as_str())
}

fn term_of<T>(terms: &Terms<T>, key: &str, place: Place) -> Option<Diagnostic> {
    if terms.named(key).is_some() || !terms.is_whole {
        return None;
    }
    let keys: Vec<&str> = terms.iter().map(|it| it.key.as_str()).collect();
    let near = nearest::nearest(key, keys.iter().copied(), 3);
    let message = Words::new(
        format!("в словаре нет ключа «{key}»"),
        format!("the vocabulary has no key `{key}`"),
    );
    let hint = term_hint(terms, &near, &keys);
    Some(Diagnostic::new(code::BROKEN_LINK, place, message).hint(hint))
}

/// A missing entry is, in a text, a broken link.
fn as_link(mut remark: Diagnostic) -> Diagnostic {
    if remark.code == code::UNKNOWN_REFERENCE {
        remark.code = code::BROKEN_LINK;
    }
    remark
}
