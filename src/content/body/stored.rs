//! The HTML of a text as memory keeps it: packed, for a site holds thousands and a page asks for
//! one. What is kept of an entry on the disk leaves it out, and a site that is written once lets go
//! of it with its page.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Packed HTML, nothing where there is none; absent where it was left out.
#[derive(Debug)]
pub(super) struct Html(Mutex<Packed>);

type Packed = Option<Box<[u8]>>;

impl Html {
    pub(super) fn new(html: &str) -> Html {
        match html.is_empty() {
            true => Html::default(),
            false => Html::of(Some(compress_prepend_size(html.as_bytes()).into())),
        }
    }

    fn of(packed: Packed) -> Html {
        Html(Mutex::new(packed))
    }

    fn packed(&self) -> MutexGuard<'_, Packed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody wrote anything.
    pub(super) fn is_empty(&self) -> bool {
        self.packed().as_ref().is_some_and(|it| it.is_empty())
    }

    pub(super) fn is_left_out(&self) -> bool {
        self.packed().is_none()
    }

    /// The HTML itself, in room that the caller gives; nothing where it was left out.
    pub(super) fn unpacked<'r>(&self, room: &'r mut Vec<u8>) -> &'r str {
        let packed = self.packed();
        let Some(packed) = packed.as_ref().filter(|it| !it.is_empty()) else { return "" };
        *room = decompress_size_prepended(packed).expect("it was packed here");
        simdutf8::basic::from_utf8(room).expect("what was packed is text")
    }

    /// Leaves it out from now on, unless there is nothing to leave out.
    pub(super) fn leave_out(&self) {
        self.packed().take_if(|it| !it.is_empty());
    }
}

impl Default for Html {
    fn default() -> Html {
        Html::of(Some([].into()))
    }
}

impl Clone for Html {
    fn clone(&self) -> Html {
        Html::of(self.packed().clone())
    }
}

impl PartialEq for Html {
    fn eq(&self, other: &Html) -> bool {
        // One after the other: both may be the same.
        let ours = self.packed().clone();
        ours == *other.packed()
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
        Ok(if is_empty { Html::default() } else { Html::of(None) })
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
            stored.leave_out();
            prop_assert_eq!(stored.unpacked(&mut room), "");
            prop_assert_eq!(stored.is_empty(), html.is_empty());
            prop_assert_eq!(stored.is_left_out(), !html.is_empty());
        }
    }

    #[test]
    fn a_text_takes_less_room_than_its_html() {
        let html = "<p>Площадка обобщает опыт школ и детских садов города.</p>\n".repeat(60);
        let packed = Html::new(&html).packed().clone().expect("there is a text");
        assert!(packed.len() * 10 < html.len());
    }
}
