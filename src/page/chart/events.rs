//! Charts of events: by month, how people met, the share of platforms in series.

use super::super::card::capitalised;
use super::super::event_list::EventList;
use super::super::route;
use super::named::Registry;
use super::words::{EVENTS, Leaders, OF_EVENTS, OF_RECORDS, RECORDS, inside};
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row};
use crate::content::event::EventFormat;
use crate::stats::events::{by_platforms, format, number, of_series, of_year, tally};
use crate::text::date::month;
use crate::text::typography::prose;
use crate::yaml::table::Word;

/// How people met, as keys have it; the untold last.
const FORMATS: [Option<EventFormat>; 4] =
    [Some(EventFormat::InPerson), Some(EventFormat::Remote), Some(EventFormat::Mixed), None];

fn words(format: Option<EventFormat>) -> String {
    format.map_or("Формат не указан".to_owned(), |it| capitalised(it.spelling()))
}

/// Entries of the calendar by the month in which they begin, and by how people met.
pub(super) fn months(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let all = of_year(site, year);
    let begun =
        |id: &crate::site::event::EventId| site.event(*id).entry.matter.from.value.month();
    let used: Vec<Option<EventFormat>> = FORMATS
        .into_iter()
        .filter(|it| all.iter().any(|id| begun(id).is_some() && format(site.event(*id)) == *it))
        .collect();
    let row = |month_number: i8| {
        let here: Vec<_> =
            all.iter().filter(|id| begun(id) == Some((year, month_number))).collect();
        let cell = |it: &Option<EventFormat>| {
            Cell::count(here.iter().filter(|id| format(site.event(***id)) == *it).count(), None)
        };
        let path = route::month((year, month_number)).path().to_owned();
        let link = (!here.is_empty()).then_some(path);
        let row = Row {
            label: Label::linked(capitalised(month(month_number)), link),
            cells: used.iter().map(cell).collect(),
        };
        (here.len(), row)
    };
    let rows: Vec<(usize, Row)> = (1..=12).map(row).collect();
    let known: usize = rows.iter().map(|it| it.0).sum();
    let leaders = Leaders::of(rows.iter().map(|it| (it.0, inside(&it.1.label.text))))?;
    let (fullest, each) = (leaders.names(), leaders.each());
    let headline = match known {
        1 => format!("Одна запись календаря: {fullest}"),
        _ => format!(
            "Больше всего в календаре — {fullest}: {each} из {}",
            OF_RECORDS.counted(known)
        ),
    };
    let subject = format!(
        "Записи календаря по месяцу начала; одна запись может говорить о нескольких \
         мероприятиях. {}",
        registry.place_and_year(year)
    );
    let grid = Grid {
        head: "Месяц".to_owned(),
        series: used.iter().map(|it| Label::new(words(*it))).collect(),
        rows: rows.into_iter().map(|it| it.1).collect(),
        unit: RECORDS,
        whole: None,
    };
    let dateless = all.len() - known;
    let note = format!("Еще {}: известен только год.", RECORDS.counted(dateless));
    let notes = (dateless > 0).then_some(note).into_iter().collect();
    let chart = Chart::new(&headline, subject, Picture::Grid(Form::Calendar, grid));
    Some(Chart { notes, ..chart })
}

/// ST-13 by how people met; none where some entries do not tell how many events they stand for,
/// for a part would pass for the whole.
pub(super) fn formats(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let all = by_platforms(site, year);
    if tally(site, &all).untold > 0 {
        return None;
    }
    let told = |it: &Option<EventFormat>| -> usize {
        let here = all.iter().map(|id| site.event(*id)).filter(|event| format(event) == *it);
        here.filter_map(number).sum()
    };
    let rows: Vec<(usize, Row)> = FORMATS
        .iter()
        .map(|it| {
            let label = Label::new(words(*it));
            (told(it), Row { label, cells: vec![Cell::count(told(it), None)] })
        })
        .filter(|it| it.0 > 0)
        .collect();
    let whole: usize = rows.iter().map(|it| it.0).sum();
    let leaders = Leaders::of(rows.iter().map(|it| (it.0, inside(&it.1.label.text))))?;
    let names = capitalised(&leaders.names());
    let headline = format!("{names}: {} из {}", leaders.each(), OF_EVENTS.counted(whole));
    let list = EventList::OfPlatforms(year).route(site).path().to_owned();
    let link = |mut row: Row| {
        row.label.link = Some(list.clone());
        row
    };
    let grid = Grid {
        head: "Как проходили".to_owned(),
        series: vec![Label::new("Мероприятия")],
        rows: rows.into_iter().map(|it| link(it.1)).collect(),
        unit: EVENTS,
        whole: None,
    };
    let subject = format!(
        "Мероприятия инновационных площадок по формату. {}",
        registry.place_and_year(year)
    );
    Some(Chart::new(&headline, subject, Picture::Grid(Form::Strip, grid)))
}

/// ST-17: what platforms held of each series.
pub(super) fn series(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let row = |index: usize| {
        let term = &site.vocabularies.event_series[index];
        let total = term.matter.totals.iter().find(|it| it.year.value == year)?.total;
        let tally = tally(site, &of_series(site, index, year));
        let (own, total) = (tally.events, usize::try_from(total).ok()?);
        let rest = total.checked_sub(own).filter(|_| tally.untold == 0)?;
        let list = EventList::Series(index).route(site).path().to_owned();
        let label = Label::linked(prose(&term.title), Some(list));
        let cells = vec![Cell::count(own, None), Cell::count(rest, None)];
        Some((own, total, Row { label, cells }))
    };
    let rows: Vec<_> = (0..site.vocabularies.event_series.len()).filter_map(row).collect();
    let told: Vec<String> = rows
        .iter()
        .map(|(own, total, row)| format!("{own} из {total} — «{}»", row.label))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let grid = Grid {
        head: "Серия".to_owned(),
        series: vec![Label::new("Провели площадки"), Label::new("Провели другие")],
        rows: rows.into_iter().map(|it| it.2).collect(),
        unit: EVENTS,
        whole: None,
    };
    Some(Chart::new(
        &format!("Площадки провели {}", told.join(", ")),
        format!(
            "Какая часть мероприятий каждой серии прошла на площадках. {}",
            registry.place_and_year(year)
        ),
        Picture::Grid(Form::Stacked, grid),
    ))
}
