//! What a template reads: values by name, some of them shared by many pages.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use erased_serde::Serialize;
use serde_json::{Map, Value};

/// Something that an engine takes over field by field, with no JSON in between.
pub type Object<'a> = Box<dyn Serialize + 'a>;

/// The whole input of a template; of names that come twice the last one counts.
#[derive(Default)]
pub struct View<'a> {
    shared: Vec<(&'static str, Arc<Shared>)>,
    named: Vec<(&'static str, Object<'a>)>,
    objects: Vec<Object<'a>>,
}

/// A value that is the same on many pages: made once, and turned once into what an engine reads.
#[derive(Debug)]
pub struct Shared {
    value: Value,
    prepared: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl<'a> View<'a> {
    /// Adds the fields of an object by their names.
    pub fn extend(&mut self, object: Object<'a>) {
        self.objects.push(object);
    }

    /// Adds a value that only this page shows.
    pub fn add(&mut self, name: &'static str, value: impl Serialize + 'a) {
        self.named.push((name, Box::new(value)));
    }

    /// Adds a value that other pages show too.
    pub fn share(&mut self, name: &'static str, value: Arc<Shared>) {
        self.shared.push((name, value));
    }

    /// The objects whose fields have names of their own, to be taken last.
    pub fn objects(&self) -> impl Iterator<Item = &(dyn Serialize + 'a)> {
        self.objects.iter().map(|it| &**it)
    }

    /// The values that only this page shows, by name.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &(dyn Serialize + 'a))> {
        self.named.iter().map(|(name, value)| (*name, &**value))
    }

    /// The values that others show too, by name, to be taken first.
    pub fn shared(&self) -> impl Iterator<Item = (&'static str, &Shared)> {
        self.shared.iter().map(|(name, value)| (*name, &**value))
    }

    /// Everything as one value, what is shared first.
    pub fn to_json(&self) -> Value {
        let json =
            |it| serde_json::to_value(it).expect("views are plain structs with text keys");
        let fields = |it| match json(it) {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        let shared = self.shared().map(|(name, it)| (name.to_owned(), it.value.clone()));
        let named = self.named().map(|(name, it)| (name.to_owned(), json(it)));
        Value::Object(shared.chain(named).chain(self.objects().flat_map(fields)).collect())
    }
}

/// The fields of an object, none of them shared.
impl<'a> From<Object<'a>> for View<'a> {
    fn from(object: Object<'a>) -> View<'a> {
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
        let mut view = View::from(Box::new(json!({"b": 1})) as Object<'_>);
        view.share("a", Arc::new(Shared::new(json!([2]))));
        view.extend(Box::new(json!({"c": 3})));
        view.add("d", 4);
        assert_eq!(view.to_json(), json!({"a": [2], "d": 4, "b": 1, "c": 3}));
    }
}
