//! Contrast of a theme's colours, in every scheme that its styles know.
//!
//! Colours are custom properties of `:root`. The first plain `:root` rules make the base; every
//! other rule whose selector has `:root` (a media query for the dark, a scheme that a reader
//! chose) makes a scheme of its own: the base with what the rule sets. `theme.yaml` says which
//! colours stand on which, and how far apart they must be (WCAG 1.4.3, 1.4.6, 1.4.11).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use cssparser::{Parser, Token};

use super::ThemeFile;
use crate::diag::{Diagnostic, Diagnostics, Place, Words, code};
use crate::text::decimal::Decimal;
use crate::text::nearest::nearest;
use crate::yaml::table::{Spanned, Table, suggestion};

/// One custom property that names another may do so this often.
const MOST_STEPS: usize = 8;

/// Media whose colours are the system's own or the paper's.
const FOREIGN_MEDIA: &str = "forced-colors";

/// Colours that stand on other colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pairs {
    /// `цвета`: names of custom properties without the two hyphens.
    colours: Vec<Spanned<String>>,
    /// `на`: those behind them.
    behind: Vec<Spanned<String>>,
    /// `не_меньше`: the least ratio, from 1 to 21.
    least: Decimal,
}

/// Reads one item of the key `контраст`.
pub(super) fn pairs(mut table: Table<'_, '_>) -> Option<Pairs> {
    let colours = table.key("цвета", "colours").required().verbatims();
    let behind = table.key("на", "on").required().verbatims();
    let least = table.key("не_меньше", "at_least").required().decimal();
    table.finish();
    Some(Pairs { colours, behind, least: least?.value })
}

/// Compares the pairs of a theme in every scheme of its styles. `settings` is the file that
/// lists them.
pub(super) fn check(
    (settings, pairs): (&Arc<str>, &[Pairs]),
    styles: &[&ThemeFile],
) -> Diagnostics {
    let mut diagnostics = Diagnostics::none();
    let schemes = schemes(styles);
    // A theme without styles of its own has no colours to compare.
    let Some(base) = schemes.first().filter(|_| !styles.is_empty()) else { return diagnostics };
    let named = pairs.iter().flat_map(|it| it.colours.iter().chain(&it.behind));
    let known: Vec<&str> = base.tokens.keys().map(String::as_str).collect();
    for name in named.filter(|it| !base.tokens.contains_key(&it.value)) {
        diagnostics.push(unknown(settings, name, &known));
    }
    for scheme in &schemes {
        for pair in pairs {
            for colour in &pair.colours {
                let close = pair.behind.iter().filter_map(|behind| {
                    scheme.too_close(base, (&colour.value, &behind.value), pair.least)
                });
                diagnostics.extend(close);
            }
        }
    }
    diagnostics
}

fn unknown(file: &Arc<str>, name: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let near = nearest(&name.value, known.iter().copied(), 3);
    let message = Words::new(
        format!("в стилях темы нет переменной --{}", name.value),
        format!("the styles of the theme have no property --{}", name.value),
    );
    let place = Place::new(file, name.at.clone());
    Diagnostic::new(code::THEME, place, message).hint(suggestion(&near, known))
}

/// Colours that hold together.
#[derive(Debug, Default)]
struct Scheme {
    /// Media query and selector; empty for the base.
    name: String,
    /// What its own rules set, without the two hyphens.
    tokens: BTreeMap<String, Setting>,
}

/// A custom property that was set.
#[derive(Clone, Debug)]
struct Setting {
    value: String,
    file: Arc<str>,
    at: Range<usize>,
}

/// Red, green and blue, from 0 to 255.
type Rgb = [u8; 3];

impl Scheme {
    /// What is set here or, failing that, in the base.
    fn setting<'s>(&'s self, base: &'s Scheme, name: &str) -> Option<&'s Setting> {
        self.tokens.get(name).or_else(|| base.tokens.get(name))
    }

    /// What this scheme itself sets of a colour, be it by way of other properties.
    fn own<'s>(&'s self, base: &'s Scheme, name: &str, steps: usize) -> Option<&'s Setting> {
        if let Some(own) = self.tokens.get(name) {
            return Some(own);
        }
        let other = variable(&base.tokens.get(name)?.value).filter(|_| steps < MOST_STEPS)?;
        self.own(base, other, steps + 1)
    }

    fn colour(&self, base: &Scheme, name: &str, steps: usize) -> Option<Rgb> {
        let value = self.setting(base, name)?.value.as_str();
        match variable(value) {
            Some(other) if steps < MOST_STEPS => self.colour(base, other, steps + 1),
            Some(_) => None,
            None => hex(value),
        }
    }

    /// A remark where this scheme puts a colour on one that is too like it. A pair that the
    /// scheme leaves to the base is the base's to answer for.
    fn too_close(
        &self,
        base: &Scheme,
        (name, behind): (&str, &str),
        least: Decimal,
    ) -> Option<Diagnostic> {
        let front = self.setting(base, name)?;
        self.setting(base, behind)?;
        let own = self.own(base, name, 0).or_else(|| self.own(base, behind, 0));
        let blamed = match self.name.is_empty() {
            true => front,
            false => own?,
        };
        let place = Place::new(&blamed.file, blamed.at.clone());
        let colours = self.colour(base, name, 0).zip(self.colour(base, behind, 0));
        let Some((front, back)) = colours else {
            let message = Words::new(
                format!("контраст --{name} на --{behind} нельзя посчитать"),
                format!("the contrast of --{name} on --{behind} cannot be computed"),
            );
            let hint = Words::new("задайте цвет как #rrggbb", "write the colour as #rrggbb");
            return Some(Diagnostic::new(code::LOW_CONTRAST, place, message).hint(hint));
        };
        let found = contrast(front, back);
        if found >= least {
            return None;
        }
        let (ru, en) = match self.name.as_str() {
            "" => ("в основных цветах".to_owned(), "in the base colours".to_owned()),
            name => (format!("при «{name}»"), format!("under `{name}`")),
        };
        let message = Words::new(
            format!("{ru} контраст --{name} на --{behind} равен {found}, а нужно {least}"),
            format!("{en} the contrast of --{name} on --{behind} is {found}, not {least}"),
        );
        let hint = Words::new(
            "сделайте один из цветов светлее или темнее",
            "make one of the colours lighter or darker",
        );
        Some(Diagnostic::new(code::LOW_CONTRAST, place, message).hint(hint))
    }
}

/// The ratio of WCAG 2.2, cut to hundredths: 4.499 is not 4.5.
fn contrast(a: Rgb, b: Rgb) -> Decimal {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    // From 1 to 21: fits.
    Decimal((a.max(b) / a.min(b) * 100.0) as i64)
}

/// Relative luminance as WCAG 2.2 defines it, from 0 to 1.
fn luminance(colour: Rgb) -> f64 {
    let linear = |it: u8| match f64::from(it) / 255.0 {
        low if low <= 0.040_45 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn hex(value: &str) -> Option<Rgb> {
    let digits = value.strip_prefix('#')?;
    let (red, green, blue, alpha) =
        cssparser::color::parse_hash_color(digits.as_bytes()).ok()?;
    (alpha >= 1.0).then_some([red, green, blue])
}

/// The base first, then every other scheme in the order of the styles.
fn schemes(styles: &[&ThemeFile]) -> Vec<Scheme> {
    let mut schemes = vec![Scheme::default()];
    for file in styles {
        let Ok(text) = str::from_utf8(&file.bytes) else { continue };
        rules(&mut Parser::new(text), (file, ""), &mut schemes);
    }
    derived(schemes)
}

/// Rules that set colours by colours which the base lacks are no schemes: they say how the
/// schemes that set those go on.
fn derived(schemes: Vec<Scheme>) -> Vec<Scheme> {
    let base = schemes.first().map(|it| it.tokens.clone()).unwrap_or_default();
    let asked = |it: &Scheme| -> BTreeSet<String> {
        let named = it.tokens.values().filter_map(|it| variable(&it.value));
        let absent = |name: &&str| !it.tokens.contains_key(*name) && !base.contains_key(*name);
        named.filter(absent).map(str::to_owned).collect()
    };
    let (mut schemes, patterns): (Vec<_>, Vec<_>) =
        schemes.into_iter().partition(|it| asked(it).is_empty());
    for pattern in &patterns {
        let asked = asked(pattern);
        for scheme in &mut schemes {
            if asked.iter().all(|it| scheme.tokens.contains_key(it)) {
                for (name, setting) in &pattern.tokens {
                    scheme.tokens.entry(name.clone()).or_insert_with(|| setting.clone());
                }
            }
        }
    }
    // One that nothing completes cannot be computed, and is told of.
    let left = |pattern: &Scheme| {
        let asked = asked(pattern);
        !schemes.iter().any(|it| asked.iter().all(|name| it.tokens.contains_key(name)))
    };
    let left: Vec<Scheme> = patterns.into_iter().filter(left).collect();
    schemes.extend(left);
    schemes
}

/// The name in `var(--name)`.
fn variable(value: &str) -> Option<&str> {
    value.strip_prefix("var(--").and_then(|it| it.strip_suffix(')')).map(str::trim)
}

/// Walks over rules, into those that hold rules themselves.
fn rules(
    parser: &mut Parser<'_>,
    (file, media): (&ThemeFile, &str),
    schemes: &mut Vec<Scheme>,
) {
    loop {
        parser.skip_whitespace();
        let start = parser.position();
        let is_block = loop {
            match parser.next() {
                Ok(Token::CurlyBracketBlock) => break true,
                Ok(Token::Semicolon) => break false,
                Ok(_) => {}
                Err(_) => return,
            }
        };
        if !is_block {
            continue;
        }
        let prelude = words(parser.slice_from(start).trim_end_matches('{'));
        let entered =
            parser.parse_nested_block(|inner| -> Result<(), cssparser::ParseError<()>> {
                if prelude.starts_with('@') {
                    let media = format!("{media} {prelude}").trim().to_owned();
                    if !media.contains(FOREIGN_MEDIA) {
                        rules(inner, (file, &media), schemes);
                    }
                } else if prelude.contains(":root") {
                    let name = format!("{media} {prelude}");
                    let name = name.trim().trim_start_matches(":root").trim();
                    let plain =
                        media.is_empty() && prelude.split(',').any(|it| it.trim() == ":root");
                    let name = if plain { "" } else { name };
                    let own = match schemes.iter_mut().position(|it| it.name == name) {
                        Some(at) => &mut schemes[at],
                        None => {
                            schemes.push(Scheme { name: name.to_owned(), ..Scheme::default() });
                            schemes.last_mut().expect("one was just pushed")
                        }
                    };
                    declarations(inner, file, &mut own.tokens);
                }
                while inner.next().is_ok() {}
                Ok(())
            });
        if entered.is_err() {
            return;
        }
    }
}

fn declarations(
    parser: &mut Parser<'_>,
    file: &ThemeFile,
    tokens: &mut BTreeMap<String, Setting>,
) {
    loop {
        parser.skip_whitespace();
        let start = parser.position();
        let name = match parser.next() {
            Ok(Token::Ident(name)) => name.strip_prefix("--").map(str::to_owned),
            Ok(_) => None,
            Err(_) => return,
        };
        let _ = parser.expect_colon();
        let value_from = parser.position();
        let is_last = loop {
            match parser.next() {
                Ok(Token::Semicolon) => break false,
                Ok(_) => {}
                Err(_) => break true,
            }
        };
        if let Some(name) = name {
            let value = parser.slice_from(value_from).trim_end_matches(';').trim();
            let value = value.trim_end_matches("!important").trim_end().to_owned();
            let whole = parser.slice_from(start).trim_end_matches(';').trim_end();
            let at = start.byte_index()..start.byte_index() + whole.len();
            tokens.insert(name, Setting { value, file: Arc::clone(&file.path), at });
        }
        if is_last {
            return;
        }
    }
}

/// With single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
