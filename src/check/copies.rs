//! The copies of promises that commitments name in `published`, read before the rules run.
//!
//! Rules open no files: whoever makes the context gives the function that reads them.

use crate::model::{Commitment, Definitions, Status};
use crate::source::{FileId, Sources, Spanned};
use foldhash::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Copies by their paths, each read once.
#[derive(Debug, Default)]
pub struct Copies {
    files: HashMap<PathBuf, Found>,
}

/// What is at the path of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A text.
    Text(FileId),
    /// No file.
    Nothing,
    /// A file that cannot be read as text.
    Unreadable,
}

impl Copies {
    /// Reads the copies of published commitments. A page on the web (`https://…`) is left alone.
    pub fn load(
        definitions: &Definitions,
        sources: &mut Sources,
        read: impl Fn(&Path) -> io::Result<String>,
    ) -> Self {
        let mut copies = Self::default();
        let published = |commitment: &&Commitment| commitment.status() == Status::Published;
        for named in definitions.commitments.iter().filter(published).flat_map(|c| &c.published) {
            let Some(path) = path(sources, named).filter(|path| !copies.files.contains_key(path)) else {
                continue;
            };
            let found = match read(&path) {
                Ok(text) => Found::Text(sources.add(path.clone(), text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Nothing,
                Err(_) => Found::Unreadable,
            };
            copies.files.insert(path, found);
        }
        copies
    }

    /// What is at a path as a commitment writes it; `None` where it was not looked for.
    pub fn get(&self, sources: &Sources, named: &Spanned<String>) -> Option<Found> {
        self.files.get(&path(sources, named)?).copied()
    }
}

/// A path relative to the file it is written in, without steps back where they can be spared.
fn path(sources: &Sources, named: &Spanned<String>) -> Option<PathBuf> {
    if named.contains("://") {
        return None;
    }
    let folder = sources.file(named.span.file).path().parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for part in folder.join(&named.value).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(path.components().next_back(), Some(Component::Normal(_))) => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn paths_are_relative_to_the_file_and_as_short_as_they_can_be() {
        let mut sources = Sources::default();
        let below = sources.add("commitments/deep/a.toml".into(), String::new());
        let here = sources.add("a.toml".into(), String::new());
        let at = |file, text: &str| path(&sources, &Spanned::new(text.to_owned(), Span::new(file, 0..0)));
        assert_eq!(at(below, "../../site/./p.md"), Some("site/p.md".into()));
        assert_eq!(at(here, "../site/p.md"), Some("../site/p.md".into()));
        assert_eq!(at(here, "/srv/p.md"), Some("/srv/p.md".into()));
        assert_eq!(at(here, "https://example.com/p"), None);
    }
}
