//! `frozen/<year>.yaml`: figures of a report as the registry counted them on a day. The report
//! keeps them when the registry moves on. `novator report <year> --freeze` writes the file.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::quantity::{Quantity, quantity};
use crate::diag::{Severity, Words, code};
use crate::text::date;
use crate::yaml::table::{Table, Word as _};

/// The figures of one report.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// The year of the report, from the file's name.
    pub year: i16,
    /// Path of the file.
    pub file: Arc<str>,
    /// The day on which they were counted.
    pub date: Date,
    /// What tells whether somebody has changed them since.
    pub digest: String,
    /// The figures.
    pub figures: Vec<FrozenFigure>,
}

/// One figure as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenFigure {
    /// What was counted.
    pub quantity: Quantity,
    /// The number.
    pub value: usize,
    /// Who was counted, where the report names them.
    pub members: Vec<FrozenMember>,
}

/// An organisation as it was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenMember {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub name: String,
}

impl Frozen {
    /// The file that holds these figures.
    pub fn to_yaml(year: i16, on: Date, figures: &[FrozenFigure]) -> String {
        let mut out = format!(
            "# Числа отчета за {year} год, как их насчитал реестр в этот день. Файл пишет команда\n\
             # «novator report {year} --freeze»; руками его не правят.\n\
             день: {}\nотпечаток: {}\nчисла:\n",
            date::short(on),
            digest(year, figures)
        );
        for figure in figures {
            let _ = writeln!(out, "  - {{{}}}", keys(figure));
            if !figure.members.is_empty() {
                let last = out.trim_end_matches("}\n").len();
                out.truncate(last);
                out.push_str(", организации: [\n");
                for member in &figure.members {
                    let name = member.name.replace('\'', "''");
                    let _ = writeln!(
                        out,
                        "      {{организация: {}, название: '{name}'}},",
                        member.id
                    );
                }
                out.push_str("    ]}\n");
            }
        }
        out
    }
}

/// The keys of a figure but for its members, as the file has them.
fn keys(figure: &FrozenFigure) -> String {
    let Quantity { measure, organisation_type, status, series, projects, or_more } =
        &figure.quantity;
    let mut keys = format!("показатель: {}", measure.value.spelling());
    if let Some(name) = organisation_type {
        let _ = write!(keys, ", тип: {}", name.value);
    }
    if let Some(name) = status {
        let _ = write!(keys, ", статус: {}", name.value);
    }
    if let Some(name) = series {
        let _ = write!(keys, ", серия: {}", name.value);
    }
    if let Some(number) = projects {
        let _ = write!(keys, ", проектов: {number}");
    }
    if *or_more {
        keys.push_str(", и_более: да");
    }
    let _ = write!(keys, ", значение: {}", figure.value);
    keys
}

/// Sixteen hexadecimal digits that change with any figure or name.
fn digest(year: i16, figures: &[FrozenFigure]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(year.to_string().as_bytes());
    for figure in figures {
        hasher.update(keys(figure).as_bytes()).update(b"\n");
        for member in &figure.members {
            hasher.update(member.id.as_bytes()).update(member.name.as_bytes()).update(b"\n");
        }
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Reads the file.
pub fn read(mut table: Table<'_, '_>, year: i16) -> Option<Frozen> {
    let file = Arc::clone(table.reading().file);
    let before = table.reading().diagnostics.count(Severity::Error);
    let day = table.key("день", "date").required().date();
    let told = table.key("отпечаток", "digest").required().verbatim();
    let figures = table.key("числа", "figures").required().tables(|mut row| {
        let quantity = quantity(&mut row, true);
        let value = row.key("значение", "value").required().integer(0..=1_000_000_000);
        let members = row.key("организации", "organisations").tables(|mut row| {
            let id = row.key("организация", "organisation").required().verbatim();
            let name = row.key("название", "name").required().verbatim();
            row.finish();
            Some(FrozenMember { id: id?.value, name: name?.value })
        });
        row.finish();
        let value = usize::try_from(value?.value).ok()?;
        Some(FrozenFigure { quantity: quantity?, value, members })
    });
    if let Some(told) = &told
        && table.reading().diagnostics.count(Severity::Error) == before
        && told.value != digest(year, &figures)
    {
        let words = (
            Words::new(
                "числа в этом файле изменены после фиксации",
                "figures in this file were changed after they were frozen",
            ),
            Words::new(
                format!(
                    "верните файл из истории или зафиксируйте заново: novator report {year} --freeze"
                ),
                format!("restore the file or freeze anew: novator report {year} --freeze"),
            ),
        );
        table.reading().advise(code::FROZEN_CHANGED, told.at.clone(), words);
    }
    table.finish();
    Some(Frozen { year, file, date: day?.value, digest: told?.value, figures })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::content::word::Measure;
    use crate::diag::Diagnostics;
    use crate::yaml;
    use crate::yaml::table::Spanned;

    fn read_back(text: &str) -> (Option<Frozen>, Diagnostics) {
        let file: Arc<str> = "content/data/frozen/2024.yaml".into();
        yaml::read((&file, text.as_bytes()), &[], |reading, node| {
            read(Table::new(reading, node), 2024)
        })
    }

    fn figure(measure: Measure, value: usize, members: &[(&str, &str)]) -> FrozenFigure {
        let member =
            |(id, name): &(&str, &str)| FrozenMember { id: (*id).into(), name: (*name).into() };
        let quantity = Quantity {
            measure: Spanned { value: measure, at: 0..0 },
            organisation_type: None,
            status: None,
            series: None,
            projects: (!members.is_empty()).then_some(2),
            or_more: false,
        };
        FrozenFigure { quantity, value, members: members.iter().map(member).collect() }
    }

    #[test]
    fn what_is_written_is_read_back_and_a_change_is_seen() {
        let figures = [
            figure(Measure::Organisations, 3, &[]),
            figure(
                Measure::OrganisationsByProjects,
                2,
                &[("ds-1", "ДС № 1 «Л'Этуаль»"), ("sosh-2", "СОШ № 2")],
            ),
        ];
        let text = Frozen::to_yaml(2024, date(2024, 6, 1), &figures);
        let (found, remarks) = read_back(&text);
        assert!(remarks.is_empty(), "{text}\n{remarks:?}");
        let found = found.expect("it was just written");
        let shape = |it: &FrozenFigure| (it.quantity.projects, it.value, it.members.clone());
        assert_eq!(found.date, date(2024, 6, 1));
        assert!(found.figures.iter().map(shape).eq(figures.iter().map(shape)));
        for (from, to) in [("значение: 3", "значение: 4"), ("СОШ № 2", "СОШ № 3")]
        {
            let (_, remarks) = read_back(&text.replace(from, to));
            let codes: Vec<_> = remarks.iter().map(|it| it.code.name).collect();
            assert_eq!(codes, ["frozen-changed"], "{from}");
        }
    }
}
