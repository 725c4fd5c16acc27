//! Runs that go to their end or are refused for what stands in their way.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;

use super::{Case, Ground, check, gist, texts, tree};
use crate::output::{Files, Published, Refusal, Tree, manifest, stage};

#[test]
fn fresh_folder() {
    let files = &[("a/b/c.html", "c"), ("index.html", ""), ("s.css", "s")];
    check(&Case { before: &[], laid: &[], tree: files, outcome: Ok([3, 0, 0]), after: files });
    check(&Case { before: &[], laid: &[], tree: &[], outcome: Ok([0, 0, 0]), after: &[] });
}

#[test]
fn change_and_removal() {
    check(&Case {
        before: &[("a/b/c.html", "c"), ("a/d.html", "d"), ("e.html", "e"), ("f.html", "f")],
        laid: &[],
        tree: &[("a/d.html", "D"), ("e.html", "ee"), ("f.html", "f"), ("g.html", "g")],
        outcome: Ok([3, 1, 1]),
        after: &[("a/d.html", "D"), ("e.html", "ee"), ("f.html", "f"), ("g.html", "g")],
    });
}

#[test]
fn a_folder_goes_with_its_last_file_if_a_build_made_it() {
    check(&Case {
        before: &[("a/b/c", ""), ("a/d", ""), ("e/f", "")],
        laid: &[("g/", "")],
        tree: &[("g/h", "")],
        outcome: Ok([1, 0, 3]),
        after: &[("g/h", "")],
    });
    let ground = Ground::new();
    ground.publish(&Tree::new()).expect("the folder is new");
    ground.lay(&[("theirs/", "")]);
    for (files, left) in [(&[("theirs/ours/a", "")][..], "theirs/ours/a"), (&[], "theirs/")] {
        ground.publish(&tree(files)).expect("nothing stands in the way");
        assert_eq!(ground.found(), texts(&[(left, "")]));
    }
}

#[test]
fn foreign_files_stay() {
    check(&Case {
        before: &[("a/b", "b"), ("c/d", "d")],
        laid: &[("a/mine", "m"), (".git/config", "g"), ("top", "t"), ("empty/", "")],
        tree: &[("c/d", "d")],
        outcome: Ok([0, 1, 1]),
        after: &[
            ("a/mine", "m"),
            (".git/config", "g"),
            ("top", "t"),
            ("empty/", ""),
            ("c/d", "d"),
        ],
    });
}

#[test]
fn foreign_files_in_the_way() {
    check(&Case {
        before: &[("a", "a"), ("old", "")],
        laid: &[("b", "mine"), ("c", "equal"), ("d/e", "mine"), ("f", "mine")],
        tree: &[("a", "A"), ("b", "B"), ("c", "equal"), ("d/e", "E"), ("f/g", "G")],
        outcome: Err("foreign: f b d/e"),
        after: &[
            ("a", "a"),
            ("old", ""),
            ("b", "mine"),
            ("c", "equal"),
            ("d/e", "mine"),
            ("f", "mine"),
        ],
    });
    check(&Case {
        before: &[("a", "a")],
        laid: &[("x/mine", ""), ("x/deep/mine", "")],
        tree: &[("a", "A"), ("x", "X")],
        outcome: Err("foreign: x/deep/mine x/mine"),
        after: &[("a", "a"), ("x/mine", ""), ("x/deep/mine", "")],
    });
}

#[test]
fn an_equal_foreign_file_becomes_ours() {
    let ground = Ground::new();
    ground.publish(&Tree::new()).expect("the folder is new");
    ground.lay(&[("a", "equal")]);
    let adopted =
        ground.publish(&tree(&[("a", "equal")])).expect("equal bytes are no obstacle");
    assert_eq!(adopted, Published { unchanged: 1, ..Published::default() });
    let removed = ground.publish(&Tree::new()).expect("the file is ours by now");
    assert_eq!(removed, Published { removed: 1, ..Published::default() });
}

#[test]
fn nothing_is_written_when_nothing_changes() {
    let ground = Ground::new();
    let files = [("a/b.html", "b"), ("c.css", "c"), ("index.html", "i")];
    ground.publish(&tree(&files)).expect("the folder is new");
    ground.age();
    let again = ground.publish(&tree(&files)).expect("the folder is ours");
    assert_eq!(again, Published { unchanged: 3, ..Published::default() });
    assert_eq!(ground.young(), Vec::<String>::new());

    let files = [("a/b.html", "B"), ("c.css", "c"), ("index.html", "i")];
    ground.publish(&tree(&files)).expect("the folder is ours");
    assert_eq!(ground.young(), [manifest::NAME, "a/b.html"]);
}

#[test]
fn file_and_folder_change_places() {
    check(&Case {
        before: &[("x", "file"), ("y/z/w.html", "w"), ("y/v.html", "v")],
        laid: &[("y/empty/", ""), ("y/.novator-tmp-3", "torn")],
        tree: &[("x/a/b.html", "b"), ("y", "file")],
        outcome: Ok([2, 0, 3]),
        after: &[("x/a/b.html", "b"), ("y", "file")],
    });
    check(&Case {
        before: &[],
        laid: &[("x/empty/", "")],
        tree: &[("x", "file")],
        outcome: Ok([1, 0, 0]),
        after: &[("x", "file")],
    });
}

#[test]
fn only_letter_case_changes() {
    check(&Case {
        before: &[("A.html", "a"), ("Docs/b.html", "b"), ("Docs/c.html", "c")],
        laid: &[],
        tree: &[("a.html", "a"), ("docs/b.html", "b"), ("docs/C.html", "c")],
        outcome: Ok([3, 0, 3]),
        after: &[("a.html", "a"), ("docs/b.html", "b"), ("docs/C.html", "c")],
    });
    check(&Case {
        before: &[("a", "")],
        laid: &[],
        tree: &[("b/C", ""), ("b/c", "")],
        outcome: Err(r#"clashes: [("b/C", "b/c")]"#),
        after: &[("a", "")],
    });
}

#[test]
fn odd_paths() {
    check(&Case {
        before: &[],
        laid: &[],
        tree: &[("../x", ""), ("/x", ""), ("a", ""), (manifest::NAME, "")],
        outcome: Err("names: ../x .novator-manifest.json /x"),
        after: &[],
    });
}

#[cfg(unix)]
#[test]
fn symbolic_links() {
    check(&Case {
        before: &[("a", "a"), ("d/e", "e"), ("f", "f")],
        laid: &[("mine/d2/", ""), ("l@", "mine"), ("m@", "mine/d2"), ("n@", "nowhere")],
        tree: &[("a", "A"), ("l/x", ""), ("m", ""), ("n", ""), ("o/p", "")],
        outcome: Err("symlinks: l m n"),
        after: &[
            ("a", "a"),
            ("d/e", "e"),
            ("f", "f"),
            ("mine/d2/", ""),
            ("l@", "mine"),
            ("m@", "mine/d2"),
            ("n@", "nowhere"),
        ],
    });
    let ground = Ground::new();
    ground.publish(&tree(&[("d/e", "e"), ("f", "f")])).expect("the folder is new");
    for inner in ["d/e", "d", "f"] {
        let place = ground.out().join(inner);
        let removed =
            if inner == "d" { fs::remove_dir(&place) } else { fs::remove_file(&place) };
        removed.expect("the build has just made it");
    }
    ground.lay(&[("mine/e", "e"), ("d@", "mine"), ("f@", "mine/e")]);
    let published =
        ground.publish(&Tree::new()).expect("links in nobody's way are no obstacle");
    assert_eq!(published.removed, 0);
    assert_eq!(ground.found(), texts(&[("mine/e", "e"), ("d@", "mine"), ("f@", "mine/e")]));
}

#[test]
fn a_protected_file_is_refused() {
    let ground = Ground::new();
    ground.publish(&tree(&[("a", "a"), ("b", "b")])).expect("the folder is new");
    let place = ground.out().join("a");
    let mut rights = fs::metadata(&place).expect("the build made it").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&place, rights).expect("the file is ours");
    ground.publish(&tree(&[("a", "a"), ("b", "B")])).expect("the protected file may stay");
    let refusal =
        ground.publish(&tree(&[("a", "A"), ("b", "C")])).expect_err("it may not change");
    assert_eq!(gist(&refusal, &ground), "read-only: a");
    assert_eq!(ground.found(), texts(&[("a", "a"), ("b", "B")]));
}

#[test]
fn order_of_writing() {
    let order = [
        "a/b/s.css",
        "s.css",
        "c.html",
        "b/c.html",
        "b/d.json",
        "b/e/f.html",
        "a/index.html",
        "feed.xml",
        "index.html",
    ];
    let mut sorted = order;
    sorted.reverse();
    sorted.sort_by_key(|path| (stage(path), *path));
    assert_eq!(sorted, order);
}

/// A site of which one file cannot be made.
struct Unmade(Tree, &'static str);

impl Files for Unmade {
    fn paths(&self) -> BTreeSet<&str> {
        self.0.paths()
    }

    fn bytes(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.0.bytes(path).filter(|_| path != self.1)
    }
}

#[test]
fn a_site_that_cannot_be_made_whole_leaves_all_as_it_was() {
    let new = [("a", "A"), ("b/c", "C"), ("d/e/f.html", "F"), ("index.html", "new")];
    for (before, laid) in [
        (&[][..], &[][..]),
        (&[("a", "a"), ("index.html", "old"), ("z", "z")], &[("own", "mine")]),
        // A file gives way to a folder.
        (&[("b", "b"), ("a", "A")], &[]),
        (&[("b/c/x", "x")], &[]),
    ] {
        for (unmade, _) in new {
            let ground = Ground::new();
            ground.publish(&tree(before)).expect("the folder is new");
            ground.lay(laid);
            let (found, manifest) = (ground.found(), ground.manifest());
            let refusal =
                ground.publish(&Unmade(tree(&new), unmade)).expect_err("a file lacks");
            assert!(matches!(refusal, Refusal::Unmade), "{refusal:?}");
            assert_eq!((ground.found(), ground.manifest()), (found, manifest), "{unmade}");
            let healed = ground.publish(&tree(&new)).expect("all files can be made");
            assert_eq!(healed.written, new.iter().filter(|it| !before.contains(it)).count());
        }
    }
}

#[test]
fn what_is_known_of_a_folder_does_not_hide_changes_by_hand() {
    let ground = Ground::new();
    let files = tree(&[("a", "a"), ("b/c", "c"), ("d", "d")]);
    ground.publish(&files).expect("the folder is new");
    std::thread::sleep(std::time::Duration::from_millis(60));
    let again = ground.publish(&files).expect("the folder is ours");
    assert_eq!((again.written, again.unchanged), (0, 3));
    ground.lay(&[("a", "A")]);
    fs::remove_file(ground.out().join("d")).expect("it was just written");
    let healed = ground.publish(&files).expect("the folder is ours");
    assert_eq!((healed.written, healed.unchanged), (2, 1));
    assert_eq!(ground.found(), texts(&[("a", "a"), ("b/c", "c"), ("d", "d")]));
}
