//! One walk over the events of a text.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html,
};

use super::codes::{Codes, Segment, segments, without_codes};
use super::heading::Headings;
use super::image::Image;
use super::notes::Notes;
use super::stored::Html;
use super::{Body, CLOSE, OPEN, escape_into, without_marks};
use crate::content::link::{self, Link};
use crate::diag::{Words, code};
use crate::text::typography::Typographer;
use crate::text::{look_alike, nearest};
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, suggestion};

/// Deeper nesting of quotes and lists than a reader could follow.
const MOST_DEPTH: usize = 24;

/// The state of one walk.
pub(super) struct Writer<'r, 'a> {
    reading: &'r mut Reading<'a>,
    html: String,
    links: Vec<Link>,
    codes: Codes,
    /// The number of the short code that is the whole paragraph being written.
    block: Option<usize>,
    headings: Headings,
    typographer: Typographer,
    /// What a link's end closes: nothing where the link was broken.
    link_ends: Vec<&'static str>,
    image: Option<Image>,
    code_block: bool,
    depth: usize,
    told_depth: bool,
    autolink: bool,
    in_table_head: bool,
    cell: usize,
    alignments: Vec<Alignment>,
    notes: Notes,
}

impl<'r, 'a> Writer<'r, 'a> {
    pub(super) fn new(
        reading: &'r mut Reading<'a>,
        codes: Codes,
        length: usize,
    ) -> Writer<'r, 'a> {
        Writer {
            reading,
            html: String::with_capacity(length + length / 4),
            links: vec![],
            codes,
            block: None,
            headings: Headings::default(),
            typographer: Typographer::new(),
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
        if self.image.is_some() {
            return self.in_image(&event, at);
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.block.is_some() => {}
            Event::Text(text) => {
                self.proofread(&text, at);
                self.segments(&text);
            }
            Event::Code(code) => self.code(&code),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(name) => self.html.push_str(&self.notes.reference(&name)),
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
            let first = self.reading.first_line(&at);
            self.reading.remark(code::MARKDOWN_LIMIT, first, message);
        }
        match tag {
            Tag::Paragraph if self.block_starts(&at) => {}
            Tag::Heading { level, id, .. } => self.heading_start(level, id),
            Tag::Link { link_type, dest_url, .. } => self.link_start(link_type, &dest_url, at),
            Tag::Image { dest_url, .. } => {
                let number = self.link(&dest_url, at);
                self.image = Some(Image::new(number));
            }
            Tag::FootnoteDefinition(name) => {
                let mark =
                    self.reading.source[at.clone()].find(']').map_or(at.len(), |it| it + 1);
                self.notes.begin(&name, at.start..at.start + mark, &mut self.html);
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
            TagEnd::Paragraph if self.block.is_some() => self.block_end(),
            TagEnd::Heading(_) => self.headings.end(&mut self.html),
            TagEnd::Link => {
                self.autolink = false;
                let end = self.link_ends.pop().unwrap_or_default();
                self.html.push_str(end);
            }
            TagEnd::FootnoteDefinition => {
                self.notes.end(&mut self.html, self.reading);
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
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {}
            block => html::push_html(&mut self.html, std::iter::once(Event::End(block))),
        }
    }

    /// Code and addresses are what they are; all other words are read by people.
    fn proofread(&mut self, text: &str, at: Range<usize>) {
        if !self.code_block && !self.autolink && look_alike::has_doubles(text) {
            self.reading.check_letters(&Spanned { value: text.to_owned(), at });
        }
    }

    /// Whether a paragraph is nothing but a short code, or what is left of a broken one.
    fn block_starts(&mut self, at: &Range<usize>) -> bool {
        self.block = self.codes.paragraph(self.reading.source, at);
        self.block.is_some()
    }

    fn block_end(&mut self) {
        let number = self.block.take().filter(|it| self.codes.write_block(*it));
        if let Some(number) = number {
            let _ = writeln!(self.html, "{OPEN}c{number}{CLOSE}");
        }
    }

    /// Text with short codes in it, which only plain text may hold.
    fn segments(&mut self, text: &str) {
        let is_plain = !self.headings.is_open() && self.link_ends.is_empty();
        for segment in segments(text) {
            match segment {
                Segment::Text(text) => self.text(text),
                Segment::Code(number) => {
                    if is_plain && self.codes.write_inline(number) {
                        let _ = write!(self.html, "{OPEN}c{number}{CLOSE}");
                        self.typographer.skip('0');
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let clean = without_marks(text);
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
        self.headings.take(&set);
        escape_into(&mut self.html, &set);
    }

    fn code(&mut self, code: &str) {
        self.typographer.skip(code.chars().next_back().unwrap_or(' '));
        let clean = without_marks(code);
        self.headings.take(&clean);
        self.html.push_str("<code>");
        escape_into(&mut self.html, &clean);
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
            escape_into(&mut self.html, &without_marks(language));
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
        let id = id.map(|it| it.to_string()).unwrap_or_default();
        self.headings.begin((level as u8).max(2), id, &mut self.html);
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
        // Of a short code in an address `finish` speaks.
        let destination = &*without_codes(destination);
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

    fn in_image(&mut self, event: &Event<'_>, at: Range<usize>) {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            self.raw_html(html, at);
        }
        let ended = self.image.as_mut().is_some_and(|it| it.take(event, &mut self.typographer));
        if !ended {
            return;
        }
        self.depth = self.depth.saturating_sub(1);
        if let Some(Image { number: Some(number), words, .. }) = self.image.take() {
            let _ = write!(self.html, "<img src=\"{OPEN}{number}{CLOSE}\" alt=\"");
            escape_into(&mut self.html, &words);
            self.html.push_str("\" loading=\"lazy\">");
            if !words.trim().is_empty() {
                // Shown in its place where a visitor does without images.
                self.html.push_str("<span class=\"instead\" hidden>");
                escape_into(&mut self.html, &words);
                self.html.push_str("</span>");
            }
        }
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
        self.notes.finish(&mut self.html, self.reading);
        self.check_fragments();
        let codes = self.codes.finish(self.reading);
        let html = Html::new(&self.html);
        let (mut links, mut headings) = (self.links, self.headings.list);
        links.shrink_to_fit();
        headings.shrink_to_fit();
        Body { html, links, codes, headings }
    }

    /// A link to a heading of the same text can be judged here.
    fn check_fragments(&mut self) {
        let ids: Vec<&str> = self.headings.list.iter().map(|it| it.id.as_str()).collect();
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
