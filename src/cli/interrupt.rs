//! Ctrl-C while logs are read: the reading ends with an error, so that files in the making are put away.
//!
//! At any other time, and the second time, it ends the process at once.

use crate::log::{LogError, Progress};
use crate::report::RunError;
use std::sync::{Arc, Mutex, Once, PoisonError};

/// The exit code of a process that somebody stopped.
pub(super) const CODE: u8 = 130;

/// What is read now.
static READING: Mutex<Option<Arc<Progress>>> = Mutex::new(None);

/// From now on the reading is ended instead of the process.
pub(super) fn begin(progress: &Arc<Progress>) {
    static ONCE: Once = Once::new();
    set(Some(Arc::clone(progress)));
    ONCE.call_once(|| {
        // Where it cannot be done, the process ends at once, as others do.
        let _ = ctrlc::set_handler(|| {
            let reading = READING.lock().unwrap_or_else(PoisonError::into_inner);
            match &*reading {
                Some(progress) if !progress.is_stopped() => progress.stop(),
                _ => std::process::exit(i32::from(CODE)),
            }
        });
    });
}

/// Nothing is read any more.
pub(super) fn end() {
    set(None);
}

fn set(progress: Option<Arc<Progress>>) {
    *READING.lock().unwrap_or_else(PoisonError::into_inner) = progress;
}

/// Whether an error is that somebody stopped us.
pub(super) fn is_interruption(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(RunError::Log(LogError::Interrupted)))
}
