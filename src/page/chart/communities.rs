//! Charts of communities: how large they are.

use super::super::card::project_name;
use super::super::route;
use super::named::Registry;
use super::words::ORGANISATIONS;
use crate::chart::{Cell, Chart, Form, Grid, Label, Picture, Row};
use crate::stats::communities;

/// ST-11: communities by size, the largest first.
pub(super) fn sizes(registry: Registry<'_>, year: i16) -> Option<Chart> {
    let site = registry.site;
    let sizes = communities::sizes(site, year);
    let row = |(id, size): &(crate::site::ProjectId, usize)| Row {
        label: Label::linked(
            project_name(site, *id),
            Some(route::project(site, *id).path().to_owned()),
        ),
        cells: vec![Cell::count(*size, None)],
    };
    let (most, least) = (sizes.first()?.1, sizes.last()?.1);
    let headline = match (sizes.len(), most == least) {
        (1, _) => format!("В сообществе {}", ORGANISATIONS.counted(most)),
        (_, true) => {
            format!("Все сообщества одного размера: {}", ORGANISATIONS.counted(most))
        }
        (_, false) => format!(
            "В самом большом сообществе {}, в самом малом — {least}",
            ORGANISATIONS.counted(most)
        ),
    };
    Some(Chart {
        name: String::new(),
        headline,
        subject: format!(
            "Сколько разных организаций в каждом сетевом сообществе вместе с координатором. {}",
            registry.place_and_year(year)
        ),
        picture: Picture::Grid(
            Form::Bars,
            Grid {
                head: "Сообщество".to_owned(),
                series: vec![Label::new("Организации")],
                rows: sizes.iter().map(row).collect(),
                unit: ORGANISATIONS,
            },
        ),
        notes: vec![],
    })
}
