//! The same work on many things at once, with what came of each in their order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So many at once at most: more gain little, and others want to work as well.
const MOST: usize = 8;

/// Rules that read one another in a long row are followed to the end; memory is taken only as far as it is needed.
const STACK: usize = 512 << 20;

/// What `work` makes of each thing, in the order of the things. How many are worked on at once changes nothing else.
pub(super) fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let at_once = thread::available_parallelism().map_or(1, usize::from).min(MOST).min(things.len());
    if at_once < 2 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return done };
            done.push((at, work(thing)));
        }
    };
    let mut all: Vec<(usize, R)> = thread::scope(|scope| {
        // Where no thread can be had, the others do the work.
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take).ok();
        let helpers: Vec<_> = (1..at_once).filter_map(start).collect();
        let mut all = take();
        for helper in helpers {
            match helper.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, done)| done).collect()
}
