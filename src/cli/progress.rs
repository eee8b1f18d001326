//! What goes on, told while long work lasts: one line on standard error, gone when the work is done.
//!
//! It is shown to somebody who looks at a terminal, and only when the work lasts beyond a second; never to a file, a pipe or
//! another program, and never where `--quiet` was asked for or the terminal can draw nothing.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, OnceLock};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::io::{self, Stream};

/// Shorter work is done before anybody could read of it.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// True once `--quiet` was read from the command line.
static QUIET: OnceLock<bool> = OnceLock::new();

/// What is being done now.
static NOW: Mutex<&'static str> = Mutex::new("");

/// How many pieces of it are done, and how many there are; nought where they are not counted.
static DONE: AtomicUsize = AtomicUsize::new(0);
static OF: AtomicUsize = AtomicUsize::new(0);

/// The line that is shown; none where nobody looks, and after it was taken away.
static SHOWN: Mutex<Option<Progress>> = Mutex::new(None);

/// Takes down whether the reader wants to hear of errors only.
pub(super) fn be_quiet(quiet: bool) {
    let _ = QUIET.set(quiet);
}

/// True where the reader wants to hear of errors only.
pub(super) fn is_quiet() -> bool {
    QUIET.get().copied().unwrap_or(false)
}

/// Work that is told of while it lasts.
struct Progress {
    ended: Sender<()>,
    teller: Option<JoinHandle<()>>,
}

/// Says what is done from here on, in the reader's words: `reading the figures`.
pub(super) fn stage(words: &'static str) {
    of(0);
    if let Ok(mut now) = NOW.lock() {
        *now = words;
    }
}

/// Says how many pieces there are of what is done now.
pub(super) fn of(pieces: usize) {
    DONE.store(0, Ordering::Relaxed);
    OF.store(pieces, Ordering::Relaxed);
}

/// Says that one more piece is done.
pub(super) fn one_done() {
    DONE.fetch_add(1, Ordering::Relaxed);
}

/// Begins to tell, where somebody looks and wants to hear.
pub(super) fn begin() {
    if is_quiet() || !io::terminal(Stream::Err).interactive {
        return;
    }
    stage("reading the rules");
    let (ended, end) = channel();
    // The work itself is not slowed down: another thread looks now and then at what it is doing.
    let teller = Builder::new().name("progress".to_owned()).spawn(move || tell(&end)).ok();
    if let Ok(mut shown) = SHOWN.lock() {
        *shown = Some(Progress { ended, teller });
    }
}

/// Takes the line away, before anything else is said.
pub(super) fn end() {
    let Some(progress) = SHOWN.lock().ok().and_then(|mut shown| shown.take()) else { return };
    let _ = progress.ended.send(());
    if let Some(teller) = progress.teller {
        let _ = teller.join();
    }
}

fn tell(end: &Receiver<()>) {
    if end.recv_timeout(PATIENCE).is_ok() {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    loop {
        bar.set_message(now());
        bar.tick();
        if !matches!(end.recv_timeout(TICK), Err(RecvTimeoutError::Timeout)) {
            break;
        }
    }
    bar.finish_and_clear();
}

/// `writing the reports, 12 of 45`.
fn now() -> String {
    let words = NOW.lock().map_or("", |now| *now);
    match OF.load(Ordering::Relaxed) {
        0 => words.to_owned(),
        of => format!("{words}, {} of {of}", DONE.load(Ordering::Relaxed)),
    }
}
