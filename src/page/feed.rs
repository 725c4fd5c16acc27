//! The news as a feed to subscribe to.
//!
//! The format asks every entry for its moment, so posts whose day no source tells stay outside.
//! Links are relative where the site does not know its own address; what names a post for ever
//! does not depend on that.

use atom_syndication::{
    Category, Entry as Item, Feed as File, FixedDateTime, Generator, Link, Person, Text,
};
use jiff::civil::Time;

use super::news_list::NewsList;
use super::route::{self, Route};
use super::{Context, Export, Page};
use crate::content::entry::Entry;
use crate::content::news::Post as Matter;
use crate::site::Site;
use crate::site::news::PostId;

/// As many posts as a feed holds, the latest.
const LENGTH: usize = 50;

/// The feed, if any post has a day.
pub(super) fn plan(site: &Site) -> Option<Page> {
    let any = site.post_ids().any(|it| moment(site, &site.post(it).entry).is_some());
    any.then(|| Page::export(route(), Feed))
}

/// The address of the feed.
pub(super) fn route() -> Route {
    Route::export("news/feed.xml")
}

struct Feed;

impl Export for Feed {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let site = context.site;
        let items = site.post_ids().filter_map(|it| item(context, it));
        let items: Vec<Item> = items.take(LENGTH).collect();
        let settings = &site.settings;
        let mut links = vec![link("alternate", address(context, &NewsList::All.route()))];
        if settings.base_url.is_some() {
            links.push(link("self", address(context, &route())));
        }
        let file = File {
            title: Text::plain(settings.title.clone()),
            id: name(site, "feed"),
            updated: items.first().map(|it| it.updated).unwrap_or_default(),
            authors: vec![person(&settings.owner)],
            generator: Some(Generator { value: "novator".to_owned(), ..Generator::default() }),
            lang: Some("ru".to_owned()),
            links,
            entries: items,
            ..File::default()
        };
        file.to_string().into_bytes()
    }
}

fn item(context: &Context<'_>, id: PostId) -> Option<Item> {
    let site = context.site;
    let entry = &site.post(id).entry;
    let matter = &entry.matter;
    let updated = moment(site, entry)?;
    let category = |it: &crate::yaml::table::Spanned<String>| Category {
        term: it.value.clone(),
        ..Category::default()
    };
    Some(Item {
        title: Text::plain(matter.title.value.clone()),
        id: name(site, &format!("post {}", entry.id)),
        updated,
        published: Some(updated),
        authors: matter.author.iter().map(|it| person(&it.value)).collect(),
        categories: matter.categories.iter().map(category).collect(),
        links: vec![link("alternate", address(context, &route::post(site, id)))],
        summary: matter.summary.as_ref().map(|it| Text::plain(it.value.clone())),
        ..Item::default()
    })
}

/// When a post was published; a day without an hour begins at its midnight.
fn moment(site: &Site, entry: &Entry<Matter>) -> Option<FixedDateTime> {
    let day = entry.matter.date.value()?.value.day()?;
    let time = entry.matter.time.as_ref().map_or(Time::midnight(), |it| it.value);
    let zoned = day.to_datetime(time).to_zoned(site.settings.time_zone.clone()).ok()?;
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().parse().ok()
}

fn address(context: &Context<'_>, to: &Route) -> String {
    context.public(to).unwrap_or_else(|| context.href(to))
}

fn link(rel: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), href, ..Link::default() }
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

/// A name that stays with a thing wherever the site moves: a UUID made of what it is.
fn name(site: &Site, of: &str) -> String {
    let settings = &site.settings;
    let hash = blake3::hash(format!("{}\n{}\n{of}", settings.owner, settings.title).as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    // Version 8 is for names of one's own making; the two bits after it say who numbers versions.
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: Vec<String> = bytes.iter().map(|it| format!("{it:02x}")).collect();
    let part = |from: usize, to: usize| hex[from..to].concat();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 16)
    )
}
