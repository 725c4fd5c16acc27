//! What belongs to a direction or a federal project.

use crate::content::vocabulary::{Direction, Term};
use crate::site::event::EventId;
use crate::site::product::ProductId;
use crate::site::{DirectionId, Project, ProjectId, Site};

/// A term that groups projects by what they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// A direction.
    Direction(DirectionId),
    /// A federal project, as an index of the vocabulary.
    FederalProject(usize),
}

/// The words of a direction or a federal project.
pub fn term(site: &Site, theme: Theme) -> &Term<Direction> {
    match theme {
        Theme::Direction(id) => &site.vocabularies.directions[id.0],
        Theme::FederalProject(index) => &site.vocabularies.federal_projects[index],
    }
}

/// Products that name a term, and those that came of its projects; examples are left out.
pub fn products(site: &Site, theme: Theme) -> Vec<ProductId> {
    let belongs = |it: &ProductId| {
        let product = site.product(*it);
        let own = match theme {
            Theme::Direction(id) => product.directions.contains(&id),
            Theme::FederalProject(_) => false,
        };
        !product.is_example() && (own || product.project.is_some_and(|it| has(site, it, theme)))
    };
    site.product_ids().filter(belongs).collect()
}

/// Events that name a term, and those that show results of its projects, in the order of time;
/// examples and the practice of others are left out.
pub fn events(site: &Site, theme: Theme) -> Vec<EventId> {
    let belongs = |it: &EventId| {
        let event = site.event(*it);
        let own = match theme {
            Theme::Direction(id) => event.directions.contains(&id),
            Theme::FederalProject(index) => event.federal_projects.contains(&index),
        };
        event.counts() && (own || event.projects.iter().any(|it| has(site, *it, theme)))
    };
    site.event_ids().filter(belongs).collect()
}

/// Whether a project names a term.
pub fn is_of(project: &Project, theme: Theme) -> bool {
    match theme {
        Theme::Direction(id) => project.directions.contains(&id),
        Theme::FederalProject(index) => project.federal_projects.contains(&index),
    }
}

fn has(site: &Site, project: ProjectId, theme: Theme) -> bool {
    is_of(site.project(project), theme)
}
