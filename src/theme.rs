//! Themes: templates, interface strings and assets of the site, with overlay and inheritance.
//!
//! A theme is a folder:
//!
//! ```text
//! theme.yaml          название, договор: 1, движок: minijinja | tera; наследует, версии (optional)
//! templates/*.html    one template for each kind of page, and parts of them in subfolders
//! strings/ru.yaml     interface strings; a plural is a map of exactly one, few, many
//! assets/**           files copied as they are
//! ```
//!
//! What a theme lacks it takes from the theme it extends: an asset or a template file by file,
//! a string key by key. Templates are taken only from themes with the same engine.
//!
//! # What both template languages have in common
//!
//! - Output `{{ a.b[0].c }}`, always escaped (`&`, `<`, `>`, `"`, `'`); a null gives nothing.
//!   HTML from the view, whose key ends in `_html`, is written `{{ body_html | safe }}`.
//! - An undefined name or attribute is an error everywhere but in `x is defined`,
//!   `x is undefined` and `x | default(value="—")`; a null is not undefined.
//! - `{% if %}…{% elif %}…{% else %}…{% endif %}`; `and`, `or`, `not`, `in`, `==`, `!=`, `<`,
//!   `<=`, `>`, `>=`, `+ - * /`; `a if condition else b`; `~` joins text and numbers.
//! - `{% for item in list %}…{% else %}…{% endfor %}` with `loop.index`, `loop.index0`,
//!   `loop.first`, `loop.last`, `loop.length`; lists only, not maps.
//! - `{% extends "base.html" %}` on top, `{% block name %}…{% endblock %}` (a block must exist
//!   in the parent) and `{{ super() }}`; `{% include "parts/card.html" %}` with a name in
//!   quotes, which sees all names of the place. Names are relative to `templates/`.
//! - `{% set name = … %}`, used only in the same block or loop; `{% raw %}`, `{# … #}`, `{%-`,
//!   `-%}`, `{{-`, `-}}`; the line break at the end of a file is kept.
//! - Tests `defined`, `undefined`, `none`, `string`, `number`, `odd`, `even`.
//! - Filters, arguments by name: `default(value=…)` (also for a null), `escape`, `first`,
//!   `join(sep=…)`, `last`, `length`, `lower`, `number` (digits by threes with no-break spaces
//!   from five digits on), `reverse`, `safe`, `trim`, `upper`.
//! - The function `t(key="projects.title")`; `t(key="count.projects", n=57)` chooses among one,
//!   few, many and writes `n` like the filter `number`; every `{name}` of a string takes the
//!   argument of that name: text or a whole number. The result is text and is escaped; that of
//!   a key which ends in `_html` is HTML, and its arguments are escaped unless they are safe.
//!
//! Only MiniJinja has macros and `import`; only Tera has components.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::engine::{Engine, Template, Templates};
use self::fault::{Fault, Scene, Spot, Trouble};
use self::minijinja::MiniJinjaEngine;
use self::settings::{EngineName, Settings};
use self::strings::Strings;
use self::tera::TeraEngine;
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::nearest::nearest;
use crate::view::View;
use crate::yaml::table::suggestion;

mod chain;
mod contrast;
mod engine;
mod fault;
mod minijinja;
mod settings;
mod strings;
mod style;
mod tera;
pub mod version;

#[cfg(test)]
mod tests;

const SETTINGS: &str = "theme.yaml";
const STRINGS: &str = "strings/ru.yaml";
const TEMPLATES: &str = "templates/";
const ASSETS: &str = "assets/";
const HTML: &str = ".html";

/// One file of a theme, with the path that messages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Path for messages, such as `themes/civic/templates/base.html`.
    pub path: Arc<str>,
    /// The bytes of the file.
    pub bytes: Arc<[u8]>,
}

/// All files of all themes, by theme name and path inside the theme.
pub type Themes = BTreeMap<String, BTreeMap<String, ThemeFile>>;

/// A theme together with everything it inherits, ready to render.
pub struct Theme {
    title: String,
    engine: Box<dyn Engine>,
    templates: Templates,
    strings: Arc<Strings>,
    assets: BTreeMap<String, Arc<[u8]>>,
    has_versions: bool,
    hash: blake3::Hash,
}

/// Reads a theme and those it extends; the theme is absent when there is any error.
///
/// Mistakes of one kind are told all at once: of strings always; of the chain of themes, then
/// of template bytes, then of template syntax. `asked` is where the sources name the theme, if
/// they do.
pub fn load(themes: &Themes, name: &str, asked: Option<Place>) -> (Option<Theme>, Diagnostics) {
    let mut loader = Loader { themes, diagnostics: Diagnostics::none(), broken: false };
    let theme = loader.theme(name, asked).filter(|_| loader.diagnostics.is_empty());
    (theme, loader.diagnostics)
}

impl Theme {
    /// The name of the theme for people.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Renders `templates/<template>.html` with the values of the view as its names; UTF-8.
    ///
    /// # Errors
    ///
    /// One diagnostic about the first thing that goes wrong, at its bytes in the template.
    #[expect(clippy::result_large_err, reason = "a page fails once, and then the run is over")]
    pub fn render(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Diagnostic> {
        let file = format!("{template}{HTML}");
        let rendered = if self.templates.contains_key(&file) {
            self.engine.render(&file, view)
        } else {
            let trouble = Trouble::MissingTemplate { name: file };
            Err(Fault { template: None, spot: Spot::Unknown, trouble })
        };
        rendered.map_err(|fault| {
            let (templates, strings) = (&self.templates, &self.strings);
            Scene { templates, strings, view: Some(&view.to_json()) }.tell(fault)
        })
    }

    /// Files to copy, by path in the output: `assets/…`.
    pub fn assets(&self) -> BTreeMap<String, Arc<[u8]>> {
        self.assets.clone()
    }

    /// Whether its templates write blocks for versions of a page.
    pub fn has_versions(&self) -> bool {
        self.has_versions
    }

    /// Whether `render` knows the template of this name.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains_key(&format!("{name}{HTML}"))
    }

    /// Names that `render` knows, sorted; parts too, such as `parts/card`.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().filter_map(|it| it.strip_suffix(HTML))
    }

    /// Those of the names for which the theme has no template.
    pub fn missing(&self, templates: &[&str]) -> Vec<String> {
        let absent = templates.iter().filter(|it| !self.has_template(it));
        absent.map(|it| (*it).to_owned()).collect()
    }

    /// Changes whenever a file does that has a say in what the theme produces.
    pub fn hash(&self) -> blake3::Hash {
        self.hash
    }
}

/// A theme of the chain with its own files.
struct Link<'t> {
    name: &'t str,
    files: &'t BTreeMap<String, ThemeFile>,
    settings: Settings,
}

type Effective<'t> = BTreeMap<&'t str, &'t ThemeFile>;

struct Loader<'t> {
    themes: &'t Themes,
    diagnostics: Diagnostics,
    /// Whether a theme of the chain or a template is absent, so that others miss it.
    broken: bool,
}

impl<'t> Loader<'t> {
    fn theme(&mut self, name: &str, asked: Option<Place>) -> Option<Theme> {
        let chain = self.chain(name, asked);
        let strings = Arc::new(self.strings(&chain));
        let settings = &chain.first()?.settings;
        let same_engine = chain.iter().filter(|it| it.settings.engine == settings.engine);
        let files = effective(same_engine, TEMPLATES);
        let assets = effective(&chain, ASSETS);
        let templates = self.templates(&files);
        if self.broken {
            // What is absent would make the other templates look wrong.
            return None;
        }
        let loaded = match settings.engine {
            EngineName::MiniJinja => boxed::<MiniJinjaEngine>(&templates, &strings),
            EngineName::Tera => boxed::<TeraEngine>(&templates, &strings),
        };
        let scene = Scene { templates: &templates, strings: &strings, view: None };
        let told = loaded.map_err(|it| it.into_iter().map(|it| scene.tell(it)));
        let engine = told.map_err(|it| self.diagnostics.extend(it)).ok()?;
        self.contrast(&chain, &assets);
        let title = settings.title.clone();
        let hash = hash(&chain, [&files, &assets]);
        let assets = assets
            .into_iter()
            .map(|(path, file)| (path.to_owned(), served(path, file)))
            .collect();
        // Blocks of versions stand in templates, and so come from where those come from.
        let mut own = chain.iter().filter(|it| it.settings.engine == settings.engine);
        let has_versions = own.find_map(|it| it.settings.versions).unwrap_or(false);
        Some(Theme { title, engine, templates, strings, assets, has_versions, hash })
    }

    /// The theme, its parent and so on, as far as they can be read.
    fn chain(&mut self, name: &str, asked: Option<Place>) -> Vec<Link<'t>> {
        let mut chain: Vec<Link<'t>> = vec![];
        let mut next = Some((name.to_owned(), asked));
        while let Some((name, asked)) = next {
            if let Some(start) = chain.iter().position(|it| it.name == name) {
                self.circle(&chain[start..], asked);
                break;
            }
            let Some((name, files)) = self.themes.get_key_value(&name) else {
                self.unknown_theme(&name, asked);
                break;
            };
            let Some(file) = files.get(SETTINGS) else {
                self.no_settings(name, asked);
                break;
            };
            let (settings, diagnostics) = settings::read(file);
            self.diagnostics.extend(diagnostics);
            let Some(settings) = settings else {
                self.broken = true;
                break;
            };
            next = settings.parent.clone().map(|it| {
                let place = Place::new(&file.path, it.at);
                (it.value, Some(place))
            });
            chain.push(Link { name, files, settings });
        }
        chain
    }

    fn circle(&mut self, links: &[Link<'_>], place: Option<Place>) {
        let first = links.first().map(|it| it.name);
        let path: Vec<&str> = links.iter().map(|it| it.name).chain(first).collect();
        let path = path.join(" → ");
        let message = Words::new(
            format!("темы наследуют друг друга по кругу: {path}"),
            format!("themes extend each other in a circle: {path}"),
        );
        self.stop(place, message, None);
    }

    fn no_settings(&mut self, name: &str, place: Option<Place>) {
        let message = Words::new(
            format!("в теме «{name}» нет файла {SETTINGS}"),
            format!("the theme `{name}` has no file {SETTINGS}"),
        );
        self.stop(place, message, None);
    }

    fn unknown_theme(&mut self, name: &str, place: Option<Place>) {
        let known: Vec<&str> = self.themes.keys().map(String::as_str).collect();
        let near = nearest(name, known.iter().copied(), 3);
        let hint = suggestion(&near, &known);
        let message = Words::new(
            format!("оформление «{name}» не найдено"),
            format!("there is no theme `{name}`"),
        );
        self.stop(place, message, Some(hint));
    }

    fn stop(&mut self, place: Option<Place>, message: Words, hint: Option<Words>) {
        self.broken = true;
        let mut diagnostic = Diagnostic::about_site(code::THEME, message);
        (diagnostic.place, diagnostic.hint) = (place, hint);
        self.diagnostics.push(diagnostic);
    }

    /// Looks at the colours that the nearest theme with the key `контраст` lists, in the styles
    /// that it has itself or that a nearer theme has in their place.
    fn contrast(&mut self, chain: &[Link<'_>], assets: &Effective<'_>) {
        let Some(link) = chain.iter().find(|it| !it.settings.contrast.is_empty()) else {
            return;
        };
        let Some(settings) = link.files.get(SETTINGS) else { return };
        let own = link.files.keys().filter(|it| it.ends_with(".css"));
        let styles: Vec<&ThemeFile> =
            own.filter_map(|it| assets.get(it.as_str()).copied()).collect();
        let pairs = (&settings.path, link.settings.contrast.as_slice());
        self.diagnostics.extend(contrast::check(pairs, &styles));
    }

    fn strings(&mut self, chain: &[Link<'_>]) -> Strings {
        let mut strings = Strings::default();
        for file in chain.iter().rev().filter_map(|it| it.files.get(STRINGS)) {
            let (nearer, diagnostics) = Strings::read(file);
            strings.lay_over(nearer);
            self.diagnostics.extend(diagnostics);
        }
        strings
    }

    fn templates(&mut self, files: &Effective<'_>) -> Templates {
        let mut templates = Templates::new();
        for (path, file) in files {
            let name = path.strip_prefix(TEMPLATES).unwrap_or(path).to_owned();
            let (range, ru, en) = match str::from_utf8(&file.bytes) {
                Err(error) => {
                    let start = error.valid_up_to();
                    (start..start + 1, "не в UTF-8", "is not UTF-8")
                }
                Ok(text) => match engine::excess(text) {
                    Some(range) => {
                        (range, "слишком сложен с этого места", "is too complex from here")
                    }
                    None => {
                        let path = Arc::clone(&file.path);
                        templates.insert(name, Template { path, text: text.to_owned() });
                        continue;
                    }
                },
            };
            self.broken = true;
            let words =
                Words::new(format!("шаблон «{name}» {ru}"), format!("template `{name}` {en}"));
            let place = Place::new(&file.path, range);
            self.diagnostics.push(Diagnostic::new(code::TEMPLATE, place, words));
        }
        templates
    }
}

fn boxed<E: Engine + 'static>(
    templates: &Templates,
    strings: &Arc<Strings>,
) -> Result<Box<dyn Engine>, Vec<Fault>> {
    Ok(Box::new(E::load(templates, strings)?))
}

/// A file as it is handed out: style sheets without what only their authors need.
fn served(path: &str, file: &ThemeFile) -> Arc<[u8]> {
    match str::from_utf8(&file.bytes) {
        Ok(css) if path.ends_with(".css") => style::lean(css).into_bytes().into(),
        _ => Arc::clone(&file.bytes),
    }
}

/// The files of a folder of the theme, each from the nearest link that has it.
fn effective<'t>(chain: impl IntoIterator<Item = &'t Link<'t>>, folder: &str) -> Effective<'t> {
    let mut files = Effective::new();
    for link in chain {
        for (path, file) in link.files.iter().filter(|it| it.0.starts_with(folder)) {
            files.entry(path).or_insert(file);
        }
    }
    files
}

fn hash(chain: &[Link<'_>], inherited: [&Effective<'_>; 2]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |path: &str, file: &ThemeFile| {
        for part in [path.as_bytes(), &file.bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
    };
    for link in chain {
        let own = BTreeSet::from([SETTINGS, STRINGS]);
        for (path, file) in link.files.iter().filter(|it| own.contains(it.0.as_str())) {
            add(&format!("{}/{path}", link.name), file);
        }
    }
    for (path, file) in inherited.into_iter().flatten() {
        add(path, file);
    }
    hasher.finalize()
}
