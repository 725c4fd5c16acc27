//! Cards as tables: exported, edited, taken back; what was not edited keeps its bytes.

use std::path::Path;

use novator::content::link::EntryKind;
use novator::content::{self, Memo};
use novator::import::table::grid::{self, Grid};
use novator::import::table::{TablePlan, export, kind_of, plan};
use novator::source::{self, Sources};

fn bundled() -> Sources {
    source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

fn exported(kind: EntryKind, sources: &Sources) -> Grid {
    export(kind, sources, &content::parse(sources, &mut Memo::default()).0)
}

fn planned(grid: &Grid, kind: EntryKind, sources: &Sources) -> TablePlan {
    plan(grid, kind, sources, &content::parse(sources, &mut Memo::default()).0)
}

/// The cell under a heading in the row of a card.
fn cell<'g>(grid: &'g mut Grid, id: &str, heading: &str) -> &'g mut String {
    let column = grid[0].iter().position(|it| it == heading).expect("the column is there");
    let row = grid.iter_mut().find(|it| it[0] == id).expect("the card is there");
    &mut row[column]
}

#[test]
fn a_table_that_was_not_edited_changes_nothing() {
    let sources = bundled();
    for kind in EntryKind::ALL {
        let table = exported(kind, &sources);
        assert_eq!(kind_of(&table, &sources), Some(kind));
        for name in ["a.csv", "a.xlsx"] {
            let bytes = grid::write(name, &table).expect("it can be written");
            let plan =
                planned(&grid::read(name, &bytes).expect("it can be read"), kind, &sources);
            assert_eq!((plan.cells, plan.files.len()), (0, 0), "{kind:?} {name}");
            assert_eq!(plan.refused, [], "{kind:?} {name}");
        }
    }
}

#[test]
fn only_edited_cells_change_and_only_their_bytes() {
    let mut sources = bundled();
    let path = "content/organisations/sosh-54.md";
    let card = "---\n# школа на реке\nвид: СОШ # так в приказе\nномер: 54\n\
                название: 'МБОУ «СОШ № 54 г. Челябинска»'\nтип: general\nрайон: Центральный\n\
                варианты:\n  - СОШ 54\n---\n\nТекст.\n";
    sources.insert(path, card.as_bytes().to_vec());
    let mut table = exported(EntryKind::Organisation, &sources);
    *cell(&mut table, "sosh-54", "Район") = "Калининский: север".to_owned();
    *cell(&mut table, "sosh-54", "Адрес") = "ул. Мира, 1".to_owned();
    *cell(&mut table, "sosh-3", "Сайт") = "https://example.org/3".to_owned();
    let plan = planned(&table, EntryKind::Organisation, &sources);
    assert_eq!((plan.cells, plan.files.len(), plan.refused.len()), (3, 2, 0));
    let wanted = card
        .replace("район: Центральный", "район: 'Калининский: север'")
        .replace("  - СОШ 54\n", "  - СОШ 54\nадрес: ул. Мира, 1\n");
    let found = plan.files.get(path).map(|it| String::from_utf8_lossy(it).into_owned());
    assert_eq!(found.as_deref(), Some(wanted.as_str()));
    for (path, bytes) in &plan.files {
        sources.insert(path, bytes.clone());
    }
    assert_eq!(planned(&table, EntryKind::Organisation, &sources).cells, 0);
}

#[test]
fn an_emptied_cell_takes_its_line_out() {
    let mut sources = bundled();
    let path = "content/organisations/sosh-3.md";
    let old = String::from_utf8_lossy(sources.bytes(path).expect("it is there")).into_owned();
    sources.insert(path, old.replace("тип:", "район: Центральный\nтип:").into_bytes());
    let mut table = exported(EntryKind::Organisation, &sources);
    cell(&mut table, "sosh-3", "Район").clear();
    let plan = planned(&table, EntryKind::Organisation, &sources);
    let found = plan.files.get(path).map(|it| String::from_utf8_lossy(it).into_owned());
    assert_eq!(found.as_deref(), Some(old.as_str()));
}

#[test]
fn refused_rows_are_named_with_row_and_column() {
    let sources = bundled();
    let mut table = exported(EntryKind::Organisation, &sources);
    *cell(&mut table, "sosh-3", "Номер") = "три".to_owned();
    *cell(&mut table, "sosh-3", "Район") = "Центральный".to_owned();
    *cell(&mut table, "sosh-4", "Тип") = "школы".to_owned();
    cell(&mut table, "sosh-6", "Название").clear();
    let width = table[0].len();
    table.push([vec!["sosh-999".to_owned()], vec![String::new(); width - 1]].concat());
    table[0].push("Цвет".to_owned());
    let plan = planned(&table, EntryKind::Organisation, &sources);
    let row = |id: &str| table.iter().position(|it| it[0] == id).expect("it is there") + 1;
    let found: Vec<(usize, &str)> =
        plan.refused.iter().map(|it| (it.row, it.column.as_str())).collect();
    let mut wanted = vec![
        (1, "Цвет"),
        (row("sosh-3"), "Номер"),
        (row("sosh-4"), "Тип"),
        (row("sosh-6"), "Название"),
        (row("sosh-999"), "файл"),
    ];
    wanted.sort_by_key(|it| it.0);
    assert_eq!(found, wanted);
    assert!(plan.files.is_empty(), "nothing of a refused row is written");
}
