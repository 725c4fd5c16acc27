//! The register of organisations, whole and by type, year and number of projects.

use serde::Serialize;

use super::card::{
    Counted, OrganisationRow, capitalised, organisation_figure, organisation_row,
};
use super::chart::words::inside;
use super::frame::{Figure, Label, Pager, Place, page_count};
use super::list::{Lists, OrganisationList, PAGE_SIZE, StatusChoice};
use super::piece::Piece;
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::site::{DirectionId, Site, StatusId, TypeId};

/// The whole register stands on one page up to this size, for the reader's own search in it.
const REGISTER_SIZE: usize = 500;

/// Every list with all its pages.
pub(super) fn plan(site: &Site, lists: &Lists) -> Vec<Page> {
    let mut pages = vec![];
    for (list, ids) in &lists.organisations {
        let size = page_size(*list);
        let of = page_count(ids.len(), size);
        for number in 1..=of {
            let route = list.route(site).numbered(number);
            pages.push(Page::new(route, "organisations", Register { list: *list, number, of }));
        }
    }
    pages
}

fn page_size(list: OrganisationList) -> usize {
    if list == OrganisationList::default() { REGISTER_SIZE } else { PAGE_SIZE }
}

struct Register {
    list: OrganisationList,
    number: usize,
    of: usize,
}

/// What `organisations.html` reads.
#[derive(Serialize)]
struct RegisterView {
    /// The year it is limited to.
    year: Option<i16>,
    /// The type it is limited to.
    organisation_type: Option<String>,
    /// Number of organisations in the whole list.
    count: usize,
    /// The organisations of this page.
    organisations_html: String,
    /// Other pages of the list.
    pager: Pager,
    /// Ways to narrow or leave the list.
    facets_html: String,
}

/// What `pieces/organisation.html` reads.
#[derive(Serialize)]
struct OrganisationPiece {
    organisation: OrganisationRow,
}

/// What `pieces/organisation-facets.html` reads.
#[derive(Serialize)]
struct FacetsView {
    /// The list itself.
    own: String,
    /// The year it is limited to.
    year: Option<i16>,
    facets: Facets,
}

#[derive(Serialize)]
struct Facets {
    everything: Figure,
    types: Vec<TypeFacet>,
    years: Vec<YearFacet>,
    /// By status of their projects; the group that is not told has no title.
    statuses: Vec<Counted>,
    /// By direction of their projects.
    directions: Vec<TypeFacet>,
    /// Within a year: by number of active projects.
    projects: Vec<ProjectsFacet>,
    /// Within a year: members of communities.
    in_communities: Option<Figure>,
}

#[derive(Serialize)]
struct TypeFacet {
    title: String,
    figure: Figure,
}

#[derive(Serialize)]
struct YearFacet {
    year: i16,
    figure: Figure,
}

#[derive(Serialize)]
struct ProjectsFacet {
    projects: usize,
    or_more: bool,
    figure: Figure,
}

impl Subject for Register {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let list = self.list;
        let lists = &context.plan.lists;
        let ids = lists.organisations.get(&list).map(Vec::as_slice).unwrap_or_default();
        let size = page_size(list);
        let shown = ids.iter().skip((self.number - 1) * size).take(size);
        let types = &context.site.vocabularies.organisation_types;
        let (mut organisations_html, mut facets_html) = (String::new(), String::new());
        for id in shown {
            let piece = Piece::Organisation(*id, list.year);
            context.add_piece(&mut organisations_html, piece, |context| OrganisationPiece {
                organisation: organisation_row(context, *id, list.year),
            });
        }
        context.add_piece(
            &mut facets_html,
            Piece::OrganisationFacets(Box::new(list)),
            |context| {
                let own = context.href(&list.route(context.site));
                FacetsView { own, year: list.year, facets: facets(context, list) }
            },
        );
        Box::new(RegisterView {
            year: list.year,
            organisation_type: list.organisation_type.map(|it| types[it.0].title.clone()),
            count: ids.len(),
            organisations_html,
            pager: Pager::new(context, &list.route(context.site), (self.number, self.of)),
            facets_html,
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        if self.list != OrganisationList::default() {
            let register = OrganisationList::default();
            above.push((register.route(site), title(context, register)));
        }
        if let Some(year) = self.list.year {
            let list = OrganisationList::of_year(year);
            if list != self.list {
                above.push((list.route(site), title(context, list)));
            }
        }
        let page = (self.number > 1).then_some(self.number);
        let label = title(context, self.list);
        let title = Label { n: label.n.or(page), ..label };
        let section = Some(Route::new("organisations/index"));
        Place { title, above, section, ..Place::default() }
    }
}

/// What a list is called.
fn title(context: &Context<'_>, list: OrganisationList) -> Label {
    let types = &context.site.vocabularies.organisation_types;
    let statuses = &context.site.vocabularies.statuses;
    let directions = &context.site.vocabularies.directions;
    let narrowed = match (list.status, list.direction) {
        (Some(StatusChoice::Known(id)), _) => Some(inside(&statuses[id.0].matter.plural)),
        (_, Some(id)) => Some(directions[id.0].title.clone()),
        _ => None,
    };
    if let Some(detail) = narrowed {
        let label = Label { detail: Some(detail), ..Label::key("organisations") };
        return Label { year: list.year, ..label };
    }
    let label = match (list.organisation_type, list.projects, list.in_communities) {
        _ if list.status.is_some() => Label::key("organisations_status_not_told"),
        (Some(kind), ..) => Label::text(&types[kind.0].title),
        (None, Some((least, usize::MAX)), _) => {
            Label { detail: Some(least.to_string()), ..Label::key("organisations_or_more") }
        }
        (None, Some((least, _)), _) => {
            Label { detail: Some(least.to_string()), ..Label::key("organisations_exactly") }
        }
        (None, None, Some(_)) => Label::key("organisations_in_communities"),
        (None, None, None) if list.year.is_some() => Label::key("organisations"),
        (None, None, None) => Label::key("all_organisations"),
    };
    Label { year: list.year, ..label }
}

fn facets(context: &Context<'_>, list: OrganisationList) -> Facets {
    let lists = &context.plan.lists;
    let types = context.site.vocabularies.organisation_types.iter().enumerate();
    let types = types.map(|(index, kind)| {
        let of_type = OrganisationList::of_type(TypeId(index));
        let of_type = OrganisationList { year: list.year, ..of_type };
        TypeFacet { title: kind.title.clone(), figure: organisation_figure(context, of_type) }
    });
    let directions = context.site.vocabularies.directions.iter().enumerate();
    let directions = directions.map(|(index, direction)| TypeFacet {
        title: capitalised(&direction.title),
        figure: organisation_figure(
            context,
            OrganisationList::of_direction(DirectionId(index)),
        ),
    });
    let year = |year: &i16| YearFacet {
        year: *year,
        figure: organisation_figure(context, OrganisationList::of_year(*year)),
    };
    let projects = lists.organisations.keys().filter(|it| it.year == list.year);
    let projects = projects.filter_map(|it| {
        let (least, most) = it.projects?;
        Some(ProjectsFacet {
            projects: least,
            or_more: most == usize::MAX,
            figure: organisation_figure(context, *it),
        })
    });
    let in_communities = list.year.map(|it| OrganisationList::of_year(it).in_communities());
    Facets {
        everything: organisation_figure(context, OrganisationList::default()),
        types: types.filter(|it| it.figure.value > 0).collect(),
        years: lists.years.iter().rev().map(year).collect(),
        statuses: statuses(context, list.year),
        directions: directions.filter(|it| it.figure.value > 0).collect(),
        projects: projects.collect(),
        in_communities: in_communities
            .map(|it| organisation_figure(context, it))
            .filter(|it| it.value > 0),
    }
}

/// Organisations, of a year or all, by status of their projects.
fn statuses(context: &Context<'_>, year: Option<i16>) -> Vec<Counted> {
    let terms = &context.site.vocabularies.statuses;
    let known = (0..terms.len()).map(|it| StatusChoice::Known(StatusId(it)));
    let counted = known.chain([StatusChoice::NotTold]).map(|choice| {
        let list = OrganisationList { year, ..OrganisationList::default() };
        let figure = organisation_figure(context, list.with_status(choice));
        match choice {
            StatusChoice::Known(id) => Counted {
                key: terms[id.0].key.clone(),
                title: Some(terms[id.0].matter.plural.clone()),
                figure,
            },
            StatusChoice::NotTold => {
                Counted { key: "not-told".to_owned(), title: None, figure }
            }
        }
    });
    counted.filter(|it| it.figure.value > 0).collect()
}
