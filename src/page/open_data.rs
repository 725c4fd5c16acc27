//! Open data: the registry as tables for spreadsheets and as JSON for programs, a page that hands
//! them out, and the map of the site for search engines. Examples and practice of other
//! municipalities stay outside, as they do in every figure.

use serde::Serialize;

use super::frame::{Label, Place};
use super::list::Lists;
use super::route::Route;
use super::{Context, Export, Object, Page, Subject};
use crate::chart::csv;
use crate::site::Site;

mod registry;
mod site_map;
mod tables;

/// The address of the page.
pub(super) fn route() -> Route {
    Route::new("open-data/index")
}

/// The page, its files, and the map.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let files = FILES.iter().map(|it| Page::export(it.route(), it));
    let mut pages = vec![Page::new(route(), "open-data", OpenData)];
    pages.extend(files);
    pages.extend(site_map::plan(site));
    pages
}

/// A file that is handed out.
struct File {
    /// Its name, and the key of its words in strings under `open_data.`.
    key: &'static str,
    form: Form,
}

enum Form {
    /// What it has rows of: the head first, then a row for each.
    Csv(for<'a> fn(&'a Context<'_>) -> tables::Rows<'a>),
    Json,
}

const FILES: &[File] = &[
    File { key: "projects", form: Form::Csv(tables::projects) },
    File { key: "participants", form: Form::Csv(tables::participants) },
    File { key: "decisions", form: Form::Csv(tables::decisions) },
    File { key: "organisations", form: Form::Csv(tables::organisations) },
    File { key: "documents", form: Form::Csv(tables::documents) },
    File { key: "registry", form: Form::Json },
];

impl File {
    fn route(&self) -> Route {
        let ending = match self.form {
            Form::Csv(_) => "csv",
            Form::Json => "json",
        };
        Route::export(&format!("open-data/{}.{ending}", self.key))
    }
}

impl Export for &'static File {
    fn bytes(&self, context: &Context<'_>) -> Vec<u8> {
        match self.form {
            Form::Csv(rows) => csv(rows(context)),
            Form::Json => registry::bytes(context),
        }
    }
}

struct OpenData;

/// What `open-data.html` reads.
#[derive(Serialize)]
struct OpenDataView {
    files: Vec<FileRow>,
}

#[derive(Serialize)]
struct FileRow {
    key: &'static str,
    href: String,
    format: &'static str,
    /// How many entries; none where they are of several kinds.
    rows: Option<usize>,
    /// Words above the columns.
    columns: Vec<String>,
}

impl Subject for OpenData {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let file = |it: &File| {
            let (key, href) = (it.key, context.href(&it.route()));
            match it.form {
                Form::Csv(rows) => {
                    let mut rows = rows(context);
                    let columns = rows.next().unwrap_or_default();
                    FileRow { key, href, format: "CSV", rows: Some(rows.count()), columns }
                }
                Form::Json => {
                    FileRow { key, href, format: "JSON", rows: None, columns: vec![] }
                }
            }
        };
        Box::new(OpenDataView { files: FILES.iter().map(file).collect() })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("open_data"),
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}
