//! The law of rebuilding: after any edits, what is kept from before changes nothing but time.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use novator::build::{Built, Memo, Options, build};
use novator::diag::{Diagnostic, Diagnostics};
use novator::page::route::Route;
use novator::site::Drafts;
use novator::source::walk::Seen;
use novator::source::{self, Sources};
use serde_json::Value;

use edits::{Editor, Reach};

#[path = "rebuild/edits.rs"]
mod edits;

/// Edits of one run where `NOVATOR_EDITS` names no other number.
const EDITS: usize = 200;
/// A site is built from nothing, to be compared, after so many edits of cards.
const EDITS_BETWEEN_COLD_BUILDS: usize = 4;
/// The same for the views of all pages.
const EDITS_BETWEEN_VIEWS: usize = 20;

/// All that one build says and shows.
struct Outcome {
    built: Option<Built>,
    diagnostics: Diagnostics,
}

impl Outcome {
    fn of(sources: &Sources, options: &Options, memo: &mut Memo) -> Outcome {
        let (built, diagnostics) = build(sources, options, memo);
        Outcome { built, diagnostics }
    }

    fn routes(&self) -> Vec<&str> {
        let pages = self.built.iter().flat_map(|it| it.plan.pages.keys());
        pages.map(|it| it.path()).collect()
    }

    /// The view of every page, and the bytes of every export.
    fn views(&self) -> BTreeMap<&str, Value> {
        let Some(built) = &self.built else { return BTreeMap::new() };
        let shown = |page| match built.view(page) {
            Ok(Some(view)) => view,
            Err(fault) => format!("{fault:?}").into(),
            Ok(None) => {
                let bytes = built.render(page, None).expect("an export needs no template");
                String::from_utf8_lossy(&bytes).into_owned().into()
            }
        };
        let pages = built.plan.pages.values();
        pages.map(|page| (page.route.path(), shown(page))).collect()
    }

    fn files(&self) -> BTreeMap<String, Arc<[u8]>> {
        self.built.as_ref().map(Built::files).unwrap_or_default()
    }

    /// The start page, or what is wrong with its template.
    fn home(&self) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        let built = self.built.as_ref()?;
        Some(built.render(built.page(&Route::new("index"))?, None))
    }

    fn site(&self) -> String {
        self.built.as_ref().map(|it| format!("{:?}", it.site)).unwrap_or_default()
    }
}

#[track_caller]
fn assert_same(warm: &Outcome, cold: &Outcome, (compared, said): (Compared, &str)) {
    assert_eq!(warm.diagnostics, cold.diagnostics, "{said}");
    assert_eq!(warm.routes(), cold.routes(), "{said}");
    assert_eq!(warm.files(), cold.files(), "{said}");
    assert!(warm.home() == cold.home(), "{said}: the start pages differ");
    assert!(warm.site() == cold.site(), "{said}: the linked sites differ");
    if compared == Compared::Views {
        for ((route, warm), (_, cold)) in warm.views().iter().zip(&cold.views()) {
            assert_eq!(warm, cold, "{said}: {route}");
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    /// The linked site, the routes and the remarks.
    Site,
    /// The view of every page as well.
    Views,
}

/// What is read again must be what is read for the first time.
#[track_caller]
fn assert_read_alike(root: &Path, (seen, now): (&mut Seen, SystemTime), said: &str) -> Sources {
    let (again, told_again) = source::reread(root, seen, now);
    let (fresh, told) = source::read(root);
    assert_eq!(again.differing(&fresh), [] as [Arc<str>; 0], "{said}");
    assert_eq!(told_again.sorted(), told.sorted(), "{said}");
    again
}

#[expect(clippy::disallowed_methods, reason = "tests may ask the environment for a longer run")]
fn wanted(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[expect(clippy::disallowed_methods, reason = "the trust in stamps depends on the clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

#[test]
fn a_warm_build_equals_a_cold_one() {
    let seed = wanted("NOVATOR_SEED", 1);
    let folder = tempfile::tempdir().expect("there is room for a site");
    let mut editor = Editor::new(folder.path(), seed as u64);
    let (mut seen, mut memo) = (Seen::default(), Memo::default());
    let mut options = Options {
        date: Date::constant(2026, 11, 21),
        drafts: Drafts::Hidden,
        theme: None,
        base_url: None,
    };
    let edits = wanted("NOVATOR_EDITS", EDITS);
    for number in 1..=edits {
        let (reach, said) = editor.edit(&mut options);
        let said = format!("seed {seed}, edit {number}: {said}");
        // Now and then the clock runs ahead, so that stamps just made are trusted.
        let ahead = Duration::from_secs(if number % 3 == 0 { 60 } else { 0 });
        let moment = now() + ahead;
        let sources = assert_read_alike(folder.path(), (&mut seen, moment), &said);
        let warm = Outcome::of(&sources, &options, &mut memo);
        let last = number == edits;
        if reach == Reach::Site || number % EDITS_BETWEEN_COLD_BUILDS == 0 || last {
            let cold = Outcome::of(&sources, &options, &mut Memo::default());
            let full = number % EDITS_BETWEEN_VIEWS == 0 || last;
            let compared = if full { Compared::Views } else { Compared::Site };
            assert_same(&warm, &cold, (compared, &said));
        }
    }
    editor.mend_all();
    let sources = assert_read_alike(folder.path(), (&mut seen, now()), "mended");
    let (bundled, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(sources.differing(&bundled), [] as [Arc<str>; 0]);
}
