//! `novator export table` and `novator import table`: cards in a spreadsheet and back.
#![expect(clippy::print_stdout, reason = "the plan is the answer")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use novator::content::link::EntryKind;
use novator::content::schema::Form;
use novator::content::{self, Content, Memo};
use novator::diag::Words;
use novator::import::table::grid::{self, Grid};
use novator::import::table::{self, TablePlan};
use novator::mend::diff;
use novator::output::authored::{Change, change};
use novator::source::{self, Sources};
use serde_json::json;

use super::schema::unknown_kind;
use crate::command::arguments::{Call, Talk};
use crate::command::voice::{MISTAKES, WRONG_USAGE, closing, say_error};
use novator::remarks::Format;

/// Writes the cards of a kind as a table.
pub(super) fn export(call: &Call, matches: &ArgMatches) -> ExitCode {
    match exported(call, matches) {
        Ok(words) => {
            closing(call, &words);
            ExitCode::SUCCESS
        }
        Err(words) => refused(call, &words),
    }
}

fn exported(call: &Call, matches: &ArgMatches) -> Result<Words, Words> {
    let kind = match matches.get_one::<String>("kind") {
        Some(name) => kind_named(name)?,
        None => {
            return Err(Words::new(
                "назовите вид карточек: novator export table организация организации.xlsx",
                "name the kind of cards: novator export table organisation organisations.xlsx",
            ));
        }
    };
    let file = matches.get_one::<PathBuf>("file").ok_or_else(|| {
        Words::new(
            "назовите файл таблицы: .xlsx или .csv",
            "name the table file: .xlsx or .csv",
        )
    })?;
    let (sources, content) = read(call);
    let grid = table::export(kind, &sources, &content);
    let bytes = grid::write(&name(file), &grid)?;
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    change(folder, &[Change::Write(name(file), bytes)]).map_err(|it| it.words())?;
    let rows = grid.len().saturating_sub(1);
    let shown = file.display();
    Ok(Words::new(
        format!("Записано строк: {rows}, файл {shown}"),
        format!("Rows written: {rows}, file {shown}"),
    ))
}

/// Takes over the cells of a table that differ from the cards.
pub(super) fn import(call: &Call, matches: &ArgMatches) -> ExitCode {
    let write = matches.get_flag("write");
    match planned(call, matches) {
        Ok((plan, sources)) => show(call, (&plan, &sources), write),
        Err(words) => refused(call, &words),
    }
}

fn planned(call: &Call, matches: &ArgMatches) -> Result<(TablePlan, Sources), Words> {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let grid: Grid = grid::read(&name(&file), &source::handed(&file)?)?;
    let (sources, content) = read(call);
    let kind = match matches.get_one::<String>("kind") {
        Some(name) => kind_named(name)?,
        None => table::kind_of(&grid, &sources).ok_or_else(|| {
            Words::new(
                "по первому столбцу не видно, чьи это карточки: назовите вид, --kind организация",
                "the first column does not tell whose cards these are: --kind organisation",
            )
        })?,
    };
    Ok((table::plan(&grid, kind, &sources, &content), sources))
}

fn show(call: &Call, (plan, sources): (&TablePlan, &Sources), write: bool) -> ExitCode {
    if call.format == Format::Human {
        if !write && call.talk != Talk::Quiet {
            print!("{}", diff(sources, &plan.files));
        }
        print!("{}", told(plan).in_language(call.language));
    } else {
        let refused: Vec<_> = plan
            .refused
            .iter()
            .map(|it| {
                let message = it.words.in_language(call.language);
                json!({"row": it.row, "column": it.column, "message": message})
            })
            .collect();
        let files: Vec<&str> = plan.files.keys().map(|it| &**it).collect();
        let answer =
            json!({"version": 1, "cells": plan.cells, "files": files, "refused": refused});
        println!("{answer:#}");
    }
    super::import::finish(call, &plan.files, write, plan.refused.is_empty())
}

fn told(plan: &TablePlan) -> Words {
    let (cells, files) = (plan.cells, plan.files.len());
    let mut words = Words::new(
        format!("Изменённых ячеек: {cells}, карточек: {files}\n"),
        format!("Cells changed: {cells}, cards: {files}\n"),
    );
    for it in &plan.refused {
        let (row, column) = (it.row, it.column.replace(char::is_control, " "));
        let (ru, en) = (&it.words.ru, &it.words.en);
        words.ru += &format!("  не принято: строка {row}, столбец «{column}»: {ru}\n");
        words.en += &format!("  refused: row {row}, column `{column}`: {en}\n");
    }
    words
}

fn refused(call: &Call, words: &Words) -> ExitCode {
    say_error(call, words);
    ExitCode::from(WRONG_USAGE)
}

/// Exit code of a plan of which a part was refused.
pub(super) fn code(is_whole: bool) -> ExitCode {
    if is_whole { ExitCode::SUCCESS } else { ExitCode::from(MISTAKES) }
}

fn read(call: &Call) -> (Sources, Content) {
    let (sources, _) = source::read(&call.root);
    let (content, _) = content::parse(&sources, &mut Memo::default());
    (sources, content)
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn kind_named(name: &str) -> Result<EntryKind, Words> {
    match Form::named(name) {
        Some(Form::Entry(kind)) => Ok(kind),
        _ => Err(unknown_kind(name)),
    }
}
