//! What a person who hears a text, or does not tell its colours apart, would miss in it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diag::{Code, Words, code};
use crate::text::vague;
use crate::yaml::reading::Reading;

/// Titles of pictures that only decorate: `![](../files/line.png "украшение")`.
const DECORATIONS: [&str; 2] = ["украшение", "decoration"];

/// Listens to the events of one text and keeps what is to be said of them.
#[derive(Default)]
pub(super) struct Listener {
    remarks: Vec<(Code, Range<usize>, (Words, Words))>,
    /// Level of the last heading; the page's title stands above all.
    level: Option<u8>,
    /// Where the link being heard stands, and its words so far.
    link: Option<(Range<usize>, String)>,
    /// The same of the picture being heard.
    picture: Option<(Range<usize>, String)>,
    /// Whether the cell of a table's head being heard has had words.
    head_cell: Option<bool>,
    in_head: bool,
    is_code: bool,
}

impl Listener {
    /// Takes one event that stands at these bytes of the file.
    pub(super) fn take(&mut self, event: &Event<'_>, at: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(*tag, at),
            Event::Text(text) => {
                self.hear(text);
                if !self.is_code {
                    self.colours(text, at);
                }
            }
            Event::Code(text) => self.hear(text),
            Event::SoftBreak | Event::HardBreak => self.hear(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.heading((*level as u8).max(2), at),
            Tag::Link { .. } => self.link = Some((at.clone(), String::new())),
            Tag::Image { title, .. } if !DECORATIONS.contains(&&**title) => {
                self.picture = Some((at.clone(), String::new()));
            }
            Tag::CodeBlock(_) => self.is_code = true,
            Tag::TableHead => self.in_head = true,
            Tag::TableCell if self.in_head => self.head_cell = Some(false),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        match tag {
            TagEnd::Link => self.link_ends(),
            TagEnd::Image => self.picture_ends(),
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::TableHead => self.in_head = false,
            TagEnd::TableCell if self.head_cell.take() == Some(false) => {
                self.nameless_column(at);
            }
            _ => {}
        }
    }

    fn hear(&mut self, words: &str) {
        for (_, heard) in [&mut self.link, &mut self.picture].into_iter().flatten() {
            heard.push_str(words);
        }
        if let Some(has_words) = &mut self.head_cell {
            *has_words |= !words.trim().is_empty();
        }
    }

    fn heading(&mut self, level: u8, at: &Range<usize>) {
        let above = self.level.replace(level).unwrap_or(1);
        if level <= above + 1 {
            return;
        }
        let (marks, wanted) = ("#".repeat(level.into()), "#".repeat((above + 1).into()));
        let message = Words::new(
            format!("после заголовка уровня {above} стоит сразу уровень {level}"),
            format!("a heading of level {level} follows one of level {above}"),
        );
        let hint = Words::new(
            format!(
                "напишите {wanted} вместо {marks}: по уровням заголовков находят дорогу на слух"
            ),
            format!("write {wanted} for {marks}: listeners find their way by the levels"),
        );
        self.say(code::SKIPPED_HEADING, at.clone(), message, hint);
    }

    fn link_ends(&mut self) {
        let Some((at, words)) = self.link.take().filter(|it| vague::is_vague_link(&it.1))
        else {
            return;
        };
        let message = Words::new(
            format!("слова ссылки «{}» не говорят, куда она ведёт", words.trim()),
            format!("the words of the link, `{}`, do not tell where it leads", words.trim()),
        );
        let hint = Words::new(
            "назовите то, что откроется: «порядок признания площадок»",
            "name what will open: the procedure of recognition",
        );
        self.say(code::VAGUE_LINK, at, message, hint);
    }

    fn picture_ends(&mut self) {
        let Some((at, words)) = self.picture.take() else { return };
        let (code, message) = match words.trim() {
            "" => (
                code::MISSING_ALT,
                Words::new("у картинки нет описания", "the picture has no description"),
            ),
            vague if vague::is_vague_picture(vague) => (
                code::VAGUE_ALT,
                Words::new(
                    format!("описание «{vague}» не говорит, что на картинке"),
                    format!("the description `{vague}` does not tell what is on the picture"),
                ),
            ),
            _ => return,
        };
        let hint = Words::new(
            "напишите в квадратных скобках, что видно: ![Педагоги за столом семинара](…); \
             у картинки без смысла – ![](… \"украшение\")",
            "write between the square brackets what is seen: ![Teachers at a table](…); for a \
             picture without meaning ![](… \"decoration\")",
        );
        self.say(code, at, message, hint);
    }

    fn nameless_column(&mut self, at: &Range<usize>) {
        let message =
            Words::new("у столбца таблицы нет названия", "a column of the table has no name");
        let hint = Words::new(
            "напишите название в первой строке: на слух таблицу читают по названиям столбцов",
            "write the name in the first row: listeners are told it before each cell",
        );
        self.say(code::TABLE_HEADER, at.clone(), message, hint);
    }

    fn colours(&mut self, text: &str, at: &Range<usize>) {
        let Some(found) = vague::colour_alone(text) else { return };
        let message = Words::new(
            format!("«{}»: цвет здесь – единственный признак", &text[found.clone()]),
            format!("`{}`: colour is the only sign here", &text[found.clone()]),
        );
        let hint = Words::new(
            "добавьте слово или знак, которые видны без цвета: «отмечены звёздочкой»",
            "add a word or a sign that needs no colour",
        );
        // Escapes make the text shorter than its bytes: then all of it is shown.
        let place = match text.len() == at.len() {
            true => at.start + found.start..at.start + found.end,
            false => at.clone(),
        };
        self.say(code::COLOUR_ALONE, place, message, hint);
    }

    fn say(&mut self, code: Code, at: Range<usize>, message: Words, hint: Words) {
        self.remarks.push((code, at, (message, hint)));
    }

    /// Hands over all that was found.
    pub(super) fn finish(self, reading: &mut Reading<'_>) {
        for (code, at, words) in self.remarks {
            let line = reading.first_line(&at);
            // An empty cell has nothing but its spaces to show.
            reading.advise(code, if line.is_empty() { at } else { line }, words);
        }
    }
}
