//! Paths as addresses write them.

/// Percent-encodes what may not stand in a path of an address (RFC 3986): all bytes but the
/// unreserved ones and `/`.
pub fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_unreserved_bytes_are_escaped() {
        assert_eq!(escaped("content/п a.md"), "content/%D0%BF%20a.md");
    }
}
