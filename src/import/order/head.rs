//! What stands over the items: the letterhead, number, date, title, and what the order rests on.

use jiff::civil::Date;

use super::marker;
use super::requisite::{dates, numbers};
use super::{Cited, Contacts, Lexicon};
use crate::content::word::DocumentKind;
use crate::import::paper::Line;
use crate::text::inflection::{agrees, words};
use crate::text::order::fold;

/// The head of an order.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub kind: Option<DocumentKind>,
    pub number: Option<String>,
    pub date: Option<Date>,
    pub issuer: Option<String>,
    pub title: Option<String>,
    pub contacts: Contacts,
    pub based_on: Vec<Cited>,
    /// Lines that were not understood.
    pub unread: Vec<Line>,
}

/// Where «ПРИКАЗЫВАЮ» stands, as an index of lines.
pub(super) fn decree(lines: &[Line]) -> Option<usize> {
    const DECREES: [&str; 5] = ["приказываю", "решила", "решил", "постановляю", "постановляет"];
    lines.iter().position(|line| {
        let squeezed = fold(&line.text).replace(' ', "");
        let ends = |it: &&str| squeezed.ends_with(*it);
        DECREES.iter().any(|it| squeezed == *it)
            || (line.text.trim_end().ends_with(':') && DECREES.iter().any(ends))
    })
}

/// Reads the lines above the items.
pub(super) fn head(lines: &[Line], lexicon: &Lexicon<'_>) -> Head {
    let mut head = Head::default();
    let named = lines.iter().position(|it| document_kind(&it.text).is_some());
    let (above, below) = lines.split_at(named.unwrap_or(0));
    head.letterhead(above, lexicon);
    let title = below.iter().position(|it| begins_title(&it.text)).unwrap_or(below.len());
    let after = below[title..]
        .iter()
        .position(|it| it.text.is_empty() || begins_basis(&it.text))
        .map_or(below.len(), |it| title + it);
    let told: Vec<&str> = below[title..after].iter().map(|it| it.text.as_str()).collect();
    head.title = Some(told.join(" ").trim_matches(['«', '»', '.']).to_owned())
        .filter(|it| !it.is_empty())
        .map(|it| from_capitals(&it, lexicon));
    if named.is_some() {
        head.requisites(&below[..title]);
    }
    let rest: Vec<&str> = below[after..].iter().map(|it| it.text.as_str()).collect();
    let rest = rest.join(" ");
    if head.number.is_none() || head.date.is_none() {
        // Number and date may stand below the title.
        let until = below[after..].iter().position(|it| begins_basis(&it.text)).unwrap_or(0);
        head.requisites(&below[after..after + until]);
    }
    head.based_on = cited(&rest, head.issuer.as_deref());
    head
}

impl Head {
    fn letterhead(&mut self, lines: &[Line], lexicon: &Lexicon<'_>) {
        let mut names: Vec<&Line> = vec![];
        for line in lines.iter().filter(|it| !it.text.is_empty()) {
            match contacts(&line.text) {
                Some(found) => self.contacts = found,
                None => names.push(line),
            }
        }
        let own = names.iter().position(|it| fold(&it.text) == fold(lexicon.owner));
        let at = own.or_else(|| names.len().checked_sub(1));
        self.issuer = at.map(|at| match own {
            Some(_) => lexicon.owner.to_owned(),
            None => from_capitals(&names[at].text, lexicon),
        });
        // Those above an office that is named are the bodies over it.
        let others = names.iter().enumerate().filter(|(it, _)| at.is_some_and(|at| *it > at));
        self.unread.extend(others.map(|(_, it)| (*it).clone()));
    }

    /// Kind, date and number from the lines between the kind and the title.
    fn requisites(&mut self, lines: &[Line]) {
        for line in lines.iter().filter(|it| !it.text.is_empty()) {
            let kind = document_kind(&line.text);
            let date = dates(&line.text).into_iter().next().map(|it| it.1);
            let number = numbers(&line.text).into_iter().next().map(|it| it.1);
            if kind.is_none() && date.is_none() && number.is_none() {
                self.unread.push(line.clone());
            }
            self.kind = self.kind.or(kind);
            self.date = self.date.or(date);
            self.number = self.number.take().or(number);
        }
    }
}

/// The kind that a line names, spaced out or not: «П Р И К А З».
fn document_kind(text: &str) -> Option<DocumentKind> {
    const KINDS: [(&str, DocumentKind); 4] = [
        ("приказ", DocumentKind::Order),
        ("распоряжение", DocumentKind::Order),
        ("постановление", DocumentKind::Order),
        ("решение", DocumentKind::Decision),
    ];
    let squeezed: String = fold(text).replace(' ', "");
    let capitals = text.chars().filter(|it| it.is_alphabetic()).take(6).all(char::is_uppercase);
    let found = KINDS.iter().find(|(word, _)| squeezed.starts_with(word))?;
    let is_alone = squeezed == found.0;
    let has_requisites = !numbers(text).is_empty() || !dates(text).is_empty();
    (is_alone || (capitals && (has_requisites || text.split_whitespace().count() < 3)))
        .then_some(found.1)
}

fn begins_title(text: &str) -> bool {
    ["О ", "Об ", "ОБ ", "Обо ", "«О ", "«Об "].iter().any(|it| text.starts_with(it))
}

fn begins_basis(text: &str) -> bool {
    const BEGINNINGS: [&str; 8] = [
        "в соответствии",
        "на основании",
        "в целях",
        "во исполнение",
        "в связи",
        "с целью",
        "руководствуясь",
        "по итогам",
    ];
    let folded = fold(text);
    BEGINNINGS.iter().any(|it| folded.starts_with(it))
}

/// Words in capitals as a sentence: names of the site keep their letters.
fn from_capitals(text: &str, lexicon: &Lexicon<'_>) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let proper: Vec<&str> = lexicon
        .city_forms
        .iter()
        .map(String::as_str)
        .chain([lexicon.city, lexicon.owner])
        .flat_map(str::split_whitespace)
        .filter(|it| it.starts_with(char::is_uppercase))
        .collect();
    let word = |(at, word): (usize, &str)| {
        let lower = word.to_lowercase();
        let known = proper.iter().find(|it| it.to_lowercase() == lower);
        let mut letters = lower.chars();
        match (known, at) {
            (Some(known), 1..) => (*known).to_owned(),
            (_, 0) => {
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
            }
            _ => lower,
        }
    };
    text.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// «ул. Володарского, 14 г. Челябинск, 454080, тел. (8-351) 700-18-01, e-mail: …».
fn contacts(text: &str) -> Option<Contacts> {
    let email = text.split_whitespace().find(|it| it.contains('@'));
    let email = email.map(|it| it.trim_matches([',', ';', '.']).to_owned());
    let lower = text.to_lowercase();
    // Lower case may take other bytes: look for the place in the text itself.
    let phone_at = ["тел.", "Тел.", "телефон", "Телефон", "тел:", "т."]
        .iter()
        .find_map(|it| text.find(it));
    let phone = phone_at.and_then(|at| {
        let rest = &text[at..];
        let start = rest.find(|it: char| it.is_ascii_digit() || it == '(' || it == '+')?;
        let is_phone = |it: char| it.is_ascii_digit() || " ()+-–".contains(it);
        let length = rest[start..].find(|it| !is_phone(it)).unwrap_or(rest.len() - start);
        Some(rest[start..start + length].trim().to_owned())
    });
    let is_address =
        ["ул.", "пр.", "просп", "пл.", "улица"].iter().any(|it| lower.contains(it));
    let end = phone_at.into_iter().chain(text.find("e-mail").or(text.find("Е-mail"))).min();
    let address = is_address.then(|| {
        let before = &text[..end.unwrap_or(text.len())];
        before.trim_end_matches([',', ' ', ';']).to_owned()
    });
    let found = Contacts { address, phone, email };
    (found != Contacts::default()).then_some(found)
}

/// The documents that a text cites: «№ 720-у от 05.04.2023 «О …»», «от … № … «О …»».
pub(super) fn cited(text: &str, issuer: Option<&str>) -> Vec<Cited> {
    let numbers = numbers(text);
    let dates = dates(text);
    let mut found = vec![];
    let mut from = 0;
    for (at, (place, number)) in numbers.iter().enumerate() {
        let until = numbers.get(at + 1).map_or(text.len(), |it| it.0.start);
        let behind = dates
            .iter()
            .find(|(it, _)| it.start >= place.end && text[place.end..it.start].trim() == "от");
        let before = dates
            .iter()
            .rev()
            .find(|(it, _)| it.end <= place.start && is_between(&text[it.end..place.start]));
        let dated = behind.or(before);
        let start = dated.map_or(place.start, |it| it.0.start.min(place.start));
        let end = dated.map_or(place.end, |it| it.0.end.max(place.end));
        let title = marker::title(text[end..until.max(end)].trim_start());
        let words_before = &text[from.min(start)..start];
        found.push(Cited {
            kind: kind_before(&text[..start]),
            number: number.clone(),
            date: dated.map(|it| it.1),
            title,
            issuer: issued_by(&text[..start], issuer),
            raw: words_before.trim().to_owned(),
        });
        from = end;
    }
    found
}

fn is_between(text: &str) -> bool {
    text.trim().trim_start_matches("года").trim_start_matches("г.").trim().is_empty()
}

/// The kind of paper that was named last.
fn kind_before(text: &str) -> Option<DocumentKind> {
    const STEMS: [(&str, DocumentKind); 7] = [
        ("приказ", DocumentKind::Order),
        ("распоряжени", DocumentKind::Order),
        ("постановлени", DocumentKind::Order),
        ("закон", DocumentKind::Law),
        ("решени", DocumentKind::Decision),
        ("письм", DocumentKind::Letter),
        ("положени", DocumentKind::Regulation),
    ];
    let all = words(text);
    all.iter().rev().find_map(|word| {
        STEMS.iter().find(|(stem, _)| word.folded.starts_with(stem)).map(|(_, kind)| *kind)
    })
}

/// The site's own office, if the words behind the last «приказами» name it in any case.
fn issued_by(text: &str, own: Option<&str>) -> Option<String> {
    let all = words(text);
    let at = all.iter().rposition(|it| it.folded.starts_with("приказ"))?;
    let own_words = words(own?);
    let named = all.get(at + 1..at + 1 + own_words.len())?;
    agrees(named, &own_words).then(|| own.map(str::to_owned)).flatten()
}
