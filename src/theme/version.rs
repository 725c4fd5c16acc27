//! Versions of a page: one rendering, cut to each.
//!
//! A template writes what differs between the ordinary page and its versions into blocks,
//! `<!--only sv-->…<!--/only-->`, one for each version. All else is the same bytes in every
//! version, so no version can be poorer than another. Trees of pages stand side by side, so
//! links between pages are the same too; only those that leave the tree, to files that all
//! trees share, have one folder more to climb.

const OPEN: &str = "<!--only ";
const OPENED: &str = "-->";
const CLOSE: &str = "<!--/only-->";

/// Folders of files that no tree has a copy of.
const SHARED: [&str; 2] = ["assets/", "files/"];

/// What a page rendered for all versions, to stand at `path` in each tree, holds for one of
/// them; `is_below` says that the tree of that version stands one folder below the ordinary one.
/// Inside blocks nothing is changed: what stands there is written for that version already.
pub fn version(html: &str, path: &str, (key, is_below): (&str, bool)) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let append = |piece: &str, out: &mut String| match is_below {
        true => climb(out, piece, path),
        false => out.push_str(piece),
    };
    let mut rest = html;
    while let Some((before, block)) = rest.split_once(OPEN) {
        append(before, &mut out);
        let cut = block.split_once(OPENED).and_then(|(of, inner)| {
            let (inner, after) = inner.split_once(CLOSE)?;
            Some((of, inner, after))
        });
        // A block that is never closed holds all that is left.
        let (of, inner, after) = cut.unwrap_or((key, block, ""));
        if of == key {
            out.push_str(inner);
        }
        rest = after;
    }
    append(rest, &mut out);
    out
}

/// Appends HTML of the page at `path`, its links to shared files longer by one folder.
fn climb(out: &mut String, html: &str, path: &str) {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let depth = folder.matches('/').count();
    let mut copied = 0;
    for (at, quote) in html.match_indices("=\"") {
        let start = at + quote.len();
        let is_address = [" href", " src"].iter().any(|it| html[copied..at].ends_with(it));
        let address = html[start..].split('"').next().unwrap_or_default();
        if !is_address || !leaves_the_tree(address) {
            continue;
        }
        out.push_str(&html[copied..start]);
        let below = address.trim_start_matches("../");
        let up = (address.len() - below.len()) / "../".len();
        // The folders that the page shares with the file stand in the ordinary tree only.
        let shared = folder.split_inclusive('/').take(depth.saturating_sub(up));
        out.push_str(&"../".repeat(depth + 1));
        out.extend(shared);
        copied = start + address.len() - below.len();
    }
    out.push_str(&html[copied..]);
}

/// Whether a relative address leads to something that is no page.
fn leaves_the_tree(address: &str) -> bool {
    let file = address.split(['#', '?']).next().unwrap_or_default();
    let has_scheme = file.split('/').next().is_some_and(|it| it.contains(':'));
    if file.is_empty() || has_scheme || file.starts_with('/') {
        return false;
    }
    let below = file.trim_start_matches("../");
    SHARED.iter().any(|it| below.starts_with(it)) || !below.ends_with(".html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, ordinary: &str, sv: &str) {
        assert_eq!(version(html, "a/b.html", ("ordinary", false)), ordinary);
        assert_eq!(version(html, "a/b.html", ("sv", true)), sv);
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
        let root = version("<a href=\"assets/a.css\">", "b.html", ("sv", true));
        assert_eq!(root, "<a href=\"../assets/a.css\">");
    }
}
