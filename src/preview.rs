//! The site from memory while it is being written: watched, built anew after every change, and
//! shown in a browser together with its mistakes.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::thread;
use std::time::Duration;

use crate::diag::{Language, Words};
use request::Names;
use server::Desk;
use snapshot::{Board, Snapshot};
use workshop::{Change, Notice, Watched, Workshop};

mod answer;
mod live;
mod overlay;
mod pages;
mod request;
mod server;
pub mod snapshot;
pub mod watch;
pub mod workshop;

/// How often the one who tries out pages looks for work that no bell told of.
const IDLE: Duration = Duration::from_secs(60);

/// What is to be shown, and where.
pub struct Settings {
    /// The site.
    pub watched: Watched,
    /// Name or number of the network interface; `127.0.0.1` keeps the preview on this machine.
    pub host: String,
    /// The first port to try.
    pub port: u16,
    /// Language of the remarks.
    pub language: Language,
}

/// What happens while a preview runs.
pub enum News {
    /// It can be opened at this address.
    Opened {
        /// The address, with a slash at its end.
        address: String,
        /// Whether other machines can open it too.
        open: bool,
        /// What is shown.
        snapshot: Arc<Snapshot>,
    },
    /// Sources are being looked at, or can no longer be watched.
    Notice(Notice),
    /// A change is on show.
    Rebuilt {
        /// What changed.
        change: Change,
        /// What is shown.
        snapshot: Arc<Snapshot>,
    },
    /// All pages of a snapshot have been tried out.
    TriedOut(Arc<Snapshot>),
}

/// Whoever wants to know; called from several threads.
pub type Listener = dyn Fn(News) + Send + Sync;

/// Shows a site until the program ends.
///
/// # Errors
///
/// Why the address cannot be used.
pub fn serve(settings: Settings, listener: &Arc<Listener>) -> Result<Infallible, Words> {
    let (socket, address) = server::open(&settings.host, settings.port)?;
    let open = server::is_open(address.ip());
    let mut watched = settings.watched;
    // Links of `404.html` begin at the root of whatever name the preview is opened by.
    watched.options.base_url = Some(String::new());
    let mut workshop = Workshop::open(watched);
    let board = Arc::new(Board::new(workshop.last().clone()));
    let desk = Arc::new(Desk {
        board: Arc::clone(&board),
        names: Names { own: settings.host, open },
        nudge: workshop.nudge(),
        language: settings.language,
        connections: AtomicUsize::new(0),
    });
    start("server", move || server::accept(&socket, &desk))?;
    let address = format!("http://{address}/");
    listener(News::Opened { address, open, snapshot: board.snapshot() });
    let (checked, told) = (Arc::clone(&board), Arc::clone(listener));
    start("pages", move || try_out(&checked, &*told))?;
    loop {
        let told = &mut |it| {
            board.make_room();
            listener(News::Notice(it));
        };
        let round = workshop.next(told).clone();
        let change = round.change.clone();
        let snapshot = board.hang(round);
        listener(News::Rebuilt { change, snapshot });
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Words> {
    let started = thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| {
        Words::new(
            format!("система не даёт работать: {error}"),
            format!("the system does not let the program work: {error}"),
        )
    })
}

/// Renders every page of every snapshot, so that mistakes show before anybody opens the page.
fn try_out(board: &Board, listener: &Listener) {
    loop {
        let heard = board.rings();
        if let Some(snapshot) = board.try_out() {
            listener(News::TriedOut(snapshot));
        }
        board.wait(heard, IDLE);
    }
}
