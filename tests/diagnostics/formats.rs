//! What each format owes its readers, looked at in every remark of the manual.

use novator::diag::{Diagnostics, Language, line_and_column};
use novator::remarks::{Format, Printer};
use novator::source::Sources;
use serde_json::Value;

/// Prints remarks in a format and says what its readers would stumble over.
pub(crate) fn faults(sources: &Sources, diagnostics: &Diagnostics) -> Vec<String> {
    let mut faults = vec![];
    for language in [Language::Russian, Language::English] {
        let printer = Printer { sources, language, color: false, all: true };
        for (format, name) in Format::ALL {
            let text = printer.formatted(diagnostics, format);
            let found = match format {
                Format::Human => human(&text, diagnostics),
                Format::Json => json(&text, diagnostics, sources),
                Format::Sarif => sarif(&text, diagnostics),
                Format::Gitlab => gitlab(&text, diagnostics),
                Format::Github => github(&text, diagnostics),
            };
            faults.extend(found.map(|it| format!("  {name}: {it}\n{text}")));
        }
    }
    faults
}

/// The first promise that is broken.
fn first<const N: usize>(promises: [(bool, &str); N]) -> Option<String> {
    promises.into_iter().find(|(kept, _)| !kept).map(|(_, promise)| promise.to_owned())
}

fn human(text: &str, diagnostics: &Diagnostics) -> Option<String> {
    let codes = diagnostics.iter().all(|it| text.contains(&format!("[{}]", it.code.name)));
    first([(codes, "names every code")])
}

fn json(text: &str, diagnostics: &Diagnostics, sources: &Sources) -> Option<String> {
    let Ok(whole) = serde_json::from_str::<Value>(text) else { return Some("is JSON".into()) };
    let list = whole["diagnostics"].as_array().cloned().unwrap_or_default();
    let counted = ["errors", "warnings", "notes"].map(|it| whole[it].as_u64().unwrap_or(99));
    let same = list.iter().zip(diagnostics).all(|(it, wanted)| {
        let fix = &it["fix"];
        let edits = fix["edits"].as_array().map_or(0, Vec::len);
        it["code"] == wanted.code.name
            && it["message"].is_string()
            && it["place"].is_null() == wanted.place.is_none()
            && edits == wanted.fix.as_ref().map_or(0, |it| it.edits.len())
    });
    let places = diagnostics.iter().zip(&list).all(|(wanted, it)| {
        wanted.place.as_ref().is_none_or(|place| {
            let bytes = sources.bytes(&place.file).unwrap_or_default();
            let (line, column) = line_and_column(bytes, place.start);
            it["place"]["line"] == line && it["place"]["column"] == column
        })
    });
    first([
        (whole["version"] == 2, "has its version"),
        (list.len() == diagnostics.iter().count(), "has every remark"),
        (counted.iter().sum::<u64>() == list.len() as u64, "counts them"),
        (same, "tells code, message, place and repair"),
        (places, "tells lines and columns"),
    ])
}

/// The parts that the schema of SARIF 2.1.0 requires, and its limits.
fn sarif(text: &str, diagnostics: &Diagnostics) -> Option<String> {
    let Ok(log) = serde_json::from_str::<Value>(text) else { return Some("is JSON".into()) };
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().cloned().unwrap_or_default();
    let results = run["results"].as_array().cloned().unwrap_or_default();
    let ids: Vec<&Value> = rules.iter().map(|it| &it["id"]).collect();
    let is_region = |it: &Value| {
        let at_least = |key: &str, least: i64| it[key].as_i64().is_some_and(|it| it >= least);
        ["startLine", "startColumn", "endLine", "endColumn"].iter().all(|it| at_least(it, 1))
            && at_least("byteOffset", 0)
            && at_least("byteLength", 0)
    };
    let is_location = |it: &Value| {
        let place = &it["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str();
        uri.is_some_and(|it| it.is_ascii() && !it.starts_with('/') && !it.contains(' '))
            && is_region(&place["region"])
    };
    let all = |it: &Value, is: &dyn Fn(&Value) -> bool| {
        it.as_array().is_none_or(|it| !it.is_empty() && it.iter().all(is))
    };
    let is_fix = |it: &Value| {
        let change = &it["artifactChanges"][0];
        let replacements = change["replacements"].as_array().cloned().unwrap_or_default();
        let whole = replacements.iter().all(|it| {
            is_region(&it["deletedRegion"]) && it["insertedContent"]["text"].is_string()
        });
        it["description"]["text"].is_string()
            && change["artifactLocation"]["uri"].is_string()
            && !replacements.is_empty()
            && whole
    };
    let is_result = |it: &Value| {
        let index = it["ruleIndex"].as_u64().and_then(|it| usize::try_from(it).ok());
        it["message"]["text"].as_str().is_some_and(|it| !it.is_empty())
            && ["error", "warning", "note"].iter().any(|level| it["level"] == *level)
            && index.and_then(|it| ids.get(it)).copied() == Some(&it["ruleId"])
            && all(&it["locations"], &is_location)
            && all(&it["relatedLocations"], &|it| {
                is_location(it) && it["message"]["text"].is_string()
            })
            && all(&it["fixes"], &is_fix)
    };
    let unique = (1..ids.len()).all(|it| ids[it - 1].as_str() < ids[it].as_str());
    first([
        (log["version"] == "2.1.0", "has its version"),
        (log["$schema"].is_string(), "names its schema"),
        (run["tool"]["driver"]["name"] == "novator", "names the tool"),
        (unique, "has every rule once"),
        (results.len() == diagnostics.iter().count(), "has every remark"),
        (results.iter().all(is_result), "has results as the schema wants them"),
    ])
}

fn gitlab(text: &str, diagnostics: &Diagnostics) -> Option<String> {
    let Ok(Value::Array(list)) = serde_json::from_str(text) else {
        return Some("is a JSON list".into());
    };
    let mut prints: Vec<&str> =
        list.iter().filter_map(|it| it["fingerprint"].as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    let severities = ["info", "minor", "major", "critical", "blocker"];
    let fields = list.iter().all(|it| {
        let words = ["description", "check_name"].iter().all(|key| it[key].is_string());
        let path = it["location"]["path"].as_str();
        words
            && severities.iter().any(|severity| it["severity"] == *severity)
            && path.is_some_and(|it| !it.starts_with(['/', '.']))
            && it["location"]["lines"]["begin"].as_u64().is_some_and(|it| it > 0)
    });
    first([
        (list.len() == diagnostics.iter().count(), "has every remark"),
        (prints.len() == list.len(), "gives every remark a fingerprint of its own"),
        (fields, "has every field"),
    ])
}

fn github(text: &str, diagnostics: &Diagnostics) -> Option<String> {
    let is_command = |line: &str| -> Option<()> {
        let (command, rest) = line.strip_prefix("::")?.split_once(' ')?;
        let (properties, message) = rest.split_once("::")?;
        let named = properties.split(',').all(|it| {
            let (name, value) = it.split_once('=').unwrap_or_default();
            let names = ["file", "line", "endLine", "col", "endColumn", "title"];
            names.contains(&name) && !value.is_empty() && !value.contains(':')
        });
        let known = ["error", "warning", "notice"].contains(&command);
        let escaped = message
            .split('%')
            .skip(1)
            .all(|it| ["25", "0A", "0D"].iter().any(|code| it.starts_with(code)));
        (named && known && escaped && !message.is_empty()).then_some(())
    };
    let lines: Vec<&str> = text.lines().collect();
    first([
        (lines.len() == diagnostics.iter().count(), "has a line for every remark"),
        (lines.iter().all(|it| is_command(it).is_some()), "escapes what commands reserve"),
    ])
}
