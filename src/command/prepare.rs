//! From a call to a site that is linked and planned.

use std::process::ExitCode;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use novator::build::horizon::Stage;
use novator::build::{Built, Memo, Options, Strictness, build, time_zone};
use novator::content::{self, Content};
use novator::diag::{Diagnostics, Words};
use novator::page::Page;
use novator::page::route::Route;
use novator::preview::workshop::Clock as _;
use novator::site::Drafts;
use novator::source::{self, Sources};
use novator::text::nearest::nearest;

use super::arguments::{Call, Choice};
use super::clock::SystemClock;
use super::progress::Progress;
use super::voice::{MISTAKES, WRONG_USAGE, say_error};

/// The sources, linked and planned, with everything said of them.
pub(crate) struct Prepared {
    /// The files.
    pub sources: Sources,
    /// The site; none where the settings or the theme cannot be used.
    pub built: Option<Built>,
    /// Everything said of them, in order.
    pub diagnostics: Diagnostics,
    /// What was read of single files.
    pub memo: Memo,
}

/// Reads, links and plans the site of a call.
pub(crate) fn prepare(
    call: &Call,
    choice: &Choice,
    progress: &mut Progress,
) -> Result<Prepared, ExitCode> {
    progress.stage(&Words::new("Чтение файлов", "Reading files"));
    let (sources, mut diagnostics) = source::read_in_passing(&call.root);
    let clock = clock(call, choice)?;
    let date = clock.today(&time_zone(&sources).unwrap_or(TimeZone::UTC)).date;
    let options = options(choice, date);
    progress.stage(&Words::new("Проверка и связывание", "Checking and linking"));
    let mut memo = Memo::default();
    let (built, remarks) = build(&sources, &options, &mut memo);
    diagnostics.extend(remarks);
    Ok(Prepared { sources, built, diagnostics: diagnostics.sorted(), memo })
}

/// The clock of a call, or its complaint.
pub(crate) fn clock(call: &Call, choice: &Choice) -> Result<SystemClock, ExitCode> {
    SystemClock::new(choice.date).ok_or_else(|| {
        let words = Words::new(
            "SOURCE_DATE_EPOCH – не число секунд",
            "SOURCE_DATE_EPOCH is not a number of seconds",
        );
        say_error(call, &words);
        ExitCode::from(WRONG_USAGE)
    })
}

/// What a build is asked for.
pub(crate) fn options(choice: &Choice, date: Date) -> Options {
    Options {
        date,
        drafts: if choice.drafts { Drafts::Shown } else { Drafts::Hidden },
        theme: choice.theme.clone(),
        base_url: choice.base_url.clone(),
    }
}

/// Which remarks hold a site back.
pub(crate) fn strictness(choice: &Choice) -> Strictness {
    if choice.strict { Strictness::Warnings } else { Strictness::Errors }
}

/// The content of a call's site, without its remarks: what the cards hold, right or wrong.
pub(crate) fn content(call: &Call) -> Content {
    let (sources, _) = source::read(&call.root);
    content::parse(&sources, &mut content::Memo::default()).0
}

/// What a build of today is asked for, drafts shown: for commands that try a change out.
pub(crate) fn on_a_day(call: &Call, sources: &Sources) -> Result<Options, ExitCode> {
    let choice = trying();
    let zone = time_zone(sources).unwrap_or(TimeZone::UTC);
    Ok(options(&choice, clock(call, &choice)?.today(&zone).date))
}

/// The sources of a call, and their site on any day.
pub(crate) fn staged(call: &Call, choice: &Choice) -> Result<(Sources, Stage), ExitCode> {
    let (sources, _) = source::read(&call.root);
    let zone = time_zone(&sources).unwrap_or(TimeZone::UTC);
    let date = clock(call, choice)?.today(&zone).date;
    let stage = Stage::new(&sources, &options(choice, date));
    stage.map(|it| (sources, it)).ok_or_else(|| {
        let words = Words::new(
            "сайт не собирается: novator check",
            "the site cannot be built: novator check",
        );
        say_error(call, &words);
        ExitCode::from(MISTAKES)
    })
}

/// The page at an address as people write it: with a slash before it, without `.html`, a folder.
pub(crate) fn page_named<'b>(built: &'b Built, route: &str) -> Option<&'b Page> {
    let name = name(route);
    built.page(&Route::new(&name)).or_else(|| built.page(&Route::export(&name)))
}

/// Says that there is no such page.
pub(crate) fn no_page(built: &Built, route: &str) -> Words {
    let known = built.plan.pages.keys().map(Route::path);
    let near = nearest(&format!("{}.html", name(route)), known, 3).join(", ");
    match near.is_empty() {
        true => Words::new(
            format!("страницы «{route}» нет; адреса страниц видны в папке сайта"),
            format!("there is no page `{route}`; the folder of the site shows their addresses"),
        ),
        false => Words::new(
            format!("страницы «{route}» нет; похожие: {near}"),
            format!("there is no page `{route}`; near it: {near}"),
        ),
    }
}

fn name(route: &str) -> String {
    let name = route.trim_start_matches('/').trim_end_matches(".html");
    match name.is_empty() || name.ends_with('/') {
        true => format!("{name}index"),
        false => name.to_owned(),
    }
}

/// What a command asks for that tries things out: drafts take part.
pub(crate) fn trying() -> Choice {
    Choice { date: None, drafts: true, strict: false, theme: None, base_url: None }
}
