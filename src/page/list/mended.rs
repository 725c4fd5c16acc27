//! Lists of a site in which only the cards of a few projects differ: each such project leaves the
//! lists that it was in and enters those that it is in now, and takes its organisations along.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::part::Part;
use super::{Lists, OrganisationList, always_there, organisations_of};
use crate::site::{OrganisationId, Project, ProjectId, Site};
use crate::stats::{is_active, organisations, projects, state_in, years};

impl Lists {
    /// The same as [`Lists::of`], from the lists of the site `before`, from which this one
    /// differs in the cards of these projects alone.
    pub(in crate::page) fn mended(
        site: &Site,
        (before, old): (&Site, &Lists),
        edited: &[ProjectId],
    ) -> Lists {
        if years(site) != old.years {
            return Lists::of(site);
        }
        let mut lists = Lists {
            years: old.years.clone(),
            projects: old.projects.clone(),
            organisations: old.organisations.clone(),
            undecided: old.undecided.clone(),
            ..Lists::of_others(site)
        };
        for id in edited {
            lists.move_project((before, site), *id);
            lists.move_organisations((before, site), *id);
        }
        for year in old.years.iter().filter(|it| differs((before, site), edited, **it)) {
            lists.undecided.insert(*year, projects::undecided(site, *year).len());
            // Those by status are no lists of a year alone.
            lists.organisations.retain(|it, _| it.year != Some(*year) || it.status.is_some());
            lists.organisations.extend(organisations_of(site, *year));
        }
        lists
    }

    fn move_project(&mut self, (before, site): (&Site, &Site), id: ProjectId) {
        let [old, new] = [before, site].map(|it| Part::of(it, &self.years, &[id]).projects);
        for list in old.keys().filter(|it| !new.contains_key(*it)) {
            remove(&mut self.projects, *list, id);
        }
        for list in new.into_keys() {
            insert(&mut self.projects, list, id);
        }
        for list in always_there(site) {
            self.projects.entry(list).or_default();
        }
    }

    fn move_organisations(&mut self, (before, site): (&Site, &Site), id: ProjectId) {
        let [old, new] =
            [before, site].map(|it| Part::of(it, &self.years, &[id]).organisations);
        let mut touched: BTreeMap<OrganisationId, BTreeSet<OrganisationList>> = BTreeMap::new();
        for (list, member) in pairs(&old).chain(pairs(&new)) {
            touched.entry(member).or_default().insert(list);
        }
        for (member, lists) in touched {
            let own: Vec<ProjectId> =
                site.organisation(member).projects.iter().map(|it| it.0).collect();
            let part = Part::of(site, &self.years, &own).organisations;
            for list in lists {
                match part.get(&list).is_some_and(|it| it.contains(&member)) {
                    true => insert(&mut self.organisations, list, member),
                    false => remove(&mut self.organisations, list, member),
                }
            }
        }
    }
}

fn pairs(
    lists: &FxHashMap<OrganisationList, Vec<OrganisationId>>,
) -> impl Iterator<Item = (OrganisationList, OrganisationId)> {
    lists.iter().flat_map(|(list, ids)| ids.iter().map(|it| (*list, *it)))
}

/// Whether one of these projects has another part in a year than before.
fn differs((before, site): (&Site, &Site), edited: &[ProjectId], year: i16) -> bool {
    let part = |it: &Project| {
        is_active(it, year).then(|| {
            let members: Vec<_> = organisations::of_project(it, year).collect();
            (it.is_community, state_in(it, year).is_none(), members)
        })
    };
    edited.iter().any(|it| part(before.project(*it)) != part(site.project(*it)))
}

fn insert<L: Ord + Copy, I: Ord + Copy>(lists: &mut BTreeMap<L, Vec<I>>, list: L, id: I) {
    let members = lists.entry(list).or_default();
    if let Err(place) = members.binary_search(&id) {
        members.insert(place, id);
    }
}

/// A list without members is none.
fn remove<L: Ord + Copy, I: Ord + Copy>(lists: &mut BTreeMap<L, Vec<I>>, list: L, id: I) {
    let Some(members) = lists.get_mut(&list) else { return };
    if let Ok(place) = members.binary_search(&id) {
        members.remove(place);
    }
    if members.is_empty() {
        lists.remove(&list);
    }
}
