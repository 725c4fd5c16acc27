//! What can be said about paths without a look at the disk: which are ours to use, which clash.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use unicode_normalization::UnicodeNormalization;

use super::Refusal;

/// What a path is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file with bytes.
    File,
    /// A folder that something lies in.
    Folder,
}

/// The files and folders of a tree, none of which stands in the way of another.
pub(super) struct Shape<'a> {
    /// All folders that files of the tree lie in, without the output folder.
    pub(super) folders: BTreeSet<&'a str>,
    /// What a disk blind to letter case would find under a folded path.
    taken: BTreeMap<String, (&'a str, Kind)>,
}

impl<'a> Shape<'a> {
    /// The shape of a tree, unless its paths are not plain or clash.
    pub(super) fn of(paths: &BTreeSet<&'a str>) -> Result<Shape<'a>, Refusal> {
        let odd: Vec<_> =
            paths.iter().filter(|path| !is_plain(path)).map(|it| (*it).to_owned()).collect();
        if !odd.is_empty() {
            return Err(Refusal::Names(odd));
        }
        let mut shape = Shape { folders: BTreeSet::new(), taken: BTreeMap::new() };
        let mut clashes = vec![];
        for path in paths {
            for folder in ancestors(path) {
                if shape.folders.insert(folder) {
                    clashes.extend(shape.take(folder, Kind::Folder));
                }
            }
            clashes.extend(shape.take(path, Kind::File));
        }
        if clashes.is_empty() { Ok(shape) } else { Err(Refusal::Clashes(clashes)) }
    }

    /// Whether a path that is not of this shape must go before the shape can stand, be it that
    /// a file and a folder change places or that only letter case changes.
    pub(super) fn contradicts(&self, path: &str, kind: Kind) -> bool {
        let differs = |prefix: &str, kind: Kind| {
            self.taken
                .get(&fold(prefix))
                .is_some_and(|(spelling, taken)| *spelling != prefix || *taken != kind)
        };
        ancestors(path).any(|folder| differs(folder, Kind::Folder)) || differs(path, kind)
    }

    /// Claims a path and tells the pair that claims the same one.
    fn take(&mut self, path: &'a str, kind: Kind) -> Option<(String, String)> {
        let (other, other_kind) = *self.taken.entry(fold(path)).or_insert((path, kind));
        let shown = |path: &str, kind| match kind {
            Kind::File => path.to_owned(),
            Kind::Folder => format!("{path}/"),
        };
        let clash = other != path || other_kind != kind;
        clash.then(|| (shown(other, other_kind), shown(path, kind)))
    }
}

/// Names that begin so are never part of a tree.
pub(super) const RESERVED: &str = ".novator-";

/// Whether a path leads, step by step, to a file under the output folder that is not reserved.
pub(super) fn is_plain(path: &str) -> bool {
    let mut count = 0;
    let plain = Path::new(path).components().all(|component| {
        count += 1;
        matches!(component, Component::Normal(_))
    });
    // Components leave out empty steps and dots, and split where this system splits.
    plain
        && count == path.split('/').count()
        && !path.contains('\0')
        && !path.split('/').any(|name| fold(name).starts_with(RESERVED))
}

/// The form in which paths are equal if some disk takes them for the same.
pub(super) fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.to_lowercase().nfc().collect()
}

/// The folders a path lies in, outermost first, without the output folder.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folder a path lies in; empty for the output folder.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of a name in a folder.
pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Shape, is_plain};
    use crate::output::Refusal;

    #[test]
    fn plain_paths() {
        #[track_caller]
        fn check(path: &str, expected: bool) {
            assert_eq!(is_plain(path), expected, "{path:?}");
        }
        for path in ["a", "a/b.html", ".well-known/x", "а/б в.pdf", "..a/b..", ".nojekyll"] {
            check(path, true);
        }
        for path in ["", "/", "/a", "a/", "a//b", ".", "./a", "a/./b", "..", "../a", "a/../b"] {
            check(path, false);
        }
        for path in ["a\0b", ".novator-manifest.json", "a/.Novator-tmp-1", ".novator-x/y"] {
            check(path, false);
        }
    }

    #[test]
    fn clashes() {
        #[track_caller]
        fn check(paths: &[&str], expected: &[(&str, &str)]) {
            let clashes = match Shape::of(&paths.iter().copied().collect()) {
                Ok(_) => vec![],
                Err(Refusal::Clashes(clashes)) => clashes,
                Err(other) => panic!("{other}"),
            };
            let clashes: Vec<_> = clashes.iter().map(|(a, b)| (&**a, &**b)).collect();
            assert_eq!(clashes, expected, "{paths:?}");
        }
        check(&["a.html", "b.html", "a/b.html"], &[]);
        check(&["A.html", "a.html"], &[("A.html", "a.html")]);
        check(&["Ёж.html", "е\u{308}ж.html"], &[("Ёж.html", "е\u{308}ж.html")]);
        check(&["A/x", "a/y"], &[("A/", "a/")]);
        check(&["x", "x/y"], &[("x", "x/")]);
        check(&["X", "x/y"], &[("X", "x/")]);
    }

    #[test]
    fn contradictions() {
        let shape = Shape::of(&["a/b"].into()).expect("the tree has no clashes");
        #[track_caller]
        fn check(shape: &Shape<'_>, path: (&str, Kind), expected: bool) {
            assert_eq!(shape.contradicts(path.0, path.1), expected, "{path:?}");
        }
        for path in ["c", "a/c", "c/a/b"] {
            check(&shape, (path, Kind::File), false);
        }
        for path in ["a", "A", "A/c", "A/b", "a/B", "a/b/c"] {
            check(&shape, (path, Kind::File), true);
        }
        check(&shape, ("a", Kind::Folder), false);
        check(&shape, ("a/b", Kind::Folder), true);
        check(&shape, ("A", Kind::Folder), true);
    }
}
