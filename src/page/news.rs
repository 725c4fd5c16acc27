//! News: all, and by category, author and year.

use serde::Serialize;

use super::facet::{Facet, Facets};
use super::feed;
use super::frame::{Figure, Label, Pager, Place, page_count};
use super::list::{Lists, PAGE_SIZE};
use super::news_card::{PostRow, post_row};
use super::news_list::{Members, NewsList};
use super::route::Route;
use super::{Context, Object, Page, Subject};
use crate::site::Site;

/// Every list with all its pages.
pub(super) fn plan(_: &Site, lists: &Lists) -> Vec<Page> {
    let mut pages = vec![];
    for (list, members) in &lists.news {
        let of = page_count(members.posts.len(), PAGE_SIZE);
        for number in 1..=of {
            let listing = Listing { list: list.clone(), number, of };
            pages.push(Page::new(list.route().numbered(number), "news", listing));
        }
    }
    pages
}

struct Listing {
    list: NewsList,
    number: usize,
    of: usize,
}

/// What `news.html` reads.
#[derive(Serialize)]
struct ListingView {
    /// Whether this is the list of everything.
    is_everything: bool,
    /// Number of posts in the whole list.
    count: usize,
    /// The posts of this page.
    posts: Vec<PostRow>,
    /// Other pages of the list.
    pager: Pager,
    /// Ways to narrow or leave the list.
    facets: Facets,
    /// The feed of dated posts.
    feed: Option<String>,
}

impl Subject for Listing {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let none = Members::default();
        let members = context.plan.lists.news.get(&self.list).unwrap_or(&none);
        let shown = members.posts.iter().skip((self.number - 1) * PAGE_SIZE).take(PAGE_SIZE);
        Box::new(ListingView {
            is_everything: self.list == NewsList::All,
            count: members.posts.len(),
            posts: shown.map(|it| post_row(context, *it)).collect(),
            pager: Pager::new(context, &self.list.route(), (self.number, self.of)),
            facets: facets(context),
            feed: context.href_if(&feed::route()),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let none = Members::default();
        let members = context.plan.lists.news.get(&self.list).unwrap_or(&none);
        let all = NewsList::All.route();
        let mut above = vec![(Route::new("index"), Label::key("home"))];
        if self.list != NewsList::All {
            above.push((all.clone(), Label::key("news")));
        }
        let number = (self.number > 1).then_some(self.number);
        Place {
            title: Label { n: number, ..self.list.label(members) },
            above,
            section: Some(all),
            ..Place::default()
        }
    }
}

fn facets(context: &Context<'_>) -> Facets {
    let figure = |list: &NewsList, posts: usize| Figure {
        value: posts,
        href: context.href_if(&list.route()),
    };
    let news = &context.plan.lists.news;
    let lists =
        news.iter().filter(|(list, _)| **list != NewsList::All).map(|(list, members)| {
            let year = match list {
                NewsList::Year(year) => *year,
                _ => None,
            };
            let figure = figure(list, members.posts.len());
            (list.group(), Facet { label: list.label(members), year, figure, examples: 0 })
        });
    let all = news.get(&NewsList::All).map_or(0, |it| it.posts.len());
    Facets::new(figure(&NewsList::All, all), lists)
}
