//! Chapters of the manual of mistakes, read into files and the remarks they promise.
//!
//! The format is told in `README.md` beside this file.

use std::ops::Range;

use novator::manual::chapter::{self, is_mark};

use super::encoding::{Encoding, Form};

/// A section: one site with its promised remarks.
#[derive(Debug, Default)]
pub(crate) struct Section {
    /// `chapter.md:12`, where it begins.
    pub at: String,
    /// Its heading.
    pub title: String,
    /// Everything outside its blocks.
    pub prose: String,
    /// Its files.
    pub files: Vec<Block>,
    /// Remarks that no file is to blame for: code and a piece of the words.
    pub about_site: Vec<(String, String)>,
    /// Lines of its `build` block.
    pub build: Vec<(String, String)>,
}

/// A file of the site.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Path from the site's root.
    pub path: String,
    /// Whether it shows how to mend the others.
    pub good: bool,
    /// Whether its remarks are to be warnings.
    pub softened: bool,
    /// Whether the site lacks it.
    pub absent: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its promised remarks.
    pub marks: Vec<Mark>,
}

/// A promised remark.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Name of the code.
    pub code: String,
    /// A piece of the message or the advice.
    pub words: String,
    /// Bytes of the file.
    pub place: Range<usize>,
}

/// Reads a chapter; a slip in it is a panic that says where.
pub(crate) fn read(name: &str, text: &str) -> Vec<Section> {
    chapter::read(name, text).iter().map(section).collect()
}

fn section(cut: &chapter::Section<'_>) -> Section {
    let (at, title, prose) = (cut.at.clone(), cut.title.to_owned(), cut.prose.clone());
    let mut section = Section { at, title, prose, ..Section::default() };
    for chapter::Block { at, info, lines } in &cut.blocks {
        match *info {
            "site" => section.about_site.extend(lines.iter().map(|it| code_and_words(it))),
            "build" => section.build.extend(lines.iter().map(|it| setting(at, it))),
            _ => section.files.extend(block(at, info, lines)),
        }
    }
    section
}

fn setting(at: &str, line: &str) -> (String, String) {
    let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{at}: `key: value`"));
    (key.to_owned(), value.to_owned())
}

fn code_and_words(text: &str) -> (String, String) {
    let (code, words) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    (code.to_owned(), words.trim().to_owned())
}

fn block(at: &str, info: &str, lines: &[&str]) -> Option<Block> {
    let mut words = info.split_whitespace();
    let (_, path) = (words.next()?, words.next().filter(|it| it.contains('/'))?);
    let (mut good, mut softened, mut absent) = (false, false, false);
    let mut form = Form::default();
    for word in words {
        match word {
            "good" => good = true,
            "softened" => softened = true,
            "absent" => absent = true,
            "bom" => form.bom = true,
            "crlf" => form.crlf = true,
            "encoding=windows-1251" => form.encoding = Encoding::Windows1251,
            "encoding=utf-16le" => form.encoding = Encoding::Utf16,
            other => panic!("{at}: no attribute `{other}`"),
        }
    }
    let numbered = || lines.iter().copied().enumerate();
    let shown: Vec<(usize, &str)> = numbered().filter(|(_, it)| !is_mark(it)).collect();
    let marks: Vec<(usize, &str)> = numbered().filter(|(_, it)| is_mark(it)).collect();
    let text = Text { lines: shown.iter().map(|(_, it)| *it).collect(), form };
    let marks = marks.iter().map(|(index, line)| {
        let above = shown.iter().filter(|(it, _)| it < index).count();
        text.mark(at, above, line)
    });
    let marks = marks.collect();
    Some(Block { path: path.to_owned(), good, softened, absent, bytes: text.bytes(), marks })
}

/// The lines of a file as the chapter shows them.
struct Text<'a> {
    lines: Vec<&'a str>,
    form: Form,
}

impl Text<'_> {
    fn bytes(&self) -> Vec<u8> {
        let text: String = self.lines.iter().map(|it| expanded(it) + "\n").collect();
        self.form.encode(&text)
    }

    /// Reads a line of carets with so many lines of the file above it.
    fn mark(&self, at: &str, above: usize, line: &str) -> Mark {
        let indent = line.chars().take_while(|it| *it == ' ').count();
        let carets = line.chars().skip(indent).take_while(|it| *it == '^').count();
        let mut rest = line[indent + carets..].trim();
        let mut lines = 0;
        if let Some((number, after)) = rest.strip_prefix('+').and_then(|it| it.split_once(' '))
        {
            lines = number.parse().unwrap_or_else(|_| panic!("{at}: `+lines` in `{line}`"));
            rest = after;
        }
        let (code, words) = code_and_words(rest);
        if above == 0 {
            return Mark { code, words, place: 0..0 };
        }
        let (first, last) = (above - 1, above - 1 + lines);
        let end = match lines {
            0 => indent + carets,
            _ => self.lines[last].chars().count(),
        };
        assert!(
            end <= self.lines[last].chars().count(),
            "{at}: the carets of `{code}` stand beside the line above them"
        );
        Mark { code, words, place: self.byte((first, indent))..self.byte((last, end)) }
    }

    /// The byte at which a character stands, by line and column as shown.
    fn byte(&self, (line, column): (usize, usize)) -> usize {
        let mut before: String =
            self.lines[..line].iter().map(|it| expanded(it) + "\n").collect();
        before.push_str(&beginning(self.lines[line], column));
        self.form.encode(&before).len()
    }
}

/// A line with its directives done.
fn expanded(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(found) = directive(rest) {
        out.push_str(&rest[..found.at.start]);
        out.push_str(&found.text.repeat(found.times));
        rest = &rest[found.at.end..];
    }
    out + rest
}

/// What stands before a column of the line as shown, with directives done.
fn beginning(line: &str, column: usize) -> String {
    let byte = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let (mut out, mut from) = (String::new(), 0);
    while let Some(found) = directive(&line[from..]) {
        let at = from + found.at.start..from + found.at.end;
        if byte < at.end {
            break;
        }
        out.push_str(&line[from..at.start]);
        out.push_str(&found.text.repeat(found.times));
        from = at.end;
    }
    out + &line[from..byte]
}

struct Directive<'a> {
    at: Range<usize>,
    times: usize,
    text: &'a str,
}

/// The first `{{repeat TIMES TEXT}}` of a line.
fn directive(line: &str) -> Option<Directive<'_>> {
    let start = line.find("{{repeat ")?;
    let inner = &line[start + "{{repeat ".len()..];
    let end = inner.find("}}")?;
    let (times, text) = inner[..end].split_once(' ')?;
    let at = start..line.len() - inner.len() + end + "}}".len();
    Some(Directive { at, times: times.parse().ok()?, text })
}

#[test]
fn carets_count_characters() {
    let text = "## A\n```md a/b.md bom\nтема: 1{{repeat 3 да}}x\n      ^ one\n                      ^ two words\n^^^^ +1 three\nю\n```\n";
    let sections = read("x.md", text);
    let block = &sections[0].files[0];
    assert_eq!(block.bytes, "\u{FEFF}тема: 1дададаx\nю\n".as_bytes());
    let places: Vec<_> = block.marks.iter().map(|it| it.place.clone()).collect();
    assert_eq!(places, [13..14, 26..27, 3..30]);
    assert_eq!(block.marks[1].words, "words");
}
