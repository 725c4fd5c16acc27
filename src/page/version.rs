//! Versions of a page for people with poor sight: which there are, and the ways between them.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::Serialize;

use super::route::Route;
use super::{Context, Page};
use crate::content::preset::Preset;
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::site::Site;

/// The key of the version that stands at the addresses of the plan.
pub const ORDINARY: &str = "ordinary";

/// A page that stands at one address only: servers show it under any.
const ALONE: &str = "not-found";

/// Whether a page shown by this template stands in every tree.
pub fn stands_in_every_tree(template: &str) -> bool {
    template != ALONE
}

/// One version of the page, for the parts of templates that differ.
#[derive(Serialize)]
pub(super) struct VersionView<'a> {
    /// `ordinary`, or the folder of the version.
    key: &'a str,
    /// Whether it is the ordinary page.
    is_ordinary: bool,
    /// Attributes of `<html>` that set it otherwise.
    settings: Vec<SettingView>,
    /// This page in every tree, the ordinary one first.
    links: Vec<VersionLink<'a>>,
}

#[derive(Serialize)]
struct SettingView {
    /// The attribute without `data-`.
    key: &'static str,
    /// Its value.
    value: &'static str,
}

#[derive(Serialize)]
struct VersionLink<'a> {
    href: String,
    key: &'a str,
    /// It is the version that this view is about.
    current: bool,
    settings: Vec<SettingView>,
}

/// All versions of a page: the ordinary one first, alone where there are no other trees.
pub(super) fn versions<'a>(context: &Context<'a>, template: &str) -> Vec<VersionView<'a>> {
    let presets = &context.plan.presets;
    let trees = || std::iter::once(None).chain(presets.iter().map(Some));
    let alone = !stands_in_every_tree(template);
    let start = Route::new("index");
    let page = if alone { &start } else { context.from };
    let link = |of: Option<&Preset>, to: Option<&'a Preset>| VersionLink {
        href: at(page, to).seen_from(&at(context.from, of)),
        key: key(to),
        current: key(of) == key(to),
        settings: settings(to),
    };
    let version = |of: Option<&'a Preset>| VersionView {
        key: key(of),
        is_ordinary: of.is_none(),
        settings: settings(of),
        links: trees().map(|to| link(of, to)).collect(),
    };
    trees().take(if alone { 1 } else { usize::MAX }).map(version).collect()
}

fn key(preset: Option<&Preset>) -> &str {
    preset.map_or(ORDINARY, |it| &it.folder.value)
}

fn at(page: &Route, preset: Option<&Preset>) -> Route {
    preset.map_or_else(|| page.clone(), |it| page.below(&it.folder.value))
}

fn settings(preset: Option<&Preset>) -> Vec<SettingView> {
    let settings = preset.into_iter().flat_map(|it| &it.settings);
    settings.map(|(key, value)| SettingView { key, value }).collect()
}

/// A folder of a version must hold nothing else.
pub(super) fn check(site: &Site, pages: &BTreeMap<Route, Page>) -> Diagnostics {
    let mut diagnostics = Diagnostics::none();
    for Preset { folder, .. } in &site.settings.presets {
        let inside = format!("{}/", folder.value);
        let mut behind = pages.range::<str, _>((Bound::Included(&*inside), Bound::Unbounded));
        let taken = behind.next().map(|it| it.0).filter(|it| it.path().starts_with(&inside));
        if let Some(taken) = taken {
            let message = Words::new(
                format!("в папке «{}» уже есть страница {}", folder.value, taken.path()),
                format!(
                    "the folder `{}` holds the page {} already",
                    folder.value,
                    taken.path()
                ),
            );
            let place = Place::new(&site.settings.file, folder.at.clone());
            diagnostics.push(Diagnostic::new(code::VERSION_FOLDER, place, message));
        }
    }
    diagnostics
}
