//! `novator new`: a card to begin with, right in form from its first moment.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};
use novator::content::schema::names::Names;
use novator::content::schema::{Form, help};
use novator::content::{self, Memo};
use novator::diag::{Diagnostics, Severity, Words};
use novator::output::authored::Change;
use novator::source;
use novator::text::nearest::nearest;
use novator::text::order;
use novator::text::slug;
use novator::yaml::schema::{KeyShape, Shape};
use novator::yaml::write::{Within, flow_table, scalar};

use super::ask::Asker;
use super::schema::unknown_kind;
use super::{refused, word, write};
use crate::command::arguments::Call;
use crate::command::grammar::Say;
use crate::command::voice::{MISTAKES, report};

pub(super) fn grammar(say: &Say) -> Command {
    say.command(
        "new",
        (
            "начать новую карточку: в терминале – с вопросами, в сценарии – с параметрами",
            "begin a new card: with questions in a terminal, with options in a script",
        ),
    )
    .override_usage(
        say.pick("novator new [ПАРАМЕТРЫ] <ВИД> [ИМЯ]", "novator new [OPTIONS] <KIND> [ID]"),
    )
    .args([
        Arg::new("kind").required(true).value_name(say.pick("ВИД", "KIND")).help(say.pick(
            "вид карточки: проект, организация, документ…",
            "kind of card: project, organisation, document…",
        )),
        Arg::new("id").value_name(say.pick("ИМЯ", "ID")).help(say.pick(
            "имя файла без .md; без него – из названия",
            "name of the file without .md; made from the title if absent",
        )),
        say.option("set", ("КЛЮЧ=ЗНАЧЕНИЕ", "KEY=VALUE")).action(ArgAction::Append).help(
            say.pick("значение ключа; можно повторять", "the value of a key; may be repeated"),
        ),
        say.dry_run(),
    ])
}

pub(super) fn run(call: &Call, matches: &ArgMatches) -> ExitCode {
    let kind = word(matches, "kind");
    let Some(form @ Form::Entry(_)) = Form::named(kind) else {
        return refused(call, &unknown_kind(kind));
    };
    let (mut sources, _) = source::read(&call.root);
    let names = Names::of(&content::parse(&sources, &mut Memo::default()).0);
    let mut writer = Writer { form, names, asker: Asker::new(call), guessed: false };
    let given: Vec<&String> = matches.get_many("set").unwrap_or_default().collect();
    let card = match writer.card(&given) {
        Ok(card) => card,
        Err(words) => return refused(call, &words),
    };
    let id =
        matches.get_one::<String>("id").cloned().unwrap_or_else(|| slug::slug(&card.title));
    let path = form.files().replace('*', &id);
    if !slug::is_id(&id) || sources.content.contains_key(path.as_str()) {
        return refused(
            call,
            &Words::new(
                format!("имя «{id}» занято или не годится в адрес страницы"),
                format!("the name `{id}` is taken or cannot be an address"),
            ),
        );
    }
    sources.insert(&path, card.text.clone().into_bytes());
    let (_, remarks) = content::parse(&sources, &mut Memo::default());
    let mut mistakes = Diagnostics::none();
    mistakes.extend(remarks.into_iter().filter(|it| {
        let here = it.place.as_ref().is_some_and(|place| *place.file == *path);
        here && it.severity == Severity::Error
    }));
    if !mistakes.is_empty() {
        report(call, &sources, &mistakes);
        return ExitCode::from(MISTAKES);
    }
    let done = match writer.guessed {
        true => Words::new(
            format!("{path} – черновик: заполните его и уберите строку «черновик»"),
            format!("{path} is a draft: fill it in and take out the line `черновик`"),
        ),
        false => Words::new(path.clone(), path.clone()),
    };
    write(call, matches, &[Change::Write(path, card.text.into_bytes())], &done)
}

struct Card {
    text: String,
    /// What the file may be named after.
    title: String,
}

struct Writer {
    form: Form,
    names: Names,
    asker: Asker,
    /// Whether something stands there that nobody told.
    guessed: bool,
}

impl Writer {
    fn card(&mut self, given: &[&String]) -> Result<Card, Words> {
        let keys = self.form.keys();
        let mut told: Vec<(&KeyShape, &str)> = vec![];
        for pair in given {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let found = keys.iter().find(|it| it.russian == name || it.english == name);
            told.push((found.ok_or_else(|| unknown_key(name, &keys))?, value));
        }
        let mut card = Card { text: "---\n".to_owned(), title: String::new() };
        for key in &keys {
            let told = told.iter().find(|(it, _)| it.russian == key.russian);
            let value = match told {
                Some((_, value)) => typed(key, value),
                None if key.required => self.value(key, key.russian)?,
                None => continue,
            };
            if card.title.is_empty() {
                card.title.clone_from(&value);
            }
            let space = if value.starts_with('\n') { "" } else { " " };
            card.text += &format!("{}:{space}{value}\n", key.russian);
        }
        let is_draft = told.iter().any(|(it, _)| it.english == "draft");
        if self.guessed && !is_draft {
            card.text += "черновик: да\n";
        }
        card.text += "---\n";
        Ok(card)
    }

    /// The value of a required key: asked for, or such that its form is right.
    fn value(&mut self, key: &KeyShape, path: &str) -> Result<String, Words> {
        if let Shape::Table(inner) = &key.shape
            && (key.answers.is_empty() || self.asker.is_somebody_there())
        {
            let mut entries = vec![];
            for it in inner.iter().filter(|it| it.required) {
                let value = self.scalar(it, &format!("{path}.{}", it.russian))?;
                entries.push((it.russian, value));
            }
            let table = flow_table(entries);
            return Ok(if key.many { format!("\n  - {table}") } else { table });
        }
        Ok(scalar(&self.scalar(key, path)?, Within::Block))
    }

    fn scalar(&mut self, key: &KeyShape, path: &str) -> Result<String, Words> {
        let help = help::of(self.form, path).map_or("", |it| it.meaning.as_str());
        let question = Words::new(format!("{} ({help})", help::title(key)), key.english);
        while let Some(line) = self.asker.line(&question, "") {
            match self.doubt(key, &line) {
                None => return Ok(line),
                Some(words) => self.asker.say(&words),
            }
        }
        self.guessed = true;
        self.stand_in(key, path)
    }

    /// What is wrong with an answer.
    fn doubt(&self, key: &KeyShape, line: &str) -> Option<Words> {
        let all: Vec<&str> = match &key.shape {
            Shape::Word(words) => words.iter().flat_map(|it| it.iter().copied()).collect(),
            Shape::Reference(register) => {
                let named = self.names.in_register(register);
                named
                    .iter()
                    .flat_map(|it| it.spellings.iter().chain([&it.id]))
                    .map(String::as_str)
                    .collect()
            }
            _ => return None,
        };
        let known =
            all.iter().chain(key.answers).any(|it| order::fold(it) == order::fold(line));
        if known {
            return None;
        }
        let near = nearest(line, all.iter().copied(), 5);
        let shown = if near.is_empty() { all.into_iter().take(12).collect() } else { near };
        let list = shown.join(", ");
        Some(Words::new(format!("можно: {list}"), format!("allowed: {list}")))
    }

    /// Something of the right form, where nobody tells.
    fn stand_in(&self, key: &KeyShape, path: &str) -> Result<String, Words> {
        if let Some(answer) = key.answers.first() {
            return Ok((*answer).to_owned());
        }
        let example = help::of(self.form, path).and_then(|it| it.example.clone());
        Ok(match &key.shape {
            Shape::Word(words) => words.first().map_or("", |it| it[0]).to_owned(),
            Shape::Reference(register) => match self.names.in_register(register).first() {
                Some(first) => first.id.clone(),
                None => {
                    return Err(Words::new(
                        format!(
                            "ключ «{path}» ссылается на «{register}», а там пока пусто: начните оттуда"
                        ),
                        format!(
                            "`{path}` refers to `{register}`, where there is nothing yet: begin there"
                        ),
                    ));
                }
            },
            Shape::Integer(limits) => example
                .unwrap_or_else(|| (*limits.start()).max(2024.min(*limits.end())).to_string()),
            Shape::Date | Shape::Day => example.unwrap_or_else(|| "01.01.2025".to_owned()),
            Shape::Text | Shape::Verbatim | Shape::ReferenceOrText(_) => "заполнить".to_owned(),
            _ => example.unwrap_or_default(),
        })
    }
}

/// A value as it was typed: YAML where it is in brackets, else a text.
fn typed(key: &KeyShape, value: &str) -> String {
    let is_open = key.many || matches!(key.shape, Shape::Table(_) | Shape::Numbers);
    match is_open && value.starts_with(['[', '{']) {
        true => value.to_owned(),
        false => scalar(value, Within::Block),
    }
}

fn unknown_key(name: &str, keys: &[KeyShape]) -> Words {
    let all = keys.iter().flat_map(|it| [it.russian, it.english]);
    let near = nearest(name, all, 3).join(", ");
    Words::new(
        format!("нет ключа «{name}»; похожие: {near}"),
        format!("there is no key `{name}`; near it: {near}"),
    )
}
