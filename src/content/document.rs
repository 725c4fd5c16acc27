//! A document, as its author writes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind};
use super::project::{Person, Told, person, told};
use super::task::{self, Task, task};
use super::vocabulary::STATUSES;
use super::word::{DocumentKind, Funding, State, Validity};
use crate::yaml::table::{Spanned, Table};

/// Front matter of a file in `content/documents/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// Sort of paper.
    pub kind: Spanned<DocumentKind>,
    /// Number as written, for it is text: «994-з», «01-05/295».
    pub number: Option<Spanned<String>>,
    /// Date of signing.
    pub date: Spanned<Date>,
    /// Who issued it.
    pub issuer: Spanned<String>,
    /// Title without quotes.
    pub title: Told,
    /// City.
    pub city: Option<Spanned<String>>,
    /// The municipality whose practice it shows, where that is not the site's own: such
    /// documents stand apart in every list.
    pub practice_of: Option<Spanned<String>>,
    /// Whether it holds, where a source tells; else the relations of the registry decide.
    pub validity: Option<Spanned<Validity>>,
    /// The year whose results it sums up.
    pub results_year: Option<Spanned<i16>>,
    /// The year from which its decisions hold.
    pub effective_year: Option<Spanned<i16>>,
    /// The day from which it is in force.
    pub in_force_from: Option<Spanned<Date>>,
    /// Ids of documents by relation.
    pub relations: Relations,
    /// Who signed.
    pub signatory: Option<Person>,
    /// Who prepared it.
    pub executors: Vec<Person>,
    /// To whom it was sent.
    pub distribution: Option<Spanned<String>>,
    /// Contacts on the letterhead.
    pub contacts: Option<Contacts>,
    /// Its items.
    pub items: Vec<Item>,
    /// What it tells somebody to do.
    pub tasks: Vec<Task>,
    /// Other wordings of its title met elsewhere.
    pub variants: Vec<Variant>,
    /// Files to download, and those that a source names but the site does not have.
    pub files: Vec<Attachment>,
    /// Where it was published.
    pub source_url: Option<Spanned<String>>,
}

/// How a document leans on others: lists of ids.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Relations {
    /// Issued by virtue of.
    pub based_on: Vec<Spanned<String>>,
    /// Changes.
    pub amends: Vec<Spanned<String>>,
    /// Ends.
    pub repeals: Vec<Spanned<String>>,
    /// Puts in force.
    pub approves: Vec<Spanned<String>>,
    /// Is an attachment to.
    pub attached_to: Vec<Spanned<String>>,
}

/// How to reach an office.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contacts {
    /// Postal address.
    pub address: Option<Spanned<String>>,
    /// Phone.
    pub phone: Option<Spanned<String>>,
    /// E-mail.
    pub email: Option<Spanned<String>>,
}

/// One item of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Its number as written: «3», «2.1».
    pub number: Spanned<String>,
    /// What it says.
    pub text: Spanned<String>,
    /// What it decides on projects.
    pub state: Option<Spanned<State>>,
    /// The status it is about.
    pub status: Option<Spanned<String>>,
    /// The year from which it holds.
    pub year: Option<Spanned<i16>>,
    /// What it says of money.
    pub funding: Option<Spanned<Funding>>,
}

/// Another wording of a title, and the document that has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// The wording.
    pub title: Spanned<String>,
    /// Id of the document.
    pub document: Option<Spanned<String>>,
}

/// A file to download.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attachment {
    /// Path under `content/files/`; none where a source names the file and the site lacks it.
    pub file: Option<Spanned<String>>,
    /// Words of the link.
    pub title: Spanned<String>,
    /// Date of what the file holds.
    pub date: Option<Spanned<Date>>,
    /// What stands in for it where it cannot be read aloud: the path of another file.
    pub accessible_copy: Option<Spanned<String>>,
    /// Whether the page of its entry has the whole text, so that nothing need stand in.
    pub is_text_on_page: bool,
}

impl Matter for Document {
    const KIND: EntryKind = EntryKind::Document;

    fn read(table: &mut Table<'_, '_>) -> Option<Document> {
        let kind = table.key("вид", "kind").required().word();
        let number = table.key("номер", "number").verbatim();
        let date = table.key("дата", "date").required().date();
        let issuer = table.key("кем_принят", "issuer").required().text_or_file_name();
        let title = told(table.key("название", "title").required(), |it| {
            Some(it.text_or_file_name())
        });
        let city = table.key("город", "city").text();
        let practice_of = table.key("опыт", "practice_of").text();
        let validity = table.key("статус", "status").word();
        let results_year = table.key("итоги_года", "results_year").year();
        let effective_year = table.key("год_действия", "effective_year").year();
        let in_force_from = table.key("вступает_в_силу", "in_force_from").date();
        let relations = Relations {
            based_on: table.key("основание", "based_on").ids_of(DOCUMENTS),
            amends: table.key("изменяет", "amends").ids_of(DOCUMENTS),
            repeals: table.key("отменяет", "repeals").ids_of(DOCUMENTS),
            approves: table.key("утверждает", "approves").ids_of(DOCUMENTS),
            attached_to: table.key("приложение_к", "attached_to").ids_of(DOCUMENTS),
        };
        let signatory = table.key("подписал", "signatory").table(person).flatten();
        let executors = table.key("исполнители", "executors").tables(person);
        let distribution = table.key("рассылка", "distribution").text();
        let contacts = table.key("адресат_сведений", "contacts").table(contacts);
        let items = table.key("пункты", "items").tables(item);
        let tasks = table.key("поручения", "tasks").tables(task);
        let variants = table.key("разночтения", "variants").tables(variant);
        let files = table.key("файлы", "files").tables(attachment);
        let source_url = table.key("источник", "source_url").address();
        task::check(table.reading(), (&tasks, &items), date.as_ref());
        Some(Document {
            kind: kind?,
            number,
            date: date?,
            issuer,
            title: title?,
            city,
            practice_of,
            validity,
            results_year,
            effective_year,
            in_force_from,
            relations,
            signatory,
            executors,
            distribution,
            contacts,
            items,
            tasks,
            variants,
            files,
            source_url,
        })
    }
}

/// Reads how to reach an office.
pub fn contacts(mut table: Table<'_, '_>) -> Contacts {
    let address = table.key("адрес", "address").text();
    let phone = table.key("телефон", "phone").verbatim();
    let email = table.key("почта", "email").verbatim();
    table.finish();
    Contacts { address, phone, email }
}

fn item(mut table: Table<'_, '_>) -> Option<Item> {
    let number = table.key("номер", "number").required().verbatim();
    let text = table.key("текст", "text").required().text();
    let state = table.key("состояние", "state").word();
    let status = table.key("статус", "status").id_of(STATUSES);
    let year = table.key("год", "year").year();
    let funding = table.key("финансирование", "funding").word();
    table.finish();
    Some(Item { number: number?, text: text?, state, status, year, funding })
}

fn variant(mut table: Table<'_, '_>) -> Option<Variant> {
    let title = table.key("название", "title").required().verbatim();
    let document = table.key("документ", "document").id_of(DOCUMENTS);
    table.finish();
    Some(Variant { title: title?, document })
}

/// Reads a file to download.
pub fn attachment(mut table: Table<'_, '_>) -> Option<Attachment> {
    let file = table.key("файл", "file").file();
    let title = table.key("название", "title").required().text();
    let date = table.key("дата", "date").date();
    let accessible_copy = table.key("доступная_копия", "accessible_copy").verbatim();
    let is_text_on_page = table.key("текст_на_странице", "text_on_page").yes();
    table.finish();
    Some(Attachment { file, title: title?, date, accessible_copy, is_text_on_page })
}
