//! `novator query`: a question to the registry, answered by a table.
#![expect(clippy::print_stdout, reason = "the table is the answer")]

use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use novator::build::may_publish;
use novator::diag::{Diagnostics, Language, Words};
use novator::import::table::grid::{self, Grid};
use novator::query::field::Field;
use novator::query::kind::{KINDS, Kind};
use novator::query::{Answer, Asked, Query, columns, no_kind};
use novator::remarks::Format;
use novator::site::Site;
use novator::source::Sources;
use novator::text::plural::{Form, form};
use serde_json::{Map, json};

use super::{refused, word};
use crate::command::arguments::{Call, Talk, choice};
use crate::command::grammar::{Say, choices};
use crate::command::prepare::{Prepared, prepare, strictness};
use crate::command::progress::Progress;
use crate::command::voice::{MISTAKES, WRONG_USAGE, report, say_warning};

/// How wide a column may be in a terminal; files hold all of it.
const WIDEST: usize = 60;

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "query",
        ("спросить реестр и получить таблицу", "ask the registry and get a table"),
    )
    .override_usage(say.pick(
        "novator query [ПАРАМЕТРЫ] [ВИД] ['УСЛОВИЕ']",
        "novator query [OPTIONS] [KIND] ['CONDITION']",
    ))
    .args(choices(say))
    .arg(Arg::new("words").num_args(0..=2).value_name(say.pick("ВИД УСЛОВИЕ", "KIND CONDITION")).help(
        say.pick(
            "вид записей [проекты] и условие: 'статус=РЦ и год>2023'; знаки = != < > <= >= содержит, слова и, или, не, скобки",
            "kind of entries [projects] and condition: 'status=\"…\" and year>2023'; signs = != < > <= >= contains, words and, or, not, brackets",
        ),
    ))
    .arg(say.flag("keys", ("какие поля есть у вида и что в них бывает", "which fields the kind has and what they hold")))
    .arg(say.option("columns", ("ПОЛЯ", "FIELDS")).help(say.pick("столбцы таблицы через запятую", "columns of the table, with commas")))
    .arg(say.option("sort", ("ПОЛЕ", "FIELD")).allow_hyphen_values(true).help(say.pick(
        "по какому полю упорядочить; -поле – от большего",
        "field to sort by; -field from the greatest",
    )))
    .arg(say.option("limit", ("N", "N")).value_parser(clap::value_parser!(u32).range(1..)).help(say.pick("не больше стольких записей", "no more entries than this")))
    .mut_arg("format", |it| {
        it.value_parser(PossibleValuesParser::new(["human", "table", "csv", "json"]))
            .help(say.pick("вид ответа: table, csv, json [table]", "form of the answer: table, csv, json [table]"))
    })
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let typed: Vec<&str> =
        matches.get_many::<String>("words").unwrap_or_default().map(String::as_str).collect();
    let (kind, condition) = match typed[..] {
        [] => ("", ""),
        [one] if Kind::named(one).is_some() => (one, ""),
        [one] => ("", one),
        [kind, condition, ..] => (kind, condition),
    };
    let Some(kind) = Kind::named(if kind.is_empty() { KINDS[0].names[0] } else { kind }) else {
        let (message, hint) = no_kind(kind);
        let words = Words::new(
            format!("{}; {}", message.ru, hint.ru),
            format!("{}; {}", message.en, hint.en),
        );
        return refused(call, &words);
    };
    let choice = choice(matches);
    let mut progress = Progress::new(call.language, Talk::Quiet);
    let Prepared { sources, built, diagnostics, .. } =
        match prepare(call, &choice, &mut progress) {
            Ok(prepared) => prepared,
            Err(code) => return code,
        };
    let Some(built) = built else {
        report(call, &sources, &diagnostics);
        return ExitCode::from(MISTAKES);
    };
    if !may_publish(&diagnostics, strictness(&choice)) {
        let words = Words::new(
            "в записях есть ошибки, ответ может быть неполным: novator check",
            "there are mistakes in the entries, the answer may lack some: novator check",
        );
        say_warning(call, &words);
    }
    if matches.get_flag("keys") {
        return keys(call, &built.site, kind);
    }
    let asked = Asked {
        condition: (condition, 0),
        order: (word(matches, "sort"), 0),
        limit: matches.get_one::<u32>("limit").map(|it| *it as usize),
    };
    match answered(&built.site, kind, (asked, word(matches, "columns"))) {
        Ok((answer, columns)) => {
            print!(
                "{}",
                shown(call, word(matches, "format"), (&built.site, &answer, &columns))
            );
            ExitCode::SUCCESS
        }
        Err((texts, diagnostics)) => {
            report(call, &texts, &diagnostics.sorted());
            ExitCode::from(WRONG_USAGE)
        }
    }
}

/// The answer, or all mistakes of what was typed, each typed text as a file of its own.
fn answered(
    site: &Site,
    kind: &'static Kind,
    (asked, wanted): (Asked<'_>, &str),
) -> Result<(Answer, Vec<&'static Field>), (Sources, Diagnostics)> {
    let names: [Arc<str>; 3] = ["условие", "--sort", "--columns"].map(Arc::from);
    let [condition, order, list] = &names;
    let mut diagnostics = Diagnostics::none();
    let only = |order| Asked { condition: ("", 0), order, ..asked };
    let query = Query::read(site, kind, (Asked { order: ("", 0), ..asked }, condition));
    let sorted = Query::read(site, kind, (only(asked.order), order));
    let columns = columns(kind, ((wanted, 0), list));
    let whole = Query::read(site, kind, (asked, condition));
    if let (Ok(_), Ok(_), Ok(columns), Ok(whole)) = (&query, &sorted, &columns, &whole) {
        return Ok((whole.answer(site), columns.clone()));
    }
    diagnostics.extend(query.err().into_iter().flatten());
    diagnostics.extend(sorted.err().into_iter().flatten());
    diagnostics.extend(columns.err().into_iter().flatten());
    let mut sources = Sources::from_text("");
    for (name, text) in names.iter().zip([asked.condition.0, asked.order.0, wanted]) {
        sources.insert(name, text.as_bytes().to_vec());
    }
    Err((sources, diagnostics))
}

fn shown(
    call: &Call,
    format: &str,
    (site, answer, columns): (&Site, &Answer, &[&'static Field]),
) -> String {
    let name = |it: &&Field| match call.language {
        Language::Russian => it.names[0].replace('_', " "),
        Language::English => it.names[1].replace('_', " "),
    };
    let head: Vec<String> = columns.iter().map(name).collect();
    let cells = |row| columns.iter().map(|it| Answer::cell(site, it, row)).collect();
    let rows: Vec<Vec<String>> = answer.rows.iter().map(|it| cells(*it)).collect();
    match format {
        "json" => json(site, answer, columns, &rows),
        "csv" => {
            let grid: Grid = std::iter::once(head).chain(rows).collect();
            let bytes = grid::write("answer.csv", &grid).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        }
        _ => {
            let mut text = match rows.is_empty() {
                true => String::new(),
                false => table(std::iter::once(head).chain(rows).collect()),
            };
            if call.talk != Talk::Quiet {
                text += count(answer).in_language(call.language);
            }
            text
        }
    }
}

fn json(site: &Site, answer: &Answer, columns: &[&Field], rows: &[Vec<String>]) -> String {
    let entry = |(row, cells): (&novator::query::field::Row, &Vec<String>)| {
        let (id, file) = (answer.kind.file)(site, *row);
        let mut entry = Map::new();
        entry.insert("id".to_owned(), json!(id));
        entry.insert("file".to_owned(), json!(file));
        for (field, cell) in columns.iter().zip(cells) {
            entry.insert(field.names[1].to_owned(), json!(cell));
        }
        entry
    };
    let entries: Vec<_> = answer.rows.iter().zip(rows).map(entry).collect();
    let kind = answer.kind.names[2];
    let answer = json!({"version": 1, "kind": kind, "found": answer.found, "entries": entries});
    format!("{answer:#}\n")
}

/// Columns side by side under their names; numbers stand to the right.
fn table(mut rows: Vec<Vec<String>>) -> String {
    rows.iter_mut().flatten().for_each(|it| *it = shortened(it));
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at: usize| rows.iter().map(|it| wide(&it[at])).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let is_number = |at: usize| {
        let digits = |it: &Vec<String>| it[at].bytes().all(|it| it.is_ascii_digit());
        rows[1..].iter().all(digits)
    };
    let right: Vec<bool> = (0..columns).map(is_number).collect();
    let rule = widths.iter().map(|it| "─".repeat(*it)).collect();
    rows.insert(1, rule);
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[at] - wide(cell));
            let (before, behind) = if right[at] { (&*gap, "") } else { ("", &*gap) };
            line += &format!("{}{before}{cell}{behind}", if at == 0 { "" } else { "  " });
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// The columns of a terminal that a text takes: Cyrillic letters take one each.
fn wide(text: &str) -> usize {
    text.chars().count()
}

fn shortened(text: &str) -> String {
    let text: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    match wide(&text) > WIDEST {
        true => text.chars().take(WIDEST - 1).chain(['…']).collect(),
        false => text,
    }
}

fn count(answer: &Answer) -> Words {
    let (found, shown) = (answer.found, answer.rows.len());
    let noun = match form(found as u64) {
        Form::One => "запись",
        Form::Few => "записи",
        Form::Many => "записей",
    };
    let (ru, en) = match found == shown {
        true => (String::new(), String::new()),
        false => (format!(", показано {shown}"), format!(", {shown} shown")),
    };
    Words::new(format!("{found} {noun}{ru}\n"), format!("{found} found{en}\n"))
}

/// The fields of a kind.
fn keys(call: &Call, site: &Site, kind: &Kind) -> ExitCode {
    let cell = |ru: &str, en: &str| Words::new(ru, en).in_language(call.language).to_owned();
    let head = vec![
        cell("поле", "field"),
        cell("по-английски", "in Russian"),
        cell("что в нём", "what it holds"),
    ];
    let mut rows = vec![head];
    for field in kind.fields {
        let [ru, en] = field.names;
        let told = field.told(site);
        rows.push(vec![cell(ru, en), cell(en, ru), told.in_language(call.language).to_owned()]);
    }
    match call.format {
        Format::Json => {
            let fields: Vec<_> = kind.fields.iter().map(|it| json!({"ru": it.names[0], "en": it.names[1], "holds": it.told(site).in_language(call.language)})).collect();
            println!("{:#}", json!({"version": 1, "kind": kind.names[2], "fields": fields}));
        }
        _ => print!("{}", wrapped(&rows)),
    }
    ExitCode::SUCCESS
}

/// Two narrow columns, and a last one that is never cut.
fn wrapped(rows: &[Vec<String>]) -> String {
    let width = |at: usize| rows.iter().map(|it| wide(&it[at])).max().unwrap_or_default();
    let widths = [width(0), width(1)];
    let mut out = String::new();
    for row in rows {
        for (cell, width) in row.iter().zip(widths) {
            out += &format!("{cell}{}  ", " ".repeat(width - wide(cell)));
        }
        out += &row[2];
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_names() {
        let row = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect();
        let long = "ё".repeat(WIDEST + 1);
        let rows = vec![
            row(&["тема", "год", "id"]),
            row(&["Ёлка № 1", "2024", "a\tb"]),
            row(&[&long, "", "c"]),
        ];
        let cut = "ё".repeat(WIDEST - 1);
        let expected = [
            format!("тема{}   год  id", " ".repeat(WIDEST - 4)),
            format!("{}  ────  ───", "─".repeat(WIDEST)),
            format!("Ёлка № 1{}  2024  a b", " ".repeat(WIDEST - 8)),
            format!("{cut}…        c"),
        ];
        assert_eq!(table(rows).lines().collect::<Vec<_>>(), expected);
    }
}
