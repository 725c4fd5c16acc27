//! What the program tells editors at length: the handbook, and the manual of mistakes, from
//! which `novator explain`, a page of the handbook and a test are made.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, File, include_dir};

use crate::diag::code;

pub mod chapter;
pub mod explanation;

use explanation::Explanation;

static HANDBOOK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/handbook");
static MISTAKES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/diagnostics");
static EXPLAINED: LazyLock<Vec<Explanation>> = LazyLock::new(explain_all);

/// The chapter that is made from the manual of mistakes.
pub const MISTAKES_CHAPTER: &str = "mistakes";

/// A chapter of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Name of its file without `.md`; part of its address.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Markdown below the heading.
    pub text: String,
}

/// The chapters of the handbook in their order, the contents (`index`) first; that of mistakes
/// is made here.
///
/// The order is that of the links in `index.md`; chapters that it does not name come last.
pub fn chapters() -> Vec<Chapter> {
    let files = all_files(&HANDBOOK).into_iter().filter_map(|file| {
        let path = file.path().to_str()?.replace('\\', "/");
        Some(chapter(path.strip_suffix(".md")?, file.contents_utf8()?))
    });
    let mut all: Vec<Chapter> = files.collect();
    if let Some(mistakes) = all.iter_mut().find(|it| it.name == MISTAKES_CHAPTER) {
        for explanation in EXPLAINED.iter() {
            mistakes.text += &explanation.markdown();
        }
    }
    let index = all.iter().find(|it| it.name == "index").map(|it| it.text.clone());
    let index = index.unwrap_or_default();
    all.sort_by_key(|it| match it.name.as_str() {
        "index" => (0, String::new()),
        name => {
            let place = index.find(&format!("({name}.md)")).unwrap_or(usize::MAX);
            (place.max(1), name.to_owned())
        }
    });
    all
}

/// Pictures of the handbook, by their path below it.
pub fn pictures() -> BTreeMap<String, &'static [u8]> {
    let files = all_files(&HANDBOOK).into_iter();
    let named =
        files.filter_map(|it| Some((it.path().to_str()?.replace('\\', "/"), it.contents())));
    named.filter(|(path, _)| !path.ends_with(".md")).collect()
}

fn all_files(folder: &'static Dir<'static>) -> Vec<&'static File<'static>> {
    let inner = folder.dirs().flat_map(all_files);
    folder.files().chain(inner).collect()
}

fn chapter(name: &str, text: &str) -> Chapter {
    let (title, text) = text.split_once('\n').unwrap_or((text, ""));
    let title = title.trim_start_matches('#').trim().to_owned();
    Chapter { name: name.to_owned(), title, text: text.trim_start().to_owned() }
}

/// What is told of every code, in the order of the chapters of mistakes.
pub fn explanations() -> &'static [Explanation] {
    &EXPLAINED
}

/// What is told of the code of this name.
pub fn explain(name: &str) -> Option<&'static Explanation> {
    EXPLAINED.iter().find(|it| it.code.name == name)
}

fn explain_all() -> Vec<Explanation> {
    let mut files: Vec<_> = MISTAKES.files().collect();
    files.sort_by_key(|it| it.path());
    let texts = files.into_iter().filter_map(|it| {
        let name = it.path().file_name()?.to_str().filter(|it| it.ends_with(".md"))?;
        Some((name, it.contents_utf8()?))
    });
    let sections = texts.flat_map(|(name, text)| chapter::read(name, text));
    let of_section = |section: chapter::Section<'_>| -> Vec<Explanation> {
        let codes = section.codes.iter().filter_map(|it| code::Code::named(it));
        codes.filter_map(|it| Explanation::of(it, &section).ok()).collect()
    };
    sections.flat_map(of_section).collect()
}
