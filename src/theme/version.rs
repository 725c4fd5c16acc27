//! Versions of a page: one rendering, cut to each.
//!
//! A template writes what differs between the ordinary page and its versions into blocks,
//! `<!--only sv-->…<!--/only-->`, one for each version. All else is the same bytes in every
//! version, so no version can be poorer than another. Trees of pages stand side by side, so
//! links between pages are the same too; only those that leave the tree, to files that all
//! trees share, have one folder more to climb.

use memchr::memmem;

const OPEN: &[u8] = b"<!--only ";
const OPENED: &[u8] = b"-->";
const CLOSE: &[u8] = b"<!--/only-->";

/// Stands between the name of an attribute and its value.
const QUOTE: &[u8] = b"=\"";

/// Folders of files that no tree has a copy of.
const SHARED: [&[u8]; 2] = [b"assets/", b"files/"];

/// The way from a folder to the one that holds it.
const UP: &[u8] = b"../";

/// What a page rendered for all versions, to stand at `path` in each tree, holds for one of
/// them; `is_below` says that the tree of that version stands one folder below the ordinary one.
/// Inside blocks nothing is changed: what stands there is written for that version already.
pub fn version(html: &[u8], path: &str, (key, is_below): (&str, bool)) -> Vec<u8> {
    let mut out = Vec::with_capacity(html.len() + 256);
    let append = |piece: &[u8], out: &mut Vec<u8>| match is_below {
        true => climb(out, piece, path),
        false => out.extend_from_slice(piece),
    };
    let mut rest = html;
    while let Some((before, block)) = split(rest, OPEN) {
        append(before, &mut out);
        let cut = split(block, OPENED).and_then(|(of, inner)| {
            let (inner, after) = split(inner, CLOSE)?;
            Some((of, inner, after))
        });
        // A block that is never closed holds all that is left.
        let (of, inner, after) = cut.unwrap_or((key.as_bytes(), block, b""));
        if of == key.as_bytes() {
            out.extend_from_slice(inner);
        }
        rest = after;
    }
    append(rest, &mut out);
    out
}

/// What stands before and behind the first mark.
fn split<'h>(html: &'h [u8], mark: &[u8]) -> Option<(&'h [u8], &'h [u8])> {
    let at = memmem::find(html, mark)?;
    Some((&html[..at], &html[at + mark.len()..]))
}

/// Appends HTML of the page at `path`, its links to shared files longer by one folder.
fn climb(out: &mut Vec<u8>, html: &[u8], path: &str) {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let depth = folder.matches('/').count();
    let mut copied = 0;
    for at in memmem::find_iter(html, QUOTE) {
        let start = at + QUOTE.len();
        let before = &html[copied..at];
        if !before.ends_with(b" href") && !before.ends_with(b" src") {
            continue;
        }
        let length = memchr::memchr(b'"', &html[start..]).unwrap_or(html.len() - start);
        let address = &html[start..start + length];
        if !leaves_the_tree(address) {
            continue;
        }
        out.extend_from_slice(&html[copied..start]);
        let below = below(address);
        let up = (address.len() - below.len()) / UP.len();
        // The folders that the page shares with the file stand in the ordinary tree only.
        let shared = folder.split_inclusive('/').take(depth.saturating_sub(up));
        out.extend_from_slice(&UP.repeat(depth + 1));
        shared.for_each(|it| out.extend_from_slice(it.as_bytes()));
        copied = start + address.len() - below.len();
    }
    out.extend_from_slice(&html[copied..]);
}

/// Whether a relative address leads to something that is no page.
fn leaves_the_tree(address: &[u8]) -> bool {
    let file = address.split(|it| matches!(it, b'#' | b'?')).next().unwrap_or_default();
    let has_scheme = file.iter().take_while(|it| **it != b'/').any(|it| *it == b':');
    if file.is_empty() || has_scheme || file.starts_with(b"/") {
        return false;
    }
    let below = below(file);
    SHARED.iter().any(|it| below.starts_with(it)) || !below.ends_with(b".html")
}

/// An address without its way up.
fn below(mut address: &[u8]) -> &[u8] {
    while let Some(rest) = address.strip_prefix(UP) {
        address = rest;
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(html: &str, path: &str, wanted: (&str, bool)) -> String {
        String::from_utf8(version(html.as_bytes(), path, wanted)).expect("it was UTF-8")
    }

    #[track_caller]
    fn check(html: &str, ordinary: &str, sv: &str) {
        assert_eq!(cut(html, "a/b.html", ("ordinary", false)), ordinary);
        assert_eq!(cut(html, "a/b.html", ("sv", true)), sv);
    }

    #[test]
    fn blocks_are_of_one_version() {
        check(
            "<!--only ordinary--><html><!--/only--><!--only sv--><html id=\"x\"><!--/only-->а",
            "<html>а",
            "<html id=\"x\">а",
        );
        check("а<!--only x-->б<!--/only-->в", "ав", "ав");
        check("а<!--only sv", "аsv", "аsv");
    }

    #[test]
    fn addresses_of_shared_files_lead_out_of_the_tree() {
        for (address, moved) in [
            ("../assets/civic.css", "../../assets/civic.css"),
            ("../files/x.html", "../../files/x.html"),
            ("%D0%B9.ics", "../../a/%D0%B9.ics"),
            ("c/d.ics", "../../a/c/d.ics"),
            ("../data/x.csv#a", "../../data/x.csv#a"),
            ("b.html", "b.html"),
            ("../a/b.html#c.d", "../a/b.html#c.d"),
            ("#main", "#main"),
            ("", ""),
            ("https://a.ru/x.pdf", "https://a.ru/x.pdf"),
            ("mailto:a@b.ru", "mailto:a@b.ru"),
        ] {
            let page = |it| format!("<a class=\"x\" href=\"{it}\">а</a> href=&quot;x&quot;");
            check(&page(address), &page(address), &page(moved));
        }
        let block = "<!--only sv--><a href=\"x.css\"></a><!--/only-->";
        check(block, "", "<a href=\"x.css\"></a>");
        let root = cut("<a href=\"assets/a.css\">", "b.html", ("sv", true));
        assert_eq!(root, "<a href=\"../assets/a.css\">");
    }
}
