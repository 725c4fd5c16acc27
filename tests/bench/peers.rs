//! The same registry for Hugo: the same texts, the same lists by status, state, direction and
//! year, thirty on a page, with cards that name the organisation that leads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

const CONFIG: &str = "baseURL = \"https://example.org/\"\nlanguageCode = \"ru\"\ntitle = \"Большой реестр\"\n\
uglyURLs = true\npaginate = 30\nrelativeURLs = true\ndisableKinds = [\"RSS\"]\n\
[taxonomies]\nstatus = \"statuses\"\nstate = \"states\"\ndirection = \"directions\"\nyear = \"years\"\n\
[markup.tableOfContents]\nstartLevel = 2\nendLevel = 3\n\
[[menu.main]]\nname = \"Проекты\"\nurl = \"/projects.html\"\n\
[[menu.main]]\nname = \"Организации\"\nurl = \"/organisations.html\"\n\
[[menu.main]]\nname = \"Документы\"\nurl = \"/documents.html\"\n";

const BASE: &str = "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n\
<title>{{ .Title }} — {{ site.Title }}</title>\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n\
<header><a href=\"#main\">К содержанию</a><nav><ul>{{ range site.Menus.main }}\
<li><a href=\"{{ .URL | relURL }}\">{{ .Name }}</a></li>{{ end }}</ul></nav></header>\n\
<main id=\"main\">\n<nav><ol>{{ range .Ancestors.Reverse }}<li><a href=\"{{ .RelPermalink }}\">\
{{ .Title }}</a></li>{{ end }}</ol></nav>\n<h1>{{ .Title }}</h1>\n{{ block \"main\" . }}{{ end }}\n\
</main>\n<footer><p>{{ site.Title }}</p></footer>\n</body>\n</html>\n";

const SINGLE: &str = "{{ define \"main\" }}{{ with .Params.leader }}{{ with site.GetPage (printf \"/organisations/%s\" .) }}\
<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></p>{{ end }}{{ end }}\
{{ range .Params.participants }}{{ with site.GetPage (printf \"/organisations/%s\" .) }}\
<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}{{ end }}\
{{ range (.GetTerms \"statuses\") }}<p><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a></p>{{ end }}\
{{ range (.GetTerms \"directions\") }}<p><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a></p>{{ end }}\
<table>{{ range .Params.history }}<tr><th>{{ .year }}</th><td>{{ .state }}</td><td>\
{{ with site.GetPage (printf \"/documents/%s\" .order) }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
</td></tr>{{ end }}</table>\n{{ .TableOfContents }}\n{{ .Content }}\n\
{{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
{{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ end }}\n";

const LIST: &str = "{{ define \"main\" }}{{ $p := .Paginate .RegularPages }}<p>{{ len .RegularPages }}</p><ul>\
{{ range $p.Pages }}<li><p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></p><p>\
{{ with .Params.leader }}{{ with site.GetPage (printf \"/organisations/%s\" .) }}\
<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ end }}\
{{ range (.GetTerms \"statuses\") }} · <a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a>{{ end }}\
{{ with index (.Params.history | default slice) 0 }} · {{ .state }}, {{ .year }}{{ end }}</p></li>{{ end }}</ul>\
{{ template \"_internal/pagination.html\" . }}\n<nav>{{ range site.Taxonomies }}<ul>{{ range . }}<li>\
<a href=\"{{ .Page.RelPermalink }}\">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}</nav>{{ end }}\n";

/// The files of the Hugo site that shows the same sources.
pub(crate) fn hugo(sources: &[(String, String)]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("config.toml", CONFIG),
        ("layouts/_default/baseof.html", BASE),
        ("layouts/_default/single.html", SINGLE),
        ("layouts/_default/list.html", LIST),
        ("layouts/_default/terms.html", "{{ define \"main\" }}<ul>{{ range .Pages }}<li>{{ .Title }}</li>{{ end }}</ul>{{ end }}\n"),
        ("layouts/index.html", "{{ define \"main\" }}{{ .Content }}{{ end }}\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    for folder in ["projects", "organisations", "documents"] {
        files.push((
            format!("content/{folder}/_index.md"),
            format!("---\ntitle: {folder}\n---\n"),
        ));
    }
    files.extend(sources.iter().filter_map(|(path, text)| entry(path, text)));
    files
}

fn entry(path: &str, text: &str) -> Option<(String, String)> {
    let folder = path.strip_prefix("content/")?.split('/').next()?;
    if !["projects", "organisations", "documents"].contains(&folder) {
        return None;
    }
    let (matter, body) = text.strip_prefix("---\n")?.split_once("---\n")?;
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    let mut out = String::from("---\n");
    let (mut history, mut participants) = (String::new(), String::new());
    let mut years = vec![];
    for line in matter.lines() {
        if let Some(item) = line.strip_prefix("  - {год: ") {
            let parts: Vec<&str> = item.trim_end_matches('}').split(", ").collect();
            let value = |at: usize| parts.get(at).and_then(|it| it.rsplit(": ").next());
            years.push(value(0)?);
            let _ = writeln!(
                history,
                "  - {{year: {}, state: {}, order: {}}}",
                value(0)?,
                value(1)?,
                value(2)?
            );
        } else if let Some(item) = line.strip_prefix("  - {организация: ") {
            let _ = writeln!(participants, "  - {}", item.split(',').next()?);
        } else if let Some((key, value)) = line.split_once(": ") {
            keys.insert(key, value);
        }
    }
    let title = keys.get("тема").or(keys.get("название")).copied().unwrap_or_default();
    let _ = writeln!(out, "title: \"{}\"", title.replace('"', ""));
    for (key, taxonomy) in [("статус", "statuses"), ("направления", "directions")]
    {
        if let Some(value) = keys.get(key) {
            let _ = writeln!(out, "{taxonomy}: [{}]", value.trim_matches(['[', ']']));
        }
    }
    if let Some(leader) = keys.get("организация") {
        let _ = writeln!(out, "leader: {leader}");
    }
    if !participants.is_empty() {
        let _ = write!(out, "participants:\n{participants}");
    }
    if !history.is_empty() {
        let _ = write!(
            out,
            "states: [продолжен]\nyears: [{}]\nhistory:\n{history}",
            years.join(", ")
        );
    }
    let body = body.replace("(organisation:", "(../organisations/");
    let _ = write!(out, "---\n{body}");
    Some((path.to_owned(), out))
}
