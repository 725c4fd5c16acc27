//! Random edits of a copy of the bundled site, as people and their programs make them.
#![expect(clippy::disallowed_methods, reason = "tests change the files that are read")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use novator::build::Options;
use novator::site::Drafts;

use super::hand::{Hand, files, read};
use super::lines::LINES;

/// What one edit does; it says what it was.
type Edit = fn(&mut Editor, &mut Options) -> String;

/// How much may look different after an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// One card and what names it.
    Card,
    /// Anything.
    Site,
}

const EDITS: &[(Reach, Edit)] = &[
    (Reach::Card, Editor::add_line),
    (Reach::Card, Editor::add_line),
    (Reach::Card, Editor::drop_line),
    (Reach::Card, Editor::drop_line),
    (Reach::Card, Editor::swap_words),
    (Reach::Card, Editor::graft),
    (Reach::Card, Editor::graft),
    (Reach::Card, Editor::truncate),
    (Reach::Card, Editor::copy),
    (Reach::Card, Editor::delete),
    (Reach::Card, Editor::rename),
    (Reach::Card, Editor::move_away),
    (Reach::Site, Editor::rename_folder),
    (Reach::Card, Editor::exchange),
    (Reach::Card, Editor::save_by_rename),
    (Reach::Card, Editor::backdate),
    (Reach::Card, Editor::backdate),
    (Reach::Card, Editor::respell),
    (Reach::Site, Editor::vocabulary),
    (Reach::Site, Editor::settings),
    (Reach::Site, Editor::settings),
    (Reach::Site, Editor::latin_words),
    (Reach::Site, Editor::theme),
    (Reach::Site, Editor::theme),
    (Reach::Card, Editor::litter),
    (Reach::Card, Editor::hand_out),
    (Reach::Site, Editor::date),
    (Reach::Site, Editor::drafts),
    (Reach::Card, Editor::mend),
    (Reach::Card, Editor::mend),
    (Reach::Site, Editor::mend_everything),
];

/// A person at work on a site.
pub(crate) struct Editor {
    root: PathBuf,
    /// The site as it is bundled, by path.
    original: BTreeMap<PathBuf, Vec<u8>>,
    /// State of the generator of random numbers; never 0.
    random: u64,
    pub(crate) hand: Hand,
}

impl Editor {
    /// Copies the bundled site into a folder.
    pub(crate) fn new(root: &Path, seed: u64) -> Editor {
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut original = BTreeMap::new();
        for path in files(&bundled.join("content")) {
            let inner = path.strip_prefix(bundled).expect("it lies inside").to_owned();
            original.insert(inner, fs::read(&path).expect("the bundled site can be read"));
        }
        let random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut editor =
            Editor { root: root.to_owned(), original, random, hand: Hand::default() };
        editor.mend_all();
        editor
    }

    /// Makes one edit and says what it was.
    pub(crate) fn edit(&mut self, options: &mut Options) -> (Reach, String) {
        let (reach, edit) = EDITS[self.below(EDITS.len())];
        (reach, edit(self, options))
    }

    /// What was touched since this was asked for the last time, in its order.
    pub(crate) fn touched(&mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.hand.touched)
    }

    /// Makes everything as it was in the beginning.
    pub(crate) fn mend_all(&mut self) {
        for folder in ["content", "themes"] {
            let folder = self.root.join(folder);
            if folder.exists() {
                self.hand.delete_folder(&folder);
            }
        }
        for (path, bytes) in self.original.clone() {
            self.hand.write(&self.root.join(path), &bytes);
        }
    }

    /// A random number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random >> 33).expect("31 bits fit") % limit.max(1)
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.below(among.len())]
    }

    /// Any file of the content; there is one, for the settings are never deleted.
    pub(crate) fn any_file(&mut self) -> PathBuf {
        let all = files(&self.root.join("content"));
        all[self.below(all.len())].clone()
    }

    pub(crate) fn said(&self, what: &str, path: &Path) -> String {
        format!("{what} {}", path.strip_prefix(&self.root).unwrap_or(path).display())
    }

    /// Changes the lines of some file.
    fn lines(
        &mut self,
        what: &str,
        change: impl FnOnce(&mut Editor, &mut Vec<String>),
    ) -> String {
        let path = self.any_file();
        let text = String::from_utf8_lossy(&read(&path)).into_owned();
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        change(self, &mut lines);
        self.hand.write(&path, lines.join("\n").as_bytes());
        self.said(what, &path)
    }

    fn add_line(&mut self, _: &mut Options) -> String {
        self.lines("add a line", |editor, lines| {
            let line = editor.pick(LINES).to_owned();
            // The beginning of a file is where most of its meaning is.
            let at = editor.below(lines.len().min(8) + 1);
            lines.insert(at, line);
        })
    }

    fn drop_line(&mut self, _: &mut Options) -> String {
        self.lines("drop a line", |editor, lines| {
            let at = editor.below(lines.len());
            lines.remove(at);
        })
    }

    fn swap_words(&mut self, _: &mut Options) -> String {
        self.lines("swap two words", |editor, lines| {
            let at = editor.below(lines.len());
            let mut words: Vec<&str> = lines[at].split(' ').collect();
            let (first, second) = (editor.below(words.len()), editor.below(words.len()));
            words.swap(first, second);
            lines[at] = words.join(" ");
        })
    }

    fn truncate(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        let bytes = read(&path);
        let kept = self.below(bytes.len() + 1);
        self.hand.write(&path, &bytes[..kept]);
        self.said("truncate", &path)
    }

    fn copy(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        let name = format!("copy-{}", self.below(5));
        let end = path.extension().unwrap_or_default();
        let to = path.with_file_name(name).with_extension(end);
        self.hand.write(&to, &read(&path));
        self.said("copy", &to)
    }

    fn delete(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        if !path.ends_with("site.yaml") {
            self.hand.delete(&path);
        }
        self.said("delete", &path)
    }

    fn rename(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        if path.ends_with("site.yaml") {
            return "nothing".to_owned();
        }
        let name = self.pick(&["renamed.md", "Имя.md", "ds-1000.md", "DS-100.md", "x.yaml"]);
        let to = path.with_file_name(name);
        self.hand.rename(&path, &to);
        self.said("rename to", &to)
    }

    /// Into the folder of another file.
    fn move_away(&mut self, _: &mut Options) -> String {
        let (path, other) = (self.any_file(), self.any_file());
        let name = path.file_name().expect("a file has a name");
        let to = other.with_file_name(name);
        if path.ends_with("site.yaml") || to.exists() {
            return "nothing".to_owned();
        }
        self.hand.rename(&path, &to);
        self.said("move to", &to)
    }

    fn rename_folder(&mut self, _: &mut Options) -> String {
        let content = self.root.join("content");
        let name = self.pick(&["projects", "organisations", "documents", "pages", "data"]);
        let (folder, away) = (content.join(name), content.join(format!("{name}-away")));
        let (from, to) = if folder.exists() { (folder, away) } else { (away, folder) };
        if from.exists() && !to.exists() {
            self.hand.rename(&from, &to);
        }
        self.said("rename the folder to", &to)
    }

    /// Two files change places, which keeps their sizes and times.
    fn exchange(&mut self, _: &mut Options) -> String {
        let (first, second) = (self.any_file(), self.any_file());
        let between = self.root.join("between");
        if first != second {
            self.hand.rename(&first, &between);
            self.hand.rename(&second, &first);
            self.hand.rename(&between, &second);
        }
        self.said("exchange with another", &first)
    }

    /// As most editors do: beside the file, then over it.
    fn save_by_rename(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        let mut bytes = read(&path);
        bytes.extend_from_slice("\nЕщё строка.\n".as_bytes());
        let beside = path.with_extension("tmp");
        self.hand.write(&beside, &bytes);
        self.hand.rename(&beside, &path);
        self.said("save by renaming", &path)
    }

    /// As archives and copying programs do: other bytes of the same size and age.
    fn backdate(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        let mut bytes = read(&path);
        if let Some(digit) = bytes.iter_mut().rfind(|it| it.is_ascii_digit()) {
            *digit = if *digit == b'1' { b'2' } else { b'1' };
        }
        let age = fs::metadata(&path).and_then(|it| it.modified()).expect("the file is there");
        let beside = path.with_extension("tmp");
        self.hand.write(&beside, &bytes);
        let file = fs::File::options().append(true).open(&beside).expect("the file is there");
        file.set_modified(age).expect("the file is ours");
        self.hand.rename(&beside, &path);
        self.said("backdate", &path)
    }

    /// The same text in another dress.
    fn respell(&mut self, _: &mut Options) -> String {
        let path = self.any_file();
        let text = String::from_utf8_lossy(&read(&path)).into_owned();
        let other = match self.below(3) {
            0 => text.replace('\n', "\r\n"),
            1 => format!("\u{FEFF}{text}"),
            _ => text.replace('й', "и\u{306}"),
        };
        self.hand.write(&path, other.as_bytes());
        self.said("respell", &path)
    }

    fn vocabulary(&mut self, _: &mut Options) -> String {
        let name = self.pick(&[
            "statuses.yaml",
            "states.yaml",
            "organisation-types.yaml",
            "directions.yaml",
            "totals/2023.yaml",
        ]);
        let path = self.root.join("content/data").join(name);
        let Some(original) = self.original.get(Path::new("content/data").join(name).as_path())
        else {
            return "nothing".to_owned();
        };
        let text = String::from_utf8_lossy(original).into_owned();
        let changed = match self.below(4) {
            0 => text.replacen("название: ", "название: Иначе ", 2),
            1 => text.split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n"),
            2 => text.replacen("ключ: ", "ключ: other-", 1),
            _ => format!("{text}\n{text}"),
        };
        self.hand.write(&path, changed.as_bytes());
        self.said("change", &path)
    }

    fn settings(&mut self, _: &mut Options) -> String {
        let path = self.root.join("content/site.yaml");
        let text = String::from_utf8_lossy(&self.original[Path::new("content/site.yaml")])
            .into_owned();
        let (from, to) = [
            ("Челябинск\n", "Копейск\n"),
            ("отчетный_год: 2024", "отчетный_год: 2025"),
            ("часовой_пояс", "чaсовой_пояс"),
            ("название", "оформление: plain\nназвание"),
            ("название", "оформление: nope\nназвание"),
            ("название: Инновационная", "название: Иная"),
            ("", ""),
        ][self.below(7)];
        self.hand.write(&path, text.replacen(from, to, 1).as_bytes());
        format!("settings: {from:?} → {to:?}")
    }

    /// Words of a list that decides how every card is proofread.
    fn latin_words(&mut self, _: &mut Options) -> String {
        let path = self.root.join("content/site.yaml");
        let text = String::from_utf8_lossy(&read(&path)).into_owned();
        let (short, long) = ("[Йога-KIDS]", "[Йога-KIDS, PROнас]");
        let (from, to) = if text.contains(long) { (long, short) } else { (short, long) };
        self.hand.write(&path, text.replacen(from, to, 1).as_bytes());
        format!("settings: {from} → {to}")
    }

    fn theme(&mut self, _: &mut Options) -> String {
        let name = self.pick(&["civic", "plain"]);
        let file = self.pick(&[
            "templates/home.html",
            "assets/civic.css",
            "assets/own.css",
            "strings/ru.yaml",
            "theme.yaml",
        ]);
        let path = self.root.join("themes").join(name).join(file);
        match self.below(4) {
            0 if path.exists() => self.hand.delete(&path),
            0 | 1 => self.hand.write(&path, b"{{ site.title }}"),
            2 => self.hand.write(&path, b"{{ site.owner }}"),
            _ => {
                let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(name);
                // Not every theme has every file.
                let text = fs::read(bundled.join(file)).unwrap_or_default();
                let text = String::from_utf8_lossy(&text).replacen("skip: ", "skip: Иначе ", 1);
                let more = match (file.ends_with("html"), self.below(9)) {
                    (true, number) => format!("<p>{number}</p>\n"),
                    (false, number) if file.ends_with("css") => {
                        format!("b {{ top: {number}px }}\n")
                    }
                    _ => String::new(),
                };
                self.hand.write(&path, (text + &more).as_bytes());
            }
        }
        self.said("write or remove", &path)
    }

    fn litter(&mut self, _: &mut Options) -> String {
        let name = self.pick(&[
            "content/projects/.a.md.swp",
            "content/projects/a.md~",
            "content/4913",
            "content/stray.md",
            "content/projects/deep/a.md",
            "content/projects/a.txt",
        ]);
        self.hand.write(&self.root.join(name), b"---\n");
        format!("litter {name}")
    }

    fn hand_out(&mut self, _: &mut Options) -> String {
        let name = format!("content/files/приказ {}.pdf", self.below(3));
        let byte = u8::try_from(self.below(200)).expect("it is below 200");
        self.hand.write(&self.root.join(&name), &[byte; 9]);
        format!("hand out {name}")
    }

    fn date(&mut self, options: &mut Options) -> String {
        let year = 2022 + i16::try_from(self.below(6)).expect("it is below 6");
        let month = 1 + i8::try_from(self.below(12)).expect("it is below 12");
        options.date = Date::constant(year, month, 1);
        format!("it is {}", options.date)
    }

    fn drafts(&mut self, options: &mut Options) -> String {
        options.drafts = match options.drafts {
            Drafts::Hidden => Drafts::Shown,
            Drafts::Shown => Drafts::Hidden,
        };
        format!("drafts are {:?}", options.drafts)
    }

    /// One file becomes what it was.
    fn mend(&mut self, _: &mut Options) -> String {
        let all: Vec<PathBuf> = self.original.keys().cloned().collect();
        let path = &all[self.below(all.len())];
        let bytes = self.original[path].clone();
        self.hand.write(&self.root.join(path), &bytes);
        format!("mend {}", path.display())
    }

    /// All files change at once, as when a branch is switched.
    fn mend_everything(&mut self, _: &mut Options) -> String {
        self.mend_all();
        "mend everything".to_owned()
    }
}
