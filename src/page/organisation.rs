//! An organisation: its projects by role, its names, how to reach it.

use serde::Serialize;

use super::card::{
    OrganisationRow, ProjectCard, organisation_link, organisation_row, project_card,
};
use super::event_card::{EventRow, latest_first};
use super::frame::{Figure, Label, LinkView, Place};
use super::free_community::{CommunityCard, card};
use super::list::{Lists, OrganisationList};
use super::product_card::{ProductCard, product_card};
use super::project::{DateView, date_view, document_link};
use super::route::{self, Route};
use super::short_code::Prose;
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::organisation::Organisation as Matter;
use crate::content::word::Role;
use crate::site::{OrganisationId, Site};
use crate::text::typography::{bind, prose};
use crate::yaml::table::Spanned;

/// Every organisation.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    site.organisation_ids()
        .map(|id| Page::new(route::organisation(site, id), "organisation", One { id }))
        .collect()
}

struct One {
    id: OrganisationId,
}

/// What `organisation.html` reads.
#[derive(Serialize)]
struct OrganisationView {
    /// The organisation as lists show it.
    organisation: OrganisationRow,
    /// Name as in the charter.
    full_name: Option<String>,
    /// Its projects by role, the leading roles first.
    roles: Vec<RoleView>,
    /// Tasks that documents give it; none without any.
    tasks: Option<Figure>,
    /// Products that it made.
    products: Vec<ProductCard>,
    /// Products of others that it has taken over.
    adopted: Vec<ProductCard>,
    /// Communities that are no projects and that it is in.
    communities: Vec<CommunityCard>,
    /// Events that it has a part in, the latest first.
    events: Vec<EventRow>,
    /// Other names that documents use.
    other_names: Vec<OtherNameView>,
    /// Other spellings met.
    aliases: Vec<String>,
    /// How to reach it.
    contacts: ContactsView,
    /// First and last year of work.
    active_from: Option<i16>,
    active_to: Option<i16>,
    /// The organisation it became part of.
    successor: Option<LinkView>,
    /// The author's text.
    body: Option<Prose>,
}

#[derive(Serialize)]
struct RoleView {
    role: &'static str,
    projects: Vec<ProjectCard>,
}

#[derive(Serialize)]
struct OtherNameView {
    name: String,
    until: Option<DateView>,
    document: Option<LinkView>,
    note: Option<String>,
}

#[derive(Serialize)]
struct ContactsView {
    district: Option<String>,
    address: Option<String>,
    site: Option<String>,
    projects_page: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    head: Option<String>,
    /// Whether there is anything to show.
    any: bool,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let organisation = context.site.organisation(self.id);
        let matter = &organisation.entry.matter;
        let role = |role: Role| {
            let own = organisation.projects.iter().filter(|it| it.1 == role);
            let projects: Vec<_> = own.map(|it| project_card(context, it.0, None)).collect();
            (!projects.is_empty()).then(|| RoleView { role: role.key(), projects })
        };
        let other_names = matter.other_names.iter().zip(&organisation.other_name_documents);
        let other_name = |(name, document): (
            &crate::content::organisation::OtherName,
            &Option<crate::site::DocumentId>,
        )| OtherNameView {
            name: bind(&name.name.value),
            until: name.until.as_ref().map(|it| date_view(it.value)),
            document: document.map(|it| document_link(context, it)),
            note: name.note.as_ref().map(|it| prose(&it.value)),
        };
        let shown: Vec<&str> = matter.other_names.iter().map(|it| &*it.name.value).collect();
        let aliases = matter.aliases.iter().filter(|it| !shown.contains(&it.value.as_str()));
        let body = &organisation.entry.body;
        Box::new(OrganisationView {
            organisation: organisation_row(context, self.id, None),
            full_name: matter.full_name.as_ref().map(|it| bind(&it.value)),
            products: organisation
                .products
                .iter()
                .map(|it| product_card(context, *it))
                .collect(),
            adopted: organisation.adopted.iter().map(|it| product_card(context, *it)).collect(),
            communities: organisation.communities.iter().map(|it| card(context, *it)).collect(),
            events: latest_first(context, &organisation.events),
            roles: Role::ALL.into_iter().filter_map(role).collect(),
            tasks: super::tasks::of_organisation(context, self.id),
            other_names: other_names.map(other_name).collect(),
            aliases: aliases.map(|it| it.value.clone()).collect(),
            contacts: contacts(matter),
            active_from: matter.active_from.as_ref().map(|it| it.value),
            active_to: matter.active_to.as_ref().map(|it| it.value),
            successor: organisation.successor.map(|it| organisation_link(context, it)),
            body: context.prose_if(body),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let organisation = site.organisation(self.id);
        let mut above = vec![
            (Route::new("index"), Label::key("home")),
            (Route::new("organisations/index"), Label::key("all_organisations")),
        ];
        if let Some(kind) = organisation.organisation_type {
            let label = Label::text(&site.vocabularies.organisation_types[kind.0].title);
            above.push((OrganisationList::of_type(kind).route(site), label));
        }
        let beside = |index: Option<usize>| {
            let found = site.organisations.get(index?)?;
            let id = OrganisationId(index?);
            Some((route::organisation(site, id), Label::text(&found.short_name)))
        };
        Place {
            title: Label::text(&organisation.entry.matter.name.value),
            summary: None,
            above,
            previous: beside(self.id.0.checked_sub(1)),
            next: beside(Some(self.id.0 + 1)),
            section: Some(Route::new("organisations/index")),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.organisation(self.id).entry.body)
    }
}

fn contacts(matter: &Matter) -> ContactsView {
    let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| bind(&it.value));
    let exact = |it: &Option<Spanned<String>>| it.as_ref().map(|it| it.value.clone());
    let view = ContactsView {
        district: words(&matter.district),
        address: words(&matter.address),
        site: exact(&matter.site),
        projects_page: exact(&matter.projects_page),
        phone: exact(&matter.phone),
        email: exact(&matter.email),
        head: words(&matter.head),
        any: false,
    };
    let texts = [
        &view.district,
        &view.address,
        &view.site,
        &view.projects_page,
        &view.phone,
        &view.email,
        &view.head,
    ];
    let any = texts.iter().any(|it| it.is_some());
    ContactsView { any, ..view }
}
