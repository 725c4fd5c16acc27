//! `novator schema`: what the cards may hold, for programs that know JSON Schema.
#![expect(clippy::print_stdout, reason = "the schema is the answer")]

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use novator::content::schema::Form;
use novator::content::schema::names::Names;
use novator::diag::Words;
use novator::editors::json_schema;
use novator::text::nearest::nearest;

use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::prepare::content;
use crate::command::voice::{WRONG_USAGE, say_error};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "schema",
        (
            "показать JSON Schema карточек: ключи, их виды и допустимые значения",
            "print the JSON Schema of cards: keys, their types and allowed values",
        ),
    )
    .override_usage(
        say.pick("novator schema [ПАРАМЕТРЫ] [ВИД]", "novator schema [OPTIONS] [KIND]"),
    )
    .arg(Arg::new("kind").value_name(say.pick("ВИД", "KIND")).help(say.pick(
        "вид карточки: проект, организация, документ…; без него – список видов",
        "kind of card: project, organisation, document…; all kinds are listed without it",
    )))
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let Some(name) = matches.get_one::<String>("kind") else {
        list();
        return ExitCode::SUCCESS;
    };
    let Some(form) = Form::named(name) else {
        say_error(call, &unknown_kind(name));
        return ExitCode::from(WRONG_USAGE);
    };
    let names = Names::of(&content(call));
    println!("{:#}", json_schema::schema(form, &names));
    ExitCode::SUCCESS
}

fn list() {
    for form in Form::all() {
        let [ru, en] = form.names();
        println!("{ru}\t{en}\t{}", form.files());
    }
}

/// What to say of a kind that does not exist.
pub(super) fn unknown_kind(name: &str) -> Words {
    let all: Vec<&str> = Form::all().flat_map(Form::names).collect();
    let near = nearest(name, all.iter().copied(), 3);
    let shown = if near.is_empty() { all } else { near };
    Words::new(
        format!("нет вида «{name}»; можно: {}", shown.join(", ")),
        format!("there is no kind `{name}`; allowed: {}", shown.join(", ")),
    )
}
