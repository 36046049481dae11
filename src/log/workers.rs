//! Workers that read the rows of a log, and the order in which what they make of them is taken.
//!
//! Each takes the next piece of the log, and has everything that changes while it reads. What has to be
//! known in the order of the rows is taken piece by piece, in their order, by the one who called; a
//! worker that is far ahead waits. So the outcome is the same with any number of workers. It must not
//! know what is made of the rows.

use super::chunk::Chunk;
use super::feed::Feed;
use super::fill::Worker;
use super::needs::Columns;
use super::open::record_error;
use super::plan::Plan;
use super::read::OpenLog;
use super::repeats::{PartIds, Repeats};
use super::summary::{Places, Summary};
use super::{Block, LogError, Progress, Symbols};
use crate::calendar::Zone;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What one worker does with the blocks that it reads.
pub trait Taker {
    /// What it makes of some blocks, for the one who takes these in the order of the rows.
    type Output;

    /// Takes a block. The symbols are the worker's own and grow while it reads. A break ends the reading.
    fn block(&mut self, block: &Block, symbols: &[Symbols]) -> ControlFlow<()>;

    /// What it made of the blocks since it was last asked.
    fn output(&mut self) -> Self::Output;
}

/// Takes what workers made of the rows, in the order of the rows.
pub(super) type Take<'t, O> = dyn FnMut(O) -> ControlFlow<()> + 't;

/// What reading all rows left: by worker what took its blocks.
pub(super) struct RowsRead<T> {
    pub(super) summary: Summary,
    pub(super) takers: Vec<T>,
}

/// What belongs to a piece, with the number of the piece.
type Numbered<X> = (u64, X);

/// The next piece; `None` after the last.
type Next<O> = Result<Option<Numbered<Done<O>>>, Numbered<LogError>>;

/// A piece whose rows were read.
struct Done<O> {
    file: usize,
    ids: PartIds,
    output: O,
    flow: ControlFlow<()>,
}

/// Reads all rows with one worker, here.
pub(super) fn alone<T: Taker>(
    open: &mut OpenLog<'_>,
    columns: &Columns,
    taker: T,
    take: &mut Take<'_, T::Output>,
) -> Result<RowsRead<T>, LogError> {
    let (plan, zone) = open.prepare(columns)?;
    let spare = Spare::default();
    let mut hand = Hand::new(open, &plan, columns, &zone, &spare, taker);
    let feed = Mutex::new(Feed::new(open, columns));
    let mut order = Order::new(take, &spare);
    while let Some((_, done)) = hand.piece(&feed).map_err(|(_, error)| error)? {
        if order.take(done).is_break() {
            break;
        }
    }
    Ok(gather(feed, order.repeated, vec![hand.finish()]))
}

/// Reads all rows with so many workers; `make` says what takes the blocks of each.
pub(super) fn together<T>(
    open: &mut OpenLog<'_>,
    columns: &Columns,
    threads: NonZeroUsize,
    make: &(dyn Fn(usize) -> T + Sync),
    take: &mut Take<'_, T::Output>,
) -> Result<RowsRead<T>, LogError>
where
    T: Taker + Send,
    T::Output: Send,
{
    if threads.get() == 1 {
        return alone(open, columns, make(0), take);
    }
    let (plan, zone) = open.prepare(columns)?;
    let spare = Spare::default();
    let hand = |worker| Hand::new(open, &plan, columns, &zone, &spare, make(worker));
    let hands: Vec<_> = (0..threads.get()).map(hand).collect();
    let feed = Mutex::new(Feed::new(open, columns));
    let mut order = Order::new(take, &spare);
    let queue = Queue::new(threads.get());
    let hands: Vec<_> = std::thread::scope(|scope| {
        let (queue, feed) = (&queue, &feed);
        let work = |mut hand: Hand<'_, T>| {
            // However it ends.
            let _here = queue.work();
            loop {
                match hand.piece(feed) {
                    Ok(Some((number, done))) => {
                        if queue.put(number, done).is_break() {
                            break;
                        }
                    }
                    Ok(None) => break,
                    Err((number, error)) => {
                        queue.fail(number, error);
                        break;
                    }
                }
            }
            hand.finish()
        };
        let handles: Vec<_> = hands.into_iter().map(|hand| scope.spawn(move || work(hand))).collect();
        while let Some(done) = queue.next() {
            if order.take(done).is_break() {
                queue.stop();
                break;
            }
        }
        let join = |handle: std::thread::ScopedJoinHandle<'_, _>| match handle.join() {
            Ok(hand) => hand,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        handles.into_iter().map(join).collect()
    });
    match queue.failed() {
        Some(error) => Err(error),
        None => Ok(gather(feed, order.repeated, hands)),
    }
}

fn gather<T>(feed: Mutex<Feed<'_, '_>>, repeated: Places, hands: Vec<(Summary, T)>) -> RowsRead<T> {
    let mut summary = feed.into_inner().unwrap_or_else(PoisonError::into_inner).summary;
    summary.repeated = repeated;
    let mut takers = Vec::new();
    for (rows, taker) in hands {
        summary.merge(rows);
        takers.push(taker);
    }
    RowsRead { summary, takers }
}

/// A worker with what takes its blocks.
struct Hand<'p, T> {
    worker: Worker<'p>,
    chunk: Chunk,
    taker: T,
    progress: Arc<Progress>,
    spare: &'p Spare,
}

/// Lists of ids whose turn was; they are used again.
type Spare = Mutex<Vec<PartIds>>;

impl<'p, T: Taker> Hand<'p, T> {
    fn new(
        open: &OpenLog<'_>,
        plan: &'p Plan,
        columns: &Columns,
        zone: &'p Zone,
        spare: &'p Spare,
        taker: T,
    ) -> Self {
        let worker = Worker::new(plan, columns, zone, open);
        Self { worker, chunk: Chunk::default(), taker, progress: Arc::clone(&open.progress), spare }
    }

    /// Reads the next piece.
    fn piece(&mut self, feed: &Mutex<Feed<'_, '_>>) -> Next<T::Output> {
        let next = {
            let mut feed = lock(feed);
            let number = feed.next_number();
            feed.next(&mut self.chunk).map_err(|error| (number, error))?
        };
        let Some((number, source)) = next else { return Ok(None) };
        let (taker, before) = (&mut self.taker, self.worker.rows());
        let flow = self.worker.chunk(&source, &self.chunk, &mut |block, symbols| taker.block(block, symbols));
        let flow = flow.map_err(|error| (number, record_error(error, &source.at)))?;
        self.progress.add_rows(self.worker.rows() - before);
        let ids = std::mem::replace(&mut self.worker.ids, lock(self.spare).pop().unwrap_or_default());
        Ok(Some((number, Done { file: source.file, ids, output: self.taker.output(), flow })))
    }

    fn finish(self) -> (Summary, T) {
        (self.worker.finish(), self.taker)
    }
}

/// What is known in the order of the rows.
struct Order<'t, 'f, O> {
    take: &'t mut Take<'f, O>,
    spare: &'t Spare,
    repeats: Repeats,
    repeated: Places,
}

impl<'t, 'f, O> Order<'t, 'f, O> {
    fn new(take: &'t mut Take<'f, O>, spare: &'t Spare) -> Self {
        Self { take, spare, repeats: Repeats::default(), repeated: Places::default() }
    }

    fn take(&mut self, done: Done<O>) -> ControlFlow<()> {
        self.repeats.take(&done.ids, done.file, &mut self.repeated);
        lock(self.spare).push(done.ids);
        (self.take)(done.output)?;
        done.flow
    }
}

/// Pieces that were read, until it is their turn.
struct Queue<O> {
    state: Mutex<State<O>>,
    /// Tells the one who takes pieces, and the workers that wait until it has.
    came: Condvar,
    went: Condvar,
    /// Pieces that may wait.
    room: u64,
}

struct State<O> {
    next: u64,
    waiting: BTreeMap<u64, Done<O>>,
    working: usize,
    stopped: bool,
    failed: Option<Numbered<LogError>>,
}

/// That a worker works.
struct Here<'q, O>(&'q Queue<O>);

impl<O> Drop for Here<'_, O> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Its piece never comes; nobody is to wait for it.
            self.0.stop();
        }
        lock(&self.0.state).working -= 1;
        self.0.came.notify_one();
    }
}

impl<O> Queue<O> {
    fn new(workers: usize) -> Self {
        let state =
            State { next: 0, waiting: BTreeMap::new(), working: workers, stopped: false, failed: None };
        let room = 4 * workers as u64;
        Self { state: Mutex::new(state), came: Condvar::new(), went: Condvar::new(), room }
    }

    fn work(&self) -> Here<'_, O> {
        Here(self)
    }

    /// Puts a piece in its place, and waits if that is far from its turn. Breaks where no more is wanted.
    fn put(&self, number: u64, done: Done<O>) -> ControlFlow<()> {
        let mut state = lock(&self.state);
        state.waiting.insert(number, done);
        if state.next == number {
            self.came.notify_one();
        }
        while number >= state.next + self.room && !state.stopped {
            state = self.went.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// The piece whose turn it is; `None` after the last.
    fn next(&self) -> Option<Done<O>> {
        let mut state = lock(&self.state);
        loop {
            let next = state.next;
            if let Some(done) = state.waiting.remove(&next) {
                state.next += 1;
                self.went.notify_all();
                return Some(done);
            }
            if state.working == 0 {
                return None;
            }
            state = self.came.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends the work.
    fn stop(&self) {
        lock(&self.state).stopped = true;
        self.went.notify_all();
    }

    /// Ends the work because a piece cannot be read. Of several errors the first in the log counts: all
    /// pieces before it were given out, and are read to their end.
    fn fail(&self, number: u64, error: LogError) {
        let mut state = lock(&self.state);
        if state.failed.as_ref().is_none_or(|(known, _)| number < *known) {
            state.failed = Some((number, error));
        }
        drop(state);
        self.stop();
    }

    fn failed(self) -> Option<LogError> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.failed.map(|(_, error)| error)
    }
}

/// A worker that panicked ends the program; what it held does not matter.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
