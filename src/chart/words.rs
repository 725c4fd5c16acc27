//! What a chart shows, in words for those who do not see it.

use super::bars::lowered_first;
use super::{Cell, Chart, Form, Grid, Label, Picture, Row, Star, Timeline};
use crate::text::date;
use crate::text::decimal::Decimal;
use crate::text::listed::listed;

/// So many equals are named; the table has all of them.
const MOST_NAMES: usize = 4;

/// The kind of the chart, how much it shows, the largest and the least.
pub(super) fn describe(chart: &Chart) -> String {
    let kind = kind(&chart.picture);
    if chart.is_empty() {
        return format!("{kind}. Данных нет.");
    }
    let (form, grid) = match &chart.picture {
        Picture::Grid(Form::Matrix | Form::Network, grid) => return meetings(kind, grid),
        Picture::Grid(form, grid) => (*form, grid),
        Picture::Timeline(timeline) => return spans(kind, timeline),
        Picture::Star(star) => return rays(kind, star),
    };
    let mut text = format!("{kind}. {}: {}.", grid.head, grid.rows.len());
    if grid.series.len() > 1 {
        let series: Vec<String> =
            grid.series.iter().map(|it| lowered_first(&it.text)).collect();
        text += &format!(" Показано: {}.", series.join(", "));
    }
    text + &extremes(form, grid)
}

fn kind(picture: &Picture) -> &'static str {
    match picture {
        Picture::Grid(Form::Bars, grid) if grid.series.len() > 1 => {
            "Столбики рядом, по строкам"
        }
        Picture::Grid(Form::Bars, _) => "Горизонтальные столбики",
        Picture::Grid(Form::Stacked, _) => "Горизонтальные столбики из частей",
        Picture::Grid(Form::Strip, _) => "Полоса: части целого",
        Picture::Grid(Form::Columns, _) => "Вертикальные столбики",
        Picture::Grid(Form::Line, _) => "Линии по годам",
        Picture::Grid(Form::Calendar, _) => "Календарь по месяцам",
        Picture::Grid(Form::Flow, _) => "Потоки: что чем стало",
        Picture::Grid(Form::Matrix, _) => "Матрица: кто где участвует",
        Picture::Grid(Form::Network, _) => "Сеть: кто с кем связан",
        Picture::Timeline(_) => "Шкала времени",
        Picture::Star(_) => "Звезда: один в центре и связанные с ним",
    }
}

/// How many rows meet how many series, and which row meets the most.
fn meetings(kind: &str, grid: &Grid) -> String {
    let number = |it: &Row| it.cells.iter().filter(|it| it.size() > 0.0).count();
    let size =
        format!("{kind}. {}: {}, столбцов: {}.", grid.head, grid.rows.len(), grid.series.len());
    let most = grid.rows.iter().map(&number).max().unwrap_or_default();
    if most == 0 {
        return size;
    }
    let equal: Vec<&Row> = grid.rows.iter().filter(|it| number(it) == most).collect();
    size + &named("Больше всего связей", &equal, &most.to_string())
}

/// « Больше всего: А — 3.», and of equals « Больше всего: А и Б — в каждой строке 3.»
fn named(what: &str, equal: &[&Row], value: &str) -> String {
    let names: Vec<&str> = equal.iter().map(|it| it.label.text.as_str()).collect();
    let each = if names.len() > 1 { "в каждой строке " } else { "" };
    format!(" {what}: {} — {each}{value}.", listed(&names, MOST_NAMES))
}

/// How many rows, from which day to which.
fn spans(kind: &str, timeline: &Timeline) -> String {
    let first = timeline.spans.iter().map(|it| it.from).min().map(date::short);
    let last = timeline.spans.iter().map(|it| it.to).max().map(date::short);
    format!(
        "{kind}. {}: {}. С {} по {}.",
        timeline.head,
        timeline.spans.len(),
        first.unwrap_or_default(),
        last.unwrap_or_default()
    )
}

/// Who is in the middle, and how many of each kind are around.
fn rays(kind: &str, star: &Star) -> String {
    let groups: Vec<String> = star
        .groups
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|(name, all)| format!("{} — {}", lowered_first(&name.text), all.len()))
        .collect();
    format!("{kind}. В центре {}, вокруг: {}.", star.centre, groups.join(", "))
}

/// The largest and the least row: in each series, where numbers stand side by side; by the sum of
/// its numbers, where they are parts of one.
fn extremes(form: Form, grid: &Grid) -> String {
    if matches!(form, Form::Bars | Form::Line) && grid.series.len() > 1 {
        let of = |(at, series): (usize, &Label)| {
            format!(" {series}.{}", ends(grid, |row| row.cells.get(at).cloned()))
        };
        return grid.series.iter().enumerate().take(MOST_NAMES).map(of).collect();
    }
    ends(grid, |row| match row.cells.as_slice() {
        [one] => Some(one.clone()),
        _ => Some(Cell { value: Grid::total(row), ..Cell::default() }),
    })
}

/// The rows with the largest and the least of the numbers that are known.
fn ends(grid: &Grid, cell: impl Fn(&Row) -> Option<Cell>) -> String {
    let number = |row| {
        let cell = cell(row)?;
        Some((row, cell.value?, cell))
    };
    let known: Vec<(&Row, Decimal, Cell)> = grid.rows.iter().filter_map(number).collect();
    let most = known.iter().max_by_key(|it| it.1);
    let (Some(most), Some(least)) = (most, known.iter().min_by_key(|it| it.1)) else {
        return " Данных нет.".to_owned();
    };
    let said = |it: &(&Row, Decimal, Cell)| grid.unit.said(&it.2);
    if most.1 == least.1 {
        let all = if known.len() == 1 {
            "Одно значение"
        } else {
            "Все значения равны"
        };
        return format!(" {all}: {}.", said(most));
    }
    let equal = |to: Decimal| -> Vec<&Row> {
        known.iter().filter(|it| it.1 == to).map(|it| it.0).collect()
    };
    named("Больше всего", &equal(most.1), &said(most))
        + &named("Меньше всего", &equal(least.1), &said(least))
}
