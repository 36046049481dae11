//! What is done about rows that cannot be judged: `--rejects` and `--max-invalid`.

use super::replace::Replacement;
use super::{Outcome, output};
use crate::model::Share;
use crate::render::Language;
use crate::render::report::RejectWriter;
use crate::render::wording::errors::Failure;
use crate::render::wording::{Notice, notice};
use crate::report::Spoilt;
use anyhow::{Context as _, Result};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The options of every command that judges cases.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Invalid {
    /// Write every row that is not judged or is invalid to this file, as CSV
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Exit with 1 if more than this share of the cases is invalid, such as 1% or 0.01
    #[arg(long, value_name = "SHARE", value_parser = share)]
    max_invalid: Option<Share>,
}

/// The file of rejected rows in the making.
pub(super) struct Rejects {
    pub(super) writer: RejectWriter<Place>,
    path: PathBuf,
}

/// Where rejected rows go.
pub(super) enum Place {
    Stdout(io::Stdout),
    File(Replacement),
}

impl Invalid {
    /// Whether rejected rows go to a file.
    pub(super) fn writes_to(&self, file: &Path) -> bool {
        self.rejects.as_deref() == Some(file)
    }

    /// Begins the file of rejected rows, if one is asked for. `output` is where the result goes,
    /// `mark` whether it begins with a byte order mark.
    pub(super) fn rejects(&self, output: Option<&Path>, mark: bool) -> Result<Option<Rejects>> {
        let Some(path) = self.rejects.as_deref() else { return Ok(None) };
        let stdout = Path::new("-");
        if path == output.unwrap_or(stdout) {
            return Err(Failure::SameOutput { path: path.to_path_buf() }.into());
        }
        let place =
            if path == stdout { Place::Stdout(io::stdout()) } else { Place::File(Replacement::new(path)?) };
        let path = path.to_path_buf();
        let writer = RejectWriter::new(place, mark);
        let writer = writer.with_context(|| Failure::NotWritten { path: path.clone() })?;
        Ok(Some(Rejects { writer, path }))
    }

    /// Refuses a byte order mark where no CSV is written that it could stand before.
    pub(super) fn check_mark(&self, mark: bool, csv: bool) -> Result<(), Failure> {
        if mark && !csv && self.rejects.is_none() { Err(Failure::NoCsv) } else { Ok(()) }
    }

    /// Says so if too many cases cannot be judged.
    pub(super) fn outcome(&self, spoilt: Spoilt, language: Language) -> Outcome {
        let Some(most) = self.max_invalid.filter(|most| most.is_exceeded(spoilt.cases, spoilt.of)) else {
            return Outcome::Clean;
        };
        let Spoilt { cases, of } = spoilt;
        output::note(&notice(language, Notice::TooManyInvalid { cases, of, most }));
        Outcome::Found
    }
}

impl Rejects {
    /// Puts the file in its place.
    pub(super) fn finish(self) -> Result<()> {
        let failed = || Failure::NotWritten { path: self.path.clone() };
        match self.writer.finish().with_context(failed)? {
            Place::Stdout(mut stdout) => stdout.flush().with_context(failed),
            Place::File(file) => file.finish(),
        }
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

/// A share as definitions write it, 0 included.
fn share(text: &str) -> Result<Share, Failure> {
    let share = Share::parse(text).filter(|share| (0.0..=1.0).contains(&share.to_f64()));
    share.ok_or_else(|| Failure::NoShare { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_from_none_to_all() {
        assert!(["0", "1%", "0.01", "100%", "1"].iter().all(|text| share(text).is_ok()));
        assert!(["101%", "2", "-1%", "few"].iter().all(|text| share(text).is_err()));
    }
}
