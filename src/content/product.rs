//! A product of innovation work, as its author writes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::{Attachment, attachment};
use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind, ORGANISATIONS, PROJECTS};
use super::programme::{self, Part};
use super::project::{Told, WebLink, told, web_link};
use super::vocabulary::{CRITERIA, DIRECTIONS, PRODUCT_KINDS};
use crate::diag::{Words, code};
use crate::yaml::table::{Spanned, Table, Word};

/// Front matter of a file in `content/products/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Product {
    /// Its title.
    pub title: Spanned<String>,
    /// A key or label of the kinds' vocabulary.
    pub kind: Told,
    /// Who made it.
    pub authors: Told<Vec<Author>>,
    /// Id of the project it came of.
    pub project: Option<Spanned<String>>,
    /// The year in which it was finished.
    pub year: Told<Spanned<i16>>,
    /// What it is and what it is for.
    pub annotation: Spanned<String>,
    /// Who works with it.
    pub audience: Vec<Spanned<Audience>>,
    /// At which levels of education.
    pub levels: Vec<Spanned<EducationLevel>>,
    /// Keys of directions.
    pub directions: Vec<Spanned<String>>,
    /// Whom it helps: «одаренные дети», «дети с ОВЗ».
    pub target_groups: Vec<Spanned<String>>,
    /// How near it is to use by others.
    pub readiness: Option<Spanned<Readiness>>,
    /// What another organisation must know before it takes it over.
    pub transfer: Transfer,
    /// Who has taken it over.
    pub adoptions: Vec<Adoption>,
    /// Files to download.
    pub files: Vec<Attachment>,
    /// Addresses in the web.
    pub links: Vec<WebLink>,
    /// On which terms it may be used.
    pub licence: Option<Spanned<String>>,
    /// Awards of contests.
    pub awards: Vec<Award>,
    /// Its edition.
    pub version: Option<Spanned<String>>,
    /// Key of the set of criteria; needed only where there are several sets.
    pub criteria: Option<Spanned<String>>,
    /// What experts say of it.
    pub evaluations: Vec<Evaluation>,
    /// Its part in a target programme.
    pub part: Option<Part>,
    /// Id of the document that names it.
    pub source: Option<Spanned<String>>,
    /// Whether it only shows how an entry is filled in: shown with a mark, counted nowhere.
    pub example: bool,
}

/// An author: a person, an organisation, or a person of an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Author {
    /// The person.
    pub name: Option<Spanned<String>>,
    /// Id of the organisation.
    pub organisation: Option<Spanned<String>>,
}

/// What taking over means.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Transfer {
    /// What there is of the kind already.
    pub analogues: Option<Spanned<String>>,
    /// What it needs to work.
    pub conditions: Option<Spanned<String>>,
    /// What may go wrong, and how to meet it.
    pub risks: Option<Spanned<String>>,
    /// What comes of it.
    pub effect: Option<Spanned<String>>,
}

/// One taking over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Adoption {
    /// Who took it over: an id of the register, or a name.
    pub party: Spanned<String>,
    /// Since when.
    pub year: Option<Spanned<i16>>,
    /// With what result.
    pub result: Option<Spanned<String>>,
}

/// An award.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Award {
    /// Which one.
    pub rank: Spanned<AwardRank>,
    /// Of which contest.
    pub contest: Option<Spanned<String>>,
    /// When.
    pub year: Option<Spanned<i16>>,
}

/// The scores of one expert.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Evaluation {
    /// Bytes of the whole evaluation.
    pub at: std::ops::Range<usize>,
    /// Name or number of the expert.
    pub expert: Spanned<String>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Score by key of the criterion; none where it could not be read.
    pub scores: Vec<(Spanned<String>, Option<Spanned<i64>>)>,
    /// Why so.
    pub comment: Option<Spanned<String>>,
}

/// Who works with a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// Teachers.
    Teachers,
    /// Heads and their deputies.
    Heads,
    /// Psychologists, speech therapists and their like.
    Specialists,
    /// Pupils.
    Pupils,
    /// Parents.
    Parents,
}

impl Audience {
    /// The key in addresses.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|(it, _)| *it == self).map_or("", |(_, words)| words[1])
    }
}

impl Word for Audience {
    const WORDS: &'static [(Audience, &'static [&'static str])] = &[
        (Audience::Teachers, &["педагоги", "teachers", "учителя", "воспитатели"]),
        (Audience::Heads, &["руководители", "heads"]),
        (Audience::Specialists, &["специалисты сопровождения", "specialists"]),
        (Audience::Pupils, &["обучающиеся", "pupils", "дети"]),
        (Audience::Parents, &["родители", "parents"]),
    ];
}

/// A level of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EducationLevel {
    /// Kindergarten.
    Preschool,
    /// Forms 1–4.
    Primary,
    /// Forms 5–9.
    Basic,
    /// Forms 10–11.
    Secondary,
    /// Clubs, studios, camps.
    Additional,
    /// Courses for teachers.
    Professional,
}

impl EducationLevel {
    /// The key in addresses.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|(it, _)| *it == self).map_or("", |(_, words)| words[1])
    }
}

impl Word for EducationLevel {
    const WORDS: &'static [(EducationLevel, &'static [&'static str])] = &[
        (EducationLevel::Preschool, &["дошкольное образование", "preschool", "дошкольное"]),
        (EducationLevel::Primary, &["начальное общее образование", "primary", "начальное"]),
        (EducationLevel::Basic, &["основное общее образование", "basic", "основное"]),
        (EducationLevel::Secondary, &["среднее общее образование", "secondary", "среднее"]),
        (
            EducationLevel::Additional,
            &["дополнительное образование", "additional", "дополнительное"],
        ),
        (
            EducationLevel::Professional,
            &["дополнительное профессиональное образование", "professional", "ДПО"],
        ),
    ];
}

/// How near a product is to use by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Readiness {
    /// It is described.
    Idea,
    /// Its authors have tried it.
    Tried,
    /// Others may take it over.
    Ready,
    /// Others have taken it over.
    Adopted,
}

impl Readiness {
    /// The key in addresses and in strings.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|(it, _)| *it == self).map_or("", |(_, words)| words[1])
    }
}

impl Word for Readiness {
    const WORDS: &'static [(Readiness, &'static [&'static str])] = &[
        (Readiness::Idea, &["идея", "idea"]),
        (Readiness::Tried, &["апробирован", "tried"]),
        (Readiness::Ready, &["готов к внедрению", "ready"]),
        (Readiness::Adopted, &["внедрён", "adopted"]),
    ];
}

/// What a contest gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AwardRank {
    /// The first.
    Winner,
    /// One of the best.
    Laureate,
    /// With a diploma.
    Diploma,
}

impl Word for AwardRank {
    const WORDS: &'static [(AwardRank, &'static [&'static str])] = &[
        (AwardRank::Winner, &["победитель", "winner"]),
        (AwardRank::Laureate, &["лауреат", "laureate"]),
        (AwardRank::Diploma, &["дипломант", "diploma"]),
    ];
}

impl Matter for Product {
    const KIND: EntryKind = EntryKind::Product;

    fn read(table: &mut Table<'_, '_>) -> Option<Product> {
        let title = table.key("название", "title").required().text_or_file_name();
        let kind = told(table.key("вид", "kind").required(), |it| it.id_of(PRODUCT_KINDS));
        let authors =
            told(table.key("авторы", "authors").required(), |it| Some(it.tables(author)));
        let project = table.key("проект", "project").id_of(PROJECTS);
        let year = told(table.key("год", "year").required(), |it| it.year());
        let annotation = table.key("аннотация", "annotation").required().text_or_file_name();
        Some(Product {
            project,
            audience: table.key("аудитория", "audience").words(),
            levels: table.key("уровень_образования", "education_level").words(),
            directions: table.key("направление", "direction").ids_of(DIRECTIONS),
            target_groups: table.key("целевая_группа", "target_group").texts(),
            readiness: table.key("готовность", "readiness").word(),
            transfer: Transfer {
                analogues: table.key("аналоги", "analogues").text(),
                conditions: table.key("условия", "conditions").text(),
                risks: table.key("риски", "risks").text(),
                effect: table.key("эффект", "effect").text(),
            },
            adoptions: table.key("внедрения", "adoptions").tables(adoption),
            files: table.key("файлы", "files").tables(attachment),
            links: table.key("ссылки", "links").tables(web_link),
            licence: table.key("лицензия", "licence").text(),
            awards: table.key("награда", "award").tables(award),
            version: table.key("версия", "version").verbatim(),
            criteria: table.key("критерии", "criteria").id_of(CRITERIA),
            evaluations: table.key("оценки", "evaluations").tables(evaluation),
            part: programme::part(table),
            source: table.key("источник", "source").id_of(DOCUMENTS),
            example: table.key("пример", "example").yes(),
            title,
            kind: kind?,
            authors: authors?,
            year: year?,
            annotation,
        })
    }
}

fn author(mut table: Table<'_, '_>) -> Option<Author> {
    let name = table.key("имя", "name").text();
    let organisation = table.key("организация", "organisation").id_of(ORGANISATIONS);
    if name.is_none() && organisation.is_none() {
        let whole = table.at();
        let at = table.reading().first_line(&whole);
        let words = (
            Words::new("автор не назван", "the author is not named"),
            Words::new(
                "укажите «имя», «организация» или оба",
                "give `name`, `organisation` or both",
            ),
        );
        table.reading().advise(code::MISSING_KEY, at, words);
        return None;
    }
    table.finish();
    Some(Author { name, organisation })
}

fn adoption(mut table: Table<'_, '_>) -> Option<Adoption> {
    let party =
        table.key("организация", "organisation").required().id_or_name_of(ORGANISATIONS);
    let year = table.key("год", "year").year();
    let result = table.key("результат", "result").text();
    table.finish();
    Some(Adoption { party: party?, year, result })
}

fn award(mut table: Table<'_, '_>) -> Option<Award> {
    let rank = table.key("степень", "rank").required().word();
    let contest = table.key("конкурс", "contest").text();
    let year = table.key("год", "year").year();
    table.finish();
    Some(Award { rank: rank?, contest, year })
}

fn evaluation(mut table: Table<'_, '_>) -> Option<Evaluation> {
    let at = table.at();
    let expert = table.key("эксперт", "expert").required().text();
    let date = table.key("дата", "date").date();
    let scores = table.key("баллы", "scores").required().numbers();
    let comment = table.key("комментарий", "comment").text();
    table.finish();
    Some(Evaluation { at, expert: expert?, date, scores, comment })
}
