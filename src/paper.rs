//! A document of headings, paragraphs, lists and tables → the bytes of a DOCX file that word
//! processors open with real styles.
//!
//! The crate that writes the file numbers its parts by a counter of the process, so the same
//! document gives the same bytes in a program that writes one.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, Footer, Hyperlink, HyperlinkType, IndentLevel,
    Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering, NumberingId, PageMargin,
    PageNum, Paragraph, Run, RunFonts, SpecialIndentType, Start, Style, StyleType,
    Table as DocxTable, TableCell, TableLayoutType, TableRow, WidthType,
};

/// A document, from its head to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Lines above the title, in the middle.
    pub head: Vec<String>,
    /// The title.
    pub title: String,
    /// Lines below it, in the middle.
    pub facts: Vec<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Of each list whether its items are numbered.
    pub lists: Vec<bool>,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level from 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Words>),
    /// A paragraph in the words of somebody else.
    Quotation(Vec<Words>),
    /// An item of a list.
    Item {
        /// Which list of [`Paper::lists`].
        list: usize,
        /// How deep it stands, from 0.
        level: usize,
        /// The item.
        words: Vec<Words>,
    },
    /// A table.
    Table(Table),
}

/// Words in one manner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Strong.
    pub bold: bool,
    /// Stressed.
    pub italic: bool,
    /// Where they lead, in the web.
    pub link: Option<String>,
}

/// A table whose first row says what the columns hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns hold.
    pub head: Vec<String>,
    /// Rows of as many cells; a line break in a cell begins a paragraph.
    pub rows: Vec<Vec<String>>,
    /// Widths of the columns, in hundredths of the whole.
    pub widths: Vec<usize>,
}

/// The width of the text between the margins, in twentieths of a point.
const TEXT_WIDTH: usize = 9355;
/// Half-points.
const SIZE: usize = 28;
/// Half-points in tables.
const TABLE_SIZE: usize = 22;
/// How deep lists may stand.
const LEVELS: usize = 3;

impl Paper {
    /// The words alone: a line for each block, cells parted by tabs.
    pub fn text(&self) -> String {
        let plain =
            |words: &[Words]| words.iter().map(|it| it.text.as_str()).collect::<String>();
        let mut lines = self.head.clone();
        lines.push(self.title.clone());
        lines.extend(self.facts.iter().cloned());
        for block in &self.blocks {
            match block {
                Block::Heading(_, text) => lines.push(format!("\n{text}\n")),
                Block::Paragraph(words) | Block::Quotation(words) => lines.push(plain(words)),
                Block::Item { level, words, .. } => {
                    lines.push(format!("{}– {}", "  ".repeat(*level), plain(words)));
                }
                Block::Table(table) => {
                    let rows = std::iter::once(&table.head).chain(&table.rows);
                    lines.extend(rows.map(|row| row.join("\t").replace('\n', "; ")));
                }
            }
        }
        lines.join("\n") + "\n"
    }

    /// The file; none where the crate cannot pack it.
    pub fn docx(&self) -> Option<Vec<u8>> {
        let mut docx = styled(Docx::new());
        for (list, is_numbered) in self.lists.iter().enumerate() {
            let id = list + 2;
            docx = docx
                .add_abstract_numbering(numbering(id, *is_numbered))
                .add_numbering(Numbering::new(id, id));
        }
        let middle = |text: &str| {
            Paragraph::new().align(AlignmentType::Center).add_run(Run::new().add_text(text))
        };
        for line in &self.head {
            docx = docx.add_paragraph(middle(line));
        }
        docx = docx.add_paragraph(
            Paragraph::new().style("Title").add_run(Run::new().add_text(&self.title)),
        );
        for line in &self.facts {
            docx = docx.add_paragraph(middle(line));
        }
        for block in &self.blocks {
            docx = match block {
                Block::Table(table) => {
                    docx.add_table(table_of(table)).add_paragraph(Paragraph::new())
                }
                other => docx.add_paragraph(paragraph_of(other)),
            };
        }
        let mut bytes = Cursor::new(vec![]);
        docx.build().pack(&mut bytes).ok()?;
        Some(bytes.into_inner())
    }
}

/// A4 with the margins of an official document, styles under their usual names, page numbers.
fn styled(docx: Docx) -> Docx {
    let font = "Times New Roman";
    let fonts = RunFonts::new().ascii(font).hi_ansi(font).cs(font).east_asia(font);
    let margin = PageMargin::new().top(1134).bottom(1134).left(1701).right(850);
    let spaced = |before, after| LineSpacing::new().before(before).after(after);
    let heading = |level: usize, size| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .based_on("Normal")
            .next("Normal")
            .q_format(true)
            .outline_lvl(level - 1)
            .bold()
            .size(size)
            .line_spacing(spaced(240, 120))
    };
    let mut docx = docx
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(SIZE)
        .created_at("1970-01-01T00:00:00Z")
        .updated_at("1970-01-01T00:00:00Z")
        .add_style(Style::new("Normal", StyleType::Paragraph).name("Normal").q_format(true))
        .add_style(
            Style::new("Title", StyleType::Paragraph)
                .name("Title")
                .based_on("Normal")
                .next("Normal")
                .q_format(true)
                .bold()
                .size(32)
                .align(AlignmentType::Center)
                .line_spacing(spaced(240, 240)),
        )
        .add_style(
            Style::new("Quote", StyleType::Paragraph)
                .name("Quote")
                .based_on("Normal")
                .q_format(true)
                .italic()
                .indent(Some(567), None, None, None)
                .line_spacing(spaced(60, 60)),
        );
    for (level, size) in [(1, 30), (2, SIZE), (3, SIZE), (4, SIZE), (5, SIZE)] {
        docx = docx.add_style(heading(level, size));
    }
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    docx.footer(Footer::new().add_paragraph(number))
}

fn numbering(id: usize, is_numbered: bool) -> AbstractNumbering {
    (0..LEVELS).fold(AbstractNumbering::new(id), |all, level| {
        let (format, text) = match is_numbered {
            true => ("decimal", format!("%{}.", level + 1)),
            false => ("bullet", "–".to_owned()),
        };
        let left = i32::try_from(567 * (level + 1)).unwrap_or(567);
        let level = Level::new(
            level,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        );
        let hanging = Some(SpecialIndentType::Hanging(425));
        all.add_level(level.indent(Some(left), hanging, None, None))
    })
}

fn paragraph_of(block: &Block) -> Paragraph {
    let plain = |words: &[Words]| words.iter().fold(Paragraph::new(), add);
    let after = LineSpacing::new().after(80);
    match block {
        Block::Heading(level, text) => Paragraph::new()
            .style(&format!("Heading{}", (*level).clamp(1, 5)))
            .keep_next(true)
            .add_run(Run::new().add_text(text)),
        Block::Paragraph(words) => plain(words)
            .align(AlignmentType::Both)
            .line_spacing(after)
            .indent(None, Some(SpecialIndentType::FirstLine(709)), None, None),
        Block::Quotation(words) => plain(words).style("Quote").align(AlignmentType::Both),
        Block::Item { list, level, words } => plain(words)
            .align(AlignmentType::Both)
            .numbering(NumberingId::new(list + 2), IndentLevel::new((*level).min(LEVELS - 1))),
        Block::Table(_) => Paragraph::new(),
    }
}

fn add(paragraph: Paragraph, words: &Words) -> Paragraph {
    let mut run = Run::new().add_text(&words.text);
    if words.bold {
        run = run.bold();
    }
    if words.italic {
        run = run.italic();
    }
    match &words.link {
        Some(link) => paragraph.add_hyperlink(
            Hyperlink::new(link, HyperlinkType::External)
                .add_run(run.color("0B4A8F").underline("single")),
        ),
        None => paragraph.add_run(run),
    }
}

fn table_of(table: &Table) -> DocxTable {
    let widths: Vec<usize> = table.widths.iter().map(|it| TEXT_WIDTH * it / 100).collect();
    let width = |column: usize| widths.get(column).copied().unwrap_or_default();
    let cell = |column: usize, text: &str, is_head: bool| {
        let cell = TableCell::new().width(width(column), WidthType::Dxa);
        text.split('\n').fold(cell, |cell, line| {
            let run = Run::new().size(TABLE_SIZE).add_text(line);
            let run = if is_head { run.bold() } else { run };
            // The head stays with the row below it.
            cell.add_paragraph(Paragraph::new().add_run(run).keep_next(is_head))
        })
    };
    let row = |texts: &[String], is_head: bool| {
        let cells = texts.iter().enumerate().map(|(column, text)| cell(column, text, is_head));
        TableRow::new(cells.collect()).cant_split()
    };
    let rows = table.rows.iter().map(|it| row(it, false));
    let rows = std::iter::once(row(&table.head, true)).chain(rows);
    DocxTable::new(rows.collect())
        .set_grid(widths.clone())
        .width(TEXT_WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}
