//! Standard input, which comes once: read on where it stands, or kept so that it can be read again.
//!
//! Finding out time formats takes a reading of its own. Only then is what comes written to a file,
//! which has no name and goes with the process. It must not know what the bytes say.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Standard input; its copies read the same stream.
#[derive(Clone)]
pub(super) struct Stdin(Arc<Mutex<Source>>);

struct Source {
    rest: Box<dyn Read + Send>,
    /// What was read so far, as long as it may be needed again.
    kept: Option<Vec<u8>>,
}

impl Stdin {
    pub(super) fn new(rest: Box<dyn Read + Send>) -> Self {
        Self(Arc::new(Mutex::new(Source { rest, kept: Some(Vec::new()) })))
    }

    /// Keeps no more of what is read: it will be read once.
    pub(super) fn forget(&self) {
        self.source().kept = None;
    }

    /// All of it as a file, at its start.
    pub(super) fn spool(&self) -> io::Result<File> {
        let mut source = self.source();
        let kept = source.kept.take().ok_or(io::ErrorKind::NotSeekable)?;
        let mut file = tempfile::tempfile()?;
        file.write_all(&kept)?;
        io::copy(&mut source.rest, &mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    fn source(&self) -> MutexGuard<'_, Source> {
        // A reader that panicked left the bytes as they came.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut source = self.source();
        let read = source.rest.read(buffer)?;
        if let Some(kept) = &mut source.kept {
            kept.extend_from_slice(&buffer[..read]);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_read_again() {
        let text = "a,b\n".repeat(50_000);
        let mut stdin = Stdin::new(Box::new(io::Cursor::new(text.clone())));
        let mut some = vec![0; 1000];
        stdin.clone().read_exact(&mut some).unwrap();
        let mut again = String::new();
        stdin.spool().unwrap().read_to_string(&mut again).unwrap();
        assert_eq!(again, text);
        assert!(stdin.spool().is_err() && stdin.read(&mut some).unwrap() == 0);
    }
}
