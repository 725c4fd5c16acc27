//! A post of the news, and what readers gave it.

use serde::Serialize;

use super::card::{DocumentRow, document_row};
use super::event_card::{EventRow, event_rows};
use super::feed;
use super::file::{FileView, attachments};
use super::frame::{Label, Place};
use super::list::Lists;
use super::news_card::{PostRow, post_row};
use super::news_list::NewsList;
use super::project::{DateView, date_view};
use super::route::{self, Route};
use super::short_code::Prose;
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::reactions::{Comment, Reactions};
use crate::site::Site;
use crate::site::news::PostId;
use crate::text::typography::{bind, prose};

/// Every post.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let page = |id| Page::new(route::post(site, id), "post", One { id });
    site.post_ids().map(page).chain(feed::plan(site)).collect()
}

struct One {
    id: PostId,
}

/// What `post.html` reads.
#[derive(Serialize)]
struct PostView {
    /// The post as lists show it.
    post: PostRow,
    /// The author's text.
    body: Option<Prose>,
    /// Documents that it tells of.
    documents: Vec<DocumentRow>,
    /// Events that it tells of.
    events: Vec<EventRow>,
    files: Vec<FileView>,
    /// Where it was published first.
    origin: Option<String>,
    /// What readers gave it; none where nobody knows.
    reactions: Option<ReactionsView>,
}

/// Numbers and comments; what is not known is null, never a zero.
#[derive(Serialize)]
struct ReactionsView {
    /// The day of the numbers; none where the source does not tell.
    as_of: Option<DateView>,
    views: Option<i64>,
    rating: Option<RatingView>,
    comment_count: Option<i64>,
    comments: Vec<CommentView>,
}

#[derive(Serialize)]
struct RatingView {
    /// The mean of all marks, `4,5`.
    mean: String,
    votes: i64,
}

#[derive(Serialize)]
struct CommentView {
    author: String,
    /// None where the source does not tell.
    date: Option<DateView>,
    time: Option<String>,
    /// Its paragraphs: plain words, to be escaped as any.
    paragraphs: Vec<String>,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let post = context.site.post(self.id);
        let matter = &post.entry.matter;
        Box::new(PostView {
            post: post_row(context, self.id),
            body: context.prose_if(&post.entry.body),
            documents: post.documents.iter().map(|it| document_row(context, *it)).collect(),
            events: event_rows(context, &post.events),
            files: attachments(context, &matter.files),
            origin: matter.origin.as_ref().map(|it| it.value.clone()),
            reactions: post.reactions.as_ref().map(reactions),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let matter = &site.post(self.id).entry.matter;
        let beside = |index: Option<usize>| {
            let found = site.news.get(index?)?;
            let label = Label::text(&found.entry.matter.title.value);
            Some((route::post(site, PostId(index?)), label))
        };
        let all = NewsList::All.route();
        Place {
            title: Label::text(&matter.title.value),
            summary: matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (all.clone(), Label::key("news")),
            ],
            previous: beside(self.id.0.checked_sub(1)),
            next: beside(Some(self.id.0 + 1)),
            section: Some(all),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.post(self.id).entry.body)
    }
}

fn reactions(reactions: &Reactions) -> ReactionsView {
    ReactionsView {
        as_of: reactions.as_of.value().map(|it| date_view(it.value)),
        views: reactions.views,
        rating: reactions
            .rating
            .as_ref()
            .map(|it| RatingView { mean: it.mean.to_string(), votes: it.votes }),
        comment_count: reactions.comments(),
        comments: reactions.comments.iter().map(comment).collect(),
    }
}

fn comment(comment: &Comment) -> CommentView {
    let paragraphs = comment.text.value.split("\n\n").map(str::trim);
    CommentView {
        author: bind(&comment.author.value),
        date: comment.date.value().map(|it| date_view(it.value)),
        time: comment.time.as_ref().map(|it| it.value.strftime("%H:%M").to_string()),
        paragraphs: paragraphs.filter(|it| !it.is_empty()).map(prose).collect(),
    }
}
