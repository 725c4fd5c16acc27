//! Files of tables ↔ rows of texts: `.csv` as spreadsheets write it in Russian, `.xlsx`, `.ods`.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::super::paper::decoded;
use crate::diag::Words;

/// More rows than a registry has.
const MOST_ROWS: usize = 20_000;
/// More columns than a card has keys.
const MOST_COLUMNS: usize = 200;
/// What a table may unpack to.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// Rows of cells, as texts.
pub type Grid = Vec<Vec<String>>;

/// Reads a table by the ending of its name.
///
/// # Errors
///
/// What is wrong with the file.
pub fn read(name: &str, bytes: &[u8]) -> Result<Grid, Words> {
    let grid = match ending(name).as_str() {
        "csv" => csv_rows(bytes)?,
        "xlsx" | "ods" => sheet_rows(bytes)?,
        _ => return Err(unknown(name)),
    };
    let is_large = grid.len() > MOST_ROWS || grid.iter().any(|it| it.len() > MOST_COLUMNS);
    if is_large {
        return Err(Words::new(
            format!("в таблице больше {MOST_ROWS} строк или {MOST_COLUMNS} столбцов"),
            format!("the table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"),
        ));
    }
    Ok(grid)
}

/// The bytes of a table by the ending of its name.
///
/// # Errors
///
/// What is wrong with the name.
pub fn write(name: &str, grid: &[Vec<String>]) -> Result<Vec<u8>, Words> {
    match ending(name).as_str() {
        "csv" => Ok(csv_bytes(grid)),
        "xlsx" => xlsx_bytes(grid),
        _ => Err(unknown(name)),
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, it)| it.to_lowercase()).unwrap_or_default()
}

fn unknown(name: &str) -> Words {
    Words::new(
        format!("«{name}»: таблицы читаются из .xlsx, .ods и .csv, пишутся в .xlsx и .csv"),
        format!(
            "`{name}`: tables are read from .xlsx, .ods and .csv, written to .xlsx and .csv"
        ),
    )
}

fn broken() -> Words {
    Words::new("таблица не читается: файл повреждён", "the table is broken and cannot be read")
}

/// Signs that a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];

/// A text that no spreadsheet will calculate.
fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|it| it.starts_with(FORMULA)).unwrap_or(text)
}

fn csv_rows(bytes: &[u8]) -> Result<Grid, Words> {
    let text = decoded(bytes)?;
    let text = text.trim_start_matches('\u{feff}');
    let heading = text.lines().next().unwrap_or_default();
    let marks = [b';', b'\t', b','];
    let count = |mark: &u8| heading.bytes().filter(|it| it == mark).count();
    let mark = marks.iter().rev().max_by_key(|it| count(it)).copied().unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid = vec![];
    for record in reader.records().take(MOST_ROWS + 1) {
        let record = record.map_err(|_| broken())?;
        grid.push(record.iter().map(|it| unguarded(it.trim()).to_owned()).collect());
    }
    Ok(grid)
}

fn csv_bytes(grid: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in grid {
        // Writing into memory cannot fail, and every row has one width.
        let _ = writer.write_record(row.iter().map(|it| guarded(it)));
    }
    writer.into_inner().unwrap_or_default()
}

fn sheet_rows(bytes: &[u8]) -> Result<Grid, Words> {
    refuse_bombs(bytes)?;
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| broken())?;
    let sheet = book.worksheet_range_at(0).ok_or_else(broken)?.map_err(|_| broken())?;
    let rows = sheet.rows().take(MOST_ROWS + 1);
    Ok(rows.map(|row| row.iter().take(MOST_COLUMNS + 1).map(text).collect()).collect())
}

/// Unpacks everything once into nothing: the sizes that an archive claims may be lies.
fn refuse_bombs(bytes: &[u8]) -> Result<(), Words> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| broken())?;
        let size = std::io::copy(&mut file.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(size.map_err(|_| broken())?).ok_or_else(|| {
            Words::new(
                "таблица распаковывается больше чем в 128 Мбайт: она не читается",
                "the table unpacks to more than 128 MiB and is not read",
            )
        })?;
    }
    Ok(())
}

/// A cell as a card would say it: whole numbers without a point, dates as ДД.ММ.ГГГГ.
fn text(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string().replace('.', ","),
        Data::String(text) => unguarded(text.trim()).to_owned(),
        Data::Bool(yes) => if *yes { "да" } else { "нет" }.to_owned(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day:02}.{month:02}.{year:04}")
        }
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            let parsed = crate::text::date::parse(day);
            parsed.map_or(day.to_owned(), crate::text::date::short)
        }
        Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn xlsx_bytes(grid: &[Vec<String>]) -> Result<Vec<u8>, Words> {
    let failed = |_| {
        Words::new("таблицу .xlsx записать не удалось", "the .xlsx table could not be written")
    };
    let mut book = Workbook::new();
    // The moment of writing is no part of the table.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment));
    let sheet = book.add_worksheet();
    let plain = Format::new().set_num_format("@");
    let heading = Format::new().set_num_format("@").set_bold();
    for (row, cells) in (0_u32..).zip(grid) {
        for (column, cell) in (0_u16..).zip(cells) {
            let format = if row == 0 { &heading } else { &plain };
            sheet.write_string_with_format(row, column, cell, format).map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(1, 1).map_err(failed)?;
    book.save_to_buffer().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let grid: Grid = vec![
            vec!["файл".to_owned(), "номер".to_owned()],
            vec!["а; \"б\"\nв".to_owned(), "=1+1".to_owned()],
            vec!["05.04.2024".to_owned(), String::new()],
        ];
        for name in ["a.csv", "a.xlsx"] {
            let bytes = write(name, &grid).expect("it can be written");
            assert_eq!(read(name, &bytes).expect("it can be read"), grid, "{name}");
            assert_eq!(bytes, write(name, &grid).expect("it can be written"), "{name}");
        }
        assert!(write("a.ods", &grid).is_err() && read("a.doc", b"").is_err());
        assert!(read("a.xlsx", b"PK").is_err());
    }

    #[test]
    fn other_delimiters_are_understood() {
        for text in ["файл;тип\nа;б\n", "файл,тип\r\nа,б\r\n", "файл\tтип\nа\tб"]
        {
            let grid = read("a.csv", text.as_bytes()).expect("it can be read");
            assert_eq!(grid, [["файл", "тип"], ["а", "б"]], "{text}");
        }
    }
}
