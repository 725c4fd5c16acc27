//! Interface strings: `strings/ru.yaml` and the function `t` of the templates.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ThemeFile;
use super::engine::{escape, grouped};
use super::fault::Trouble;
use crate::diag::{Diagnostics, Words, code};
use crate::text::plural::{self, Form};
use crate::text::typography::bind;
use crate::yaml::reading::Reading;
use crate::yaml::{self, Key, Node, Value};

/// The keys that make a map a plural, in the order of the messages.
const FORMS: [&str; 3] = ["one", "few", "many"];

/// Keys that end so give HTML that is not escaped again.
const HTML: &str = "_html";

/// The strings of a theme with those it inherits, by dotted key.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: BTreeMap<String, Text>,
}

#[derive(Debug)]
enum Text {
    Plain(String),
    Plural(BTreeMap<&'static str, String>),
}

/// A keyword argument of `t`, whatever the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument<'a> {
    /// A whole number.
    Whole(i128),
    /// Text that is escaped inside HTML.
    Text(&'a str),
    /// HTML that the template marked as safe.
    Html(&'a str),
    /// A value of any other kind.
    Unfit,
}

/// What `t` returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phrase<'a> {
    /// Text that the engine escapes on output.
    Text(Cow<'a, str>),
    /// HTML to output as it is.
    Html(Cow<'a, str>),
}

impl Strings {
    /// Reads one file of strings and points at the entries that are none.
    pub(super) fn read(file: &ThemeFile) -> (Strings, Diagnostics) {
        let bytes = (&file.path, &*file.bytes);
        let (strings, diagnostics) = yaml::read(bytes, &[], |reading, node| {
            let mut reader = Reader { reading, strings: Strings::default() };
            match node.value {
                Value::Table(entries) => reader.section("", entries),
                Value::Nothing | Value::Broken => {}
                Value::Text(_) | Value::List(_) => reader.not_text(node.at),
            }
            Some(reader.strings)
        });
        (strings.unwrap_or_default(), diagnostics)
    }

    /// Puts the strings of a nearer theme over these, key by key.
    pub(super) fn lay_over(&mut self, nearer: Strings) {
        self.texts.extend(nearer.texts);
    }

    /// Every key, sorted.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The text of a key that is the same wherever it is asked for; none where arguments fill
    /// it in, or where it is HTML.
    pub(super) fn constant(&self, key: &str) -> Option<&str> {
        match self.texts.get(key)? {
            Text::Plain(text) if !key.ends_with(HTML) && !text.contains('{') => Some(text),
            _ => None,
        }
    }

    /// The function `t`: `key` chooses the string, `n` the plural form, the others fill in.
    pub(super) fn call<'a>(
        &self,
        argument: impl Fn(&str) -> Option<Argument<'a>>,
    ) -> Result<Phrase<'_>, Trouble> {
        let Some(Argument::Text(key) | Argument::Html(key)) = argument("key") else {
            return Err(Trouble::Unfit { function: "t".to_owned(), name: "key".to_owned() });
        };
        let text = match self.texts.get(key) {
            None => return Err(Trouble::MissingString { key: key.to_owned() }),
            Some(Text::Plain(text)) => text,
            Some(Text::Plural(forms)) => {
                let number = match argument("n") {
                    Some(Argument::Whole(number)) => u64::try_from(number).ok(),
                    _ => None,
                };
                match number.and_then(|it| forms.get(form(it))) {
                    Some(text) => text,
                    None => return Err(Trouble::CountMissing { key: key.to_owned() }),
                }
            }
        };
        let filled = Filling { key, argument }.fill(text)?;
        Ok(if key.ends_with(HTML) { Phrase::Html(filled) } else { Phrase::Text(filled) })
    }
}

struct Filling<'k, F> {
    key: &'k str,
    argument: F,
}

impl<'a, F: Fn(&str) -> Option<Argument<'a>>> Filling<'_, F> {
    fn fill<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Trouble> {
        if !text.contains('{') {
            return Ok(Cow::Borrowed(text));
        }
        let mut filled = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            match after.split_once('}').filter(|(name, _)| is_name(name)) {
                Some((name, after)) => {
                    filled.push_str(&self.argument(name)?);
                    rest = after;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        Ok(Cow::Owned(filled))
    }

    fn argument(&self, name: &str) -> Result<Cow<'a, str>, Trouble> {
        let own = |text: &str| text.to_owned();
        match (self.argument)(name).filter(|_| name != "key") {
            None => Err(Trouble::Unfilled { key: own(self.key), name: own(name) }),
            Some(Argument::Unfit) => {
                Err(Trouble::Unfit { function: own("t"), name: own(name) })
            }
            Some(Argument::Whole(number)) if name == "n" => Ok(grouped(number).into()),
            Some(Argument::Whole(number)) => Ok(number.to_string().into()),
            Some(Argument::Text(text)) if self.key.ends_with(HTML) => Ok(escape(text)),
            Some(Argument::Text(text) | Argument::Html(text)) => Ok(text.into()),
        }
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it == b'_' || it.is_ascii_alphanumeric())
}

/// The key of the plural form for so many things.
fn form(n: u64) -> &'static str {
    match plural::form(n) {
        Form::One => "one",
        Form::Few => "few",
        Form::Many => "many",
    }
}

struct Reader<'r, 'a> {
    reading: &'r mut Reading<'a>,
    strings: Strings,
}

impl Reader<'_, '_> {
    fn section(&mut self, prefix: &str, entries: Vec<(Key, Node)>) {
        let mut seen: BTreeMap<String, Key> = BTreeMap::new();
        for (key, node) in entries {
            if key.name.is_empty() || key.name.contains('.') {
                let message = Words::new(
                    "имя строки не может быть пустым или содержать точку",
                    "the name of a string must not be empty or hold a dot",
                );
                self.reading.remark(code::THEME, key.at, message);
                continue;
            }
            if let Some(first) = seen.get(&key.name) {
                self.reading.twice(first, &key);
                continue;
            }
            let name = format!("{prefix}{}", key.name);
            seen.insert(key.name.clone(), key.clone());
            self.string(name, key, node);
        }
    }

    fn string(&mut self, name: String, key: Key, node: Node) {
        match node.value {
            Value::Text(text) => {
                let text = if name.ends_with(HTML) { text } else { bind(&text) };
                self.strings.texts.insert(name, Text::Plain(text));
            }
            Value::Table(entries) if entries.iter().any(|it| FORMS.contains(&&*it.0.name)) => {
                if let Some(forms) = self.plural(&key, entries) {
                    self.strings.texts.insert(name, Text::Plural(forms));
                }
            }
            Value::Table(entries) => self.section(&format!("{name}."), entries),
            Value::Broken => {}
            Value::Nothing => self.not_text(key.at),
            Value::List(_) => self.not_text(node.at),
        }
    }

    fn plural(
        &mut self,
        key: &Key,
        entries: Vec<(Key, Node)>,
    ) -> Option<BTreeMap<&'static str, String>> {
        let mut forms = BTreeMap::new();
        let mut whole = entries.len() == FORMS.len();
        for (form_key, node) in entries {
            match (FORMS.iter().find(|it| **it == form_key.name), node.value) {
                (Some(form), Value::Text(text)) => {
                    forms.insert(*form, bind(&text));
                }
                (Some(_), _) => {
                    self.not_text(form_key.at);
                    return None;
                }
                (None, _) => whole = false,
            }
        }
        if !whole {
            let message = Words::new(
                "у множественного числа должны быть ровно формы one, few и many",
                "a plural must have exactly the forms one, few and many",
            );
            self.reading.remark(code::THEME, key.at.clone(), message);
        }
        whole.then_some(forms)
    }

    fn not_text(&mut self, at: std::ops::Range<usize>) {
        let message = Words::new("строка должна быть текстом", "a string must be text");
        self.reading.remark(code::THEME, at, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "projects:\n  title: Проекты\n  by: 'Ведёт {name}, {год} {'\n\
        count:\n  projects:\n    one: '{n} проект'\n    few: '{n} проекта'\n\
        \u{20}   many: '{n} проектов'\n\
        note_html: 'См. <b>{name}</b>'\n";

    fn file(text: &str) -> ThemeFile {
        ThemeFile { path: "strings/ru.yaml".into(), bytes: text.as_bytes().into() }
    }

    fn text(text: &str) -> Argument<'_> {
        Argument::Text(text)
    }

    #[track_caller]
    fn check(
        key: &str,
        arguments: &[(&str, Argument<'_>)],
        expected: &Result<Phrase<'_>, Trouble>,
    ) {
        let (strings, diagnostics) = Strings::read(&file(SOURCE));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let mut all: BTreeMap<&str, Argument<'_>> = arguments.iter().copied().collect();
        all.insert("key", text(key));
        assert_eq!(&strings.call(|name| all.get(name).copied()), expected);
    }

    #[test]
    fn strings_are_found_and_filled() {
        let plain = |text: &'static str| Ok(Phrase::Text(text.into()));
        check("projects.title", &[], &plain("Проекты"));
        check("projects.by", &[("name", text("<А>"))], &plain("Ведёт <А>, {год} {"));
        let count = |n| [("n", Argument::Whole(n))];
        check("count.projects", &count(0), &plain("0 проектов"));
        check("count.projects", &count(1), &plain("1 проект"));
        check("count.projects", &count(2), &plain("2 проекта"));
        check("count.projects", &count(11), &plain("11 проектов"));
        check("count.projects", &count(21), &plain("21 проект"));
        check("count.projects", &count(112), &plain("112 проектов"));
        check("count.projects", &count(12_345), &plain("12\u{a0}345 проектов"));
        let html = |text: &'static str| Ok(Phrase::Html(text.into()));
        check("note_html", &[("name", text("<А>"))], &html("См. <b>&lt;А&gt;</b>"));
        let safe = Argument::Html("<i>А</i>");
        check("note_html", &[("name", safe)], &html("См. <b><i>А</i></b>"));
    }

    #[test]
    fn what_cannot_be_said_is_an_error() {
        let own = |text: &str| text.to_owned();
        check("projects", &[], &Err(Trouble::MissingString { key: own("projects") }));
        let key = || own("count.projects");
        check("count.projects", &[], &Err(Trouble::CountMissing { key: key() }));
        check(
            "count.projects",
            &[("n", text("5"))],
            &Err(Trouble::CountMissing { key: key() }),
        );
        let negative = [("n", Argument::Whole(-1))];
        check("count.projects", &negative, &Err(Trouble::CountMissing { key: key() }));
        let unfilled = Trouble::Unfilled { key: own("projects.by"), name: own("name") };
        check("projects.by", &[], &Err(unfilled));
        let unfit = Trouble::Unfit { function: own("t"), name: own("name") };
        check("note_html", &[("name", Argument::Unfit)], &Err(unfit));
    }

    #[track_caller]
    fn check_remark(source: &str, bytes: &str, message: &str) {
        let (_, diagnostics) = Strings::read(&file(source));
        let found: Vec<(&str, &str)> = diagnostics
            .iter()
            .map(|it| {
                let place = it.place.as_ref().expect("strings always name bytes");
                (&source[place.start..place.end], it.message.en.as_str())
            })
            .collect();
        assert_eq!(found, [(bytes, message)]);
    }

    #[test]
    fn bad_entries_point_at_their_bytes() {
        let text = "a string must be text";
        check_remark("a:\n  b:\n", "b", text);
        check_remark("a: [x]", "[x]", text);
        check_remark("a: {one: x, few: [2], many: z}", "few", text);
        let forms = "a plural must have exactly the forms one, few and many";
        check_remark("a: {one: x, few: y}", "a", forms);
        check_remark("a: {one: x, few: y, other: z}", "a", forms);
        check_remark("a: {one: x, few: y, many: z, other: q}", "a", forms);
        let name = "the name of a string must not be empty or hold a dot";
        check_remark("a.b: x", "a.b", name);
        check_remark("'': x", "''", name);
        check_remark("a: x\na: y", "a", "the key `a` stands twice");
    }

    #[test]
    fn nearer_strings_win_key_by_key() {
        let (mut strings, _) = Strings::read(&file("a: {b: 1-й, c: 2-й}"));
        strings.lay_over(Strings::read(&file("a: {b: 3-й}\nd: 4-й")).0);
        assert_eq!(strings.keys().collect::<Vec<_>>(), ["a.b", "a.c", "d"]);
        let asked = strings.call(|name| (name == "key").then_some(text("a.b")));
        assert_eq!(asked, Ok(Phrase::Text("3-й".into())));
        assert_eq!(strings.constant("a.b"), Some("3-й"));
    }
}
