//! Whatever is done to the files of a site, reading them never panics, and every remark stands
//! on whole characters of a file that is there.
//!
//! `PROPTEST_CASES=5000 cargo test --test damage` looks harder.

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::civil::date;
use novator::content::Memo;
use novator::diag::Diagnostics;
use novator::page::piece::Store;
use novator::site::Drafts;
use novator::source::{self, Sources};
use proptest::prelude::*;

#[path = "support/made.rs"]
mod made;
mod support;

/// Cases where the environment asks for no other number.
const CASES: u32 = 48;

/// What an editor, a converter or an enemy may put into a text.
const PIECES: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{FDD0}0\u{FDD1}",
    "\u{FDD1}",
    "и\u{306}",
    "\u{301}",
    "\u{10FFFF}",
    "👩‍👩‍👧",
    "\t",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\u{2028}",
    "\u{a0}",
    "---\n",
    "...\n",
    "\n---\n",
    "{",
    "}",
    "[",
    "]",
    ": ",
    ":",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!x ",
    "!!str ",
    "| ",
    "|\n",
    ">-\n",
    "'",
    "\"",
    "%",
    "@",
    "`",
    "```\n",
    "~~~\n",
    "#",
    "## ",
    "> > > > ",
    "1. ",
    "<b>",
    "<!--",
    "-->",
    "<script>",
    "<a@b.c>",
    "[x](y:z)",
    "[x](project:x)",
    "[x](#)",
    "[x]()",
    "![](",
    "[^1]",
    "[^1]: ",
    "\n[^1]: ",
    "| a | b |\n|---|---|\n",
    "\n: ",
    "{#id}",
    "\\",
    "\\u{d800}",
    "«",
    "»",
    "&#0;",
    "&nbsp;",
    "черновик: да\n",
    "опубликовать: 30.02.2024\n",
    "title: x\n",
    "история:\n",
    "история: []\n",
    "ключ: x\n",
    "- {}\n",
    "- [\n",
    "999999999999999999999",
    "-1",
    "0",
    "МАOУ",
    "не указан",
];

/// One thing done to one file. Places are shares of its length, in 65536ths.
#[derive(Clone, Debug)]
enum Damage {
    DropBytes(u16, u16),
    DropCharacters(u16, u16),
    SwapLines(u16, u16),
    DropLine(u16),
    RepeatLine(u16, u8),
    Insert(u16, usize),
    /// At the beginning of a line or a value, where YAML and Markdown look for signs.
    Begin(u16, usize),
    InsertBytes(u16, Vec<u8>),
    Truncate(u16),
    Windows1251,
    Utf16,
    Remove,
    Rename(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = 0..PIECES.len();
    prop_oneof![
        2 => (any::<u16>(), 0..4000_u16).prop_map(|(at, n)| Damage::DropBytes(at, n)),
        3 => (any::<u16>(), 0..4000_u16).prop_map(|(at, n)| Damage::DropCharacters(at, n)),
        3 => any::<(u16, u16)>().prop_map(|(a, b)| Damage::SwapLines(a, b)),
        2 => any::<u16>().prop_map(Damage::DropLine),
        1 => (any::<u16>(), any::<u8>()).prop_map(|(at, n)| Damage::RepeatLine(at, n)),
        5 => (any::<u16>(), piece.clone()).prop_map(|(at, n)| Damage::Insert(at, n)),
        9 => (any::<u16>(), piece.clone()).prop_map(|(at, n)| Damage::Begin(at, n)),
        2 => (any::<u16>(), prop::collection::vec(any::<u8>(), 1..6))
            .prop_map(|(at, bytes)| Damage::InsertBytes(at, bytes)),
        2 => any::<u16>().prop_map(Damage::Truncate),
        1 => Just(Damage::Windows1251),
        1 => Just(Damage::Utf16),
        1 => Just(Damage::Remove),
        1 => piece.prop_map(Damage::Rename),
    ]
}

fn share(of: usize, place: u16) -> usize {
    of * usize::from(place) / 65536
}

/// Does it to the bytes; the text is read as far as it is one.
fn damaged(bytes: &[u8], damage: &Damage) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let characters: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    match damage {
        Damage::DropBytes(at, n) => {
            let (from, n) = (share(bytes.len(), *at), share(bytes.len(), *n));
            [&bytes[..from], &bytes[(from + n).min(bytes.len())..]].concat()
        }
        Damage::DropCharacters(at, n) => {
            let (from, n) = (share(characters.len(), *at), share(characters.len(), *n));
            let kept = characters.iter().take(from).chain(characters.iter().skip(from + n));
            kept.collect::<String>().into_bytes()
        }
        Damage::SwapLines(a, b) if !lines.is_empty() => {
            let (a, b) = (share(lines.len(), *a), share(lines.len(), *b));
            lines.swap(a, b);
            lines.concat().into_bytes()
        }
        Damage::DropLine(at) if !lines.is_empty() => {
            lines.remove(share(lines.len(), *at));
            lines.concat().into_bytes()
        }
        Damage::RepeatLine(at, n) if !lines.is_empty() => {
            let at = share(lines.len(), *at);
            let repeated = lines[at].repeat(usize::from(*n));
            lines[at] = &repeated;
            lines.concat().into_bytes()
        }
        Damage::Insert(at, piece) => {
            let at = share(characters.len(), *at);
            let before: String = characters[..at].iter().collect();
            let after: String = characters[at..].iter().collect();
            format!("{before}{}{after}", PIECES[*piece]).into_bytes()
        }
        Damage::Begin(at, piece) => {
            let values = text.match_indices([' ', '\n']).map(|(at, _)| at + 1);
            let starts: Vec<usize> = std::iter::once(0).chain(values).collect();
            let at = starts[share(starts.len(), *at)];
            format!("{}{}{}", &text[..at], PIECES[*piece], &text[at..]).into_bytes()
        }
        Damage::InsertBytes(at, more) => {
            let at = share(bytes.len(), *at);
            [&bytes[..at], more, &bytes[at..]].concat()
        }
        Damage::Truncate(at) => bytes[..share(bytes.len(), *at)].to_vec(),
        Damage::Windows1251 => characters.iter().map(|it| windows_1251(*it)).collect(),
        Damage::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => bytes.to_vec(),
    }
}

fn windows_1251(letter: char) -> u8 {
    let code = u32::from(letter);
    let byte = if ('А'..='я').contains(&letter) { code - 0x410 + 0xc0 } else { code };
    u8::try_from(byte).unwrap_or(b'?')
}

static BUNDLED: LazyLock<Sources> =
    LazyLock::new(|| source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0);

/// Only the damaged files are read anew in each case.
static MEMO: LazyLock<Mutex<Memo>> = LazyLock::new(Mutex::default);

/// The bundled site with some of its files damaged.
fn site(damages: &[(u16, Damage)]) -> Sources {
    let mut sources = BUNDLED.clone();
    // Settings and vocabularies reach further than single entries, so they are hit more often.
    let all = sources.content.keys();
    let central = all.clone().filter(|it| !it.ends_with(".md"));
    let mut paths: Vec<Arc<str>> = all.cloned().collect();
    let central: Vec<Arc<str>> = central.cloned().collect();
    (0..6).for_each(|_| paths.extend(central.iter().cloned()));
    for (place, damage) in damages {
        let path = Arc::clone(&paths[share(paths.len(), *place)]);
        let Some(file) = sources.content.get(&path).cloned() else { continue };
        match damage {
            Damage::Remove => sources.remove(&path),
            Damage::Rename(piece) => {
                sources.remove(&path);
                let name = format!("{}{}.md", path.trim_end_matches(".md"), PIECES[*piece]);
                sources.insert(&name, file.bytes().to_vec());
            }
            other => sources.insert(&path, damaged(file.bytes(), other)),
        }
    }
    sources
}

/// Every place is inside its file and, where that is text, between characters.
fn check_places(sources: &Sources, diagnostics: &Diagnostics) -> Result<(), TestCaseError> {
    for it in diagnostics {
        let related = it.related.iter().map(|(place, _)| place);
        for place in it.place.iter().chain(related) {
            let file = sources.content.get(&place.file);
            let bytes = file.map(|it| it.bytes());
            let Some(bytes) = bytes else {
                return Err(TestCaseError::fail(format!("{place:?}: no such file")));
            };
            let inside = match std::str::from_utf8(bytes) {
                Ok(text) => text.get(place.start..place.end).is_some(),
                Err(_) => bytes.get(place.start..place.end).is_some(),
            };
            prop_assert!(inside, "{place:?} {} {}", it.code.name, it.message.en);
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the number of cases is asked for there")]
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok());
    let cases = asked.unwrap_or(CASES);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn damaged_files_are_told_of(
        damages in prop::collection::vec((any::<u16>(), damage()), 1..6),
        drafts in any::<bool>(),
    ) {
        let sources = site(&damages);
        let drafts = if drafts { Drafts::Shown } else { Drafts::Hidden };
        let mut memo = MEMO.lock().unwrap_or_else(PoisonError::into_inner);
        let on = (date(2026, 11, 21), drafts);
        let (planned, diagnostics) = support::planned(&sources, on, &mut memo);
        check_places(&sources, &diagnostics)?;
        // A preview shows what is left of a damaged site.
        if let Some((site, plan)) = planned {
            let store = Store::default();
            for (route, page) in plan.pages.iter().step_by(29) {
                prop_assert!(!route.path().is_empty());
                made::made((&site, &plan, &store), page);
            }
        }
    }
}
