//! Reads back the HTML that `writer` made, and only that: tags are well formed, and five signs
//! are escaped.

/// A part of the HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// The beginning of an element: its name and all that stands behind it in the tag.
    Open(&'a str, &'a str),
    /// The end of an element.
    Close(&'a str),
    /// Text with its escapes undone.
    Text(String),
}

/// The parts of our own HTML in their order.
pub fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = vec![];
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        if !before.is_empty() {
            tokens.push(Token::Text(unescaped(before)));
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        match tag.strip_prefix('/') {
            Some(name) => tokens.push(Token::Close(name)),
            None => {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                tokens.push(Token::Open(name, attributes));
            }
        }
        rest = after;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(unescaped(rest)));
    }
    tokens
}

/// The value of an attribute.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let opening = format!("{name}=\"");
    let mut starts = attributes.match_indices(&opening);
    let whole = |at: &usize| *at == 0 || attributes[..*at].ends_with(' ');
    let (at, _) = starts.find(|(at, _)| whole(at))?;
    let (value, _) = attributes[at + opening.len()..].split_once('"')?;
    Some(unescaped(value))
}

/// The words alone: a line for each block, a space between cells.
pub(super) fn text(html: &str) -> String {
    let mut lines = String::new();
    let mut hidden = 0_usize;
    for token in tokens(html) {
        match token {
            // The mark of a note and the way back from it are no words.
            Token::Open("sup", _) => hidden += 1,
            Token::Close("sup") => hidden = hidden.saturating_sub(1),
            Token::Open("img", attributes) => {
                lines.push_str(&attribute(attributes, "alt").unwrap_or_default());
            }
            Token::Text(text) if hidden == 0 => lines.push_str(&text),
            Token::Open("td" | "th", _) => lines.push(' '),
            Token::Open(name, _) | Token::Close(name) if is_block(name) => lines.push('\n'),
            Token::Text(_) | Token::Open(..) | Token::Close(_) => {}
        }
    }
    let words = |line: &str| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let lines = lines.lines().map(words).filter(|it| !it.is_empty() && it != "↩");
    let lines = lines.map(|it| it.trim_end_matches(" ↩").to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "br"
            | "hr"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "tr"
            | "table"
            | "pre"
            | "blockquote"
            | "section"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

fn unescaped(text: &str) -> String {
    // The ampersand comes last: what it begins was text, not an escape.
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
