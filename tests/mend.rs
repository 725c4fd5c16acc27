//! Certain repairs and the one form of a card: what they change, and that they change no more.

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::civil::date;
use novator::content::Memo;
use novator::diag::{Diagnostics, Severity};
use novator::mend::{self, Mended, Wanted, form, kept};
use novator::site::Drafts;
use novator::source::{self, Sources};
use proptest::prelude::*;

mod support;

static BUNDLED: LazyLock<Sources> =
    LazyLock::new(|| source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0);

/// Only files that differ are read anew.
static MEMO: LazyLock<Mutex<Memo>> = LazyLock::new(Mutex::default);

fn check(sources: &Sources) -> Diagnostics {
    let mut memo = MEMO.lock().unwrap_or_else(PoisonError::into_inner);
    support::planned(sources, (date(2026, 11, 21), Drafts::Shown), &mut memo).1
}

fn mended(sources: &Sources, encodings: bool) -> Mended {
    let wanted = Wanted { slips: true, encodings };
    let once = mend::mend(sources, wanted, check);
    let twice = mend::mend(&once.sources, wanted, check);
    assert_eq!(twice.count, 0, "{:?}", twice.files.keys());
    once
}

const PATH: &str = "content/projects/novyy.md";

/// The bundled site with one more project.
fn with(card: &str) -> Sources {
    let mut sources = BUNDLED.clone();
    sources.insert(PATH, card.as_bytes().to_vec());
    sources
}

fn text(sources: &Sources, path: &str) -> String {
    let bytes = sources.bytes(path).expect("the file is there");
    String::from_utf8(bytes.to_vec()).expect("mended files are UTF-8")
}

#[track_caller]
fn check_card(before: &str, after: &str) {
    let mended = mended(&with(before), false);
    assert_eq!(text(&mended.sources, PATH), after);
}

#[test]
fn slips_are_mended_and_nothing_else() {
    check_card(
        "\u{FEFF}---\r\n# Карточка для примера\r\nтема: Проект: \"Музей\" в CОШ №5 # так в приказе\r\nстатсу:   ресурсный центр\r\nорганизация: ds-1OO\r\nистория:\r\n\t- {год: 2024, состояние: присвоенн, приказ: 994-Z-2024}\r\nопубликовать: 5 апреля 2024 г.\r\n---\r\n\r\nТекст  о CОШ.\r\n",
        "---\n# Карточка для примера\nтема: 'Проект: «Музей» в СОШ № 5' # так в приказе\nстатус:   ресурсный центр\nорганизация: ds-1OO\nистория:\n  - {год: 2024, состояние: присвоен, приказ: 994-z-2024}\nопубликовать: 05.04.2024\n---\n\nТекст  о СОШ.\n",
    );
    check_card("---\nтема: \"Музей\" школы\n---\n", "---\nтема: '«Музей» школы'\n---\n");
    check_card("---\nтема: @музей\n---\n", "---\nтема: '@музей'\n---\n");
}

#[test]
fn guesses_are_left_to_the_author() {
    for card in [
        "---\nтема: «Центр «Креатив»\n---\n",
        "---\nтема: а\nописание: PROдвижение\n---\n",
        "---\nтема: а\nопубликовать: 04/05/2024\n---\n",
        "---\nтема: а\nтеам: б\n---\n",
        "---\nтема: а\nорганизация: ds-10\n---\n",
        "---\nтема: [а, б\n---\n",
    ] {
        check_card(card, card);
    }
}

#[test]
fn other_encodings_are_turned_only_if_asked() {
    let path = "content/documents/994-z-2024.md";
    let whole = text(&BUNDLED, path);
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R] {
        // What the encoding lacks has no way back.
        let whole = whole.replace(|it| encoding.encode(&String::from(it)).2, "-");
        let mut sources = BUNDLED.clone();
        sources.insert(path, encoding.encode(&whole).0.to_vec());
        let left = mended(&sources, false);
        assert!(left.files.is_empty() && left.diagnostics.count(Severity::Error) > 0);
        assert_eq!(text(&mended(&sources, true).sources, path), whole, "{}", encoding.name());
    }
}

#[test]
fn a_diff_shows_what_would_change() {
    let sources = with("---\nтемма: а\nстатус: не указан\n---\n");
    let mended = mended(&sources, false);
    assert_eq!(
        mend::diff(&sources, &mended.files),
        format!(
            "--- a/{PATH}\n+++ b/{PATH}\n@@ -1,4 +1,4 @@\n ---\n-темма: а\n+тема: а\n статус: не указан\n ---\n"
        )
    );
}

/// A slip that has one way back.
#[derive(Clone, Debug)]
enum Slip {
    SwapInKey(u16, u16),
    LatinLetter(u16),
    LooseDate(u16),
    NoSpaceAfterNumberSign(u16),
    Bom,
    Crlf,
}

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        any::<(u16, u16)>().prop_map(|(a, b)| Slip::SwapInKey(a, b)),
        any::<u16>().prop_map(Slip::LatinLetter),
        any::<u16>().prop_map(Slip::LooseDate),
        any::<u16>().prop_map(Slip::NoSpaceAfterNumberSign),
        Just(Slip::Bom),
        Just(Slip::Crlf),
    ]
}

/// The text with a slip, if it has a place for it.
fn slipped(text: &str, slip: &Slip) -> Option<String> {
    let card = text.find("\n---\n")?;
    let pick = |places: Vec<usize>, at: u16| {
        let count = places.len();
        (count > 0).then(|| places[usize::from(at) % count])
    };
    match slip {
        Slip::Bom => Some(format!("\u{FEFF}{text}")),
        Slip::Crlf => Some(text.replace('\n', "\r\n")),
        Slip::SwapInKey(at, letter) => {
            let lines = text[..card].match_indices('\n').map(|(at, _)| at + 1);
            let keys =
                lines.filter(|it| text[*it..].starts_with(char::is_alphabetic)).collect();
            let start = pick(keys, *at)?;
            let end = start + text[start..].find(':')?;
            let mut letters: Vec<char> = text[start..end].chars().collect();
            if letters.len() < 4 {
                return None;
            }
            let at = usize::from(*letter) % (letters.len() - 1);
            letters.swap(at, at + 1);
            let key: String = letters.into_iter().collect();
            Some(format!("{}{key}{}", &text[..start], &text[end..]))
        }
        Slip::LatinLetter(at) => {
            let at = pick(
                text.match_indices("название: М").map(|(at, it)| at + it.len() - 2).collect(),
                *at,
            )?;
            Some(format!("{}M{}", &text[..at], &text[at + 2..]))
        }
        Slip::LooseDate(at) => {
            let at = pick(
                text[..card]
                    .match_indices("\nдата: 0")
                    .map(|(at, it)| at + it.len() - 1)
                    .collect(),
                *at,
            )?;
            Some(format!("{}{}", &text[..at], &text[at + 1..]))
        }
        Slip::NoSpaceAfterNumberSign(at) => {
            let signs = text[..card].match_indices("№ ").map(|(at, it)| at + it.len() - 1);
            let at = pick(signs.collect(), *at)?;
            Some(format!("{}{}", &text[..at], &text[at + 1..]))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// A slip is taken back byte for byte, or it is still spoken of.
    #[test]
    fn what_is_mended_is_as_it_was(file in any::<u16>(), slip in slip()) {
        let paths: Vec<&Arc<str>> =
            BUNDLED.content.keys().filter(|it| it.ends_with(".md")).collect();
        let path = paths[usize::from(file) % paths.len()];
        let whole = text(&BUNDLED, path);
        if let Some(slipped) = slipped(&whole, &slip).filter(|it| *it != whole) {
            let mut sources = BUNDLED.clone();
            sources.insert(path, slipped.clone().into_bytes());
            let mended = mended(&sources, false);
            let after = text(&mended.sources, path);
            let is_told = mended.diagnostics.iter().any(|it| {
                it.place.as_ref().is_some_and(|place| place.file == *path)
            });
            // Letters in texts that are kept letter by letter are nobody's slip.
            let is_kept = after == slipped && matches!(slip, Slip::LatinLetter(_) | Slip::NoSpaceAfterNumberSign(_));
            prop_assert!(after == whole || is_told || is_kept, "{path} {slip:?}\n{after}");
            let others = mended.files.keys().all(|it| it == path);
            prop_assert!(others, "only that file is touched");
        }
    }
}

#[track_caller]
fn check_form(before: &str, after: &str) {
    let mut sources = BUNDLED.clone();
    sources.insert(PATH, before.as_bytes().to_vec());
    let formed = form::of_file(&sources.content[PATH]);
    let formed = formed.map(|it| String::from_utf8(it).expect("text stays text"));
    assert_eq!(formed.as_deref().unwrap_or(before), after);
    sources.insert(PATH, after.as_bytes().to_vec());
    assert_eq!(form::of_file(&sources.content[PATH]), None, "it has its form already");
}

#[test]
fn a_card_gets_one_order_and_one_spelling() {
    check_form(
        "---\n# обо всём\n\nhistory:\n  - {order: 994-z-2024, year: 2024, state: assigned} # так\n\n# кто\nlead: ds-1\ntitle: 'Музей: зал'\ndraft: yes\nstatus: ресурсный центр\n---\n\nТекст.\n",
        "---\n# обо всём\n\nтема: 'Музей: зал'\nстатус: ресурсный центр\n# кто\nорганизация: ds-1\nистория:\n  - {год: 2024, состояние: присвоен, приказ: 994-z-2024} # так\n\nчерновик: да\n---\n\nТекст.\n",
    );
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    for card in ["---\ntitle: а: б\n---\n", "---\ntitle: а\n", "без карточки\n", ""]
    {
        check_form(card, card);
    }
    check_form("---\ntitle: а\nтема: б\n---\n", "---\ntitle: а\nтема: б\n---\n");
}

#[test]
fn the_form_of_the_bundled_site_is_kept_at_the_second_time() {
    let mut sources = BUNDLED.clone();
    for (path, bytes) in form::formed(&BUNDLED) {
        let body = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.splitn(3, "---\n").nth(2).map(str::to_owned)
        };
        assert_eq!(body(&bytes), body(BUNDLED.bytes(&path).unwrap_or_default()), "{path}");
        sources.insert(&path, bytes);
    }
    assert_eq!(form::formed(&sources), []);
    let codes = |it: &Diagnostics| it.iter().map(|it| it.code.name).collect::<Vec<_>>();
    assert_eq!(codes(&check(&sources)), codes(&check(&BUNDLED)));
}

/// What another order of keys says is put into the old card; nothing of it is left but the
/// spelling of words.
#[test]
fn another_order_is_no_change_to_any_card() {
    let formed = form::formed(&BUNDLED);
    assert!(!formed.is_empty(), "some cards stand in another order");
    for (path, bytes) in formed.iter().filter(|(path, _)| path.ends_with(".md")) {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let before = text(BUNDLED.content[path].bytes());
        let after = text(bytes);
        assert_eq!(kept::kept(&before, &before).as_ref(), Some(&before), "{path}");
        let made = kept::kept(&before, &after).unwrap_or_else(|| panic!("{path} is lost"));
        let lines = |it: &str| it.lines().count();
        assert_eq!(lines(&made), lines(&before), "{path}");
    }
}
