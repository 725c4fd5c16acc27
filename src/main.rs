//! Words typed → one call; exit codes; the only place that prints.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the program's voice")]

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use novator::build::Built;
use novator::diag::{Diagnostics, Words};
use novator::output::{Known, SourceFolders, differing};
use novator::preview::watch::Watching;
use novator::preview::workshop::{Notice, Watched, Workshop};
use novator::preview::{self, Listener, News};
use novator::source;

mod command;

/// A site is many thousand small values at once, and this hands them out faster than the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use command::arguments::{self, Action, Build, Call, Choice, Serve, Talk};
use command::change;
use command::prepare::{Prepared, clock, no_page, options, page_named, prepare, strictness};
use command::progress::{Progress, Stopwatch};
use command::recall::Occasion;
use command::voice::{MISTAKES, OUR_FAULT, WRONG_USAGE};
use command::voice::{closing, report, say_error, say_warning};
use command::writing::Writing;

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
        Action::Serve(wanted) => serve(call, wanted),
        Action::View { route, choice } => view(call, route, choice),
        Action::Tool(tool) => command::tool::run(call, tool),
    }
}

fn build_site(call: &Call, wanted: &Build) -> ExitCode {
    if let Some(jobs) = wanted.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        debug_assert!(pool.is_ok(), "the pool is set up once");
    }
    if wanted.watch {
        return build_and_watch(call, wanted);
    }
    let written = match build_once(call, wanted) {
        Ok(written) => written,
        Err(code) => return code,
    };
    closing(call, &written);
    if wanted.verify { verify(call, wanted) } else { ExitCode::SUCCESS }
}

/// Writes what differs and says what was done; nothing is read where nothing has changed.
fn build_once(call: &Call, wanted: &Build) -> Result<Words, ExitCode> {
    let mut progress = Progress::new(call.language, call.talk);
    let mut writing = writing(call, wanted)?;
    let mut occasion = Occasion::of(call, wanted, &writing.clock);
    if let Some(memory) = occasion.memory() {
        writing.known = memory.known().clone();
        if let Some(published) = occasion.done(&memory, &mut writing) {
            let time = progress.finish();
            report(call, &source::read_settings(&call.root), &Diagnostics::none());
            return Ok(change::done(published, time));
        }
    }
    let Prepared { mut sources, built, mut diagnostics, memo } =
        prepare(call, &wanted.choice, &mut progress)?;
    // What there is to say must be said again the next time.
    let silent = diagnostics.is_empty();
    let past = silent.then(|| occasion.past(&sources, memo.cards())).flatten();
    drop(memo);
    // What templates may yet give cause to say is about themes.
    let files = diagnostics.files();
    sources.content.retain(|path, _| files.contains(&**path));
    progress.stage(&Words::new("Вывод и запись страниц", "Rendering and writing pages"));
    let rendering = built.as_ref().map(Built::rendering_in_passing);
    let written = writing.write(rendering, &mut diagnostics);
    let time = progress.finish();
    report(call, &sources, &diagnostics);
    if !wanted.verify {
        // Nothing else will be done: the system takes a whole site back sooner than we hand it out.
        std::mem::forget(built);
    }
    match written {
        None => {
            let words = Words::new(
                "Сайт не записан: прежний остался как был",
                "The site was not written: the old one is as it was",
            );
            closing(call, &words);
            Err(ExitCode::from(MISTAKES))
        }
        Some(Err(refusal)) => {
            say_error(call, &refusal.words());
            Err(ExitCode::from(WRONG_USAGE))
        }
        Some(Ok(published)) => {
            if let Some(past) = past.filter(|_| diagnostics.is_empty()) {
                occasion.keep(past, writing.known);
            }
            Ok(change::done(published, time))
        }
    }
}

/// Builds from nothing and compares every file with what stands in the folder.
fn verify(call: &Call, wanted: &Build) -> ExitCode {
    let mut progress = Progress::new(call.language, call.talk);
    let built = match prepare(call, &wanted.choice, &mut progress) {
        Ok(prepared) => prepared.built,
        Err(code) => return code,
    };
    let different = built.map(|it| differing(&it.rendering(), &wanted.out)).unwrap_or_default();
    progress.finish();
    if different.is_empty() {
        let words = Words::new(
            "Проверено: сборка с нуля даёт те же файлы",
            "Verified: a build from nothing gives the same files",
        );
        closing(call, &words);
        return ExitCode::SUCCESS;
    }
    let list = different.join(", ");
    say_error(
        call,
        &Words::new(
            format!("сборка с нуля даёт другие файлы (сообщите нам): {list}"),
            format!("a build from nothing gives other files (please tell us): {list}"),
        ),
    );
    ExitCode::from(OUR_FAULT)
}

fn writing(call: &Call, wanted: &Build) -> Result<Writing, ExitCode> {
    Ok(Writing {
        out: wanted.out.clone(),
        sources: SourceFolders {
            root: call.root.clone(),
            folders: ["content", "themes", "src", "tests"].map(|it| call.root.join(it)).into(),
        },
        strictness: strictness(&wanted.choice),
        clock: clock(call, &wanted.choice)?,
        known: Known::default(),
    })
}

/// Writes the site, and writes it again after every change until the program is stopped.
fn build_and_watch(call: &Call, wanted: &Build) -> ExitCode {
    let watched = match watched(call, &wanted.choice, Watching::System) {
        Ok(watched) => watched,
        Err(code) => return code,
    };
    let mut writing = match writing(call, wanted) {
        Ok(writing) => writing,
        Err(code) => return code,
    };
    let mut stopwatch = Stopwatch::start();
    let mut workshop = Workshop::open(watched);
    let mut cause = Words::new("Сборка", "Build");
    let mut round = workshop.last().clone();
    loop {
        let mut diagnostics = round.diagnostics.clone();
        let rendering = round.built.as_deref().map(Built::rendering);
        let written = writing.write(rendering, &mut diagnostics);
        report(call, &round.sources, &diagnostics);
        match written {
            None => closing(call, &change::unwritten(&cause)),
            Some(Ok(published)) => {
                closing(call, &change::written(&cause, published, stopwatch.elapsed()));
            }
            Some(Err(refusal)) => {
                say_error(call, &refusal.words());
                return ExitCode::from(WRONG_USAGE);
            }
        }
        round = workshop.next(&mut |it| notice(call, it, &mut stopwatch)).clone();
        cause = change::cause(&round.change);
    }
}

/// Shows the site in a browser until the program is stopped.
fn serve(call: &Call, wanted: &Serve) -> ExitCode {
    let watching = if wanted.poll { Watching::Clock } else { Watching::System };
    let watched = match watched(call, &wanted.choice, watching) {
        Ok(watched) => watched,
        Err(code) => return code,
    };
    let (host, port, language) = (wanted.host.clone(), wanted.port, call.language);
    let settings = preview::Settings { watched, host, port, language };
    let (voice, stopwatch) = (call.clone(), Mutex::new(Stopwatch::start()));
    let listener: Arc<Listener> = Arc::new(move |news| {
        tell(&voice, news, &mut stopwatch.lock().unwrap_or_else(PoisonError::into_inner));
    });
    match preview::serve(settings, &listener) {
        Ok(never) => match never {},
        Err(words) => {
            say_error(call, &words);
            ExitCode::from(WRONG_USAGE)
        }
    }
}

fn watched(call: &Call, choice: &Choice, watching: Watching) -> Result<Watched, ExitCode> {
    let clock = Box::new(clock(call, choice)?);
    // The system tells full paths; where there is no such folder, the remarks say so.
    let root = call.root.canonicalize().unwrap_or_else(|_| call.root.clone());
    // The clock has the last word on the day.
    let options = options(choice, choice.date.unwrap_or(Date::MIN));
    Ok(Watched { root, options, clock, watching })
}

fn tell(call: &Call, news: News, stopwatch: &mut Stopwatch) {
    match news {
        News::Opened { address, open, snapshot } => {
            let words = Words::new(
                format!("Просмотр: {address} (остановить: Ctrl-C)"),
                format!("Preview: {address} (to stop it: Ctrl-C)"),
            );
            closing(call, &words);
            if open {
                let words = Words::new(
                    "просмотр доступен другим компьютерам сети",
                    "other machines of the network can see the preview",
                );
                say_warning(call, &words);
            }
            report(call, snapshot.sources(), &snapshot.diagnostics());
        }
        News::Notice(it) => notice(call, it, stopwatch),
        News::Rebuilt { change, snapshot } => {
            let cause = change::cause(&change);
            closing(call, &change::shown(&cause, &snapshot, stopwatch.elapsed()));
            report(call, snapshot.sources(), &snapshot.diagnostics());
        }
        News::TriedOut(snapshot) => {
            if let Some(faults) = snapshot.faults().filter(|it| !it.is_empty()) {
                report(call, snapshot.sources(), faults);
            }
        }
    }
}

fn notice(call: &Call, notice: Notice, stopwatch: &mut Stopwatch) {
    match notice {
        Notice::Looking => *stopwatch = Stopwatch::start(),
        Notice::Polling(words) => say_warning(call, &words),
    }
}

fn view(call: &Call, route: &str, choice: &Choice) -> ExitCode {
    let mut progress = Progress::new(call.language, Talk::Quiet);
    let Prepared { sources, built, diagnostics, .. } =
        match prepare(call, choice, &mut progress) {
            Ok(prepared) => prepared,
            Err(code) => return code,
        };
    let Some(built) = built else {
        report(call, &sources, &diagnostics);
        return ExitCode::from(MISTAKES);
    };
    let Some(page) = page_named(&built, route) else {
        say_error(call, &no_page(&built, route));
        return ExitCode::from(WRONG_USAGE);
    };
    let Some(view) = built.view(page).ok().flatten() else {
        say_error(
            call,
            &Words::new(
                format!("файл «{route}» программа пишет без шаблона"),
                format!("the program writes `{route}` without a template"),
            ),
        );
        return ExitCode::from(WRONG_USAGE);
    };
    println!("{view:#}");
    ExitCode::SUCCESS
}
