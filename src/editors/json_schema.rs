//! JSON Schema (draft 7, which editors know best) of a form, as strict as its reader.

use serde_json::{Map, Value, json};

use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};
use crate::text::slug;
use crate::yaml::schema::{KeyShape, Shape};

/// The schema of one form. Ids and terms are those that the site has; a site that has none of a
/// register leaves its keys open.
pub fn schema(form: Form, names: &Names) -> Value {
    let mut writer = Writer { form, names, definitions: Map::new() };
    let card = writer.table(&form.keys(), ["", ""]);
    let (title, description) = help::about(form);
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
    });
    let body = match form.is_list() {
        true => json!({ "type": "array", "items": card }),
        false => card,
    };
    if let (Value::Object(schema), Value::Object(body)) = (&mut schema, body) {
        schema.extend(body);
        if !writer.definitions.is_empty() {
            schema.insert("definitions".to_owned(), writer.definitions.into());
        }
    }
    schema
}

struct Writer<'a> {
    form: Form,
    names: &'a Names,
    /// What is referred to: keys by their English path, registers by their name.
    definitions: Map<String, Value>,
}

impl Writer<'_> {
    /// A mapping; `prefix` is the path down to it in both languages.
    fn table(&mut self, keys: &[KeyShape], prefix: [&str; 2]) -> Value {
        let mut properties = Map::new();
        let mut rules = vec![];
        for key in keys {
            let paths = [
                format!("{}{}", prefix[0], key.russian),
                format!("{}{}", prefix[1], key.english),
            ];
            let value = self.key(key, &paths);
            let reference = json!({ "$ref": format!("#/definitions/{}", paths[1]) });
            let [_, name] = paths;
            self.definitions.insert(name, value);
            properties.insert(key.russian.to_owned(), reference.clone());
            properties.insert(key.english.to_owned(), reference);
            let either = json!([{ "required": [key.russian] }, { "required": [key.english] }]);
            rules.push(match key.required {
                true => json!({ "oneOf": either }),
                false => json!({ "not": { "required": [key.russian, key.english] } }),
            });
        }
        json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "allOf": rules,
        })
    }

    fn key(&mut self, key: &KeyShape, paths: &[String; 2]) -> Value {
        let one = self.value(key, paths);
        let mut ways = vec![one.clone()];
        if key.many {
            ways.push(json!({ "type": "array", "items": one }));
        }
        if !key.answers.is_empty() {
            ways.push(folded(key.answers.iter().copied()));
        }
        if !key.required {
            ways.push(json!({ "type": "null" }));
        }
        let mut described = Map::new();
        described.insert("title".to_owned(), help::title(key).into());
        if let Some(help) = help::of(self.form, &paths[0]) {
            described.insert("description".to_owned(), help.meaning.as_str().into());
            // Examples are YAML; those on one line say the same in JSON.
            let line = help.example.as_deref().filter(|it| !it.starts_with(['[', '{', '-']));
            let line = line.filter(|it| !it.contains('\n'));
            described.extend(line.map(|it| ("examples".to_owned(), json!([it]))));
        }
        match ways.len() {
            1 => described.extend(one.as_object().cloned().unwrap_or_default()),
            _ => {
                described.insert("anyOf".to_owned(), ways.into());
            }
        }
        described.into()
    }

    fn value(&mut self, key: &KeyShape, [ru, en]: &[String; 2]) -> Value {
        match &key.shape {
            Shape::Text | Shape::Verbatim | Shape::Day | Shape::File => scalar(),
            Shape::Word(words) => {
                let all = words.iter().flat_map(|it| it.iter().copied());
                chosen(words.iter().map(|it| it[0]), all)
            }
            Shape::Yes => json!({ "anyOf": [
                { "type": "boolean" },
                chosen(["да", "нет"].into_iter(), ["да", "нет", "yes", "no", "true", "false"].into_iter()),
            ] }),
            Shape::Integer(limits) => json!({ "anyOf": [
                { "type": "integer", "minimum": limits.start(), "maximum": limits.end() },
                { "type": "string", "pattern": r"^\s*\d[\d\s]*$" },
            ] }),
            Shape::Decimal => json!({ "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": r"^-?\d+([.,]\d{1,2})?$" },
            ] }),
            Shape::Date => json!({
                "type": "string",
                "pattern": r"^(\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2})$",
            }),
            Shape::Address => json!({ "type": "string", "pattern": "^(https?|mailto|tel):" }),
            Shape::Numbers => json!({
                "type": "object",
                "additionalProperties": { "type": ["integer", "string"] },
            }),
            Shape::Reference(register) => self.reference(register),
            Shape::ReferenceOrText(register) => match self.names.in_register(register) {
                [] => scalar(),
                _ => json!({ "anyOf": [self.reference(register), scalar()] }),
            },
            Shape::Table(keys) => self.table(keys, [&format!("{ru}."), &format!("{en}.")]),
        }
    }

    /// One of the names of a register, which is written out once.
    fn reference(&mut self, register: &str) -> Value {
        let named = self.names.in_register(register);
        if named.is_empty() {
            return scalar();
        }
        let name = format!("any-of-{}", slug::slug(register));
        if !self.definitions.contains_key(&name) {
            let spellings = named.iter().flat_map(|it| it.spellings.iter().map(String::as_str));
            let ids = named.iter().map(|it| it.id.as_str());
            let definition = match named.iter().all(|it| it.spellings.is_empty()) {
                true => json!({ "enum": ids.collect::<Vec<_>>() }),
                false => chosen(ids, spellings),
            };
            self.definitions.insert(name.clone(), definition);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// Anything on one line: YAML takes some texts for numbers or answers.
fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// Words to offer, and every spelling that is understood.
fn chosen<'a>(
    offered: impl Iterator<Item = &'a str>,
    understood: impl Iterator<Item = &'a str>,
) -> Value {
    let understood: Vec<&str> = understood.collect();
    // To YAML `150` is a number, whatever the key wants.
    let numbers: Vec<i64> = understood.iter().filter_map(|it| it.parse().ok()).collect();
    let words =
        [json!({ "enum": offered.collect::<Vec<_>>() }), folded(understood.into_iter())];
    let numbers = (!numbers.is_empty()).then(|| json!({ "enum": numbers }));
    json!({ "anyOf": words.into_iter().chain(numbers).collect::<Vec<_>>() })
}

/// Words in any letter case, with ё or е.
fn folded<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    let patterns: Vec<String> = words.map(|it| it.chars().map(letter).collect()).collect();
    json!({ "type": "string", "pattern": format!("^({})$", patterns.join("|")) })
}

fn letter(letter: char) -> String {
    match letter {
        'е' | 'Е' | 'ё' | 'Ё' => "[еЕёЁ]".to_owned(),
        it if it.is_alphabetic() => {
            let (lower, upper) = (it.to_lowercase(), it.to_uppercase());
            format!("[{lower}{upper}]")
        }
        it if r".*+?()[]{}^$|\/".contains(it) => format!("\\{it}"),
        it => it.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_yaml_reads_as_numbers_are_allowed_as_both() {
        let sizes = chosen(["100", "150"].into_iter(), ["100", "150"].into_iter());
        assert_eq!(sizes["anyOf"][2], json!({ "enum": [100, 150] }));
        let roles = chosen(["партнер"].into_iter(), ["партнер"].into_iter());
        assert_eq!(roles["anyOf"].as_array().map(Vec::len), Some(2));
    }
}
