//! What a template reads: values by name, some of them shared by many pages.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};

/// The whole input of a template.
#[derive(Clone, Debug, Default)]
pub struct View {
    own: Map<String, Value>,
    shared: Vec<(&'static str, Arc<Shared>)>,
}

/// A value that is the same on many pages: made once, and turned once into what an engine reads.
#[derive(Debug)]
pub struct Shared {
    value: Value,
    prepared: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl View {
    /// Adds the fields of an object; of names that come twice the last one counts.
    pub fn extend(&mut self, object: Value) {
        if let Value::Object(own) = object {
            self.own.extend(own);
        }
    }

    /// Adds a value that other pages show too.
    pub fn share(&mut self, name: &'static str, value: Arc<Shared>) {
        self.shared.push((name, value));
    }

    /// The values that only this page shows, by name.
    pub fn own(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.own.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The values that others show too, by name.
    pub fn shared(&self) -> impl Iterator<Item = (&'static str, &Shared)> {
        self.shared.iter().map(|(name, value)| (*name, &**value))
    }

    /// Everything as one value, what is shared first.
    pub fn to_json(&self) -> Value {
        let shared =
            self.shared.iter().map(|(name, it)| ((*name).to_owned(), it.value.clone()));
        let own = self.own.iter().map(|(name, value)| (name.clone(), value.clone()));
        Value::Object(shared.chain(own).collect())
    }
}

/// The fields of an object, none of them shared.
impl From<Value> for View {
    fn from(object: Value) -> View {
        let mut view = View::default();
        view.extend(object);
        view
    }
}

impl Shared {
    /// A value to be shown by many pages.
    pub fn new(value: Value) -> Shared {
        Shared { value, prepared: OnceLock::new() }
    }

    /// The form in which a reader wants the value: made by `prepare` the first time. A second
    /// kind of reader gets its form made each time.
    pub fn prepared<T: Any + Clone + Send + Sync>(&self, prepare: impl Fn(&Value) -> T) -> T {
        let prepared = self.prepared.get_or_init(|| Box::new(prepare(&self.value)));
        prepared.downcast_ref::<T>().cloned().unwrap_or_else(|| prepare(&self.value))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde_json::json;

    use super::*;

    #[test]
    fn a_shared_value_is_prepared_once_for_one_kind_of_reader() {
        let shared = Shared::new(json!("a"));
        let count = Cell::new(0);
        let text = |it: &Value| {
            count.set(count.get() + 1);
            it.to_string()
        };
        assert_eq!(
            (shared.prepared(text), shared.prepared(text)),
            ("\"a\"".into(), "\"a\"".into())
        );
        assert_eq!(count.get(), 1);
        assert_eq!(shared.prepared(|it| it.as_str().map(str::len)), Some(1));
    }

    #[test]
    fn a_view_is_one_object() {
        let mut view = View::from(json!({"b": 1}));
        view.share("a", Arc::new(Shared::new(json!([2]))));
        view.extend(json!({"c": 3}));
        assert_eq!(view.to_json(), json!({"a": [2], "b": 1, "c": 3}));
    }
}
