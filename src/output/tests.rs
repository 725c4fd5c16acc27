//! Whole runs of publishing, told as what lies in the folder before and after.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::SystemTime;

use super::{Action, Files, Known, Published, Refusal, SourceFolders, Tree, manifest, publish};

mod cases;
mod laws;
mod recovery;

/// What lies in a folder: text of files by path, `path/` for folders, `path@` for links.
type Lay<'a> = &'a [(&'a str, &'a str)];

/// A site in a folder of its own.
struct Ground {
    top: tempfile::TempDir,
    known: Mutex<Known>,
}

impl Ground {
    fn new() -> Ground {
        let top = tempfile::tempdir().expect("there is room for a test");
        fs::create_dir_all(top.path().join("content")).expect("a new folder takes folders");
        Ground { top, known: Mutex::default() }
    }

    fn out(&self) -> PathBuf {
        self.top.path().join("out")
    }

    /// Publishes what is known from the time before as well, as a program that goes on does.
    fn publish(&self, files: &dyn Files) -> Result<Published, Refusal> {
        let root = self.top.path().to_owned();
        let sources = SourceFolders { folders: vec![root.join("content")], root };
        let mut known = self.known.lock().expect("no test panics while it publishes");
        publish(files, &self.out(), &sources, (&mut known, &SystemTime::now))
    }

    /// Puts things into the output folder behind the back of the program.
    fn lay(&self, things: Lay<'_>) {
        for (path, text) in things {
            let place = self.out().join(path);
            let above = place.parent().expect("the output folder lies above");
            fs::create_dir_all(above).expect("a test lays folders where there is room");
            if path.ends_with('/') {
                fs::create_dir_all(&place).expect("a test lays folders where there is room");
            } else if let Some(_link) = path.strip_suffix('@') {
                #[cfg(unix)]
                std::os::unix::fs::symlink(text, self.out().join(_link))
                    .expect("a test lays links where nothing is");
            } else {
                fs::write(&place, text).expect("a test lays files where there is room");
            }
        }
    }

    /// All that lies in the output folder but the manifest, with `path/` for empty folders.
    fn found(&self) -> BTreeMap<String, String> {
        let walk = walkdir::WalkDir::new(self.out()).min_depth(1);
        let mut found = BTreeMap::new();
        for entry in walk.into_iter().map(|entry| entry.expect("the test made the folder")) {
            let path = entry.path();
            let inner = path.strip_prefix(self.out()).expect("the walk stays inside");
            let name = inner.to_string_lossy().replace('\\', "/");
            if entry.file_type().is_dir() {
                if fs::read_dir(path).expect("the folder was just seen").next().is_none() {
                    found.insert(name + "/", String::new());
                }
            } else if entry.path_is_symlink() {
                let target = fs::read_link(path).expect("the link was just seen");
                found.insert(name + "@", target.to_string_lossy().into_owned());
            } else if name != manifest::NAME {
                found.insert(name, fs::read_to_string(path).expect("tests write text"));
            }
        }
        found
    }

    fn manifest(&self) -> Option<String> {
        fs::read_to_string(self.out().join(manifest::NAME)).ok()
    }

    /// Gives every file the time of long ago, so that a write shows.
    fn age(&self) {
        for (path, _) in self.files() {
            let file = File::options().append(true).open(path).expect("the file was just seen");
            file.set_modified(LONG_AGO).expect("a disk keeps times");
        }
    }

    /// Paths under the output folder of files written since they aged.
    fn young(&self) -> Vec<String> {
        let young = self.files().into_iter().filter(|(_, time)| *time != LONG_AGO);
        let name = |path: PathBuf| {
            let inner =
                path.strip_prefix(self.out()).expect("the walk stays inside").to_owned();
            inner.to_string_lossy().replace('\\', "/")
        };
        young.map(|(path, _)| name(path)).collect()
    }

    fn files(&self) -> Vec<(PathBuf, SystemTime)> {
        let walk = walkdir::WalkDir::new(self.out()).sort_by_file_name();
        walk.into_iter()
            .map(|entry| entry.expect("the test made the folder"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let metadata = entry.metadata().expect("the file was just seen");
                (entry.into_path(), metadata.modified().expect("a disk keeps times"))
            })
            .collect()
    }
}

const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;

fn tree(files: Lay<'_>) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn texts(files: Lay<'_>) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// One run: what the build before published, what somebody did then, and what this build does.
struct Case<'a> {
    before: Lay<'a>,
    laid: Lay<'a>,
    tree: Lay<'a>,
    /// Files written, unchanged and removed, or what the refusal names.
    outcome: Result<[usize; 3], &'a str>,
    after: Lay<'a>,
}

#[track_caller]
fn check(case: &Case<'_>) {
    let ground = Ground::new();
    ground.publish(&tree(case.before)).expect("the first build meets an empty folder");
    ground.lay(case.laid);
    ground.age();
    let manifest = ground.manifest();
    let outcome = ground
        .publish(&tree(case.tree))
        .map(|it| [it.written, it.unchanged, it.removed])
        .map_err(|refusal| gist(&refusal, &ground));
    assert_eq!(outcome, case.outcome.map_err(str::to_owned));
    assert_eq!(ground.found(), texts(case.after));
    if outcome.is_err() {
        assert_eq!(ground.young(), Vec::<String>::new(), "a refusal writes nothing");
        assert_eq!(ground.manifest(), manifest);
    }
}

/// The refusal and the paths it names.
fn gist(refusal: &Refusal, ground: &Ground) -> String {
    let (word, paths) = match refusal {
        Refusal::Foreign(paths) => ("foreign", paths.clone()),
        Refusal::Symlinks(paths) => ("symlinks", paths.clone()),
        Refusal::ReadOnly(paths) => ("read-only", paths.clone()),
        Refusal::Manifest { flaw, .. } => return format!("manifest: {flaw:?}"),
        Refusal::Names(paths) => return format!("names: {}", paths.join(" ")),
        Refusal::Clashes(pairs) => return format!("clashes: {pairs:?}"),
        Refusal::Fault { action, path, .. } => {
            (if *action == Action::Write { "write" } else { "fault" }, vec![path.clone()])
        }
        other => return format!("{other:?}"),
    };
    let inner = paths.iter().map(|path| {
        let path = path.strip_prefix(ground.out()).expect("the paths lie in the folder");
        path.to_string_lossy().into_owned()
    });
    format!("{word}: {}", inner.collect::<Vec<_>>().join(" "))
}
