//! Workers that read the rows of a log, and the order in which what they make of them is taken.
//!
//! Each takes the next piece of the log, and has everything that changes while it reads. What has to be
//! known in the order of the rows is taken piece by piece, in their order, by the worker whose piece it is
//! the turn of, with all that wait behind it: nobody is woken for a piece. A worker that is far ahead
//! waits. So the outcome is the same with any number of workers. It must not know what is made of the
//! rows.

use super::chunk::Chunk;
use super::feed::Feed;
use super::fill::Worker;
use super::intake::{Intake, Numbered};
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
pub(super) type Take<'t, O> = dyn FnMut(O) -> ControlFlow<()> + Send + 't;

/// What reading all rows left: by worker what took its blocks.
pub(super) struct RowsRead<T> {
    pub(super) summary: Summary,
    pub(super) takers: Vec<T>,
}

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
    let mut hand = Hand::new(0, (open, &plan, columns, &zone), &spare, taker);
    let intake = Intake::new(Feed::new(open, columns), 1);
    let mut order = Order::new(take, &spare);
    while let Some((_, done)) = hand.piece(&intake).map_err(|(_, error)| error)? {
        if order.take(done).is_break() {
            break;
        }
    }
    Ok(gather(intake, columns, order.repeated, vec![hand.finish()]))
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
    let hand = |worker| Hand::new(worker, (open, &plan, columns, &zone), &spare, make(worker));
    let hands: Vec<_> = (0..threads.get()).map(hand).collect();
    let intake = Intake::new(Feed::new(open, columns), threads.get());
    let queue = Queue::new(threads.get(), Order::new(take, &spare));
    let work = |mut hand: Hand<'_, T>| {
        // However it ends.
        let _here = Here(&queue);
        loop {
            match hand.piece(&intake) {
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
    let hands: Vec<_> = std::thread::scope(|scope| {
        let work = &work;
        let mut hands = hands.into_iter();
        let own = hands.next();
        let handles: Vec<_> = hands.map(|hand| scope.spawn(move || work(hand))).collect();
        let join = |handle: std::thread::ScopedJoinHandle<'_, _>| match handle.join() {
            Ok(hand) => hand,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        own.map(work).into_iter().chain(handles.into_iter().map(join)).collect()
    });
    match queue.finish() {
        Ok(repeated) => Ok(gather(intake, columns, repeated, hands)),
        Err(error) => Err(error),
    }
}

fn gather<T>(
    intake: Intake<'_, '_>,
    columns: &Columns,
    repeated: Places,
    hands: Vec<(Summary, T)>,
) -> RowsRead<T> {
    let mut summary = intake.into_feed().summary;
    summary.repeated = repeated;
    let mut takers = Vec::new();
    for (rows, taker) in hands {
        summary.merge(rows);
        takers.push(taker);
    }
    summary.forget(columns.untold());
    RowsRead { summary, takers }
}

/// A worker with what takes its blocks.
struct Hand<'p, T> {
    /// Its number among all, and that of its last piece.
    number: usize,
    last: Option<u64>,
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
        number: usize,
        (open, plan, columns, zone): (&OpenLog<'_>, &'p Plan, &Columns, &'p Zone),
        spare: &'p Spare,
        taker: T,
    ) -> Self {
        let worker = Worker::new(plan, columns, zone, open);
        Self {
            number,
            last: None,
            worker,
            chunk: Chunk::default(),
            taker,
            progress: Arc::clone(&open.progress),
            spare,
        }
    }

    /// Reads the next piece.
    fn piece(&mut self, intake: &Intake<'_, '_>) -> Next<T::Output> {
        let next = intake.next(self.number, &mut self.chunk)?;
        let Some((number, source)) = next else { return Ok(None) };
        // What is new in a piece is told once, in the order of the pieces of a worker.
        let last = self.last.replace(number);
        debug_assert!(last < Some(number), "a worker's pieces are in order");
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
struct Queue<'t, 'f, O> {
    state: Mutex<State<O>>,
    /// Who has the turn has it.
    order: Mutex<Order<'t, 'f, O>>,
    /// Tells workers that wait that pieces went.
    went: Condvar,
    /// Pieces that may wait.
    room: u64,
}

struct State<O> {
    next: u64,
    waiting: BTreeMap<u64, Done<O>>,
    /// Whether a worker takes pieces now.
    taking: bool,
    /// Whether the one who takes them wants no more.
    ended: bool,
    /// Whether no more are to be read.
    stopped: bool,
    failed: Option<Numbered<LogError>>,
}

/// That a worker works.
struct Here<'q, 't, 'f, O>(&'q Queue<'t, 'f, O>);

impl<O> Drop for Here<'_, '_, '_, O> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Its piece never comes; nobody is to wait for it.
            self.0.stop();
        }
    }
}

impl<'t, 'f, O> Queue<'t, 'f, O> {
    fn new(workers: usize, order: Order<'t, 'f, O>) -> Self {
        let state = State {
            next: 0,
            waiting: BTreeMap::new(),
            taking: false,
            ended: false,
            stopped: false,
            failed: None,
        };
        let room = 4 * workers as u64;
        Self { state: Mutex::new(state), order: Mutex::new(order), went: Condvar::new(), room }
    }

    /// Puts a piece in its place and takes those whose turn it is, or waits if it is far from its turn.
    /// Breaks where no more is wanted.
    fn put(&self, number: u64, done: Done<O>) -> ControlFlow<()> {
        let mut state = lock(&self.state);
        state.waiting.insert(number, done);
        if !state.taking {
            state = self.take(state);
        }
        while number >= state.next + self.room && !state.stopped {
            state = self.went.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Takes all pieces whose turn it is, while others read.
    fn take<'q>(&'q self, mut state: MutexGuard<'q, State<O>>) -> MutexGuard<'q, State<O>> {
        let mut order = lock(&self.order);
        state.taking = true;
        while !state.ended
            && let Some(done) = state.come()
        {
            drop(state);
            let flow = order.take(done);
            state = lock(&self.state);
            state.ended = flow.is_break();
            state.stopped |= state.ended;
            self.went.notify_all();
        }
        state.taking = false;
        state
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

    /// What came before, or why the work ended.
    fn finish(self) -> Result<Places, LogError> {
        match self.state.into_inner().unwrap_or_else(PoisonError::into_inner).failed {
            Some((_, error)) => Err(error),
            None => Ok(self.order.into_inner().unwrap_or_else(PoisonError::into_inner).repeated),
        }
    }
}

impl<O> State<O> {
    /// The piece whose turn it is, if it is there.
    fn come(&mut self) -> Option<Done<O>> {
        let done = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(done)
    }
}

/// A worker that panicked ends the program; what it held does not matter.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
