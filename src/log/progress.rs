//! How far the reading of logs is, for whoever shows it, and whether it is to go on.
//!
//! It must not know time: how fast the reading is, and how long it will take, is worked out above.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared by those who read and the one who watches them.
#[derive(Debug, Default)]
pub struct Progress {
    bytes: AtomicU64,
    total: AtomicU64,
    rows: AtomicU64,
    stopped: AtomicBool,
}

impl Progress {
    /// Bytes of files that were read, packed if they are.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Bytes of all files that are to be read; `None` if nobody knows how many.
    pub fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|total| (1..UNKNOWN).contains(total))
    }

    /// Rows that were read.
    pub fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Ends the reading, as an error of those who read.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was ended.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// So many bytes more are to be read.
    pub(super) fn expect(&self, bytes: Option<u64>) {
        self.total.fetch_add(bytes.unwrap_or(UNKNOWN), Ordering::Relaxed);
    }

    /// So many bytes more were read.
    pub(super) fn add_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// So many rows more were read.
    pub(super) fn add_rows(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }
}

/// More bytes than any files have; a few of them do not overflow.
const UNKNOWN: u64 = 1 << 56;

#[cfg(test)]
mod tests {
    use super::Progress;

    #[test]
    fn what_is_not_known_is_not_said() {
        let progress = Progress::default();
        assert_eq!(progress.total(), None);
        progress.expect(Some(10));
        progress.add_bytes(4);
        progress.add_rows(2);
        assert_eq!((progress.bytes(), progress.total(), progress.rows()), (4, Some(10), 2));
        progress.expect(None);
        progress.expect(None);
        assert_eq!(progress.total(), None);
    }
}
