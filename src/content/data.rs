//! Files of `content/data/` that are no vocabularies: counters, polls, banners, frozen figures.

use super::{Folders, data_file, list_items, yaml_file, year_of};
use crate::diag::Diagnostics;
use crate::yaml::table::Table;
use banner::Banner;
use counters::Counters;
use frozen::Frozen;
use poll::Poll;

pub mod banner;
pub mod counters;
pub mod frozen;
pub mod poll;

/// The file of counters.
pub const COUNTERS: &str = "counters.yaml";
/// The file of polls.
pub const POLLS: &str = "polls.yaml";
/// The file of banners.
pub const BANNERS: &str = "banners.yaml";
/// The folder of frozen figures, a file for each year.
pub const FROZEN: &str = "frozen/";

/// What these files hold.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// Views and visitors; none where nobody has counted.
    pub counters: Option<Counters>,
    /// Polls in the order of their file.
    pub polls: Vec<Poll>,
    /// Banners in the order of their file.
    pub banners: Vec<Banner>,
    /// Figures of reports that no longer move, by year.
    pub frozen: Vec<Frozen>,
}

/// Whether the name of a file under `content/data/` is one of these.
pub(super) fn is_data(name: &str) -> bool {
    [COUNTERS, POLLS, BANNERS].contains(&name) || year_of(name, FROZEN).is_some()
}

/// Reads them.
pub(super) fn read(
    folders: &Folders<'_>,
    words: &[String],
    diagnostics: &mut Diagnostics,
) -> Data {
    let mut data = Data::default();
    if let Some(file) = folders.data.get(COUNTERS) {
        let (found, remarks) = yaml_file(file, words, counters::read);
        diagnostics.extend(remarks);
        data.counters = found.flatten();
    }
    data.polls = list(folders, POLLS, (words, diagnostics), poll::read);
    data.banners = list(folders, BANNERS, (words, diagnostics), banner::read);
    for (name, file) in &folders.data {
        let Some(year) = year_of(name, FROZEN) else { continue };
        let (found, remarks) = yaml_file(file, words, |table| frozen::read(table, year));
        diagnostics.extend(remarks);
        data.frozen.extend(found.flatten());
    }
    data
}

/// Reads a file that is a list; entries that cannot be read are left out.
fn list<T>(
    folders: &Folders<'_>,
    name: &str,
    (words, diagnostics): (&[String], &mut Diagnostics),
    read: fn(Table<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let Some(file) = folders.data.get(name) else { return vec![] };
    let (found, remarks) = data_file(file, words, |reading, node| {
        let items = list_items(reading, node)?;
        Some(items.into_iter().filter_map(|it| read(Table::new(reading, it))).collect())
    });
    diagnostics.extend(remarks);
    found.unwrap_or_default()
}
