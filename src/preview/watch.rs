//! Waits until the sources may have changed. What it hears is only a hint to look: what did
//! change is found by walking the folders.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diag::Words;
use crate::preview::workshop::Clock;
use crate::source;

/// The folders of sources.
const FOLDERS: [&str; 2] = ["content", "themes"];
/// A change is over when nothing was heard for so long.
const QUIET: Duration = Duration::from_millis(10);
/// The same after a file was closed or put in its place: it is not half written.
const QUIET_AFTER_CLOSING: Duration = Duration::from_millis(3);
/// Changes that go on and on are looked at in between.
const LONGEST_STORM: Duration = Duration::from_millis(200);
/// After a change comes a second look: a new folder is filled before it is being watched.
const SECOND_LOOK: Duration = Duration::from_secs(1);
/// Systems lose hints, so there is a look without any.
const LOOK_ANYWAY: Duration = Duration::from_secs(30);
/// How often folders are looked at that the system cannot watch.
const POLL: Duration = Duration::from_secs(1);
/// With more hints than this there is no use in reading just what they name.
const MOST_HINTED: usize = 16;

/// Who tells that the sources have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system; where it cannot, time.
    System,
    /// Time alone: for disks of which the system hears nothing.
    Clock,
}

/// Why it is time to look at the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Something was heard, of these files if it was told of which.
    Hint(Hinted),
    /// Nothing was heard for long enough.
    Time,
    /// The system cannot watch from now on, for this reason.
    Deaf(Words),
}

/// Files that may have changed; none where any may have.
pub(super) type Hinted = Option<BTreeSet<PathBuf>>;

/// What the system and other threads tell the one who waits.
enum Signal {
    Hint(Hinted),
    /// A file was written to its end.
    Whole(Hinted),
    /// A watched folder came or went.
    Folder,
    /// The system cannot watch, for this reason.
    Failure(Words),
}

/// Asks for a look at the sources, from any thread.
#[derive(Clone)]
pub(super) struct Nudge(Sender<Signal>);

impl Nudge {
    pub(super) fn now(&self) {
        // Nobody listens any more only while the program ends.
        let _ = self.0.send(Signal::Hint(None));
    }
}

/// The ear at the folders of sources.
pub(super) struct Watch {
    root: PathBuf,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// None where time alone tells.
    watcher: Option<RecommendedWatcher>,
    second_look: bool,
}

impl Watch {
    /// Begins to listen; what happens from now on is heard by the next [`Watch::wait`].
    pub(super) fn new(root: &Path, watching: Watching) -> Watch {
        let (sender, signals) = channel();
        let mut watch =
            Watch { root: root.to_owned(), signals, sender, watcher: None, second_look: false };
        if watching == Watching::System {
            let folders = FOLDERS.map(|it| root.join(it));
            match source::mount::remote(folders.iter().map(PathBuf::as_path)) {
                None => watch.listen(),
                Some(kind) => watch.give_up(far_away(&kind)),
            }
        }
        watch
    }

    /// For those who know better than the system that it is time to look.
    pub(super) fn nudge(&self) -> Nudge {
        Nudge(self.sender.clone())
    }

    /// Waits for a hint, but no longer than `longest`.
    pub(super) fn wait(&mut self, clock: &dyn Clock, longest: Option<Duration>) -> Cause {
        let pace = match (&self.watcher, self.second_look) {
            (None, _) => POLL,
            (Some(_), true) => SECOND_LOOK,
            (Some(_), false) => LOOK_ANYWAY,
        };
        let first = self.signals.recv_timeout(longest.map_or(pace, |it| it.min(pace)));
        self.second_look = first.is_ok();
        match first {
            Ok(signal) => self.gather(signal, clock),
            Err(RecvTimeoutError::Timeout) => Cause::Time,
            Err(RecvTimeoutError::Disconnected) => {
                unreachable!("the watch holds a sender of its own")
            }
        }
    }

    /// Watches all folders anew: hints were lost, or the folders are others by now.
    pub(super) fn renew(&mut self) {
        if self.watcher.is_some() {
            self.listen();
            // Whatever happened in between was not heard.
            self.second_look = true;
        }
    }

    fn listen(&mut self) {
        self.watcher = None;
        let (sender, root) = (self.sender.clone(), self.root.clone());
        let hear = move |heard: notify::Result<Event>| {
            if let Some(signal) = signal(heard, &root) {
                let _ = sender.send(signal);
            }
        };
        let watcher = notify::recommended_watcher(hear).and_then(|mut watcher| {
            // The root tells when one of the folders comes or goes.
            watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
            for folder in FOLDERS {
                match watcher.watch(&self.root.join(folder), RecursiveMode::Recursive) {
                    Err(error) if !is_absence(&error) => return Err(error),
                    _ => {}
                }
            }
            Ok(watcher)
        });
        match watcher {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.give_up(reason(&error)),
        }
    }

    /// Lets the next one who waits know that time alone will tell.
    fn give_up(&self, reason: Words) {
        let _ = self.sender.send(Signal::Failure(reason));
    }

    /// Takes all that comes until it is quiet, so that many files changed at once are one change.
    fn gather(&mut self, first: Signal, clock: &dyn Clock) -> Cause {
        let begun = clock.now();
        let (mut folder, mut failure) = (false, None);
        let mut hinted = Some(BTreeSet::new());
        let mut next = Ok(first);
        while let Ok(signal) = next {
            let mut quiet = QUIET;
            match signal {
                Signal::Hint(paths) => add(&mut hinted, paths),
                Signal::Whole(paths) => {
                    quiet = QUIET_AFTER_CLOSING;
                    add(&mut hinted, paths);
                }
                Signal::Folder => (folder, hinted) = (true, None),
                Signal::Failure(reason) => failure = Some(reason),
            }
            let passed = clock.now().duration_since(begun).unwrap_or(LONGEST_STORM);
            if passed >= LONGEST_STORM {
                hinted = None;
                break;
            }
            next = self.signals.recv_timeout(quiet);
        }
        match failure {
            Some(reason) => {
                self.watcher = None;
                Cause::Deaf(reason)
            }
            None => {
                if folder {
                    self.renew();
                }
                Cause::Hint(hinted)
            }
        }
    }
}

/// Adds files to those that were hinted at.
fn add(hinted: &mut Hinted, more: Hinted) {
    match (hinted.as_mut(), more) {
        (Some(all), Some(more)) if all.len() + more.len() <= MOST_HINTED => all.extend(more),
        _ => *hinted = None,
    }
}

/// What is worth telling of what the system says; none where nothing was changed.
fn signal(heard: notify::Result<Event>, root: &Path) -> Option<Signal> {
    let event = match heard {
        Ok(event) => event,
        Err(error) if is_absence(&error) => return Some(Signal::Folder),
        Err(error) => return Some(Signal::Failure(reason(&error))),
    };
    if event.need_rescan() {
        return Some(Signal::Folder);
    }
    let whole = matches!(
        event.kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    );
    if matches!(event.kind, EventKind::Access(_)) && !whole {
        return None;
    }
    let comes_or_goes = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    let places = event.paths.iter().map(|path| (Whereabouts::of(path, root), path));
    let places: Vec<_> = places.filter(|it| it.0 != Whereabouts::Elsewhere).collect();
    let within = places.iter().all(|(_, path)| path.starts_with(root));
    let paths = within.then(|| places.iter().map(|it| it.1.clone()).collect());
    match places.iter().map(|it| it.0).max()? {
        Whereabouts::Folder if comes_or_goes => Some(Signal::Folder),
        _ if whole => Some(Signal::Whole(paths)),
        _ => Some(Signal::Hint(paths)),
    }
}

/// How a path lies to the sources; the more it matters, the later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whereabouts {
    /// Beside them, or a dropping of an editor.
    Elsewhere,
    /// Among them, or spelled in a way that hides where it is.
    Inside,
    /// It is one of the folders.
    Folder,
}

impl Whereabouts {
    fn of(path: &Path, root: &Path) -> Whereabouts {
        let Ok(inner) = path.strip_prefix(root) else {
            let junk = path.file_name().is_some_and(source::is_junk);
            return if junk { Whereabouts::Elsewhere } else { Whereabouts::Inside };
        };
        let mut parts = inner.iter();
        let first = parts.next().unwrap_or_default();
        if !FOLDERS.iter().any(|it| first == *it) {
            return Whereabouts::Elsewhere;
        }
        match (inner.iter().count(), parts.any(source::is_junk)) {
            (_, true) => Whereabouts::Elsewhere,
            (1, false) => Whereabouts::Folder,
            _ => Whereabouts::Inside,
        }
    }
}

/// Whether a folder was not there to be watched: the root tells when it comes.
fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn reason(error: &notify::Error) -> Words {
    let (ru, en) = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => (
            "исчерпан предел системы (fs.inotify.max_user_watches)".to_owned(),
            "the limit of the system is reached (fs.inotify.max_user_watches)".to_owned(),
        ),
        _ => (error.to_string(), error.to_string()),
    };
    every_second(
        format!("система не может следить за файлами: {ru}"),
        format!("the system cannot watch the files: {en}"),
    )
}

fn far_away(kind: &str) -> Words {
    every_second(
        format!("файлы лежат на сетевом диске ({kind}), о чужих правках система не сообщит"),
        format!("the files lie on a network disk ({kind}), of which the system hears little"),
    )
}

fn every_second(ru: String, en: String) -> Words {
    Words::new(ru + "; проверяю их раз в секунду", en + "; they are checked every second")
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use jiff::tz::TimeZone;
    use notify::event::{CreateKind, DataChange, RemoveKind};

    use super::*;
    use crate::preview::workshop::Today;

    struct Stopped;

    impl Clock for Stopped {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }

        fn today(&self, _: &TimeZone) -> Today {
            Today { date: jiff::civil::Date::constant(2024, 4, 5), left: None }
        }
    }

    #[test]
    fn only_what_changes_sources_is_heard() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        let removed = EventKind::Remove(RemoveKind::Folder);
        let created = EventKind::Create(CreateKind::Any);
        for (kind, path, expected) in [
            (written, "site/content/projects/a.md", "hint"),
            (closed, "site/content/projects/a.md", "whole"),
            (renamed, "site/content/projects/a.md", "whole"),
            (renamed, "site/content", "folder"),
            (read, "site/content/projects/a.md", "nothing"),
            (written, "site/content/projects/.a.md.swp", "nothing"),
            (written, "site/content/.git/index", "nothing"),
            (created, "site/public/index.html", "nothing"),
            (created, "site/themes", "folder"),
            (removed, "site/content", "folder"),
            (written, "site/content", "hint"),
            (removed, "site", "nothing"),
            (written, "/elsewhere/content/a.md", "hint"),
        ] {
            let event = Event::new(kind).add_path(path.into());
            let found = match signal(Ok(event), Path::new("site")) {
                None => "nothing",
                Some(Signal::Hint(_)) => "hint",
                Some(Signal::Whole(_)) => "whole",
                Some(Signal::Folder) => "folder",
                Some(Signal::Failure(_)) => "failure",
            };
            assert_eq!(found, expected, "{kind:?} {path}");
        }
    }

    #[test]
    fn hints_tell_of_which_files() {
        let name = |it: &str| PathBuf::from(format!("site/content/{it}"));
        let heard = |path: PathBuf| {
            let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
            signal(Ok(Event::new(closed).add_path(path)), Path::new("site")).unwrap()
        };
        let mut watch = Watch::new(Path::new("no such folder"), Watching::Clock);
        for it in ["a.md", "b.md", "a.md"] {
            watch.sender.send(heard(name(it))).unwrap();
        }
        let both = Some([name("a.md"), name("b.md")].into());
        assert_eq!(watch.wait(&Stopped, None), Cause::Hint(both));
        for it in 0..=MOST_HINTED {
            watch.sender.send(heard(name(&format!("{it}.md")))).unwrap();
        }
        assert_eq!(watch.wait(&Stopped, None), Cause::Hint(None));
        watch.sender.send(heard(name("a.md"))).unwrap();
        watch.sender.send(heard("elsewhere/a.md".into())).unwrap();
        assert_eq!(watch.wait(&Stopped, None), Cause::Hint(None));
    }

    #[test]
    fn an_overflow_asks_for_a_look() {
        let event = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert!(matches!(signal(Ok(event), Path::new("site")), Some(Signal::Folder)));
    }

    #[test]
    fn a_system_that_cannot_watch_is_told_of_once_and_then_time_rules() {
        let mut watch = Watch::new(Path::new("no such folder"), Watching::System);
        let limit = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        watch.give_up(reason(&limit));
        let Cause::Deaf(words) = watch.wait(&Stopped, None) else { panic!("a failure") };
        assert!(words.ru.contains("max_user_watches"), "{words:?}");
        assert!(watch.watcher.is_none());
        assert_eq!(watch.wait(&Stopped, Some(Duration::ZERO)), Cause::Time);
    }

    #[test]
    fn many_hints_are_one_cause() {
        let mut watch = Watch::new(Path::new("no such folder"), Watching::Clock);
        for _ in 0..50 {
            watch.nudge().now();
        }
        assert_eq!(watch.wait(&Stopped, None), Cause::Hint(None));
        assert_eq!(watch.wait(&Stopped, Some(Duration::ZERO)), Cause::Time);
    }
}
