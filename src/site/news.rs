//! Posts of the news with their references resolved, the latest first.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::event::EventId;
use super::names::{Asking, Names};
use super::{DocumentId, Site};
use crate::content::entry::Entry;
use crate::content::news::Post as Matter;
use crate::content::reactions::Reactions;
use crate::diag::{Diagnostics, Place};
use crate::text::order::{SortKey, sort_key};
use crate::text::when::When;
use crate::yaml::table::Spanned;

/// Index of a post in [`Site::news`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub usize);

/// A post with its references resolved.
#[derive(Clone, Debug)]
pub struct Post {
    /// As written.
    pub entry: Arc<Entry<Matter>>,
    /// Documents that it tells of.
    pub documents: Vec<DocumentId>,
    /// Events that it tells of.
    pub events: Vec<EventId>,
    /// What readers gave it.
    pub reactions: Option<Reactions>,
}

impl Post {
    /// When it was published; none where the source does not tell.
    pub fn when(&self) -> Option<When> {
        self.entry.matter.date.value().map(|it| it.value)
    }
}

impl Site {
    /// A post by its index.
    pub fn post(&self, id: PostId) -> &Post {
        &self.news[id.0]
    }

    /// All posts, the latest first; those without a date come last.
    pub fn post_ids(&self) -> impl Iterator<Item = PostId> + use<> {
        (0..self.news.len()).map(PostId)
    }
}

/// A day, and its hour where that is known.
type Moment = (Date, Option<Time>);

/// What posts are sorted by.
pub(super) fn key(matter: &Matter) -> (Reverse<Option<Moment>>, SortKey) {
    let date = matter.date.value().map(|it| it.value.last_day());
    let time = matter.time.as_ref().map(|it| it.value);
    (Reverse(date.map(|it| (it, time))), sort_key(&matter.title.value))
}

/// Links every post, and gives it what readers gave it.
pub(super) fn link(
    entries: &[Arc<Entry<Matter>>],
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Post> {
    let reactions = &names.vocabularies.reactions;
    for it in reactions {
        let post = Spanned { value: it.post.clone(), at: 0..0 };
        names.news.find(&post, || Place::new(&it.file, 0..0), diagnostics);
    }
    let mut posts = vec![];
    for entry in entries {
        let matter = &entry.matter;
        let mut asking = Asking { entry, names, diagnostics };
        posts.push(Post {
            entry: Arc::clone(entry),
            documents: asking.documents(&matter.documents),
            events: asking.events(&matter.events),
            reactions: reactions.iter().find(|it| *it.post == *entry.id).cloned(),
        });
    }
    posts
}
