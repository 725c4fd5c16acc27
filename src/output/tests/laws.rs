//! What holds for any two trees.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::{
    ProptestConfig, Strategy, TestCaseError, prop, prop_assert_eq, proptest,
};

use super::Ground;
use crate::output::Files as _;
use crate::output::manifest::{self, Manifest};
use crate::output::shape::{self, Shape};
use crate::output::{Published, Tree};

const NAMES: &[&str] = &["a", "b", "ж", "index.html", "s.css"];
const BOTH_CASES: &[&str] = &["a", "A", "b", "ж", "Ж", "index.html"];

/// Trees over so few names that they often meet, as file and as folder.
fn trees(names: &'static [&str]) -> impl Strategy<Value = Tree> {
    let name = prop::sample::select(names);
    let path = prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"));
    let text = prop::sample::select(vec!["", "x", "yy", "zz"]);
    prop::collection::vec((path, text), 0..8).prop_map(|files| {
        let mut tree = Tree::new();
        for (path, text) in files {
            let before = tree.clone();
            tree.insert(path, text.as_bytes().to_vec());
            if Shape::of(&tree.paths()).is_err() {
                tree = before;
            }
        }
        tree
    })
}

/// The folder holds just the tree and a dot-file of somebody else, and the next run agrees.
fn stands(ground: &Ground, tree: &Tree) -> Result<(), TestCaseError> {
    let mut expected = BTreeMap::from([(".keep".to_owned(), "mine".to_owned())]);
    for (path, bytes) in tree {
        expected.insert(path.clone(), String::from_utf8_lossy(bytes).into_owned());
    }
    prop_assert_eq!(ground.found(), expected);
    ground.age();
    let again = ground.publish(tree)?;
    prop_assert_eq!(again, Published { unchanged: tree.len(), ..Published::default() });
    prop_assert_eq!(ground.young(), Vec::<String>::new());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_last_tree_stands(first in trees(BOTH_CASES), second in trees(BOTH_CASES)) {
        let ground = Ground::new();
        ground.lay(&[(".keep", "mine")]);
        ground.publish(&first)?;
        stands(&ground, &first)?;
        let published = ground.publish(&second)?;
        prop_assert_eq!(published.written + published.unchanged, second.len());
        let gone = first.keys().filter(|path| !second.contains_key(*path)).count();
        prop_assert_eq!(published.removed, gone);
        stands(&ground, &second)?;
    }

    #[test]
    fn a_run_cut_short_anywhere_is_made_good(
        (first, second) in (trees(NAMES), trees(NAMES)),
        fates in prop::collection::vec(0..4, 16),
    ) {
        let ground = Ground::new();
        ground.lay(&[(".keep", "mine")]);
        ground.publish(&first)?;
        let both = Shape::of(&second.paths())?;
        let owned = |tree: &Tree, folders: &[&str]| Manifest {
            complete: true,
            folders: folders.iter().map(|folder| (*folder).to_owned()).collect(),
            files: tree.keys().cloned().collect(),
        };
        let folders: Vec<_> = both.folders.iter().copied().collect();
        let before: Vec<_> = first.keys().flat_map(|path| shape::ancestors(path)).collect();
        let union = owned(&second, &folders).with(&owned(&first, &before));
        fs::write(ground.out().join(manifest::NAME), union.encode())?;
        for (path, fate) in union.files.iter().zip(fates) {
            let place = ground.out().join(path);
            // Where a step cannot be taken from here, the run had not come so far.
            let _ = match (fate, second.get(path)) {
                (0, None) => fs::remove_file(place),
                (1, Some(bytes)) => fs::write(place, bytes),
                (2, Some(_)) => fs::write(place, "torn"),
                (3, Some(_)) => fs::write(place.with_file_name(".novator-tmp-0"), "torn"),
                _ => Ok(()),
            };
        }
        ground.publish(&second)?;
        stands(&ground, &second)?;
    }
}
