//! Directions and federal projects: all at a glance, and what the page of each tells beside its
//! projects. Each holds in its own years, and what was entered under it keeps it.

use serde::Serialize;

use super::card::{DocumentRow, document_row, project_figure};
use super::event_card::{EventRow, latest_first};
use super::frame::{Figure, Label, LinkView, Place};
use super::list::{Lists, ProjectList};
use super::product_card::{ProductCard, product_card};
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::content::national_project::NationalProject;
use crate::content::vocabulary::Direction;
use crate::site::{DirectionId, Site};
use crate::stats::themes::{self, Theme};
use crate::text::typography::{bind, prose};

/// The page of all, if there are any.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let all = &site.vocabularies;
    match all.directions.is_empty() && all.federal_projects.is_empty() {
        true => vec![],
        false => vec![Page::new(route(), "directions", AllThemes)],
    }
}

/// The address of the page of all.
pub(super) fn route() -> Route {
    Route::new("directions/index")
}

/// Years in which something holds.
#[derive(Clone, Copy, Serialize)]
struct YearsView {
    from: Option<i16>,
    to: Option<i16>,
    /// Whether the year of the build is one of them.
    is_current: bool,
}

/// A national project.
#[derive(Serialize)]
pub(super) struct NationalView {
    title: String,
    summary: Option<String>,
    /// None where the vocabulary does not tell.
    years: Option<YearsView>,
}

/// What the page of a direction or a federal project tells beside its projects.
#[derive(Serialize)]
pub(super) struct ThemeView {
    is_federal: bool,
    summary: Option<String>,
    years: YearsView,
    national: Option<NationalView>,
    source: Option<DocumentRow>,
    /// Products of it and of its projects.
    products: Vec<ProductCard>,
    /// Events of it and of its projects, the latest first.
    events: Vec<EventRow>,
}

struct AllThemes;

/// What `directions.html` reads.
#[derive(Serialize)]
struct AllThemesView {
    directions: Vec<ThemeRow>,
    /// Federal projects by their national project, in the order of the vocabulary.
    nationals: Vec<NationalGroup>,
}

#[derive(Serialize)]
struct NationalGroup {
    /// None for federal projects that belong to no national project.
    national: Option<NationalView>,
    projects: Vec<ThemeRow>,
}

#[derive(Serialize)]
struct ThemeRow {
    href: Option<String>,
    title: String,
    summary: Option<String>,
    years: YearsView,
    projects: Figure,
    products: usize,
    events: usize,
}

impl Subject for AllThemes {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let all = &context.site.vocabularies;
        let row = |it: Theme| row(context, it);
        let directions =
            (0..all.directions.len()).map(|it| row(Theme::Direction(DirectionId(it))));
        let mut nationals: Vec<NationalGroup> = vec![];
        let mut names: Vec<Option<&str>> = vec![];
        for (index, term) in all.federal_projects.iter().enumerate() {
            let name = national_name(&term.matter);
            let at = names.iter().position(|it| *it == name).unwrap_or_else(|| {
                names.push(name);
                let national = national(context, &term.matter);
                nationals.push(NationalGroup { national, projects: vec![] });
                nationals.len() - 1
            });
            nationals[at].projects.push(row(Theme::FederalProject(index)));
        }
        Box::new(AllThemesView { directions: directions.collect(), nationals })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("directions"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

/// What a page tells of a direction or a federal project.
pub(super) fn theme_view(context: &Context<'_>, theme: Theme) -> ThemeView {
    let site = context.site;
    let term = themes::term(site, theme);
    let source = term.matter.source.as_ref().and_then(|it| site.document_named(&it.value));
    let products = themes::products(site, theme);
    ThemeView {
        is_federal: matches!(theme, Theme::FederalProject(_)),
        summary: term.matter.summary.as_deref().map(prose),
        years: years(site, (term.matter.from, term.matter.to)),
        national: national(context, &term.matter),
        source: source.map(|it| document_row(context, it)),
        products: products.into_iter().map(|it| product_card(context, it)).collect(),
        events: latest_first(context, &themes::events(site, theme)),
    }
}

/// A federal project with its national project, as cards name it.
#[derive(Serialize)]
pub(super) struct FederalProjectView {
    project: LinkView,
    national: Option<NationalView>,
}

/// Federal projects with the national projects to which they belonged.
pub(super) fn federal_projects(
    context: &Context<'_>,
    ids: &[usize],
) -> Vec<FederalProjectView> {
    let view = |id: &usize| {
        let list = ProjectList::of_theme(Theme::FederalProject(*id));
        let term = &context.site.vocabularies.federal_projects[*id];
        let href = context.project_list(list).unwrap_or_default();
        FederalProjectView {
            project: LinkView { href, title: bind(&term.title) },
            national: national(context, &term.matter),
        }
    };
    ids.iter().map(view).collect()
}

fn row(context: &Context<'_>, theme: Theme) -> ThemeRow {
    let site = context.site;
    let term = themes::term(site, theme);
    let list = ProjectList::of_theme(theme);
    ThemeRow {
        href: context.href_if(&list.route(site)),
        title: bind(&term.title),
        summary: term.matter.summary.as_deref().map(prose),
        years: years(site, (term.matter.from, term.matter.to)),
        projects: project_figure(context, list),
        products: themes::products(site, theme).len(),
        events: themes::events(site, theme).len(),
    }
}

fn national_name(direction: &Direction) -> Option<&str> {
    direction.national_project.as_ref().map(|it| it.value.as_str())
}

/// The national project of a federal one: what the vocabulary knows of it, or its name alone.
fn national(context: &Context<'_>, direction: &Direction) -> Option<NationalView> {
    let name = national_name(direction)?;
    let all = &context.site.vocabularies.national_projects;
    let Some(term) = all.named(name).map(|it| &all[it]) else {
        return Some(NationalView { title: bind(name), summary: None, years: None });
    };
    let NationalProject { summary, from, to, .. } = &term.matter;
    Some(NationalView {
        title: bind(&term.title),
        summary: summary.as_deref().map(prose),
        years: Some(years(context.site, (*from, *to))),
    })
}

fn years(site: &Site, (from, to): (Option<i16>, Option<i16>)) -> YearsView {
    let now = site.date.year();
    let is_current = from.is_none_or(|it| it <= now) && to.is_none_or(|it| now <= it);
    YearsView { from, to, is_current }
}
