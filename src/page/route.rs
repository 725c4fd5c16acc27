//! Addresses of pages, and how one page names another.

use crate::site::community::CommunityId;
use crate::site::event::EventId;
use crate::site::news::PostId;
use crate::site::procedure::ProcedureId;
use crate::site::product::ProductId;
use crate::site::programme::ProgrammeId;
use crate::site::{DocumentId, OrganisationId, ProjectId, Site};
use crate::text::address;

/// Stands where the way to the root will be; no text may hold it.
const ROOT: char = '\u{FDD2}';

/// Its first byte, which begins hardly any letter.
const ROOT_LEAD: u8 = 0xEF;

/// The way from a folder to the one that holds it.
const UP: &str = "../";

/// The path of a file of the site, with `/`, from its root: `projects/ds-449.html`.
///
/// Pages are files, not folders with an index inside: half the folders to make, and the same
/// links work from a server, from a sub-folder and from a disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// The address of a page, from its name without `.html`.
    pub fn new(name: &str) -> Route {
        Route(format!("{name}.html"))
    }

    /// The address of a file that the program writes for other programs, from its whole path:
    /// `tasks/tasks.ics`.
    pub fn export(path: &str) -> Route {
        Route(path.to_owned())
    }

    /// The address of a file that is handed out as it is.
    pub fn file(path: &str) -> Route {
        Route(format!("files/{path}"))
    }

    /// No page: what is seen from here is [settled](Route::settle) by pages later.
    pub(super) fn nowhere() -> Route {
        Route(ROOT.to_string())
    }

    /// Adds HTML that was made for [nowhere](Route::nowhere), its links as seen from this page.
    pub(super) fn settle(&self, html: &str, out: &mut String) {
        if self.is_nowhere() {
            return out.push_str(html);
        }
        let depth = self.depth();
        let mut copied = 0;
        for at in memchr::memchr_iter(ROOT_LEAD, html.as_bytes()) {
            if html[at..].starts_with(ROOT) {
                out.push_str(&html[copied..at]);
                (0..depth).for_each(|_| out.push_str(UP));
                copied = at + ROOT.len_utf8();
            }
        }
        out.push_str(&html[copied..]);
    }

    /// The folder of this page, with a slash at its end unless it is the root.
    pub(super) fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |it| it + 1)]
    }

    fn is_nowhere(&self) -> bool {
        self.0.starts_with(ROOT)
    }

    /// The path from the site's root.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The further pages of a list: `projects/index` → `projects/page/2`.
    pub fn numbered(&self, number: usize) -> Route {
        if number == 1 {
            return self.clone();
        }
        let name = self.0.trim_end_matches(".html");
        let folder = name.strip_suffix("/index").unwrap_or(name);
        Route(format!("{folder}/page/{number}.html"))
    }

    /// The same address in a tree that stands in a folder of its own.
    pub fn below(&self, folder: &str) -> Route {
        Route(format!("{folder}/{}", self.0))
    }

    /// This address as a page at `from` writes it.
    pub fn seen_from(&self, from: &Route) -> String {
        if from.is_nowhere() {
            let mut address = ROOT.to_string();
            address.push_str(&address::escaped(&self.0));
            return address;
        }
        let same = self.0.bytes().zip(from.0.bytes()).take_while(|(own, other)| own == other);
        let folders = same.zip(1..).filter(|((own, _), _)| *own == b'/');
        let shared = folders.last().map_or(0, |(_, length)| length);
        let up = from.0.bytes().skip(shared).filter(|it| *it == b'/').count();
        UP.repeat(up) + &address::escaped(&self.0[shared..])
    }

    /// The way from this page to the site's root: `../`, or nothing.
    pub fn to_root(&self) -> String {
        if self.is_nowhere() {
            return ROOT.to_string();
        }
        UP.repeat(self.depth())
    }

    /// How many folders it stands below the root.
    fn depth(&self) -> usize {
        self.0.bytes().filter(|it| *it == b'/').count()
    }
}

/// Routes are found by their paths.
impl std::borrow::Borrow<str> for Route {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The page of an entry.
fn of_entry(folder: &str, id: &str) -> Route {
    Route([folder, "/", id, ".html"].concat())
}

/// The page of a poll.
pub fn poll(key: &str) -> Route {
    Route::new(&format!("polls/{key}"))
}

/// The page of a yearly report.
pub fn report(id: &str) -> Route {
    Route::new(&format!("reports/{id}"))
}

/// The page of a project; a community's stands among communities.
pub fn project(site: &Site, id: ProjectId) -> Route {
    let project = site.project(id);
    let folder = if project.is_community { "communities" } else { "projects" };
    of_entry(folder, &project.entry.id)
}

/// The page of an organisation.
pub fn organisation(site: &Site, id: OrganisationId) -> Route {
    of_entry("organisations", &site.organisation(id).entry.id)
}

/// The page of a document.
pub fn document(site: &Site, id: DocumentId) -> Route {
    of_entry("documents", &site.document(id).entry.id)
}

/// The page of a procedure.
pub fn procedure(site: &Site, id: ProcedureId) -> Route {
    of_entry("procedures", &site.procedure(id).entry.id)
}

/// The page of a programme.
pub fn programme(site: &Site, id: ProgrammeId) -> Route {
    of_entry("programmes", &site.programme(id).entry.id)
}

/// The page of a product.
pub fn product(site: &Site, id: ProductId) -> Route {
    of_entry("products", &site.product(id).entry.id)
}

/// The page of a community that is no project.
pub fn community(site: &Site, id: CommunityId) -> Route {
    of_entry("communities", &site.community(id).entry.id)
}

/// The page of an event.
pub fn event(site: &Site, id: EventId) -> Route {
    of_entry("events", &site.event(id).entry.id)
}

/// The monitoring of a year.
pub fn monitoring(year: i16) -> Route {
    Route::new(&format!("monitoring/{year}"))
}

/// The page of a post.
pub fn post(site: &Site, id: PostId) -> Route {
    of_entry("news", &site.post(id).entry.id)
}

/// The calendar of a month.
pub fn month((year, month): (i16, i8)) -> Route {
    Route::new(&format!("events/calendar/{year:04}-{month:02}"))
}

/// A page of prose; `index` is the start of the site.
pub fn text_page(id: &str) -> Route {
    match id {
        "index" => Route::new("index"),
        other => Route::new(&format!("pages/{other}")),
    }
}

/// The figures of a year.
pub fn year(year: i16) -> Route {
    Route::new(&format!("statistics/{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_names_another() {
        for (from, to, expected) in [
            ("index", "projects/index", "projects/index.html"),
            ("projects/index", "index", "../index.html"),
            ("projects/a", "projects/b", "b.html"),
            ("projects/year/2024/status/x", "projects/a", "../../../a.html"),
            ("projects/year/2024", "projects/year/2024/state/x", "2024/state/x.html"),
            ("a", "a", "a.html"),
        ] {
            assert_eq!(Route::new(to).seen_from(&Route::new(from)), expected, "{from} → {to}");
        }
        let file = Route::file("приказ 1.pdf").seen_from(&Route::new("documents/a"));
        assert_eq!(file, "../files/%D0%BF%D1%80%D0%B8%D0%BA%D0%B0%D0%B7%201.pdf");
    }

    #[test]
    fn links_from_nowhere_are_settled_by_pages() {
        let link = Route::new("projects/a").seen_from(&Route::nowhere());
        let html = format!("<a href=\"{link}\">а</a> <a href=\"{link}#b\">б</a>");
        for (name, root) in [("index", ""), ("projects/page/2", "../../")] {
            let mut out = String::new();
            Route::new(name).settle(&html, &mut out);
            let href = format!("{root}projects/a.html");
            let expected = format!("<a href=\"{href}\">а</a> <a href=\"{href}#b\">б</a>");
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn further_pages_of_a_list() {
        for (name, number, expected) in [
            ("projects/index", 1, "projects/index.html"),
            ("projects/index", 2, "projects/page/2.html"),
            ("projects/status/x", 3, "projects/status/x/page/3.html"),
        ] {
            assert_eq!(Route::new(name).numbered(number).path(), expected);
        }
    }
}
