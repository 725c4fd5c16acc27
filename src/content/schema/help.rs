//! What editors are told of each key: one sentence and an example, beside the code in
//! `src/content/help/`, one file a form and `common.yaml` for keys that mean the same anywhere.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};

use super::Form;
use crate::yaml::schema::{KeyShape, Shape};
use crate::yaml::{self, Key, Node, Value};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/content/help");
static HELP: LazyLock<BTreeMap<String, Texts>> = LazyLock::new(read_all);

/// What is told of one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// What it holds and how it is written: whole sentences in Russian.
    pub meaning: String,
    /// A value as it is typed, in YAML; none where the mapping around has the example.
    pub example: Option<String>,
}

/// What is told of one form.
#[derive(Debug, Default)]
struct Texts {
    about: String,
    keys: BTreeMap<String, Help>,
}

/// The file with what is told of keys that mean the same in every form.
const COMMON: &str = "common";

/// What is told of a form as a whole: its name in the plural and a sentence, in Russian.
pub fn about(form: Form) -> (&'static str, &'static str) {
    let text = HELP.get(form.names()[1]).map_or("", |it| &it.about);
    text.split_once(": ").unwrap_or((text, ""))
}

/// What is told of a key, by its Russian path: `участники.роль`.
///
/// A form that says nothing of its own leaves it to `common.yaml`, which knows keys by as many
/// of their last names as it needs.
pub fn of(form: Form, path: &str) -> Option<&'static Help> {
    let own = HELP.get(form.names()[1]).and_then(|it| it.keys.get(path));
    own.or_else(|| common(path).map(|(_, help)| help))
}

/// A shared text with the name under which it stands.
fn common(path: &str) -> Option<(&str, &'static Help)> {
    let texts = HELP.get(COMMON)?;
    let mut rest = path;
    loop {
        if let Some(help) = texts.keys.get(rest) {
            return Some((rest, help));
        }
        rest = rest.split_once('.')?.1;
    }
}

/// A key with its place in the form.
#[derive(Clone, Debug)]
pub struct Described {
    /// The Russian names down to it: `участники.роль`.
    pub path: String,
    /// The key itself.
    pub key: KeyShape,
}

/// All keys of a form, nested ones behind their own.
pub fn described(form: Form) -> Vec<Described> {
    let mut found = vec![];
    collect("", form.keys(), &mut found);
    found
}

fn collect(prefix: &str, keys: Vec<KeyShape>, found: &mut Vec<Described>) {
    for key in keys {
        let path = format!("{prefix}{}", key.russian);
        let nested = match &key.shape {
            Shape::Table(keys) => keys.clone(),
            _ => vec![],
        };
        found.push(Described { path: path.clone(), key });
        collect(&format!("{path}."), nested, found);
    }
}

/// The words of a key as a heading: «Краткое название».
pub fn title(key: &KeyShape) -> String {
    let words = key.russian.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

fn read_all() -> BTreeMap<String, Texts> {
    let mut all = BTreeMap::new();
    for file in FILES.files() {
        let name = file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let path: Arc<str> = name.as_str().into();
        let (texts, _) = yaml::read((&path, file.contents()), &[], |_, node| Some(texts(node)));
        all.insert(name, texts.unwrap_or_default());
    }
    all
}

fn texts(node: Node) -> Texts {
    let mut texts = Texts::default();
    for (key, node) in entries(node) {
        match (&*key.name, node.value) {
            ("о_форме", Value::Text(text)) => texts.about = text,
            (_, Value::Table(parts)) => {
                texts.keys.insert(key.name, help(parts));
            }
            _ => {}
        }
    }
    texts
}

fn help(parts: Vec<(Key, Node)>) -> Help {
    let mut help = Help::default();
    for (key, node) in parts {
        let Value::Text(text) = node.value else { continue };
        match &*key.name {
            "смысл" => help.meaning = text,
            "пример" => help.example = Some(text.trim_end().to_owned()),
            _ => {}
        }
    }
    help
}

fn entries(node: Node) -> Vec<(Key, Node)> {
    match node.value {
        Value::Table(entries) => entries,
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every key is told of, and nothing is told of keys that no reader asks for.
    #[test]
    fn every_key_has_its_text_and_every_text_its_key() {
        let mut wanting = vec![];
        let mut told: BTreeSet<(String, String)> = BTreeSet::new();
        for form in Form::all() {
            let name = form.names()[1];
            if about(form).1.is_empty() {
                wanting.push(format!("{name}.yaml lacks «о_форме: Множественное: пояснение»"));
            }
            for it in described(form) {
                let own = HELP.get(name).is_some_and(|texts| texts.keys.contains_key(&it.path));
                match of(form, &it.path) {
                    Some(help) if own => {
                        told.insert((name.to_owned(), it.path.clone()));
                        wanting.extend(faults(name, &it.path, help));
                    }
                    Some(help) => {
                        let key = common(&it.path).map_or("", |it| it.0);
                        told.insert((COMMON.to_owned(), key.to_owned()));
                        wanting.extend(faults(name, &it.path, help));
                    }
                    None => wanting.push(format!("{name}.yaml lacks «{}»", it.path)),
                }
            }
        }
        for (name, texts) in &*HELP {
            let known =
                texts.keys.keys().filter(|it| !told.contains(&(name.clone(), (*it).clone())));
            wanting
                .extend(known.map(|it| {
                    format!("{name}.yaml tells of «{it}», which no reader asks for")
                }));
        }
        assert!(wanting.is_empty(), "src/content/help/:\n{}", wanting.join("\n"));
    }

    fn faults(name: &str, path: &str, help: &Help) -> Option<String> {
        let whole = help.meaning.ends_with(['.', '…', '?', '!']);
        let nested = path.contains('.');
        let example = nested || help.example.is_some();
        (!whole || !example)
            .then(|| format!("{name}.yaml: «{path}» needs a sentence and an example"))
    }
}
