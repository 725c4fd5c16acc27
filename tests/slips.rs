//! Two hundred slips of the finger in files of the bundled site: each is told where it is, or
//! does no harm. `NOVATOR_SEED=5 cargo test --test slips` makes others.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use novator::content::Memo;
use novator::diag::{Diagnostic, Diagnostics, Severity, line_and_column};
use novator::site::Drafts;
use novator::source::{self, Sources};

mod support;

/// How many slips are made, one at a time.
const SLIPS: usize = 200;

/// How many are drawn for each file.
const DRAWS: u8 = 5;

/// A slip on one line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// A letter is lost.
    DropLetter,
    /// Two letters of a key change places.
    MisspellKey,
    /// A quote is lost.
    LoseQuote,
    /// A bracket, a brace or a comma is lost.
    LoseBracket,
    /// The space behind a colon is lost.
    LoseSpace,
    /// A line is indented with a tab.
    Tab,
    /// The file is saved in another encoding.
    Encode(bool),
}

const KINDS: [Slip; 8] = [
    Slip::DropLetter,
    Slip::MisspellKey,
    Slip::LoseQuote,
    Slip::LoseBracket,
    Slip::LoseSpace,
    Slip::Tab,
    Slip::Encode(false),
    Slip::Encode(true),
];

/// What a slip made of a file, and the line it is on; none where it finds no place.
fn slipped(text: &str, slip: Slip, at: usize) -> Option<(Vec<u8>, usize)> {
    if let Slip::Encode(koi8) = slip {
        let encoding = if koi8 { encoding_rs::KOI8_R } else { encoding_rs::WINDOWS_1251 };
        let first = text.lines().position(|it| !it.is_ascii())?;
        return Some((encoding.encode(text).0.into_owned(), first + 1));
    }
    let card = text.find("\n---\n").unwrap_or(text.len());
    let places: Vec<usize> = match slip {
        Slip::MisspellKey => line_starts(&text[..card])
            .filter(|it| key_at(text, *it).is_some_and(|key| key.chars().count() > 3))
            .collect(),
        Slip::Tab => text[..card].match_indices("\n  ").map(|(at, _)| at + 1).collect(),
        _ => {
            let is_hit = |it: char| match slip {
                Slip::DropLetter => it.is_alphabetic(),
                Slip::LoseQuote => matches!(it, '\'' | '"' | '«' | '»'),
                Slip::LoseBracket => matches!(it, '{' | '}' | '[' | ']' | ','),
                _ => it == ':',
            };
            text[..card].char_indices().filter(|(_, it)| is_hit(*it)).map(|it| it.0).collect()
        }
    };
    let place = *places.get(at % places.len().max(1))?;
    let line = text[..place].matches('\n').count() + 1;
    let letter = text[place..].chars().next().map_or(0, char::len_utf8);
    let new = match slip {
        Slip::MisspellKey => {
            let key = key_at(text, place)?;
            let mut letters: Vec<char> = key.chars().collect();
            letters.swap(1, 2);
            let swapped: String = letters.into_iter().collect();
            if swapped == key {
                return None;
            }
            format!("{}{swapped}{}", &text[..place], &text[place + key.len()..])
        }
        Slip::Tab => format!("{}\t{}", &text[..place], &text[place + 2..]),
        Slip::LoseSpace if !text[place..].starts_with(": ") => return None,
        Slip::LoseSpace => format!("{}:{}", &text[..place], &text[place + 2..]),
        _ => format!("{}{}", &text[..place], &text[place + letter..]),
    };
    Some((new.into_bytes(), line))
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

/// The key that a line begins with.
fn key_at(text: &str, start: usize) -> Option<&str> {
    let line = text[start..].lines().next()?;
    let (key, _) = line.split_once(':')?;
    key.chars().all(|it| it.is_alphabetic() || it == '_').then_some(key)
}

fn told(sources: &Sources, memo: &mut Memo) -> (bool, Diagnostics) {
    let on = (date(2026, 11, 21), Drafts::Shown);
    let (planned, diagnostics) = support::planned(sources, on, memo);
    (planned.is_some(), diagnostics)
}

/// Whether a remark is on a line of a file, or on the lines of what holds it.
fn is_on(it: &Diagnostic, sources: &Sources, path: &str, line: usize) -> bool {
    let places = it.place.iter().chain(it.related.iter().map(|(place, _)| place));
    places.filter(|it| *it.file == *path).any(|place| {
        let bytes = sources.bytes(path).unwrap_or_default();
        let (first, last) =
            (line_and_column(bytes, place.start).0, line_and_column(bytes, place.end).0);
        // What is not there is said of the first line.
        (first..=last).contains(&line) || first == 1
    })
}

/// Files, kinds of slips and places, shuffled: the draws of one file do not depend on the others,
/// so a new file changes few of them.
fn draws(paths: &[Arc<str>], seed: u64) -> Vec<(&Arc<str>, usize, usize)> {
    let seed = if seed == 0 { vec![] } else { seed.to_le_bytes().to_vec() };
    let of_path = |path| (0..DRAWS).map(move |number| (path, number));
    let mut drawn: Vec<_> = paths
        .iter()
        .flat_map(of_path)
        .map(|(path, number): (&Arc<str>, u8)| {
            let hash = blake3::hash(&[path.as_bytes(), &[number], seed.as_slice()].concat());
            let [order, kind, high, low, ..] = *hash.as_bytes();
            let (kind, at) = (usize::from(kind) % KINDS.len(), u16::from_be_bytes([high, low]));
            (order, path, kind, usize::from(at))
        })
        .collect();
    drawn.sort_unstable();
    drawn.into_iter().map(|(_, path, kind, at)| (path, kind, at)).collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "other slips are asked for there")]
fn every_slip_is_told_where_it_is_or_does_no_harm() {
    let seed = std::env::var("NOVATOR_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(0);
    let bundled = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    let mut memo = Memo::default();
    let usual: BTreeSet<String> =
        told(&bundled, &mut memo).1.iter().map(|it| format!("{:?}", it)).collect();
    let is_text = |it: &&Arc<str>| !it.starts_with("content/files/");
    let paths: Vec<Arc<str>> = bundled.content.keys().filter(is_text).cloned().collect();
    let (mut made, mut harmless, mut faults) = (0, 0, vec![]);
    for (path, kind, at) in draws(&paths, seed) {
        if made == SLIPS {
            break;
        }
        let slip = KINDS[kind];
        let text =
            String::from_utf8_lossy(bundled.bytes(path).unwrap_or_default()).into_owned();
        let Some((bytes, line)) = slipped(&text, slip, at) else { continue };
        made += 1;
        let mut sources = bundled.clone();
        sources.insert(path, bytes);
        let (is_built, diagnostics) = told(&sources, &mut memo);
        let news: Vec<&Diagnostic> =
            diagnostics.iter().filter(|it| !usual.contains(&format!("{it:?}"))).collect();
        if news.is_empty() {
            harmless += 1;
            if !is_built || matches!(slip, Slip::Encode(_) | Slip::Tab | Slip::MisspellKey) {
                faults.push(format!("{path}:{line} {slip:?}: nothing is said"));
            }
            continue;
        }
        let is_told = news.iter().any(|it| is_on(it, &sources, path, line));
        // A word of a vocabulary, or a name that others use, is missed where it is used.
        let elsewhere =
            news.iter().all(|it| it.place.as_ref().is_none_or(|at| at.file != *path));
        if !is_told && !elsewhere {
            let said: Vec<String> = news.iter().map(|it| shown(it, &sources)).collect();
            faults.push(format!("{path}:{line} {slip:?}: {}", said.join("; ")));
        }
    }
    assert!(faults.is_empty(), "{} of {made}:\n{}", faults.len(), faults.join("\n"));
    assert_eq!(made, SLIPS);
    assert!(harmless < made / 2, "{harmless} of {made} slips were not noticed");
}

fn shown(it: &Diagnostic, sources: &Sources) -> String {
    let weight = if it.severity == Severity::Error { "error" } else { "warning" };
    let place = it.place.as_ref().map_or(String::new(), |place| {
        let bytes = sources.bytes(&place.file).unwrap_or_default();
        format!("{}:{}", place.file, line_and_column(bytes, place.start).0)
    });
    format!("{weight} {} {place} {}", it.code.name, it.message.ru)
}
