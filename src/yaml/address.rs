//! What counts as an address in the web.

/// Whether a text is an address that a page may link to.
pub fn is_web_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let scheme =
        ["https://", "http://", "mailto:", "tel:"].iter().find(|it| lower.starts_with(**it));
    let Some(scheme) = scheme else { return false };
    text.len() > scheme.len()
        && !text
            .chars()
            .any(|it| it.is_whitespace() || it.is_control() || "<>\"\\^`{|}".contains(it))
}
