//! `counters.yaml`: how often pages were looked at, and how many visitors came. A static site
//! cannot count by itself: the numbers come from logs of the server, or from the editor.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use crate::text::date;
use crate::yaml::table::Table;

/// What was counted up to a day.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    /// Path of the file.
    pub file: Arc<str>,
    /// Whether the numbers only show what a count looks like.
    pub is_example: bool,
    /// The last day that is counted.
    pub date: Date,
    /// Views by the address of a page from the root of the site, `documents/a.html`.
    pub views: BTreeMap<String, u64>,
    /// Requests of robots for pages, which no view counts.
    pub robots: Option<u64>,
    /// Visitors since counting began; only where somebody counts them.
    pub visitors: Option<u64>,
    /// Visitors of the last day.
    pub visitors_today: Option<u64>,
    /// Parts of logs that have been counted, so that none is counted twice.
    pub logs: Vec<Counted>,
}

/// The beginning of a log, as far as it has been counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Bytes, unpacked.
    pub bytes: u64,
    /// Digest of these bytes, in hexadecimal digits.
    pub digest: String,
    /// Time of the first and of the last line, `2024-04-05T10:28:00`.
    pub span: (String, String),
}

impl Counters {
    /// The file that holds these counters.
    pub fn to_yaml(&self) -> String {
        let mut out = format!(
            "# Просмотры страниц. Файл пишет команда «novator visits ЖУРНАЛ»; посетителей можно внести руками.\n\
             данные_на: {}\n",
            date::short(self.date)
        );
        let numbers = [
            ("посетителей", self.visitors),
            ("посетителей_за_день", self.visitors_today),
            ("роботы", self.robots),
        ];
        for (key, number) in numbers {
            if let Some(number) = number {
                let _ = writeln!(out, "{key}: {number}");
            }
        }
        if !self.views.is_empty() {
            out.push_str("просмотры:\n");
        }
        for (page, views) in &self.views {
            let _ = writeln!(out, "  {page}: {views}");
        }
        if !self.logs.is_empty() {
            out.push_str("журналы:\n");
        }
        for Counted { bytes, digest, span } in &self.logs {
            let _ = writeln!(
                out,
                "  - {{байт: {bytes}, отпечаток: '{digest}', с: '{}', по: '{}'}}",
                span.0, span.1
            );
        }
        out
    }
}

/// Reads the file; none where it does not tell the day.
pub fn read(mut table: Table<'_, '_>) -> Option<Counters> {
    let file = Arc::clone(table.reading().file);
    let is_example = table.key("пример", "example").yes();
    let date = table.key("данные_на", "as_of").required().date();
    let views = table.key("просмотры", "views").numbers();
    let most = 0..=1_000_000_000_000;
    let robots = table.key("роботы", "robots").integer(most.clone());
    let visitors = table.key("посетителей", "visitors").integer(most.clone());
    let today = table.key("посетителей_за_день", "visitors_today").integer(most);
    let logs = table.key("журналы", "logs").tables(|mut row| {
        let bytes = row.key("байт", "bytes").required().integer(0..=i64::MAX);
        let digest = row.key("отпечаток", "digest").required().verbatim();
        let from = row.key("с", "from").required().verbatim();
        let to = row.key("по", "to").required().verbatim();
        row.finish();
        let span = (from?.value, to?.value);
        Some(Counted { bytes: bytes?.value.unsigned_abs(), digest: digest?.value, span })
    });
    table.finish();
    let number = |it: crate::yaml::table::Spanned<i64>| it.value.unsigned_abs();
    let views =
        views.into_iter().filter_map(|(page, views)| Some((page.value, number(views?))));
    Some(Counters {
        file,
        is_example,
        date: date?.value,
        views: views.collect(),
        robots: robots.map(number),
        visitors: visitors.map(number),
        visitors_today: today.map(number),
        logs,
    })
}
