//! The form of a file: what an editor of another system leaves in it and no reader needs.

use std::sync::Arc;

use crate::diag::fix::{Edit, Fix};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Words, code};

/// Remarks on the byte order mark and the line ends of a text; both are about the whole file.
pub(super) fn remarks(file: &Arc<str>, text: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::none();
    let mut say = |code: Code, (message, title), edits: Vec<Edit>| {
        let hint = Words::new(
            "исправит команда novator check --fix",
            "the command novator check --fix mends it",
        );
        let remark = Diagnostic::new(code, Place::new(file, 0..0), message).hint(hint);
        diagnostics.push(remark.fix(Fix::new(title, edits)));
    };
    if text.starts_with('\u{FEFF}') {
        let message = Words::new(
            "файл начинается с метки порядка байтов (BOM)",
            "the file begins with a byte order mark",
        );
        let title = Words::new("убрать метку", "take the mark out");
        say(code::BYTE_ORDER_MARK, (message, title), vec![Edit::new(0..3, "")]);
    }
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return diagnostics;
    }
    let ends = text.match_indices("\r\n").map(|(at, _)| Edit::new(at..at + 1, ""));
    let ends: Vec<Edit> = ends.collect();
    if !ends.is_empty() {
        let message = Words::new(
            "строки кончаются двумя знаками, как в Windows (CRLF)",
            "lines end with two characters, as on Windows (CRLF)",
        );
        let title = Words::new("оставить в концах строк один знак (LF)", "end lines with LF");
        say(code::LINE_ENDS, (message, title), ends);
    }
    diagnostics
}
