//! What readers gave a post: views, marks, comments. A site of plain files cannot count them, so
//! they are taken over from where they were counted, and say of which day they are.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::project::{Told, told};
use crate::text::decimal::Decimal;
use crate::yaml::table::{Spanned, Table};

/// `data/reactions/<post>.yaml`.
#[derive(Clone, Debug)]
pub struct Reactions {
    /// Id of the post, from the file's name.
    pub post: String,
    /// Path of the file.
    pub file: Arc<str>,
    /// The day on which the numbers were read.
    pub as_of: Told<Spanned<Date>>,
    /// How often the post was opened.
    pub views: Option<i64>,
    /// The marks of readers.
    pub rating: Option<Rating>,
    /// How many comments there were where the numbers come from.
    pub comment_count: Option<i64>,
    /// Comments that a moderator let pass, in their order.
    pub comments: Vec<Comment>,
}

/// The marks of readers.
#[derive(Clone, Debug)]
pub struct Rating {
    /// Their mean.
    pub mean: Decimal,
    /// How many there are.
    pub votes: i64,
}

/// A comment of a reader: words, nothing else.
#[derive(Clone, Debug)]
pub struct Comment {
    /// How the reader signed.
    pub author: Spanned<String>,
    /// When.
    pub date: Told<Spanned<Date>>,
    /// At what time.
    pub time: Option<Spanned<Time>>,
    /// What it says; empty lines part paragraphs.
    pub text: Spanned<String>,
}

impl Reactions {
    /// How many comments there are: those shown here, or as many as the source told.
    pub fn comments(&self) -> Option<i64> {
        let shown = i64::try_from(self.comments.len()).ok().filter(|it| *it > 0);
        shown.or(self.comment_count)
    }
}

/// Reads `reactions/<post>.yaml`.
pub fn reactions(mut table: Table<'_, '_>, post: &str) -> Option<Reactions> {
    let file = Arc::clone(table.reading().file);
    let as_of = told(table.key("на", "as_of").required(), |it| it.date());
    let views = number(&mut table, ("просмотры", "views"));
    let rating = table.key("рейтинг", "rating").table(rating).flatten();
    let comment_count = number(&mut table, ("всего_комментариев", "comment_count"));
    let comments = table.key("комментарии", "comments").tables(comment);
    table.finish();
    let post = post.to_owned();
    Some(Reactions { post, file, as_of: as_of?, views, rating, comment_count, comments })
}

fn number(table: &mut Table<'_, '_>, key: (&'static str, &'static str)) -> Option<i64> {
    table.key(key.0, key.1).integer(0..=1_000_000_000).map(|it| it.value)
}

fn rating(mut table: Table<'_, '_>) -> Option<Rating> {
    let mean = table.key("среднее", "mean").required().decimal();
    let votes = table.key("голосов", "votes").required().integer(0..=1_000_000_000);
    table.finish();
    Some(Rating { mean: mean?.value, votes: votes?.value })
}

fn comment(mut table: Table<'_, '_>) -> Option<Comment> {
    let author = table.key("автор", "author").required().text();
    let date = told(table.key("дата", "date").required(), |it| it.date());
    let time = table.key("время", "time").clock();
    let text = table.key("текст", "text").required().text();
    table.finish();
    Some(Comment { author: author?, date: date?, time, text: text? })
}
