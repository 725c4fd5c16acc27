//! What is told of one code: cause, a bad and a good example, cure.

use super::chapter::{Block, Section, code_of_mark, is_mark};
use crate::diag::{Code, Language, Severity};

/// How the paragraph with the cure begins.
pub const CURE: &str = "Как исправить:";

/// Longer examples are shown around what matters.
const MOST_LINES: usize = 16;

/// Lines shown before and after it.
const AROUND: usize = 4;

/// What is told of one code. Texts are Russian Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What is wrong, as a heading.
    pub title: String,
    /// Why it is wrong.
    pub cause: String,
    /// What to do.
    pub cure: String,
    /// How it should not be.
    pub bad: Example,
    /// How it should be.
    pub good: Example,
}

/// A file, or what matters of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// Its path; empty where the example is no file.
    pub path: String,
    /// Its lines, below those to blame a line of carets; none where the file itself is absent.
    pub lines: Vec<String>,
}

impl Explanation {
    /// What a section tells of its code.
    ///
    /// # Errors
    ///
    /// What the section lacks, as an instruction to its author.
    pub fn of(code: Code, section: &Section<'_>) -> Result<Explanation, String> {
        let lacks =
            |what: &str| format!("{}: the section of `{}` {what}", section.at, code.name);
        let paragraphs: Vec<&str> =
            section.prose.split("\n\n").map(str::trim).filter(|it| !it.is_empty()).collect();
        let (cure, cause): (Vec<&str>, Vec<&str>) =
            paragraphs.into_iter().partition(|it| it.starts_with(CURE));
        let cure = cure.first().and_then(|it| it.strip_prefix(CURE)).map(str::trim);
        let Some(cure) = cure.filter(|it| !it.is_empty()) else {
            return Err(lacks(&format!("needs a paragraph that begins with «{CURE}»")));
        };
        if cause.is_empty() {
            return Err(lacks("needs a paragraph that tells why it is a mistake"));
        }
        let Some(bad) = section.blocks.iter().find(|it| is_bad(it, code)) else {
            return Err(lacks("needs a block with a line of carets and this code"));
        };
        let Some(good) = good_of(section, bad) else {
            return Err(lacks("needs a block marked `good` that shows it mended"));
        };
        let (bad, good) = (shown(bad, code), shown(good, code));
        let at = bad.lines.iter().position(|it| is_mark(it)).map_or(0, |it| it.max(1) - 1);
        let differs = good.lines.iter().position(|it| !bad.lines.contains(it));
        Ok(Explanation {
            code,
            title: section.title.split(" (V-").next().unwrap_or_default().to_owned(),
            cause: cause.join("\n\n"),
            cure: cure.to_owned(),
            bad: bad.around(at),
            good: good.around(differs.unwrap_or(at)),
        })
    }

    /// A section of the handbook.
    pub fn markdown(&self) -> String {
        format!(
            "\n## {} {{#{}}}\n\n`{}` · {}\n\n{}\n\nНеверно{}\n\nВерно{}\n\n**Как исправить.** {}\n",
            self.title,
            self.code.name,
            self.code.name,
            weight(self.code.severity, Language::Russian),
            self.cause,
            self.bad.markdown(),
            self.good.markdown(),
            capitalised(&self.cure),
        )
    }

    /// The same for a terminal; in English the head alone, for the manual is Russian.
    pub fn text(&self, language: Language) -> String {
        let weight = weight(self.code.severity, language);
        let head = match language {
            Language::Russian => format!("{} · {weight} · {}\n", self.code.name, self.title),
            Language::English => format!(
                "{} · {weight} · {}\nThe manual is in Russian:\n\n{}\n",
                self.code.name, self.code.meaning, self.title
            ),
        };
        format!(
            "{head}\n{}\n\nНеверно{}\n\nВерно{}\n\nКак исправить: {}\n",
            plain(&self.cause),
            self.bad.text(),
            self.good.text(),
            plain(&self.cure),
        )
    }
}

/// Whether a block shows the mistake: by its carets, or, where no test can, by its word.
fn is_bad(block: &Block<'_>, code: Code) -> bool {
    let named = |it: &&str| code_of_mark(it) == Some(code.name);
    match block.info {
        "site" => block.lines.iter().any(|it| it.split_whitespace().next() == Some(code.name)),
        _ => block.has("bad") || block.lines.iter().filter(|it| is_mark(it)).any(named),
    }
}

/// The mended block: of the same file, if there is one.
fn good_of<'s, 't>(section: &'s Section<'t>, bad: &Block<'t>) -> Option<&'s Block<'t>> {
    let good = || section.blocks.iter().filter(|it| it.has("good"));
    let same = good().find(|it| it.path().is_some() && it.path() == bad.path());
    same.or_else(|| good().next())
}

fn shown(block: &Block<'_>, code: Code) -> Example {
    if block.info == "site" {
        // The code is for the test; a reader of the handbook sees it above.
        let told =
            block.lines.iter().map(|it| it.trim_start_matches(code.name).trim().to_owned());
        return Example { path: String::new(), lines: told.collect() };
    }
    // Carets above the first line blame the whole file, and would point at nothing.
    let pointed = block.lines.iter().skip_while(|it| is_mark(it));
    let lines = pointed.filter_map(|line| match is_mark(line) {
        false => Some(shortened(line)),
        true if code_of_mark(line) == Some(code.name) => Some(carets(line)),
        true => None,
    });
    Example { path: block.path().unwrap_or_default().to_owned(), lines: lines.collect() }
}

/// A line of carets without what it says to the test.
fn carets(line: &str) -> String {
    let end = line.rfind('^').map_or(0, |it| it + 1);
    line[..line.find(|it| it != ' ' && it != '^').unwrap_or(end).min(end)].trim_end().to_owned()
}

/// A line whose repetitions are only hinted at.
fn shortened(line: &str) -> String {
    match line.split_once("{{repeat ").and_then(|(a, rest)| Some((a, rest.split_once("}}")?))) {
        Some((before, (inner, after))) => {
            let text = inner.split_once(' ').map_or("", |it| it.1);
            format!("{before}{text}{text}{text}…{after}")
        }
        None => line.to_owned(),
    }
}

impl Example {
    /// The lines around one of them, if there are many.
    fn around(mut self, at: usize) -> Example {
        if self.lines.len() > MOST_LINES {
            let from = at.saturating_sub(AROUND);
            let to = (from + 2 * AROUND + 2).min(self.lines.len());
            let is_cut = [from > 0, to < self.lines.len()];
            self.lines = self.lines[from..to].to_vec();
            if is_cut[0] {
                self.lines.insert(0, "…".to_owned());
            }
            if is_cut[1] {
                self.lines.push("…".to_owned());
            }
        }
        self
    }

    fn markdown(&self) -> String {
        let path =
            if self.path.is_empty() { String::new() } else { format!(", `{}`", self.path) };
        if self.lines.is_empty() {
            return format!("{path}.");
        }
        format!("{path}:\n\n```\n{}\n```", self.lines.join("\n"))
    }

    fn text(&self) -> String {
        let path =
            if self.path.is_empty() { String::new() } else { format!(", {}", self.path) };
        if self.lines.is_empty() {
            return path;
        }
        let lines: Vec<String> = self.lines.iter().map(|it| format!("    {it}")).collect();
        format!("{path}:\n\n{}", lines.join("\n"))
    }
}

/// The weight of a code in words.
fn weight(severity: Severity, language: Language) -> &'static str {
    let [ru, en] = match severity {
        Severity::Error => ["ошибка", "error"],
        Severity::Warning => ["предупреждение", "warning"],
        Severity::Note => ["мелочь", "note"],
    };
    if language == Language::Russian { ru } else { en }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Markdown without the marks that a terminal does not show.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}
