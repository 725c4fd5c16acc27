//! Orders read and compared with their answers: each folder of `tests/orders` holds one order
//! in one format or several, and the facts that must come out.

#![expect(clippy::disallowed_methods, reason = "it reads its own orders")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use novator::content::word::Role;
use novator::content::{self, Content};
use novator::import::order::{Lexicon, Mention, Order, Participant, read};
use novator::import::paper;
use novator::source;
use novator::text::organisation::Name;
use novator::yaml::table::Word;
use serde_json::{Value, json};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/orders");
    let items = std::fs::read_dir(root).expect("there are orders");
    let mut folders: Vec<PathBuf> = items.flatten().map(|it| it.path()).collect();
    folders.retain(|it| it.is_dir());
    folders.sort();
    folders
}

/// The order of a folder in all its formats.
fn papers(folder: &Path) -> Vec<PathBuf> {
    let items = std::fs::read_dir(folder).expect("the folder can be read");
    let mut papers: Vec<PathBuf> = items.flatten().map(|it| it.path()).collect();
    papers.retain(|it| it.file_stem().is_some_and(|it| it == "order"));
    papers.sort();
    papers
}

fn vocabulary() -> Content {
    let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    content::parse(&sources, &mut content::Memo::default()).0
}

/// Reads without a registry: only the paper itself tells which organisations there are.
fn order(path: &Path, content: &Content) -> Order {
    let settings = content.settings.as_ref().expect("the bundled site has settings");
    let lexicon = Lexicon {
        statuses: &content.vocabularies.statuses,
        city_forms: &settings.city_forms,
        owner: &settings.owner,
        city: &settings.city,
    };
    let bytes = std::fs::read(path).expect("the order can be read");
    let name = path.file_name().and_then(|it| it.to_str()).expect("names are UTF-8");
    let paper = paper::read(name, &bytes).unwrap_or_else(|it| panic!("{}: {}", name, it.en));
    read(&paper, &lexicon, &BTreeSet::new())
}

fn document(order: &Order) -> Value {
    let based_on: Vec<Value> = order
        .based_on
        .iter()
        .map(|it| json!({"number": it.number, "date": it.date.map(|it| it.to_string()), "title": it.title}))
        .collect();
    json!({
        "kind": order.kind.map(Word::spelling),
        "number": order.number,
        "date": order.date.map(|it| it.to_string()),
        "issuer": order.issuer,
        "title": order.title,
        "results_year": order.results_year,
        "effective_year": order.effective_year,
        "signatory": order.signatory,
        "executors": order.executors,
        "distribution": order.distribution,
        "contacts": {
            "address": order.contacts.address,
            "phone": order.contacts.phone,
            "email": order.contacts.email,
        },
        "based_on": based_on,
    })
}

fn status_key(content: &Content, status: Option<usize>) -> Option<&str> {
    status.map(|it| content.vocabularies.statuses[it].key.as_str())
}

fn items(order: &Order, content: &Content) -> Vec<Value> {
    let item = |it: &novator::import::order::Item| {
        json!({
            "number": it.number,
            "state": it.state.map(Word::spelling),
            "status": status_key(content, it.status),
            "year": it.year,
            "funding": it.funding.map(Word::spelling),
        })
    };
    order.items.iter().map(item).collect()
}

/// A mention in the words of the answers; what the answers leave out is left out here.
fn mention(it: &Mention, wanted: &Value, content: &Content) -> Value {
    let city_forms = &content.settings.as_ref().expect("settings").city_forms;
    let organisation = |it: &Participant| {
        let mut told = json!({
            "raw": it.raw,
            "core": Name::of(&it.raw, city_forms).core,
            "role": it.role.map(Role::key),
        });
        if it.branch {
            told["branch"] = json!(true);
        }
        told
    };
    let theme = it.theme.as_deref().unwrap_or_default();
    let accepted =
        wanted["theme"].as_array().is_some_and(|all| all.iter().any(|it| it == theme));
    let mut told = json!({
        "item": it.item,
        "lines": [it.lines.0, it.lines.1],
        "state": it.state.map(Word::spelling),
        "status": status_key(content, it.status),
        "theme": if accepted { wanted["theme"].clone() } else { json!([theme]) },
        "organisations": it.participants.iter().map(organisation).collect::<Vec<_>>(),
    });
    if let Some(funding) = it.funding {
        told["funding"] = json!(funding.spelling());
    }
    if wanted.get("lines").is_none() {
        told.as_object_mut().expect("it is one").remove("lines");
    }
    if let Some(year) = wanted.get("year") {
        told["year"] = if it.year.is_some() { json!(it.year) } else { year.clone() };
    }
    told
}

/// Each place where two lists differ.
fn differences(name: &str, found: &[Value], wanted: &[Value]) -> Vec<String> {
    let nothing = Value::Null;
    (0..found.len().max(wanted.len()))
        .map(|at| (found.get(at).unwrap_or(&nothing), wanted.get(at).unwrap_or(&nothing)))
        .filter(|(found, wanted)| found != wanted)
        .map(|(found, wanted)| format!("{name}\n  found  {found}\n  wanted {wanted}\n"))
        .collect()
}

/// «13: Телефон» without the number of its line.
fn without_line(remark: &Value) -> Value {
    let text = remark.as_str().unwrap_or_default();
    json!(text.split_once(": ").map_or(text, |it| it.1))
}

#[test]
fn every_order_reads_as_its_answers_say() {
    let content = vocabulary();
    let mut wrong = vec![];
    for folder in folders() {
        let answers = std::fs::read(folder.join("expected.json")).expect("there are answers");
        let wanted: Value = serde_json::from_slice(&answers).expect("the answers are JSON");
        for path in papers(&folder) {
            let order = order(&path, &content);
            let name = path.display().to_string();
            let mut all = wanted["mentions"].as_array().expect("a list").clone();
            let is_text = path.extension().is_some_and(|it| it == "txt");
            if !is_text {
                // Office files count paragraphs where texts count lines.
                all.iter_mut().filter_map(Value::as_object_mut).for_each(|it| {
                    it.remove("lines");
                });
            }
            let nothing = Value::Null;
            let mentions: Vec<Value> = order
                .mentions
                .iter()
                .enumerate()
                .map(|(at, it)| mention(it, all.get(at).unwrap_or(&nothing), &content))
                .collect();
            wrong.extend(differences(
                &name,
                &[document(&order)],
                &[wanted["document"].clone()],
            ));
            let items = items(&order, &content);
            wrong.extend(differences(
                &name,
                &items,
                wanted["items"].as_array().expect("a list"),
            ));
            wrong.extend(differences(&name, &mentions, &all));
            let remarks: Vec<Value> = order
                .remarks
                .iter()
                .map(|it| json!(format!("{}: {}", it.lines.0, it.text)))
                .map(|it| if is_text { it } else { without_line(&it) })
                .collect();
            let remarked = wanted["remarks"].as_array().cloned().unwrap_or_default();
            let remarked: Vec<Value> = remarked
                .into_iter()
                .map(|it| if is_text { it } else { without_line(&it) })
                .collect();
            wrong.extend(differences(&name, &remarks, &remarked));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
