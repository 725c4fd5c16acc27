//! The same registry for other builders: the same texts, the same lists by status, state, direction
//! and year, thirty on a page, with cards that name the organisation that leads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

mod blades;
mod eleventy;
mod hugo;

/// Folders of entries; each has a list of its own.
const FOLDERS: [&str; 3] = ["projects", "organisations", "documents"];
/// Entries on one page of a list.
const ON_A_PAGE: usize = 30;

/// Files of a site, by path.
pub(crate) type Files = Vec<(String, String)>;

/// Files of the site that shows the same sources by another builder; none for one that is unknown.
pub(crate) fn site(builder: &str, sources: &[(String, String)]) -> Option<Files> {
    let entries: Vec<Entry> = sources.iter().filter_map(Entry::of).collect();
    match builder {
        "hugo" => Some(hugo::files(&entries)),
        "eleventy" => Some(eleventy::files(&entries)),
        "blades" => Some(blades::files(&entries)),
        _ => None,
    }
}

/// One card as other builders need it.
struct Entry<'a> {
    folder: &'a str,
    id: &'a str,
    title: String,
    status: Option<&'a str>,
    direction: Option<&'a str>,
    leader: Option<&'a str>,
    participants: Vec<&'a str>,
    history: Vec<Decision<'a>>,
    body: String,
}

/// One year of a project.
struct Decision<'a> {
    year: &'a str,
    state: &'a str,
    order: &'a str,
}

impl<'a> Entry<'a> {
    fn of((path, text): &'a (String, String)) -> Option<Entry<'a>> {
        let (folder, name) = path.strip_prefix("content/")?.split_once('/')?;
        if !FOLDERS.contains(&folder) {
            return None;
        }
        let (matter, body) = text.strip_prefix("---\n")?.split_once("---\n")?;
        let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
        let (mut history, mut participants) = (vec![], vec![]);
        for line in matter.lines() {
            if let Some(item) = line.strip_prefix("  - {год: ") {
                let mut values = item.split(", ").filter_map(|it| it.rsplit(": ").next());
                let (year, state) = (values.next()?, values.next()?);
                history.push(Decision { year, state, order: values.next()? });
            } else if let Some(item) = line.strip_prefix("  - {организация: ") {
                participants.extend(item.split(',').next());
            } else if let Some((key, value)) = line.split_once(": ") {
                keys.insert(key, value);
            }
        }
        let title = keys.get("тема").or(keys.get("название"))?.replace('"', "");
        let word = |key: &str| keys.get(key).map(|it| it.trim_matches(['[', ']']));
        Some(Entry {
            folder,
            id: name.strip_suffix(".md")?,
            title,
            status: word("статус"),
            direction: word("направления"),
            leader: word("организация"),
            participants,
            history,
            body: body.replace("(organisation:", "(../organisations/"),
        })
    }

    /// Its file with YAML front matter, as Hugo and Eleventy read it.
    fn markdown(&self) -> String {
        let mut out = format!("---\ntitle: \"{}\"\n", self.title);
        for (name, terms) in self.classes().iter().filter(|it| !it.1.is_empty()) {
            let _ = writeln!(out, "{name}: [\"{}\"]", terms.join("\", \""));
        }
        if let Some(leader) = self.leader {
            let _ = writeln!(out, "leader: {leader}");
        }
        if !self.participants.is_empty() {
            let _ = writeln!(out, "participants: [{}]", self.participants.join(", "));
        }
        if !self.history.is_empty() {
            out += "history:\n";
        }
        for Decision { year, state, order } in &self.history {
            let _ = writeln!(out, "  - {{year: {year}, state: {state}, order: {order}}}");
        }
        let _ = write!(out, "---\n{}", self.body);
        out
    }

    /// The states and years under which it is listed; one that never was a project has none.
    fn classes(&self) -> [(&'static str, Vec<&'a str>); 4] {
        let state: &[&str] =
            if self.history.is_empty() { &[] } else { &["продолжен"] };
        [
            ("statuses", self.status.into_iter().collect()),
            ("directions", self.direction.into_iter().collect()),
            ("states", state.to_vec()),
            ("years", self.history.iter().map(|it| it.year).collect()),
        ]
    }
}
