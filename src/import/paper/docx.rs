//! `.docx`: paragraphs, automatic numbers, tables; deleted text and fields are left out.

use std::collections::BTreeMap;

use super::Paper;
use super::office::{Pages, inner_mark, number};
use super::xml::{Archive, Child, Element};
use crate::diag::Words;

/// Reads the main text of a document.
pub(super) fn read(bytes: &[u8]) -> Result<Paper, Words> {
    let mut archive = Archive::open(bytes)?;
    let document = archive.part("word/document.xml")?.ok_or_else(|| {
        Words::new("в файле .docx нет текста документа", "the .docx file holds no document")
    })?;
    let numbering = archive.part("word/numbering.xml")?.unwrap_or_default();
    let styles = archive.part("word/styles.xml")?.unwrap_or_default();
    let mut reader = Reader {
        lists: Lists::of(&numbering),
        styles: styles_of(&styles),
        pages: Pages::default(),
    };
    if let Some(body) = document.child("body") {
        reader.blocks(body);
    }
    Ok(reader.pages.paper())
}

struct Reader {
    lists: Lists,
    /// List and level of each style that has them.
    styles: BTreeMap<String, (String, usize)>,
    pages: Pages,
}

impl Reader {
    fn blocks(&mut self, parent: &Element) {
        for it in parent.elements() {
            match it.name.as_str() {
                "p" => {
                    let mark = self.mark(it);
                    self.pages.paragraph(&mark, &text(it));
                }
                "tbl" => self.table(it),
                "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag" => self.blocks(it),
                _ => {}
            }
        }
    }

    fn mark(&mut self, paragraph: &Element) -> String {
        let Some(properties) = paragraph.child("pPr") else { return String::new() };
        let value = |it: &Element, name: &str| {
            it.child(name).and_then(|it| it.attribute("val")).map(str::to_owned)
        };
        let style = value(properties, "pStyle").and_then(|it| self.styles.get(&it).cloned());
        let own = properties.child("numPr").map(|it| {
            let level = value(it, "ilvl").and_then(|it| it.parse().ok()).unwrap_or(0);
            (value(it, "numId"), level)
        });
        let (list, level) = match (own, style) {
            (Some((Some(list), level)), _) => (list, level),
            (_, Some(of_style)) => of_style,
            _ => return String::new(),
        };
        self.lists.next(&list, level)
    }

    fn table(&mut self, table: &Element) {
        let mut above: Vec<String> = vec![];
        let mut rows = vec![];
        table.all("tr", &mut rows);
        for row in rows {
            let mut cells: Vec<String> = vec![];
            for cell in row.elements().filter(|it| it.name == "tc") {
                let properties = cell.child("tcPr");
                let merged = properties.and_then(|it| it.child("vMerge"));
                let goes_on = merged.is_some_and(|it| it.attribute("val") != Some("restart"));
                let words = match goes_on {
                    true => above.get(cells.len()).cloned().unwrap_or_default(),
                    false => paragraphs(cell),
                };
                let span = properties
                    .and_then(|it| it.child("gridSpan"))
                    .and_then(|it| it.attribute("val"))
                    .and_then(|it| it.parse::<usize>().ok())
                    .unwrap_or(1);
                cells.push(words);
                cells.extend((1..span.min(64)).map(|_| String::new()));
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
    for it in parent.elements() {
        match it.name.as_str() {
            "t" => {
                for child in &it.children {
                    if let Child::Text(text) = child {
                        out.push_str(text);
                    }
                }
            }
            "tab" | "ptab" => out.push(' '),
            "br" | "cr" => {
                let is_page = it.attribute("type").is_some_and(|it| it != "textWrapping");
                out.push(if is_page { ' ' } else { '\n' });
            }
            "noBreakHyphen" => out.push('-'),
            // Properties, deleted text, fields, and the second copy of what shapes hold.
            "pPr" | "rPr" | "del" | "instrText" | "Fallback" | "footnoteReference" => {}
            _ => out.push_str(&text(it)),
        }
    }
    out
}

fn styles_of(styles: &Element) -> BTreeMap<String, (String, usize)> {
    let mut found = BTreeMap::new();
    for style in styles.elements().filter(|it| it.name == "style") {
        let list = style.child("pPr").and_then(|it| it.child("numPr"));
        let value =
            |name| list.and_then(|it| it.child(name)).and_then(|it| it.attribute("val"));
        if let (Some(id), Some(list)) = (style.attribute("styleId"), value("numId")) {
            let level = value("ilvl").and_then(|it| it.parse().ok()).unwrap_or(0);
            found.insert(id.to_owned(), (list.to_owned(), level));
        }
    }
    found
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// «%1.%2.»: a number of each level.
    pattern: String,
    start: usize,
}

/// Lists with the numbers given out so far.
#[derive(Default)]
struct Lists {
    levels: BTreeMap<String, Vec<Level>>,
    counted: BTreeMap<String, Vec<usize>>,
}

impl Lists {
    fn of(numbering: &Element) -> Lists {
        let value = |it: &Element, name: &str| {
            it.child(name).and_then(|it| it.attribute("val")).unwrap_or_default().to_owned()
        };
        let mut kinds: BTreeMap<&str, Vec<Level>> = BTreeMap::new();
        for kind in numbering.elements().filter(|it| it.name == "abstractNum") {
            let levels = kind.elements().filter(|it| it.name == "lvl").map(|it| Level {
                format: value(it, "numFmt"),
                pattern: value(it, "lvlText"),
                start: value(it, "start").parse().unwrap_or(1),
            });
            kinds.insert(kind.attribute("abstractNumId").unwrap_or_default(), levels.collect());
        }
        let mut lists = Lists::default();
        for list in numbering.elements().filter(|it| it.name == "num") {
            let kind = value(list, "abstractNumId");
            if let (Some(id), Some(levels)) =
                (list.attribute("numId"), kinds.get(kind.as_str()))
            {
                lists.levels.insert(id.to_owned(), levels.clone());
            }
        }
        lists
    }

    /// The mark of the next paragraph of a list.
    fn next(&mut self, list: &str, level: usize) -> String {
        let Some(levels) = self.levels.get(list) else { return String::new() };
        let Some(own) = levels.get(level) else { return String::new() };
        match own.format.as_str() {
            "none" | "" => return String::new(),
            "bullet" => return "- ".to_owned(),
            _ => {}
        }
        let counted = self.counted.entry(list.to_owned()).or_default();
        counted.truncate(level + 1);
        while counted.len() <= level {
            let start = levels.get(counted.len()).map_or(1, |it| it.start);
            let is_own = counted.len() == level;
            counted.push(if is_own { start.saturating_sub(1) } else { start });
        }
        counted[level] += 1;
        let mut mark = own.pattern.clone();
        for (at, value) in counted.iter().enumerate() {
            let format = levels.get(at).map_or("decimal", |it| it.format.as_str());
            mark = mark.replace(&format!("%{}", at + 1), &number(format, *value));
        }
        inner_mark(&mark, level)
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::tests::archive;
    use super::*;

    #[test]
    fn paragraphs_numbers_and_tables() {
        let item = |level: u8, text: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr>\
                 </w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        };
        let cell = |properties: &str, text: &str| {
            format!(
                "<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            )
        };
        let document = format!(
            "<w:document><w:body><w:p><w:r><w:t>ПРИ</w:t></w:r><w:r><w:t>КАЗ</w:t><w:br/>\
             <w:t>от</w:t><w:tab/><w:t>5</w:t></w:r><w:del><w:r><w:delText>нет</w:delText></w:r>\
             </w:del></w:p>{}{}{}{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl></w:body>\
             </w:document>",
            item(0, "Первый"),
            item(1, "дефис"),
            item(2, "глубже"),
            item(0, "Второй"),
            cell("<w:vMerge w:val=\"restart\"/>", "МБОУ"),
            cell("", "А"),
            cell("<w:vMerge/>", ""),
            cell("", "Б"),
        );
        let level = |at: u8, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let numbering = format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{}{}{}</w:abstractNum>\
             <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>",
            level(0, "decimal", "%1."),
            level(1, "bullet", "•"),
            level(2, "decimal", "%1.%3."),
        );
        let bytes =
            archive(&[("word/document.xml", &document), ("word/numbering.xml", &numbering)]);
        let paper = read(&bytes).expect("it can be read");
        let told: Vec<&str> = paper.lines.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            told,
            [
                "ПРИКАЗ",
                "от 5",
                "1. Первый",
                "- дефис",
                "1.1. глубже",
                "2. Второй",
                "МБОУ А",
                "МБОУ Б"
            ]
        );
    }
}
