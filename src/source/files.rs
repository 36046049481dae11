//! Which files make up a folder of definitions, and reading them within bounds.

use super::{FileId, MAX_FILE_BYTES, Sources, Span, Syntax, SyntaxError, SyntaxErrorKind};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The folder looked for where no path is given.
pub const FOLDER: &str = "commitments";
/// The file of a folder that holds settings only.
pub const SETTINGS: &str = "promise.toml";

/// Why definition files could not be found or read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// A path that was given does not exist or cannot be opened.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file that was given is neither TOML nor YAML by its name.
    #[error("{} is not a definition file; its name must end in .toml, .yaml or .yml", path.display())]
    UnknownSyntax {
        /// The path.
        path: PathBuf,
    },
}

/// The nearest folder named `commitments` from `start` upward, not above the root of a git checkout.
pub fn nearest_folder(start: &Path) -> Option<PathBuf> {
    for folder in start.ancestors() {
        let candidate = folder.join(FOLDER);
        if candidate.is_dir() {
            return Some(candidate);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Every definition file under the paths, sorted and each once; a file that is given is taken as it is.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<PathBuf>, FilesError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| FilesError::Unreadable { path: path.clone(), source };
        if std::fs::metadata(path).map_err(unreadable)?.is_file() {
            if Syntax::of_path(path).is_none() {
                return Err(FilesError::UnknownSyntax { path: path.clone() });
            }
            files.push(path.clone());
            continue;
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(path).to_path_buf();
                FilesError::Unreadable { path, source: error.into() }
            })?;
            if entry.file_type().is_file() && Syntax::of_path(entry.path()).is_some() {
                files.push(entry.into_path());
            }
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// What was read of a file: no more than can be used of it, and how large it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its bytes; of one that is too large, one byte more than [`MAX_FILE_BYTES`].
    pub bytes: Vec<u8>,
    /// Its size in bytes.
    pub size: u64,
}

impl Content {
    /// What a text takes up, with its beginning if it is too large.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        Self { bytes: bytes[..bytes.len().min(MAX_FILE_BYTES + 1)].to_vec(), size: bytes.len() as u64 }
    }

    /// Its text, for a file that must be one.
    pub fn into_text(self) -> std::io::Result<String> {
        if self.bytes.len() > MAX_FILE_BYTES {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        String::from_utf8(self.bytes)
            .map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error()))
    }
}

/// Where files are read from: the disk ([`content`]), what an edit would make of them, a revision.
pub type ReadContent<'a> = &'a dyn Fn(&Path) -> std::io::Result<Content>;

/// What is on the disk.
pub fn content(path: &Path) -> std::io::Result<Content> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    // One byte more than there are, to see the end without growing.
    let expected = usize::try_from(size).unwrap_or(usize::MAX).min(MAX_FILE_BYTES);
    let mut bytes = Vec::with_capacity(expected + 1);
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Content { size: size.max(bytes.len() as u64), bytes })
}

/// What comes out of a stream, whatever its end.
pub fn content_of(mut stream: impl std::io::Read) -> std::io::Result<Content> {
    let mut bytes = Vec::new();
    stream.by_ref().take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let rest = std::io::copy(&mut stream, &mut std::io::sink())?;
    Ok(Content { size: bytes.len() as u64 + rest, bytes })
}

/// Reads a file into `sources`. A file that is too large or not UTF-8 is a syntax error: what can
/// be shown of it is kept so that the finding has a place.
pub fn read(
    sources: &mut Sources,
    path: &Path,
    shown: PathBuf,
    content: ReadContent<'_>,
) -> Result<(FileId, Option<SyntaxError>), FilesError> {
    let Content { bytes, size } =
        content(path).map_err(|source| FilesError::Unreadable { path: path.to_path_buf(), source })?;
    if bytes.len() > MAX_FILE_BYTES {
        let id = sources.add(shown, String::new());
        let kind = SyntaxErrorKind::TooLarge { bytes: size };
        return Ok((id, Some(SyntaxError { span: Span::new(id, 0..0), kind })));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (sources.add(shown, text), None),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let utf16 = is_utf16(error.as_bytes());
            // UTF-16 shows as noise; otherwise the lines up to the fault are the help.
            let text =
                if utf16 { String::new() } else { String::from_utf8_lossy(error.as_bytes()).into_owned() };
            let at = if utf16 { 0..0 } else { valid..valid + '\u{fffd}'.len_utf8() };
            let id = sources.add(shown, text);
            let kind = SyntaxErrorKind::NotUtf8 { utf16 };
            (id, Some(SyntaxError { span: Span::new(id, at), kind }))
        }
    })
}

/// The text of a file that a definition names, within the same bound.
pub fn read_text(path: &Path) -> std::io::Result<String> {
    content(path)?.into_text()
}

/// UTF-16 by its byte order mark, or by every second byte being zero.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |offset| bytes.iter().skip(offset).step_by(2).take(64).filter(|&&b| b == 0).count();
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || zeros(0).max(zeros(1)) > 16
}
