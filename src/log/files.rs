//! Which files a log is made of.
//!
//! It knows paths and patterns; it must not know what is in the files.

use super::error::{At, LogError};
use crate::model::Log;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// What stands for standard input.
pub(super) const STDIN: &str = "-";

/// A file of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    File {
        path: PathBuf,
        /// As users see it.
        shown: String,
    },
    Stdin,
}

impl Input {
    pub(super) fn shown(&self) -> &str {
        match self {
            Self::File { shown, .. } => shown,
            Self::Stdin => STDIN,
        }
    }
}

/// The files of a log: patterns in the order in which they are written, the files of each sorted by
/// path, and each file once.
pub(super) fn find(log: &Log) -> Result<Vec<Input>, LogError> {
    let mut inputs = Vec::new();
    let mut seen = HashSet::new();
    for pattern in &log.paths {
        let found = if pattern.value == STDIN { vec![Input::Stdin] } else { expand(log, pattern)? };
        inputs.extend(found.into_iter().filter(|input| seen.insert(input.shown().to_owned())));
    }
    Ok(inputs)
}

fn expand(log: &Log, pattern: &str) -> Result<Vec<Input>, LogError> {
    let path = log.folder.join(pattern);
    // A file of that very name is meant even if its name looks like a pattern.
    match std::fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => {
            let pattern = pattern.trim_end_matches('/').to_owned();
            return Err(LogError::Folder { at: at(log, &show(&path)), pattern });
        }
        Ok(_) => return Ok(vec![input(path)]),
        Err(source) if source.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(LogError::Unreadable { at: at(log, &show(&path)), source });
        }
        Err(_) => {}
    }
    let paths = if is_pattern(pattern) { matching(log, &path)? } else { Vec::new() };
    if paths.is_empty() {
        let folder = show(&log.folder);
        let folder = if folder.is_empty() { ".".to_owned() } else { folder };
        return Err(LogError::NoFile { log: log.id.value.clone(), pattern: pattern.to_owned(), folder });
    }
    Ok(paths.into_iter().map(input).collect())
}

/// All files under the fixed part of a pattern that match it.
fn matching(log: &Log, path: &Path) -> Result<Vec<PathBuf>, LogError> {
    let fixed: PathBuf =
        path.components().take_while(|part| !is_pattern(&part.as_os_str().to_string_lossy())).collect();
    let variable: Vec<_> = path
        .components()
        .skip(fixed.components().count())
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let base = if fixed.as_os_str().is_empty() { Path::new(".") } else { &fixed };
    let deep = variable.iter().any(|part| part.contains("**"));
    let hidden = variable.iter().any(|part| part.starts_with('.'));
    let variable = variable.join("/");
    if !base.is_dir() {
        return Ok(Vec::new());
    }
    let depth = if deep { usize::MAX } else { variable.split('/').count() };
    let visible = |entry: &walkdir::DirEntry| {
        hidden || entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(base).max_depth(depth).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| {
            let path = show(error.path().unwrap_or(base));
            LogError::Unreadable { at: at(log, &path), source: error.into() }
        })?;
        let Ok(relative) = entry.path().strip_prefix(base) else { continue };
        let relative: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        if fast_glob::glob_match(&variable, relative.join("/")) && entry.path().is_file() {
            found.push(entry.into_path());
        }
    }
    found.sort();
    Ok(found)
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

fn input(path: PathBuf) -> Input {
    let shown = show(&path);
    Input::File { path, shown }
}

fn at(log: &Log, file: &str) -> At {
    At { log: log.id.value.clone(), file: file.to_owned() }
}

/// A path without the detours of `folder/../`, with `/` on every system.
fn show(path: &Path) -> String {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let path: PathBuf = parts.iter().collect();
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::show;
    use std::path::Path;

    #[test]
    fn paths_are_shown_without_detours() {
        for (path, shown) in [
            ("commitments/../logs/a.csv", "logs/a.csv"),
            ("./a.csv", "a.csv"),
            ("../a.csv", "../a.csv"),
            ("/x/./y/../a.csv", "/x/a.csv"),
        ] {
            assert_eq!(show(Path::new(path)), shown);
        }
    }
}
