//! The one line that is said of a build, of the first or of the next one after a change.

use std::time::Duration;

use novator::diag::Words;
use novator::output::Published;
use novator::preview::snapshot::Snapshot;
use novator::preview::workshop::Change;
use novator::text::date;
use novator::text::plural::{Form, form};

/// The closing line of a build.
pub(crate) fn done(published: Published, time: Duration) -> Words {
    let Published { written, unchanged, removed } = published;
    let seconds = format!("{:.2}", time.as_secs_f64());
    let ru = match form(written as u64) {
        Form::One => "файл записан",
        Form::Few => "файла записано",
        Form::Many => "файлов записано",
    };
    Words::new(
        format!(
            "Готово: {written} {ru}, {unchanged} без изменений, {removed} удалено, {} с",
            seconds.replace('.', ",")
        ),
        format!(
            "Done: {written} written, {unchanged} unchanged, {removed} removed, {seconds} s"
        ),
    )
}

/// What set off a build.
pub(crate) fn cause(change: &Change) -> Words {
    let day = change.day.map(|it| {
        let day = date::short(it);
        Words::new(format!("наступило {day}"), format!("it is {day} now"))
    });
    let Some((first, others)) = change.files.split_first() else {
        return day.unwrap_or_else(|| Words::new("папки сайта", "folders of the site"));
    };
    match others.len() {
        0 => Words::new(&**first, &**first),
        more => Words::new(format!("{first} и ещё {more}"), format!("{first} and {more} more")),
    }
}

/// The line of a preview after a change.
pub(crate) fn shown(cause: &Words, snapshot: &Snapshot, time: Duration) -> Words {
    let time = time.as_millis();
    let mut words =
        Words::new(format!("{}: {time} мс", cause.ru), format!("{}: {time} ms", cause.en));
    if snapshot.is_stale() {
        words.ru += "; показан последний исправный вариант";
        words.en += "; the last good version is shown";
    }
    words
}

/// The line of a build after a change.
pub(crate) fn written(cause: &Words, published: Published, time: Duration) -> Words {
    let Published { written, unchanged, removed } = published;
    let time = time.as_millis();
    Words::new(
        format!(
            "{}: записано {written}, без изменений {unchanged}, удалено {removed}, {time} мс",
            cause.ru
        ),
        format!(
            "{}: {written} written, {unchanged} unchanged, {removed} removed, {time} ms",
            cause.en
        ),
    )
}

/// The same where mistakes, which have been told, are in the way.
pub(crate) fn unwritten(cause: &Words) -> Words {
    Words::new(
        format!("{}: есть ошибки, сайт остался прежним", cause.ru),
        format!("{}: there are mistakes, the site is as it was", cause.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_what_has_changed() {
        let day = Some(jiff::civil::date(2024, 4, 6));
        for (files, day, expected) in [
            (&["content/a.md"][..], None, "content/a.md"),
            (&["content/a.md", "content/b.md", "themes/c"], day, "content/a.md и ещё 2"),
            (&[], day, "наступило 06.04.2024"),
            (&[], None, "папки сайта"),
        ] {
            let files = files.iter().map(|it| (*it).into()).collect();
            assert_eq!(cause(&Change { files, day }).ru, expected);
        }
    }
}
