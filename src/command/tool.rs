//! Commands that stand by themselves: each file here says how one is called and does it.

use std::process::ExitCode;

use clap::{ArgMatches, Command};
use novator::diag::Words;
use novator::output::authored::{Change, change};

use super::arguments::Call;
use super::grammar::Say;
use super::voice::{WRONG_USAGE, closing, say_error};

mod ask;
mod check;
mod committed;
mod completions;
mod explain;
mod export;
mod fmt;
mod horizon;
mod import;
mod init;
mod lsp;
mod new;
mod query;
mod rename;
mod report;
mod schema;
mod status;
mod table;
mod visits;
mod why;

/// A command of this folder, as it was typed.
#[derive(Clone, Debug)]
pub(crate) struct Tool {
    run: Run,
    matches: ArgMatches,
}

type Grammar = fn(&Say) -> Command;
type Run = fn(&Call, &ArgMatches) -> ExitCode;

/// Every command with the words that may follow it, and what it does.
const TOOLS: &[(Grammar, Run)] = &[
    (new::grammar, new::run),
    (init::grammar, init::run),
    (check::grammar, check::run),
    (explain::grammar, explain::run),
    (fmt::grammar, fmt::run),
    (rename::grammar, rename::run),
    (status::grammar, status::run),
    (query::grammar, query::run),
    (horizon::grammar, horizon::run),
    (why::grammar, why::run),
    (schema::grammar, schema::run),
    (export::grammar, export::run),
    (lsp::grammar, lsp::run),
    (import::grammar, import::run),
    (report::grammar, report::run),
    (visits::grammar, visits::run),
    (completions::grammar, completions::run),
    (completions::man_grammar, completions::man),
];

/// How each command is called, in the language of the call.
pub(super) fn grammar(say: &Say) -> impl Iterator<Item = Command> + '_ {
    TOOLS.iter().map(|(grammar, _)| grammar(say))
}

/// The command that was typed, if it is one of these.
pub(super) fn typed(name: &str, matches: &ArgMatches, say: &Say) -> Option<Tool> {
    let found = TOOLS.iter().find(|(grammar, _)| grammar(say).get_name() == name);
    found.map(|(_, run)| Tool { run: *run, matches: matches.clone() })
}

/// Does what was typed.
pub(crate) fn run(call: &Call, tool: &Tool) -> ExitCode {
    (tool.run)(call, &tool.matches)
}

/// A word that the grammar asks for.
fn word<'m>(matches: &'m ArgMatches, name: &str) -> &'m str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

/// Says why nothing was done.
fn refused(call: &Call, words: &Words) -> ExitCode {
    say_error(call, words);
    ExitCode::from(WRONG_USAGE)
}

/// Writes files of the author, unless only a try was asked for, and says that it is done.
fn write(call: &Call, matches: &ArgMatches, changes: &[Change], done: &Words) -> ExitCode {
    if matches.get_flag("dry-run") {
        closing(call, &Words::new("Ничего не записано", "Nothing was written"));
        return ExitCode::SUCCESS;
    }
    match change(&call.root, changes) {
        Ok(_) => {
            closing(call, done);
            ExitCode::SUCCESS
        }
        Err(refusal) => refused(call, &refusal.words()),
    }
}
