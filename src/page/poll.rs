//! A poll: the question while answers are taken, and the result once it is entered.

use jiff::civil::Date;
use serde::Serialize;

use super::chart::words::Leaders;
use super::chart::{ChartView, csv};
use super::frame::{Label, Place};
use super::list::Lists;
use super::route::{self, Route};
use super::{Context, Object, Page, Subject};
use crate::chart::{Cell, Chart, Form, Grid, Label as ChartLabel, Picture, Row, Unit};
use crate::content::data::poll::Poll;
use crate::site::Site;
use crate::stats::percent;
use crate::text::date;
use crate::text::typography::prose;

/// A page for each poll.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    let polls = &site.data.polls;
    let page = |(index, it): (usize, &Poll)| {
        Page::new(route::poll(&it.key.value), "poll", PollPage { index })
    };
    let is_counted = |it: &&Poll| state(it, site.date) == PollState::Counted;
    let numbers = polls.iter().filter(is_counted).filter_map(chart).filter_map(|it| csv(&it));
    polls.iter().enumerate().map(page).chain(numbers).collect()
}

struct PollPage {
    /// Among the polls of the site.
    index: usize,
}

/// Where a poll stands on the day of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PollState {
    /// It has not opened yet.
    Waiting,
    /// Answers are taken.
    Open,
    /// Answers are no longer taken, or nobody takes them.
    Closed,
    /// The result is known.
    Counted,
}

/// What `poll.html` reads.
#[derive(Serialize)]
struct PollView {
    state: PollState,
    opens: Option<String>,
    closes: Option<String>,
    /// The form; only while answers are taken and somebody takes them.
    form: Option<FormView>,
    /// The result.
    result: Option<ResultView>,
    is_example: bool,
}

#[derive(Serialize)]
struct FormView {
    /// Where the answer is sent.
    action: String,
    /// The same without its path: all that the page may send to.
    origin: String,
    /// The name under which it is sent.
    field: String,
    poll: String,
    options: Vec<OptionView>,
}

#[derive(Serialize)]
struct OptionView {
    key: String,
    text: String,
}

#[derive(Serialize)]
struct ResultView {
    chart: ChartView,
    /// The day on which votes were entered.
    counted_on: Option<String>,
}

/// Where a poll stands on a day.
pub(super) fn state(poll: &Poll, on: Date) -> PollState {
    let is_counted = poll.options.iter().any(|it| it.votes.is_some());
    if poll.opens.is_some_and(|it| on < it) {
        PollState::Waiting
    } else if poll.address.is_some() && poll.closes.is_none_or(|it| on <= it) {
        PollState::Open
    } else if is_counted {
        PollState::Counted
    } else {
        PollState::Closed
    }
}

impl Subject for PollPage {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let poll = &context.site.data.polls[self.index];
        let state = state(poll, context.site.date);
        Box::new(PollView {
            state,
            opens: poll.opens.map(date::short),
            closes: poll.closes.map(date::short),
            form: (state == PollState::Open).then(|| form(poll)).flatten(),
            result: (state != PollState::Waiting).then(|| result(context, poll)).flatten(),
            is_example: poll.is_example,
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let poll = &context.site.data.polls[self.index];
        Place {
            title: Label { is_example: poll.is_example, ..Label::text(&poll.question) },
            above: vec![(Route::new("index"), Label::key("home"))],
            ..Place::default()
        }
    }
}

fn form(poll: &Poll) -> Option<FormView> {
    let action = poll.address.clone()?;
    let rest = action.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let option = |it: &crate::content::data::poll::PollOption| OptionView {
        key: it.key.clone(),
        text: prose(&it.text),
    };
    Some(FormView {
        origin: format!("https://{host}"),
        field: poll.field.clone(),
        poll: poll.key.value.clone(),
        options: poll.options.iter().map(option).collect(),
        action,
    })
}

/// The votes as a chart; none where nobody has entered any.
fn result(context: &Context<'_>, poll: &Poll) -> Option<ResultView> {
    Some(ResultView {
        chart: context.chart(&chart(poll)?),
        counted_on: poll.counted_on.map(date::short),
    })
}

fn chart(poll: &Poll) -> Option<Chart> {
    let votes = |it: &crate::content::data::poll::PollOption| {
        it.votes.and_then(|it| usize::try_from(it).ok())
    };
    let total: usize = poll.options.iter().filter_map(votes).sum();
    poll.options.iter().find_map(|it| it.votes)?;
    let row = |it: &crate::content::data::poll::PollOption| {
        let number = votes(it);
        let share = number.and_then(|it| percent(it, total));
        let cell = number.map_or_else(Cell::default, |it| Cell::count(it, None));
        let note = share.map(|it| format!("{it}\u{a0}%"));
        Row { label: ChartLabel::new(prose(&it.text)), cells: vec![Cell { note, ..cell }] }
    };
    let unit = Unit::new("голос", "голоса", "голосов");
    let grid = Grid {
        head: "Ответ".to_owned(),
        series: vec![ChartLabel::new("Голоса")],
        rows: poll.options.iter().map(row).collect(),
        unit,
        ..Grid::default()
    };
    let of_all = Unit::new("голоса", "голосов", "голосов").counted(total);
    let option = |it| (votes(it).unwrap_or_default(), format!("«{}»", prose(&it.text)));
    let headline = match Leaders::of(poll.options.iter().map(option)) {
        Some(it) => format!("{}: {} из {of_all}", it.names(), it.each()),
        None => "Никто не проголосовал".to_owned(),
    };
    let subject = format!("Итоги опроса «{}»", prose(&poll.question));
    let chart = Chart::new(&headline, subject, Picture::Grid(Form::Bars, grid));
    Some(Chart { name: format!("poll-{}", poll.key.value), ..chart })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::content::data::poll::PollOption;
    use crate::yaml::table::Spanned;

    fn poll(address: Option<&str>, votes: Option<u64>) -> Poll {
        Poll {
            key: Spanned { value: "a".to_owned(), at: 0..0 },
            file: "content/data/polls.yaml".into(),
            question: "Да?".to_owned(),
            opens: Some(date(2024, 3, 1)),
            closes: Some(date(2024, 3, 10)),
            address: address.map(str::to_owned),
            field: "answer".to_owned(),
            options: vec![PollOption { key: "b".into(), text: "Да".into(), votes }],
            counted_on: None,
            is_example: false,
        }
    }

    #[test]
    fn a_poll_opens_closes_and_is_counted() {
        let address = Some("https://forms.example.org/answer?x=1");
        for (address, votes, on, expected) in [
            (address, None, date(2024, 2, 29), PollState::Waiting),
            (address, None, date(2024, 3, 1), PollState::Open),
            (address, Some(3), date(2024, 3, 10), PollState::Open),
            (address, Some(3), date(2024, 3, 11), PollState::Counted),
            (address, None, date(2024, 3, 11), PollState::Closed),
            (None, None, date(2024, 3, 5), PollState::Closed),
            (None, Some(3), date(2024, 3, 5), PollState::Counted),
        ] {
            assert_eq!(state(&poll(address, votes), on), expected, "{on}");
        }
        let form = form(&poll(address, None)).expect("it has an address");
        assert_eq!(form.origin, "https://forms.example.org");
    }

    #[test]
    fn the_result_names_all_that_lead() {
        for (votes, expected) in [
            ([Some(3), Some(1)], "«Да»: 3 из 4 голосов"),
            ([Some(2), Some(2)], "«Да» и «Нет»: по 2 из 4 голосов"),
            ([Some(1), Some(0)], "«Да»: 1 из 1 голоса"),
            ([Some(0), None], "Никто не проголосовал"),
        ] {
            let mut poll = poll(None, votes[0]);
            let no = PollOption { key: "c".into(), text: "Нет".into(), votes: votes[1] };
            poll.options.push(no);
            let chart = chart(&poll).expect("somebody entered votes");
            assert_eq!(chart.headline.replace('\u{a0}', " "), expected);
        }
        assert!(chart(&poll(None, None)).is_none());
    }
}
