//! An event, as its author writes it.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{COMMUNITIES, DOCUMENTS, EntryKind, ORGANISATIONS, PRODUCTS, PROJECTS};
use super::programme::{self, Part};
use super::project::{Told, WebLink, told, web_link};
use super::vocabulary::{DIRECTIONS, EVENT_SERIES, FEDERAL_PROJECTS};
use crate::diag::{Words, code};
use crate::text::when::When;
use crate::yaml::reading::Reading;
use crate::yaml::table::{Spanned, Table, Word};

/// Front matter of a file in `content/events/`: one event, or several of a kind that the source
/// names together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub title: Spanned<String>,
    /// What it is about, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// Its topic, in its own wording.
    pub topic: Option<Spanned<String>>,
    /// The municipality whose practice it shows, where that is not the site's own.
    pub practice_of: Option<Spanned<String>>,
    /// The day, the month or the year on which it begins.
    pub from: Spanned<When>,
    /// The last one, where it is another.
    pub to: Option<Spanned<When>>,
    /// When it begins on its day.
    pub time: Option<Spanned<Time>>,
    /// When it ends on its last day.
    pub end_time: Option<Spanned<Time>>,
    /// How people meet; none only where the author left it out.
    pub format: Option<Told<Spanned<EventFormat>>>,
    /// What is done there.
    pub kind: Spanned<EventKind>,
    /// How far it reaches.
    pub scope: Option<Spanned<EventScope>>,
    /// Key or title of the series that it belongs to.
    pub series: Option<Spanned<String>>,
    /// How many events the entry stands for: one where nothing is written.
    pub number: Told<i64>,
    /// Who arranges it, ids of the register or names.
    pub organisers: Vec<Spanned<String>>,
    /// On whose premises it takes place, in the same way.
    pub hosts: Vec<Spanned<String>>,
    /// Who shows something there, in the same way.
    pub participants: Vec<Spanned<String>>,
    /// For whom.
    pub audience: Option<Spanned<String>>,
    /// Ids of the projects whose results it shows.
    pub projects: Vec<Spanned<String>>,
    /// Ids of the products that it shows.
    pub products: Vec<Spanned<String>>,
    /// Ids of communities that are no projects and that arrange it.
    pub communities: Vec<Spanned<String>>,
    /// Keys of directions.
    pub directions: Vec<Spanned<String>>,
    /// Keys of federal projects.
    pub federal_projects: Vec<Spanned<String>>,
    /// Attendances, not different people.
    pub attendees: Option<Spanned<i64>>,
    /// Whether innovation platforms held it.
    pub by_platforms: bool,
    /// The region whose people came.
    pub guest_region: Option<Spanned<String>>,
    /// Where it takes place.
    pub place: Option<Spanned<String>>,
    /// Addresses in the web: a programme, a recording.
    pub links: Vec<WebLink>,
    /// Its part in a target programme.
    pub part: Option<Part>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
    /// Whether it only shows how an entry is filled in: shown with a mark, counted nowhere.
    pub example: bool,
}

impl Event {
    /// The last day, month or year.
    pub fn until(&self) -> When {
        self.to.as_ref().map_or(self.from.value, |it| it.value)
    }
}

/// How people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EventFormat {
    /// In one room.
    InPerson,
    /// Over the net.
    Remote,
    /// Both.
    Mixed,
}

impl EventFormat {
    /// The key in addresses and strings.
    pub fn key(self) -> &'static str {
        match self {
            EventFormat::InPerson => "in-person",
            EventFormat::Remote => "remote",
            EventFormat::Mixed => "mixed",
        }
    }
}

impl Word for EventFormat {
    const WORDS: &'static [(EventFormat, &'static [&'static str])] = &[
        (EventFormat::InPerson, &["очно", "in person", "очный"]),
        (EventFormat::Remote, &["дистанционно", "remote", "онлайн", "заочно"]),
        (EventFormat::Mixed, &["смешанный", "mixed", "очно и дистанционно"]),
    ];
}

/// What is done at an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// A seminar.
    Seminar,
    /// A seminar where things are tried out.
    Workshop,
    /// A dense course.
    Intensive,
    /// A way of learning through several steps.
    Track,
    /// A seminar over the net.
    Webinar,
    /// A lesson by a master.
    MasterClass,
    /// A conference.
    Conference,
    /// A forum.
    Forum,
    /// Learning at a place of work.
    Internship,
    /// An issue of something that appears again and again.
    Issue,
    /// A meeting that sets out what is to be done.
    Briefing,
    /// A contest.
    Contest,
    /// A sitting of a board.
    Sitting,
    /// Anything else.
    Other,
}

impl EventKind {
    /// The key in addresses.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|(it, _)| *it == self).map_or("", |(_, words)| words[1])
    }

    /// Whether it is a seminar of any sort.
    pub fn is_seminar(self) -> bool {
        self == EventKind::Seminar || self.is_practical()
    }

    /// Whether it is a seminar of the practical sorts.
    pub fn is_practical(self) -> bool {
        matches!(self, EventKind::Workshop | EventKind::Intensive | EventKind::Track)
    }
}

impl Word for EventKind {
    const WORDS: &'static [(EventKind, &'static [&'static str])] = &[
        (EventKind::Seminar, &["семинар", "seminar"]),
        (EventKind::Workshop, &["семинар-практикум", "workshop", "практикум"]),
        (EventKind::Intensive, &["интенсив", "intensive", "образовательный интенсив"]),
        (EventKind::Track, &["трек", "track", "образовательный трек"]),
        (EventKind::Webinar, &["вебинар", "webinar"]),
        (EventKind::MasterClass, &["мастер-класс", "master-class"]),
        (EventKind::Conference, &["конференция", "conference"]),
        (EventKind::Forum, &["форум", "forum"]),
        (EventKind::Internship, &["стажировка", "internship"]),
        (EventKind::Issue, &["выпуск", "issue"]),
        (EventKind::Briefing, &["установочное мероприятие", "briefing", "установочное"]),
        (EventKind::Contest, &["конкурс", "contest"]),
        (EventKind::Sitting, &["заседание", "sitting", "совещание"]),
        (EventKind::Other, &["другое мероприятие", "other", "другое"]),
    ];
}

/// How far an event reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EventScope {
    /// One municipality.
    Municipal,
    /// Several of them.
    Intermunicipal,
    /// One region.
    Regional,
    /// Several of them.
    Interregional,
    /// The whole country.
    National,
    /// Several countries.
    International,
}

impl Word for EventScope {
    const WORDS: &'static [(EventScope, &'static [&'static str])] = &[
        (EventScope::Municipal, &["муниципальный", "municipal", "городской", "районный"]),
        (EventScope::Intermunicipal, &["межмуниципальный", "intermunicipal"]),
        (EventScope::Regional, &["региональный", "regional", "областной", "краевой"]),
        (EventScope::Interregional, &["межрегиональный", "interregional"]),
        (EventScope::National, &["всероссийский", "national", "федеральный"]),
        (EventScope::International, &["международный", "international"]),
    ];
}

impl Matter for Event {
    const KIND: EntryKind = EntryKind::Event;

    fn read(table: &mut Table<'_, '_>) -> Option<Event> {
        let title = table.key("название", "title").required().text_or_file_name();
        let from = table.key("дата", "date").required().day_or(When::parse, when_hint());
        let to = table.key("окончание", "end").day_or(When::parse, when_hint());
        let time = table.key("время", "time").clock();
        let end_time = table.key("время_окончания", "end_time").clock();
        let format = told(table.key("формат", "format"), |it| it.word());
        let kind = table.key("вид", "kind").required().word();
        let number =
            told(table.key("количество", "number"), |it| it.integer(1..=10_000));
        let attendees = table.key("посещений", "attendees").integer(0..=10_000_000);
        let event = Event {
            summary: table.key("описание", "summary").text(),
            topic: table.key("тема", "topic").text(),
            practice_of: table.key("опыт", "practice_of").text(),
            scope: table.key("уровень", "scope").word(),
            series: table.key("серия", "series").id_of(EVENT_SERIES),
            organisers: table.key("организаторы", "organisers").ids_or_names_of(ORGANISATIONS),
            hosts: table.key("на_базе", "hosts").ids_or_names_of(ORGANISATIONS),
            participants: table.key("участники", "participants").ids_or_names_of(ORGANISATIONS),
            audience: table.key("для_кого", "audience").text(),
            projects: table.key("проекты", "projects").ids_of(PROJECTS),
            products: table.key("продукты", "products").ids_of(PRODUCTS),
            communities: table.key("сообщества", "communities").ids_of(COMMUNITIES),
            directions: table.key("направления", "directions").ids_of(DIRECTIONS),
            federal_projects: table
                .key("федеральные_проекты", "federal_projects")
                .ids_of(FEDERAL_PROJECTS),
            by_platforms: table.key("от_площадок", "by_mip").yes(),
            guest_region: table.key("регион_гостей", "guest_region").text(),
            place: table.key("место", "place").text(),
            links: table.key("ссылки", "links").tables(web_link),
            part: programme::part(table),
            source: table.key("источник", "source").id_of(DOCUMENTS),
            example: table.key("пример", "example").yes(),
            number: match number {
                None => Told::Value(1),
                Some(Told::Value(it)) => Told::Value(it.value),
                Some(Told::NotTold) => Told::NotTold,
            },
            title,
            from: from?,
            to,
            time,
            end_time,
            format,
            kind: kind?,
            attendees,
        };
        check_times(table.reading(), &event);
        Some(event)
    }
}

/// What may stand for a date.
pub(super) fn when_hint() -> Words {
    Words::new(
        "пишите так точно, как знает источник: ДД.ММ.ГГГГ, ММ.ГГГГ или ГГГГ",
        "write as much as the source tells: DD.MM.YYYY, MM.YYYY or YYYY",
    )
}

/// V-22: an event ends no earlier than it begins, and only a day has hours.
fn check_times(reading: &mut Reading<'_>, event: &Event) {
    if let Some(to) = event.to.as_ref()
        && to.value.last_day() < event.from.value.first_day()
    {
        let message = Words::new(
            "мероприятие кончается раньше, чем начинается",
            "the event ends before it begins",
        );
        let hint = Words::new("исправьте одну из дат", "mend one of the dates");
        reading.advise(code::REVERSED_PERIOD, to.at.clone(), (message, hint));
    }
    let hours = [&event.time, &event.end_time].into_iter().flatten();
    for time in hours.filter(|_| event.from.value.day().is_none()) {
        let message =
            Words::new("время названо, а день – нет", "an hour is given, but the day is not");
        let hint = Words::new(
            "напишите день в «дата» или уберите время",
            "write the day in `date`, or leave the hour out",
        );
        reading.advise(code::BAD_DATE, time.at.clone(), (message, hint));
    }
    if let (Some(from), Some(to)) = (&event.time, &event.end_time)
        && event.from.value == event.until()
        && to.value <= from.value
    {
        let message = Words::new(
            "время окончания не позже времени начала",
            "the hour of the end is not later than that of the beginning",
        );
        let hint = Words::new(
            "если мероприятие кончается на другой день, укажите «окончание»",
            "if the event ends on another day, give `end`",
        );
        reading.advise(code::REVERSED_PERIOD, to.at.clone(), (message, hint));
    }
}
