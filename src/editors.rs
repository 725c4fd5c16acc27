//! What other programs are told of the cards: JSON Schema, settings of editors and of content
//! management systems, files for forges, and a page for people. Made from the same declarations
//! that read the cards, and from the ids that the site has.

use serde_json::Value;

use crate::content::schema::names::Names;

pub mod card;
mod content_manager;
mod field;
mod forge;
mod front_matter;
pub mod handbook;
pub mod json_schema;
mod pages_cms;
mod vscode;

/// Every file for other programs, by its path from the root of the site.
pub fn files(names: &Names) -> Vec<(String, String)> {
    let json = |value: Value| format!("{value:#}\n");
    let yaml =
        |value: &Value| MADE.to_owned() + &serde_yaml::to_string(value).unwrap_or_default();
    let mut files: Vec<(String, String)> =
        vscode::files(names).into_iter().map(|(path, it)| (path, json(it))).collect();
    files.extend([
        ("frontmatter.json".to_owned(), json(front_matter::config(names))),
        ("admin/config.yml".to_owned(), yaml(&content_manager::config(names))),
        (".pages.yml".to_owned(), yaml(&pages_cms::config(names))),
        (".helix/languages.toml".to_owned(), HELIX.to_owned()),
        (".githooks/pre-commit".to_owned(), forge::HOOK.to_owned()),
        (".gitlab-ci.yml".to_owned(), forge::GITLAB.to_owned()),
        (".gitea/workflows/site.yaml".to_owned(), forge::GITEA.to_owned()),
    ]);
    files
}

const MADE: &str = "# Сделано командой novator export editors из описания карточек.\n";

/// The language server, for the editor Helix.
const HELIX: &str = "\
# Сделано командой novator export editors.
[language-server.novator]
command = \"novator\"
args = [\"lsp\"]

[[language]]
name = \"markdown\"
language-servers = [\"novator\"]

[[language]]
name = \"yaml\"
language-servers = [\"novator\"]
";
