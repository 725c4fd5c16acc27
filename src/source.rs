//! Every file that a build may see, as a value: the only reader of the disk.
#![expect(clippy::disallowed_methods, reason = "this is the one room that reads the disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::SystemTime;

use include_dir::{Dir, include_dir};
use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use walk::Seen;

mod file;
pub mod mount;
pub mod signs;
pub mod walk;

pub use file::SourceFile;

/// The themes that the binary carries, so that it works alone.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");
static EMBEDDED_THEMES: LazyLock<BTreeMap<Arc<str>, SourceFile>> =
    LazyLock::new(embedded_themes);

/// All that the output is a function of, beside the program itself.
#[derive(Clone, Debug)]
pub struct Sources {
    /// Files under `content/`, by path.
    pub content: BTreeMap<Arc<str>, SourceFile>,
    /// Files under `themes/`: those of the binary, replaced file by file by the site's own.
    pub themes: BTreeMap<Arc<str>, SourceFile>,
}

impl Sources {
    /// A snapshot from one string, each file under a line `//- path`: what tests are made of.
    pub fn from_text(text: &str) -> Sources {
        let mut sources = Sources::bundled();
        for part in text.split("//- ").skip(1) {
            let (path, body) = part.split_once('\n').unwrap_or((part, ""));
            sources.insert(path.trim(), body.as_bytes().to_vec());
        }
        sources
    }

    /// No content, and the themes of the binary.
    fn bundled() -> Sources {
        Sources { content: BTreeMap::new(), themes: EMBEDDED_THEMES.clone() }
    }

    /// Adds or replaces one file; the first folder of the path says whose it is.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        self.put(SourceFile::new(path.nfc().collect::<String>().into(), bytes));
    }

    fn put(&mut self, file: SourceFile) {
        let path = Arc::clone(&file.path);
        match path.starts_with("themes/") {
            true => self.themes.insert(path, file),
            false => self.content.insert(path, file),
        };
    }

    /// Only the settings: enough to learn the time zone, and with it what day it is.
    #[must_use]
    pub fn settings_only(&self) -> Sources {
        let settings = self.content.get_key_value("content/site.yaml");
        let content = settings.map(|(path, file)| (Arc::clone(path), file.clone()));
        Sources { content: content.into_iter().collect(), themes: BTreeMap::new() }
    }

    /// Drops one file, if it is there.
    pub fn remove(&mut self, path: &str) {
        self.content.remove(path);
        self.themes.remove(path);
    }

    /// The bytes of a file, if there is one.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        Some(self.file(path)?.bytes())
    }

    fn file(&self, path: &str) -> Option<&SourceFile> {
        self.content.get(path).or_else(|| self.themes.get(path))
    }

    /// Paths of the files that differ or that only one of the two has, sorted.
    pub fn differing(&self, other: &Sources) -> Vec<Arc<str>> {
        let mut paths = vec![];
        for (ours, theirs) in [(&self.content, &other.content), (&self.themes, &other.themes)] {
            // Both are in order, and most pairs share their path.
            let mut theirs = theirs.values().peekable();
            for file in ours.values() {
                let mut same = theirs.next_if(|it| it.path == file.path);
                while same.is_none()
                    && let Some(new) = theirs.next_if(|it| it.path < file.path)
                {
                    paths.push(Arc::clone(&new.path));
                    same = theirs.next_if(|it| it.path == file.path);
                }
                let differs = same.is_none_or(|it| it.hash != file.hash);
                paths.extend(differs.then(|| Arc::clone(&file.path)));
            }
            paths.extend(theirs.map(|it| Arc::clone(&it.path)));
        }
        paths.sort_unstable();
        paths
    }
}

/// The most bytes of a file that is handed to a command: papers and tables are smaller.
const MOST_HANDED: u64 = 64 * 1024 * 1024;

/// Reads a file that lies anywhere: a paper or a table to import.
///
/// # Errors
///
/// What the system says, or that the file is larger than 64 MiB.
pub fn handed(path: &Path) -> Result<Vec<u8>, Words> {
    let shown = path.display();
    let size = std::fs::metadata(path).map(|it| it.len());
    if size.is_ok_and(|it| it > MOST_HANDED) {
        return Err(Words::new(
            format!("файл {shown} больше 64 Мбайт"),
            format!("the file {shown} is larger than 64 MiB"),
        ));
    }
    std::fs::read(path).map_err(|error| {
        Words::new(
            format!("файл {shown} не читается: {error}"),
            format!("the file {shown} cannot be read: {error}"),
        )
    })
}

/// Opens a file that is no source, such as the log of a server.
///
/// # Errors
///
/// Those of the system.
pub fn open(path: &Path) -> std::io::Result<std::fs::File> {
    std::fs::File::open(path)
}

/// Reads `content/` and `themes/` under `root`.
///
/// A file that cannot be read is a remark and is left out; so is one of two whose names differ
/// only in the Unicode form of й or ё.
pub fn read(root: &Path) -> (Sources, Diagnostics) {
    reread(root, &mut Seen::default(), SystemTime::UNIX_EPOCH)
}

/// The same for a single build: texts leave memory as they are parsed, and are read again where
/// a remark is to quote them.
pub fn read_in_passing(root: &Path) -> (Sources, Diagnostics) {
    reread(root, &mut Seen::in_passing(), SystemTime::UNIX_EPOCH)
}

/// The same, but bytes are taken from the last reading where the disk shows no sign of a change.
///
/// `now` is the present moment: a file that changed just before it may change again without a
/// sign, and is read again the next time.
pub fn reread(root: &Path, seen: &mut Seen, now: SystemTime) -> (Sources, Diagnostics) {
    let mut diagnostics = Diagnostics::none();
    let mut sources = Sources::bundled();
    let [content, themes] = seen.walk(root, ["content", "themes"], now).map(|found| {
        diagnostics.extend(found.remarks);
        found.files
    });
    if content.is_empty() {
        let message = Words::new(
            "нет папки «content» с файлами сайта",
            "there is no folder `content` with the files of a site",
        );
        diagnostics.push(Diagnostic::about_site(code::MISSING_FILE, message).hint(Words::new(
            "запустите программу в папке сайта или укажите её: --root ПАПКА",
            "run the program in the folder of the site or name it: --root DIR",
        )));
    }
    for file in content {
        let path = Arc::clone(&file.path);
        if let Some(first) = sources.content.insert(Arc::clone(&path), file) {
            diagnostics.push(same_name(&first.path));
        }
    }
    sources.themes.extend(themes.into_iter().map(|it| (Arc::clone(&it.path), it)));
    (sources, diagnostics)
}

/// The sources with only these files read again, each of which was among them before; none where
/// one of them came, went or is no plain file.
///
/// It is a guess that nothing else has changed: a [`reread`] must follow.
pub fn glance<'a>(
    root: &Path,
    before: &Sources,
    paths: impl IntoIterator<Item = &'a PathBuf>,
) -> Option<Sources> {
    let mut sources = before.clone();
    for path in paths {
        let file = walk::glance(root, path)?;
        let files = match file.path.starts_with("themes/") {
            true => &mut sources.themes,
            false => &mut sources.content,
        };
        let old = files.get_mut(&file.path)?;
        *old = file;
    }
    Some(sources)
}

/// The settings alone, as [`Sources::settings_only`] gives them.
pub fn read_settings(root: &Path) -> Sources {
    let mut sources = Sources { content: BTreeMap::new(), themes: BTreeMap::new() };
    if let Ok(bytes) = std::fs::read(root.join("content/site.yaml")) {
        sources.insert("content/site.yaml", bytes);
    }
    sources
}

fn embedded_themes() -> BTreeMap<Arc<str>, SourceFile> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&EMBEDDED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let inner = file.path().to_string_lossy().replace('\\', "/");
            let path: Arc<str> = format!("themes/{inner}").into();
            files.insert(Arc::clone(&path), SourceFile::new(path, file.contents().to_vec()));
        }
    }
    files
}

/// Droppings of editors and file managers, which no author means to publish.
pub fn is_junk(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with(".swp")
        || name.ends_with(".swx")
        || name.ends_with(".tmp")
        || name.ends_with(".bak")
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || matches!(&*name, "4913" | "Thumbs.db" | "desktop.ini")
}

fn same_name(path: &Arc<str>) -> Diagnostic {
    let message = Words::new(
        "два файла, имена которых различаются только записью букв «й» или «ё»",
        "two files whose names differ only in the Unicode form of their letters",
    );
    Diagnostic::new(code::DUPLICATE_ID, Place::new(path, 0..0), message).hint(Words::new(
        "оставьте один из них; имя лучше написать латиницей",
        "keep one of them, best with a Latin name",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_is_left_out() {
        for (name, junk) in [
            ("a.md", false),
            (".a.md.swp", true),
            ("a.md~", true),
            ("#a.md#", true),
            ("~$a", true),
            ("4913", true),
            ("4914.md", false),
            (".a.md.kate-swp", true),
            (".goutputstream-A1B2C3", true),
            ("a.md___jb_tmp___", true),
            ("a.md___jb_old___", true),
            (".~lock.a.docx#", true),
            (".DS_Store", true),
        ] {
            assert_eq!(is_junk(name.as_ref()), junk, "{name}");
        }
    }

    #[test]
    fn a_glance_sees_files_that_were_there_before() {
        let root = tempfile::tempdir().unwrap();
        let file = |name: &str| root.path().join("content").join(name);
        std::fs::create_dir_all(root.path().join("content")).unwrap();
        std::fs::write(file("a.md"), "а").unwrap();
        std::fs::write(file("b.md"), "б").unwrap();
        let (before, _) = read(root.path());
        std::fs::write(file("a.md"), "в").unwrap();
        std::fs::write(file("c.md"), "г").unwrap();
        let seen = |names: &[&str]| {
            let paths: Vec<PathBuf> = names.iter().map(|it| file(it)).collect();
            let found = glance(root.path(), &before, &paths)?;
            Some(before.differing(&found).iter().map(|it| it.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(seen(&["a.md", "b.md"]), Some(vec!["content/a.md".to_owned()]));
        assert_eq!(seen(&["c.md"]), None);
        std::fs::remove_file(file("b.md")).unwrap();
        assert_eq!(seen(&["a.md", "b.md"]), None);
    }

    #[test]
    fn what_is_read_in_passing_is_what_is_read() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("content/pages")).unwrap();
        for name in ["site.yaml", "pages/a.md", "pages/й.md"] {
            std::fs::write(root.path().join("content").join(name), name).unwrap();
        }
        let (kept, passing) = (read(root.path()).0, read_in_passing(root.path()).0);
        assert!(kept.differing(&passing).is_empty());
        let passed: Vec<_> = passing.content.values().map(SourceFile::pass).collect();
        for (file, bytes) in kept.content.values().zip(&passed) {
            assert_eq!(file.bytes(), &**bytes);
            assert_eq!(passing.bytes(&file.path), Some(&**bytes));
        }
        // Nobody else holds the bytes of a text any more; settings are read many times.
        let passing = read_in_passing(root.path()).0;
        let held = passing.content.values().map(|it| Arc::strong_count(&it.pass()));
        assert_eq!(held.collect::<Vec<_>>(), [1, 1, 2]);
    }

    #[test]
    fn a_folder_is_read_whole_and_links_out_of_it_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content/projects");
        std::fs::create_dir_all(&content).unwrap();
        std::fs::write(content.join("a.md"), "x").unwrap();
        std::fs::write(content.join("b.md~"), "x").unwrap();
        std::fs::write(root.path().join("secret"), "x").unwrap();
        #[cfg(unix)]
        for (target, link) in [
            (root.path().join("secret"), "s.md"),
            // Emacs marks a file that somebody edits so.
            (PathBuf::from("somebody@somewhere.4321:1234567890"), ".#a.md"),
        ] {
            std::os::unix::fs::symlink(target, content.join(link)).unwrap();
        }
        let (sources, diagnostics) = read(root.path());
        let paths: Vec<_> = sources.content.keys().map(|it| &**it).collect();
        assert_eq!(paths, ["content/projects/a.md"]);
        let codes: Vec<_> = diagnostics.iter().map(|it| it.code.name).collect();
        assert_eq!(codes, ["unreadable-file"]);
    }
}
