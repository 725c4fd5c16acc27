//! Tera 2: the second template language, without macros but with components.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use ::tera::value::Key;
use ::tera::{Context, Error, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

use self::strict::Strict;
use super::engine::{Engine, Template, Templates, escape, grouped};
use super::fault::{Fault, Spot, Trouble};
use super::strings::{Argument, Phrase, Strings};
use crate::view::View;

mod strict;

/// Room for most pages.
const USUAL_BYTES: usize = 16 * 1024;

/// All templates of a theme, ready to render.
pub(super) struct TeraEngine {
    tera: Tera,
    sources: BTreeMap<String, Source>,
}

struct Source {
    text: String,
    strict: Strict,
}

impl Engine for TeraEngine {
    fn load(templates: &Templates, strings: &Arc<Strings>) -> Result<TeraEngine, Vec<Fault>> {
        let empty = environment(strings);
        let written = templates.iter().map(|(name, it)| (name, &it.text));
        empty.clone().add_raw_templates(written).map_err(|it| faults(&it, templates))?;
        let sources: BTreeMap<String, Source> = templates
            .iter()
            .map(|(name, it)| (name.clone(), source((name, it), strings)))
            .collect();
        let mut tera = empty;
        // A filter for each place: arguments would be gathered anew for each name of each page.
        let places: BTreeSet<_> = sources.values().flat_map(|it| &it.strict.checked).collect();
        for place in places {
            let trouble = Trouble::UndefinedAt { start: place.start, end: place.end };
            let check = move |value: Value, _: Kwargs, _: &State| match value.is_undefined() {
                true => Err(Error::message(trouble.to_message())),
                false => Ok(value),
            };
            tera.register_filter(place.filter(), check);
        }
        let strict = sources.iter().map(|(name, it)| (name, &it.strict.text));
        tera.add_raw_templates(strict).map_err(|it| load_faults(&it, templates))?;
        Ok(TeraEngine { tera, sources })
    }

    fn render(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Fault> {
        let mut context = Context::new();
        for (name, value) in view.shared() {
            context.insert_value(name, value.prepared(Value::from_serializable));
        }
        for (name, value) in view.named() {
            context.insert(name, value);
        }
        for object in view.objects() {
            let fields = Value::from_serializable(object).into_map().unwrap_or_default();
            for (name, value) in fields {
                context.insert_value(named(name), value);
            }
        }
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        let rendered = self.tera.render_to(template, &context, &mut bytes);
        rendered.map_err(|error| self.fault(template, &error))?;
        Ok(bytes)
    }
}

fn named(key: Key<'static>) -> Cow<'static, str> {
    match key {
        Key::Str(name) => name.into(),
        other => other.to_string().into(),
    }
}

impl TeraEngine {
    fn fault(&self, template: &str, error: &Error) -> Fault {
        let ErrorKind::RenderingError(report) = error.kind() else {
            let trouble = trouble_of_kind(error.kind());
            return Fault { template: Some(template.to_owned()), spot: Spot::Unknown, trouble };
        };
        let name = report.filename();
        let Some(source) = self.sources.get(name) else {
            let trouble = Trouble::Other { detail: report.message().to_owned() };
            return Fault { template: None, spot: Spot::Unknown, trouble };
        };
        let range = source.strict.original(report.span().range.clone());
        let (range, trouble) = source.trouble(range, report.message());
        Fault { template: Some(name.to_owned()), spot: Spot::Bytes(range), trouble }
    }
}

impl Source {
    fn trouble(&self, range: Range<usize>, message: &str) -> (Range<usize>, Trouble) {
        if let Some(Trouble::UndefinedAt { start, end }) = Trouble::from_message(message) {
            let name = self.text.get(start..end).unwrap_or_default().to_owned();
            return (start..end, Trouble::Undefined { name, known: vec![] });
        }
        if let Some(trouble) = Trouble::from_message(message) {
            return (range, trouble);
        }
        if message.contains("undefined") || message.contains("is not defined") {
            let range = self.whole_name(range);
            let name = self.text.get(range.clone()).unwrap_or_default().to_owned();
            return (range, Trouble::Undefined { name, known: listed(message) });
        }
        (range, Trouble::Other { detail: message.to_owned() })
    }

    /// Tera points at the last part of `a.b.c` only.
    fn whole_name(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or_default();
        let is_part = |it: char| it == '_' || it == '.' || it.is_ascii_alphanumeric();
        before.trim_end_matches(is_part).len()..range.end
    }
}

/// Names that Tera lists after `Available …:`.
fn listed(message: &str) -> Vec<String> {
    let list = message.split_once("Available ").and_then(|it| it.1.split_once(": "));
    list.map(|it| it.1.split(", ").map(str::to_owned).collect()).unwrap_or_default()
}

fn source((name, template): (&str, &Template), strings: &Strings) -> Source {
    let strict = Strict::of(&template.text, strings);
    let readable = syntax_fault(name, &strict.text).is_none();
    let strict = if readable { strict } else { Strict::untouched(&template.text) };
    Source { text: template.text.clone(), strict }
}

fn syntax_fault(name: &str, text: &str) -> Option<Fault> {
    let error = Tera::default().add_raw_template(name, text).err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(syntax(name, report)),
        _ => None,
    }
}

fn syntax(name: &str, report: &ReportError) -> Fault {
    Fault {
        template: Some(name.to_owned()),
        spot: Spot::Bytes(report.span().range.clone()),
        trouble: Trouble::Syntax { detail: report.message().to_owned() },
    }
}

fn trouble_of_kind(kind: &ErrorKind) -> Trouble {
    match kind {
        ErrorKind::TemplateNotFound(name) => Trouble::MissingTemplate { name: name.clone() },
        ErrorKind::MissingParent { parent, .. } => {
            Trouble::MissingTemplate { name: parent.clone() }
        }
        ErrorKind::CircularExtend { inheritance_chain: path, .. }
        | ErrorKind::CircularInclude { include_chain: path, .. } => {
            Trouble::Circle { path: path.clone() }
        }
        other => Trouble::Other { detail: other.to_string() },
    }
}

/// What is wrong in every template that cannot be read; where each can be, what shows only when
/// all are seen together.
fn faults(error: &Error, templates: &Templates) -> Vec<Fault> {
    let alone = templates.iter().filter_map(|(name, it)| syntax_fault(name, &it.text));
    let alone: Vec<Fault> = alone.collect();
    if alone.is_empty() { load_faults(error, templates) } else { alone }
}

/// Faults that show only when all templates are seen together.
fn load_faults(error: &Error, templates: &Templates) -> Vec<Fault> {
    if let ErrorKind::Msg(message) = error.kind() {
        let reports = format!("\n\n{message}");
        let mut reports = reports.split("\n\nerror: ");
        if reports.next() == Some("") {
            return reports.map(|it| report_fault(it, templates)).collect();
        }
    }
    let template = match error.kind() {
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        _ => None,
    };
    let text = template.as_ref().and_then(|it| templates.get(it)).map_or("", |it| &it.text);
    let spot = match error.kind() {
        ErrorKind::MissingParent { parent, .. } => found(text, parent),
        _ => Spot::Unknown,
    };
    vec![Fault { template, spot, trouble: trouble_of_kind(error.kind()) }]
}

fn found(text: &str, name: &str) -> Spot {
    text.find(name).map_or(Spot::Unknown, |start| Spot::Bytes(start..start + name.len()))
}

/// Reads `<message>\n --> <template>:<line>:<column>` followed by an underlined excerpt.
fn report_fault(report: &str, templates: &Templates) -> Fault {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default();
    let locus = lines.next().and_then(|it| it.split_once("--> ")).map_or("", |it| it.1);
    let mut locus = locus.rsplitn(3, ':');
    let column: usize = locus.next().and_then(|it| it.parse().ok()).unwrap_or(1);
    let line: usize = locus.next().and_then(|it| it.parse().ok()).unwrap_or(1);
    let name = locus.next().unwrap_or_default();
    let width = lines.last().map_or(0, |it| it.matches('^').count());
    let text = templates.get(name).map_or("", |it| &it.text);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let letters = |from: usize, count: usize| -> usize {
        text[from..].chars().take(count).map(char::len_utf8).sum()
    };
    let start = start + letters(start, column - 1);
    let spot = Spot::Bytes(start..start + letters(start, width));
    let missing =
        message.strip_prefix("Unknown template `").and_then(|it| it.strip_suffix('`'));
    let trouble = match missing {
        Some(name) => Trouble::MissingTemplate { name: name.to_owned() },
        None => Trouble::Other { detail: message.to_owned() },
    };
    Fault { template: Some(name.to_owned()), spot, trouble }
}

fn environment(strings: &Arc<Strings>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([""]);
    tera.set_escape_fn(|text: &str, output: &mut dyn Write| {
        output.write_all(escape(text).as_bytes())
    });
    tera.register_filter("number", |value: Value, _: Kwargs, _: &State| number(&value));
    tera.register_filter("default", |value: Value, named: Kwargs, _: &State| {
        default(value, &named)
    });
    let strings = Arc::clone(strings);
    tera.register_function("t", move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
        let named = |name: &str| {
            let found = arguments.iter().find(|(key, _)| key.as_str() == Some(name));
            found.map(|(_, value)| argument(value))
        };
        match strings.call(named) {
            Ok(Phrase::Text(text)) => Ok(Value::from(&*text)),
            Ok(Phrase::Html(html)) => Ok(Value::safe_string(&html)),
            Err(trouble) => Err(Error::message(trouble.to_message())),
        }
    });
    tera
}

fn argument(value: &Value) -> Argument<'_> {
    let whole = value.as_i128().filter(|_| !value.is_f64());
    match (whole, value.as_str()) {
        (Some(number), _) => Argument::Whole(number),
        (None, Some(text)) if value.is_safe() => Argument::Html(text),
        (None, Some(text)) => Argument::Text(text),
        (None, None) => Argument::Unfit,
    }
}

fn number(value: &Value) -> TeraResult<String> {
    match argument(value) {
        Argument::Whole(number) => Ok(grouped(number)),
        _ => Err(Error::message(Trouble::NotWhole.to_message())),
    }
}

fn default(value: Value, arguments: &Kwargs) -> TeraResult<Value> {
    let other: Value = arguments.must_get("value")?;
    Ok(if value.is_undefined() || value.is_none() { other } else { value })
}
