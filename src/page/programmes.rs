//! All target programmes.

use serde::Serialize;

use super::evidence::{EvidenceCount, totals};
use super::frame::{Label, Place};
use super::list::Lists;
use super::programme::title;
use super::route::{self, Route};
use super::{Context, Object, Page, Subject};
use crate::site::Site;
use crate::site::programme::ProgrammeId;
use crate::text::typography::{bind, prose};

/// One page, if there are programmes.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = || Page::new(Route::new("programmes/index"), "programmes", Programmes);
    (!site.programmes.is_empty()).then(page).into_iter().collect()
}

struct Programmes;

/// What `programmes.html` reads.
#[derive(Serialize)]
struct ProgrammesView {
    programmes: Vec<ProgrammeRow>,
}

#[derive(Serialize)]
struct ProgrammeRow {
    href: String,
    title: String,
    /// The municipality whose practice it shows, where that is not the site's own.
    practice_of: Option<String>,
    goal: String,
    /// Number of its tasks, and of those that some entry serves.
    objectives: usize,
    served: usize,
    /// Entries that serve it, by kind.
    totals: Vec<EvidenceCount>,
}

impl Subject for Programmes {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let ids = context.site.programme_ids();
        Box::new(ProgrammesView { programmes: ids.map(|it| row(context, it)).collect() })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("programmes"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

fn row(context: &Context<'_>, id: ProgrammeId) -> ProgrammeRow {
    let programme = context.site.programme(id);
    let matter = &programme.entry.matter;
    let objectives = matter.objectives.len();
    let counts = programme.evidence.iter().filter(|it| !it.is_example);
    let served = |index: &usize| counts.clone().any(|it| it.objectives.contains(index));
    ProgrammeRow {
        href: context.href(&route::programme(context.site, id)),
        title: bind(title(programme)),
        practice_of: matter.practice_of.as_ref().map(|it| bind(&it.value)),
        goal: prose(&matter.goal.value),
        objectives,
        served: (0..objectives).filter(served).count(),
        totals: totals(&programme.evidence),
    }
}
