//! MiniJinja 3: the language of Jinja2 with macros and imports.

use std::error::Error as _;
use std::ops::Range;
use std::sync::Arc;

use ::minijinja::syntax::SyntaxConfig;
use ::minijinja::value::{Kwargs, Serde, Value, ValueKind};
use ::minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior,
};

use super::engine::{Engine, Templates, escape, grouped};
use super::fault::{Fault, Spot, Trouble};
use super::strings::{Argument, Phrase, Strings};
use crate::view::View;

/// All templates of a theme, ready to render.
pub(super) struct MiniJinjaEngine {
    environment: Environment<'static>,
}

impl Engine for MiniJinjaEngine {
    fn load(
        templates: &Templates,
        strings: &Arc<Strings>,
    ) -> Result<MiniJinjaEngine, Vec<Fault>> {
        let mut environment = environment(strings);
        let mut faults = vec![];
        for (name, template) in templates {
            let text = template.text.clone();
            if let Err(error) = environment.add_template_owned(name.clone(), text) {
                faults.push(fault(&error, &template.text, name));
            }
        }
        if faults.is_empty() { Ok(MiniJinjaEngine { environment }) } else { Err(faults) }
    }

    fn render(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Fault> {
        let shared = view.shared();
        let shared = shared
            .map(|(name, it)| (Value::from(name), it.prepared(|it| Value::from(Serde(it)))));
        let named = view.named().map(|(name, it)| (Value::from(name), Value::from(Serde(it))));
        let fields = view.objects().flat_map(|it| fields(&Value::from(Serde(it))));
        let names = Value::from_pairs(shared.chain(named).chain(fields));
        let rendered = self.environment.get_template(template).and_then(|it| it.render(names));
        rendered.map(String::into_bytes).map_err(|error| {
            let error = innermost(&error);
            let name = error.name().unwrap_or(template);
            let found = self.environment.get_template(name);
            fault(error, found.as_ref().map_or("", |it| it.source()), name)
        })
    }
}

/// The fields of an object by name.
fn fields(object: &Value) -> Vec<(Value, Value)> {
    let names = object.try_iter().into_iter().flatten();
    names.map(|it| (it.clone(), object.get_item(&it).unwrap_or_default())).collect()
}

/// The error that an include or a block only passes on.
fn innermost(error: &Error) -> &Error {
    let mut innermost = error;
    let mut next = error.source();
    while let Some(source) = next {
        match source.downcast_ref::<Error>() {
            Some(inner) if inner.name().is_some() => innermost = inner,
            _ => {}
        }
        next = source.source();
    }
    innermost
}

fn fault(error: &Error, text: &str, name: &str) -> Fault {
    let detail = error.detail().unwrap_or_default();
    let mut spot = match (error.range(), error.line()) {
        (Some(range), _) => Spot::Bytes(range),
        (None, Some(line)) => Spot::Line(line),
        (None, None) => Spot::Unknown,
    };
    let trouble = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            Trouble::Syntax { detail: error_words(error) }
        }
        ErrorKind::TemplateNotFound => match quoted(detail) {
            Some(name) => Trouble::MissingTemplate { name },
            None => Trouble::Other { detail: error_words(error) },
        },
        _ => match (Trouble::from_message(detail), undefined_name(detail)) {
            (Some(trouble), _) => trouble,
            (None, Some(mut name)) => {
                if let Spot::Bytes(range) = &mut spot {
                    *range = narrow(text, range, &name);
                    // The engine shortens names with subscripts.
                    name = text.get(range.clone()).map_or(name, str::to_owned);
                }
                Trouble::Undefined { name, known: vec![] }
            }
            (None, None) => Trouble::Other { detail: error_words(error) },
        },
    };
    Fault { template: Some(name.to_owned()), spot, trouble }
}

fn error_words(error: &Error) -> String {
    match error.detail() {
        Some(detail) => detail.to_owned(),
        None => error.kind().to_string(),
    }
}

/// The name in `` `name` is undefined ``, which the engine writes into many of its messages.
fn undefined_name(detail: &str) -> Option<String> {
    let before = detail.split_once("` is undefined")?.0;
    before.rsplit_once('`').map(|it| it.1.to_owned())
}

fn quoted(detail: &str) -> Option<String> {
    let start = detail.find(['"', '\''])?;
    let end = detail.rfind(['"', '\''])?;
    detail.get(start + 1..end).map(str::to_owned)
}

/// The bytes of the name itself where the engine points at the expression around it.
fn narrow(text: &str, range: &Range<usize>, name: &str) -> Range<usize> {
    let end = range.end.min(text.len());
    let inside = text.get(range.start..end).and_then(|it| Some(range.start + it.find(name)?));
    let before = || text.get(..end).and_then(|it| it.rfind(name));
    match inside.or_else(before) {
        Some(start) => start..start + name.len(),
        None => range.clone(),
    }
}

fn environment(strings: &Arc<Strings>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the usual braces do not clash"));
    // Without it errors have lines but no bytes.
    environment.set_debug(true);
    // A format of its own sends even the filter `escape` through the formatter.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("html".into()));
    environment.set_formatter(write);
    environment.add_filter("number", number);
    environment.add_filter("default", |value: &Value, other: Option<Value>, named: Kwargs| {
        default(value, other, &named)
    });
    environment.add_filter("join", |value: &Value, separator: Option<Value>, named: Kwargs| {
        join(value, separator, &named)
    });
    let strings = Arc::clone(strings);
    environment.add_function("t", move |arguments: Kwargs| -> Result<Value, Error> {
        let all = all(&arguments)?;
        let named = |name: &str| all.iter().find(|it| it.0 == name).map(|it| argument(&it.1));
        match strings.call(named) {
            Ok(Phrase::Text(text)) => Ok(Value::from(&*text)),
            Ok(Phrase::Html(html)) => Ok(Value::from_safe_string(html.into_owned())),
            Err(trouble) => Err(refusal(&trouble)),
        }
    });
    environment
}

fn refusal(trouble: &Trouble) -> Error {
    Error::new(ErrorKind::InvalidOperation, trouble.to_message())
}

/// The engine's own complaint about an undefined value: it knows where the value came from.
fn require(value: &Value) -> Result<(), Error> {
    if value.is_undefined() { i64::try_from(value.clone()).map(|_| ()) } else { Ok(()) }
}

fn write(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if value.is_safe() => output.write_str(text)?,
        Some(text) => output.write_str(&escape(text))?,
        None => output.write_str(&escape(&plain(value)))?,
    }
    Ok(())
}

fn plain(value: &Value) -> String {
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => String::new(),
        ValueKind::Bool => value.is_true().to_string(),
        _ => value.to_string(),
    }
}

/// Keyword arguments by name.
fn all(arguments: &Kwargs) -> Result<Vec<(&str, Value)>, Error> {
    let mut all = vec![];
    for name in arguments.args() {
        let value: Value = arguments.peek(name)?;
        require(&value)?;
        all.push((name, value));
    }
    Ok(all)
}

fn argument(value: &Value) -> Argument<'_> {
    if value.is_integer() {
        return i128::try_from(value.clone()).map_or(Argument::Unfit, Argument::Whole);
    }
    match value.as_str() {
        Some(text) if value.is_safe() => Argument::Html(text),
        Some(text) => Argument::Text(text),
        None => Argument::Unfit,
    }
}

fn number(value: &Value) -> Result<String, Error> {
    require(value)?;
    match argument(value) {
        Argument::Whole(number) => Ok(grouped(number)),
        _ => Err(refusal(&Trouble::NotWhole)),
    }
}

/// Takes the value with or without its name; for a null as well as for an undefined value.
fn default(value: &Value, other: Option<Value>, arguments: &Kwargs) -> Result<Value, Error> {
    let other = match other {
        Some(other) => other,
        None => arguments.get("value")?,
    };
    arguments.assert_all_used()?;
    let absent = value.is_undefined() || value.is_none();
    Ok(if absent { other } else { value.clone() })
}

/// Takes the separator with or without the name `sep`; a safe piece makes the whole safe.
fn join(value: &Value, separator: Option<Value>, arguments: &Kwargs) -> Result<Value, Error> {
    require(value)?;
    let separator = match separator {
        Some(separator) => separator,
        None => arguments.get::<Option<Value>>("sep")?.unwrap_or_default(),
    };
    arguments.assert_all_used()?;
    let items: Vec<Value> = value.try_iter()?.collect();
    let safe = separator.is_safe() || items.iter().any(Value::is_safe);
    let piece = |it: &Value| match it.is_safe() || !safe {
        true => plain(it),
        false => escape(&plain(it)).into_owned(),
    };
    let pieces: Vec<String> = items.iter().map(piece).collect();
    let joined = pieces.join(&piece(&separator));
    Ok(if safe { Value::from_safe_string(joined) } else { Value::from(joined) })
}
