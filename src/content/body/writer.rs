//! One walk over the events of a text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html,
};

use super::{Body, CLOSE, Heading, OPEN, escape_into};
use crate::content::link::{self, Link};
use crate::diag::{Words, code};
use crate::text::nearest;
use crate::text::slug::slug;
use crate::text::typography::Typographer;
use crate::yaml::reading::Reading;
use crate::yaml::table::suggestion;

/// Deeper nesting of quotes and lists than a reader could follow.
const MOST_DEPTH: usize = 24;
/// The state of one walk.
pub(super) struct Writer<'r, 'a> {
    reading: &'r mut Reading<'a>,
    html: String,
    links: Vec<Link>,
    headings: Vec<Heading>,
    heading_ids: BTreeMap<String, usize>,
    typographer: Typographer,
    /// Words of the heading being read.
    heading: Option<String>,
    /// What a link's end closes: nothing where the link was broken.
    link_ends: Vec<&'static str>,
    /// Alternative text of the image being read.
    image: Option<(usize, String)>,
    code_block: bool,
    depth: usize,
    told_depth: bool,
    autolink: bool,
    in_table_head: bool,
    cell: usize,
    alignments: Vec<Alignment>,
    notes: Notes,
}

/// Footnotes, numbered by first mention and gathered at the end.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    texts: BTreeMap<String, String>,
    outer: Option<(String, String)>,
}

impl<'r, 'a> Writer<'r, 'a> {
    pub(super) fn new(reading: &'r mut Reading<'a>, length: usize) -> Writer<'r, 'a> {
        Writer {
            reading,
            html: String::with_capacity(length + length / 4),
            links: vec![],
            headings: vec![],
            heading_ids: BTreeMap::new(),
            typographer: Typographer::new(),
            heading: None,
            link_ends: vec![],
            image: None,
            code_block: false,
            depth: 0,
            told_depth: false,
            autolink: false,
            in_table_head: false,
            cell: 0,
            alignments: vec![],
            notes: Notes::default(),
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.code(&code),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(name) => self.note_reference(&name),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, at),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        self.depth += 1;
        if self.depth > MOST_DEPTH && !self.told_depth {
            self.told_depth = true;
            let message = Words::new(
                format!("цитаты и списки вложены глубже {MOST_DEPTH} уровней"),
                format!("quotes and lists are nested deeper than {MOST_DEPTH} levels"),
            );
            self.reading.remark(code::MARKDOWN_LIMIT, at.start..at.start + 1, message);
        }
        match tag {
            Tag::Heading { level, id, .. } => self.heading_start(level, id),
            Tag::Link { link_type, dest_url, .. } => self.link_start(link_type, &dest_url, at),
            Tag::Image { dest_url, .. } => {
                let number = self.link(&dest_url, at);
                self.image = Some((number.unwrap_or(usize::MAX), String::new()));
            }
            Tag::FootnoteDefinition(name) => {
                let outer = std::mem::take(&mut self.html);
                self.notes.outer = Some((name.to_string(), outer));
            }
            Tag::CodeBlock(kind) => {
                self.code_block = true;
                self.code_start(&kind);
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.html.push_str("<div class=\"table\"><table>\n");
            }
            Tag::TableHead => {
                (self.in_table_head, self.cell) = (true, 0);
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.cell_start(),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            block => {
                if block_begins(&block) {
                    self.typographer = Typographer::new();
                }
                html::push_html(&mut self.html, std::iter::once(Event::Start(block)));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::Link => {
                self.autolink = false;
                let end = self.link_ends.pop().unwrap_or_default();
                self.html.push_str(end);
            }
            TagEnd::Image => self.image_end(),
            TagEnd::FootnoteDefinition => {
                if let Some((name, outer)) = self.notes.outer.take() {
                    let note = std::mem::replace(&mut self.html, outer);
                    self.notes.texts.insert(name, note);
                }
            }
            TagEnd::CodeBlock => {
                self.code_block = false;
                self.html.push_str("</code></pre>\n");
            }
            TagEnd::Table => self.html.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.html.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.html.push_str(if self.in_table_head { "</th>" } else { "</td>" });
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            block => html::push_html(&mut self.html, std::iter::once(Event::End(block))),
        }
    }

    fn text(&mut self, text: &str) {
        let clean = text.replace([OPEN, CLOSE], "\u{FFFD}");
        if self.code_block {
            escape_into(&mut self.html, &clean);
            return;
        }
        let set = match self.autolink {
            true => {
                self.typographer.skip(clean.chars().next_back().unwrap_or(' '));
                clean
            }
            false => self.typographer.feed(&clean),
        };
        if let Some((_, alternative)) = &mut self.image {
            alternative.push_str(&set);
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(&set);
        }
        escape_into(&mut self.html, &set);
    }

    fn code(&mut self, code: &str) {
        self.typographer.skip(code.chars().next_back().unwrap_or(' '));
        if let Some(heading) = &mut self.heading {
            heading.push_str(code);
        }
        self.html.push_str("<code>");
        escape_into(&mut self.html, &code.replace([OPEN, CLOSE], "\u{FFFD}"));
        self.html.push_str("</code>");
    }

    fn code_start(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.html.push_str("<pre><code");
        if !language.is_empty() {
            self.html.push_str(" class=\"language-");
            escape_into(&mut self.html, language);
            self.html.push('"');
        }
        self.html.push('>');
    }

    fn cell_start(&mut self) {
        self.typographer = Typographer::new();
        let align = match self.alignments.get(self.cell) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.cell += 1;
        let _ = match self.in_table_head {
            true => write!(self.html, "<th scope=\"col\"{align}>"),
            false => write!(self.html, "<td{align}>"),
        };
    }

    fn heading_start(&mut self, level: HeadingLevel, id: Option<CowStr<'_>>) {
        self.typographer = Typographer::new();
        self.heading = Some(String::new());
        let level = (level as u8).max(2);
        let id = id.map(|it| it.to_string()).unwrap_or_default();
        self.headings.push(Heading { level, id, text: String::new() });
        // The tag needs the id, which needs the words: a mark holds its place.
        let _ = write!(self.html, "<h{level} id=\"{CLOSE}\">");
    }

    fn heading_end(&mut self) {
        let words = self.heading.take().unwrap_or_default();
        let Some(heading) = self.headings.last_mut() else { return };
        let wanted = match heading.id.is_empty() {
            true => slug(&words),
            false => slug(&heading.id),
        };
        let seen = self.heading_ids.entry(wanted.clone()).or_insert(0);
        *seen += 1;
        heading.id = if *seen == 1 { wanted } else { format!("{wanted}-{seen}") };
        heading.text = words;
        if let Some(mark) = self.html.rfind(CLOSE) {
            self.html.replace_range(mark..mark + CLOSE.len_utf8(), &heading.id);
        }
        let _ = writeln!(self.html, "</h{}>", heading.level);
    }

    fn link_start(&mut self, kind: LinkType, destination: &str, at: Range<usize>) {
        self.autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        let destination = match kind {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        match self.link(&destination, at) {
            Some(number) => {
                let _ = write!(self.html, "<a href=\"{OPEN}{number}{CLOSE}\">");
                self.link_ends.push("</a>");
            }
            None => self.link_ends.push(""),
        }
    }

    fn link(&mut self, destination: &str, at: Range<usize>) -> Option<usize> {
        match link::target(destination, self.reading.file) {
            Ok(target) => {
                self.links.push(Link { target, at });
                Some(self.links.len() - 1)
            }
            Err(why) => {
                let (code, words) = why.words();
                self.reading.advise(code, at, words);
                None
            }
        }
    }

    fn image_end(&mut self) {
        let Some((number, alternative)) = self.image.take() else { return };
        if number == usize::MAX {
            return;
        }
        let _ = write!(self.html, "<img src=\"{OPEN}{number}{CLOSE}\" alt=\"");
        escape_into(&mut self.html, &alternative);
        self.html.push_str("\">");
    }

    fn note_reference(&mut self, name: &str) {
        let next = self.notes.numbers.len() + 1;
        let first = !self.notes.numbers.contains_key(name);
        let number = *self.notes.numbers.entry(name.to_owned()).or_insert(next);
        let id = if first { format!(" id=\"note-{number}-back\"") } else { String::new() };
        let _ = write!(
            self.html,
            "<sup class=\"note\"><a href=\"#note-{number}\"{id} aria-label=\"Сноска {number}\">{number}</a></sup>"
        );
    }

    /// Comments are the author's own and vanish; anything else is a mistake.
    fn raw_html(&mut self, html: &str, at: Range<usize>) {
        let trimmed = html.trim();
        if trimmed.is_empty() || (trimmed.starts_with("<!--") && trimmed.ends_with("-->")) {
            return;
        }
        let end = at.start + html.trim_end().len();
        let words = (
            Words::new("разметка HTML в тексте не допускается", "raw HTML is not allowed"),
            Words::new(
                "используйте разметку Markdown; знак < пишите как \\<",
                "use Markdown; write the sign < as \\<",
            ),
        );
        self.reading.advise(code::RAW_HTML, at.start..end, words);
    }

    pub(super) fn finish(mut self) -> Body {
        let mut numbered: Vec<_> =
            self.notes.numbers.iter().map(|(name, it)| (*it, name)).collect();
        numbered.sort_unstable();
        if !numbered.is_empty() {
            self.html.push_str("<section class=\"notes\" aria-label=\"Сноски\"><ol>\n");
            for (number, name) in numbered {
                let text = self.notes.texts.get(name).map_or("", |it| it.trim_end());
                let back = format!(
                    " <a href=\"#note-{number}-back\" aria-label=\"К тексту, сноска {number}\">↩</a>"
                );
                let text = match text.strip_suffix("</p>") {
                    Some(inner) => format!("{inner}{back}</p>"),
                    None => format!("{text}{back}"),
                };
                let _ = writeln!(self.html, "<li id=\"note-{number}\">{text}</li>");
            }
            self.html.push_str("</ol></section>\n");
        }
        self.check_fragments();
        Body { html: self.html, links: self.links, headings: self.headings }
    }

    /// A link to a heading of the same text can be judged here.
    fn check_fragments(&mut self) {
        let ids: Vec<&str> = self.headings.iter().map(|it| it.id.as_str()).collect();
        for link in &self.links {
            let link::Target::Fragment(id) = &link.target else { continue };
            if ids.contains(&id.as_str()) || id.starts_with("note-") {
                continue;
            }
            let near = nearest::nearest(id, ids.iter().copied(), 3);
            let message = Words::new(
                format!("в этом тексте нет заголовка «#{id}»"),
                format!("this text has no heading `#{id}`"),
            );
            let hint = suggestion(&near, &ids);
            self.reading.advise(code::BROKEN_LINK, link.at.clone(), (message, hint));
        }
    }
}

/// Quotes open and close within one paragraph, not across.
fn block_begins(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Item
            | Tag::BlockQuote(_)
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}
