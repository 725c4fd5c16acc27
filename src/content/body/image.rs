//! An image: only the words of its description are kept, for they become an attribute.

use pulldown_cmark::Event;

use super::codes::without_codes;
use super::without_marks;
use crate::text::typography::Typographer;

/// An image whose description is being read.
pub(super) struct Image {
    /// Number of its address among the links; none where that was broken.
    pub number: Option<usize>,
    /// The description so far.
    pub words: String,
    /// Marks inside the description that are still open.
    inner: usize,
}

impl Image {
    /// Begins with an empty description.
    pub(super) fn new(number: Option<usize>) -> Image {
        Image { number, words: String::new(), inner: 0 }
    }

    /// Takes one event of the description; says whether it was the end of the image.
    pub(super) fn take(&mut self, event: &Event<'_>, typographer: &mut Typographer) -> bool {
        match event {
            Event::Start(_) => self.inner += 1,
            Event::End(_) if self.inner == 0 => return true,
            Event::End(_) => self.inner -= 1,
            Event::Text(text) | Event::Code(text) => {
                self.words.push_str(&typographer.feed(&without_marks(&without_codes(text))));
            }
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            _ => {}
        }
        false
    }
}
