//! Which folders are fit for output: none that holds sources or other people's work.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::disk::{self, Disk, Standing};
use super::{Action, Refusal, Relation, SourceFolders};

/// The output folder with all links resolved, if nothing of the sources is at risk there.
pub(super) fn open(folder: &Path, sources: &SourceFolders) -> Result<Disk, Refusal> {
    let real = resolved(folder)?;
    let not_folder = || Refusal::NotFolder(folder.to_owned());
    match disk::look(&real).map_err(|error| unreadable(folder, error))? {
        Standing::Folder => {}
        // What cannot become a folder later cannot be one now: a file stands further up.
        Standing::Nothing if has_room(&real) => {}
        _ => return Err(not_folder()),
    }
    let refused = |relation, sources: &Path| {
        let (folder, sources) = (folder.to_owned(), sources.to_owned());
        Err(Refusal::Dangerous { folder, relation, sources })
    };
    match relation(&real, &resolved(&sources.root)?) {
        None | Some(Relation::Inside) => {}
        Some(relation) => return refused(relation, &sources.root),
    }
    for kept in &sources.folders {
        if let Some(relation) = relation(&real, &resolved(kept)?) {
            return refused(relation, kept);
        }
    }
    Ok(Disk { given: folder.to_owned(), real })
}

/// Refuses a folder without manifest that holds more than dot-files, which servers, hosts and
/// version control keep in folders that are otherwise empty.
pub(super) fn refuse_others_work(disk: &Disk) -> Result<(), Refusal> {
    match disk.list("")?.iter().all(|(name, _)| name.starts_with('.')) {
        true => Ok(()),
        false => Err(Refusal::NotOurs(disk.given.clone())),
    }
}

/// How one resolved folder lies to another, if they overlap.
fn relation(output: &Path, sources: &Path) -> Option<Relation> {
    if output == sources {
        Some(Relation::Same)
    } else if output.starts_with(sources) {
        Some(Relation::Inside)
    } else if sources.starts_with(output) {
        Some(Relation::Above)
    } else {
        None
    }
}

/// The path without links, dots and trailing slashes; its end need not exist.
fn resolved(path: &Path) -> Result<PathBuf, Refusal> {
    let walk = || -> io::Result<PathBuf> {
        let mut real = PathBuf::new();
        for component in std::path::absolute(path)?.components() {
            match component {
                Component::CurDir => {}
                // All before is free of links, so the step back is the true one.
                Component::ParentDir => drop(real.pop()),
                Component::Prefix(_) | Component::RootDir => real.push(component),
                Component::Normal(name) => {
                    real.push(name);
                    if !matches!(disk::look(&real)?, Standing::Nothing) {
                        real = real.canonicalize()?;
                    }
                }
            }
        }
        Ok(real)
    };
    walk().map_err(|error| unreadable(path, error))
}

/// Whether the nearest thing above that exists is a folder.
fn has_room(real: &Path) -> bool {
    real.ancestors().find(|above| above.exists()).is_some_and(Path::is_dir)
}

fn unreadable(path: &Path, error: io::Error) -> Refusal {
    Refusal::Fault { action: Action::Read, path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Refusal, SourceFolders, open, refuse_others_work};

    /// A site with a folder of sources elsewhere, which `themes` leads to.
    fn lay(top: &Path) -> SourceFolders {
        for folder in ["site/content/pages", "shared/themes/plain", "site/out", "full"] {
            fs::create_dir_all(top.join(folder)).expect("a new folder takes folders");
        }
        for file in ["site/file", "full/work.txt", "site/out/.gitignore"] {
            fs::write(top.join(file), "mine").expect("a new folder takes files");
        }
        let (root, content) = (top.join("site"), top.join("site/content"));
        #[cfg(unix)]
        for (target, link) in [
            ("../shared/themes", "site/themes"),
            ("content/pages", "site/link"),
            (".", "site/round"),
            ("..", "site/up"),
            ("out", "site/fine"),
            ("../full", "site/theirs"),
            ("nowhere", "site/dangling"),
        ] {
            std::os::unix::fs::symlink(target, top.join(link)).expect("a link needs no target");
        }
        let folders = vec![content, top.join("site/themes"), top.join("site/absent")];
        SourceFolders { root, folders }
    }

    fn verdict(folder: &Path, sources: &SourceFolders) -> String {
        match open(folder, sources).and_then(|disk| refuse_others_work(&disk)) {
            Ok(()) => "fit".to_owned(),
            Err(Refusal::Dangerous { relation, sources, .. }) => {
                let name = sources.file_name().map(|name| name.to_string_lossy().into_owned());
                format!("{relation:?} {}", name.unwrap_or_default())
            }
            Err(Refusal::NotFolder(_)) => "not a folder".to_owned(),
            Err(Refusal::NotOurs(_)) => "not ours".to_owned(),
            Err(Refusal::Fault { action, .. }) => format!("fault: {action:?}"),
            Err(other) => panic!("{other}"),
        }
    }

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        let top = tempfile::tempdir().expect("there is room for a test");
        let sources = lay(top.path());
        for (folder, expected) in cases {
            let folder = match folder.strip_prefix('/') {
                Some(_) => PathBuf::from(folder),
                None => top.path().join(folder),
            };
            assert_eq!(verdict(&folder, &sources), *expected, "{}", folder.display());
        }
    }

    #[test]
    fn folders() {
        check(&[
            ("site/out", "fit"),
            ("site/out/", "fit"),
            ("site/new/deep", "fit"),
            ("new", "fit"),
            ("site/content/../out", "fit"),
            ("site/nowhere/../out", "fit"),
            ("site", "Same site"),
            ("site/", "Same site"),
            ("site/.", "Same site"),
            ("site/out/..", "Same site"),
            ("site/out/../../site", "Same site"),
            ("site/nowhere/..", "Same site"),
            ("site/..", "Above site"),
            ("", "Above site"),
            ("/", "Above site"),
            ("site/content", "Same content"),
            ("site/content/", "Same content"),
            ("site/content/pages", "Inside content"),
            ("site/content/new", "Inside content"),
            ("site/nowhere/../content/new", "Inside content"),
            ("site/absent", "Same absent"),
            ("site/absent/new", "Inside absent"),
            ("site/file", "not a folder"),
            ("site/file/new", "not a folder"),
            ("full", "not ours"),
        ]);
    }

    #[cfg(unix)]
    #[test]
    fn folders_behind_links() {
        check(&[
            ("site/fine", "fit"),
            ("site/themes", "Same themes"),
            ("site/themes/plain", "Inside themes"),
            ("site/themes/new", "Inside themes"),
            ("shared/themes/new", "Inside themes"),
            ("shared", "Above themes"),
            ("site/link", "Inside content"),
            ("site/link/..", "Same content"),
            ("site/round", "Same site"),
            ("site/up", "Above site"),
            ("site/theirs", "not ours"),
            ("site/dangling", "fault: Read"),
        ]);
    }
}
