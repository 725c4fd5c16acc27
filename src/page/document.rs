//! A document: requisites, relations in both directions, items with the projects they name.

use serde::Serialize;
use serde_json::Value;

use super::card::{
    DocumentRow, ProjectCard, document_name, document_row, document_title, project_card,
};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::project::{DateView, PersonView, date_view, document_link, item_anchor, person};
use super::route::{self, Route};
use super::text::{ContentsItem, contents};
use super::{Context, Page, Subject, json, state_title};
use crate::content::document::Contacts;
use crate::site::{Document, DocumentId, ProjectId, Site};
use crate::text::typography::{bind, prose};
use crate::yaml::table::Spanned;

/// Every document.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    site.document_ids()
        .map(|id| Page::new(route::document(site, id), "document", One { id }))
        .collect()
}

struct One {
    id: DocumentId,
}

/// What `document.html` reads.
#[derive(Serialize)]
struct DocumentView {
    /// The document as lists show it.
    document: DocumentRow,
    /// Date of signing.
    date: DateView,
    number: Option<String>,
    city: Option<String>,
    results_year: Option<i16>,
    effective_year: Option<i16>,
    in_force_from: Option<DateView>,
    /// Relations to other documents that have any, in a fixed order.
    relations: Vec<RelationView>,
    signatory: Option<PersonView>,
    executors: Vec<PersonView>,
    distribution: Option<String>,
    contacts: Option<ContactsView>,
    /// Its items in their order.
    items: Vec<ItemView>,
    /// Projects that cite the document without an item that it has.
    other_projects: Vec<ProjectCard>,
    /// How many projects it names.
    project_count: usize,
    /// Other wordings of its title.
    variants: Vec<VariantView>,
    /// Files to download.
    files: Vec<FileView>,
    source_url: Option<String>,
    /// The author's text.
    body: Option<String>,
    /// Headings of the text.
    contents: Vec<ContentsItem>,
}

#[derive(Serialize)]
struct RelationView {
    /// Key of the relation.
    key: &'static str,
    documents: Vec<DocumentRow>,
}

#[derive(Serialize)]
struct ContactsView {
    address: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Serialize)]
struct ItemView {
    number: String,
    /// Its place on the page.
    anchor: String,
    text: String,
    state: Option<String>,
    status: Option<String>,
    year: Option<i16>,
    funding: Option<&'static str>,
    /// The projects whose history cites it.
    projects: Vec<ProjectCard>,
}

#[derive(Serialize)]
struct VariantView {
    title: String,
    document: Option<LinkView>,
}

#[derive(Serialize)]
struct FileView {
    href: String,
    title: String,
    /// Upper-case ending of the name: PDF, DOCX.
    format: String,
    /// Size in bytes.
    size: usize,
}

impl Subject for One {
    fn view(&self, context: &Context<'_>) -> Value {
        let document = context.site.document(self.id);
        let matter = &document.entry.matter;
        let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| prose(&it.value));
        let body = &document.entry.body;
        let mut cited: Vec<ProjectId> = document.cited.iter().map(|it| it.1).collect();
        cited.sort_unstable();
        cited.dedup();
        json(&DocumentView {
            document: document_row(context, self.id),
            date: date_view(matter.date.value),
            number: matter.number.as_ref().map(|it| it.value.clone()),
            city: words(&matter.city),
            results_year: matter.results_year.as_ref().map(|it| it.value),
            effective_year: matter.effective_year.as_ref().map(|it| it.value),
            in_force_from: matter.in_force_from.as_ref().map(|it| date_view(it.value)),
            relations: relations(context, document),
            signatory: matter.signatory.as_ref().map(person),
            executors: matter.executors.iter().map(person).collect(),
            distribution: words(&matter.distribution),
            contacts: matter.contacts.as_ref().map(contacts),
            items: items(context, document),
            other_projects: other_projects(context, document),
            project_count: cited.len(),
            variants: variants(context, document),
            files: files(context, document),
            source_url: matter.source_url.as_ref().map(|it| it.value.clone()),
            body: (!body.is_empty()).then(|| context.html(body)),
            contents: contents(body),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let document = site.document(self.id);
        let beside = |index: Option<usize>| {
            let found = site.documents.get(index?)?;
            Some((
                route::document(site, DocumentId(index?)),
                Label::text(&document_name(found)),
            ))
        };
        Place {
            title: Label::text(&document_name(document)),
            summary: document_title(&document.entry.matter.title),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (Route::new("documents/index"), Label::key("documents")),
            ],
            // The list runs from the newest to the oldest.
            previous: beside(self.id.0.checked_sub(1)),
            next: beside(Some(self.id.0 + 1)),
            section: Some(Route::new("documents/index")),
        }
    }
}

fn relations(context: &Context<'_>, document: &Document) -> Vec<RelationView> {
    let all = [
        ("based_on", &document.based_on),
        ("attached_to", &document.attached_to),
        ("amends", &document.amends),
        ("amended_by", &document.amended_by),
        ("repeals", &document.repeals),
        ("repealed_by", &document.repealed_by),
        ("approves", &document.approves),
        ("approved_by", &document.approved_by),
        ("attachments", &document.attachments),
        ("basis_of", &document.basis_of),
    ];
    all.into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(key, ids)| RelationView {
            key,
            documents: ids.iter().map(|it| document_row(context, *it)).collect(),
        })
        .collect()
}

fn contacts(contacts: &Contacts) -> ContactsView {
    ContactsView {
        address: contacts.address.as_ref().map(|it| bind(&it.value)),
        phone: contacts.phone.as_ref().map(|it| it.value.clone()),
        email: contacts.email.as_ref().map(|it| it.value.clone()),
    }
}

fn items(context: &Context<'_>, document: &Document) -> Vec<ItemView> {
    let site = context.site;
    let written = document.entry.matter.items.iter().zip(&document.item_statuses);
    let view =
        |(item, status): (&crate::content::document::Item, &Option<crate::site::StatusId>)| {
            let number = &item.number.value;
            let own = document.cited.iter().filter(|it| it.0.as_ref() == Some(number));
            ItemView {
                number: number.clone(),
                anchor: item_anchor(number),
                text: prose(&item.text.value),
                state: item.state.as_ref().map(|it| state_title(site, it.value)),
                status: status.map(|it| site.vocabularies.statuses[it.0].title.clone()),
                year: item.year.as_ref().map(|it| it.value),
                funding: item.funding.as_ref().map(|it| it.value.key()),
                projects: own.map(|it| project_card(context, it.1, None)).collect(),
            }
        };
    written.map(view).collect()
}

fn other_projects(context: &Context<'_>, document: &Document) -> Vec<ProjectCard> {
    let items = &document.entry.matter.items;
    let known = |number: &Option<String>| {
        items.iter().any(|it| Some(&it.number.value) == number.as_ref())
    };
    let others = document.cited.iter().filter(|it| !known(&it.0));
    others.map(|it| project_card(context, it.1, None)).collect()
}

fn variants(context: &Context<'_>, document: &Document) -> Vec<VariantView> {
    let written = document.entry.matter.variants.iter().zip(&document.variant_documents);
    written
        .map(|(variant, source)| VariantView {
            title: bind(&variant.title.value),
            document: source.map(|it| document_link(context, it)),
        })
        .collect()
}

fn files(context: &Context<'_>, document: &Document) -> Vec<FileView> {
    let view = |it: &crate::content::document::Attachment| {
        let path = &it.file.value;
        let size = context.site.files.get(path)?.len();
        let format = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        Some(FileView {
            href: context.href(&Route::file(path)),
            title: prose(&it.title.value),
            format: format.to_uppercase(),
            size,
        })
    };
    document.entry.matter.files.iter().filter_map(view).collect()
}
