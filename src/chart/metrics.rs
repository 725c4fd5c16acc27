//! How much room a text takes, whatever sans serif face the visitor has: for every letter the
//! widest of the common faces, so that what fits here fits everywhere.

/// Height of letters, in units of the drawing.
pub const SIZE: f64 = 15.0;
/// From one line of a text to the next.
pub const LINE: f64 = 19.0;
/// How far letters reach above the line they stand on.
pub const ASCENT: f64 = 14.0;
/// How far letters reach below it.
pub const DESCENT: f64 = 4.0;

/// The widest of several bold faces against the widest of the same regular ones.
const BOLD: f64 = 1.27;

/// The width of a letter in thousandths of the height of letters.
fn thousandths(letter: char) -> u16 {
    match letter {
        '\'' | 'i' | 'j' => 280,
        'l' | 'I' | ' ' | ',' | '.' | '\u{a0}' | '·' => 320,
        ':' | ';' | '|' => 340,
        'f' | '-' | '(' | ')' | '[' | ']' | 't' => 400,
        'r' | '!' | '"' => 460,
        '*' | '`' | '“' | '„' | '/' | '\\' => 520,
        '?' | 'J' | '_' | 'с' | 'э' | 's' | 'z' | 'г' | 'з' | 'c' | 'ѕ' | '–' => 560,
        'L' | 'k' | 'v' | 'x' | 'y' | 'в' | 'т' | 'у' | 'х' | 'ч' | 'ь' => 600,
        'F' | 'T' | 'a' | 'e' | 'o' | 'Г' | 'Т' | 'а' | 'б' | 'е' | 'к' | 'о' | 'я' | 'ё'
        | '«' | '»' => 620,
        '$' | '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'b' | 'd' | 'g'
        | 'h' | 'n' | 'p' | 'q' | 'u' | '{' | '}' | 'л' | 'р' => 640,
        'У' | 'З' | 'и' | 'й' | 'н' | 'п' | 'E' | 'P' | 'S' | 'Y' | 'Е' | 'Р' | 'Ё' => {
            680
        }
        'K' | 'A' | 'B' | 'V' | 'X' | 'Z' | 'А' | 'Б' | 'В' | 'Х' | 'Ч' | 'Ь' | 'д' | 'ц' => {
            700
        }
        'К' | 'Э' | 'ъ' | 'C' | 'R' | 'U' | 'С' | 'Я' => 740,
        'H' | 'N' | 'И' | 'Й' | 'Л' | 'Н' | 'П' | 'м' | '&' | 'D' | 'G' | 'Ц' => 780,
        'O' | 'Q' | 'Д' | 'О' | 'ы' => 800,
        'w' | '#' | '+' | '<' | '=' | '>' | '^' | '~' | 'Ъ' | '×' | '−' | 'ф' | 'ю' => {
            860
        }
        'M' | 'М' | 'Ф' | 'Ы' => 900,
        'ж' | 'ш' | '%' | 'щ' | 'm' => 980,
        'W' | '—' | '…' | '→' | '@' => 1020,
        // «Ж», «Ш», «Щ», «Ю», «№» and whatever is not known.
        _ => 1100,
    }
}

/// The width of a text in one line, in units of the drawing.
pub fn width(text: &str, is_bold: bool) -> f64 {
    let thousandths: u32 = text.chars().map(|it| u32::from(thousandths(it))).sum();
    f64::from(thousandths) * SIZE / 1000.0 * if is_bold { BOLD } else { 1.0 }
}

/// The text in lines of a width: broken at spaces and hyphens, and inside a word only where the
/// word alone is wider.
pub fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    let mut line = String::new();
    for piece in pieces(text) {
        if width(&format!("{line}{}", piece.trim_end()), false) <= room {
            line += piece;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for letter in piece.chars() {
            if !line.is_empty() && width(format!("{line}{letter}").trim_end(), false) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    let last = line.trim_end();
    if !last.is_empty() {
        lines.push(last.to_owned());
    }
    lines
}

/// Words with the space or hyphen behind each. A no-break space does not part words that fit.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Widths that two common faces give these texts at a height of 15, measured once.
    #[test]
    fn no_face_is_wider() {
        for (text, is_bold, measured) in [
            ("Дошкольные образовательные организации", false, 353.5),
            ("Дошкольные образовательные организации", true, 389.7),
            ("2024 год: 57 проектов", false, 177.6),
            ("2024 год: 57 проектов", true, 194.8),
            ("Щ ширина", false, 82.9),
            ("Щ ширина", true, 93.3),
        ] {
            let ours = width(text, is_bold);
            assert!(ours >= measured, "{text}: {ours} < {measured}");
            assert!(ours < measured * 1.25, "{text}: {ours} wastes room");
        }
    }

    #[test]
    fn breaks_lines() {
        let lines = wrap("Психолого-педагогические классы", 220.0);
        assert_eq!(lines, ["Психолого-", "педагогические классы"]);
        assert!(wrap("", 100.0).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[а-яА-Я0-9 -]{0,80}") {
            let lines = wrap(&text, 90.0);
            for line in &lines {
                prop_assert!(width(line, false) <= 90.0, "{}", line);
            }
            let letters = |it: &str| it.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
