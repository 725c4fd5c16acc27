//! Words typed → one call; exit codes; the only place that prints.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the program's voice")]

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use novator::build::{Built, Memo, Options, Strictness, build, may_publish, time_zone};
use novator::diag::{Diagnostics, Words};
use novator::output::{Published, SourceFolders, publish};
use novator::page::route::Route;
use novator::site::Drafts;
use novator::source::{self, Sources};
use novator::text::nearest::nearest;
use novator::text::plural::{Form, form};

mod command;

use command::arguments::{self, Action, Build, Call, Choice, Color, Format, Talk};
use command::progress::Progress;
use command::report::Printer;

/// Mistakes in the sources.
const MISTAKES: u8 = 1;
/// The call itself is wrong.
const WRONG_USAGE: u8 = 2;
/// Our own fault.
const OUR_FAULT: u8 = 70;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("novator: внутренняя ошибка программы (internal error): {panic}");
    }));
    std::panic::catch_unwind(run).unwrap_or(ExitCode::from(OUR_FAULT))
}

#[expect(clippy::disallowed_methods, reason = "the arguments are read here")]
fn run() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    match arguments::parse(&words) {
        Ok(call) => act(&call),
        Err(refused) if refused.asked => {
            print!("{}", refused.text);
            ExitCode::SUCCESS
        }
        Err(refused) => {
            eprint!("{}", refused.text);
            ExitCode::from(WRONG_USAGE)
        }
    }
}

fn act(call: &Call) -> ExitCode {
    match &call.action {
        Action::Build(build) => build_site(call, build),
        Action::Check(choice) => check(call, choice),
        Action::View { route, choice } => view(call, route, choice),
    }
}

/// The sources, linked and planned, with everything said of them.
struct Prepared {
    sources: Sources,
    built: Option<Built>,
    diagnostics: Diagnostics,
}

fn prepare(
    call: &Call,
    choice: &Choice,
    progress: &mut Progress,
) -> Result<Prepared, ExitCode> {
    progress.stage(&Words::new("Чтение файлов", "Reading files"));
    let (sources, mut diagnostics) = source::read(&call.root);
    let Some(date) = choice.date.or_else(|| today(&sources)) else {
        say_error(
            call,
            &Words::new(
                "SOURCE_DATE_EPOCH – не число секунд",
                "SOURCE_DATE_EPOCH is not a number of seconds",
            ),
        );
        return Err(ExitCode::from(WRONG_USAGE));
    };
    let options = Options {
        date,
        drafts: if choice.drafts { Drafts::Shown } else { Drafts::Hidden },
        theme: choice.theme.clone(),
        base_url: choice.base_url.clone(),
    };
    progress.stage(&Words::new("Проверка и связывание", "Checking and linking"));
    let (built, remarks) = build(&sources, &options, &mut Memo::default());
    diagnostics.extend(remarks);
    Ok(Prepared { sources, built, diagnostics: diagnostics.sorted() })
}

/// Today where the site is, or the day that the environment fixes for reproducible builds.
#[expect(clippy::disallowed_methods, reason = "the clock and the environment are read here")]
fn today(sources: &Sources) -> Option<Date> {
    let zone = time_zone(sources).unwrap_or(TimeZone::UTC);
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => jiff::Timestamp::from_second(seconds.trim().parse().ok()?).ok()?,
        Err(_) => jiff::Timestamp::now(),
    };
    Some(now.to_zoned(zone).date())
}

fn strictness(choice: &Choice) -> Strictness {
    if choice.strict { Strictness::Warnings } else { Strictness::Errors }
}

fn build_site(call: &Call, wanted: &Build) -> ExitCode {
    if let Some(jobs) = wanted.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        debug_assert!(pool.is_ok(), "the pool is set up once");
    }
    let mut progress = Progress::new(call.language, call.talk);
    let prepared = match prepare(call, &wanted.choice, &mut progress) {
        Ok(prepared) => prepared,
        Err(code) => return code,
    };
    let Prepared { sources, built, mut diagnostics } = prepared;
    let mut tree = None;
    if let Some(built) = built
        && may_publish(&diagnostics, strictness(&wanted.choice))
    {
        progress.stage(&Words::new("Вывод страниц", "Rendering pages"));
        let (rendered, remarks) = built.render_all();
        diagnostics.extend(remarks);
        tree = Some(rendered);
    }
    let allowed = may_publish(&diagnostics, strictness(&wanted.choice));
    let Some(tree) = tree.filter(|_| allowed) else {
        progress.finish();
        report(call, &sources, &diagnostics);
        let words = Words::new(
            "Сайт не записан: прежний остался как был",
            "The site was not written: the old one is as it was",
        );
        closing(call, words.in_language(call.language));
        return ExitCode::from(MISTAKES);
    };
    progress.stage(&Words::new("Запись", "Writing"));
    let folders = SourceFolders {
        root: call.root.clone(),
        folders: ["content", "themes", "src", "tests"].map(|it| call.root.join(it)).into(),
    };
    let published = publish(&tree, &wanted.out, &folders);
    let time = progress.finish();
    report(call, &sources, &diagnostics);
    match published {
        Ok(published) => {
            closing(call, &done(call, published, time));
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            say_error(call, &refusal.words());
            ExitCode::from(WRONG_USAGE)
        }
    }
}

/// The one closing line of a build.
fn done(call: &Call, published: Published, time: std::time::Duration) -> String {
    let Published { written, unchanged, removed } = published;
    let seconds = format!("{:.2}", time.as_secs_f64());
    let ru = match form(written as u64) {
        Form::One => "файл записан",
        Form::Few => "файла записано",
        Form::Many => "файлов записано",
    };
    let words = Words::new(
        format!(
            "Готово: {written} {ru}, {unchanged} без изменений, {removed} удалено, {} с",
            seconds.replace('.', ",")
        ),
        format!(
            "Done: {written} written, {unchanged} unchanged, {removed} removed, {seconds} s"
        ),
    );
    words.in_language(call.language).to_owned()
}

fn check(call: &Call, choice: &Choice) -> ExitCode {
    let mut progress = Progress::new(call.language, call.talk);
    let Prepared { sources, built, mut diagnostics } =
        match prepare(call, choice, &mut progress) {
            Ok(prepared) => prepared,
            Err(code) => return code,
        };
    if let Some(built) = &built {
        progress.stage(&Words::new("Пробный вывод страниц", "Trying out the pages"));
        diagnostics.extend(built.render_all().1);
    }
    progress.finish();
    report(call, &sources, &diagnostics);
    if may_publish(&diagnostics, strictness(choice)) {
        if diagnostics.is_empty() {
            let words = Words::new("Ошибок нет", "No mistakes");
            closing(call, words.in_language(call.language));
        }
        return ExitCode::SUCCESS;
    }
    ExitCode::from(MISTAKES)
}

fn view(call: &Call, route: &str, choice: &Choice) -> ExitCode {
    let mut progress = Progress::new(call.language, Talk::Quiet);
    let Prepared { sources, built, diagnostics } = match prepare(call, choice, &mut progress) {
        Ok(prepared) => prepared,
        Err(code) => return code,
    };
    let Some(built) = built else {
        report(call, &sources, &diagnostics);
        return ExitCode::from(MISTAKES);
    };
    let name = route.trim_start_matches('/').trim_end_matches(".html");
    let name = if name.is_empty() || name.ends_with('/') {
        format!("{name}index")
    } else {
        name.to_owned()
    };
    let found = built.page(&Route::new(&name)).or_else(|| built.page(&Route::export(&name)));
    let Some(page) = found else {
        let known = built.plan.pages.keys().map(Route::path);
        let near = nearest(&format!("{name}.html"), known, 3).join(", ");
        say_error(
            call,
            &Words::new(
                format!("страницы «{route}» нет; похожие: {near}"),
                format!("there is no page `{route}`; near it: {near}"),
            ),
        );
        return ExitCode::from(WRONG_USAGE);
    };
    let Some(view) = built.view(page) else {
        say_error(
            call,
            &Words::new(
                format!("файл «{name}» программа пишет без шаблона"),
                format!("the program writes `{name}` without a template"),
            ),
        );
        return ExitCode::from(WRONG_USAGE);
    };
    println!("{view:#}");
    ExitCode::SUCCESS
}

/// Remarks go to standard output where they are the answer, in JSON, else to standard error.
fn report(call: &Call, sources: &Sources, diagnostics: &Diagnostics) {
    let color = match call.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal(),
    };
    let printer = Printer { sources, language: call.language, color };
    match call.format {
        Format::Json => println!("{:#}", printer.json(diagnostics)),
        Format::Human => eprint!("{}", printer.human(diagnostics)),
    }
}

fn closing(call: &Call, text: &str) {
    if call.talk != Talk::Quiet && call.format == Format::Human {
        println!("{text}");
    }
}

fn say_error(call: &Call, words: &Words) {
    let label = Words::new("ошибка", "error");
    eprintln!("{}: {}", label.in_language(call.language), words.in_language(call.language));
}
