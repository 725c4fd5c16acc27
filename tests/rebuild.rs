//! The law of rebuilding: after any edits, of which whatever was heard, what is kept from before
//! changes nothing but time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use novator::build::{Built, Memo, Options, build};
use novator::diag::{Diagnostic, Diagnostics};
use novator::output::{Files as _, Known, Refusal, SourceFolders, differing, publish};
use novator::page::route::Route;
use novator::preview::watch::Watching;
use novator::preview::workshop::{Clock, Today, Watched, Workshop};
use novator::site::Drafts;
use novator::source;
use serde_json::Value;

use edits::{Editor, Reach};
use rumour::Rumour;

#[path = "rebuild/cards.rs"]
mod cards;
#[path = "rebuild/edits.rs"]
mod edits;
#[path = "rebuild/hand.rs"]
mod hand;
#[path = "rebuild/lines.rs"]
mod lines;
#[path = "rebuild/rumour.rs"]
mod rumour;

/// Edits of one run where `NOVATOR_EDITS` names no other number.
const EDITS: usize = 200;
/// A site is built from nothing, to be compared, after so many edits of cards.
const EDITS_BETWEEN_COLD_BUILDS: usize = 4;
/// The same for the views of all pages.
const EDITS_BETWEEN_VIEWS: usize = 20;
/// The same for the files of a published folder.
const EDITS_BETWEEN_PUBLICATIONS: usize = 25;
/// Of each page out of so many the very bytes are compared, of others the next time.
const PAGES_PER_BYTES: usize = 60;

/// All that one build says and shows.
struct Outcome {
    built: Option<Arc<Built>>,
    diagnostics: Diagnostics,
}

impl Outcome {
    /// From nothing but the files.
    fn cold(root: &Path, options: &Options) -> Outcome {
        let (sources, mut diagnostics) = source::read(root);
        let (built, remarks) = build(&sources, options, &mut Memo::default());
        diagnostics.extend(remarks);
        Outcome { built: built.map(Arc::new), diagnostics: diagnostics.sorted() }
    }

    /// As a preview has it.
    fn warm(workshop: &Workshop) -> Outcome {
        let round = workshop.last();
        Outcome { built: round.built.clone(), diagnostics: round.diagnostics.clone() }
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
        self.built.as_deref().map(Built::files).unwrap_or_default()
    }

    /// The start page and each page out of some, or what is wrong with their templates.
    fn bytes(&self, number: usize) -> Vec<Result<Vec<u8>, Box<Diagnostic>>> {
        let Some(built) = &self.built else { return vec![] };
        let some = built.plan.pages.values().skip(number % PAGES_PER_BYTES);
        let pages = built.page(&Route::new("index")).into_iter();
        let pages = pages.chain(some.step_by(PAGES_PER_BYTES));
        pages.map(|page| built.render(page, None)).collect()
    }

    fn site(&self) -> String {
        self.built.as_ref().map(|it| format!("{:?}", it.site)).unwrap_or_default()
    }
}

#[track_caller]
fn assert_same(warm: &Outcome, cold: &Outcome, (number, said): (usize, &str)) {
    assert_eq!(warm.diagnostics, cold.diagnostics, "{said}");
    assert_eq!(warm.routes(), cold.routes(), "{said}");
    assert_eq!(warm.files(), cold.files(), "{said}");
    assert!(warm.site() == cold.site(), "{said}: the linked sites differ");
    assert!(warm.bytes(number) == cold.bytes(number), "{said}: the bytes of pages differ");
}

#[track_caller]
fn assert_same_views(warm: &Outcome, cold: &Outcome, said: &str) {
    for ((route, warm), (_, cold)) in warm.views().iter().zip(&cold.views()) {
        assert_eq!(warm, cold, "{said}: {route}");
    }
}

/// A folder that is published into again and again, with what is known of it.
struct Published {
    folder: tempfile::TempDir,
    known: Known,
}

impl Published {
    /// Publishes what a preview has, and compares every file with those of a build from nothing.
    #[track_caller]
    fn assert_same(&mut self, (warm, cold): (&Outcome, &Outcome), root: &Path, said: &str) {
        let (Some(warm), Some(cold)) = (&warm.built, &cold.built) else { return };
        let sources = SourceFolders { root: root.to_owned(), folders: vec![] };
        let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(u64::from(u32::MAX));
        let out = self.folder.path().join("public");
        match publish(&warm.rendering(), &out, &sources, (&mut self.known, &now)) {
            // A template fails, or two files want one place: nothing was written.
            Err(Refusal::Unmade | Refusal::Clashes(_) | Refusal::Names(_)) => return,
            published => drop(published.expect("the folder is ours")),
        }
        let cold = cold.rendering();
        assert_eq!(differing(&cold, &out), [] as [String; 0], "{said}");
        let written = hand::files(&out);
        let written = written.iter().map(|it| it.strip_prefix(&out).expect("it lies inside"));
        let written: BTreeSet<String> =
            written.map(|it| it.to_string_lossy().replace('\\', "/")).collect();
        let expected: BTreeSet<String> = cold
            .paths()
            .into_iter()
            .chain([".novator-manifest.json"])
            .map(str::to_owned)
            .collect();
        assert_eq!(written, expected, "{said}");
    }
}

/// A clock that the test turns.
#[derive(Clone)]
struct Turned {
    date: Arc<Mutex<Date>>,
    /// Seconds by which it runs ahead, so that stamps just made are trusted.
    ahead: Arc<AtomicU64>,
}

impl Clock for Turned {
    #[expect(clippy::disallowed_methods, reason = "the trust in stamps depends on the clock")]
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(self.ahead.load(Ordering::SeqCst))
    }

    fn today(&self, _: &TimeZone) -> Today {
        let date = *self.date.lock().unwrap_or_else(PoisonError::into_inner);
        Today { date, left: None }
    }
}

fn open(root: &Path, options: &Options, clock: &Turned) -> Workshop {
    Workshop::open(Watched {
        root: root.to_owned(),
        options: options.clone(),
        clock: Box::new(clock.clone()),
        watching: Watching::Clock,
    })
}

#[expect(clippy::disallowed_methods, reason = "tests may ask the environment for a longer run")]
fn wanted(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// Looks at what is rumoured, then at everything until nothing is new.
fn settle(workshop: &mut Workshop, rumour: Option<&BTreeSet<PathBuf>>) {
    workshop.heed(rumour);
    while workshop.heed(None) {}
}

/// How a site is built before any edit.
fn first_options(drafts: Drafts) -> Options {
    Options { date: Date::constant(2026, 11, 21), drafts, theme: None, base_url: None }
}

#[test]
fn a_warm_build_equals_a_cold_one() {
    let seed = wanted("NOVATOR_SEED", 1);
    let folder = tempfile::tempdir().expect("there is room for a site");
    let root = folder.path();
    let mut editor = Editor::new(root, seed as u64);
    let mut options = first_options(Drafts::Hidden);
    let clock = Turned { date: Arc::new(Mutex::new(options.date)), ahead: Arc::default() };
    let mut workshop = open(root, &options, &clock);
    let mut published = Published {
        folder: tempfile::tempdir().expect("there is room"),
        known: Known::default(),
    };
    let mut rumour = Rumour::default();
    let edits = wanted("NOVATOR_EDITS", EDITS);
    let mut reach = Reach::Card;
    for number in 1..=edits {
        let drafts = options.drafts;
        let (reached, said) = editor.edit(&mut options);
        reach = reach.max(reached);
        let said = format!("seed {seed}, edit {number}: {said}");
        clock.ahead.store(if number % 3 == 0 { 60 } else { 0 }, Ordering::SeqCst);
        *clock.date.lock().unwrap_or_else(PoisonError::into_inner) = options.date;
        if options.drafts != drafts {
            workshop = open(root, &options, &clock);
        }
        let last = number == edits;
        let Some(told) = rumour.after(&mut editor, last) else { continue };
        settle(&mut workshop, told.as_ref());
        let fully = number % EDITS_BETWEEN_VIEWS == 0 || last;
        let publishes = number % EDITS_BETWEEN_PUBLICATIONS == 0 || last;
        let due = number % EDITS_BETWEEN_COLD_BUILDS == 0;
        if std::mem::replace(&mut reach, Reach::Card) == Reach::Site
            || due
            || fully
            || publishes
        {
            let (warm, cold) = (Outcome::warm(&workshop), Outcome::cold(root, &options));
            assert_same(&warm, &cold, (number, &said));
            if fully {
                assert_same_views(&warm, &cold, &said);
            }
            if publishes {
                published.assert_same((&warm, &cold), root, &said);
            }
        }
    }
    editor.mend_all();
    settle(&mut workshop, None);
    let (bundled, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(workshop.last().sources.differing(&bundled), [] as [Arc<str>; 0]);
}

/// A project whose card differs is linked by itself: nothing else may show that.
#[test]
fn a_card_linked_alone_equals_one_linked_with_all() {
    let seed = wanted("NOVATOR_SEED", 1);
    let folder = tempfile::tempdir().expect("there is room for a site");
    let root = folder.path();
    let mut editor = Editor::new(root, seed as u64);
    let mut options = first_options(Drafts::Shown);
    let mut memo = Memo::default();
    for number in 1..=wanted("NOVATOR_EDITS", EDITS) / EDITS_BETWEEN_COLD_BUILDS {
        let said = match number % EDITS_BETWEEN_VIEWS {
            0 => {
                editor.mend_all();
                "mend everything".to_owned()
            }
            _ => editor.graft(&mut options),
        };
        let said = format!("seed {seed}, edit {number}: {said}");
        let (sources, unread) = source::read(root);
        let (built, mut diagnostics) = build(&sources, &options, &mut memo);
        diagnostics.extend(unread);
        let built = built.map(Arc::new);
        let warm = Outcome { built, diagnostics: diagnostics.sorted() };
        let cold = Outcome::cold(root, &options);
        assert_same(&warm, &cold, (number, &said));
        let lists = |it: &Outcome| it.built.as_ref().map(|it| format!("{:?}", it.plan.lists));
        assert!(lists(&warm) == lists(&cold), "{said}: the lists differ");
    }
}
