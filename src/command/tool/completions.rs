//! `novator completions` and `novator man`: what shells and `man` know of the commands.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;
use novator::diag::Words;

use super::refused;
use crate::command::arguments::Call;
use crate::command::grammar::{Say, command};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "completions",
        (
            "напечатать дополнение команд для оболочки: bash, zsh, fish, powershell, elvish",
            "print completions for a shell: bash, zsh, fish, powershell, elvish",
        ),
    )
    .override_usage(say.pick("novator completions <ОБОЛОЧКА>", "novator completions <SHELL>"))
    .arg(
        Arg::new("shell")
            .required(true)
            .value_name(say.pick("ОБОЛОЧКА", "SHELL"))
            .value_parser(clap::builder::PossibleValuesParser::new([
                "bash",
                "zsh",
                "fish",
                "powershell",
                "elvish",
            ]))
            .hide_possible_values(true)
            .help(say.pick("для какой оболочки", "for which shell")),
    )
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let shell = matches.get_one::<String>("shell").and_then(|it| it.parse::<Shell>().ok());
    let Some(shell) = shell else {
        return refused(call, &Words::new("нет такой оболочки", "there is no such shell"));
    };
    let mut script = vec![];
    clap_complete::generate(shell, &mut command(call.language), "novator", &mut script);
    printed(call, &script)
}

pub(super) fn man_grammar(say: &Say) -> Command {
    say.command("man", ("напечатать страницу справочника man", "print the manual page for man"))
        .override_usage("novator man > novator.1")
}

pub(super) fn man(call: &Call, _: &ArgMatches) -> ExitCode {
    let mut page = vec![];
    match clap_mangen::Man::new(command(call.language)).render(&mut page) {
        Ok(()) => printed(call, &page),
        Err(error) => refused(call, &Words::new(error.to_string(), error.to_string())),
    }
}

/// A reader that has seen enough, such as `head`, is no fault.
fn printed(call: &Call, bytes: &[u8]) -> ExitCode {
    match io::stdout().write_all(bytes) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            refused(call, &Words::new(error.to_string(), error.to_string()))
        }
        _ => ExitCode::SUCCESS,
    }
}
