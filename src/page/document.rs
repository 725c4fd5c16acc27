//! A document: requisites, relations in both directions, items with the projects they name.

use serde::Serialize;

use super::card::{DocumentRow, document_name, document_row, document_title, project_lines};
use super::file::{FileView, attachments};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::procedure::procedure_link;
use super::project::{DateView, PersonView, date_view, document_link, item_anchor, person};
use super::route::{self, Route};
use super::short_code::Prose;
use super::task::{StateCount, TaskView, state_counts, task_view};
use super::task_list::TaskList;
use super::text::{ContentsItem, contents};
use super::{Context, Object, Page, Subject, state_title};
use crate::content::body::Body;
use crate::content::document::Contacts;
use crate::content::task::Task;
use crate::site::task::TaskId;
use crate::site::validity::TellsBy;
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
    /// Whether it holds; none for papers that decide nothing.
    standing: Option<StandingView>,
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
    /// Its tasks that belong to no item, in their order.
    tasks: Vec<TaskView>,
    /// How many tasks it gives: parts count, wholes do not.
    task_count: usize,
    /// How many of these are in each state that has any.
    task_states: Vec<StateCount>,
    /// The page with the tasks of all documents.
    all_tasks: Option<String>,
    /// The page with the relations of all documents.
    chain: Option<String>,
    /// Procedures that it approves, describes or calls for applications to.
    procedures: Vec<LinkView>,
    /// Projects that cite the document without an item that it has.
    other_projects_html: String,
    /// How many projects it names.
    project_count: usize,
    /// Other wordings of its title.
    variants: Vec<VariantView>,
    /// Files to download, and those that only a source has.
    files: Vec<FileView>,
    source_url: Option<String>,
    /// The author's text.
    body: Option<Prose>,
    /// Headings of the text.
    contents: Vec<ContentsItem>,
}

#[derive(Serialize)]
struct StandingView {
    /// Key.
    key: &'static str,
    /// Whether the registry's relations and dates tell, not a source.
    computed: bool,
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
    /// The projects whose history cites it, a line each.
    projects_html: String,
    /// How many these are.
    project_count: usize,
    /// The task that bears its number: what the item itself tells to do.
    own_task: Option<TaskView>,
    /// The tasks that are parts of it.
    tasks: Vec<TaskView>,
}

#[derive(Serialize)]
struct VariantView {
    title: String,
    document: Option<LinkView>,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let document = context.site.document(self.id);
        let matter = &document.entry.matter;
        let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| prose(&it.value));
        let body = &document.entry.body;
        let mut cited: Vec<ProjectId> = document.cited.iter().map(|it| it.1).collect();
        cited.sort_unstable();
        cited.dedup();
        let counted = context.plan.lists.tasks.members(TaskList::All);
        let own: Vec<_> = counted.iter().filter(|it| it.document == self.id).copied().collect();
        Box::new(DocumentView {
            document: document_row(context, self.id),
            date: date_view(matter.date.value),
            number: matter.number.as_ref().map(|it| it.value.clone()),
            city: words(&matter.city),
            standing: context.site.standing(self.id).map(|it| StandingView {
                key: it.validity.key(),
                computed: it.told_by == TellsBy::Registry,
            }),
            results_year: matter.results_year.as_ref().map(|it| it.value),
            effective_year: matter.effective_year.as_ref().map(|it| it.value),
            in_force_from: matter.in_force_from.as_ref().map(|it| date_view(it.value)),
            relations: relations(context, document),
            signatory: matter.signatory.as_ref().map(person),
            executors: matter.executors.iter().map(person).collect(),
            distribution: words(&matter.distribution),
            contacts: matter.contacts.as_ref().map(contacts),
            items: items(context, self.id),
            tasks: loose_tasks(context, self.id),
            task_count: own.len(),
            task_states: state_counts(context.site, &own),
            all_tasks: context.href_if(&Route::new("tasks/index")),
            chain: context.href_if(&super::chain::route()),
            procedures: context
                .site
                .procedures_of(self.id)
                .map(|it| procedure_link(context, it))
                .collect(),
            other_projects_html: other_projects(context, document),
            project_count: cited.len(),
            variants: variants(context, document),
            files: attachments(context, &matter.files),
            source_url: matter.source_url.as_ref().map(|it| it.value.clone()),
            body: context.prose_if(body),
            contents: contents(body),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let document = site.document(self.id);
        let practice =
            |it: &Document| it.entry.matter.practice_of.as_ref().map(|it| it.value.clone());
        let same = |it: &DocumentId| practice(site.document(*it)) == practice(document);
        let link = |it: DocumentId| {
            (route::document(site, it), Label::text(&document_name(site.document(it))))
        };
        let mut above = vec![
            (Route::new("index"), Label::key("home")),
            (Route::new("documents/index"), Label::key("documents")),
        ];
        if practice(document).is_some() {
            above.push((super::documents::practice_route(), Label::key("practice")));
        }
        Place {
            title: Label::text(&document_name(document)),
            summary: document_title(&document.entry.matter.title),
            above,
            // The list runs from the newest to the oldest.
            previous: (0..self.id.0).rev().map(DocumentId).find(same).map(link),
            next: (self.id.0 + 1..site.documents.len()).map(DocumentId).find(same).map(link),
            section: Some(Route::new("documents/index")),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.document(self.id).entry.body)
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

fn items(context: &Context<'_>, id: DocumentId) -> Vec<ItemView> {
    let site = context.site;
    let document = site.document(id);
    let task = |index| task_view(context, TaskId { document: id, index });
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
                project_count: own.clone().count(),
                projects_html: project_lines(context, own.map(|it| it.1)),
                own_task: document.task_numbered(number).map(task),
                tasks: parts(document, number).into_iter().map(task).collect(),
            }
        };
    written.map(view).collect()
}

fn other_projects(context: &Context<'_>, document: &Document) -> String {
    let items = &document.entry.matter.items;
    let known = |number: &Option<String>| {
        items.iter().any(|it| Some(&it.number.value) == number.as_ref())
    };
    let others = document.cited.iter().filter(|it| !known(&it.0));
    project_lines(context, others.map(|it| it.1))
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

/// Tasks that neither bear the number of an item nor are parts of one.
fn loose_tasks(context: &Context<'_>, id: DocumentId) -> Vec<TaskView> {
    let matter = &context.site.document(id).entry.matter;
    let is_item = |number: &str| matter.items.iter().any(|it| it.number.value == number);
    let placed = |it: &Task| {
        is_item(&it.number.value) || it.parent.as_ref().is_some_and(|it| is_item(&it.value))
    };
    let loose = (0..matter.tasks.len()).filter(|it| !placed(&matter.tasks[*it]));
    loose.map(|index| task_view(context, TaskId { document: id, index })).collect()
}

/// Tasks that are parts of an item; one that is an item itself stands there.
fn parts(document: &Document, number: &str) -> Vec<usize> {
    let matter = &document.entry.matter;
    let is_item = |it: &usize| {
        let own = &matter.tasks[*it].number.value;
        matter.items.iter().any(|it| it.number.value == *own)
    };
    document.parts_of(number).filter(|it| !is_item(it)).collect()
}
