//! Definitions as they were at a revision of git.

use super::definitions::Loaded;
use crate::git::{GitError, Repository, Revision};
use crate::render::wording::errors::Failure;
use crate::source::Syntax;
use crate::source::files::{self, Content};
use anyhow::{Context as _, Result};
use std::io;
use std::path::{Component, Path, PathBuf};

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

/// Logs are no part of a revision: its definitions read those of the work tree.
pub(super) fn logs_of_work_tree(loaded: &mut Loaded, repository: &Repository) -> Result<()> {
    let here = std::env::current_dir().context(Failure::NoCurrentFolder)?;
    let below = here.canonicalize().ok().and_then(|here| {
        let below = here.strip_prefix(repository.root()).ok()?;
        Some(below.components().map(|_| Component::ParentDir).collect::<PathBuf>())
    });
    let root = below.unwrap_or_else(|| repository.root().to_path_buf());
    for log in &mut loaded.definitions.logs {
        log.folder = root.join(&log.folder);
    }
    Ok(())
}

/// A path with forward slashes.
pub(super) fn shown(path: &Path) -> String {
    if path.is_absolute() {
        return path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    }
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
