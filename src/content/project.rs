//! A project, as its author writes it.

use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind, ORGANISATIONS};
use super::programme::{self, Part};
use super::vocabulary::{DIRECTIONS, FEDERAL_PROJECTS, STATUSES};
use super::word::{Funding, Level, Role, State};
use crate::diag::{Words, code};
use crate::text::order::{SortKey, sort_key};
use crate::yaml::reading::Reading;
use crate::yaml::table::{Field, Spanned, Table};

/// Front matter of a file in `content/projects/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Project {
    /// The theme, without outer quotes, in its own wording.
    pub title: Spanned<String>,
    /// Its place in lists.
    pub sort_key: SortKey,
    /// A shorter name for lists and menus.
    pub short_title: Option<Spanned<String>>,
    /// What it is about, in a sentence or two.
    pub summary: Option<Spanned<String>>,
    /// The status by its label or key; «не указан» where the sources do not tell.
    pub status: Option<Told>,
    /// Who answers for it; by the status where not given.
    pub level: Option<Spanned<Level>>,
    /// The one organisation that carries it.
    pub lead: Option<Spanned<String>>,
    /// Everybody in it, in the order of the document.
    pub participants: Vec<Participant>,
    /// What was decided, year by year.
    pub history: Vec<HistoryEvent>,
    /// The first year whose decisions are entered here; earlier ones are not known.
    pub history_from: Option<Spanned<i16>>,
    /// Keys of directions.
    pub directions: Vec<Spanned<String>>,
    /// Keys of federal projects.
    pub federal_projects: Vec<Spanned<String>>,
    /// Other spellings of the theme met in documents.
    pub aliases: Vec<Spanned<String>>,
    /// Free words to group by.
    pub tags: Vec<Spanned<String>>,
    /// Addresses in the web.
    pub links: Vec<WebLink>,
    /// Who leads it, advises it, answers for it.
    pub people: Vec<Person>,
    /// The project's passport.
    pub passport: Option<Passport>,
    /// Its part in a target programme.
    pub part: Option<Part>,
}

/// Something the sources either tell or are known not to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told<T = Spanned<String>> {
    /// They tell.
    Value(T),
    /// «не указан»: the author looked, and they do not.
    NotTold,
}

/// The answers that mean [`Told::NotTold`].
const NOT_TOLD: [&str; 5] = ["не указан", "не указана", "не указано", "не указаны", "not told"];

impl<T> Told<T> {
    /// What the sources tell, if they do.
    pub fn value(&self) -> Option<&T> {
        match self {
            Told::Value(value) => Some(value),
            Told::NotTold => None,
        }
    }
}

/// Reads a value of any type, or «не указан» in its place.
pub fn told<'t, 'r, 'a, T>(
    mut field: Field<'t, 'r, 'a>,
    read: impl FnOnce(Field<'t, 'r, 'a>) -> Option<T>,
) -> Option<Told<T>> {
    match field.says(&NOT_TOLD) {
        true => Some(Told::NotTold),
        false => read(field).map(Told::Value),
    }
}

/// An organisation in a project.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Participant {
    /// Its id.
    pub organisation: Spanned<String>,
    /// What it does there.
    pub role: Spanned<Role>,
    /// Whether only a branch of it takes part.
    pub branch: bool,
    /// First year, if later than the project's.
    pub from: Option<Spanned<i16>>,
    /// Last year, if it left.
    pub to: Option<Spanned<i16>>,
}

/// One decision on a project.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HistoryEvent {
    /// Bytes of the whole line.
    pub at: std::ops::Range<usize>,
    /// The year from which the state holds.
    pub year: Spanned<i16>,
    /// What was decided.
    pub state: Spanned<State>,
    /// A new status, where the decision changes it.
    pub status: Option<Spanned<String>>,
    /// Id of the document that decided.
    pub order: Option<Spanned<String>>,
    /// Number of the item in it.
    pub item: Option<Spanned<String>>,
    /// What it says of money.
    pub funding: Option<Spanned<Funding>>,
    /// A remark of the author.
    pub note: Option<Spanned<String>>,
}

/// A named address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WebLink {
    /// Words of the link.
    pub title: Spanned<String>,
    /// Where it leads.
    pub url: Spanned<String>,
}

/// A person with a part in a project or document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Person {
    /// Name as written in the source.
    pub name: Spanned<String>,
    /// Part in the project.
    pub role: Option<Spanned<String>>,
    /// Post.
    pub position: Option<Spanned<String>>,
    /// Phone, where the person lets it be published.
    pub phone: Option<Spanned<String>>,
    /// Electronic mail, where the person lets it be published.
    pub email: Option<Spanned<String>>,
}

/// What a project promises.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Passport {
    /// Goal.
    pub goal: Option<Spanned<String>>,
    /// Tasks.
    pub tasks: Vec<Spanned<String>>,
    /// For whom.
    pub target_group: Option<Spanned<String>>,
    /// Stages in their order.
    pub stages: Vec<Stage>,
    /// Expected results.
    pub expected: Vec<Spanned<String>>,
    /// Risks and how to meet them.
    pub risks: Vec<Spanned<String>>,
    /// Money.
    pub funding: Option<Spanned<String>>,
}

/// A stage of a passport.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stage {
    /// What is done.
    pub title: Spanned<String>,
    /// First year.
    pub from: Option<Spanned<i16>>,
    /// Last year.
    pub to: Option<Spanned<i16>>,
    /// What comes of it.
    pub result: Option<Spanned<String>>,
}

impl Matter for Project {
    const KIND: EntryKind = EntryKind::Project;

    fn read(table: &mut Table<'_, '_>) -> Option<Project> {
        let title = table.key("тема", "title").required().text_or_file_name();
        let sort_key = sort_key(&title.value);
        let short_title = table.key("краткое_название", "short_title").text();
        let summary = table.key("описание", "summary").text();
        let status = told(table.key("статус", "status"), |it| it.id_of(STATUSES));
        let level = table.key("уровень", "level").word();
        let lead = table.key("организация", "lead").id_of(ORGANISATIONS);
        let participants = table.key("участники", "participants").tables(participant);
        let history = table.key("история", "history").required().tables(event);
        let history_from = table.key("история_с", "history_from").year();
        let directions = table.key("направления", "directions").ids_of(DIRECTIONS);
        let federal_projects =
            table.key("федеральные_проекты", "federal_projects").ids_of(FEDERAL_PROJECTS);
        let aliases = table.key("варианты", "aliases").verbatims();
        let tags = table.key("метки", "tags").texts();
        let links = table.key("ссылки", "links").tables(web_link);
        let people = table.key("люди", "people").tables(person);
        let passport = table.key("паспорт", "passport").table(passport);
        let part = programme::part(table);
        Some(Project {
            title,
            sort_key,
            short_title,
            summary,
            status,
            level,
            lead,
            participants,
            history,
            history_from,
            directions,
            federal_projects,
            aliases,
            tags,
            links,
            people,
            passport,
            part,
        })
    }
}

fn participant(mut table: Table<'_, '_>) -> Option<Participant> {
    let organisation = table.key("организация", "organisation").required().id_of(ORGANISATIONS);
    let role = table.key("роль", "role").required().word();
    let branch = table.key("филиал", "branch").yes();
    let from = table.key("с", "from").year();
    let to = table.key("по", "to").year();
    table.reading().check_period(from.as_ref(), to.as_ref());
    table.finish();
    Some(Participant { organisation: organisation?, role: role?, branch, from, to })
}

fn event(mut table: Table<'_, '_>) -> Option<HistoryEvent> {
    let at = table.at();
    let year = table.key("год", "year").required().year();
    let state = table.key("состояние", "state").required().word();
    let status = table.key("статус", "status").id_of(STATUSES);
    let order = table.key("приказ", "order").required().id_of(DOCUMENTS);
    let item = table.key("пункт", "item").verbatim();
    let funding = table.key("финансирование", "funding").word();
    let note = table.key("примечание", "note").text();
    table.finish();
    Some(HistoryEvent { at, year: year?, state: state?, status, order, item, funding, note })
}

/// Reads a named address.
pub fn web_link(mut table: Table<'_, '_>) -> Option<WebLink> {
    let title = table.key("название", "title").required().text();
    let url = table.key("адрес", "url").required().address();
    table.finish();
    Some(WebLink { title: title?, url: url? })
}

/// Reads a person.
pub fn person(mut table: Table<'_, '_>) -> Option<Person> {
    let name = table.key("имя", "name").required().text();
    let role = table.key("роль", "role").text();
    let position = table.key("должность", "position").text();
    let mut phone = table.key("телефон", "phone").verbatim();
    let mut email = table.key("почта", "email").verbatim();
    if !table.key("публично", "public").yes() {
        for private in [&mut phone, &mut email] {
            private.take().into_iter().for_each(|it| unpublished(table.reading(), &it));
        }
    }
    table.finish();
    Some(Person { name: name?, role, position, phone, email })
}

/// V-21: how to reach a person is published only where the card says so.
fn unpublished(reading: &mut Reading<'_>, contact: &Spanned<String>) {
    let words = (
        Words::new(
            "телефон или почта человека – персональные данные",
            "a phone or an address of a person is personal data",
        ),
        Words::new(
            "если человек согласен, добавьте «публично: да», иначе уберите строку",
            "add `public: yes` if the person agrees, or leave the line out",
        ),
    );
    reading.advise(code::PERSONAL_DATA, contact.at.clone(), words);
}

fn passport(mut table: Table<'_, '_>) -> Passport {
    let passport = Passport {
        goal: table.key("цель", "goal").text(),
        tasks: table.key("задачи", "tasks").texts(),
        target_group: table.key("целевая_группа", "target_group").text(),
        stages: table.key("этапы", "stages").tables(stage),
        expected: table.key("результаты", "expected").texts(),
        risks: table.key("риски", "risks").texts(),
        funding: table.key("финансирование", "funding").text(),
    };
    table.finish();
    passport
}

fn stage(mut table: Table<'_, '_>) -> Option<Stage> {
    let title = table.key("название", "title").required().text();
    let from = table.key("с", "from").year();
    let to = table.key("по", "to").year();
    table.reading().check_period(from.as_ref(), to.as_ref());
    let result = table.key("результат", "result").text();
    table.finish();
    Some(Stage { title: title?, from, to, result })
}
