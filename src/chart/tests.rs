//! Laws of every drawing, over charts made at random.

use proptest::prelude::*;

use super::scene::Box;
use super::*;

const FORMS: [Form; 9] = [
    Form::Bars,
    Form::Stacked,
    Form::Strip,
    Form::Columns,
    Form::Line,
    Form::Calendar,
    Form::Flow,
    Form::Matrix,
    Form::Network,
];
const PEOPLE: Unit = Unit::new("человек", "человека", "человек");

prop_compose! {
    fn label()(text in "[А-Яа-яЁё№«»0-9 ,-]{0,90}", linked: bool) -> Label {
        Label { text: text.trim().to_owned(), link: linked.then(|| "a.html".to_owned()) }
    }
}

prop_compose! {
    fn cell()(value in prop::option::weighted(0.9, prop_oneof![0i64..5, 0i64..4_000, Just(9_999_999)]),
        linked: bool, note in prop::option::weighted(0.2, "[0-9]{1,2} %")) -> Cell
    {
        Cell {
            value: value.map(|it| Decimal(it * 100)),
            link: linked.then(|| "b.html".to_owned()),
            note,
        }
    }
}

prop_compose! {
    fn grid()(series in prop::collection::vec(label(), 1..7), rows in 0usize..16)(
        rows in prop::collection::vec(
            (label(), prop::collection::vec(cell(), series.len())), rows),
        series in Just(series)) -> Grid
    {
        let row = |(label, cells)| Row { label, cells };
        let rows = rows.into_iter().map(row).collect();
        Grid { head: "Кто".to_owned(), series, rows, unit: PEOPLE, whole: None }
    }
}

fn chart(picture: Picture) -> Chart {
    Chart {
        name: "x".to_owned(),
        headline: "Сообщение".to_owned(),
        subject: "Что, где, когда".to_owned(),
        picture,
        notes: vec![],
    }
}

fn any_chart() -> impl Strategy<Value = Chart> {
    prop_oneof![7 => any_grid(), 1 => any_timeline(), 1 => any_star()]
}

fn any_grid() -> impl Strategy<Value = Chart> {
    (prop::sample::select(FORMS.to_vec()), grid()).prop_map(|(form, mut grid)| {
        if form == Form::Strip {
            grid.series.truncate(1);
            grid.rows.iter_mut().for_each(|it| it.cells.truncate(1));
        }
        chart(Picture::Grid(form, grid))
    })
}

prop_compose! {
    fn any_timeline()(spans in prop::collection::vec(
        (label(), 0i32..9000, 0i32..900, "[а-я]{3,12}", 0usize..5), 0..15)) -> Chart
    {
        let day = |it: i32| jiff::civil::date(2003, 1, 1) + jiff::Span::new().days(it);
        let span = |(label, from, long, state, series)| {
            Span { label, from: day(from), to: day(from + long), state, series }
        };
        let spans = spans.into_iter().map(span).collect();
        let today = jiff::civil::date(2024, 5, 5);
        chart(Picture::Timeline(Timeline { head: "Кто".to_owned(), spans, today }))
    }
}

prop_compose! {
    fn any_star()(centre in label(), groups in prop::collection::vec(
        (label(), prop::collection::vec(label(), 0..25)), 0..6)) -> Chart
    {
        let role = "координатор".to_owned();
        let others = "партнер".to_owned();
        chart(Picture::Star(Star { centre, role, others, kind: "школы".to_owned(), head: "Тип".to_owned(), groups }))
    }
}

/// What is wrong with a drawing: words over words, or anything beyond the edge.
fn faults(drawing: &Drawing) -> Vec<String> {
    let mut faults = vec![];
    let mut words: Vec<(&str, Box)> = vec![];
    for shape in drawing.shapes() {
        let Some(bounds) = shape.bounds() else { continue };
        let [left, top, right, bottom] = bounds.sides;
        let is_inside = left >= -0.6
            && top >= -0.6
            && right <= drawing.width + 0.6
            && bottom <= drawing.height + 0.6;
        if !is_inside {
            faults.push(format!("{shape:?} leaves {} × {}", drawing.width, drawing.height));
        }
        if let Shape::Text { text, .. } = shape {
            let over = words.iter().find(|it| it.1.meets(bounds));
            faults.extend(over.map(|it| format!("«{text}» stands over «{}»", it.0)));
            words.push((text, bounds));
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn words_never_overlap_or_leave_the_box(chart in any_chart()) {
        for width in [NARROW, WIDE] {
            let faults = faults(&chart.drawing(width));
            let form = chart.description();
            prop_assert!(faults.is_empty(), "{width}: {form}: {faults:#?}");
        }
    }

    #[test]
    fn every_number_of_the_table_is_drawn(chart in any_chart()) {
        let Picture::Grid(form, grid) = &chart.picture else { return Ok(()) };
        prop_assume!(!matches!(form, Form::Matrix | Form::Network));
        let (table, drawing) = (chart.table(), chart.drawing(WIDE));
        for (row, data) in table.rows.iter().zip(&grid.rows) {
            prop_assert_eq!(&row.label, &data.label);
            for (cell, number) in row.cells.iter().zip(&data.cells) {
                let digits = number.value.map_or("нет данных".to_owned(), digits);
                prop_assert_eq!(&cell.text, &digits);
                let is_drawn = number.size() > 0.0 || *form == Form::Bars;
                let digits = digits.trim_start_matches("нет данных");
                let says = |it: &Mark| it.says.contains(digits)
                    && it.says.starts_with(&row.label.text);
                prop_assert!(!is_drawn || drawing.marks.iter().any(says), "{digits}");
            }
        }
    }

    #[test]
    fn the_same_numbers_give_the_same_drawing(chart in any_chart()) {
        let again = chart.clone();
        prop_assert_eq!(chart.drawing(NARROW), again.drawing(NARROW));
        prop_assert_eq!(chart.table().csv(), again.table().csv());
    }

    #[test]
    fn a_longer_bar_means_a_larger_number(values in prop::collection::vec(1usize..1000, 2..20)) {
        let row = |it: &usize| Row {
            label: Label::new("строка"),
            cells: vec![Cell::count(*it, None)],
        };
        let rows = values.iter().map(row).collect();
        let grid = Grid { series: vec![Label::new("")], rows, ..Grid::default() };
        let drawing = chart(Picture::Grid(Form::Bars, grid)).drawing(WIDE);
        let bar = |it: &Mark| it.shapes.iter().find_map(|it| match it {
            Shape::Rect { width, look: Look::Part, .. } => Some(width.0),
            _ => None,
        });
        let lengths: Vec<f64> = drawing.marks.iter().filter_map(bar).collect();
        for (one, other) in lengths.windows(2).map(|it| (it[0], it[1])).zip(values.windows(2)).map(
            |(lengths, values)| (lengths.0 < lengths.1, values[0] < values[1])) {
            prop_assert!(one <= other);
        }
    }
}

#[test]
fn branches_of_a_large_star_stay_inside() {
    let others = |number: usize| -> Vec<Label> {
        (0..number).map(|it| Label::new(format!("Организация № {it}"))).collect()
    };
    for sizes in [[61, 0], [1, 80], [40, 41], [90, 1]] {
        let groups = sizes.map(|it| (Label::new("Школы"), others(it))).to_vec();
        let star = Star { centre: Label::new("ЦРО"), groups, ..Star::default() };
        let drawing = chart(Picture::Star(star)).drawing(WIDE);
        assert_eq!(faults(&drawing), Vec::<String>::new(), "{sizes:?}");
        assert_eq!(drawing.marks.len(), sizes[0] + sizes[1] + 1);
    }
}

#[test]
fn an_empty_chart_has_a_sentence() {
    let empty = chart(Picture::Grid(Form::Bars, Grid::default()));
    assert!(empty.is_empty());
    assert_eq!(empty.description(), "Горизонтальные столбики. Данных нет.");
    assert_eq!(empty.drawing(WIDE).shapes().count(), 0);
}

fn numbers(form: Form, series: usize, rows: &[&[Option<i64>]]) -> Chart {
    let cell =
        |it: &Option<i64>| Cell { value: it.map(|it| Decimal(it * 100)), ..Cell::default() };
    let row = |(at, it): (usize, &&[Option<i64>])| Row {
        label: Label::new(format!("строка {at}")),
        cells: it.iter().map(cell).collect(),
    };
    let rows = rows.iter().enumerate().map(row).collect();
    let series = (0..series).map(|it| Label::new(format!("Ряд МЛ {it}"))).collect();
    let head = "Год".to_owned();
    chart(Picture::Grid(form, Grid { head, series, rows, ..Grid::default() }))
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    let of_words = drawing.shapes().filter_map(|it| match it {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    of_words.collect()
}

#[test]
fn what_nobody_has_told_is_said_and_is_not_the_least() {
    let nothing = numbers(Form::Line, 1, &[&[None], &[None]]);
    assert!(texts(&nothing.drawing(WIDE)).contains(&UNKNOWN));
    let some = numbers(
        Form::Stacked,
        2,
        &[&[Some(3), Some(1)], &[Some(2), None], &[Some(5), Some(1)]],
    );
    let words = some.description();
    assert!(
        words.ends_with("Больше всего: строка 2 — 6. Меньше всего: строка 0 — 4."),
        "{words}"
    );
    assert!(words.contains("Показано: ряд МЛ 0, ряд МЛ 1."), "{words}");
}

#[test]
fn lines_of_series_are_told_apart_without_their_dots() {
    let drawing = numbers(Form::Line, 3, &[&[Some(1); 3], &[Some(9); 3]]).drawing(WIDE);
    let thread = |it| match it {
        &Shape::Path { look: Look::Thread, pattern, .. } => Some(pattern),
        _ => None,
    };
    assert_eq!(drawing.behind.iter().filter_map(thread).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn what_has_no_room_is_left_out_in_sight() {
    let months = numbers(Form::Calendar, 1, &[&[Some(20)], &[Some(45)]]).drawing(WIDE);
    assert_eq!(texts(&months).iter().filter(|it| **it == "…").count(), 1);
    let columns =
        numbers(Form::Columns, 2, &[&[Some(7_654_321), Some(1)], &[Some(4), Some(1)]])
            .drawing(WIDE);
    let is_plate = |it: &&Shape| matches!(it, Shape::Rect { look: Look::Plate, .. });
    assert_eq!(columns.shapes().filter(is_plate).count(), 0);
    let nothing = numbers(Form::Strip, 1, &[&[Some(0)], &[None]]).drawing(WIDE);
    let is_frame = |it: &Shape| matches!(it, Shape::Rect { look: Look::Hollow, .. });
    assert!(nothing.behind.iter().any(is_frame));
}

#[test]
fn it_is_told_in_words() {
    let row = |text: &str, number| Row {
        label: Label::new(text),
        cells: vec![Cell::count(number, None)],
    };
    let grid = Grid {
        head: "Тип".to_owned(),
        series: vec![Label::new("Организации")],
        rows: vec![row("дошкольные", 21), row("школы", 35), row("прочие", 1)],
        unit: Unit::new("организация", "организации", "организаций"),
        whole: None,
    };
    assert_eq!(
        chart(Picture::Grid(Form::Bars, grid)).description().replace('\u{a0}', " "),
        "Горизонтальные столбики. Тип: 3. Больше всего: школы — 35 организаций. Меньше всего: \
         прочие — 1 организация."
    );
}

#[test]
fn numbers_side_by_side_are_not_added_up() {
    let cell = |it: Option<usize>| it.map_or_else(Cell::default, |it| Cell::count(it, None));
    let row = |text: &str, numbers: [Option<usize>; 2]| Row {
        label: Label::new(text),
        cells: numbers.map(cell).to_vec(),
    };
    let grid = Grid {
        head: "Тип".to_owned(),
        series: vec![Label::new("По отчету"), Label::new("По реестру")],
        rows: vec![
            row("сады", [Some(21), Some(30)]),
            row("школы", [Some(35), Some(25)]),
            row("прочие", [None, Some(1)]),
        ],
        ..Grid::default()
    };
    let told = |form| chart(Picture::Grid(form, grid.clone())).description();
    let beside = "Тип: 3. Показано: по отчету, по реестру. По отчету. Больше всего: школы — 35. \
                  Меньше всего: сады — 21. По реестру. Больше всего: сады — 30. Меньше всего: \
                  прочие — 1.";
    assert_eq!(told(Form::Bars), format!("Столбики рядом, по строкам. {beside}"));
    assert_eq!(told(Form::Line), format!("Линии по годам. {beside}"));
    assert_eq!(
        told(Form::Stacked),
        "Горизонтальные столбики из частей. Тип: 3. Показано: по отчету, по реестру. Больше \
         всего: школы — 60. Меньше всего: сады — 51."
    );
}

#[test]
fn a_spreadsheet_reads_the_file() {
    let row =
        |text: &str| Row { label: Label::new(text), cells: vec![Cell::count(12_345, None)] };
    let grid = Grid {
        head: "Кто".to_owned(),
        series: vec![Label::new("Сколько; всего")],
        rows: vec![row("«А»"), row("\"Б\""), row("=1+1")],
        ..Grid::default()
    };
    let file = chart(Picture::Grid(Form::Bars, grid)).table().csv();
    let text =
        "\u{feff}Кто;\"Сколько; всего\"\r\n«А»;12345\r\n\"\"\"Б\"\"\";12345\r\n'=1+1;12345\r\n";
    assert_eq!(String::from_utf8(file).expect("UTF-8"), text);
}
