//! `.odt`: paragraphs, lists with their marks, tables; notes and deleted text are left out.

use std::collections::BTreeMap;

use super::Paper;
use super::office::{Pages, inner_mark, number};
use super::xml::{Archive, Child, Element};
use crate::diag::Words;

/// Reads the text of a document.
pub(super) fn read(bytes: &[u8]) -> Result<Paper, Words> {
    let mut archive = Archive::open(bytes)?;
    let content = archive.part("content.xml")?.ok_or_else(|| {
        Words::new("в файле .odt нет текста документа", "the .odt file holds no document")
    })?;
    let styles = archive.part("styles.xml")?.unwrap_or_default();
    let mut reader = Reader::default();
    for root in [&styles, &content] {
        let mut lists = vec![];
        root.all("list-style", &mut lists);
        for list in lists {
            let levels = list.elements().filter_map(|it| Some((level_of(it)?, Level::of(it))));
            let name = list.attribute("name").unwrap_or_default();
            reader.styles.insert(name.to_owned(), levels.collect());
        }
    }
    if let Some(text) = content.child("body").and_then(|it| it.child("text")) {
        reader.blocks(text);
    }
    Ok(reader.pages.paper())
}

/// A level of a list style.
#[derive(Clone, Debug, Default)]
struct Level {
    /// None for bullets.
    format: Option<String>,
    prefix: String,
    suffix: String,
    /// How many levels the number shows.
    shown: usize,
}

fn level_of(level: &Element) -> Option<usize> {
    level.attribute("level")?.parse::<usize>().ok()?.checked_sub(1)
}

impl Level {
    fn of(level: &Element) -> Level {
        let text = |name| level.attribute(name).unwrap_or_default().to_owned();
        let is_number = level.name == "list-level-style-number";
        Level {
            format: is_number.then(|| text("num-format")),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            shown: level
                .attribute("display-levels")
                .and_then(|it| it.parse().ok())
                .unwrap_or(1),
        }
    }
}

#[derive(Default)]
struct Reader {
    styles: BTreeMap<String, BTreeMap<usize, Level>>,
    /// Numbers given out, by style: a list may go on behind other paragraphs.
    counted: BTreeMap<String, Vec<usize>>,
    pages: Pages,
}

impl Reader {
    fn blocks(&mut self, parent: &Element) {
        for it in parent.elements() {
            match it.name.as_str() {
                "p" | "h" => self.pages.paragraph("", &text(it)),
                "list" => self.list(it, None, 0),
                "table" => self.table(it),
                "section" | "index-body" => self.blocks(it),
                _ => {}
            }
        }
    }

    fn list(&mut self, list: &Element, outer: Option<&str>, depth: usize) {
        let own = list.attribute("style-name");
        let style = own.or(outer).unwrap_or_default().to_owned();
        let goes_on = list.attribute("continue-numbering") == Some("true")
            || list.attribute("continue-list").is_some();
        let counted = self.counted.entry(style.clone()).or_default();
        if !(depth == 0 && goes_on) {
            counted.truncate(depth);
        }
        for item in list.elements().filter(|it| it.name == "list-item") {
            let mut is_first = true;
            for it in item.elements() {
                match it.name.as_str() {
                    "p" | "h" => {
                        let mark =
                            if is_first { self.mark(&style, depth) } else { String::new() };
                        self.pages.paragraph(&mark, &text(it));
                        is_first = false;
                    }
                    "list" => self.list(it, Some(&style), depth + 1),
                    _ => {}
                }
            }
        }
    }

    fn mark(&mut self, style: &str, depth: usize) -> String {
        let levels = self.styles.get(style);
        let Some(level) = levels.and_then(|it| it.get(&depth)) else { return String::new() };
        let Some(format) = &level.format else { return "- ".to_owned() };
        if format.is_empty() {
            return String::new();
        }
        let counted = self.counted.entry(style.to_owned()).or_default();
        counted.truncate(depth + 1);
        while counted.len() <= depth {
            counted.push(usize::from(counted.len() < depth));
        }
        counted[depth] += 1;
        let from = (depth + 1).saturating_sub(level.shown.max(1));
        let numbers: Vec<String> =
            counted[from..].iter().map(|it| number(format, *it)).collect();
        let mark = format!("{}{}{}", level.prefix, numbers.join("."), level.suffix);
        inner_mark(&mark, depth)
    }

    fn table(&mut self, table: &Element) {
        let mut above: Vec<String> = vec![];
        let mut rows = vec![];
        table.all("table-row", &mut rows);
        for row in rows {
            let mut cells: Vec<String> = vec![];
            // Rows that a cell above still covers show its words again.
            let mut spans_columns = 0_usize;
            for cell in row.elements() {
                let is_covered = cell.name == "covered-table-cell";
                if !is_covered && cell.name != "table-cell" {
                    continue;
                }
                let words = match is_covered {
                    true if spans_columns > 0 => String::new(),
                    true => above.get(cells.len()).cloned().unwrap_or_default(),
                    false => paragraphs(cell),
                };
                let count = |name| {
                    cell.attribute(name).and_then(|it| it.parse::<usize>().ok()).unwrap_or(1)
                };
                spans_columns = match is_covered {
                    true => spans_columns.saturating_sub(1),
                    false => count("number-columns-spanned").saturating_sub(1),
                };
                let repeated = count("number-columns-repeated").min(64);
                cells.extend((0..repeated).map(|_| words.clone()));
            }
            self.pages.row(&cells);
            above = cells;
        }
    }
}

/// The paragraphs of a cell on one line.
fn paragraphs(cell: &Element) -> String {
    let mut all = vec![];
    cell.all("p", &mut all);
    all.iter().map(|it| text(it).replace('\n', " ")).collect::<Vec<_>>().join(" ")
}

/// The text of a paragraph as it is read.
fn text(parent: &Element) -> String {
    let mut out = String::new();
    for child in &parent.children {
        match child {
            // Runs of spaces and line breaks of the file itself mean one space.
            Child::Text(text) => out.push_str(&text.replace('\n', " ")),
            Child::Element(it) => match it.name.as_str() {
                "s" => out.push(' '),
                "tab" => out.push(' '),
                "line-break" => out.push('\n'),
                "note" | "annotation" | "tracked-changes" | "change" => {}
                _ => out.push_str(&text(it)),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::xml::tests::archive;
    use super::*;

    #[test]
    fn paragraphs_numbers_and_tables() {
        let content = "<o:document><o:styles><text:list-style style:name=\"L1\">\
            <text:list-level-style-number text:level=\"1\" style:num-format=\"1\" \
            style:num-suffix=\".\"/><text:list-level-style-bullet text:level=\"2\"/>\
            </text:list-style></o:styles><o:body><o:text><text:p>П Р<text:s/>И<text:line-break/>от\
            <text:tab/>5<text:note>нет</text:note></text:p>\
            <text:list text:style-name=\"L1\"><text:list-item><text:p>Первый</text:p><text:list>\
            <text:list-item><text:p>дефис</text:p></text:list-item></text:list></text:list-item>\
            </text:list><text:p>между</text:p><text:list text:style-name=\"L1\" \
            text:continue-numbering=\"true\"><text:list-item><text:p>Второй</text:p>\
            </text:list-item></text:list><table:table><table:table-row>\
            <table:table-cell table:number-rows-spanned=\"2\"><text:p>МБОУ</text:p>\
            </table:table-cell><table:table-cell><text:p>А</text:p></table:table-cell>\
            </table:table-row><table:table-row><table:covered-table-cell/><table:table-cell>\
            <text:p>Б</text:p></table:table-cell></table:table-row></table:table></o:text></o:body>\
            </o:document>";
        let paper = read(&archive(&[("content.xml", content)])).expect("it can be read");
        let told: Vec<&str> = paper.lines.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            told,
            ["П Р И", "от 5", "1. Первый", "- дефис", "между", "2. Второй", "МБОУ А", "МБОУ Б"]
        );
    }
}
