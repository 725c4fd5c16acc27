//! The lists by which news are browsed.

use std::collections::BTreeMap;

use super::frame::Label;
use super::route::Route;
use crate::site::Site;
use crate::site::news::{Post, PostId};
use crate::text::slug::slug;

/// What a list of posts selects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewsList {
    /// Everything.
    All,
    /// A category, by its name in addresses.
    Category(String),
    /// An author, by the name in addresses.
    Author(String),
    /// Published in a year; none where the source does not tell.
    Year(Option<i16>),
}

/// A list with its words.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// The words of a category or an author, as its latest post writes them.
    pub title: Option<String>,
    /// Posts, the latest first.
    pub posts: Vec<PostId>,
}

/// Every list that has posts.
pub fn lists(site: &Site) -> BTreeMap<NewsList, Members> {
    let mut lists: BTreeMap<NewsList, Members> = BTreeMap::new();
    for id in site.post_ids() {
        for (list, title) in of_post(site.post(id)) {
            let members = lists.entry(list).or_default();
            members.title.get_or_insert_with(|| title.unwrap_or_default().to_owned());
            if members.posts.last() != Some(&id) {
                members.posts.push(id);
            }
        }
    }
    lists
}

/// The lists that a post is in, those of categories and authors with their words.
fn of_post(post: &Post) -> Vec<(NewsList, Option<&str>)> {
    let matter = &post.entry.matter;
    let mut lists =
        vec![(NewsList::All, None), (NewsList::Year(post.when().map(|it| it.year())), None)];
    let categories = matter.categories.iter();
    lists.extend(categories.map(|it| (NewsList::category(&it.value), Some(it.value.as_str()))));
    let author = matter.author.as_ref();
    lists.extend(author.map(|it| (NewsList::author(&it.value), Some(it.value.as_str()))));
    lists
}

impl NewsList {
    /// The list of a category: spellings that differ in case and ё are one.
    pub fn category(name: &str) -> NewsList {
        NewsList::Category(slug(name))
    }

    /// The list of an author.
    pub fn author(name: &str) -> NewsList {
        NewsList::Author(slug(name))
    }

    /// The address of its first page.
    pub fn route(&self) -> Route {
        let part = match self {
            NewsList::All => "index".to_owned(),
            NewsList::Category(name) => format!("category/{name}"),
            NewsList::Author(name) => format!("author/{name}"),
            NewsList::Year(Some(year)) => format!("year/{year}"),
            NewsList::Year(None) => "year/not-told".to_owned(),
        };
        Route::new(&format!("news/{part}"))
    }

    /// What it is called.
    pub fn label(&self, members: &Members) -> Label {
        match self {
            NewsList::All => Label::key("news"),
            NewsList::Category(_) | NewsList::Author(_) => {
                Label::text(members.title.as_deref().unwrap_or_default())
            }
            NewsList::Year(Some(year)) => Label { year: Some(*year), ..Label::key("news") },
            NewsList::Year(None) => Label::key("news_date_not_told"),
        }
    }

    /// The key of the group of lists that it belongs to, in strings under `news.facet.`.
    pub fn group(&self) -> &'static str {
        match self {
            NewsList::All => "all",
            NewsList::Category(_) => "category",
            NewsList::Author(_) => "author",
            NewsList::Year(_) => "year",
        }
    }
}
