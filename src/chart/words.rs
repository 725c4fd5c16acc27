//! What a chart shows, in words for those who do not see it.

use super::{Cell, Chart, Form, Grid, Picture, Row};

/// The kind of the chart, how much it shows, the largest and the least.
pub(super) fn describe(chart: &Chart) -> String {
    let kind = kind(&chart.picture);
    if chart.is_empty() {
        return format!("{kind}. Данных нет.");
    }
    let Picture::Grid(_, grid) = &chart.picture;
    let mut text = format!("{kind}. {}: {}.", grid.head, grid.rows.len());
    if grid.series.len() > 1 {
        let series: Vec<String> = grid.series.iter().map(|it| it.text.to_lowercase()).collect();
        text += &format!(" Показано: {}.", series.join(", "));
    }
    text + &extremes(grid)
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
    }
}

/// The largest and the least row by the sum of its numbers.
fn extremes(grid: &Grid) -> String {
    let sum = |it: &&Row| Grid::total(it);
    let known = || grid.rows.iter().filter(|it| it.cells.iter().any(|it| it.value.is_some()));
    // The first of equals: `max_by_key` alone gives the last.
    let (most, least) = (known().rev().max_by_key(sum), known().min_by_key(sum));
    let (Some(most), Some(least)) = (most, least) else { return String::new() };
    let said = |it: &Row| match grid.series.len() {
        1 => it.cells.first().map(|it| grid.unit.said(it)).unwrap_or_default(),
        _ => grid.unit.said(&Cell { value: Grid::total(it), ..Cell::default() }),
    };
    if Grid::total(most) == Grid::total(least) {
        let all = if grid.rows.len() == 1 {
            "Одно значение"
        } else {
            "Все значения равны"
        };
        return format!(" {all}: {}.", said(most));
    }
    format!(
        " Больше всего: {} — {}. Меньше всего: {} — {}.",
        most.label,
        said(most),
        least.label,
        said(least)
    )
}
