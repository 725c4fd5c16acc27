//! The site for Hugo.

use super::{Entry, FOLDERS, Files};

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

const TERMS: &str =
    "{{ define \"main\" }}<ul>{{ range .Pages }}<li>{{ .Title }}</li>{{ end }}</ul>{{ end }}\n";

/// The files of the site.
pub(super) fn files(entries: &[Entry<'_>]) -> Files {
    let mut files: Files = [
        ("config.toml", CONFIG),
        ("layouts/_default/baseof.html", BASE),
        ("layouts/_default/single.html", SINGLE),
        ("layouts/_default/list.html", LIST),
        ("layouts/_default/terms.html", TERMS),
        ("layouts/index.html", "{{ define \"main\" }}{{ .Content }}{{ end }}\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    for folder in FOLDERS {
        files.push((
            format!("content/{folder}/_index.md"),
            format!("---\ntitle: {folder}\n---\n"),
        ));
    }
    files.extend(
        entries.iter().map(|it| (format!("content/{}/{}.md", it.folder, it.id), it.markdown())),
    );
    files
}
