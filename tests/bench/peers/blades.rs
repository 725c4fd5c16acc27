//! The site for Blades. Its templates cannot look up another page, so that cards carry the titles
//! and addresses of what they name; it knows no table of contents of a text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Entry, FOLDERS, Files, ON_A_PAGE};

const HEAD: &str = "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n\
<title>{{title}} — {{site title}}</title>\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n\
<header><a href=\"#main\">К содержанию</a><nav><ul>\
<li><a href=\"{{site url}}/projects\">Проекты</a></li>\
<li><a href=\"{{site url}}/organisations\">Организации</a></li>\
<li><a href=\"{{site url}}/documents\">Документы</a></li></ul></nav></header>\n<main id=\"main\">\n";
const FOOT: &str = "\n</main>\n<footer><p>{{site title}}</p></footer>\n</body>\n</html>\n";

const PAGE: &str = "<nav><ol><li><a href=\"{{index permalink}}\">{{site title}}</a></li>\
<li><a href=\"{{parent permalink}}\">{{parent title}}</a></li></ol></nav>\n<h1>{{title}}</h1>\n\
{{#leader}}<p><a href=\"{{href}}\">{{name}}</a></p>{{/leader}}\
{{#participants}}<li><a href=\"{{href}}\">{{name}}</a></li>{{/participants}}\
{{#taxonomies}}{{#statuses}}<p><a href=\"{{site url}}/statuses/{{name}}\">{{name}}</a></p>{{/statuses}}{{/taxonomies}}\
{{#taxonomies}}{{#directions}}<p><a href=\"{{site url}}/directions/{{name}}\">{{name}}</a></p>{{/directions}}{{/taxonomies}}\
<table>{{#history}}<tr><th>{{year}}</th><td>{{state}}</td><td><a href=\"{{href}}\">{{name}}</a></td></tr>\
{{/history}}</table>\n{{content}}\n\
{{#previous}}<a href=\"{{permalink}}\">{{title}}</a>{{/previous}}\
{{#next}}<a href=\"{{permalink}}\">{{title}}</a>{{/next}}";

const LIST: &str = "<h1>{{title}}</h1><ul>{{#pages}}<li><p><a href=\"{{permalink}}\">{{title}}</a></p><p>\
{{#leader}}<a href=\"{{href}}\">{{name}}</a>{{/leader}}\
{{#taxonomies}}{{#statuses}} · <a href=\"{{site url}}/statuses/{{name}}\">{{name}}</a>{{/statuses}}{{/taxonomies}}\
{{#last}} · {{state}}, {{year}}{{/last}}</p></li>{{/pages}}</ul>\
{{#pagination}}<nav>{{#previous}}<a href=\"{{previous}}\">←</a>{{/previous}} {{current}} из {{length}} \
{{#next}}<a href=\"{{next}}\">→</a>{{/next}}</nav>{{/pagination}}\n<nav>{{#classification}}\
{{#statuses}}<ul>{{#keys}}<li><a href=\"{{site url}}/statuses/{{key}}\">{{key}}</a></li>{{/keys}}</ul>{{/statuses}}\
{{#states}}<ul>{{#keys}}<li><a href=\"{{site url}}/states/{{key}}\">{{key}}</a></li>{{/keys}}</ul>{{/states}}\
{{#directions}}<ul>{{#keys}}<li><a href=\"{{site url}}/directions/{{key}}\">{{key}}</a></li>{{/keys}}</ul>{{/directions}}\
{{#years}}<ul>{{#keys}}<li><a href=\"{{site url}}/years/{{key}}\">{{key}}</a></li>{{/keys}}</ul>{{/years}}\
{{/classification}}</nav>";

/// The files of the site.
pub(super) fn files(entries: &[Entry<'_>]) -> Files {
    let titles: BTreeMap<(&str, &str), &str> =
        entries.iter().map(|it| ((it.folder, it.id), it.title.as_str())).collect();
    let mut config =
        "title = \"Большой реестр\"\nlang = \"ru\"\nrss = false\natom = false\n".to_owned();
    for name in ["statuses", "directions", "states", "years"] {
        let _ = write!(
            config,
            "[taxonomies.{name}]\ntitle = \"{name}\"\npaginate_by = {ON_A_PAGE}\n"
        );
    }
    let terms = format!(
        "{HEAD}<h1>{{{{title}}}}</h1><ul>{{{{#keys}}}}<li>{{{{key}}}}</li>{{{{/keys}}}}</ul>{FOOT}"
    );
    let mut files: Files = vec![
        ("Blades.toml".to_owned(), config),
        ("templates/page.html".to_owned(), format!("{HEAD}{PAGE}{FOOT}")),
        ("templates/section.html".to_owned(), format!("{HEAD}{LIST}{FOOT}")),
        ("templates/taxonomy_key.html".to_owned(), format!("{HEAD}{LIST}{FOOT}")),
        ("templates/taxonomy.html".to_owned(), terms),
        ("content/index.toml".to_owned(), "title = \"Большой реестр\"\n".to_owned()),
    ];
    for folder in FOLDERS {
        let text = format!("title = \"{folder}\"\npaginate_by = {ON_A_PAGE}\n");
        files.push((format!("content/{folder}/index.toml"), text));
    }
    files.extend(entries.iter().map(|it| entry(it, &titles)));
    files
}

fn entry(entry: &Entry<'_>, titles: &BTreeMap<(&str, &str), &str>) -> (String, String) {
    let named = |folder: &str, id: &str| {
        let title = titles.get(&(folder, id)).unwrap_or(&id);
        format!("href = \"/{folder}/{id}.html\", name = \"{title}\"")
    };
    let mut out = format!("+++\ntitle = \"{}\"\n", entry.title);
    if let Some(leader) = entry.leader {
        let _ = writeln!(out, "leader = {{ {} }}", named("organisations", leader));
    }
    let participants = entry.participants.iter().map(|it| named("organisations", it));
    let participants: Vec<String> = participants.map(|it| format!("{{ {it} }}")).collect();
    let history = entry.history.iter().map(|it| {
        let (year, state, order) = (it.year, it.state, named("documents", it.order));
        format!("{{ year = \"{year}\", state = \"{state}\", {order} }}")
    });
    let history: Vec<String> = history.collect();
    for (name, items) in [("participants", participants), ("history", history)] {
        if !items.is_empty() {
            let _ = writeln!(out, "{name} = [{}]", items.join(", "));
        }
    }
    if let Some(last) = entry.history.first() {
        let _ =
            writeln!(out, "last = {{ year = \"{}\", state = \"{}\" }}", last.year, last.state);
    }
    out += "[taxonomies]\n";
    for (name, terms) in entry.classes().iter().filter(|it| !it.1.is_empty()) {
        let _ = writeln!(out, "{name} = [\"{}\"]", terms.join("\", \""));
    }
    let _ = write!(out, "+++\n{}", entry.body.replace(".md)", ")"));
    (format!("content/{}/{}.md", entry.folder, entry.id), out)
}
