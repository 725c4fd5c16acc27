//! How far the work is: one line on a terminal, nothing in a pipe.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use novator::diag::{Language, Words};

use super::arguments::Talk;

/// How long something takes.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins to count.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long it took is told, and changes nothing"
    )]
    pub(crate) fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Time since the beginning.
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// The line being shown, and how long each stage took.
pub(crate) struct Progress {
    language: Language,
    shown: bool,
    verbose: bool,
    begun: Instant,
    stage: Option<(String, Instant)>,
}

impl Progress {
    /// Shows progress where a person looks on.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long it took is told, and changes nothing"
    )]
    pub(crate) fn new(language: Language, talk: Talk) -> Progress {
        let shown = talk != Talk::Quiet && std::io::stderr().is_terminal();
        let verbose = talk == Talk::Verbose;
        Progress { language, shown, verbose, begun: Instant::now(), stage: None }
    }

    /// Begins a stage.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long it took is told, and changes nothing"
    )]
    pub(crate) fn stage(&mut self, words: &Words) {
        self.end_stage();
        let name = words.in_language(self.language).to_owned();
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K{name}…");
        }
        self.stage = Some((name, Instant::now()));
    }

    /// Clears the line and tells the time since the beginning.
    pub(crate) fn finish(&mut self) -> Duration {
        self.end_stage();
        self.begun.elapsed()
    }

    fn end_stage(&mut self) {
        let Some((name, begun)) = self.stage.take() else { return };
        let mut stderr = std::io::stderr();
        if self.shown {
            let _ = write!(stderr, "\r\x1b[K");
        }
        if self.verbose {
            let _ =
                writeln!(stderr, "{name}: {:.1} ms", begun.elapsed().as_secs_f64() * 1000.0);
        }
    }
}
