//! Where links of texts lead: entries, terms, lists and files by the names that authors use.

use super::list::{OrganisationList, ProjectList, StatusChoice};
use super::route::{self, Route};
use super::{Context, handbook};
use crate::content::link::{EntryKind, Link, ListName, Target, Vocabulary};
use crate::site::{DirectionId, Site, StatusId, TypeId};
use crate::stats::themes::Theme;

impl Context<'_> {
    /// The address of a link as seen from this page.
    pub(super) fn link(&self, link: &Link) -> String {
        match &link.target {
            Target::External(url) => url.clone(),
            Target::Fragment(id) => format!("#{id}"),
            Target::File(path) => {
                let chapter = handbook::route(path).and_then(|it| self.href_if(&it));
                chapter.unwrap_or_else(|| self.href(&Route::file(path)))
            }
            Target::List(name) => {
                let found = self.href_if(&list_route(*name));
                found.unwrap_or_else(|| self.href(&Route::new("index")))
            }
            Target::Term { vocabulary, key } => self.term(*vocabulary, key),
            Target::Entry { kind, id, fragment } => {
                let route = entry_route(self.site, *kind, id);
                let fragment = fragment.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
                self.href_if(&route).map_or_else(|| "#".to_owned(), |it| it + &fragment)
            }
        }
    }

    /// The page of a term; where nothing has the term yet, the list of everything.
    fn term(&self, vocabulary: Vocabulary, key: &str) -> String {
        let all = &self.site.vocabularies;
        let route = match vocabulary {
            Vocabulary::Status => all.statuses.named(key).map(|it| {
                ProjectList::of_status(StatusChoice::Known(StatusId(it))).route(self.site)
            }),
            Vocabulary::State => all
                .states
                .named(key)
                .map(|it| ProjectList::of_state(all.states[it].matter.state).route(self.site)),
            Vocabulary::OrganisationType => all
                .organisation_types
                .named(key)
                .map(|it| OrganisationList::of_type(TypeId(it)).route(self.site)),
            Vocabulary::Direction => all
                .directions
                .named(key)
                .map(|it| ProjectList::of_direction(DirectionId(it)).route(self.site)),
            Vocabulary::FederalProject => {
                let found = all.federal_projects.named(key).map(Theme::FederalProject);
                found.map(|it| ProjectList::of_theme(it).route(self.site))
            }
        };
        let everything = match vocabulary {
            Vocabulary::OrganisationType => Route::new("organisations/index"),
            _ => Route::new("projects/index"),
        };
        route.and_then(|it| self.href_if(&it)).unwrap_or_else(|| self.href(&everything))
    }
}

fn list_route(name: ListName) -> Route {
    Route::new(match name {
        ListName::Projects => "projects/index",
        ListName::Organisations => "organisations/index",
        ListName::Communities => "communities/index",
        ListName::Documents => "documents/index",
        ListName::Tasks => "tasks/index",
        ListName::Procedures => "procedures/index",
        ListName::Statistics => "statistics/index",
        ListName::Infographics => "infographics/index",
        ListName::Programmes => "programmes/index",
        ListName::Products => "products/index",
        ListName::Reports => "reports/index",
        ListName::Events => "events/index",
        ListName::News => "news/index",
        ListName::Directions => "directions/index",
        ListName::Monitoring => "monitoring/index",
        ListName::Calendar => "events/calendar/index",
    })
}

/// The address of an entry by its kind and id.
/// The page of an entry, whether there is one or not.
pub(super) fn entry_route(site: &Site, kind: EntryKind, id: &str) -> Route {
    match kind {
        EntryKind::Project => match site.project_named(id) {
            Some(project) => route::project(site, project),
            None => Route::new(&format!("projects/{id}")),
        },
        EntryKind::Organisation => Route::new(&format!("organisations/{id}")),
        EntryKind::Document => Route::new(&format!("documents/{id}")),
        EntryKind::Procedure => Route::new(&format!("procedures/{id}")),
        EntryKind::Page => route::text_page(id),
        EntryKind::Programme => Route::new(&format!("programmes/{id}")),
        EntryKind::Product => Route::new(&format!("products/{id}")),
        EntryKind::Community => Route::new(&format!("communities/{id}")),
        EntryKind::Report => route::report(id),
        EntryKind::Event => Route::new(&format!("events/{id}")),
        EntryKind::News => Route::new(&format!("news/{id}")),
    }
}
