//! `novator import`: a paper of the office becomes a plan, and with `--write` the files.
#![expect(clippy::print_stdout, reason = "the plan is the answer")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use novator::content::{self, Memo};
use novator::diag::Words;
use novator::import::order::Remark;
use novator::import::paper;
use novator::import::plan::{Fate, Plan, plan};
use novator::mend::diff;
use novator::output::authored::{Change, change};
use novator::source::{self, Sources};
use serde_json::{Value, json};

use super::table;
use crate::command::arguments::{Call, Talk};
use crate::command::grammar::Say;
use crate::command::voice::{WRONG_USAGE, closing, say_error};
use novator::remarks::Format;

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "import",
        (
            "перенести приказ или таблицу в реестр: сначала план, с --write – файлы",
            "bring an order or a table into the registry: a plan first, files with --write",
        ),
    )
    .override_usage(say.pick(
        "novator import [ПАРАМЕТРЫ] <ЧТО> <ФАЙЛ>",
        "novator import [OPTIONS] <WHAT> <FILE>",
    ))
    .arg(
        Arg::new("what")
            .required(true)
            .value_name(say.pick("ЧТО", "WHAT"))
            .value_parser(PossibleValuesParser::new(["order", "table"]))
            .hide_possible_values(true)
            .help(say.pick(
                "order – приказ (.txt, .md, .docx, .odt); table – таблица карточек (.xlsx, .ods, .csv)",
                "order: an order (.txt, .md, .docx, .odt); table: cards (.xlsx, .ods, .csv)",
            )),
    )
    .arg(
        Arg::new("file")
            .required(true)
            .value_name(say.pick("ФАЙЛ", "FILE"))
            .value_parser(clap::value_parser!(PathBuf))
            .help(say.pick("файл, который переносится", "the file to import")),
    )
    .arg(say.flag(
        "write",
        (
            "записать файлы; без этого – только показать",
            "write the files; without it only show",
        ),
    ))
    .arg(say.option("kind", ("ВИД", "KIND")).help(say.pick(
        "вид карточек таблицы [по столбцу «файл»]",
        "kind of the cards of a table [by its column «файл»]",
    )))
    .arg(say.flag("drafts", ("новые карточки – черновиками", "make new cards drafts")))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    if matches.get_one::<String>("what").is_some_and(|it| it == "table") {
        return table::import(call, matches);
    }
    let Some(file) = matches.get_one::<PathBuf>("file") else {
        return ExitCode::from(WRONG_USAGE);
    };
    let (sources, _) = source::read(&call.root);
    match planned(file, &sources, matches.get_flag("drafts")) {
        Ok(plan) => show(call, (&plan, &sources), matches.get_flag("write")),
        Err(words) => {
            say_error(call, &words);
            ExitCode::from(WRONG_USAGE)
        }
    }
}

fn planned(file: &Path, sources: &Sources, drafts: bool) -> Result<Plan, Words> {
    let bytes = source::handed(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let paper = paper::read(&name, &bytes)?;
    let (content, _) = content::parse(sources, &mut Memo::default());
    if content.settings.is_none() {
        return Err(Words::new(
            "нет настроек сайта content/site.yaml: по ним читаются названия и город",
            "there are no settings content/site.yaml, by which names and the city are read",
        ));
    }
    Ok(plan(&paper, sources, &content, drafts))
}

fn show(call: &Call, (plan, sources): (&Plan, &Sources), write: bool) -> ExitCode {
    if call.format == Format::Human {
        if !write && call.talk != Talk::Quiet {
            print!("{}", diff(sources, &plan.files));
        }
        print!("{}", told(plan).in_language(call.language));
    } else {
        println!("{:#}", as_json(plan, call));
    }
    finish(call, &plan.files, write, true)
}

/// Writes the files of a plan if that was asked for, and says what happened.
pub(super) fn finish(
    call: &Call,
    files: &BTreeMap<Arc<str>, Vec<u8>>,
    write: bool,
    is_whole: bool,
) -> ExitCode {
    if !write {
        closing(
            call,
            &Words::new(
                "Ничего не записано. Чтобы записать: добавьте --write",
                "Nothing was written. To write it: add --write",
            ),
        );
        return table::code(is_whole);
    }
    let changes: Vec<Change> =
        files.iter().map(|(path, it)| Change::Write(path.to_string(), it.clone())).collect();
    match change(&call.root, &changes) {
        Ok(count) => {
            let words = Words::new(
                format!("Записано файлов: {count}. Просмотрите их: git diff, novator check"),
                format!("Files written: {count}. Look at them: git diff, novator check"),
            );
            closing(call, &words);
            table::code(is_whole)
        }
        Err(refusal) => {
            say_error(call, &refusal.words());
            ExitCode::from(WRONG_USAGE)
        }
    }
}

/// The plan in numbers, then what a person has to decide, then what was not understood.
fn told(plan: &Plan) -> Words {
    let order = &plan.order;
    let count = |is: fn(&Fate) -> bool| plan.fates.iter().filter(|it| is(it)).count();
    let new = count(|it| matches!(it, Fate::New(_)));
    let decisions = count(|it| matches!(it, Fate::Decision(..)));
    let known = count(|it| matches!(it, Fate::Known(_)));
    let open = count(|it| matches!(it, Fate::Open));
    let (added, had) = (plan.organisations.0.len(), plan.organisations.1.len());
    let number = order.number.as_deref().unwrap_or("?");
    let mut words = Words::new(
        format!(
            "\nДокумент № {number}: пунктов {}, проектов {} (новых {new}, решений добавлено \
             {decisions}, уже внесено {known}, без ответа {open}), организаций {} (новых \
             {added}); файлов меняется: {}\n",
            order.items.len(),
            order.mentions.len(),
            added + had,
            plan.files.len(),
        ),
        format!(
            "\nDocument № {number}: {} items, {} projects ({new} new, {decisions} with a new \
             decision, {known} known already, {open} open), {} organisations ({added} new); \
             {} files change\n",
            order.items.len(),
            order.mentions.len(),
            added + had,
            plan.files.len(),
        ),
    );
    let alike = plan.fates.iter().filter_map(|it| match it {
        Fate::Decision(id, score) if *score < 100 => Some((id, score)),
        _ => None,
    });
    for (id, score) in alike {
        words.ru += &format!("  похоже на {score} %: {id}\n");
        words.en += &format!("  {score} % alike: {id}\n");
    }
    list(&mut words, ("Нужно решить", "To be decided"), &plan.questions);
    list(&mut words, ("Не понято", "Not understood"), &order.remarks);
    words
}

fn list(words: &mut Words, title: (&str, &str), remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    words.ru += &format!("{}:\n", title.0);
    words.en += &format!("{}:\n", title.1);
    for it in remarks {
        let text: String = it.text.chars().take(100).filter(|it| !it.is_control()).collect();
        let at = match it.lines {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        words.ru += &format!("  строка {at}: {} – {text}\n", it.words.ru);
        words.en += &format!("  line {at}: {} – {text}\n", it.words.en);
    }
}

/// The plan for programs: figures, the fate of each project, questions, paths.
fn as_json(plan: &Plan, call: &Call) -> Value {
    let remark = |it: &Remark| {
        json!({
            "lines": [it.lines.0, it.lines.1],
            "text": it.text,
            "message": it.words.in_language(call.language),
        })
    };
    let project = |(mention, fate): (&novator::import::order::Mention, &Fate)| {
        let (what, id) = match fate {
            Fate::New(id) => ("new", Some(id)),
            Fate::Decision(id, _) => ("decision", Some(id)),
            Fate::Known(id) => ("known", Some(id)),
            Fate::Open => ("open", None),
        };
        json!({
            "item": mention.item,
            "lines": [mention.lines.0, mention.lines.1],
            "theme": mention.theme,
            "fate": what,
            "id": id,
        })
    };
    let projects: Vec<Value> =
        plan.order.mentions.iter().zip(&plan.fates).map(project).collect();
    json!({
        "version": 1,
        "number": plan.order.number,
        "projects": projects,
        "new_organisations": plan.organisations.0,
        "files": plan.files.keys().map(|it| &**it).collect::<Vec<_>>(),
        "questions": plan.questions.iter().map(remark).collect::<Vec<_>>(),
        "not_understood": plan.order.remarks.iter().map(remark).collect::<Vec<_>>(),
    })
}
