//! What an import would change, as a diff that people read and `git apply` understands.

use std::collections::BTreeMap;
use std::sync::Arc;

use similar::TextDiff;

use crate::source::Sources;

/// The difference between the sources and the files of a plan.
pub fn unified(before: &Sources, files: &BTreeMap<Arc<str>, Vec<u8>>) -> String {
    let mut out = String::new();
    for (path, new) in files {
        let old = before.bytes(path);
        let from = old.map_or("/dev/null".to_owned(), |_| format!("a/{path}"));
        let old = String::from_utf8_lossy(old.unwrap_or_default()).into_owned();
        let new = String::from_utf8_lossy(new);
        let diff = TextDiff::from_lines(&*old, &*new);
        out += &diff.unified_diff().header(&from, &format!("b/{path}")).to_string();
    }
    out
}
