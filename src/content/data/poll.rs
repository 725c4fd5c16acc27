//! `polls.yaml`: questions to visitors. The answers are gathered by an outside service; the
//! site shows the question while it is open, and the result once somebody has entered it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::vocabulary::{check_key, value};
use crate::diag::{Words, code};
use crate::yaml::table::{Spanned, Table};

/// A question.
#[derive(Clone, Debug)]
pub struct Poll {
    /// Latin, unique, part of the address.
    pub key: Spanned<String>,
    /// Path of the file.
    pub file: Arc<str>,
    /// What is asked.
    pub question: String,
    /// First day on which answers are taken.
    pub opens: Option<Date>,
    /// Last day on which they are.
    pub closes: Option<Date>,
    /// Where a form sends the answer, over `https`; without it there is no form.
    pub address: Option<String>,
    /// The name under which the chosen answer is sent.
    pub field: String,
    /// Answers to choose from.
    pub options: Vec<PollOption>,
    /// The day on which votes were entered.
    pub counted_on: Option<Date>,
    /// Whether it only shows how a poll is filled in.
    pub is_example: bool,
}

/// An answer to choose.
#[derive(Clone, Debug)]
pub struct PollOption {
    /// What is sent.
    pub key: String,
    /// What is read.
    pub text: String,
    /// Votes, once they are known.
    pub votes: Option<u64>,
}

/// Reads one poll.
pub fn read(mut table: Table<'_, '_>) -> Option<Poll> {
    let file = Arc::clone(table.reading().file);
    let key = table.key("ключ", "key").required().verbatim();
    let question = table.key("вопрос", "question").required().text();
    let opens = table.key("открыт", "opens").date();
    let closes = table.key("закрыт", "closes").date();
    let address = table.key("адрес", "address").address();
    let field = table.key("поле", "field").verbatim();
    let options = table.key("ответы", "options").required().tables(|mut row| {
        let key = row.key("ключ", "key").required().verbatim();
        let text = row.key("текст", "text").required().text();
        let votes = row.key("голосов", "votes").integer(0..=1_000_000_000);
        row.finish();
        let votes = votes.map(|it| it.value.unsigned_abs());
        Some(PollOption { key: key?.value, text: text?.value, votes })
    });
    let counted_on = table.key("итоги_на", "counted_on").date();
    let is_example = table.key("пример", "example").yes();
    if let Some(address) = address.as_ref().filter(|it| !it.value.starts_with("https://")) {
        let words = (
            Words::new(
                "ответы можно отправлять только по https",
                "answers may be sent over https only",
            ),
            Words::new("адрес начинается с https://", "the address begins with https://"),
        );
        table.reading().advise(code::BAD_ADDRESS, address.at.clone(), words);
    }
    let reversed = Words::new(
        "опрос закрывается раньше, чем открывается",
        "the poll closes before it opens",
    );
    table.reading().check_days(opens.as_ref(), closes.as_ref(), reversed);
    if let Some(key) = &key {
        check_key(table.reading(), key);
    }
    table.finish();
    let is_secure = |it: &Spanned<String>| it.value.starts_with("https://");
    Some(Poll {
        key: key?,
        file,
        question: question?.value,
        opens: opens.map(|it| it.value),
        closes: closes.map(|it| it.value),
        address: value(address.filter(is_secure)),
        field: value(field).unwrap_or_else(|| "answer".to_owned()),
        options,
        counted_on: counted_on.map(|it| it.value),
        is_example,
    })
}
