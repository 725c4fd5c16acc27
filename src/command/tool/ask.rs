//! Questions in a terminal; a script is never asked.
#![expect(clippy::print_stderr, reason = "questions are put beside the answer of the command")]

use std::io::{self, IsTerminal as _, Write as _};

use novator::diag::{Language, Words};

use crate::command::arguments::{Call, Talk};

/// Somebody to ask, or nobody.
pub(super) struct Asker {
    language: Language,
    somebody: bool,
}

impl Asker {
    /// Whoever sits before the terminal of a call.
    pub(super) fn new(call: &Call) -> Asker {
        let somebody = io::stdin().is_terminal() && call.talk != Talk::Quiet;
        Asker { language: call.language, somebody }
    }

    /// Whether there is somebody to ask.
    pub(super) fn is_somebody_there(&self) -> bool {
        self.somebody
    }

    /// Says something that helps to answer.
    pub(super) fn say(&self, words: &Words) {
        if self.somebody {
            eprintln!("  {}", words.in_language(self.language));
        }
    }

    /// One line of an answer; none where nobody answers or the line is empty. `usual` is shown
    /// as what stands then.
    pub(super) fn line(&self, question: &Words, usual: &str) -> Option<String> {
        if !self.somebody {
            return None;
        }
        let shown = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
        eprint!("{}{shown}: ", question.in_language(self.language));
        // A terminal that cannot be written to will not be read from either.
        let _ = io::stderr().flush();
        let mut line = String::new();
        let _ = io::stdin().read_line(&mut line);
        let line = line.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }
}
