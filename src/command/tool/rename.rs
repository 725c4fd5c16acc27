//! `novator rename`: an entry gets another file name, and all that name it follow.
#![expect(clippy::print_stdout, reason = "the list of files is the answer")]

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use novator::content::link::EntryKind;
use novator::content::schema::Form;
use novator::content::schema::references::{self, Naming};
use novator::diag::Words;
use novator::diag::fix::{Edit, Fix, applied};
use novator::output::authored::Change;
use novator::source::{self, Sources};
use novator::text::nearest::nearest;
use novator::text::slug;

use super::schema::unknown_kind;
use super::{refused, word, write};
use crate::command::arguments::Call;
use crate::command::grammar::Say;

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "rename",
        (
            "переименовать запись вместе со всеми ссылками на неё",
            "rename an entry together with everything that names it",
        ),
    )
    .override_usage(say.pick(
        "novator rename [ПАРАМЕТРЫ] <ВИД> <ПРЕЖНЕЕ> <НОВОЕ>",
        "novator rename [OPTIONS] <KIND> <OLD> <NEW>",
    ))
    .args([
        Arg::new("kind").required(true).value_name(say.pick("ВИД", "KIND")).help(say.pick(
            "вид записи: проект, организация, документ…",
            "kind of entry: project, organisation, document…",
        )),
        Arg::new("old")
            .required(true)
            .value_name(say.pick("ПРЕЖНЕЕ", "OLD"))
            .help(say.pick("имя файла без .md", "name of the file without .md")),
        Arg::new("new")
            .required(true)
            .value_name(say.pick("НОВОЕ", "NEW"))
            .help(say.pick("новое имя", "the new name")),
        say.dry_run(),
    ])
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let [kind, old, new] = ["kind", "old", "new"].map(|it| word(matches, it));
    let Some(Form::Entry(kind)) = Form::named(kind) else {
        return refused(call, &unknown_kind(kind));
    };
    let (sources, _) = source::read(&call.root);
    let (changes, count) = match renamed(&sources, kind, old, new) {
        Ok(changes) => changes,
        Err(words) => return refused(call, &words),
    };
    for change in &changes {
        println!("{}", change.path());
    }
    let done = Words::new(
        format!("Переименовано; ссылок изменено: {count}"),
        format!("Renamed; references changed: {count}"),
    );
    write(call, matches, &changes, &done)
}

/// The changes to the files, and how many names follow.
fn renamed(
    sources: &Sources,
    kind: EntryKind,
    old: &str,
    new: &str,
) -> Result<(Vec<Change>, usize), Words> {
    let path = |id: &str| format!("content/{}/{id}.md", kind.folder());
    let (from, to) = (path(old), path(new));
    if !sources.content.contains_key(from.as_str()) {
        let ids = sources.content.keys().filter_map(|it| {
            it.strip_prefix("content/")?
                .strip_prefix(kind.folder())?
                .strip_prefix('/')?
                .strip_suffix(".md")
        });
        let near = nearest(old, ids, 3).join(", ");
        return Err(Words::new(
            format!("нет файла {from}; похожие: {near}"),
            format!("there is no file {from}; near it: {near}"),
        ));
    }
    if !slug::is_id(new) {
        let better = slug::slug(new);
        return Err(Words::new(
            format!("имя «{new}» не годится в адрес страницы; подойдёт {better}"),
            format!("the name `{new}` cannot be an address; {better} can"),
        ));
    }
    if sources.content.contains_key(to.as_str()) {
        return Err(Words::new(
            format!("файл {to} уже есть"),
            format!("the file {to} is already there"),
        ));
    }
    let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    let namings = references::all(sources);
    let names = |it: &&Naming| it.register == kind.folder() && it.name == old;
    let mut count = 0;
    for naming in namings.iter().filter(names) {
        let at = naming.place.start..naming.place.end;
        edits.entry(naming.place.file.to_string()).or_default().push(Edit::new(at, new));
        count += 1;
    }
    edits.entry(from.clone()).or_default();
    let mut changes = vec![];
    for (path, edits) in edits {
        let fix = Fix::new(Words::new("", ""), edits);
        let (bytes, _) = applied(sources.bytes(&path).unwrap_or_default(), [&fix]);
        let path = if path == from { to.clone() } else { path };
        changes.push(Change::Write(path, bytes));
    }
    changes.push(Change::Delete(from));
    Ok((changes, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_follows_and_every_other_byte_stays() {
        let sources = Sources::from_text(
            "//- content/organisations/ml-1.md\n---\nназвание: Лицей\nпреемник: ml-1\n---\n\
             //- content/projects/a.md\n---\nучастники:\n  - {организация: \"ml-1\", роль: партнер} # ml-1\n---\n\
             ml-1, [Лицей](organisation:ml-1#a), [он же](../organisations/ml-1.md)\n\
             //- content/projects/ml-1.md\n---\nтема: ml-1\n---\n",
        );
        let (changes, count) = renamed(&sources, EntryKind::Organisation, "ml-1", "ml-148")
            .expect("it can be done");
        let shown: Vec<String> = changes
            .iter()
            .map(|it| match it {
                Change::Write(path, bytes) => {
                    format!("{path}\n{}", String::from_utf8_lossy(bytes))
                }
                Change::Delete(path) => format!("-{path}"),
            })
            .collect();
        assert_eq!(count, 4);
        assert_eq!(
            shown,
            [
                "content/organisations/ml-148.md\n---\nназвание: Лицей\nпреемник: ml-148\n---\n",
                "content/projects/a.md\n---\nучастники:\n  - {организация: \"ml-148\", роль: партнер} # ml-1\n---\n\
                 ml-1, [Лицей](organisation:ml-148#a), [он же](../organisations/ml-148.md)\n",
                "-content/organisations/ml-1.md",
            ]
        );
        for (old, new) in [("ml-2", "ml-3"), ("ml-1", "Лицей"), ("ml-1", "ml-1")] {
            assert!(
                renamed(&sources, EntryKind::Organisation, old, new).is_err(),
                "{old} {new}"
            );
        }
    }
}
