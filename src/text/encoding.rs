//! The likely encoding of Russian bytes that are not UTF-8.

/// Russian letters, the frequent ones first: the place is the measure of likelihood.
const BY_FREQUENCY: &str = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";

/// The letter of a byte, if it is a Russian one.
type Table = fn(u8) -> Option<char>;

/// The name of the encoding in which `bytes` read best as Russian: `UTF-16 LE`, `UTF-16 BE`,
/// `Windows-1251`, `KOI8-R` or `CP866`. Where nothing speaks for any, it is `Windows-1251`, the
/// usual one of old office files.
pub fn guess(bytes: &[u8]) -> &'static str {
    if let Some(name) = guess_wide(bytes) {
        return name;
    }
    let tables: [(&str, Table); 3] =
        [("Windows-1251", windows_1251), ("KOI8-R", koi8_r), ("CP866", cp866)];
    let mut best = ("Windows-1251", i64::MIN);
    for (name, decode) in tables {
        let score = likeness(bytes, decode);
        if score > best.1 {
            best = (name, score);
        }
    }
    best.0
}

/// The text of bytes in the likeliest encoding, without a byte order mark; none where they are
/// UTF-8 already, or mostly so, or where some byte means nothing in that encoding.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let wide = guess_wide(bytes);
    if wide.is_none() && (str::from_utf8(bytes).is_ok() || is_torn_utf8(bytes)) {
        return None;
    }
    let encoding = match guess(bytes) {
        "UTF-16 LE" => encoding_rs::UTF_16LE,
        "UTF-16 BE" => encoding_rs::UTF_16BE,
        "KOI8-R" => encoding_rs::KOI8_R,
        "CP866" => encoding_rs::IBM866,
        _ => encoding_rs::WINDOWS_1251,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// Whether most of what is not ASCII reads as Cyrillic UTF-8: a few bytes of such a text were
/// damaged, and no other encoding would mend it.
fn is_torn_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let count = |is: fn(char) -> bool| text.chars().filter(|it| is(*it)).count();
    let wrong = count(|it| it == char::REPLACEMENT_CHARACTER);
    count(|it| matches!(it, '\u{400}'..='\u{4ff}')) * 10 > wrong
}

/// The name of the two-byte encoding whose high bytes say ASCII or Cyrillic nearly everywhere.
///
/// Such bytes may well be valid UTF-8, only full of control characters.
pub fn guess_wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16 LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16 BE"),
        _ => {}
    }
    memchr::memchr2(0x00, 0x04, bytes)?;
    let pairs = bytes.len() / 2;
    let high = |offset: usize| {
        let at_offset = bytes.iter().skip(offset).step_by(2);
        at_offset.filter(|byte| matches!(byte, 0x00 | 0x04)).count()
    };
    let is_most = |count: usize| pairs > 0 && count * 10 >= pairs * 8;
    match (high(1), high(0)) {
        (little, big) if little > big && is_most(little) => Some("UTF-16 LE"),
        (little, big) if big > little && is_most(big) => Some("UTF-16 BE"),
        _ => None,
    }
}

/// How much the decoded text looks like Russian words: common letters count for it; capitals
/// inside words and high bytes that are no letters count against it.
fn likeness(bytes: &[u8], decode: Table) -> i64 {
    let mut score = 0;
    let mut before = None;
    for &byte in bytes {
        let letter = decode(byte);
        score += match letter {
            Some(letter) if letter.is_uppercase() && before.is_some_and(char::is_lowercase) => {
                -20
            }
            Some(letter) => frequency(letter),
            None if byte.is_ascii() => 0,
            None => -20,
        };
        before = letter;
    }
    score
}

/// From 32 for the most frequent letter to 0 for the rarest.
fn frequency(letter: char) -> i64 {
    let lower = letter.to_lowercase().next();
    let rarer = BY_FREQUENCY.chars().rev().position(|it| Some(it) == lower);
    rarer.and_then(|place| i64::try_from(place).ok()).unwrap_or(0)
}

fn windows_1251(byte: u8) -> Option<char> {
    match byte {
        0xa8 => Some('Ё'),
        0xb8 => Some('ё'),
        0xc0..=0xff => char::from_u32(0x410 + u32::from(byte - 0xc0)),
        _ => None,
    }
}

fn koi8_r(byte: u8) -> Option<char> {
    const LOWER: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";
    match byte {
        0xb3 => Some('Ё'),
        0xa3 => Some('ё'),
        0xc0..=0xdf => LOWER.chars().nth(usize::from(byte - 0xc0)),
        0xe0..=0xff => LOWER.chars().nth(usize::from(byte - 0xe0))?.to_uppercase().next(),
        _ => None,
    }
}

fn cp866(byte: u8) -> Option<char> {
    match byte {
        0xf0 => Some('Ё'),
        0xf1 => Some('ё'),
        0x80..=0xaf => char::from_u32(0x410 + u32::from(byte - 0x80)),
        0xe0..=0xef => char::from_u32(0x440 + u32::from(byte - 0xe0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXTS: [&str; 6] = [
        "Об утверждении перечня инновационных площадок города",
        "ПРИКАЗ КОМИТЕТА ПО ДЕЛАМ ОБРАЗОВАНИЯ",
        "название: МБОУ СОШ № 5\nтип: школа\n",
        "---\nтема: «Ёлка» и другие\nstatus: resource-centre\n---\n",
        "школа",
        "Съезд",
    ];

    /// The single byte that `decode` reads as the letter; a high byte for marks beyond ASCII.
    fn encode(text: &str, decode: Table) -> Vec<u8> {
        let byte = |it: char| {
            let ascii = u8::try_from(it).ok().filter(u8::is_ascii);
            ascii.or_else(|| (0x80..=0xff).find(|byte| decode(*byte) == Some(it)))
        };
        text.chars().map(|it| byte(it).unwrap_or(0xb0)).collect()
    }

    #[track_caller]
    fn check(expected: &str, encoded: impl Fn(&str) -> Vec<u8>) {
        for text in TEXTS {
            assert_eq!(guess(&encoded(text)), expected, "{text}");
        }
    }

    #[test]
    fn tells_encodings_apart() {
        check("Windows-1251", |text| encode(text, windows_1251));
        check("KOI8-R", |text| encode(text, koi8_r));
        check("CP866", |text| encode(text, cp866));
        check("UTF-16 LE", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        check("UTF-16 BE", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }

    #[test]
    fn texts_come_back() {
        let text = "---\nтема: «Ёлка» № 5 – да\n---\n";
        let encodings = [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866];
        for encoding in encodings {
            // Not every encoding has every mark.
            let (bytes, _, lost) = encoding.encode(text);
            let text = if lost { "---\nтема: Ёлка\n---\n" } else { text };
            let bytes = if lost { encoding.encode(text).0 } else { bytes };
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{}", encoding.name());
        }
        let wide: Vec<u8> = "\u{feff}тема".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).as_deref(), Some("тема"));
    }

    #[test]
    fn utf8_is_left_alone_even_where_it_is_torn() {
        assert_eq!(decode("тема".as_bytes()), None);
        assert_eq!(decode(&[&b"\xff"[..], "тема".as_bytes()].concat()), None);
        assert_eq!(decode(b""), None);
    }

    #[test]
    fn tables_are_the_known_ones() {
        let table = [
            ("Windows-1251", b"\xcf\xf0\xe8\xe2\xe5\xf2, \xb8\xe6".as_slice()),
            ("KOI8-R", b"\xf0\xd2\xc9\xd7\xc5\xd4, \xa3\xd6"),
            ("CP866", b"\x8f\xe0\xa8\xa2\xa5\xe2, \xf1\xa6"),
            ("UTF-16 LE", b"\xff\xfe\x1f\x04"),
            ("UTF-16 BE", b"\xfe\xff\x04\x1f"),
            ("Windows-1251", b"\xff"),
            ("Windows-1251", b""),
        ];
        for (expected, bytes) in table {
            assert_eq!(guess(bytes), expected, "{bytes:x?}");
        }
        for decode in [windows_1251, koi8_r, cp866] {
            let letters: Vec<_> = (0..=255).filter_map(decode).collect();
            assert_eq!(letters.len(), 66);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            prop_assert!(!guess(&bytes).is_empty());
        }
    }
}
