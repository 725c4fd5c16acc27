//! Short codes: `{{ имя ключ=значение ключ="с пробелами" }}` in a text asks the program for
//! what it knows. The list is closed, every key has a type, and nothing is run.
//!
//! To add one: a file here that reads its keys, a line in `ALL`, a variant of [`Inline`] or
//! [`Block`]; the compiler then asks `page/short_code.rs` how it is shown.

use std::ops::Range;

use crate::diag::{Words, code};
use crate::text::nearest;
use crate::yaml::reading::Reading;
use crate::yaml::schema::{KeyShape, describe};
use crate::yaml::table::{Spanned, Table, suggestion};
use crate::yaml::{Node, Value};

pub mod chart;
pub mod comparison;
pub mod decisions;
pub mod figure;
pub mod involvement;
pub mod listing;
pub mod number;
pub mod roster;
mod syntax;

use super::quantity::Quantity;
use chart::ChartCode;
use comparison::Comparison;
use decisions::Decisions;
use figure::Figure;
use involvement::Involvement;
use listing::Listing;
use number::{Asked, Number};
use roster::Roster;

/// What a code asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShortCode {
    /// Words of a sentence.
    Inline(Inline),
    /// A paragraph of its own.
    Block(Block),
}

/// Codes that stand for words in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// `число`.
    Number(Number),
}

/// Codes that stand for a whole paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `график`.
    Chart(ChartCode),
    /// `вовлеченность`.
    Involvement(Involvement),
    /// `сравнение`.
    Comparison(Comparison),
    /// `перечень`.
    Roster(Roster),
    /// `решения`.
    Decisions(Decisions),
    /// `рисунок`.
    Figure(Figure),
    /// `список`.
    Listing(Box<Listing>),
}

impl ShortCode {
    /// The quantity that it asks for, if it does.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            ShortCode::Inline(Inline::Number(Number { of: Asked::Quantity(it), .. })) => {
                Some(it)
            }
            ShortCode::Block(Block::Roster(it)) => Some(&it.quantity),
            _ => None,
        }
    }

    /// The document that it names, if it does.
    pub fn document(&self) -> Option<&Spanned<String>> {
        match self {
            ShortCode::Block(Block::Decisions(it)) => Some(&it.document),
            _ => None,
        }
    }
}

/// A code with the bytes where it was written, braces included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What it asks for.
    pub code: ShortCode,
    /// Bytes from the start of the file.
    pub at: Range<usize>,
}

/// A code of the list: its names, Russian first, what editors are told of it, and the reader of
/// its keys.
struct Definition {
    names: [&'static str; 2],
    about: &'static str,
    example: &'static str,
    read: fn(&mut Table<'_, '_>) -> Option<ShortCode>,
}

/// Every code that there is.
const ALL: &[Definition] = &[
    Definition {
        names: ["число", "number"],
        about: "Число из реестра или из отчёта за год, со словом в нужной форме: «80 организаций». Вместо показателя можно назвать ключ числа из отчёта.",
        example: "{{ число показатель=организации год=2024 }}",
        read: |keys| number::read(keys).map(|it| ShortCode::Inline(Inline::Number(it))),
    },
    Definition {
        names: ["график", "chart"],
        about: "График с главной мыслью в заголовке, таблицей и файлом данных.",
        example: "{{ график имя=типы год=2024 }}",
        read: |keys| chart::read(keys).map(|it| ShortCode::Block(Block::Chart(it))),
    },
    Definition {
        names: ["вовлеченность", "involvement"],
        about: "Таблица вовлечённости организаций за год: всего, участвуют, доля.",
        example: "{{ вовлеченность год=2023 }}",
        read: |keys| involvement::read(keys).map(|it| ShortCode::Block(Block::Involvement(it))),
    },
    Definition {
        names: ["сравнение", "comparison"],
        about: "Все числа отчёта за год рядом с числами реестра.",
        example: "{{ сравнение год=2023 }}",
        read: |keys| comparison::read(keys).map(|it| ShortCode::Block(Block::Comparison(it))),
    },
    Definition {
        names: ["перечень", "roster"],
        about: "Организации, которые стоят за числом: названные отчётом рядом с посчитанными.",
        example: "{{ перечень показатель=\"организации с проектами\" проектов=2 год=2023 }}",
        read: |keys| roster::read(keys).map(|it| ShortCode::Block(Block::Roster(it))),
    },
    Definition {
        names: ["рисунок", "figure"],
        about: "Рисунок годового отчёта: заявленные числа рядом с посчитанными.",
        example: "{{ рисунок о=типы год=2023 }}",
        read: |keys| figure::read(keys).map(|it| ShortCode::Block(Block::Figure(it))),
    },
    Definition {
        names: ["решения", "decisions"],
        about: "Решения документа о проектах: состояние каждого по этому документу.",
        example: "{{ решения документ=994-z-2024 }}",
        read: |keys| decisions::read(keys).map(|it| ShortCode::Block(Block::Decisions(it))),
    },
    Definition {
        names: ["список", "list"],
        about: "Записи реестра, которые отвечают условию, ссылками с выбранными сведениями. Условие пишется как в «novator query».",
        example: "{{ список вид=проекты где=\"статус=РЦ и год=2024\" порядок=тема }}",
        read: |keys| {
            listing::read(keys).map(|it| ShortCode::Block(Block::Listing(Box::new(it))))
        },
    },
];

/// A code as editors are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its names, Russian first.
    pub names: [&'static str; 2],
    /// What it shows: a sentence in Russian.
    pub about: &'static str,
    /// One as it is typed.
    pub example: &'static str,
    /// Its keys, as its reader asks for them.
    pub keys: Vec<KeyShape>,
}

/// Every code with its keys.
pub fn all() -> impl Iterator<Item = Described> {
    ALL.iter().map(|it| Described {
        names: it.names,
        about: it.about,
        example: it.example,
        keys: describe(|mut keys| drop((it.read)(&mut keys))),
    })
}

/// Reads the code whose `{{` is at `start`; gives the byte behind it, and what it asks for
/// unless it is broken, of which a remark is made.
pub(super) fn read(reading: &mut Reading<'_>, start: usize) -> (usize, Option<Placed>) {
    let line = line_end(reading.source, start);
    let written = match syntax::parse(reading.source, start..line) {
        Ok(written) => written,
        Err(fault) => {
            let end = reading.source[start..line].find("}}").map_or(2, |it| it + 2);
            reading.advise(code::SHORT_CODE, fault.at.clone(), fault.words());
            return (start + end, None);
        }
    };
    let (end, name) = (written.end, written.name);
    let Some(definition) = ALL.iter().find(|it| it.names.contains(&name.name.as_str())) else {
        let names: Vec<&str> = ALL.iter().flat_map(|it| it.names).collect();
        let near = nearest::nearest(&name.name, names.iter().copied(), 3);
        let message = Words::new(
            format!("нет вставки «{}»", name.name),
            format!("there is no short code `{}`", name.name),
        );
        let words = (message, suggestion(&near, &names));
        reading.advise(code::UNKNOWN_SHORT_CODE, name.at, words);
        return (end, None);
    };
    let keys = Node { at: start..end, value: Value::Table(written.keys) };
    let mut table = Table::new(reading, keys);
    let code = (definition.read)(&mut table);
    let is_whole = table.finish().is_empty();
    (end, code.filter(|_| is_whole).map(|code| Placed { code, at: start..end }))
}

fn line_end(source: &str, start: usize) -> usize {
    source[start..].find(['\n', '\r']).map_or(source.len(), |it| start + it)
}
