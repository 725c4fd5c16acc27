//! An organisation, as its author writes it.

use serde::{Deserialize, Serialize};

use super::entry::Matter;
use super::link::{DOCUMENTS, EntryKind, ORGANISATIONS};
use super::vocabulary::ORGANISATION_TYPES;
use crate::text::organisation::identity_in_city;
use crate::yaml::table::{Spanned, Table};
use jiff::civil::Date;

/// Front matter of a file in `content/organisations/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Organisation {
    /// Short official name.
    pub name: Spanned<String>,
    /// What the name means when spelling is set aside, the city still in it.
    pub identity_in_city: String,
    /// Name as in the charter.
    pub full_name: Option<Spanned<String>>,
    /// МБОУ, МАДОУ…
    pub legal_form: Option<Spanned<String>>,
    /// A key or label of the types' vocabulary; none only where it could not be read.
    pub organisation_type: Option<Spanned<String>>,
    /// СОШ, ДС, Лицей…: with the number, the identity.
    pub kind: Option<Spanned<String>>,
    /// Number within the kind.
    pub number: Option<Spanned<i64>>,
    /// «Олимпиец», «Креатив».
    pub proper_name: Option<Spanned<String>>,
    /// Every other spelling met.
    pub aliases: Vec<Spanned<String>>,
    /// Other names that documents use, with the document.
    pub other_names: Vec<OtherName>,
    /// District of the city.
    pub district: Option<Spanned<String>>,
    /// Postal address.
    pub address: Option<Spanned<String>>,
    /// Its site.
    pub site: Option<Spanned<String>>,
    /// Its page with the products of its projects.
    pub projects_page: Option<Spanned<String>>,
    /// Phone of the organisation.
    pub phone: Option<Spanned<String>>,
    /// E-mail of the organisation.
    pub email: Option<Spanned<String>>,
    /// Its head.
    pub head: Option<Spanned<String>>,
    /// First year of work.
    pub active_from: Option<Spanned<i16>>,
    /// Last year of work.
    pub active_to: Option<Spanned<i16>>,
    /// Id of the organisation it became part of.
    pub successor: Option<Spanned<String>>,
}

/// A name under which a document knows the organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OtherName {
    /// The name.
    pub name: Spanned<String>,
    /// Last day it was official, where known.
    pub until: Option<Spanned<Date>>,
    /// Id of the document that uses it.
    pub document: Option<Spanned<String>>,
    /// Where and why.
    pub note: Option<Spanned<String>>,
}

impl Matter for Organisation {
    const KIND: EntryKind = EntryKind::Organisation;

    fn read(table: &mut Table<'_, '_>) -> Option<Organisation> {
        let name = table.key("название", "name").required().text_or_file_name();
        let full_name = table.key("полное_название", "full_name").text();
        let legal_form = table.key("форма", "legal_form").text();
        let organisation_type = table.key("тип", "type").required().id_of(ORGANISATION_TYPES);
        let kind = table.key("вид", "kind").text();
        let number = table.key("номер", "number").integer(1..=9999);
        let proper_name = table.key("собственное_имя", "proper_name").text();
        let aliases = table.key("варианты", "aliases").verbatims();
        let other_names = table.key("другие_названия", "other_names").tables(other_name);
        let district = table.key("район", "district").text();
        let address = table.key("адрес", "address").text();
        let site = table.key("сайт", "site").address();
        let projects_page = table.key("страница_проектов", "projects_page").address();
        let phone = table.key("телефон", "phone").verbatim();
        let email = table.key("почта", "email").verbatim();
        let head = table.key("руководитель", "head").text();
        let active_from = table.key("действует_с", "active_from").year();
        let active_to = table.key("действует_по", "active_to").year();
        table.reading().check_period(active_from.as_ref(), active_to.as_ref());
        let successor = table.key("преемник", "successor").id_of(ORGANISATIONS);
        let identity_in_city = identity_in_city(&name.value);
        Some(Organisation {
            name,
            identity_in_city,
            full_name,
            legal_form,
            organisation_type,
            kind,
            number,
            proper_name,
            aliases,
            other_names,
            district,
            address,
            site,
            projects_page,
            phone,
            email,
            head,
            active_from,
            active_to,
            successor,
        })
    }
}

fn other_name(mut table: Table<'_, '_>) -> Option<OtherName> {
    let name = table.key("название", "name").required().verbatim();
    let until = table.key("до", "until").date();
    let document = table.key("документ", "document").id_of(DOCUMENTS);
    let note = table.key("примечание", "note").text();
    table.finish();
    Some(OtherName { name: name?, until, document, note })
}
