//! Pieces of a log for workers that ask for them side by side.
//!
//! One reads at a time. Of a plain file each reads the piece that it works on, which then is in the cache
//! of its processor. Unpacking looks back on megabytes that came before: whoever unpacks goes on with it,
//! some pieces ahead, and the others work on what is ready. It must not know what is done with pieces.

use super::LogError;
use super::chunk::Chunk;
use super::feed::{Feed, Source};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What belongs to a piece, with the number of the piece.
pub(super) type Numbered<X> = (u64, X);

/// The next piece; `None` after the last.
type Next = Result<Option<Numbered<Arc<Source>>>, Numbered<LogError>>;

/// Pieces that are unpacked before anybody works on them.
const AHEAD: usize = 4;

/// The pieces of a log, for several workers.
pub(super) struct Intake<'o, 'l> {
    feed: Mutex<Feed<'o, 'l>>,
    desk: Mutex<Desk>,
    /// Tells workers that wait to look again.
    came: Condvar,
    /// Whether a packed file was met; never by a worker that is alone.
    packed: AtomicBool,
    alone: bool,
}

/// Who reads, and what is ready.
#[derive(Default)]
struct Desk {
    /// Whether somebody reads now.
    reading: bool,
    /// Who read last.
    reader: usize,
    /// In the order of the pieces.
    ready: VecDeque<(Numbered<Arc<Source>>, Chunk)>,
    /// Buffers of pieces that were taken.
    spare: Vec<Chunk>,
    /// Whether there are no more, and the error that may be the reason.
    ended: bool,
    failed: Option<Numbered<LogError>>,
}

impl<'o, 'l> Intake<'o, 'l> {
    pub(super) fn new(feed: Feed<'o, 'l>, workers: usize) -> Self {
        Self {
            feed: Mutex::new(feed),
            desk: Mutex::default(),
            came: Condvar::new(),
            packed: AtomicBool::new(false),
            alone: workers == 1,
        }
    }

    pub(super) fn into_feed(self) -> Feed<'o, 'l> {
        self.feed.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next piece for a worker, with a greater number than its last one; `None` after the last. The
    /// error of a piece comes when all before it were handed out, to one worker alone.
    pub(super) fn next(&self, worker: usize, chunk: &mut Chunk) -> Next {
        if !self.packed.load(Ordering::Relaxed) {
            let mut feed = lock(&self.feed);
            // Whoever waited meanwhile for the feed must not pass what others made ready: each worker has
            // its pieces in order.
            if !self.packed.load(Ordering::Relaxed) {
                return self.read(&mut feed, chunk);
            }
        }
        self.of_ready(worker, chunk)
    }

    /// Reads a piece, and notes whether it is of a packed file.
    fn read(&self, feed: &mut Feed<'o, 'l>, chunk: &mut Chunk) -> Next {
        let number = feed.next_number();
        let read = feed.next(chunk).map_err(|error| (number, error));
        if !self.alone && feed.is_packed() {
            self.packed.store(true, Ordering::Relaxed);
        }
        read
    }

    /// The next piece of those that are ready, or of what this worker makes ready.
    fn of_ready(&self, worker: usize, chunk: &mut Chunk) -> Next {
        let mut desk = lock(&self.desk);
        loop {
            if desk.has_for(worker)
                && let Some((source, mut piece)) = desk.ready.pop_front()
            {
                std::mem::swap(chunk, &mut piece);
                desk.spare.push(piece);
                return Ok(Some(source));
            }
            if desk.ended {
                return desk.failed.take().map_or(Ok(None), Err);
            }
            if desk.reading {
                desk = self.came.wait(desk).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            (desk.reading, desk.reader) = (true, worker);
            let spare = desk.spare.pop().unwrap_or_default();
            drop(desk);
            let here = Here(self);
            let read = self.read(&mut lock(&self.feed), chunk);
            drop(here);
            desk = lock(&self.desk);
            desk.reading = false;
            match read {
                Ok(Some(source)) => {
                    let piece = std::mem::replace(chunk, spare);
                    desk.ready.push_back((source, piece));
                }
                Ok(None) => desk.end(None),
                Err(error) => desk.end(Some(error)),
            }
            if desk.ended || desk.ready.len() >= AHEAD {
                self.came.notify_all();
            }
        }
    }
}

/// That a worker reads.
struct Here<'i, 'o, 'l>(&'i Intake<'o, 'l>);

impl Drop for Here<'_, '_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Its piece never comes; nobody is to wait for it.
            lock(&self.0.desk).end(None);
            self.0.came.notify_all();
        }
    }
}

impl Desk {
    /// Whether a worker is to take what is ready: who unpacks first sees to it that there is enough.
    fn has_for(&self, worker: usize) -> bool {
        let unpacks = self.reader == worker && !self.reading && !self.ended;
        self.ready.len() >= if unpacks { AHEAD } else { 1 }
    }

    fn end(&mut self, failed: Option<Numbered<LogError>>) {
        self.ended = true;
        self.failed = self.failed.take().or(failed);
    }
}

/// A worker that panicked ends the program; what it held does not matter.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
