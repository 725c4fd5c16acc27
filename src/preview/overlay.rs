//! Remarks as the browser shows them over the page: text only, escaped where it is put.

use serde_json::{Value, json};

use super::snapshot::Snapshot;
use crate::diag::{Diagnostic, Language, Place, Severity, Words, line_and_column};
use crate::source::Sources;
use crate::text::plural::{counted, counted_in_english};

/// Lines shown before and after the one to blame.
const AROUND: usize = 1;

/// Everything an open page wants to know; `page` is the fingerprint it should have.
pub(super) fn json(snapshot: &Snapshot, page: &str, language: Language) -> Value {
    let diagnostics = snapshot.diagnostics();
    let counts = [Severity::Error, Severity::Warning].map(|it| diagnostics.count(it));
    let teller = Teller { sources: snapshot.sources(), language };
    let shown = diagnostics.iter().filter(|it| it.severity != Severity::Note);
    let list: Vec<Value> = shown.map(|it| teller.remark(it)).collect();
    json!({
        "version": snapshot.version,
        "page": page,
        "styles": styles(snapshot),
        "stale": snapshot.is_stale(),
        "errors": counts[0],
        "warnings": counts[1],
        "words": teller.words(counts, snapshot),
        "diagnostics": list,
    })
}

/// The fingerprint of all style sheets.
pub(super) fn styles(snapshot: &Snapshot) -> String {
    let digest = snapshot.shown().map(|it| it.styles.to_hex()[..16].to_owned());
    digest.unwrap_or_default()
}

struct Teller<'a> {
    sources: &'a Sources,
    language: Language,
}

impl Teller<'_> {
    fn say(&self, ru: &str, en: &str) -> String {
        Words::new(ru, en).in_language(self.language).to_owned()
    }

    fn words(&self, [errors, warnings]: [usize; 2], snapshot: &Snapshot) -> Value {
        let mut parts = vec![];
        if errors > 0 {
            let ru = counted(errors, ["ошибка", "ошибки", "ошибок"]);
            parts.push(self.say(&ru, &counted_in_english(errors, "error")));
        }
        if warnings > 0 {
            let forms = ["предупреждение", "предупреждения", "предупреждений"];
            let en = counted_in_english(warnings, "warning");
            parts.push(self.say(&counted(warnings, forms), &en));
        }
        let note = snapshot.is_stale().then(|| {
            self.say(
                "Показан последний исправный вариант сайта.",
                "The last good version of the site is shown.",
            )
        });
        json!({
            "lang": match self.language {
                Language::Russian => "ru",
                Language::English => "en",
            },
            "title": parts.join(", "),
            "note": note,
            "close": self.say("Закрыть (Esc)", "Close (Esc)"),
            "help": self.say("Что делать:", "What to do:"),
        })
    }

    fn remark(&self, diagnostic: &Diagnostic) -> Value {
        let related: Vec<Value> = diagnostic
            .related
            .iter()
            .map(|(place, words)| self.located(Some(place), words))
            .collect();
        let mut value = self.located(diagnostic.place.as_ref(), &diagnostic.message);
        value["code"] = diagnostic.code.name.into();
        (value["severity"], value["label"]) = match diagnostic.severity {
            Severity::Error => ("error".into(), self.say("Ошибка", "Error").into()),
            Severity::Warning => {
                ("warning".into(), self.say("Предупреждение", "Warning").into())
            }
            Severity::Note => ("note".into(), self.say("Мелочь", "Note").into()),
        };
        value["hint"] = json!(diagnostic.hint.as_ref().map(|it| it.in_language(self.language)));
        value["related"] = related.into();
        value
    }

    fn located(&self, place: Option<&Place>, words: &Words) -> Value {
        let message = words.in_language(self.language);
        let Some(place) = place else { return json!({ "file": null, "message": message }) };
        let bytes = self.sources.bytes(&place.file).unwrap_or_default();
        let (line, column) = line_and_column(bytes, place.start);
        json!({
            "file": &*place.file,
            "line": line,
            "column": column,
            "message": message,
            "excerpt": str::from_utf8(bytes).map_or_else(|_| vec![], |it| excerpt(it, place)),
        })
    }
}

/// The lines around a place; `from` and `to` count characters of the line to blame.
fn excerpt(text: &str, place: &Place) -> Vec<Value> {
    if place.start >= place.end || text.get(place.start..place.end).is_none() {
        return vec![];
    }
    let (line, column) = line_and_column(text.as_bytes(), place.start);
    let first = line.saturating_sub(1 + AROUND);
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    let shown = lines.enumerate().skip(first).take(line + AROUND - first);
    let marked = text[place.start..place.end].lines().next().unwrap_or_default();
    let (from, to) = (column - 1, column - 1 + marked.chars().count());
    shown
        .map(|(at, text)| match at + 1 == line {
            true => json!({ "line": at + 1, "text": text, "from": from, "to": to }),
            false => json!({ "line": at + 1, "text": text }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, marked: &str, expected: &Value) {
        let start = text.find(marked).expect("the text has the words");
        let place = Place::new(&"a.md".into(), start..start + marked.len());
        assert_eq!(&json!(excerpt(text, &place)), expected);
    }

    #[test]
    fn an_excerpt_shows_the_lines_around_and_counts_characters() {
        let text = "тема: А\nстатус: действуюший\nдата: 1\nещё: 2\n";
        check(
            text,
            "действуюший",
            &json!([
                { "line": 1, "text": "тема: А" },
                { "line": 2, "text": "статус: действуюший", "from": 8, "to": 19 },
                { "line": 3, "text": "дата: 1" },
            ]),
        );
        check(
            text,
            "тема",
            &json!([
                { "line": 1, "text": "тема: А", "from": 0, "to": 4 },
                { "line": 2, "text": "статус: действуюший" },
            ]),
        );
        check(
            text,
            "2\n",
            &json!([
                { "line": 3, "text": "дата: 1" },
                { "line": 4, "text": "ещё: 2", "from": 5, "to": 6 },
            ]),
        );
    }

    #[test]
    fn a_whole_file_has_no_excerpt() {
        assert_eq!(excerpt("a", &Place::new(&"a.md".into(), 0..0)), [] as [Value; 0]);
        assert_eq!(excerpt("я", &Place::new(&"a.md".into(), 1..2)), [] as [Value; 0]);
        assert_eq!(excerpt("", &Place::new(&"a.md".into(), 3..9)), [] as [Value; 0]);
    }
}
