//! `{{ перечень … }}`: the organisations behind a figure, as a report names them and as the
//! registry counts them.

use serde::Serialize;

use super::Teller;
use super::number::{uncountable, unknown_year};
use crate::content::short_code::roster::Roster;
use crate::diag::{Diagnostic, Place};
use crate::page::card::organisation_link;
use crate::page::frame::LinkView;
use crate::page::list::Lists;
use crate::site::Site;
use crate::stats::stated;
use crate::text::typography::bind;

/// What `parts/roster.html` reads.
#[derive(Serialize)]
pub struct RosterView {
    /// Whom the report names, in its order; empty where it names nobody.
    pub stated: Vec<Member>,
    /// Whom the registry counts.
    pub counted: Vec<Member>,
}

/// An organisation of one of the two lists.
#[derive(Serialize)]
pub struct Member {
    /// The organisation; the address is empty where it has no page.
    pub link: LinkView,
    /// Whether only this list has it.
    pub is_alone: bool,
}

/// Both lists as a page shows them.
pub(super) fn view(teller: &Teller<'_, '_>, asked: &Roster) -> RosterView {
    let site = teller.context.site;
    let year = asked.year.value;
    let counted = teller.basis.members(year, &asked.quantity).unwrap_or_default();
    let figure = stated::figure(site, year, &asked.quantity);
    let stated: Vec<&str> = figure
        .into_iter()
        .flat_map(|it| &it.organisations)
        .map(|it| it.value.as_str())
        .collect();
    let link = |id: &str, name: &str| match site.organisation_named(id) {
        Some(found) => organisation_link(teller.context, found),
        None => LinkView { href: String::new(), title: bind(name) },
    };
    let both = !stated.is_empty();
    RosterView {
        stated: stated
            .iter()
            .map(|id| Member {
                link: link(id, id),
                is_alone: !counted.iter().any(|(it, _)| it == id),
            })
            .collect(),
        counted: counted
            .iter()
            .map(|(id, name)| Member {
                link: link(id, name),
                is_alone: both && !stated.contains(&id.as_str()),
            })
            .collect(),
    }
}

impl RosterView {
    /// Both lists in words.
    pub(super) fn text(&self) -> String {
        let names = |list: &[Member]| {
            list.iter().map(|it| it.link.title.as_str()).collect::<Vec<_>>().join(", ")
        };
        match self.stated.is_empty() {
            true => names(&self.counted),
            false => {
                format!(
                    "По отчету: {}. По реестру: {}",
                    names(&self.stated),
                    names(&self.counted)
                )
            }
        }
    }
}

/// Says that no organisations can be listed.
pub(super) fn check(
    (site, lists): (&Site, &Lists),
    asked: &Roster,
    place: Place,
) -> Option<Diagnostic> {
    let year = asked.year.value;
    if !lists.years.contains(&year) {
        return Some(unknown_year(lists, year, place));
    }
    stated::members(site, year, &asked.quantity).is_none().then(|| uncountable(place))
}
