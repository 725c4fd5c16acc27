//! Runs after one that was cut short, and manifests that are not what a run left.

use std::fs;

use super::{Case, Ground, Lay, check, gist, texts, tree};
use crate::output::manifest::{self, Manifest};
use crate::output::{Published, Refusal, Tree};

#[test]
fn a_killed_run_that_changes_letter_case_is_made_good() {
    for standing in ["A/b", "a/B"] {
        let ground = Ground::new();
        let both = Manifest {
            complete: false,
            folders: ["A", "a"].map(str::to_owned).into(),
            files: ["A/b", "a/B"].map(str::to_owned).into(),
        };
        ground.lay(&[(standing, "text")]);
        fs::write(ground.out().join(manifest::NAME), both.encode()).expect("the folder exists");
        ground.publish(&tree(&[("a/B", "text")])).expect("all that stands there is ours");
        assert_eq!(ground.found(), texts(&[("a/B", "text")]));
    }
}

#[test]
fn a_tampered_manifest_deletes_nothing_outside() {
    let ground = Ground::new();
    ground.publish(&tree(&[("a/b", "b"), ("c", "c")])).expect("the folder is new");
    let outside = ground.top.path().join("x");
    fs::write(&outside, "mine").expect("the test made the folder");
    let absolute = outside.to_str().expect("test folders have plain names");
    let files = ["../x", "a/../../x", absolute, ".", "", "./c"].map(str::to_owned);
    let manifest = Manifest {
        complete: false,
        folders: ["..", "../content", "/"].map(str::to_owned).into(),
        files: files.into(),
    };
    fs::write(ground.out().join(manifest::NAME), manifest.encode()).expect("the folder exists");
    ground.publish(&Tree::new()).expect("odd paths are passed over");
    assert!(outside.exists() && ground.top.path().join("content").exists());
    assert_eq!(ground.found(), texts(&[("a/b", "b"), ("c", "c")]));
}

#[cfg(unix)]
#[test]
fn a_tampered_manifest_sweeps_nothing_outside() {
    let ground = Ground::new();
    let draft = ground.top.path().join("content/.novator-tmp-1");
    fs::write(&draft, "mine").expect("the test made the folder");
    ground.lay(&[("up@", "..")]);
    let files = ["../content/x", "up/content/x"].map(str::to_owned).into();
    let manifest = Manifest { complete: false, files, ..Manifest::default() };
    fs::write(ground.out().join(manifest::NAME), manifest.encode()).expect("the folder exists");
    ground.publish(&Tree::new()).expect("paths that lead outside are passed over");
    assert!(draft.exists());
}

#[test]
fn a_folder_without_manifest() {
    #[track_caller]
    fn check(laid: Lay<'_>, expected: bool) {
        let ground = Ground::new();
        ground.lay(laid);
        let outcome = ground.publish(&tree(&[("a", "a")]));
        assert_eq!(outcome.is_ok(), expected, "{outcome:?}");
        assert_eq!(ground.manifest().is_some(), expected);
        if let Err(refusal) = outcome {
            assert!(matches!(refusal, Refusal::NotOurs(_)), "{refusal}");
        }
    }
    check(&[("x", "")], false);
    check(&[("x/", "")], false);
    check(&[("a", "a")], false);
    check(&[(".gitignore", ""), (".git/config", ""), (".nojekyll", "")], true);
    check(&[(".novator-tmp-manifest", "{")], true);
}

#[test]
fn a_draft_of_the_manifest_does_not_stay() {
    check(&Case {
        before: &[("a", "a")],
        laid: &[(".novator-tmp-manifest", "{")],
        tree: &[("a", "a")],
        outcome: Ok([0, 1, 0]),
        after: &[("a", "a")],
    });
}

#[test]
fn a_torn_manifest_is_refused() {
    for (text, flaw) in [
        ("", "Unreadable"),
        (r#"{"tool": "novator", "version": 1, "fi"#, "Unreadable"),
        (r#"{"tool": "novator", "version": 7}"#, "Newer"),
    ] {
        check(&Case {
            before: &[("a", "a")],
            laid: &[(manifest::NAME, text)],
            tree: &[("b", "b")],
            outcome: Err(&format!("manifest: {flaw}")),
            after: &[("a", "a")],
        });
    }
}

#[test]
fn a_killed_run_is_made_good() {
    let ground = Ground::new();
    ground
        .publish(&tree(&[("a", "a"), ("b/c", "c"), ("d/e", "e")]))
        .expect("the folder is new");
    let both = Manifest {
        complete: false,
        folders: ["b", "d", "f"].map(str::to_owned).into(),
        files: ["a", "b/c", "d/e", "f/g", "h"].map(str::to_owned).into(),
    };
    fs::write(ground.out().join(manifest::NAME), both.encode()).expect("the folder exists");
    ground.lay(&[
        ("a", "A"),
        ("f/g", "to"),
        (".novator-tmp-manifest", "{"),
        ("b/.novator-tmp-0", "torn"),
        (".novator-tmp-12", "torn"),
    ]);
    let new = [("a", "A"), ("f/g", "torn no more"), ("h", "h")];
    let healed = ground.publish(&tree(&new)).expect("all that stands there is ours");
    assert_eq!(healed, Published { written: 2, unchanged: 1, removed: 2 });
    assert_eq!(ground.found(), texts(&new));
    let clean = Ground::new();
    clean.publish(&tree(&new)).expect("the folder is new");
    assert_eq!(ground.manifest(), clean.manifest());
}

#[test]
fn a_fault_keeps_what_was_written_and_the_next_run_goes_on() {
    let ground = Ground::new();
    ground.publish(&tree(&[("old.html", "o"), ("p.html", "p")])).expect("the folder is new");
    ground.lay(&[(".novator-tmp-1/", "")]);
    let new = [("css/s.css", "s"), ("p.html", "P"), ("q/index.html", "q")];
    let refusal = ground.publish(&tree(&new)).expect_err("the place of the draft is taken");
    assert_eq!(gist(&refusal, &ground), "write: p.html");
    let halfway = [("css/s.css", "s"), ("old.html", "o"), ("p.html", "p")];
    let found: Vec<_> = ground.found().into_iter().filter(|it| !it.0.ends_with('/')).collect();
    assert_eq!(found, Vec::from_iter(texts(&halfway)));
    let both = ground.manifest().expect("the run began with the manifest");
    for path in ["css/s.css", "old.html", "p.html", "q/index.html", "\"complete\": false"] {
        assert!(both.contains(path), "{path} in {both}");
    }

    fs::remove_dir(ground.out().join(".novator-tmp-1")).expect("the test made it");
    let healed = ground.publish(&tree(&new)).expect("nothing stands in the way");
    assert_eq!(healed, Published { written: 2, unchanged: 1, removed: 1 });
    assert_eq!(ground.found(), texts(&new));
}
