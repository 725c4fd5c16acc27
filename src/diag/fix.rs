//! A repair as data: which bytes go and what comes in their place.

use std::ops::Range;

use super::Words;

/// A certain repair of one remark, all of it in the file of the remark's place.
///
/// A remark carries one only where there is a single thing that the author can have meant;
/// guesses stay in the hint. Applying it takes out the remark and changes nothing else that the
/// file says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, as a menu of an editor offers it.
    pub title: Words,
    /// Sorted by place; none overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// First byte that goes.
    pub start: usize,
    /// One past the last byte that goes; the same as `start` where something is only put in.
    pub end: usize,
    /// What comes in their place; empty where something is only taken out.
    pub text: String,
}

impl Fix {
    /// Puts `text` in the place of the bytes `at`, which read `old` to the author.
    pub fn replace(at: Range<usize>, old: &str, text: impl Into<String>) -> Fix {
        let text = text.into();
        let title = Words::new(
            format!("заменить «{old}» на «{text}»"),
            format!("replace `{old}` by `{text}`"),
        );
        Fix { title, edits: vec![Edit::new(at, text)] }
    }

    /// Several replacements under one title.
    pub fn new(title: Words, mut edits: Vec<Edit>) -> Fix {
        edits.sort_unstable();
        Fix { title, edits }
    }
}

impl Edit {
    /// Puts `text` in the place of the bytes `at`.
    pub fn new(at: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { start: at.start, end: at.end, text: text.into() }
    }
}

/// The bytes of a file with all `fixes` applied that do not touch one another, the first of
/// those that do, and how many that were. An edit outside the file is left out.
pub fn applied<'f>(bytes: &[u8], fixes: impl IntoIterator<Item = &'f Fix>) -> (Vec<u8>, usize) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(|it| !it.edits.is_empty()).collect();
    fixes.sort_unstable_by_key(|it| &it.edits);
    let mut edits: Vec<&Edit> = vec![];
    let mut count = 0;
    for fix in fixes {
        let touches = |edit: &Edit| {
            let beside = |it: &&Edit| edit.start <= it.end && it.start <= edit.end;
            edit.end > bytes.len() || edit.start > edit.end || edits.iter().any(beside)
        };
        if !fix.edits.iter().any(touches) {
            edits.extend(&fix.edits);
            count += 1;
        }
    }
    edits.sort_unstable();
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for edit in edits {
        out.extend_from_slice(&bytes[from..edit.start]);
        out.extend_from_slice(edit.text.as_bytes());
        from = edit.end;
    }
    out.extend_from_slice(&bytes[from..]);
    (out, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edits: &[(Range<usize>, &str)], expected: &str, count: usize) {
        let fixes: Vec<Fix> =
            edits.iter().map(|(at, text)| Fix::replace(at.clone(), "", *text)).collect();
        let (bytes, applied) = applied(b"0123456789", &fixes);
        assert_eq!((String::from_utf8_lossy(&bytes).as_ref(), applied), (expected, count));
    }

    #[test]
    fn edits_apply_wherever_they_stand() {
        check(&[], "0123456789", 0);
        check(&[(8..9, "b"), (1..3, "a")], "0a34567b9", 2);
        check(&[(0..0, "x"), (10..10, "y")], "x0123456789y", 2);
        check(&[(2..4, "")], "01456789", 1);
    }

    #[test]
    fn of_those_that_touch_the_first_is_taken() {
        check(&[(1..5, "a"), (4..6, "b")], "0a56789", 1);
        check(&[(1..5, "a"), (1..5, "a")], "0a56789", 1);
        check(&[(9..12, "a")], "0123456789", 0);
    }
}
