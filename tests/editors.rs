//! What other programs and people are told of the cards.

#![expect(clippy::disallowed_methods, reason = "it compares what stands in the repository")]

use std::path::Path;

use novator::content::link::EntryKind;
use novator::content::schema::Form;
use novator::content::schema::names::Names;
use novator::content::short_code;
use novator::content::{self, Memo};
use novator::editors::{card, files, handbook, json_schema};
use novator::source::{self, Sources};

fn bundled() -> Names {
    let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    Names::of(&content::parse(&sources, &mut Memo::default()).0)
}

/// `novator export handbook` mends this.
#[test]
fn the_handbook_tells_of_every_card_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stale: Vec<String> = handbook::pages(&bundled())
        .into_iter()
        .filter(|(path, text)| {
            std::fs::read_to_string(root.join(path)).ok().as_ref() != Some(text)
        })
        .map(|(path, _)| path)
        .collect();
    assert!(stale.is_empty(), "run `novator export handbook`: {stale:?}");
}

/// The examples, put together, are a card that its reader takes without a remark.
#[test]
fn examples_are_read_without_a_remark() {
    for kind in EntryKind::ALL {
        let mut sources = Sources::from_text("");
        let path = format!("content/{}/example.md", kind.folder());
        sources.insert(&path, card::whole(kind).into_bytes());
        let (_, diagnostics) = content::parse(&sources, &mut Memo::default());
        let remarks: Vec<_> = diagnostics
            .iter()
            .filter(|it| it.place.as_ref().is_some_and(|place| *place.file == *path))
            .map(|it| (&it.message.en, it.place.as_ref().map(|it| it.start)))
            .collect();
        assert!(remarks.is_empty(), "{remarks:#?}\n{}", card::whole(kind));
    }
}

#[test]
fn a_schema_refers_only_to_what_it_defines() {
    let names = bundled();
    for form in Form::all() {
        let schema = json_schema::schema(form, &names);
        let text = schema.to_string();
        let references = text.split("\"$ref\":\"#/definitions/").skip(1);
        for name in references.filter_map(|it| it.split('"').next()) {
            assert!(schema["definitions"].get(name).is_some(), "{form:?}: {name}");
        }
    }
}

/// Forms of programs know every kind of card, and every choice that a vocabulary gives.
#[test]
fn forms_know_every_kind_and_term() {
    let files = files(&bundled());
    let text = |name: &str| {
        let found = files.iter().find(|(path, _)| path == name);
        found.map(|(_, text)| text.as_str()).unwrap_or_default()
    };
    for name in ["admin/config.yml", ".pages.yml", "frontmatter.json"] {
        for kind in EntryKind::ALL {
            assert!(text(name).contains(&format!("content/{}", kind.folder())), "{name}");
        }
        for term in ["сетевое инновационное сообщество", "продолжен", "не указан"]
        {
            assert!(text(name).contains(term), "{name}: {term}");
        }
    }
}

/// What the handbook shows of short codes is read without a remark, keys and all.
#[test]
fn examples_of_short_codes_are_read_without_a_remark() {
    let mut sources = Sources::from_text("");
    let mut text = "---\nназвание: Вставки\n---\n".to_owned();
    for code in short_code::all() {
        assert!(!code.keys.is_empty() && !code.about.is_empty(), "{:?}", code.names);
        text += &format!("{}\n\n", code.example);
    }
    sources.insert("content/pages/a.md", text.into_bytes());
    let (content, diagnostics) = content::parse(&sources, &mut Memo::default());
    let of_page = |it: &&novator::diag::Diagnostic| {
        it.place.as_ref().is_some_and(|place| &*place.file == "content/pages/a.md")
    };
    let remarks: Vec<_> = diagnostics.iter().filter(of_page).map(|it| &it.message.en).collect();
    assert!(remarks.is_empty(), "{remarks:#?}");
    assert_eq!(content.pages.list.len(), 1);
}
