//! `sitemap.xml`: the pages that search engines should know, where the site knows its own address.
//! Trees of the version for people with poor sight are copies, and stay outside.

use quick_xml::escape::escape;

use super::super::route::Route;
use super::super::version::stands_in_every_tree;
use super::super::{Context, Export, Page};
use crate::site::Site;

/// As many addresses as one map may hold.
const MOST: usize = 50_000;

pub(super) fn plan(site: &Site) -> Option<Page> {
    site.settings.base_url.as_ref().map(|_| Page::export(Route::export("sitemap.xml"), Map))
}

struct Map;

impl Export for Map {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        let mut out = concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            "\n",
            r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#,
            "\n",
        )
        .to_owned();
        let pages = context.plan.pages.values();
        let pages = pages.filter(|it| it.template().is_some_and(stands_in_every_tree));
        let addresses = pages.filter_map(|it| context.public(&it.route));
        for address in addresses.take(MOST) {
            out.push_str(&format!("<url><loc>{}</loc></url>\n", escape(&address)));
        }
        out.push_str("</urlset>\n");
        out.into_bytes()
    }
}
