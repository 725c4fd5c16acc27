//! A build that need not be done, or not wholly: what it would be a function of has not changed
//! since the last one, but for a few texts.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use novator::build::retold::Retold;
use novator::build::{Options, time_zone};
use novator::content;
use novator::output::{Digest, Known, Published, sealed};
use novator::preview::workshop::Clock as _;
use novator::source::signs::{Remembered, Signs};
use novator::source::{self, Sources};
use serde::{Deserialize, Serialize};

use super::arguments::{Build, Call};
use super::clock::SystemClock;
use super::prepare::options;
use super::writing::Writing;

/// What the last build into a folder left in mind.
pub(crate) type Memory = novator::output::Memory<Past>;

/// What a build read.
#[derive(Serialize, Deserialize)]
pub(crate) struct Past {
    sources: Remembered,
    /// Digest of the cards that were kept, of which no source differs but in its text.
    cards: Option<Digest>,
}

/// What a build is a function of, and where the memory of it is kept.
pub(crate) struct Occasion {
    place: PathBuf,
    cards: PathBuf,
    out: PathBuf,
    options: Options,
    /// Digest of the program; none where it cannot be told from others.
    program: Option<Digest>,
    /// None where something cannot be looked at.
    signs: Option<Signs>,
}

impl Occasion {
    /// The sources as they are now; to be asked before they are read.
    pub(crate) fn of(call: &Call, wanted: &Build, clock: &SystemClock) -> Occasion {
        let zone = time_zone(&source::read_settings(&call.root)).unwrap_or(TimeZone::UTC);
        let options = options(&wanted.choice, clock.today(&zone).date);
        let out = std::path::absolute(&wanted.out).unwrap_or_else(|_| wanted.out.clone());
        let name = blake3::hash(out.as_os_str().as_encoded_bytes()).to_hex();
        let folder = call.root.join(".novator");
        Occasion {
            place: folder.join(format!("build-{}", &name[..16])),
            cards: folder.join("cards"),
            out,
            options,
            program: program(),
            signs: Signs::of(&call.root, clock.now()),
        }
    }

    /// What the last build into the same folder left in mind.
    pub(crate) fn memory(&self) -> Option<Memory> {
        Memory::recall(&self.place)
    }

    /// What was published, if the last build differed in nothing but a few texts, and all files
    /// that it left stand.
    pub(crate) fn done(&self, memory: &Memory, writing: &mut Writing) -> Option<Published> {
        let past = memory.sources(self.key()?, &self.out)?;
        let signs = self.signs.as_ref()?;
        if past.sources.stands(signs) && memory.stands(&self.out) {
            return Some(Published { unchanged: memory.files(), ..Published::default() });
        }
        let (bytes, digest) = sealed::recall(&self.cards)?;
        let cards = (past.cards == Some(digest)).then(|| content::Memo::read(&bytes))??;
        let known = cards.files();
        let sources = past.sources.recall(signs, |path| known.get(path).copied())?;
        let site = Retold::of(&sources, &self.options, cards)?;
        // Where a page must be made that shows another text, or where the disk fails, the whole
        // site is built, and what is wrong told there.
        let published = writing.publish(&site.rendering()).ok()?;
        // The system takes a whole site back sooner than we hand it out.
        std::mem::forget(site);
        let past = Past { sources: signs.remember(&sources.present)?, cards: Some(digest) };
        self.keep(past, std::mem::take(&mut writing.known));
        Some(published)
    }

    /// What is to be remembered of sources that gave no cause for remarks, and of what was read
    /// of each by itself.
    pub(crate) fn past(&mut self, sources: &Sources, cards: &content::Memo) -> Option<Past> {
        let sources = self.signs.take()?.remember(sources)?;
        Some(Past { sources, cards: sealed::keep(&self.cards, |out| cards.write(out)) })
    }

    /// Keeps a build of which there was nothing to say.
    pub(crate) fn keep(&self, past: Past, known: Known) {
        if let Some(key) = self.key() {
            Memory::keep(&self.place, (key, past), (&self.out, known));
        }
    }

    /// Digest of all that the build is a function of, but for the sources.
    fn key(&self) -> Option<Digest> {
        let Options { date, drafts, theme, base_url } = &self.options;
        let (program, out) = (self.program?, &self.out);
        let all = format!("{program:?} {date} {drafts:?} {theme:?} {base_url:?} {out:?}");
        Some(*blake3::hash(all.as_bytes()).as_bytes())
    }
}

/// Digest of the program: of its version, and the signs of its file.
fn program() -> Option<Digest> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let signs =
        format!("{} {} {:?}", env!("CARGO_PKG_VERSION"), file.len(), file.modified().ok()?);
    Some(*blake3::hash(signs.as_bytes()).as_bytes())
}
