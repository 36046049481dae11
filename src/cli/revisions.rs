//! Definitions as they were at a revision of git.

use crate::git::{GitError, Repository, Revision};
use crate::source::Syntax;
use crate::source::files::{self, Content};
use std::io;
use std::path::{Path, PathBuf};

/// The repository that holds all of the paths.
pub(super) fn repository(roots: &[PathBuf]) -> Result<Repository, GitError> {
    let first = roots.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = first.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let repository = Repository::around(folder)?;
    match roots.iter().find(|root| repository.place(root).is_none()) {
        Some(path) => Err(GitError::Outside { path: path.clone(), root: repository.root().to_path_buf() }),
        None => Ok(repository),
    }
}

/// Reads the definitions at and below the paths, as a walk of the disk would find them.
pub(super) fn definitions_of(
    revision: &mut Revision<'_>,
    repository: &Repository,
    roots: &[PathBuf],
) -> Result<Vec<PathBuf>, GitError> {
    let mut paths = Vec::new();
    for root in roots.iter().filter_map(|root| repository.place(root)) {
        let is_definition = |path: &Path| {
            let below = path.strip_prefix(&root).unwrap_or(path);
            let hidden = below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
            !hidden && Syntax::of_path(path).is_some()
        };
        paths.extend(revision.read(&root, is_definition)?);
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// A file of the revision; one that is named by an absolute path belongs to the machine.
pub(super) fn content_of(revision: &Revision<'_>, path: &Path) -> io::Result<Content> {
    if path.is_absolute() { files::content(path) } else { revision.content(path) }
}

/// A path with forward slashes.
pub(super) fn shown(path: &Path) -> String {
    if path.is_absolute() {
        return path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    }
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
