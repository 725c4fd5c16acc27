//! The site for Eleventy, with Nunjucks as its templates.

use super::{Entry, FOLDERS, Files, ON_A_PAGE};

/// Lists are chunks of thirty, made once; headings get names and a table of contents.
const CONFIG: &str = r#"module.exports = function (config) {
  const taxonomies = ["statuses", "directions", "states", "years"];
  const folders = ["projects", "organisations", "documents"];
  const chunked = (address, title, items, lists) => {
    const length = Math.max(1, Math.ceil(items.length / SIZE));
    for (let page = 0; page < length; page += 1) {
      lists.push({
        address, title, page, length, count: items.length,
        items: items.slice(page * SIZE, (page + 1) * SIZE),
        permalink: page === 0 ? `${address}.html` : `${address}/page/${page + 1}.html`,
      });
    }
  };
  const terms = new Map();
  for (const folder of folders) config.addCollection(folder, (api) => api.getFilteredByGlob(`${folder}/*.md`));
  config.addCollection("lists", (api) => {
    const lists = [];
    for (const folder of folders) chunked(`/${folder}`, folder, api.getFilteredByGlob(`${folder}/*.md`), lists);
    const projects = api.getFilteredByGlob("projects/*.md");
    for (const taxonomy of taxonomies) {
      const found = new Map();
      for (const item of projects) {
        for (const term of item.data[taxonomy] ?? []) {
          if (!found.has(term)) found.set(term, []);
          found.get(term).push(item);
        }
      }
      terms.set(taxonomy, [...found].map(([name, items]) => ({ name, count: items.length, url: `/${taxonomy}/${name}.html` })));
      for (const [term, items] of found) chunked(`/${taxonomy}/${term}`, term, items, lists);
    }
    return lists;
  });
  config.addFilter("terms", () => [...terms]);
  const places = new Map();
  config.addFilter("entry", (id, all) => {
    if (!places.has(all)) places.set(all, new Map(all.map((it) => [it.fileSlug, it])));
    return places.get(all).get(id);
  });
  config.addFilter("beside", (all, url, step) => {
    if (!places.has(url)) all.forEach((it, at) => places.set(it.url, at));
    return all[places.get(url) + step];
  });
  config.amendLibrary("md", (md) => {
    md.set({ html: false });
    md.renderer.rules.heading_open = (tokens, at) => {
      const text = tokens[at + 1].content.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
      return `<${tokens[at].tag} id="${text}">`;
    };
  });
  config.addFilter("contents", (html) =>
    [...html.matchAll(/<h[23] id="([^"]*)">(.*?)<\/h/g)].map(([, id, text]) => ({ id, text })));
  return { markdownTemplateEngine: false };
};
"#;

const BASE: &str = "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n\
<title>{{ title or list.title }} — Большой реестр</title>\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n\
<header><a href=\"#main\">К содержанию</a><nav><ul><li><a href=\"/projects.html\">Проекты</a></li>\
<li><a href=\"/organisations.html\">Организации</a></li><li><a href=\"/documents.html\">Документы</a></li>\
</ul></nav></header>\n<main id=\"main\">\n<nav><ol><li><a href=\"/index.html\">Большой реестр</a></li>\
<li>{{ title or list.title }}</li></ol></nav>\n<h1>{{ title or list.title }}</h1>\n{{ content | safe }}\n\
</main>\n<footer><p>Большой реестр</p></footer>\n</body>\n</html>\n";

const ENTRY: &str = "---\nlayout: base.njk\n---\n\
{% if leader %}{% set it = leader | entry(collections.organisations) %}<p><a href=\"{{ it.url }}\">{{ it.data.title }}</a></p>{% endif %}\
{% for id in participants %}{% set it = id | entry(collections.organisations) %}<li><a href=\"{{ it.url }}\">{{ it.data.title }}</a></li>{% endfor %}\
{% for term in statuses %}<p><a href=\"/statuses/{{ term }}.html\">{{ term }}</a></p>{% endfor %}\
{% for term in directions %}<p><a href=\"/directions/{{ term }}.html\">{{ term }}</a></p>{% endfor %}\
<table>{% for row in history %}{% set it = row.order | entry(collections.documents) %}\
<tr><th>{{ row.year }}</th><td>{{ row.state }}</td><td><a href=\"{{ it.url }}\">{{ it.data.title }}</a></td></tr>{% endfor %}</table>\n\
<nav><ul>{% for it in content | contents %}<li><a href=\"#{{ it.id }}\">{{ it.text }}</a></li>{% endfor %}</ul></nav>\n\
{{ content | safe }}\n\
{% set near = collections[folder] | beside(page.url, -1) %}{% if near %}<a href=\"{{ near.url }}\">{{ near.data.title }}</a>{% endif %}\
{% set near = collections[folder] | beside(page.url, 1) %}{% if near %}<a href=\"{{ near.url }}\">{{ near.data.title }}</a>{% endif %}\n";

const LIST: &str = "---\npagination: {data: collections.lists, size: 1, alias: list}\n\
permalink: \"{{ list.permalink }}\"\nlayout: base.njk\n---\n\
<p>{{ list.count }}</p><ul>{% for it in list.items %}<li><p><a href=\"{{ it.url }}\">{{ it.data.title }}</a></p><p>\
{% if it.data.leader %}{% set who = it.data.leader | entry(collections.organisations) %}<a href=\"{{ who.url }}\">{{ who.data.title }}</a>{% endif %}\
{% for term in it.data.statuses %} · <a href=\"/statuses/{{ term }}.html\">{{ term }}</a>{% endfor %}\
{% if it.data.history %} · {{ it.data.history[0].state }}, {{ it.data.history[0].year }}{% endif %}</p></li>{% endfor %}</ul>\n\
<nav>{% if list.page > 0 %}<a href=\"{{ list.address }}{% if list.page > 1 %}/page/{{ list.page }}{% endif %}.html\">←</a>{% endif %} \
{{ list.page + 1 }} из {{ list.length }} {% if list.page + 1 < list.length %}<a href=\"{{ list.address }}/page/{{ list.page + 2 }}.html\">→</a>{% endif %}</nav>\n\
<nav>{% for taxonomy, found in \"\" | terms %}<ul>{% for it in found %}<li><a href=\"{{ it.url }}\">{{ it.name }}</a> {{ it.count }}</li>{% endfor %}</ul>{% endfor %}</nav>\n";

/// The files of the site.
pub(super) fn files(entries: &[Entry<'_>]) -> Files {
    let mut files: Files = [
        ("eleventy.config.js", CONFIG.replace("SIZE", &ON_A_PAGE.to_string())),
        ("_includes/base.njk", BASE.to_owned()),
        ("_includes/entry.njk", ENTRY.to_owned()),
        ("lists.njk", LIST.to_owned()),
        (
            "index.md",
            "---\ntitle: Большой реестр\nlayout: base.njk\npermalink: /index.html\n---\n"
                .to_owned(),
        ),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into();
    for folder in FOLDERS {
        let text = format!(
            "module.exports = {{ layout: \"entry.njk\", folder: \"{folder}\", \
             permalink: (data) => `/{folder}/${{data.page.fileSlug}}.html` }};\n"
        );
        files.push((format!("{folder}/{folder}.11tydata.js"), text));
    }
    files.extend(
        entries.iter().map(|it| (format!("{}/{}.md", it.folder, it.id), it.markdown())),
    );
    files
}
