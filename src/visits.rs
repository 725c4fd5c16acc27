//! Page views from the access logs of nginx and Apache (combined format, `.gz` too), counted
//! line by line and without keeping an address of anybody.
//!
//! A log that has grown since it was counted is counted from where the last count ended: what
//! was counted is known by the number of its bytes and their digest, whatever the file is called
//! by now. A log that overlaps counted time and is no such continuation is refused.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;
use jiff::{Span, Timestamp};

use crate::content::data::counters::{Counted, Counters};

mod line;
#[cfg(test)]
mod tests;

use line::{Line, Visit};

/// A longer line is no request that a person made.
const MOST_LINE: u64 = 64 * 1024;
/// How many damaged lines are named; all are counted.
const MOST_NAMED: usize = 20;
/// Servers write a request when it ends, some with the time when it began.
const TOLERANCE_MINUTES: i64 = 10;
/// Logs that ended so long before the newest one are remembered by their time alone.
const REMEMBERED_HOURS: i64 = 24 * 60;

/// What one log adds to the counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Views by the address of the page from the root of the site.
    pub views: BTreeMap<String, u64>,
    /// Requests of robots for pages.
    pub robots: u64,
    /// New lines.
    pub lines: u64,
    /// Lines that had been counted before.
    pub known_lines: u64,
    /// New lines that are no requests in the combined format.
    pub damaged: u64,
    /// The first of them, by their numbers in the file, from 1.
    pub damaged_lines: Vec<u64>,
    /// The whole log as far as it ends with a line; none where it holds no request.
    pub counted: Option<Counted>,
    /// Which record of the counters it continues.
    continues: Option<usize>,
}

/// Why a log adds nothing.
#[derive(Debug)]
pub enum Refused {
    /// It cannot be read or unpacked.
    Unreadable(io::Error),
    /// Other logs of the same time have been counted: from, to.
    Overlaps(String, String),
}

/// Counts the new part of a log.
///
/// `base` is the path of the site on its server, `/innovatika` or nothing.
///
/// # Errors
///
/// See [`Refused`]; a damaged line is no reason to refuse a log.
pub fn count(log: impl Read, known: &Counters, base: &str) -> Result<Log, Refused> {
    let mut reader = unpacked(log).map_err(Refused::Unreadable)?;
    let mut hasher = blake3::Hasher::new();
    let (mut found, mut bytes, mut number) = (Log::default(), 0_u64, 0_u64);
    let mut whole: Option<(Timestamp, Timestamp)> = None;
    let mut fresh: Option<(Timestamp, Timestamp)> = None;
    let mut buffer = vec![];
    while next(&mut reader, &mut buffer).map_err(Refused::Unreadable)? {
        number += 1;
        hasher.update(&buffer);
        bytes += buffer.len() as u64;
        match line::read(&buffer) {
            Some(line) => {
                whole = Some(widened(whole, line.time));
                fresh = Some(widened(fresh, line.time));
                found.add(&line, base);
            }
            None => found.damage(number),
        }
        found.lines += 1;
        if let Some(record) = continued(known, bytes, &hasher) {
            found = Log {
                continues: Some(record),
                known_lines: found.known_lines + found.lines,
                ..Log::default()
            };
            fresh = None;
        }
    }
    if let Some(span) = fresh
        && let Some((from, to)) = overlapped(known, span, found.continues)
    {
        return Err(Refused::Overlaps(from, to));
    }
    found.counted = whole.map(|(from, to)| Counted {
        bytes,
        digest: hasher.finalize().to_hex()[..32].to_owned(),
        span: (from.to_string(), to.to_string()),
    });
    Ok(found)
}

impl Log {
    fn add(&mut self, line: &Line<'_>, base: &str) {
        match line.visit(base) {
            Some(Visit::Person(page)) => *self.views.entry(page).or_insert(0) += 1,
            Some(Visit::Robot) => self.robots += 1,
            None => {}
        }
    }

    fn damage(&mut self, number: u64) {
        self.damaged += 1;
        if self.damaged_lines.len() < MOST_NAMED {
            self.damaged_lines.push(number);
        }
    }

    /// The time of its last request.
    pub fn last(&self) -> Option<Timestamp> {
        self.counted.as_ref()?.span.1.parse().ok()
    }

    /// Adds what it counted, and remembers what was counted.
    pub fn add_to(self, counters: &mut Counters) {
        for (page, views) in self.views {
            *counters.views.entry(page).or_insert(0) += views;
        }
        if self.robots > 0 {
            *counters.robots.get_or_insert(0) += self.robots;
        }
        let Some(counted) = self.counted else { return };
        match self.continues.and_then(|it| counters.logs.get_mut(it)) {
            Some(record) => *record = counted,
            None => counters.logs.push(counted),
        }
        forget(&mut counters.logs);
    }
}

/// Joins records too old for their logs to grow: of those only the time is kept.
fn forget(logs: &mut Vec<Counted>) {
    let time = |text: &str| text.parse::<Timestamp>().ok();
    let Some(newest) = logs.iter().filter_map(|it| time(&it.span.1)).max() else { return };
    let is_old = |it: &Counted| {
        time(&it.span.1)
            .is_none_or(|it| newest.duration_since(it).as_hours() > REMEMBERED_HOURS)
    };
    let (old, mut rest): (Vec<Counted>, Vec<Counted>) = logs.drain(..).partition(is_old);
    let from = old.iter().map(|it| it.span.0.clone()).min();
    let to = old.iter().map(|it| it.span.1.clone()).max();
    if let Some(span) = from.zip(to) {
        logs.push(Counted { bytes: 0, digest: "-".to_owned(), span });
    }
    logs.append(&mut rest);
}

fn widened(span: Option<(Timestamp, Timestamp)>, time: Timestamp) -> (Timestamp, Timestamp) {
    span.map_or((time, time), |(from, to)| (from.min(time), to.max(time)))
}

/// The record that these bytes are the whole of.
fn continued(known: &Counters, bytes: u64, hasher: &blake3::Hasher) -> Option<usize> {
    let mut same = known.logs.iter().enumerate().filter(|(_, it)| it.bytes == bytes);
    let digest = same.clone().next().map(|_| hasher.finalize().to_hex())?;
    same.find(|(_, it)| digest[..].starts_with(&it.digest)).map(|(at, _)| at)
}

/// Counted time, other than that of the record continued, in which new lines fall.
fn overlapped(
    known: &Counters,
    (from, to): (Timestamp, Timestamp),
    continues: Option<usize>,
) -> Option<(String, String)> {
    let tolerance = Span::new().minutes(TOLERANCE_MINUTES);
    let others = known.logs.iter().enumerate().filter(|(at, _)| Some(*at) != continues);
    for (_, record) in others {
        let (Ok(first), Ok(last)) =
            (record.span.0.parse::<Timestamp>(), record.span.1.parse::<Timestamp>())
        else {
            continue;
        };
        let shared = (from.max(first), to.min(last));
        if shared.0.checked_add(tolerance).is_ok_and(|it| it < shared.1) {
            return Some(record.span.clone());
        }
    }
    None
}

/// The log as text, unpacked if its first bytes say that it is packed.
fn unpacked<'r>(log: impl Read + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let mut log = BufReader::with_capacity(1 << 16, log);
    let is_packed = log.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(match is_packed {
        true => Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(log))),
        false => Box::new(log),
    })
}

/// The next whole line with its end; a line that is still being written is left for the next
/// time. Of a line longer than any request only its beginning is looked at.
fn next(reader: &mut Box<dyn BufRead + '_>, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    loop {
        let room = MOST_LINE - (line.len() as u64).min(MOST_LINE - 1);
        let read = reader.by_ref().take(room).read_until(b'\n', line)?;
        if read == 0 {
            return Ok(false);
        }
        if line.ends_with(b"\n") || (line.len() as u64) >= MOST_LINE {
            return Ok(true);
        }
    }
}
