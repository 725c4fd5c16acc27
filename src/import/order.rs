//! An official order → its facts: requisites, items, and every project it names. What the
//! order does not tell stays untold; what is not understood is listed with its line.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::paper::{Line, Paper};
use crate::content::vocabulary::{Status, Terms};
use crate::content::word::{DocumentKind, Funding, Level, Role, State};
use crate::diag::Words;
use crate::text::inflection::words;
use crate::text::organisation::identity;
use block::{Block, Shape, blocks};
use body::Body;

mod block;
mod body;
mod entry;
mod foot;
mod head;
mod heading;
mod marker;
mod names;
mod requisite;
mod row;

/// What the site already knows and an order is read with.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'a> {
    /// Statuses that an order may name.
    pub statuses: &'a Terms<Status>,
    /// Spellings of the city in names.
    pub city_forms: &'a [String],
    /// Whose site it is: the usual issuer.
    pub owner: &'a str,
    /// The city.
    pub city: &'a str,
}

/// What an order says.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Sort of paper.
    pub kind: Option<DocumentKind>,
    /// Number as written.
    pub number: Option<String>,
    /// Date of signing.
    pub date: Option<Date>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Title without quotes.
    pub title: Option<String>,
    /// The year whose results it sums up.
    pub results_year: Option<i16>,
    /// The year from which its decisions hold: that of its items, else of its date.
    pub effective_year: Option<i16>,
    /// What it rests on.
    pub based_on: Vec<Cited>,
    /// Post and name of who signed.
    pub signatory: Option<(String, String)>,
    /// Who prepared it; their phones are left to the office.
    pub executors: Vec<String>,
    /// To whom it was sent.
    pub distribution: Option<String>,
    /// The letterhead.
    pub contacts: Contacts,
    /// Its items.
    pub items: Vec<Item>,
    /// Its projects, in its order.
    pub mentions: Vec<Mention>,
    /// Every name of an organisation in the whole paper with its line: the spellings met.
    pub spellings: Vec<(String, usize)>,
    /// What was not understood.
    pub remarks: Vec<Remark>,
}

/// How to reach the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Postal address.
    pub address: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// A document that the order cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Sort of paper.
    pub kind: Option<DocumentKind>,
    /// Number as written.
    pub number: String,
    /// Date.
    pub date: Option<Date>,
    /// Title.
    pub title: Option<String>,
    /// Who issued it, where the order's own office did.
    pub issuer: Option<String>,
    /// The words that lead to it.
    pub raw: String,
}

/// An item of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number: «3», «2.1».
    pub number: String,
    /// Its words, without the list under it.
    pub text: String,
    /// First and last line.
    pub lines: (usize, usize),
    /// What it decides on projects.
    pub state: Option<State>,
    /// The one status it is about, as a place in the vocabulary.
    pub status: Option<usize>,
    /// The year it names.
    pub year: Option<i16>,
    /// What it says of money.
    pub funding: Option<Funding>,
}

/// A project that the order names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Number of the item.
    pub item: String,
    /// First and last line.
    pub lines: (usize, usize),
    /// Its theme, without outer quotes.
    pub theme: Option<String>,
    /// What is decided.
    pub state: Option<State>,
    /// Its status, as a place in the vocabulary; none where the order does not tell one.
    pub status: Option<usize>,
    /// Who answers for it: told by the statuses named, by all of them if they are several, or
    /// by the title of the order.
    pub level: Option<Level>,
    /// The year that the order names for it.
    pub year: Option<i16>,
    /// What is said of money.
    pub funding: Option<Funding>,
    /// Who takes part.
    pub participants: Vec<Participant>,
}

/// An organisation in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// As written.
    pub raw: String,
    /// As what; none where the order does not tell.
    pub role: Option<Role>,
    /// Whether only a branch takes part.
    pub branch: bool,
}

/// Something that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// First and last line of the paper.
    pub lines: (usize, usize),
    /// What stands there.
    pub text: String,
    /// What is the matter.
    pub words: Words,
}

impl Remark {
    fn unread(lines: (usize, usize), text: &str) -> Remark {
        let words = Words::new("не понято", "not understood");
        Remark { lines, text: text.to_owned(), words }
    }
}

/// Reads an order; `known` are identities of organisations that the registry has.
pub fn read(paper: &Paper, lexicon: &Lexicon<'_>, known: &BTreeSet<String>) -> Order {
    let lines = &paper.lines;
    let decree = head::decree(lines);
    let start = decree.map_or_else(|| first_item(lines), |it| it + 1);
    let head = head::head(&lines[..start], lexicon);
    let all = blocks(&Paper { lines: lines[start..].to_vec() });
    let spellings: Vec<(String, usize)> = all.iter().flat_map(spellings).collect();
    let mut known = known.clone();
    known.extend(spellings.iter().map(|it| identity(&it.0, lexicon.city_forms)));
    let mut body = body::body(&all, lexicon, &known);
    let last = body.end.checked_sub(1).map_or(0, |it| all[it].lines.1);
    let below = lines.iter().position(|it| it.number > last).unwrap_or(lines.len());
    let foot = foot::foot(&lines[below.max(start)..]);
    let rest: Vec<Block> =
        all.into_iter().filter(|it| it.lines.0 > foot.end.max(last)).collect();
    body.attached(&rest, lexicon, &known);
    let level = head.title.as_deref().and_then(heading::level);
    for mention in &mut body.mentions {
        mention.level = mention.level.or(level);
    }
    let years: Vec<i16> = body.items.iter().filter_map(|it| it.year).collect();
    let effective_year = most_common(&years).or(head.date.map(|it| it.year()));
    let mut remarks: Vec<Remark> =
        head.unread.iter().map(|it| Remark::unread((it.number, it.number), &it.text)).collect();
    remarks.append(&mut body.remarks);
    Order {
        kind: head.kind,
        number: head.number,
        date: head.date,
        issuer: head.issuer,
        results_year: head.title.as_deref().and_then(results_year),
        title: head.title,
        effective_year,
        based_on: head.based_on,
        signatory: foot.signatory,
        executors: foot.executors,
        distribution: foot.distribution,
        contacts: head.contacts,
        items: body.items,
        mentions: body.mentions,
        spellings,
        remarks,
    }
}

/// Every name in a block, without a quotation that may be no part of it; cells of a row stand
/// by themselves.
fn spellings(block: &Block) -> Vec<(String, usize)> {
    let whole = std::slice::from_ref(&block.text);
    let texts = if block.cells.is_empty() { whole } else { &block.cells };
    let names = texts.iter().flat_map(|text| {
        names::names(text).into_iter().map(move |it| {
            let end = it.doubtful.unwrap_or(it.at.end);
            text[it.at.start..end].trim().to_owned()
        })
    });
    names.map(|it| (it, block.lines.0)).collect()
}

impl Body {
    /// Reads the attachments to which items that decide send the reader; of the rest says that
    /// it was not read.
    fn attached(&mut self, rest: &[Block], lexicon: &Lexicon<'_>, known: &BTreeSet<String>) {
        let mut is_read = vec![false; rest.len()];
        for item in self.items.clone() {
            let has_own = self.mentions.iter().any(|it| it.item == item.number);
            let Some(number) = cited_attachment(&item.text) else { continue };
            if has_own || (item.state.is_none() && item.status.is_none()) {
                continue;
            }
            let range = attachment(rest, number);
            let mut found = body::attachment(&rest[range.clone()], &item, lexicon, known);
            // Its heading is understood too.
            is_read[range.start.saturating_sub(1)..range.end].fill(true);
            self.items.append(&mut found.items);
            self.mentions.append(&mut found.mentions);
            self.remarks.append(&mut found.remarks);
        }
        let mut at = 0;
        for part in is_read.chunk_by(|one, other| one == other) {
            let blocks = &rest[at..at + part.len()];
            at += part.len();
            let (Some(first), Some(last), false) = (blocks.first(), blocks.last(), part[0])
            else {
                continue;
            };
            let words = Words::new(
                "приложение: в реестр не переносится",
                "an attachment: nothing is taken from it",
            );
            let lines = (first.lines.0, last.lines.1);
            self.remarks.push(Remark { lines, text: first.text.clone(), words });
        }
    }
}

/// The number of the attachment that an item cites; 0 where it has none.
fn cited_attachment(text: &str) -> Option<usize> {
    let all = words(text);
    let at = all.iter().position(|it| it.folded.starts_with("приложени"))?;
    Some(all.get(at + 1).and_then(|it| it.folded.parse().ok()).unwrap_or(0))
}

/// The blocks of an attachment, from behind its heading to the next one.
fn attachment(rest: &[Block], number: usize) -> std::ops::Range<usize> {
    let headings: Vec<(usize, usize)> = rest
        .iter()
        .enumerate()
        .filter(|(_, it)| it.shape == Shape::Plain && it.text.starts_with("Приложение"))
        .map(|(at, it)| (at, cited_attachment(&it.text).unwrap_or(0)))
        .collect();
    let found = headings.iter().position(|it| number == 0 || it.1 == number);
    match found {
        Some(at) => headings[at].0 + 1..headings.get(at + 1).map_or(rest.len(), |it| it.0),
        None if headings.is_empty() => 0..rest.len(),
        None => 0..0,
    }
}

/// Where the first item stands in a paper that decrees nothing.
fn first_item(lines: &[Line]) -> usize {
    lines.iter().position(|it| it.text.starts_with("1.")).unwrap_or(0)
}

/// «… в 2023 году»: a title tells whose results it sums up.
fn results_year(title: &str) -> Option<i16> {
    let all = words(title);
    let sums_up = all
        .iter()
        .any(|it| ["результат", "итог"].iter().any(|stem| it.folded.starts_with(stem)));
    let year = all.iter().find_map(|it| heading::year_of(&it.folded));
    year.filter(|_| sums_up)
}

fn most_common(years: &[i16]) -> Option<i16> {
    let count = |year: &i16| years.iter().filter(|it| *it == year).count();
    years.iter().copied().max_by_key(|it| (count(it), std::cmp::Reverse(*it)))
}
