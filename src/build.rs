//! The flow: sources → content → site → pages → bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::Value;

use crate::content::preset::Preset;
use crate::content::{self, Content};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity, Words, code};
use crate::output::Tree;
use crate::page::piece::{self, Press, Printer, Store};
use crate::page::route::Route;
use crate::page::version::{ORDINARY, stands_in_every_tree};
use crate::page::{self, Made, Page, Plan};
use crate::site::{self, Drafts, Site};
use crate::source::{SourceFile, Sources};
use crate::theme::version::version;
use crate::theme::{self, Theme, ThemeFile, Themes};
use crate::view::View;

/// The theme of a site that names none.
const DEFAULT_THEME: &str = "civic";

/// What a build may be asked for beside the sources.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day for which the site is built; none means today, which the caller fills in once
    /// the settings have told the time zone.
    pub date: Date,
    /// Whether unpublished entries take part.
    pub drafts: Drafts,
    /// A theme to use instead of the site's own.
    pub theme: Option<String>,
    /// A public address to use instead of the site's own.
    pub base_url: Option<String>,
}

/// All that survives between two builds; losing it changes nothing but time.
#[derive(Default)]
pub struct Memo {
    content: content::Memo,
    /// The last theme without mistakes, with the digest of all that it was made of.
    theme: Option<(blake3::Hash, Arc<Theme>)>,
}

/// A site that is linked and planned: any page can be shown.
pub struct Built {
    /// The site.
    pub site: Site,
    /// Its pages.
    pub plan: Plan,
    theme: Arc<Theme>,
    store: Store,
}

impl Printer for Theme {
    fn print(&self, template: &str, view: &View) -> Result<String, Box<Diagnostic>> {
        self.render(template, view).map_err(Box::new)
    }
}

/// The site's time zone: needed to know what day it is before a build can begin.
pub fn time_zone(sources: &Sources) -> Option<jiff::tz::TimeZone> {
    let (content, _) = content::parse(&sources.settings_only(), &mut content::Memo::default());
    content.settings.map(|it| it.time_zone)
}

/// Links and plans a site; none where the settings or the theme cannot be used.
pub fn build(
    sources: &Sources,
    options: &Options,
    memo: &mut Memo,
) -> (Option<Built>, Diagnostics) {
    let (mut content, mut diagnostics) = content::parse(sources, &mut memo.content);
    if let (Some(settings), Some(url)) = (&mut content.settings, &options.base_url) {
        settings.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    let (site, remarks) = site::link(&content, options.date, options.drafts);
    diagnostics.extend(remarks);
    let (name, asked) = theme_name(&content, options);
    let (theme, remarks) = load_theme(sources, (&name, asked), &mut memo.theme);
    diagnostics.extend(remarks);
    let Some(site) = site else { return (None, diagnostics.sorted()) };
    let (mut plan, remarks) = page::plan(&site);
    diagnostics.extend(remarks);
    let Some(theme) = theme else { return (None, diagnostics.sorted()) };
    if !theme.has_versions() {
        plan.presets.clear();
    }
    let missing = [page::TEMPLATES, piece::TEMPLATES].map(|it| theme.missing(it)).concat();
    diagnostics.extend(missing.iter().map(|it| template_missing(&name, it)));
    (Some(Built { site, plan, theme, store: Store::default() }), diagnostics.sorted())
}

impl Built {
    /// The whole input of a page's template; none for a file that needs no template.
    ///
    /// # Errors
    ///
    /// What the template of a piece could not do.
    pub fn view(&self, page: &Page) -> Result<Option<Value>, Box<Diagnostic>> {
        Ok(match self.make(page)? {
            Made::View(_, view) => Some(view.to_json()),
            Made::Bytes(_) => None,
        })
    }

    fn make(&self, page: &Page) -> Result<Made, Box<Diagnostic>> {
        self.plan.make(&self.site, page, Press::new(&*self.theme, &self.store))
    }

    /// The page at an address.
    pub fn page(&self, route: &Route) -> Option<&Page> {
        self.plan.pages.get(route)
    }

    /// Files that are handed out as they are, by path: those of the theme and of the content.
    pub fn files(&self) -> BTreeMap<String, Arc<[u8]>> {
        let mut files = self.theme.assets();
        let own = self.site.files.iter();
        files.extend(own.map(|(path, bytes)| (format!("files/{path}"), Arc::clone(bytes))));
        files
    }

    /// The bytes of one page or other planned file, in its ordinary version.
    ///
    /// # Errors
    ///
    /// What the template could not do with the view.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        let first = self.render_versions(page)?.into_iter().next();
        Ok(first.map(|(_, bytes)| bytes).unwrap_or_default())
    }

    /// The same with all its other versions, which cost no second rendering: each with its
    /// path, the ordinary one first.
    ///
    /// # Errors
    ///
    /// What the template could not do with the view.
    pub fn render_versions(
        &self,
        page: &Page,
    ) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
        let path = page.route.path().to_owned();
        let (template, view) = match self.make(page)? {
            Made::View(template, view) => (template, view),
            Made::Bytes(bytes) => return Ok(vec![(path, bytes)]),
        };
        let html = self.theme.print(template, &view)?;
        if !self.theme.has_versions() {
            return Ok(vec![(path, html.into_bytes())]);
        }
        let ordinary = version(&html, &path, (ORDINARY, false)).into_bytes();
        let others = self.plan.presets.iter().filter(|_| stands_in_every_tree(template));
        let others = others.map(|preset| {
            let folder = &preset.folder.value;
            (format!("{folder}/{path}"), version(&html, &path, (folder, true)).into_bytes())
        });
        Ok(std::iter::once((path.clone(), ordinary)).chain(others).collect())
    }

    /// The page whose path, or that of one of its versions, this is.
    pub fn page_of(&self, path: &str) -> Option<&Page> {
        let inside = |preset: &Preset| {
            let page = path.strip_prefix(&preset.folder.value)?.strip_prefix('/')?;
            let page = self.plan.pages.get(page)?;
            page.template().is_some_and(stands_in_every_tree).then_some(page)
        };
        let ordinary = self.plan.pages.get(path);
        ordinary.or_else(|| self.plan.presets.iter().find_map(inside))
    }

    /// Every file of the site, and what went wrong in templates: each mistake once, however
    /// many pages it spoils.
    pub fn render_all(&self) -> (Tree, Diagnostics) {
        let pages: Vec<&Page> = self.plan.pages.values().collect();
        let rendered: Vec<_> = pages.par_iter().map(|it| self.render_versions(it)).collect();
        let mut tree = Tree::new();
        let mut diagnostics = Diagnostics::none();
        for outcome in rendered {
            match outcome {
                Ok(versions) => tree.extend(versions),
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        for (path, bytes) in self.files() {
            tree.insert(path, bytes.to_vec());
        }
        (tree, diagnostics.sorted())
    }
}

/// Whether a build with these remarks may be published.
pub fn may_publish(diagnostics: &Diagnostics, strict: Strictness) -> bool {
    match strict {
        Strictness::Errors => diagnostics.count(Severity::Error) == 0,
        Strictness::Warnings => diagnostics.iter().all(|it| it.severity == Severity::Note),
    }
}

/// Which remarks hold a site back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Mistakes only.
    Errors,
    /// Warnings too.
    Warnings,
}

fn load_theme(
    sources: &Sources,
    (name, asked): (&str, Option<Place>),
    kept: &mut Option<(blake3::Hash, Arc<Theme>)>,
) -> (Option<Arc<Theme>>, Diagnostics) {
    let digest = digest(sources, name);
    if let Some((of, theme)) = kept
        && *of == digest
    {
        return (Some(Arc::clone(theme)), Diagnostics::none());
    }
    let (theme, diagnostics) = theme::load(&themes(sources), name, asked);
    let theme = theme.map(Arc::new);
    // A theme that gave cause for remarks is read again: they must be made again.
    let silent = theme.as_ref().filter(|_| diagnostics.is_empty());
    *kept = silent.map(|it| (digest, Arc::clone(it)));
    (theme, diagnostics)
}

/// Changes with any file of any theme, and with the theme asked for.
fn digest(sources: &Sources, name: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for file in sources.themes.values() {
        hasher.update(file.hash.as_bytes()).update(file.path.as_bytes()).update(&[0]);
    }
    hasher.update(name.as_bytes()).finalize()
}

fn themes(sources: &Sources) -> Themes {
    let mut themes: Themes = BTreeMap::new();
    for SourceFile { path, bytes, .. } in sources.themes.values() {
        let mut parts = path.splitn(3, '/').skip(1);
        let (Some(theme), Some(inner)) = (parts.next(), parts.next()) else { continue };
        let file = ThemeFile { path: Arc::clone(path), bytes: Arc::clone(bytes) };
        themes.entry(theme.to_owned()).or_default().insert(inner.to_owned(), file);
    }
    themes
}

/// The theme to use, and where the sources name it, if it is they who do.
fn theme_name(content: &Content, options: &Options) -> (String, Option<Place>) {
    if let Some(name) = &options.theme {
        return (name.clone(), None);
    }
    let settings = content.settings.as_ref();
    match settings.and_then(|it| Some((&it.file, it.theme.as_ref()?))) {
        Some((file, name)) => (name.value.clone(), Some(Place::new(file, name.at.clone()))),
        None => (DEFAULT_THEME.to_owned(), None),
    }
}

fn template_missing(theme: &str, template: &str) -> Diagnostic {
    let message = Words::new(
        format!("в оформлении «{theme}» нет шаблона templates/{template}.html"),
        format!("the theme `{theme}` lacks the template templates/{template}.html"),
    );
    Diagnostic::about_site(code::TEMPLATE, message)
}
