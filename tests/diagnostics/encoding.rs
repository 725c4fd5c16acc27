//! Text → bytes as other programs save it.

/// How a file is saved.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    /// Begins with a byte order mark.
    pub bom: bool,
    /// Lines end as on Windows.
    pub crlf: bool,
    /// Letters to bytes.
    pub encoding: Encoding,
}

/// Letters to bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Encoding {
    /// As it should be.
    #[default]
    Utf8,
    /// The usual one of old office files.
    Windows1251,
    /// What an old Notepad calls Unicode.
    Utf16,
}

impl Form {
    /// The bytes of a text, or of its beginning.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        let mark = if self.bom { "\u{FEFF}" } else { "" };
        let end = if self.crlf { "\r\n" } else { "\n" };
        let text = format!("{mark}{}", text.replace('\n', end));
        match self.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Windows1251 => text.chars().map(windows_1251).collect(),
            Encoding::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        }
    }
}

fn windows_1251(letter: char) -> u8 {
    let code = u32::from(letter);
    match letter {
        'А'..='я' => u8::try_from(code - 0x410).map_or(b'?', |it| it + 0xc0),
        'Ё' => 0xa8,
        'ё' => 0xb8,
        '«' => 0xab,
        '»' => 0xbb,
        '№' => 0xb9,
        _ => u8::try_from(code).ok().filter(u8::is_ascii).unwrap_or(b'?'),
    }
}
