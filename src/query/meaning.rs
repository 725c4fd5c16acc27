//! What a question means: fields found by their names, values checked against what the field
//! holds, and the condition put to a row.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Fault;
use super::field::{Choice, Datum, Field, Holds, Row};
use super::kind::{Kind, Mentioned};
use super::syntax::{Tree, Written};
use super::tokens::Operation;
use crate::diag::{Words, code};
use crate::site::Site;
use crate::text::nearest::nearest;
use crate::text::order::fold;
use crate::text::when::When;
use crate::yaml::table::suggestion;

/// A condition that makes sense.
#[derive(Debug)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Test(&'static Field, Operation, Wanted),
}

impl Default for Condition {
    fn default() -> Condition {
        Condition::All(vec![])
    }
}

/// What a field is compared with.
#[derive(Debug)]
pub(super) enum Wanted {
    /// Folded words.
    Text(String),
    Number(i64),
    When(When),
    /// Any of these keys.
    Keys(BTreeSet<String>),
    Yes(bool),
    /// That the registry tells nothing.
    Nothing,
}

/// Words for a value that the registry does not have.
const NOT_TOLD: [&str; 6] =
    ["не указан", "не указана", "не указано", "не указаны", "нет данных", "not told"];
const YES: [(&str, bool); 4] = [("да", true), ("нет", false), ("yes", true), ("no", false)];
const TODAY: [&str; 2] = ["сегодня", "today"];

/// Checks a question; all that makes no sense in it is told at once.
pub(super) fn check(
    known: (&Site, &Kind),
    tree: Option<&Tree>,
) -> Result<Condition, Vec<Fault>> {
    let Some(tree) = tree else { return Ok(Condition::default()) };
    let mut faults = vec![];
    let condition = condition(known, tree, &mut faults);
    condition.filter(|_| faults.is_empty()).ok_or(faults)
}

fn condition(known: (&Site, &Kind), tree: &Tree, faults: &mut Vec<Fault>) -> Option<Condition> {
    let mut each = |list: &[Tree]| -> Option<Vec<Condition>> {
        let list: Vec<_> = list.iter().map(|it| condition(known, it, faults)).collect();
        list.into_iter().collect()
    };
    match tree {
        Tree::All(list) => each(list).map(Condition::All),
        Tree::Any(list) => each(list).map(Condition::Any),
        Tree::Not(inner) => {
            condition(known, inner, faults).map(|it| Condition::Not(Box::new(it)))
        }
        Tree::Test(name, asked) => match test(known, name, asked.as_ref()) {
            Ok(test) => Some(test),
            Err(fault) => {
                faults.push(fault);
                None
            }
        },
    }
}

fn test(
    (site, kind): (&Site, &Kind),
    name: &Written,
    asked: Option<&(Operation, Range<usize>, Written)>,
) -> Result<Condition, Fault> {
    let field = kind
        .field(&name.text)
        .ok_or_else(|| no_field(kind, &name.text.replace('_', " "), name.at.clone()))?;
    let Some((operation, sign, value)) = asked else {
        return Ok(match field.holds {
            Holds::Yes => Condition::Test(field, Operation::Equal, Wanted::Yes(true)),
            _ => Condition::Test(field, Operation::Different, Wanted::Nothing),
        });
    };
    let says_nothing = NOT_TOLD.iter().any(|it| fold(it) == fold(&value.text));
    let orders = matches!(field.holds, Holds::Number | Holds::When);
    if operation.is_order() && (says_nothing || !orders) {
        return Err(no_order(field, sign.clone()));
    }
    if matches!(operation, Operation::Contains | Operation::Lacks) {
        return match field.holds {
            Holds::Text | Holds::Term(..) => {
                let wanted = Wanted::Text(fold(&value.text));
                Ok(Condition::Test(field, *operation, wanted))
            }
            _ => Err(no_words(field, sign.clone())),
        };
    }
    let wanted = if says_nothing { Wanted::Nothing } else { wanted(site, field, value)? };
    Ok(Condition::Test(field, *operation, wanted))
}

/// The value as the field holds it.
fn wanted(site: &Site, field: &Field, value: &Written) -> Result<Wanted, Fault> {
    let text = value.text.trim();
    let folded = fold(text);
    let refused = |ru: &str, en: &str, hint: Words| {
        let message = (format!("«{text}» – {ru}"), format!("`{text}` is {en}"));
        Fault::new(code::QUERY_VALUE, value.at.clone(), message, hint)
    };
    match field.holds {
        Holds::Text => Ok(Wanted::Text(folded)),
        Holds::Number => {
            let digits: String = text.chars().filter(|it| !it.is_whitespace()).collect();
            digits.parse().map(Wanted::Number).map_err(|_| {
                let [ru, en] = field.names;
                let some = if en == "year" { 2024 } else { 2 };
                let hint = Words::new(
                    format!("пишите цифрами: {ru}={some}"),
                    format!("write digits: {en}={some}"),
                );
                refused("не целое число", "no whole number", hint)
            })
        }
        Holds::When if TODAY.iter().any(|it| *it == folded) => {
            Ok(Wanted::When(When::Day(site.date)))
        }
        Holds::When => When::parse(text).map(Wanted::When).ok_or_else(|| {
            let hint = Words::new(
                "пишите день, месяц или год: 05.04.2024, 04.2024, 2024 или сегодня",
                "write a day, a month or a year: 05.04.2024, 04.2024, 2024 or today",
            );
            refused("не дата", "no date", hint)
        }),
        Holds::Yes => {
            let found = YES.iter().find(|it| it.0 == folded);
            found.map(|it| Wanted::Yes(it.1)).ok_or_else(|| {
                let words = YES.map(|it| it.0);
                let near = nearest(text, words, 1);
                refused("не да и не нет", "neither yes nor no", suggestion(&near, &words))
            })
        }
        Holds::Term(choices, is_long) => {
            let choices = choices(site);
            let named = |it: &&Choice| it.spellings.iter().any(|it| fold(it) == folded);
            let keys: BTreeSet<_> =
                choices.iter().filter(named).map(|it| it.key.clone()).collect();
            match keys.is_empty() {
                false => Ok(Wanted::Keys(keys)),
                true => Err(no_value(field, value, (&choices, is_long))),
            }
        }
    }
}

fn no_value(field: &Field, value: &Written, (choices, is_long): (&[Choice], bool)) -> Fault {
    let text = &value.text;
    let [ru, en] = field.names;
    let message = (
        format!("у поля «{ru}» нет значения «{text}»"),
        format!("the field `{en}` has no value `{text}`"),
    );
    let spellings = choices.iter().flat_map(|it| &it.spellings).map(String::as_str);
    let near = nearest(text, spellings, 3);
    let hint = if is_long && near.is_empty() {
        Words::new(
            format!("проверьте имя записи или ищите по слову: {ru} содержит {text}"),
            format!("check the name of the entry, or look for a word: {en} contains {text}"),
        )
    } else {
        let first = choices.iter().filter_map(|it| it.spellings.first());
        let all: Vec<&str> = first.map(String::as_str).collect();
        suggestion(&near, &all)
    };
    Fault::new(code::QUERY_VALUE, value.at.clone(), message, hint)
}

/// Says that a kind has no such field.
pub(super) fn no_field(kind: &Kind, name: &str, at: Range<usize>) -> Fault {
    let [ru, _, en, _] = kind.names;
    let message = (
        format!("у вида «{ru}» нет поля «{name}»"),
        format!("the kind `{en}` has no field `{name}`"),
    );
    let all: Vec<&str> = kind.fields.iter().flat_map(|it| it.names).collect();
    let near = nearest(name, all.iter().copied(), 3);
    Fault::new(code::QUERY_FIELD, at, message, suggestion(&near, &all))
}

fn no_order(field: &Field, at: Range<usize>) -> Fault {
    let [ru, en] = field.names;
    let message = (
        format!("у значений поля «{ru}» нет порядка"),
        format!("the values of the field `{en}` have no order"),
    );
    let hint = Words::new(
        "знаки <, >, <= и >= годятся для чисел и дат; здесь пишите = или !=",
        "the signs <, >, <= and >= are for numbers and dates; write = or != here",
    );
    Fault::new(code::QUERY_VALUE, at, message, hint)
}

fn no_words(field: &Field, at: Range<usize>) -> Fault {
    let [ru, en] = field.names;
    let message = (
        format!("в поле «{ru}» нет слов, чтобы их содержать"),
        format!("the field `{en}` has no words that it could contain"),
    );
    let hint = Words::new(
        "«содержит» годится для текста и названий; здесь пишите =, <, > и подобные",
        "`contains` is for texts and titles; write =, <, > and their like here",
    );
    Fault::new(code::QUERY_VALUE, at, message, hint)
}

impl Condition {
    /// Adds the fields that it mentions.
    pub(super) fn mention(&self, mentioned: &mut Mentioned) {
        match self {
            Condition::All(list) | Condition::Any(list) => {
                list.iter().for_each(|it| it.mention(mentioned));
            }
            Condition::Not(inner) => inner.mention(mentioned),
            Condition::Test(field, ..) => {
                mentioned.0.insert(field.names[1]);
            }
        }
    }

    /// Whether it holds for a row.
    pub(super) fn holds(&self, site: &Site, row: Row) -> bool {
        match self {
            Condition::All(list) => list.iter().all(|it| it.holds(site, row)),
            Condition::Any(list) => list.iter().any(|it| it.holds(site, row)),
            Condition::Not(inner) => !inner.holds(site, row),
            Condition::Test(field, operation, wanted) => {
                let data = (field.values)(site, row);
                match operation {
                    Operation::Different => !any(&data, Operation::Equal, wanted),
                    Operation::Lacks => !any(&data, Operation::Contains, wanted),
                    _ => any(&data, *operation, wanted),
                }
            }
        }
    }
}

/// Whether one of the values is as wanted; nothing is wanted of a field without values.
fn any(data: &[Datum], operation: Operation, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Nothing => data.is_empty(),
        _ => data.iter().any(|it| fits(it, operation, wanted)),
    }
}

fn fits(datum: &Datum, operation: Operation, wanted: &Wanted) -> bool {
    match (datum, wanted) {
        (Datum::Text(text) | Datum::Term(_, text), Wanted::Text(wanted)) => {
            let text = fold(text);
            if operation == Operation::Contains {
                text.contains(wanted)
            } else {
                text == *wanted
            }
        }
        (Datum::Term(key, _), Wanted::Keys(keys)) => keys.contains(key),
        (Datum::Yes(own), Wanted::Yes(wanted)) => own == wanted,
        (Datum::Number(own), Wanted::Number(wanted)) => {
            in_order(&(own, own), operation, &(wanted, wanted))
        }
        (Datum::When(own), Wanted::When(wanted)) => {
            let span = |it: When| (it.first_day(), it.last_day());
            in_order(&span(*own), operation, &span(*wanted))
        }
        _ => false,
    }
}

/// Compares spans: `=` is within, `<` wholly before, `<=` ends no later.
fn in_order<T: Ord>(own: &(T, T), operation: Operation, wanted: &(T, T)) -> bool {
    match operation {
        Operation::Less => own.1 < wanted.0,
        Operation::More => own.0 > wanted.1,
        Operation::AtMost => own.1 <= wanted.1,
        Operation::AtLeast => own.0 >= wanted.0,
        _ => wanted.0 <= own.0 && own.1 <= wanted.1,
    }
}
