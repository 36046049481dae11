//! How far a command is that reads logs for longer than people wait without asking; as long as that is
//! told, Ctrl-C ends the reading.

use super::interrupt;
use crate::log::Progress;
use crate::render::Language;
use crate::render::wording::{Notice, notice};
use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Work that takes less is not told of.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the line is renewed.
const STEP: Duration = Duration::from_millis(200);
/// Back to the start of the line, and nothing on it.
const CLEAR: &str = "\r\x1b[K";

/// A line on standard error that is there as long as this is.
pub(super) struct ProgressLine {
    progress: Arc<Progress>,
    /// Who writes it, if anybody sees it; it ends when the sender is dropped.
    writer: Option<(Sender<()>, JoinHandle<()>)>,
}

impl ProgressLine {
    /// Begins to tell, unless nobody looks at standard error, a machine does, or the results go there too.
    pub(super) fn begin(language: Language, results_on_terminal: bool) -> Self {
        let progress = Arc::new(Progress::default());
        interrupt::begin(&progress);
        let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        let seen = std::io::stderr().is_terminal() && !in_ci && !results_on_terminal;
        let writer = seen.then(|| {
            let (sender, stopped) = channel();
            let progress = Arc::clone(&progress);
            let write = move || {
                let began = Instant::now();
                let mut shown = false;
                while stopped.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                    let elapsed = began.elapsed();
                    if elapsed >= PATIENCE {
                        shown = true;
                        let _ = write!(std::io::stderr(), "{CLEAR}{}", line(language, &progress, elapsed));
                    }
                }
                if shown {
                    let _ = write!(std::io::stderr(), "{CLEAR}");
                }
            };
            (sender, std::thread::spawn(write))
        });
        Self { progress, writer }
    }

    /// What those who read tell of themselves.
    pub(super) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        interrupt::end();
        if let Some((sender, writer)) = self.writer.take() {
            drop(sender);
            // It has nothing to say that is worth an error.
            let _ = writer.join();
        }
    }
}

fn line(language: Language, progress: &Progress, elapsed: Duration) -> String {
    let (bytes, total) = (progress.bytes(), progress.total());
    let per_second = |amount: u64| u128::from(amount) * 1000 / elapsed.as_millis().max(1);
    let rows_per_second = u64::try_from(per_second(progress.rows())).unwrap_or(u64::MAX);
    let left = total.filter(|_| bytes > 0).map(|total| {
        let left = elapsed.as_millis() * u128::from(total.saturating_sub(bytes)) / u128::from(bytes);
        u64::try_from(left.div_ceil(1000)).unwrap_or(u64::MAX)
    });
    notice(language, Notice::Reading { bytes, total, rows_per_second, left })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_long_it_will_take() {
        let progress = Progress::default();
        assert_eq!(line(Language::En, &progress, PATIENCE), "reading logs: 0 B, 0 rows a second");
        assert_eq!(line(Language::Zh, &progress, PATIENCE), "正在读取日志：0 B，每秒0行");
    }
}
