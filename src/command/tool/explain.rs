//! `novator explain`: what a code stands for, with examples and the cure.
#![expect(clippy::print_stdout, reason = "the explanation is the answer")]

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use novator::diag::{Language, Words};
use novator::manual::{explain, explanations};
use novator::text::nearest::nearest;

use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::voice::{WRONG_USAGE, say_error};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "explain",
        (
            "рассказать об ошибке: почему, как неверно, как верно, что делать",
            "tell of a mistake: why, how not, how, what to do",
        ),
    )
    .override_usage(
        say.pick("novator explain [ПАРАМЕТРЫ] [КОД]", "novator explain [OPTIONS] [CODE]"),
    )
    .arg(Arg::new("code").value_name(say.pick("КОД", "CODE")).help(say.pick(
        "код из скобок замечания: ошибка[КОД]; без него – список всех",
        "the code in the brackets of a remark: error[CODE]; all are listed without it",
    )))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let Some(name) = matches.get_one::<String>("code") else {
        for it in explanations() {
            let title = match call.language {
                Language::Russian => it.title.as_str(),
                Language::English => it.code.meaning,
            };
            println!("{:24} {title}", it.code.name);
        }
        return ExitCode::SUCCESS;
    };
    let name = name.trim_matches(['[', ']']);
    match explain(name) {
        Some(explanation) => {
            print!("{}", explanation.text(call.language));
            ExitCode::SUCCESS
        }
        None => {
            let near = nearest(name, explanations().iter().map(|it| it.code.name), 3);
            let near = near.join(", ");
            say_error(
                call,
                &match near.is_empty() {
                    true => Words::new(
                        format!("кода «{name}» нет; все коды: novator explain"),
                        format!("there is no code `{name}`; all of them: novator explain"),
                    ),
                    false => Words::new(
                        format!("кода «{name}» нет; похожие: {near}"),
                        format!("there is no code `{name}`; near it: {near}"),
                    ),
                },
            );
            ExitCode::from(WRONG_USAGE)
        }
    }
}
