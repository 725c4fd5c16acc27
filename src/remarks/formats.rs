//! Remarks as programs read them: JSON, SARIF, GitLab's report, GitHub's commands.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics, Fix, Language, Place, Severity, Words};
use crate::text::address::escaped;
use serde_json::{Value, json};

use super::{Format, Printer};

/// The version of the JSON format: it grows with every change that a reader would notice.
const JSON_VERSION: u32 = 2;

/// Where the format of a SARIF log is told.
const SARIF_SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Printer<'_> {
    /// All remarks in a format, with a line feed at the end if there is anything.
    pub fn formatted(&self, diagnostics: &Diagnostics, format: Format) -> String {
        match format {
            Format::Human => self.human(diagnostics),
            Format::Json => format!("{:#}\n", self.json(diagnostics)),
            Format::Sarif => format!("{:#}\n", self.sarif(diagnostics)),
            Format::Gitlab => format!("{:#}\n", self.gitlab(diagnostics)),
            Format::Github => diagnostics.iter().map(|it| self.github(it)).collect(),
        }
    }

    fn say(&self, words: &Words) -> String {
        words.in_language(self.language).to_owned()
    }

    /// One object; `docs/formats.md` tells every key.
    fn json(&self, diagnostics: &Diagnostics) -> Value {
        let list: Vec<Value> = diagnostics.iter().map(|it| self.json_one(it)).collect();
        json!({
            "version": JSON_VERSION,
            "errors": diagnostics.count(Severity::Error),
            "warnings": diagnostics.count(Severity::Warning),
            "notes": diagnostics.count(Severity::Note),
            "diagnostics": list,
        })
    }

    fn json_one(&self, diagnostic: &Diagnostic) -> Value {
        let related: Vec<Value> = diagnostic
            .related
            .iter()
            .map(|(place, words)| json!({ "place": self.json_place(place), "message": self.say(words) }))
            .collect();
        json!({
            "code": diagnostic.code.name,
            "severity": match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "place": diagnostic.place.as_ref().map(|it| self.json_place(it)),
            "message": self.say(&diagnostic.message),
            "hint": diagnostic.hint.as_ref().map(|it| self.say(it)),
            "related": related,
            "fix": diagnostic.fix.as_ref().map(|it| self.json_fix(it)),
        })
    }

    /// Bytes count from 0; lines and columns from 1, columns in characters.
    fn json_place(&self, place: &Place) -> Value {
        let [start, end] = self.ends(place);
        json!({
            "file": &*place.file,
            "start": place.start,
            "end": place.end,
            "line": start.0,
            "column": start.1,
            "end_line": end.0,
            "end_column": end.1,
        })
    }

    fn json_fix(&self, fix: &Fix) -> Value {
        let edits: Vec<Value> = fix
            .edits
            .iter()
            .map(|it| json!({ "start": it.start, "end": it.end, "text": it.text }))
            .collect();
        json!({ "title": self.say(&fix.title), "edits": edits })
    }

    /// A SARIF 2.1.0 log of one run.
    fn sarif(&self, diagnostics: &Diagnostics) -> Value {
        let used: BTreeMap<&str, Code> =
            diagnostics.iter().map(|it| (it.code.name, it.code)).collect();
        let rules: Vec<Value> = used.values().map(|it| self.sarif_rule(*it)).collect();
        let index = |code: &str| used.keys().position(|it| *it == code);
        let results: Vec<Value> =
            diagnostics.iter().map(|it| self.sarif_result(it, index(it.code.name))).collect();
        json!({
            "$schema": SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "novator",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "language": match self.language {
                    Language::Russian => "ru",
                    Language::English => "en",
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        })
    }

    fn sarif_rule(&self, code: Code) -> Value {
        json!({
            "id": code.name,
            "defaultConfiguration": { "level": sarif_level(code.severity) },
        })
    }

    fn sarif_result(&self, it: &Diagnostic, rule: Option<usize>) -> Value {
        let mut result = json!({
            "ruleId": it.code.name,
            "ruleIndex": rule,
            "level": sarif_level(it.severity),
            "message": { "text": self.sentence(it) },
        });
        if let Some(place) = &it.place {
            result["locations"] = json!([self.sarif_location(place)]);
        }
        let related: Vec<Value> = it
            .related
            .iter()
            .map(|(place, words)| {
                let mut location = self.sarif_location(place);
                location["message"] = json!({ "text": self.say(words) });
                location
            })
            .collect();
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let (Some(place), Some(fix)) = (&it.place, &it.fix) {
            result["fixes"] = json!([self.sarif_fix(place, fix)]);
        }
        result
    }

    fn sarif_location(&self, place: &Place) -> Value {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": escaped(&place.file) },
            "region": self.sarif_region(place),
        } })
    }

    fn sarif_region(&self, place: &Place) -> Value {
        let [start, end] = self.ends(place);
        json!({
            "startLine": start.0,
            "startColumn": start.1,
            "endLine": end.0,
            "endColumn": end.1,
            "byteOffset": place.start,
            "byteLength": place.end - place.start,
        })
    }

    fn sarif_fix(&self, place: &Place, fix: &Fix) -> Value {
        let replacement = |start: usize, end: usize, text: &str| {
            let at = Place::new(&place.file, start..end);
            json!({
                "deletedRegion": self.sarif_region(&at),
                "insertedContent": { "text": text },
            })
        };
        let edits: Vec<Value> =
            fix.edits.iter().map(|it| replacement(it.start, it.end, &it.text)).collect();
        json!({
            "description": { "text": self.say(&fix.title) },
            "artifactChanges": [{
                "artifactLocation": { "uri": escaped(&place.file) },
                "replacements": edits,
            }],
        })
    }

    /// The report of GitLab's Code Quality. A fingerprint stays the same while lines above move.
    fn gitlab(&self, diagnostics: &Diagnostics) -> Value {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let report = diagnostics.iter().map(|it| {
            let file = it.place.as_ref().map_or("content/site.yaml", |it| &it.file);
            let words = format!("{}\0{file}\0{}", it.code.name, it.message.en);
            let count = seen.entry(words.clone()).and_modify(|it| *it += 1).or_insert(0);
            let print = blake3::hash(format!("{words}\0{count}").as_bytes());
            let line = it.place.as_ref().map_or(1, |place| self.ends(place)[0].0);
            json!({
                "description": self.sentence(it),
                "check_name": it.code.name,
                "fingerprint": print.to_hex().as_str(),
                "severity": match it.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                "location": { "path": file, "lines": { "begin": line } },
            })
        });
        report.collect()
    }

    /// A workflow command of GitHub, on one line.
    fn github(&self, it: &Diagnostic) -> String {
        let command = match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = it.place.as_ref().map_or(String::new(), |place| {
            let [start, end] = self.ends(place);
            let file = property(&place.file);
            // Columns only make sense within one line.
            let columns = match start.0 == end.0 {
                true => format!(",col={},endColumn={}", start.1, end.1),
                false => String::new(),
            };
            format!("file={file},line={},endLine={}{columns},", start.0, end.0)
        });
        let title = property(it.code.name);
        format!("::{command} {place}title={title}::{}\n", data(&self.sentence(it)))
    }

    /// What is wrong and what to do, in sentences.
    fn sentence(&self, it: &Diagnostic) -> String {
        let message = self.say(&it.message);
        match &it.hint {
            Some(hint) => format!("{message}. {}", capitalised(&self.say(hint))),
            None => message,
        }
    }

    /// Line and column of the first byte and of the one past the last.
    fn ends(&self, place: &Place) -> [(usize, usize); 2] {
        [place.start, place.end].map(|it| self.line_and_column(place, it))
    }
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The data of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped() {
        assert_eq!(property("50%,\r\na:б"), "50%25%2C%0D%0Aa%3Aб");
        assert_eq!(data("a: б, в"), "a: б, в");
        assert_eq!(capitalised("ёж"), "Ёж");
    }
}
