//! The flow: sources → content → site → pages → bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::Value;

use crate::content::preset::Preset;
use crate::content::{self, Content};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity, Words, code};
use crate::output::{Files, Tree};
use crate::page::piece::{self, Press, Printer, Store};
use crate::page::route::Route;
use crate::page::version::{ORDINARY, stands_in_every_tree};
use crate::page::{self, Made, Page, Plan};
use crate::paper::Paper;
use crate::site::{Drafts, Site};
use crate::source::Sources;
use crate::theme::version::version;
use crate::theme::{self, Theme, ThemeFile, Themes};
use crate::view::View;
use linked::Linked;

pub mod horizon;
mod linked;
pub mod provenance;
pub mod retold;

/// The theme of a site that names none.
const DEFAULT_THEME: &str = "civic";

/// What a build may be asked for beside the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    linked: Option<Linked>,
    /// The last theme without mistakes, with the digest of all that it was made of.
    theme: Option<(blake3::Hash, Arc<Theme>)>,
}

impl Memo {
    /// What was read of single files.
    pub fn cards(&self) -> &content::Memo {
        &self.content
    }

    /// What the files of the last build say, right or wrong; none before the first.
    pub fn content(&self) -> Option<&Content> {
        self.linked.as_ref().map(|it| &*it.content)
    }
}

/// A site that is linked and planned: any page can be shown.
pub struct Built {
    /// The site.
    pub site: Arc<Site>,
    /// Its pages.
    pub plan: Arc<Plan>,
    theme: Arc<Theme>,
    store: Store,
}

impl Printer for Theme {
    fn print(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render(template, view).map_err(Box::new)
    }

    fn has_versions(&self) -> bool {
        Theme::has_versions(self)
    }

    fn sign(&self) -> String {
        self.hash().to_hex().to_string()
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
    let kept = (&mut memo.content, &mut memo.linked);
    finish(Linked::of(sources, options, kept), sources, memo)
}

/// Gives a linked site its theme.
fn finish(linked: Linked, sources: &Sources, memo: &mut Memo) -> (Option<Built>, Diagnostics) {
    let mut diagnostics = linked.diagnostics();
    let Linked { planned, theme: (name, asked), .. } = linked;
    let (theme, remarks) = load_theme(sources, (&name, asked), &mut memo.theme);
    diagnostics.extend(remarks);
    let Some((site, plan)) = planned else { return (None, diagnostics.sorted()) };
    let Some(theme) = theme else { return (None, diagnostics.sorted()) };
    let of_versions = if theme.has_versions() { piece::TEMPLATES_OF_VERSIONS } else { &[] };
    let wanted = [page::TEMPLATES, piece::TEMPLATES, of_versions];
    let missing = wanted.map(|it| theme.missing(it)).concat();
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
        Ok(match self.plan.make(&self.site, page, &self.press())? {
            Made::View(_, view) => Some(view.to_json()),
            Made::Bytes(_) => None,
        })
    }

    fn press(&self) -> Press<'_> {
        Press::new(&*self.theme, &self.store)
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

    /// The versions for people with poor sight, which the theme has to know how to show.
    fn presets(&self) -> &[Preset] {
        if self.theme.has_versions() { &self.plan.presets } else { &[] }
    }

    /// The page whose path, or that of one of its versions, this is; a version is named by its
    /// folder.
    pub fn page_at(&self, path: &str) -> Option<(&Page, Option<&str>)> {
        if let Some(page) = self.plan.pages.get(path) {
            return Some((page, None));
        }
        self.presets().iter().find_map(|preset| {
            let folder = preset.folder.value.as_str();
            let page = self.plan.pages.get(path.strip_prefix(folder)?.strip_prefix('/')?)?;
            page.template().is_some_and(stands_in_every_tree).then_some((page, Some(folder)))
        })
    }

    /// The bytes of one page or other planned file, in its ordinary version or that of a folder.
    ///
    /// # Errors
    ///
    /// What the template could not do with the view.
    pub fn render(
        &self,
        page: &Page,
        folder: Option<&str>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(match self.print(page)? {
            Printed::Page(html) => self.version(page, html.into(), folder),
            Printed::File(bytes) => bytes,
        })
    }

    /// What all versions of a page are made of.
    fn print(&self, page: &Page) -> Result<Printed, Box<Diagnostic>> {
        Ok(match self.plan.make(&self.site, page, &self.press())? {
            Made::View(template, view) => Printed::Page(self.theme.print(template, &view)?),
            Made::Bytes(bytes) => Printed::File(bytes),
        })
    }

    fn version(&self, page: &Page, html: Cow<'_, [u8]>, folder: Option<&str>) -> Vec<u8> {
        if !self.theme.has_versions() {
            return html.into_owned();
        }
        let wanted = (folder.unwrap_or(ORDINARY), folder.is_some());
        version(&html, page.route.path(), wanted)
    }

    /// Every file of the site, made when it is asked for.
    pub fn rendering(&self) -> Rendering<'_> {
        self.rendered(false)
    }

    /// The same for the last time: texts leave memory as soon as their pages are written.
    pub fn rendering_in_passing(&self) -> Rendering<'_> {
        self.rendered(true)
    }

    fn rendered(&self, in_passing: bool) -> Rendering<'_> {
        let everywhere = |page: &&Page| page.template().is_some_and(stands_in_every_tree);
        let versions = self.presets().iter().flat_map(|preset| {
            let pages = self.plan.pages.values().filter(everywhere);
            pages.map(|it| format!("{}/{}", preset.folder.value, it.route.path()))
        });
        let (versions, faults) = (versions.collect(), Mutex::default());
        Rendering { built: self, files: self.files(), versions, faults, in_passing }
    }

    /// What goes wrong in templates when every page is rendered.
    pub fn try_out(&self) -> Diagnostics {
        let rendering = self.rendering();
        self.plan.pages.par_iter().for_each(|(route, _)| drop(rendering.bytes(route.path())));
        rendering.into_faults()
    }

    /// The report of a year as a document; none where the site has no such report.
    pub fn paper(&self, year: i16) -> Option<Paper> {
        page::report::paper(&self.site, &self.plan, (year, &self.press()))
    }

    /// Every file of the site at once, and what went wrong in templates.
    pub fn render_all(&self) -> (Tree, Diagnostics) {
        let rendering = self.rendering();
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in rendering.paths() {
            groups.entry(rendering.model(path)).or_default().push(path);
        }
        let made = groups.par_iter().flat_map_iter(|(_, paths)| {
            let made = paths.iter().zip(rendering.together(paths));
            made.filter_map(|(path, it)| Some(((*path).to_owned(), it?.into_owned())))
        });
        (made.collect(), rendering.into_faults())
    }
}

/// The files of a site on their way to a folder.
pub struct Rendering<'a> {
    built: &'a Built,
    /// Those that are handed out as they are.
    files: BTreeMap<String, Arc<[u8]>>,
    /// Paths of pages in their other versions.
    versions: Vec<String>,
    faults: Mutex<Vec<Diagnostic>>,
    /// Whether texts are left out once their pages are written.
    in_passing: bool,
}

/// A page as the theme prints it, for all its versions, or a file that has no others.
enum Printed {
    Page(Vec<u8>),
    File(Vec<u8>),
}

impl Rendering<'_> {
    /// What all versions of a page are made of; none where its template fails.
    fn printed(&self, page: &Page) -> Option<Printed> {
        let keep = |fault: Box<Diagnostic>| {
            self.faults.lock().unwrap_or_else(PoisonError::into_inner).push(*fault);
        };
        self.built.print(page).map_err(keep).ok()
    }

    /// What went wrong in templates: each mistake once, however many pages it spoils.
    pub fn into_faults(self) -> Diagnostics {
        let mut diagnostics = Diagnostics::none();
        diagnostics.extend(self.faults.into_inner().unwrap_or_else(PoisonError::into_inner));
        diagnostics.sorted()
    }
}

impl Files for Rendering<'_> {
    fn paths(&self) -> BTreeSet<&str> {
        let pages = self.built.plan.pages.keys().map(Route::path);
        let files = self.files.keys().map(String::as_str);
        pages.chain(files).chain(self.versions.iter().map(String::as_str)).collect()
    }

    fn bytes(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        if let Some(bytes) = self.files.get(path) {
            return Some(Cow::Borrowed(bytes));
        }
        let (page, folder) = self.built.page_at(path)?;
        match self.printed(page)? {
            Printed::Page(html) => Some(self.built.version(page, html.into(), folder).into()),
            Printed::File(bytes) => Some(bytes.into()),
        }
    }

    fn pass(&self, paths: &[&str]) {
        let page = paths.first().filter(|_| self.in_passing);
        let page = page.and_then(|it| self.built.page_at(it));
        let text = page.and_then(|(page, _)| page.text(&self.built.site));
        text.inspect(|it| it.leave_out());
    }

    fn model<'p>(&self, path: &'p str) -> &'p str {
        if self.versions.is_empty() {
            return path;
        }
        match self.built.page_at(path) {
            Some((page, Some(_))) => &path[path.len() - page.route.path().len()..],
            _ => path,
        }
    }

    fn together(&self, paths: &[&str]) -> Vec<Option<Cow<'_, [u8]>>> {
        let page = paths.first().and_then(|it| self.built.page_at(it));
        let (Some((page, _)), true) = (page, paths.len() > 1) else {
            return paths.iter().map(|it| self.bytes(it)).collect();
        };
        let Some(Printed::Page(html)) = self.printed(page) else {
            return vec![None; paths.len()];
        };
        let version = |path: &&str| {
            let (page, folder) = self.built.page_at(path)?;
            Some(self.built.version(page, (&*html).into(), folder).into())
        };
        paths.iter().map(version).collect()
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
    for source in sources.themes.values() {
        let mut parts = source.path.splitn(3, '/').skip(1);
        let (Some(theme), Some(inner)) = (parts.next(), parts.next()) else { continue };
        let file = ThemeFile { path: Arc::clone(&source.path), bytes: source.pass() };
        themes.entry(theme.to_owned()).or_default().insert(inner.to_owned(), file);
    }
    themes
}

fn template_missing(theme: &str, template: &str) -> Diagnostic {
    let message = Words::new(
        format!("в оформлении «{theme}» нет шаблона templates/{template}.html"),
        format!("the theme `{theme}` lacks the template templates/{template}.html"),
    );
    Diagnostic::about_site(code::TEMPLATE, message)
}
