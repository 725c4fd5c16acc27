//! Cards as a table and back: of a table that was edited, only the cells that differ change,
//! and in the cards only their bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::files::Files;
use crate::content::entry;
use crate::content::link::EntryKind;
use crate::content::schema::Form;
use crate::content::schema::names::Names;
use crate::content::{self, Content};
use crate::diag::{Diagnostic, Severity, Words};
use crate::source::Sources;
use crate::text::date;
use crate::text::order::fold;
use crate::yaml::Value;
use crate::yaml::edit::Sheet;
use crate::yaml::schema::{KeyShape, Shape};
use grid::Grid;

pub mod grid;

/// The heading of the column that names the card.
const FILE: [&str; 3] = ["файл", "file", "id"];
/// What stands between several values in one cell.
const BETWEEN: &str = "; ";

/// What an edited table would change.
#[derive(Clone, Debug, Default)]
pub struct TablePlan {
    /// New bytes of each file that changes.
    pub files: BTreeMap<Arc<str>, Vec<u8>>,
    /// How many cells differ from the cards and are taken over.
    pub cells: usize,
    /// What is refused: nothing of such a row is written.
    pub refused: Vec<Refused>,
}

/// A cell that cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Row of the table, the heading being 1.
    pub row: usize,
    /// Heading of the column.
    pub column: String,
    /// Why.
    pub words: Words,
}

/// A column: its heading and the key.
struct Column {
    heading: String,
    key: KeyShape,
}

impl Column {
    fn names(&self) -> [&str; 2] {
        [self.key.russian, self.key.english]
    }
}

/// The columns of a kind: those that `tables.yaml` names for it, else every key that fits into a
/// cell.
fn columns(kind: EntryKind, content: &Content) -> Vec<Column> {
    let form = Form::Entry(kind);
    let keys: Vec<KeyShape> = form
        .keys()
        .into_iter()
        .filter(|it| !matches!(it.shape, Shape::Table(_) | Shape::Numbers))
        .collect();
    let of_kind = |name: &str| Form::named(name) == Some(form);
    let map = content.vocabularies.tables.iter().find(|it| of_kind(&it.matter.cards.value));
    let Some(map) = map else {
        return keys
            .into_iter()
            .map(|key| Column { heading: key.russian.to_owned(), key })
            .collect();
    };
    let named = |name: &str| keys.iter().find(|it| [it.russian, it.english].contains(&name));
    let columns = map.matter.columns.iter();
    columns
        .filter_map(|it| {
            Some(Column {
                heading: it.heading.value.clone(),
                key: named(&it.key.value)?.clone(),
            })
        })
        .collect()
}

/// The cards of a kind as a table: a heading, then a row for each card in the order of ids.
pub fn export(kind: EntryKind, sources: &Sources, content: &Content) -> Grid {
    let columns = columns(kind, content);
    let heading = columns.iter().map(|it| it.heading.clone());
    let mut grid = vec![[FILE[0].to_owned()].into_iter().chain(heading).collect::<Vec<_>>()];
    for (id, text) in cards(kind, sources) {
        let Some(sheet) = open(&text) else { continue };
        let cells = columns.iter().map(|it| shown(&sheet, &it.names()));
        grid.push([id].into_iter().chain(cells).collect());
    }
    grid
}

/// The kind whose cards a table names in its first column: that of most of them; none where
/// two kinds have as many.
pub fn kind_of(grid: &Grid, sources: &Sources) -> Option<EntryKind> {
    let ids: BTreeSet<&str> =
        grid.iter().skip(1).filter_map(|it| it.first()).map(String::as_str).collect();
    let count =
        |kind: EntryKind| cards(kind, sources).filter(|it| ids.contains(&*it.0)).count();
    let counts = EntryKind::ALL.map(|kind| (count(kind), kind));
    let most = counts.iter().map(|it| it.0).max().filter(|it| *it > 0)?;
    let mut found = counts.iter().filter(|it| it.0 == most).map(|it| it.1);
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// Plans what an edited table changes.
pub fn plan(grid: &Grid, kind: EntryKind, sources: &Sources, content: &Content) -> TablePlan {
    let mut plan = TablePlan::default();
    let Some(heading) = grid.first() else { return plan };
    let all = columns(kind, content);
    let named = |text: &String| {
        let names = |it: &&Column| {
            [it.heading.as_str(), it.key.russian, it.key.english]
                .iter()
                .any(|it| fold(it) == fold(text))
        };
        all.iter().find(names)
    };
    let Some(file) = heading.iter().position(|it| FILE.contains(&fold(it).as_str())) else {
        let words = Words::new(
            "нет столбца «файл» с именами карточек",
            "there is no column «файл» with the names of cards",
        );
        plan.refused.push(Refused { row: 1, column: String::new(), words });
        return plan;
    };
    let columns: Vec<Option<&Column>> = heading.iter().map(named).collect();
    for (at, text) in heading.iter().enumerate() {
        if at != file && columns[at].is_none() && !text.is_empty() {
            let words = Words::new(
                "такого столбца у этих карточек нет",
                "these cards have no such column",
            );
            plan.refused.push(Refused { row: 1, column: text.clone(), words });
        }
    }
    let names = Names::of(content);
    let mut files = Files::new(sources);
    let mut seen = BTreeSet::new();
    for (at, row) in grid.iter().enumerate().skip(1) {
        let id = row.get(file).map_or("", |it| it.trim());
        if row.iter().all(String::is_empty) {
            continue;
        }
        let path: Arc<str> = format!("content/{}/{id}.md", kind.folder()).into();
        let refusal = if !seen.insert(id.to_owned()) {
            Some(Words::new(
                "эта карточка уже была в таблице",
                "this card was in the table already",
            ))
        } else if sources.bytes(&path).is_none() {
            Some(Words::new(
                format!("карточки «{id}» нет; новую заведите отдельно"),
                format!("there is no card `{id}`; add a new one by itself"),
            ))
        } else {
            None
        };
        if let Some(words) = refusal {
            plan.refused.push(Refused { row: at + 1, column: heading[file].clone(), words });
            continue;
        }
        let cells = row
            .iter()
            .zip(&columns)
            .filter_map(|(cell, column)| Some(((*column)?, cell.as_str())));
        let mut row = Row { path, sources, names: &names, cells: 0 };
        match row.apply(cells) {
            Ok(text) => {
                plan.cells += row.cells;
                if row.cells > 0 {
                    files.changed.insert(row.path, text.into_bytes());
                }
            }
            Err((column, words)) => plan.refused.push(Refused { row: at + 1, column, words }),
        }
    }
    plan.files = files.changed;
    plan
}

/// One row against its card.
struct Row<'a> {
    path: Arc<str>,
    sources: &'a Sources,
    names: &'a Names,
    /// Cells that differ.
    cells: usize,
}

impl Row<'_> {
    /// The text of the card with all its cells, or the cell that cannot be.
    fn apply<'c>(
        &mut self,
        cells: impl Iterator<Item = (&'c Column, &'c str)>,
    ) -> Result<String, (String, Words)> {
        let bytes = self.sources.bytes(&self.path).unwrap_or_default();
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (column, cell) in cells {
            let refused = |words| (column.heading.clone(), words);
            let Some(mut sheet) = open(&text) else {
                return Err(refused(Words::new(
                    "карточка не читается",
                    "the card cannot be read",
                )));
            };
            if is_same(column, &shown(&sheet, &column.names()), cell) {
                continue;
            }
            self.check_names(column, cell).map_err(refused)?;
            put(&mut sheet, column, cell);
            let changed = sheet.finish();
            if let Some(mistake) = self.new_mistake(&text, &changed) {
                return Err(refused(mistake.message));
            }
            text = changed;
            self.cells += 1;
        }
        Ok(text)
    }

    /// What is named must exist.
    fn check_names(&self, column: &Column, cell: &str) -> Result<(), Words> {
        let Shape::Reference(register) = column.key.shape else { return Ok(()) };
        let known = self.names.in_register(register);
        let is_known = |name: &str| {
            let answers = column.key.answers.iter().any(|it| fold(it) == fold(name));
            answers
                || known.iter().any(|it| {
                    it.id == name || it.spellings.iter().any(|it| fold(it) == fold(name))
                })
        };
        match parts(column, cell).into_iter().find(|it| !is_known(it)) {
            None => Ok(()),
            Some(name) => Err(Words::new(
                format!("«{name}» в реестре нет"),
                format!("the registry has no `{name}`"),
            )),
        }
    }

    /// A mistake of the card that it had not before.
    fn new_mistake(&self, before: &str, after: &str) -> Option<Diagnostic> {
        let messages = |text: &str| -> Vec<Diagnostic> {
            let mut alone = self.sources.settings_only();
            alone.insert(&self.path, text.as_bytes().to_vec());
            let (_, diagnostics) = content::parse(&alone, &mut content::Memo::default());
            let of_card = |it: &Diagnostic| {
                it.severity == Severity::Error
                    && it.place.as_ref().is_some_and(|it| it.file == self.path)
            };
            diagnostics.into_iter().filter(of_card).collect()
        };
        let old = messages(before);
        messages(after).into_iter().find(|it| !old.iter().any(|old| old.message == it.message))
    }
}

fn cards(kind: EntryKind, sources: &Sources) -> impl Iterator<Item = (String, String)> {
    let folder = format!("content/{}/", kind.folder());
    sources.content.iter().filter_map(move |(path, file)| {
        let id = path.strip_prefix(&folder)?.strip_suffix(".md")?;
        let text = std::str::from_utf8(file.bytes()).ok()?;
        Some((id.to_owned(), text.to_owned()))
    })
}

fn open(text: &str) -> Option<Sheet<'_>> {
    entry::parts(text).and_then(|it| Sheet::open(text, it.matter))
}

/// What a card says under a key, as one cell.
fn shown(sheet: &Sheet<'_>, names: &[&str]) -> String {
    let text = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    match sheet.value(names).map(|it| &it.value) {
        Some(Value::List(items)) => {
            let texts: Vec<String> = items.iter().filter_map(|it| text(&it.value)).collect();
            texts.join(BETWEEN)
        }
        Some(value) => text(value).unwrap_or_default(),
        None => String::new(),
    }
}

/// The values of a cell.
fn parts(column: &Column, cell: &str) -> Vec<String> {
    let filled = |it: &str| (!it.trim().is_empty()).then(|| it.trim().to_owned());
    match column.key.many {
        true => cell.split([';', '\n']).filter_map(filled).collect(),
        false => filled(cell).into_iter().collect(),
    }
}

/// Whether a cell says what the card does, however a spreadsheet has written it.
fn is_same(column: &Column, card: &str, cell: &str) -> bool {
    let plain = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = |card: &str, cell: &str| match column.key.shape {
        Shape::Date => {
            let dates = (date::parse(card), date::parse(cell));
            plain(card) == plain(cell) || (dates.0.is_some() && dates.0 == dates.1)
        }
        _ => plain(card) == plain(cell),
    };
    let (ours, theirs) = (parts(column, card), parts(column, cell));
    ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(card, cell)| same(card, cell))
}

/// Writes a cell into its card.
fn put(sheet: &mut Sheet<'_>, column: &Column, cell: &str) {
    let names = column.names();
    match &parts(column, cell)[..] {
        [] => sheet.remove(&names),
        values if column.key.many => sheet.set_items(&names, values),
        values => sheet.set(&names, &values.join(" ")),
    }
}
