//! Values as cards hold them: written so that they are read back letter by letter.

/// Where a value stands: brackets and commas mean something inside `[…]` and `{…}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Behind `key: ` or `- `.
    Block,
    /// Inside brackets.
    Brackets,
}

/// A text as a YAML scalar: bare where that says the same, else in single quotes. Line breaks
/// become spaces.
pub fn scalar(text: &str, within: Within) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match is_bare(&line, within) {
        true => line,
        false => format!("'{}'", line.replace('\'', "''")),
    }
}

/// `{key: value, …}` on one line.
pub fn flow_table<'v>(entries: impl IntoIterator<Item = (&'v str, String)>) -> String {
    let entries: Vec<String> = entries
        .into_iter()
        .map(|(key, value)| format!("{key}: {}", scalar(&value, Within::Brackets)))
        .collect();
    format!("{{{}}}", entries.join(", "))
}

fn is_bare(text: &str, within: Within) -> bool {
    let is_nothing = matches!(text, "" | "~" | "null");
    let indicators = "-?:,[]{}#&*!|>'\"%@`";
    let starts_well =
        !text.starts_with(|it| indicators.contains(it)) && !text.starts_with("...");
    let breaks = [": ", " #", "\t"].iter().any(|it| text.contains(it)) || text.ends_with(':');
    let brackets = text.contains([',', '[', ']', '{', '}', ':']);
    let is_visible = !text.chars().any(|it| it.is_control() || it == '\u{feff}');
    !is_nothing
        && starts_well
        && !breaks
        && is_visible
        && (within == Within::Block || !brackets)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::{Value, parse};
    use super::*;

    fn read_back(yaml: &str) -> Option<Value> {
        let file: Arc<str> = "a.md".into();
        parse(&file, yaml, 0..yaml.len()).0.map(|it| it.value)
    }

    #[test]
    fn quotes_only_where_needed() {
        for (text, within, expected) in [
            ("Умный город. Школа", Within::Block, "Умный город. Школа"),
            ("Дети: опыт", Within::Block, "'Дети: опыт'"),
            ("а, б", Within::Block, "а, б"),
            ("а, б", Within::Brackets, "'а, б'"),
            ("МАДОУ «ДС № 5»", Within::Brackets, "МАДОУ «ДС № 5»"),
            ("д'Артаньян #1", Within::Block, "'д''Артаньян #1'"),
            ("null", Within::Block, "'null'"),
            ("", Within::Block, "''"),
            ("две\nстроки", Within::Block, "две строки"),
        ] {
            assert_eq!(scalar(text, within), expected, "{text}");
        }
        let table = flow_table([("имя", "А, Б".to_owned()), ("год", "2024".to_owned())]);
        assert_eq!(table, "{имя: 'А, Б', год: 2024}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "[а-в :,#'\"{}\\[\\]&*!|>%@`?~0-9.-]{1,16}") {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let block = format!("ключ: {}\n", scalar(&text, Within::Block));
            let flow = format!("[{}, б]\n", scalar(&text, Within::Brackets));
            let Some(Value::Table(entries)) = read_back(&block) else { panic!("{block}") };
            prop_assert_eq!(&entries[0].1.value, &Value::Text(line.clone()), "{}", block);
            let Some(Value::List(items)) = read_back(&flow) else { panic!("{flow}") };
            prop_assert_eq!(items.len(), 2, "{}", &flow);
            prop_assert_eq!(&items[0].value, &Value::Text(line), "{}", flow);
        }
    }
}
