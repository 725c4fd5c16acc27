//! A community that is no project: a network around a task, or people of one profession.

use serde::Serialize;

use super::event_card::{EventRow, latest_first};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::product_card::{ProductCard, party_link, product_card};
use super::programme::{PartView, PeriodView, part, period_view};
use super::route::{self, Route};
use super::short_code::Prose;
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::community::CommunityKind;
use crate::site::Site;
use crate::site::community::{Community, CommunityId};
use crate::text::typography::{bind, prose};

/// Every community of the kind, examples too.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    site.community_ids()
        .map(|id| Page::new(route::community(site, id), "free-community", One { id }))
        .collect()
}

struct One {
    id: CommunityId,
}

/// A community in a list.
#[derive(Serialize)]
pub(super) struct CommunityCard {
    href: String,
    title: String,
    /// Whether it only shows how an entry is filled in.
    is_example: bool,
    /// Key of what brings it together.
    kind: &'static str,
    summary: Option<String>,
    coordinator: Option<LinkView>,
    /// How many take part, the coordinator too.
    size: usize,
}

/// Communities of one kind.
#[derive(Serialize)]
pub(super) struct CommunityGroup {
    /// Key of the kind.
    kind: &'static str,
    communities: Vec<CommunityCard>,
}

/// What `free-community.html` reads.
#[derive(Serialize)]
struct CommunityView {
    /// The community as lists show it.
    community: CommunityCard,
    goal: Option<String>,
    period: Option<PeriodView>,
    members: Vec<LinkView>,
    products: Vec<ProductCard>,
    /// Events that it arranges, the latest first.
    events: Vec<EventRow>,
    links: Vec<LinkView>,
    /// Its part in a programme.
    part: Option<PartView>,
    /// The author's text.
    body: Option<Prose>,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let community = context.site.community(self.id);
        let matter = &community.entry.matter;
        let web = matter
            .links
            .iter()
            .map(|it| LinkView { href: it.url.value.clone(), title: prose(&it.title.value) });
        let body = &community.entry.body;
        Box::new(CommunityView {
            community: card(context, self.id),
            goal: matter.goal.as_ref().map(|it| prose(&it.value)),
            period: matter.period.as_ref().map(period_view),
            members: community.members.iter().map(|it| party_link(context, it)).collect(),
            products: community.products.iter().map(|it| product_card(context, *it)).collect(),
            events: latest_first(context, &community.events),
            links: web.collect(),
            part: part(context, community.contribution.as_ref()),
            body: context.prose_if(body),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let community = context.site.community(self.id);
        let all = Route::new("communities/index");
        Place {
            title: label(community),
            summary: community.entry.matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.clone(), Label::key("communities")),
            ],
            section: Some(all),
            ..Place::default()
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.community(self.id).entry.body)
    }
}

/// Communities by kind; examples are left out.
pub(super) fn groups(context: &Context<'_>) -> Vec<CommunityGroup> {
    let site = context.site;
    let group = |kind: CommunityKind| {
        let own = site.community_ids().filter(|it| {
            let community = site.community(*it);
            community.entry.matter.kind.value == kind && !community.is_example()
        });
        let communities = own.map(|it| card(context, it)).collect();
        CommunityGroup { kind: kind.key(), communities }
    };
    let all = CommunityKind::ALL.into_iter().map(group);
    all.filter(|it| !it.communities.is_empty()).collect()
}

/// Those that only show how an entry is filled in.
pub(super) fn examples(context: &Context<'_>) -> Vec<CommunityCard> {
    let site = context.site;
    let own = site.community_ids().filter(|it| site.community(*it).is_example());
    own.map(|it| card(context, it)).collect()
}

/// A community in a list.
pub(super) fn card(context: &Context<'_>, id: CommunityId) -> CommunityCard {
    let community = context.site.community(id);
    let matter = &community.entry.matter;
    CommunityCard {
        href: context.href(&route::community(context.site, id)),
        title: bind(&matter.title.value),
        is_example: community.is_example(),
        kind: matter.kind.value.key(),
        summary: matter.summary.as_ref().map(|it| prose(&it.value)),
        coordinator: community.coordinator.as_ref().map(|it| party_link(context, it)),
        size: community.members.len() + usize::from(community.coordinator.is_some()),
    }
}

/// A community by its name.
pub(super) fn community_link(context: &Context<'_>, id: CommunityId) -> LinkView {
    LinkView {
        href: context.href(&route::community(context.site, id)),
        title: bind(&context.site.community(id).entry.matter.title.value),
    }
}

fn label(community: &Community) -> Label {
    let title = &community.entry.matter.title.value;
    Label { is_example: community.is_example(), ..Label::text(title) }
}
