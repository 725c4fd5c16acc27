//! Every day that the registry names and on which something may change, with what happens then.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::content::document::Document;
use crate::content::entry::{Entry, Matter};
use crate::content::event::Event;
use crate::content::procedure::Procedure;
use crate::content::task::Task;
use crate::content::{Content, Entries};
use crate::diag::Words;
use crate::site::Drafts;
use crate::stats::procedures::{Window, window_on};
use crate::text::when::When;

/// What happens on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The day.
    pub date: Date,
    /// What happens, in one clause.
    pub words: Words,
    /// The file that names the day; none for the turn of a year.
    pub file: Option<Arc<str>>,
    /// Whether a date merely passes: then only what compares dates with today can change.
    pub is_mere_passing: bool,
}

/// All causes on the days behind the first, up to the last, in order.
pub(super) fn causes(
    content: &Content,
    (first, last): (Date, Date),
    drafts: Drafts,
) -> Vec<Cause> {
    let mut list = List { first, last, drafts, causes: vec![] };
    list.publications(&content.projects, |it| &it.title.value);
    list.publications(&content.organisations, |it| &it.name.value);
    list.publications(&content.documents, |it| it.title.value().map_or("", |it| &it.value));
    list.publications(&content.procedures, |it| &it.title.value);
    list.publications(&content.pages, |it| &it.title.value);
    list.publications(&content.programmes, |it| &it.title.value);
    list.publications(&content.products, |it| &it.title.value);
    list.publications(&content.communities, |it| &it.title.value);
    list.publications(&content.reports, |it| &it.title.value);
    list.publications(&content.events, |it| &it.title.value);
    list.publications(&content.news, |it| &it.title.value);
    content.documents.list.iter().for_each(|it| list.document(it));
    content.events.list.iter().for_each(|it| list.event(it));
    content.procedures.list.iter().for_each(|it| list.procedure(it));
    list.data(content);
    list.passing_dates(content);
    list.years();
    list.causes.sort();
    list.causes.dedup();
    list.causes
}

struct List {
    first: Date,
    last: Date,
    drafts: Drafts,
    causes: Vec<Cause>,
}

impl List {
    fn add(&mut self, date: Option<Date>, file: Option<&Arc<str>>, words: Words) {
        self.push(date, file, (words, false));
    }

    fn passes(&mut self, date: Option<Date>, file: &Arc<str>, what: &str) {
        let words =
            Words::new(format!("проходит дата: {what}"), format!("a date passes: {what}"));
        self.push(date, Some(file), (words, true));
    }

    fn push(
        &mut self,
        date: Option<Date>,
        file: Option<&Arc<str>>,
        (words, is_mere_passing): (Words, bool),
    ) {
        let Some(date) = date.filter(|it| self.first < *it && *it <= self.last) else { return };
        self.causes.push(Cause { date, words, file: file.cloned(), is_mere_passing });
    }

    /// Whether visitors see an entry on a day.
    fn is_shown<T>(&self, entry: &Entry<T>, on: Date) -> bool {
        self.drafts == Drafts::Shown || entry.publication.is_published(on)
    }

    fn publications<T: Matter>(&mut self, entries: &Entries<T>, title: fn(&T) -> &str) {
        for entry in &entries.list {
            let publication = &entry.publication;
            if publication.draft || self.drafts == Drafts::Shown {
                continue;
            }
            let [noun, en] = T::KIND.noun();
            let title = title(&entry.matter);
            let words = Words::new(
                format!("публикуется {noun} «{title}»"),
                format!("the {en} `{}` is published", entry.id),
            );
            self.add(publication.from, Some(&entry.file), words);
            let words = Words::new(
                format!("снимается {noun} «{title}»"),
                format!("the {en} `{}` is taken off", entry.id),
            );
            self.add(publication.until, Some(&entry.file), words);
        }
    }

    fn document(&mut self, entry: &Entry<Document>) {
        let matter = &entry.matter;
        let from = matter.in_force_from.as_ref().map_or(matter.date.value, |it| it.value);
        if self.is_shown(entry, from) {
            let words = Words::new(
                format!("вступает в силу документ {}", entry.id),
                format!("the document `{}` comes into force", entry.id),
            );
            self.add(Some(from), Some(&entry.file), words);
        }
        for task in &matter.tasks {
            self.task(entry, task);
        }
    }

    fn task(&mut self, entry: &Entry<Document>, task: &Task) {
        let number = &task.number.value;
        let done = task.done.as_ref().map(|it| it.value);
        let over = task.last_day().and_then(next);
        let is_open = over.is_none_or(|it| done.is_none_or(|done| it <= done));
        if let Some(over) = over.filter(|it| is_open && self.is_shown(entry, *it)) {
            let words = Words::new(
                format!("проходит срок поручения {number} документа {}", entry.id),
                format!("the term of task {number} of `{}` is over", entry.id),
            );
            self.add(Some(over), Some(&entry.file), words);
        }
        if done.is_some_and(|it| self.is_shown(entry, it)) {
            let words = Words::new(
                format!("исполнено поручение {number} документа {}", entry.id),
                format!("task {number} of `{}` is done", entry.id),
            );
            self.add(done, Some(&entry.file), words);
        }
    }

    fn event(&mut self, entry: &Entry<Event>) {
        let matter = &entry.matter;
        let (from, to) = (matter.from.value.first_day(), next(matter.until().last_day()));
        let title = &matter.title.value;
        if self.is_shown(entry, from) {
            let words = Words::new(
                format!("начинается мероприятие «{title}»"),
                format!("the event `{}` begins", entry.id),
            );
            self.add(Some(from), Some(&entry.file), words);
        }
        if to.is_some_and(|it| self.is_shown(entry, it)) {
            let words = Words::new(
                format!("становится прошедшим мероприятие «{title}»"),
                format!("the event `{}` is over", entry.id),
            );
            self.add(to, Some(&entry.file), words);
        }
    }

    /// Openings and closings of the time for applications, each year's.
    fn procedure(&mut self, entry: &Entry<Procedure>) {
        let Some(application) = &entry.matter.application else { return };
        let title = &entry.matter.title.value;
        let mut day = self.first;
        loop {
            let (turn, words) = match window_on(application, day) {
                Some(Window::Ahead { first, .. }) => (
                    Some(first),
                    Words::new(
                        format!("открывается прием заявок: {title}"),
                        format!("applications open: `{}`", entry.id),
                    ),
                ),
                Some(Window::Open { last: Some(last) }) => (
                    next(last),
                    Words::new(
                        format!("закрывается прием заявок: {title}"),
                        format!("applications close: `{}`", entry.id),
                    ),
                ),
                _ => return,
            };
            let Some(turn) = turn.filter(|it| day < *it && *it <= self.last) else { return };
            if self.is_shown(entry, turn) {
                self.add(Some(turn), Some(&entry.file), words);
            }
            day = turn;
        }
    }

    /// Polls and banners.
    fn data(&mut self, content: &Content) {
        for poll in &content.data.polls {
            let (question, key) = (&poll.question, &poll.key.value);
            let words = Words::new(
                format!("открывается опрос «{question}»"),
                format!("the poll `{key}` opens"),
            );
            self.add(poll.opens, Some(&poll.file), words);
            let words = Words::new(
                format!("закрывается опрос «{question}»"),
                format!("the poll `{key}` closes"),
            );
            self.add(poll.closes.and_then(next), Some(&poll.file), words);
        }
        for banner in &content.data.banners {
            let title = &banner.title;
            let words = Words::new(
                format!("появляется баннер «{title}»"),
                format!("the banner `{title}` appears"),
            );
            self.add(banner.from, Some(&banner.file), words);
            let words = Words::new(
                format!("исчезает баннер «{title}»"),
                format!("the banner `{title}` goes"),
            );
            self.add(banner.until.and_then(next), Some(&banner.file), words);
        }
    }

    /// Dates that matter only to what compares them with today, as lists on pages may.
    fn passing_dates(&mut self, content: &Content) {
        for entry in &content.documents.list {
            self.both(When::Day(entry.matter.date.value), &entry.file, &entry.id);
            for task in &entry.matter.tasks {
                let done = task.done.as_ref().map(|it| it.value);
                for day in task.last_day().into_iter().chain(done) {
                    self.both(When::Day(day), &entry.file, &entry.id);
                }
            }
        }
        for entry in &content.events.list {
            for when in [entry.matter.from.value, entry.matter.until()] {
                self.both(when, &entry.file, &entry.id);
            }
        }
        for entry in &content.news.list {
            if let Some(date) = entry.matter.date.value() {
                self.both(date.value, &entry.file, &entry.id);
            }
        }
    }

    /// The first and the last day of a date, and the days behind them.
    fn both(&mut self, when: When, file: &Arc<str>, what: &str) {
        for day in [when.first_day(), when.last_day()] {
            self.passes(Some(day), file, what);
            self.passes(next(day), file, what);
        }
    }

    /// The turns of years: terms of vocabularies hold by years.
    fn years(&mut self) {
        for year in self.first.year()..=self.last.year() {
            let words = Words::new(
                format!("наступает {year} год: меняются сроки направлений и проектов"),
                format!("the year {year} begins: terms of directions and projects change"),
            );
            self.add(Date::new(year, 1, 1).ok(), None, words);
        }
    }
}

fn next(day: Date) -> Option<Date> {
    day.checked_add(1.day()).ok()
}
