//! Paths as addresses write them.

use unicode_normalization::UnicodeNormalization;

/// Percent-encodes what may not stand in a path of an address (RFC 3986): all bytes but the
/// unreserved ones and `/`.
pub fn escaped(path: &str) -> String {
    let may_stand = |it: u8| it.is_ascii_alphanumeric() || b"-_.~/".contains(&it);
    if path.bytes().all(may_stand) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match may_stand(byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Undoes percent-encoding, and composes letters; none where the result is no text.
pub fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        bytes.push(match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                rest = tail;
                digit(*high)? * 16 + digit(*low)?
            }
            (b'%', _) => return None,
            _ => *first,
        });
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then(|| text.nfc().collect())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_unreserved_bytes_are_escaped() {
        assert_eq!(escaped("content/п a.md"), "content/%D0%BF%20a.md");
    }
}
