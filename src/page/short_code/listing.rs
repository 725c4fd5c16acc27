//! `{{ список … }}`: entries that a question to the registry finds, each with a link and a few facts.

use serde::Serialize;

use super::Teller;
use crate::content::short_code::listing::Listing;
use crate::diag::{Diagnostic, Diagnostics, Place, code};
use crate::page::card::{document_name, project_name};
use crate::page::frame::LinkView;
use crate::page::{Context, route};
use crate::query::field::{Field, Row};
use crate::query::kind::{KINDS, Kind, Of};
use crate::query::{Answer, Asked, Query, columns, no_kind};
use crate::site::community::CommunityId;
use crate::site::event::EventId;
use crate::site::news::PostId;
use crate::site::product::ProductId;
use crate::site::task::TaskId;
use crate::site::{DocumentId, OrganisationId, ProjectId, Site};
use crate::text::typography::{bind, prose};
use crate::yaml::table::Spanned;

/// What `prose.html` reads.
#[derive(Serialize)]
pub struct ListingView {
    /// The entries, in the order asked for.
    pub items: Vec<Item>,
    /// How many the question found, those left out too.
    pub found: usize,
}

/// An entry of the list.
#[derive(Serialize)]
pub struct Item {
    /// Its page.
    pub link: LinkView,
    /// Facts about it, each a few words.
    pub facts: Vec<String>,
}

impl Item {
    /// The entry in words: its title, then its facts.
    pub fn text(&self) -> String {
        let facts = self.facts.join(", ");
        match facts.is_empty() {
            true => self.link.title.clone(),
            false => format!("{}: {facts}", self.link.title),
        }
    }
}

/// A question, understood, and the fields that are shown.
struct Understood {
    kind: &'static Kind,
    query: Query,
    shown: Vec<&'static Field>,
}

/// The list as a page shows it.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Listing) -> ListingView {
    let context = teller.context;
    let site = context.site;
    // A question that makes no sense has been told of; pages show nothing of it.
    let nowhere = Place::new(&"".into(), 0..0);
    let Ok(Understood { kind, query, shown }) = understood(site, asked, &nowhere) else {
        return ListingView { items: vec![], found: 0 };
    };
    let answer = query.answer(site);
    let item = |row: &Row| Item {
        link: link(context, kind, *row),
        facts: shown
            .iter()
            .map(|it| prose(&Answer::cell(site, it, *row)))
            .filter(|it| !it.is_empty())
            .collect(),
    };
    ListingView { items: answer.rows.iter().map(item).collect(), found: answer.found }
}

impl ListingView {
    /// The list in words.
    pub(super) fn text(&self) -> String {
        self.items.iter().map(Item::text).collect::<Vec<_>>().join("; ")
    }
}

/// Everything of a question that makes no sense.
pub(super) fn check(site: &Site, asked: &Listing, place: &Place) -> Vec<Diagnostic> {
    understood(site, asked, place).err().into_iter().flatten().collect()
}

fn understood(site: &Site, asked: &Listing, place: &Place) -> Result<Understood, Diagnostics> {
    let file = &place.file;
    let kind = match &asked.kind {
        None => KINDS[0],
        Some(name) => Kind::named(&name.value).ok_or_else(|| {
            let (message, hint) = no_kind(&name.value);
            let place = Place::new(file, name.at.clone());
            let mut diagnostics = Diagnostics::none();
            diagnostics.push(Diagnostic::new(code::QUERY_VALUE, place, message).hint(hint));
            diagnostics
        })?,
    };
    let query = Query::read(
        site,
        kind,
        (
            Asked {
                condition: inner(asked.condition.as_ref()),
                order: inner(asked.order.as_ref()),
                limit: asked.limit.as_ref().and_then(|it| usize::try_from(it.value).ok()),
            },
            file,
        ),
    );
    let names = match &asked.shown {
        Some(_) => inner(asked.shown.as_ref()),
        None => (usual(kind.of), 0),
    };
    let shown = columns(kind, (names, file));
    match (query, shown) {
        (Ok(query), Ok(shown)) => Ok(Understood { kind, query, shown }),
        (query, shown) => {
            let mut diagnostics = Diagnostics::none();
            diagnostics.extend(query.err().into_iter().flatten());
            diagnostics.extend(shown.err().into_iter().flatten());
            Err(diagnostics)
        }
    }
}

/// A text and its first byte: quotes around it are not part of it.
fn inner(text: Option<&Spanned<String>>) -> (&str, usize) {
    let Some(it) = text else { return ("", 0) };
    let quote = it.at.len().saturating_sub(it.value.len()) / 2;
    (&it.value, it.at.start + quote)
}

/// The facts shown unless others are asked for.
pub fn usual(kind: Of) -> &'static str {
    match kind {
        Of::Projects => "статус, состояние, координатор",
        Of::Organisations => "тип",
        Of::Documents => "название",
        Of::Communities => "вид, координатор",
        Of::Products => "вид, организация",
        Of::Events => "дата, вид",
        Of::Tasks => "исполнитель, срок",
        Of::News => "дата",
    }
}

/// The page of a row; for a task, its place on the page of its document.
fn link(context: &Context<'_>, kind: &Kind, row: Row) -> LinkView {
    let (site, index) = (context.site, row.index);
    let (route, anchor, title) = match kind.of {
        Of::Projects => {
            let id = ProjectId(index);
            (route::project(site, id), None, project_name(site, id).to_owned())
        }
        Of::Organisations => {
            let id = OrganisationId(index);
            (route::organisation(site, id), None, site.organisation(id).short_name.clone())
        }
        Of::Documents => {
            let id = DocumentId(index);
            (route::document(site, id), None, document_name(site.document(id)))
        }
        Of::Communities => {
            let id = CommunityId(index);
            let title = &site.community(id).entry.matter.title.value;
            (route::community(site, id), None, title.clone())
        }
        Of::Products => {
            let id = ProductId(index);
            let title = &site.product(id).entry.matter.title.value;
            (route::product(site, id), None, title.clone())
        }
        Of::Events => {
            let id = EventId(index);
            let title = &site.event(id).entry.matter.title.value;
            (route::event(site, id), None, title.clone())
        }
        Of::Tasks => {
            let document = DocumentId(index);
            let task = site.task(TaskId { document, index: row.part });
            (route::document(site, document), Some(task.anchor()), task.text.value.clone())
        }
        Of::News => {
            let id = PostId(index);
            (route::post(site, id), None, site.post(id).entry.matter.title.value.clone())
        }
    };
    let anchor = anchor.map(|it| format!("#{it}")).unwrap_or_default();
    LinkView { href: format!("{}{anchor}", context.href(&route)), title: bind(&title) }
}
