//! Posts of the news as other pages show them.

use serde::Serialize;

use super::frame::LinkView;
use super::news_list::NewsList;
use super::{Context, route};
use crate::site::news::PostId;
use crate::text::typography::{bind, prose};

/// A post in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PostRow {
    /// Its page.
    href: String,
    title: String,
    summary: Option<String>,
    /// When it was published, as exactly as the source tells; none where it does not.
    when: Option<String>,
    /// The same for machines.
    when_iso: Option<String>,
    /// At what time, `10:28`.
    time: Option<String>,
    /// Its categories with their lists.
    categories: Vec<LinkView>,
    /// Who published it, with the list of the author.
    author: Option<LinkView>,
    /// The municipality whose practice it shows, where that is not the site's own.
    practice_of: Option<String>,
    /// How often it was opened, where that is known.
    views: Option<i64>,
    /// How many comments it has, where that is known.
    comments: Option<i64>,
}

/// A post in a list.
pub(super) fn post_row(context: &Context<'_>, id: PostId) -> PostRow {
    let post = context.site.post(id);
    let matter = &post.entry.matter;
    let list = |list: NewsList, words: &str| LinkView {
        href: context.href_if(&list.route()).unwrap_or_default(),
        title: bind(words),
    };
    let reactions = post.reactions.as_ref();
    PostRow {
        href: context.href(&route::post(context.site, id)),
        title: bind(&matter.title.value),
        summary: matter.summary.as_ref().map(|it| prose(&it.value)),
        when: post.when().map(|it| it.long()),
        when_iso: post.when().map(|it| it.iso()),
        time: matter.time.as_ref().map(|it| it.value.strftime("%H:%M").to_string()),
        categories: matter
            .categories
            .iter()
            .map(|it| list(NewsList::category(&it.value), &it.value))
            .collect(),
        author: matter.author.as_ref().map(|it| list(NewsList::author(&it.value), &it.value)),
        practice_of: matter.practice_of.as_ref().map(|it| bind(&it.value)),
        views: reactions.and_then(|it| it.views),
        comments: reactions.and_then(|it| it.comments()),
    }
}
