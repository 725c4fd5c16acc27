//! The site, built anew whenever its sources or the day change.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::watch::{Cause, Nudge, Watch, Watching};
use crate::build::{self, Built, Memo, Options};
use crate::diag::{Diagnostics, Words};
use crate::source::walk::Seen;
use crate::source::{self, Sources};

/// The only way in which time comes into a preview.
pub trait Clock: Send {
    /// The present moment.
    fn now(&self) -> SystemTime;
    /// What day it is, or is to be taken for today, in a time zone.
    fn today(&self, zone: &TimeZone) -> Today;
}

/// A day, and how long it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub date: Date,
    /// Time until the next one; none where the day is fixed.
    pub left: Option<Duration>,
}

/// Which site is to be kept up to date.
pub struct Watched {
    /// The folder that holds `content/`, as an absolute path.
    pub root: PathBuf,
    /// How to build it; the day is replaced by the clock's.
    pub options: Options,
    /// What day it is.
    pub clock: Box<dyn Clock>,
    /// Who tells of changes.
    pub watching: Watching,
}

/// A site after a change.
#[derive(Clone)]
pub struct Round {
    /// All files.
    pub sources: Arc<Sources>,
    /// What was built of them; none where settings or theme cannot be used.
    pub built: Option<Arc<Built>>,
    /// What was said of them.
    pub diagnostics: Diagnostics,
    /// What differs from the round before.
    pub change: Change,
}

/// What differs between two rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Paths of files that were made, changed or deleted, sorted.
    pub files: Vec<Arc<str>>,
    /// The day that has begun.
    pub day: Option<Date>,
}

/// What happens between two rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Sources may have changed and are being looked at.
    Looking,
    /// From now on the folders are looked at in turns, for this reason.
    Polling(Words),
}

/// Keeps a site in step with its sources.
pub struct Workshop {
    watched: Watched,
    watch: Watch,
    seen: Seen,
    memo: Memo,
    zone: TimeZone,
    /// What was said while reading, without building.
    unread: Diagnostics,
    /// Only files that were hinted at have been read: there may be other changes.
    in_doubt: bool,
    last: Round,
}

impl Workshop {
    /// Begins to watch, then reads and builds the site for the first time.
    pub fn open(watched: Watched) -> Workshop {
        let watch = Watch::new(&watched.root, watched.watching);
        let mut seen = Seen::default();
        let (sources, unread) = source::reread(&watched.root, &mut seen, watched.clock.now());
        let nothing = Round {
            sources: Arc::new(sources),
            built: None,
            diagnostics: Diagnostics::none(),
            change: Change::default(),
        };
        let (memo, zone) = (Memo::default(), TimeZone::UTC);
        let (in_doubt, last) = (false, nothing);
        let mut workshop =
            Workshop { watched, watch, seen, memo, zone, unread, in_doubt, last };
        workshop.watched.options.date = workshop.today().date;
        workshop.build(Change::default());
        workshop
    }

    /// The site as it is by now.
    pub fn last(&self) -> &Round {
        &self.last
    }

    /// Asks for a look at the sources, from any thread.
    pub(super) fn nudge(&self) -> Nudge {
        self.watch.nudge()
    }

    /// Waits until something has changed and builds the site anew.
    pub fn next(&mut self, notice: &mut dyn FnMut(Notice)) -> &Round {
        loop {
            if self.in_doubt && self.heed(None) {
                return &self.last;
            }
            let left = self.today().left;
            let cause = self.watch.wait(&*self.watched.clock, left);
            notice(Notice::Looking);
            if let Cause::Deaf(words) = &cause {
                notice(Notice::Polling(words.clone()));
            }
            let hinted = match &cause {
                Cause::Hint(paths) => paths.as_ref(),
                Cause::Time | Cause::Deaf(_) => None,
            };
            if !self.heed(hinted) {
                continue;
            }
            if cause == Cause::Time && !self.last.change.files.is_empty() {
                // A change that no hint told of: the system watches something else by now.
                self.watch.renew();
            }
            return &self.last;
        }
    }

    /// Looks without waiting, and tells whether something has changed and was built anew.
    ///
    /// Files that may have changed are looked at alone, so that an edit shows at once; what else
    /// may have changed is found by the next look, at all files. Without such hints, or where
    /// they tell of nothing new, all files are looked at.
    pub fn heed(&mut self, hinted: Option<&BTreeSet<PathBuf>>) -> bool {
        let glanced = hinted.and_then(|it| self.glance(it));
        let Some(change) = glanced.or_else(|| self.look()) else { return false };
        self.build(change);
        true
    }

    /// Reads only what was hinted at, so that an edit shows at once; none where that is not
    /// enough, or nothing new.
    fn glance(&mut self, paths: &BTreeSet<PathBuf>) -> Option<Change> {
        if !self.unread.is_empty() || self.today().date != self.watched.options.date {
            return None;
        }
        let sources = source::glance(&self.watched.root, &self.last.sources, paths)?;
        let files = self.last.sources.differing(&sources);
        if files.is_empty() {
            return None;
        }
        self.last.sources = Arc::new(sources);
        self.in_doubt = true;
        Some(Change { files, day: None })
    }

    /// Reads what has changed; none where nothing has.
    fn look(&mut self) -> Option<Change> {
        self.in_doubt = false;
        let now = self.watched.clock.now();
        let (sources, unread) = source::reread(&self.watched.root, &mut self.seen, now);
        let files = self.last.sources.differing(&sources);
        let read_otherwise = unread != self.unread;
        if !files.is_empty() {
            self.last.sources = Arc::new(sources);
        }
        self.unread = unread;
        let date = self.today().date;
        let day = (date != self.watched.options.date).then_some(date);
        self.watched.options.date = date;
        let changed = !files.is_empty() || read_otherwise || day.is_some();
        changed.then_some(Change { files, day })
    }

    fn build(&mut self, change: Change) {
        let sources = &self.last.sources;
        let (built, remarks) = build::build(sources, &self.watched.options, &mut self.memo);
        let mut diagnostics = self.unread.clone();
        diagnostics.extend(remarks);
        self.last.built = built.map(Arc::new);
        self.last.diagnostics = diagnostics.sorted();
        self.last.change = change;
    }

    /// The day where the site is; while its settings cannot be read, where it was.
    fn today(&mut self) -> Today {
        if let Some(zone) = build::time_zone(&self.last.sources) {
            self.zone = zone;
        }
        self.watched.clock.today(&self.zone)
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests change the files that are watched")]
mod tests {
    use std::path::Path;
    use std::sync::atomic::{AtomicI64, Ordering};

    use jiff::Timestamp;

    use super::*;
    use crate::site::Drafts;

    const SETTINGS: &str = "название: Раздел\nведомство: Комитет\nгород: Челябинск\n";

    /// A clock that tests turn.
    #[derive(Clone)]
    struct Turned(Arc<AtomicI64>);

    impl Clock for Turned {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }

        fn today(&self, zone: &TimeZone) -> Today {
            let now = Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap();
            let date = now.to_zoned(zone.clone()).date();
            Today { date, left: Some(Duration::from_millis(1)) }
        }
    }

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn workshop(root: &Path, clock: Turned) -> Workshop {
        Workshop::open(Watched {
            root: root.to_owned(),
            options: Options {
                date: Date::constant(1, 1, 1),
                drafts: Drafts::Hidden,
                theme: None,
                base_url: None,
            },
            clock: Box::new(clock),
            watching: Watching::Clock,
        })
    }

    fn settings(zone: &str) -> String {
        format!("{SETTINGS}часовой_пояс: {zone}\n")
    }

    #[test]
    fn a_new_day_is_a_change_of_its_own() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "content/site.yaml", &settings("Asia/Yekaterinburg"));
        let page = "---\nназвание: Новость\nопубликовать: 2024-04-06\n---\n";
        write(root.path(), "content/pages/soon.md", page);
        // 2024-04-05 23:59:59 in Yekaterinburg.
        let clock = Turned(Arc::new(AtomicI64::new(1_712_343_599)));
        let mut workshop = workshop(root.path(), clock.clone());
        assert_eq!(workshop.watched.options.date, Date::constant(2024, 4, 5));
        let is_shown = |round: &Round| {
            let built = round.built.as_ref().expect("the settings are whole");
            built.plan.pages.contains_key("pages/soon.html")
        };
        assert!(!is_shown(workshop.last()));
        clock.0.fetch_add(1, Ordering::SeqCst);
        let round = workshop.next(&mut |_| ());
        let day = Some(Date::constant(2024, 4, 6));
        assert_eq!(round.change, Change { files: vec![], day });
        assert!(is_shown(round));
    }

    #[test]
    fn broken_settings_do_not_move_the_site_to_another_zone() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "content/site.yaml", &settings("Asia/Yekaterinburg"));
        // 2024-04-06 01:00 in Yekaterinburg is still the day before in Greenwich.
        let clock = Turned(Arc::new(AtomicI64::new(1_712_347_200)));
        let mut workshop = workshop(root.path(), clock);
        let date = workshop.watched.options.date;
        assert_eq!(date, Date::constant(2024, 4, 6));
        write(root.path(), "content/site.yaml", "[");
        let round = workshop.next(&mut |_| ());
        assert_eq!(round.change.day, None);
        assert_eq!(round.change.files, ["content/site.yaml".into()]);
        assert_eq!(workshop.watched.options.date, date);
    }

    #[test]
    fn behind_a_hint_comes_all_that_no_hint_told_of() {
        let root = tempfile::tempdir().unwrap();
        let page = |name: &str| format!("content/pages/{name}.md");
        write(root.path(), "content/site.yaml", &settings("UTC"));
        for name in ["a", "b"] {
            write(root.path(), &page(name), "---\nназвание: Страница\n---\n");
        }
        let mut workshop = workshop(root.path(), Turned(Arc::default()));
        for name in ["a", "b"] {
            write(root.path(), &page(name), "---\nназвание: Другая\n---\n");
        }
        let change = workshop.glance(&[root.path().join(page("a"))].into()).unwrap();
        assert_eq!(change.files, [page("a").into()]);
        workshop.build(change);
        assert_eq!(workshop.next(&mut |_| ()).change.files, [page("b").into()]);
        assert_eq!(workshop.glance(&[root.path().join(page("b"))].into()), None);
    }

    #[test]
    fn the_content_may_vanish_and_come_back() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "content/site.yaml", &settings("UTC"));
        let mut workshop = workshop(root.path(), Turned(Arc::default()));
        let before = workshop.last().diagnostics.clone();
        std::fs::rename(root.path().join("content"), root.path().join("away")).unwrap();
        let gone = workshop.next(&mut |_| ()).clone();
        assert!(gone.sources.content.is_empty() && gone.diagnostics != before);
        std::fs::rename(root.path().join("away"), root.path().join("content")).unwrap();
        let back = workshop.next(&mut |_| ());
        assert_eq!((back.sources.content.len(), &back.diagnostics), (1, &before));
    }
}
