//! Files that are written whole or not at all: what is there stays until the new content is complete.

use crate::render::wording::errors::Failure;
use anyhow::{Context as _, Result};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file in the making. It takes its place when it is finished; if it never is, nothing of it is left.
pub(super) struct Replacement {
    out: BufWriter<fs::File>,
    /// Beside its place; `None` for a device or a pipe, which takes what it is given.
    temporary: Option<PathBuf>,
    /// Its place, and as it was named.
    path: PathBuf,
    shown: PathBuf,
}

impl Replacement {
    /// Begins it.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let shown = path.to_path_buf();
        // A link stays a link to the file that is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(Failure::NoFolder { path: shown, folder: folder.to_path_buf() }.into());
        }
        let failed = || Failure::NotWritten { path: shown.clone() };
        let there = fs::metadata(&path).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Failure::IsFolder { path: shown }.into());
        }
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            let device = fs::OpenOptions::new().write(true).open(&path).with_context(failed)?;
            return Ok(Self { out: BufWriter::new(device), temporary: None, path, shown });
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = folder.join(name);
        let file = fs::File::create(&temporary).with_context(failed)?;
        // From here on what is left of it is removed.
        let begun = Self { out: BufWriter::new(file), temporary: Some(temporary), path, shown };
        // It may be read by those who might read the one before it.
        let permissions =
            there.map_or(Ok(()), |there| begun.out.get_ref().set_permissions(there.permissions()));
        permissions.with_context(|| Failure::NotWritten { path: begun.shown.clone() })?;
        Ok(begun)
    }

    /// Puts it in its place.
    pub(super) fn finish(mut self) -> Result<()> {
        self.put().with_context(|| Failure::NotWritten { path: self.shown.clone() })
    }

    fn put(&mut self) -> io::Result<()> {
        self.out.flush()?;
        if let Some(temporary) = &self.temporary {
            fs::rename(temporary, &self.path)?;
            self.temporary = None;
        }
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // What is left of it is of no use; that it cannot be removed would hide the cause.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Writes a file whole or not at all.
pub(super) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>,
) -> Result<()> {
    let mut file = Replacement::new(path)?;
    write(&mut file).map_err(|error| {
        // That a log cannot be read is no fault of the file.
        let is_own = error.is::<io::Error>();
        if is_own { error.context(Failure::NotWritten { path: path.to_path_buf() }) } else { error }
    })?;
    file.finish()
}
