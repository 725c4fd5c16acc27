//! `{{ график имя=типы год=2024 }}`: a chart of the registry, with its table and file.

use crate::content::chart_name::ChartName;
use crate::yaml::table::{Spanned, Table};

/// Which chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartCode {
    /// Its name.
    pub name: Spanned<ChartName>,
    /// The year, for charts of a year; the newest one where nothing is said.
    pub year: Option<Spanned<i16>>,
}

/// Reads the keys.
pub(super) fn read(table: &mut Table<'_, '_>) -> Option<ChartCode> {
    let name = table.key("имя", "name").required().word::<ChartName>();
    let year = table.key("год", "year").year();
    Some(ChartCode { name: name?, year })
}
