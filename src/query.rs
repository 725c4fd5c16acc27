//! Questions to the registry in one line: `статус=ресурсный центр и год>2023`. A question is read,
//! checked against the fields of its kind and the words of the vocabularies, and answered by the
//! same definitions that figures have (`stats`).
//!
//! To add a field: a line in `kind/<kind>.rs`. To add a kind: a file there and a line in `KINDS`.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Place, Words};
use crate::site::Site;
use crate::text::nearest::nearest;
use crate::yaml::table::suggestion;

mod answer;
pub mod field;
pub mod kind;
mod meaning;
mod syntax;
mod tokens;

pub use answer::Answer;
use field::Field;
use kind::Kind;
use meaning::Condition;

/// What is asked for, as it was typed, each part with its first byte in the file that holds it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The condition; everything of the kind where it is empty.
    pub condition: (&'a str, usize),
    /// By which field the answer is sorted, from the greatest with a hyphen before it: the order
    /// of the registry where it is empty.
    pub order: (&'a str, usize),
    /// How many entries are given at most; all where absent.
    pub limit: Option<usize>,
}

/// A question that makes sense for a site.
#[derive(Debug)]
pub struct Query {
    kind: &'static Kind,
    condition: Condition,
    order: Option<(&'static Field, bool)>,
    limit: Option<usize>,
}

/// Something of a question that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    code: Code,
    /// Bytes of what was typed.
    at: Range<usize>,
    /// What is wrong, and what to do.
    words: Box<(Words, Words)>,
}

impl Fault {
    fn new(code: Code, at: Range<usize>, message: (String, String), hint: Words) -> Fault {
        let words = Box::new((Words::new(message.0, message.1), hint));
        Fault { code, at, words }
    }

    /// The remark about bytes of a file in which the text begins at `start`.
    fn told(self, file: &Arc<str>, start: usize) -> Diagnostic {
        let place = Place::new(file, start + self.at.start..start + self.at.end);
        let (message, hint) = *self.words;
        Diagnostic::new(self.code, place, message).hint(hint)
    }
}

impl Query {
    /// Understands what was typed; the remarks are about bytes of `file`.
    ///
    /// # Errors
    ///
    /// Everything of it that makes no sense.
    pub fn read(
        site: &Site,
        kind: &'static Kind,
        (asked, file): (Asked<'_>, &Arc<str>),
    ) -> Result<Query, Diagnostics> {
        let mut diagnostics = Diagnostics::none();
        let (text, start) = asked.condition;
        let tree = syntax::parse(text).map_err(|fault| vec![fault]);
        let condition = tree.and_then(|it| meaning::check((site, kind), it.as_ref()));
        let condition = condition.unwrap_or_else(|faults| {
            diagnostics.extend(faults.into_iter().map(|it| it.told(file, start)));
            Condition::default()
        });
        let (text, start) = asked.order;
        let order = match order(kind, text) {
            Ok(order) => order,
            Err(fault) => {
                diagnostics.push(fault.told(file, start));
                None
            }
        };
        match diagnostics.is_empty() {
            true => Ok(Query { kind, condition, order, limit: asked.limit }),
            false => Err(diagnostics),
        }
    }
}

/// The field to sort by, and whether the greatest comes first.
fn order(kind: &Kind, text: &str) -> Result<Option<(&'static Field, bool)>, Fault> {
    let name = text.trim();
    let (name, falls) = match name.strip_prefix(['-', '–', '−']) {
        Some(name) => (name.trim_start(), true),
        None => (name, false),
    };
    if name.is_empty() && !falls {
        return Ok(None);
    }
    let start = text.len() - text.trim_start().len();
    let at = start..start + text.trim().len();
    kind.field(name)
        .map(|it| Some((it, falls)))
        .ok_or_else(|| meaning::no_field(kind, name, at))
}

/// The columns that a list of names separated by commas asks for; those of the kind where it is
/// empty.
///
/// # Errors
///
/// Every name that no field has, with the nearest ones.
pub fn columns(
    kind: &'static Kind,
    ((text, first), file): ((&str, usize), &Arc<str>),
) -> Result<Vec<&'static Field>, Diagnostics> {
    if text.trim().is_empty() {
        return Ok(kind.columns());
    }
    let (mut columns, mut diagnostics) = (vec![], Diagnostics::none());
    let mut start = 0;
    for part in text.split(',') {
        let name = part.trim();
        let from = start + (part.len() - part.trim_start().len());
        match kind.field(name) {
            Some(field) => columns.push(field),
            None => {
                let fault = meaning::no_field(kind, name, from..from + name.len());
                diagnostics.push(fault.told(file, first));
            }
        }
        start += part.len() + 1;
    }
    if diagnostics.is_empty() { Ok(columns) } else { Err(diagnostics) }
}

/// Says that no kind has a name.
pub fn no_kind(name: &str) -> (Words, Words) {
    let names = kind::KINDS.iter().flat_map(|it| it.names);
    let all: Vec<&str> = kind::KINDS.iter().flat_map(|it| [it.names[0], it.names[2]]).collect();
    let near = nearest(name, names, 3);
    let message = Words::new(
        format!("нет вида записей «{name}»"),
        format!("there is no kind of entries `{name}`"),
    );
    (message, suggestion(&near, &all))
}
