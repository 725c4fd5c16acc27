//! `novator why`: what a page was made of, and what names it.
#![expect(clippy::print_stdout, reason = "the answer is printed")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command};
use novator::build::provenance::Asked;
use novator::content::schema::references;
use novator::diag::{Place, Words, line_and_column};
use novator::page::{Page, place_of};
use novator::remarks::Format;
use novator::source::Sources;
use serde_json::json;

use super::{refused, word};
use crate::command::arguments::{Call, choice};
use crate::command::grammar::{Say, choices};
use crate::command::prepare::{no_page, page_named, staged};
use crate::command::voice::OUR_FAULT;

/// So many files of a folder are named, unless all are asked for.
const NAMED: usize = 8;

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "why",
        (
            "из чего собрана страница: файлы, шаблоны, кто её называет",
            "what a page was made of: files, templates, what names it",
        ),
    )
    .override_usage(
        say.pick("novator why [ПАРАМЕТРЫ] <АДРЕС>", "novator why [OPTIONS] <ROUTE>"),
    )
    .args(choices(say))
    .arg(Arg::new("route").required(true).value_name(say.pick("АДРЕС", "ROUTE")).help(
        say.pick(
            "адрес страницы, например projects/index.html",
            "address of the page, such as projects/index.html",
        ),
    ))
    .arg(say.flag("data", ("показать и данные шаблона", "print what the template gets too")))
    .arg(say.flag("all", ("назвать все файлы", "name every file")))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let (sources, stage) = match staged(call, &choice(matches)) {
        Ok(staged) => staged,
        Err(code) => return code,
    };
    let Some((built, _)) = stage.on(stage.date()) else { return ExitCode::from(OUR_FAULT) };
    let route = word(matches, "route");
    let Some(page) = page_named(&built, route) else {
        return refused(call, &no_page(&built, route));
    };
    let asked = Asked { stage: &stage, sources: &sources, route: &page.route };
    let own = place_of(&built.site, &page.route).map(|it| it.file);
    let story = Story {
        page,
        templates: stage.templates(page),
        namings: own.as_deref().map(|it| namings(&sources, it)).unwrap_or_default(),
        files: asked.files(),
        own,
    };
    let data = matches.get_flag("data").then(|| built.view(page).ok().flatten()).flatten();
    match call.format {
        Format::Human => {
            print!("{}", story.told(call).in_language(call.language));
            if let Some(data) = data {
                println!("\n{data:#}");
            }
        }
        _ => println!("{:#}", story.json(data.as_ref())),
    }
    ExitCode::SUCCESS
}

/// Where other files name the entry of a file: path, line and column.
fn namings(sources: &Sources, file: &str) -> Vec<String> {
    let Some((folder, id)) = file
        .strip_prefix("content/")
        .and_then(|it| it.strip_suffix(".md"))
        .and_then(|it| it.split_once('/'))
    else {
        return vec![];
    };
    let at = |place: &Place| {
        let bytes = sources.bytes(&place.file).unwrap_or_default();
        let (line, column) = line_and_column(bytes, place.start);
        format!("{}:{line}:{column}", place.file)
    };
    let all = references::all(sources);
    let own = all.iter().filter(|it| it.register == folder && it.name == id);
    own.map(|it| at(&it.place)).collect()
}

/// Everything that is told of a page.
struct Story<'a> {
    page: &'a Page,
    /// The file of its entry, where it is the page of one.
    own: Option<Arc<str>>,
    files: Vec<Arc<str>>,
    templates: Vec<Arc<str>>,
    namings: Vec<String>,
}

impl Story<'_> {
    fn told(&self, call: &Call) -> Words {
        let path = self.page.route.path();
        let mut told = Words::new(format!("Страница {path}\n"), format!("Page {path}\n"));
        if let Some(own) = &self.own {
            add(&mut told, ("Запись", "Entry"), &[own.to_string()]);
        }
        let heads = match self.templates.is_empty() {
            true => (
                "Программа пишет этот файл сама, без шаблона",
                "The program writes this file itself, without a template",
            ),
            false => ("Шаблоны, начиная с главного", "Templates, the main one first"),
        };
        let templates: Vec<String> = self.templates.iter().map(|it| it.to_string()).collect();
        add(&mut told, heads, &templates);
        let files = self.folders(if call.all { usize::MAX } else { NAMED });
        add(
            &mut told,
            (
                "Без любого из этих файлов страница была бы другой",
                "Without any of these files the page would be another",
            ),
            &files,
        );
        if self.own.is_some() {
            let heads = match self.namings.is_empty() {
                true => ("Ни один файл эту запись не называет", "No file names this entry"),
                false => ("Эту запись называют", "This entry is named by"),
            };
            let most = if call.all { usize::MAX } else { NAMED };
            let mut lines: Vec<String> = self.namings.iter().take(most).cloned().collect();
            lines.extend(more(self.namings.len(), most));
            add(&mut told, heads, &lines);
        }
        told
    }

    /// The files by their folders, the first of each by name.
    fn folders(&self, most: usize) -> Vec<String> {
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in self.files.iter().filter(|it| self.own.as_ref() != Some(*it)) {
            let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
            folders.entry(folder).or_default().push(name);
        }
        let line = |(folder, names): (&str, Vec<&str>)| {
            let first = names.iter().take(most).copied().collect::<Vec<_>>().join(", ");
            let rest = more(names.len(), most).map(|it| format!(" {it}")).unwrap_or_default();
            format!("{folder}/: {first}{rest}")
        };
        folders.into_iter().map(line).collect()
    }

    fn json(&self, data: Option<&serde_json::Value>) -> serde_json::Value {
        let paths =
            |list: &[Arc<str>]| list.iter().map(|it| it.to_string()).collect::<Vec<_>>();
        let (files, templates) = (paths(&self.files), paths(&self.templates));
        json!({
            "version": 1,
            "route": self.page.route.path(),
            "entry": self.own.as_deref(),
            "files": files,
            "templates": templates,
            "named_by": self.namings,
            "data": data,
        })
    }
}

fn more(all: usize, most: usize) -> Option<String> {
    (all > most).then(|| format!("… +{}", all - most))
}

fn add(told: &mut Words, (ru, en): (&str, &str), lines: &[String]) {
    let colon = if lines.is_empty() { "" } else { ":" };
    let list: String = lines.iter().map(|it| format!("  {it}\n")).collect();
    told.ru += &format!("\n{ru}{colon}\n{list}");
    told.en += &format!("\n{en}{colon}\n{list}");
}
