//! What is on show: the last good site, and what is wrong with the present sources.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use super::workshop::Round;
use crate::build::Built;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceFile, Sources};

/// The preview at one moment. It never changes, but for what is computed late.
pub struct Snapshot {
    /// Counts snapshots of this run, from 1.
    pub version: u64,
    round: Round,
    shown: Option<Arc<Shown>>,
    /// The last site of which every page could be rendered.
    proven: Option<Arc<Shown>>,
    faults: OnceLock<Diagnostics>,
}

/// How long pages that nobody waits for give way to a change that may have come.
const ROOM: Duration = Duration::from_millis(250);

/// A site, with the bytes that were asked for so far.
pub(super) struct Shown {
    pub built: Arc<Built>,
    /// Files that are handed out as they are.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Digest of all style sheets.
    pub styles: blake3::Hash,
    /// Digest of all other files that pages may refer to.
    pub rest: blake3::Hash,
    /// Whether its sources were without mistakes.
    good: bool,
    pages: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl Snapshot {
    fn first(round: Round) -> Snapshot {
        let shown = Shown::of(&round);
        Snapshot { version: 1, round, shown, proven: None, faults: OnceLock::new() }
    }

    fn next(&self, round: Round, proven: Option<Arc<Shown>>) -> Snapshot {
        let fresh = Shown::of(&round);
        let keep_old = self.shown.as_ref().is_some_and(|it| it.good)
            && !fresh.as_ref().is_some_and(|it| it.good);
        let shown = if keep_old { self.shown.clone() } else { fresh };
        let version = self.version + 1;
        // What is still on show need not be tried out twice.
        let faults = if keep_old { self.faults.clone() } else { OnceLock::new() };
        Snapshot { version, round, shown, proven, faults }
    }

    /// The sources that the remarks are about.
    pub fn sources(&self) -> &Sources {
        &self.round.sources
    }

    /// All remarks: on the sources, and on pages as far as they have been tried out.
    pub fn diagnostics(&self) -> Diagnostics {
        let mut all = self.round.diagnostics.clone();
        all.extend(self.faults.get().into_iter().flatten().cloned());
        all.sorted()
    }

    /// Remarks that only rendering found; none until all pages have been tried out.
    pub fn faults(&self) -> Option<&Diagnostics> {
        self.faults.get()
    }

    /// Whether what is on show was built from other sources than the present ones.
    pub fn is_stale(&self) -> bool {
        let present = self.round.built.as_ref();
        match (&self.shown, present) {
            (Some(shown), Some(present)) => !Arc::ptr_eq(&shown.built, present),
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    pub(super) fn shown(&self) -> Option<&Shown> {
        self.shown.as_deref()
    }

    /// The bytes of a page; where it cannot be rendered, those of the last site that could.
    pub(super) fn page(&self, path: &str) -> Option<Result<Arc<[u8]>, Box<Diagnostic>>> {
        let outcome = self.shown()?.page(path)?;
        let old = || self.proven.as_ref()?.page(path)?.ok();
        Some(outcome.or_else(|fault| old().ok_or(fault)))
    }
}

impl Shown {
    fn of(round: &Round) -> Option<Arc<Shown>> {
        let built = Arc::clone(round.built.as_ref()?);
        let Sources { content, themes } = &*round.sources;
        let own = content.values().filter(|it| it.path.starts_with("content/files/"));
        let looks = themes.values().filter(|it| it.path.contains("/assets/"));
        let (styles, rest): (Vec<_>, Vec<_>) =
            own.chain(looks).partition(|it| it.path.ends_with(".css"));
        Some(Arc::new(Shown {
            files: built.files(),
            built,
            styles: digest(&styles),
            rest: digest(&rest),
            good: round.diagnostics.count(Severity::Error) == 0,
            pages: Mutex::default(),
        }))
    }

    fn page(&self, path: &str) -> Option<Result<Arc<[u8]>, Box<Diagnostic>>> {
        let (page, folder) = self.built.page_at(path)?;
        if let Some(bytes) = lock(&self.pages).get(path) {
            return Some(Ok(Arc::clone(bytes)));
        }
        // Not under the lock: one slow page must not hold up the others.
        let bytes: Arc<[u8]> = match self.built.render(page, folder) {
            Ok(bytes) => bytes.into(),
            Err(fault) => return Some(Err(fault)),
        };
        lock(&self.pages).insert(path.to_owned(), Arc::clone(&bytes));
        Some(Ok(bytes))
    }
}

fn digest(files: &[&SourceFile]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(file.hash.as_bytes()).update(file.path.as_bytes()).update(&[0]);
    }
    hasher.finalize()
}

/// Where the present snapshot hangs, and the bell that rings when there is news to look at.
pub(super) struct Board {
    snapshot: RwLock<Arc<Snapshot>>,
    proven: Mutex<Option<Arc<Shown>>>,
    rings: Mutex<u64>,
    bell: Condvar,
    /// Counts hints of changes, real or not.
    hints: AtomicU64,
}

impl Board {
    pub(super) fn new(round: Round) -> Board {
        Board {
            snapshot: RwLock::new(Arc::new(Snapshot::first(round))),
            proven: Mutex::new(None),
            rings: Mutex::new(0),
            bell: Condvar::new(),
            hints: AtomicU64::new(0),
        }
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Hangs up the snapshot of a new round. Only one thread does so.
    pub(super) fn hang(&self, round: Round) -> Arc<Snapshot> {
        let proven = lock(&self.proven).clone();
        let snapshot = Arc::new(self.snapshot().next(round, proven));
        let old = {
            let mut shown = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *shown, Arc::clone(&snapshot))
        };
        self.ring();
        // A whole site may go with it, for which nobody should wait; without a thread it goes here.
        let _ = std::thread::Builder::new().spawn(move || drop(old));
        snapshot
    }

    /// Waits for news after the `heard`-th ring; tells the number of the last one.
    pub(super) fn wait(&self, heard: u64, longest: Duration) -> u64 {
        let rings = lock(&self.rings);
        let waited = self.bell.wait_timeout_while(rings, longest, |it| *it == heard);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Number of the last ring.
    pub(super) fn rings(&self) -> u64 {
        *lock(&self.rings)
    }

    /// Makes room for a change that may have come: what is being tried out waits a little.
    pub(super) fn make_room(&self) {
        self.hints.fetch_add(1, Ordering::Relaxed);
    }

    /// Renders every page of the present snapshot to learn which cannot be.
    ///
    /// None if it had been done, or if the snapshot is no longer the present one.
    pub(super) fn try_out(&self) -> Option<Arc<Snapshot>> {
        let snapshot = self.snapshot();
        if snapshot.faults.get().is_some() {
            return None;
        }
        let mut faults = Diagnostics::none();
        let mut hints = self.hints.load(Ordering::Relaxed);
        if let Some(shown) = &snapshot.shown {
            for page in shown.built.plan.pages.values() {
                let hinted = self.hints.load(Ordering::Relaxed);
                if std::mem::replace(&mut hints, hinted) != hinted {
                    self.wait(self.rings(), ROOM);
                }
                if self.snapshot().version != snapshot.version {
                    return None;
                }
                faults.extend(shown.built.render(page, None).err().map(|it| *it));
            }
            if faults.is_empty() {
                *lock(&self.proven) = Some(Arc::clone(shown));
            }
        }
        let news = !faults.is_empty();
        let _ = snapshot.faults.set(faults.sorted());
        if news {
            self.ring();
        }
        Some(snapshot)
    }

    fn ring(&self) {
        *lock(&self.rings) += 1;
        self.bell.notify_all();
    }
}

/// What a thread that panicked had locked is whole: each change of it is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::build::{Memo, Options, build};
    use crate::page::TEMPLATES;
    use crate::preview::workshop::Change;
    use crate::site::Drafts;

    const GOOD: &str = "<p>{{ page.label.text | default(value='') }}</p>";

    /// A site of two pages, its templates and the title of one page as given.
    fn round(template: &str, title: &str) -> Round {
        let mut sources = Sources::from_text(
            "//- content/site.yaml\nназвание: Раздел\nведомство: Комитет\nгород: Челябинск\n\
             часовой_пояс: UTC\n",
        );
        let states = include_bytes!("../../content/data/states.yaml");
        sources.insert("content/data/states.yaml", states.to_vec());
        sources.insert("content/pages/a.md", format!("---\n{title}\n---\n").into_bytes());
        for name in TEMPLATES {
            let text = if *name == "text" { template } else { GOOD };
            let path = format!("themes/civic/templates/{name}.html");
            sources.insert(&path, text.as_bytes().to_vec());
        }
        let options = Options {
            date: Date::constant(2024, 4, 5),
            drafts: Drafts::Hidden,
            theme: None,
            base_url: None,
        };
        let (built, diagnostics) = build(&sources, &options, &mut Memo::default());
        let built = built.map(Arc::new);
        Round { sources: Arc::new(sources), built, diagnostics, change: Change::default() }
    }

    #[track_caller]
    fn check(board: &Board, expected: Result<&str, &str>, stale: bool) {
        let snapshot = board.snapshot();
        let found = snapshot.page("pages/a.html").expect("there is such a page");
        let found = found.map(|it| String::from_utf8_lossy(&it).into_owned());
        let found = found.map_err(|it| it.code.name);
        assert_eq!(found.as_deref(), expected.as_ref().map(|it| *it), "{snapshot:?}");
        assert_eq!(snapshot.is_stale(), stale, "{snapshot:?}");
    }

    impl std::fmt::Debug for Snapshot {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(formatter, "{} {:?}", self.version, self.diagnostics())
        }
    }

    #[test]
    fn mistakes_in_the_sources_leave_the_last_good_site() {
        let board = Board::new(round(GOOD, "название: Первая"));
        check(&board, Ok("<p>Первая</p>"), false);
        board.hang(round(GOOD, "название: Вторая\nнечто: да"));
        check(&board, Ok("<p>Первая</p>"), true);
        board.hang(round("{{", "название: Вторая"));
        check(&board, Ok("<p>Первая</p>"), true);
        board.hang(round(GOOD, "название: Третья"));
        check(&board, Ok("<p>Третья</p>"), false);
    }

    #[test]
    fn without_a_good_site_the_present_one_is_shown_as_far_as_it_goes() {
        let board = Board::new(round(GOOD, "название: Первая\nменю: может"));
        check(&board, Ok("<p>Первая</p>"), false);
        board.hang(round(GOOD, "название: Вторая\nменю: может"));
        check(&board, Ok("<p>Вторая</p>"), false);
    }

    #[test]
    fn a_failing_template_leaves_the_last_page_that_was_proven() {
        let failing = "{{ nothing.at.all }}";
        let board = Board::new(round(failing, "название: Первая"));
        check(&board, Err("template"), false);
        board.hang(round(GOOD, "название: Вторая"));
        assert!(board.try_out().is_some() && board.try_out().is_none());
        board.hang(round(failing, "название: Третья"));
        check(&board, Ok("<p>Вторая</p>"), false);
        let heard = board.rings();
        let tried = board.try_out().expect("it was not tried out before");
        assert_eq!(tried.diagnostics().count(Severity::Error), 1);
        assert_eq!(board.rings(), heard + 1, "the mistake is news");
        board.hang(round(failing, "название: Четвёртая\nнечто: да"));
        assert_eq!(board.snapshot().diagnostics().count(Severity::Error), 2);
    }

    #[test]
    fn a_listener_hears_what_rang_before_it_came() {
        let board = Board::new(round(GOOD, "название: Первая"));
        let heard = board.rings();
        board.hang(round(GOOD, "название: Вторая"));
        assert_eq!(board.wait(heard, Duration::from_secs(60)), heard + 1);
        assert_eq!(board.wait(heard + 1, Duration::ZERO), heard + 1);
    }
}
