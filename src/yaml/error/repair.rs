//! Repairs of YAML that cannot be read; the reader tries each before it is offered.

use std::ops::Range;

use super::{Cause, Slip, without_comment};
use crate::diag::Words;
use crate::diag::fix::{Edit, Fix};

/// The repair of a cause, where there is one that an author would make.
pub(super) fn of(cause: Cause, slip: &Slip<'_>, place: &Range<usize>) -> Option<Fix> {
    match cause {
        Cause::BareColon => Some(quote(slip.text, place.clone())),
        Cause::Sign | Cause::AfterQuote => value_of(slip).map(|it| quote(slip.text, it)),
        Cause::Tab => Some(tabs(slip)),
        _ => None,
    }
}

/// The value in single quotes.
fn quote(text: &str, at: Range<usize>) -> Fix {
    let title = Words::new("взять значение в кавычки", "put the value into quotes");
    let quoted = format!("'{}'", text[at.clone()].replace('\'', "''"));
    Fix::new(title, vec![Edit::new(at, quoted)])
}

/// What stands behind `key: ` on the line to blame, if the line is just that.
fn value_of(slip: &Slip<'_>) -> Option<Range<usize>> {
    let line = &slip.text[slip.line.clone()];
    let colon = line.find(": ")?;
    let value = line[colon + 2..].trim_start();
    let start = slip.line.start + line.len() - value.len();
    let value = without_comment(value);
    let is_plain = !line[..colon].contains(['{', '[', '"', '\'']) && !value.is_empty();
    is_plain.then(|| start..start + value.len())
}

/// Two spaces for each tab that indents a line of the same entry.
fn tabs(slip: &Slip<'_>) -> Fix {
    let mut edits = vec![];
    let mut start = slip.range.start;
    for line in slip.text[slip.range.clone()].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tabs = line[..indent].match_indices('\t').map(|(at, _)| start + at);
        edits.extend(tabs.map(|at| Edit::new(at..at + 1, "  ")));
        start += line.len();
    }
    let title = Words::new("заменить табуляцию пробелами", "replace tabs by spaces");
    Fix::new(title, edits)
}
