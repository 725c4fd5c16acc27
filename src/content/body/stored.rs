//! The HTML of a text as memory keeps it: packed, for a site holds thousands and a page asks for
//! one. What is kept of an entry on the disk leaves it out.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Packed HTML, nothing where there is none; absent where it was left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Html(Option<Box<[u8]>>);

impl Html {
    pub(super) fn new(html: &str) -> Html {
        match html.is_empty() {
            true => Html::default(),
            false => Html(Some(compress_prepend_size(html.as_bytes()).into())),
        }
    }

    /// Whether nobody wrote anything.
    pub(super) fn is_empty(&self) -> bool {
        self.0.as_ref().is_some_and(|it| it.is_empty())
    }

    pub(super) fn is_left_out(&self) -> bool {
        self.0.is_none()
    }

    /// The HTML itself, in room that the caller gives; nothing where it was left out.
    pub(super) fn unpacked<'r>(&self, room: &'r mut Vec<u8>) -> &'r str {
        let Some(packed) = self.0.as_ref().filter(|it| !it.is_empty()) else { return "" };
        *room = decompress_size_prepended(packed).expect("it was packed here");
        simdutf8::basic::from_utf8(room).expect("what was packed is text")
    }
}

impl Default for Html {
    fn default() -> Html {
        Html(Some([].into()))
    }
}

/// A text that was left out is told from one that nobody wrote.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.is_empty().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Html {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Html, D::Error> {
        let is_empty = bool::deserialize(deserializer)?;
        Ok(if is_empty { Html::default() } else { Html(None) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_out_again(html in "([а-я <>/p]{0,9}|\\PC{0,3}|<p>проект</p>\n){0,99}") {
            let stored = Html::new(&html);
            let mut room = vec![];
            prop_assert_eq!(stored.unpacked(&mut room), html.as_str());
            prop_assert_eq!(stored.is_empty(), html.is_empty());
            prop_assert!(!stored.is_left_out());
        }
    }

    #[test]
    fn a_text_takes_less_room_than_its_html() {
        let html = "<p>Площадка обобщает опыт школ и детских садов города.</p>\n".repeat(60);
        let packed = Html::new(&html).0.expect("there is a text");
        assert!(packed.len() * 10 < html.len());
    }
}
