//! Lists of projects: by status, state, year and direction, thirty on a page.

use serde::Serialize;

use super::card::{
    Counted, DocumentRow, add_project, by_state, by_status, capitalised, document_row,
    project_figure,
};
use super::chart::words::inside;
use super::frame::{Figure, Label, LinkView, Pager, Place, page_count};
use super::list::{Lists, PAGE_SIZE, ProjectList, StatusChoice};
use super::piece::Piece;
use super::route::Route;
use super::theme::{self, ThemeView, theme_view};
use super::{Context, Object, Page, Subject};
use crate::content::word::State;
use crate::site::{DirectionId, Site};
use crate::stats::themes;
use crate::text::typography::prose;

/// Every list with all its pages.
pub(super) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let mut pages = vec![];
    for (list, ids) in &lists.projects {
        let of = page_count(ids.len(), PAGE_SIZE);
        for number in 1..=of {
            let route = list.route(site).numbered(number);
            pages.push(Page::new(route, "projects", Listing { list: *list, number, of }));
        }
    }
    pages
}

struct Listing {
    list: ProjectList,
    number: usize,
    of: usize,
}

/// What `projects.html` reads.
#[derive(Serialize)]
struct ListingView {
    /// What the list selects.
    list: ListView,
    /// Number of projects in the whole list.
    count: usize,
    /// Active projects of the year of which only a later year tells.
    undecided: usize,
    /// The projects of this page.
    projects_html: String,
    /// Other pages of the list.
    pager: Pager,
    /// Ways to narrow or leave the list.
    facets_html: String,
}

/// What `pieces/project-facets.html` reads.
#[derive(Serialize)]
struct FacetsView {
    /// The list itself.
    own: String,
    /// The year it is limited to.
    year: Option<i16>,
    facets: Facets,
}

#[derive(Serialize)]
struct ListView {
    year: Option<i16>,
    /// The status it is about, if any.
    status: Option<StatusView>,
    /// The sources do not tell the status of these projects.
    status_not_told: bool,
    /// The state it is about.
    state: Option<StateWordsView>,
    /// The direction or the federal project it is about, on the first page of the list.
    theme: Option<ThemeView>,
}

#[derive(Serialize)]
struct StatusView {
    title: String,
    plural: String,
    definition: Option<String>,
    duty: Option<String>,
    source: Option<DocumentRow>,
}

#[derive(Serialize)]
struct StateWordsView {
    key: &'static str,
    title: String,
    explanation: Option<String>,
}

/// Ways to other lists, each with its number of projects.
#[derive(Serialize)]
struct Facets {
    everything: Figure,
    years: Vec<YearFacet>,
    statuses: Vec<Counted>,
    states: Vec<Counted>,
    directions: Vec<LinkView>,
}

#[derive(Serialize)]
struct YearFacet {
    year: i16,
    figure: Figure,
}

impl Subject for Listing {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let list = self.list;
        let ids = context.plan.lists.projects.get(&list).map(Vec::as_slice).unwrap_or_default();
        let shown = ids.iter().skip((self.number - 1) * PAGE_SIZE).take(PAGE_SIZE);
        let undecided = match (list.year, list.status, list.state) {
            (Some(year), None, None) => context.plan.lists.undecided(year),
            _ => 0,
        };
        let (mut projects_html, mut facets_html) = (String::new(), String::new());
        for id in shown {
            add_project(context, &mut projects_html, (*id, list.year));
        }
        context.add_piece(&mut facets_html, Piece::ProjectFacets(Box::new(list)), |context| {
            let own = context.href(&list.route(context.site));
            FacetsView { own, year: list.year, facets: facets(context, list) }
        });
        Box::new(ListingView {
            list: list_view(context, (list, self.number == 1)),
            count: ids.len(),
            undecided,
            projects_html,
            pager: Pager::new(context, &list.route(context.site), (self.number, self.of)),
            facets_html,
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        let mut add = |list: ProjectList| {
            if list != self.list {
                above.push((list.route(site), title(context, list)));
            }
        };
        match self.list.theme {
            Some(_) => {}
            None => add(ProjectList::default()),
        }
        if let Some(year) = self.list.year {
            add(ProjectList::of_year(year));
        }
        if self.list.status.is_some() && self.list.state.is_some() {
            add(ProjectList { state: None, ..self.list });
        }
        if self.list.theme.is_some() {
            above.push((theme::route(), Label::key("directions")));
        }
        let page = (self.number > 1).then_some(self.number);
        let section = Some(Route::new("projects/index"));
        let title = Label { n: page, ..title(context, self.list) };
        Place { title, above, section, ..Place::default() }
    }
}

/// What a list is called.
fn title(context: &Context<'_>, list: ProjectList) -> Label {
    let vocabularies = &context.site.vocabularies;
    let state = |state: State| {
        vocabularies
            .states
            .iter()
            .find(|it| it.matter.state == state)
            .map(|it| &it.matter.plural)
    };
    let mut label = match (list.status, list.state, list.theme) {
        (_, _, Some(theme)) => {
            Label::text(&capitalised(&themes::term(context.site, theme).title))
        }
        (Some(StatusChoice::Known(id)), _, _) => {
            Label::text(&vocabularies.statuses[id.0].matter.plural)
        }
        (Some(StatusChoice::NotTold), _, _) => Label::key("status_not_told"),
        (None, Some(of), _) => state(of).map_or_else(Label::default, |it| Label::text(it)),
        (None, None, None) if list.communities.is_some() => Label::key("communities"),
        (None, None, None) => {
            Label::key(if list.year.is_some() { "projects" } else { "all_projects" })
        }
    };
    if let (Some(_), Some(of)) = (list.status, list.state) {
        label.detail = state(of).map(|it| inside(it));
    }
    Label { year: list.year, ..label }
}

fn source(
    context: &Context<'_>,
    id: Option<&crate::yaml::table::Spanned<String>>,
) -> Option<DocumentRow> {
    let found = context.site.document_named(&id?.value)?;
    Some(document_row(context, found))
}

fn list_view(context: &Context<'_>, (list, is_first): (ProjectList, bool)) -> ListView {
    let vocabularies = &context.site.vocabularies;
    let status = match list.status {
        Some(StatusChoice::Known(id)) => {
            let status = &vocabularies.statuses[id.0];
            Some(StatusView {
                title: status.title.clone(),
                plural: status.matter.plural.clone(),
                definition: status.matter.definition.as_deref().map(prose),
                duty: status.matter.duty.as_deref().map(prose),
                source: source(context, status.matter.source.as_ref()),
            })
        }
        _ => None,
    };
    let state = list.state.map(|state| {
        let words = vocabularies.states.iter().find(|it| it.matter.state == state);
        StateWordsView {
            key: state.key(),
            title: super::state_title(context.site, state),
            explanation: words.and_then(|it| it.matter.explanation.as_deref()).map(prose),
        }
    });
    ListView {
        year: list.year,
        status,
        status_not_told: list.status == Some(StatusChoice::NotTold),
        state,
        theme: list.theme.filter(|_| is_first).map(|it| theme_view(context, it)),
    }
}

/// Statuses and states that narrow this list: those of its year, and of each other.
fn facets(context: &Context<'_>, list: ProjectList) -> Facets {
    let lists = &context.plan.lists;
    let year = |year: &i16| YearFacet {
        year: *year,
        figure: project_figure(context, ProjectList::of_year(*year)),
    };
    let directions = (0..context.site.vocabularies.directions.len()).map(|it| {
        let list = ProjectList::of_direction(DirectionId(it));
        LinkView {
            href: context.project_list(list).unwrap_or_default(),
            title: capitalised(&context.site.vocabularies.directions[it].title),
        }
    });
    Facets {
        everything: project_figure(context, ProjectList::default()),
        years: lists.years.iter().rev().map(year).collect(),
        statuses: by_status(
            context,
            ProjectList { status: None, theme: None, communities: None, ..list },
        ),
        states: by_state(
            context,
            ProjectList { state: None, theme: None, communities: None, ..list },
        ),
        directions: directions.collect(),
    }
}
