//! A build that need not be done: nothing it would be a function of has changed since the last.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use novator::build::{Options, time_zone};
use novator::output::{Digest, Memory};
use novator::preview::workshop::Clock as _;
use novator::source;

use super::arguments::{Build, Call};
use super::clock::SystemClock;
use super::prepare::options;

/// Where the memory of a build is kept, and what the build is a function of.
pub(crate) struct Occasion {
    place: PathBuf,
    out: PathBuf,
    /// None where a change of the sources might not show.
    key: Option<Digest>,
}

impl Occasion {
    /// The sources as they are now; to be asked before they are read.
    pub(crate) fn of(call: &Call, wanted: &Build, clock: &SystemClock) -> Occasion {
        let zone = time_zone(&source::read_settings(&call.root)).unwrap_or(TimeZone::UTC);
        let options = options(&wanted.choice, clock.today(&zone).date);
        let out = std::path::absolute(&wanted.out).unwrap_or_else(|_| wanted.out.clone());
        let name = blake3::hash(out.as_os_str().as_encoded_bytes()).to_hex();
        let place = call.root.join(".novator").join(format!("build-{}.json", &name[..16]));
        let signs = source::signs(&call.root, clock.now());
        let key = signs.zip(program()).map(|(signs, program)| {
            let Options { date, drafts, theme, base_url } = options;
            let all =
                format!("{program} {signs} {date} {drafts:?} {theme:?} {base_url:?} {out:?}");
            *blake3::hash(all.as_bytes()).as_bytes()
        });
        Occasion { place, out, key }
    }

    /// What the last build into the same folder left in mind.
    pub(crate) fn memory(&self) -> Option<Memory> {
        Memory::recall(&self.place)
    }

    /// The number of files, if the last build was this very one and all of them stand.
    pub(crate) fn done(&self, memory: &Memory) -> Option<usize> {
        memory.stands(self.key?, &self.out)
    }

    /// Keeps a build of which there was nothing to say.
    pub(crate) fn keep(&self, known: &novator::output::Known) {
        if let Some(key) = self.key {
            Memory::keep(&self.place, key, (&self.out, known));
        }
    }
}

/// Which program this is: its version, and the signs of its file.
fn program() -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    Some(format!("{} {} {:?}", env!("CARGO_PKG_VERSION"), file.len(), file.modified().ok()?))
}
