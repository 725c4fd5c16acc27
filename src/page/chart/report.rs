//! What a report states beside what the registry counts.

use super::super::counted::counted_from;
use super::named::Registry;
use super::words::IN_FIGURES;
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row};
use crate::stats::stated::{Basis, Comparison, compare};
use crate::text::typography::prose;

/// Stated and counted numbers side by side; shares have a table of their own.
pub(super) fn stated(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let report = site.vocabularies.reports.iter().find(|it| it.year == year)?;
    let all = compare(Basis::live(site), report);
    let is_share = |it: &&Comparison<'_>| it.stated.unit.as_deref() == Some("%");
    let row = |it: &Comparison<'_>| {
        let counted = it.computed.as_ref()?;
        let stated = usize::try_from(it.stated.value).ok()?;
        let list = counted.from.map(|it| counted_from(site, it).path().to_owned());
        Some(Row {
            label: Label::new(prose(&it.stated.label)),
            cells: vec![Cell::count(stated, None), Cell::count(counted.value, list)],
        })
    };
    let compared: Vec<&Comparison<'_>> = all.iter().filter(|it| !is_share(it)).collect();
    let rows: Vec<Row> = compared.iter().filter_map(|it| row(it)).collect();
    let differing = compared.iter().filter(|it| it.computed.is_some() && it.differs()).count();
    let headline = match differing {
        0 => "Отчет и реестр совпадают".to_owned(),
        _ => format!(
            "Отчет и реестр расходятся в {} из {}",
            IN_FIGURES.counted(differing),
            rows.len()
        ),
    };
    let subject = format!(
        "Числа, которые назвал отчет, и те же числа, посчитанные по реестру. {}",
        registry.place_and_year(year)
    );
    let grid = Grid {
        head: "Показатель".to_owned(),
        series: vec![Label::new("Заявлено в отчете"), Label::new("Посчитано по реестру")],
        rows,
        ..Grid::default()
    };
    Some(Chart::new(&headline, subject, Picture::Grid(Form::Bars, grid)))
}
