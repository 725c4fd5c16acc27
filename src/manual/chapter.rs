//! Chapters of the manual of mistakes, cut into sections; `tests/diagnostics/README.md` tells
//! how one is written.

/// A section: one site with the remarks on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section<'t> {
    /// `chapter.md:12`, where it begins.
    pub at: String,
    /// Its heading, without the code.
    pub title: &'t str,
    /// Names of the codes that it explains: `{#code}` behind the heading, or `{#one #other}`.
    pub codes: Vec<&'t str>,
    /// Everything outside its blocks.
    pub prose: String,
    /// Its fenced blocks.
    pub blocks: Vec<Block<'t>>,
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'t> {
    /// `chapter.md:14`, where it begins.
    pub at: String,
    /// What stands behind the opening fence.
    pub info: &'t str,
    /// The lines between the fences.
    pub lines: Vec<&'t str>,
}

/// Cuts a chapter.
pub fn read<'t>(name: &str, text: &'t str) -> Vec<Section<'t>> {
    let mut sections: Vec<Section<'_>> = vec![];
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let at = format!("{name}:{}", index + 1);
        if let Some(heading) = line.strip_prefix("## ") {
            let (title, codes) = heading.split_once(" {#").unwrap_or((heading, ""));
            let codes = codes.trim_end_matches('}').split(" #").filter(|it| !it.is_empty());
            sections.push(Section { at, title, codes: codes.collect(), ..Section::default() });
            continue;
        }
        let Some(section) = sections.last_mut() else { continue };
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            section.prose.push_str(line);
            section.prose.push('\n');
            continue;
        }
        let inner = lines.by_ref().map(|(_, it)| it).take_while(|it| *it != fence).collect();
        section.blocks.push(Block { at, info, lines: inner });
    }
    sections
}

impl<'t> Block<'t> {
    /// The path of the file that it is; none for an illustration.
    pub fn path(&self) -> Option<&'t str> {
        self.info.split_whitespace().nth(1).filter(|it| it.contains('/'))
    }

    /// Whether a word stands behind its language and path.
    pub fn has(&self, attribute: &str) -> bool {
        self.info.split_whitespace().skip(1).any(|it| it == attribute)
    }
}

/// Whether a line of a block is no line of the file, but tells of a remark on the one above.
pub fn is_mark(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with('^')
}

/// The name of the code on a line of carets.
pub fn code_of_mark(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches([' ', '^']);
    let mut words = rest.split_whitespace();
    words.find(|it| !it.starts_with('+'))
}
