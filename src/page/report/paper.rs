//! A report on paper: the parts of its text as headings, paragraphs, lists and tables.

use super::basis;
use crate::content::body::markup::{self, Token};
use crate::page::frame::Figure;
use crate::page::piece::Press;
use crate::page::route;
use crate::page::short_code::chart::ChartPiece;
use crate::page::short_code::{PieceView, Teller, comparison, involvement, listing, roster};
use crate::page::{Context, Plan};
use crate::paper::{Block, Paper, Table, Words};
use crate::site::Site;
use crate::text::date;

/// The report of a year as a document; none where the site has no such report.
pub fn paper(site: &Site, plan: &Plan, (year, press): (i16, &Press<'_>)) -> Option<Paper> {
    let report = site.reports.iter().find(|it| it.year() == year)?;
    let from = route::report(&report.entry.id);
    let context = Context { site, plan, from: &from, press };
    let basis = basis(site, report);
    let mut writer = Writer::default();
    for piece in (Teller { context: &context, basis }).prose(&report.entry.body) {
        writer.piece(&piece);
    }
    let matter = &report.entry.matter;
    let day = match basis.frozen {
        Some(frozen) => format!("Числа реестра зафиксированы на {}", date::short(frozen.date)),
        None => format!("Числа реестра по состоянию на {}", date::short(site.today)),
    };
    Some(Paper {
        head: vec![site.settings.owner.clone()],
        title: matter.title.value.clone(),
        facts: vec![day],
        blocks: writer.blocks,
        lists: writer.lists,
    })
}

/// The state of one walk over a text.
#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    /// Of each list whether its items are numbered.
    lists: Vec<bool>,
    words: Vec<Words>,
    /// Lists that are open, each by its number.
    open: Vec<usize>,
    bold: usize,
    italic: usize,
    quotes: usize,
    hidden: usize,
    heading: Option<u8>,
    link: Option<String>,
    table: Option<Table>,
}

impl Writer {
    fn piece(&mut self, piece: &PieceView) {
        match piece {
            PieceView::Html { html } => {
                for token in markup::tokens(html) {
                    self.token(token);
                }
                self.flush();
            }
            PieceView::Involvement(it) => self.add_table(involvement_table(it)),
            PieceView::Comparison(it) => self.add_table(comparison_table(it)),
            PieceView::Roster(it) => self.add_table(roster_table(it)),
            PieceView::Decisions(it) => {
                self.list(true, it.items.iter().map(|it| it.text.clone()));
            }
            PieceView::Listing(it) => {
                self.list(false, it.items.iter().map(listing::Item::text))
            }
            PieceView::Chart(it) => self.add_table(chart_table(it)),
        }
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) if self.hidden == 0 => self.text(&text),
            Token::Text(_) => {}
            Token::Open(name, attributes) => self.opens(name, attributes),
            Token::Close(name) => self.closes(name),
        }
    }

    fn opens(&mut self, name: &str, attributes: &str) {
        match name {
            "strong" => self.bold += 1,
            "em" => self.italic += 1,
            "sup" => self.hidden += 1,
            "a" => {
                let href = markup::attribute(attributes, "href");
                self.link = href.filter(|it| it.starts_with("http"));
            }
            "br" => self.text(" "),
            "img" => {
                let alt = markup::attribute(attributes, "alt").unwrap_or_default();
                self.text(&format!("[{alt}]"));
            }
            "blockquote" => {
                self.flush();
                self.quotes += 1;
            }
            "ul" | "ol" => {
                self.flush();
                self.lists.push(name == "ol");
                self.open.push(self.lists.len() - 1);
            }
            "table" => {
                self.flush();
                self.table = Some(Table::default());
            }
            "tr" => self.row(),
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse::<u8>().ok().map(|it| it - 1);
            }
            "p" | "li" | "dt" | "dd" | "pre" => self.flush(),
            _ => {}
        }
    }

    fn closes(&mut self, name: &str) {
        match name {
            "strong" => self.bold = self.bold.saturating_sub(1),
            "em" => self.italic = self.italic.saturating_sub(1),
            "sup" => self.hidden = self.hidden.saturating_sub(1),
            "a" => self.link = None,
            "blockquote" => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "ul" | "ol" => {
                self.flush();
                self.open.pop();
            }
            "th" | "td" => self.cell(),
            "table" => {
                if let Some(table) = self.table.take() {
                    self.add_table(table);
                }
            }
            "p" | "li" | "dt" | "dd" | "pre" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let link = self.link.clone();
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        self.words.push(Words { text: text.replace('\n', " "), bold, italic, link });
    }

    /// Ends the block that is being written.
    fn flush(&mut self) {
        if self.table.is_some() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let heading = self.heading.take();
        if words.iter().all(|it| it.text.trim().is_empty()) {
            return;
        }
        self.blocks.push(match (heading, self.open.last(), self.quotes) {
            (Some(level), ..) => Block::Heading(level, plain(&words)),
            (None, Some(list), _) => {
                Block::Item { list: *list, level: self.open.len() - 1, words }
            }
            (None, None, 0) => Block::Paragraph(words),
            (None, None, _) => Block::Quotation(words),
        });
    }

    fn row(&mut self) {
        self.words.clear();
        if let Some(table) = &mut self.table
            && !table.head.is_empty()
        {
            table.rows.push(vec![]);
        }
    }

    fn cell(&mut self) {
        let text = plain(&std::mem::take(&mut self.words));
        let Some(table) = &mut self.table else { return };
        match table.rows.last_mut() {
            Some(row) => row.push(text),
            None => table.head.push(text),
        }
    }

    fn add_table(&mut self, mut table: Table) {
        self.flush();
        if table.widths.is_empty() {
            table.widths = vec![100 / table.head.len().max(1); table.head.len()];
        }
        if !table.head.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    fn list(&mut self, is_numbered: bool, items: impl Iterator<Item = String>) {
        self.lists.push(is_numbered);
        let list = self.lists.len() - 1;
        for text in items {
            let words = vec![Words { text, ..Words::default() }];
            self.blocks.push(Block::Item { list, level: 0, words });
        }
    }
}

fn plain(words: &[Words]) -> String {
    let text: String = words.iter().map(|it| it.text.as_str()).collect();
    text.trim().to_owned()
}

fn share(percent: Option<usize>) -> String {
    percent.map(|it| format!("{it}\u{a0}%")).unwrap_or_default()
}

fn involvement_table(view: &involvement::InvolvementView) -> Table {
    let number = |it: Option<usize>| it.map_or_else(|| "–".to_owned(), |it| it.to_string());
    let rows = view.types.iter().map(|it| {
        let mut row = vec![it.title.clone(), number(it.total)];
        if view.is_stated {
            row.extend([number(it.stated), share(it.stated_percent)]);
        }
        row.extend([it.involved.value.to_string(), share(it.percent)]);
        row
    });
    let head: &[&str] = match view.is_stated {
        true => &["Тип организаций", "Всего", "В отчете", "%", "По реестру", "%"],
        false => &["Тип организаций", "Всего", "С проектами", "%"],
    };
    Table {
        head: head.iter().map(|it| (*it).to_owned()).collect(),
        rows: rows.collect(),
        widths: if view.is_stated {
            vec![44, 12, 12, 10, 12, 10]
        } else {
            vec![55, 15, 15, 15]
        },
    }
}

fn comparison_table(view: &comparison::ComparisonView) -> Table {
    let rows = view.report.iter().flat_map(|it| &it.figures).map(|it| {
        let sign = if it.unit.as_deref() == Some("%") { "\u{a0}%" } else { "" };
        let counted = |it: &Figure| format!("{}{sign}", it.value);
        vec![
            it.label.clone(),
            format!("{}{sign}", it.stated),
            it.computed.as_ref().map_or_else(|| "не считается".to_owned(), counted),
            it.reason.clone().unwrap_or_default(),
        ]
    });
    let head = ["Показатель", "В отчете", "По реестру", "Пояснение"];
    Table {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        widths: vec![28, 11, 13, 48],
    }
}

fn chart_table(view: &ChartPiece) -> Table {
    let head = view.rows.first().cloned().unwrap_or_default();
    Table { head, rows: view.rows.iter().skip(1).cloned().collect(), widths: vec![] }
}

fn roster_table(view: &roster::RosterView) -> Table {
    let names = |list: &[roster::Member], alone: &str| {
        let line = |(at, it): (usize, &roster::Member)| match it.is_alone {
            true => format!("{}. {} ({alone})", at + 1, it.link.title),
            false => format!("{}. {}", at + 1, it.link.title),
        };
        list.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
    };
    let counted = names(&view.counted, "только в реестре");
    match view.stated.is_empty() {
        true => Table {
            head: vec![format!("По реестру: {}", view.counted.len())],
            rows: vec![vec![counted]],
            widths: vec![100],
        },
        false => Table {
            head: vec![
                format!("Названы в отчете: {}", view.stated.len()),
                format!("Насчитаны в реестре: {}", view.counted.len()),
            ],
            rows: vec![vec![names(&view.stated, "только в отчете"), counted]],
            widths: vec![50, 50],
        },
    }
}
