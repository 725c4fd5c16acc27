//! Commands that stand by themselves: each file here says how one is called and does it.

use std::process::ExitCode;

use clap::{ArgMatches, Command};

use super::arguments::Call;
use super::grammar::Say;

mod check;
mod explain;
mod export;
mod fmt;
mod import;
mod schema;
mod table;

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
    (check::grammar, check::run),
    (explain::grammar, explain::run),
    (fmt::grammar, fmt::run),
    (schema::grammar, schema::run),
    (export::grammar, export::run),
    (import::grammar, import::run),
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
