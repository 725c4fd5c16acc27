//! Communities that are no project, with their references resolved.

use std::sync::Arc;

use super::Site;
use super::event::EventId;
use super::first_place;
use super::names::{Asking, Names};
use super::party::Party;
use super::product::ProductId;
use super::programme::{Contribution, Programme, contribution};
use crate::content::community::Community as Matter;
use crate::content::entry::Entry;
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::text::order::fold;
use crate::yaml::table::Spanned;

/// Index of a community in [`Site::communities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommunityId(pub usize);

/// A community that is no project.
#[derive(Clone, Debug)]
pub struct Community {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// Who leads it.
    pub coordinator: Option<Party>,
    /// Everybody else, as written.
    pub members: Vec<Party>,
    /// What it works on.
    pub products: Vec<ProductId>,
    /// Its part in a programme.
    pub contribution: Option<Contribution>,
    /// Events that it arranges, in the order of time.
    pub events: Vec<EventId>,
}

impl Community {
    /// Whether it only shows how an entry is filled in: such communities are counted nowhere.
    pub fn is_example(&self) -> bool {
        self.entry.matter.example
    }
}

impl Site {
    /// A community by its index.
    pub fn community(&self, id: CommunityId) -> &Community {
        &self.communities[id.0]
    }

    /// All communities that are no projects, in their order.
    pub fn community_ids(&self) -> impl Iterator<Item = CommunityId> + use<> {
        (0..self.communities.len()).map(CommunityId)
    }
}

/// Links every community.
pub(super) fn link(
    entries: &[Arc<Entry<Matter>>],
    (names, programmes): (&Names<'_>, &[Programme]),
    diagnostics: &mut Diagnostics,
) -> Vec<Community> {
    let mut communities = vec![];
    for entry in entries {
        let matter = &entry.matter;
        let mut asking = Asking { entry, names, diagnostics };
        let coordinators = asking.parties(&matter.coordinators);
        let members = asking.parties(&matter.members);
        roster(&mut asking);
        communities.push(Community {
            entry: Arc::clone(entry),
            coordinator: coordinators.into_iter().next(),
            members,
            products: asking.products(&matter.products),
            contribution: contribution(&mut asking, matter.part.as_ref(), programmes),
            events: vec![],
        });
    }
    communities
}

/// One coordinator, somebody beside, nobody twice.
fn roster(asking: &mut Asking<'_, Matter>) {
    let (entry, matter) = (asking.entry, &asking.entry.matter);
    if let [first, second, ..] = matter.coordinators.as_slice() {
        let message = Words::new(
            "у сообщества больше одного координатора",
            "the community has more than one coordinator",
        );
        let hint = Words::new("остальных назовите участниками", "name the others as members");
        let words = Words::new("первый координатор", "the first coordinator");
        let place = entry.place(&second.at);
        asking.diagnostics.push(
            Diagnostic::new(code::COMMUNITY_ROSTER, place, message)
                .hint(hint)
                .related(entry.place(&first.at), words),
        );
    }
    if matter.members.is_empty() {
        let message = Words::new("у сообщества нет участников", "the community has no members");
        let hint = Words::new("добавьте «участники»", "add `members`");
        let remark = Diagnostic::new(code::COMMUNITY_ROSTER, entry.start(), message);
        asking.diagnostics.push(remark.hint(hint));
    }
    let all: Vec<&Spanned<String>> =
        matter.coordinators.iter().chain(&matter.members).collect();
    for (index, second) in all.iter().enumerate() {
        let same = |it: &&&Spanned<String>| fold(&it.value) == fold(&second.value);
        let Some(first) = all[..index].iter().find(same) else { continue };
        let message = Words::new("участник назван дважды", "somebody is named twice");
        let (before, words) = first_place(entry.place(&first.at));
        let place = entry.place(&second.at);
        asking.diagnostics.push(
            Diagnostic::new(code::COMMUNITY_ROSTER, place, message)
                .hint(Words::new("оставьте одну строку", "keep one of the lines"))
                .related(before, words),
        );
    }
}
